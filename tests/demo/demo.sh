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
tell() { printf '%s\n' "$@" | fold -s -w 92 | sed 's/ *$//; s/^./    &/'; }
show() { # the command as one would type it, then its answer
    printf '    %s$ %s%s\n' "$dim" "$(printf '%s ' "$@" | sed "s|$bin/||g")" "$off"
    "$@" 2>&1 | sed 's/^/      /'
    return "${PIPESTATUS[0]}"
}
refused() { # EXIT COMMAND…: must be refused with this exit code
    local expected=$1 code=0
    shift
    show "$@" || code=$?
    [ "$code" = "$expected" ] || { tell "expected exit code $expected, got $code"; exit 1; }
}
# shellcheck source=tests/demo/fill.bash
source $here/fill.bash

[ "$demo" != / ] && rm -rf "$demo"
mkdir -p "$demo/certificates" "$demo/tablets"
today=$(TZ=Asia/Bishkek date +%F)

chapter "A registry with a TEST authority"
show "$usta" init $here/institution.yaml --trust "$demo/trust.pem"

chapter "People and what each may do"
fill_people
show "$usta" person list

chapter "Rubrics are checked, then published: from now on they never change"
show "$usta" rubric check --quiet rubrics/catering/ust-*-0?.yaml
fill_rubrics
show "$usta" scheme list

chapter "Candidates come from a table; a day of testing is planned in each city"
fill_sittings
show "$usta" sitting list

chapter "Thermometers and scales are calibrated: no reading counts on one that is not"
fill_instruments
show "$usta" instrument list

chapter "Two examiners each; a conflict of interest is refused"
tell "Bakyt is an uncle of candidate BSK-007."
quiet "$usta" person relate bakyt BSK-007 family
refused 1 "$usta" assign bishkek-demo bakyt second
tell "So Meder marks her as second examiner, and Bakyt everybody else."
fill_duties
for sitting in bishkek-demo osh-demo; do
    show "$usta" sitting open $sitting
    quiet "$usta" sitting check-in $sitting
done
tell "The journal has the seed: anybody can draw again."

chapter "The kitchen: tablets write events, the registry takes each in once"
tablet() { # SITTING PHASE PERSON
    local out=$demo/tablets/$1-$3-$2.json before=()
    [ "$2" = again ] && before=("$demo/tablets/$1-$3-marks.json")
    "$bin/tests/demo-tablets" "$USTA_REGISTRY" "$1" $here/stories.yaml "$2" "$3" "$out" "${before[@]}"
    echo "$out"
}
for person in gulnara bakyt meder; do files+=("$(tablet bishkek-demo marks $person)"); done
for person in elmira tologon; do files+=("$(tablet osh-demo marks $person)"); done
show "$usta" sheet import --sign "${files[@]}"
tell "The same file sent again changes nothing:"
show "$usta" sheet import "${files[0]}"
tell "" "Out of the ordinary today:"
while read -r _ _ attempt && read -r _ story; do
    tell "$attempt"
    printf '%s\n' "$story" | fold -s -w 86 | sed 's/ *$//; s/^/        /'
done < <(grep -E '^  - attempt|^    tell' $here/stories.yaml)

