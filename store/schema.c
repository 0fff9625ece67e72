#include "store/schema.h"

/*
 * The audit itself is kept as JSON: its shape is the published contract, so
 * an old run reads back whatever the tables have become. The tables beside it
 * are an index for history and trends. Captures are written while a run is
 * still going on, therefore they do not refer to run.
 */
const char *const schema_migrations[] = {
    "CREATE TABLE run ("
    "  run_id TEXT PRIMARY KEY,"
    "  started_at INTEGER NOT NULL,"
    "  finished_at INTEGER NOT NULL," /* 0: not finished */
    "  interrupted INTEGER NOT NULL,"
    "  fiscal_year INTEGER NOT NULL," /* B.E. */
    "  agencies_count INTEGER NOT NULL,"
    "  items_count INTEGER NOT NULL,"
    "  gaps_count INTEGER NOT NULL,"
    "  unclear_count INTEGER NOT NULL,"
    "  ita_low INTEGER NOT NULL," /* hundredths; -1: not known */
    "  ita_high INTEGER NOT NULL,"
    "  tool_version TEXT,"
    "  ruleset_sha256 TEXT,"
    "  audit TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX run_by_time ON run (started_at, run_id);"
    "CREATE TABLE agency_score ("
    "  run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,"
    "  agency_id TEXT NOT NULL,"
    "  oit_low INTEGER NOT NULL," /* hundredths; -1: not known */
    "  oit_high INTEGER NOT NULL,"
    "  ita_low INTEGER NOT NULL,"
    "  ita_high INTEGER NOT NULL,"
    "  PRIMARY KEY (run_id, agency_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE item_verdict ("
    "  run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,"
    "  agency_id TEXT NOT NULL,"
    "  item_id TEXT NOT NULL,"
    "  verdict TEXT NOT NULL,"
    "  PRIMARY KEY (run_id, agency_id, item_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX item_over_time ON item_verdict (agency_id, item_id, run_id);"
    "CREATE TABLE capture ("
    "  url TEXT NOT NULL,"
    "  captured_at INTEGER NOT NULL,"
    "  run_id TEXT NOT NULL,"
    "  sha256 TEXT,"
    "  etag TEXT,"
    "  last_modified TEXT,"
    "  content_type TEXT,"
    "  final_url TEXT,"
    "  PRIMARY KEY (url, captured_at)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX capture_by_sha256 ON capture (sha256);",
    /* An audit of many agencies is larger than memory should be: run.audit
     * keeps its head (in older runs all of it), each agency is a row. */
    "CREATE TABLE agency_audit ("
    "  run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,"
    "  position INTEGER NOT NULL," /* from 0, as in the config */
    "  audit TEXT NOT NULL,"
    "  PRIMARY KEY (run_id, position)"
    ") STRICT;",
    /* What stands in the WARC file of which run. */
    "CREATE TABLE evidence ("
    "  run_id TEXT NOT NULL,"
    "  url TEXT NOT NULL,"
    "  state TEXT NOT NULL,"
    "  captured_at INTEGER NOT NULL,"
    "  offset INTEGER NOT NULL,"
    "  http_status INTEGER NOT NULL,"
    "  sha256 TEXT,"
    "  body_url TEXT," /* NULL: the body stands in another run's file */
    "  PRIMARY KEY (run_id, url)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX evidence_by_url ON evidence (url, captured_at);"
    "CREATE INDEX evidence_by_sha256 ON evidence (sha256, captured_at);"
    "CREATE TABLE open_run ("
    "  run_id TEXT PRIMARY KEY,"
    "  started_at INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE link_failure ("
    "  url TEXT PRIMARY KEY,"
    "  state TEXT NOT NULL,"
    "  runs INTEGER NOT NULL," /* in a row */
    "  first_at INTEGER NOT NULL,"
    "  last_run TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;",
};

const int schema_version = (int)G_N_ELEMENTS(schema_migrations);
