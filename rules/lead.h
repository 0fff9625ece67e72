/*
 * lead.h - documents that a page links and that nobody opened
 *
 * Takes    the reading of a page whose links were not followed
 * Gives    the words of those links of its own content that lead to a
 *          document and say that it is about the item
 *
 * What is not found on such a page may stand in the document: it is not
 * missing, it was not looked for.
 */
#ifndef RULES_LEAD_H
#define RULES_LEAD_H

#include "rules/reading.h"

/* Adds the words (char*, owned by @words) of the leads of @reading; @title is
 * the item's. */
void leads_find(const Reading *reading, const char *title, GPtrArray *words);

/* "“แผน 2565” “รายงาน”"; owned by the caller. */
char *leads_format(const GPtrArray *words);

#endif
