/* What a published rubric or scheme says, language by language: what a speaker of one of them
 * reviews (text_review.h). Rubrics and schemes alike. */
#ifndef USTA_ASSESS_WORDINGS_H
#define USTA_ASSESS_WORDINGS_H

#include "assess/publication.h"

struct wordings {
    const char *name;    /* "UST-CK-HK-02@2.0.0" */
    const char *subject; /* "UST-CK-HK-02" */
    bool is_scheme;
    int64_t edition; /* id of the rubric or scheme version */
    const char *source_language;
    const struct rubric_language *languages; /* as the file declares them */
    const struct digest *digests;            /* of the text in each */
    size_t count;
};

/* Of an edition that was read back; borrows from it. */
struct wordings wordings_of_rubric(const struct rubric *rubric, struct rubric_version_id id,
                                   struct arena *arena);
struct wordings wordings_of_scheme(const struct scheme *scheme, struct scheme_version_id id,
                                   struct arena *arena);

/* Where the language stands among them; count when it is not one of them. */
size_t wordings_find(const struct wordings *wordings, const char *language);

#endif
