/* What every test includes: cmocka with the headers it wants first, and three checks for errors. */
#ifndef USTA_TESTS_TEST_H
#define USTA_TESTS_TEST_H

#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The call succeeds; else the test fails with the error's message. */
#define OK(call)                                                                                   \
    do {                                                                                           \
        SCOPED_ERROR ok_error_ = (call);                                                           \
        if (ok_error_)                                                                             \
            fail_msg("%s", error_message(ok_error_));                                              \
    } while (0)

/* The call fails with this code and its message contains part. */
#define FAILS(call, expected_code, part)                                                           \
    do {                                                                                           \
        SCOPED_ERROR fails_error_ = (call);                                                        \
        if (!fails_error_)                                                                         \
            fail_msg("succeeded, but should say '%s'", (part));                                    \
        if (error_code(fails_error_) != (expected_code) ||                                         \
            !strstr(error_message(fails_error_), (part)))                                          \
            fail_msg("fails with code %d and '%s' instead of code %d and '%s'",                    \
                     (int)error_code(fails_error_), error_message(fails_error_),                   \
                     (int)(expected_code), (part));                                                \
    } while (0)

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif
