/*
 * rule_keys.h - the keys of a rule file, one table a level
 *
 * The loader checks keys and closed words by these tables, and the schema for
 * editors is written from them: what one accepts the other accepts.
 */
#ifndef RULES_RULE_KEYS_H
#define RULES_RULE_KEYS_H

#include "base/yaml.h"

typedef enum {
    RULE_TEXT,  /* one line or block of text */
    RULE_WORD,  /* one of words */
    RULE_WORDS, /* a text, or { th: ..., en: ... } */
    RULE_YES_NO,
    RULE_LIST,    /* a text or a list of texts */
    RULE_YEAR,    /* a Buddhist year */
    RULE_COUNT,   /* a whole number */
    RULE_PHRASES, /* a phrase, $name, or a list of both */
    RULE_CONDITION,
    RULE_ELEMENTS,  /* element id -> element */
    RULE_TESTS,     /* list of tests */
    RULE_EXPECT,    /* element id -> verdict */
    RULE_TITLES,    /* "9.2" -> words */
    RULE_VOCABULARY /* name -> phrases */
} RuleKeyType;

typedef struct {
    const char *name; /* NULL ends a table */
    RuleKeyType type;
    const char *const *words; /* RULE_WORD: NULL-ended */
    gboolean needed;          /* where nothing is taken over */
    const char *th, *en;      /* what it is, for the editor */
} RuleKey;

/* Top of a file; items (O1, O2, ...) stand beside these. */
extern const RuleKey file_keys[];
extern const RuleKey item_keys[];
extern const RuleKey element_keys[];
extern const RuleKey test_keys[];

const RuleKey *rule_key_find(const RuleKey *keys, const char *name);
/* FALSE after a fault for each unknown key of @map. */
gboolean rule_keys_check(const YamlNode *map, const RuleKey *keys,
                         GPtrArray *faults);
/* "O10" */
gboolean rule_is_item_key(const char *key);

#endif
