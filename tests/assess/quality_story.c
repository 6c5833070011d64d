#include "assess/quality_story.h"

#include "test.h"

static const char *ref_of(struct fixture *f, int number)
{
    return arena_format(f->arena, "BSK-%03d", number);
}

static void enter(struct fixture *f, int number, int count)
{
    struct candidate_id id;
    struct candidate_facts facts = fixture_facts(f, number * 7 % 60);
    facts.sex = number < 5 ? "f" : "m";
    facts.languages = number < count - 3 ? "ky" : "ky ru";
    OK(candidate_enrol(&id, fixture_desk(f, "registrar"), ref_of(f, number), &facts, NULL));
    fixture_enter(f, "bishkek-1", ref_of(f, number), "TST-PAIR");
}

struct story *quality_story(struct fixture *f, const struct marked *marked, int count)
{
    struct refusals refusals = refusals_make(f->arena);
    struct sitting sitting = fixture_sitting(f, "bishkek-1");
    struct story *story = ARENA_NEW(f->arena, struct story);
    story->f = f;
    story->shelf = shelf_make(f->arena);
    for (int i = 0; i < count; i++)
        enter(f, i, count);
    fixture_assign(f, "bishkek-1", NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, "bishkek-1", "TST-PAIR", "examiner-b", DUTY_SECOND);
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals));
    for (int i = 0; i < count; i++) {
        const char *pair = arena_format(f->arena, "bishkek-1/%s/TST-PAIR", ref_of(f, i));
        story_sheet(story, "examiner-a", pair, marked[i].first);
        story_sheet(story, "examiner-b", pair, marked[i].second);
        assert_true(story_result(story, pair).computed);
    }
    return story;
}

struct story *quality_story_apart(struct fixture *f)
{
    struct marked marked[12];
    for (size_t i = 0; i < COUNT(marked); i++)
        marked[i] = (struct marked){"B1 100 B2 75", "B1 75 B2 100"};
    return quality_story(f, marked, COUNT(marked));
}
