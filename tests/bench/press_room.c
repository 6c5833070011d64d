#include "bench/press_room.h"

#include "base/clock.h"
#include "certify/code.h"
#include "certify/rendering.h"

#define NOW "2026-11-22T09:53:45Z"

static void close_keyring(void *keyring)
{
    keyring_close(keyring);
}

static void make_keys(struct press_room *room, struct arena *arena)
{
    static const struct keyring_request request = {.country = "KG",
                                                   .centre = "Bench",
                                                   .journal = "usta.example/bench",
                                                   .algorithm = SIGNATURE_ES256,
                                                   .signer_years = KEYRING_SIGNER_YEARS};
    const char *pem, *folder = path_join(arena, scratch_folder(arena), "keys");
    struct clock clock = clock_fixed(room->now_s);
    struct random random = random_system();
    SCOPED_SECRET secret = NULL;
    OK(secret_of(&secret, bytes_of_text("correct horse battery")));
    OK(keyring_create(folder, &request, secret, &clock, &random));
    OK(keyring_open(&room->keyring, folder, secret));
    arena_defer(arena, close_keyring, room->keyring);
    OK(keyring_trust(&pem, folder, arena));
    OK(trust_read(&room->basis.trust, bytes_of_text(pem), "trust.pem", arena));
    room->basis.now_s = room->now_s;
}

/* tests/certify/records/cook.json under a code that holds. */
static struct value *make_record(struct arena *arena)
{
    struct code code;
    struct random random = random_seeded(11);
    struct value *record = cook_record(arena);
    OK(code_make(&code, &random));
    value_set_text(record, "code", code_text(&code, arena));
    return record;
}

/* As the press asks for it (certify/press.c). */
static struct pades_request request_of(const struct press_room *room)
{
    struct signature_place place;
    OK(layout_signature_place(&place, room->layout));
    return (struct pades_request){
        .signed_at_s = room->now_s,
        .name = press_signer_name(&room->press),
        .reason = "Certificate of competence",
        .location = "verify.test.example.kg",
        .alternative = place.alternative,
        .place = {place.left, place.bottom, place.right, place.top},
        .appearance = place.deflated,
        .struct_parent = place.struct_parent,
    };
}

struct press_room *press_room_open(struct arena *arena)
{
    struct press_room *room = ARENA_NEW(arena, struct press_room);
    OK(instant_parse(&room->now_s, NOW, "now"));
    make_keys(room, arena);
    OK(layout_open(&room->layout, CERTIFICATES, "a4", NULL, arena));
    room->press = press_of(room->layout, room->keyring);
    room->record = make_record(arena);
    room->input = input_of(room->record, arena);
    room->request = request_of(room);
    OK(layout_render(&room->rendered, room->layout, &room->input, arena));
    OK(press_print(&room->printed, &room->press, room->record, NULL, room->now_s, arena));
    room->peer = peer_ecdsa_open(arena);
    return room;
}
