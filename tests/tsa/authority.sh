#!/usr/bin/env bash
# usage: authority.sh FOLDER [INSTANT]
# Makes a root and authorities for timestamps in FOLDER, as of INSTANT ("2026-11-22 09:53:45", UTC;
# default: now): NAME.pem, NAME.key, and NAME.certs with what is sent besides; ts.cnf with a section
# each, for openssl ts.
#   good      ECDSA P-256, issued by the root      rsa     RSA of 3072 bits, SHA-512
#   deep      behind an authority in between       weak    RSA of 2048 bits
#   expired   ended the day before                 short   ends in ten days
#   stranger  leads to a root of its own           old     names its certificate by SHA-1 alone
#   casual    its usage is not critical            busy    stamps time and authenticates servers
set -euo pipefail
mkdir -p "$1"
cd "$1"
export TZ=UTC
instant=${2:-}
[ -n "$instant" ] || instant=$(date -u '+%F %T')
at() { # SHIFT CALL…
    faketime -f "$(date -u -d "$instant UTC $1" '+%F %T')" "${@:2}" 2>>openssl.log
}
ec='ec -pkeyopt ec_paramgen_curve:P-256'
ca='basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign,cRLSign'
stamps='keyUsage=critical,digitalSignature extendedKeyUsage=critical,timeStamping'

make() { # NAME ISSUER SHIFT DAYS KEY EXTENSION…
    local name=$1 issuer=$2 shift=$3 days=$4 key=$5
    {
        printf '%s\n' "${@:6}" subjectKeyIdentifier=hash
        [ "$issuer" = self ] || echo authorityKeyIdentifier=keyid
    } >"$name.ext"
    # shellcheck disable=SC2086
    at "$shift" openssl req -new -newkey $key -nodes -keyout "$name.key" -subj "/C=KG/O=Peer/CN=$name" -out "$name.csr"
    if [ "$issuer" = self ]; then
        at "$shift" openssl x509 -req -in "$name.csr" -signkey "$name.key" -days "$days" -extfile "$name.ext" -out "$name.pem"
    else
        at "$shift" openssl x509 -req -in "$name.csr" -CA "$issuer.pem" -CAkey "$issuer.key" -CAcreateserial -days "$days" \
            -extfile "$name.ext" -out "$name.pem"
    fi
    : >"$name.certs"
}
# shellcheck disable=SC2086
{
    make root self '-1 day' 7000 "$ec" $ca
    make middle root '-1 day' 6000 "$ec" $ca
    make good root '-1 hour' 3000 "$ec" $stamps
    make rsa root '-1 hour' 3000 rsa:3072 $stamps
    make deep middle '-1 hour' 3000 "$ec" $stamps
    make weak root '-1 hour' 3000 rsa:2048 $stamps
    make short root '-1 hour' 10 "$ec" $stamps
    make expired root '-20 days' 19 "$ec" $stamps
    make stranger-root self '-1 day' 7000 "$ec" $ca
    make stranger stranger-root '-1 hour' 3000 "$ec" $stamps
    make old root '-1 hour' 3000 "$ec" $stamps
    make casual root '-1 hour' 3000 "$ec" keyUsage=critical,digitalSignature extendedKeyUsage=timeStamping
    make busy root '-1 hour' 3000 "$ec" keyUsage=critical,digitalSignature extendedKeyUsage=critical,timeStamping,serverAuth
}
cat middle.pem root.pem >deep.certs
cat stranger-root.pem >stranger.certs
echo 01 >serial
for name in good rsa deep weak short expired stranger old; do
    printf '[%s]\nserial = ./serial\nsigner_cert = ./%s.pem\nsigner_key = ./%s.key\n' "$name" "$name" "$name"
    [ ! -s "$name.certs" ] || printf 'certs = ./%s.certs\n' "$name"
    printf 'signer_digest = %s\ndefault_policy = 1.2.3.4.1\nother_policies = 1.2.3.4.2\ndigests = sha256\n' \
        "$([ "$name" = rsa ] && echo sha512 || echo sha256)"
    printf 'accuracy = secs:1\nordering = no\ntsa_name = yes\ness_cert_id_alg = %s\n\n' \
        "$([ "$name" = old ] && echo sha1 || echo sha256)"
done >ts.cnf
