#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. paper.sh
# A sitting without tablets: sheets printed, marked on paper, typed in.
source "${BASH_SOURCE%/*}/journey.bash"

pretend_days
day=2026-03-02
calibrated_at=2026-03-02T02:00:00Z # before the times on the sheets; now it is noon
make_registry
as registrar
enrol J-001 "Aysuluu Bökönbayeva" "Айсулуу Бөкөнбаева" ID9000001 --extra-time-percent 25 >/dev/null
enrol J-002 "Chyngyz Ismailov" "Чыңгыз Исмаилов" ID9000002 >/dev/null
today=$day
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

# --- typed in by two, of whom neither sees what the other typed
type_in() { # PERSON FILE EXAMINER
    "$usta" --as "$1" sheet type $attempt "$3" "$2" --json
}
as admin
does "$usta" person add clerk "Nurlan clerk"
does "$usta" person grant clerk registrar
as registrar
json '.lines > 10' "$usta" sheet form $attempt first form.csv
fill form.csv typed.csv
refused 1 "may not plan" "$usta" --as auditor sheet type $attempt first typed.csv
refused 1 "has the duty 'second'" "$usta" --as second sheet type $attempt first typed.csv
refused 3 "nobody" "$usta" sheet type $attempt nobody typed.csv
refused 1 "has no lines" "$usta" sheet type $attempt lead typed.csv
sed 's/UST-CK-AC-04@[0-9.]*/UST-CK-AC-04@9.0.0/; s/,yes,/,perhaps,/' typed.csv >wrong.csv
json_refused 1 '[.error.findings[].number] | index("E83") and index("E85")' "$usta" sheet type $attempt first wrong.csv
refused 1 "has no mark" "$usta" sheet type $attempt first form.csv
json '.entered == false and .differences == []' "$usta" sheet type $attempt first typed.csv
refused 4 "has typed the sheet" "$usta" sheet type $attempt first typed.csv
sed '0,/,yes,/s//,no,/' typed.csv >slip.csv
before=$("$usta" sheet list osh-1 --json | jq '[.sheets[] | select(.state != "not opened")] | length')
run type_in clerk slip.csv first
[ "$code" = 1 ] || wrong "takes a sheet that differs"
jq -e '.entered == false and (.differences | length == 1)' <<<"$answer" >/dev/null || wrong "names no difference"
[ "$("$usta" sheet list osh-1 --json | jq '[.sheets[] | select(.state != "not opened")] | length')" = "$before" ] ||
    wrong "something went in"
run type_in clerk typed.csv first
jq -e '.entered and .typed_first_by == "registrar" and (.device | startswith("paper-"))' <<<"$answer" >/dev/null ||
    wrong "does not go in"
json '[.sheets[] | select(.examiner == "first" and .attempt == "'$attempt'")][0].state == "sealed"' "$usta" sheet list osh-1
refused 4 "is there already" "$usta" sheet type $attempt first typed.csv

# the second examiner types the own sheet, a registrar the same
does "$usta" sheet form $attempt second form2.csv
fill form2.csv typed2.csv
json '.entered == false' "$usta" --as second sheet type $attempt second typed2.csv
json '.entered' "$usta" sheet type $attempt second typed2.csv
does "$usta" --as auditor sheet show $attempt first
json '[.entries[].kind] | last == "sheet.typed" or any(. == "sheet.typed")' "$usta" journal list --last 0
does "$usta" --as auditor audit
echo "paper and pencil"
