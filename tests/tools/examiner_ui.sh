#!/usr/bin/env bash
# usage: examiner_ui.sh prepare|check|unit|browser
# The examiners' app, from its packages to the browser.
set -euo pipefail
cd "${BASH_SOURCE%/*}/../../examiner-ui"
source ../tests/tools/node.bash

installed=node_modules/.package-lock.json

# Packages are taken again when the lock file is another one than they came from.
prepare() {
    [ "$installed" -nt package-lock.json ] || npm ci --silent --no-audit --no-fund
    npm run --silent compile
    npm run --silent build -- --logLevel warn
}

case ${1:-} in
prepare) prepare ;;
check) npm run --silent check ;;
unit) exec node --test build/node/test/*.test.js ;;
browser) exec node --test --test-concurrency=1 build/node/browser/*.test.js ;;
*)
    sed -n 's/^# usage: /usage: /p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
