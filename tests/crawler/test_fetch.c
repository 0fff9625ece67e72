/* What becomes of a single address. */
#include <criterion/criterion.h>
#include <string.h>

#include "fetch_case.h"

Test(fetch, a_page_is_kept_under_its_hash_with_what_the_answer_says)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result = fetch_case_get(c, "/ok?x");
    g_autofree char *body = fetch_case_body(result);
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, "<p>page x</p>", -1);
    guint parts;

    expect_state(result, LINK_OK);
    cr_assert_eq(result->http_status, 200);
    cr_assert_str_eq(body, "<p>page x</p>");
    cr_assert_eq(result->body_len, 13);
    cr_assert_str_eq(result->sha256, sum);
    cr_assert(g_str_has_suffix(result->body_path, sum));
    cr_assert_str_eq(result->content_type, "text/html; charset=utf-8");
    cr_assert_str_eq(result->file_name, "ok");
    cr_assert_eq(result->attempts, 1);
    cr_assert_eq(result->hops->len, 0u);
    cr_assert_gt(result->fetched_at, 0);
    cr_assert_eq(result->tls_expires_at, 0);
    cr_assert_not(result->from_file);
    cr_assert(g_str_has_prefix(result->headers, "HTTP/1.1 200 Status\r\n"));
    cr_assert_eq(fetch_case_spooled(c, &parts), 1u);
    cr_assert_eq(parts, 0u);
}

Test(fetch, says_honestly_who_asks)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *head = NULL;

    fetch_case_get(c, "/ok");
    head = fault_server_last_request(c->server, "/ok");
    cr_assert_not_null(strstr(head, "User-Agent: oit-audit/" OIT_VERSION));
    cr_assert_not_null(strstr(head, "Accept-Encoding: "));
    cr_assert_null(strstr(head, "Authorization"));
    cr_assert_null(strstr(head, "Cookie"));
}

/* Path, state, and the status that is told. */
static const struct {
    const char *path;
    LinkState state;
    int http_status;
} FAULTS[] = {
    { "/status?code=404", LINK_GONE, 404 },
    { "/no-such-page", LINK_GONE, 404 },
    { "/status?code=410", LINK_GONE, 410 },
    { "/status?code=401", LINK_FORBIDDEN, 401 },
    { "/status?code=403", LINK_FORBIDDEN, 403 },
    { "/status?code=451", LINK_FORBIDDEN, 451 },
    { "/status?code=418", LINK_CLIENT_ERROR, 418 },
    { "/status?code=429", LINK_RATE_LIMITED, 429 },
    { "/status?code=500", LINK_SERVER_ERROR, 500 },
    { "/status?code=503", LINK_SERVER_ERROR, 503 },
    { "/status?code=206", LINK_SHORT_BODY, 206 },
    { "/empty", LINK_EMPTY, 200 },
    { "/empty?status=204", LINK_EMPTY, 204 },
    { "/silent", LINK_TIMEOUT, 0 },
    { "/stall", LINK_TIMEOUT, 200 },
    { "/drip", LINK_TIMEOUT, 200 },
    { "/reset", LINK_RESET, 200 },
    { "/reset-early", LINK_RESET, 0 },
    { "/cut-chunks", LINK_RESET, 200 },
    { "/short", LINK_SHORT_BODY, 200 },
    { "/bad-chunk", LINK_PROTOCOL_ERROR, 200 },
    { "/headers", LINK_PROTOCOL_ERROR, 200 },
    { "/long-line", LINK_PROTOCOL_ERROR, 200 },
    { "/continues", LINK_PROTOCOL_ERROR, 100 },
    { "/garbage", LINK_PROTOCOL_ERROR, 0 },
    { "/bad-gzip", LINK_PROTOCOL_ERROR, 200 },
    { "/unasked-304", LINK_PROTOCOL_ERROR, 304 },
    { "/bare-redirect", LINK_PROTOCOL_ERROR, 302 },
    { "/gzip", LINK_BOMB, 200 },
    { "/big?len=5000000", LINK_TOO_LARGE, 200 },
    { "/big-announced", LINK_TOO_LARGE, 200 },
    { "/loop?a", LINK_REDIRECT_LOOP, 302 },
    { "/chain?n=11", LINK_REDIRECT_LOOP, 302 },
    { "/to?url=http://127.0.0.2/", LINK_PRIVATE_ADDRESS, 301 },
    { "/to?url=http://169.254.169.254/latest", LINK_PRIVATE_ADDRESS, 301 },
    { "/to?url=http://[::1]/", LINK_PRIVATE_ADDRESS, 301 },
    { "/to?url=http://[::ffff:10.0.0.1]/", LINK_PRIVATE_ADDRESS, 301 },
    { "/to?url=file:///etc/passwd", LINK_OTHER_SCHEME, 301 },
    { "/to?url=ftp://127.0.0.1/", LINK_OTHER_SCHEME, 301 },
    { "/to?url=javascript:alert(1)", LINK_HASH_ONLY, 301 },
    { "/to?url=http://", LINK_BAD_URL, 301 },
};

