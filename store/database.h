/*
 * database.h - one SQLite file: open, checked, migrated
 *
 * Errors   STORE_ERROR_* (store.h), "what: why" with the file's path
 *
 * For the store room only.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include <glib.h>
#include <sqlite3.h>

/* "OITA": tells our file from another program's. */
#define DATABASE_APPLICATION_ID 0x4F495441
#define DATABASE_BUSY_MS 5000

typedef struct sqlite3_stmt Statement;
static inline void statement_clear(Statement **statement)
{
    sqlite3_finalize(*statement);
}
#define auto_statement __attribute__((cleanup(statement_clear))) Statement *

/* Opens and, when needed, creates and migrates; NULL with error. */
sqlite3 *database_open(const char *path, GError **error);
/* Never writes; the file must be there. */
sqlite3 *database_open_readonly(const char *path, GError **error);
void database_close(sqlite3 *db);

/* Sets @error from what @db last complained about; @what could not be done, or
 * NULL. FALSE for the caller to return. */
gboolean database_fail(sqlite3 *db, const char *what, GError **error);

gboolean database_exec(sqlite3 *db, const char *sql, GError **error);
/* NULL with error. */
Statement *database_prepare(sqlite3 *db, const char *sql, GError **error);
/* Binds from index 1, one letter a value: t text (may be NULL), i gint64. */
void database_bind(Statement *statement, const char *types, ...);
/* Runs to the end, without rows, and makes it ready to be bound again. */
gboolean database_run(Statement *statement, const char *what, GError **error);
/* TRUE with a row; FALSE at the end, or with error. */
gboolean database_row(Statement *statement, GError **error);
/* Column as a copy, owned by the caller; NULL when null. */
char *database_text(Statement *statement, int column);

#endif
