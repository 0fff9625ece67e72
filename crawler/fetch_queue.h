/*
 * fetch_queue.h - decide which request may start when
 *
 * Takes    jobs of any kind, each for a host, and the time of each call
 * Gives    the jobs back, hosts in turn
 * Units    *_ms milliseconds of a clock that never runs back
 *
 * Counts what is under way in all and for each host, keeps the least time
 * between two starts at a host, and slows a host down that says it is busy.
 * libcurl's own limits count connections, not requests, so they are not used.
 */
#ifndef CRAWLER_FETCH_QUEUE_H
#define CRAWLER_FETCH_QUEUE_H

#include <glib.h>

#define FETCH_PACE_MAX_MS 10000 /* a busy host is not slowed beyond this */
#define FETCH_HOLD_MAX_MS 5000  /* nor left alone for longer at a time */
#define FETCH_SLOW_MS 4000      /* from here on one request at a time */

typedef struct FetchQueue FetchQueue;

FetchQueue *fetch_queue_new(int parallel, int per_host, int pace_ms);
/* Jobs that wait are forgotten, not freed. */
void fetch_queue_free(FetchQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchQueue, fetch_queue_free)

/* @job waits for its turn at the end of the host's line. */
void fetch_queue_push(FetchQueue *queue, const char *host, gpointer job);

/* @job, already begun (a redirect), goes first. */
void fetch_queue_push_first(FetchQueue *queue, const char *host, gpointer job);

/* @job waits until @ready_at_ms at least. */
void fetch_queue_push_later(FetchQueue *queue, const char *host,
                            gint64 ready_at_ms, gpointer job);

/* A job that may start now, counted as under way; or NULL. */
gpointer fetch_queue_pop(FetchQueue *queue, gint64 now_ms);

/* When fetch_queue_pop() may next give a job if nothing ends before; a time
 * in the past means now, G_MAXINT64 never. */
gint64 fetch_queue_next_ms(const FetchQueue *queue);

/* A job of @host has ended. */
void fetch_queue_release(FetchQueue *queue, const char *host);

/*
 * What the last answer said of the host. Busy: one request at a time, twice
 * the pace, and none for @hold_ms. Well: back to normal by steps.
 */
void fetch_queue_host_busy(FetchQueue *queue, const char *host, gint64 now_ms,
                           gint64 hold_ms);
void fetch_queue_host_well(FetchQueue *queue, const char *host);

/*
 * How long the host took to begin its answer. One that is slow is asked less
 * often: the pace is at least half of what it takes on average, and over
 * FETCH_SLOW_MS it gets one request at a time. Not with a pace of 0.
 */
void fetch_queue_host_took(FetchQueue *queue, const char *host,
                           gint64 first_byte_ms);

/* Any job that waits, whatever its time; NULL when none does. */
gpointer fetch_queue_take_any(FetchQueue *queue);

#endif
