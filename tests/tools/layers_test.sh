#!/usr/bin/env bash
# usage: layers_test.sh SRC: the layers hold in SRC, and each planted fault is found.
set -euo pipefail
here=$(dirname "$0")
"$here/layers.sh" "$1"

planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
expect_fault() { # FOLDER/FILE LINE…
    rm -rf "${planted:?}"/* && mkdir -p "$planted/base" "$planted/certify" "$planted/$(dirname "$1")"
    printf '%s\n' "${@:2}" >"$planted/$1"
    [ $# -lt 4 ] || printf '%s\n' "$4" >"$planted/base/other.c"
    if "$here/layers.sh" "$planted" >/dev/null; then
        echo "not found: $*"
        exit 1
    fi
}
expect_fault base/a.c '#include "store/db.h"'
expect_fault store/a.c '#include "assess/person.h"'
expect_fault certify/a.h '#include "cli/call.h"'
expect_fault base/a.h '#include <openssl/evp.h>'
expect_fault base/a.c '#include <gmp.h>' '' '#include <gmp.h>'
expect_fault verify_main.c '#include "store/db.h"'
expect_fault verify_main.c '#include "certify/keyring.h"'
echo "layers hold, planted faults found"
