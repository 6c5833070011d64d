#include "certify/photo.h"

#include "base/text.h"
#include "certify/pictures.h"
#include "certify/shop.h"

static struct candidate holder(struct room *room)
{
    struct candidate candidate;
    OK(candidate_find(&candidate, room->f->db, "BSK-001", room->f->arena));
    return candidate;
}

static struct jpeg set(struct room *room, const char *picture)
{
    struct jpeg photo;
    struct arena *arena = room->f->arena;
    struct candidate candidate = holder(room);
    OK(photo_set(&photo, desk(room, "registrar"), &candidate, stored_picture(picture, arena),
                 arena));
    return photo;
}

static const char *named_in(const struct certificate *certificate, struct arena *arena)
{
    struct value *record;
    OK(value_parse(&record, bytes_of_text(certificate->record), "record", arena));
    const struct value *photo = value_get(value_get(record, "holder"), "photo");
    return photo ? value_text(photo) : NULL;
}

static const char *file_of(struct room *room, const struct certificate *certificate)
{
    struct bytes pdf;
    struct arena *arena = room->f->arena;
    OK(certificate_file(&pdf, room->f->db, certificate, arena));
    return written(scratch_folder(arena), "c.pdf", pdf, arena);
}

/* Byte for byte the picture that is kept. */
static void the_certificate_shows_it(void **state)
{
    SCOPED_ROOM(room);
    struct bytes shown;
    struct arena *arena = room.f->arena;
    struct jpeg photo = set(&room, "colour");
    struct digest digest = digest_of(photo.bytes);
    struct certificate certificate = issued(&room);
    const char *path = file_of(&room, &certificate);
    assert_string_equal(named_in(&certificate, arena), digest_text(&digest, arena));
    PEER_SAYS("", "pdfimages -all '%s' '%s'", path, path);
    OK(file_read(&shown, arena_format(arena, "%s-000.jpg", path), 1 << 20, arena));
    assert_true(bytes_equal(shown, photo.bytes));
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    const struct audited *const nouns[] = {&photo_audited};
    OK(audited_check(room.f->db, nouns, 1));
}

static void nobody_has_to_have_one(void **state)
{
    SCOPED_ROOM(room);
    struct candidate candidate = holder(&room);
    set(&room, "grey");
    OK(photo_remove(desk(&room, "registrar"), &candidate));
    struct certificate certificate = issued(&room);
    const char *path = file_of(&room, &certificate);
    assert_null(named_in(&certificate, room.f->arena));
    PEER_SAYS("0\n", "pdfimages -list '%s' | tail -n +3 | wc -l", path);
    FAILS(photo_remove(desk(&room, "registrar"), &candidate), ERROR_NOT_FOUND, "has no photo");
}

/* A newer one is for the next certificate. */
static void the_record_decides_which(void **state)
{
    SCOPED_ROOM(room);
    struct arena *arena = room.f->arena;
    struct certificate certificate;
    struct jpeg first = set(&room, "grey");
    const struct jpeg *found;
    OK(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                          arena));
    set(&room, "colour");
    OK(certificate_issue(desk(&room, "registrar"), &certificate, &room.press, arena));
    OK(photo_of_record(&found, room.f->db, certificate.candidate, certificate.record, arena));
    assert_true(bytes_equal(found->bytes, first.bytes));
    assert_int_equal(found->components, 1);
}

static void another_is_never_printed(void **state)
{
    SCOPED_ROOM(room);
    struct arena *arena = room.f->arena;
    struct certificate certificate;
    struct value *record;
    struct bytes pdf;
    struct jpeg photo, other;
    int64_t now_s = clock_now_s(desk(&room, "registrar")->clock);
    OK(jpeg_clean(&other, stored_picture("grey", arena), arena));
    photo = set(&room, "colour");
    OK(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                          arena));
    OK(value_parse(&record, bytes_of_text(certificate.record), "record", arena));
    FAILS(press_print(&pdf, &room.press, record, NULL, now_s, arena), ERROR_REFUSED,
          "the record names a photo");
    FAILS(press_print(&pdf, &room.press, record, &other, now_s, arena), ERROR_REFUSED,
          "the record names another photo");
    struct value *holder_value = (struct value *)value_get(record, "holder");
    OK(press_print(&pdf, &room.press, record, &photo, now_s, arena));
    value_set_integer(holder_value, "photo", 1);
    FAILS(press_print(&pdf, &room.press, record, &photo, now_s, arena), ERROR_REFUSED,
          "'photo': a digest is expected");
}

static void what_cannot_be_is_refused(void **state)
{
    SCOPED_ROOM(room);
    struct jpeg photo;
    struct arena *arena = room.f->arena;
    struct candidate candidate = holder(&room);
    struct bytes grey = stored_picture("grey", arena);
    FAILS(photo_set(&photo, desk(&room, "examiner-a"), &candidate, grey, arena), ERROR_REFUSED, "");
    FAILS(photo_remove(desk(&room, "examiner-a"), &candidate), ERROR_REFUSED, "");
    FAILS(photo_set(&photo, desk(&room, "registrar"), &candidate, bytes_of_text("GIF89a"), arena),
          ERROR_REFUSED, "is no JPEG");
    set(&room, "grey");
    FAILS(photo_set(&photo, desk(&room, "registrar"), &candidate, grey, arena), ERROR_CONFLICT,
          "has this photo already");
    set(&room, "colour");
    set(&room, "grey");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_certificate_shows_it),  cmocka_unit_test(nobody_has_to_have_one),
        cmocka_unit_test(the_record_decides_which),  cmocka_unit_test(another_is_never_printed),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests_name("certify/photo", tests, open_shop, close_shop);
}
