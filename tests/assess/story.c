#include "assess/story.h"

#include "assess/settlement.h"
#include "assess/sitting_rubric.h"
#include "assess/standing.h"
#include "base/text.h"
#include "tablet/mark_worth.h"

#include "test.h"

#include <stdlib.h>

struct story *story_begin(struct fixture *f)
{
    struct story *story = ARENA_NEW(f->arena, struct story);
    story->f = f;
    story->shelf = shelf_make(f->arena);
    fixture_open_sitting(f);
    return story;
}

static struct scheme_version_id publish(struct fixture *f, const char *rubric_file,
                                        const char *scheme_file)
{
    struct scheme_version_id scheme;
    struct findings findings = findings_make(f->arena);
    fixture_publish_drawing(f, rubric_file, 0);
    OK(publication_add_scheme(&scheme, fixture_desk(f, "lead"), fixture_file(f, scheme_file),
                              scheme_file, &findings, f->arena));
    return scheme;
}

/* A sitting of a scheme with one unit, with BSK-001 and everybody in it, still planned. */
static struct story *plan(struct fixture *f, const char *ref, struct scheme_version_id scheme,
                          const char *unit)
{
    struct sitting_id sitting;
    struct story *story = ARENA_NEW(f->arena, struct story);
    story->f = f;
    story->shelf = shelf_make(f->arena);
    OK(sitting_plan(&sitting, fixture_desk(f, "registrar"), ref, "bishkek", FIXTURE_DAY, scheme));
    fixture_candidate(f, "BSK-001", 12);
    fixture_enter(f, ref, "BSK-001", unit);
    fixture_assign(f, ref, NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, ref, NULL, "examiner-b", DUTY_SECOND);
    fixture_assign(f, ref, NULL, "lead", DUTY_LEAD);
    return story;
}

static void open_sitting(struct fixture *f, const char *ref)
{
    struct sitting sitting;
    struct refusals refusals = refusals_make(f->arena);
    OK(sitting_find(&sitting, f->db, ref, f->arena));
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals));
}

struct story *story_begin_poultry(struct fixture *f)
{
    static const char rubric[] = "../../vectors/rubrics/ust-ck-hk-02.yaml";
    struct story *story = plan(f, "hk-1", publish(f, rubric, "hkt.scheme.yaml"), "UST-CK-HK-02");
    fixture_instrument(f, "probe", "Cel", "bishkek");
    open_sitting(f, "hk-1");
    return story;
}

struct story *story_begin_trio(struct fixture *f)
{
    struct story *story = plan(f, "tri-1", publish(f, "tst-trio.yaml", "tri.scheme.yaml"),
                               "TST-TRIO");
    fixture_assign(f, "tri-1", NULL, "examiner-c", DUTY_THIRD);
    open_sitting(f, "tri-1");
    return story;
}

struct tablet *story_tablet(struct story *story, const char *who)
{
    for (size_t i = 0; i < story->tablet_count; i++)
        if (text_equal(story->tablets[i].who, who))
            return &story->tablets[i].tablet;
    ASSERT(story->tablet_count < COUNT(story->tablets));
    struct arena *arena = story->f->arena;
    size_t at = story->tablet_count++;
    story->tablets[at].who = who;
    story->tablets[at].tablet = tablet_open(arena_format(arena, "tablet-%s", who),
                                            story->f->clock.fixed_s, 7 + at, arena);
    return &story->tablets[at].tablet;
}

const struct rubric *story_rubric(struct story *story, const char *attempt_name)
{
    struct sitting sitting;
    const struct rubric *rubric;
    struct fixture *f = story->f;
    struct attempt attempt = fixture_attempt(f, attempt_name);
    OK(sitting_of(&sitting, f->db, attempt.sitting, f->arena));
    OK(sitting_rubric(&rubric, f->db, &sitting, attempt.unit, f->arena));
    return rubric;
}

struct mark story_worth(struct story *story, const char *who, const char *attempt_name,
                        const char *id, int points)
{
    struct attempt attempt = fixture_attempt(story->f, attempt_name);
    const struct rubric *rubric = story_rubric(story, attempt_name);
    const struct criterion *criterion = rubric_criterion(rubric, id);
    ASSERT(criterion);
    return mark_worth(criterion, who, points, attempt_profile(&attempt, rubric), story->f->arena);
}

void story_open_sheet(struct story *story, const char *who, const char *attempt)
{
    tablet_open_sheet(story_tablet(story, who), who, attempt, story_rubric(story, attempt));
}

void story_marks(struct story *story, const char *who, const char *attempt, const char *marks)
{
    char *rest = NULL, *words = arena_text(story->f->arena, marks);
    for (char *id = strtok_r(words, " ", &rest); id; id = strtok_r(NULL, " ", &rest)) {
        char *points = strtok_r(NULL, " ", &rest);
        ASSERT(points);
        struct mark mark = story_worth(story, who, attempt, id, atoi(points));
        tablet_mark(story_tablet(story, who), attempt, &mark);
    }
}

