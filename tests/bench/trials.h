/* The trials of ./run bench; docs/bench.md says what each ratio means. */
#ifndef USTA_TESTS_BENCH_TRIALS_H
#define USTA_TESTS_BENCH_TRIALS_H

#include "bench/bench.h"

extern const struct trial trial_rubrics;          /* files read, checked and digested */
extern const struct trial trial_scores;           /* marks files read and scored */
extern const struct trial trial_marks;            /* received and on disk, one at a time */
extern const struct trial trial_commits_1;        /* acts in shared commits, by one writer */
extern const struct trial trial_commits_4;        /* by four at a time */
extern const struct trial trial_commits_64;       /* by sixty-four */
extern const struct trial trial_waits;            /* ... against sixty-four with an fsync each */
extern const struct trial trial_renderings;       /* record to PDF, without signature */
extern const struct trial trial_signings;         /* PDF to signed PDF */
extern const struct trial trial_certificates;     /* record to signed and checked PDF, with QR */
extern const struct trial trial_rsa_certificates; /* the same, signed with RSA-3072 */
extern const struct trial trial_batches;          /* 64 at a time, by all cores */
extern const struct trial trial_rsa_batches;
extern const struct trial trial_verifications; /* as usta-verify does */
/* Printed by us, and drawn and signed again by what somebody would otherwise use (copyist.h). */
extern const struct trial trial_pdfkit;
extern const struct trial trial_pdf_lib;
extern const struct trial trial_reportlab; /* which does not sign */
extern const struct trial trial_pdfbox;
extern const struct trial trial_rsa_pdfbox;

extern const struct trial trial_audit; /* entries of a journal of 100,000 */

#endif
