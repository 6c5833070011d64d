#!/usr/bin/env bash
# usage: PROGRAMS=build/debug PROJECT=. refusals.sh
# Names that do not exist, people without the role, moves that are not legal: each refused with its
# own exit code, saying what would be right; and nothing in the journal of it.
source "${BASH_SOURCE%/*}/journey.bash"

make_registry
as registrar
enrol J-001 "Aysuluu Bökönbayeva" "Айсулуу Бөкөнбаева" ID9000001 >/dev/null
today=$(TZ=Asia/Bishkek date +%F)
does "$usta" sitting plan osh-1 osh "$today" UST-JOURNEY
does "$usta" sitting enter osh-1 J-001
attempt=osh-1/J-001/UST-CK-AC-04
unknown_code=0000-0000-0000-0000
batch='{"usta_events":1,"device":"t-1","events":[]}'
before=$("$usta" journal head --json | jq .size)

# --- what does not exist: exit code 3, and the name is said
unknown() { # NAME CALL…
    local name=$1
    shift
    refused 3 "$name" "$usta" "$@"
}
as admin
unknown nobody person show nobody
unknown nobody person grant nobody lead
unknown nobody person withdraw nobody lead
unknown nobody person relate nobody J-001 family
unknown J-999 person relate lead J-999 family
unknown UST-CK-ZZ-01 rubric show UST-CK-ZZ-01
unknown UST-CK-AC-03@9.9.9 rubric show UST-CK-AC-03@9.9.9
unknown UST-ZZ scheme show UST-ZZ
unknown UST-CK-ZZ-01 rubric review UST-CK-ZZ-01 ky --by somebody --note read
unknown UST-ZZ scheme review UST-ZZ ky --by somebody --note read
unknown none.yaml rubric check none.yaml
unknown none.yaml scheme publish none.yaml
unknown UST-CK-ZZ-01 report quality --unit UST-CK-ZZ-01
unknown "no concern 7" concern show 7
as registrar
unknown J-999 candidate show J-999
unknown J-999 candidate correct J-999 --region Osh --reason "a slip"
unknown none.csv candidate import none.csv
unknown naryn sitting plan s naryn "$today" UST-JOURNEY
unknown UST-ZZ sitting plan s osh "$today" UST-ZZ
for verb in open close archive show check-in; do
    unknown nowhere sitting $verb nowhere
done
unknown J-999 sitting enter osh-1 J-999
unknown J-999 sitting absent osh-1 J-999
unknown osh-9 sitting void osh-9/J-001/UST-CK-AC-04 --reason "no scale"
unknown J-999 sitting pause osh-1/J-999/UST-CK-AC-04 --reason "no power"
unknown nobody assign osh-1 nobody first
unknown nowhere assign nowhere first first
unknown UST-CK-AC-09 assign osh-1 first first --unit UST-CK-AC-09
unknown nowhere sheet list nowhere
unknown osh-9 sheet show osh-9/J-001/UST-CK-AC-04 first
unknown none.json sheet import none.json
unknown nowhere settle list nowhere
unknown nowhere result list nowhere
unknown nowhere result compute nowhere
unknown osh-9 result show osh-9/J-001/UST-CK-AC-04
as certifier
unknown J-999 decide case J-999
unknown J-999 decide grant J-999
unknown UST-ZZ decide grant J-001 UST-ZZ
unknown nowhere decide ready nowhere
for verb in show suspend reinstate revoke; do
    unknown "$unknown_code" certificate $verb $unknown_code $([ $verb = show ] || echo --reason why)
done

# --- who only reads changes nothing: exit code 1, naming the roles that may
as auditor
may_not() { # WORDS CALL…
    local words=$1
    shift
    refused 1 "$words" "$usta" "$@"
    [[ $told == *"'auditor'"* ]] || wrong "does not name the person"
}
may_not "administrator" person add cook1 "Cook One"
may_not "administrator" person grant first lead
may_not "administrator" person withdraw first examiner
may_not "registrar" person relate first J-001 family
may_not "lead" rubric publish "$rubrics/ust-ck-ac-03.yaml"
may_not "lead" scheme publish "$here/journey.scheme.yaml"
may_not "lead" rubric review UST-CK-AC-03 ky --by somebody --note read
may_not "lead" scheme review UST-JOURNEY ky --by somebody --note read
refused 1 "registrar" enrol J-002 "Ermek Toktogulov" "Эрмек Токтогулов" ID9000002
may_not "registrar" candidate correct J-001 --region Naryn --reason "moved"
may_not "registrar" candidate import "$PROJECT/tests/demo/candidates.csv"
may_not "registrar" sitting plan osh-2 osh "$today" UST-JOURNEY
may_not "registrar" sitting enter osh-1 J-001
may_not "registrar" sitting open osh-1
may_not "registrar" sitting close osh-1
may_not "registrar" sitting archive osh-1
may_not "registrar" sitting check-in osh-1 J-001
may_not "registrar" sitting absent osh-1 J-001
may_not "examiner" sitting pause $attempt --reason why
may_not "examiner" sitting resume $attempt
may_not "examiner" sitting abandon $attempt --reason why
may_not "lead" sitting void $attempt --reason why
may_not "registrar" assign osh-1 first first
may_not "certifier" decide grant J-001
may_not "certifier" decide refuse J-001 --reason why
may_not "certifier" decide defer J-001 --reason why
may_not "administrator" backup backup
may_not "verifier" concern open kappa/none --reason why

# --- moves that are not legal: what would be is said
as registrar
refused 1 "it may go to 'open'" "$usta" sitting close osh-1
refused 1 "it may go to 'open'" "$usta" sitting archive osh-1
refused 1 "planned" "$usta" sitting check-in osh-1 J-001
refused 4 "J-001" "$usta" sitting enter osh-1 J-001
refused 1 "" "$usta" sitting open osh-1
[[ $told == *"first examiner"* ]] || wrong "does not say who is missing"
refused 2 "SITTING/CANDIDATE/UNIT" "$usta" result show osh-1
refused 1 "" "$usta" sheet show $attempt first
refused 2 "'chief' is not a duty" "$usta" assign osh-1 first chief
printf '%s' "$batch" >empty.json
json '.batches[0].stored == 0' "$usta" sheet import empty.json

[ "$("$usta" journal head --json | jq .size)" = "$before" ] || wrong "something was written"
does "$usta" --as auditor audit
echo "all refused"
