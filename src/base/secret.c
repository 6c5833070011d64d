#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

struct secret {
    size_t size;
    uint8_t data[SECRET_LIMIT];
};

/* A mapping of its own, so that locking it touches no other memory. */
static fallible secret_make(struct secret **out)
{
    void *page = mmap(NULL, sizeof(struct secret), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        abort();
    if (mlock(page, sizeof(struct secret)) != 0) {
        int fault = errno;
        munmap(page, sizeof(struct secret));
        return error_hint(error_make(ERROR_ENVIRONMENT, "cannot lock the passphrase in memory: %s",
                                     strerror(fault)),
                          "raise the limit of locked memory ('ulimit -l') to at least 64 KiB");
    }
    (void)madvise(page, sizeof(struct secret), MADV_DONTDUMP); /* old kernels know no better */
    *out = page;
    return NULL;
}

void secret_close(struct secret *secret)
{
    if (!secret)
        return;
    OPENSSL_cleanse(secret, sizeof *secret);
    munmap(secret, sizeof *secret);
}

void secret_cleanup(struct secret **secret)
{
    secret_close(*secret);
}

struct bytes secret_bytes(const struct secret *secret)
{
    return bytes_of(secret->data, secret->size);
}

bool secret_equal(const struct secret *a, const struct secret *b)
{
    return a->size == b->size && CRYPTO_memcmp(a->data, b->data, a->size) == 0;
}

static fallible check_size(size_t size)
{
    if (size == 0)
        return error_make(ERROR_REFUSED, "the passphrase is empty");
    if (size > SECRET_LIMIT)
        return error_make(ERROR_REFUSED, "the passphrase is longer than %d bytes", SECRET_LIMIT);
    return NULL;
}

fallible secret_of(struct secret **out, struct bytes bytes)
{
    TRY(check_size(bytes.size));
    TRY(secret_make(out));
    memcpy((*out)->data, bytes.data, bytes.size);
    (*out)->size = bytes.size;
    return NULL;
}

enum { CONTROL_C = 3 }; /* what the key sends while the terminal makes no signals of it */

/* Byte by byte, so that nothing behind the line is swallowed. */
static fallible read_line(struct secret *secret, int descriptor)
{
    ASSERT(secret);
    for (size_t size = 0;;) {
        uint8_t byte = '\n';
        ssize_t got = read(descriptor, &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_make(ERROR_ENVIRONMENT, "cannot read the passphrase: %s", strerror(errno));
        if (byte == '\n') {
            secret->size = size && secret->data[size - 1] == '\r' ? size - 1 : size;
            return check_size(secret->size);
        }
        if (byte == CONTROL_C)
            return error_make(ERROR_REFUSED, "cancelled");
        if (size == SECRET_LIMIT)
            return check_size(size + 1);
        secret->data[size++] = byte;
    }
}

fallible secret_from_descriptor(struct secret **out, int descriptor)
{
    SCOPED_SECRET secret = NULL;
    TRY(secret_make(&secret));
    TRY(read_line(secret, descriptor));
    *out = secret;
    secret = NULL;
    return NULL;
}

fallible secret_from_environment(struct secret **out, const char *name)
{
    char *value = getenv(name);
    if (!value)
        return error_make(ERROR_NOT_FOUND, "%s is not set", name);
    struct error *error = secret_of(out, bytes_of_text(value));
    OPENSSL_cleanse(value, strlen(value));
    unsetenv(name);
    return error ? error_wrap(error, "%s", name) : NULL;
}

/* Echo off, and no signals from keys: a Ctrl-C that ended the program here would leave the terminal
 * mute, so it ends the line instead. */
static void terminal_mute(int terminal, const struct termios *before)
{
    struct termios mute = *before;
    mute.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    mute.c_cc[VEOL] = CONTROL_C;
    tcsetattr(terminal, TCSAFLUSH, &mute);
}

static fallible ask_terminal(struct secret **out, int terminal, const char *question)
{
    struct termios before;
    if (tcgetattr(terminal, &before) != 0)
        return error_make(ERROR_ENVIRONMENT, "cannot ask for the passphrase: %s", strerror(errno));
    terminal_mute(terminal, &before); /* before asking: an eager answer is neither shown nor lost */
    dprintf(terminal, "%s: ", question);
    struct error *error = secret_from_descriptor(out, terminal);
    tcsetattr(terminal, TCSAFLUSH, &before);
    dprintf(terminal, "\n");
    return error;
}

fallible secret_from_terminal(struct secret **out, const char *question)
{
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return error_make(ERROR_ENVIRONMENT, "there is no terminal to ask for the passphrase");
    struct error *error = ask_terminal(out, terminal, question);
    close(terminal);
    return error;
}

static fallible ask_twice(struct secret **out, const char *question)
{
    SCOPED_SECRET first = NULL;
    SCOPED_SECRET second = NULL;
    TRY(secret_from_terminal(&first, question));
    TRY(secret_from_terminal(&second, "once more"));
    if (!secret_equal(first, second))
        return error_make(ERROR_REFUSED, "the two passphrases differ");
    *out = first;
    first = NULL;
    return NULL;
}

fallible secret_ask(struct secret **out, int descriptor, const char *variable, const char *question,
                    bool again)
{
    if (descriptor >= 0)
        return secret_from_descriptor(out, descriptor);
    if (getenv(variable))
        return secret_from_environment(out, variable);
    struct error *error = again ? ask_twice(out, question) : secret_from_terminal(out, question);
    if (error && error_code(error) == ERROR_ENVIRONMENT)
        return error_hint(error, "set %s, or name a file descriptor that holds it", variable);
    return error;
}
