/*
 * rule_set.h - the rules of one fiscal year, loaded and checked
 *
 * Takes    a folder: one YAML file a sub-indicator, plus vocabularies; it may
 *          extend the set of another year
 * Gives    items and elements with their conditions
 * Errors   faults with file:line:column; NULL when any is found
 * Source   docs/RULES.md describes the language
 */
#ifndef RULES_RULE_SET_H
#define RULES_RULE_SET_H

#include <glib.h>
#include "base/words.h"
#include "rules/audit.h"

typedef struct RuleSet RuleSet;
typedef struct Condition Condition; /* rules/condition.h */
struct PhraseIndex;                 /* rules/phrase_index.h */

typedef struct {
    char *id; /* "period" */
    char *kind;
    Required required;
    char *confidence;
    char *applies_to;    /* agency kind that alone is asked, or NULL */
    GPtrArray *replaces; /* char*: elements that this exception stands in for;
                            never NULL */
    Words title;
    Words advice;
    char *owner;
    char *source;             /* where the demand is known from */
    Condition *met, *implied; /* NULL for reach and dependency */
    gboolean checked;         /* FALSE: not yet held against this year's list */
    char *file;               /* where it is written */
    int line;
} ElementRule;

typedef struct {
    char *id; /* "O10" */
    char *sub_indicator;
    Words title, group;
    GPtrArray *titles;   /* char*: other forms of the title, Thai */
    char *year_rule;     /* current, fiscal, previous-fiscal, ... */
    GPtrArray *requires; /* char*: items this one depends on */
    gboolean from_home;  /* must be reachable from the home page */
    gpointer about;      /* PhraseSet: what its documents speak of; or NULL */
    Condition *decoys;   /* documents of another matter; or NULL */
    GPtrArray *tests;    /* RuleTest* (rule_test.c) */
    char *owner;
    GPtrArray *elements; /* ElementRule* */
    GPtrArray *from;     /* char*: items of the extended set; never NULL */
    gboolean checked;    /* FALSE: not yet held against this year's list */
    char *file;
    int line;
} ItemRule;

RuleSet *rule_set_load(const char *dir, GPtrArray *faults);
/* Sets in memory, NULL-ended; each builds on the one before it. */
RuleSet *rule_set_load_texts(const char *const *texts, GPtrArray *faults);
void rule_set_free(RuleSet *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleSet, rule_set_free)

int rule_set_fiscal_year(const RuleSet *rules);
const char *rule_set_sha256(const RuleSet *rules);
/* ItemRule* in item order; borrowed. */
const GPtrArray *rule_set_items(const RuleSet *rules);
const ItemRule *rule_set_find(const RuleSet *rules, const char *item);
const ElementRule *item_rule_find(const ItemRule *item, const char *element);
/* The phrases of all conditions, for readings. Borrowed. */
struct PhraseIndex *rule_set_phrases(const RuleSet *rules);
/* Title of a sub-indicator or indicator ("9.2", "9"); NULL when unknown. */
const Words *rule_set_title(const RuleSet *rules, const char *id);

/* One test of a rule file: a document and the verdicts it must get. */
typedef struct {
    char *text, *html, *file;      /* one of them */
    char *agency_kind, *executive; /* or NULL */
    GHashTable *expect;            /* element id -> verdict name */
    char *quote;                   /* must stand in some evidence; or NULL */
    char *source_file;             /* rule file and line, for failures */
    int line;
    int fiscal_year; /* of the set that it was written for */
} RuleTest;

/*
 * Elements (other than reach and dependency) without a test that expects met
 * and one that expects missing; "O10.period: no test that is met" lines.
 * Returns how many were appended to @lines (char*).
 */
int rule_set_untested(const RuleSet *rules, GPtrArray *lines);

/*
 * Runs the tests written in the rule files (tests:), one line each on
 * failure appended to @failures (char*). Files in tests are relative to
 * @base_dir. Returns the number run.
 */
int rule_set_test(const RuleSet *rules, const char *base_dir,
                  GPtrArray *failures);

#endif
