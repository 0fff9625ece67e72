#include "store/store_internal.h"

void store_capture_clear(StoreCapture *capture)
{
    g_clear_pointer(&capture->sha256, g_free);
    g_clear_pointer(&capture->etag, g_free);
    g_clear_pointer(&capture->last_modified, g_free);
    g_clear_pointer(&capture->content_type, g_free);
    g_clear_pointer(&capture->final_url, g_free);
    capture->captured_at = 0;
}

gboolean store_find_capture(Store *store, const char *url,
                            StoreCapture *capture, GError **error)
{
    auto_statement s = database_prepare(
        store->db,
        "SELECT sha256, etag, last_modified, content_type, final_url,"
        " captured_at FROM capture WHERE url = ?"
        " ORDER BY captured_at DESC LIMIT 1",
        error);

    if (s == NULL)
        return FALSE;
    database_bind(s, "t", url);
    if (!database_row(s, error))
        return FALSE;
    capture->sha256 = database_text(s, 0);
    capture->etag = database_text(s, 1);
    capture->last_modified = database_text(s, 2);
    capture->content_type = database_text(s, 3);
    capture->final_url = database_text(s, 4);
    capture->captured_at = sqlite3_column_int64(s, 5);
    return TRUE;
}

gboolean store_save_capture(Store *store, const char *run_id, const char *url,
                            const StoreCapture *capture, GError **error)
{
    auto_statement s = database_prepare(
        store->db,
        "INSERT OR REPLACE INTO capture (url, captured_at, run_id, sha256,"
        " etag, last_modified, content_type, final_url)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        error);

    if (s == NULL)
        return FALSE;
    database_bind(s, "titttttt", url, capture->captured_at, run_id,
                  capture->sha256, capture->etag, capture->last_modified,
                  capture->content_type, capture->final_url);
    return database_run(s, "a capture cannot be saved", error);
}

gint64 store_recent_since(Store *store, int runs, GError **error)
{
    auto_statement s =
        database_prepare(store->db,
                         "SELECT min(captured_at) FROM capture GROUP BY run_id"
                         " ORDER BY run_id DESC LIMIT 1 OFFSET ?",
                         error);

    if (s == NULL)
        return 0;
    database_bind(s, "i", (gint64)runs - 1);
    return database_row(s, error) ? sqlite3_column_int64(s, 0) : 0;
}

gboolean store_is_recent_body(Store *store, const char *sha256, int runs)
{
    g_autoptr(GError) error = NULL;
    auto_statement s = database_prepare(
        store->db,
        "SELECT 1 FROM capture WHERE sha256 = ?1 AND run_id IN (SELECT DISTINCT"
        " run_id FROM capture ORDER BY run_id DESC LIMIT ?2) LIMIT 1",
        &error);

    if (s == NULL)
        return TRUE;
    database_bind(s, "ti", sha256, (gint64)runs);
    return database_row(s, &error) || error != NULL;
}
