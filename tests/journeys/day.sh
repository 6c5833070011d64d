#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. day.sh
# A day of testing with all that can happen beside the marks.
source "${BASH_SOURCE%/*}/journey.bash"

# --- a sitting with four candidates, of whom a fifth part, so one of each unit, is drawn
make_registry 20
as registrar
today=$(TZ=Asia/Bishkek date +%F)
names=("Aizada Asanova:Айзада Асанова" "Bekzat Toktomatov:Бекзат Токтоматов"
    "Gulnara Isaeva:Гүлнара Исаева" "Dastan Kulov:Дастан Кулов")
for i in 0 1 2 3; do
    does enrol J-00$i "${names[i]%:*}" "${names[i]#*:}" AC100200$i --compared-with "J-000 J-001 J-002"
done
does "$usta" sitting plan osh-1 osh "$today" UST-JOURNEY
does "$usta" sitting enter osh-1 J-000 J-001 J-002 J-003
does "$usta" assign osh-1 first first
does "$usta" assign osh-1 lead lead
does "$usta" assign osh-1 second second --unit UST-CK-AC-04

# --- instruments: none in calibration, and the sitting does not open
refused 1 "not a unit" "$usta" instrument add probe-2 osh probe F
refused 4 "already" "$usta" instrument add probe-osh osh probe Cel
refused 3 "'probe-9'" "$usta" instrument calibrate probe-9 --reference 0.0 --deviation 0.1
refused 1 "not a decimal" "$usta" instrument calibrate probe-osh --reference ice --deviation 0.1
refused 1 "in the future" "$usta" instrument calibrate probe-osh --reference 0.0 --deviation 0.1 --at 2999-01-01T00:00:00Z
does "$usta" sitting plan bishkek-1 bishkek "$today" UST-JOURNEY
does "$usta" sitting enter bishkek-1 J-000
lacks() { # how many lines lack a probe
    json_refused 1 "[.error.refusals[] | select(.message | test(\"needs a probe in 'Cel', calibrated within 24 hours\"))] | length == $1" \
        "$usta" sitting open bishkek-1
}
lacks 2
does "$usta" instrument add probe-b bishkek probe Cel
lacks 2
does "$usta" instrument calibrate probe-b --reference 0.0 --deviation 0.1 --at 2026-01-01T00:00:00Z
lacks 2
does "$usta" instrument calibrate probe-b --reference 0.0 --deviation 0.1
lacks 0
refused 1 "only with a reason" "$usta" instrument retire probe-b
does "$usta" instrument retire probe-b --reason "it fell"
refused 1 "is retired" "$usta" instrument calibrate probe-b --reference 0.0 --deviation 0.1
lacks 2

# --- the draw: refused or not, it stays the same
json_refused 1 '[.error.refusals[].what] | length > 0' "$usta" sitting open osh-1
drawn=$(jq -c '[.error.refusals[] | select(.hint | test("drawn")).what]' <<<"$answer")
for _ in 1 2 3; do
    json_refused 1 "[.error.refusals[] | select(.hint | test(\"drawn\")).what] == $drawn" "$usta" sitting open osh-1
done
[ "$(jq length <<<"$drawn")" = 1 ] || wrong "one of AC-03 is drawn, and its second examiner is missing"
does "$usta" assign osh-1 second second --unit UST-CK-AC-03
json "(.sampled | length == 2) and (.sampled - $drawn | length == 1)" "$usta" sitting open osh-1
json '[.attempts[] | select(.sampled)] | length == 2' "$usta" sitting show osh-1
json '[.entries[].kind] | unique == ["sitting.drawn"]' "$usta" journal list --kind sitting.drawn
json '.draws == 2' "$usta" --as auditor audit

# --- what happens on the day, for whoever reads a result later
solo=osh-1/J-000/UST-CK-AC-03
refused 2 "kind of incident" "$usta" sitting incident osh-1 party --note "x"
refused 2 "'--note' is missing" "$usta" sitting incident osh-1 supply
refused 3 "osh-9" "$usta" sitting incident osh-9 supply --note "x"
refused 1 "'certifier' may not report" "$usta" --as certifier sitting incident osh-1 supply --note "x"
does "$usta" sitting incident osh-1 supply --note "no water for ten minutes"
does "$usta" --as first sitting incident $solo accident --note "a cut, plastered"
json '[.incidents[] | [.about, .kind]] == [["osh-1", "supply"], ["'$solo'", "accident"]]' "$usta" sitting show osh-1
does "$usta" sitting show osh-1
says "a cut, plastered"

