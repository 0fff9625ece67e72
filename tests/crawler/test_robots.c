/* RFC 9309, section by section: one row a file, an address and the answer. */
#include <criterion/criterion.h>
#include <string.h>

#include "crawler/robots.h"

typedef struct {
    const char *file, *url;
    gboolean allowed;
} Row;

static void expect_rows(const Row *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(Robots) robots =
            robots_parse(rows[i].file, strlen(rows[i].file), "oit-audit/1 (x)");

        cr_expect_eq(robots_allows(robots, rows[i].url), rows[i].allowed,
                     "row %zu: %s under\n%s", i, rows[i].url, rows[i].file);
    }
}

#define EXPECT(...)                                                            \
    do {                                                                       \
        static const Row rows[] = { __VA_ARGS__ };                             \
        expect_rows(rows, G_N_ELEMENTS(rows));                                 \
    } while (0)

#define ALL "User-agent: *\n"
#define US "User-agent: oit-audit\n"
#define OTHER "User-agent: otherbot\n"
#define SITE "https://www.example.go.th"

Test(robots_2_1, without_a_rule_all_is_allowed)
{
    EXPECT({ "", SITE "/a", TRUE }, { "\n\n# only words\n", SITE "/a", TRUE },
           { "<html><body>Not found</body></html>", SITE "/a", TRUE },
           { ALL, SITE "/a", TRUE }, { US ALL, SITE "/a", TRUE });
}

Test(robots_2_2, lines_have_keys_in_any_case_and_any_space)
{
    EXPECT({ ALL "Disallow: /a\n", SITE "/a", FALSE },
           { "USER-AGENT:*\nDISALLOW:/a\n", SITE "/a", FALSE },
           { " user-agent \t: * \n\tdisallow\t:\t/a \n", SITE "/a", FALSE },
           { ALL "Disallow: /a", SITE "/a", FALSE },
           { "User-agent: *\rDisallow: /a\r", SITE "/a", FALSE },
           { "User-agent: *\r\nDisallow: /a\r\n", SITE "/a", FALSE },
           { "User-agent *\nDisallow /a\n", SITE "/a", FALSE },
           { ALL "Disallow: /a # not for us\n", SITE "/a", FALSE },
           { ALL "Disallow: /a#b\n", SITE "/a", FALSE },
           { ALL "# Disallow: /a\n", SITE "/a", TRUE },
           { ALL "Disallow / a b\n", SITE "/a", TRUE },
           { "foo: *\nbar: /\n", SITE "/a", TRUE },
           { "\xef\xbb\xbf" ALL "Disallow: /a\n", SITE "/a", FALSE },
           { "\xef\xbb" ALL "Disallow: /a\n", SITE "/a", FALSE },
           { ALL "Disallow: /b\n\xef\xbb\xbf"
                 "Disallow: /a\n",
             SITE "/a", TRUE });
}

Test(robots_2_2_1, the_product_token_is_compared_whole_and_in_any_case)
{
    EXPECT({ "User-agent: OIT-Audit\nDisallow: /a\n", SITE "/a", FALSE },
           { "User-agent: oit-audit/2.0\nDisallow: /a\n", SITE "/a", FALSE },
           { "User-agent: oit-audit bot\nDisallow: /a\n", SITE "/a", FALSE },
           { "User-agent: oit\nDisallow: /a\n", SITE "/a", TRUE },
           { "User-agent: oit-auditor\nDisallow: /a\n", SITE "/a", TRUE },
           { "User-agent: audit\nDisallow: /a\n", SITE "/a", TRUE },
           { "User-agent: \nDisallow: /a\n", SITE "/a", TRUE },
           { OTHER "Disallow: /a\n", SITE "/a", TRUE });
}

