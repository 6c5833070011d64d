#!/usr/bin/env bash
# usage: serve.sh [OPTION of usta serve…]
# A server to try things on: an empty registry, served/, is filled with the demo's people, rubrics and
# candidates and two sittings that are open today; then it is served. ./run serve builds first. What it
# prints opens a registry of trials: never hand a real one over like this.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/demo
served=${USTA_SERVED:-served}
usta=${USTA_BUILD:-build/release}/usta
export USTA_REGISTRY=$served/registry
export USTA_KEY_PASSPHRASE='a passphrase for the demo only'
today=$(TZ=Asia/Bishkek date +%F)
# shellcheck source=tests/demo/fill.bash
source $here/fill.bash

fill() {
    mkdir -p "$served"
    quiet "$usta" init $here/institution.yaml --trust "$served/trust.pem"
    fill_people
    fill_rubrics
    fill_sittings
    fill_instruments
    quiet "$usta" person relate bakyt BSK-007 family
    fill_duties
    for sitting in bishkek-demo osh-demo; do
        quiet "$usta" sitting open $sitting
        quiet "$usta" sitting check-in $sitting
    done
}

[ -e "$USTA_REGISTRY/usta.db" ] || fill
as admin

login=$("$usta" person password admin --json)
tablet=tablet-$(($("$usta" tablet list --json | jq '.tablets | length') + 1))
code=$("$usta" tablet code "$tablet" --json | jq -r .code)
printf 'staff:   admin, password %s\n' "$(jq -r .password <<<"$login")"
printf '         changing code from %s\n' "$(jq -r .totp <<<"$login")"
printf 'tablet:  enrolment code %s (%s, once, within 15 minutes)\n' "$code" "$tablet"
for person in gulnara bakyt elmira tologon; do
    pin=$("$usta" person pin $person --json)
    printf '         %s signs in with number %s and PIN %s\n' $person "$(jq -r .number <<<"$pin")" "$(jq -r .pin <<<"$pin")"
done
exec "$usta" serve "$@"
