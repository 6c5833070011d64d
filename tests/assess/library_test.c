/* The rubrics and schemes that the project ships: what every one of them owes to examiners and
 * candidates, whoever adds the next. */
#include "assess/rubric_load.h"
#include "assess/scheme.h"
#include "assess/score.h"
#include "base/file.h"
#include "base/text.h"
#include "tablet/mark_worth.h"

#include "test.h"

#include <ctype.h>

#define LIBRARY PROJECT_FOLDER "/rubrics/catering"
enum { POINTS_LIMIT = 32 };

static const char *const destinations[] = {"EU", "GULF", "JP", "KR", "KZ", "RU", "TR", "UK"};

/* What is done with each file; of a scheme, rubric is NULL, of a rubric, scheme is. */
typedef void per_file(const char *path, const struct rubric *rubric, const struct scheme *scheme,
                      const struct findings *findings, struct arena *arena);

static void for_each_file(per_file *look)
{
    SCOPED_ARENA(arena);
    const char *const *names;
    size_t count;
    OK(folder_list(&names, &count, LIBRARY, ".yaml", arena));
    assert_true(count >= 23);
    for (size_t i = 0; i < count; i++) {
        const char *path = path_join(arena, LIBRARY, names[i]);
        struct findings findings = findings_make(arena);
        struct rubric *rubric = NULL;
        struct scheme *scheme = NULL;
        if (text_ends(path, ".scheme.yaml"))
            OK(scheme_load_path(&scheme, &findings, path, arena));
        else
            OK(rubric_load_path(&rubric, &findings, path, arena));
        if (findings.errors)
            fail_msg("%s", findings_text(&findings, arena));
        look(path, rubric, scheme, &findings, arena);
    }
}

/* A line of the file "# W07: why it is left". */
static bool explains(const char *text, const char *number, struct arena *arena)
{
    const char *begin = arena_format(arena, "\n# %s: ", number);
    const char *at = strstr(text, begin);
    return at && at[strlen(begin)] && at[strlen(begin)] != '\n';
}

static bool finds(const struct findings *findings, const char *number)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_equal(findings->items[i].rule->number, number))
            return true;
    return false;
}

static void look_at_warnings(const char *path, const struct rubric *rubric,
                             const struct scheme *scheme, const struct findings *findings,
                             struct arena *arena)
{
    (void)rubric, (void)scheme;
    struct bytes file;
    const char *text;
    OK(file_read(&file, path, RUBRIC_FILE_LIMIT, arena));
    OK(text_from_bytes(&text, file, path, arena));
    for (size_t i = 0; i < findings->count; i++)
        if (!explains(text, findings->items[i].rule->number, arena))
            fail_msg("not explained in the file: %s", finding_text(&findings->items[i], arena));
    for (int n = 1; n < 100; n++) {
        const char *number = arena_format(arena, "W%02d", n);
        if (explains(text, number, arena) && !finds(findings, number))
            fail_msg("%s explains %s, which is not left", path, number);
    }
}

static void every_warning_left_is_explained_in_its_file(void **state)
{
    (void)state;
    for_each_file(look_at_warnings);
}

/* Marks. The file of `usta rubric score` is written and read back, as a trainer would. */

static struct score *score_of(const struct rubric *rubric, const struct marks *marks,
                              struct arena *arena)
{
    struct marks *read;
    struct score *score;
    const char *text = value_canonical(marks_value(rubric, marks, arena), arena);
    OK(marks_read(&read, rubric, bytes_of_text(text), "marks.json", arena));
    OK(score_compute(&score, rubric, read, arena));
    return score;
}

/* The fewest points the line can earn that meet its standard; or, when missing it, the most that
 * do not. */
static int points_of(const struct criterion *criterion, const char *profile, bool missed)
{
    int points[POINTS_LIMIT], found = missed ? 0 : 100;
    size_t count = points_possible(points, POINTS_LIMIT, criterion, profile);
    for (size_t i = 0; i < count; i++) {
        if (missed && points[i] < criterion->pass && points[i] > found)
            found = points[i];
        if (!missed && points[i] >= criterion->pass && points[i] < found)
            found = points[i];
    }
    return found;
}

/* Every line just meets its standard, but the one that is missed (NULL: none). */
static struct score *just_meeting(const struct rubric *rubric, const char *profile,
                                  const struct criterion *missed, struct arena *arena)
{
    static const char *const raters[] = {"first", "second", "third"};
    struct mark *items = NULL;
    struct marks marks = {.profile = profile};
    for (size_t i = 0; i < rubric->section_count; i++)
        for (size_t j = 0; j < rubric->sections[i].criterion_count; j++) {
            const struct criterion *criterion = &rubric->sections[i].criteria[j];
            int points = points_of(criterion, profile, criterion == missed);
            for (int by = 0; by < criterion->raters; by++)
                *ARENA_PUSH(arena, items, marks.count) = mark_worth(criterion, raters[by], points,
                                                                    profile, arena);
        }
    marks.items = items;
    return score_of(rubric, &marks, arena);
}

static void look_at_who_just_meets_it(const char *path, const struct rubric *rubric,
                                      const struct scheme *scheme, const struct findings *findings,
                                      struct arena *arena)
{
    (void)scheme, (void)findings;
    if (!rubric)
        return;
    for (size_t i = 0; i <= rubric->destination_count; i++) {
        const char *profile = i ? rubric->destinations[i - 1] : NULL;
        const struct score *score = just_meeting(rubric, profile, NULL, arena);
        if (score->outcome != OUTCOME_COMPETENT)
            fail_msg("%s, %s: %s", path, profile ? profile : "base",
                     value_canonical(score_value(score, arena), arena));
    }
}

