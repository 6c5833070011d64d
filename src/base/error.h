/* Errors are values. A function that can fail is `fallible`: it returns NULL on success, else an
 * error that the caller owns and either passes on (TRY), passes on with what it was doing (TRY_AS),
 * or handles and frees (error_free, or a SCOPED_ERROR).
 *
 * There are as many codes as there are things a caller can do about a failure; the command line's
 * exit codes and HTTP's status codes are looked up from them in one table each.
 *
 * Messages: lower case, no full stop, fault first, values in 'quotes'. A hint says what to do. */
#ifndef USTA_BASE_ERROR_H
#define USTA_BASE_ERROR_H

#include <stddef.h>

enum error_code {
    ERROR_REFUSED = 1,     /* a rule says no: bad content, wrong role, illegal move  (exit 1) */
    ERROR_USAGE = 2,       /* the call itself is wrong: unknown option, missing word (exit 2) */
    ERROR_NOT_FOUND = 3,   /* the named thing does not exist                         (exit 3) */
    ERROR_CONFLICT = 4,    /* it exists already, or changed meanwhile                (exit 4) */
    ERROR_ENVIRONMENT = 5, /* disk, permissions, keys, clock, newer schema           (exit 5) */
};

struct error;

#define fallible                          __attribute__((warn_unused_result)) struct error *
#define never_null                        __attribute__((returns_nonnull))
#define PRINTF_LIKE(format_at, values_at) __attribute__((format(printf, format_at, values_at)))

/* Makes an error. Never fails (out of memory aborts). The caller owns it. */
never_null struct error *error_make(enum error_code code, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Adds what to do about it, shown on a line of its own. Replaces an earlier hint. Returns error. */
never_null struct error *error_hint(struct error *error, const char *format, ...) PRINTF_LIKE(2, 3);

/* Wraps error in what was being tried; keeps its code. Takes ownership of error. */
never_null struct error *error_wrap(struct error *error, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same once more, for somebody else who has to be told. The caller owns it. */
never_null struct error *error_copy(const struct error *error);

enum error_code error_code(const struct error *error);

/* The whole chain, outermost first, joined by ": ". Borrowed until the error is freed or wrapped.
 */
const char *error_message(const struct error *error);

/* The innermost hint of the chain, or NULL. Borrowed likewise. */
const char *error_hint_text(const struct error *error);

/* clang's analyser takes no one's word for never_null: show it where it looks. */
#if defined(__clang_analyzer__) && !defined(USTA_BASE_ERROR_C)
static inline struct error *error_surely(struct error *error)
{
    if (!error)
        __builtin_unreachable();
    return error;
}
#define error_make(...) error_surely(error_make(__VA_ARGS__))
#define error_hint(...) error_surely(error_hint(__VA_ARGS__))
#define error_wrap(...) error_surely(error_wrap(__VA_ARGS__))
#define error_copy(...) error_surely(error_copy(__VA_ARGS__))
#endif

void error_free(struct error *error);
void error_cleanup(struct error **error); /* for SCOPED_ERROR */

#define SCOPED_ERROR __attribute__((cleanup(error_cleanup))) struct error *

#define TRY(call)                                                                                  \
    do {                                                                                           \
        struct error *try_error_ = (call);                                                         \
        if (try_error_)                                                                            \
            return try_error_;                                                                     \
    } while (0)

#define TRY_AS(call, ...)                                                                          \
    do {                                                                                           \
        struct error *try_error_ = (call);                                                         \
        if (try_error_)                                                                            \
            return error_wrap(try_error_, __VA_ARGS__);                                            \
    } while (0)

/* A broken promise of the program itself: prints where and aborts, in release builds too. */
#define ASSERT(truth) ((truth) ? (void)0 : error_assert_failed(#truth, __FILE__, __LINE__))
_Noreturn void error_assert_failed(const char *truth, const char *file, int line);

#endif
