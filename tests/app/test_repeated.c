#include <criterion/criterion.h>
#include <string.h>

#include "app/repeated.h"

#define SITE "https://www.a.go.th/"

static Block *line_add(Document *document, const char *url, const char *words,
                       const char *after)
{
    Block *block = document_add_block(document, BLOCK_LIST_ITEM, ZONE_MAIN);
    g_autofree char *text = g_strconcat(words, after, NULL);

    block_set_text(block, text);
    if (url != NULL)
        block_add_link(block, url, url, 0, strlen(words));
    return block;
}

/* A page of a template without furniture of its own: menu, title, content. */
static Document *page_document(const char *url)
{
    Document *document = document_new(FORMAT_HTML);

    document->url = g_strdup(url);
    line_add(document, SITE "oit", "ITA 2565", "");
    line_add(document, SITE "news/flood", "ข่าวน้ำท่วม", " 2 มี.ค. 65");
    line_add(document, NULL, "ปัญหาและข้อเสนอแนะ", "");
    line_add(document, SITE "oit", "ITA 2565",
             " คือการประเมินคุณธรรมและความโปร่งใสที่ทุกหน่วยงานของรัฐต้องเข้าร่วม");
    line_add(document, SITE "f/plan.pdf", "แผน (PDF)", "");
    return document;
}

static Repeated *learn(PageTable *table, guint count)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();

    for (guint i = 0; i < count; i++) {
        g_autofree char *url = g_strdup_printf(SITE "page-%u", i);
        g_autoptr(Document) document = page_document(url);
        Page *page = page_table_get(table, url);

        page_set_document(page, document);
        g_ptr_array_add(pages, page);
    }
    return repeated_new(pages, SITE);
}

static Zone zone_of(const Document *document, guint index)
{
    return ((Block *)g_ptr_array_index(document->blocks, index))->zone;
}

Test(repeated, links_on_many_pages_are_furniture_and_sentences_are_not)
{
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(Repeated) repeated = learn(table, 5);
    g_autoptr(Document) document = page_document(SITE "page-1");

    repeated_mark(repeated, document, TRUE);
    cr_expect_eq(zone_of(document, 0), ZONE_CHROME);
    cr_expect_eq(zone_of(document, 1), ZONE_CHROME);
    cr_expect_eq(zone_of(document, 2), ZONE_MAIN);
    cr_expect_eq(zone_of(document, 3), ZONE_MAIN);
    cr_expect_eq(zone_of(document, 4), ZONE_MAIN);
}

Test(repeated, few_pages_prove_nothing)
{
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(Repeated) repeated = learn(table, 3);
    g_autoptr(Document) document = page_document(SITE "page-1");

    repeated_mark(repeated, document, TRUE);
    repeated_mark(NULL, document, TRUE);
    cr_expect_eq(zone_of(document, 0), ZONE_MAIN);
}

Test(repeated, children_of_a_page_are_its_content)
{
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(Repeated) repeated = learn(table, 5);
    g_autoptr(Document) news = page_document(SITE "news/");
    g_autoptr(Document) home = page_document(SITE);
    PageLink link = { .url = (char *)SITE "news/flood",
                      .text = (char *)"ข่าวน้ำท่วม" };

    repeated_mark(repeated, news, TRUE);
    cr_expect_eq(zone_of(news, 0), ZONE_CHROME);
    cr_expect_eq(zone_of(news, 1), ZONE_MAIN);
    repeated_mark(repeated, home, TRUE);
    cr_expect_eq(zone_of(home, 1), ZONE_CHROME);
    cr_expect_not(repeated_has_link(repeated, SITE "news", &link));
    cr_expect(repeated_has_link(repeated, SITE "plan", &link));
}

/* What an old template repeats below its content: nothing marks it. */
static Document *footer_document(const char *url, guint number)
{
    Document *document = document_new(FORMAT_HTML);
    g_autofree char *counter = g_strdup_printf("ผู้เข้าชมเว็บไซต์ %u คน", number);
    g_autofree char *own = g_strdup_printf("เนื้อหาเฉพาะของหน้า %s", url);

    document->url = g_strdup(url);
    line_add(document, NULL, own, "");
    line_add(document, NULL, "ข้อมูลประจำปีงบประมาณ พ.ศ. 2565", "");
    line_add(document, NULL, "1 ถนนตัวอย่าง เขตตัวอย่าง", "");
    line_add(document, NULL, "1 ถนนตัวอย่าง เขตตัวอย่าง", "");
    line_add(document, NULL, counter, "");
    return document;
}

static Repeated *learn_footers(PageTable *table, guint with, guint without)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();

    for (guint i = 0; i < with + without; i++) {
        g_autofree char *url = g_strdup_printf(SITE "f-%c", 'a' + (int)i);
        g_autoptr(Document) document =
            i < with ? footer_document(url, 1204 + i) : page_document(url);
        Page *page = page_table_get(table, url);

        page_set_document(page, document);
        g_ptr_array_add(pages, page);
    }
    return repeated_new(pages, SITE);
}

Test(repeated, counters_and_addresses_on_most_pages_are_furniture)
{
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(Repeated) repeated = learn_footers(table, 7, 3);
    g_autoptr(Document) document = footer_document(SITE "f-x", 99);

    repeated_mark(repeated, document, TRUE);
    cr_expect_eq(zone_of(document, 0), ZONE_MAIN, "its own words");
    cr_expect_eq(zone_of(document, 1), ZONE_MAIN, "the year it is about");
    cr_expect_eq(zone_of(document, 2), ZONE_MAIN, "the first of two copies");
    cr_expect_eq(zone_of(document, 3), ZONE_CHROME, "the address below");
    cr_expect_eq(zone_of(document, 4), ZONE_CHROME, "the counter");
}

Test(repeated, items_about_the_site_see_the_lines_of_every_page)
{
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(Repeated) repeated = learn_footers(table, 7, 3);
    g_autoptr(Document) document = footer_document(SITE "f-x", 99);

    repeated_mark(repeated, document, FALSE);
    cr_expect_eq(zone_of(document, 3), ZONE_MAIN);
    cr_expect_eq(zone_of(document, 4), ZONE_MAIN);
}

Test(repeated, lines_on_few_pages_or_on_less_than_half_are_content)
{
    g_autoptr(PageTable) few_table = page_table_new();
    g_autoptr(PageTable) part_table = page_table_new();
    g_autoptr(Repeated) few = learn_footers(few_table, 5, 0);
    g_autoptr(Repeated) part = learn_footers(part_table, 7, 9);
    g_autoptr(Document) one = footer_document(SITE "f-x", 99);
    g_autoptr(Document) two = footer_document(SITE "f-x", 99);

    repeated_mark(few, one, TRUE);
    repeated_mark(part, two, TRUE);
    cr_expect_eq(zone_of(one, 4), ZONE_MAIN);
    cr_expect_eq(zone_of(two, 4), ZONE_MAIN);
}
