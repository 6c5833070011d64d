#!/usr/bin/env bash
# usage: check.sh FOLDER COPY.pdf TEXT unsigned|signed
# Says why COPY is not the page of FOLDER/ours.pdf, exit 1: it opens without a warning, has the fonts of the page
# embedded and not whole, TEXT can be taken out of it, its signature is valid, and it looks the same from some distance.
set -euo pipefail
export LC_ALL=C.UTF-8
folder=$1 copy=$2 text=$3 signed=$4

# Of the ink of OURS; renderings of the same page by several libraries differ by a fourteenth, through hinting,
# kerning and the width of a hair line.
most_percent=12

no() { printf '%s\n' "$*"; exit 1; }

# Those embedded, with a map to Unicode; pdf-lib says nowhere that it takes subsets, and numbers them.
fonts() { # FILE
    pdffonts "$1" 2>/dev/null | sed -nE 's/^([A-Z]{6}\+)?([^ ]*) .* yes (yes|no ) yes .*/\2/p' | sed -E 's/-[0-9]+$//' | sort
}

pixels() { pdftoppm -r 36 -gray -f 1 -l 1 "$1" | od -An -v -tu1 -w1; }

said=$(mutool draw -q -o /dev/null "$copy" 2>&1 | grep -v 'ICC support' | head -n 1 || true)
[ -z "$said" ] || no "mutool says of it: $said"
[ "$(fonts "$copy")" = "$(jq -r '.fonts | keys[]' "$folder/page.json" | sort)" ] || no "its embedded fonts are not those of the page"
whole=$(jq -r '.fonts[]' "$folder/page.json" | xargs -d '\n' cat | wc -c)
[ $((2 * $(wc -c <"$copy"))) -lt "$whole" ] || no "its fonts are embedded whole"
grep -qF -e "$text" <(pdftotext -q "$copy" -) || no "'$text' cannot be taken out of it"
if [ "$signed" = signed ]; then
    grep -q 'Signature is Valid' <(pdfsig "$copy" 2>/dev/null) || no "pdfsig sees no valid signature"
fi
differs=$(paste <(pixels "$folder/ours.pdf") <(pixels "$copy") |
    awk '{ d = $1 - $2; sum += d < 0 ? -d : d; ink += 255 - $1 } END { printf "%d", ink ? 100 * sum / ink : 100 }')
[ "$differs" -le $most_percent ] || no "its picture differs by $differs % of the ink"
