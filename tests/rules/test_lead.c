#include <criterion/criterion.h>

#include <string.h>

#include "rules/lead.h"
#include "rules/phrase_index.h"

#define TITLE "แผนดำเนินงานประจำปี"

static void link_add(Document *document, Zone zone, const char *href,
                     const char *words)
{
    Block *block = document_add_block(document, BLOCK_LIST_ITEM, zone);

    block_set_text(block, words);
    block_add_link(block, NULL, href, 0, strlen(words));
}

static GPtrArray *leads_of(const Document *document)
{
    PhraseIndex *index = phrase_index_new();
    Reading *reading;
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

    phrase_index_build(index);
    reading = reading_new(document, index);
    leads_find(reading, TITLE, words);
    reading_free(reading);
    phrase_index_free(index);
    return words;
}

Test(lead, a_document_named_like_the_item_is_one)
{
    g_autoptr(Document) document = document_new(FORMAT_HTML);
    g_autoptr(GPtrArray) words = NULL;
    g_autofree char *text = NULL;

    link_add(document, ZONE_MAIN, "files/plan.PDF?v=2",
             "แผน ดำเนินงาน ประจำปี ๒๕๖๕");
    words = leads_of(document);
    cr_assert_eq(words->len, 1);
    text = leads_format(words);
    cr_assert_str_eq(text, "“แผน ดำเนินงาน ประจำปี ๒๕๖๕”");
}

Test(lead, menus_pages_and_other_matters_are_none)
{
    g_autoptr(Document) document = document_new(FORMAT_HTML);
    g_autoptr(GPtrArray) words = NULL;

    link_add(document, ZONE_CHROME, "plan.pdf", TITLE);
    link_add(document, ZONE_MAIN, "/plan", TITLE);
    link_add(document, ZONE_MAIN, "jobs.pdf", "รับสมัครพนักงานขับรถ");
    link_add(document, ZONE_MAIN, "x.pdf", "");
    words = leads_of(document);
    cr_assert_eq(words->len, 0);
}

Test(lead, many_are_named_by_the_first_three)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autofree char *text = NULL;

    for (int i = 0; i < 5; i++)
        g_ptr_array_add(words, (gpointer) "ก");
    text = leads_format(words);
    cr_assert_str_eq(text, "“ก” “ก” “ก” …");
}