Test(robots_2_2_1, a_group_for_us_comes_before_the_one_for_all)
{
    EXPECT({ ALL "Disallow: /\n" US "Disallow: /b\n", SITE "/a", TRUE },
           { US "Disallow: /b\n" ALL "Disallow: /\n", SITE "/b", FALSE },
           { ALL "Disallow: /\n" US, SITE "/a", TRUE },
           { ALL "Disallow: /\n" US "Disallow:\n", SITE "/a", TRUE },
           { ALL "Allow: /\n" US "Disallow: /\n", SITE "/a", FALSE },
           { OTHER "Allow: /\n" ALL "Disallow: /\n", SITE "/a", FALSE },
           { "User-agent: * bot\nDisallow: /\n", SITE "/a", FALSE },
           { "User-agent: *bot\nDisallow: /\n", SITE "/a", TRUE });
}

Test(robots_2_2_1, groups_of_one_name_are_one_group)
{
    EXPECT({ US "Disallow: /a\n" OTHER "Disallow: /b\n" US "Disallow: /c\n",
             SITE "/a", FALSE },
           { US "Disallow: /a\n" OTHER "Disallow: /b\n" US "Disallow: /c\n",
             SITE "/b", TRUE },
           { US "Disallow: /a\n" OTHER "Disallow: /b\n" US "Disallow: /c\n",
             SITE "/c", FALSE },
           { ALL "Disallow: /a\n" ALL "Disallow: /b\n", SITE "/a", FALSE },
           { ALL "Disallow: /a\n" ALL "Disallow: /b\n", SITE "/b", FALSE });
}

Test(robots_2_2_1, several_agents_share_a_group_and_blank_lines_part_nothing)
{
    EXPECT({ OTHER US "Disallow: /a\n", SITE "/a", FALSE },
           { US OTHER "Disallow: /a\n", SITE "/a", FALSE },
           { US "\n\nDisallow: /a\n", SITE "/a", FALSE },
           { US "Allow: /b\n\nDisallow: /a\n", SITE "/a", FALSE },
           { US "Disallow: /a\n" OTHER "Allow: /a\n", SITE "/a", FALSE },
           { "Disallow: /a\n" US "Allow: /b\n", SITE "/a", TRUE });
}

Test(robots_2_2_4, other_records_part_nothing)
{
    EXPECT({ OTHER "Sitemap: https://x/s.xml\n" US "Disallow: /a\n", SITE "/a",
             FALSE },
           { OTHER "Crawl-delay: 5\n" ALL "Disallow: /a\n", SITE "/a", FALSE },
           { US "Noindex: /b\nDisallow: /a\n", SITE "/a", FALSE });
}

Test(robots_2_2_2, the_longest_match_decides_and_allow_wins_a_tie)
{
    EXPECT(
        { ALL "Disallow: /x/page.html\nAllow: /x/\n", SITE "/x/page.html",
          FALSE },
        { ALL "Allow: /x/page.html\nDisallow: /x/\n", SITE "/x/page.html",
          TRUE },
        { ALL "Allow: /x/page.html\nDisallow: /x/\n", SITE "/x/", FALSE },
        { ALL "Disallow: /\nAllow: /\n", SITE "/a", TRUE },
        { ALL "Allow: /\nDisallow: /\n", SITE "/a", TRUE },
        { ALL "Disallow: /x\nAllow: /x/\n", SITE "/x", FALSE },
        { ALL "Disallow: /x\nAllow: /x/\n", SITE "/x/", TRUE },
        { ALL "Allow: /page\nDisallow: /*.html\n", SITE "/page.html", FALSE },
        { ALL "Allow: /page\nDisallow: /*.html\n", SITE "/page", TRUE },
        { ALL "Allow: /x/page.\nDisallow: /*.html\n", SITE "/x/page.html",
          TRUE },
        { ALL "Disallow: \nAllow: \n", SITE "/a", TRUE },
        { ALL "Allow: /$\nDisallow: /\n", SITE, TRUE },
        { ALL "Allow: /$\nDisallow: /\n", SITE "/", TRUE },
        { ALL "Allow: /$\nDisallow: /\n", SITE "/a", FALSE });
}

