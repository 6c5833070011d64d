/* libFuzzer: no file is genuine but those that were signed (FUZZ_FOLDER/pdf), none makes a reader
 * stumble, and what is shown of it cannot move a terminal's cursor. */
#include "base/file.h"
#include "base/text.h"
#include "certify/attachment.h"
#include "certify/pades_shape.h"
#include "certify/pdf_text.h"
#include "certify/verify_text.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIGNED = 7 };
static struct digest signed_files[SIGNED];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const paths[SIGNED] = {
        FUZZ_FOLDER "/pdf/signed.pdf",  FUZZ_FOLDER "/pdf/visible.pdf",
        FUZZ_FOLDER "/pdf/stamped.pdf", FUZZ_FOLDER "/pdf/b.pdf", /* each begins the next: */
        FUZZ_FOLDER "/pdf/t.pdf",       FUZZ_FOLDER "/pdf/lt.pdf",
        FUZZ_FOLDER "/pdf/lta.pdf"};
    (void)argc;
    (void)argv;
    for (size_t i = 0; i < SIGNED; i++) {
        SCOPED_ARENA(arena);
        struct bytes file;
        SCOPED_ERROR error = file_read(&file, paths[i], PDF_FILE_LIMIT, arena);
        ASSERT(!error);
        signed_files[i] = digest_of(file);
    }
    return 0;
}

static bool was_signed(struct bytes file)
{
    struct digest digest = digest_of(file);
    for (size_t i = 0; i < SIGNED; i++)
        if (digest_equal(&digest, &signed_files[i]))
            return true;
    return false;
}

static void check_shown(const char *text)
{
    ASSERT(utf8_fault_at(bytes_of_text(text)) == strlen(text));
    for (; *text; text++)
        ASSERT((uint8_t)*text >= ' ' || *text == '\n');
}

static void verify(struct bytes file, struct arena *arena)
{
    const struct verify_basis basis = {.trust = trust_none(), .now_s = 1795341225};
    struct verification verification;
    verify_file(&verification, file, &basis, arena);
    enum verdict verdict = verification.judgement.verdict;
    ASSERT(verdict >= VERDICT_UNKNOWN_ISSUER);
    ASSERT(verdict != VERDICT_UNKNOWN_ISSUER || was_signed(file));
    check_shown(verify_text(&verification, "file", "en", arena));
}

/* What is otherwise read only behind a signature that holds. */
static void read_unsigned(struct bytes bytes, struct arena *arena)
{
    struct pades_shape shape = {0};
    struct bytes record;
    const char *text;
    SCOPED_ERROR unread = pdf_file_read(&shape.file, bytes, arena);
    if (unread)
        return;
    error_free(attachment_read(&record, &shape.file, arena));
    SCOPED_ERROR shapeless = pades_shape_read(&shape);
    if (shapeless)
        return;
    error_free(pades_shape_check(&shape));
    const struct pdf_value *signature = &shape.signature->value;
    for (size_t i = 0; i < signature->count; i++) {
        int64_t instant_s;
        error_free(pdf_text_read(&text, &signature->items[2 * i + 1], "value", arena));
        error_free(pdf_date_read(&instant_s, &signature->items[2 * i + 1], "value"));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    verify(bytes_of(data, size), arena);
    read_unsigned(bytes_of(data, size), arena);
    return 0;
}
