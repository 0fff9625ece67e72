/* How many addresses are fetched together: limits, pace, patience, an end. */
#include <criterion/criterion.h>
#include <time.h>

#include "fetch_case.h"

static void get_many(FetchCase *c, const char *format, guint count)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < count; i++) {
        g_autofree char *number = g_strdup_printf("%u", i);
        g_auto(GStrv) parts = g_strsplit(format, "@", 2);

        g_ptr_array_add(paths, g_strjoinv(number, parts));
    }
    fetch_case_get_all(c, (const char *const *)paths->pdata, count);
}

static void expect_all(FetchCase *c, LinkState state)
{
    for (guint i = 0; i < c->results->len; i++)
        expect_state((const FetchResult *)c->results->pdata[i], state);
}

Test(fetch_manners, a_host_never_sees_more_requests_at_once_than_allowed)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    c->options.per_host = 3;
    get_many(c, "/slow?ms=30&n=@", 24);
    expect_all(c, LINK_OK);
    cr_assert_eq(fault_server_most_at_once(c->server), 3u);
}

Test(fetch_manners, the_limit_in_all_holds_as_well)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    c->options.per_host = 8;
    c->options.parallel = 2;
    get_many(c, "/slow?ms=20&n=@", 12);
    cr_assert_eq(fault_server_most_at_once(c->server), 2u);
}

Test(fetch_manners, redirects_count_as_requests)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    c->options.per_host = 2;
    get_many(c, "/to?url=/slow?ms=20&n=@", 10);
    cr_assert_eq(fault_server_all_hits(c->server), 20u);
    cr_assert_leq(fault_server_most_at_once(c->server), 2u);
}

Test(fetch_manners, the_pace_is_kept)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    c->options.per_host = 4;
    c->options.pace_ms = 60;
    get_many(c, "/ok?n=@", 8);
    /* The first may be late and the last early by the machine's doing. */
    cr_assert_geq(fault_server_span_ms(c->server), 6 * 60);
}

Test(fetch_manners, waiting_burns_no_processor_time)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    clock_t before = clock();

    c->options.pace_ms = 400;
    get_many(c, "/slow?ms=100&n=@", 4);
    cr_assert_lt((clock() - before) * 1000 / CLOCKS_PER_SEC, 500);
}

Test(fetch_manners, one_address_is_fetched_once_however_often_it_is_asked)
{
    static const char *const PATHS[] = { "/ok", "/ok", "/ok#b", "/./ok" };
    g_autoptr(FetchCase) c = fetch_case_new();

    fetch_case_get_all(c, PATHS, G_N_ELEMENTS(PATHS));
    expect_all(c, LINK_OK);
    cr_assert_eq(fault_server_hits(c->server, "/ok"), 1u);
    for (guint i = 0; i < c->results->len; i++)
        cr_assert_not_null(
            ((const FetchResult *)c->results->pdata[i])->body_path);
}

/* --- further tries
 * --------------------------------------------------------------- */

Test(fetch_retry, a_hiccup_is_not_the_end)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result;

    c->options.retries = 2;
    result = fetch_case_get(c, "/flaky?fails=2&code=503");
    expect_state(result, LINK_OK);
    cr_assert_eq(result->attempts, 3);
    expect_state(fetch_case_get(c, "/short-once"), LINK_OK);
}

Test(fetch_retry, tries_are_counted_and_end)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result;

    c->options.retries = 2;
    result = fetch_case_get(c, "/flaky?fails=9&code=500");
    expect_state(result, LINK_SERVER_ERROR);
    cr_assert_eq(result->attempts, 3);
    cr_assert_eq(fault_server_all_hits(c->server), 3u);
}

Test(fetch_retry, what_will_not_change_is_not_tried_again)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    c->options.retries = 3;
    expect_state(fetch_case_get(c, "/status?code=404"), LINK_GONE);
    expect_state(fetch_case_get(c, "/status?code=403"), LINK_FORBIDDEN);
    cr_assert_eq(fault_server_all_hits(c->server), 2u);
}

Test(fetch_retry, retry_after_is_honoured)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    gint64 start = g_get_monotonic_time();
    const FetchResult *result;

    c->options.retries = 1;
    /* longer than the whole host is left alone */
    result = fetch_case_get(c, "/flaky?fails=1&code=429&after=6");
    expect_state(result, LINK_OK);
    cr_assert_geq(g_get_monotonic_time() - start, 6 * G_USEC_PER_SEC);
}

Test(fetch_retry, an_hour_is_not_waited)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    gint64 start = g_get_monotonic_time();
    const FetchResult *result;

    c->options.retries = 3;
    result = fetch_case_get(c, "/flaky?fails=1&code=429&after=3600");
    expect_state(result, LINK_RATE_LIMITED);
    cr_assert_eq(result->attempts, 1);
    cr_assert_lt(g_get_monotonic_time() - start, G_USEC_PER_SEC);
}

Test(fetch_retry, a_site_that_never_answers_is_left_alone)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    guint left = 0;

    c->options.per_host = 1;
    c->options.stall_s = 1;
    get_many(c, "/silent?n=@", FETCH_SILENT_MAX + 3);
    for (guint i = 0; i < c->results->len; i++) {
        const FetchResult *result = c->results->pdata[i];

        left += result->state == LINK_NOT_FETCHED;
    }
    cr_assert_eq(left, 3u);
    cr_assert_eq(fault_server_all_hits(c->server), (guint)FETCH_SILENT_MAX);
}