Test(robots_2_2_2, paths_are_compared_by_case_from_their_beginning)
{
    EXPECT({ ALL "Disallow: /A\n", SITE "/a", TRUE },
           { ALL "Disallow: /fish\n", SITE "/fish.html", FALSE },
           { ALL "Disallow: /fish\n", SITE "/fish/salmon", FALSE },
           { ALL "Disallow: /fish\n", SITE "/fish.php?id=1", FALSE },
           { ALL "Disallow: /fish\n", SITE "/catfish", TRUE },
           { ALL "Disallow: /fish\n", SITE "/?id=fish", TRUE },
           { ALL "Disallow: /fish/\n", SITE "/fish", TRUE },
           { ALL "Disallow: fish\n", SITE "/fish", TRUE },
           { ALL "Disallow: /\n", SITE "/a#b", FALSE },
           { ALL "Disallow: /a\n", "/a/b", FALSE },
           { ALL "Disallow: /?\n", SITE "?q", FALSE },
           { ALL "Disallow: /*b\n", SITE "/a#b", TRUE });
}

Test(robots_2_2_2, octets_are_compared_in_one_encoding)
{
    EXPECT(
        { ALL "Disallow: /foo/bar?baz=quz\n", SITE "/foo/bar?baz=quz", FALSE },
        { ALL "Disallow: /foo/bar?baz=http://foo.bar\n",
          SITE "/foo/bar?baz=http%3A%2F%2Ffoo.bar", FALSE },
        { ALL "Disallow: /foo/bar?baz=http%3A%2F%2Ffoo.bar\n",
          SITE "/foo/bar?baz=http://foo.bar", FALSE },
        { ALL "Disallow: /foo/bar/\xe3\x83\x84\n", SITE "/foo/bar/%E3%83%84",
          FALSE },
        { ALL "Disallow: /foo/bar/%E3%83%84\n", SITE "/foo/bar/\xe3\x83\x84",
          FALSE },
        { ALL "Disallow: /foo/bar/%e3%83%84\n", SITE "/foo/bar/%E3%83%84",
          FALSE },
        { ALL "Disallow: /foo/bar/%62%61%7A\n", SITE "/foo/bar/baz", FALSE },
        { ALL "Disallow: /foo/bar/baz\n", SITE "/foo/bar/%62%61%7A", FALSE },
        { ALL "Disallow: /a%2Fb\n", SITE "/a/b", TRUE },
        { ALL "Disallow: /a/b\n", SITE "/a%2Fb", TRUE },
        { ALL "Disallow: /แผน\n", SITE "/%E0%B9%81%E0%B8%9C%E0%B8%99/1",
          FALSE },
        { ALL "Disallow: /100%\n", SITE "/100%", FALSE });
}

Test(robots_2_2_3, star_and_dollar_are_special_unless_encoded)
{
    EXPECT({ ALL "Disallow: /*.gif$\n", SITE "/x/a.gif", FALSE },
           { ALL "Disallow: /*.gif$\n", SITE "/x/a.gif?b", TRUE },
           { ALL "Disallow: /*.gif$\n", SITE "/a.gif.gif", FALSE },
           { ALL "Disallow: *.gif\n", SITE "/x/a.gif", FALSE },
           { ALL "Disallow: /foo/*/qux\n", SITE "/foo/bar/qux", FALSE },
           { ALL "Disallow: /foo/*/qux\n", SITE "/foo//qux", FALSE },
           { ALL "Disallow: /foo/*/qux\n", SITE "/foo/qux", TRUE },
           { ALL "Disallow: /fo**o$\n", SITE "/foxo", FALSE },
           { ALL "Disallow: /foo/*$\n", SITE "/foo/bar", FALSE },
           { ALL "Disallow: /foo/bar$\n", SITE "/foo/bar", FALSE },
           { ALL "Disallow: /foo/bar$\n", SITE "/foo/bar/", TRUE },
           { ALL "Disallow: /a$b\n", SITE "/a$b", FALSE },
           { ALL "Disallow: /file-%2A.html\n", SITE "/file-*.html", FALSE },
           { ALL "Disallow: /file-%2A.html\n", SITE "/file-x.html", TRUE },
           { ALL "Disallow: /foo-%24\n", SITE "/foo-$", FALSE },
           { ALL "Disallow: /foo-%24\n", SITE "/foo-", TRUE });
}

