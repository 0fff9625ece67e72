/* Slips that a rule set loads with. */
#include <criterion/criterion.h>

#include <string.h>
#include "rules/rule_lint.h"
#include "tests/rules/rules_text.h"

#define HEAD                                                                   \
    "fiscal_year: 2565\nitems: 1\nindicators: { \"9\": { th: ก, en: a }, "   \
    "\"9.2\": { th: ข, en: b } }\nsub_indicator: \"9.2\"\n"                  \
    "O1:\n  title: { th: ก, en: a }\n  elements:\n    e:\n"                  \
    "      title: { th: ข, en: b }\n      met:\n"

/* Loads @yaml, which must load, and gives what lint says. */
static char *lint_of(const char *yaml)
{
    g_autofree char *told = NULL;
    g_autoptr(RuleSet) rules = rules_of(yaml, NULL, &told);
    g_autoptr(GPtrArray) faults = fault_list_new();

    cr_assert_not_null(rules, "%s", told);
    rule_set_lint(rules, faults);
    return fault_list_format(faults);
}

Test(rule_lint, is_silent_on_sound_conditions)
{
    static const char *const cases[] = {
        HEAD "        - phrase: { of: แผนงาน, not_with: ร่าง }\n",
        HEAD
        "        - phrases: { of: [แผน, งาน], at_least: 3, repeats: yes }\n",
        HEAD "        - any: [{ phrase: แผน }, { heading: แผน }, { phrase: "
             "งาน }]\n",
        HEAD "        - pattern: '[A-Z]?แผน ?[0-9]+|ก *ข'\n",
        HEAD "        - pattern: '\\S+(?<!ไม่)มี(?P<N>x)'\n",
        HEAD "        - phrase: { of: [แผนงาน], not_after: แผน }\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *told = lint_of(cases[i]);

        cr_expect_str_empty(told, "case %zu: %s", i, told);
    }
}

Test(rule_lint, finds_conditions_that_never_hold)
{
    static const struct {
        const char *yaml, *says;
    } cases[] = {
        { HEAD "        - phrase: { of: [รับพนักงาน], not_with: [งาน] }\n",
          "phrase never holds" },
        { HEAD "        - phrase: { of: [แผน, พัฒนางาน], not_with: [งาน] }\n",
          "“พัฒนางาน” never counts" },
        { HEAD "        - phrase: { of: แผน, with: รายงาน, not_with: งาน }\n",
          "never holds" },
        { HEAD "        - phrases: { of: [แผน, งาน], at_least: 3 }\n",
          "at_least 3 of 2" },
        { HEAD "        - at_least: { n: 3, of: [{ phrase: แผน }, { phrase: "
               "งาน }] }\n",
          "at_least 3 of 2" },
        { HEAD "        - months: { each_of: first-half, at_least: 7 }\n",
          "at_least 7 of 6" },
        { HEAD "        - pattern: 'Plan'\n", "“Plan”" },
        { HEAD "        - pattern: 'ปี ๒๕๖๕'\n", "space beside Thai" },
        { HEAD "        - pattern: 'ปี๒๕๖๕'\n", "“๒๕๖๕”" },
        { HEAD "        - phrase: แผน\n        - not: { phrase: แผน }\n",
          "asked for and shut out" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *told = lint_of(cases[i].yaml);

        cr_expect(strstr(told, cases[i].says) != NULL,
                  "case %zu wants '%s' in:\n%s", i, cases[i].says, told);
        cr_expect(strstr(told, "a.yaml:11") != NULL ||
                      strstr(told, "a.yaml:12") != NULL,
                  "%s", told);
    }
}

Test(rule_lint, finds_alternatives_that_add_nothing)
{
    static const char *const cases[] = {
        HEAD "        - any: [{ phrase: [แผน, งาน] }, { phrase: งาน }]\n",
        HEAD "        - any: [{ column: { header: แผน } }, { column: { header: "
             "แผน } }]\n",
        HEAD "        - any: [{ near: { phrase: แผน, has: { phrase: งาน } } }, "
             "{ near: { phrase: แผน, has: { phrase: งาน } } }]\n",
    };
    g_autofree char *told = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *one = lint_of(cases[i]);

        cr_expect(strstr(one, "never reached") != NULL, "case %zu: %s", i, one);
    }
    told = lint_of(HEAD "        - phrase: [แผน, งาน]\n"
                        "      implied:\n        - phrase: [แผน, งาน]\n");
    cr_expect(strstr(told, "implied is never reached") != NULL, "%s", told);
}

