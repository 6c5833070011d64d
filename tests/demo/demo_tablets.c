/* usage: demo-tablets REGISTRY SITTING STORIES.yaml marks|again|third PERSON OUT.json
 * [PREVIOUS.json]
 *
 * The tablet of one examiner of the demo: reads what the person was assigned in an open sitting and
 * writes the events that this person would have sent. The same registry and stories give the same
 * file; PREVIOUS.json is what the tablet handed over before. */
#include "assess/assignment.h"
#include "assess/calibration.h"
#include "assess/publication.h"
#include "assess/sitting_rubric.h"
#include "base/file.h"
#include "base/findings.h"
#include "base/text.h"
#include "base/yaml.h"
#include "store/registry.h"
#include "tablet/mark_worth.h"
#include "tablet/tablet.h"

#include <stdio.h>
#include <stdlib.h>

enum { POINTS_LIMIT = 16, SECONDS_OF_DAY = 4 * 3600 };

struct demo {
    struct db *db;
    struct arena *arena;
    struct yaml_node *stories;
    struct tablet tablet;
    const char *phase;
};

/* What is told of an attempt, NULL when nothing is. */
static struct yaml_node *story_of(const struct demo *demo, const char *attempt)
{
    for (size_t i = 0; i < demo->stories->count; i++) {
        struct yaml_node *story = demo->stories->members[i].value;
        if (text_equal(yaml_get(story, "attempt")->text, attempt))
            return story;
    }
    return NULL;
}

/* What a part of a story says of a line: points, or a reason; NULL for nothing. */
static const char *told(struct yaml_node *story, const char *part, const char *criterion)
{
    struct yaml_node *lines = story ? yaml_get(story, part) : NULL;
    struct yaml_node *said = lines ? yaml_get(lines, criterion) : NULL;
    return said ? said->text : NULL;
}

static struct mark mark_told(const struct criterion *criterion, const char *by, const char *said,
                             const char *destination, struct arena *arena)
{
    if (said[0] >= '0' && said[0] <= '9')
        return mark_worth(criterion, by, atoi(said), destination, arena);
    return (struct mark){
        .criterion = criterion, .by = by, .kind = MARK_NOT_APPLICABLE, .not_applicable = said};
}

/* 0…99, the same for the same words. */
static unsigned draw(const char *what, const char *criterion, const char *salt)
{
    struct bytes parts[] = {bytes_of_text(what), bytes_of_text(criterion), bytes_of_text(salt)};
    return digest_of_parts(parts, 3).data[0] * 100u / 256u;
}

/* The points a line earned without a story: its best or second best, better for some candidates;
 * the second examiner sees mostly the same, now and then one level beside it where two always mark.
 * So the demo goes the same whichever attempts were drawn. */
static int points_drawn(const struct attempt *attempt, const struct criterion *criterion,
                        const char *destination, enum duty duty)
{
    int points[POINTS_LIMIT];
    size_t count = points_possible(points, POINTS_LIMIT, criterion, destination);
    bool has_next = count > 1 && points[1] >= criterion->pass && criterion->kind != CRITERION_CHECK;
    unsigned talent = 35 + draw(attempt->candidate_ref, "", "talent") / 2;
    size_t best = has_next && draw(attempt->name, criterion->id, "first") >= talent;
    bool beside = duty == DUTY_SECOND && criterion->raters > 1 && has_next &&
                  !criterion->critical && draw(attempt->name, criterion->id, "second") >= 80;
    return points[beside ? 1 - best : best];
}

static struct mark mark_of(const struct demo *demo, const struct attempt *attempt,
                           const struct criterion *criterion, const struct assignment *examiner,
                           const char *destination)
{
    struct yaml_node *story = story_of(demo, attempt->name);
    bool first = examiner->duty == DUTY_FIRST || criterion->raters < 2;
    const char *said = told(story, first ? "first" : "second", criterion->id);
    said = said ? said : told(story, "both", criterion->id);
    if (said)
        return mark_told(criterion, examiner->person_ref, said, destination, demo->arena);
    return mark_worth(criterion, examiner->person_ref,
                      points_drawn(attempt, criterion, destination, examiner->duty), destination,
                      demo->arena);
}

