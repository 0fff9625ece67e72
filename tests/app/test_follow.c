#include <criterion/criterion.h>
#include <string.h>

#include "app/follow.h"
#include "app/reach.h"
#include "app/url_lint.h"

#define HOME "https://www.a.go.th/"

static Page *page_add(PageTable *table, const char *url)
{
    Page *page = page_table_get(table, url);

    page->fetched = TRUE;
    page->state = LINK_OK;
    g_free(page->final_url);
    page->final_url = g_strdup(url);
    return page;
}

static void links_set(Page *page, Zone zone, ...)
{
    g_autoptr(Document) document = document_new(FORMAT_HTML);
    va_list args;
    const char *url;

    va_start(args, zone);
    while ((url = va_arg(args, const char *)) != NULL) {
        Block *block = document_add_block(document, BLOCK_PARAGRAPH, zone);

        block_set_text(block, va_arg(args, const char *));
        block_add_link(block, url, url, 0, strlen(block->text));
    }
    va_end(args);
    page_set_document(page, document);
}

static FollowRank rank_of(const char *url, Zone zone, gboolean frame)
{
    g_autoptr(PageTable) table = page_table_new();
    Page *from = page_add(table, HOME "plan");
    PageLink link = {
        .url = (char *)url, .text = (char *)"", .zone = zone, .frame = frame
    };

    return follow_rank(from, &link, HOME);
}

Test(follow, documents_come_before_pages_and_menus_never)
{
    cr_assert_eq(rank_of(HOME "f/plan.PDF", ZONE_MAIN, FALSE), FOLLOW_DOCUMENT);
    cr_assert_eq(rank_of("https://cdn.b.com/plan.docx?v=2", ZONE_MAIN, FALSE),
                 FOLLOW_DOCUMENT);
    cr_assert_eq(rank_of(HOME "view.php?f=plan.xlsx", ZONE_MAIN, FALSE),
                 FOLLOW_DOCUMENT);
    cr_assert_eq(rank_of(HOME "download.php?id=3", ZONE_MAIN, FALSE),
                 FOLLOW_DOWNLOAD);
    cr_assert_eq(
        rank_of("https://drive.google.com/file/d/x/view", ZONE_MAIN, FALSE),
        FOLLOW_DOWNLOAD);
    cr_assert_eq(rank_of(HOME "news/1", ZONE_MAIN, FALSE), FOLLOW_PAGE);
    cr_assert_eq(rank_of(HOME "f/plan.pdf", ZONE_CHROME, FALSE), FOLLOW_NOT);
    cr_assert_eq(rank_of(HOME, ZONE_MAIN, FALSE), FOLLOW_NOT);
    cr_assert_eq(rank_of("https://www.b.go.th/x", ZONE_MAIN, FALSE),
                 FOLLOW_NOT);
    cr_assert_eq(rank_of("https://www.facebook.com/a", ZONE_MAIN, FALSE),
                 FOLLOW_NOT);
    cr_assert_eq(
        rank_of("https://www.google.com/maps/embed?pb=1", ZONE_MAIN, TRUE),
        FOLLOW_NOT);
    cr_assert_eq(rank_of(HOME "viewer?doc=1", ZONE_MAIN, TRUE), FOLLOW_FRAME);
}

Test(page, one_address_is_one_page_whatever_its_fragment)
{
    g_autoptr(PageTable) table = page_table_new();
    Page *page = page_table_get(table, HOME "a#x");

    cr_assert_eq(page, page_table_get(table, HOME "a#y"));
    cr_assert_neq(page, page_table_get(table, HOME "a?b"));
    cr_assert_str_eq(page->url, HOME "a");
}

Test(reach, way_through_a_menu_page_is_found_and_told)
{
    g_autoptr(PageTable) table = page_table_new();
    Page *home = page_add(table, HOME);
    Page *menu = page_add(table, HOME "ita");
    Page *target = page_add(table, HOME "qna");
    g_autofree char *path = NULL;

    links_set(home, ZONE_CHROME, HOME "ita", "ITA 2565", NULL);
    links_set(menu, ZONE_CHROME, HOME "qna/", "ถาม-ตอบ", NULL);
    cr_assert_eq(reach_find(table, home, target, FALSE, &path), REACH_FOUND);
    cr_assert_str_eq(path, "หน้าแรก > ITA 2565 > ถาม-ตอบ");
}

