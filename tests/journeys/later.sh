#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. later.sh
# What comes long after: an appeal when its time is over, and a certificate that is renewed.
source "${BASH_SOURCE%/*}/journey.bash"

pretend_days
day=2026-03-02
make_registry
sed -e 's/^version: .*/version: 1.1.0/' -e '$a renewal: {within_months: 6}' "$here/journey.scheme.yaml" >renewed.yaml
does "$usta" --as lead scheme publish renewed.yaml

# test_all SITTING [PREVIOUS]: J-012 is entered, tested by first and second, and passes both units
test_all() {
    sitting=$1
    does "$usta" --as registrar sitting plan "$1" osh "$day" UST-JOURNEY
    does "$usta" --as registrar sitting enter "$1" J-012
    does "$usta" --as registrar assign "$1" first first
    does "$usta" --as registrar assign "$1" second second
    calibrate
    does "$usta" --as registrar sitting open "$1"
    does "$usta" --as registrar sitting check-in "$1"
    local person
    for person in first second; do
        tablet marks "$person" "${2:+$person-$2.json}"
        cp "$person-marks.json" "$person-$1.json"
        does "$usta" --as "$person" sheet import "$person-marks.json"
    done
    json '.open == []' "$usta" --as lead result compute "$1"
    does "$usta" --as registrar sitting close "$1"
}

as registrar
does enrol J-012 "Gulnara Asanova" "Гүлнара Асанова" ID9000012
test_all osh-1
json '.outcome == "granted"' "$usta" --as certifier decide grant J-012
json '.certificates[0].expires == "2029-03-01"' "$usta" certificate issue
old=$(jq -r '.certificates[0].code' <<<"$answer")

# --- an appeal within fifteen working days of the decision, or later by a certifier with a reason
last_day=2026-03-23
day=$last_day
does "$usta" appeal lodge osh-1/J-012/UST-CK-AC-03 --grounds "I cut better than that"
json ".appeals[0].last_day == \"$last_day\"" "$usta" appeal list
day=2026-03-24
refused 1 "$last_day" "$usta" appeal lodge osh-1/J-012/UST-CK-AC-04 --grounds "the eggs were fine"
[[ $told == *"scheme, appeal_within_working_days"* ]] || wrong "does not say which rule"
refused 1 "" "$usta" appeal lodge osh-1/J-012/UST-CK-AC-04 --grounds "the eggs were fine" --late "I was ill"
json '.late and .state == "lodged"' "$usta" --as other appeal lodge osh-1/J-012/UST-CK-AC-04 \
    --grounds "the eggs were fine" --late "the letter of refusal came back"
json '.late_reason == "the letter of refusal came back"' "$usta" appeal show 2
does "$usta" --as appeals appeal review 1
does "$usta" --as appeals appeal dismiss 1 --reason "the photos agree with the marks"
does "$usta" --as appeals appeal review 2
does "$usta" --as appeals appeal dismiss 2 --reason "they were, and it was marked so"

# --- renewal: six months before the end at the earliest, and the old certificate gives way
day=2028-09-01
does "$usta" --as registrar sitting plan osh-x osh 2028-09-01 UST-JOURNEY
refused 1 "2028-09-02" "$usta" sitting enter osh-x J-012
[[ $told == *renewal* ]] || wrong "does not say which rule"
day=2028-09-02
test_all osh-2 osh-1
json '.renews' "$usta" decide case J-012
json '.outcome == "granted"' "$usta" --as other decide grant J-012
json '.certificates | length == 1' "$usta" certificate issue
new=$(jq -r '.certificates[0].code' <<<"$answer")
json '.state == "superseded"' "$usta" certificate show "$old"
json '.state == "issued" and .expires == "2031-09-01"' "$usta" certificate show "$new"
does "$usta" --as auditor audit
echo "later"
