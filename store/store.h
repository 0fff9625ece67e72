/*
 * store.h - what earlier runs found
 *
 * One SQLite file (WAL), one writer. A run is saved whole in one transaction:
 * kill -9 at any moment leaves the run before, or this one, never half.
 *
 * Units    *_at seconds since 1970 UTC
 * Errors   STORE_ERROR_OPEN, _BUSY (another run holds the lock), _CORRUPT,
 *          _VERSION (made by a newer program), _FULL, _FAILED
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "rules/audit.h"

#define STORE_ERROR (store_error_quark())
GQuark store_error_quark(void);
enum {
    STORE_ERROR_OPEN,
    STORE_ERROR_BUSY,
    STORE_ERROR_CORRUPT,
    STORE_ERROR_VERSION,
    STORE_ERROR_FULL,
    STORE_ERROR_FAILED
};

typedef struct Store Store;

/* Opens or creates <dir>/history.sqlite; makes @dir when it is not there. */
Store *store_open(const char *dir, GError **error);
/* For reading: no lock, no creation; STORE_ERROR_OPEN when there is none. */
Store *store_open_readonly(const char *dir, GError **error);
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* Takes the run lock (a file beside the database, released with the store or
 * with the process); STORE_ERROR_BUSY names the holder. */
gboolean store_lock(Store *store, GError **error);

/* A new id: "20261124T095200Z-1a2b". Owned by the caller. */
char *store_new_run_id(gint64 at);

/* Replaces a run of the same id. On failure the store is as it was. */
gboolean store_save(Store *store, const Audit *audit, GError **error);

/* @run_id NULL: the newest finished one that was not interrupted. NULL with
 * error when there is none. */
Audit *store_load(Store *store, const char *run_id, GError **error);
/* The same with its agencies left in the store, one in memory at a time; the
 * store must outlive it. */
Audit *store_open_audit(Store *store, const char *run_id, GError **error);
/* The newest finished run before @run_id (which need not be saved yet; names
 * sort by time), or NULL without error when there is none. */
Audit *store_load_before(Store *store, const char *run_id, GError **error);

typedef struct {
    char *run_id;
    gint64 started_at, finished_at;
    gboolean interrupted;
    int fiscal_year;
    int agencies_count, items_count, gaps_count, unclear_count;
    gint64 ita_low, ita_high; /* of the first agency, hundredths; -1: not
                                 known */
} StoreRun;

void store_run_free(StoreRun *run);
/* StoreRun*, newest first, at most @limit (0: all). */
GPtrArray *store_history(Store *store, int limit, GError **error);

/* Captures index: the validators and body of the last good capture of @url.
 * FALSE without error when none is known. Strings are owned by the caller. */
typedef struct {
    char *sha256, *etag, *last_modified, *content_type, *final_url;
    gint64 captured_at;
} StoreCapture;
void store_capture_clear(StoreCapture *capture);
gboolean store_find_capture(Store *store, const char *url,
                            StoreCapture *capture, GError **error);
/* When the oldest of the last @runs runs that captured anything began to; 0
 * when there are not so many: nothing is older than what is needed. */
gint64 store_recent_since(Store *store, int runs, GError **error);
/* TRUE when one of the last @runs runs captured these bytes, or when that can
 * not be told. */
gboolean store_is_recent_body(Store *store, const char *sha256, int runs);
gboolean store_save_capture(Store *store, const char *run_id, const char *url,
                            const StoreCapture *capture, GError **error);

#endif
