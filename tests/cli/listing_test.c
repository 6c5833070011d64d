#include "cli/listing.h"

#include "base/text.h"
#include "test.h"

static const struct shown columns[] = {
    {"ref", "REF"}, {"name", "NAME"}, {"units", "UNITS"}, {"lost", "LOST"}, {NULL, NULL}};

static struct call make_call(struct arena *arena)
{
    return (struct call){
        .arena = arena, .said = buffer_make(arena, 65536), .answer = value_object(arena)};
}

static struct value *parse(const char *json, struct arena *arena)
{
    struct value *value;
    OK(value_parse(&value, bytes_of_text(json), "test", arena));
    return value;
}

static void columns_stand_below_each_other_by_code_points(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    struct value *rows = parse("[{\"ref\":\"a\",\"name\":\"Өмүрбекова\",\"units\":6,\"lost\":null},"
                               "{\"ref\":\"bishkek\",\"name\":null,\"units\":12}]",
                               arena);
    listing_say(&call, "people", rows, columns, "nobody yet", "usta person add");
    assert_string_equal(buffer_text(&call.said), "REF      NAME        UNITS\n"
                                                 "a        Өмүрбекова      6\n"
                                                 "bishkek  –              12\n");
    assert_true(value_equal(value_get(call.answer, "people"), rows));
}

static void nothing_is_said_with_what_to_do_next(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    listing_say(&call, "people", value_array(arena), columns, "nobody yet", "usta person add");
    assert_string_equal(buffer_text(&call.said), "nobody yet\n  next: usta person add\n");
    assert_int_equal(value_size(value_get(call.answer, "people")), 0);
}

static void a_card_leaves_out_what_is_not_there(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct call call = make_call(arena);
    struct value *object = parse(
        "{\"ref\":\"a\",\"name\":\"Ж\",\"units\":[\"x\",true,3],\"lost\":[]}", arena);
    static const struct shown lines[] = {
        {"ref", "ref"}, {"name", "полное имя"}, {"units", "units"}, {"lost", "lost"}, {NULL, NULL}};
    listing_say_card(&call, object, lines);
    assert_string_equal(buffer_text(&call.said), "ref:        a\n"
                                                 "полное имя: Ж\n"
                                                 "units:      x, yes, 3\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_below_each_other_by_code_points),
        cmocka_unit_test(nothing_is_said_with_what_to_do_next),
        cmocka_unit_test(a_card_leaves_out_what_is_not_there),
    };
    return cmocka_run_group_tests_name("cli/listing", tests, NULL, NULL);
}
