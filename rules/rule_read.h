/*
 * rule_read.h - one item of the rules, from its tree of keys
 *
 * For the loader (rule_set.c) alone.
 */
#ifndef RULES_RULE_READ_H
#define RULES_RULE_READ_H

#include "rules/condition.h"
#include "rules/rule_layer.h"
#include "rules/rule_set.h"

/* Never NULL; what is wrong is added to the loader's faults. */
ItemRule *rule_read_item(ConditionLoader *loader, const RawItem *raw);
void rule_item_free(gpointer data);

/* A text, or { th: ..., en: ... }; nothing when @node is NULL. */
void rule_read_words(const YamlNode *node, Words *words, GPtrArray *faults);
/* A text or a list of texts as char*; empty when @node is NULL. */
GPtrArray *rule_read_list(const YamlNode *node, GPtrArray *faults);

#endif
