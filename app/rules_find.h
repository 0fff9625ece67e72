/*
 * rules_find.h - where the rules of a fiscal year are
 *
 * Looked for in: --rules, OIT_AUDIT_RULES or the config's rules:, beside the
 * program (<exe>/../rules), /usr/share/oit-audit/rules, the source tree.
 */
#ifndef APP_RULES_FIND_H
#define APP_RULES_FIND_H

#include <glib.h>

/* Its list of items and elements was held against reviewers' reasons; other
 * years' are asked for by name. */
#define RULES_YEAR_CONFIRMED 2565

/*
 * The folder of the rules of @year (0: RULES_YEAR_CONFIRMED, else the newest
 * there is). @given: a folder
 * that was named, or NULL to look in the known places; it may be that of the
 * year or the one above it. NULL when there is none; owned by the caller.
 */
char *rules_find(const char *given, int year);

/* Places that are looked in, for messages; owned by the caller. */
char *rules_places(void);

#endif
