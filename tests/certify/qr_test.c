/* Symbols are read back by another program, zbarimg. */
#include "certify/qr.h"

#include "base/buffer.h"
#include "certify/keys.h"
#include "certify/qr_link.h"

/* As a picture (netpbm P5) with its quiet zone, `scale` pixels a module. */
static struct bytes picture(const struct qr *qr, int scale, struct arena *arena)
{
    int side = (qr->width + 2 * QR_QUIET_ZONE) * scale;
    struct buffer buffer = buffer_make(arena, 1 << 24);
    buffer_add_format(&buffer, "P5 %d %d 255\n", side, side);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int column = x / scale - QR_QUIET_ZONE, row = y / scale - QR_QUIET_ZONE;
            bool inside = column >= 0 && row >= 0 && column < qr->width && row < qr->width;
            buffer_add_byte(&buffer, inside && qr_is_dark(qr, column, row) ? 0 : 255);
        }
    struct bytes bytes;
    OK(buffer_take(&bytes, &buffer, "picture"));
    return bytes;
}

static void zbar_reads(const struct fixture *fixture, const struct qr *qr, const char *text)
{
    SCOPED_ARENA(arena);
    const char *path = path_join(arena, fixture->folder, "symbol.pgm");
    OK(file_write(path, picture(qr, 6, arena), 0644));
    int status;
    const char *said = run_peer(&status,
                                arena_format(arena, "zbarimg --nodbus --raw -q '%s'", path), arena);
    assert_int_equal(status, 0);
    assert_string_equal(said, arena_format(arena, "%s\n", text));
}

static void a_link_is_small_and_reads_back(void **state)
{
    static const char *const hosts[] = {"U.KG", "USTA.KG", "VERIFY.USTA.KG",
                                        "CERTIFICATES.USTA.ORG.KG:8443"};
    for (size_t i = 0; i < COUNT(hosts); i++) {
        SCOPED_ARENA(arena);
        char *link;
        struct qr qr;
        OK(qr_link(&link, hosts[i], &(struct code){"0123456789ABCD6M"}, NULL, arena));
        OK(qr_of_link(&qr, link, arena));
        assert_in_range(qr.width, 21, QR_LINK_WIDTH);
        zbar_reads(*state, &qr, link);
    }
}

static char *payload_text(size_t units, struct arena *arena)
{
    static const uint8_t levels[20] = {1, 2, 3, 4, 3, 2, 1}, signature[QR_SIGNATURE_SIZE] = {5, 6};
    struct qr_unit *some = ARENA_ARRAY(arena, struct qr_unit, units);
    for (size_t i = 0; i < units; i++)
        some[i] = (struct qr_unit){true, levels, 20};
    struct qr_facts facts = {.code = {"0123456789ABCD6M"},
                             .issued_at_s = 1763800000,
                             .expires_at_s = 1858000000,
                             .name = "ABDYKADYROVA-TOKTOMAMBETOVA GULZHAMALKY",
                             .birth_year = 1999,
                             .scheme = "UST-CK-HK@1.0.0",
                             .units = some,
                             .unit_count = units};
    char *text, *link;
    OK(qr_payload_finish(&text, &facts, bytes_of(signature, KID_SIZE),
                         bytes_of(signature, QR_SIGNATURE_SIZE), arena));
    OK(qr_link(&link, "VERIFY.USTA.KG", &facts.code, text, arena));
    return link;
}

static void an_offline_check_reads_back(void **state)
{
    for (size_t units = 1; units <= 6; units++) {
        SCOPED_ARENA(arena);
        const char *text = payload_text(units, arena);
        struct qr qr;
        struct qr_payload payload;
        OK(qr_of_payload(&qr, text, arena));
        assert_in_range(qr.width, 17 + 4 * QR_PAYLOAD_VERSION, 17 + 4 * QR_PAYLOAD_VERSION_TOP);
        zbar_reads(*state, &qr, text);
        OK(qr_link_read(&payload, text, arena));
        assert_int_equal(payload.unverified_facts.unit_count, units);
    }
}

/* The error correction is really there: a stain over some modules does no harm. */
static void a_stained_symbol_still_reads(void **state)
{
    SCOPED_ARENA(arena);
    const char *text = payload_text(6, arena);
    struct qr qr;
    OK(qr_of_payload(&qr, text, arena));
    uint8_t *stained = arena_alloc(arena, (size_t)(qr.width * qr.width));
    memcpy(stained, qr.modules, (size_t)(qr.width * qr.width));
    for (int y = 40; y < 48; y++)
        for (int x = 40; x < 48; x++)
            stained[y * qr.width + x] = 1;
    qr.modules = stained;
    zbar_reads(*state, &qr, text);
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    struct qr qr;
    char *text = arena_alloc(arena, 601);
    memset(text, 'A', 600);
    FAILS(qr_of_payload(&qr, text, arena), ERROR_REFUSED, "600 characters are too many");
    text[78] = '\0';
    FAILS(qr_of_link(&qr, text, arena), ERROR_REFUSED, "too long for a QR code of 29 modules");
    text[77] = '\0';
    OK(qr_of_link(&qr, text, arena));
    assert_int_equal(qr.width, QR_LINK_WIDTH);
    FAILS(qr_of_link(&qr, "HTTPS://usta.kg/", arena), ERROR_REFUSED, "characters that make");
    FAILS(qr_of_link(&qr, "", arena), ERROR_REFUSED, "");
    FAILS(qr_of_payload(&qr, "", arena), ERROR_REFUSED, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_is_small_and_reads_back),
        cmocka_unit_test(an_offline_check_reads_back),
        cmocka_unit_test(a_stained_symbol_still_reads),
        cmocka_unit_test(what_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests_name("certify/qr", tests, open_fixture, close_fixture);
}
