/*
 * rule_diff.h - what changed between the rules of two years
 */
#ifndef RULES_RULE_DIFF_H
#define RULES_RULE_DIFF_H

#include "rules/rule_set.h"

/*
 * Items are matched by what the newer set says it takes over (from:), else
 * by their titles. One line an item, then one an element that is new, gone or
 * changed. Owned by the caller.
 */
char *rule_set_diff(const RuleSet *older, const RuleSet *newer, Lang lang);

#endif