Test(reach, no_way_is_only_said_when_all_was_looked_at)
{
    g_autoptr(PageTable) table = page_table_new();
    Page *home = page_add(table, HOME);
    Page *target = page_add(table, HOME "qna");
    g_autofree char *path = NULL;

    cr_assert_eq(reach_find(table, home, target, FALSE, &path),
                 REACH_UNKNOWN); /* the home page was not read */
    links_set(home, ZONE_CHROME, HOME "other", "อื่น", NULL);
    cr_assert_eq(reach_find(table, home, target, FALSE, &path), REACH_NONE);
    cr_assert_eq(reach_find(table, home, target, TRUE, &path), REACH_UNKNOWN);
    cr_assert_null(path);
}

Test(reach, account_on_the_home_page_is_a_way)
{
    g_autoptr(PageTable) table = page_table_new();
    Page *home = page_add(table, HOME);
    Page *target = page_add(table, HOME "social");
    g_autofree char *path = NULL;

    links_set(home, ZONE_CHROME, "https://www.facebook.com/agency", "Facebook",
              NULL);
    links_set(target, ZONE_MAIN, "https://facebook.com/agency/", "เพจ", NULL);
    cr_assert_eq(reach_find(table, home, target, FALSE, &path), REACH_FOUND);
    cr_assert_str_eq(path, "หน้าแรก > Facebook");
}

Test(reach, likely_pages_are_opened_first_and_no_more_than_allowed)
{
    g_autoptr(PageTable) table = page_table_new();
    Page *home = page_add(table, HOME);
    g_autoptr(GPtrArray) pages = NULL;
    gboolean cut;

    links_set(home, ZONE_CHROME, HOME "a", "ก", HOME "b", "ข", HOME "oit",
              "OIT", "https://b.go.th/", "นอก", HOME "f.pdf", "แฟ้ม", NULL);
    pages = reach_candidates(table, home, 2, &cut);
    cr_assert(cut);
    cr_assert_eq(pages->len, 2);
    cr_assert_str_eq(((Page *)g_ptr_array_index(pages, 0))->url, HOME "oit");
    g_ptr_array_unref(pages);
    pages = reach_candidates(table, home, 3, &cut);
    cr_assert_not(cut);
    cr_assert_eq(pages->len, 3);
}

static gboolean lint_says(const char *url, const char *code)
{
    g_autoptr(GPtrArray) findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);

    url_lint(url, HOME, findings);
    for (guint i = 0; i < findings->len; i++)
        if (strcmp(((Finding *)g_ptr_array_index(findings, i))->code, code) ==
            0)
            return TRUE;
    return code[0] == '\0' && findings->len == 0;
}

Test(url_lint, each_slip_of_an_address_has_its_finding)
{
    cr_assert(lint_says(HOME "x", ""));
    cr_assert(lint_says("https://a.go.th/x", ""));
    cr_assert(lint_says("https://ita.a.go.th/x", ""));
    cr_assert(lint_says("http://www.a.go.th/x", "http-only"));
    cr_assert(lint_says("https://www.b.go.th/x", "off-domain"));
    cr_assert(lint_says("https://a.go.th.evil.com/x", "off-domain"));
    cr_assert(lint_says("https://bit.ly/3x", "shortener"));
    cr_assert_not(lint_says("https://bit.ly/3x", "off-domain"));
    cr_assert(lint_says("http://203.0.113.5/x", "ip-address"));
    cr_assert(lint_says("https://www.a.go.th:8443/x", "port-in-url"));
}

Test(url_lint, fragment_that_the_page_lacks_is_seen)
{
    g_autoptr(Document) document = document_new(FORMAT_HTML);

    g_ptr_array_add(document->anchors, g_strdup("แผน"));
    cr_assert_not(fragment_is_missing(HOME "x", document));
    cr_assert_not(
        fragment_is_missing(HOME "x#%E0%B9%81%E0%B8%9C%E0%B8%99", document));
    cr_assert_not(fragment_is_missing(HOME "x#/route", document));
    cr_assert(fragment_is_missing(HOME "x#none", document));
}

Test(url_lint, zero_in_place_of_the_letter_is_told)
{
    static const char *const zeros[] = { "010", "๐๑๐" };
    static const char *const good[] = { "O10", "o10", "OIT 10", "10" };
    g_autoptr(GPtrArray) findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);

    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        item_code_lint(good[i], findings);
    item_code_lint(NULL, findings);
    cr_assert_eq(findings->len, 0);
    for (guint i = 0; i < G_N_ELEMENTS(zeros); i++)
        item_code_lint(zeros[i], findings);
    cr_assert_eq(findings->len, 2);
}
