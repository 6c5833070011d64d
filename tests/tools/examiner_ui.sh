#!/usr/bin/env bash
# usage: examiner_ui.sh prepare|check|unit|shift|trouble|screens
# The examiners' app, from its packages to what a browser does with it.
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
shift | trouble | screens) exec node --test "build/node/browser/$1.test.js" ;;
*)
    sed -n 's/^# usage: /usage: /p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
