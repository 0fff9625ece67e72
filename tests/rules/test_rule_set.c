#include <criterion/criterion.h>

#include <glib/gstdio.h>
#include <string.h>
#include "base/fault.h"
#include "rules/rule_set.h"

static RuleSet *load_2565(void)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    RuleSet *rules = rule_set_load(SOURCE_DIR "/rules/2565", faults);

    if (faults->len > 0) {
        g_autofree char *text = fault_list_format(faults);

        cr_log_error("%s", text);
    }
    cr_assert_not_null(rules);
    return rules;
}

Test(rules_2565, holds_all_items_and_elements)
{
    g_autoptr(RuleSet) rules = load_2565();
    const GPtrArray *items = rule_set_items(rules);
    guint elements = 0;

    cr_assert_eq(items->len, 43);
    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);
        g_autofree char *id = g_strdup_printf("O%u", i + 1);

        cr_expect_str_eq(item->id, id);
        elements += item->elements->len;
        for (guint e = 0; e < item->elements->len; e++) {
            const ElementRule *rule = g_ptr_array_index(item->elements, e);

            cr_expect(rule->title.th != NULL && rule->title.en != NULL,
                      "%s.%s has both titles", item->id, rule->id);
            cr_expect(rule->advice.th != NULL && rule->advice.en != NULL,
                      "%s.%s has advice", item->id, rule->id);
        }
    }
    cr_expect_eq(elements, 153);
    cr_expect_eq(rule_set_fiscal_year(rules), 2565);
}

Test(rules_2565, passes_the_tests_beside_its_rules)
{
    g_autoptr(RuleSet) rules = load_2565();
    g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func(g_free);
    int count = rule_set_test(rules, SOURCE_DIR, failures);

    for (guint i = 0; i < failures->len; i++)
        cr_log_error("%s", (const char *)g_ptr_array_index(failures, i));
    cr_expect_geq(count, 100);
    cr_expect_eq(failures->len, 0);
}

Test(rules_2565, tests_every_element_both_ways)
{
    g_autoptr(RuleSet) rules = load_2565();
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

    rule_set_untested(rules, lines);
    for (guint i = 0; i < lines->len; i++)
        cr_log_error("%s", (const char *)g_ptr_array_index(lines, i));
    cr_expect_eq(lines->len, 0);
}

/* Loads one file of rules; gives its faults as text. */
static char *faults_of(const char *yaml)
{
    g_autofree char *dir = g_dir_make_tmp("oit-rules-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "a.yaml", NULL);
    g_autoptr(GPtrArray) faults = fault_list_new();
    RuleSet *rules;

    g_file_set_contents(path, yaml, -1, NULL);
    rules = rule_set_load(dir, faults);
    cr_expect_eq(rules == NULL, faults->len > 0);
    rule_set_free(rules);
    g_unlink(path);
    g_rmdir(dir);
    return fault_list_format(faults);
}

#define HEAD                                                                   \
    "fiscal_year: 2565\nsub_indicator: \"9.2\"\nO10:\n"                        \
    "  title: { th: ก, en: a }\n  elements:\n    e:\n"                       \
    "      title: { th: ข, en: b }\n"

Test(rule_set, accepts_a_small_rule)
{
    g_autofree char *faults = faults_of(HEAD "      met: [{ phrase: แผน }]\n");

    cr_expect_str_empty(faults, "%s", faults);
}

Test(rule_set, points_at_each_fault_and_names_the_nearest_word)
{
    static const struct {
        const char *yaml, *says;
    } cases[] = {
        { HEAD "      met: [{ phrasee: แผน }]\n", "did you mean phrase?" },
        { HEAD "      met: [{ phrase: { off: แผน } }]\n", "did you mean of?" },
        { HEAD "      met: [{ phrase: $plann }]\nvocabulary: { plan: [แผน] }\n",
          "did you mean $plan?" },
        { HEAD "      met: [{ year: fiscall }]\n", "did you mean fiscal?" },
        { HEAD "      kind: text\n", "can never be met" },
        { HEAD "      met: [{ pattern: '(' }]\n", "does not compile" },
        { HEAD "      met: []\n", "expected a condition" },
        { HEAD "      met: [{ phrase: แผน }]\n  requires: [O9]\n",
          "does not exist" },
        { HEAD "      met: [{ phrase: แผน }]\n      confidense: C1\n",
          "confidence" },
        { HEAD
          "      met: [{ phrase: $a }]\nvocabulary: { a: [$b], b: [$c], c: "
          "[$a] }\n",
          "or itself" },
        { "fiscal_year: 65\n", "not a Buddhist year" },
        { "O10: 1\n", "names no sub_indicator" },
        { "- a\n", "a rule file is a map" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *faults = faults_of(cases[i].yaml);

        cr_expect(strstr(faults, cases[i].says) != NULL,
                  "case %zu wants '%s' in:\n%s", i, cases[i].says, faults);
        if (strcmp(cases[i].says, "or itself") != 0)
            cr_expect(strstr(faults, "a.yaml:") != NULL, "%s", faults);
    }
}

Test(rule_set, reports_all_faults_at_once)
{
    g_autofree char *faults =
        faults_of(HEAD "      met: [{ frase: แผน }]\n"
                       "    f:\n      title: { th: ค, en: c }\n"
                       "      kind: texxt\n      met: [{ year: fiscall }]\n");

    cr_expect(strstr(faults, "frase") != NULL);
    cr_expect(strstr(faults, "texxt") != NULL);
    cr_expect(strstr(faults, "fiscall") != NULL);
}

Test(rule_set, refuses_a_folder_without_rules)
{
    g_autoptr(GPtrArray) faults = fault_list_new();

    cr_expect_null(rule_set_load("/nonexistent/rules", faults));
    cr_expect_eq(faults->len, 1);
}
