/* Documents that several items look at are prepared once. */
#include <criterion/criterion.h>

#include <string.h>
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"

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

TestSuite(shelf, .init = load, .fini = unload);

#define PLAN                                                                                                             \
    "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565\n"      \
    "โครงการ\tงบประมาณ (บาท)\tระยะเวลาดำเนินการ\n" \
    "โครงการสำรวจบ่อ\t120,000\tต.ค. 64 - ธ.ค. 64\n"                                \
    "โครงการอบรม\t35,000\tม.ค. 65 - มี.ค. 65\n"

static Document *read_text(const char *text)
{
    ReadRequest request = { .content_type = "text/plain; charset=utf-8",
                            .file_name = "a.txt" };

    return document_read_bytes(text, strlen(text), &request);
}

static ItemAudit *judged(const char *id, Document *page, int addresses,
                         ReadingShelf *shelf)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    Source sources[2] = {
        { .url = "https://a.go.th/1", .state = LINK_OK, .document = page },
        { .url = "https://a.go.th/2", .state = LINK_OK, .document = page }
    };
    JudgeInput input = { .sources = list, .reachable = -1, .shelf = shelf };
    ItemAudit *item = item_audit_new(id);

    for (int i = 0; i < addresses; i++)
        g_ptr_array_add(list, &sources[i]);
    judge_item(rules, rule_set_find(rules, id), &input, item);
    return item;
}

Test(shelf, changes_no_verdict_of_any_item)
{
    g_autoptr(Document) page = read_text(PLAN);
    g_autoptr(ReadingShelf) shelf = reading_shelf_new();
    const GPtrArray *items = rule_set_items(rules);

    for (int round = 0; round < 2; round++)
        for (guint i = 0; i < items->len; i++) {
            const char *id = ((const ItemRule *)items->pdata[i])->id;
            ItemAudit *alone = judged(id, page, 1, NULL);
            ItemAudit *shared = judged(id, page, 1, shelf);

            cr_expect_eq(alone->verdict, shared->verdict, "%s", id);
            for (guint e = 0; e < alone->elements->len; e++)
                cr_expect_eq(
                    ((ElementAudit *)alone->elements->pdata[e])->verdict,
                    ((ElementAudit *)shared->elements->pdata[e])->verdict, "%s",
                    id);
            item_audit_free(alone);
            item_audit_free(shared);
        }
}

Test(shelf, names_the_right_address_when_one_document_has_two)
{
    g_autoptr(Document) page = read_text(PLAN);
    g_autoptr(ReadingShelf) shelf = reading_shelf_new();
    ItemAudit *item;
    const Evidence *evidence;

    item_audit_free(judged("O10", page, 2, shelf));
    item = judged("O10", page, 2, shelf);
    evidence =
        g_ptr_array_index(item_audit_find_element(item, "budget")->evidence, 0);
    cr_expect_str_eq(evidence->url, "https://a.go.th/1");
    item_audit_free(item);
}
