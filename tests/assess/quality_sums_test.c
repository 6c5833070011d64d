#include "assess/quality_sums.h"

#include "assess/score.h"
#include "assess/story.h"

#include "test.h"

/* The sums of one attempt that has a result. */
static struct quality_sums sums_of(struct story *story, const char *name, bool recent)
{
    struct fixture *f = story->f;
    struct quality_sums sums = {.arena = f->arena};
    struct standing standing;
    struct score *score;
    struct attempt attempt = fixture_attempt(f, name);
    OK(standing_load(&standing, f->db, &attempt, f->arena));
    OK(score_compute(&score, standing.rubric, &standing.agreement.marks, f->arena));
    quality_add(&sums, &standing, score, recent);
    quality_sort(&sums);
    return sums;
}

static int64_t count_at(const struct quality_table *table, size_t row, size_t column)
{
    return table->counts[row * table->levels + column];
}

/* B1 is for two, B2 and B3 for three; what a third is called in for counts in no pair. */
static void three_examiners_are_three_pairs(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin_trio(f);
    story_sheet(story, "examiner-a", TRIO, "B1 100 B2 100 B3 75");
    story_sheet(story, "examiner-b", TRIO, "B1 75 B2 75 B3 100");
    story_sheet(story, "examiner-c", TRIO, "B2 75 B3 75");
    struct quality_sums sums = sums_of(story, TRIO, true);
    assert_int_equal(sums.unit_count, 1);
    assert_int_equal(sums.units[0].pair_count, 3);
    const struct quality_pair *ab = &sums.units[0].pairs[0], *ac = ab + 1, *bc = ab + 2;
    assert_string_equal(ab->refs[1], "examiner-b");
    assert_string_equal(bc->refs[0], "examiner-b");
    assert_int_equal(ab->tables[0].marks, 3);
    assert_int_equal(ac->tables[0].marks, 2);
    assert_int_equal(count_at(&ab->tables[0], 3, 2), 2);
    assert_int_equal(count_at(&ab->tables[0], 2, 3), 1);
    assert_int_equal(count_at(&bc->tables[0], 3, 2), 1);
    assert_int_equal(ab->totals.targets, 1);
    assert_int_equal(ac->totals.targets, 0); /* other lines: not the same total */
    assert_int_equal(sums.units[0].totals.targets, 1);
    assert_int_equal(sums.examiner_count, 3);
    const struct severity *a = &sums.examiners[0].all, *c = &sums.examiners[2].all;
    assert_int_equal(a->lines, 5); /* three with b, two with c */
    assert_int_equal(a->differences, 25 + 25 - 25 + 25 + 0);
    assert_int_equal(c->differences, -25 + 0 + 0 - 25);
    assert_int_equal(sums.examiners[0].recent.attempts, 2);
    assert_int_equal(sums.examiners[0].before.attempts, 0);
    /* Means of three: in sixths of a point, times the weight of 20. */
    assert_int_equal(sums.units[0].items.items[3].sum, (100 + 75 + 75) * 2 * 20);
    assert_int_equal(sums.units[0].items.total, (200 * 6 + 175 * 3 + 250 * 2 + 250 * 2) * 20);
}

static void marks_count_as_they_were_sealed(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    story_sheet(story, "examiner-a", PAIR, "B1 100");
    story_sheet(story, "examiner-b", PAIR, "B1 50");
    story_look_again(story, "examiner-a", PAIR, "B1", 75);
    story_send(story, "examiner-a");
    story_look_again(story, "examiner-b", PAIR, "B1", 75);
    story_send(story, "examiner-b");
    assert_true(story_result(story, PAIR).computed);
    struct quality_sums sums = sums_of(story, PAIR, false);
    const struct quality_table *table = &sums.units[0].pairs[0].tables[0];
    assert_int_equal(count_at(table, 3, 1), 1);
    assert_int_equal(count_at(table, 2, 2), 0);
    assert_int_equal(sums.examiners[0].before.differences, 50);
    assert_int_equal(sums.examiners[0].recent.attempts, 0);
    assert_int_equal(sums.units[0].items.items[2].sum, 75 * 6 * 20); /* what counts in the end */
}

/* Checks have two levels; lines for one stay out of the total of the lines for two. */
static void of_a_sampled_attempt_checks_are_compared_too(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    fixture_unprotect(f);
    fixture_run(f, "UPDATE attempt SET sampled = 1");
    story_sheet(story, "examiner-a", PAIR, "A1 100 A2 0");
    story_sheet(story, "examiner-b", PAIR, "A1 100 A2 0 B1 75");
    struct quality_sums sums = sums_of(story, PAIR, true);
    const struct quality_pair *pair = &sums.units[0].pairs[0];
    assert_int_equal(pair->table_count, 2);
    assert_int_equal(pair->tables[0].levels, 2);
    assert_int_equal(count_at(&pair->tables[0], 1, 1), 1);
    assert_int_equal(count_at(&pair->tables[0], 0, 0), 1);
    assert_int_equal(pair->tables[1].marks, 3);
    assert_int_equal(pair->totals.column[0], 300 * 20);
    assert_int_equal(pair->totals.column[1], 275 * 20);
    assert_int_equal(sums.examiners[0].all.lines, 5);
}

static void where_a_line_is_missing_the_rest_is_not_compared_with_others(void **state)
{
    (void)state;
    SCOPED_FIXTURE(f);
    struct story *story = story_begin(f);
    struct tablet *tablet = story_tablet(story, "examiner-a");
    story_open_sheet(story, "examiner-a", SOLO);
    story_marks(story, "examiner-a", SOLO, "A1 0 A2 100");
    tablet_stop(tablet, "examiner-a", SOLO, "A1", "raw poultry on the salad board");
    tablet_seal(tablet, "examiner-a", SOLO);
    story_send(story, "examiner-a");
    struct quality_sums sums = sums_of(story, SOLO, true);
    assert_int_equal(sums.attempts, 1);
    assert_int_equal(sums.units[0].attempts, 1);
    assert_int_equal(sums.units[0].items.candidates, 0);
    assert_int_equal(sums.units[0].pair_count, 0);
    assert_int_equal(sums.examiner_count, 0);
    assert_int_equal(sums.units[0].near, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_examiners_are_three_pairs),
        cmocka_unit_test(marks_count_as_they_were_sealed),
        cmocka_unit_test(of_a_sampled_attempt_checks_are_compared_too),
        cmocka_unit_test(where_a_line_is_missing_the_rest_is_not_compared_with_others),
    };
    return cmocka_run_group_tests_name("assess/quality_sums", tests, NULL, NULL);
}
