# Sourced: what the demo and `./run serve` fill an empty registry with. usta is the program, here this
# folder, today the day at the centres.

quiet() { # only what goes wrong is shown
    local answer
    answer=$("$@" 2>&1) || { printf '%s\n' "$* failed:" "$answer" >&2; exit 1; }
}
as() { export USTA_PERSON=$1; }

fill_people() {
    local person name roles role
    as admin
    while IFS=, read -r person name roles; do
        quiet "$usta" person add "$person" "$name"
        for role in $roles; do quiet "$usta" person grant "$person" "$role"; done
    done <$here/staff.csv
}

fill_rubrics() {
    as dilbar
    quiet "$usta" rubric publish rubrics/catering/ust-*-0?.yaml
    quiet "$usta" scheme publish rubrics/catering/*.scheme.yaml
}

fill_sittings() { # sets $bishkek and $osh, the candidates
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
}

fill_instruments() {
    local centre
    for centre in bishkek osh; do
        quiet "$usta" instrument add probe-$centre $centre probe Cel
        quiet "$usta" instrument add scale-$centre $centre scale g
        quiet "$usta" instrument calibrate probe-$centre --reference 0.0 --deviation 0.2
        quiet "$usta" instrument calibrate scale-$centre --reference 500 --deviation -1
    done
}

fill_duties() { # Bakyt is an uncle of BSK-007
    quiet "$usta" assign bishkek-demo gulnara first
    quiet "$usta" assign bishkek-demo meder second --candidate BSK-007
    quiet "$usta" assign bishkek-demo bakyt second --candidate "$(grep -v BSK-007 <<<"$bishkek" | tr '\n' ' ')"
    quiet "$usta" assign osh-demo elmira first
    quiet "$usta" assign osh-demo tologon second
    quiet "$usta" assign bishkek-demo dilbar lead
    quiet "$usta" assign osh-demo dilbar lead
}
