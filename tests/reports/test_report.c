#include <criterion/criterion.h>

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "fixture.h"
#include "reports/report.h"

static const char *const in_dir[] = { "audit.json", "audit.html", "audit.csv",
                                      "audit.xlsx" };

static void remove_dir(const char *dir)
{
    g_autoptr(GDir) list = g_dir_open(dir, 0, NULL);
    const char *name;

    while (list != NULL && (name = g_dir_read_name(list)) != NULL) {
        g_autofree char *path = g_build_filename(dir, name, NULL);

        if (g_unlink(path) != 0)
            g_rmdir(path);
    }
    g_rmdir(dir);
}

Test(report, knows_the_formats_of_the_command_line)
{
    static const char *const names[] = { "text", "json",  "csv",     "html",
                                         "xlsx", "junit", "markdown" };
    gsize count;

    report_rows(&count);
    cr_assert_eq(count, G_N_ELEMENTS(names));
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        cr_assert_not_null(report_find(names[i]), "%s", names[i]);
    cr_assert_null(report_find("pdf"));
    cr_assert_null(report_find(NULL));
}

Test(report, writes_four_files_into_a_new_folder)
{
    g_autofree char *top = g_dir_make_tmp("oit-report-XXXXXX", NULL);
    g_autofree char *dir = g_build_filename(top, "a", NULL);
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) list = NULL;
    ReportOptions options = { .lang = LANG_TH };
    guint files = 0;

    cr_assert(report_write_dir(audit, &options, dir, &error), "%s",
              error != NULL ? error->message : "");
    for (gsize i = 0; i < G_N_ELEMENTS(in_dir); i++) {
        g_autofree char *path = g_build_filename(dir, in_dir[i], NULL);
        GStatBuf info;

        cr_assert_eq(g_stat(path, &info), 0, "%s", path);
        cr_assert_gt(info.st_size, 100);
    }
    list = g_dir_open(dir, 0, NULL);
    while (g_dir_read_name(list) != NULL)
        files++;
    cr_assert_eq(files, 4, "no temporary file may be left");
    remove_dir(dir);
    remove_dir(top);
}

/* A folder with the new table and the old page would contradict itself. */
Test(report, writes_none_of_the_set_when_one_file_can_not_be_written)
{
    g_autofree char *dir = g_dir_make_tmp("oit-report-XXXXXX", NULL);
    g_autofree char *blocked = g_build_filename(dir, "audit.xlsx", NULL);
    g_autofree char *inside = g_build_filename(blocked, "x", NULL);
    g_autofree char *first = g_build_filename(dir, "audit.json", NULL);
    g_autofree char *text = NULL;
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) list = NULL;
    ReportOptions options = { .lang = LANG_TH };
    guint files = 0;

    cr_assert(g_file_set_contents(first, "of last night", -1, NULL));
    cr_assert_eq(g_mkdir_with_parents(inside, 0755), 0);
    cr_assert_not(report_write_dir(audit, &options, dir, &error));
    cr_assert(g_error_matches(error, REPORT_ERROR, REPORT_ERROR_WRITE));
    cr_assert(strstr(error->message, "audit.xlsx") != NULL, "%s",
              error->message);
    cr_assert(g_file_get_contents(first, &text, NULL, NULL));
    cr_assert_str_eq(text, "of last night");
    list = g_dir_open(dir, 0, NULL);
    while (g_dir_read_name(list) != NULL)
        files++;
    cr_assert_eq(files, 2, "no temporary file may be left");
    g_rmdir(inside);
    remove_dir(dir);
}

/* A limit on file sizes stands for a disk that fills up on the way. */
Test(report, leaves_the_last_set_when_the_disk_is_full)
{
    static const struct rlimit small = { 3000, 3000 };
    g_autofree char *dir = g_dir_make_tmp("oit-report-XXXXXX", NULL);
    g_autofree char *page = g_build_filename(dir, "audit.html", NULL);
    g_autofree char *text = NULL;
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) list = NULL;
    ReportOptions options = { .lang = LANG_TH };
    guint files = 0;

    cr_assert(g_file_set_contents(page, "of last night", -1, NULL));
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    cr_assert_not(report_write_dir(audit, &options, dir, &error));
    cr_assert(g_error_matches(error, REPORT_ERROR, REPORT_ERROR_FULL), "%s",
              error->message);
    cr_assert(g_file_get_contents(page, &text, NULL, NULL));
    cr_assert_str_eq(text, "of last night");
    list = g_dir_open(dir, 0, NULL);
    while (g_dir_read_name(list) != NULL)
        files++;
    cr_assert_eq(files, 1, "no temporary file may be left");
    remove_dir(dir);
}

Test(report, says_so_when_the_folder_can_not_be_made)
{
    g_autoptr(Audit) audit = audit_new();
    g_autoptr(GError) error = NULL;
    ReportOptions options = { .lang = LANG_TH };

    cr_assert_not(report_write_dir(audit, &options, "/dev/null/x", &error));
    cr_assert(g_error_matches(error, REPORT_ERROR, REPORT_ERROR_WRITE));
}

/* The same audit twice: the same bytes, or no one can compare two nights. */
Test(report, gives_the_same_bytes_for_the_same_audit)
{
    g_autoptr(Audit) audit = fixture_mixed();
    ReportOptions options = { .lang = LANG_TH };
    gsize count;
    const ReportRow *rows = report_rows(&count);

    for (gsize i = 0; i < count; i++) {
        g_autoptr(GBytes) one = report_bytes(&rows[i], audit, &options, NULL);
        g_autoptr(GBytes) two = NULL;

        g_usleep(strcmp(rows[i].name, "xlsx") == 0 ? 2100000 : 0);
        two = report_bytes(&rows[i], audit, &options, NULL);
        cr_expect(g_bytes_equal(one, two), "%s", rows[i].name);
    }
}

Test(report, writes_every_format_of_an_empty_and_of_a_hostile_audit)
{
    g_autoptr(Audit) empty = audit_new();
    g_autoptr(Audit) hostile = fixture_hostile(300000);
    gsize count;
    const ReportRow *rows = report_rows(&count);

    for (gsize i = 0; i < count; i++) {
        for (int lang = LANG_TH; lang <= LANG_EN; lang++) {
            ReportOptions options = { .lang = (Lang)lang, .verbose = TRUE };
            g_autoptr(GError) error = NULL;
            g_autoptr(GBytes) a =
                report_bytes(&rows[i], empty, &options, &error);
            g_autoptr(GBytes) b =
                report_bytes(&rows[i], hostile, &options, &error);

            cr_expect_not_null(a, "%s", rows[i].name);
            cr_expect_not_null(b, "%s: %s", rows[i].name,
                               error != NULL ? error->message : "");
        }
    }
}

/* No text format may pass on bytes that a terminal or a parser runs. */
Test(report, lets_no_control_character_through)
{
    static const char *const formats[] = { "text", "csv", "html", "junit",
                                           "markdown" };
    g_autoptr(Audit) audit = fixture_hostile(100);

    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = fixture_report(audit, formats[i], LANG_TH);

        cr_expect(g_utf8_validate(text, -1, NULL), "%s", formats[i]);
        cr_expect(strchr(text, 0x1b) == NULL, "%s", formats[i]);
        cr_expect(strchr(text, 0x01) == NULL, "%s", formats[i]);
        cr_expect(strstr(text, "\xe2\x80\xae") == NULL, "%s", formats[i]);
    }
}
