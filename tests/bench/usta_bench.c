/* usage: usta-bench OUT.json [PART]
 *
 * Runs every trial, or those whose name contains PART; prints a table and writes OUT.json. Exit 1
 * when a limit is passed; when OUT.json cannot be written, as the program would (base/error.h). */
#include "bench/summary.h"
#include "bench/trials.h"

#include <stdio.h>
#include <string.h>

static const struct trial *const trials[] = {
    &trial_rubrics,
    &trial_scores,
    &trial_marks,
    &trial_commits_1,
    &trial_commits_4,
    &trial_commits_64,
    &trial_waits,
    &trial_renderings,
    &trial_signings,
    &trial_certificates,
    &trial_rsa_certificates,
    &trial_batches,
    &trial_rsa_batches,
    &trial_verifications,
    &trial_pdfkit,
    &trial_pdf_lib,
    &trial_reportlab,
    &trial_pdfbox,
    &trial_rsa_pdfbox,
    &trial_audit,
};
enum { TRIALS = sizeof trials / sizeof *trials };

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: %s OUT.json [PART]\n", argv[0]);
        return ERROR_USAGE;
    }
    struct comparison comparisons[TRIALS];
    size_t count = 0;
    SCOPED_ARENA(arena);
    bool fast_enough = true;
    summary_head();
    for (size_t i = 0; i < TRIALS; i++) {
        if (argc == 3 && !strstr(trials[i]->name, argv[2]))
            continue;
        fprintf(stderr, "== measuring %s\n", trials[i]->name);
        comparisons[count] = bench_compare(trials[i], arena);
        fast_enough &= bench_within_limit(&comparisons[count]);
        summary_row(&comparisons[count++]);
    }
    summary_copies(comparisons, count);
    SCOPED_ERROR error = summary_write(argv[1], comparisons, count);
    if (error)
        fprintf(stderr, "usta-bench: %s\n", error_message(error));
    return error ? (int)error_code(error) : fast_enough ? 0 : ERROR_REFUSED;
}
