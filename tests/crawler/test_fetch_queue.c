#include <criterion/criterion.h>

#include "crawler/fetch_queue.h"

static void push(FetchQueue *queue, const char *host, const char *job)
{
    fetch_queue_push(queue, host, (gpointer)job);
}

Test(fetch_queue, hosts_take_turns)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 9, 0);

    push(queue, "a", "a1");
    push(queue, "a", "a2");
    push(queue, "b", "b1");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "a1");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "b1");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "a2");
    cr_assert_null(fetch_queue_pop(queue, 0));
}

Test(fetch_queue, a_full_host_lets_others_pass)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 1, 0);

    push(queue, "a", "a1");
    push(queue, "a", "a2");
    push(queue, "b", "b1");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "a1");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "b1");
    cr_assert_null(fetch_queue_pop(queue, 0));
    cr_assert_eq(fetch_queue_next_ms(queue), G_MAXINT64);
    fetch_queue_release(queue, "a");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "a2");
}

Test(fetch_queue, the_limit_in_all_stops_everybody)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(1, 9, 0);

    push(queue, "a", "a1");
    push(queue, "b", "b1");
    cr_assert_not_null(fetch_queue_pop(queue, 0));
    cr_assert_null(fetch_queue_pop(queue, 0));
    fetch_queue_release(queue, "a");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "b1");
}

Test(fetch_queue, the_pace_lies_between_two_starts)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 9, 100);

    push(queue, "a", "a1");
    push(queue, "a", "a2");
    cr_assert_not_null(fetch_queue_pop(queue, 1000));
    cr_assert_null(fetch_queue_pop(queue, 1099));
    cr_assert_eq(fetch_queue_next_ms(queue), 1100);
    cr_assert_not_null(fetch_queue_pop(queue, 1100));
}

Test(fetch_queue, a_later_job_waits_and_then_goes_before_the_line)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 9, 0);

    fetch_queue_push_later(queue, "a", 700, "late");
    fetch_queue_push_later(queue, "a", 500, "soon");
    cr_assert_null(fetch_queue_pop(queue, 499));
    cr_assert_eq(fetch_queue_next_ms(queue), 500);
    push(queue, "a", "a1");
    cr_assert_str_eq(fetch_queue_pop(queue, 499), "a1");
    push(queue, "a", "a2");
    cr_assert_str_eq(fetch_queue_pop(queue, 700), "soon");
    cr_assert_str_eq(fetch_queue_pop(queue, 700), "late");
    cr_assert_str_eq(fetch_queue_pop(queue, 700), "a2");
}

Test(fetch_queue, a_job_on_its_way_goes_first)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 9, 0);

    push(queue, "a", "a1");
    fetch_queue_push_first(queue, "a", "redirected");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "redirected");
}

Test(fetch_queue, a_busy_host_is_left_alone_then_slowed_then_trusted_again)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 9, 0);

    fetch_queue_host_busy(queue, "a", 1000, 3000);
    push(queue, "a", "a1");
    push(queue, "a", "a2");
    push(queue, "a", "a3");
    cr_assert_null(fetch_queue_pop(queue, 3999));
    cr_assert_not_null(fetch_queue_pop(queue, 4000));
    cr_assert_null(fetch_queue_pop(queue, 9000), "one at a time");
    fetch_queue_release(queue, "a");
    cr_assert_not_null(fetch_queue_pop(queue, 9000));
    fetch_queue_release(queue, "a");
    cr_assert_null(fetch_queue_pop(queue, 9100), "slower than before");
    for (guint i = 0; i < 20; i++)
        fetch_queue_host_well(queue, "a");
    push(queue, "a", "a4");
    cr_assert_not_null(fetch_queue_pop(queue, 20000));
    cr_assert_not_null(fetch_queue_pop(queue, 20000));
}

Test(fetch_queue, a_hold_is_bounded)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 9, 0);

    fetch_queue_host_busy(queue, "a", 0, 3600 * 1000);
    push(queue, "a", "a1");
    cr_assert_leq(fetch_queue_next_ms(queue), FETCH_HOLD_MAX_MS);
    for (guint i = 0; i < 40; i++)
        fetch_queue_host_busy(queue, "a", 0, 0);
    cr_assert_not_null(fetch_queue_pop(queue, FETCH_HOLD_MAX_MS));
    fetch_queue_release(queue, "a");
    push(queue, "a", "a2");
    cr_assert_leq(fetch_queue_next_ms(queue),
                  FETCH_HOLD_MAX_MS + FETCH_PACE_MAX_MS);
}

Test(fetch_queue, a_hundred_thousand_jobs_pass_quickly)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(64, 2, 0);
    gint64 start = g_get_monotonic_time();
    guint done = 0;

    for (guint i = 0; i < 100000; i++) {
        char host[32];

        g_snprintf(host, sizeof(host), "host%u", i % 50);
        push(queue, g_intern_string(host), g_intern_string(host));
    }
    for (char *job; (job = fetch_queue_pop(queue, 0)) != NULL; done++)
        fetch_queue_release(queue, job);
    cr_assert_eq(done, 100000u);
    cr_assert_lt(g_get_monotonic_time() - start, 5 * G_USEC_PER_SEC);
}

Test(fetch_queue, a_slow_host_is_asked_less_often_and_one_at_a_time)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 2, 100);

    push(queue, "a", "a1");
    push(queue, "a", "a2");
    push(queue, "a", "a3");
    fetch_queue_host_took(queue, "a", 3000);
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "a1");
    cr_assert_null(fetch_queue_pop(queue, 1499));
    cr_assert_str_eq(fetch_queue_pop(queue, 1500), "a2");
    fetch_queue_release(queue, "a");
    fetch_queue_host_took(queue, "a", 20000);
    cr_assert_null(fetch_queue_pop(queue, 60000));
    fetch_queue_release(queue, "a");
    cr_assert_str_eq(fetch_queue_pop(queue, 60000), "a3");
}

Test(fetch_queue, without_a_pace_a_slow_host_changes_nothing)
{
    g_autoptr(FetchQueue) queue = fetch_queue_new(9, 2, 0);

    push(queue, "a", "a1");
    push(queue, "a", "a2");
    fetch_queue_host_took(queue, "a", 20000);
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "a1");
    cr_assert_str_eq(fetch_queue_pop(queue, 0), "a2");
}