static void who_just_meets_each_standard_passes_in_every_profile(void **state)
{
    (void)state;
    for_each_file(look_at_who_just_meets_it);
}

static void look_at_critical_line(const struct rubric *rubric, const struct criterion *criterion,
                                  const char *profile, struct arena *arena)
{
    const struct score *score = just_meeting(rubric, profile, criterion, arena);
    const char *reason = arena_format(arena, "critical:%s", criterion->id);
    assert_int_equal(score->outcome, OUTCOME_NOT_YET_COMPETENT);
    for (size_t i = 0; i < score->reason_count; i++)
        if (text_equal(score->reasons[i], reason))
            return;
    fail_msg("%s does not fail for %s", rubric->id, reason);
}

static void look_at_danger(const char *path, const struct rubric *rubric,
                           const struct scheme *scheme, const struct findings *findings,
                           struct arena *arena)
{
    (void)scheme, (void)findings;
    size_t critical = 0, twice = 0;
    for (size_t i = 0; rubric && i < rubric->section_count; i++)
        for (size_t j = 0; j < rubric->sections[i].criterion_count; j++) {
            const struct criterion *criterion = &rubric->sections[i].criteria[j];
            twice += criterion->raters > 1;
            critical += criterion->critical;
            for (size_t k = 0; criterion->critical && k <= rubric->destination_count; k++)
                look_at_critical_line(rubric, criterion, k ? rubric->destinations[k - 1] : NULL,
                                      arena);
        }
    if (rubric && (!critical || !twice))
        fail_msg("%s has %zu critical lines and %zu that two examiners mark", path, critical,
                 twice);
}

static void a_missed_critical_line_fails_in_every_profile(void **state)
{
    (void)state;
    for_each_file(look_at_danger);
}

enum { TEST_LANGUAGES = 3 }; /* those behind them are of destinations, in schemes only */
static const char *const tags[] = {"en", "ru", "ky", "tr", "ko", "ja", "ar", "de", "kk"};

static void look_at_languages(const struct rubric_language *languages, size_t count,
                              size_t expected, const char *path)
{
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++)
        if (!text_equal(languages[i].tag, tags[i]))
            fail_msg("%s: '%s' in place of '%s'", path, languages[i].tag, tags[i]);
}

static void look_at_destinations(const char *const *items, size_t count, const char *path)
{
    assert_int_equal(count, COUNT(destinations));
    for (size_t i = 0; i < count; i++)
        if (!text_equal(items[i], destinations[i]))
            fail_msg("%s: '%s' in place of '%s'", path, items[i], destinations[i]);
}

static void look_at_whom_it_serves(const char *path, const struct rubric *rubric,
                                   const struct scheme *scheme, const struct findings *findings,
                                   struct arena *arena)
{
    (void)findings, (void)arena;
    look_at_languages(rubric ? rubric->languages : scheme->languages,
                      rubric ? rubric->language_count : scheme->language_count,
                      rubric ? (size_t)TEST_LANGUAGES : COUNT(tags), path);
    look_at_destinations(rubric ? rubric->destinations : scheme->destinations,
                         rubric ? rubric->destination_count : scheme->destination_count, path);
}

static void every_file_serves_all_languages_and_destinations(void **state)
{
    (void)state;
    for_each_file(look_at_whom_it_serves);
}

/* What a unit is called is said by its rubric and by its scheme. */
static void look_at_title(const struct scheme_unit *unit, const char *path, struct arena *arena)
{
    struct rubric *rubric;
    struct findings findings = findings_make(arena);
    char *file = arena_format(arena, "%s.yaml", unit->rubric);
    for (char *c = file; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    OK(rubric_load_path(&rubric, &findings, path_join(arena, LIBRARY, file), arena));
    for (size_t i = 0; i < COUNT(tags); i++) {
        const char *title = texts_in(&unit->title, tags[i], NULL);
        const char *own = texts_in(&rubric->title, tags[i], NULL);
        if (!title || (own && !text_equal(title, own)))
            fail_msg("%s calls '%s' '%s' in '%s', not '%s'", path, unit->rubric, title, tags[i],
                     own);
    }
}

static void look_at_titles(const char *path, const struct rubric *rubric,
                           const struct scheme *scheme, const struct findings *findings,
                           struct arena *arena)
{
    (void)rubric, (void)findings;
    for (size_t i = 0; scheme && i < scheme->unit_count; i++)
        look_at_title(&scheme->units[i], path, arena);
}

static void every_scheme_says_the_titles_of_its_units(void **state)
{
    (void)state;
    for_each_file(look_at_titles);
}

/* A certificate prints both codes of the scheme's occupation. */
static void look_at_occupation(const char *path, const struct rubric *rubric,
                               const struct scheme *scheme, const struct findings *findings,
                               struct arena *arena)
{
    (void)findings, (void)arena;
    if (!(rubric ? rubric->isco08 : scheme->isco08) || !(rubric ? rubric->esco : scheme->esco))
        fail_msg("%s names no occupation of ISCO-08 and ESCO", path);
}

static void every_file_names_its_occupation(void **state)
{
    (void)state;
    for_each_file(look_at_occupation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_warning_left_is_explained_in_its_file),
        cmocka_unit_test(who_just_meets_each_standard_passes_in_every_profile),
        cmocka_unit_test(a_missed_critical_line_fails_in_every_profile),
        cmocka_unit_test(every_file_serves_all_languages_and_destinations),
        cmocka_unit_test(every_scheme_says_the_titles_of_its_units),
        cmocka_unit_test(every_file_names_its_occupation),
    };
    return cmocka_run_group_tests_name("assess/library", tests, NULL, NULL);
}
