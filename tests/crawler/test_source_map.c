#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crawler/source_map.h"
#include "fetch_case.h"

static void put(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0700);
    g_file_set_contents(path, text, -1, NULL);
}

/* A site in the case's folder: "site" and, beside it, "secret.txt". */
static SourceMap *map_of(FetchCase *c)
{
    SourceMap *map = source_map_new();

    put(c->dir, "secret.txt", "secret");
    put(c->dir, "site/index.html", "home");
    put(c->dir, "site/th/plan/index.html", "plan");
    put(c->dir, "site/th/report.html", "report");
    put(c->dir, "site/th/แผน ปี 2565.pdf", "%PDF-1.4");
    put(c->dir, "site/list.php?id=3", "third");
    put(c->dir, "site/list.php", "list");
    put(c->dir, "site/data.xlsx", "PK");
    put(c->dir, "site/empty.html", "");
    cr_assert(source_map_add(map, "https://www.example.go.th/", "site", c->dir,
                             NULL));
    return map;
}

static void expect_file(const SourceMap *map, const char *url,
                        const char *ending)
{
    g_autofree char *place = NULL;

    cr_expect_eq((int)source_map_find(map, url, &place), SOURCE_FILE);
    if (ending == NULL)
        cr_expect_null(place, "%s gave %s", url, place);
    else
        cr_expect(place != NULL && g_str_has_suffix(place, ending),
                  "%s gave %s", url, place);
}

Test(source_map, a_folder_answers_as_a_site_would)
{
    static const struct {
        const char *url, *file;
    } CASES[] = {
        { "https://www.example.go.th/", "/site/index.html" },
        { "https://www.example.go.th", "/site/index.html" },
        { "https://www.example.go.th/th/plan", "/th/plan/index.html" },
        { "https://www.example.go.th/th/plan/", "/th/plan/index.html" },
        { "https://www.example.go.th/th/plan/#a", "/th/plan/index.html" },
        { "https://www.example.go.th/th/report", "/th/report.html" },
        { "https://www.example.go.th/th/report.html", "/th/report.html" },
        { "https://www.example.go.th/th/%E0%B9%81%E0%B8%9C%E0%B8%99%20"
          "%E0%B8%9B%E0%B8%B5%202565.pdf",
          "/th/แผน ปี 2565.pdf" },
        { "https://www.example.go.th/list.php?id=3", "/list.php?id=3" },
        { "https://www.example.go.th/list.php?id=4", "/list.php" },
        { "https://www.example.go.th/th", NULL },
        { "https://www.example.go.th/no", NULL },
    };
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(SourceMap) map = map_of(c);

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        expect_file(map, CASES[i].url, CASES[i].file);
}

Test(source_map, nothing_outside_of_the_folder_is_found)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(SourceMap) map = map_of(c);
    g_autofree char *link = g_build_filename(c->dir, "site", "link.txt", NULL);

    cr_assert_eq(symlink("../secret.txt", link), 0);
    expect_file(map, "https://www.example.go.th/../secret.txt", NULL);
    expect_file(map, "https://www.example.go.th/%2e%2e/secret.txt", NULL);
    expect_file(map, "https://www.example.go.th/th/..%2f..%2fsecret.txt", NULL);
    expect_file(map, "https://www.example.go.th//etc/passwd", NULL);
    expect_file(map, "https://www.example.go.th/list.php%00.html", NULL);
    expect_file(map, "https://www.example.go.th/link.txt", NULL);
}

Test(source_map, a_staging_site_is_read_in_place_of_the_public_one)
{
    g_autoptr(SourceMap) map = source_map_new();
    g_autofree char *place = NULL;
    g_autofree char *back = NULL;
    g_autofree char *other = NULL;

    cr_assert(source_map_add(map, "https://www.example.go.th/",
                             "http://127.0.0.1:8080", NULL, NULL));
    cr_assert_eq(
        (int)source_map_find(map, "https://www.example.go.th/a/b?c=d", &place),
        SOURCE_WEB);
    cr_assert_str_eq(place, "http://127.0.0.1:8080/a/b?c=d");
    back = source_map_public(map, place);
    cr_assert_str_eq(back, "https://www.example.go.th/a/b?c=d");
    other = source_map_public(map, "http://127.0.0.1:8081/a");
    cr_assert_str_eq(other, "http://127.0.0.1:8081/a");
}

Test(source_map, the_longest_prefix_wins_and_ends_at_a_segment)
{
    static const struct {
        const char *url, *place;
    } CASES[] = {
        { "https://a.go.th/x", "http://one.test/x" },
        { "https://a.go.th/th/x", "http://two.test/x" },
        { "https://a.go.th/th", "http://two.test/" },
        { "https://a.go.th/thai", "http://one.test/thai" },
        { "https://a.go.th.evil.com/", "https://a.go.th.evil.com/" },
        { "http://a.go.th/x", "http://a.go.th/x" },
    };
    g_autoptr(SourceMap) map = source_map_new();

    source_map_add(map, "https://a.go.th/", "http://one.test/", NULL, NULL);
    source_map_add(map, "https://A.go.th/th", "http://two.test/", NULL, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *place = NULL;

        source_map_find(map, CASES[i].url, &place);
        cr_expect_str_eq(place, CASES[i].place);
    }
}

