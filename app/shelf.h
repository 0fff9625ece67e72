/*
 * shelf.h - where the audited agencies of a run wait for its reports
 *
 * Takes    each AgencyAudit when it is finished
 * Gives    an AgencyShelf for the Audit
 * Limits   one agency in memory, however many there are
 * Errors   G_FILE_ERROR_*: no room in the folder
 *
 * A file without a name: whatever ends the run takes it away.
 */
#ifndef APP_SHELF_H
#define APP_SHELF_H

#include "rules/audit.h"

/* Empty, with its file in @dir; owned by the caller (or the Audit). */
AgencyShelf *shelf_new(const char *dir, GError **error);

/* Puts a copy of @agency behind the others. */
gboolean shelf_add(AgencyShelf *shelf, const AgencyAudit *agency,
                   GError **error);

#endif
