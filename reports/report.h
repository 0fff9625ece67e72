/*
 * report.h - an audit as something to read
 *
 * Takes    an Audit, borrowed; it is walked one agency at a time
 * Gives    bytes of one format, into a sink
 * Errors   REPORT_ERROR_*; what a shelf of agencies says; those of the sink
 *
 * A format is one row in report.c and one file report_<name>.c.
 */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "rules/audit.h"

#define REPORT_ERROR (report_error_quark())
GQuark report_error_quark(void);
enum {
    REPORT_ERROR_FORMAT,
    REPORT_ERROR_WRITE,
    REPORT_ERROR_FULL, /* no room on the disk */
    REPORT_ERROR_ITEM
};

typedef struct {
    Lang lang;
    gboolean color;   /* text: ANSI colours */
    int width;        /* text: columns; 0: 80 */
    gboolean verbose; /* text: also what is complete, with quotes */
    /* char*: names of the formats to write into a folder, borrowed; NULL or
     * empty: those of every run */
    const GPtrArray *formats;
} ReportOptions;

typedef struct {
    const char *name; /* "html": --format name and file extension */
    const char *media_type;
    gboolean binary;
    gboolean in_run_dir;   /* written by `run --out` */
    const char *file_name; /* "audit.html" */
    /* What @sink could not take is its own affair: ask sink_end(). */
    gboolean (*write)(const Audit *audit, const ReportOptions *options,
                      Sink *sink, GError **error);
} ReportRow;

const ReportRow *report_rows(gsize *count);
/* NULL when there is none. */
const ReportRow *report_find(const char *name);

/* All of a report in memory; NULL with error, else owned by the caller. */
GBytes *report_bytes(const ReportRow *row, const Audit *audit,
                     const ReportOptions *options, GError **error);

/* Writes the formats asked, else every in_run_dir one, into @dir (created): all
 * of them, or on a failure (a full disk) none, and the reports of the last time
 * stay. */
gboolean report_write_dir(const Audit *audit, const ReportOptions *options,
                          const char *dir, GError **error);

/*
 * The appeal draft (แบบขอชี้แจงเพิ่มเติม) for @item_ids (char*) of @agency as
 * a DOCX: per item the reviewer's reason, our clarification per element with
 * quotes, the evidence list, and what is weak in our own case. A case with
 * nothing to say says so. GBytes owned by the caller.
 */
GBytes *appeal_write(const Audit *audit, const AgencyAudit *agency,
                     const GPtrArray *item_ids, GError **error);

/* How two audits of one agency differ: new gap, mended, still open. Text for
 * a terminal, owned by the caller. */
char *report_diff_text(const Audit *before, const Audit *after, Lang lang);
JsonValue *report_diff_json(const Audit *before, const Audit *after);

#endif
