#include "cli/certificate_augment.h"

#include "base/file.h"
#include "base/text.h"
#include "certify/certificate_augment.h"
#include "cli/code.h"
#include "cli/grounds.h"
#include "cli/listing.h"
#include "cli/progress.h"
#include "cli/tsas.h"

static fallible read_crls(struct augment_request *request, const struct call *call)
{
    const char *const *paths;
    size_t count = call_options(&paths, call, "--crl");
    struct crl *crls = ARENA_ARRAY(call->arena, struct crl, count);
    for (size_t i = 0; i < count; i++) {
        struct bytes file;
        TRY(file_read(&file, paths[i], CRL_LIMIT, call->arena));
        TRY(crl_read_file(&crls[i], file, paths[i], call->arena));
    }
    request->crls = crls;
    request->crl_count = count;
    return NULL;
}

static fallible read_request(struct augment_request *out, struct call *call)
{
    struct tsa *tsa;
    struct augment_request request = {0};
    TRY(pades_level_read(&request.level, call_option_or(call, "--to", "T")));
    if (request.level == PADES_B)
        return call_usage(call, "every certificate has level B already");
    TRY(read_crls(&request, call));
    TRY(tsas_open(&tsa, call));
    request.stamper = tsa ? &tsa->stamper : NULL;
    *out = request;
    return NULL;
}

/* Those named, or all that are in force or may be again. */
static fallible select_certificates(struct certificates *out, struct call *call)
{
    struct certificates all, some = {0};
    bool is_all = call_option(call, "--all") != NULL;
    if (is_all == (call->argument_count > 0))
        return call_usage(call, "name codes, or --all");
    for (size_t i = 0; i < call->argument_count; i++)
        TRY(code_certificate(ARENA_PUSH(call->arena, some.items, some.count), call,
                             call->arguments[i]));
    if (is_all)
        TRY(certificate_list(&all, call->desk.db, NULL, call->arena));
    for (size_t i = 0; is_all && i < all.count; i++)
        if (text_equal(all.items[i].state, "issued") || text_equal(all.items[i].state, "suspended"))
            *ARENA_PUSH(call->arena, some.items, some.count) = all.items[i];
    *out = some;
    return NULL;
}

/* The bytes are many, and not needed once they are stored: an arena for each. */
static fallible augment_one(struct value *list, struct call *call,
                            const struct certificate *certificate,
                            const struct augment_request *request)
{
    SCOPED_ARENA(arena);
    struct augmented augmented;
    TRY(certificate_augment(&augmented, &call->desk, certificate, request, arena));
    struct value *row = value_object(call->arena);
    value_set_text(row, "code", code_text(&certificate->code, call->arena));
    value_set_text(row, "before", pades_level_name(augmented.before));
    value_set_text(row, "after", pades_level_name(augmented.after));
    value_set_integer(row, "added", (int64_t)augmented.added);
    value_append(list, row);
    return NULL;
}

fallible cli_certificate_augment(struct call *call)
{
    static const struct shown columns[] = {{"code", "CODE"},
                                           {"before", "BEFORE"},
                                           {"after", "AFTER"},
                                           {"added", "ADDED"},
                                           {NULL, NULL}};
    struct augment_request request;
    struct certificates certificates;
    struct value *list = value_array(call->arena);
    struct refusals refusals = refusals_make(call->arena);
    TRY(read_request(&request, call));
    TRY(select_certificates(&certificates, call));
    SCOPED_PROGRESS progress = progress_begin("augmenting", certificates.count);
    for (size_t i = 0; i < certificates.count; i++) {
        const struct certificate *certificate = &certificates.items[i];
        TRY(refusals_collect(&refusals, code_text(&certificate->code, call->arena),
                             augment_one(list, call, certificate, &request)));
        progress_step(&progress);
    }
    listing_say(call, "certificates", list, columns, "nothing was augmented", NULL);
    grounds_refused_some(call, &refusals);
    return NULL;
}