struct event_batch story_batch(struct story *story, const char *device, const struct value *events,
                               size_t from, size_t to)
{
    struct arena *arena = story->f->arena;
    struct value *batch = value_object(arena), *list = value_array(arena);
    struct event_batch read;
    for (size_t i = from; i < to; i++)
        value_append(list, value_at(events, i));
    value_set_integer(batch, "usta_events", 1);
    value_set_text(batch, "device", device);
    value_set(batch, "events", list);
    OK(event_batch_read(&read, bytes_of_text(value_canonical(batch, arena)), "batch", arena));
    return read;
}

struct error *story_try(struct receipts *out, struct story *story, const char *who,
                        const char *bearer)
{
    struct arena *arena = story->f->arena;
    struct event_batch batch;
    const char *text = value_canonical(tablet_batch(story_tablet(story, who)), arena);
    OK(event_batch_read(&batch, bytes_of_text(text), "batch", arena));
    return sheet_receive(out, fixture_desk(story->f, bearer), &batch, &story->shelf, arena);
}

static void send(struct story *story, const char *who, const char *last_refused)
{
    struct receipts receipts;
    OK(story_try(&receipts, story, who, who));
    assert_true(receipts.count > 0);
    for (size_t i = 0; i < receipts.count; i++) {
        const char *refused = receipts.items[i].refused;
        const char *part = i + 1 == receipts.count ? last_refused : NULL;
        if (refused && (!part || !strstr(refused, part)))
            fail_msg("event %zu of '%s' is refused: %s", i + 1, who, refused);
        if (!refused && part)
            fail_msg("event %zu of '%s' is taken in, but should be refused: %s", i + 1, who, part);
    }
}

void story_send(struct story *story, const char *who)
{
    send(story, who, NULL);
}

void story_send_refused(struct story *story, const char *who, const char *part)
{
    send(story, who, part);
}

/* The points that marks gives a line, -1 for none. */
static int points_in(const char *marks, const char *id)
{
    size_t length = strlen(id);
    for (const char *at = marks; (at = strstr(at, id)); at += length)
        if ((at == marks || at[-1] == ' ') && at[length] == ' ')
            return atoi(at + length);
    return -1;
}

static void mark_lines(struct story *story, const char *who, const struct attempt *attempt,
                       enum duty duty, const char *marks)
{
    const struct rubric *rubric = story_rubric(story, attempt->name);
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++) {
            const struct criterion *criterion = &rubric->sections[s].criteria[c];
            int points = points_in(marks, criterion->id);
            if (points < 0 && !standing_own_line(attempt, duty, criterion))
                continue;
            struct mark mark = story_worth(story, who, attempt->name, criterion->id,
                                           points < 0 ? 100 : points);
            tablet_mark(story_tablet(story, who), attempt->name, &mark);
        }
}

void story_sheet(struct story *story, const char *who, const char *attempt_name, const char *marks)
{
    struct fixture *f = story->f;
    struct assignment assignment;
    struct attempt attempt = fixture_attempt(f, attempt_name);
    OK(assignment_of(&assignment, f->db, attempt.id, fixture_person(f, who), f->arena));
    story_open_sheet(story, who, attempt_name);
    mark_lines(story, who, &attempt, assignment.duty, marks ? marks : "");
    tablet_seal(story_tablet(story, who), who, attempt_name);
    story_send(story, who);
}

void story_look_again(struct story *story, const char *who, const char *attempt,
                      const char *criterion, int points)
{
    struct mark mark = story_worth(story, who, attempt, criterion, points);
    tablet_look_again(story_tablet(story, who), attempt, &mark, "looked at the photo again");
}

const char *story_state(struct story *story, const char *attempt)
{
    return fixture_attempt(story->f, attempt).state;
}

struct result_report story_result(struct story *story, const char *attempt_name)
{
    struct fixture *f = story->f;
    struct result_report report;
    struct attempt attempt = fixture_attempt(f, attempt_name);
    OK(result_compute(&report, fixture_desk(f, "lead"), &attempt, f->arena));
    return report;
}

struct error *story_settle(struct story *story, const char *who, const char *attempt_name,
                           const char *criterion, int points)
{
    struct fixture *f = story->f;
    struct attempt attempt = fixture_attempt(f, attempt_name);
    struct mark mark = story_worth(story, who, attempt_name, criterion, points);
    return settlement_make(fixture_desk(f, who), &attempt, criterion, mark_value(&mark, f->arena),
                           "the photo shows it");
}

void story_pass(struct story *story, const char *candidate)
{
    struct arena *arena = story->f->arena;
    const char *solo = arena_format(arena, "bishkek-1/%s/TST-SOLO", candidate);
    const char *pair = arena_format(arena, "bishkek-1/%s/TST-PAIR", candidate);
    story_sheet(story, "examiner-a", solo, NULL);
    story_sheet(story, "examiner-a", pair, NULL);
    story_sheet(story, "examiner-b", pair, NULL);
    assert_true(story_result(story, solo).computed);
    assert_true(story_result(story, pair).computed);
}