Test(fetch, each_fault_ends_in_its_state_and_disturbs_no_other)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const char *paths[G_N_ELEMENTS(FAULTS) + 1];
    guint parts;

    for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++)
        paths[i] = FAULTS[i].path;
    paths[G_N_ELEMENTS(FAULTS)] = "/ok?last";
    c->options.per_host = 8;
    fetch_case_get_all(c, paths, G_N_ELEMENTS(paths));
    for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        const FetchResult *result = fetch_case_find(c, FAULTS[i].path);

        expect_state(result, FAULTS[i].state);
        cr_expect_eq(result->http_status, FAULTS[i].http_status, "%s: %d",
                     FAULTS[i].path, result->http_status);
        if (result->http_status == 200)
            cr_expect_null(result->body_path, "%s", FAULTS[i].path);
    }
    expect_state(fetch_case_find(c, "/ok?last"), LINK_OK);
    fetch_case_spooled(c, &parts);
    cr_assert_eq(parts, 0u, "half-written bodies are taken away");
}

Test(fetch, what_is_no_web_address_is_told_without_a_request)
{
    static const struct {
        const char *url;
        LinkState state;
    } CASES[] = {
        { "#", LINK_HASH_ONLY },
        { "#top", LINK_HASH_ONLY },
        { " javascript:void(0)", LINK_HASH_ONLY },
        { "JavaScript:;", LINK_HASH_ONLY },
        { "mailto:a@example.go.th", LINK_OTHER_SCHEME },
        { "ftp://ftp.example.go.th/plan.pdf", LINK_OTHER_SCHEME },
        { "file:///srv/plan.pdf", LINK_OTHER_SCHEME },
        { "tel:021234567", LINK_OTHER_SCHEME },
        { "data:text/html,hello", LINK_OTHER_SCHEME },
        { "", LINK_BAD_URL },
        { "http://", LINK_BAD_URL },
        { "https:///", LINK_BAD_URL },
        { "www.example.go.th/plan", LINK_BAD_URL },
        { "http://exa mple.go.th/", LINK_BAD_URL },
        { "http://example.go.th:99999/", LINK_BAD_URL },
        { "http://127.0.0.2/", LINK_PRIVATE_ADDRESS },
        { "http://10.1.2.3/plan", LINK_PRIVATE_ADDRESS },
        { "http://192.168.1.1:8080/", LINK_PRIVATE_ADDRESS },
        { "http://0x7f.2/", LINK_PRIVATE_ADDRESS },
        { "http://[fe80::1]/", LINK_PRIVATE_ADDRESS },
    };
    g_autoptr(FetchCase) c = fetch_case_new();

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const FetchResult *result = fetch_case_get(c, CASES[i].url);

        expect_state(result, CASES[i].state);
        cr_expect_eq(result->attempts, 0);
    }
    cr_assert_eq(fault_server_all_hits(c->server), 0u);
}

Test(fetch, an_address_over_the_limit_is_no_address)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *tail = g_strnfill(9000, 'a');
    g_autofree char *path = g_strconcat("/", tail, NULL);

    expect_state(fetch_case_get(c, path), LINK_BAD_URL);
}

Test(fetch, nobody_listening_is_a_state_of_its_own)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    expect_state(fetch_case_get(c, "http://127.0.0.1:1/"), LINK_CONNECT);
    expect_state(fetch_case_get(c, "http://no-such-host.invalid/"), LINK_DNS);
}

