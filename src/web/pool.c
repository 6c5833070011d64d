#include "web/pool.h"

#include <pthread.h>
#include <stdlib.h>

struct hand {
    struct pool *pool;
    struct random random;
    struct registry *registry;
    pthread_t thread;
};

struct pool {
    pthread_mutex_t mutex; /* of all below */
    pthread_cond_t cond;
    struct work *first, **end;
    size_t waiting;
    bool is_stopped;
    size_t started, count;
    struct hand hands[];
};

static struct work *take(struct pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    while (!pool->first && !pool->is_stopped)
        pthread_cond_wait(&pool->cond, &pool->mutex);
    struct work *work = pool->first;
    if (work) {
        pool->first = work->next;
        pool->waiting--;
    }
    if (!pool->first)
        pool->end = &pool->first;
    pthread_mutex_unlock(&pool->mutex);
    return work;
}

static void *labour(void *context)
{
    struct hand *hand = context;
    for (struct work *work; (work = take(hand->pool));)
        work->run(work, registry_db(hand->registry));
    return NULL;
}

static fallible start(struct hand *hand, struct pool *pool, const char *folder,
                      const struct clock *clock)
{
    hand->pool = pool;
    hand->random = random_system();
    TRY(registry_open(&hand->registry, folder, DB_READ, clock, &hand->random));
    if (pthread_create(&hand->thread, NULL, labour, hand) != 0) {
        registry_close(hand->registry);
        return error_make(ERROR_ENVIRONMENT, "no thread for slow work");
    }
    pool->started++;
    return NULL;
}

fallible pool_open(struct pool **out, size_t threads, const char *registry_folder,
                   const struct clock *clock)
{
    struct pool *pool = calloc(1, sizeof *pool + threads * sizeof *pool->hands);
    if (!pool)
        abort();
    pool->end = &pool->first;
    pool->count = threads;
    ASSERT(pthread_mutex_init(&pool->mutex, NULL) == 0 &&
           pthread_cond_init(&pool->cond, NULL) == 0);
    for (size_t i = 0; i < threads; i++) {
        struct error *error = start(&pool->hands[i], pool, registry_folder, clock);
        if (error) {
            pool_close(pool);
            return error;
        }
    }
    *out = pool;
    return NULL;
}

fallible pool_submit(struct pool *pool, struct work *work)
{
    pthread_mutex_lock(&pool->mutex);
    bool fits = !pool->is_stopped && pool->waiting < POOL_ROOM;
    if (fits) {
        work->next = NULL;
        *pool->end = work;
        pool->end = &work->next;
        pool->waiting++;
        pthread_cond_signal(&pool->cond);
    }
    pthread_mutex_unlock(&pool->mutex);
    return fits ? NULL : error_make(ERROR_ENVIRONMENT, "%d pieces of slow work wait", POOL_ROOM);
}

void pool_close(struct pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->mutex);
    pool->is_stopped = true;
    pthread_cond_broadcast(&pool->cond);
    pthread_mutex_unlock(&pool->mutex);
    for (size_t i = 0; i < pool->started; i++) {
        ASSERT(pthread_join(pool->hands[i].thread, NULL) == 0);
        registry_close(pool->hands[i].registry);
    }
    pthread_cond_destroy(&pool->cond);
    pthread_mutex_destroy(&pool->mutex);
    free(pool);
}
