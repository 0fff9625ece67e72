#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/limits.h"
#include "base/url.h"

typedef struct {
    const char *base, *text, *wanted; /* NULL: no address */
} Row;

static void expect_rows(const Row *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autofree char *got = url_resolve(rows[i].base, rows[i].text);

        cr_expect(g_strcmp0(got, rows[i].wanted) == 0,
                  "<%s> from <%s>: wanted <%s>, got <%s>", rows[i].text,
                  rows[i].base == NULL ? "" : rows[i].base,
                  rows[i].wanted == NULL ? "none" : rows[i].wanted,
                  got == NULL ? "none" : got);
    }
}

#define EXPECT_ROWS(rows) expect_rows(rows, G_N_ELEMENTS(rows))

Test(url, absolute_addresses_take_one_form)
{
    static const Row rows[] = {
        { NULL, "HTTPS://WWW.Example.GO.TH", "https://www.example.go.th/" },
        { NULL, "http://a.go.th:80/x", "http://a.go.th/x" },
        { NULL, "https://a.go.th:443/x", "https://a.go.th/x" },
        { NULL, "https://a.go.th:80/x", "https://a.go.th:80/x" },
        { NULL, "http://a.go.th:0008080/", "http://a.go.th:8080/" },
        { NULL, "http://a.go.th:/", "http://a.go.th/" },
        { NULL, "http://a.go.th/a/./b/../c", "http://a.go.th/a/c" },
        { NULL, "http://a.go.th/../..", "http://a.go.th/" },
        { NULL, "http://a.go.th/a/%2e%2E/b", "http://a.go.th/b" },
        { NULL, "http://a.go.th/a//b///c", "http://a.go.th/a//b///c" },
        { NULL, "http:\\\\a.go.th\\x\\y", "http://a.go.th/x/y" },
        { NULL, "http:////a.go.th/x", "http://a.go.th/x" },
        { NULL, "https:a.go.th", "https://a.go.th/" },
        { NULL, "http://a.go.th?q#f", "http://a.go.th/?q#f" },
        { NULL, "http://a.go.th./x", "http://a.go.th./x" },
        { NULL, "http://a.go.th/%zz%4", "http://a.go.th/%zz%4" },
    };

    EXPECT_ROWS(rows);
}

Test(url, pasted_text_is_mended)
{
    static const Row rows[] = {
        { NULL, "  http://a.go.th/x \r\n", "http://a.go.th/x" },
        { NULL, "http://a.go\n.th/x\ty", "http://a.go.th/xy" },
        { NULL, "\xEF\xBB\xBFhttp://a.go.th/\xC2\xA0\xE2\x80\x8B",
          "http://a.go.th/" },
        { NULL, "http://a.go.th/แผน 2565.pdf",
          "http://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%202565.pdf" },
        { NULL, "http://a.go.th/x?q=ก ข'\"",
          "http://a.go.th/x?q=%E0%B8%81%20%E0%B8%82%27%22" },
        { NULL, "http://a.go.th/#ส่วน 1",
          "http://a.go.th/#%E0%B8%AA%E0%B9%88%E0%B8%A7%E0%B8%99%201" },
        { NULL, "http://a.go.th/\xff", "http://a.go.th/%EF%BF%BD" },
        { NULL, "http://a.go.th/{a}^`|", "http://a.go.th/%7Ba%7D%5E%60|" },
    };

    EXPECT_ROWS(rows);
}

Test(url, relative_addresses_resolve)
{
    const char *base = "http://a.go.th/b/c/d;p?q#f";
    const Row rows[] = {
        { base, "g", "http://a.go.th/b/c/g" },
        { base, "./g/", "http://a.go.th/b/c/g/" },
        { base, "/g", "http://a.go.th/g" },
        { base, "//g.go.th", "http://g.go.th/" },
        { base, "\\\\g.go.th\\x", "http://g.go.th/x" },
        { base, "?y", "http://a.go.th/b/c/d;p?y" },
        { base, "?", "http://a.go.th/b/c/d;p?" },
        { base, "#s", "http://a.go.th/b/c/d;p?q#s" },
        { base, "", "http://a.go.th/b/c/d;p?q" },
        { base, "..", "http://a.go.th/b/" },
        { base, "../../../g", "http://a.go.th/g" },
        { base, "g/../h", "http://a.go.th/b/c/h" },
        { base, "http:g", "http://a.go.th/b/c/g" },
        { base, "https:g", "https://g/" },
        { base, "ก.pdf", "http://a.go.th/b/c/%E0%B8%81.pdf" },
        { NULL, "g", NULL },
        { "mailto:a@b", "g", NULL },
        { "not an address", "g", NULL },
    };

    EXPECT_ROWS(rows);
}

