#!/usr/bin/env bash
# usage: check_test.sh
# page.js lists what stands on a page, and check.sh takes the same page for the same and nothing else.
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(realpath "$(dirname "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

serif=/usr/share/fonts/truetype/paratype/PTF55F.ttf
sans=/usr/share/fonts/truetype/paratype/PTS55F.ttf
printf 'PTSerif-Regular\t%s\nPTSans-Regular\t%s\n' $serif $sans >fonts

page() { # NAME FONT CONTENT: NAME.whole.pdf has the font whole, NAME.pdf what is used of it
    printf '%%%%MediaBox 0 0 200 100\n%%%%Font F %s\n%s\n' "$2" "$3" >"$1.txt"
    mutool create -o "$1.whole.pdf" "$1.txt"
    pdftocairo -pdf "$1.whole.pdf" "$1.pdf"
}

fails() { printf '%s\n' "$*" >&2; exit 1; }

refuses() { # WHY FILE TEXT SIGNED
    local said
    if said=$("$here/check.sh" . "${@:2}" 2>&1); then fails "'$2' is taken for ours, but should be refused: $1"; fi
    [[ $said == *"$1"* ]] || fails "'$2' is refused with '$said' instead of '$1'"
}

text='BT /F 20 Tf 20 40 Td (CODE 7K3M) Tj ET'
marks='1 0 0 rg 20 70 30 10 re f 0 0 1 RG 3 w 20 20 m 180 20 l S'
page ours $serif "$text $marks"
page again $serif "$marks $text"
page other_font $sans "$text $marks"
page other_code $serif "${text/7K3M/7K3N} $marks"
page unmarked $serif "$text"
page unseen $serif "1 g $text"
echo "nothing" >nothing.pdf
qpdf again.pdf --add-attachment $serif -- large.pdf
mutool run "$here/page.js" ours.pdf fonts >page.json

listed=$(jq -c '[.width, .height, (.items | map(.do)), .fonts]' page.json)
[ "$listed" = "[200,100,[\"text\",\"fill\",\"stroke\"],{\"PTSerif-Regular\":\"$serif\"}]" ] || fails "page.json lists $listed"
listed=$(jq -c '.items | [.[0].text, .[0].size, (.[0].matrix | map(round)), .[0].spacing, .[1].colour, .[2].width]' page.json)
[ "$listed" = '["CODE 7K3M",20,[1,0,0,1,20,40],0,[1,0,0],3]' ] || fails "page.json lists $listed"

"$here/check.sh" . again.pdf 'CODE 7K3M' unsigned || fails "the same page is refused"
refuses "mutool says" nothing.pdf 'CODE 7K3M' unsigned
refuses "embedded fonts are not those" other_font.pdf 'CODE 7K3M' unsigned
refuses "embedded fonts are not those" ours.whole.pdf 'CODE 7K3M' unsigned # without a map to Unicode
refuses "embedded whole" large.pdf 'CODE 7K3M' unsigned
refuses "cannot be taken out" other_code.pdf 'CODE 7K3M' unsigned
refuses "no valid signature" again.pdf 'CODE 7K3M' signed
refuses "picture differs" unmarked.pdf 'CODE 7K3M' unsigned
refuses "picture differs by 9" unseen.pdf 'CODE 7K3M' unsigned
