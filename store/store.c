#include "store/store_internal.h"

#include "base/clock.h"
#include "store/run_lock.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define DATABASE_NAME "history.sqlite"
#define LOCK_NAME "run.lock"

G_DEFINE_QUARK(store_error_quark, store_error)

/* --- opening -----------------------------------------------------------------
 */

static Store *store_new(const char *dir, sqlite3 *db)
{
    Store *store = g_new0(Store, 1);

    store->db = db;
    store->dir = g_strdup(dir);
    store->lock_fd = -1;
    return store;
}

Store *store_open(const char *dir, GError **error)
{
    g_autofree char *path = g_build_filename(dir, DATABASE_NAME, NULL);
    sqlite3 *db;

    if (g_mkdir_with_parents(dir, 0755) != 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_OPEN,
                    "%s: the folder cannot be made: %s", dir,
                    g_strerror(errno));
        return NULL;
    }
    db = database_open(path, error);
    return db == NULL ? NULL : store_new(dir, db);
}

Store *store_open_readonly(const char *dir, GError **error)
{
    g_autofree char *path = g_build_filename(dir, DATABASE_NAME, NULL);
    sqlite3 *db;

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_OPEN,
                    "%s: no history yet; it begins with the first run", path);
        return NULL;
    }
    db = database_open_readonly(path, error);
    return db == NULL ? NULL : store_new(dir, db);
}

void store_close(Store *store)
{
    if (store == NULL)
        return;
    database_close(store->db);
    if (store->lock_fd >= 0)
        close(store->lock_fd);
    g_free(store->dir);
    g_free(store);
}

gboolean store_lock(Store *store, GError **error)
{
    g_autofree char *path = g_build_filename(store->dir, LOCK_NAME, NULL);

    if (store->lock_fd < 0)
        store->lock_fd = run_lock_take(path, error);
    return store->lock_fd >= 0;
}

char *store_new_run_id(gint64 at)
{
    g_autofree char *time = clock_format_utc(at);
    GString *id = g_string_new(NULL);
    static guint last;
    guint part = clock_second_part();

    /* Names sort by time, those of one second too. */
    last = part == last ? (part + 1) & 0xFFFF : part;
    for (const char *p = time; *p != '\0'; p++) {
        if (*p != '-' && *p != ':')
            g_string_append_c(id, *p);
    }
    g_string_append_printf(id, "-%04x", last);
    return g_string_free(id, FALSE);
}

/* --- saving ------------------------------------------------------------------
 */

/* What the history shows of a run, summed up over its agencies. */
typedef struct {
    gint64 items_count, gaps_count, unclear_count;
    ScoreRange ita; /* of the first agency */
} Tally;

static void tally_add(Tally *tally, const AgencyAudit *agency)
{
    tally->items_count += agency->items->len;
    for (guint j = 0; j < agency->items->len; j++) {
        const ItemAudit *item = g_ptr_array_index(agency->items, j);

        tally->gaps_count += item_audit_has_gap(item);
        tally->unclear_count += item_audit_is_unclear(item);
    }
}

static gint64 low_of(const ScoreRange *range)
{
    return range->known ? range->low : -1;
}

static gint64 high_of(const ScoreRange *range)
{
    return range->known ? range->high : -1;
}

/* Without the sums, which are known when all agencies are saved. */
static gboolean save_run(sqlite3 *db, const Audit *audit, GError **error)
{
    g_autofree char *text = audit_head_text(audit);
    auto_statement s = database_prepare(
        db,
        "INSERT INTO run (run_id, started_at, finished_at, interrupted,"
        " fiscal_year, agencies_count, items_count, gaps_count,"
        " unclear_count, ita_low, ita_high, tool_version, ruleset_sha256,"
        " audit) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, -1, -1, ?, ?, ?)",
        error);

    if (s == NULL)
        return FALSE;
    database_bind(s, "tiiiiittt", audit->run_id, audit->started_at,
                  audit->finished_at, (gint64)(audit->interrupted != FALSE),
                  (gint64)audit->fiscal_year, (gint64)audit_agency_count(audit),
                  audit->tool_version, audit->ruleset_sha256, text);
    return database_run(s, "the run cannot be saved", error);
}

static gboolean save_tally(sqlite3 *db, const char *run_id, const Tally *tally,
                           GError **error)
{
    auto_statement s = database_prepare(
        db,
        "UPDATE run SET items_count = ?, gaps_count = ?, unclear_count = ?,"
        " ita_low = ?, ita_high = ? WHERE run_id = ?",
        error);

    if (s == NULL)
        return FALSE;
    database_bind(s, "iiiiit", tally->items_count, tally->gaps_count,
                  tally->unclear_count, low_of(&tally->ita),
                  high_of(&tally->ita), run_id);
    return database_run(s, "the run cannot be saved", error);
}

