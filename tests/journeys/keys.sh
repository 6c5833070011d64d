#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. keys.sh
# Signers: who is made, asked for, taken in, chosen, refused, retired and revoked; keys from files, from
# PKCS #12 and from a token; what other people's tools say about it.
source "${BASH_SOURCE%/*}/journey.bash"
verify=$PROGRAMS/usta-verify

# Nothing was drawn, signed or recorded: refused_whole CODE WORDS CALL…
refused_whole() {
    local before after
    before=$("$usta" journal head --json | jq .size)
    refused "$@"
    after=$("$usta" journal head --json | jq .size)
    [ "$before" = "$after" ] || wrong "recorded something"
}

signs() { # REF
    json "[.signers[] | select(.signs and .purpose == \"documents\").ref] == [\"$1\"]" "$usta" key list
}

# --- people who wait for certificates: one for each that is to be issued
make_registry
as registrar
people=(K-001 K-002 K-003 K-004 K-005 K-006 K-007 K-008)
names=("Aizada Asanova:Айзада Асанова" "Bekzat Toktomatov:Бекзат Токтоматов"
    "Gulnara Isaeva:Гүлнара Исаева" "Dastan Kulov:Дастан Кулов" "Meerim Orozova:Мээрим Орозова"
    "Ulan Sydykov:Улан Сыдыков" "Zhyldyz Tokoeva:Жылдыз Токоева" "Nurbek Alymov:Нурбек Алымов")
for i in "${!people[@]}"; do
    does enrol "${people[i]}" "${names[i]%:*}" "${names[i]#*:}" AC100200"$i" \
        --compared-with "${people[*]:0:i}"
done
today=$(TZ=Asia/Bishkek date +%F)
does "$usta" sitting plan osh-1 osh "$today" UST-JOURNEY
does "$usta" sitting enter osh-1 "${people[@]}"
does "$usta" assign osh-1 first first
does "$usta" assign osh-1 second second
does "$usta" assign osh-1 lead lead
does "$usta" sitting open osh-1
does "$usta" sitting check-in osh-1
for person in first second; do
    tablet marks $person
    does "$usta" --as $person sheet import $person-marks.json
done
does "$usta" --as lead result compute osh-1
does "$usta" --as certifier decide ready osh-1
next=0
tool=("$usta")

