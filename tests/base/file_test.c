#include "base/file.h"

#include "base/digest.h"

#include "scratch.h"
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

static struct bytes read_back(const char *path, struct arena *arena)
{
    struct bytes bytes = {0};
    OK(file_read(&bytes, path, 1 << 20, arena));
    return bytes;
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void a_file_is_written_whole(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *folder = scratch_folder(arena), *path = path_join(arena, folder, "a");
    struct bytes bytes;
    FAILS(file_read(&bytes, path, 10, arena), ERROR_NOT_FOUND, path);
    FAILS(file_read(&bytes, folder, 10, arena), ERROR_REFUSED, "is a folder");
    OK(file_write(path, bytes_of_text("one"), 0600));
    OK(file_write(path, bytes_of_text("two more"), 0600));
    assert_true(bytes_equal(read_back(path, arena), bytes_of_text("two more")));
    assert_int_equal(mode_of(path), 0600);
    FAILS(file_read(&bytes, path, 7, arena), ERROR_REFUSED, "larger than the limit of 7 bytes");
    FAILS(file_write(path_join(arena, path, "b"), bytes_of_text(""), 0600), ERROR_ENVIRONMENT,
          "Not a directory");
    const char *const *names;
    size_t count;
    OK(folder_list(&names, &count, folder, "", arena));
    assert_int_equal(count, 1); /* nothing temporary is left */
}

static void a_copy_replaces_nothing(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *folder = scratch_folder(arena);
    char *from = path_join(arena, folder, "from"), *to = path_join(arena, folder, "to");
    uint8_t *large = arena_alloc(arena, 200000);
    for (size_t i = 0; i < 200000; i++)
        large[i] = (uint8_t)(i * 31);
    FAILS(file_copy(from, to, 0600), ERROR_NOT_FOUND, "from");
    OK(file_write(from, bytes_of(large, 200000), 0644));
    OK(file_copy(from, to, 0600));
    assert_true(bytes_equal(read_back(to, arena), bytes_of(large, 200000)));
    assert_int_equal(mode_of(to), 0600);
    FAILS(file_copy(from, to, 0600), ERROR_CONFLICT, "File exists");
    FAILS(file_copy(folder, path_join(arena, folder, "c"), 0600), ERROR_ENVIRONMENT, "directory");
    assert_false(file_exists(path_join(arena, folder, "c")));
}

static void a_folder_takes_no_place_of_another(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *folder = scratch_folder(arena);
    char *from = path_join(arena, folder, "x/from"), *to = path_join(arena, folder, "to");
    OK(folder_make_private(from));
    OK(folder_make_private(from)); /* there already */
    assert_int_equal(mode_of(from), 0700);
    OK(file_write(path_join(arena, from, "a"), bytes_of_text("a"), 0600));
    OK(folder_make(to));
    OK(file_rename(from, to)); /* an empty folder gives way */
    assert_false(file_exists(from));
    assert_true(file_exists(path_join(arena, to, "a")));
    OK(folder_make(from));
    FAILS(file_rename(from, to), ERROR_CONFLICT, "to");
    FAILS(file_rename(path_join(arena, folder, "none"), to), ERROR_NOT_FOUND, "to");
}

static void the_digest_of_a_file_is_that_of_its_bytes(void **state)
{
    (void)state;
    SCOPED_ARENA(arena);
    char *path = path_join(arena, scratch_folder(arena), "a");
    struct digest digest;
    FAILS(digest_of_file(&digest, path), ERROR_NOT_FOUND, path);
    static const size_t sizes[] = {0, 1, 16384, 16385, 100000};
    uint8_t *bytes = arena_alloc(arena, 100000);
    memset(bytes, 'u', 100000);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        OK(file_write(path, bytes_of(bytes, sizes[i]), 0600));
        OK(digest_of_file(&digest, path));
        struct digest expected = digest_of(bytes_of(bytes, sizes[i]));
        assert_true(digest_equal(&digest, &expected));
    }
    FAILS(digest_of_file(&digest, "/"), ERROR_ENVIRONMENT, "cannot");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_written_whole),
        cmocka_unit_test(a_copy_replaces_nothing),
        cmocka_unit_test(a_folder_takes_no_place_of_another),
        cmocka_unit_test(the_digest_of_a_file_is_that_of_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
