#include "store/evidence.h"

#include "store/store_internal.h"

void evidence_row_free(EvidenceRow *row)
{
    if (row == NULL)
        return;
    g_free(row->run_id);
    g_free(row->url);
    g_free(row->state);
    g_free(row->sha256);
    g_free(row->body_url);
    g_free(row);
}

#define COLUMNS                                                                \
    "run_id, url, state, captured_at, offset, http_status, sha256, body_url"

static EvidenceRow *row_take(Statement *s)
{
    EvidenceRow *row = g_new0(EvidenceRow, 1);

    row->run_id = database_text(s, 0);
    row->url = database_text(s, 1);
    row->state = database_text(s, 2);
    row->captured_at = sqlite3_column_int64(s, 3);
    row->offset = sqlite3_column_int64(s, 4);
    row->http_status = sqlite3_column_int(s, 5);
    row->sha256 = database_text(s, 6);
    row->body_url = database_text(s, 7);
    return row;
}

gboolean store_save_evidence(Store *store, const EvidenceRow *row,
                             GError **error)
{
    auto_statement s =
        database_prepare(store->db,
                         "INSERT OR REPLACE INTO evidence (" COLUMNS
                         ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         error);

    if (s == NULL)
        return FALSE;
    database_bind(s, "tttiiitt", row->run_id, row->url, row->state,
                  row->captured_at, row->offset, (gint64)row->http_status,
                  row->sha256, row->body_url);
    return database_run(s, "a capture cannot be saved", error);
}

EvidenceRow *store_find_body(Store *store, const char *sha256, GError **error)
{
    auto_statement s = database_prepare(
        store->db,
        "SELECT " COLUMNS " FROM evidence WHERE sha256 = ?"
        " AND body_url IS NOT NULL ORDER BY captured_at DESC LIMIT 1",
        error);

    if (s == NULL)
        return NULL;
    database_bind(s, "t", sha256);
    return database_row(s, error) ? row_take(s) : NULL;
}

GPtrArray *store_list_evidence(Store *store, const char *run_id,
                               const char *url, GError **error)
{
    g_autoptr(GPtrArray) rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)evidence_row_free);
    g_autoptr(GError) fault = NULL;
    auto_statement s = database_prepare(
        store->db,
        "SELECT " COLUMNS " FROM evidence WHERE (?1 IS NULL OR run_id = ?1)"
        " AND (?2 IS NULL OR url = ?2) ORDER BY run_id DESC, url",
        error);

    if (s == NULL)
        return NULL;
    database_bind(s, "tt", run_id, url);
    while (database_row(s, &fault))
        g_ptr_array_add(rows, row_take(s));
    if (fault == NULL)
        return g_steal_pointer(&rows);
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
}

/* --- runs under way
 * --------------------------------------------------------------- */

gboolean store_begin_run(Store *store, const char *run_id, gint64 started_at,
                         GError **error)
{
    auto_statement s = database_prepare(
        store->db, "INSERT INTO open_run (run_id, started_at) VALUES (?, ?)",
        error);

    if (s == NULL || !database_exec(store->db, "DELETE FROM open_run", error))
        return FALSE;
    database_bind(s, "ti", run_id, started_at);
    return database_run(s, "the run cannot be begun", error);
}

gboolean store_end_run(Store *store, const char *run_id, GError **error)
{
    auto_statement s = database_prepare(
        store->db, "DELETE FROM open_run WHERE run_id = ?", error);

    if (s == NULL)
        return FALSE;
    database_bind(s, "t", run_id);
    return database_run(s, "the run cannot be ended", error);
}

char *store_open_run(Store *store, gint64 *started_at)
{
    auto_statement s = database_prepare(
        store->db, "SELECT run_id, started_at FROM open_run", NULL);

    if (s == NULL || !database_row(s, NULL))
        return NULL;
    *started_at = sqlite3_column_int64(s, 1);
    return database_text(s, 0);
}

/* --- patience
 * --------------------------------------------------------------------- */

static void failure_forget(Store *store, const char *url)
{
    auto_statement s = database_prepare(
        store->db, "DELETE FROM link_failure WHERE url = ?", NULL);

    if (s == NULL)
        return;
    database_bind(s, "t", url);
    database_run(s, NULL, NULL);
}

int store_count_failure(Store *store, const char *run_id, const char *url,
                        const char *state, gint64 at)
{
    auto_statement s = NULL;

    if (state == NULL) {
        failure_forget(store, url);
        return 0;
    }
    s = database_prepare(
        store->db,
        "INSERT INTO link_failure (url, state, runs, first_at, last_run)"
        " VALUES (?1, ?2, 1, ?3, ?4) ON CONFLICT (url) DO UPDATE SET"
        " runs = runs + (last_run <> ?4), state = ?2, last_run = ?4"
        " RETURNING runs",
        NULL);
    if (s == NULL)
        return 1;
    database_bind(s, "ttit", url, state, at, run_id);
    return database_row(s, NULL) ? sqlite3_column_int(s, 0) : 1;
}
