/* A town: a registry on disk that as many people go through as are asked for, all the way from
 * enrolment to a certificate, by the same calls as the program's commands. Fifty people a sitting;
 * each passes both units of the scheme TST, one of them marked by two examiners. Memory is given
 * back after each sitting. */
#ifndef USTA_TESTS_SCALE_TOWN_H
#define USTA_TESTS_SCALE_TOWN_H

#include "assess/fixture.h"
#include "assess/sheet_receive.h"
#include "certify/issue_run.h"

enum { TOWN_SITTING = 50 }; /* no more than ISSUE_GROUP */

struct town {
    const char *folder; /* of the registry */
    struct fixture *f;
    struct scheme_version_id scheme;
    struct shelf shelf;
    struct keyring *keyring;
    struct layout *layout;
    struct press press;
    int64_t people; /* who have come so far */
    struct arena *arena;
};

/* An empty town in a new folder inside place. Given back with the arena. */
struct town *town_open(const char *place, struct arena *arena);

/* One sitting on its way: what the steps below hand on. */
struct town_sitting {
    struct town *town;
    struct arena *arena;
    const char *ref;
    const char *refs[TOWN_SITTING];
    struct attempts attempts;
    struct bytes batches[2]; /* what the tablets of the first and second examiner wrote */
    struct decision decisions[TOWN_SITTING];
};

/* The steps, in this order; each ends with a commit. town_mark writes what the tablets hold and is
 * nobody's work but theirs; town_receive is the registry's. */
void town_enrol(struct town_sitting *sitting);
void town_enter(struct town_sitting *sitting); /* planned, entered, assigned, opened */
void town_mark(struct town_sitting *sitting);
void town_receive(struct town_sitting *sitting);
void town_compute(struct town_sitting *sitting);
void town_decide(struct town_sitting *sitting);
void town_issue(struct town_sitting *sitting);

#endif
