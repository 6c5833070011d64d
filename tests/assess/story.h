/* Stories of examiners and their tablets, told in points, for tests of what becomes of marks. Each
 * person has a tablet of their own, "tablet-REF". Steps that have to succeed fail the test when
 * they do not. */
#ifndef USTA_TESTS_ASSESS_STORY_H
#define USTA_TESTS_ASSESS_STORY_H

#include "assess/result.h"
#include "assess/sheet_receive.h"
#include "tablet/tablet.h"

#include "assess/fixture.h"

#define SOLO "bishkek-1/BSK-001/TST-SOLO"
#define PAIR "bishkek-1/BSK-001/TST-PAIR"

struct story {
    struct fixture *f;
    struct {
        const char *who;
        struct tablet tablet;
    } tablets[8];
    size_t tablet_count;
    struct shelf shelf;
};

/* In a registry with the open sitting of fixture_open_sitting. */
struct story *story_begin(struct fixture *fixture);

/* The sitting "hk-1" of the example rubric of tests/vectors, of which none is drawn, open: BSK-001,
 * examiner-a, examiner-b and lead as in story_begin. Begins a story of its own. */
#define POULTRY "hk-1/BSK-001/UST-CK-HK-02"
struct story *story_begin_poultry(struct fixture *fixture);

/* The same with "tri-1" of TST-TRIO, of which three mark B2 and B3: examiner-c is the third. */
#define TRIO "tri-1/BSK-001/TST-TRIO"
struct story *story_begin_trio(struct fixture *fixture);

struct tablet *story_tablet(struct story *story, const char *who);
const struct rubric *story_rubric(struct story *story, const char *attempt);

/* A mark by somebody for a line of the attempt, worth that many points. */
struct mark story_worth(struct story *story, const char *who, const char *attempt, const char *id,
                        int points);

/* Events on who's tablet, not sent. marks says "A1 0 B1 75": points by line. */
void story_open_sheet(struct story *story, const char *who, const char *attempt);
void story_marks(struct story *story, const char *who, const char *attempt, const char *marks);

/* Hands over what who's tablet holds, by bearer. */
struct error *story_try(struct receipts *out, struct story *story, const char *who,
                        const char *bearer);

/* The same by who, with success, and every event taken in or, for the last, refused for a reason
 * that contains part. */
void story_send(struct story *story, const char *who);
void story_send_refused(struct story *story, const char *who, const char *part);

/* A whole sheet: opened, every line of who marked with its best points or as marks says, sealed and
 * sent. */
void story_sheet(struct story *story, const char *who, const char *attempt, const char *marks);

/* Looks at a line again. */
void story_look_again(struct story *story, const char *who, const char *attempt,
                      const char *criterion, int points);

/* Batches made of events: those from (inclusive) to (exclusive) of a list. */
struct event_batch story_batch(struct story *story, const char *device, const struct value *events,
                               size_t from, size_t to);

const char *story_state(struct story *story, const char *attempt);

/* By the lead. */
struct result_report story_result(struct story *story, const char *attempt);

/* The lead settles a line. */
struct error *story_settle(struct story *story, const char *who, const char *attempt,
                           const char *criterion, int points);

/* Both units of BSK-001 (or of the candidate given) marked with best points, computed and final. */
void story_pass(struct story *story, const char *candidate);

#endif