Test(source_map, without_a_row_an_address_is_its_own_place)
{
    g_autofree char *place = NULL;

    cr_assert_eq((int)source_map_find(NULL, "https://a.go.th/", &place),
                 SOURCE_WEB);
    cr_assert_str_eq(place, "https://a.go.th/");
}

Test(source_map, a_row_that_cannot_work_is_refused)
{
    static const struct {
        const char *from, *to;
        int code;
    } CASES[] = {
        { "www.example.go.th", "/tmp", SOURCE_MAP_ERROR_FROM },
        { "ftp://example.go.th/", "/tmp", SOURCE_MAP_ERROR_FROM },
        { "https://a.go.th/", "no/such/folder", SOURCE_MAP_ERROR_TO },
        { "https://a.go.th/", "http://", SOURCE_MAP_ERROR_TO },
        { "https://a.go.th/", "night.warc.gz", SOURCE_MAP_ERROR_ARCHIVE },
    };
    g_autoptr(SourceMap) map = source_map_new();

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;

        cr_expect_not(
            source_map_add(map, CASES[i].from, CASES[i].to, NULL, &error));
        cr_expect(g_error_matches(error, SOURCE_MAP_ERROR, CASES[i].code), "%s",
                  CASES[i].to);
    }
}

/* --- through fetch
 * ------------------------------------------------------------- */

static const FetchResult *get_mapped(FetchCase *c, const SourceMap *map,
                                     const char *url)
{
    c->options.map = map;
    return fetch_case_get(c, url);
}

Test(source_map_fetch, a_file_is_an_answer_without_a_copy)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(SourceMap) map = map_of(c);
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, "plan", -1);
    const FetchResult *result =
        get_mapped(c, map, "https://www.example.go.th/th/plan");
    guint parts;

    expect_state(result, LINK_OK);
    cr_assert(result->from_file);
    cr_assert_eq(result->http_status, 200);
    cr_assert_str_eq(result->sha256, sum);
    cr_assert_eq(result->body_len, 4);
    cr_assert_str_eq(result->content_type, "text/html");
    cr_assert(g_str_has_suffix(result->body_path, "/th/plan/index.html"));
    cr_assert_str_eq(result->final_url, "https://www.example.go.th/th/plan/",
                     "so that the links of the page resolve");
    cr_assert_eq(fetch_case_spooled(c, &parts), 0u);
    cr_assert_eq(fault_server_all_hits(c->server), 0u);
}

Test(source_map_fetch, types_come_from_endings)
{
    static const struct {
        const char *url, *type;
    } CASES[] = {
        { "https://www.example.go.th/th/แผน ปี 2565.pdf", "application/pdf" },
        { "https://www.example.go.th/list.php?id=3", "text/html" },
        { "https://www.example.go.th/data.xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    };
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(SourceMap) map = map_of(c);

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const FetchResult *result = get_mapped(c, map, CASES[i].url);

        expect_state(result, LINK_OK);
        cr_expect(g_strcmp0(result->content_type, CASES[i].type) == 0);
    }
}

Test(source_map_fetch, what_the_folder_lacks_is_missing)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(SourceMap) map = map_of(c);
    const FetchResult *result =
        get_mapped(c, map, "https://www.example.go.th/no/such/page");

    expect_state(result, LINK_FILE_MISSING);
    cr_assert_eq(result->http_status, 404);
    cr_assert_null(result->body_path);
    expect_state(get_mapped(c, map, "https://www.example.go.th/empty"),
                 LINK_EMPTY);
    c->options.body_max_len = 3;
    expect_state(get_mapped(c, map, "https://www.example.go.th/th/plan"),
                 LINK_TOO_LARGE);
}

Test(source_map_fetch, redirects_of_a_staging_site_stay_public)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autoptr(SourceMap) map = source_map_new();
    g_autofree char *staging = fault_server_url(c->server, "/");
    const FetchResult *result;
    const FetchHop *hop;

    source_map_add(map, "https://www.example.go.th/", staging, NULL, NULL);
    result = get_mapped(c, map, "https://www.example.go.th/chain?n=1");
    expect_state(result, LINK_OK);
    cr_assert_str_eq(result->final_url, "https://www.example.go.th/chain?n=0");
    hop = result->hops->pdata[0];
    cr_assert_str_eq(hop->url, "https://www.example.go.th/chain?n=1");
    result = get_mapped(c, map,
                        "https://www.example.go.th/to?url=https://"
                        "www.example.go.th/ok");
    expect_state(result, LINK_OK);
}
