/* What a member of staff signs in with: a password together with a changing code (totp.h), or, on
 * an enrolled tablet, a PIN. Both are drawn by the program, shown once and handed over; the newest
 * of a kind counts. */
#ifndef USTA_ASSESS_CREDENTIAL_H
#define USTA_ASSESS_CREDENTIAL_H

#include "assess/ids.h"
#include "base/password.h"
#include "base/totp.h"
#include "store/audited.h"

enum credential_kind { CREDENTIAL_PASSWORD, CREDENTIAL_PIN };

enum { CREDENTIAL_TEXT_SIZE = 20, CREDENTIAL_PIN_DIGITS = 6 };

struct credential {
    enum credential_kind kind;
    struct password_hash hash;
    uint8_t totp[TOTP_SECRET_SIZE]; /* of a password */
};

/* As it is handed over: "hkmr-wqte-bzua-npdf" (72 bits), or six digits. */
struct credential_drawn {
    char text[CREDENTIAL_TEXT_SIZE];
    struct credential credential;
};

/* Slow, as password.h says, and touches nothing. */
fallible credential_draw(struct credential_drawn *out, enum credential_kind kind,
                         struct random *random);

/* Gives a person a credential (TASK_MANAGE_PEOPLE). */
fallible credential_set(struct desk *desk, struct person_id person,
                        const struct credential *credential);

/* The newest of a kind; *got is false for somebody who has none. */
fallible credential_of(bool *got, struct credential *out, struct db *db, struct person_id person,
                       enum credential_kind kind);

/* Says that a person used the changing code of a step. ERROR_REFUSED when that one or a later one
 * was used before. */
fallible credential_use_step(struct desk *desk, struct person_id person, int64_t step);

extern const struct audited credential_audited;

#endif
