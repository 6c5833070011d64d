#include "certify/scarce/scarce_memory.h"

#include "base/error.h"

#include <openssl/crypto.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the linker makes of malloc and the others: __wrap_… is called, __real_… is the library's. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
char *__real_strdup(const char *text);
int __real_vasprintf(char **out, const char *format, va_list values);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);
int __wrap_vasprintf(char **out, const char *format, va_list values) PRINTF_LIKE(2, 0);
int __wrap_asprintf(char **out, const char *format, ...) PRINTF_LIKE(2, 3);

/* The functions that fail have no other place for what they know. */
static struct {
    int64_t n, asked;
    sqlite3_mem_methods sqlite;
} memory;

static bool fails(void)
{
    return ++memory.asked == memory.n;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

int __wrap_vasprintf(char **out, const char *format, va_list values)
{
    return fails() ? -1 : __real_vasprintf(out, format, values);
}

int __wrap_asprintf(char **out, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int size = __wrap_vasprintf(out, format, values);
    va_end(values);
    return size;
}

static void *sqlite_malloc(int size)
{
    return fails() ? NULL : memory.sqlite.xMalloc(size);
}

static void *sqlite_realloc(void *old, int size)
{
    return fails() ? NULL : memory.sqlite.xRealloc(old, size);
}

static void *openssl_malloc(size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return size && !fails() ? __real_malloc(size) : NULL;
}

static void *openssl_realloc(void *old, size_t size, const char *file, int line)
{
    (void)file, (void)line;
    if (size == 0)
        free(old);
    return size && !fails() ? __real_realloc(old, size) : NULL;
}

static void openssl_free(void *old, const char *file, int line)
{
    (void)file, (void)line;
    free(old);
}

void scarce_memory_install(void)
{
    ASSERT(CRYPTO_set_mem_functions(openssl_malloc, openssl_realloc, openssl_free) == 1);
    ASSERT(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.sqlite) == SQLITE_OK);
    sqlite3_mem_methods scarce = memory.sqlite;
    scarce.xMalloc = sqlite_malloc;
    scarce.xRealloc = sqlite_realloc;
    ASSERT(sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce) == SQLITE_OK);
}

void scarce_memory_plan(int64_t n)
{
    memory.n = n;
    memory.asked = 0;
}

int64_t scarce_memory_asked(void)
{
    return memory.asked;
}
