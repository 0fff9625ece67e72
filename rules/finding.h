/*
 * finding.h - the catalogue of everything the audit may remark
 *
 * One row a code: severity, the sentence in Thai and English, the advice and
 * the role that mends it. "{...}" in a sentence is filled from the details
 * given. The exit code follows the worst severity.
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "rules/audit.h"

typedef struct {
    const char *code;
    Severity severity;
    const char *owner; /* role, or NULL */
    const char *th, *en;
    const char *advice_th, *advice_en; /* or NULL */
} FindingRow;

/* NULL when there is no such code. */
const FindingRow *finding_row(const char *code);
/* All rows; *@count gets how many. */
const FindingRow *finding_rows(gsize *count);

/*
 * A finding from its row; name/value pairs fill "{name}", ended by NULL:
 * finding_make("wrong-year", "wanted", "2565", "found", "2564", NULL).
 * A detail that has an English form gives it as "{name}_en": "title", th,
 * "title_en", en. An unknown code is a bug. Owned by the caller.
 */
Finding *finding_make(const char *code, ...) G_GNUC_NULL_TERMINATED;

#endif
