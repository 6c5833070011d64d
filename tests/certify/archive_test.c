/* The finished, signed certificate against PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1),
 * clause by clause (archive/rules.h). Each rule proves itself: the file is broken in one place, and
 * that rule and no other finds it. */
#include "certify/archive/forge.h"
#include "certify/archive/rules.h"

#include "base/text.h"
#include "certify/abroad.h"
#include "certify/code.h"
#include "certify/keyring_made.h"
#include "certify/pictures.h"
#include "certify/press.h"

#include "rendering.h"

static const struct archive_rules *const all_rules[] = {
    &file_rules, &graphics_rules, &font_rules, &metadata_rules, &document_rules, &structure_rules};

/* "header; limits": the rules a file breaks; "unreadable" when the strict reader refuses it. */
static const char *broken(struct bytes file, struct arena *arena)
{
    struct archived *archived;
    struct buffer names = buffer_make(arena, 10000);
    SCOPED_ERROR error = archived_read(&archived, file, arena);
    if (error)
        return "unreadable";
    for (size_t i = 0; i < COUNT(all_rules); i++)
        for (size_t j = 0; j < all_rules[i]->count; j++)
            if (all_rules[i]->items[j].fault(archived))
                buffer_add_format(&names, "%s%s", names.size ? "; " : "",
                                  all_rules[i]->items[j].name);
    return buffer_text(&names);
}

static void conforms(struct bytes file, struct arena *arena)
{
    struct archived *archived;
    OK(archived_read(&archived, file, arena));
    for (size_t i = 0; i < COUNT(all_rules); i++)
        for (size_t j = 0; j < all_rules[i]->count; j++) {
            const struct archive_rule *rule = &all_rules[i]->items[j];
            const char *fault = rule->fault(archived);
            if (fault)
                fail_msg("%s, %s: %s", rule->clause, rule->name, fault);
        }
}

struct shown {
    struct arena *arena;
    struct keyring *keyring;
    struct layout *layout;
    struct jpeg photo;
    struct bytes certificate; /* the fullest */
};

/* The record under a code that holds, printed and signed; with the photo when it names one. */
static struct bytes printed(const struct shown *shown, struct value *record)
{
    struct press press = press_of(shown->layout, shown->keyring);
    bool has_photo = value_get(value_get(record, "holder"), "photo") != NULL;
    struct random random = random_seeded(3);
    struct code code;
    struct bytes file;
    int64_t now_s;
    OK(code_make(&code, &random));
    value_set_text(record, "code", code_text(&code, shown->arena));
    OK(instant_parse(&now_s, FIXTURE_NOW, "now"));
    OK(press_print(&file, &press, record, has_photo ? &shown->photo : NULL, now_s, shown->arena));
    return file;
}

static void name_photo(const struct shown *shown, struct value *record)
{
    struct digest digest = digest_of(shown->photo.bytes);
    value_set_text(value_get(record, "holder"), "photo", digest_text(&digest, shown->arena));
}

/* What has most on it: a fourth language, and a photo. */
static struct bytes print_fullest(const struct shown *shown)
{
    struct value *record = abroad_record("ko", "KR", shown->arena);
    name_photo(shown, record);
    return printed(shown, record);
}

static int show(void **state)
{
    struct shown *shown = calloc(1, sizeof *shown);
    shown->arena = arena_open();
    shown->keyring = keyring_made(NULL, KEYRING_SIGNER_YEARS, shown->arena);
    OK(layout_open(&shown->layout, CERTIFICATES, "a4", NULL, shown->arena));
    OK(jpeg_clean(&shown->photo, stored_picture("progressive", shown->arena), shown->arena));
    shown->certificate = print_fullest(shown);
    *state = shown;
    return 0;
}

static int put_away(void **state)
{
    struct shown *shown = *state;
    keyring_close(shown->keyring);
    arena_close(shown->arena);
    free(shown);
    return 0;
}

static void no_certificate_breaks_a_rule(void **state)
{
    const struct shown *shown = *state;
    SCOPED_ARENA(arena);
    conforms(shown->certificate, arena);
    conforms(printed(shown, cook_record(shown->arena)), arena);
    for (size_t i = 0; i < COUNT(abroad); i++) {
        const struct abroad *to = &abroad[i];
        conforms(printed(shown, abroad_record(to->language, to->destination, shown->arena)), arena);
    }
}

/* Eight units with titles of 70 bytes and more, and one line each: the symbol has no room for
 * many.
 */
