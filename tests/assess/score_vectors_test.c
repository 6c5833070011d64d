/* Every NAME.marks.json of tests/vectors/marks with its NAME.expected.json or NAME.refusal.txt. */
#include "assess/rubric_load.h"
#include "assess/score.h"
#include "base/file.h"
#include "base/text.h"
#include "test.h"

#define VECTORS PROJECT_FOLDER "/tests/vectors/"
enum { LIMIT = 1024 * 1024 };

static fallible score_file(struct value **out, const struct rubric *rubric, const char *path,
                           struct arena *arena)
{
    struct bytes file;
    struct marks *marks;
    struct score *score;
    TRY(file_read(&file, path, LIMIT, arena));
    TRY(marks_read(&marks, rubric, file, path, arena));
    TRY(score_compute(&score, rubric, marks, arena));
    *out = score_value(score, arena);
    return NULL;
}

static void expect_refusal(const struct rubric *rubric, const char *path, const char *says_path,
                           struct arena *arena)
{
    struct bytes says;
    OK(file_read(&says, says_path, LIMIT, arena));
    char *text = arena_text_n(arena, says.data, says.size), *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        struct value *value;
        FAILS(score_file(&value, rubric, path, arena), ERROR_REFUSED, line);
    }
}

static void expect_result(const struct rubric *rubric, const char *path, const char *expected_path,
                          struct arena *arena)
{
    struct bytes file;
    struct value *expected, *value;
    OK(file_read(&file, expected_path, LIMIT, arena));
    OK(value_parse(&expected, file, expected_path, arena));
    OK(score_file(&value, rubric, path, arena));
    if (!value_equal(value, expected))
        fail_msg("%s: %s", path, value_canonical(value, arena));
}

static void every_vector_gives_what_it_should(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    const char *const *names;
    size_t count, expected = 0, refused = 0;
    struct rubric *rubric;
    struct findings findings = findings_make(arena);
    OK(rubric_load_path(&rubric, &findings, VECTORS "rubrics/ust-ck-hk-02.yaml", arena));
    assert_non_null(rubric);
    OK(folder_list(&names, &count, VECTORS "marks", ".marks.json", arena));
    for (size_t i = 0; i < count; i++) {
        int stem = (int)(strlen(names[i]) - strlen(".marks.json"));
        char *path = path_join(arena, VECTORS "marks", names[i]);
        char *refusal = arena_format(arena, VECTORS "marks/%.*s.refusal.txt", stem, names[i]);
        char *result = arena_format(arena, VECTORS "marks/%.*s.expected.json", stem, names[i]);
        if (file_exists(refusal)) {
            expect_refusal(rubric, path, refusal, arena);
            refused++;
            continue;
        }
        expect_result(rubric, path, result, arena);
        expected++;
    }
    assert_true(expected >= 22 && refused >= 23);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_vector_gives_what_it_should),
    };
    return cmocka_run_group_tests_name("assess/score_vectors", tests, NULL, NULL);
}
