#include <criterion/criterion.h>

#include "crawler/fetch_result.h"

Test(fetch_result, a_home_page_is_told_by_its_address)
{
    static const struct {
        const char *url;
        gboolean home;
    } CASES[] = {
        { "https://example.go.th/", TRUE },
        { "https://example.go.th/index.php", TRUE },
        { "https://example.go.th/Default.aspx", TRUE },
        { "https://example.go.th/home", TRUE },
        { "https://example.go.th/th", TRUE },
        { "https://example.go.th/th/", TRUE },
        { "https://example.go.th/th/home", TRUE },
        { "https://example.go.th/th/home/", TRUE },
        { "https://example.go.th/#top", TRUE },
        { "https://example.go.th/?p=12", FALSE },
        { "https://example.go.th/index.php?id=4", FALSE },
        { "https://example.go.th/th/plan", FALSE },
        { "https://example.go.th/plan/", FALSE },
        { "https://example.go.th/home/plan", FALSE },
        { "https://example.go.th/th/home/plan", FALSE },
        { "https://example.go.th/index.php/plan", FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        cr_expect_eq(fetch_is_home(CASES[i].url), CASES[i].home, "%s",
                     CASES[i].url);
}

Test(fetch_result, a_copy_shares_nothing)
{
    g_autoptr(FetchResult) result = fetch_result_new("https://example.go.th/");
    g_autoptr(FetchResult) copy = NULL;
    FetchHop *hop = g_new0(FetchHop, 1);

    hop->url = g_strdup("https://example.go.th/a");
    g_ptr_array_add(result->hops, hop);
    fetch_result_read_headers(result, "HTTP/1.1 200 OK\r\nETag: \"x\"\r\n");
    fetch_result_explain(result, "first");
    fetch_result_explain(result, "second");
    copy = fetch_result_copy(result);
    cr_assert_str_eq(copy->detail, "first");
    cr_assert_str_eq(copy->etag, "\"x\"");
    cr_assert_neq(copy->etag, result->etag);
    cr_assert_eq(copy->hops->len, 1u);
    cr_assert_neq(copy->hops->pdata[0], result->hops->pdata[0]);
}