static const char *stopped_at(const struct demo *demo, const struct attempt *attempt)
{
    struct yaml_node *story = story_of(demo, attempt->name);
    struct yaml_node *stop = story ? yaml_get(story, "stop") : NULL;
    return stop ? stop->text : NULL;
}

/* Marks line after line; true when the attempt was stopped at this one. */
static bool mark_line(struct demo *demo, const struct attempt *attempt,
                      const struct criterion *criterion, const struct assignment *examiner,
                      const char *destination)
{
    const char *stop = stopped_at(demo, attempt);
    bool all_lines = examiner->duty == DUTY_FIRST || attempt->sampled;
    bool stops = stop && text_equal(stop, criterion->id);
    if (!all_lines && criterion->raters < 2)
        return stops;
    struct mark mark = mark_of(demo, attempt, criterion, examiner, destination);
    if (stops)
        mark = mark_worth(criterion, examiner->person_ref, 0, destination, demo->arena);
    tablet_mark(&demo->tablet, attempt->name, &mark);
    if (stops)
        tablet_stop(&demo->tablet, examiner->person_ref, attempt->name, criterion->id,
                    "raw poultry touched ready food");
    return stops;
}

static void mark_sheet(struct demo *demo, const struct attempt *attempt,
                       const struct rubric *rubric, const struct assignment *examiner)
{
    const char *destination = attempt_profile(attempt, rubric);
    bool stopped = false;
    tablet_open_sheet(&demo->tablet, examiner->person_ref, attempt->name, rubric);
    for (size_t s = 0; s < rubric->section_count && !stopped; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count && !stopped; c++)
            stopped = mark_line(demo, attempt, &rubric->sections[s].criteria[c], examiner,
                                destination);
    tablet_seal(&demo->tablet, examiner->person_ref, attempt->name);
}

/* The lines of a part of the story: second looks, or the third examiner's marks. */
static void mark_told_lines(struct demo *demo, const struct attempt *attempt,
                            const struct rubric *rubric, const struct assignment *examiner,
                            const char *part, bool again)
{
    struct yaml_node *story = story_of(demo, attempt->name);
    struct yaml_node *lines = story ? yaml_get(story, part) : NULL;
    for (size_t i = 0; lines && i < lines->count; i++) {
        const struct criterion *criterion = rubric_criterion(rubric, lines->members[i].key->text);
        struct mark mark = mark_told(criterion, examiner->person_ref, lines->members[i].value->text,
                                     attempt_profile(attempt, rubric), demo->arena);
        if (again)
            tablet_look_again(&demo->tablet, attempt->name, &mark,
                              "tasted again from the kept portion");
        else
            tablet_mark(&demo->tablet, attempt->name, &mark);
    }
}

static void tell_sheet(struct demo *demo, const struct attempt *attempt,
                       const struct rubric *rubric, const struct assignment *examiner)
{
    if (text_equal(demo->phase, "marks") && examiner->duty <= DUTY_SECOND)
        mark_sheet(demo, attempt, rubric, examiner);
    if (text_equal(demo->phase, "again") && examiner->duty <= DUTY_SECOND)
        mark_told_lines(demo, attempt, rubric, examiner,
                        examiner->duty == DUTY_FIRST ? "first_again" : "second_again", true);
    if (text_equal(demo->phase, "third") && examiner->duty == DUTY_THIRD) {
        tablet_open_sheet(&demo->tablet, examiner->person_ref, attempt->name, rubric);
        mark_told_lines(demo, attempt, rubric, examiner, "third", false);
        tablet_seal(&demo->tablet, examiner->person_ref, attempt->name);
    }
}

/* Ended without anything to mark. */
static bool is_over(const struct attempt *attempt)
{
    return text_equal(attempt->state, "absent") || text_equal(attempt->state, "abandoned") ||
           text_equal(attempt->state, "void");
}

static fallible tell_attempt(struct demo *demo, const struct sitting *sitting,
                             const struct attempt *attempt, const char *person)
{
    struct assignments assignments;
    const struct rubric *rubric;
    if (is_over(attempt))
        return NULL;
    TRY(assignment_list(&assignments, demo->db, attempt->id, demo->arena));
    TRY(sitting_rubric(&rubric, demo->db, sitting, attempt->unit, demo->arena));
    for (size_t i = 0; i < assignments.count; i++)
        if (text_equal(assignments.items[i].person_ref, person))
            tell_sheet(demo, attempt, rubric, &assignments.items[i]);
    return NULL;
}

