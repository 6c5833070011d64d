#!/usr/bin/env bash
# usage: fuzz.sh [--repeatable] BUILD SECONDS [TARGET…]
# Runs the fuzz targets of a build (all of them, or those named) for so many seconds each, two cores
# two at a time. Each begins with every file that it has ever found worth keeping (BUILD/corpus) and
# with those of tests/fuzz. First a planted fault must be found. Says a line a target; exit 1 when
# one found a fault, with the file that shows it.
# --repeatable: with the same dice on every machine and the files of tests/fuzz alone, so that what
# passes here passes there as well.
set -euo pipefail
dice=0
corpus=corpus
if [ "$1" = --repeatable ]; then
    dice=1
    corpus=corpus-repeatable
    shift
fi
build=$1
seconds=$2
shift 2
rm -rf "$build/corpus-repeatable"
seeds=$(cd "$(dirname "$0")/../fuzz" && pwd)
mkdir -p "$build/$corpus" "$build/faults" "$build/log"

run_one() { # TARGET: leaves BUILD/log/TARGET
    mkdir -p "$build/$corpus/$1"
    "$build/tests/fuzz/$1_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -use_value_profile=1 -seed="$dice" -artifact_prefix="$build/faults/$1-" \
        "$build/$corpus/$1" "$seeds/$1" >"$build/log/$1" 2>&1
}

report() { # TARGET: what its log says, in one line
    local runs covered kept
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/log/$1")
    covered=$(grep -oE 'cov: [0-9]+' "$build/log/$1" | tail -1 | cut -d' ' -f2 || true)
    kept=$(find "$build/$corpus/$1" -type f | wc -l)
    printf '  %-12s %10s runs  %6s edges  %6s files kept\n' "$1" "${runs:-?}" "${covered:-?}" "$kept"
}

fuzz() { # TARGET
    if run_one "$1"; then
        report "$1"
    else
        printf '  %-12s A FAULT: see %s, and run %s with the file it names\n' "$1" \
            "$build/log/$1" "$build/tests/fuzz/$1_fuzz"
        tail -n 12 "$build/log/$1"
        return 1
    fi
}

rm -rf "$build/$corpus/planted"
if run_one planted; then
    echo "the planted fault was not found in $seconds s: nothing the others say can be believed"
    exit 1
fi
grep -q 'heap-buffer-overflow' "$build/log/planted" || { tail "$build/log/planted"; exit 1; }
rm -f "$build"/faults/planted-*
echo "  planted      found"

[ $# -gt 0 ] || set -- $(cd "$seeds" && ls -- *_fuzz.c | sed 's/_fuzz\.c$//' | grep -vx planted)
export -f fuzz run_one report
export build seconds seeds corpus dice
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} bash -c 'fuzz {}' || exit 1