static struct value *long_record(struct arena *arena)
{
    static const char *const languages[] = {"ky", "ru", "en"};
    struct value *record = cook_record(arena), *units = value_get(record, "units");
    for (size_t i = 0; i < value_size(units); i++) {
        struct value *levels = value_array(arena), *title = value_get(value_at(units, i), "title");
        value_append(levels, value_at(value_get(value_at(units, i), "levels"), 0));
        value_set(value_at(units, i), "levels", levels);
        for (size_t j = 0; j < COUNT(languages); j++) {
            const char *text = value_text(value_get(title, languages[j]));
            while (strlen(text) < 70)
                text = arena_format(arena, "%s, %s", text, text);
            value_set_text(title, languages[j], text);
        }
    }
    for (size_t i = 0; i < 2; i++)
        value_append(units, value_at(units, i));
    return record;
}

/* The table goes on, under its head, on a page that says whose it is. */
static void two_pages_break_no_rule(void **state)
{
    const struct shown *shown = *state;
    SCOPED_ARENA(arena);
    struct value *record = long_record(shown->arena);
    struct bytes file = printed(shown, record);
    const char *path = written(scratch_folder(arena), "two.pdf", file, arena);
    const char *again[] = {"page 2 of 2", "Aynagül Ömürbekova", "Units of competence",
                           value_text(value_get(record, "code"))};
    conforms(file, arena);
    PEER_SAYS("Pages:           2", "pdfinfo '%s'", path);
    PEER_SAYS("page 1 of 2", "pdftotext -l 1 '%s' -", path);
    for (size_t i = 0; i < COUNT(again); i++)
        PEER_SAYS(again[i], "pdftotext -f 2 '%s' -", path);
}

/* A wallet card is neither signed nor does it carry its record. */
static void a_card_only_lacks_what_is_not_on_it(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct layout *layout;
    struct bytes file;
    OK(layout_open(&layout, CERTIFICATES, "card", NULL, arena));
    struct layout_input input = input_of(cook_record(arena), arena);
    OK(layout_render(&file, layout, &input, arena));
    assert_string_equal(broken(file, arena),
                        "signature; file names; file type; file relation; file associated");
}

static void other_programs_find_no_fault(void **state)
{
    const struct shown *shown = *state;
    SCOPED_ARENA(arena);
    const char *path = written(scratch_folder(arena), "signed.pdf", shown->certificate, arena);
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    PEER_SAYS("PDF-1.7", "mutool info '%s'", path);
    PEER_SAYS("Form", "pdfinfo -struct '%s'", path);
    PEER_SAYS("Aynagül Ömürbekova", "pdfinfo -struct-text '%s'", path);
}

/* Written again it is signed no more, which is the planted breach of that rule. */
static void written_again_it_only_lacks_its_signature(void **state)
{
    const struct shown *shown = *state;
    SCOPED_ARENA(arena);
    assert_string_equal(broken(forge(shown->certificate, &(struct forgery){0}, arena), arena),
                        "signature");
}

