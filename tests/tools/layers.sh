#!/usr/bin/env bash
# usage: layers.sh SRC
# Says every include that points against the arrows of the architecture, and every foreign header
# that more than one file includes. Exit 1 when there is one.
#     base <- store <- assess <- certify <- web, cli <- main
set -euo pipefail
src=$1
faults=0

fault() { printf '%s\n' "$*"; faults=1; }

below() { # the folders that a folder may include
    case $1 in
        base) echo base ;;
        store) echo base store ;;
        assess) echo base store assess ;;
        certify) echo base store assess certify ;;
        web | cli) echo base store assess certify "$1" ;;
        .) echo base store assess certify web cli serve.h ;;
    esac
}

# FILE:LINE:HEADER of each include "…" (ours) or <…> (foreign)
includes() { grep -rnoP --include='*.[ch]' "$1" "$src" || true; }

while IFS=: read -r file line header; do
    folder=$(dirname "${file#"$src"/}")
    case " $(below "$folder") " in
        *" ${header%%/*} "*) ;;
        *) fault "$file:$line: ${folder}/ may not include '$header'" ;;
    esac
done < <(includes '#include "\K[^"]+')

# usta-verify stands on these alone: no database, no private keys.
main_verify=$src/verify_main.c
[ ! -f "$main_verify" ] || ! grep -nE '"(store|assess|cli)/|keyring' "$main_verify" ||
    fault "$main_verify: the verifier may include base/ and certify/ without keyring only"

standard='^(assert|ctype|dirent|errno|fcntl|inttypes|limits|locale|math|poll|pthread|pwd|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|strings|termios|threads|time|unistd|wchar|sys/[a-z]+)\.h$'
while read -r count header; do
    [ "$count" -le 1 ] || fault "<$header> is included by $count files: $(grep -rl --include='*.[ch]' "#include <$header>" "$src" | tr '\n' ' ')"
done < <(includes '#include <\K[^>]+' | cut -d: -f3 | grep -vE "$standard" | grep -vE '^openssl/' | sort | uniq -c)

# OpenSSL: one file per purpose, so no header of ours may show it to others.
while IFS=: read -r file line header; do
    case $file in *.h) fault "$file:$line: a header may not include <$header>" ;; esac
done < <(includes '#include <\K(openssl|sqlite3|hpdf|hb|fribidi|yaml|jansson|cbor|qrencode|gmp)[^>]*')

exit $faults
