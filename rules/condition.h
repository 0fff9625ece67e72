/*
 * condition.h - what must be seen for an element to be met
 *
 * A condition is a tree: matchers at the leaves, all / any / at_least / not
 * above them. A list of conditions means all of them. docs/RULES.md describes
 * each matcher for rule authors; condition_kinds[] is its source.
 */
#ifndef RULES_CONDITION_H
#define RULES_CONDITION_H

#include <glib.h>
#include "base/fault.h"
#include "base/words.h"
#include "base/yaml.h"
#include "rules/phrase_index.h"

typedef enum {
    CONDITION_ALL,
    CONDITION_ANY,
    CONDITION_AT_LEAST,
    CONDITION_NOT,
    CONDITION_PHRASE,
    CONDITION_PHRASES,
    CONDITION_HEADING,
    CONDITION_SECTION,
    CONDITION_COLUMN,
    CONDITION_COLUMNS,
    CONDITION_FIELD,
    CONDITION_SHOWN,
    CONDITION_NEAR,
    CONDITION_DATE,
    CONDITION_YEAR,
    CONDITION_PERIOD,
    CONDITION_MONTHS,
    CONDITION_NUMBER,
    CONDITION_PATTERN,
    CONDITION_CONTACT,
    CONDITION_LINK,
    CONDITION_IMAGE,
    CONDITION_FRAME,
    CONDITION_FORM,
    CONDITION_PERSON,
    CONDITION_SIGNER,
    CONDITION_STEPS,
    CONDITION_NONE_DECLARED,
    CONDITION_KIND_COUNT
} ConditionKind;

typedef enum {
    VALUE_ANY,
    VALUE_TEXT,   /* letters */
    VALUE_NUMBER, /* digits, or "-" beside other numbers */
    VALUE_MONEY,  /* a number of 3+ digits, or said to be none */
    VALUE_DATE,   /* a date, month, year, quarter or span */
    VALUE_MARK,   /* any sign at all: tick, bar, arrow */
} ValueKind;

typedef enum {
    TIME_FISCAL, /* the rule set's year */
    TIME_PREVIOUS_FISCAL,
    TIME_FIRST_HALF,    /* October to March of the year */
    TIME_COVERS_FISCAL, /* a span that contains the year */
    TIME_IN_FORCE,      /* made by the end of the year, not expired */
} TimeKind;

typedef enum {
    WITHIN_PASSAGE,
    WITHIN_ROW,
    WITHIN_NEARBY, /* the passages just before and after */
    WITHIN_SECTION,
    WITHIN_TABLE,
    WITHIN_DOCUMENT,
} WithinKind;

typedef enum {
    CONTACT_PHONE,
    CONTACT_FAX,
    CONTACT_EMAIL,
    CONTACT_ADDRESS,
    CONTACT_MAP,
} ContactKind;

/* Where words count (in:), as a set. */
typedef enum {
    IN_BODY = 1 << 0, /* passages that can prove something */
    IN_HEADING = 1 << 1,
    IN_HEADER = 1 << 2, /* table header cells */
    IN_LEAD = 1 << 3,   /* link words, lists of items */
    IN_FORM = 1 << 4,
    IN_IMAGE = 1 << 5,
    IN_CHROME = 1 << 6,
    IN_ECHO = 1 << 7,
} InPlace;

/* Phrase ids, sorted, without repeats. */
typedef struct {
    int *ids;
    int count;
    char *name; /* "$duration" or the first phrase: for explanations */
} PhraseSet;

typedef struct Condition Condition;

struct Condition {
    ConditionKind kind;
    const char *file; /* where it is written; never freed */
    int line, column;
    GPtrArray *children; /* Condition*; has: is the only child of a matcher */
    PhraseSet *phrases;  /* of, header, label, heading, topic, about, ... */
    PhraseSet *with;     /* must stand in the same passage */
    PhraseSet *not_with; /* must not stand in the same passage (or heading) */
    PhraseSet *not_after, *not_before; /* must not stand right beside */
    guint in;
    int at_least, min_chars, min_rows, at_most;
    gboolean every_row, repeats, marked, own;
    gboolean pages; /* link: to pages only, not to files */
    gboolean quiet; /* a guard: what it found is no proof of the element */
    ValueKind value;
    TimeKind time;
    WithinKind within;
    ContactKind contact;
    char **hosts;   /* link, frame: domains; NULL-ended */
    char *pattern;  /* regular expression on folded text */
    gpointer regex; /* pcre2_code, by match_pattern.c */
};

typedef struct {
    PhraseIndex *index;
    GHashTable *vocabularies; /* name -> GPtrArray of char* */
    GHashTable *used;         /* names seen, for lint */
    GPtrArray *faults;
} ConditionLoader;

/* Reads a condition; NULL after a fault. @node: map, or list (= all). */
Condition *condition_read(ConditionLoader *loader, const YamlNode *node);
/* Reads "$name", a phrase, or a list of both; NULL after a fault. */
PhraseSet *phrase_set_read(ConditionLoader *loader, const YamlNode *node);
void phrase_set_free(PhraseSet *set);
void condition_free(Condition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Condition, condition_free)

const char *condition_kind_name(ConditionKind kind);
/* One sentence for rule authors. */
const char *condition_kind_help(ConditionKind kind);
const char *condition_kind_help_in(ConditionKind kind, Lang lang);
const char *time_kind_name(TimeKind time);

/* Frees the compiled expression of a pattern; match_pattern.c. */
gboolean pattern_compile(Condition *condition, char **message, int *offset);
void pattern_free(Condition *condition);

#endif