# --- states of an attempt, each sentence of them
state() { # ATTEMPT STATE: is it
    json ".attempts[] | select(.attempt == \"$1\").state == \"$2\"" "$usta" sitting show osh-1
}
absent=osh-1/J-001/UST-CK-AC-03 left=osh-1/J-001/UST-CK-AC-04
paused=osh-1/J-002/UST-CK-AC-03 broken=osh-1/J-002/UST-CK-AC-04
refused 1 "cannot go from 'assigned' to 'running'" "$usta" --as first sitting start $paused
refused 1 "cannot go from 'assigned' to 'abandoned'" "$usta" --as first sitting abandon $left --reason "x"
refused 1 "cannot go from 'assigned' to 'void'" "$usta" --as lead sitting void $broken --reason "x"
does "$usta" sitting absent osh-1 J-001 --unit UST-CK-AC-03
refused 1 "cannot go from 'absent' to 'checked_in'" "$usta" sitting check-in osh-1 J-001 --unit UST-CK-AC-03
[[ $told == *"'absent' is final"* ]] || wrong "does not say that it is final"
does "$usta" sitting check-in osh-1 J-001 J-002 --unit UST-CK-AC-04
does "$usta" sitting check-in osh-1 J-002 --unit UST-CK-AC-03
refused 1 "cannot go from 'checked_in' to 'checked_in'" "$usta" sitting check-in osh-1 J-002 --unit UST-CK-AC-03
refused 1 "cannot go from 'checked_in' to 'absent'" "$usta" sitting absent osh-1 J-002 --unit UST-CK-AC-03
refused 1 "cannot go from 'checked_in' to 'paused'" "$usta" --as first sitting pause $paused --reason "x"
refused 1 "may not examine" "$usta" sitting start $paused
refused 1 "only an examiner assigned" "$usta" --as reviewer sitting start $paused
does "$usta" --as first sitting start $paused $left $broken
refused 1 "cannot go from 'running' to 'checked_in'" "$usta" sitting check-in osh-1 J-002 --unit UST-CK-AC-03
refused 1 "only with a reason" "$usta" --as first sitting pause $paused
does "$usta" --as second sitting pause $paused --reason "no gas"
does "$usta" --as first sitting resume $paused
does "$usta" --as first sitting pause $paused --reason "no gas again"
refused 1 "cannot go from 'paused' to 'paused'" "$usta" --as first sitting pause $paused --reason "x"
refused 1 "only with a reason" "$usta" --as first sitting abandon $left
does "$usta" --as first sitting abandon $left --reason "went home"
refused 1 "cannot go from 'abandoned' to 'running'" "$usta" --as first sitting resume $left
refused 1 "only with a reason" "$usta" --as lead sitting void $broken
does "$usta" --as lead sitting void $broken --reason "the stove broke"
refused 1 "cannot go from 'void' to 'running'" "$usta" --as first sitting resume $broken
refused 1 "" "$usta" sitting close osh-1
for pair in $absent:absent $left:abandoned $paused:paused $broken:void; do
    state ${pair%:*} ${pair#*:}
done

# --- an inquiry: the result of J-003 is withheld, and counts for nothing in the end
does "$usta" sitting check-in osh-1
for person in first second; do
    tablet marks $person
    does "$usta" --as $person sheet import $person-marks.json
done
does "$usta" --as admin person add verifier "Nurlan verifier"
does "$usta" --as admin person grant verifier verifier
state $paused marked # what was written while it was paused counts
refused 1 "" "$usta" result compute $left
refused 1 "" "$usta" result compute $broken
egg=osh-1/J-003/UST-CK-AC-04
refused 3 "has no result" "$usta" --as verifier result withhold $egg --reason "copied?"
does "$usta" result compute osh-1
refused 1 "may not withhold" "$usta" result withhold $egg --reason "copied?"
refused 1 "only with a reason" "$usta" --as verifier result withhold $egg
does "$usta" --as certifier decide grant J-003
does "$usta" certificate issue J-003
paper=$(jq -r '.certificates[0].code' < <("$usta" certificate list --json))
json '[.touched[] | [.what, .state]] == [["decision", "granted"], ["certificate", "issued"]] and .touched[1].name == "'"$paper"'"' \
    "$usta" --as verifier result withhold $egg --reason "both sheets have the same slip"
refused 4 "withheld already" "$usta" --as verifier result withhold $egg --reason "again"
json '[.results[] | select(.attempt == "'$egg'")][0].state == "withheld"' "$usta" result list osh-1
refused 1 "may not decide" "$usta" --as verifier result void $egg --reason "copied"
refused 1 "only with a reason" "$usta" --as other result void $egg
json '.state == "void" and (.touched | length == 2)' "$usta" --as other result void $egg --reason "copied"
refused 1 "is void" "$usta" --as verifier result withhold $egg --reason "again"
json '.state == "void" and .outcome == "competent"' "$usta" result show $egg
json '.units[1].standing == "missing"' "$usta" decide case J-003
does "$usta" --as other certificate suspend "$paper" --reason "a result it rests on is void"

# --- afterwards
json '.results > 0' "$usta" --as auditor audit
echo "a day"
