#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. quality.sh
# Two examiners who differ by a level on every line for two: the report rings, a concern is opened
# and closed with a finding, and no result changes.
source "${BASH_SOURCE%/*}/journey.bash"

make_registry
does "$usta" person add checker "Nurlan checker"
does "$usta" person grant checker verifier
as registrar
does "$usta" candidate import "$PROJECT/tests/demo/candidates.csv"
today=$(TZ=Asia/Bishkek date +%F)
does "$usta" sitting plan osh-1 osh "$today" UST-JOURNEY
does "$usta" sitting enter osh-1 BSK-00{1..6} --unit UST-CK-AC-04
does "$usta" assign osh-1 first first
does "$usta" assign osh-1 second second
does "$usta" assign osh-1 lead lead
does "$usta" sitting open osh-1
does "$usta" sitting check-in osh-1

# --- what they see
single=$(printf '%s: "100", ' A{1..5} B1 B3 C3 C5 D1 D2)
one="B2: \"100\", C1: \"100\", C4: \"100\", B4: \"70\", C2: \"70\", D3: \"70\""
other="B2: \"70\", C1: \"70\", C4: \"70\", B4: \"100\", C2: \"100\", D3: \"100\""
{
    printf 'usta_stories: 1\nstories:\n'
    for candidate in BSK-00{1..6}; do
        printf '  - attempt: osh-1/%s/UST-CK-AC-04\n    first: {%s%s}\n    second: {%s%s}\n' \
            "$candidate" "$single" "$one" "$single" "$other"
    done
} >stories.yaml
for examiner in first second; do
    "$PROGRAMS/tests/demo-tablets" registry osh-1 stories.yaml marks $examiner $examiner.json
    does "$usta" sheet import $examiner.json
done
does "$usta" result compute osh-1
results() { "$usta" result list osh-1 --json; }
before=$(results)
jq -e '.results | length == 6' <<<"$before" >/dev/null || { call=''; wrong "has not six results"; }

# --- the report
refused 1 "may not watch" "$usta" report quality
as checker
json '.attempts == 6 and (.formulas | length > 15) and (.alarms | length == 1)' "$usta" report quality
json '[.agreement[] | select(.levels == 4)][0] | .kappa == "-1.0000" and .marks == 36' "$usta" report quality
alarm=$("$usta" report quality --json | jq -r '.alarms[0].alarm')
[[ $alarm == kappa/UST-CK-AC-04@*/first+second/4 ]] || wrong "rings '$alarm'"
does "$usta" report quality --unit UST-CK-AC-04 --from "$today" --until "$today"
says "$alarm"
says "Shrout and Fleiss"
json '.attempts == 0 and .alarms == []' "$usta" report quality --until 2020-01-01
does "$usta" report quality --until 2020-01-01
says "no alarm rings"
refused 3 "UST-CK-ZZ-01" "$usta" report quality --unit UST-CK-ZZ-01
refused 2 "'2026-02-01' is after" "$usta" report quality --from 2026-02-01 --until 2026-01-01
refused 2 "2026-02-30" "$usta" report quality --from 2026-02-30

# --- a concern
json '.concerns == []' "$usta" concern list
refused 1 "needs a reason" "$usta" concern open "$alarm"
refused 3 "no alarm 'kappa/none' rings" "$usta" concern open kappa/none --reason why
refused 1 "may not raise" "$usta" --as auditor concern open "$alarm" --reason why
json '.concern == 1 and .state == "open" and .finding == null' "$usta" --as lead concern open "$alarm" \
    --reason "they were trained apart"
refused 4 "is open" "$usta" concern open "$alarm" --reason "it rings"
refused 1 "may not close" "$usta" --as lead concern close 1 --finding "chance"
refused 1 "only with a reason" "$usta" concern close 1
refused 3 "no concern 7" "$usta" concern close 7 --finding "chance"
refused 2 "not the number" "$usta" concern show one
json '.state == "closed" and .closed_by == "checker"' "$usta" concern close 1 \
    --finding "f2 and f3 read alike; a new version of the rubric tells them apart"
refused 1 "is final" "$usta" concern close 1 --finding "chance"
json '.finding | test("read alike")' "$usta" concern show 1
json '.concerns | length == 1' "$usta" --as auditor concern list

[ "$(results)" = "$before" ] || wrong "a result changed"
json '.results == 6' "$usta" audit
[ "$("$usta" journal list --last 0 --json | jq '[.entries[] | select(.kind | startswith("concern."))] | length')" = 2 ] ||
    wrong "the journal has not two entries of it"
echo "an alarm changes no result"
