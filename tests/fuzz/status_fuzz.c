/* libFuzzer: no status list is believed but the one that was signed (FUZZ_FOLDER/status), and any
 * bytes may be a PEM file of trust. */
#include "base/file.h"
#include "certify/status.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bytes signed_list;
static struct trust trust;
static const int64_t now_s = 1795341225;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static struct arena *arena;
    struct bytes pem;
    (void)argc;
    (void)argv;
    arena = arena_open();
    SCOPED_ERROR no_list = file_read(&signed_list, FUZZ_FOLDER "/status/list", STATUS_LIMIT, arena);
    SCOPED_ERROR no_pem = file_read(&pem, FUZZ_FOLDER "/status/trust.pem", STATUS_LIMIT, arena);
    ASSERT(!no_list && !no_pem);
    SCOPED_ERROR no_trust = trust_read(&trust, pem, "trust.pem", arena);
    ASSERT(!no_trust);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SCOPED_ARENA(arena);
    struct status_list list;
    struct trust read;
    error_free(trust_read(&read, bytes_of(data, size), "input", arena));
    SCOPED_ERROR refused = status_read(&list, bytes_of(data, size), &trust, now_s, arena);
    ASSERT(refused || bytes_equal(bytes_of(data, size), signed_list));
    return 0;
}
