/*
 * wording.h - the reports' own words, in Thai and in English
 *
 * One table: a word that is said in two reports is said in the same way. The
 * templates reach it through the audit XML (<word id="...">).
 */
#ifndef REPORTS_WORDING_H
#define REPORTS_WORDING_H

#include "base/words.h"

typedef struct {
    const char *id;
    const char *th, *en;
} WordingRow;

const WordingRow *wording_rows(gsize *count);

/* Borrowed. An unknown @id is a bug. */
const char *wording(const char *id, Lang lang);

/* The name of a role ("plan": งานแผน); @role itself when it is none of ours.
 * Borrowed. */
const char *wording_role(const char *role, Lang lang);

/* A reason or text quality ("image-only") in words; @code itself when it is
 * none of ours, NULL for NULL. Borrowed. */
const char *wording_code(const char *code, Lang lang);

#endif
