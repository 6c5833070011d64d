/* A tablet that the office has enrolled: the device of the events it sends (event.h). It shows a
 * token of its own, whoever is signed in on it. */
#ifndef USTA_ASSESS_TABLET_H
#define USTA_ASSESS_TABLET_H

#include "assess/ids.h"
#include "assess/token.h"
#include "store/audited.h"

struct tablet_row {
    int64_t id;
    const char *device; /* "tablet-7" */
    int64_t enrolled_s;
    bool is_revoked;
};

enum { TABLET_CODE_DIGITS = 10, TABLET_CODE_SECONDS = 15 * 60 };

/* As it is typed: "483 920 1175". */
struct tablet_code {
    char text[TABLET_CODE_DIGITS + 3];
};

/* Draws a code that enrols a tablet under this name, once and within TABLET_CODE_SECONDS
 * (TASK_MANAGE_PEOPLE). ERROR_CONFLICT for the name of a tablet there is, or under which events
 * came: a new tablet begins a new log. */
fallible tablet_code_make(struct tablet_code *out, struct desk *desk, const char *device);

/* Enrols whoever typed a code, spaces apart. ERROR_REFUSED, always the same, for one that is
 * malformed, unknown, used or too old. How often somebody may try is the caller's to limit. */
fallible tablet_enrol(const char **device, struct token *token, struct desk *desk,
                      const char *typed, struct arena *arena);

/* Whose token it is; *got is false for nobody's. */
fallible tablet_of_token(bool *got, struct tablet_row *out, struct db *db, const char *token,
                         struct arena *arena);

/* Ends it for good (TASK_MANAGE_PEOPLE): nothing it sends is taken any more. ERROR_NOT_FOUND,
 * ERROR_CONFLICT when it was revoked before. */
fallible tablet_revoke(struct desk *desk, const char *device, const char *reason);

/* All, by name. */
struct tablets {
    struct tablet_row *items;
    size_t count;
};
fallible tablet_list(struct tablets *out, struct db *db, struct arena *arena);

extern const struct audited tablet_code_audited, tablet_audited, tablet_end_audited;

#endif
