#include <criterion/criterion.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/folder.h"

Test(folder, all_in_it_goes_and_what_a_link_leads_to_stays)
{
    g_autofree char *dir = g_dir_make_tmp("oit-audit-test-XXXXXX", NULL);
    g_autofree char *outside = g_dir_make_tmp("oit-audit-test-XXXXXX", NULL);
    g_autofree char *kept = g_build_filename(outside, "kept", NULL);
    g_autofree char *deep = g_build_filename(dir, "a", "b", NULL);
    g_autofree char *file = g_build_filename(deep, "file", NULL);
    g_autofree char *link = g_build_filename(deep, "link", NULL);

    cr_assert_eq(g_mkdir_with_parents(deep, 0700), 0);
    cr_assert(g_file_set_contents(file, "x", -1, NULL));
    cr_assert(g_file_set_contents(kept, "x", -1, NULL));
    cr_assert_eq(symlink(outside, link), 0);
    folder_remove(dir);
    cr_expect_not(g_file_test(dir, G_FILE_TEST_EXISTS));
    cr_expect(g_file_test(kept, G_FILE_TEST_EXISTS));
    folder_remove(outside);
    cr_expect_not(g_file_test(outside, G_FILE_TEST_EXISTS));
    folder_remove(outside); /* what is not there is no fault */
}
