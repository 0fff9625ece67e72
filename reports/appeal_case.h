/*
 * appeal_case.h - how good our case for one item is, and what is weak in it
 *
 * A clarification that argues where there is nothing to argue costs the
 * agency its credit with the committee, so the strength is decided before a
 * word is written.
 */
#ifndef REPORTS_APPEAL_CASE_H
#define REPORTS_APPEAL_CASE_H

#include "rules/audit.h"

typedef enum {
    CASE_SETTLED, /* accepted already */
    CASE_STRONG,  /* every element is there in so many words */
    CASE_FAIR,    /* all there, something only by inference */
    CASE_CASCADE, /* its own elements are there; another item failed it */
    CASE_WEAK,    /* something asked is missing or unclear */
    CASE_NONE,    /* nothing to show */
    CASE_STRENGTH_COUNT
} CaseStrength;

CaseStrength appeal_case_strength(const ItemAudit *item);

/* TRUE when the letter should argue the item at all. */
gboolean appeal_case_argues(CaseStrength strength);

/* "หนักแน่น", ...; and one sentence on what to do with it. Borrowed. */
const char *appeal_case_label(CaseStrength strength);
const char *appeal_case_counsel(CaseStrength strength);

/* char* sentences, frankly, for our own eyes. Owned by the caller. */
GPtrArray *appeal_case_weaknesses(const Audit *audit, const AgencyAudit *agency,
                                  const ItemAudit *item);

/* The capture an evidence comes from, by hash, else by address; or NULL. */
const UrlAudit *appeal_case_capture(const ItemAudit *item,
                                    const Evidence *evidence);

#endif
