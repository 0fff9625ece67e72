#include "store/database.h"

#include "store/schema.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* --- errors ------------------------------------------------------------------
 */

/* errno of a failed write that means "no room", however SQLite calls it. */
static gboolean is_no_room(int cause)
{
    return cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

static const struct {
    int rc, code;
    const char *why;
} causes[] = {
    { SQLITE_BUSY, STORE_ERROR_BUSY, "another program is writing to it" },
    { SQLITE_LOCKED, STORE_ERROR_BUSY, "another program is writing to it" },
    { SQLITE_NOTADB, STORE_ERROR_CORRUPT,
      "it is not a history file of oit-audit; move it away" },
    { SQLITE_CORRUPT, STORE_ERROR_CORRUPT,
      "it is damaged; restore a copy, or move it away to begin anew" },
    { SQLITE_FULL, STORE_ERROR_FULL, "the disk is full" },
    { SQLITE_CANTOPEN, STORE_ERROR_OPEN, "it cannot be opened" },
    { SQLITE_READONLY, STORE_ERROR_OPEN, "it cannot be written to" },
    { SQLITE_PERM, STORE_ERROR_OPEN, "it may not be opened" },
};

gboolean database_fail(sqlite3 *db, const char *what, GError **error)
{
    int cause = errno; /* SQLite's own record of it is mostly 0 */
    const char *path = sqlite3_db_filename(db, "main");
    int rc = sqlite3_errcode(db) & 0xFF;
    int code = STORE_ERROR_FAILED;
    const char *why = sqlite3_errmsg(db);

    if (rc == SQLITE_IOERR && is_no_room(cause))
        rc = SQLITE_FULL;
    for (gsize i = 0; i < G_N_ELEMENTS(causes); i++) {
        if (causes[i].rc == rc) {
            code = causes[i].code;
            why = causes[i].why;
        }
    }
    g_set_error(error, STORE_ERROR, code, "%s: %s%s%s",
                path == NULL || *path == '\0' ? "history" : path,
                what == NULL ? "" : what, what == NULL ? "" : ": ", why);
    return FALSE;
}

/* --- statements --------------------------------------------------------------
 */

gboolean database_exec(sqlite3 *db, const char *sql, GError **error)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return TRUE;
    return database_fail(db, NULL, error);
}

Statement *database_prepare(sqlite3 *db, const char *sql, GError **error)
{
    Statement *statement = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK)
        return statement;
    database_fail(db, NULL, error);
    return NULL;
}

void database_bind(Statement *statement, const char *types, ...)
{
    va_list args;

    va_start(args, types);
    for (int i = 1; types[i - 1] != '\0'; i++) {
        int rc;

        if (types[i - 1] == 't') {
            const char *text = va_arg(args, const char *);

            rc = text == NULL
                     ? sqlite3_bind_null(statement, i)
                     : sqlite3_bind_text64(statement, i, text, strlen(text),
                                           SQLITE_TRANSIENT, SQLITE_UTF8);
        } else {
            g_assert(types[i - 1] == 'i');
            rc = sqlite3_bind_int64(statement, i, va_arg(args, gint64));
        }
        /* Only a wrong index or a text over a gigabyte get here. */
        g_assert(rc == SQLITE_OK);
    }
    va_end(args);
}

gboolean database_run(Statement *statement, const char *what, GError **error)
{
    gboolean good = sqlite3_step(statement) == SQLITE_DONE;

    if (!good)
        database_fail(sqlite3_db_handle(statement), what, error);
    sqlite3_reset(statement);
    return good;
}

gboolean database_row(Statement *statement, GError **error)
{
    int rc = sqlite3_step(statement);

    if (rc == SQLITE_ROW)
        return TRUE;
    if (rc != SQLITE_DONE)
        database_fail(sqlite3_db_handle(statement), "cannot be read", error);
    return FALSE;
}

char *database_text(Statement *statement, int column)
{
    return g_strdup((const char *)sqlite3_column_text(statement, column));
}

/* --- opening -----------------------------------------------------------------
 */

static gboolean read_int(sqlite3 *db, const char *sql, gint64 *value,
                         GError **error)
{
    auto_statement statement = database_prepare(db, sql, error);

    if (statement == NULL)
        return FALSE;
    if (sqlite3_step(statement) != SQLITE_ROW)
        return database_fail(db, "cannot be read", error);
    *value = sqlite3_column_int64(statement, 0);
    return TRUE;
}

