#include "reports/report.h"

#include <errno.h>
#include <string.h>

#include "reports/formats.h"

G_DEFINE_QUARK(report - error - quark, report_error)

/* One row a format; see docs/ADDING.md. */
static const ReportRow rows[] = {
    { .name = "text",
      .media_type = "text/plain; charset=utf-8",
      .file_name = "audit.txt",
      .write = report_text_write },
    { .name = "json",
      .media_type = "application/json",
      .in_run_dir = TRUE,
      .file_name = "audit.json",
      .write = report_json_write },
    { .name = "html",
      .media_type = "text/html; charset=utf-8",
      .in_run_dir = TRUE,
      .file_name = "audit.html",
      .write = report_html_write },
    { .name = "csv",
      .media_type = "text/csv; charset=utf-8",
      .in_run_dir = TRUE,
      .file_name = "audit.csv",
      .write = report_csv_write },
    { .name = "xlsx",
      .media_type = "application/"
                    "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      .binary = TRUE,
      .in_run_dir = TRUE,
      .file_name = "audit.xlsx",
      .write = report_xlsx_write },
    { .name = "junit",
      .media_type = "application/xml",
      .file_name = "audit.junit.xml",
      .write = report_junit_write },
    { .name = "markdown",
      .media_type = "text/markdown; charset=utf-8",
      .file_name = "audit.md",
      .write = report_markdown_write },
};

const ReportRow *report_rows(gsize *count)
{
    *count = G_N_ELEMENTS(rows);
    return rows;
}

const ReportRow *report_find(const char *name)
{
    for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* Through a temporary file and rename: a reader never sees half a report. */
static gboolean write_row(const ReportRow *row, const Audit *audit,
                          const ReportOptions *options, const char *dir,
                          GError **error)
{
    g_autofree char *path = g_build_filename(dir, row->file_name, NULL);
    g_autoptr(GBytes) bytes = row->write(audit, options, error);
    g_autoptr(GError) cause = NULL;
    gsize len;
    const char *data;

    if (bytes == NULL) {
        g_prefix_error(error, "%s: ", path);
        return FALSE;
    }
    data = g_bytes_get_data(bytes, &len);
    if (g_file_set_contents_full(path, data != NULL ? data : "", (gssize)len,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0644, &cause))
        return TRUE;
    g_set_error(error, REPORT_ERROR, REPORT_ERROR_WRITE, "%s: %s", path,
                cause->message);
    return FALSE;
}

gboolean report_write_dir(const Audit *audit, const ReportOptions *options,
                          const char *dir, GError **error)
{
    gboolean good = TRUE;

    if (g_mkdir_with_parents(dir, 0755) != 0) {
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_WRITE, "%s: %s", dir,
                    g_strerror(errno));
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!rows[i].in_run_dir)
            continue;
        /* The first failure is the one told; the others are tried still. */
        if (!write_row(&rows[i], audit, options, dir, good ? error : NULL))
            good = FALSE;
    }
    return good;
}
