/* A speaker's review of the texts of a published rubric or scheme in one language, as an act of
 * its own: a file can only say of itself that its texts were reviewed.
 *
 * It is bound to two digests: of the text that was read and of the source text it was held against.
 * So it holds in every edition in which both are the same, and in none in which either changed. */
#ifndef USTA_ASSESS_TEXT_REVIEW_H
#define USTA_ASSESS_TEXT_REVIEW_H

#include "assess/wordings.h"

enum text_state {
    TEXT_SOURCE,   /* what it was written in */
    TEXT_DRAFT,    /* nobody has read it */
    TEXT_CLAIMED,  /* the file says that it was reviewed; nothing is recorded */
    TEXT_REVIEWED, /* recorded, of this very text */
};

/* "source", "draft", "said to be reviewed, not recorded", "reviewed" */
const char *text_state_name(enum text_state state);

struct text_standing {
    const char *language;
    enum text_state state;
    const char *reviewer, *day, *note, *recorded_by; /* of TEXT_REVIEWED, else NULL; the last is the
                                                        ref of the member of staff */
};
struct text_standings {
    struct text_standing *items; /* in the order of the file's languages */
    size_t count;
};

fallible text_review_standings(struct text_standings *out, struct db *db,
                               const struct wordings *wordings, struct arena *arena);

/* Records that reviewer, a name, has read the text in language (task TASK_PUBLISH; a rubric's for
 * its unit). ERROR_NOT_FOUND when the file has no such language; ERROR_REFUSED for the source
 * language, or without reviewer or note; ERROR_CONFLICT when this text is reviewed already. */
fallible text_review_add(int64_t *out, struct desk *desk, const struct wordings *wordings,
                         const char *language, const char *reviewer, const char *note);

extern const struct audited text_review_audited;

#endif
