/*
 * Any bytes as text, CSV or HTML, judged by rules that use every matcher: a
 * verdict for each element, evidence that is valid text, and the same verdicts
 * when judged again.
 */
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rules_text[] =
    "fiscal_year: 2565\n"
    "sub_indicator: \"9.2\"\n"
    "O1:\n"
    "  title: { th: ก, en: a }\n"
    "  year: fiscal\n"
    "  decoys: { phrase: ห้ามเผยแพร่ }\n"
    "  elements:\n"
    "    year: { title: ปี, kind: year, met: { year: fiscal } }\n"
    "    table:\n"
    "      title: ตาราง\n"
    "      met: [{ column: { header: โครงการ, every_row: yes } }, { columns: { "
    "of: [ต.ค., พ.ย., ธ.ค.], at_least: 2, marked: yes } }]\n"
    "      implied: [{ column: { header: [งบ, เงิน], value: money, not_after: "
    "รวม } }]\n"
    "    words:\n"
    "      title: คำ\n"
    "      met: [{ any: [{ phrases: { of: [แผน, งาน, ผล], at_least: 3 } }, { "
    "field: { label: ชื่อ, value: text } }, { section: { heading: ขั้นตอน, "
    "has: { steps: 2 } } }] }, { not: { none_declared: โครงการ } }]\n"
    "    near:\n"
    "      title: ใกล้\n"
    "      met: { at_least: { n: 2, of: [{ near: { phrase: แผน, within: row, "
    "has: { number: บาท } } }, { near: { phrase: แผน, within: section, has: { "
    "person: 1 } } }, { shown: { topic: งบประมาณ, not_with: ร่าง } }] } }\n"
    "    time:\n"
    "      title: เวลา\n"
    "      met: [{ date: first-half }, { period: first-half }, { months: { "
    "each_of: first-half, at_least: 2 } }]\n"
    "    page:\n"
    "      title: หน้า\n"
    "      kind: visual\n"
    "      met: { any: [{ contact: phone }, { contact: address }, { contact: "
    "map }, { image: ผัง }, { frame: youtube.com }, { form: { about: ถาม } }, { "
    "link: { to: facebook.com } }, { link: { text: แผน } }] }\n"
    "    sign:\n"
    "      title: ลงนาม\n"
    "      kind: signer\n"
    "      met: { signer: { position: อธิบดี, named: yes, not_after: รอง } }\n"
    "    shape:\n"
    "      title: แบบ\n"
    "      met: { pattern: { regex: '(แผน|ผล).{0,9}[0-9]+', at_least: 2, "
    "quiet: yes } }\n";

static RuleSet *rules_once(void)
{
    static RuleSet *rules;

    if (rules == NULL) {
        const char *texts[] = { rules_text, NULL };
        g_autoptr(GPtrArray) faults = fault_list_new();

        rules = rule_set_load_texts(texts, faults);
        g_assert(rules != NULL);
    }
    return rules;
}

static ItemAudit *judged(const Document *document, ReadingShelf *shelf)
{
    const RuleSet *rules = rules_once();
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    Source source = { .url = "https://a.go.th/p",
                      .state = LINK_OK,
                      .document = document };
    JudgeInput input = { .executive = "นายสมมติ ใจซื่อ",
                         .sources = sources,
                         .reachable = -1,
                         .shelf = shelf };
    ItemAudit *item = item_audit_new("O1");

    g_ptr_array_add(sources, &source);
    judge_item(rules, rule_set_find(rules, "O1"), &input, item);
    return item;
}

static void check(const ItemAudit *a, const ItemAudit *b)
{
    g_assert(a->verdict == b->verdict);
    for (guint e = 0; e < a->elements->len; e++) {
        const ElementAudit *x = g_ptr_array_index(a->elements, e);
        const ElementAudit *y = g_ptr_array_index(b->elements, e);

        g_assert(x->verdict == y->verdict);
        for (guint i = 0; i < x->evidence->len; i++) {
            const Evidence *evidence = g_ptr_array_index(x->evidence, i);

            g_assert(g_utf8_validate(evidence->quote, -1, NULL));
        }
        if (x->nearest != NULL)
            g_assert(g_utf8_validate(x->nearest->quote, -1, NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[][2] = {
        { "a.txt", "text/plain; charset=utf-8" },
        { "a.csv", "text/csv; charset=utf-8" },
        { "a.html", "text/html; charset=utf-8" },
    };
    gsize which = size > 0 ? data[0] % G_N_ELEMENTS(names) : 0;
    ReadRequest request = { .file_name = names[which][0],
                            .content_type = names[which][1] };
    g_autoptr(Document) document = NULL;
    g_autoptr(ReadingShelf) shelf = reading_shelf_new();
    ItemAudit *first, *second;

    if (size > 0) {
        data++;
        size--;
    }
    document = document_read_bytes((const char *)data, size, &request);
    first = judged(document, NULL);
    second = judged(document, shelf);
    check(first, second);
    item_audit_free(first);
    item_audit_free(second);
    return 0;
}
