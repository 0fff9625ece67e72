#include <criterion/criterion.h>
#include <string.h>

#include "crawler/http_headers.h"

#define HEADERS                                                                \
    "HTTP/1.1 200 OK\r\n"                                                      \
    "content-type:text/html\r\n"                                               \
    "ETag: \"a:b\" \r\n"                                                       \
    "X-Content-Type: none\r\n"                                                 \
    "X-Empty:\r\n"                                                             \
    "X-Thai: \xc3\xd2\xc2\xa7\xd2\xb9\r\n"                                     \
    "\r\n"

static void expect_header(const char *name, const char *value)
{
    g_autofree char *found = http_header_find(HEADERS, name);

    cr_expect(g_strcmp0(found, value) == 0, "%s: %s", name,
              found != NULL ? found : "none");
}

Test(http_headers, a_header_is_found_whatever_its_case)
{
    expect_header("Content-Type", "text/html");
    expect_header("etag", "\"a:b\"");
    expect_header("X-Empty", "");
    expect_header("Type", NULL);
    expect_header("HTTP/1.1 200 OK", NULL);
    expect_header("", NULL);
    cr_assert_null(http_header_find(NULL, "A"));
    cr_assert_null(http_header_find("", "A"));
}

Test(http_headers, raw_thai_bytes_are_read_as_thai)
{
    g_autofree char *text = http_header_text(HEADERS, "X-Thai");

    cr_assert_str_eq(text, "รายงาน");
}

Test(http_headers, a_disposition_gives_a_bare_file_name)
{
    static const struct {
        const char *value, *name;
    } CASES[] = {
        { "attachment; filename=\"plan.pdf\"", "plan.pdf" },
        { "attachment; filename=plan.pdf", "plan.pdf" },
        { "attachment;filename = \"plan.pdf\" ; size=3", "plan.pdf" },
        { "inline; filename=\"a;b.pdf\"", "a;b.pdf" },
        { "inline; filename=\"a\\\"b.pdf\"", "a\"b.pdf" },
        { "attachment; filename*=UTF-8''%E0%B9%81%E0%B8%9C%E0%B8%99.pdf",
          "แผน.pdf" },
        { "attachment; filename*=utf-8'th'%E0%B9%81%E0%B8%9C%E0%B8%99.pdf; "
          "filename=\"x.pdf\"",
          "แผน.pdf" },
        { "attachment; filename*=windows-874''%E1%BC%B9.pdf", "แผน.pdf" },
        { "attachment; filename*=no-such-charset''plan.pdf", "plan.pdf" },
        { "attachment; filename*=broken; filename=good.pdf", "good.pdf" },
        { "attachment; filename=\"%E0%B9%81%E0%B8%9C%E0%B8%99.pdf\"",
          "แผน.pdf" },
        { "attachment; filename=\"แผน.pdf\"", "แผน.pdf" },
        { "attachment; filename=\"\xc3\xd2\xc2\xa7\xd2\xb9.pdf\"",
          "รายงาน.pdf" },
        { "attachment; filename=\"100%.pdf\"", "100%.pdf" },
        { "attachment; filename=\"../../etc/passwd\"", "passwd" },
        { "attachment; filename=\"C:\\plan.pdf\"", "plan.pdf" },
        { "attachment; filename=\"C:\\\\plans\\\\plan.pdf\"", "plan.pdf" },
        { "attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd" },
        { "attachment; filename=\"a%0Ab.pdf\"", "ab.pdf" },
        { "attachment; filename=\"..\"", NULL },
        { "attachment; filename=\"\"", NULL },
        { "attachment; filename=", NULL },
        { "attachment; filename", NULL },
        { "attachment", NULL },
        { "", NULL },
        { ";;;=;\"", NULL },
        { "attachment; filename=\"never ends", "never ends" },
        { "attachment; notfilename=plan.pdf", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *name = http_disposition_name(CASES[i].value);

        cr_expect(g_strcmp0(name, CASES[i].name) == 0, "%s gave %s",
                  CASES[i].value, name != NULL ? name : "none");
    }
}

Test(http_headers, a_long_name_is_cut_at_a_character)
{
    g_autoptr(GString) value = g_string_new("attachment; filename=\"");
    g_autofree char *name = NULL;

    for (guint i = 0; i < 200; i++)
        g_string_append(value, "ก");
    g_string_append(value, ".pdf\"");
    name = http_disposition_name(value->str);
    cr_assert_leq(strlen(name), (gsize)HTTP_FILE_NAME_MAX_LEN);
    cr_assert(g_utf8_validate(name, -1, NULL));
}

Test(http_headers, an_address_gives_its_last_segment)
{
    static const struct {
        const char *url, *name;
    } CASES[] = {
        { "https://example.go.th/a/plan.pdf", "plan.pdf" },
        { "https://example.go.th/a/plan.pdf?v=/2#p", "plan.pdf" },
        { "https://example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf", "แผน.pdf" },
        { "https://example.go.th/a/", NULL },
        { "https://example.go.th", NULL },
        { "https://example.go.th/%2e%2e", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *name = http_url_file_name(CASES[i].url);

        cr_expect(g_strcmp0(name, CASES[i].name) == 0, "%s", CASES[i].url);
    }
}
