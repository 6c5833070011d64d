#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. serve.sh
# The server as its operator meets it: it says where it serves, answers, keeps others from writing,
# and ends when it is told to.
source "${BASH_SOURCE%/*}/journey.bash"

does "$usta" init "$PROJECT/tests/demo/institution.yaml" --trust trust.pem
as admin

refused 2 "go together" "$usta" serve --certificate a.pem
refused 2 "is plain HTTP" "$usta" serve --behind-proxy --listen 0.0.0.0
refused 5 "there are no pages" env USTA_PAGES=. "$usta" serve
refused 2 "is no address" "$usta" serve --listen here
refused 5 "cannot use 'trust.pem' for TLS" "$usta" serve --port 0 --certificate trust.pem --key trust.pem
refused 3 "no registry in 'none'" "$usta" -r none serve

# --- what people and tablets sign in with
json '.person == "admin" and (.password | test("^[a-z]{4}(-[a-z]{4}){3}$"))
    and (.totp | startswith("otpauth://totp/Usta:admin?secret="))' "$usta" person password admin
does "$usta" person add gulnara "Gulnara Sydykova"
does "$usta" person grant gulnara examiner
json '.person == "gulnara" and .number == "2" and (.pin | test("^[0-9]{6}$"))' "$usta" person pin gulnara
pin=$(jq -r .pin <<<"$answer")
json '.minutes == 15' "$usta" tablet code tablet-7
enrolment=$(jq -r .code <<<"$answer")
refused 1 "may not manage people" "$usta" --as gulnara tablet code tablet-8
refused 1 "may not manage people" "$usta" --as gulnara person pin gulnara
refused 3 "no tablet" "$usta" tablet revoke tablet-9 --reason lost

"$usta" serve --port 0 --name localhost --name 127.0.0.1 >said 2>log &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$place"' EXIT
until grep -q '^serving ' said; do
    kill -0 $server || { cat log; exit 1; }
    sleep 0.1
done
address=$(sed -n 's/^serving //p' said)
call() { curl -sS --cacert registry/tls/certificate.pem "$@"; }

does call "$address/healthz"
says '"healthy":true'
does call "$address/metrics"
says 'usta_replies_total{class="2xx"} 1'
does call "$address/api/openapi.json"
says '"openapi":"3.1.0"'
does call -o /dev/null -w '%{http_code}' "$address/none"
says 404
does "$usta" person list
does call -H 'Accept-Language: en' "$address/"
says '<h1>Check a certificate</h1>'

# --- an examiner on a tablet
post() { # PATH BODY [HEADER…]
    call -b jar -c jar -H "Origin: $address" -H 'Content-Type: application/json' "${@:3}" -d "$2" "$address$1"
}
does post /api/v1/tablets/enrol "{\"code\": \"$enrolment\"}"
says '"device":"tablet-7"'
does post /api/v1/session "{\"number\": \"2\", \"pin\": \"$pin\"}"
says '"person":"gulnara"'
csrf=$(jq -r .csrf <<<"$answer")
does call -b jar "$address/api/v1/session"
says '"role":"examiner"'
does post /api/v1/sync/events '{"device": "tablet-7"}' -H "X-CSRF-Token: $csrf"
says "'sent_at' is missing"
does post /api/v1/session/end '{}' -H "X-CSRF-Token: $csrf"
json '.tablets == [{"tablet": "tablet-7", "enrolled": .tablets[0].enrolled, "state": "enrolled"}]' "$usta" tablet list
refused 5 "in use by process" "$usta" person add late "Too Late"

kill -TERM $server
wait $server || wrong "exit code $? of the server"
grep -q 'all that was acknowledged is on disk' said || wrong "does not say that it ended"
jq -e 'has("status") and has("route") and .from == "127.0.0.0/24"' log >/dev/null || wrong "is no log"
does "$usta" person add late "In Time"
json '.tablet == "tablet-7"' "$usta" tablet revoke tablet-7 --reason "left in a taxi"
refused 4 "was revoked before" "$usta" tablet revoke tablet-7 --reason "once more"
refused 4 "already" "$usta" tablet code tablet-7
does "$usta" tablet list
says revoked
does "$usta" journal list --last 0
says session.opened
does "$usta" audit
