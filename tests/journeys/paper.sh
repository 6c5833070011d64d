#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. paper.sh
# A sitting without tablets: sheets printed, marked on paper, typed in.
source "${BASH_SOURCE%/*}/journey.bash"

make_registry
as registrar
enrol J-001 "Aysuluu Bökönbayeva" "Айсулуу Бөкөнбаева" ID9000001 --extra-time-percent 25 >/dev/null
enrol J-002 "Chyngyz Ismailov" "Чыңгыз Исмаилов" ID9000002 >/dev/null
today=$(TZ=Asia/Bishkek date +%F)
does "$usta" sitting plan osh-1 osh "$today" UST-JOURNEY
does "$usta" sitting enter osh-1 J-001 J-002
does "$usta" assign osh-1 first first
does "$usta" assign osh-1 second second
does "$usta" assign osh-1 lead lead
refused 1 "planned" "$usta" sheet print osh-1 sheets.pdf
does "$usta" sitting open osh-1
does "$usta" sitting check-in osh-1
attempt=osh-1/J-001/UST-CK-AC-04

# --- sheets on paper: who marks what, read back from the page
json '(.sheets | length == 8) and (.sheets[0].duty == "first")' "$usta" sheet print osh-1 sheets.pdf
for language in en ru ky; do
    json '.sheets | length == 1' "$usta" sheet print $attempt $language.pdf --examiner first \
        --language $language
    qpdf --check $language.pdf >/dev/null || wrong "is no PDF that qpdf likes"
    pages=$(pdfinfo $language.pdf | awk '/^Pages/ { print $2 }')
    [ "$pages" -ge 2 ] || wrong "has $pages pages"
    pdftoppm -r 110 -gray $language.pdf $language
    for page in $language-*.pgm; do
        [ "$(zbarimg --nodbus --raw -q "$page" | cut -d' ' -f1-3)" = "USTA-SHEET/1 $attempt first" ] ||
            wrong "the symbol of $page says something else"
    done
    text=$(pdftotext -layout $language.pdf -)
    for criterion in $("$usta" rubric show UST-CK-AC-04 --json | jq -r '.criteria[].criterion'); do
        grep -q "^ *$criterion " <<<"$text" || wrong "line $criterion is not on the $language sheet"
    done
    [[ $text == *"Aysuluu Bökönbayeva · Айсулуу Бөкөнбаева"* ]] || wrong "does not name the candidate"
done
[[ $(pdftotext en.pdf -) == *"page 1 of $pages"* ]] || wrong "does not count its pages"
[[ $(pdftotext ky.pdf -) == *"БААЛОО БАРАГЫ"* ]] || wrong "is not in Kyrgyz"
refused 1 "no texts in 'de'" "$usta" sheet print $attempt de.pdf --language de
refused 3 "no sheet to print" "$usta" sheet print $attempt none.pdf --examiner auditor
refused 3 "osh-9" "$usta" sheet print osh-9 none.pdf
