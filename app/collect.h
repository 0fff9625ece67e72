/*
 * collect.h - fetch pages and read what came: the part that takes the time
 *
 * Takes    Pages of a table, borrowed
 * Gives    their states, and their documents in the cache
 * Errors   FETCH_ERROR_*, DOCUMENT_ERROR_POOL; a dead page is no error
 *
 * A page that is fetched already is left as it is. With a store, what the
 * last run knew is asked for conditionally: an unchanged page is neither
 * transferred nor parsed again.
 */
#ifndef APP_COLLECT_H
#define APP_COLLECT_H

#include "app/document_cache.h"
#include "app/page.h"
#include "app/progress.h"
#include "document/reader.h"
#include "app/witness.h"
#include "store/store.h"

typedef struct {
    FetchOptions fetch;
    ReaderPoolOptions reader;
    DocumentCache *cache;
    Store *store;       /* or NULL */
    const char *run_id; /* for the store */
    gint64 started_at;  /* of the run, when it goes on after a kill; else 0 */
    GHashTable *remembered; /* url -> FetchResult: asked for once, however many
                               tables ask; or NULL */
    Witness *witness;       /* keeps what is fetched; or NULL */
    GError *witness_error;  /* why it could not; the run ends with it */
    int confirm_runs;    /* a link is dead when it fails in so many in a row */
    gboolean offline;    /* fetch nothing: only pages that are there already */
    const char *browser; /* draws what scripts fill; NULL: nobody does */
    const volatile gint *cancel;
    Progress *progress; /* or NULL */
} Collector;

/* Page* in @pages; each is fetched and read once a run. */
gboolean collect_pages(Collector *collector, const GPtrArray *pages,
                       GError **error);

/* The document of @page; NULL when it gave none. Owned by the caller. */
Document *collect_load(const Collector *collector, const Page *page);

#endif
