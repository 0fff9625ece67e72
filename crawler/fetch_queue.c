#include "crawler/fetch_queue.h"

#define BUSY_PACE_MIN_MS 250

typedef struct {
    gint64 ready_at_ms;
    gpointer job;
} Later;

typedef struct {
    char *name;
    GQueue ready; /* jobs */
    GQueue later; /* Later*, soonest first */
    int running;
    int pace_ms;    /* more than the queue's while the host is busy */
    gint64 took_ms; /* to begin an answer, on average; 0: not known */
    gint64 next_start_ms;
    gboolean in_turn; /* linked in queue->turn */
} Host;

struct FetchQueue {
    int parallel, per_host, pace_ms;
    int running;
    GHashTable *hosts; /* name -> Host */
    GQueue turn;       /* Host* with jobs that wait; the head is next */
};

static void host_free(gpointer data)
{
    Host *host = data;

    g_queue_clear(&host->ready);
    g_queue_clear_full(&host->later, g_free);
    g_free(host->name);
    g_free(host);
}

FetchQueue *fetch_queue_new(int parallel, int per_host, int pace_ms)
{
    FetchQueue *queue = g_new0(FetchQueue, 1);

    queue->parallel = MAX(parallel, 1);
    queue->per_host = MAX(per_host, 1);
    queue->pace_ms = MAX(pace_ms, 0);
    queue->hosts =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, host_free);
    g_queue_init(&queue->turn);
    return queue;
}

void fetch_queue_free(FetchQueue *queue)
{
    if (queue == NULL)
        return;
    g_queue_clear(&queue->turn);
    g_hash_table_unref(queue->hosts);
    g_free(queue);
}

static Host *host_of(FetchQueue *queue, const char *name)
{
    Host *host = g_hash_table_lookup(queue->hosts, name);

    if (host != NULL)
        return host;
    host = g_new0(Host, 1);
    host->name = g_strdup(name);
    host->pace_ms = queue->pace_ms;
    g_queue_init(&host->ready);
    g_queue_init(&host->later);
    g_hash_table_insert(queue->hosts, host->name, host);
    return host;
}

static Host *host_in_turn(FetchQueue *queue, const char *name)
{
    Host *host = host_of(queue, name);

    if (!host->in_turn)
        g_queue_push_tail(&queue->turn, host);
    host->in_turn = TRUE;
    return host;
}

void fetch_queue_push(FetchQueue *queue, const char *host, gpointer job)
{
    g_queue_push_tail(&host_in_turn(queue, host)->ready, job);
}

void fetch_queue_push_first(FetchQueue *queue, const char *host, gpointer job)
{
    g_queue_push_head(&host_in_turn(queue, host)->ready, job);
}

static int soonest_first(gconstpointer a, gconstpointer b, gpointer data)
{
    const Later *left = a;
    const Later *right = b;

    (void)data;
    return left->ready_at_ms < right->ready_at_ms   ? -1
           : left->ready_at_ms > right->ready_at_ms ? 1
                                                    : 0;
}

void fetch_queue_push_later(FetchQueue *queue, const char *host,
                            gint64 ready_at_ms, gpointer job)
{
    Later *later = g_new(Later, 1);

    *later = (Later){ ready_at_ms, job };
    g_queue_insert_sorted(&host_in_turn(queue, host)->later, later,
                          soonest_first, NULL);
}

/* A host that asked for rest gets one request at a time. */
static int limit_of(const FetchQueue *queue, const Host *host)
{
    return host->pace_ms > queue->pace_ms ||
                   (queue->pace_ms > 0 && host->took_ms >= FETCH_SLOW_MS)
               ? 1
               : queue->per_host;
}

static gint64 pace_of(const FetchQueue *queue, const Host *host)
{
    gint64 slow_ms = queue->pace_ms > 0 ? host->took_ms / 2 : 0;

    return MAX(host->pace_ms, MIN(slow_ms, FETCH_PACE_MAX_MS));
}