/* Where a certificate is broken, and the one rule that finds it. */
static const struct breach {
    const char *rule, *near, *text, *instead;
} breaches[] = {
    /* the strict reader: header, tables, lengths, spaces, encryption, bytes behind the end */
    {"unreadable", NULL, "%PDF-1.7", "%PDF-2.0"},
    {"unreadable", NULL, "%PDF-1.7", " %PDF-1.7"},
    {"unreadable", "/Root", "/Root", "/Encrypt 1 0 R /Root"},
    {"unreadable", "/Catalog", "/Type /Catalog", "/Type /Catalog /Long <ABC>"},
    {"unreadable", "/Catalog", "/Type /Catalog", "/Type /Catalog /Long 12345678901"},
    {"unreadable", NULL, "", "more"},
    {"header", NULL, "%\xb7\xbe\xad\xaa", "%\xb7\xbe\xad"},
    {"identifier", "/Root", "/ID", "/IX"},
    {"streams", "/EmbeddedFile", "/Type", "/FFilter /Crypt /Type"},
    {"filters", "/EmbeddedFile", "/Type", "/Filter /LZWDecode /Type"},
    {"names", "/Type0", "/BaseFont /", "/BaseFont /#c3#28"},
    {"permissions", "/Catalog", "/Type", "/Perms << >> /Type"},
    {"limits", "/Catalog", "/Type", "/Most 2147483648 /Type"},
    {"nesting", "EMC", "EMC",
     "EMC q q q q q q q q q q q q q q q q q q q q q q q q q q q q q "
     "Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q"},
    {"page sizes", "/MediaBox", "/MediaBox [ 0 0 595.276", "/MediaBox [ 593 0 595.276"},
    /* graphics */
    {"operators", "EMC", "EMC\n", "EMC BX EX\n"},
    {"operators", "EMC", "EMC\n", "EMC /Perceptual ri\n"},
    {"resources", "/MediaBox", "/F2 ", "/G2 "},
    {"output intent", "acsp", "mntr", "scnr"},
    {"output intent", "/GTS_PDFA1", "/GTS_PDFA1", "/GTS_PDFX"},
    {"device colours", "acsp", "RGB ", "GRAY"},
    {"other colours", "EMC", "EMC\n", "EMC 0 0 0 1 k\n"},
    {"other colours", "EMC", "EMC\n", "EMC /Pattern cs\n"},
    {"states", "/MediaBox", "/ProcSet", "/ExtGState << >> /ProcSet"},
    {"images", "/DCTDecode", "/Subtype", "/Interpolate true /Subtype"},
    {"images", "/DCTDecode", "/DeviceRGB", "/DeviceCMYK"},
    {"resources", "/MediaBox", "/Photo ", "/Phito "},
    {"forms", "/XObject", "/Subtype /Form", "/Ref << >> /Subtype /Form"},
    {"groups", "/MediaBox", "/Type", "/Group << >> /Type"},
    /* fonts */
    {"font dictionaries", "/Type0", "/Type /Font", "/Type /Fond"},
    {"encodings", "/Type0", "/Identity-H", "/Identity-V"},
    {"glyph maps", "/CIDFontType2", "/CIDToGIDMap", "/CIDToGIDMop"},
    {"font programs", "/FontDescriptor", "/FontFile2", "/FontFile9"},
    {"CIDSet", "/FontDescriptor\n", "/Flags", "/CIDSet 1 0 R /Flags"},
    {"widths", "/CIDFontType2", "/W [ 1 [ ", "/W [ 2 [ "},
    {"ToUnicode", "begincmap", "<0002> <", "<0002> <> <"},
    {"characters", "begincmap", "<0002> <", "<0002> <FEFF"},
    {"characters", "begincmap", "<0002> <", "<0002> <E000"},
    {"characters", "begincmap", "<0002> <", "<0002> <0000"},
    {"no .notdef", " Tf", "[<0001", "[<0000"},

    /* what the file says of itself */
    {"metadata", "/Catalog", "/Metadata", "/Metadada"},
    {"packet", "xpacket", "<?xpacket begin=", "<?xpacket encoding=\"UTF-8\" begin="},
    {"packet", "xpacket", "<xmp:CreatorTool>", "<xmp:CreatorTool>&"},
    {"properties", "xpacket", "<xmp:CreatorTool>Usta</xmp:CreatorTool>",
     "<xmp:Creator>Usta</xmp:Creator>"},
    {"properties", "xpacket", "<pdfaProperty:name>part", "<pdfaProperty:name>port"},
    {"properties", "xpacket", "<rdf:Bag><rdf:li>ky</rdf:li></rdf:Bag>", "ky"},
    {"information", "/Producer", "/Producer (Usta", "/Producer (Usto"},
    {"archive part", "xpacket", "<pdfaid:part>3", "<pdfaid:part>2"},
    {"archive part", "xpacket", "<pdfaid:conformance>A", "<pdfaid:conformance>B"},
    {"access part", "xpacket", "<pdfuaid:part>1", "<pdfuaid:part>2"},
    {"title", "xpacket", "x-default", "ky"},
    {"title shown", "/Catalog", "/DisplayDocTitle true", "/DisplayDocTitle false"},
    /* annotations, forms, actions, attachments */
    {"annotation kinds", "/Widget", "/Type /Annot", "/Type /Annox"},
    {"annotation flags", "/Widget", "/F 132", "/F 130"},
    {"annotation flags", "/Widget", "/F 132", "/F 164"},
    {"appearances", "/Widget", "/AP << /N", "/AP << /D 1 0 R /N"},
    {"widget actions", "/Widget", "/Type /Annot", "/Type /Annot /A << >>"},
    {"form", "/AcroForm", "/SigFlags", "/XFA [ ] /SigFlags"},
    {"form", "/AcroForm", "/SigFlags", "/NeedAppearances true /SigFlags"},
    {"actions", "/Catalog", "/Type", "/OpenAction << >> /Type"},
    {"actions", "/MediaBox", "/Type", "/AA << >> /Type"},
    {"file names", "/Filespec", "/UF", "/UG"},
    {"file type", "/EmbeddedFile", "/ModDate", "/MadDate"},
    {"file type", "/EmbeddedFile", "/application#2Fjson", "/json"},
    {"file relation", "/Filespec", "/AFRelationship", "/AFRelation"},
    {"file associated", "/Catalog", "/AF [", "/AG ["},
    {"absent", "/Catalog", "/Type", "/OCProperties << >> /Type"},
    {"absent", "/Catalog", "/Type", "/Requirements [ ] /Type"},
    {"absent", "/MediaBox", "/Type", "/PresSteps << >> /Type"},
    {"field descriptions", "/Widget", "/TU", "/TM"},
    {"tab order", "/MediaBox", "/Tabs /S", "/Tabs /R"},
    {"widgets tagged", "/Widget", "/StructParent", "/StructPatent"},
    {"widgets tagged", "/OBJR", "/Type /OBJR", "/Type /MCR"},
    /* structure */
    {"marked", "/Catalog", "/Marked true", "/Marked false"},
    {"suspects", "/Catalog", "/Marked true", "/Marked true /Suspects true"},
    {"tree", "/StructTreeRoot", "/Type /StructTreeRoot", "/Type /StructTree"},
    {"roles", NULL, "/S /P\n", "/S /Psst\n"},
    {"roles", "/StructTreeRoot", "/Type", "/RoleMap << >> /Type"},
    {"languages", "/S /P\n", "/Lang (ru)", "/Lang (ru_KG)"},
    {"language", "/Catalog", "/Lang", "/Long"},
    {"all marked", "/MCID 0", "EMC\n", "EMC 0 0 1 1 re f\n"},
    {"marks apart", "/MCID 0", "BDC\n", "BDC /Artifact BMC EMC\n"},
    {"marks apart", "/Subtype /Form", "stream\n", "stream\n/Artifact BMC EMC "},
    {"marks owned", "/MCID 0", "/MCID 1>", "/MCID 9999>"},
    {"parents", "/S /H1", "/P ", "/P 1 0 R /Q "},
    {"tables", "/S /TR", "/S /TR", "/S /Div"},
    {"tables regular", "/S /TR", " 0 R ]", " ]"},
    {"figures", "/S /Figure", "/Alt", "/Aly"},
    {"figure boxes", "/S /Figure", "/BBox", "/BBux"},
    {"headings", "/S /H1", "/S /H1", "/S /H3"},
    {"header cells", "/S /TH", "/Scope /Column", "/Scope /None"},
};

