/*
 * rule_layer.h - rule files as trees, those that build on others put together
 *
 * Takes    a folder of rule files, perhaps one that says extends: FOLDER
 * Gives    the items as they are meant: what is taken over, changed, dropped
 *          and added, under the numbers of the newest year
 * Errors   faults with file:line:column
 *
 * For the loader (rule_set.c) and the tools beside it alone.
 */
#ifndef RULES_RULE_LAYER_H
#define RULES_RULE_LAYER_H

#include "base/yaml.h"

typedef struct RuleLayer RuleLayer;

struct RuleLayer {
    char *dir;
    GPtrArray *files; /* YamlFile* */
    int fiscal_year;  /* 0: none named */
    int item_count;   /* items: 43; 0: not said */
    RuleLayer *base;  /* or NULL */
    GPtrArray *items; /* RawItem* */
    GPtrArray *made;  /* YamlNode* put together by us */
};

/* A test written for an item; of another set, when year differs. */
typedef struct {
    const YamlNode *node;
    int fiscal_year;
    GHashTable *only; /* element ids whose verdicts still hold; NULL: all */
} RawTest;

typedef struct {
    const YamlNode *key;  /* where the item begins */
    const YamlNode *node; /* its keys, without elements and tests of others */
    const YamlNode *file; /* the sub_indicator node of its file, or NULL */
    GPtrArray *from;      /* char*: items of the base */
    GPtrArray *tests;     /* RawTest* */
} RawItem;

/* NULL only when the folder can not be read. */
RuleLayer *rule_layer_read(const char *dir, GPtrArray *faults);
/* Sets in memory, NULL-ended: each builds on the one before it. At least one.
 */
RuleLayer *rule_layer_read_texts(const char *const *texts, GPtrArray *faults);
void rule_layer_free(RuleLayer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleLayer, rule_layer_free)

/*
 * The year words of all layers become those of @fiscal_year: %year 2565,
 * %yy 65, %ce 2022, each also with -1 .. -9 and +1 .. +9. Tests stay as
 * written.
 */
void rule_layer_set_year(RuleLayer *layer, int fiscal_year);

/* Puts the items together (layer->items), the base's first. */
void rule_layer_resolve(RuleLayer *layer, GPtrArray *faults);

#endif
