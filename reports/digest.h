/*
 * digest.h - what every report says about an audit, worked out once
 *
 * Takes    an Audit, borrowed
 * Gives    counts, the order of what to mend, reasons in the reviewers' style
 * Units    points in hundredths
 */
#ifndef REPORTS_DIGEST_H
#define REPORTS_DIGEST_H

#include "rules/audit.h"

typedef enum {
    TASK_GAP,     /* incomplete, not submitted, unreachable, refused */
    TASK_RISK,    /* nothing is missing, but a reviewer may object */
    TASK_UNCLEAR, /* a person must look */
    TASK_BLOCKED, /* another item must be mended first */
    TASK_GROUP_COUNT,
    TASK_NONE = TASK_GROUP_COUNT /* nothing to do */
} TaskGroup;

/*
 * TRUE when @item could not be checked this time, through no fault of its
 * page that is known for certain: a time-out, a failing server, a run that
 * was stopped. A page that is gone, or a file that can not be read, is known.
 */
gboolean digest_unchecked(const ItemAudit *item);

/* TRUE when not one address of @agency answered: the network of this machine
 * may be down. */
gboolean digest_offline(const AgencyAudit *agency);

/* "gap", "risk", ...; borrowed. */
const char *task_group_name(TaskGroup group);

/* The group of @item; an official acceptance settles it. */
TaskGroup digest_group(const ItemAudit *item);

/* ItemAudit* (borrowed) that want work: by group, then by cost, then in item
 * order. The list is owned by the caller. */
GPtrArray *digest_tasks(const AgencyAudit *agency);

typedef struct {
    guint total;
    guint of[ITEM_VERDICT_COUNT];
    guint accepted, rejected; /* official decisions among them */
    guint points;             /* hundredths at stake in what is open */
} VerdictCounts;

/* Counts the items of @sub_indicator, or all when NULL. */
VerdictCounts digest_counts(const AgencyAudit *agency,
                            const char *sub_indicator);

/* One test case an asked element; an item without any is one of its own. */
typedef struct {
    guint total, failed, skipped;
} DigestCases;

DigestCases digest_cases(const AgencyAudit *agency);

/* TRUE when the element speaks against the item: asked, and not met. */
gboolean digest_element_open(const ElementAudit *element);
/* TRUE when it is asked of this agency and no mere exception. */
gboolean digest_element_asked(const ElementAudit *element);

/* TRUE when an open element of the item says the same as the finding. */
gboolean digest_is_said(const ItemAudit *item, const Finding *finding,
                        Lang lang);

/*
 * Why the element is not met, in the reviewers' style: what the judgement
 * said, else the template of its kind. Owned by the caller, "" when met.
 */
char *digest_element_reason(const ItemAudit *item, const ElementAudit *element,
                            Lang lang);

/*
 * The sentence a reviewer would write against the item: what is lacking or
 * only implied, or the item it depends on. Thai, owned by the caller; NULL
 * when nothing can be held against it.
 */
char *digest_reviewer_reason(const ItemAudit *item);

/* char* sentences saying what is wrong with @item: its open elements, then
 * the findings that are no mere notes. Owned by the caller. */
GPtrArray *digest_reasons(const ItemAudit *item, Lang lang);

/* Unit that mends a role's matters: the agency's own name for it, else the
 * general one; "" when @role is NULL. Borrowed. */
const char *digest_unit(const AgencyAudit *agency, const char *role, Lang lang);
/* The role for @item: its own, else that of its first open matter. */
const char *digest_item_role(const ItemAudit *item);

/* "92.11"; owned by the caller. */
char *digest_points(gint64 hundredths);
/* "92.11 – 93.11", "95.00" or the word for "not known". */
char *digest_range(const ScoreRange *range, Lang lang);
/* "reached", "perhaps" or "not-reached": id of a word; "" when not known. */
const char *digest_mark(const ScoreRange *range, gint64 mark);

/* Name of the agency with its abbreviation. Owned by the caller. */
char *digest_agency_name(const AgencyAudit *agency, Lang lang);

/* "หน้า 3 · ตาราง 2 แถว 4"; "" when nothing is known. */
char *digest_place(const Evidence *evidence, Lang lang);

/* UTF-8 without control characters (tab and newline become spaces) and
 * without code points that XML forbids. Owned by the caller. */
char *digest_clean(const char *text);

/* The same, at most @max_chars code points; a longer one ends in "…". */
char *digest_fit(const char *text, gsize max_chars);

#endif
