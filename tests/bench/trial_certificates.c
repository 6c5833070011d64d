#include "bench/press_room.h"
#include "bench/trials.h"

#include "certify/print_run.h"
#include "test.h"

static void *open_room(struct arena *arena)
{
    return press_room_open(SIGNATURE_ES256, arena);
}

static void *open_rsa_room(struct arena *arena)
{
    return press_room_open(SIGNATURE_RS256, arena);
}

static int64_t render(void *subject)
{
    SCOPED_ARENA(arena);
    struct press_room *room = subject;
    struct bytes pdf;
    OK(layout_render(&pdf, room->layout, &room->input, arena));
    return 1;
}

static int64_t sign(void *subject)
{
    SCOPED_ARENA(arena);
    struct press_room *room = subject;
    struct pades_draft draft;
    struct bytes pdf;
    OK(pades_prepare(&draft, room->rendered, &room->request, room->press.signer, arena));
    OK(pades_finish(&pdf, &draft, room->press.signer, arena));
    return 1;
}

static int64_t print(void *subject)
{
    SCOPED_ARENA(arena);
    struct press_room *room = subject;
    struct bytes pdf;
    OK(press_print(&pdf, &room->press, room->record, NULL, room->now_s, arena));
    return 1;
}

static void close_arena(void *arena)
{
    arena_close(arena);
}

static int64_t print_all(void *subject)
{
    SCOPED_ARENA(arena);
    struct press_room *room = subject;
    struct print prints[ROOM_RECORDS];
    for (size_t i = 0; i < ROOM_RECORDS; i++) {
        prints[i] = (struct print){.record = room->records[i], .arena = arena_open()};
        arena_defer(arena, close_arena, prints[i].arena);
    }
    print_run(prints, ROOM_RECORDS, &room->press, room->now_s);
    for (size_t i = 0; i < ROOM_RECORDS; i++)
        OK(prints[i].error);
    return ROOM_RECORDS;
}

static int64_t verify(void *subject)
{
    SCOPED_ARENA(arena);
    struct press_room *room = subject;
    struct verification verification;
    verify_file(&verification, room->printed, &room->basis, arena);
    ASSERT(verification.judgement.verdict == VERDICT_GENUINE);
    return 1;
}

static int64_t sign_raw(void *subject)
{
    struct press_room *room = subject;
    peer_signature_sign(room->peer);
    return 1;
}

static int64_t check_raw(void *subject)
{
    struct press_room *room = subject;
    peer_signature_check(room->peer);
    return 1;
}

#define SIGN_RAW     "OpenSSL: ECDSA P-256 signatures"
#define SIGN_RAW_RSA "OpenSSL: RSA-3072 signatures"

const struct trial trial_renderings = {
    .name = "certificates rendered",
    .peer = SIGN_RAW,
    .prepare = open_room,
    .work = render,
    .peer_work = sign_raw,
};

const struct trial trial_signings = {
    .name = "certificates signed",
    .peer = SIGN_RAW,
    .prepare = open_room,
    .work = sign,
    .peer_work = sign_raw,
};

const struct trial trial_certificates = {
    .name = "certificates printed",
    .peer = SIGN_RAW,
    .prepare = open_room,
    .work = print,
    .peer_work = sign_raw,
};

const struct trial trial_rsa_certificates = {
    .name = "certificates printed, RSA-3072",
    .peer = SIGN_RAW_RSA,
    .prepare = open_rsa_room,
    .work = print,
    .peer_work = sign_raw,
};

const struct trial trial_batches = {
    .name = "certificates printed by all cores",
    .peer = SIGN_RAW,
    .prepare = open_room,
    .work = print_all,
    .peer_work = sign_raw,
};

const struct trial trial_rsa_batches = {
    .name = "certificates by all cores, RSA-3072",
    .peer = SIGN_RAW_RSA,
    .prepare = open_rsa_room,
    .work = print_all,
    .peer_work = sign_raw,
};

const struct trial trial_verifications = {
    .name = "verifications",
    .peer = "OpenSSL: ECDSA P-256 verifications",
    .prepare = open_room,
    .work = verify,
    .peer_work = check_raw,
};