Test(fetch, a_name_that_resolves_to_a_private_address_is_refused)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *named = NULL;
    g_autofree char *url = fault_server_url(c->server, "/ok");

    named = g_strdup_printf("http://localhost:%s", strrchr(url, ':') + 1);
    expect_state(fetch_case_get(c, named), LINK_OK);
    g_ptr_array_set_size(c->options.allow_private, 0);
    expect_state(fetch_case_get(c, named), LINK_PRIVATE_ADDRESS);
    cr_assert_eq(fault_server_all_hits(c->server), 1u);
}

Test(fetch, an_error_page_is_kept_and_its_status_counts)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result = fetch_case_get(c, "/status?code=404");
    g_autofree char *body = fetch_case_body(result);

    cr_assert_str_eq(body, "what the error page says");
    expect_state(fetch_case_get(c, "/big?len=9000000&status=404"), LINK_GONE);
    expect_state(fetch_case_get(c, "/gzip?status=500"), LINK_SERVER_ERROR);
}

Test(fetch, compressed_pages_are_unpacked_within_reason)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result = fetch_case_get(c, "/gzip?len=900000");

    expect_state(result, LINK_OK);
    cr_assert_eq(result->body_len, 900000);
}

Test(fetch, the_same_bytes_are_kept_once)
{
    static const char *const PATHS[] = { "/slow?ms=0", "/ok?ms=0" };
    g_autoptr(FetchCase) c = fetch_case_new();
    guint parts;

    fetch_case_get_all(c, PATHS, 2);
    cr_assert_eq(fetch_case_spooled(c, &parts), 1u);
}

Test(fetch, file_names_come_from_the_disposition)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    cr_assert_str_eq(fetch_case_get(c, "/disposition")->file_name, "แผน.pdf");
}

/* --- redirects ---------------------------------------------------------------
 */

Test(fetch_redirect, each_hop_is_kept)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result = fetch_case_get(c, "/chain?n=3#part");
    g_autofree char *last = fault_server_url(c->server, "/chain?n=0#part");
    g_autofree char *second = fault_server_url(c->server, "/chain?n=2");
    const FetchHop *hop;

    expect_state(result, LINK_OK);
    cr_assert_eq(result->hops->len, 3u);
    hop = result->hops->pdata[1];
    cr_assert_str_eq(hop->url, second);
    cr_assert_eq(hop->http_status, 302);
    cr_assert_str_eq(result->final_url, last);
}

Test(fetch_redirect, ten_hops_are_followed)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    expect_state(fetch_case_get(c, "/chain?n=10"), LINK_OK);
}

Test(fetch_redirect, a_loop_ends_soon)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result = fetch_case_get(c, "/loop?a");

    expect_state(result, LINK_REDIRECT_LOOP);
    cr_assert_leq(fault_server_all_hits(c->server), 5u);
}

Test(fetch_redirect, the_home_page_in_place_of_a_page_is_told)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result = fetch_case_get(c, "/to?url=/");

    expect_state(result, LINK_REDIRECTED_TO_HOME);
    cr_assert_not_null(result->body_path);
    expect_state(fetch_case_get(c, "/"), LINK_OK);
}

Test(fetch_redirect, raw_thai_and_spaces_in_location_are_followed)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    expect_state(fetch_case_get(c, "/utf8-location"), LINK_OK);
    expect_state(fetch_case_get(c, "/tis620-location"), LINK_OK);
}

Test(fetch_redirect, a_cookie_set_on_the_way_is_sent_back)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    const FetchResult *result = fetch_case_get(c, "/cookie");

    expect_state(result, LINK_OK);
    cr_assert_eq(result->hops->len, 1u);
}

Test(fetch_redirect, cookies_do_not_outlive_the_call)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    fetch_case_get(c, "/cookie");
    cr_assert_eq(fetch_case_get(c, "/cookie")->hops->len, 1u);
}

Test(fetch_redirect, an_endless_body_of_a_redirect_is_not_read)
{
    g_autoptr(FetchCase) c = fetch_case_new();

    expect_state(fetch_case_get(c, "/big-redirect"), LINK_OK);
}

/* --- proxy -------------------------------------------------------------------
 */

