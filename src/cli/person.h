/* usta person …: staff, what each may do, and whom each has to do with. */
#ifndef USTA_CLI_PERSON_H
#define USTA_CLI_PERSON_H

#include "cli/call.h"

/* add REF NAME: {"person", "name"} */
fallible cli_person_add(struct call *call);

/* grant PERSON ROLE: {"person", "role", "unit" or null, "from", "until" or null} */
fallible cli_person_grant(struct call *call);

/* withdraw PERSON ROLE: {"person", "role", "unit" or null, "from"} */
fallible cli_person_withdraw(struct call *call);

/* relate PERSON CANDIDATE KIND: {"person", "candidate", "kind", "from", "until" or null,
 * "touched":[{"attempt", "message"}]}: assignments that cannot stand any more, "acts": [{"what",
 * "name", "state"}]: what was done before and is touched. */
fallible cli_person_relate(struct call *call);

/* touched PERSON CANDIDATE: {"person", "candidate", "touched", "acts"}: the same of what is
 * declared already. */
fallible cli_person_touched(struct call *call);

/* password PERSON: {"person", "password", "totp": otpauth address}: drawn anew, shown once. */
fallible cli_person_password(struct call *call);

/* pin PERSON: {"person", "number", "pin"}: the same for tablets. */
fallible cli_person_pin(struct call *call);

/* list: {"people":[{"person", "name", "roles":["examiner of UST-CK-HK-02", …]}]}: held today. */
fallible cli_person_list(struct call *call);

/* show PERSON: {"person", "name", "grants":[{"role", "unit", "from", "until", "withdrawn"}]} */
fallible cli_person_show(struct call *call);

#endif
