/* Certificates: each fault has a name, and the page is still seen. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/clock.h"
#include "fetch_case.h"

#define DAY_S (24 * 60 * 60)

static const FetchResult *get_with(FetchCase *c, FaultCert cert,
                                   const char *path)
{
    fetch_case_use_tls(c, cert);
    return fetch_case_get(c, path);
}

Test(fetch_tls, a_good_certificate_is_quiet_and_its_end_is_known)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    FaultCert cert = { "IP:127.0.0.1", 30, FALSE };
    const FetchResult *result = get_with(c, cert, "/ok");

    expect_state(result, LINK_OK);
    cr_assert_leq(ABS(result->tls_expires_at - clock_now_at() - 30 * DAY_S),
                  120);
}

Test(fetch_tls, the_end_is_known_on_a_connection_that_is_used_again)
{
    static const char *const PATHS[] = { "/ok?1", "/ok?2", "/ok?3" };
    g_autoptr(FetchCase) c = fetch_case_new();

    c->options.per_host = 1;
    fetch_case_use_tls(c, (FaultCert){ "IP:127.0.0.1", 30, FALSE });
    fetch_case_get_all(c, PATHS, 3);
    for (guint i = 0; i < 3; i++)
        cr_assert_gt(
            ((const FetchResult *)c->results->pdata[i])->tls_expires_at, 0);
}

static const struct {
    FaultCert cert;
    LinkState state;
} FAULTS[] = {
    { { "IP:127.0.0.1", -10, FALSE }, LINK_TLS_EXPIRED },
    { { "DNS:www.example.go.th", 30, FALSE }, LINK_TLS_NAME },
    { { "IP:127.0.0.1", 30, TRUE }, LINK_TLS_CHAIN },
};

Test(fetch_tls, each_fault_has_its_name_and_the_page_is_still_read)
{
    for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        g_autoptr(FetchCase) c = fetch_case_new();
        const FetchResult *result = get_with(c, FAULTS[i].cert, "/ok?seen");
        g_autofree char *body = fetch_case_body(result);

        expect_state(result, FAULTS[i].state);
        cr_expect_eq(result->http_status, 200);
        cr_expect(g_strcmp0(body, "<p>page seen</p>") == 0);
        cr_expect_not_null(result->detail);
        cr_expect_neq(result->tls_expires_at, 0);
        cr_expect_eq(result->attempts, 1);
    }
}

Test(fetch_tls, behind_a_bad_certificate_no_cookie_is_kept_or_sent)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    FaultCert cert = { "IP:127.0.0.1", -10, FALSE };

    /* needs its cookie to end, so it can not */
    get_with(c, cert, "/cookie");
    for (guint i = 0; i < c->results->len; i++)
        expect_state((const FetchResult *)c->results->pdata[i],
                     LINK_TLS_EXPIRED);
    g_autofree char *head = fault_server_last_request(c->server, "/cookie");
    cr_assert_null(strstr(head, "Cookie:"));
}

Test(fetch_tls, the_fault_stays_when_the_page_behind_it_is_gone)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    FaultCert cert = { "IP:127.0.0.1", -10, FALSE };
    const FetchResult *result = get_with(c, cert, "/status?code=404");

    expect_state(result, LINK_TLS_EXPIRED);
    cr_assert_eq(result->http_status, 404);
}

Test(fetch_tls, a_refused_address_behind_it_counts_more)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    FaultCert cert = { "IP:127.0.0.1", -10, FALSE };

    expect_state(get_with(c, cert, "/to?url=http://10.0.0.1/"),
                 LINK_PRIVATE_ADDRESS);
}

Test(fetch_tls, an_old_protocol_has_a_name_and_the_page_is_still_read)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result;
    g_autofree char *body = NULL;

    fetch_case_use_tls(c, (FaultCert){ "IP:127.0.0.1", 30, FALSE });
    fault_server_use_old_tls(c->server);
    result = fetch_case_get(c, "/ok?seen");
    body = fetch_case_body(result);
    expect_state(result, LINK_TLS_OLD);
    cr_expect_eq(result->http_status, 200);
    cr_expect(g_strcmp0(body, "<p>page seen</p>") == 0);
}

Test(fetch_tls, no_tls_at_all_is_another_fault)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *url = fault_server_url(c->server, "/ok");
    g_autofree char *secure = g_strconcat("https", url + 4, NULL);

    expect_state(fetch_case_get(c, secure), LINK_TLS_OTHER);
}
