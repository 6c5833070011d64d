#!/usr/bin/env bash
# usage: banned_test.sh SRC: nothing banned is in SRC, and each planted fault is found.
set -euo pipefail
here=$(dirname "$0")
"$here/banned.sh" "$1"

planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
mkdir -p "$planted/base"
expect_fault() {
    printf '%s\n' "$1" >"$planted/base/a.c"
    if "$here/banned.sh" "$planted" >/dev/null; then
        echo "not found: $1"
        exit 1
    fi
}
expect_fine() {
    printf '%s\n' "$1" >"$planted/base/a.c"
    "$here/banned.sh" "$planted" || { echo "found, but allowed: $1"; exit 1; }
}
for call in strcpy sprintf sscanf atoi strtok localtime rand system popen alloca time getrandom printf; do
    expect_fault "    int n = $call(x);"
    expect_fine "    int n = our_$call(x);"
done
expect_fault '    goto out;'
expect_fault 'typedef struct thing {'
expect_fine ' * Only base/clock.c calls time().'
expect_fine 'typedef struct error *rule(struct sheet_case *about);'
echo "nothing banned, planted faults found"
