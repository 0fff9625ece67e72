/*
 * condition_table.h - the conditions of the rule language and their options
 *
 * One table: the loader reads by it, lint checks by it, the schema for
 * editors is written from it. docs/RULES.md says the same for people.
 */
#ifndef RULES_CONDITION_TABLE_H
#define RULES_CONDITION_TABLE_H

#include "rules/condition.h"

/* How an option is written. */
typedef enum {
    OPTION_PHRASES, /* "$name", a phrase, or a list of both */
    OPTION_INT,
    OPTION_YES_NO,
    OPTION_WORD,   /* one of a closed list */
    OPTION_PLACES, /* a word or a list of words, as a set */
    OPTION_STRINGS,
    OPTION_STRING,
    OPTION_CONDITION,
    OPTION_FILLED, /* every_row: yes | filled */
} OptionType;

typedef struct {
    const char *name;
    OptionType type;
    gsize offset;
    const char *const *words; /* OPTION_WORD: value = index */
} Option;

#define OPTIONS_MAX 12

typedef struct {
    const char *name;
    const char *help; /* one sentence for rule authors */
    const char *main; /* option that a bare value sets; NULL: none */
    Option own[4];    /* options of this matcher alone */
    const Option *shared[OPTIONS_MAX];
    gboolean needs_phrases;
} KindRow;

#define ROW_OPTIONS_MAX (OPTIONS_MAX + 5)

const KindRow *condition_row(ConditionKind kind);
/* NULL when the matcher has no such option. */
const Option *condition_option(const KindRow *row, const char *name);
/* All options of a matcher in the order of the table; returns how many. */
gsize condition_options(const KindRow *row,
                        const Option *options[ROW_OPTIONS_MAX]);
/* Is it one of all, any, at_least, not? */
gboolean condition_is_tree(ConditionKind kind);

#endif
