#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. serve.sh
# The server as its operator meets it: it says where it serves, answers, keeps others from writing,
# and ends when it is told to.
source "${BASH_SOURCE%/*}/journey.bash"

does "$usta" init "$PROJECT/tests/demo/institution.yaml" --trust trust.pem
as admin

refused 2 "go together" "$usta" serve --certificate a.pem
refused 2 "is plain HTTP" "$usta" serve --behind-proxy --listen 0.0.0.0
refused 2 "is no address" "$usta" serve --listen here
refused 5 "cannot use 'trust.pem' for TLS" "$usta" serve --port 0 --certificate trust.pem --key trust.pem
refused 3 "no registry in 'none'" "$usta" -r none serve

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
refused 5 "in use by process" "$usta" person add late "Too Late"

kill -TERM $server
wait $server || wrong "exit code $? of the server"
grep -q 'all that was acknowledged is on disk' said || wrong "does not say that it ended"
jq -e 'has("status") and has("route") and .from == "127.0.0.0/24"' log >/dev/null || wrong "is no log"
does "$usta" person add late "In Time"
