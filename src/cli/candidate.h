/* usta candidate …
 * A candidate in answers: {"candidate": ref, "name_latin", "name_cyrillic", "born", "sex",
 * "document_kind", "document_number", "region", "languages", "destination" or null, "departure",
 * "consent_day", "extra_time_percent", "revision"}. */
#ifndef USTA_CLI_CANDIDATE_H
#define USTA_CLI_CANDIDATE_H

#include "cli/call.h"

/* enrol REF: the candidate. The options are the facts of assess/facts.h. */
fallible cli_candidate_enrol(struct call *call);

/* import FILE.csv: {"file", "dry_run": bool, "good", "enrolled"}: all or none (of a trial none),
 * and how many can be; mistakes are in "findings" of the error. */
fallible cli_candidate_import(struct call *call);

/* template FILE.csv: {"file", "columns":[{"column", "title", "needed": bool}]}. */
fallible cli_candidate_template(struct call *call);

/* correct REF: the candidate as corrected. */
fallible cli_candidate_correct(struct call *call);

/* pickup REF: {"candidate", "pickup_code", "replaced"}: the only time the code is shown */
fallible cli_candidate_pickup(struct call *call);

/* list: {"candidates":[candidate…]} */
fallible cli_candidate_list(struct call *call);

/* show REF: the candidate, and "relationships":[{"person", "kind", "from", "until"}],
 * "attempts":[{"attempt", "state"}] */
fallible cli_candidate_show(struct call *call);

/* photo CANDIDATE FILE.jpg | CANDIDATE --remove: {"candidate", "photo": digest or null, "width",
 * "height", "bytes"}. */
fallible cli_candidate_photo(struct call *call);

#endif
