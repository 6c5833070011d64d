#include "bench/press_room.h"

#include "base/clock.h"
#include "certify/code.h"
#include "certify/der.h"
#include "certify/rendering.h"

#define NOW "2026-11-22T09:53:45Z"

static void close_keyring(void *keyring)
{
    keyring_close(keyring);
}

static void make_keyring(struct keyring **out, enum signature_algorithm algorithm, int64_t now_s,
                         struct arena *arena)
{
    struct keyring_request request = {.country = "KG",
                                      .centre = "Bench",
                                      .journal = "usta.example/bench",
                                      .algorithm = algorithm,
                                      .signer_years = KEYRING_SIGNER_YEARS};
    const char *folder = path_join(arena, scratch_folder(arena), "keys");
    struct clock clock = clock_fixed(now_s);
    struct random random = random_system();
    SCOPED_SECRET secret = NULL;
    OK(secret_of(&secret, bytes_of_text("correct horse battery")));
    OK(keyring_create(folder, &request, secret, &clock, &random));
    OK(keyring_open(out, folder, secret));
    arena_defer(arena, close_keyring, *out);
}

static void make_keys(struct press_room *room, enum signature_algorithm algorithm,
                      struct arena *arena)
{
    make_keyring(&room->keyring, algorithm, room->now_s, arena);
    make_keyring(&room->small_keyring, SIGNATURE_ES256, room->now_s, arena);
    const struct signer *signer = keyring_signer(room->keyring);
    OK(trust_of_chain(&room->basis.trust, signer->chain, signer->chain_count, arena));
    room->basis.now_s = room->now_s;
}

/* tests/certify/records/cook.json under a code that holds, for the i-th of many people. */
static struct value *make_record(size_t i, struct arena *arena)
{
    static const char *const given[] = {"Aynagül", "Baktıgül", "Cıldız", "Dinara",
                                        "Elmira",  "Farida",   "Gülnur", "Jamilya"};
    static const char *const family[] = {"Ömürbekova", "Asanova",  "Toktosunova", "Kıdırova",
                                         "Beyşenova",  "Saparova", "Mamatova",    "Şerikova"};
    struct code code;
    struct random random = random_seeded(i);
    struct value *record = cook_record(arena);
    const char *name = arena_format(arena, "%s %s", given[i % COUNT(given)],
                                    family[i / COUNT(given) % COUNT(family)]);
    OK(code_make(&code, &random));
    value_set_text(record, "code", code_text(&code, arena));
    value_set_text(value_get(record, "holder"), "name_latin", name);
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

struct press_room *press_room_open(enum signature_algorithm algorithm, struct arena *arena)
{
    struct press_room *room = ARENA_NEW(arena, struct press_room);
    OK(instant_parse(&room->now_s, NOW, "now"));
    make_keys(room, algorithm, arena);
    OK(layout_open(&room->layout, CERTIFICATES, "a4", NULL, arena));
    room->press = press_of(room->layout, room->keyring);
    room->press.symbols = keyring_signer(room->small_keyring);
    room->record = make_record(0, arena);
    for (size_t i = 0; i < ROOM_RECORDS; i++)
        room->records[i] = value_canonical(make_record(i, arena), arena);
    room->input = input_of(room->record, arena);
    room->request = request_of(room);
    OK(layout_render(&room->rendered, room->layout, &room->input, arena));
    OK(press_print(&room->printed, &room->press, room->record, NULL, room->now_s, arena));
    room->peer = peer_signature_open(algorithm, arena);
    return room;
}
