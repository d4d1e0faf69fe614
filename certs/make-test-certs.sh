#!/bin/sh
# Makes certificates for development and tests in a directory that should not exist yet: `alice`, `bob` and
# `stranger` as real nodes have them, and one of every wrong kind. Each NAME has NAME.chain.pem (leaf, identity),
# NAME.key.pem (the TLS key) and NAME.identity.pem. Nothing of this is ever committed.
set -eu

test $# -eq 1 || { echo "usage: $0 DIRECTORY" >&2; exit 2; }
config=$(cd "$(dirname "$0")" && pwd)/openssl.cnf
umask 077
mkdir -p "$1"
cd "$1"

key() { # key FILE [ALGORITHM...]: a new private key
  file=$1; shift
  if [ $# -eq 0 ]; then set -- -algorithm ED25519; fi
  openssl genpkey "$@" -out "$file" 2>/dev/null
}

identity() { # identity NAME: identity key and certificate
  key "$1.identity.key.pem"
  self_signed "$1.identity.key.pem" "$1.identity.pem"
}

self_signed() { # self_signed KEY CERTIFICATE
  openssl req -x509 -new -key "$1" -subj "/CN=Talkoot identity" -days 36500 -config "$config" \
    -extensions identity -out "$2"
}

leaf() { # leaf NAME ISSUER SECTION DAYS [ALGORITHM...]: TLS key and leaf, issued by ISSUER's identity
  name=$1 issuer=$2 section=$3 days=$4; shift 4
  key "$name.key.pem" "$@"
  openssl req -new -key "$name.key.pem" -subj "/CN=Talkoot TLS" -config "$config" -out "$name.csr.pem"
  openssl x509 -req -in "$name.csr.pem" -CA "$issuer.identity.pem" -CAkey "$issuer.identity.key.pem" \
    -days "$days" -extfile "$config" -extensions "$section" -out "$name.leaf.pem" 2>/dev/null
  rm "$name.csr.pem"
}

chain() { # chain NAME IDENTITY: what NAME shows
  test "$1" = "$2" || cp "$2.identity.pem" "$1.identity.pem"
  cat "$1.leaf.pem" "$1.identity.pem" > "$1.chain.pem"
}

# As it should be.
for name in alice bob stranger; do
  identity $name
  leaf $name $name leaf 36500
  chain $name $name
done

# Out of date, which decides nothing: accepted.
leaf expired alice leaf 0
chain expired alice

# A leaf that the identity beside it has not issued.
leaf forged stranger leaf 36500
chain forged alice

# The leaf alone, the identity twice, and chains with something and with too much after them.
cp alice.key.pem alone.key.pem
cp alice.leaf.pem alone.chain.pem
cp alice.identity.key.pem authority.key.pem
cat alice.identity.pem alice.identity.pem > authority.chain.pem
cp alice.key.pem longer.key.pem
cp alice.key.pem vouched.key.pem
cat alice.chain.pem bob.identity.pem > vouched.chain.pem
cp alice.key.pem longer.key.pem
cat vouched.chain.pem vouched.chain.pem bob.identity.pem > longer.chain.pem

# A leaf that may issue, and one with an unknown critical extension.
leaf issuing alice authority_leaf 36500
chain issuing alice
leaf critical alice critical_leaf 36500
chain critical alice

# Keys of other types: the leaf's, and the identity's.
leaf p256 alice leaf 36500 -algorithm EC -pkeyopt ec_paramgen_curve:P-256
chain p256 alice
key p256identity.identity.key.pem -algorithm EC -pkeyopt ec_paramgen_curve:P-256
self_signed p256identity.identity.key.pem p256identity.identity.pem
leaf p256identity p256identity leaf 36500
chain p256identity p256identity

# The identity key itself as TLS key.
cp alice.identity.key.pem shared.key.pem
openssl req -new -key shared.key.pem -subj "/CN=Talkoot TLS" -config "$config" -out shared.csr.pem
openssl x509 -req -in shared.csr.pem -CA alice.identity.pem -CAkey alice.identity.key.pem -days 36500 \
  -extfile "$config" -extensions leaf -out shared.leaf.pem 2>/dev/null
rm shared.csr.pem
chain shared alice

# An identity certificate of alice's key, signed by another.
openssl req -new -key alice.identity.key.pem -subj "/CN=Talkoot identity" -config "$config" -out unsigned.csr.pem
openssl x509 -req -in unsigned.csr.pem -CA stranger.identity.pem -CAkey stranger.identity.key.pem -days 36500 \
  -extfile "$config" -extensions identity -out unsigned.identity.pem 2>/dev/null
rm unsigned.csr.pem
cp alice.key.pem unsigned.key.pem
cp alice.leaf.pem unsigned.leaf.pem
chain unsigned unsigned

# What is sent after the first certificate, for tools that want the two apart.
for file in *.chain.pem; do
  awk '/BEGIN CERT/ { n++ } n > 1' "$file" > "${file%.chain.pem}.rest.pem"
done
