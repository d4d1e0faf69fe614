#!/bin/sh
# Stops the nodes of a demo and removes its directory: demo-stop.sh DIR
set -eu
[ $# = 1 ] || { echo "usage: $0 DIR" >&2; exit 64; }
dir=$1
[ -f "$dir/talkoot-demo" ] || { echo "$dir is not a directory of the demo" >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
PATH=${TALKOOT_BIN:-$here/../../.build/release}:$PATH
for home in "$dir"/*/; do
  [ -e "$home/run/talkootd.sock" ] || continue
  talkoot --home "${home%/}" node stop || true
done
rm -rf "$dir"
