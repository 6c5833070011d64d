#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. stamps.sh
# Certificates that last: timestamped when they are issued and later, by an authority on this
# machine; what is refused; and how the world judges it.
source "${BASH_SOURCE%/*}/journey.bash"

# --- an authority for timestamps, and one that is nobody's
"$PROJECT"/tests/tsa/authority.sh authority
exec {hold}> >("$PROJECT"/tests/tsa/server.py authority >port)
while [ ! -s port ]; do sleep 0.05; done
tsa=http://127.0.0.1:$(cat port)
export USTA_TSA_TRUST=authority/root.pem

# --- two people pass everything
today=$(TZ=Asia/Bishkek date +%F)
make_registry
as registrar
does enrol J-004 "Rustam Karimov" "Рустам Каримов" ID9000004
does enrol J-006 "Gulnara Asanova" "Гүлнара Асанова" ID9000006
does "$usta" sitting plan osh-1 osh "$today" UST-JOURNEY
does "$usta" sitting enter osh-1 J-004 J-006
does "$usta" assign osh-1 first first
does "$usta" assign osh-1 third second
does "$usta" sitting open osh-1
does "$usta" sitting check-in osh-1
for person in first third; do
    tablet marks "$person"
    does "$usta" --as "$person" sheet import "$person-marks.json"
done
json '.open == []' "$usta" --as lead result compute osh-1
does "$usta" sitting close osh-1
for candidate in J-004 J-006; do does "$usta" --as certifier decide grant "$candidate"; done

# --- issued with a timestamp; without one when nobody gives it
refused 2 "'localhost' is no address" "$usta" certificate augment --all --tsa localhost
refused 1 "no root is given" env -u USTA_TSA_TRUST "$usta" certificate issue --tsa "$tsa/good"
refused 2 "is no policy" "$usta" certificate issue --tsa "$tsa/good" --tsa-policy any
json '.not_stamped == null and (.certificates | length == 1)' \
    "$usta" certificate issue J-004 --tsa "$tsa/good" --tsa-policy 1.2.3.4.1 --to issued
stamped=$(jq -r '.certificates[0].code' <<<"$answer")
does env USTA_TSA="$tsa/fails" "$usta" certificate issue J-006 --to issued
[[ $told == *"signed without a timestamp: "*"answers with status 503"*"usta certificate augment --all"* ]] ||
    wrong "does not say that there is no timestamp"
bare=$("$usta" certificate list --json | jq -r ".certificates[] | select(.code != \"$stamped\") | .code")

level() { # CODE LEVEL TRUSTED [OPTION…]: how the world sees the file in issued/
    json ".[0].verdict == \"genuine\" and .[0].level == \"$2\" and .[0].timestamp.trusted == $3" \
        "$usta" verify --trust trust.pem "${@:4}" issued/"$1".pdf
}
level "$stamped" T false
level "$stamped" T true --trust-time authority/root.pem
USTA_TRUST_TIME=authority/root.pem level "$stamped" T true
level "$bare" B null --trust-time authority/root.pem
does "$PROGRAMS/usta-verify" --trust trust.pem --trust-time authority/root.pem issued/"$stamped".pdf
says "CN=good"
does "$PROGRAMS/usta-verify" --trust trust.pem issued/"$stamped".pdf
says "timestamp (NOT TRUSTED)"
run "$PROGRAMS/usta-verify" --trust authority/root.pem issued/"$stamped".pdf
[ "$code" = 1 ] || wrong "lets an authority for timestamps issue certificates"

# --- what an authority must not get away with: the file stays as it was
cp issued/"$bare".pdf as-it-was.pdf
same() {
    does "$usta" certificate export issued "$bare"
    cmp issued/"$bare".pdf as-it-was.pdf || wrong "changed the file"
}
for lie in other-imprint other-nonce broken early garbage huge fails redirect page stranger expired weak; do
    refused 5 "$tsa/$lie" "$usta" certificate augment "$bare" --tsa "$tsa/$lie"
