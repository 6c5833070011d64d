#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. manual.sh
# Help of every command, the man page and the completion: all from the one table.
source "${BASH_SOURCE%/*}/journey.bash"

does "$usta"
says "usage: usta"
does "$usta" help
says "Exit codes: 0 done"
does "$usta" --help
says "usage: usta"

# --- help of every command, said twice
json '.commands | length > 40' "$usta" help
commands=$(jq -r '.commands[] | .noun + " " + (.verb // "")' <<<"$answer")
while read -r noun verb; do
    does "$usta" help "$noun" ${verb:+"$verb"}
    says "usage: usta $noun"
    asked=$answer
    does "$usta" "$noun" ${verb:+"$verb"} --help
    [ "$answer" = "$asked" ] || wrong "is not what help says"
    json '.commands | length == 1' "$usta" help "$noun" ${verb:+"$verb"}
    jq -e '.commands[0] | .summary | length > 8 and length < 90' <<<"$answer" >/dev/null ||
        wrong "has no summary of one line"
done <<<"$commands"
while read -r noun; do
    does "$usta" help "$noun"
    says "$noun"
done < <(cut -d' ' -f1 <<<"$commands" | sort -u)

# --- wrong words
refused 2 "unknown command 'rubik'" "$usta" rubik check
refused 2 "'rubric' cannot 'bake'" "$usta" rubric bake
refused 2 "no command 'oven'" "$usta" help oven
refused 2 "'sitting' needs a word" "$usta" sitting
refused 2 "too few arguments" "$usta" rubric score one
refused 2 "unknown option '--explian', near to '--explain'" "$usta" rubric score a b --explian
refused 2 "is not UTF-8" "$usta" rubric check $'\xff'
json_refused 2 '.error.hint | test("rubric check")' "$usta" rubric chek

# --- the man page
does "$usta" help --man
man=$answer
groff -man -Tutf8 -ww <<<"$man" >page 2>faults || wrong "groff refuses the page"
[ ! -s faults ] || { cat faults >&2; wrong "groff warns"; }
while read -r noun verb; do
    grep -q -- "$noun" <<<"$man" || wrong "leaves out $noun $verb"
done <<<"$commands"
mandoc -Tlint -Wwarning <<<"$man" >faults || { cat faults >&2; wrong "mandoc finds fault"; }

# --- completion
does "$usta" help --completion
bash -n <<<"$answer" || wrong "is no script"
complete_words() { # WORD…: what may stand in place of the last
    bash -c 'eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _usta
        printf "%s\n" "${COMPREPLY[@]}"' _ "$answer" "$@" | sort | paste -sd' '
}
completes() { # EXPECTED WORD…
    local expected=$1 got
    shift
    got=$(complete_words "$@")
    [ "$got" = "$expected" ] || { call="completion of $*"; wrong "gives '$got' instead of '$expected'"; }
}
completes "certificate" usta certif
completes "list" usta -r registry candidate li
completes "--explain" usta rubric score --expl
completes "--registry" usta --reg
touch a-file
completes "a-file" usta init a-f
echo "every command is explained"
