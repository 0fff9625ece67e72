/*
 * evidence.h - captures that are frozen: sealed, chained, handed out
 *
 * Takes    a run of the store and its WARC files
 * Gives    <store>/frozen/<run>/ with manifest.json and the WARC files that
 *          hold all it captured
 * Errors   EVIDENCE_ERROR_*
 *
 * Each manifest names the hashes of its files and of the manifest before it,
 * so that none can be changed or left out unseen. Nothing in the program takes
 * frozen files away.
 */
#ifndef APP_EVIDENCE_H
#define APP_EVIDENCE_H

#include "base/json.h"
#include "rules/audit.h"
#include "store/evidence.h"

#define EVIDENCE_ERROR (evidence_error_quark())
GQuark evidence_error_quark(void);
enum { EVIDENCE_ERROR_FILE, EVIDENCE_ERROR_FROZEN, EVIDENCE_ERROR_NONE };

/* Seals the run of @audit. *@sha256 (yours): of the manifest. */
gboolean evidence_freeze(Store *store, const char *dir, Audit *audit,
                         char **sha256, GError **error);

/* char*: frozen runs, oldest first; owned by the caller. */
GPtrArray *evidence_frozen(const char *dir);

/* The manifest of a frozen run, NULL: of the last; NULL with error. */
JsonValue *evidence_manifest(const char *dir, const char *run_id,
                             GError **error);

/*
 * Checks every file of every frozen run, every record in them, and the chain.
 * What is wrong is appended to @faults (char*). The number of files checked.
 */
guint evidence_verify(const char *dir, GPtrArray *faults);

/* Writes the frozen run with its original files and an index for people into
 * the folder @out, which must not be there. */
gboolean evidence_export(const char *dir, const char *run_id, const char *out,
                         GError **error);

/* The path of a frozen run's file; owned by the caller. */
char *evidence_path(const char *dir, const char *run_id, const char *name);

#endif
