#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. again.sh
# What days passing mean: a failed unit is tested again, and only that one, and only so often.
source "${BASH_SOURCE%/*}/journey.bash"

pretend_days
day=2026-03-02
make_registry

# test SITTING DAY PREVIOUS: J-011 is entered, tested by $by and second and has results
test_again() {
    sitting=$1
    does "$usta" --as registrar sitting plan "$1" osh "$day" UST-JOURNEY
    does "$usta" --as registrar sitting enter "$1" J-011
    does "$usta" --as registrar assign "$1" "$by" first
    does "$usta" --as registrar assign "$1" second second
    calibrate
    does "$usta" --as registrar sitting open "$1"
    does "$usta" --as registrar sitting check-in "$1"
    local person
    for person in "$by" second; do
        tablet marks "$person" "${2:+$person-$2.json}"
        cp "$person-marks.json" "$person-$1.json"
        does "$usta" --as "$person" sheet import "$person-marks.json"
    done
    run "$usta" --as lead result compute "$1"
    does "$usta" --as reviewer result review "$1/J-011/UST-CK-AC-04" --reason "seen: milk in it"
    json '.open == []' "$usta" --as lead result compute "$1"
    does "$usta" --as registrar sitting close "$1"
}

as registrar
does enrol J-011 "Aysuluu Bökönbayeva" "Айсулуу Бөкөнбаева" ID9000001
by=first test_again osh-1
json '[.units[] | [.standing, .attempts_left, .resit, .resit_from]] == [
    ["competent", 2, "banked", "2027-03-03"], ["not yet competent", 2, "too soon", "2026-03-09"]]' \
    "$usta" decide case J-011

# --- too soon, and what is banked
day=2026-03-08
does "$usta" sitting plan osh-x osh 2026-03-08 UST-JOURNEY
refused 1 "too soon before 2026-03-08" "$usta" sitting enter osh-x J-011
[[ $told == *"from 2026-03-09 (scheme, resit_after_days: 7)"* ]] || wrong "does not say when"
refused 1 "banked until 2027-03-02" "$usta" sitting enter osh-x J-011 --unit UST-CK-AC-03
does "$usta" sitting plan osh-2b osh 2026-03-09 UST-JOURNEY
json '.attempts == 1 and (.left_out | length) == 1 and .left_out[0].candidate == "J-011"' \
    "$usta" sitting enter osh-2b J-011
does "$usta" assign osh-2b first first
does "$usta" assign osh-2b second second
refused 1 "too soon before 2026-03-08" "$usta" sitting open osh-2b

# --- failed again
day=2026-03-09
by=first test_again osh-2 osh-1
json '.units[1].attempts_left == 1 and .units[1].resit_from == "2026-03-16"' "$usta" decide case J-011
refused 1 "'osh-2/J-011/UST-CK-AC-04', too soon before 2026-03-09" "$usta" sitting open osh-2b

# --- a decision is due ten working days after the last result
json '.pending[0].due == "2026-03-23" and .pending[0].late == 0' "$usta" decide pending
printf 'day,name\n2026-03-21,Nooruz\n2026-03-23,for the Saturday before\n' >days.csv
json '.added == 2' "$usta" --as admin holiday import days.csv
day=2026-03-26
json '.pending[0].due == "2026-03-24" and .pending[0].late == 2' "$usta" decide pending

does "$usta" --as auditor audit
echo "again and again"
