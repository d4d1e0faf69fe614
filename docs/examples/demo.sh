#!/bin/sh
# A network of three organisations on this machine, from founding to one state after working apart.
#
# Every line that begins with an organisation and a dollar sign is a command that is run just so; what follows it is
# its output. The nodes run on when the story ends; DEMO_STOP=1 stops them and removes everything.
#
#   TALKOOT_BIN   where talkoot and talkootd are (default: .build/release of this repository)
#   TMPDIR        where the homes go (default: /tmp)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bin=${TALKOOT_BIN:-$here/../../.build/release}
bin=$(cd "$bin" && pwd) || { echo "build first: make release" >&2; exit 1; }
[ -x "$bin/talkoot" ] && [ -x "$bin/talkootd" ] || { echo "no talkoot and talkootd in $bin: make release" >&2; exit 1; }
PATH=$bin:$PATH
export PATH LC_ALL=C.UTF-8
unset TALKOOT_HOME LANG LC_MESSAGES || true

dir=$(mktemp -d "${TMPDIR:-/tmp}/talkoot-demo.XXXXXX")
: > "$dir/talkoot-demo"  # by this mark demo-stop.sh knows what it may remove
ended() {
  code=$?
  trap - EXIT
  [ "$code" = 0 ] && [ -z "${DEMO_STOP:-}" ] && exit 0
  [ "$code" = 0 ] || { echo "the demo failed" >&2; tail -n 3 "$dir"/*/log/talkootd.log >&2 2>/dev/null || true; }
  "$here/demo-stop.sh" "$dir" > /dev/null || true
  exit "$code"
}
trap ended EXIT
trap 'exit 130' INT TERM

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold='' plain=''; fi
tell() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }

# Runs talkoot for one of the three, silently: quiet HOME WORDS…
quiet() { who=$1; shift; TALKOOT_HOME=$dir/$who talkoot "$@"; }

# Shows a command and runs it: run HOME WORDS…
run() {
  shown=
  first=$1
  shift
  for word in "$@"; do
    case $word in *[!A-Za-z0-9_.:,=/@%+-]* | '') shown="$shown '$word'" ;; *) shown="$shown $word" ;; esac
  done
  case $shown in *talkoot1-*) shown=$(printf '%s' "$shown" | sed 's/\(talkoot1-.\{12\}\)[0-9a-z]*/\1…/') ;; esac
  printf '%s$ talkoot%s\n' "$first" "$shown"
  if output=$(quiet "$first" "$@" 2>&1); then code=0; else code=$?; fi
  [ -z "$output" ] || printf '%s\n' "$output" | sed -e 's/^./  &/'
  return $code
}

# Waits until a command's output holds a text: await TEXT HOME WORDS…
await() {
  text=$1
  shift
  tries=0
  until quiet "$@" | grep -q "$text"; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "still no \"$text\" from talkoot $*" >&2; exit 1; }
    sleep 0.1
  done
}

tell "1. Aalto IT founds a network of IT-service partners and invites two others."
run aalto init --network Kumppanit --name 'Aalto IT' --listen 127.0.0.1:0
run aalto node start
for partner in 'borealis Borealis Networks' 'cumulus Cumulus Turva'; do
  home=${partner%% *}
  name=${partner#* }
  code=$(quiet aalto invite)
  printf 'aalto$ talkoot invite\n  %.24s…\n' "$code"
  run "$home" join "$code" --name "$name" --listen 127.0.0.1:0
done
quiet aalto config set person Aino
quiet borealis config set person Björn
quiet cumulus config set person Kaisa

tell "2. Each compares the fingerprint by telephone and confirms. More than half of the members must."
run aalto member confirm 'Borealis Networks' --wait
await '"status":"member"' borealis member show 'Borealis Networks' --json
quiet borealis member list | grep -q Cumulus || await Cumulus borealis member list
run aalto member confirm 'Cumulus Turva'
run borealis member confirm 'Cumulus Turva' --wait
await '"status":"member"' cumulus member show 'Cumulus Turva' --json
await '"status":"member"' aalto member show 'Cumulus Turva' --json

tell "3. Aalto puts the plan in: goals, what is measured, what has been measured. The others have it at once."
cd "$here/plan"
run aalto import goals.csv --kind goal --key goal --map title=title,description=description,under=under,due=due
run aalto import measures.csv --kind measure --key measure --map goal=goal,name=name,unit=unit,from=from,target=target
run aalto import checkins.csv --kind checkin --map measure=measure,on=on,value=value,confidence=confidence,note=note
run aalto decision propose 'Yhteinen tikettijärjestelmä / One ticket system' --rule consent --about key:1 \
  --text 'We move all tickets to one system by June.'
decision=$(quiet aalto decision list --ids | cut -c 1-7)
quiet aalto sync now --replicas 2 --timeout 30 > /dev/null
run cumulus goal list --tree --lang fi

tell "4. The line to Borealis and Cumulus is cut. Both work on, each on its own."
run borealis sync pause
run cumulus sync pause
run borealis goal edit key:1.1 --title 'Tickets handed over within 10 minutes'
run borealis goal edit key:1 --description \
  'A customer of any of us calls one number, day or night, and never tells the story twice. Asiakas ei selitä asiaansa kahdesti.'
run borealis checkin key:M1 24 --on 2026-11-20 --confidence on-track --note 'History travels with the ticket'
run borealis decision position "$decision" agree --reason 'If the history comes along'
run cumulus goal edit key:1.1 --title 'Tiketti siirtyy vartissa' --lang fi
run cumulus goal edit key:1 --description \
  'A customer of any of us calls one number and never tells the story twice. Asiakas ei selitä asiaansa kahdesti, eikä odota jonossa.' \
  --lang fi
run cumulus goal move key:2.3 --under key:2.1 --lang fi
run cumulus goal contribute key:2 --role coordinator --lang fi

tell "5. The line is back: all three have everything, and nothing that anyone wrote is lost."
run borealis sync resume
run cumulus sync resume
for home in borealis cumulus aalto; do quiet $home sync now --wait --timeout 30 > /dev/null; done
await '24' aalto measure show key:M1
run aalto goal show key:1

tell "6. One title was written twice at the same time. People settle that, with one command."
run aalto replica conflicts
run aalto conflict settle key:1.1 title --value 'Tiketti siirtyy vartissa / Hand-over within 15 minutes'

tell "7. Aalto closes the decision. Cumulus has received it and is silent, which under this rule is consent."
run aalto decision position "$decision" agree
run aalto decision close "$decision" --wait
run aalto decision show "$decision"

tell "8. One digest on all three, and every hash, chain and signature holds."
for home in aalto borealis cumulus; do quiet $home sync now --wait --timeout 30 > /dev/null; done
for home in aalto borealis cumulus; do
  printf '%s$ talkoot replica status | grep Digest\n' $home
  quiet $home replica status | grep Digest
done
digests=$(for home in aalto borealis cumulus; do quiet $home replica status | grep Digest; done | sort -u | wc -l)
[ "$digests" = 1 ] || { echo "the digests differ" >&2; exit 1; }
for home in aalto borealis cumulus; do run $home replica verify; done
run aalto status

if [ -n "${DEMO_STOP:-}" ]; then
  tell "That was the story; everything is stopped and removed."
else
  tell "The three nodes run on. Look around:"
  cat <<TEXT
  export PATH=$bin:\$PATH
  talkoot --home $dir/aalto goal list --tree
  talkoot --home $dir/borealis replica log
  talkoot --home $dir/cumulus status --lang fi
and stop them and remove everything:
  $here/demo-stop.sh $dir
TEXT
fi