/* The rule and the broken signature, in the order of the rules. */
static const char *expected(const char *rule, struct arena *arena)
{
    struct buffer names = buffer_make(arena, 10000);
    if (text_equal(rule, "unreadable"))
        return rule;
    for (size_t i = 0; i < COUNT(all_rules); i++)
        for (size_t j = 0; j < all_rules[i]->count; j++) {
            const char *name = all_rules[i]->items[j].name;
            if (text_equal(name, rule) || text_equal(name, "signature"))
                buffer_add_format(&names, "%s%s", names.size ? "; " : "", name);
        }
    return buffer_text(&names);
}

static void each_rule_finds_its_breach_and_only_that(void **state)
{
    const struct shown *shown = *state;
    for (size_t i = 0; i < COUNT(breaches); i++) {
        SCOPED_ARENA(arena);
        const struct breach *breach = &breaches[i];
        struct forgery forgery = {breach->near, breach->text, breach->instead, 0};
        const char *found = broken(forge(shown->certificate, &forgery, arena), arena);
        if (!text_equal(found, expected(breach->rule, arena)))
            fail_msg("'%s' breaks '%s' instead of '%s'", breach->instead, found, breach->rule);
    }
}

/* The directory of a font has its first bytes for the table maxp, which says how many glyphs. */
static void a_missing_glyph_is_found(void **state)
{
    const struct shown *shown = *state;
    SCOPED_ARENA(arena);
    struct forgery forgery = {"glyf", "maxp", "maxp\0\0\0\0\0\0\0\0\0\0\0\x20", 16};
    assert_string_equal(broken(forge(shown->certificate, &forgery, arena), arena),
                        expected("glyphs", arena));
}

static bool is_broken_somewhere(const char *rule)
{
    for (size_t i = 0; i < COUNT(breaches); i++)
        if (text_equal(breaches[i].rule, rule))
            return true;
    /* by every one of them, and alone */
    return text_equal(rule, "signature") || text_equal(rule, "glyphs");
}

static void each_rule_has_a_breach(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(all_rules); i++)
        for (size_t j = 0; j < all_rules[i]->count; j++)
            if (!is_broken_somewhere(all_rules[i]->items[j].name))
                fail_msg("nothing breaks '%s'", all_rules[i]->items[j].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_certificate_breaks_a_rule),
        cmocka_unit_test(two_pages_break_no_rule),
        cmocka_unit_test(a_card_only_lacks_what_is_not_on_it),
        cmocka_unit_test(other_programs_find_no_fault),
        cmocka_unit_test(written_again_it_only_lacks_its_signature),
        cmocka_unit_test(each_rule_finds_its_breach_and_only_that),
        cmocka_unit_test(a_missing_glyph_is_found),
        cmocka_unit_test(each_rule_has_a_breach),
    };
    return cmocka_run_group_tests_name("certify/archive", tests, show, put_away);
}
