/*
 * evidence_changes.h - what became of frozen pages since
 *
 * Takes    the last frozen run and the audit of a later one
 * Gives    text: gone, moved, replaced or edited, with the passage before and
 *          after
 */
#ifndef APP_EVIDENCE_CHANGES_H
#define APP_EVIDENCE_CHANGES_H

#include "app/session.h"

/* NULL with error when nothing is frozen. *@count: how many changed. */
char *evidence_changes(Session *session, Audit *audit, guint *count,
                       GError **error);

#endif
