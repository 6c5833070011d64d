/* usta certificate export, list, show, trust: what was issued, as it was issued. */
#ifndef USTA_CLI_CERTIFICATE_FILE_H
#define USTA_CLI_CERTIFICATE_FILE_H

#include "certify/certificate.h"
#include "cli/listing.h"

/* export FOLDER [CODE…]: writes CODE.pdf for these, or for all that are issued: {"files":["…"]} */
fallible cli_certificate_export(struct call *call);

/* list: {"certificates":[…]} (cli/certificate.h) */
fallible cli_certificate_list(struct call *call);

/* show CODE: the certificate, "record": every printed fact (certify/record.h), and
 * "handed_over":[{"at", "by", "identity_seen"}], and "files":[{"revision", "size", "digest",
 * "at"}], each the whole file up to that revision. */
fallible cli_certificate_show(struct call *call);

/* hand-over CODE --identity-seen KIND: the certificate, and "handed_over" */
fallible cli_certificate_hand_over(struct call *call);

/* trust FILE: writes what those who check shall trust: {"file"} */
fallible cli_certificate_trust(struct call *call);

/* The members of a certificate in answers. */
fallible certificate_value(struct value **out, struct call *call,
                           const struct certificate *certificate);

/* How certificates are listed: the columns of "certificates". */
extern const struct shown certificate_columns[];

/* Writes the signed file into folder, as CODE.pdf; gives its path. */
fallible certificate_write(const char **path, struct call *call,
                           const struct certificate *certificate, const char *folder);

#endif
