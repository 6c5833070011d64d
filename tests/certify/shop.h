/* What tests that issue certificates begin with: keys and a layout, and a room where BSK-001 passed
 * everything. */
#ifndef USTA_TESTS_CERTIFY_SHOP_H
#define USTA_TESTS_CERTIFY_SHOP_H

#include "certify/certificate_file.h"
#include "certify/keyring_made.h"

#include "assess/decision_make.h"
#include "assess/story.h"
#include "base/file.h"
#include "scratch.h"
#include "test.h"

#include <stdlib.h>

#define DAY_S INT64_C(86400)

/* Keys and layout are made once for all tests. */
struct shop {
    struct arena *arena;
    struct keyring *keyring, *brief; /* the second ends before a certificate would */
    struct layout *layout;
};

static inline int open_shop(void **state)
{
    struct shop *shop = calloc(1, sizeof *shop);
    shop->arena = arena_open();
    shop->keyring = keyring_made(NULL, KEYRING_SIGNER_YEARS, shop->arena);
    shop->brief = keyring_made(NULL, 1, shop->arena);
    OK(layout_open(&shop->layout, PROJECT_FOLDER "/certificates", "a4", NULL, shop->arena));
    *state = shop;
    return 0;
}

static inline int close_shop(void **state)
{
    struct shop *shop = *state;
    keyring_close(shop->keyring);
    keyring_close(shop->brief);
    arena_close(shop->arena);
    free(shop);
    return 0;
}

/* A registry where BSK-001 passed everything, and a press. */
struct room {
    struct fixture *f;
    struct press press;
    struct decision decision;
    struct story *story;
};

static inline void close_room(struct room *room)
{
    fixture_close(&room->f);
}
#define SCOPED_ROOM(name)                                                                          \
    __attribute__((cleanup(close_room))) struct room name = {.f = fixture_open()};                 \
    room_open(&name, *state)

static inline struct decision decide(struct room *room, enum decision_outcome outcome,
                                     const char *reason)
{
    struct decision decision;
    struct candidate candidate;
    struct arena *arena = room->f->arena;
    OK(candidate_find(&candidate, room->f->db, "BSK-001", arena));
    struct desk *desk = fixture_desk(room->f, "certifier-a");
    OK(decision_make(&decision, desk, candidate.id, "TST", outcome, reason, arena));
    return decision;
}

static inline void room_open(struct room *room, const struct shop *shop)
{
    room->press = press_of(shop->layout, shop->keyring);
    room->story = story_begin(room->f);
    story_pass(room->story, "BSK-001");
    room->decision = decide(room, DECISION_GRANTED, NULL);
}

static inline struct desk *desk(struct room *room, const char *who)
{
    return fixture_desk(room->f, who);
}

static inline struct certificate issued(struct room *room)
{
    struct certificate certificate;
    struct arena *arena = room->f->arena;
    OK(certificate_intend(&certificate, desk(room, "registrar"), &room->decision, &room->press,
                          arena));
    OK(certificate_issue(desk(room, "registrar"), &certificate, &room->press, arena));
    OK(certificate_of(&certificate, room->f->db, certificate.id, arena));
    return certificate;
}

static inline struct certificate again(struct room *room, const struct certificate *certificate)
{
    struct certificate fresh;
    OK(certificate_of(&fresh, room->f->db, certificate->id, room->f->arena));
    return fresh;
}

#endif
