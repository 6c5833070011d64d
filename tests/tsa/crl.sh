#!/usr/bin/env bash
# usage: crl.sh OUT CERTIFICATE KEY INSTANT DAYS [REVOKED.pem INSTANT]
# Makes the revocation list of an authority, good for DAYS from INSTANT ("2026-11-22 09:53:45", UTC),
# with one certificate on it if wanted. KEY is read with the passphrase in $PASSPHRASE, if it needs one.
set -euo pipefail
export TZ=UTC
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/index"
echo 01 >"$work/number"
cat >"$work/ca.cnf" <<CONFIG
[ca]
default_ca = own
[own]
database = $work/index
crlnumber = $work/number
default_md = sha256
CONFIG
ca() { # INSTANT OPTION…
    faketime -f "$1" openssl ca -batch -config "$work/ca.cnf" -cert "$certificate" -keyfile "$key" -passin "pass:${PASSPHRASE:-none}" "${@:2}"
}
certificate=$2
key=$3
[ $# -lt 7 ] || ca "$7" -revoke "$6" 2>/dev/null
ca "$4" -gencrl -crldays "$5" -out "$1" 2>/dev/null
