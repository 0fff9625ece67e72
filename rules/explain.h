/*
 * explain.h - why an element is met or not, as a tree of its conditions
 *
 * Takes    what evaluate() saw while it walked
 * Gives    text for people (Thai or English) and the same as JSON
 */
#ifndef RULES_EXPLAIN_H
#define RULES_EXPLAIN_H

#include "base/json.h"
#include "rules/evaluate.h"

struct Explain {
    const Condition *condition; /* NULL: the root above all */
    gboolean holds;
    char *quote;         /* words that made it hold, or NULL */
    char *nearest;       /* the nearest miss, or NULL */
    char *reason;        /* code of the miss, or NULL */
    GPtrArray *children; /* Explain* */
};

Explain *explain_new(const Condition *condition);
void explain_free(Explain *explain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explain, explain_free)

/* Notes the outcome of @explain's condition from @match. */
void explain_note(Explain *explain, gboolean holds, const Match *match);

/* Appends the tree below @explain, indented by @depth steps. */
void explain_text(const Explain *explain, const PhraseIndex *index, int depth,
                  Lang lang, GString *text);
/* The children as an array of objects. */
JsonValue *explain_json(const Explain *explain, const PhraseIndex *index);

#endif
