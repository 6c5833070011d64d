#include "certify/tsp.h"

#include "base/buffer.h"
#include "base/text.h"
#include "certify/der.h"
#include "certify/tst_info.h"

enum { GRANTED = 0, GRANTED_WITH_CHANGES = 1, SAID_LIMIT = 200 };

struct bytes tsp_nonce_der(const uint8_t nonce[static TSP_NONCE_SIZE], struct arena *arena)
{
    return der_unsigned(bytes_of(nonce, TSP_NONCE_SIZE), arena);
}

struct bytes tsp_request(const struct digest *imprint, const char *policy,
                         const uint8_t nonce[static TSP_NONCE_SIZE], struct arena *arena)
{
    static const uint8_t one[1] = {1}, yes[1] = {0xff};
    return DER(arena, DER_SEQUENCE, der_unsigned(bytes_of(one, 1), arena),
               tst_info_imprint_der(imprint, arena),
               policy ? der_oid(policy, arena) : bytes_of(NULL, 0), tsp_nonce_der(nonce, arena),
               DER(arena, DER_BOOLEAN, bytes_of(yes, 1)));
}

/* What the authority says about its status, printable. */
static const char *said(struct bytes status, struct arena *arena)
{
    struct der_element texts, text;
    SCOPED_ERROR none = der_next(&texts, &status, DER_SEQUENCE, "words");
    SCOPED_ERROR nothing = none ? NULL : der_next(&text, &texts.content, DER_UTF8_STRING, "words");
    if (none || nothing || text.content.size > SAID_LIMIT)
        return "no word why";
    char *copy = arena_text_n(arena, text.content.data, text.content.size);
    for (char *at = copy; *at; at++)
        if (*at < ' ' || *at > '~')
            *at = '?';
    return copy;
}

fallible tsp_answer_read(struct bytes *token, struct bytes answer, struct arena *arena)
{
    struct der_element all, status, sent;
    uint8_t number[1];
    TRY(der_next(&all, &answer, DER_SEQUENCE, "the answer"));
    TRY(der_end(answer, "the answer"));
    TRY(der_next(&status, &all.content, DER_SEQUENCE, "the answer's status"));
    TRY(der_next_unsigned(number, 1, &status.content, "the answer's status"));
    if (number[0] != GRANTED && number[0] != GRANTED_WITH_CHANGES)
        return error_make(ERROR_REFUSED, "the authority refuses with status %d: %s", number[0],
                          said(status.content, arena));
    TRY(der_next(&sent, &all.content, DER_SEQUENCE, "the timestamp in the answer"));
    TRY(der_end(all.content, "the timestamp in the answer"));
    *token = sent.whole;
    return NULL;
}