chapter "Where the examiners differ"
tell "All sheets are sealed, so now the registry compares them. Nothing open is ever averaged away:"
show "$usta" settle list
tell "Two levels apart: both examiners taste again, each giving a reason."
for person in gulnara bakyt; do again+=("$(tablet bishkek-demo again $person)"); done
show "$usta" sheet import "${again[@]}"
tell "One line is still apart: a third examiner is called in, and the median of three stands."
quiet "$usta" assign bishkek-demo sabyr third --candidate BSK-003 --unit UST-CK-HK-02
quiet "$usta" sheet import "$(tablet bishkek-demo third sabyr)"
tell "The straddle is the lead examiner's: she tastes, and settles two lines."
as dilbar
for line in "C1 f1" "C2 l2"; do
    # shellcheck disable=SC2086
    show "$usta" settle line osh-demo/OSH-002/UST-CK-AC-04 ${line% *} --level ${line#* } \
        --reason "tasted the kept portion with both examiners"
done
tell "Results near the pass mark or with a critical failure are looked at again by another examiner."
as sabyr
for attempt in $("$usta" settle list --json | jq -r '.open[] | select(.state == "review").attempt'); do
    quiet "$usta" result review "$attempt" --reason "looked at the evidence: the marks stand"
done
as aigul
show "$usta" settle list

chapter "Results: a pure function of rubric, marks and settlements"
for sitting in bishkek-demo osh-demo; do
    quiet "$usta" result compute $sitting
    quiet "$usta" sitting close $sitting
done
"$usta" result list bishkek-demo | grep -vE ' competent ' | sed 's/^/      /'
tell "Exactly at the pass mark is a pass, and a failing total is never rounded up to it:"
"$usta" result list osh-demo | grep -E 'ATTEMPT|OSH-004/UST-CK-AC-03' | sed 's/^/      /'
tell "How one came about, here its seasoning (usta result show ATTEMPT --explain tells every line):"
explained=$("$usta" result show bishkek-demo/BSK-003/UST-CK-HK-02 --explain)
grep -q '(third)' <<<"$explained"
sed -n '1,/^$/p; /C3: median/,/(third)/p; /C3  Seasoning/,/times weight/p; /^Total: /,$p' <<<"$explained" | sed 's/^/      /'

chapter "Somebody else decides"
tell "Gulnara holds the certifier's role as well, but she examined:"
as gulnara
refused 1 "$usta" decide grant BSK-001
as janyl
for sitting in bishkek-demo osh-demo; do show "$usta" decide ready $sitting; done

chapter "Certificates: the facts are frozen, then printed, signed, checked and stored"
as aigul
quiet "$usta" certificate issue --all --to "$demo/certificates"
show "$usta" certificate list
tell "Each speaks Kyrgyz, Russian, English and what is read where its holder goes:"
for file in "$demo"/certificates/*.pdf; do
    pdfdetach -save 1 -o "$demo/record.json" "$file"
    jq -r '.destination_language // "none"' "$demo/record.json"
done | sort | uniq -c | awk '{printf "%s %s   ", $2, $1}' | sed 's/^/      /'
rm "$demo/record.json"
echo
first=$demo/certificates/$("$usta" certificate list --json | jq -r '.certificates[0].code').pdf

chapter "Anyone can check them, offline"
export USTA_TRUST=$demo/trust.pem
genuine=0
for file in "$demo"/certificates/*.pdf; do
    "$verify" --trust "$demo/trust.pem" "$file" >/dev/null && genuine=$((genuine + 1))
done
tell "$genuine of $(find "$demo/certificates" -name '*.pdf' | wc -l) certificates are genuine. One of them in full:"
show "$verify" --trust "$demo/trust.pem" "$first"
tell "" "A copy in which one byte was changed:"
cp "$first" "$demo/altered.pdf"
printf 'X' | dd of="$demo/altered.pdf" bs=1 seek=20000 conv=notrunc status=none
refused 1 "$verify" --trust "$demo/trust.pem" "$demo/altered.pdf"

chapter "What the ministry asks"
show "$usta" report progress
show "$usta" report page "$demo/report.pdf"

chapter "An audit believes nothing that is stored"
as chynara
show "$usta" audit

cat <<TEXT

${bold}What to try next${off}
    export USTA_REGISTRY=$demo/registry USTA_KEY_PASSPHRASE='$USTA_KEY_PASSPHRASE'
    open $first
    $verify --trust $demo/trust.pem $first
    $usta --as dilbar result show bishkek-demo/BSK-005/UST-CK-HK-06 --explain  # why a missed allergen is never outweighed
    $usta --as azamat certificate suspend CODE --reason "a complaint"  # codes: $usta certificate list
    $usta --as kanykei report quality                                # how examiners agree, lines work, groups compare
    $usta journal list
    $usta help
TEXT