Test(fetch_retry, a_site_that_has_answered_is_not_given_up)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    static const char *const PATHS[] = {
        "/ok",       "/silent?1", "/silent?2", "/silent?3",
        "/silent?4", "/silent?5", "/silent?6", "/slow?ms=20",
    };

    c->options.per_host = 3;
    c->options.stall_s = 1;
    fetch_case_get_all(c, PATHS, G_N_ELEMENTS(PATHS));
    expect_state(fetch_case_find(c, "/silent?6"), LINK_TIMEOUT);
    expect_state(fetch_case_find(c, "/slow?ms=20"), LINK_OK);
}

static guint count_state(const FetchCase *c, LinkState state)
{
    guint count = 0;

    for (guint i = 0; i < c->results->len; i++)
        count += ((const FetchResult *)c->results->pdata[i])->state == state;
    return count;
}

Test(fetch_retry, a_site_that_fails_again_and_again_is_left_unclear)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    c->options.per_host = 1;
    get_many(c, "/status?code=500&n=@", FETCH_FAILING_MAX + 5);
    cr_assert_eq(count_state(c, LINK_SERVER_ERROR), (guint)FETCH_FAILING_MAX);
    cr_assert_eq(count_state(c, LINK_NOT_FETCHED), 5u);
}

Test(fetch_retry, failures_between_good_answers_end_nothing)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; i < 2 * FETCH_FAILING_MAX; i++)
        g_ptr_array_add(
            paths, g_strdup_printf(
                       i % 8 == 7 ? "/ok?n=%d" : "/status?code=500&n=%d", i));
    c->options.per_host = 1;
    fetch_case_get_all(c, (const char *const *)paths->pdata, paths->len);
    cr_assert_eq(count_state(c, LINK_NOT_FETCHED), 0u);
    cr_assert_eq(count_state(c, LINK_SERVER_ERROR), 21u);
}

/* --- budget
 * ---------------------------------------------------------------------- */

Test(fetch_budget, requests_are_counted_over_all_calls)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    FetchBudget budget = { .requests_max = 5 };

    c->options.budget = &budget;
    get_many(c, "/ok?a=@", 3);
    get_many(c, "/to?url=/ok%3Fb=@", 3); /* two requests each */
    cr_assert_eq(fault_server_all_hits(c->server), 5u);
    cr_assert_eq(budget.requests, 5);
    cr_assert_geq(count_state(c, LINK_NOT_FETCHED), 2u);
}

Test(fetch_budget, bytes_are_counted_as_they_came)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    FetchBudget budget = { .len_max = 150000 };

    c->options.budget = &budget;
    c->options.per_host = 1;
    get_many(c, "/big?len=100000&n=@", 5);
    cr_assert_eq(count_state(c, LINK_OK), 2u);
    cr_assert_eq(count_state(c, LINK_NOT_FETCHED), 3u);
    cr_assert_geq(budget.len, 200000);
}

Test(fetch_budget, when_the_time_is_over_the_rest_is_left)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    FetchBudget budget = { .until_us = g_get_monotonic_time() - 1 };

    c->options.budget = &budget;
    get_many(c, "/ok?n=@", 3);
    cr_assert_eq(count_state(c, LINK_NOT_FETCHED), 3u);
    cr_assert_eq(fault_server_all_hits(c->server), 0u);
}

/* --- interrupt
 * ------------------------------------------------------------------- */

Test(fetch_cancel, the_rest_is_reported_as_not_fetched)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    guint left = 0;

    c->options.per_host = 1;
    c->cancel_after = 2;
    get_many(c, "/slow?ms=20&n=@", 10);
    for (guint i = 0; i < c->results->len; i++) {
        const FetchResult *result = c->results->pdata[i];

        left += result->state == LINK_NOT_FETCHED;
    }
    cr_assert_geq(left, 7u);
}

static gpointer cancel_soon(gpointer data)
{
    g_usleep(100000);
    g_atomic_int_set((gint *)data, 1);
    return NULL;
}

Test(fetch_cancel, is_seen_soon_while_a_site_keeps_silent)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    gint64 start = g_get_monotonic_time();
    GThread *thread = g_thread_new("cancel", cancel_soon, &c->cancel);
    const FetchResult *result = fetch_case_get(c, "/stall");
    gint64 took_ms = (g_get_monotonic_time() - start) / 1000;
    guint parts;

    g_thread_join(thread);
    expect_state(result, LINK_NOT_FETCHED);
    cr_assert_lt(took_ms, 500);
    fetch_case_spooled(c, &parts);
    cr_assert_eq(parts, 0u);
}

Test(fetch_cancel, is_seen_while_all_wait_for_a_further_try)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    gint64 start = g_get_monotonic_time();
    GThread *thread = g_thread_new("cancel", cancel_soon, &c->cancel);

    c->options.retries = 1;
    expect_state(fetch_case_get(c, "/flaky?fails=1&code=429&after=60"),
                 LINK_NOT_FETCHED);
    cr_assert_lt((g_get_monotonic_time() - start) / 1000, 500);
    g_thread_join(thread);
}
