#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>
#include <utime.h>

#include <glib/gstdio.h>

#include "app/body_prune.h"

#define DAY 86400
#define NOW ((gint64)1790000000)

static char *dir;
static Store *store;

static void begin(void)
{
    dir = g_dir_make_tmp("oit-bodies-XXXXXX", NULL);
    store = store_open(dir, NULL);
    cr_assert_not_null(store);
}

static void end(void)
{
    g_autofree char *command = g_strdup_printf("rm -rf '%s'", dir);

    store_close(store);
    cr_assert_eq(system(command), 0);
    g_free(dir);
}

TestSuite(body_prune, .init = begin, .fini = end);

static char *path_of(char letter)
{
    g_autofree char *name = g_strnfill(64, letter);

    return g_build_filename(dir, name, NULL);
}

/* A body of 1,000 bytes that run @run captured @days ago. */
static void body_add(char letter, int run, int days)
{
    g_autofree char *path = path_of(letter);
    g_autofree char *sha256 = g_strnfill(64, letter);
    g_autofree char *bytes = g_strnfill(1000, 'x');
    g_autofree char *run_id = g_strdup_printf("run-%d", run);
    struct utimbuf at = { NOW - days * DAY, NOW - days * DAY };
    StoreCapture capture = { .sha256 = sha256,
                             .captured_at = NOW - days * DAY };

    cr_assert(g_file_set_contents(path, bytes, 1000, NULL));
    cr_assert_eq(utime(path, &at), 0);
    cr_assert(store_save_capture(store, run_id, sha256, &capture, NULL));
}

static gboolean is_there(char letter)
{
    g_autofree char *path = path_of(letter);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

Test(body_prune, the_longest_unused_go_until_the_rest_fits)
{
    g_autofree char *other = g_build_filename(dir, "notes.txt", NULL);

    cr_assert(g_file_set_contents(other, "mine", -1, NULL));
    body_add('a', 1, 50);
    body_add('b', 2, 40);
    body_add('c', 3, 30);
    body_add('d', 4, 20);
    body_add('e', 5, 10);
    body_prune(store, dir, 4200);
    cr_expect_not(is_there('a'));
    cr_expect(is_there('b'));
    cr_expect(is_there('e'));
    cr_expect(g_file_test(other, G_FILE_TEST_EXISTS));
}

Test(body_prune, what_the_last_three_runs_captured_stays)
{
    StoreCapture again = { .captured_at = NOW - 10 * DAY };
    g_autofree char *sha256 = g_strnfill(64, 'a');

    body_add('a', 1, 50);
    body_add('b', 2, 40);
    body_add('c', 3, 30);
    body_add('d', 4, 20);
    body_add('e', 5, 10);
    /* Unchanged since the first run, and needed by the last. */
    again.sha256 = sha256;
    cr_assert(store_save_capture(store, "run-5", sha256, &again, NULL));
    body_prune(store, dir, 1);
    cr_expect(is_there('a'));
    cr_expect_not(is_there('b'));
    cr_expect(is_there('c'));
    cr_expect(is_there('d'));
    cr_expect(is_there('e'));
}

Test(body_prune, no_limit_and_few_runs_remove_nothing)
{
    body_add('a', 1, 50);
    body_add('b', 2, 40);
    body_prune(store, dir, 1);
    cr_expect(is_there('a'));
    body_add('c', 3, 30);
    body_add('d', 4, 20);
    body_prune(store, dir, 0);
    cr_expect(is_there('a'));
    body_prune(store, dir, 1);
    cr_expect_not(is_there('a'));
}
