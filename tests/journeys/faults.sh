#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. faults.sh
# What a machine and its people can do to the program: every failure is said clearly, with what to
# do about it, and leaves nothing half-done.
source "${BASH_SOURCE%/*}/journey.bash"

institution=$PROJECT/tests/demo/institution.yaml
same_journal() { # the journal has not grown
    json ".size == $1" "$usta" journal head
}
size() { "$usta" journal head --json | jq .size; }

# --- setting up: whole or not at all
refused 5 "no terminal" env -u USTA_KEY_PASSPHRASE setsid -w "$usta" init "$institution"
refused 1 "shorter than" env USTA_KEY_PASSPHRASE=short "$usta" init "$institution"
: >file
refused 5 "cannot make folder" "$usta" -r file/registry init "$institution"
refused 5 "cannot" "$usta" init "$institution" --trust file/trust.pem
(ulimit -f 20; refused 5 "" "$usta" init "$institution") || exit 1
refused 2 "is not an algorithm" "$usta" init "$institution" --algorithm RSA
printf 'origin: [' >broken.yaml
json_refused 1 '.error.findings[0].line == 2' "$usta" init broken.yaml
[ "$(echo *)" = "broken.yaml file told" ] || wrong "left behind: $(echo *)"
make_registry
[ "$(stat -c %a registry registry/keys registry/usta.db registry/keys/root.key | tr '\n' ' ')" = "700 700 600 600 " ] ||
    wrong "others may enter: $(stat -c '%a %n' registry registry/keys/*)"

# --- keys
as admin
refused 5 "passphrase" env USTA_KEY_PASSPHRASE='not the right words' "$usta" journal head --sign
refused 5 "" env -u USTA_KEY_PASSPHRASE setsid -w "$usta" journal head --sign
does "$usta" journal head --sign --passphrase-fd 7 7<<<"$USTA_KEY_PASSPHRASE"
says "usta-demo.kg"
cp -a registry whole
rm registry/keys/head.key
refused 5 "head.key" "$usta" journal head --sign
cp -a whole/keys/head.key registry/keys/
chmod 644 registry/keys/head.key
refused 5 "head.key" "$usta" journal head --sign
cp -a whole/keys/signer.key registry/keys/head.key
refused 5 "" "$usta" journal head --sign
cp -a whole/keys/head.key registry/keys/
does "$usta" journal head --sign

# --- the answer cannot be written, though what was asked for is done
before=$(size)
run bash -c '"$1" person add cook1 "Cook One" >/dev/full' _ "$usta"
[ "$code" = 5 ] || wrong "exit code $code instead of 5"
[[ $told == *"what was asked for is done"* ]] || wrong "does not say that it is done"
same_journal $((before + 1))
run bash -c '"$1" help >/dev/full' _ "$usta"
[ "$code" = 5 ] || wrong "exit code $code instead of 5"

# --- the disk is full: nothing is half-done
before=$(size)
run bash -c 'ulimit -f "$1"; shift; exec "$@"' _ 64 "$usta" --as registrar candidate import \
    "$PROJECT/tests/demo/candidates.csv"
[ "$code" = 5 ] || wrong "exit code $code instead of 5"
[[ $told == *$'\n  '* ]] || wrong "does not say what to do"
same_journal "$before"
json '.candidates == []' "$usta" candidate list
does "$usta" --as registrar candidate import "$PROJECT/tests/demo/candidates.csv"
refused 5 "" "$usta" journal export file/entries
refused 5 "" "$usta" backup file/backup

# --- somebody else is writing
mkfifo passphrase
"$usta" --as certifier certificate supersede 0000-0000-0000-0000 --passphrase-fd 7 7<>passphrase \
    >/dev/null 2>&1 &
other=$!
until grep -qs . registry/lock && [ "$(cat registry/lock)" = "$other" ]; do sleep 0.1; done
json '.people | length > 0' "$usta" person list
refused 5 "in use by process $other" "$usta" person add cook2 "Cook Two"
kill -9 "$other"
wait "$other" 2>/dev/null || true
does "$usta" person add cook2 "Cook Two"

# --- the clock stands before the journal
faked=$(ls /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | head -1)
[ -n "$faked" ] || wrong "faketime is not installed"
refused 5 "clock" env ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 LD_PRELOAD="$faked" FAKETIME=-2d \
    "$usta" journal head --sign

# --- a registry of a newer program, none at all, something else
cp -a registry newer
sqlite3 newer/usta.db 'PRAGMA user_version = 9999'
refused 5 "newer" "$usta" -r newer person list
refused 5 "newer" "$usta" -r newer person add cook3 "Cook Three"
mkdir empty
refused 3 "no registry in 'empty'" "$usta" -r empty person list
mkdir -p other && head -c 8192 /dev/urandom >other/usta.db
refused 5 "other/usta.db" "$usta" -r other person list
rm -rf other/usta.db-*
refused 5 "other/usta.db" "$usta" -r other person add cook3 "Cook Three"

# --- somebody changes the database behind the program's back
does "$usta" audit
cp -a registry touched
sqlite3 touched/usta.db "DROP TRIGGER person_unchanged;
    UPDATE person SET name = 'Somebody Else' WHERE ref = 'lead'"
refused 1 "person" "$usta" -r touched audit
cp -a registry cut
sqlite3 cut/usta.db "DROP TRIGGER role_grant_undeleted; DELETE FROM role_grant WHERE id = 2"
refused 1 "role" "$usta" -r cut audit

# --- backups: not older than what the world has seen
does "$usta" backup older
does "$usta" person add cook4 "Cook Four"
"$usta" journal head --sign >note
does "$usta" backup newest
refused 4 "exists already" "$usta" backup newest
refused 1 "ends at entry" "$usta" restore older -r restored --published note
[ ! -e restored ] || wrong "left something behind"
printf 'x' >>newest/keys/head.key
refused 1 "MANIFEST" "$usta" restore newest -r restored
truncate -s -1 newest/keys/head.key
refused 3 "no backup" "$usta" restore nowhere -r restored
refused 4 "is not empty" "$usta" restore newest -r registry
json '.journal_size > 0' "$usta" restore newest -r restored --published note
does "$usta" -r restored audit --published note
does "$usta" -r registry audit --published note
refused 1 "" "$usta" -r touched audit --published note
echo "nothing half-done"
