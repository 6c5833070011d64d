#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. proxy.sh
# The server behind nginx, with the configuration of deploy/: only names, ports and paths are those of
# this place.
source "${BASH_SOURCE%/*}/journey.bash"

does "$usta" init "$PROJECT/tests/demo/institution.yaml" --trust trust.pem
"$usta" serve --behind-proxy --port 0 >said 2>log &
server=$!
nginx=
trap 'kill $server $nginx 2>/dev/null || true; rm -rf "$place"' EXIT
until grep -q '^serving ' said; do
    kill -0 $server || { cat log; exit 1; }
    sleep 0.1
done
behind=$(sed -n 's/^serving http:\/\///p' said)
does openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout key.pem -out certificate.pem

# nginx takes no free port by itself: one is tried after the other.
sed "s|include /etc/nginx/|include $place/|; s|127.0.0.1:8080|$behind|; s|/etc/ssl/usta/|$place/|" \
    "$PROJECT/deploy/nginx.conf" >usta.conf
cp "$PROJECT/deploy/usta-proxy.conf" .
start() { # PORT
    sed "s|listen 443 ssl http2|listen 127.0.0.1:$1 ssl http2|" usta.conf >site.conf
    cat >nginx.conf <<CONF
daemon off; master_process off; pid $place/pid; error_log $place/errors;
events {}
http {
    client_body_temp_path $place/t; proxy_temp_path $place/t; fastcgi_temp_path $place/t;
    uwsgi_temp_path $place/t; scgi_temp_path $place/t;
    include $place/site.conf;
}
CONF
    nginx -p "$place" -e "$place/errors" -t -c "$place/nginx.conf" >tested 2>&1 || return 1
    nginx -p "$place" -e "$place/errors" -c "$place/nginx.conf" 2>>errors &
    nginx=$!
}
port=$((20000 + RANDOM % 20000))
until start $port; do
    grep -q 'in use' tested || { cat tested; exit 1; }
    port=$((port + 1))
done
address=https://localhost:$port
call() { curl -sS --cacert certificate.pem "$@"; }
until call -o /dev/null "$address/" 2>/dev/null; do
    kill -0 $nginx || { cat errors; exit 1; }
    sleep 0.1
done
status() { call -o /dev/null -w '%{http_code}' "$@"; }

does call "$address/api/openapi.json"
says '"openapi":"3.1.0"'
does call -D - -o /dev/null "$address/"
says 'content-security-policy: default-src'
says 'strict-transport-security: max-age='
does status "$address/healthz"
says 404
does status "$address/metrics"
says 404
does call "http://$behind/healthz"
says '"healthy":true'

# --- who asks is whom nginx saw; a browser's own origin passes, another does not
does status -H 'X-Forwarded-For: 203.0.113.9' "$address/none"
says 404
does tail -1 log
says '"from":"127.0.0.0/24"'
enrol() { status -H 'Content-Type: application/json' -H "Origin: $1" -d '{"code": "1"}' "$address/api/v1/tablets/enrol"; }
does enrol "$address"
says 422
does enrol "https://evil.example"
says 403

# --- who tries secrets is slowed down
tries() {
    local i
    for i in $(seq 80); do status -d '{}' "$address/api/v1/staff/session" -w '%{http_code} '; done
}
does tries
says 429
