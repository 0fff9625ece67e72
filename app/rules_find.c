#include "app/rules_find.h"

#include <stdlib.h>

static gboolean holds_rules(const char *dir)
{
    g_autoptr(GDir) open = g_dir_open(dir, 0, NULL);
    const char *name;

    while (open != NULL && (name = g_dir_read_name(open)) != NULL)
        if (g_str_has_suffix(name, ".yaml"))
            return TRUE;
    return FALSE;
}

/* The year that has a folder in @dir when none was asked for: the one whose
 * elements are confirmed, else the highest; 0 for none. */
static int usual_year(const char *dir)
{
    g_autoptr(GDir) open = g_dir_open(dir, 0, NULL);
    const char *name;
    int newest = 0;

    while (open != NULL && (name = g_dir_read_name(open)) != NULL) {
        guint64 year;
        g_autofree char *path = g_build_filename(dir, name, NULL);

        if (!g_ascii_string_to_unsigned(name, 10, 2500, 2700, &year, NULL) ||
            !holds_rules(path))
            continue;
        if (year == RULES_YEAR_CONFIRMED)
            return RULES_YEAR_CONFIRMED;
        newest = MAX(newest, (int)year);
    }
    return newest;
}

static char *look_in(const char *dir, int year, gboolean itself)
{
    int wanted = year != 0 ? year : usual_year(dir);
    g_autofree char *name = g_strdup_printf("%d", wanted);
    g_autofree char *path = g_build_filename(dir, name, NULL);

    if (wanted != 0 && holds_rules(path))
        return g_steal_pointer(&path);
    return itself && holds_rules(dir) ? g_strdup(dir) : NULL;
}

static GPtrArray *places(void)
{
    GPtrArray *dirs = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);

    if (exe != NULL) {
        g_autofree char *folder = g_path_get_dirname(exe);
        g_autofree char *beside = g_build_filename(folder, "..", "rules", NULL);

        g_ptr_array_add(dirs, g_canonicalize_filename(beside, NULL));
    }
    g_ptr_array_add(dirs, g_strdup("/usr/share/oit-audit/rules"));
    g_ptr_array_add(dirs, g_strdup(OIT_RULES_DIR));
    return dirs;
}

char *rules_find(const char *given, int year)
{
    g_autoptr(GPtrArray) dirs = places();

    /* rules: 2566 means the shipped set of that year. */
    if (given != NULL && !g_file_test(given, G_FILE_TEST_EXISTS)) {
        g_autofree char *name = g_path_get_basename(given);
        guint64 named;

        if (!g_ascii_string_to_unsigned(name, 10, 2500, 2700, &named, NULL) ||
            (year != 0 && (int)named != year))
            return NULL;
        year = (int)named;
        given = NULL;
    }
    if (given != NULL)
        return look_in(given, year, TRUE);
    for (guint i = 0; i < dirs->len; i++) {
        char *found = look_in(g_ptr_array_index(dirs, i), year, FALSE);

        if (found != NULL)
            return found;
    }
    return NULL;
}

char *rules_places(void)
{
    g_autoptr(GPtrArray) dirs = places();

    g_ptr_array_add(dirs, NULL);
    return g_strjoinv(", ", (char **)dirs->pdata);
}
