#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. tablet.sh    (after tests/tools/examiner_ui.sh prepare)
# What the examiners' app writes is what usta takes in: its export file, made by the app's own code.
source "${BASH_SOURCE%/*}/journey.bash"
source "$PROJECT/tests/tools/node.bash"

make_registry
as registrar
today=$(TZ=Asia/Bishkek date +%F)
enrol J-001 "Aizada Asanova" "Айзада Асанова" AC1002001 >/dev/null
does "$usta" sitting plan osh-1 osh "$today" UST-JOURNEY
does "$usta" sitting enter osh-1 J-001
for duty in first second lead; do
    does "$usta" assign osh-1 $duty $duty
done
does "$usta" sitting open osh-1
does "$usta" sitting check-in osh-1

# --- whole sheets, with a slip undone and notes in Kyrgyz: every event is stored, once
for unit in UST-CK-AC-03 UST-CK-AC-04; do
    digest=$("$usta" rubric show $unit --json | jq -r .digest)
    (cd "$PROJECT/examiner-ui" && node build/node/test/write_sheet.js "$place/rubrics/${unit,,}.yaml" \
        "$digest" osh-1/J-001/$unit first tablet-${unit: -1} probe-osh scale-osh "$place/$unit.json") >$unit.failed
    events=$(jq '.events | length' $unit.json)
    json ".batches[0] | .stored == $events and .rejected == 0 and .duplicate == 0" \
        "$usta" --as first sheet import $unit.json
    json ".batches[0] | .stored == 0 and .duplicate == $events" "$usta" --as first sheet import $unit.json
    json ".sheets[] | select(.attempt == \"osh-1/J-001/$unit\" and .examiner == \"first\").state == \"sealed\"" \
        "$usta" sheet list osh-1
done

# --- a changed file is refused whole
jq -c '.events[3].body.criterion = "A1"' UST-CK-AC-03.json >changed.json
refused 1 "'hash' does not fit" "$usta" --as first sheet import changed.json

# --- which critical lines failed: the app, which turns them red, and the scorer say the same
for rubric in ust-ck-hk-02:30 ust-bk-pb-03:8 ust-sv-wt-02:8; do
    count=${rubric#*:} rubric=$rubrics/${rubric%:*}.yaml
    rm -rf judged && mkdir judged
    (cd "$PROJECT/examiner-ui" && node build/node/test/judge_lines.js "$rubric" "$count" "$place/judged")
    for marks in judged/*.json; do
        does "$usta" rubric score "$rubric" "$marks"
        by_scorer=$(jq -c '[.reasons[] | select(startswith("critical:"))]' <<<"$answer")
        [ "$by_scorer" = "$(cat "${marks%.json}.failed")" ] ||
            wrong "of $marks the app says $(cat "${marks%.json}.failed")"
    done
    [ "$(cat judged/*.failed | sort -u | wc -l)" -gt 2 ] || wrong "hardly anything failed"
done
