/*
 * rule_lint.h - what is wrong in rules that load
 *
 * Takes    a loaded rule set
 * Gives    faults with file:line:column: conditions that can never hold or
 *          never be reached, words that nobody asks for, holes in the list
 *
 * For the loader, lint and the tools beside them.
 */
#ifndef RULES_RULE_LINT_H
#define RULES_RULE_LINT_H

#include "rules/rule_set.h"

/* Where something is written that the rules name. */
typedef struct {
    char *name;
    char *file;
    int line, column;
} RulePlace;

/* Faults to mend. */
void rule_set_lint(const RuleSet *rules, GPtrArray *faults);
/* What a person still has to look at: "checked: no". */
void rule_set_unchecked(const RuleSet *rules, GPtrArray *faults);

/* --- of the loader ---------------------------------------------------------
 */
const char *rule_set_dir(const RuleSet *rules);
/* items: of the set, 0 when it does not say. */
int rule_set_item_count(const RuleSet *rules);
/* RulePlace*: the vocabularies written in the set itself. Borrowed. */
const GPtrArray *rule_set_places(const RuleSet *rules);
/* Does a condition or another vocabulary name it? */
gboolean rule_set_names(const RuleSet *rules, const char *vocabulary);
/* id of an indicator, its Words. */
void rule_set_each_title(const RuleSet *rules, GHFunc each, gpointer data);
int rule_item_number(const ItemRule *item);

#endif
