#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "crawler/fetch.h"
#include "crawler/fetch_spool.h"

static char *folder(void)
{
    return g_dir_make_tmp("spool-XXXXXX", NULL);
}

Test(fetch_spool, a_whole_body_bears_its_hash)
{
    g_autofree char *dir = folder();
    g_autofree char *path = NULL;
    g_autofree char *sum = NULL;
    g_autofree char *again = NULL;
    gint64 len;
    SpoolFile *file = spool_open(dir, NULL);

    cr_assert(spool_write(file, "ab", 2, NULL));
    cr_assert(spool_write(file, "c", 1, NULL));
    cr_assert_eq(spool_len(file), 3);
    cr_assert(spool_finish(file, &path, &sum, NULL));
    cr_assert_str_eq(sum, "ba7816bf8f01cfea414140de5dae2223"
                          "b00361a396177a9cb410ff61f20015ad");
    again = spool_hash(path, 10, &len, NULL);
    cr_assert_str_eq(again, sum);
    cr_assert_eq(len, 3);
    g_unlink(path);
    cr_assert_eq(g_rmdir(dir), 0, "nothing else is left");
}

Test(fetch_spool, a_dropped_body_leaves_nothing)
{
    g_autofree char *dir = folder();
    SpoolFile *file = spool_open(dir, NULL);

    cr_assert(spool_write(file, "ab", 2, NULL));
    spool_drop(file);
    spool_drop(NULL);
    cr_assert_eq(g_rmdir(dir), 0);
}

Test(fetch_spool, no_folder_is_an_error)
{
    g_autoptr(GError) error = NULL;

    cr_assert_null(spool_open("/nonexistent/folder", &error));
    cr_assert(g_error_matches(error, FETCH_ERROR, FETCH_ERROR_SPOOL));
}

Test(fetch_spool, a_hash_stops_at_its_limit)
{
    g_autofree char *dir = folder();
    g_autofree char *path = g_build_filename(dir, "f", NULL);
    g_autoptr(GError) error = NULL;
    gint64 len;

    g_file_set_contents(path, "abcdef", -1, NULL);
    cr_assert_null(spool_hash(path, 5, &len, &error));
    cr_assert_null(error);
    g_unlink(path);
    cr_assert_null(spool_hash(path, 5, &len, &error));
    cr_assert_not_null(error);
    g_rmdir(dir);
}

Test(fetch_spool, only_old_halves_are_swept)
{
    g_autofree char *dir = folder();
    static const char *const NAMES[] = { "part-old", "part-new", "abc" };
    struct utimbuf old = { 1000, 1000 };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_build_filename(dir, NAMES[i], NULL);

        g_file_set_contents(path, "x", -1, NULL);
        if (strcmp(NAMES[i], "part-new") != 0)
            utime(path, &old);
    }
    spool_sweep(dir);
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_build_filename(dir, NAMES[i], NULL);

        cr_expect_eq(g_unlink(path), i == 0 ? -1 : 0, "%s", NAMES[i]);
    }
    cr_assert_eq(g_rmdir(dir), 0);
}
