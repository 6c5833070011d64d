#include "certify/card.h"

#include "base/text.h"
#include "certify/revocation.h"

#include "peer.h"
#include "shop.h"

static struct error *draw(struct bytes *pdf, struct room *room, const struct certificate *items,
                          size_t count, const char *today)
{
    struct layout *layout;
    struct certificates certificates = {(struct certificate *)items, count};
    struct arena *arena = room->f->arena;
    OK(layout_open(&layout, PROJECT_FOLDER "/certificates", "card", NULL, arena));
    return card_print(pdf, layout, room->f->db, &certificates, today, arena);
}

static const char *drawn(struct room *room, const struct certificate *items, size_t count)
{
    struct bytes pdf;
    struct arena *arena = room->f->arena;
    OK(draw(&pdf, room, items, count, FIXTURE_DAY));
    const char *path = path_join(arena, scratch_folder(arena), "card.pdf");
    OK(file_write(path, pdf, 0600));
    PEER_SAYS("No syntax or stream encoding errors", "qpdf --check '%s'", path);
    return path;
}

/* As a printer of cards does it: black or white, 300 dots an inch. */
static void its_symbol_leads_to_the_certificate(void **state)
{
    SCOPED_ROOM(room);
    struct arena *arena = room.f->arena;
    struct certificate certificate = issued(&room);
    const char *path = drawn(&room, &certificate, 1);
    PEER_SAYS(arena_format(arena, "/C/%.16s\n", certificate.code.text),
              "pdftoppm -mono -r 300 -f 2 -singlefile '%s' '%s.back' && zbarimg -q '%s.back.pbm'",
              path, path, path);
    PEER_SAYS(code_text(&certificate.code, arena), "pdftotext -f 1 -l 1 '%s' -", path);
    PEER_SAYS("Page size:       242.646 x 153.071 pts", "pdfinfo '%s'", path);
    PEER_SAYS("Pages:           2", "pdfinfo '%s'", path);
    PEER_SAYS("Tagged:          yes", "pdfinfo '%s'", path);
}

static void the_same_certificate_gives_the_same_card(void **state)
{
    SCOPED_ROOM(room);
    struct bytes first, again;
    struct certificate certificate = issued(&room);
    OK(draw(&first, &room, &certificate, 1, FIXTURE_DAY));
    OK(draw(&again, &room, &certificate, 1, FIXTURE_DAY));
    assert_true(bytes_equal(first, again));
}

static void several_cards_are_one_file(void **state)
{
    SCOPED_ROOM(room);
    struct certificate certificate = issued(&room);
    struct certificate both[] = {certificate, certificate};
    PEER_SAYS("Pages:           4", "pdfinfo '%s'", drawn(&room, both, 2));
}

static void only_what_holds_has_a_card(void **state)
{
    SCOPED_ROOM(room);
    struct bytes pdf;
    struct arena *arena = room.f->arena;
    struct certificate certificate;
    OK(certificate_intend(&certificate, desk(&room, "registrar"), &room.decision, &room.press,
                          arena));
    FAILS(draw(&pdf, &room, &certificate, 1, FIXTURE_DAY), ERROR_REFUSED, "is intended");
    OK(certificate_issue(desk(&room, "registrar"), &certificate, &room.press, arena));
    certificate = again(&room, &certificate);
    FAILS(draw(&pdf, &room, &certificate, 1, "2999-01-01"), ERROR_REFUSED, "expired on");
    OK(draw(&pdf, &room, &certificate, 1, certificate.expires_day));
    OK(certificate_suspend(desk(&room, "certifier-a"), &certificate, "looked into"));
    certificate = again(&room, &certificate);
    FAILS(draw(&pdf, &room, &certificate, 1, FIXTURE_DAY), ERROR_REFUSED, "is suspended");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_symbol_leads_to_the_certificate),
        cmocka_unit_test(the_same_certificate_gives_the_same_card),
        cmocka_unit_test(several_cards_are_one_file),
        cmocka_unit_test(only_what_holds_has_a_card),
    };
    return cmocka_run_group_tests_name("certify/card", tests, open_shop, close_shop);
}
