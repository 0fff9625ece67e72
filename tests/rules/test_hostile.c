/* Texts that are made to cost much: they end, and cost what their size says. */
#include <criterion/criterion.h>

#include <string.h>
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"
#include "rules/reading.h"

static RuleSet *rules;

static void load(void)
{
    g_autoptr(GPtrArray) faults = fault_list_new();

    rules = rule_set_load(SOURCE_DIR "/rules/2565", faults);
    cr_assert_not_null(rules);
}

static void unload(void)
{
    rule_set_free(rules);
}

TestSuite(hostile, .init = load, .fini = unload, .timeout = 300);

/* A document of one paragraph, not through the readers: they would cut it. */
static Document *of_text(const char *text)
{
    Document *document = document_new(FORMAT_TEXT);
    Block *block = document_add_block(document, BLOCK_PARAGRAPH, ZONE_MAIN);

    block_set_text(block, text);
    return document;
}

/* All items on it; none may fall over. */
static void judge_all(const Document *document)
{
    const GPtrArray *items = rule_set_items(rules);
    g_autoptr(ReadingShelf) shelf = reading_shelf_new();
    Source source = { .url = "https://a.go.th/p",
                      .state = LINK_OK,
                      .document = document };

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *rule = g_ptr_array_index(items, i);
        g_autoptr(GPtrArray) sources = g_ptr_array_new();
        JudgeInput input = { .sources = sources,
                             .reachable = -1,
                             .shelf = shelf };
        ItemAudit *item = item_audit_new(rule->id);

        g_ptr_array_add(sources, &source);
        judge_item(rules, rule, &input, item);
        cr_assert_eq(item->elements->len, rule->elements->len);
        for (guint e = 0; e < item->elements->len; e++) {
            const ElementAudit *element = g_ptr_array_index(item->elements, e);

            for (guint k = 0; k < element->evidence->len; k++)
                cr_assert(g_utf8_validate(
                    ((Evidence *)g_ptr_array_index(element->evidence, k))
                        ->quote,
                    -1, NULL));
        }
        item_audit_free(item);
    }
}

#if defined(__SANITIZE_ADDRESS__)
#define LINE_BYTES (1u << 20) /* ten times slower: a tenth of the size */
#define CELLS 10000
#else
#define LINE_BYTES (10u << 20)
#define CELLS 100000
#endif

Test(hostile, one_line_of_ten_megabytes)
{
    static const char words[] =
        "โครงการ อธิบดี รองอธิบดี งบประมาณ 120,000 บาท ต.ค. 64 ขั้นตอนที่ 1 ไม่มี "
        "แผนปฏิบัติราชการ ผู้รับผิดชอบ นาย ร้องเรียน https://a.go.th ";
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Document) document = NULL;

    while (text->len < LINE_BYTES)
        g_string_append(text, words);
    document = of_text(text->str);
    judge_all(document);
}

static void cell_set(Cell *cell, const char *text)
{
    g_free(cell->text);
    cell->text = g_strdup(text);
}

Test(hostile, a_hundred_thousand_cells)
{
    Document *document = document_new(FORMAT_TEXT);
    Block *block = document_add_block(document, BLOCK_TABLE, ZONE_MAIN);
    int columns = 5;
    Table *table = table_new(CELLS / columns, columns);

    block->table = table;
    for (int r = 0; r < table->row_count; r++)
        for (int c = 0; c < columns; c++)
            cell_set(table_cell(table, r, c),
                     r == 0 ? "โครงการ" : "อธิบดี 12 บาท ต.ค. 64");
    judge_all(document);
    document_free(document);
}

Test(hostile, every_code_point)
{
    g_autoptr(GString) text = g_string_new("แผนงาน ");
    g_autoptr(Document) document = NULL;

    for (gunichar c = 1; c < 0x30000; c++)
        if (g_unichar_validate(c) && c != '\n')
            g_string_append_unichar(text, c);
    document = of_text(text->str);
    judge_all(document);
}

Test(hostile, headings_within_headings)
{
    g_autoptr(Document) document = document_new(FORMAT_HTML);

    for (int i = 0; i < CELLS / 10; i++) {
        Block *block = document_add_block(document, BLOCK_HEADING, ZONE_MAIN);

        block_set_text(block, "ขั้นตอนการดำเนินโครงการ");
        block->level = i % 9;
    }
    judge_all(document);
}

Test(hostile, conditions_within_conditions)
{
    g_autoptr(GString) yaml =
        g_string_new("fiscal_year: 2565\nsub_indicator: \"9\"\nO1: { title: a, "
                     "elements: { e: { title: b, met: ");
    g_autoptr(GPtrArray) faults = fault_list_new();
    const char *texts[2] = { NULL, NULL };
    g_autoptr(RuleSet) deep = NULL;

    for (int i = 0; i < 5000; i++)
        g_string_append(yaml, "{ not: ");
    g_string_append(yaml, "{ phrase: x }");
    for (int i = 0; i < 5000; i++)
        g_string_append(yaml, " }");
    g_string_append(yaml, " } } }\n");
    texts[0] = yaml->str;
    deep = rule_set_load_texts(texts, faults);
    cr_expect((deep == NULL) == (faults->len > 0));
}