/* Is it ours, and of a version we know? @version gets it; 0: empty. */
static gboolean check_identity(sqlite3 *db, gint64 *version, GError **error)
{
    const char *path = sqlite3_db_filename(db, "main");
    gint64 application = 0, tables = 0;

    if (!read_int(db, "PRAGMA user_version", version, error) ||
        !read_int(db, "PRAGMA application_id", &application, error) ||
        !read_int(db, "SELECT count(*) FROM sqlite_schema", &tables, error))
        return FALSE;
    if (tables > 0 && application != DATABASE_APPLICATION_ID) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_CORRUPT,
                    "%s: it is another program's database; move it away", path);
        return FALSE;
    }
    if (*version > schema_version) {
        g_set_error(
            error, STORE_ERROR, STORE_ERROR_VERSION,
            "%s: it was made by a newer oit-audit (version %d; this one "
            "knows %d): update the program",
            path, (int)*version, schema_version);
        return FALSE;
    }
    return TRUE;
}

static gboolean apply_migrations(sqlite3 *db, GError **error)
{
    g_autofree char *stamp = NULL;
    gint64 version = 0;

    /* Inside the transaction: another process may have been first. */
    if (!check_identity(db, &version, error))
        return FALSE;
    for (gint64 i = version; i < schema_version; i++) {
        if (!database_exec(db, schema_migrations[i], error))
            return FALSE;
    }
    stamp = g_strdup_printf("PRAGMA application_id = %d;"
                            "PRAGMA user_version = %d;",
                            DATABASE_APPLICATION_ID, schema_version);
    return database_exec(db, stamp, error);
}

static gboolean migrate(sqlite3 *db, GError **error)
{
    gint64 version = 0;

    if (!check_identity(db, &version, error))
        return FALSE;
    if (version == schema_version)
        return TRUE;
    if (!database_exec(db, "BEGIN IMMEDIATE", error))
        return FALSE;
    if (apply_migrations(db, error) && database_exec(db, "COMMIT", error))
        return TRUE;
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return FALSE;
}

/* SQLite says only that it cannot open; ask the system why. */
static void tell_open_failure(const char *path, gboolean writing,
                              GError **error)
{
    int flags = writing ? O_RDWR | O_CREAT : O_RDONLY;
    int fd = g_open(path, flags | O_CLOEXEC, 0644);

    g_set_error(error, STORE_ERROR, STORE_ERROR_OPEN,
                "%s: it cannot be opened%s%s", path, fd < 0 ? ": " : "",
                fd < 0 ? g_strerror(errno) : "");
    if (fd >= 0)
        close(fd);
}

/* A handle whose file was not read yet; NULL with error. */
static sqlite3 *open_handle(const char *name, int flags, GError **error)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(name, &db, flags | SQLITE_OPEN_NOMUTEX, NULL);

    g_assert(db != NULL);
    if (rc != SQLITE_OK) {
        tell_open_failure(name, (flags & SQLITE_OPEN_READWRITE) != 0, error);
        sqlite3_close(db);
        return NULL;
    }
    sqlite3_busy_timeout(db, DATABASE_BUSY_MS);
    sqlite3_extended_result_codes(db, 1);
    return db;
}

sqlite3 *database_open(const char *path, GError **error)
{
    sqlite3 *db =
        open_handle(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

    if (db == NULL)
        return NULL;
    /* NORMAL: a power cut may take the last captures, never the file. A run
     * is saved with FULL. */
    if (!migrate(db, error) || !database_exec(db,
                                              "PRAGMA journal_mode = WAL;"
                                              "PRAGMA synchronous = NORMAL;"
                                              "PRAGMA foreign_keys = ON;",
                                              error)) {
        sqlite3_close(db);
        return NULL;
    }
    return db;
}

/* Nobody is writing when no log lies beside the file. */
static gboolean has_log(const char *path)
{
    g_autofree char *log = g_strconcat(path, "-wal", NULL);
    GStatBuf info;

    return g_stat(log, &info) == 0 && info.st_size > 0;
}

sqlite3 *database_open_readonly(const char *path, GError **error)
{
    g_autofree char *uri = NULL;
    g_autoptr(GError) first = NULL;
    gint64 version = 0;
    sqlite3 *db = open_handle(path, SQLITE_OPEN_READONLY, error);

    if (db == NULL)
        return NULL;
    if (check_identity(db, &version, &first))
        return db;
    sqlite3_close(db);
    /* WAL needs a writable folder, even to read, unless nothing can change. */
    if (!g_error_matches(first, STORE_ERROR, STORE_ERROR_OPEN) ||
        has_log(path)) {
        g_propagate_error(error, g_steal_pointer(&first));
        return NULL;
    }
    g_autofree char *escaped = g_uri_escape_string(path, "/", TRUE);

    uri = g_strdup_printf("file:%s?immutable=1", escaped);
    db = open_handle(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
    if (db != NULL && !check_identity(db, &version, error)) {
        sqlite3_close(db);
        return NULL;
    }
    return db;
}

void database_close(sqlite3 *db)
{
    int rc = sqlite3_close(db);

    g_assert(rc == SQLITE_OK); /* else a statement was left open */
}
