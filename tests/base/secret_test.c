#include "base/secret.h"

#include "test.h"

#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void is(const struct secret *secret, const char *expected)
{
    struct bytes bytes = secret_bytes(secret);
    assert_int_equal(bytes.size, strlen(expected));
    assert_memory_equal(bytes.data, expected, bytes.size);
}

static int descriptor_of(const char *text)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
    close(ends[1]);
    return ends[0];
}

static void reads_a_line_of_a_descriptor(void **state)
{
    (void)state;
    static const char *const cases[] = {"word of mouth\nrest", "word of mouth\r\n",
                                        "word of mouth"};
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_SECRET secret = NULL;
        int descriptor = descriptor_of(cases[i]);
        OK(secret_from_descriptor(&secret, descriptor));
        is(secret, "word of mouth");
        close(descriptor);
    }
}

static void refuses_bad_lines(void **state)
{
    (void)state;
    char *long_line = calloc(1, SECRET_LIMIT + 2);
    memset(long_line, 'x', SECRET_LIMIT + 1);
    const struct {
        const char *line, *says;
    } cases[] = {{"", "empty"}, {"\n", "empty"}, {"a\003b\n", "cancelled"}, {long_line, "longer"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct secret *secret = NULL;
        int descriptor = descriptor_of(cases[i].line);
        FAILS(secret_from_descriptor(&secret, descriptor), ERROR_REFUSED, cases[i].says);
        assert_null(secret);
        close(descriptor);
    }
    free(long_line);
    struct secret *secret = NULL;
    FAILS(secret_from_descriptor(&secret, 987), ERROR_ENVIRONMENT, "cannot read");
}

static void takes_the_variable_out_of_the_environment(void **state)
{
    (void)state;
    SCOPED_SECRET secret = NULL;
    setenv("USTA_TEST_SECRET", "from the environment", 1);
    OK(secret_ask(&secret, -1, "USTA_TEST_SECRET", "passphrase", false));
    is(secret, "from the environment");
    assert_null(getenv("USTA_TEST_SECRET"));
    struct secret *none = NULL;
    FAILS(secret_from_environment(&none, "USTA_TEST_SECRET"), ERROR_NOT_FOUND, "is not set");
    setenv("USTA_TEST_SECRET", "", 1);
    FAILS(secret_from_environment(&none, "USTA_TEST_SECRET"), ERROR_REFUSED, "is empty");
}

static void a_descriptor_goes_before_the_variable(void **state)
{
    (void)state;
    SCOPED_SECRET secret = NULL;
    int descriptor = descriptor_of("from the descriptor\n");
    setenv("USTA_TEST_SECRET", "from the environment", 1);
    OK(secret_ask(&secret, descriptor, "USTA_TEST_SECRET", "passphrase", true));
    is(secret, "from the descriptor");
    close(descriptor);
    unsetenv("USTA_TEST_SECRET");
}

static void compares(void **state)
{
    (void)state;
    SCOPED_SECRET one = NULL;
    SCOPED_SECRET same = NULL;
    SCOPED_SECRET other = NULL;
    SCOPED_SECRET longer = NULL;
    OK(secret_of(&one, bytes_of_text("abc")));
    OK(secret_of(&same, bytes_of_text("abc")));
    OK(secret_of(&other, bytes_of_text("abd")));
    OK(secret_of(&longer, bytes_of_text("abcd")));
    assert_true(secret_equal(one, same));
    assert_false(secret_equal(one, other));
    assert_false(secret_equal(one, longer));
}

/* In a child whose terminal is a pseudo-terminal; exits 0 when the answer is as expected. */
static int ask_child(bool again, const char *expected)
{
    struct secret *secret = NULL;
    struct error *error = secret_ask(&secret, -1, "USTA_TEST_SECRET", "passphrase", again);
    bool as_expected = !error && secret_bytes(secret).size == strlen(expected) &&
                       memcmp(secret_bytes(secret).data, expected, strlen(expected)) == 0;
    int code = error ? 10 + (int)error_code(error) : as_expected ? 0 : 1;
    error_free(error);
    secret_close(secret);
    return code;
}

/* Types each line when the colon of a question has been seen; what the terminal showed goes to
 * shown. Returns the child's exit code. */
static int type(const char *const *lines, bool again, const char *expected, char shown[512])
{
    int terminal;
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);
    assert_true(child >= 0);
    if (child == 0)
        _exit(ask_child(again, expected));
    size_t size = 0;
    for (ssize_t got; (got = read(terminal, shown + size, 511 - size)) > 0;) {
        size += (size_t)got;
        if (*lines && size >= 2 && memcmp(shown + size - 2, ": ", 2) == 0) {
            assert_true(write(terminal, *lines, strlen(*lines)) > 0);
            lines++;
        }
    }
    shown[size] = '\0';
    int status;
    waitpid(child, &status, 0);
    close(terminal);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void asks_on_the_terminal_without_echo(void **state)
{
    (void)state;
    char shown[512];
    assert_int_equal(type((const char *[]){"typed words\n", NULL}, false, "typed words", shown), 0);
    assert_non_null(strstr(shown, "passphrase: "));
    assert_null(strstr(shown, "typed"));
    const char *const twice[] = {"typed words\n", "typed words\n", NULL};
    assert_int_equal(type(twice, true, "typed words", shown), 0);
    const char *const differ[] = {"typed words\n", "typed wards\n", NULL};
    assert_int_equal(type(differ, true, "", shown), 10 + ERROR_REFUSED);
    assert_int_equal(type((const char *[]){"\003", NULL}, false, "", shown), 10 + ERROR_REFUSED);
}

static void says_what_to_do_without_a_terminal(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        setsid();
        _exit(ask_child(false, ""));
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(WEXITSTATUS(status), 10 + ERROR_ENVIRONMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_line_of_a_descriptor),
        cmocka_unit_test(refuses_bad_lines),
        cmocka_unit_test(takes_the_variable_out_of_the_environment),
        cmocka_unit_test(a_descriptor_goes_before_the_variable),
        cmocka_unit_test(compares),
        cmocka_unit_test(asks_on_the_terminal_without_echo),
        cmocka_unit_test(says_what_to_do_without_a_terminal),
    };
    return cmocka_run_group_tests_name("base/secret", tests, NULL, NULL);
}
