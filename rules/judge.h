/*
 * judge.h - judge one item of one agency from the documents at its addresses
 *
 * Takes    the documents, borrowed for the call
 * Gives    elements, verdict and findings in an ItemAudit
 *
 * Pure: no network, no clock, no files. The same documents give the same
 * verdicts.
 */
#ifndef RULES_JUDGE_H
#define RULES_JUDGE_H

#include "document/document.h"
#include "rules/audit.h"
#include "rules/rule_set.h"

/*
 * Documents that several items look at are prepared once. A shelf belongs to
 * one thread, and must go before the documents and the rules do.
 */
typedef struct ReadingShelf ReadingShelf;

ReadingShelf *reading_shelf_new(void);
void reading_shelf_free(ReadingShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadingShelf, reading_shelf_free)

/* One address that was asked for and what came of it. */
typedef struct {
    const char *url;       /* as submitted or linked; or NULL for a file */
    const char *final_url; /* or NULL */
    LinkState state;
    const char *sha256;    /* or NULL */
    const char *found_on;  /* NULL: submitted; else the page that links here */
    const char *link_text; /* words of that link, or NULL */
    const Document *document; /* NULL when the state gives none */
} Source;

typedef struct {
    const char *agency_kind;  /* department, local-government, ...; NULL: not
                                 known, then nothing is left out */
    const char *agency_name;  /* Thai name, or NULL */
    const char *site;         /* home page, or NULL */
    const char *executive;    /* top executive's name, or NULL */
    int fiscal_year;          /* 0: the rule set's; for tests of other years */
    const GPtrArray *sources; /* Source*: submitted ones first */
    /* Reach from the home page: -1 not looked at, 0 not found, 1 found. */
    int reachable;
    const char *click_path; /* "หน้าแรก > ITA > O9", or NULL */
    ReadingShelf *shelf;    /* or NULL: prepared for this item alone */
    gboolean links_closed;  /* nothing that the documents link was opened */
} JudgeInput;

/*
 * Fills @item (elements, findings, verdict, documents stay as they are).
 * Dependencies are settled later by judge_settle().
 */
void judge_item(const RuleSet *rules, const ItemRule *rule,
                const JudgeInput *input, ItemAudit *item);

/*
 * Settles what needs all items: prerequisite elements, blocked items, two
 * items with one address, verdicts. Call once all items of @agency are
 * judged; items may be absent (check of one item).
 */
void judge_settle(const RuleSet *rules, AgencyAudit *agency);

/*
 * What the words of a page that answered 200 say about it: LINK_OK, or
 * soft-404, login-wall, under-construction, error-text, parked, ...
 * @home: the site's home page address, or NULL.
 */
LinkState page_state_of(const Document *document, const char *url,
                        const char *final_url, const char *home);

/* The tree of conditions of one element on these documents: which held, the
 * words seen, the nearest miss. Owned by the caller. */
char *judge_explain(const RuleSet *rules, const ItemRule *rule,
                    const JudgeInput *input, Lang lang);
/* The same as data: elements, verdicts, quotes and the tree of conditions. */
char *judge_explain_json(const RuleSet *rules, const ItemRule *rule,
                         const JudgeInput *input);

#endif
