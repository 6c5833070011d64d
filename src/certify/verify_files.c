#include "certify/verify_files.h"

#include "base/buffer.h"
#include "base/file.h"
#include "certify/verify_qr.h"
#include "certify/verify_text.h"

static const size_t file_limit = 64 * 1024 * 1024, trust_limit = 1024 * 1024,
                    text_limit = 256 * 1024 * 1024;

static fallible read_trust(struct trust *out, const char *path, struct arena *arena)
{
    struct bytes bytes;
    *out = trust_none();
    if (!path || !*path)
        return NULL;
    TRY(file_read(&bytes, path, trust_limit, arena));
    return trust_read(out, bytes, path, arena);
}

static fallible read_basis(struct verify_basis *out, const struct verify_request *request,
                           const struct clock *clock, struct arena *arena)
{
    struct verify_basis basis = {.now_s = clock_now_s(clock)};
    struct bytes bytes;
    TRY(read_trust(&basis.trust, request->trust, arena));
    TRY(read_trust(&basis.time_trust, request->time_trust, arena));
    if (request->status) {
        struct status_list *list = ARENA_NEW(arena, struct status_list);
        TRY(file_read(&bytes, request->status, STATUS_LIMIT, arena));
        TRY_AS(status_read(list, bytes, &basis.trust, basis.now_s, arena), "%s", request->status);
        basis.status = list;
    }
    *out = basis;
    return NULL;
}

/* Whatever is wrong with what a check rests on: nothing could be checked. */
static never_null struct error *could_not_rely(struct error *error)
{
    struct error *other = error_make(ERROR_ENVIRONMENT, "%s", error_message(error));
    if (error_hint_text(error))
        other = error_hint(other, "%s", error_hint_text(error));
    error_free(error);
    return other;
}

static struct verification could_not_check(struct error *error, const char *rule,
                                           struct arena *arena)
{
    struct judgement judgement = {VERDICT_COULD_NOT_CHECK, arena_text(arena, error_message(error)),
                                  rule};
    error_free(error);
    return (struct verification){.judgement = judgement};
}

static struct verification check_file(const char *path, const struct verify_basis *basis,
                                      struct arena *arena)
{
    struct bytes file;
    struct verification verification;
    struct error *error = file_read(&file, path, file_limit, arena);
    if (error)
        return could_not_check(error, "a file that cannot be read says nothing", arena);
    verify_file(&verification, file, basis, arena);
    return verification;
}

/* The answer while it grows. */
struct answer {
    struct buffer text;
    struct value *value;
    int exit_code;
};

static void answer_add(struct answer *answer, const struct verification *verification,
                       const char *name, const char *language)
{
    struct arena *arena = answer->text.arena;
    int exit_code = verdict_exit(verification->judgement.verdict);
    buffer_add_text(&answer->text, verify_text(verification, name, language, arena));
    value_append(answer->value, verify_value(verification, name, arena));
    answer->exit_code = verdict_exit_worst(answer->exit_code, exit_code);
}

fallible verify_files(struct verify_answer *out, const struct verify_request *request,
                      const struct clock *clock, struct arena *arena)
{
    struct verify_basis basis;
    struct verification verification;
    struct error *error = read_basis(&basis, request, clock, arena);
    if (error)
        return could_not_rely(error);
    struct answer answer = {buffer_make(arena, text_limit), value_array(arena), 0};
    if (request->qr) {
        verify_qr(&verification, request->qr, &basis, arena);
        answer_add(&answer, &verification, "QR", request->language);
    }
    for (size_t i = 0; i < request->file_count; i++) {
        verification = check_file(request->files[i], &basis, arena);
        answer_add(&answer, &verification, request->files[i], request->language);
    }
    *out = (struct verify_answer){buffer_text(&answer.text), answer.value, answer.exit_code};
    return NULL;
}
