/*
 * rule_corpus.h - how right the rules are on pages that people labelled
 *
 * Takes    a folder of JSON files, one page each: text (or html), url, and
 *          labels { item: { element: present | absent | linked-document } }
 * Gives    counts per element and in all, and each wrong verdict
 * Errors   faults for files that are no such case
 */
#ifndef RULES_RULE_CORPUS_H
#define RULES_RULE_CORPUS_H

#include "base/json.h"
#include "rules/rule_set.h"

/* Labels by what was found; present first. */
typedef struct {
    int present, absent;
    int met_present, met_absent;         /* called met */
    int implied_present, implied_absent; /* only inferred */
    int missing_present, missing_absent; /* called missing */
    int unclear;
} CorpusCount;

typedef struct {
    char *file; /* base name */
    char *item, *element;
    char *label, *verdict;
    char *kind;  /* what sort of page it is, as labelled; or NULL */
    char *quote; /* of the evidence or the nearest miss; or NULL */
} CorpusWrong;

typedef struct {
    int cases;
    int unreadable_missing; /* called missing though nobody could read it */
    CorpusCount all;
    GHashTable *elements; /* "O10.period" -> CorpusCount* */
    GPtrArray *wrong;     /* CorpusWrong* */
} Corpus;

void corpus_free(Corpus *corpus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Corpus, corpus_free)

/* NULL when the folder can not be read. */
Corpus *corpus_run(const RuleSet *rules, const char *dir, GPtrArray *faults);

/* Table of elements, totals and wrong verdicts. Owned by the caller. */
char *corpus_text(const Corpus *corpus, Lang lang);
JsonValue *corpus_json(const Corpus *corpus);

#endif
