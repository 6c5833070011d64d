#include "certify/destination.h"

#include "assess/rubric_read.h"
#include "base/text.h"
#include "certify/certificate_record.h"

#include "peer.h"
#include "shop.h"

static void each_destination_reads_its_language(void **state)
{
    (void)state;
    static const struct {
        const char *destination, *language;
    } cases[] = {{"TR", "tr"}, {"KR", "ko"}, {"JP", "ja"}, {"GULF", "ar"},
                 {"EU", "de"}, {"KZ", "kk"}, {"UK", NULL}, {"RU", NULL}};
    for (size_t i = 0; rubric_destinations[i]; i++) {
        const char *destination = rubric_destinations[i], *language = "?";
        for (size_t j = 0; j < COUNT(cases); j++)
            if (text_equal(cases[j].destination, destination))
                language = cases[j].language;
        const char *found = destination_language(destination);
        if (language ? !found || !text_equal(found, language) : found != NULL)
            fail_msg("'%s' reads '%s', not '%s'", destination, found, language);
        if (language)
            assert_true(destination_has_language(language) &&
                        strstr(destination_languages(), language));
    }
    assert_null(destination_language(NULL));
    assert_null(destination_language("US"));
    assert_false(destination_has_language("en"));
}

static struct value *intended_record(struct room *room, const char *language)
{
    struct certificate certificate;
    struct value *record;
    room->press.language = language;
    OK(certificate_intend(&certificate, desk(room, "registrar"), &room->decision, &room->press,
                          room->f->arena));
    OK(value_parse(&record, bytes_of_text(certificate.record), "record", room->f->arena));
    fixture_audit(room->f);
    return record;
}

static const char *said(const struct value *object, const char *key, const char *language)
{
    const struct value *text = value_get(value_get(object, key), language);
    return text ? value_text(text) : NULL;
}

/* BSK-001 goes to Turkey, and the scheme TST says everything in Turkish. */
static void a_record_says_all_in_the_language_of_the_destination(void **state)
{
    SCOPED_ROOM(room);
    struct value *record = intended_record(&room, NULL);
    assert_string_equal(value_text(value_get(record, "destination_language")), "tr");
    assert_string_equal(said(value_get(record, "scheme"), "title", "tr"), "Deneme aşçısı");
    assert_string_equal(said(value_get(record, "occupation"), "title", "tr"), "Aşçı");
    assert_string_equal(said(record, "can_do", "tr"), "Bir tezgâh kurar ve bir yemek pişirir.");
    const struct value *units = value_get(record, "units");
    assert_string_equal(said(value_at(units, 0), "title", "tr"), "Tezgâh");
    assert_string_equal(said(value_at(units, 1), "title", "tr"), "Yemek");
    assert_string_equal(said(value_at(units, 0), "can_do", "tr"), "Bir tezgâh kurar.");
}

static void none_leaves_it_in_three_languages(void **state)
{
    SCOPED_ROOM(room);
    struct value *record = intended_record(&room, "none");
    assert_null(value_get(record, "destination_language"));
    assert_null(said(record, "can_do", "tr"));
    assert_null(said(value_at(value_get(record, "units"), 0), "title", "tr"));
    assert_non_null(said(record, "can_do", "en"));
}

static void a_language_asked_for_must_be_one_that_the_scheme_speaks(void **state)
{
    SCOPED_ROOM(room);
    static const struct {
        const char *language, *says;
    } cases[] = {{"ko", "TST@1.0.0 says nothing in 'ko'"},
                 {"en", "'en' is no language of a destination"},
                 {"Tr", "'Tr' is no language of a destination"},
                 {"", "'' is no language of a destination"}};
    struct certificate certificate;
    for (size_t i = 0; i < COUNT(cases); i++) {
        room.press.language = cases[i].language;
        FAILS(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision,
                                 &room.press, room.f->arena),
              ERROR_REFUSED, cases[i].says);
    }
    struct certificates all;
    OK(certificate_list(&all, room.f->db, NULL, room.f->arena));
    assert_int_equal(all.count, 0);
}

/* Each text of the fourth language is missed where it is not. */
static void a_record_without_one_of_its_texts_is_refused(void **state)
{
    SCOPED_ROOM(room);
    struct value *record = intended_record(&room, NULL), *broken;
    struct arena *arena = room.f->arena;
    static const char *const texts[] = {"\"tr\":\"Deneme aşçısı\"", "\"tr\":\"Aşçı\"",
                                        "\"tr\":\"Bir tezgâh kurar ve bir yemek pişirir.\"",
                                        "\"tr\":\"Yemek\"", "\"tr\":\"Bir tezgâh kurar.\""};
    OK(certificate_record_check(record));
    for (size_t i = 0; i < COUNT(texts); i++) {
        char *json = value_canonical(record, arena), *at = strstr(json, texts[i]);
        assert_non_null(at);
        memcpy(at, "\"de\"", 4);
        OK(value_parse(&broken, bytes_of_text(json), "record", arena));
        FAILS(certificate_record_check(broken), ERROR_REFUSED, "'tr' is missing");
    }
    value_set_text(record, "destination_language", "en");
    FAILS(certificate_record_check(record), ERROR_REFUSED, "one of tr, ko, ja, ar, de, kk");
    value_set_integer(record, "destination_language", 1);
    FAILS(certificate_record_check(record), ERROR_REFUSED, "one of tr, ko, ja, ar, de, kk");
}

/* The design as it is shipped, with a font for names that has no letter of them. */
static struct layout *layout_without_letters(struct arena *arena)
{
    const char *folder = scratch_folder(arena);
    struct layout *layout;
    PEER_SAYS("",
              "cp -r '" PROJECT_FOLDER "/certificates/.' '%s' && "
              "sed -i s/NotoSerifDisplay-Regular/NotoNaskhArabic-Regular/ '%s/fonts.yaml'",
              folder, folder);
    OK(layout_open(&layout, folder, "a4", NULL, arena));
    return layout;
}

static void a_character_no_font_has_stops_the_issue_before_it_begins(void **state)
{
    SCOPED_ROOM(room);
    struct arena *arena = room.f->arena;
    struct certificate certificate;
    struct certificates all;
    int64_t acts = fixture_acts(room.f);
    room.press.layout = layout_without_letters(arena);
    SCOPED_ERROR error = certificate_intend(&certificate, desk(&room, "registrar"), &room.decision,
                                            &room.press, arena);
    assert_non_null(error);
    static const char *const says[] = {"block 'holder'", "{holder.name_cyrillic}",
                                       "no font of 'display regular' has U+04", "(", ", in '"};
    for (size_t i = 0; i < COUNT(says); i++)
        if (!strstr(error_message(error), says[i]))
            fail_msg("'%s' does not say \"%s\"", error_message(error), says[i]);
    assert_int_equal(fixture_acts(room.f), acts);
    OK(certificate_list(&all, room.f->db, NULL, arena));
    assert_int_equal(all.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_destination_reads_its_language),
        cmocka_unit_test(a_record_says_all_in_the_language_of_the_destination),
        cmocka_unit_test(none_leaves_it_in_three_languages),
        cmocka_unit_test(a_language_asked_for_must_be_one_that_the_scheme_speaks),
        cmocka_unit_test(a_record_without_one_of_its_texts_is_refused),
        cmocka_unit_test(a_character_no_font_has_stops_the_issue_before_it_begins),
    };
    return cmocka_run_group_tests_name("certify/destination", tests, open_shop, close_shop);
}
