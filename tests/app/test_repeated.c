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

    repeated_mark(repeated, document);
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

    repeated_mark(repeated, document);
    repeated_mark(NULL, document);
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

    repeated_mark(repeated, news);
    cr_expect_eq(zone_of(news, 0), ZONE_CHROME);
    cr_expect_eq(zone_of(news, 1), ZONE_MAIN);
    repeated_mark(repeated, home);
    cr_expect_eq(zone_of(home, 1), ZONE_CHROME);
    cr_expect_not(repeated_has_link(repeated, SITE "news", &link));
    cr_expect(repeated_has_link(repeated, SITE "plan", &link));
}
