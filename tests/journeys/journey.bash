# Sourced by every journey: PROGRAMS is the build folder, PROJECT the source folder. A journey runs
# in a folder of its own, drives the program as people do, and ends at the first step that does not
# come to what it says.
set -euo pipefail
: "${PROGRAMS:?}" "${PROJECT:?}"
usta=$PROGRAMS/usta
rubrics=$PROJECT/rubrics/catering
here=$PROJECT/tests/journeys
export USTA_KEY_PASSPHRASE='four words drawn at random'
export USTA_REGISTRY=registry
unset USTA_PERSON USTA_TRUST
[ -w /dev/shm ] && export TMPDIR=/dev/shm # syncing takes no time there
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

as() { export USTA_PERSON=$1; }

wrong() {
    printf 'line %s: %s\n' "${BASH_LINENO[1]}" "$1" >&2
    printf '  the call: %s\n  its answer:\n%s\n  and on standard error:\n%s\n' \
        "$call" "$(head -c 2000 <<<"$answer")" "$(head -c 2000 <<<"$told")" >&2
    exit 1
}

# Runs the words; leaves $code, $answer and $told.
run() {
    call=$*
    code=0
    answer=$("$@" 2>told) || code=$?
    told=$(cat told)
}

# done CALL…: exit code 0 and no complaint.
does() {
    run "$@"
    [ "$code" = 0 ] || wrong "exit code $code instead of 0"
}

# refused CODE WORDS CALL…: this exit code, these words on standard error, and what to do about it.
refused() {
    local expected=$1 words=$2
    shift 2
    run "$@"
    [ "$code" = "$expected" ] || wrong "exit code $code instead of $expected"
    [[ $told == *"$words"* ]] || wrong "does not say '$words'"
    [[ $told == *$'\n  '* ]] || wrong "does not say what to do"
    [ "$code" = 2 ] || [[ $told != *$'\n  see: usta help'* ]] || wrong "does not say what to do here"
}

# json FILTER CALL…: succeeds, and its answer as JSON makes the jq filter true.
json() {
    local filter=$1
    shift
    run "$@" --json
    [ "$code" = 0 ] || wrong "exit code $code instead of 0"
    jq -e "$filter" >/dev/null <<<"$answer" || wrong "is not: $filter"
    remember "$@"
}

# Which command was answered as JSON, in the file "answered".
remember() {
    local words=()
    while [ $# -gt 0 ]; do
        case $1 in
        --as | -r) shift ;;
        env | -* | */*) ;;
        enrol) words+=(candidate enrol) ;;
        *) words+=("$1") ;;
        esac
        shift
    done
    printf '%s\n%s\n' "${words[0]-}" "${words[0]-} ${words[1]-}" >>answered
}

# json_refused CODE FILTER CALL…: the same of an error, which stands in the answer.
json_refused() {
    local expected=$1 filter=$2
    shift 2
    run "$@" --json
    [ "$code" = "$expected" ] || wrong "exit code $code instead of $expected"
    [ -z "$told" ] || wrong "speaks on standard error"
    jq -e "(.error.code | type == \"string\") and (.error.message | length > 0) and ($filter)" \
        >/dev/null <<<"$answer" || wrong "is not: $filter"
}

says() { [[ $answer == *"$1"* ]] || wrong "does not say '$1'"; }

# A registry with staff, rubrics and schemes: who does what is in the names. Of the attempts PERCENT
# (default: 0, so that all goes the same each time) are drawn to be marked by two.
make_registry() {
    json '.administrator == "admin" and .test and ([.keys[].kind] == ["root", "signer", "head"])' \
        "$usta" init "$PROJECT/tests/demo/institution.yaml" --trust trust.pem
    as admin
    local person
    for person in registrar:registrar first:examiner second:examiner third:examiner \
        reviewer:examiner lead:lead appeals:lead certifier:certifier other:certifier auditor:auditor; do
        does "$usta" person add "${person%:*}" "Nurlan ${person%:*}"
        does "$usta" person grant "${person%:*}" "${person#*:}"
    done
    mkdir rubrics
    local rubric
    for rubric in "$rubrics"/ust-ck-ac-0[34].yaml; do
        sed "s/sample_percent: [0-9]*/sample_percent: ${1:-0}/" "$rubric" >"rubrics/${rubric##*/}"
    done
    does "$usta" rubric publish rubrics/*.yaml
    does "$usta" --as first instrument add probe-osh osh probe Cel
    does "$usta" --as first instrument add scale-osh osh scale g
    calibrate ${calibrated_at:+--at "$calibrated_at"}
    does "$usta" scheme publish "$here/journey.scheme.yaml"
}

# Both instruments of Osh, for a day: calibrate [--at INSTANT].
calibrate() {
    does "$usta" --as first instrument calibrate probe-osh --reference 0.0 --deviation 0.2 "$@"
    does "$usta" --as first instrument calibrate scale-osh --reference 500 --deviation -1 "$@"
}

# enrol REF LATIN CYRILLIC NUMBER [OPTION…]
enrol() {
    "$usta" candidate enrol "$1" --name-latin "$2" --name-cyrillic "$3" --born 1998-04-23 --sex f \
        --document-number "$4" --region Osh --languages ky --departure first \
        --consent-day 2026-01-10 "${@:5}"
}

# What tablets wrote: tablet PHASE PERSON, into PERSON-PHASE.json (stories.yaml tells what), in the
# sitting $sitting.
sitting=osh-1
tablet() {
    "$PROGRAMS/tests/demo-tablets" registry "$sitting" "$here/stories.yaml" "$1" "$2" "$2-$1.json" \
        ${3:+"$3"}
}

# fill FORM TYPED: types a mark into every line of a form: yes, the best level, readings of 5.
fill() {
    awk -F, -v OFS=, '
        $1 == "started" { $2 = "09:00" } $1 == "ended" { $2 = "09:41" }
        $3 ~ /^yes/ { $2 = "yes" }
        $3 ~ /^[a-z0-9_]+ \| / && $3 !~ /^yes/ { n = split($3, level, " [|] "); $2 = level[n] }
        $3 ~ /^[0-9]+ x / { split($3, wanted, " "); $2 = "";
            for (i = 0; i < wanted[1]; i++) $2 = $2 (i ? " " : "") "5" (($3 ~ /part/) ? "/10" : "");
            if ($3 ~ /@/) $2 = $2 " @" (wanted[3] == "Cel" ? "probe" : "scale") "-osh" }
        { print }' "$1" >"$2"
}

# From here on it is noon in Bishkek of the day in $day, and somewhat later with each call: no clock
# goes back. (An address sanitizer wants to be the first library.)
pretend_days() {
    local began
    began=$(date +%s)
    cat >usta-then <<SCRIPT
#!/usr/bin/env bash
export ASAN_OPTIONS=verify_asan_link_order=0 TZ=UTC
printf -v shift '%+d' \$((\$(date -u -d "\$day 06:00:00" +%s) - $began))
exec faketime -f "\$shift" "$usta" "\$@"
SCRIPT
    chmod +x usta-then
    usta=$place/usta-then
    export day
}