static gboolean save_text(sqlite3 *db, const char *run_id, guint position,
                          const AgencyAudit *agency, GError **error)
{
    g_autofree char *text = agency_audit_to_text(agency);
    auto_statement s = database_prepare(
        db, "INSERT OR REPLACE INTO agency_audit VALUES (?, ?, ?)", error);

    if (s == NULL)
        return FALSE;
    database_bind(s, "tit", run_id, (gint64)position, text);
    return database_run(s, "an agency cannot be saved", error);
}

static gboolean save_agency(sqlite3 *db, const char *run_id,
                            const AgencyAudit *agency, GError **error)
{
    auto_statement score = database_prepare(
        db, "INSERT OR REPLACE INTO agency_score VALUES (?, ?, ?, ?, ?, ?)",
        error);
    auto_statement verdict =
        score == NULL
            ? NULL
            : database_prepare(
                  db, "INSERT OR REPLACE INTO item_verdict VALUES (?, ?, ?, ?)",
                  error);

    if (verdict == NULL)
        return FALSE;
    database_bind(score, "ttiiii", run_id, agency->id,
                  low_of(&agency->score.oit), high_of(&agency->score.oit),
                  low_of(&agency->score.ita), high_of(&agency->score.ita));
    if (!database_run(score, "the scores cannot be saved", error))
        return FALSE;
    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(agency->items, i);

        database_bind(verdict, "tttt", run_id, agency->id, item->id,
                      item_verdict_name(item->verdict));
        if (!database_run(verdict, "the verdicts cannot be saved", error))
            return FALSE;
    }
    return TRUE;
}

static gboolean save_agencies(sqlite3 *db, const Audit *audit, Tally *tally,
                              GError **error)
{
    for (guint i = 0; i < audit_agency_count(audit); i++) {
        const AgencyAudit *agency = audit_agency(audit, i, error);

        if (agency == NULL || !save_text(db, audit->run_id, i, agency, error) ||
            !save_agency(db, audit->run_id, agency, error))
            return FALSE;
        if (i == 0)
            tally->ita = agency->score.ita;
        tally_add(tally, agency);
    }
    return TRUE;
}

static gboolean save_all(sqlite3 *db, const Audit *audit, GError **error)
{
    auto_statement old =
        database_prepare(db, "DELETE FROM run WHERE run_id = ?", error);
    Tally tally = { 0 };

    if (old == NULL)
        return FALSE;
    database_bind(old, "t", audit->run_id);
    return database_run(old, "the run cannot be replaced", error) &&
           save_run(db, audit, error) &&
           save_agencies(db, audit, &tally, error) &&
           save_tally(db, audit->run_id, &tally, error);
}

