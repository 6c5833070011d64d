#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. terminal.sh
# What is only so at a terminal: the passphrase is asked for, unseen; long work says how far it is.
source "${BASH_SOURCE%/*}/journey.bash"
institution=$PROJECT/tests/demo/institution.yaml
words=$USTA_KEY_PASSPHRASE
unset USTA_KEY_PASSPHRASE

# Types each line of TEXT once the program has asked as often, and waits for its end.
type_lines() {
    local line asked=0
    while IFS= read -r line; do
        asked=$((asked + 1))
        until [ "$(grep -oE '(keys|more): ' shown 2>/dev/null | wc -l)" -ge $asked ]; do sleep 0.1; done
        sleep 0.2
        printf '%s\n' "$line"
    done <<<"$1"
    until grep -q COMMAND_EXIT_CODE shown; do sleep 0.1; done
}

# typed TEXT COMMAND: runs the command line at a terminal of its own; all it shows is in $answer.
typed() {
    call=$2
    code=0
    rm -f shown
    type_lines "$1" | timeout 60 script -qefc "$2" shown >/dev/null || code=$?
    answer=$(cat shown)
    told=''
}

typed "$words"$'\n'"not the same words" "$usta init $institution"
[ "$code" = 1 ] || wrong "exit code $code instead of 1"
[ ! -e registry ] || wrong "left something behind"
typed "$words"$'\n'"$words" "$usta init $institution"
[ "$code" = 0 ] || wrong "exit code $code instead of 0"
says "made the registry"
[[ $answer != *"$words"* ]] || wrong "shows the passphrase"
typed "$words" "$usta journal head --sign"
[ "$code" = 0 ] || wrong "exit code $code instead of 0"
says "usta-demo.kg"
typed "something else entirely" "$usta journal head --sign"
[ "$code" = 5 ] || wrong "exit code $code instead of 5"

# --- progress
script -qefc "$usta audit" shown >/dev/null
grep -q 'auditing: certificates' shown || wrong "does not say how far it is"
does "$usta" audit
[[ $told != *auditing* ]] || wrong "says so where nobody looks"
echo "asked and told"
