/*
 * Minimal pairs: a complete document and twins that lack one element each
 * (tests/pairs/README.md). Independent authors wrote them in words of their
 * own. The share judged right must not fall.
 */
#include <criterion/criterion.h>

#include <string.h>
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"

#define PAIRS_DIR SOURCE_DIR "/tests/pairs"
/* What is reached; the aim is 95. Raise it with the rules, never lower it. */
#define RIGHT_PERCENT 97

typedef struct {
    int pairs, right, traps_wrong;
} Tally;

static ItemAudit *judge_file(const RuleSet *rules, const char *item,
                             const char *path)
{
    ReadRequest request = { .path = path, .file_name = path };
    g_autoptr(Document) document = document_read(&request);
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    Source source = { .state = LINK_OK, .document = document };
    JudgeInput input = { .sources = sources, .reachable = -1 };
    ItemAudit *audit = item_audit_new(item);

    g_ptr_array_add(sources, &source);
    judge_item(rules, rule_set_find(rules, item), &input, audit);
    return audit;
}

static ElementVerdict verdict_of(const ItemAudit *item, const char *id)
{
    const ElementAudit *element = item_audit_find_element(item, id);

    cr_assert_not_null(element, "%s has no element %s", item->id, id);
    return element->verdict;
}

static gboolean shows(ElementVerdict verdict)
{
    return verdict == ELEMENT_MET || verdict == ELEMENT_IMPLIED;
}

/* A plan that still names its year implies a period; it no longer shows it. */
static gboolean lacks(ElementVerdict verdict, const char *item,
                      const char *element)
{
    if ((g_str_equal(item, "O10") || g_str_equal(item, "O39")) &&
        g_str_equal(element, "period"))
        return verdict != ELEMENT_MET;
    return !shows(verdict);
}

static void judge_twins(const RuleSet *rules, const char *item, const char *dir,
                        const char *base, const char *ext,
                        const ItemAudit *whole, Tally *tally)
{
    g_autofree char *prefix = g_strdup_printf("%s.no-", base);
    g_autoptr(GDir) open = g_dir_open(dir, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(open)) != NULL) {
        g_autofree char *path = NULL, *element = NULL;
        ItemAudit *twin;

        if (!g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, ext))
            continue;
        element = g_strndup(name + strlen(prefix),
                            strlen(name) - strlen(prefix) - strlen(ext));
        path = g_build_filename(dir, name, NULL);
        twin = judge_file(rules, item, path);
        tally->pairs++;
        if (shows(verdict_of(whole, element)) &&
            lacks(verdict_of(twin, element), item, element))
            tally->right++;
        else
            cr_log_info("%s/%s: whole %s, twin %s", item, name,
                        element_verdict_name(verdict_of(whole, element)),
                        element_verdict_name(verdict_of(twin, element)));
        item_audit_free(twin);
    }
}

static void judge_trap(const ItemAudit *item, const char *base,
                       const char *expected, Tally *tally)
{
    g_auto(GStrv) present = g_strsplit_set(expected, " \n", -1);

    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (element->verdict != ELEMENT_MET ||
            g_strv_contains((const char *const *)present, element->id))
            continue;
        tally->traps_wrong++;
        cr_log_info("%s/%s: %s is met", item->id, base, element->id);
    }
}

static void judge_folder(const RuleSet *rules, const char *item, Tally *tally)
{
    g_autofree char *dir = g_build_filename(PAIRS_DIR, item, NULL);
    g_autoptr(GDir) open = g_dir_open(dir, 0, NULL);
    const char *name;

    while (open != NULL && (name = g_dir_read_name(open)) != NULL) {
        static const char *const exts[] = { ".txt", ".html", ".pdf", ".docx",
                                            ".xlsx" };
        g_autofree char *base = NULL, *expected = NULL, *expect = NULL;

        if (!g_str_has_suffix(name, ".expect"))
            continue;
        base = g_strndup(name, strlen(name) - strlen(".expect"));
        expect = g_build_filename(dir, name, NULL);
        cr_assert(g_file_get_contents(expect, &expected, NULL, NULL));
        for (gsize i = 0; i < G_N_ELEMENTS(exts); i++) {
            g_autofree char *file = g_strconcat(base, exts[i], NULL);
            g_autofree char *path = g_build_filename(dir, file, NULL);
            ItemAudit *whole;

            if (!g_file_test(path, G_FILE_TEST_EXISTS))
                continue;
            whole = judge_file(rules, item, path);
            if (g_str_has_prefix(base, "trap-"))
                judge_trap(whole, base, expected, tally);
            else
                judge_twins(rules, item, dir, base, exts[i], whole, tally);
            item_audit_free(whole);
        }
    }
}

Test(pairs, are_judged_right, .timeout = 200)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(RuleSet) rules = rule_set_load(SOURCE_DIR "/rules/2565", faults);
    const GPtrArray *items;
    Tally tally = { 0, 0, 0 };

    cr_assert_not_null(rules);
    items = rule_set_items(rules);
    for (guint i = 0; i < items->len; i++)
        judge_folder(rules, ((const ItemRule *)g_ptr_array_index(items, i))->id,
                     &tally);
    g_printerr("pairs judged right: %d of %d; elements met on traps: %d\n",
               tally.right, tally.pairs, tally.traps_wrong);
    cr_expect_geq(tally.pairs, 720);
    cr_expect_eq(tally.traps_wrong, 0);
    cr_expect_geq(tally.right * 100, tally.pairs * RIGHT_PERCENT);
}
