/* Whether a rubric may be published beside those that are: a published version never changes, and
 * the version of a new one says how far it goes. */
#ifndef USTA_ASSESS_RUBRIC_PUBLISH_H
#define USTA_ASSESS_RUBRIC_PUBLISH_H

#include "assess/rubric.h"

/* How far a rubric goes from an earlier version of itself. */
enum rubric_change {
    RUBRIC_SAME,     /* both digests are the same in every language */
    RUBRIC_WORDING,  /* PATCH: texts differ */
    RUBRIC_ADDITION, /* MINOR: a language, a text where there was none, a destination; or a language
                        was taken out. The marks of before give the scores of before */
    RUBRIC_SCORES,   /* MAJOR: the structure differs otherwise */
};
enum rubric_change rubric_compare(const struct rubric *before, const struct rubric *after,
                                  struct arena *arena);

/* The lowest version that may follow version after a change. */
struct version version_raised(struct version version, enum rubric_change change);

/* Adds findings (at the version of the rubric, the file opened last in findings) when folder
 * holds, among its published and retired rubrics, the same version with another content, or a
 * version that this one is not raised far enough above. Drafts and other ids there do not matter;
 * *.scheme.yaml are not looked at. Fails as file_read does, and with ERROR_REFUSED when a rubric
 * file in folder has errors, naming the first. */
fallible rubric_publish_check(struct findings *findings, const struct rubric *rubric,
                              const char *folder, struct arena *arena);

#endif
