/* Every forgery of tests/forged is refused, with the verdict its table says, by somebody who trusts
 * the issuer and the authority for timestamps. */
#include "forged.h"

#include "certify/verify.h"

static struct verification checked(const struct workbench *bench, struct bytes file,
                                   struct arena *arena)
{
    struct verification verification;
    struct verify_basis basis = {
        .now_s = TEST_NOW_S + 4 * day_s,
        .trust = bench->trust,
        .time_trust = roots_in(path_join(arena, bench->times, "root.pem"), arena)};
    verify_file(&verification, file, &basis, arena);
    return verification;
}

static void refused(const struct workbench *bench, const struct forgeries *forgeries)
{
    size_t wrong = 0;
    for (size_t i = 0; i < forgeries->count; i++) {
        SCOPED_ARENA(arena);
        const struct forgery *forgery = &forgeries->items[i];
        struct bytes file = forgery->make(bench, forgery, arena);
        struct verification verification = checked(bench, file, arena);
        const struct judgement *judgement = &verification.judgement;
        assert_true(verdict_exit(forgery->expected) == 1);
        if (judgement->verdict == forgery->expected)
            continue;
        print_error("'%s' is %s (%s) instead of %s\n", forgery->name,
                    verdict_name(judgement->verdict), judgement->why,
                    verdict_name(forgery->expected));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define CLASS(name)                                                                                \
    static void name(void **state)                                                                 \
    {                                                                                              \
        refused(*state, &forged_##name);                                                           \
    }
CLASS(saving)
CLASS(wrapping)
CLASS(universal)
CLASS(shadow)
CLASS(certification)
CLASS(files)
CLASS(additions)
CLASS(cms)

static const struct forgeries *const classes[] = {
    &forged_saving,        &forged_wrapping, &forged_universal, &forged_shadow,
    &forged_certification, &forged_files,    &forged_additions, &forged_cms};

/* What they are made from is good, or their refusal would say nothing. */
static void what_they_are_made_from_is_genuine(void **state)
{
    const struct workbench *bench = *state;
    const struct bytes files[] = {bench->b, bench->stamped, bench->t, bench->lt, bench->lta};
    for (size_t i = 0; i < COUNT(files); i++) {
        SCOPED_ARENA(arena);
        struct verification verification = checked(bench, files[i], arena);
        assert_int_equal(verification.judgement.verdict, VERDICT_GENUINE);
    }
}

/* They are attacks: a program that many people use takes these for signed. */
static void others_are_fooled(void **state)
{
    const struct workbench *bench = *state;
    static const char *const fooling[] = {"saving, complete", "shadow, replace a font",
                                          "certification, evil annotation", "cms, n minus s"};
    size_t found = 0;
    for (size_t i = 0; i < COUNT(classes); i++)
        for (size_t j = 0; j < classes[i]->count; j++) {
            const struct forgery *forgery = &classes[i]->items[j];
            bool fools = false;
            for (size_t k = 0; k < COUNT(fooling); k++)
                fools = fools || strcmp(fooling[k], forgery->name) == 0;
            if (!fools)
                continue;
            SCOPED_ARENA(arena);
            char *path = path_join(arena, bench->fixture.folder, "forged.pdf");
            OK(file_write(path, forgery->make(bench, forgery, arena), 0644));
            PEER_SAYS("Signature is Valid", "pdfsig -nocert %s", path);
            found++;
        }
    assert_int_equal(found, COUNT(fooling));
}

/* The table of tests/forged/README.md names each, with its verdict. */
static void the_table_is_complete(void **state)
{
    const struct workbench *bench = *state;
    struct arena *arena = bench->fixture.arena;
    struct bytes readme;
    size_t count = 0, rows = 0;
    OK(file_read(&readme, PROJECT_FOLDER "/tests/forged/README.md", 1000000, arena));
    const char *text = arena_text_n(arena, readme.data, readme.size);
    for (size_t i = 0; i < COUNT(classes); i++)
        for (size_t j = 0; j < classes[i]->count; j++) {
            const struct forgery *forgery = &classes[i]->items[j];
            const char *row = strstr(text, arena_format(arena, "| %s |", forgery->name));
            if (!row ||
                !strstr(row, arena_format(arena, "| `%s` |", verdict_name(forgery->expected))))
                fail_msg("'%s' is not in the table with its verdict", forgery->name);
            count++;
        }
    for (const char *at = text; (at = strstr(at, "` |\n")); at++)
        rows++;
    assert_int_equal(rows, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_they_are_made_from_is_genuine),
        cmocka_unit_test(saving),
        cmocka_unit_test(wrapping),
        cmocka_unit_test(universal),
        cmocka_unit_test(shadow),
        cmocka_unit_test(certification),
        cmocka_unit_test(files),
        cmocka_unit_test(additions),
        cmocka_unit_test(cms),
        cmocka_unit_test(others_are_fooled),
        cmocka_unit_test(the_table_is_complete),
    };
    return cmocka_run_group_tests_name("certify/forged", tests, open_bench, close_bench);
}
