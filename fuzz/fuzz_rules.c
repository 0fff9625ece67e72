/*
 * Any bytes as a rule file, or as two of which the second builds on the first
 * (parted by a line of "----"): a set or faults, and a set that loads can be
 * linted, compared with itself and begun anew.
 */
#include "base/fault.h"
#include "rules/rule_diff.h"
#include "rules/rule_lint.h"
#include "rules/rule_new.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(const RuleSet *rules)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *same = rule_set_diff(rules, rules, LANG_TH);
    g_autoptr(GPtrArray) files =
        rule_set_start(rules, rule_set_fiscal_year(rules) + 1, "base");
    g_autofree char *text = NULL;

    rule_set_lint(rules, faults);
    rule_set_unchecked(rules, faults);
    rule_set_untested(rules, lines);
    text = fault_list_format(faults);
    g_assert(g_utf8_validate(text, -1, NULL));
    g_assert(files->len > 0 && same != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *copy = g_strndup((const char *)data, size);
    const char *texts[3] = { copy, NULL, NULL };
    char *part = strstr(copy, "\n----\n");
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(RuleSet) rules = NULL;
    g_autofree char *text = NULL;

    if (part != NULL) {
        part[1] = '\0';
        texts[1] = part + strlen("\n----\n");
    }
    rules = rule_set_load_texts(texts, faults);
    g_assert((rules == NULL) == (faults->len > 0));
    if (rules != NULL)
        use(rules);
    text = fault_list_format(faults);
    g_assert(g_utf8_validate(text, -1, NULL));
    return 0;
}
