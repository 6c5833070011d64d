#!/usr/bin/env bash
# usage: prepare.sh FOLDER OURS.pdf FONTS.yaml
# What peers are given, in FOLDER: page.json (page.js) and the keys ecdsa.p12 and rsa.p12, passphrase "bench".
set -euo pipefail
folder=$1 here=$(realpath "$(dirname "$0")")

# Read in a moment, so that a library that opens its key again for each signature loses no time with it.
make_key() { # NAME OPTION…
    openssl req -x509 -nodes -days 3650 -subj '/C=KG/O=Bench/CN=Bench signer' \
        -addext keyUsage=critical,digitalSignature,nonRepudiation "${@:2}" -keyout "$folder/$1.pem" -out "$folder/$1.crt"
    openssl pkcs12 -export -inkey "$folder/$1.pem" -in "$folder/$1.crt" -out "$folder/$1.p12" -passout pass:bench \
        -iter 1 -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1
}

make_key ecdsa -newkey ec -pkeyopt ec_paramgen_curve:P-256
make_key rsa -newkey rsa:3072
sed -n 's/.*{file: \([^,}]*\).*/\1/p' "$3" | sort -u | while read -r font; do
    printf '%s\t%s\n' "$(fc-query -i 0 -f '%{postscriptname}' "$font")" "$font"
done >"$folder/fonts"
mutool run "$here/page.js" "$2" "$folder/fonts" >"$folder/page.json"