# issue [OPTION…]: to the next who waits; its PDF is next.pdf
issue() {
    next=$((next + 1))
    rm -rf issued
    json '.certificates | length == 1' "${tool[@]}" certificate issue K-00$next --to issued "$@"
    mv issued/*.pdf next.pdf
}
# Every signer has a name of its own.
signed_by() { # REF
    [ "$("$usta" key show "$1" --json | jq -r .subject)" = \
        "$("$verify" --trust trust.pem --json next.pdf | jq -r '.[0].signer')" ] ||
        wrong "is signed by another than '$1'"
}
verdict() { # WORD OPTION…
    local expected=$1
    shift
    run "$verify" --json "$@" next.pdf
    [ "$(jq -r '.[0].verdict' <<<"$answer")" = "$expected" ] || wrong "is not '$expected'"
}

# --- the newest valid one signs, or whom one names
as admin
signs signer
refused 1 "may not keep" "$usta" --as registrar key make 2027
json '.ref == "2027" and .test' "$usta" key make 2027 --years 8 --name "signer of 2027"
signs 2027
json '.subject | test("^CN=TEST signer of 2027,O=TEST ")' "$usta" key show 2027
refused 4 "'2027'" "$usta" key make 2027
refused 1 "name of another key" "$usta" key make root
refused 1 "name of another key" "$usta" key make head
refused 1 "signer" "$usta" key make "a b"
refused 2 "ES256 or RS256" "$usta" key make x --algorithm DSA
refused 2 "nothing a signer signs" "$usta" key make x --for everything
refused 1 "outlasts its authority" "$usta" key make x --years 20 --from 2030-01-01
touch registry/keys/mislaid.key
refused 4 "'registry/keys/mislaid.key'" "$usta" key make mislaid
does "$usta" certificate trust trust.pem
as certifier
issue
verdict genuine --trust trust.pem
signed_by 2027
issue --signer signer
signed_by signer

# --- who does not sign, and nothing is recorded
as admin
does "$usta" key make later --from "$(date -u -d '+2 years' +%F)" --years 9
does "$usta" key make brief --years 1
signs brief
json '[.signers[] | select(.ref == "later").state] == ["not_yet_valid"]' "$usta" key list
as certifier
person=K-003
refused_whole 5 "signer 'later' is not valid before" "$usta" certificate issue $person --signer later
refused_whole 5 "ends on" "$usta" certificate issue $person
refused_whole 3 "no signer 'nobody'" "$usta" certificate issue $person --signer nobody
as admin
json '.state == "retired"' "$usta" key retire brief --reason superseded
refused 1 "retired already" "$usta" key retire brief --reason cessation
refused 2 "no reason to retire" "$usta" key retire 2027 --reason boredom
refused 1 "later moment" "$usta" key retire 2027 --reason cessation --since 2999-01-01T00:00:00Z
refused 1 "may not keep" "$usta" --as certifier key retire 2027 --reason cessation
as certifier
refused_whole 5 "signer 'brief' was retired: superseded" "$usta" certificate issue $person --signer brief
signs 2027
ended=$(mktemp -p .)
day=$(date -u -d '+25 years' +%s)
run env ASAN_OPTIONS=verify_asan_link_order=0 faketime -f "+$((day - $(date +%s)))s" "$usta" certificate issue $person --signer 2027
[ "$code" = 5 ] && [[ $told == *"signer '2027' ended on"* ]] || wrong "does not say that it ended"
run env ASAN_OPTIONS=verify_asan_link_order=0 faketime -f "+$((day - $(date +%s)))s" "$usta" certificate issue $person
[ "$code" = 5 ] && [[ $told == *"no signer for documents is valid now"* ]] || wrong "does not say that all ended"

# --- keys and certificates that do not belong together
keys=registry/keys
cp -p $keys/2027.key key && cp -p $keys/signer.key $keys/2027.key
refused_whole 5 "not that of the signer's certificate" "$usta" certificate issue $person
cp -p key $keys/2027.key
cp $keys/2027.pem pem && cp $keys/signer.pem $keys/2027.pem
refused_whole 5 "another certificate than was registered" "$usta" certificate issue $person
cp pem $keys/2027.pem
chmod 644 $keys/2027.key
refused_whole 5 "others may read" "$usta" certificate issue $person
chmod 600 $keys/2027.key

# --- an authority of others, made with OpenSSL
cat >ca.cnf <<'CNF'
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[web]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CNF
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 7300 \
    -subj "/C=KG/O=National Authority/CN=National Root" -config ca.cnf -extensions ca 2>/dev/null
sign() { # SECTION CSR OUT [OPTION…]: the authority's answer, as a chain
    openssl x509 -req -in "$2" -CA ca.pem -CAkey ca.key -days 3650 -extfile ca.cnf -extensions "$1" \
        -out leaf.pem "${@:4}" 2>/dev/null
    cat leaf.pem ca.pem >"$3"
}

# --- a request, its answer, and a certificate without TEST
as admin
json '.ref == "national"' "$usta" key csr national national.csr --organization "Ministry of Labour"
openssl req -in national.csr -noout -verify -text >csr.txt 2>&1
grep -q "verify OK" csr.txt ||
    wrong "is no request that OpenSSL likes"
grep -q "Digital Signature, Non Repudiation" csr.txt || wrong "does not ask for its uses"
json '[.signers[] | select(.ref == "national").state] == ["waiting"]' "$usta" key list
refused 3 "no signer 'national'" "$usta" --as certifier certificate issue $person --signer national
sign web national.csr bad.pem
refused_whole 1 "usage is another" "$usta" key import national bad.pem
sign ca national.csr bad.pem
refused_whole 1 "(CA:TRUE)" "$usta" key import national bad.pem
sign signer national.csr bad.pem -sha1
refused_whole 1 "too weak" "$usta" key import national bad.pem
sign signer national.csr good.pem
cp leaf.pem alone.pem
refused_whole 1 "the last certificate is no root" "$usta" key import national alone.pem
cat leaf.pem $keys/root.pem >bad.pem
refused_whole 1 "did not issue the one before it" "$usta" key import national bad.pem
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout other.key -out other.csr -subj /CN=other 2>/dev/null
sign signer other.csr bad.pem
refused_whole 1 "for another key" "$usta" key import national bad.pem
refused_whole 1 "no key for 'stranger'" "$usta" key import stranger good.pem
refused_whole 3 "cannot open" "$usta" key import national nothing.pem
weak() { # WORDS KEY-OPTION…: refused because of its key
    openssl req -newkey "${@:2}" -nodes -keyout weak.key -out weak.csr -subj /CN=weak 2>/dev/null
    sign signer weak.csr bad.pem
    refused_whole 1 "$1" "$usta" key import national bad.pem
}
weak "the RSA key has 2048 bits" rsa:2048
weak "instead of P-256" ec -pkeyopt ec_paramgen_curve:P-384
json '.ref == "national" and (.test | not)' "$usta" key import national good.pem
refused 4 "'national'" "$usta" key import national good.pem
signs national
json '.algorithm == "ECDSA P-256" and (.test | not)' "$usta" key show national
as certifier
issue
verdict unknown_issuer --trust trust.pem
verdict genuine --trust ca.pem
[ "$(jq '.[0].test' <<<"$answer")" = false ] || wrong "says TEST"
signed_by national
mkdir nss
certutil -N -d nss --empty-password
certutil -A -d nss -n national -t CT,C,C -i ca.pem
sealed=$(pdfsig -nssdir "$PWD/nss" next.pdf)
[[ $sealed == *"Signature is Valid"* && $sealed == *"Certificate is Trusted"* ]] || wrong "pdfsig says: $sealed"
does "$usta" certificate trust trust.pem
verdict genuine --trust trust.pem

# --- what is public of it
json '.file == "chain.pem"' "$usta" key export national chain.pem
cmp chain.pem good.pem || wrong "is another chain"
does "$usta" key export national root.pem --part root
does "$usta" key export national own.pem --part certificate
openssl verify -CAfile root.pem own.pem >/dev/null || wrong "is no chain"
refused 2 "is no part" "$usta" key export national x.pem --part key
refused 3 "no signer 'nobody'" "$usta" key export nobody x.pem
! grep -l PRIVATE ./*.pem || wrong "gives a private key away"

# --- a key that comes with its certificate
as admin
openssl req -newkey rsa:3072 -nodes -keyout rsa.key -out rsa.csr -subj "/C=KG/O=Ministry/CN=Signer of the ministry" 2>/dev/null
sign signer rsa.csr rsa.pem
export USTA_FILE_PASSPHRASE='of the file'
openssl pkcs12 -export -inkey rsa.key -in rsa.pem -passout 'pass:of the file' -out rsa.p12
refused_whole 1 "wrong passphrase" env USTA_FILE_PASSPHRASE=other "$usta" key import ministry rsa.p12
head -c 500 rsa.p12 >short.p12
refused_whole 1 "is no PKCS #12 file" "$usta" key import ministry short.p12
openssl pkcs12 -export -nocerts -inkey rsa.key -passout "pass:of the file" -out bare.p12 2>/dev/null
refused_whole 1 "no key with a certificate" "$usta" key import ministry bare.p12
json '(.test | not)' "$usta" key import ministry rsa.p12
grep -q "ENCRYPTED PRIVATE KEY" $keys/ministry.key || wrong "keeps the key open"
signs ministry

# --- beside an RSA signer another one signs the QR codes
as certifier
refused_whole 5 "no signer for symbols is valid now" "$usta" certificate issue K-004
as admin
refused 1 "symbols are signed with ES256 alone" "$usta" key make codes --for symbols --algorithm RS256
does "$usta" key make codes --for symbols
as certifier
refused_whole 5 "only one says TEST" "$usta" certificate issue K-004
refused_whole 5 "is for symbols, not for documents" "$usta" certificate issue K-004 --signer codes
as admin
does "$usta" key csr symbols symbols.csr --for symbols
sign signer symbols.csr symbols.pem
json '.purpose == "symbols"' "$usta" key import symbols symbols.pem
does "$usta" certificate trust trust.pem
as certifier
issue
verdict genuine --trust ca.pem
signed_by ministry
pdftoppm -r 200 -gray next.pdf page
zbarimg --nodbus --raw -q page-*.pgm >symbols.txt
payload=$(grep '#' symbols.txt)
run "$verify" --trust trust.pem --json --qr "$payload"
[ "$(jq -r '.[0].verdict' <<<"$answer")" = genuine ] || wrong "is not a QR code of a trusted signer"

# --- a key in a token
export SOFTHSM2_CONF=$PWD/softhsm2.conf USTA_KEY_PIN=648219
mkdir tokens
echo "directories.tokendir = $PWD/tokens" >"$SOFTHSM2_CONF"
module=/usr/lib/softhsm/libsofthsm2.so
softhsm2-util --init-token --free --label usta --so-pin 12345678 --pin $USTA_KEY_PIN >/dev/null
for kind in EC:prime256v1 rsa:3072 EC:secp384r1; do # of different lengths
    pkcs11-tool --module $module --token-label usta --login --pin $USTA_KEY_PIN --keypairgen \
        --key-type $kind --label "${kind%:*}${kind#*:}" --id "$(printf %02x ${#kind})" >/dev/null 2>&1
done
tool=(env ASAN_OPTIONS=fast_unwind_on_malloc=0
    "LSAN_OPTIONS=print_suppressions=0:suppressions=$PROJECT/tests/lsan.supp" "$usta")
uri="pkcs11:token=usta;object=ECprime256v1?module-path=$module"
as admin
refused_whole 1 "holds a PIN" "${tool[@]}" key make token --uri "pkcs11:token=usta;object=x?pin-value=1234"
refused_whole 1 "does not begin with" "${tool[@]}" key make token --uri "file:/etc/passwd"
refused_whole 1 "names no key" "${tool[@]}" key make token --uri "pkcs11:token=usta?module-path=$module"
refused_whole 1 "a query other than" "${tool[@]}" key make token --uri "pkcs11:object=x?module-name=y"
refused_whole 5 "PKCS#11 module cannot be used" "${tool[@]}" key make token --uri "pkcs11:object=x?module-path=/nowhere.so"
refused_whole 5 "no such key, or the PIN is wrong" "${tool[@]}" key make token --uri "pkcs11:token=usta;object=other?module-path=$module"
refused_whole 5 "no such key, or the PIN is wrong" env USTA_KEY_PIN=1111 "${tool[@]}" key make token --uri "$uri"
refused_whole 5 "instead of P-256" "${tool[@]}" key make token --uri "pkcs11:token=usta;object=ECsecp384r1?module-path=$module"
json '.ref == "token"' "${tool[@]}" key make token --uri "$uri" --name "signer in a token"
[ ! -e $keys/token.key ] || wrong "has the key in a file"
does "$usta" certificate trust trust.pem
as certifier
refused_whole 5 "the PIN is wrong" env USTA_KEY_PIN=1111 "${tool[@]}" certificate issue K-005
issue
verdict genuine --trust trust.pem
signed_by token
as admin
does "${tool[@]}" key csr token-rsa token.csr --name "RSA in a token" --uri "pkcs11:token=usta;object=rsa3072?module-path=$module"
sign signer token.csr token.pem
json '(.test | not)' "${tool[@]}" key import token-rsa token.pem
as certifier
issue
verdict genuine --trust ca.pem
signed_by token-rsa

# --- retired: the next one signs; what was signed stays as it is
as admin
does "$usta" key retire token-rsa --reason cessation
as certifier
refused_whole 5 "signer 'token-rsa' was retired: cessation" "$usta" certificate issue K-007 --signer token-rsa
verdict genuine --trust ca.pem
signs token

# --- compromised: revoked, listed, and the world is told
tool=("$usta")
issue --signer 2027
does "$usta" --as admin certificate trust trust.pem
as admin
json '.revoked == 0' "$usta" key crl list.crl
json '.state == "revoked" and .reason == "key_compromise"' "$usta" key retire 2027 --reason key_compromise
refused 1 "a revoked one stays so" "$usta" key retire 2027 --reason superseded
json '.state == "revoked"' "$usta" key retire brief --reason privilege_withdrawn
json '.revoked == 2 and .days == 30' "$usta" key crl list.crl
json '.revoked == 2' "$usta" key crl list.crl --days 7
refused 1 "may not keep" "$usta" --as certifier key crl other.crl
openssl crl -in list.crl -CAfile $keys/root.pem -noout -text >crl.txt 2>&1
for words in "verify OK" "Version 2" "X509v3 CRL Number: " "Key Compromise" "Privilege Withdrawn" "Authority Key Identifier"; do
    grep -q "$words" crl.txt || wrong "the list does not say '$words'"
done
grep -A1 "CRL Number" crl.txt | grep -qx ' *3' || wrong "is not the third list"
openssl verify -crl_check -CAfile $keys/root.pem -CRLfile list.crl $keys/signer.pem >/dev/null || wrong "lists another signer"
run openssl verify -crl_check -CAfile $keys/root.pem -CRLfile list.crl $keys/2027.pem
[[ $told$answer == *"certificate revoked"* ]] || wrong "does not list the signer"
as certifier
refused_whole 5 "signer '2027' was revoked: key_compromise" "$usta" certificate issue K-008 --signer 2027
does "$usta" certificate status status.txt --signer national
grep -q '^key ' status.txt || wrong "the status list does not name the key"

json '.draws >= 0' "$usta" --as auditor audit
echo "signers come and go"