Test(url, broken_addresses_give_none)
{
    static const char *const bad[] = {
        "",
        "http://",
        "http:///",
        "http://a b/",
        "http://a:x",
        "http://a:65536",
        "http://[::1",
        "http://[g::]/",
        "http://@/",
        "http://a%zz/",
        "http://1.2.3.4.5/",
        "http://256.256.256.256/",
        "http://a.1e.0x/y",
        "http://a%00b/",
        "http://xn--a/",
        "http://a<b>/",
        "http://:80/",
        "www.a.go.th/x",
        "/x",
        "#f",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autofree char *got = url_resolve(NULL, bad[i]);

        cr_expect_null(got, "<%s> gave <%s>", bad[i], got);
    }
    cr_expect_null(url_resolve(NULL, NULL));
    cr_expect_null(url_parse(NULL));
}

Test(url, numbers_in_disguise_become_addresses)
{
    static const Row rows[] = {
        { NULL, "http://0x7f.1/", "http://127.0.0.1/" },
        { NULL, "http://2130706433/", "http://127.0.0.1/" },
        { NULL, "http://0177.0.0.1/", "http://127.0.0.1/" },
        { NULL, "http://127.1./", "http://127.0.0.1/" },
        { NULL, "http://%31%32%37.0.0.1/", "http://127.0.0.1/" },
        { NULL, "http://１２７.0.0.1/", "http://127.0.0.1/" },
        { NULL, "http://4294967295/", "http://255.255.255.255/" },
        { NULL, "http://4294967296/", NULL },
        { NULL, "http://0xffffffffffffffffffffff/", NULL },
        { NULL, "http://[0:0::0:1]:8080/", "http://[::1]:8080/" },
        { NULL, "http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/" },
        { NULL, "http://[1:0:0:2:0:0:0:3]/", "http://[1:0:0:2::3]/" },
        { NULL, "http://[2001:DB8::]/", "http://[2001:db8::]/" },
    };

    EXPECT_ROWS(rows);
}

Test(url, credentials_are_dropped_and_noted)
{
    g_autoptr(Url) url = url_parse("https://www.go.th@evil.com:8443/x");
    g_autoptr(Url) plain = url_parse("https://@a.go.th/");
    g_autofree char *trick = url_resolve(NULL, "https://www.go.th\\@evil.com/");
    g_autofree char *form = url_resolve(NULL, "http://u:p@ss@a.go.th/@x");

    cr_assert(url->has_user);
    cr_assert_str_eq(url->host, "evil.com");
    cr_assert_eq(url->port, 8443);
    cr_assert_not(plain->has_user);
    cr_assert_str_eq(trick, "https://www.go.th/@evil.com/");
    cr_assert_str_eq(form, "http://a.go.th/@x");
}

Test(url, thai_hosts_convert_in_the_c_locale)
{
    setlocale(LC_ALL, "C");
    g_autofree char *a = url_resolve(NULL, "http://น้ำ.ไทย/");
    g_autofree char *b = url_resolve(NULL, "http://น้ํา.ไทย/");
    g_autofree char *c = url_resolve(NULL, "http://นํ้า.ไทย/");
    g_autofree char *d = url_resolve(NULL, "http://www.%E0%B9%84ทย。com/");
    g_autofree char *e = url_resolve(NULL, "http://ที่นี่.ไทย/");
    g_autofree char *f = url_resolve(NULL, "http://ท่ีน่ี.ไทย/");

    cr_assert_not_null(a);
    cr_assert(g_str_has_prefix(a, "http://xn--"));
    cr_assert_str_eq(a, b);
    cr_assert_str_eq(a, c);
    cr_assert_str_eq(d, "http://www.xn--o3cw4h.com/");
    cr_assert_not_null(e);
    cr_assert_str_eq(e, f);
}

Test(url, other_schemes_come_back_as_they_are)
{
    const char *base = "http://a.go.th/b";
    const Row rows[] = {
        { base, "mailto:Saraban@a.go.th", "mailto:Saraban@a.go.th" },
        { base, "tel:0-2140-6000", "tel:0-2140-6000" },
        { base, " JavaScript:void(0) ", "javascript:void(0)" },
        { base, "data:text/html,<b>x</b>", "data:text/html,<b>x</b>" },
        { NULL, "ftp://a.go.th/x", "ftp://a.go.th/x" },
    };
    g_autoptr(Url) url = url_parse("mailto:x@a.go.th");

    EXPECT_ROWS(rows);
    cr_assert_str_eq(url->scheme, "mailto");
    cr_assert_str_eq(url->host, "");
    cr_assert_null(url_host("mailto:x@a.go.th"));
}

Test(url, parts_are_taken_apart)
{
    g_autoptr(Url) url = url_parse("HTTP://WWW.A.go.th.:8080/x/y?a=1&b#f?g");

    cr_assert_str_eq(url->scheme, "http");
    cr_assert_str_eq(url->host, "www.a.go.th");
    cr_assert_eq(url->port, 8080);
    cr_assert_str_eq(url->path, "/x/y");
    cr_assert_str_eq(url->query, "a=1&b");
    cr_assert_str_eq(url->fragment, "f?g");
    cr_assert_not(url->has_user);
}

