#!/usr/bin/env bash
# usage: banned.sh SRC
# Says every call and word that has no place in SRC, with what to use instead. Exit 1 when there is one.
set -euo pipefail
src=$1
faults=0

banned() { # PATTERN INSTEAD [FILE…]: the files that may have it
    local found
    found=$(grep -rnP --include='*.[ch]' "(?<![\w.>\"])(?:$1)" "$src" | grep -vP '^[^:]+:\d+:\s*(\*|/\*)' || true)
    for file in "${@:3}"; do found=$(grep -vF "$src/$file:" <<<"$found" || true); done
    [ -z "$found" ] && return
    printf '%s\n  %s\n' "$found" "$2"
    faults=1
}

banned '(strcpy|strcat|sprintf|vsprintf|gets|strncpy|strncat)\(' 'bytes have a size: buffer.h, arena_format'
banned '(scanf|sscanf|fscanf|atoi|atol|atoll|atof)\(' 'a number is read strictly: text.h, decimal.h'
banned '(strtok|localtime|gmtime|asctime|ctime|setlocale|rand|srand|random|srandom)\(' \
    'it has a state that everybody shares: clock.h, random.h'
banned '(system|popen|execl|execlp|execle|tmpnam|tempnam|mktemp|alloca|setjmp|longjmp)\(' 'there is no safe use of it here'
banned '(time|clock_gettime|gettimeofday)\(' 'time is passed in: clock.h' base/clock.c
banned 'getrandom\(|RAND_bytes\(|"/dev/u?random"' 'randomness is passed in: random.h' base/random.c
banned '(printf|puts|putchar|perror)\(' 'libraries never speak; cli/ says what there is to say' \
    cli/call_run.c cli/help.c main.c verify_main.c
banned 'goto\b' 'failures return early; what is open closes itself (SCOPED_…)'
banned 'typedef\s+(struct|enum|union)\s*\w*\s*\{' 'a struct is called struct'
exit $faults
