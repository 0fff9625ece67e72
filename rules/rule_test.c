/* rule_test.c - the tests that stand beside the rules */
#include <string.h>

#include "document/reader.h"
#include "rules/judge.h"

static Document *test_document(const RuleTest *test, const char *base_dir)
{
    ReadRequest request = { 0 };
    const char *text = test->html != NULL ? test->html : test->text;

    if (text != NULL) {
        request.content_type = test->html != NULL ? "text/html; charset=utf-8"
                                                  : "text/plain; charset=utf-8";
        request.file_name = test->html != NULL ? "test.html" : "test.txt";
        return document_read_bytes(text, strlen(text), &request);
    }
    {
        g_autofree char *path = g_build_filename(base_dir, test->file, NULL);

        request.path = path;
        request.file_name = test->file;
        return document_read(&request);
    }
}

static gboolean verdict_fits(const char *expected, ElementVerdict verdict)
{
    if (strcmp(expected, "not-met") == 0)
        return verdict != ELEMENT_MET && verdict != ELEMENT_IMPLIED;
    return strcmp(expected, element_verdict_name(verdict)) == 0;
}

static gboolean quote_found(const ItemAudit *item, const char *quote)
{
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        for (guint e = 0; e < element->evidence->len; e++)
            if (strstr(
                    ((const Evidence *)g_ptr_array_index(element->evidence, e))
                        ->quote,
                    quote) != NULL)
                return TRUE;
    }
    return FALSE;
}

static void run_test(const RuleSet *rules, const ItemRule *rule,
                     const RuleTest *test, const char *base_dir,
                     GPtrArray *failures)
{
    g_autoptr(Document) document = test_document(test, base_dir);
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    Source source = { .state = LINK_OK, .document = document };
    JudgeInput input = { .agency_kind = test->agency_kind,
                         .executive = test->executive,
                         .fiscal_year = test->fiscal_year,
                         .sources = sources,
                         .reachable = -1 };
    ItemAudit *item = item_audit_new(rule->id);
    GHashTableIter iter;
    gpointer id, expected;

    g_ptr_array_add(sources, &source);
    judge_item(rules, rule, &input, item);
    g_hash_table_iter_init(&iter, test->expect);
    while (g_hash_table_iter_next(&iter, &id, &expected)) {
        const ElementAudit *element = item_audit_find_element(item, id);

        if (!verdict_fits(expected, element->verdict))
            g_ptr_array_add(
                failures,
                g_strdup_printf(
                    "%s:%d: %s.%s: expected %s, is %s%s%s%s%s",
                    test->source_file, test->line, rule->id, (char *)id,
                    (char *)expected, element_verdict_name(element->verdict),
                    element->reason != NULL ? " " : "",
                    element->reason != NULL ? element->reason : "",
                    element->nearest != NULL ? ": " : "",
                    element->nearest != NULL ? element->nearest->quote : ""));
    }
    if (test->quote != NULL && !quote_found(item, test->quote))
        g_ptr_array_add(failures,
                        g_strdup_printf("%s:%d: %s: no evidence quotes “%s”",
                                        test->source_file, test->line, rule->id,
                                        test->quote));
    item_audit_free(item);
}

int rule_set_test(const RuleSet *rules, const char *base_dir,
                  GPtrArray *failures)
{
    const GPtrArray *items = rule_set_items(rules);
    int count = 0;

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *rule = g_ptr_array_index(items, i);

        for (guint t = 0; t < rule->tests->len; t++) {
            run_test(rules, rule, g_ptr_array_index(rule->tests, t), base_dir,
                     failures);
            count++;
        }
    }
    return count;
}

int rule_set_untested(const RuleSet *rules, GPtrArray *lines)
{
    const GPtrArray *items = rule_set_items(rules);
    int count = 0;

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *rule = g_ptr_array_index(items, i);

        for (guint e = 0; e < rule->elements->len; e++) {
            const ElementRule *element = g_ptr_array_index(rule->elements, e);
            gboolean met = FALSE, missing = FALSE;

            if (strcmp(element->kind, "reach") == 0 ||
                strcmp(element->kind, "dependency") == 0)
                continue;
            for (guint t = 0; t < rule->tests->len; t++) {
                const RuleTest *test = g_ptr_array_index(rule->tests, t);
                const char *verdict =
                    g_hash_table_lookup(test->expect, element->id);

                met = met || g_strcmp0(verdict, "met") == 0;
                missing = missing || g_strcmp0(verdict, "missing") == 0 ||
                          g_strcmp0(verdict, "not-met") == 0;
            }
            if (!met || !missing) {
                g_ptr_array_add(lines,
                                g_strdup_printf("%s.%s: no test that %s",
                                                rule->id, element->id,
                                                met ? "misses it" : "is met"));
                count++;
            }
        }
    }
    return count;
}