Test(robots_2_2_2, robots_txt_itself_may_always_be_read)
{
    EXPECT({ ALL "Disallow: /\n", SITE "/robots.txt", TRUE });
}

Test(robots_2_3_1, the_status_decides_when_there_is_no_file)
{
    static const struct {
        int status;
        gboolean allowed;
    } ROWS[] = { { 200, FALSE }, { 204, FALSE }, { 301, TRUE }, { 401, TRUE },
                 { 403, TRUE },  { 404, TRUE },  { 410, TRUE }, { 429, TRUE },
                 { 500, FALSE }, { 503, FALSE }, { 0, FALSE } };
    const char *file = ALL "Disallow: /\n";

    for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        g_autoptr(Robots) robots =
            robots_of_answer(ROWS[i].status, file, strlen(file), "oit-audit");

        cr_expect_eq(robots_allows(robots, SITE "/a"), ROWS[i].allowed, "%d",
                     ROWS[i].status);
    }
}

Test(robots_2_5, at_least_500_kibibytes_are_read_and_no_more)
{
    g_autoptr(GString) file = g_string_new(ALL);
    g_autoptr(Robots) robots = NULL;

    while (file->len < 499 * 1024)
        g_string_append(file, "Disallow: /filler/of/the/file\n");
    g_string_append(file, "Disallow: /within\n");
    while (file->len < ROBOTS_MAX_LEN)
        g_string_append(file, "# filler\n");
    g_string_append(file, "\nDisallow: /beyond\n");
    robots = robots_parse(file->str, file->len, "oit-audit");
    cr_expect_not(robots_allows(robots, "/within"));
    cr_expect(robots_allows(robots, "/beyond"));
}

Test(robots_2_5, a_pattern_of_many_stars_takes_no_time)
{
    g_autoptr(GString) file = g_string_new(ALL "Disallow: /");
    g_autoptr(GString) path = g_string_new("/");
    g_autoptr(Robots) robots = NULL;
    gint64 start = g_get_monotonic_time();

    for (int i = 0; i < 4000; i++) {
        g_string_append(file, "*a");
        g_string_append(path, "aa");
    }
    g_string_append(file, "*b$");
    robots = robots_parse(file->str, file->len, "oit-audit");
    cr_expect(robots_allows(robots, path->str));
    cr_expect_lt(g_get_monotonic_time() - start, 5 * G_USEC_PER_SEC);
}

Test(robots, sitemaps_are_of_no_group)
{
    static const char FILE[] = "Sitemap: https://x.go.th/a.xml\n" OTHER
                               "Disallow: /\nsitemap:/b.xml # two\n";
    g_autoptr(Robots) robots = robots_parse(FILE, strlen(FILE), "oit-audit");
    const GPtrArray *sitemaps = robots_sitemaps(robots);

    cr_assert_eq(sitemaps->len, 2u);
    cr_expect_str_eq(sitemaps->pdata[0], "https://x.go.th/a.xml");
    cr_expect_str_eq(sitemaps->pdata[1], "/b.xml");
}

Test(robots, bytes_of_no_meaning_do_no_harm)
{
    static const char BYTES[] = "\0\xff:\xfe\r\n\r\r:\n:\nUser-agent:\n"
                                "Allow\n\xef\xbb\xbf*\n";
    g_autoptr(Robots) robots =
        robots_parse(BYTES, sizeof(BYTES) - 1, "oit-audit");

    cr_expect(robots_allows(robots, "%"));
    cr_expect(robots_allows(robots, ""));
    cr_expect(robots_allows(robots, "://"));
}