Test(fetch_proxy, the_proxy_of_the_environment_is_used_and_private_stays_so)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *proxy = fault_server_url(c->server, "");

    g_ptr_array_set_size(c->options.allow_private, 0);
    g_setenv("http_proxy", proxy, TRUE);
    expect_state(fetch_case_get(c, "http://www.example.go.th/ok"), LINK_OK);
    expect_state(fetch_case_get(c, "http://10.0.0.1/ok"), LINK_PRIVATE_ADDRESS);
    expect_state(fetch_case_get(c, "http://localhost/ok"),
                 LINK_PRIVATE_ADDRESS);
    cr_assert_eq(fault_server_all_hits(c->server), 1u);
}

/* --- conditional requests
 * ------------------------------------------------------ */

static FetchResult *last_result;

static void keep_last(const FetchRequest *request, FetchResult *result,
                      gpointer data)
{
    (void)request;
    (void)data;
    fetch_result_free(last_result);
    last_result = result;
}

static const FetchResult *get_with(FetchCase *c, FetchRequest request)
{
    g_autoptr(GPtrArray) requests = g_ptr_array_new();

    g_ptr_array_add(requests, &request);
    cr_assert(fetch_all(&c->options, requests, keep_last, NULL, NULL, NULL));
    return last_result;
}

Test(fetch_conditional, an_unchanged_page_is_not_sent_again)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *url = fault_server_url(c->server, "/etag");
    const FetchResult *result = get_with(c, (FetchRequest){ .url = url });

    cr_assert_str_eq(result->etag, "\"v1\"");
    cr_assert_str_eq(result->last_modified, "Tue, 01 Feb 2022 03:04:05 GMT");
    result = get_with(c, (FetchRequest){ .url = url, .etag = "\"v1\"" });
    expect_state(result, LINK_OK);
    cr_assert(result->not_modified);
    cr_assert_null(result->body_path);
    result = get_with(c, (FetchRequest){ .url = url, .etag = "\"v0\"" });
    cr_assert_not(result->not_modified);
    cr_assert_not_null(result->body_path);
    fetch_result_free(last_result);
}

Test(fetch_conditional, validators_are_sent_only_where_they_belong)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *url = fault_server_url(c->server, "/to?url=/etag");
    g_autofree char *end = fault_server_url(c->server, "/etag");
    const FetchResult *result;

    result = get_with(c, (FetchRequest){ .url = url, .etag = "\"v1\"" });
    cr_assert_not(result->not_modified);
    result = get_with(
        c, (FetchRequest){ .url = url, .etag = "\"v1\"", .etag_url = end });
    cr_assert(result->not_modified);
    fetch_result_free(last_result);
}

Test(fetch_conditional, a_validator_cannot_add_header_lines)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *url = fault_server_url(c->server, "/etag");
    g_autofree char *head = NULL;

    get_with(c, (FetchRequest){ .url = url, .etag = "x\r\nX-Evil: yes" });
    head = fault_server_last_request(c->server, "/etag");
    cr_assert_null(strstr(head, "X-Evil"));
    fetch_result_free(last_result);
}

/* --- what can not work
 * ----------------------------------------------------------- */

Test(fetch_setup, a_spool_that_is_not_there_is_an_error_and_all_is_reported)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(GPtrArray) requests = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    FetchRequest request = { .url = "http://127.0.0.1/" };
    FetchOptions options = c->options;

    options.spool_dir = "/nonexistent/spool";
    g_ptr_array_add(requests, &request);
    cr_assert_not(fetch_all(&options, requests, keep_last, NULL, NULL, &error));
    cr_assert(g_error_matches(error, FETCH_ERROR, FETCH_ERROR_SPOOL));
    expect_state(last_result, LINK_NOT_FETCHED);
    fetch_result_free(last_result);
}

Test(fetch_setup, a_wrong_network_in_the_allow_list_is_an_error)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(GPtrArray) requests = g_ptr_array_new();
    g_autoptr(GError) error = NULL;

    g_ptr_array_add(c->options.allow_private, (gpointer) "127.0.0.0/99");
    cr_assert_not(
        fetch_all(&c->options, requests, keep_last, NULL, NULL, &error));
    cr_assert(g_error_matches(error, FETCH_ERROR, FETCH_ERROR_SETUP));
    cr_assert_not_null(strstr(error->message, "127.0.0.0/99"));
}
