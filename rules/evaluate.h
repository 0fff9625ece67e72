/*
 * evaluate.h - does a condition hold in a scope of passages
 *
 * Shared by the matchers (match_*.c) and the judge; no other module needs it.
 * A scope is a list of spans of passages, one or more a document. A matcher
 * adds evidence when it holds, else it may name the nearest miss.
 */
#ifndef RULES_EVALUATE_H
#define RULES_EVALUATE_H

#include "rules/audit.h"
#include "rules/condition.h"
#include "rules/reading.h"

typedef struct {
    Reading *reading;
    int from, to; /* passages [from, to) */
} Span;

typedef struct Explain Explain; /* rules/explain.h */

typedef struct {
    int fiscal_year;       /* พ.ศ. */
    const char *executive; /* top executive's name, or NULL */
    PhraseIndex *index;
    Explain *explain; /* the tree being written down, or NULL */
} EvalContext;

typedef struct {
    GPtrArray *evidence; /* Evidence*, when it holds */
    GPtrArray *quiet;    /* Evidence* of guards: shown for want of other */
    Evidence *nearest;   /* best miss so far, or NULL */
    int nearest_weight;
    const char *nearest_reason; /* static code: "heading-only", "link-only",
                                   "requirement-text", "menu", "other-year" */
} Match;

void match_init(Match *match);
void match_clear(Match *match);

/* Does @condition hold over @spans (element Span)? */
gboolean evaluate(EvalContext *context, const Condition *condition,
                  const GArray *spans, Match *match);

/* --- for matchers ----------------------------------------------------------
 */

/* Hits of @set in passages [from, to), by passage; element Hit. */
GArray *hits_find(const Reading *reading, const PhraseSet *set, int from,
                  int to);
gboolean hits_any(const Reading *reading, const PhraseSet *set, int from,
                  int to);

/* May the words at @hit count under the condition's in:, with:, not_*:? */
gboolean hit_counts(const Reading *reading, const Condition *condition,
                    guint default_in, const Hit *hit);
/* Does the passage belong to one of the places of @in? */
gboolean passage_in(const Passage *passage, guint in);

/* Evidence: the words [from, to) of a passage with what stands around. */
Evidence *evidence_of(const Reading *reading, int index, gsize from_folded,
                      gsize to_folded);
Evidence *evidence_of_passage(const Reading *reading, int index);
/* "header: value" of two cells. */
Evidence *evidence_of_cells(const Reading *reading, int header, int value);
/* The same, and the name of the row: "project – header: value". */
Evidence *evidence_of_row(const Reading *reading, int header, int value);
void match_add(Match *match, Evidence *evidence);
/* Remembers the best miss; takes @evidence. */
void match_miss(Match *match, int weight, const char *reason,
                Evidence *evidence);
/* Hits of @set where they prove nothing become the nearest miss. */
void match_miss_weak(Match *match, const Reading *reading, const PhraseSet *set,
                     int from, int to);

/* Is the text a value of the kind? */
gboolean value_is(ValueKind kind, const char *text, gsize len);
/* Letters, digits or a sign other than dashes and dots. */
gboolean value_filled(const char *text, gsize len);

typedef gboolean (*Matcher)(EvalContext *context, const Condition *condition,
                            const Span *span, Match *match);

/* One span at a time; evaluate() tries them all. */
gboolean match_phrase(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_heading(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_section(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_field(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_shown(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_near(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_column(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_columns(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_date(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_year(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_period(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_number(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_pattern(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_contact(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_link(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_image(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_frame(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_form(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_person(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_signer(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_steps(EvalContext *, const Condition *, const Span *, Match *);
gboolean match_none_declared(EvalContext *, const Condition *, const Span *,
                             Match *);
/* Over all spans together: the six months may be six files. */
gboolean match_phrases(EvalContext *, const Condition *, const GArray *spans,
                       Match *);
gboolean match_months(EvalContext *, const Condition *, const GArray *spans,
                      Match *);

/* People named in a passage: title, name, surname. Counts at most @limit;
 * what was counted once is not looked for again. */
int persons_count(Passage *passage, int limit, gsize *start_at, gsize *end_at);

/* Years of the document's own titles (พ.ศ.); borrowed. match_time.c */
const GArray *reading_title_years(Reading *reading);

#endif
