/* The two digests of a rubric (SHA-256 over canonical JSON, RFC 8785), so that a result can say
 * what exactly it was marked by, and a certificate in whose words.
 *
 * Decimals are texts in their shortest form ("70.00" is "70"), so are whole texts as YAML read
 * them; what the file leaves out stands with its default or as null. Comments, the order of keys,
 * quoting, x- keys and the name of a scale change nothing.
 *
 * Structure (what may change scores), every member always there:
 *
 *   {"id", "destinations": [sorted], "time": {"setup_min", "task_min", "hard_stop_min"},
 *    "pass": {"total"}, "not_applicable_limit", "second_marking": {"near_pass", "sample_percent"},
 *    "sections": [{"id", "minimum": "60" | null, "criteria": [
 *      {"id", "kind": "check" | "levels" | "measure", "weight", "pass", "critical": bool,
 *       "stops_attempt": bool, "raters", "not_applicable": [sorted], "extra_time": bool,
 *       "measure": null | {"quantity", "unit", "decimals", "samples", "combine",
 *                          "low": null | "2", "high": null | "4",
 *                          "derive": null | {"deviation" | "deviation_percent": {"target"}}
 *                                         | {"share_percent": {"less"}},
 *                          "instrument": null | "probe", "calibration_max_hours": null | 24,
 *                          "draw": null | "random"},
 *       "bands": null | [{"at_least": "75", "points": 100}, {"otherwise": 0}],
 *       "profiles": null | {"RU": {"bands": […]}},
 *       "levels": null | [{"id", "points"}]}]}]}
 *
 * bands and profiles are null but for kind measure, levels but for kind levels; a measure without
 * profiles has {}. Levels of a scale stand in every criterion that uses it.
 *
 * Text in one language, null where there is none in it:
 *
 *   {"language", "title", "sections": [{"id", "title", "criteria": [
 *      {"id", "title", "guide", "comments": [text], "levels": null | [{"id", "title"}]}]}]} */
#ifndef USTA_ASSESS_RUBRIC_DIGEST_H
#define USTA_ASSESS_RUBRIC_DIGEST_H

#include "assess/rubric.h"
#include "base/value.h"

struct value *rubric_structure(const struct rubric *rubric, struct arena *arena);
struct value *rubric_text(const struct rubric *rubric, const char *language, struct arena *arena);

struct digest rubric_structure_digest(const struct rubric *rubric, struct arena *arena);
struct digest rubric_text_digest(const struct rubric *rubric, const char *language,
                                 struct arena *arena);

#endif
