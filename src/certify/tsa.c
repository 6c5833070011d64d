#include "certify/tsa.h"

#include "certify/der.h"
#include "certify/http.h"
#include "certify/timestamp.h"
#include "certify/tsp.h"

static fallible check_policy(const struct tsa *tsa, const struct tst_info *info,
                             struct arena *arena)
{
    if (!tsa->policy || bytes_equal(info->policy, der_oid(tsa->policy, arena)))
        return NULL;
    return error_make(ERROR_REFUSED, "the timestamp is under another policy than %s", tsa->policy);
}

static fallible check_time(const struct tsa *tsa, const struct tst_info *info, struct arena *arena)
{
    int64_t now_s = clock_now_s(tsa->clock);
    int64_t off_s = info->at_s > now_s ? info->at_s - now_s : now_s - info->at_s;
    if (off_s <= TSA_CLOCK_SLACK_S)
        return NULL;
    return error_hint(error_make(ERROR_REFUSED, "the timestamp says %s, and it is %s here",
                                 instant_text(info->at_s, arena), instant_text(now_s, arena)),
                      "check this computer's clock; more than %d s apart is not believed",
                      TSA_CLOCK_SLACK_S);
}

static fallible check_authority(const struct tsa *tsa, const struct timestamp *stamp)
{
    size_t root;
    SCOPED_ERROR fault = x509_check_time_chain(&root, stamp->chain, stamp->chain_count,
                                               tsa->roots.roots, tsa->roots.root_count,
                                               clock_now_s(tsa->clock));
    return fault ? error_make(ERROR_REFUSED, "%s", error_message(fault)) : NULL;
}

fallible tsa_check_answer(struct bytes *token, const struct tsa *tsa,
                          const struct tsa_question *question, struct bytes answer,
                          struct arena *arena)
{
    struct bytes sent;
    struct timestamp stamp, again;
    TRY(tsp_answer_read(&sent, answer, arena));
    TRY(timestamp_take(&stamp, sent, &tsa->roots, arena));
    if (!bytes_equal(stamp.info.nonce, question->nonce))
        return error_make(ERROR_REFUSED, "the timestamp has another nonce: it answers another "
                                         "question");
    TRY(timestamp_check(&stamp, &question->imprint, arena));
    TRY(check_policy(tsa, &stamp.info, arena));
    TRY(check_time(tsa, &stamp.info, arena));
    TRY(check_authority(tsa, &stamp));
    struct bytes der = timestamp_der(&stamp, arena);
    TRY(timestamp_read(&again, der, arena));
    *token = der;
    return NULL;
}

/* Whatever is wrong with the answer: there is no timestamp to be had. */
static fallible ask(struct stamper *stamper, struct bytes *token, const struct digest *imprint,
                    struct arena *arena)
{
    const struct tsa *tsa = stamper->context;
    uint8_t nonce[TSP_NONCE_SIZE];
    struct bytes answer;
    TRY(random_fill(tsa->random, nonce, sizeof nonce));
    const struct tsa_question question = {*imprint, tsp_nonce_der(nonce, arena)};
    const struct http_request request = {
        .url = tsa->url,
        .content_type = "application/timestamp-query",
        .accepted = "application/timestamp-reply",
        .body = tsp_request(imprint, tsa->policy, nonce, arena),
        .answer_limit = TSP_ANSWER_LIMIT,
        .connect_limit_ms = TSA_CONNECT_LIMIT_MS,
        .total_limit_ms = tsa->total_limit_ms,
    };
    TRY(http_post(&answer, &request, arena));
    struct error *fault = tsa_check_answer(token, tsa, &question, answer, arena);
    if (!fault)
        return NULL;
    struct error *error = error_make(ERROR_ENVIRONMENT, "the answer of '%s' is of no use: %s",
                                     tsa->url, error_message(fault));
    if (error_hint_text(fault))
        error = error_hint(error, "%s", error_hint_text(fault));
    error_free(fault);
    return error;
}

/* Arcs of digits with dots between, at least two. */
static bool is_oid(const char *text)
{
    size_t arcs = 0;
    for (;; text++) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 9)
            return false;
        arcs++;
        text += digits;
        if (*text != '.')
            return *text == '\0' && arcs >= 3;
    }
}

fallible tsa_open(struct tsa *tsa)
{
    TRY(http_check_address(tsa->url));
    if (tsa->policy && (!is_oid(tsa->policy) || strlen(tsa->policy) > 60))
        return error_hint(error_make(ERROR_USAGE, "'%s' is no policy", tsa->policy),
                          "an object identifier, for example 1.2.3.4.1");
    if (!tsa->roots.root_count)
        return error_hint(error_make(ERROR_REFUSED, "no root is given of the timestamp authority"),
                          "--tsa-trust FILE, or $USTA_TSA_TRUST, names the file with the "
                          "authority's root certificate in PEM");
    tsa->stamper.ask = ask;
    tsa->stamper.context = tsa;
    return NULL;
}