done
refused 5 "cannot be asked" "$usta" certificate augment "$bare" --tsa http://127.0.0.1:1
refused 2 "a timestamp is needed" "$usta" certificate augment "$bare"
refused 2 "is no level" "$usta" certificate augment "$bare" --to XL
refused 2 "level B already" "$usta" certificate augment "$bare" --to B
refused 2 "name codes, or --all" "$usta" certificate augment
refused 2 "name codes, or --all" "$usta" certificate augment --all "$bare"
refused 1 "may not" "$usta" --as first certificate augment "$bare" --tsa "$tsa/good"
same

# --- to T, to LT with the lists of both authorities, to LTA
export USTA_TSA=$tsa/good
json '.certificates == [{"code": "'"$bare"'", "before": "B", "after": "T", "added": 1}] and .refused == []' \
    "$usta" certificate augment "$bare"
json '[.certificates[].after] == ["T", "T"] and ([.certificates[].added] | add == 0)' "$usta" certificate augment --all
run "$usta" certificate augment --all --to LT --json
[ "$code" = 1 ] || wrong "exit code $code instead of 1"
jq -e '[.refused[].message | contains("no revocation list of the issuer of")] == [true, true]' <<<"$answer" >/dev/null ||
    wrong "does not say which list is missing"
refused 3 "none.crl" "$usta" certificate augment --all --to LT --crl none.crl
refused 1 "no revocation list, neither DER nor PEM" "$usta" certificate augment --all --to LT --crl trust.pem
lists=$(date -u -d '+2 seconds' '+%F %T')
json ".revoked == 0" "$usta" --as admin key crl own.crl
"$PROJECT"/tests/tsa/crl.sh times.crl authority/root.pem authority/root.key "$lists" 30
json '[.certificates[] | [.after, .added]] == [["LTA", 2], ["LTA", 2]]' \
    "$usta" certificate augment --all --to LTA --crl own.crl --crl times.crl
does "$usta" certificate export issued
for code_ in "$stamped" "$bare"; do
    level "$code_" LTA true --trust-time authority/root.pem
    pdfsig -nocert issued/"$code_".pdf >signatures 2>told
    grep -q 'Signature is Valid' signatures || wrong "has no signature that pdfsig accepts"
    ! grep -q 'Invalid' signatures || wrong "has a signature that pdfsig refuses"
    qpdf --check issued/"$code_".pdf >/dev/null
done
cmp -n "$(stat -c %s as-it-was.pdf)" issued/"$bare".pdf as-it-was.pdf || wrong "rewrote what was signed"

json '[.files[].revision] == [1, 2, 3, 4]' "$usta" certificate show "$bare"
[ "$(jq -r '.files[0].digest' <<<"$answer")" = "$(sha256sum <as-it-was.pdf | cut -d' ' -f1)" ] || wrong "has another digest"

# --- the status list knows every revision; the audit judges them all
json '.certificates == 7' "$usta" --as certifier certificate status status.txt
for file in issued/"$bare".pdf as-it-was.pdf issued/"$stamped".pdf; do
    json '.[0].verdict == "valid"' "$usta" verify --trust trust.pem --status status.txt "$file"
done
json '.certificates == 2' "$usta" --as auditor audit
json '[.entries[].kind] == ["certificate.augmented", "certificate.augmented", "certificate.augmented",
    "certificate.augmented", "certificate.augmented"]' "$usta" --as auditor journal list --kind certificate.augmented
does "$usta" export J-006 dossier
[ "$(ls dossier/*.pdf | wc -l)" = 4 ] || wrong "does not have every revision"
cmp dossier/"$bare".pdf as-it-was.pdf || wrong "does not have the file as it was issued"
cmp dossier/"$bare".4.pdf issued/"$bare".pdf || wrong "does not have the newest file"
exec {hold}>&-
echo "certificates that last"
