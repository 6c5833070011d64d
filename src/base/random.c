#include "base/random.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static fallible fill_system(struct random *random, void *out, size_t size)
{
    (void)random;
    for (size_t done = 0; done < size;) {
        ssize_t got = getrandom((uint8_t *)out + done, size - done, 0);
        if (got < 0 && errno != EINTR)
            return error_make(ERROR_ENVIRONMENT, "no randomness from the system: %s",
                              strerror(errno));
        done += got > 0 ? (size_t)got : 0;
    }
    return NULL;
}

static uint64_t split_mix(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static fallible fill_seeded(struct random *random, void *out, size_t size)
{
    uint8_t *bytes = out;
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(split_mix(&random->state) >> 56);
    return NULL;
}

struct random random_system(void)
{
    return (struct random){fill_system, 0};
}

struct random random_seeded(uint64_t seed)
{
    return (struct random){fill_seeded, seed};
}

fallible random_fill(struct random *random, void *out, size_t size)
{
    return random->fill(random, out, size);
}

fallible random_below(uint32_t *out, struct random *random, uint32_t limit)
{
    ASSERT(limit >= 1);
    uint32_t fair = UINT32_MAX -
                    UINT32_MAX % limit; /* above it the low numbers would be likelier */
    for (;;) {
        uint32_t drawn;
        TRY(random_fill(random, &drawn, sizeof drawn));
        if (drawn < fair) {
            *out = drawn % limit;
            return NULL;
        }
    }
}
