/* Single requests, below what fetch.c checks before it sends one. */
#include <criterion/criterion.h>

#include "crawler/fetch_curl.h"
#include "fetch_case.h"

static WireAnswer last;
static guint answers;

static void on_answer(gpointer request_data, WireAnswer *answer, gpointer data)
{
    (void)request_data;
    (void)data;
    last = *answer; /* only the numbers are looked at */
    answers++;
}

static void send_one(FetchCase *c, const char *allowed, const char *path)
{
    g_autoptr(GPtrArray) allow = g_ptr_array_new();
    g_autoptr(NetGuard) guard = NULL;
    g_autoptr(Wire) wire = NULL;
    g_autofree char *url = fault_server_url(c->server, path);
    const char *bad = NULL;
    WireRequest request = { .url = url };

    if (allowed != NULL)
        g_ptr_array_add(allow, (gpointer)allowed);
    guard = net_guard_new(allow, &bad);
    wire = wire_new(&c->options, guard, on_answer, NULL, NULL);
    cr_assert(wire_start(wire, &request, NULL));
    for (answers = 0; answers == 0;)
        cr_assert(wire_run(wire, 50, NULL));
}

Test(fetch_curl, an_address_is_refused_when_the_connection_is_made)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    send_one(c, NULL, "/ok");
    cr_assert_eq((int)last.state, LINK_PRIVATE_ADDRESS);
    cr_assert_eq(fault_server_all_hits(c->server), 0u);
    send_one(c, "127.0.0.1", "/ok");
    cr_assert_eq((int)last.state, LINK_OK);
    cr_assert(last.answered);
}

Test(fetch_curl, a_redirect_is_not_followed)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    send_one(c, "127.0.0.1", "/chain?n=1");
    cr_assert_eq(last.http_status, 302);
    cr_assert_eq(fault_server_all_hits(c->server), 1u);
}

Test(fetch_curl, what_is_under_way_can_be_dropped)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(GPtrArray) allow = g_ptr_array_new();
    g_autofree char *url = fault_server_url(c->server, "/stall");
    const char *bad = NULL;
    WireRequest request = { .url = url };
    NetGuard *guard;
    Wire *wire;
    guint parts;

    g_ptr_array_add(allow, (gpointer) "127.0.0.1");
    guard = net_guard_new(allow, &bad);
    wire = wire_new(&c->options, guard, on_answer, NULL, NULL);
    answers = 0;
    cr_assert(wire_start(wire, &request, NULL));
    for (guint i = 0; i < 10; i++)
        wire_run(wire, 20, NULL);
    wire_free(wire);
    net_guard_free(guard);
    cr_assert_eq(answers, 0u);
    cr_assert_eq(fetch_case_spooled(c, &parts), 0u);
}