gboolean store_save(Store *store, const Audit *audit, GError **error)
{
    sqlite3 *db = store->db;
    gboolean good;

    if (!database_exec(db, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE", error))
        return FALSE;
    good = save_all(db, audit, error) && database_exec(db, "COMMIT", error);
    if (!good && !sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    return good;
}

/* --- loading -----------------------------------------------------------------
 */

/* --- agencies that wait in the database --------------------------------- */

typedef struct {
    sqlite3 *db; /* of the store, which outlives the audit */
    char *run_id;
} Shelf;

static void shelf_free(gpointer data)
{
    Shelf *shelf = data;

    g_free(shelf->run_id);
    g_free(shelf);
}

static char *shelf_load(gpointer data, guint index, GError **error)
{
    const Shelf *shelf = data;
    g_autoptr(GError) why = NULL;
    auto_statement s = database_prepare(
        shelf->db,
        "SELECT audit FROM agency_audit WHERE run_id = ? AND position = ?",
        error);

    if (s == NULL)
        return NULL;
    database_bind(s, "ti", shelf->run_id, (gint64)index);
    if (database_row(s, &why))
        return database_text(s, 0);
    if (why != NULL)
        g_propagate_error(error, g_steal_pointer(&why));
    else
        g_set_error(error, STORE_ERROR, STORE_ERROR_CORRUPT,
                    "run %s: an agency is lacking", shelf->run_id);
    return NULL;
}

/* Agencies in rows of their own; 0 for runs of version 1, whose text holds
 * them, also where the table is not there yet. */
static gboolean agencies_count(sqlite3 *db, const char *run_id, guint *count,
                               GError **error)
{
    auto_statement table = database_prepare(
        db, "SELECT 1 FROM sqlite_schema WHERE name = 'agency_audit'", error);
    g_autoptr(GError) why = NULL;

    *count = 0;
    if (table == NULL)
        return FALSE;
    if (database_row(table, &why)) {
        auto_statement s = database_prepare(
            db, "SELECT count(*) FROM agency_audit WHERE run_id = ?", &why);

        if (s != NULL) {
            database_bind(s, "t", run_id);
            if (database_row(s, &why))
                *count = (guint)sqlite3_column_int(s, 0);
        }
    }
    if (why == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
}

static gboolean shelf_attach(sqlite3 *db, Audit *audit, const char *run_id,
                             GError **error)
{
    guint count;
    Shelf *shelf;

    if (!agencies_count(db, run_id, &count, error))
        return FALSE;
    if (count == 0)
        return TRUE;
    shelf = g_new0(Shelf, 1);
    shelf->db = db;
    shelf->run_id = g_strdup(run_id);
    audit->shelf = g_new0(AgencyShelf, 1);
    audit->shelf->count = count;
    audit->shelf->load = shelf_load;
    audit->shelf->free = shelf_free;
    audit->shelf->data = shelf;
    return TRUE;
}

/* The audit in the first row of @s, its agencies on a shelf; NULL without
 * error when there is none. */
static Audit *load_row(Statement *s, GError **error)
{
    g_autoptr(JsonValue) json = NULL;
    g_autoptr(Audit) audit = NULL;
    g_autofree char *run_id = NULL;

    if (!database_row(s, error))
        return NULL;
    json = json_parse((const char *)sqlite3_column_text(s, 0),
                      (gsize)sqlite3_column_bytes(s, 0), error);
    run_id = database_text(s, 1);
    audit = json == NULL ? NULL : audit_from_json(json, error);
    if (audit == NULL) {
        g_prefix_error(error, "run %s: ", run_id);
        return NULL;
    }
    if (!shelf_attach(sqlite3_db_handle(s), audit, run_id, error))
        return NULL;
    return g_steal_pointer(&audit);
}

/* All of it in memory; takes @audit, which may be NULL with error. */
static Audit *take_down(Audit *audit, GError **error)
{
    g_autoptr(Audit) whole = audit;

    if (whole == NULL || !audit_unshelve(whole, error))
        return NULL;
    return g_steal_pointer(&whole);
}

#define FINISHED "finished_at > 0 AND interrupted = 0"

Audit *store_open_audit(Store *store, const char *run_id, GError **error)
{
    auto_statement s = database_prepare(
        store->db,
        run_id != NULL ? "SELECT audit, run_id FROM run WHERE run_id = ?"
                       : "SELECT audit, run_id FROM run WHERE " FINISHED
                         " ORDER BY started_at DESC, run_id DESC LIMIT 1",
        error);
    g_autoptr(GError) why = NULL;
    Audit *audit;

    if (s == NULL)
        return NULL;
    if (run_id != NULL)
        database_bind(s, "t", run_id);
    audit = load_row(s, &why);
    if (why != NULL)
        g_propagate_error(error, g_steal_pointer(&why));
    else if (audit == NULL && run_id != NULL)
        g_set_error(error, STORE_ERROR, STORE_ERROR_FAILED,
                    "run %s: there is none of this name", run_id);
    else if (audit == NULL)
        g_set_error(error, STORE_ERROR, STORE_ERROR_FAILED,
                    "%s: no finished run yet", store->dir);
    return audit;
}

Audit *store_load(Store *store, const char *run_id, GError **error)
{
    return take_down(store_open_audit(store, run_id, error), error);
}

Audit *store_load_before(Store *store, const char *run_id, GError **error)
{
    /* A run's name begins with its time, so names sort by time; the run need
     * not have been saved yet. */
    auto_statement s = database_prepare(
        store->db,
        "SELECT audit, run_id FROM run WHERE run_id < ? AND " FINISHED
        " ORDER BY run_id DESC LIMIT 1",
        error);

    if (s == NULL)
        return NULL;
    database_bind(s, "t", run_id);
    return take_down(load_row(s, error), error);
}

void store_run_free(StoreRun *run)
{
    if (run == NULL)
        return;
    g_free(run->run_id);
    g_free(run);
}

static void free_run(gpointer run)
{
    store_run_free(run);
}

static StoreRun *read_run(Statement *s)
{
    StoreRun *run = g_new0(StoreRun, 1);

    run->run_id = database_text(s, 0);
    run->started_at = sqlite3_column_int64(s, 1);
    run->finished_at = sqlite3_column_int64(s, 2);
    run->interrupted = sqlite3_column_int(s, 3) != 0;
    run->fiscal_year = sqlite3_column_int(s, 4);
    run->agencies_count = sqlite3_column_int(s, 5);
    run->items_count = sqlite3_column_int(s, 6);
    run->gaps_count = sqlite3_column_int(s, 7);
    run->unclear_count = sqlite3_column_int(s, 8);
    run->ita_low = sqlite3_column_int64(s, 9);
    run->ita_high = sqlite3_column_int64(s, 10);
    return run;
}

GPtrArray *store_history(Store *store, int limit, GError **error)
{
    g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func(free_run);
    g_autoptr(GError) why = NULL;
    auto_statement s = database_prepare(
        store->db,
        "SELECT run_id, started_at, finished_at, interrupted, fiscal_year,"
        " agencies_count, items_count, gaps_count, unclear_count, ita_low,"
        " ita_high FROM run ORDER BY started_at DESC, run_id DESC LIMIT ?",
        error);

    if (s == NULL)
        return NULL;
    database_bind(s, "i", (gint64)(limit > 0 ? limit : -1));
    while (database_row(s, &why))
        g_ptr_array_add(runs, read_run(s));
    if (why != NULL) {
        g_propagate_error(error, g_steal_pointer(&why));
        return NULL;
    }
    return g_steal_pointer(&runs);
}
