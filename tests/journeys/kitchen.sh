#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. kitchen.sh    (after tests/tools/examiner_ui.sh prepare)
# The examiners' app in a browser at the server: from the enrolment code to a sealed sheet.
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
does "$usta" --as admin person pin first --json
number=$(jq -r .number <<<"$answer") pin=$(jq -r .pin <<<"$answer")
does "$usta" --as admin tablet code tablet-7 --json
enrolment=$(jq -r .code <<<"$answer")

refused 5 "there is no app" "$usta" serve --app rubrics
"$usta" serve --behind-proxy --port 0 --app "$PROJECT/examiner-ui/dist" >said 2>log &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$place"' EXIT
until grep -q '^serving ' said; do
    kill -0 $server || { cat log; exit 1; }
    sleep 0.1
done
acknowledged=$(cd "$PROJECT/examiner-ui" && node build/node/browser/real.js \
    "$(sed -n 's/^serving //p' "$place/said")" "$enrolment" "$number" "$pin" "$place/rubrics/ust-ck-ac-03.yaml")
kill -TERM $server
wait $server || wrong "exit code $? of the server"

# --- what was acknowledged is there, sealed, and the audit judges it again
json '[.sheets[] | select(.examiner == "first" and .state == "sealed")] | length == 1' \
    "$usta" sheet list osh-1
json ".events == $acknowledged" "$usta" --as auditor audit
