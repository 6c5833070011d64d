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

# --- afterwards
echo "a day"