Test(url, too_long_addresses_give_none)
{
    g_autofree char *path = g_strnfill(URL_MAX_LEN, 'a');
    g_autofree char *fits = g_strnfill(URL_MAX_LEN - 12, 'a');
    g_autofree char *thai = NULL;
    g_autofree char *long_url = g_strconcat("http://a.th/", path, NULL);
    g_autofree char *good_url = g_strconcat("http://a.th/", fits, NULL);
    g_autofree char *good = url_resolve(NULL, good_url);
    GString *grows = g_string_new("http://a.th/");

    cr_assert_null(url_resolve(NULL, long_url));
    cr_assert_not_null(good);
    for (int i = 0; i < 2000; i++)
        g_string_append(grows, "ก");
    thai = url_resolve(NULL, grows->str);
    cr_assert_null(thai);
    g_string_free(grows, TRUE);
}

Test(url, canonical_form_is_stable)
{
    static const char *const urls[] = {
        "http://a.go.th/ก ข?ค=\"ง\"#จ ฉ",
        "http://น้ำ.ไทย:81/a/../b\\c",
        "https://u@a.go.th/%2e/x?y#z",
        "http://0x7f.1/%41%zz",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autofree char *once = url_resolve(NULL, urls[i]);
        g_autofree char *twice = url_resolve(NULL, once);

        cr_expect_str_eq(once, twice);
    }
}

Test(url, fragment_is_no_part_of_the_page)
{
    g_autofree char *a = url_without_fragment("http://A.go.th/x?y#z");

    cr_assert_str_eq(a, "http://a.go.th/x?y");
    cr_assert_null(url_without_fragment("x"));
}

Test(url, display_form_reads_as_thai)
{
    static const struct {
        const char *url, *wanted;
    } rows[] = {
        { "http://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%202565.pdf",
          "http://a.go.th/แผน%202565.pdf" },
        { "http://www.xn--o3cw4h/x", "http://www.ไทย/x" },
        { "https://a.go.th/a%2Fb%00?q=%E0%B8%81%26#%E0%B8%82",
          "https://a.go.th/a%2Fb%00?q=ก%26#ข" },
        /* Not UTF-8, and a sign that turns the text around. */
        { "http://a.go.th/%E0%B8/%E2%80%AE",
          "http://a.go.th/%E0%B8/%E2%80%AE" },
        /* Cyrillic that looks like Latin. */
        { "http://xn--80ak6aa92e.com/", "http://xn--80ak6aa92e.com/" },
        { "mailto:a@b", "mailto:a@b" },
        { "no address", "no address" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = url_display(rows[i].url);

        cr_expect_str_eq(got, rows[i].wanted);
    }
}

Test(url, display_form_leads_back_to_the_same_address)
{
    static const char *const urls[] = {
        "http://www.xn--o3cw4h/%E0%B8%99%E0%B9%89%E0%B8%B3?q=%E0%B8%81%26%25",
        "http://a.go.th/%20%E0%B8%B5x%E0%B9%80%2E",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autofree char *shown = url_display(urls[i]);
        g_autofree char *back = url_resolve(NULL, shown);

        cr_expect_str_eq(back, urls[i]);
    }
}

Test(url, host_within_means_the_domain_or_below)
{
    cr_assert(url_host_within("http://a.go.th/x", "a.go.th"));
    cr_assert(url_host_within("http://www.A.go.th./x", ".a.GO.th"));
    cr_assert(url_host_within("http://x.xn--o3cw4h/", "ไทย"));
    cr_assert_not(url_host_within("http://ba.go.th/x", "a.go.th"));
    cr_assert_not(url_host_within("http://a.go.th.evil.com/", "a.go.th"));
    cr_assert_not(url_host_within("http://go.th/", "a.go.th"));
    cr_assert_not(url_host_within("mailto:a@a.go.th", "a.go.th"));
    cr_assert_not(url_host_within("http://a.go.th/", ""));
    cr_assert_not(url_host_within("http://a.go.th/", NULL));
}

Test(url, same_site_ignores_www_and_the_trailing_dot)
{
    cr_assert(url_same_site("http://www.a.go.th/", "https://a.go.th/x"));
    cr_assert(url_same_site("http://a.go.th./", "https://WWW.a.go.th:8080/"));
    cr_assert_not(url_same_site("http://a.go.th/", "http://b.a.go.th/"));
    cr_assert_not(url_same_site("x", "x"));
}

Test(url, every_truncation_of_a_tricky_address_is_survived)
{
    const char *text = "hTtP:\\/u:p@[1:2::3.4.5.6]:65/%2e%2E/ก?%ก#\xE0\xB8";

    for (gsize len = 0; len <= strlen(text); len++) {
        g_autofree char *part = g_strndup(text, len);
        g_autofree char *a = url_resolve(NULL, part);
        g_autofree char *b = url_resolve("http://a.go.th/x?y", part);
        g_autofree char *shown = url_display(part);

        cr_assert_not_null(shown);
        cr_assert(a == NULL || g_str_is_ascii(a));
        cr_assert(b == NULL || g_str_is_ascii(b));
    }
}
