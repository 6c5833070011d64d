#!/usr/bin/env bash
# usage: demo.sh [FOLDER]    (default: demo; made afresh each time)
# The main job, from rubric files to certificates that check, told step by step. ./run demo builds
# the programs first. Colours only on a terminal.
set -euo pipefail
cd "$(dirname "$0")/../.."
demo=${1:-demo}
bin=${USTA_BUILD:-build/release}
here=tests/demo

export USTA_REGISTRY=$demo/registry
export USTA_KEY_PASSPHRASE='a passphrase for the demo only'
usta=$bin/usta
verify=$bin/usta-verify

[ -t 1 ] && bold=$'\e[1m' dim=$'\e[2m' off=$'\e[0m' || bold='' dim='' off=''
step=0

chapter() { step=$((step + 1)); printf '\n%s%2d. %s%s\n' "$bold" "$step" "$1" "$off"; }
tell() { printf '    %s\n' "$@" | fold -s -w 96; }
show() { # the command as one would type it, then its answer
    printf '    %s$ %s%s\n' "$dim" "$(printf '%s ' "$@" | sed "s|$bin/||g")" "$off"
    "$@" 2>&1 | sed 's/^/      /'
    return "${PIPESTATUS[0]}"
}
quiet() { # only what goes wrong is shown
    local answer
    answer=$("$@" 2>&1) || { printf '%s\n' "$* failed:" "$answer" >&2; exit 1; }
}
refused() { # EXIT COMMAND…: must be refused with this exit code
    local expected=$1 code=0
    shift
    show "$@" || code=$?
    [ "$code" = "$expected" ] || { tell "expected exit code $expected, got $code"; exit 1; }
}
as() { export USTA_PERSON=$1; }

[ "$demo" != / ] && rm -rf "$demo"
mkdir -p "$demo/certificates" "$demo/tablets"
today=$(TZ=Asia/Bishkek date +%F)

chapter "A registry with a TEST authority"
show "$usta" init $here/institution.yaml --trust "$demo/trust.pem"

chapter "People and what each may do"
as admin
person() { quiet "$usta" person add "$1" "$2"; shift 2; for role; do quiet "$usta" person grant "$person_ref" "$role"; done; }
while IFS=, read -r person_ref name roles; do
    # shellcheck disable=SC2086
    person "$person_ref" "$name" $roles
done <$here/staff.csv
show "$usta" person list

chapter "Rubrics are checked, then published: from now on they never change"
show "$usta" rubric check rubrics/catering/ust-ck-*-0?.yaml --quiet || true
as dilbar
quiet "$usta" rubric publish rubrics/catering/ust-ck-*-0?.yaml
quiet "$usta" scheme publish rubrics/catering/*.scheme.yaml
show "$usta" scheme list

chapter "Candidates come from a table; a day of testing is planned in each city"
as aigul
quiet "$usta" candidate import $here/candidates.csv
bishkek=$(cut -d, -f1 $here/candidates.csv | grep ^BSK)
osh=$(cut -d, -f1 $here/candidates.csv | grep ^OSH)
quiet "$usta" sitting plan bishkek-demo bishkek "$today" UST-CK-HK
quiet "$usta" sitting plan osh-demo osh "$today" UST-CK-AC
# shellcheck disable=SC2086
quiet "$usta" sitting enter bishkek-demo $bishkek
# shellcheck disable=SC2086
quiet "$usta" sitting enter osh-demo $osh
show "$usta" sitting list

chapter "Two examiners each; a conflict of interest is refused"
tell "Bakyt is an uncle of candidate BSK-007."
quiet "$usta" person relate bakyt BSK-007 family
refused 1 "$usta" assign bishkek-demo bakyt second
tell "So Meder marks her as second examiner, and Bakyt everybody else."
quiet "$usta" assign bishkek-demo gulnara first
quiet "$usta" assign bishkek-demo meder second --candidate BSK-007
quiet "$usta" assign bishkek-demo bakyt second --candidate "$(grep -v BSK-007 <<<"$bishkek" | tr '\n' ' ')"
quiet "$usta" assign osh-demo elmira first
quiet "$usta" assign osh-demo tologon second
for sitting in bishkek-demo osh-demo; do
    quiet "$usta" assign $sitting dilbar lead
    quiet "$usta" sitting open $sitting
    quiet "$usta" sitting check-in $sitting
done

chapter "The kitchen: tablets write events, the registry takes each in once"
tablet() { # SITTING PHASE PERSON
    local out=$demo/tablets/$1-$3-$2.json before=()
    [ "$2" = again ] && before=("$demo/tablets/$1-$3-marks.json")
    "$bin/tests/demo-tablets" "$USTA_REGISTRY" "$1" $here/stories.yaml "$2" "$3" "$out" "${before[@]}"
    echo "$out"
}
for person in gulnara bakyt meder; do files+=("$(tablet bishkek-demo marks $person)"); done
for person in elmira tologon; do files+=("$(tablet osh-demo marks $person)"); done
show "$usta" sheet import "${files[@]}"
tell "The same file sent again changes nothing:"
show "$usta" sheet import "${files[0]}"
tell "" "Out of the ordinary today:"
grep -E '^  - attempt|^    tell' $here/stories.yaml | sed -E 's/^  - attempt: /    /; s/^    tell: /        /' | fold -s -w 96

chapter "Where the examiners differ"
quiet "$usta" settle list
show "$usta" settle list
