#include "certify/head.h"

#include "base/buffer.h"
#include "base/encoding.h"
#include "base/text.h"
#include "certify/der.h"

#include <stdbool.h>
#include <stdlib.h>

enum { ED25519_KEY = 0x01, ED25519_SIZE = 64, NAME_LIMIT = 100, SIGNATURES_LIMIT = 16 };

#define DASH "\xe2\x80\x94 " /* U+2014 and a space */

static fallible check_name(const char *name)
{
    size_t length = strlen(name);
    bool plain = length > 0 && length <= NAME_LIMIT;
    for (const char *at = name; plain && *at; at++)
        plain = *at > ' ' && *at < 0x7f && *at != '+';
    if (!plain)
        return error_hint(error_make(ERROR_REFUSED, "'%.100s' cannot name a journal", name),
                          "write it like a web address without 'https://', for example "
                          "usta.example/bishkek");
    return NULL;
}

/* signed-note, "Signature types": SHA-256 of name, newline, type, key; the first four bytes. */
static void make_id(struct head_key *key)
{
    static const uint8_t separator[2] = {'\n', ED25519_KEY};
    struct bytes parts[] = {bytes_of_text(key->name), bytes_of(separator, 2),
                            bytes_of(key->raw, HEAD_KEY_SIZE)};
    struct digest digest = digest_of_parts(parts, 3);
    memcpy(key->id, digest.data, HEAD_ID_SIZE);
}

fallible head_key_make(struct head_key *out, const char *name, struct bytes spki,
                       struct arena *arena)
{
    struct public_key *parsed;
    TRY(check_name(name));
    TRY(public_key_read(&parsed, spki, arena));
    if (public_key_algorithm(parsed) != SIGNATURE_ED25519)
        return error_make(ERROR_REFUSED, "the key of a journal's head is Ed25519, not %s",
                          signature_algorithm_name(public_key_algorithm(parsed)));
    struct head_key key = {.name = arena_text(arena, name)};
    memcpy(key.raw, spki.data + spki.size - HEAD_KEY_SIZE, HEAD_KEY_SIZE); /* its last bytes */
    make_id(&key);
    *out = key;
    return NULL;
}

char *head_key_text(const struct head_key *key, struct arena *arena)
{
    uint8_t typed[1 + HEAD_KEY_SIZE] = {ED25519_KEY};
    memcpy(typed + 1, key->raw, HEAD_KEY_SIZE);
    return arena_format(arena, "%s+%s+%s", key->name,
                        hex_encode(bytes_of(key->id, HEAD_ID_SIZE), arena),
                        base64_encode(bytes_of(typed, sizeof typed), arena));
}

static fallible key_fault(void)
{
    return error_make(ERROR_REFUSED, "the public key of the journal's head is not of the form "
                                     "name+id+key");
}

fallible head_key_read(struct head_key *out, const char *text, struct arena *arena)
{
    char *name = arena_text(arena, text);
    char *id = strchr(name, '+');
    char *encoded = id ? strchr(id + 1, '+') : NULL;
    if (!encoded)
        return key_fault();
    *id++ = '\0';
    *encoded++ = '\0';
    struct bytes typed, id_bytes;
    TRY(check_name(name));
    TRY(hex_decode(&id_bytes, id, "id of the head's key", arena));
    TRY(base64_decode(&typed, encoded, "head's key", arena));
    if (typed.size != 1 + HEAD_KEY_SIZE || typed.data[0] != ED25519_KEY)
        return key_fault();
    struct head_key key = {.name = name};
    memcpy(key.raw, typed.data + 1, HEAD_KEY_SIZE);
    make_id(&key);
    if (!bytes_equal(id_bytes, bytes_of(key.id, HEAD_ID_SIZE)))
        return error_make(ERROR_REFUSED, "the id in the head's public key does not belong to it");
    *out = key;
    return NULL;
}

static char *body_text(const struct journal_head *head, const char *name, struct arena *arena)
{
    return arena_format(arena, "%s\n%lld\n%s\n", name, (long long)head->size,
                        base64_encode(digest_bytes(&head->root), arena));
}