/* When the first job of @host may start as far as time goes. */
static gint64 host_start_ms(const Host *host)
{
    const GList *later = host->later.head;
    gint64 ready_at_ms = G_MAXINT64;

    if (host->ready.length > 0)
        ready_at_ms = 0;
    else if (later != NULL)
        ready_at_ms = ((const Later *)later->data)->ready_at_ms;
    return MAX(ready_at_ms, host->next_start_ms);
}

static gpointer host_take(Host *host, gint64 now_ms)
{
    Later *later = g_queue_peek_head(&host->later);
    gpointer job;

    /* One whose wait is over has been in line before the ready ones. */
    if (later == NULL || later->ready_at_ms > now_ms)
        return g_queue_pop_head(&host->ready);
    g_queue_pop_head(&host->later);
    job = later->job;
    g_free(later);
    return job;
}

static void host_leave_turn_if_idle(FetchQueue *queue, Host *host)
{
    if (!g_queue_is_empty(&host->ready) || !g_queue_is_empty(&host->later))
        return;
    g_queue_remove(&queue->turn, host);
    host->in_turn = FALSE;
}

gpointer fetch_queue_pop(FetchQueue *queue, gint64 now_ms)
{
    guint count = queue->turn.length;

    if (queue->running >= queue->parallel)
        return NULL;
    for (guint i = 0; i < count; i++) {
        Host *host = g_queue_pop_head(&queue->turn);
        gpointer job;

        g_queue_push_tail(&queue->turn, host);
        if (host->running >= limit_of(queue, host) ||
            host_start_ms(host) > now_ms)
            continue;
        job = host_take(host, now_ms);
        host->running++;
        queue->running++;
        host->next_start_ms = now_ms + pace_of(queue, host);
        host_leave_turn_if_idle(queue, host);
        return job;
    }
    return NULL;
}

gint64 fetch_queue_next_ms(const FetchQueue *queue)
{
    gint64 next_ms = G_MAXINT64;

    if (queue->running >= queue->parallel)
        return next_ms;
    for (GList *l = queue->turn.head; l != NULL; l = l->next) {
        const Host *host = l->data;

        if (host->running < limit_of(queue, host))
            next_ms = MIN(next_ms, host_start_ms(host));
    }
    return next_ms;
}

void fetch_queue_release(FetchQueue *queue, const char *host)
{
    Host *found = host_of(queue, host);

    g_assert(found->running > 0 && queue->running > 0);
    found->running--;
    queue->running--;
}

void fetch_queue_host_busy(FetchQueue *queue, const char *host, gint64 now_ms,
                           gint64 hold_ms)
{
    Host *found = host_of(queue, host);
    gint64 until_ms = now_ms + CLAMP(hold_ms, 0, FETCH_HOLD_MAX_MS);

    found->pace_ms = CLAMP(found->pace_ms * 2, BUSY_PACE_MIN_MS,
                           MAX(FETCH_PACE_MAX_MS, queue->pace_ms));
    found->next_start_ms = MAX(found->next_start_ms, until_ms);
}

void fetch_queue_host_well(FetchQueue *queue, const char *host)
{
    Host *found = host_of(queue, host);

    if (found->pace_ms <= queue->pace_ms)
        return;
    found->pace_ms = found->pace_ms * 3 / 4;
    if (found->pace_ms < BUSY_PACE_MIN_MS / 2 ||
        found->pace_ms < queue->pace_ms)
        found->pace_ms = queue->pace_ms;
}

void fetch_queue_host_took(FetchQueue *queue, const char *host,
                           gint64 first_byte_ms)
{
    Host *found = host_of(queue, host);

    found->took_ms = found->took_ms == 0
                         ? first_byte_ms
                         : (found->took_ms * 3 + first_byte_ms) / 4;
}

gpointer fetch_queue_take_any(FetchQueue *queue)
{
    Host *host = g_queue_peek_head(&queue->turn);
    gpointer job;

    if (host == NULL)
        return NULL;
    job = host_take(host, G_MAXINT64);
    host_leave_turn_if_idle(queue, host);
    return job;
}
