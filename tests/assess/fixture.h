/* A small registry of its own for a test, in a scratch folder: schema, institution, staff, a fixed
 * clock and seeded randomness. A transaction is open from the start, as acts want it.
 *
 *     SCOPED_FIXTURE(f);
 *     OK(candidate_enrol(&id, fixture_desk(f, "registrar"), …));
 *
 * Staff, by ref: admin (administrator), registrar, examiner-a, examiner-b, examiner-c, lead,
 * verifier, certifier-a, certifier-b, auditor, newcomer (no role). Centres: bishkek, osh (UTC+6).
 */
#ifndef USTA_TESTS_ASSESS_FIXTURE_H
#define USTA_TESTS_ASSESS_FIXTURE_H

#include "assess/assignment.h"
#include "assess/candidate.h"
#include "assess/grant.h"
#include "assess/institution.h"
#include "assess/person.h"
#include "assess/publication.h"
#include "assess/sitting.h"

#define FIXTURE_NOW "2026-11-20T03:00:00Z" /* 9 in the morning at both centres */
#define FIXTURE_DAY "2026-11-20"

struct fixture {
    struct arena *arena;
    char *path; /* of the database */
    struct db *db;
    struct clock clock; /* fixed; set fixed_s to move it */
    struct random random;
    struct desk desk;
    struct transaction transaction;
};

/* Where a test does not ask what was refused or left out. */
#define NO_MATTER(f) (&(struct refusals){.arena = (f)->arena})

struct fixture *fixture_open(void);
struct fixture *fixture_open_in(const char *folder); /* which outlives it */
void fixture_close(struct fixture **fixture);
#define SCOPED_FIXTURE(name)                                                                       \
    __attribute__((cleanup(fixture_close))) struct fixture *name = fixture_open()

/* The desk with this person at it; valid until the next call. "" is the program itself. */
struct desk *fixture_desk(struct fixture *fixture, const char *ref);

struct person_id fixture_person(struct fixture *fixture, const char *ref);

/* Ends the open transaction, kept or thrown away, and begins another. */
void fixture_commit(struct fixture *fixture);
void fixture_rollback(struct fixture *fixture);

/* Sets the clock to noon of a day, local time. */
void fixture_set_day(struct fixture *fixture, const char *day);

/* How many entries the journal has: what a refusal leaves alone. */
int64_t fixture_acts(struct fixture *fixture);

/* Facts that pass every check; number makes name, birth date and document unlike those of other
 * numbers (0 to 99). */
struct candidate_facts fixture_facts(struct fixture *fixture, int number);

/* Enrols a candidate with fixture_facts. */
struct candidate fixture_candidate(struct fixture *fixture, const char *ref, int number);

/* A file of tests/assess/files. */
struct bytes fixture_file(struct fixture *fixture, const char *name);

/* Publishes a rubric of tests/assess/files, in which percent of the attempts are drawn to be marked
 * by two. */
void fixture_publish_drawing(struct fixture *fixture, const char *name, int percent);

/* The sitting "s1" of TST, planned, with candidates C0 to C6 of whose attempts these percents are
 * drawn; all have a first examiner, those of TST-PAIR a second. And the opening that draws. */
enum { FIXTURE_DRAWN_FROM = 7 };
struct sitting fixture_plan_drawing(struct fixture *fixture, int solo_percent, int pair_percent);
void fixture_open_drawing(struct fixture *fixture, const struct sitting *sitting);

/* Publishes the scheme TST (files/tst.scheme.yaml) with its units TST-SOLO, which one examiner
 * marks, and TST-PAIR, of which two mark B1, B2 and B3. */
struct scheme_version_id fixture_publish(struct fixture *fixture);

/* Plans a sitting of TST on FIXTURE_DAY at bishkek; publishes when needed. */
struct sitting fixture_sitting(struct fixture *fixture, const char *ref);

/* Enters a candidate for every unit that is needed; gives this unit's attempt. */
struct attempt fixture_enter(struct fixture *fixture, const char *sitting, const char *candidate,
                             const char *unit);

struct attempt fixture_attempt(struct fixture *fixture, const char *name);

/* Assigns a person in every attempt of the sitting, or of one unit of it (NULL: all). */
void fixture_assign(struct fixture *fixture, const char *sitting, const char *unit,
                    const char *person, enum duty duty);

/* An instrument "KIND-CENTRE", calibrated now. */
void fixture_instrument(struct fixture *fixture, const char *kind, const char *unit,
                        const char *centre);

/* The sitting "bishkek-1", open: BSK-001 (bound for TR) and BSK-002 (not known) are entered for
 * both units, examiner-a is first, examiner-b second of TST-PAIR, lead is lead. Attempts are
 * "assigned". */
struct sitting fixture_open_sitting(struct fixture *fixture);

/* Every attempt counts as drawn, past the draw: for tests of what sampled attempts ask for. */
void fixture_sample(struct fixture *fixture);

/* A sitting of BSK-001 alone on that day, which becomes today, open: in one unit or (NULL) in all
 * that are needed; first is the first examiner, examiner-b the second of TST-PAIR. */
struct sitting fixture_open_another(struct fixture *fixture, const char *ref, const char *day,
                                    const char *unit, const char *first);

/* What no act may do: for tests of the audit. Takes the append-only triggers away, for good. */
void fixture_unprotect(struct fixture *fixture);
void fixture_run(struct fixture *fixture, const char *sql);

/* Every row against the journal, every state against its moves. */
void fixture_audit(struct fixture *fixture);

#endif