fallible head_sign(const char **note, const struct journal_head *head, const struct head_key *key,
                   const struct signer *signer, struct arena *arena)
{
    ASSERT(signer->algorithm == SIGNATURE_ED25519 && head->size >= 0);
    char *body = body_text(head, key->name, arena);
    struct signature signature;
    TRY_AS(signer_sign(&signature, signer, bytes_of_text(body)), "sign the journal's head");
    ASSERT(signature.size == ED25519_SIZE);
    uint8_t value[HEAD_ID_SIZE + ED25519_SIZE];
    memcpy(value, key->id, HEAD_ID_SIZE);
    memcpy(value + HEAD_ID_SIZE, signature.data, ED25519_SIZE);
    char *text = arena_format(arena, "%s\n" DASH "%s %s\n", body, key->name,
                              base64_encode(bytes_of(value, sizeof value), arena));
    struct journal_head again;
    SCOPED_ERROR fault = head_check(&again, bytes_of_text(text), key, arena);
    ASSERT(!fault);
    *note = text;
    return NULL;
}

static fallible head_fault(const char *why)
{
    return error_make(ERROR_REFUSED, "the journal's head is malformed: %s", why);
}

/* Cuts the line at *text off and moves *text behind it; NULL when no newline is left. */
static char *take_line(char **text)
{
    char *line = *text, *end = strchr(line, '\n');
    if (!end)
        return NULL;
    *end = '\0';
    *text = end + 1;
    return line;
}

static fallible read_size(int64_t *out, const char *text)
{
    char *end;
    bool plain = text[0] >= '0' && text[0] <= '9' && (text[0] != '0' || !text[1]);
    long long size = strtoll(text, &end, 10);
    if (!plain || *end || strlen(text) > 18)
        return head_fault("its second line is not a size");
    *out = size;
    return NULL;
}

static fallible read_body(struct journal_head *out, char *body, const struct head_key *key,
                          struct arena *arena)
{
    const char *origin = take_line(&body), *size = take_line(&body), *root = take_line(&body);
    if (!origin || !size || !root || *body)
        return head_fault("it has not three lines");
    if (!text_equal(origin, key->name))
        return error_make(ERROR_REFUSED, "this is the head of the journal '%.100s', not of '%s'",
                          origin, key->name);
    struct bytes digest;
    TRY(read_size(&out->size, size));
    TRY(base64_decode(&digest, root, "root of the journal's head", arena));
    if (digest.size != DIGEST_SIZE)
        return head_fault("its root has not 32 bytes");
    memcpy(out->root.data, digest.data, DIGEST_SIZE);
    return NULL;
}

/* *found when the line is by key; a line of somebody else only has to look like one. */
static fallible check_line(bool *found, char *line, struct bytes body, const struct head_key *key,
                           struct arena *arena)
{
    char *value = text_starts(line, DASH) ? strchr(line + strlen(DASH), ' ') : NULL;
    if (!value)
        return head_fault("a line behind the empty one is no signature");
    *value++ = '\0';
    struct bytes bytes;
    TRY(base64_decode(&bytes, value, "signature of the journal's head", arena));
    if (bytes.size <= HEAD_ID_SIZE)
        return head_fault("a signature is too short");
    bool ours = text_equal(line + strlen(DASH), key->name) &&
                memcmp(bytes.data, key->id, HEAD_ID_SIZE) == 0;
    if (!ours)
        return NULL;
    struct public_key *parsed;
    TRY(public_key_of_ed25519(&parsed, bytes_of(key->raw, HEAD_KEY_SIZE), arena));
    TRY_AS(signature_check(parsed, body,
                           bytes_of(bytes.data + HEAD_ID_SIZE, bytes.size - HEAD_ID_SIZE)),
           "journal's head");
    *found = true;
    return NULL;
}

static fallible check_signatures(char *lines, struct bytes body, const struct head_key *key,
                                 struct arena *arena)
{
    bool found = false;
    for (int count = 0; *lines; count++) {
        char *line = take_line(&lines);
        if (!line || count == SIGNATURES_LIMIT)
            return head_fault("its signatures end in the middle, or are too many");
        TRY(check_line(&found, line, body, key, arena));
    }
    if (!found)
        return error_make(ERROR_REFUSED, "the journal's head is not signed by '%s'", key->name);
    return NULL;
}

fallible head_check(struct journal_head *out, struct bytes note, const struct head_key *key,
                    struct arena *arena)
{
    const char *checked;
    if (note.size > HEAD_LIMIT)
        return head_fault("it is too long");
    TRY(text_from_bytes(&checked, note, "journal's head", arena));
    char *text = arena_text(arena, checked);
    char *gap = strstr(text, "\n\n");
    if (!gap)
        return head_fault("it has no empty line");
    size_t body_size = (size_t)(gap - text) + 1;
    struct bytes body = bytes_of(arena_text_n(arena, text, body_size), body_size);
    struct journal_head head;
    TRY(read_body(&head, arena_text_n(arena, text, body_size), key, arena));
    TRY(check_signatures(gap + 2, body, key, arena));
    *out = head;
    return NULL;
}