Test(rule_lint, finds_words_that_nobody_asks_for)
{
    g_autofree char *told =
        lint_of(HEAD "        - phrase: $used\nvocabulary:\n"
                     "  used: [$inner, แผน]\n  inner: [งาน]\n  idle: [ข่าว]\n");

    cr_expect(strstr(told, "vocabulary idle") != NULL, "%s", told);
    cr_expect_null(strstr(told, "vocabulary inner"));
    cr_expect_null(strstr(told, "vocabulary used"));
}

Test(rule_lint, finds_holes_in_the_list)
{
    static const struct {
        const char *yaml, *says;
    } cases[] = {
        { "fiscal_year: 2565\nindicators: { \"9\": { th: ก, en: a }, \"9.2\": "
          "{ th: ข, en: b } }\nsub_indicator: \"9.2\"\n"
          "O1: { title: a, elements: { e: { title: b, met: [{ phrase: ก }] } } "
          "}\n"
          "O3: { title: a, elements: { e: { title: b, met: [{ phrase: ก }] } } "
          "}\n",
          "O2 is missing before O3" },
        { "fiscal_year: 2565\nindicators: { \"9\": { th: ก, en: a }, \"9.2\": "
          "{ th: ข, en: b } }\nsub_indicator: \"9.2\"\n"
          "O1: { title: a, elements: { e: { title: b, met: [{ phrase: ก }] } } "
          "}\n",
          "does not say how many items" },
        { "fiscal_year: 2565\nitems: 1\nindicators: { \"9\": { th: ก, en: a }, "
          "\"9.2\": { th: ข, en: b }, \"9.3\": { th: ข, en: b } }\n"
          "sub_indicator: \"9.2\"\n"
          "O1: { title: a, elements: { e: { title: b, met: [{ phrase: ก }] } } "
          "}\n",
          "sub-indicator 9.3 has a title and no items" },
        { "fiscal_year: 2565\nitems: 1\nsub_indicator: \"9.2\"\n"
          "O1: { title: a, elements: { e: { title: b, met: [{ phrase: ก }] } } "
          "}\n",
          "which has no title" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *told = lint_of(cases[i].yaml);

        cr_expect(strstr(told, cases[i].says) != NULL,
                  "case %zu wants '%s' in:\n%s", i, cases[i].says, told);
    }
}

Test(rule_lint, names_what_a_person_has_not_checked)
{
    g_autofree char *told = NULL;
    g_autoptr(RuleSet) rules =
        rules_of("fiscal_year: 2565\nitems: 1\nsub_indicator: \"9.2\"\n"
                 "O1: { title: a, checked: no, elements: { e: { title: b, met: "
                 "[{ phrase: ก }] }, f: { title: b, checked: no, met: [{ "
                 "phrase: ก }] } } }\n",
                 NULL, &told);
    g_autoptr(GPtrArray) waiting = fault_list_new();

    cr_assert_not_null(rules, "%s", told);
    rule_set_unchecked(rules, waiting);
    cr_expect_eq(waiting->len, 2);
}

Test(rule_lint, finds_nothing_in_the_shipped_sets)
{
    static const char *const dirs[] = { SOURCE_DIR "/rules/2565",
                                        SOURCE_DIR "/rules/2566" };

    for (gsize i = 0; i < G_N_ELEMENTS(dirs); i++) {
        g_autoptr(GPtrArray) faults = fault_list_new();
        g_autoptr(RuleSet) rules = rule_set_load(dirs[i], faults);
        g_autofree char *told = NULL;

        cr_assert_not_null(rules);
        rule_set_lint(rules, faults);
        rule_set_unchecked(rules, faults);
        told = fault_list_format(faults);
        cr_expect_str_empty(told, "%s", told);
    }
}
