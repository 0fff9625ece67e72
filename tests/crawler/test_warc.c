/* What was fetched is written as WARC and comes back the same. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crawler/warc_read.h"
#include "crawler/warc_write.h"
#include "fetch_case.h"

static char *write_all(FetchCase *c, const char *name)
{
    char *path = g_build_filename(c->dir, name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(WarcWriter) writer = warc_writer_open(path, &error);

    cr_assert_not_null(writer, "%s", error != NULL ? error->message : "");
    for (guint i = 0; i < c->results->len; i++)
        cr_assert(
            warc_write_result(writer, c->results->pdata[i], NULL, NULL, &error),
            "%s", error != NULL ? error->message : "");
    return path;
}

static WarcArchive *open_all(const char *path)
{
    g_autoptr(GError) error = NULL;
    WarcArchive *archive = warc_archive_open(path, &error);

    cr_assert_not_null(archive, "%s", error != NULL ? error->message : "");
    return archive;
}

static const char *const PATHS[] = {
    "/ok?a",         "/ok?b",        "/chain?n=2",      "/status?code=404",
    "/short",        "/etag",        "/to?url=/ok%3Fa", "/utf8-location",
    "/gzip?len=900", "/disposition", "/big?len=200000",
};

static FetchCase *fetched(void)
{
    FetchCase *c = fetch_case_new();

    c->options.keep_exchanges = TRUE;
    fetch_case_get_all(c, PATHS, G_N_ELEMENTS(PATHS));
    return c;
}

static void empty_spool(const FetchCase *c)
{
    g_autoptr(GDir) dir = g_dir_open(c->options.spool_dir, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path =
            g_build_filename(c->options.spool_dir, name, NULL);

        g_unlink(path);
    }
}

#define EXPECT_SAME_TEXT(field)                                                \
    cr_expect(g_strcmp0(was->field, is->field) == 0,                           \
              "%s: " #field " was %s, is %s", was->url, was->field, is->field)
#define EXPECT_SAME(field)                                                     \
    cr_expect_eq(was->field, is->field, "%s: " #field, was->url)

static void expect_same(const FetchResult *was, const FetchResult *is)
{
    EXPECT_SAME_TEXT(final_url);
    EXPECT_SAME_TEXT(sha256);
    EXPECT_SAME_TEXT(content_type);
    EXPECT_SAME_TEXT(file_name);
    EXPECT_SAME_TEXT(etag);
    EXPECT_SAME_TEXT(detail);
    EXPECT_SAME(state);
    EXPECT_SAME(http_status);
    EXPECT_SAME(body_len);
    EXPECT_SAME(fetched_at);
    EXPECT_SAME(hops->len);
    cr_expect_eq(was->body_path != NULL, is->body_path != NULL);
}

Test(warc, every_result_comes_back_the_same)
{
    g_autoptr(FetchCase) c = fetched();
    g_autofree char *path = write_all(c, "a.warc.gz");
    g_autoptr(WarcArchive) archive = open_all(path);

    empty_spool(c);
    cr_assert_eq(warc_archive_count(archive), G_N_ELEMENTS(PATHS));
    for (guint i = 0; i < c->results->len; i++) {
        const FetchResult *was = c->results->pdata[i];
        g_autoptr(FetchResult) is =
            warc_archive_result(archive, was->url, c->options.spool_dir);

        cr_assert_not_null(is, "%s", was->url);
        expect_same(was, is);
    }
}

Test(warc, the_source_map_reads_from_it_without_a_network)
{
    g_autoptr(FetchCase) c = fetched();
    g_autofree char *path = write_all(c, "a.warc.gz");
    g_autofree char *root = fault_server_url(c->server, "/");
    g_autoptr(SourceMap) map = source_map_new();
    guint hits = fault_server_all_hits(c->server);
    guint count = c->results->len;

    cr_assert(source_map_add(map, root, path, NULL, NULL));
    empty_spool(c);
    c->options.map = map;
    fetch_case_get_all(c, PATHS, G_N_ELEMENTS(PATHS));
    cr_assert_eq(fault_server_all_hits(c->server), hits);
    for (guint i = 0; i < count; i++) {
        const FetchResult *was = c->results->pdata[i];

        for (guint j = count; j < c->results->len; j++) {
            const FetchResult *is = c->results->pdata[j];

            if (strcmp(is->url, was->url) == 0)
                expect_same(was, is);
        }
    }
    expect_state(fetch_case_get(c, "/never-fetched"), LINK_NOT_FETCHED);
}

static char *all_text(const char *path)
{
    g_autofree char *command = g_strdup_printf("gzip -dc '%s'", path);
    char *text = NULL;

    cr_assert(g_spawn_command_line_sync(command, &text, NULL, NULL, NULL));
    return text;
}

Test(warc, requests_answers_and_revisits_are_records)
{
    g_autoptr(FetchCase) c = fetched();
    g_autofree char *path = write_all(c, "a.warc.gz");
    g_autofree char *text = all_text(path);
    g_autoptr(GError) error = NULL;

    cr_expect_geq(warc_check(path, &error), 30, "%s",
                  error != NULL ? error->message : "");
    cr_expect(strstr(text, "WARC-Type: warcinfo") != NULL);
    cr_expect(strstr(text, "GET /ok?a HTTP/1.1\r\n") != NULL);
    cr_expect(strstr(text, "WARC-Type: revisit") != NULL);
    cr_expect(strstr(text, "X-Archive-Orig-Content-Encoding: gzip") != NULL);
    cr_expect(strstr(text, "WARC-Truncated: disconnect") != NULL);
    cr_expect(strstr(text, "oit-state: short-body") != NULL);
}

Test(warc, a_torn_end_is_cut_and_what_is_sealed_stays)
{
    g_autoptr(FetchCase) c = fetched();
    g_autofree char *path = write_all(c, "a.warc.gz");
    g_autofree char *whole = NULL;
    gsize len;

    g_file_get_contents(path, &whole, &len, NULL);
    for (gsize cut = len - 1; cut > len - 3000; cut -= 311) {
        g_autoptr(WarcArchive) before = NULL;
        g_autoptr(WarcArchive) after = NULL;
        guint count;

        cr_assert(g_file_set_contents(path, whole, (gssize)cut, NULL));
        before = open_all(path);
        count = warc_archive_count(before);
        cr_assert_lt(count, G_N_ELEMENTS(PATHS));
        warc_writer_close(warc_writer_open(path, NULL));
        cr_expect_gt(warc_check(path, NULL), 0);
        after = open_all(path);
        cr_expect_eq(warc_archive_count(after), count);
    }
}

Test(warc, one_changed_byte_is_found)
{
    g_autoptr(FetchCase) c = fetched();
    g_autofree char *path = write_all(c, "a.warc.gz");
    g_autofree char *text = all_text(path);
    g_autofree char *plain = g_build_filename(c->dir, "b.warc", NULL);
    char *at = strstr(text, "<p>page a</p>");
    gsize len = 0;
    g_autofree char *command =
        g_strdup_printf("sh -c \"gzip -dc '%s' > '%s'\"", path, plain);
    int fd;

    cr_assert_not_null(at);
    len = (gsize)(at - text);
    cr_assert(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
    cr_expect_gt(warc_check(plain, NULL), 0);
    fd = g_open(plain, O_WRONLY, 0);
    cr_assert_eq(pwrite(fd, "<q>", 3, (off_t)len), 3);
    close(fd);
    cr_expect_eq(warc_check(plain, NULL), -1);
}

Test(warc, what_is_no_archive_is_refused)
{
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *path = g_build_filename(c->dir, "x.warc.gz", NULL);
    g_autoptr(GError) error = NULL;

    cr_assert_null(warc_archive_open(path, NULL));
    g_file_set_contents(path, "<html>no archive</html>\r\n\r\n", -1, NULL);
    cr_assert_null(warc_archive_open(path, &error));
    cr_assert_not_null(error);
}

Test(warc, a_file_of_another_program_is_read_by_its_answers)
{
    static const char FILE[] =
        "WARC/1.0\r\nWARC-Type: response\r\n"
        "WARC-Target-URI: <https://a.go.th/old>\r\n"
        "WARC-Date: 2022-02-03T04:05:06Z\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\n"
        "Content-Type: application/http;msgtype=response\r\n"
        "Content-Length: 53\r\n\r\n"
        "HTTP/1.1 301 Moved\r\nLocation: /new\r\nX-Padding: 12\r\n\r\n\r\n\r\n"
        "WARC/1.0\r\nWARC-Type: response\r\n"
        "WARC-Target-URI: https://a.go.th/new\r\n"
        "WARC-Date: 2022-02-03T04:05:07Z\r\n"
        "WARC-Record-ID: <urn:uuid:2>\r\n"
        "Content-Type: application/http;msgtype=response\r\n"
        "Content-Length: 55\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>plan</p>\r\n\r\n";
    g_autoptr(FetchCase) c = fetch_case_new();
    g_autofree char *path = g_build_filename(c->dir, "x.warc", NULL);
    g_autoptr(WarcArchive) archive = NULL;
    g_autoptr(FetchResult) result = NULL;
    g_autofree char *body = NULL;

    g_file_set_contents(path, FILE, -1, NULL);
    archive = open_all(path);
    result = warc_archive_result(archive, "https://a.go.th/old",
                                 c->options.spool_dir);
    body = fetch_case_body(result);
    expect_state(result, LINK_OK);
    cr_expect_str_eq(result->final_url, "https://a.go.th/new");
    cr_expect_str_eq(body, "<p>plan</p>");
    cr_expect_eq(result->hops->len, 1u);
}
