#include "certify/chain.h"

#include "certify/der.h"

struct bytes chain_der(const struct x509 *chain, size_t count, struct arena *arena)
{
    struct bytes *list = ARENA_ARRAY(arena, struct bytes, count);
    for (size_t i = 0; i < count; i++)
        list[i] = chain[i].der;
    return der_set_of(DER_CONTEXT_0_CONSTRUCTED, list, count, arena);
}

fallible chain_certificates(struct x509 *out, size_t *count, size_t limit, struct bytes der,
                            const struct trust *known, struct arena *arena)
{
    size_t size = 0;
    struct bytes rest = der;
    while (rest.size) {
        struct der_element element;
        TRY(der_next(&element, &rest, DER_SEQUENCE, "certificate of a key"));
        if (size == limit)
            return error_make(ERROR_REFUSED, "more than %zu certificates of keys", limit);
        const struct x509 *same = known ? trust_find(known, element.whole) : NULL;
        if (same)
            out[size] = *same;
        else
            TRY(x509_read(&out[size], element.whole, arena));
        size++;
    }
    *count = size;
    return NULL;
}

bool chain_is_named(const struct x509 *x509, struct bytes issuer_and_serial)
{
    size_t head = x509->issuer.size;
    return issuer_and_serial.size == head + x509->serial.size &&
           memcmp(issuer_and_serial.data, x509->issuer.data, head) == 0 &&
           memcmp(issuer_and_serial.data + head, x509->serial.data, x509->serial.size) == 0;
}

static void swap(struct x509 *a, struct x509 *b)
{
    struct x509 kept = *a;
    *a = *b;
    *b = kept;
}

bool chain_is_issuer(const struct x509 *above, const struct x509 *below)
{
    return bytes_equal(above->subject, below->issuer);
}

/* Puts the signer first and behind each the one that issued it; all must be used up at a root. */
static fallible sort_chain(struct x509 *list, size_t count, struct bytes issuer_and_serial)
{
    for (size_t place = 0; place < count; place++) {
        size_t found = place;
        while (found < count && !(place == 0 ? chain_is_named(&list[found], issuer_and_serial)
                                             : chain_is_issuer(&list[found], &list[place - 1])))
            found++;
        if (found == count)
            return error_make(ERROR_REFUSED, place == 0 ? "the signer's certificate is missing"
                                                        : "a certificate above the signer's is "
                                                          "missing or one too many is there");
        swap(&list[place], &list[found]);
        if (list[place].is_root && place + 1 < count)
            return error_make(ERROR_REFUSED, "a certificate is there that the chain does not need");
    }
    if (count == 0 || !list[count - 1].is_root)
        return error_make(ERROR_REFUSED, "the chain of certificates does not end in a root");
    return NULL;
}

fallible chain_read(const struct x509 **out, size_t *count, struct bytes der,
                    struct bytes issuer_and_serial, const struct trust *known, struct arena *arena)
{
    struct x509 *chain = ARENA_ARRAY(arena, struct x509, X509_CHAIN_LIMIT);
    size_t size;
    TRY(chain_certificates(chain, &size, X509_CHAIN_LIMIT, der, known, arena));
    TRY(sort_chain(chain, size, issuer_and_serial));
    *out = chain;
    *count = size;
    return NULL;
}
