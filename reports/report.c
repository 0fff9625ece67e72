#include "reports/report.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

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

GBytes *report_bytes(const ReportRow *row, const Audit *audit,
                     const ReportOptions *options, GError **error)
{
    GString *text = g_string_new(NULL);
    Sink sink = sink_to_bytes(text);

    if (row->write(audit, options, &sink, error))
        return g_string_free_to_bytes(text);
    g_string_free(text, TRUE);
    return NULL;
}

/* --- the files of a run ------------------------------------------------ */

/* A report on its way to its place. */
typedef struct {
    char *path;
    char *temp_path; /* or NULL: there is none (any more) */
} Draft;

static void draft_free(gpointer data)
{
    Draft *draft = data;

    if (draft->temp_path != NULL)
        g_unlink(draft->temp_path);
    g_free(draft->temp_path);
    g_free(draft->path);
    g_free(draft);
}

/* "audit.html: the disk is full"; @cause is replaced. */
static gboolean draft_fail(const Draft *draft, GError *cause, GError **error)
{
    gboolean full = g_error_matches(cause, SINK_ERROR, SINK_ERROR_FULL);

    if (full)
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_FULL,
                    "no room on the disk for the reports: '%s' was not "
                    "written, and none of the others",
                    draft->path);
    else
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_WRITE, "%s: %s",
                    draft->path, cause->message);
    g_error_free(cause);
    return FALSE;
}

static gboolean draft_fail_errno(const Draft *draft, GError **error)
{
    Sink sink = { .cause = errno };
    GError *cause = NULL;

    sink_end(&sink, &cause);
    return draft_fail(draft, cause, error);
}

/* All of it on the disk itself, or a full one would be known too late. */
static gboolean draft_fill(const Draft *draft, FILE *file, const ReportRow *row,
                           const Audit *audit, const ReportOptions *options,
                           GError **error)
{
    Sink sink = sink_to_file(file);
    GError *cause = NULL;

    if (!row->write(audit, options, &sink, &cause))
        return draft_fail(draft, cause, error);
    if (!sink_end(&sink, &cause))
        return draft_fail(draft, cause, error);
    return fsync(fileno(file)) == 0 || draft_fail_errno(draft, error);
}

static gboolean draft_write(Draft *draft, const ReportRow *row,
                            const Audit *audit, const ReportOptions *options,
                            GError **error)
{
    g_autofree char *temp_path = g_strconcat(draft->path, ".XXXXXX", NULL);
    FILE *file;
    int fd;
    gboolean good;

    if (g_file_test(draft->path, G_FILE_TEST_IS_DIR)) {
        errno = EISDIR;
        return draft_fail_errno(draft, error);
    }
    fd = g_mkstemp_full(temp_path, O_WRONLY | O_CLOEXEC, 0644);
    if (fd < 0)
        return draft_fail_errno(draft, error);
    draft->temp_path = g_steal_pointer(&temp_path);
    file = fdopen(fd, "wb");
    g_assert(file != NULL);
    good = draft_fill(draft, file, row, audit, options, error);
    if (fclose(file) == 0 || !good)
        return good;
    return draft_fail_errno(draft, error);
}

/* The names change together, as far as a file system can. */
static gboolean drafts_place(GPtrArray *drafts, GError **error)
{
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = g_ptr_array_index(drafts, i);

        if (g_rename(draft->temp_path, draft->path) != 0)
            return draft_fail_errno(draft, error);
        g_clear_pointer(&draft->temp_path, g_free);
    }
    return TRUE;
}

static void folder_sync(const char *dir)
{
    int fd = g_open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static gboolean is_asked(const ReportRow *row, const GPtrArray *formats)
{
    if (formats == NULL || formats->len == 0)
        return row->in_run_dir;
    return g_ptr_array_find_with_equal_func((GPtrArray *)formats, row->name,
                                            g_str_equal, NULL);
}

gboolean report_write_dir(const Audit *audit, const ReportOptions *options,
                          const char *dir, GError **error)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(draft_free);

    if (g_mkdir_with_parents(dir, 0755) != 0) {
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_WRITE, "%s: %s", dir,
                    g_strerror(errno));
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Draft *draft;

        if (!is_asked(&rows[i], options->formats))
            continue;
        draft = g_new0(Draft, 1);
        draft->path = g_build_filename(dir, rows[i].file_name, NULL);
        g_ptr_array_add(drafts, draft);
        if (!draft_write(draft, &rows[i], audit, options, error))
            return FALSE;
    }
    if (!drafts_place(drafts, error))
        return FALSE;
    folder_sync(dir);
    return TRUE;
}
