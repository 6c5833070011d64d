/* Authorities for timestamps by openssl (tests/tsa), made once for a test program; and what they
 * say, asked without a network. */
#ifndef USTA_TESTS_CERTIFY_AUTHORITY_H
#define USTA_TESTS_CERTIFY_AUTHORITY_H

#include "certify/crl.h"
#include "certify/der.h"
#include "certify/timestamp.h"
#include "certify/tsa.h"
#include "certify/tsp.h"

#include "base/file.h"
#include "base/text.h"
#include "peer.h"
#include "test.h"

#define TSA_FOLDER PROJECT_FOLDER "/tests/tsa"

/* "2026-11-22 09:53:45", as faketime wants it: the clock stands still. */
static inline char *faked(int64_t instant_s, struct arena *arena)
{
    char *text = instant_text(instant_s, arena);
    text[strlen("YYYY-MM-DD")] = ' ';
    text[strlen("YYYY-MM-DD HH:MM:SS")] = '\0';
    return text;
}

struct authority {
    struct arena *arena;
    const char *folder;  /* of authority.sh */
    const char *section; /* who answers: a name of ts.cnf, or a pair of keys for openssl cms */
    bool by_cms;         /* openssl ts refuses to do it */
    int64_t now_s;       /* when it answers */
    struct clock clock;  /* of who asks */
    struct random random;
    struct tsa tsa;
};

/* In a folder below parent, as of an instant. */
static inline const char *authorities_made(const char *parent, int64_t now_s, struct arena *arena)
{
    char *folder = path_join(arena, parent, "tsa");
    PEER_SAYS("", TSA_FOLDER "/authority.sh %s '%s'", folder, faked(now_s, arena));
    return folder;
}

static inline struct trust roots_in(const char *path, struct arena *arena)
{
    struct bytes pem;
    struct trust trust = trust_none();
    OK(file_read(&pem, path, 1000000, arena));
    OK(trust_read(&trust, pem, path, arena));
    return trust;
}

/* What the authority answers to a query. */
static inline struct bytes authority_answer(const struct authority *authority, struct bytes query,
                                            struct arena *arena)
{
    struct bytes answer = {0};
    const char *folder = authority->folder;
    OK(file_write(path_join(arena, folder, "query"), query, 0600));
    const char *asked = authority->by_cms ? "good" : authority->section;
    PEER_SAYS("",
              "cd %s && rm -f answer && TZ=UTC faketime -f '%s' openssl ts -reply -config ts.cnf "
              "-section %s -queryfile query -out answer",
              folder, faked(authority->now_s, arena), asked);
    OK(file_read(&answer, path_join(arena, folder, "answer"), 1000000, arena));
    return answer;
}

/* The same content signed by a key that openssl ts would not use. */
static inline struct bytes resigned(const struct authority *authority, struct bytes answer,
                                    const char *options, struct arena *arena)
{
    static const uint8_t zero[1] = {0};
    struct bytes token;
    const char *folder = authority->folder;
    OK(file_write(path_join(arena, folder, "answer"), answer, 0600));
    PEER_SAYS("",
              "cd %s && openssl ts -reply -in answer -token_out -out token && "
              "openssl cms -verify -binary -noverify -inform DER -in token -out info && "
              "TZ=UTC faketime -f '%s' openssl cms -sign -binary -nodetach -nosmimecap %s "
              "-econtent_type 1.2.840.113549.1.9.16.1.4 -in info -signer %s.pem -inkey %s.key "
              "-certfile root.pem -md sha256 -outform DER -out token",
              folder, faked(authority->now_s, arena), options, authority->section,
              authority->section);
    OK(file_read(&token, path_join(arena, folder, "token"), 1000000, arena));
    struct bytes status = DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(zero, 1), arena));
    return DER(arena, DER_SEQUENCE, status, token);
}

static inline fallible authority_ask(struct stamper *stamper, struct bytes *token,
                                     const struct digest *imprint, struct arena *arena)
{
    struct authority *authority = stamper->context;
    uint8_t nonce[TSP_NONCE_SIZE];
    OK(random_fill(&authority->random, nonce, sizeof nonce));
    const struct tsa_question question = {*imprint, tsp_nonce_der(nonce, arena)};
    struct bytes query = tsp_request(imprint, authority->tsa.policy, nonce, arena);
    struct bytes answer = authority_answer(authority, query, arena);
    if (authority->by_cms)
        answer = resigned(authority, answer, "-cades", arena);
    return tsa_check_answer(token, &authority->tsa, &question, answer, arena);
}

/* An authority that answers at an instant, asked by somebody whose clock shows the same. */
static inline struct authority *authority_of(const char *folder, const char *section, int64_t now_s,
                                             struct arena *arena)
{
    struct authority *authority = ARENA_NEW(arena, struct authority);
    authority->arena = arena;
    authority->folder = folder;
    authority->section = section;
    authority->now_s = now_s;
    authority->clock = clock_fixed(now_s);
    authority->random = random_seeded(3);
    authority->tsa = (struct tsa){.url = "http://127.0.0.1/",
                                  .roots = roots_in(path_join(arena, folder, "root.pem"), arena),
                                  .clock = &authority->clock,
                                  .random = &authority->random};
    OK(tsa_open(&authority->tsa));
    authority->tsa.stamper.ask = authority_ask;
    authority->tsa.stamper.context = authority;
    return authority;
}

/* A revocation list by openssl: of the authority whose certificate and key stand in these files,
 * the key under passphrase, or none. */
static inline struct bytes revocation_list(const char *certificate, const char *key,
                                           const char *passphrase, int64_t now_s,
                                           const char *revoked, struct arena *arena)
{
    struct bytes der;
    struct crl crl;
    const char *place = arena_format(arena, "%s.crl", certificate);
    PEER_SAYS("", "PASSPHRASE='%s' " TSA_FOLDER "/crl.sh %s %s %s '%s' 30 %s", passphrase, place,
              certificate, key, faked(now_s, arena), revoked);
    OK(file_read(&der, place, 1000000, arena));
    OK(crl_read_file(&crl, der, "list", arena));
    return crl.der;
}

#endif