/* The day begins when the centre's instruments were calibrated last, or at two where it has none.
 */
static fallible begin(struct demo *demo, const struct sitting *sitting)
{
    struct date day;
    struct instruments instruments;
    int64_t latest_s = 0;
    demo->tablet.centre = sitting->centre_ref;
    TRY(date_parse(&day, sitting->day, "day"));
    TRY(instrument_list(&instruments, demo->db, sitting->centre, demo->arena));
    for (size_t i = 0; i < instruments.count; i++) {
        struct calibrations list;
        TRY(calibration_list(&list, demo->db, &instruments.items[i], demo->arena));
        if (list.count && list.items[0].done_s > latest_s)
            latest_s = list.items[0].done_s;
    }
    demo->tablet.now_s += latest_s ? latest_s : date_start_s(day) + 2 * 3600;
    return NULL;
}

static fallible tell_sitting(struct demo *demo, const char *ref, const char *person)
{
    struct sitting sitting;
    struct attempts attempts;
    TRY(sitting_find(&sitting, demo->db, ref, demo->arena));
    TRY(attempt_list(&attempts, demo->db, sitting.id, NULL, NULL, demo->arena));
    TRY(begin(demo, &sitting));
    for (size_t i = 0; i < attempts.count; i++)
        TRY(tell_attempt(demo, &sitting, &attempts.items[i], person));
    return NULL;
}

/* The tablet's log goes on behind what it handed over before. */
static fallible continue_after(struct demo *demo, const char *previous)
{
    struct bytes bytes;
    struct event_batch batch;
    if (!previous)
        return NULL;
    TRY(file_read(&bytes, previous, EVENT_FILE_LIMIT, demo->arena));
    TRY(event_batch_read(&batch, bytes, previous, demo->arena));
    ASSERT(batch.count > 0);
    demo->tablet.log.seq = batch.events[batch.count - 1].seq;
    demo->tablet.log.prev = batch.events[batch.count - 1].hash;
    demo->tablet.now_s += SECONDS_OF_DAY;
    return NULL;
}

static fallible read_stories(struct demo *demo, const char *path)
{
    struct bytes bytes;
    struct yaml_node *root;
    struct findings findings = findings_make(demo->arena);
    TRY(file_read(&bytes, path, YAML_SIZE_LIMIT, demo->arena));
    findings_open(&findings, path);
    yaml_read(&root, &findings, bytes, demo->arena);
    if (!findings_close(&findings) || !yaml_get(root, "stories"))
        return error_make(ERROR_REFUSED, "%s", findings_text(&findings, demo->arena));
    demo->stories = yaml_get(root, "stories");
    return NULL;
}

static fallible tell(char **words, struct arena *arena)
{
    struct clock clock = clock_system();
    struct random random = random_system();
    SCOPED_REGISTRY registry = NULL;
    TRY(registry_open(&registry, words[1], DB_READ, &clock, &random));
    struct demo demo = {.db = registry_db(registry), .arena = arena, .phase = words[4]};
    char *device = arena_format(arena, "tablet-%s", words[5]);
    struct digest seed = digest_of(bytes_of_text(arena_format(arena, "%s %s", device, words[4])));
    demo.tablet = tablet_open(device, 0, seed.data[0] * 256u + seed.data[1], arena);
    TRY(read_stories(&demo, words[3]));
    TRY(continue_after(&demo, words[7]));
    TRY(tell_sitting(&demo, words[2], words[5]));
    char *text = value_canonical(tablet_batch(&demo.tablet), arena);
    return file_write(words[6], bytes_of_text(text), 0644);
}

int main(int count, char **words)
{
    if (count != 7 && count != 8) {
        fputs("usage: demo-tablets REGISTRY SITTING STORIES.yaml marks|again|third PERSON OUT.json "
              "[PREVIOUS.json]\n",
              stderr);
        return ERROR_USAGE;
    }
    SCOPED_ARENA(arena);
    SCOPED_ERROR error = tell(words, arena);
    if (error)
        fprintf(stderr, "demo-tablets: %s\n", error_message(error));
    return error ? (int)error_code(error) : 0;
}
