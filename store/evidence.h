/*
 * evidence.h - the index of what runs captured, and how far they got
 *
 * Units    *_at seconds since 1970 UTC
 * Errors   STORE_ERROR_*
 *
 * The captures themselves are WARC files, one a run; here stands what is in
 * which, by address, time and SHA-256.
 */
#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H

#include "store/store.h"

typedef struct {
    char *run_id, *url, *state;
    gint64 captured_at, offset; /* -1: not known */
    int http_status;
    char *sha256;   /* or NULL */
    char *body_url; /* where the body was found, when it stands in this run's
                       file; NULL when it stands in another, or is none */
} EvidenceRow;

void evidence_row_free(EvidenceRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvidenceRow, evidence_row_free)

/* A row of the same run and address is replaced. */
gboolean store_save_evidence(Store *store, const EvidenceRow *row,
                             GError **error);

/* The newest row whose run's file holds these bytes; NULL when there is none
 * (or with error). Owned by the caller. */
EvidenceRow *store_find_body(Store *store, const char *sha256, GError **error);

/* EvidenceRow*, by address; @run_id NULL: of all runs, newest first; @url NULL:
 * of all addresses. NULL with error. */
GPtrArray *store_list_evidence(Store *store, const char *run_id,
                               const char *url, GError **error);

/* A run has begun; it is open until store_end_run(). Earlier open ones are
 * forgotten: they cannot be resumed any more. */
gboolean store_begin_run(Store *store, const char *run_id, gint64 started_at,
                         GError **error);
gboolean store_end_run(Store *store, const char *run_id, GError **error);
/* The open run, owned by the caller, or NULL. */
char *store_open_run(Store *store, gint64 *started_at);

/*
 * @url did not open in this run: in how many runs in a row that is so. Counted
 * once a run. @state NULL: it did open, and the count is 0 again.
 */
int store_count_failure(Store *store, const char *run_id, const char *url,
                        const char *state, gint64 at);

#endif
