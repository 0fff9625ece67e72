#include "crawler/source_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/url.h"
#include "crawler/warc_read.h"

typedef struct {
    char *from;           /* canonical URL */
    char *to;             /* canonical URL, or real path of the folder */
    gboolean web;         /* @to is a URL */
    WarcArchive *archive; /* @to is its path; or NULL */
} Row;

struct SourceMap {
    GPtrArray *rows; /* Row*, longest @from first */
};

GQuark source_map_error_quark(void)
{
    return g_quark_from_static_string("source-map-error");
}

static void row_free(gpointer data)
{
    Row *row = data;

    g_free(row->from);
    g_free(row->to);
    warc_archive_free(row->archive);
    g_free(row);
}

SourceMap *source_map_new(void)
{
    SourceMap *map = g_new0(SourceMap, 1);

    map->rows = g_ptr_array_new_with_free_func(row_free);
    return map;
}

void source_map_free(SourceMap *map)
{
    if (map == NULL)
        return;
    g_ptr_array_unref(map->rows);
    g_free(map);
}

/* --- building ------------------------------------------------------------ */

static gboolean is_web(const char *text)
{
    return g_ascii_strncasecmp(text, "http://", 7) == 0 ||
           g_ascii_strncasecmp(text, "https://", 8) == 0;
}

/* Canonical @text without query and fragment; NULL when it is no web URL. */
static char *web_prefix(const char *text)
{
    char *url = is_web(text) ? url_resolve(NULL, text) : NULL;

    if (url != NULL)
        url[strcspn(url, "?#")] = '\0';
    return url;
}

static gboolean is_archive(const char *text)
{
    return g_str_has_suffix(text, ".warc") ||
           g_str_has_suffix(text, ".warc.gz");
}

static char *real_path(const char *path)
{
    char *found = realpath(path, NULL);
    char *copy = g_strdup(found);

    free(found);
    return copy;
}

static WarcArchive *archive_of(const char *to, const char *base_dir,
                               GError **error)
{
    g_autofree char *path = base_dir != NULL && !g_path_is_absolute(to)
                                ? g_build_filename(base_dir, to, NULL)
                                : g_strdup(to);
    g_autoptr(GError) why = NULL;
    WarcArchive *archive = warc_archive_open(path, &why);

    if (archive == NULL)
        g_set_error_literal(error, SOURCE_MAP_ERROR, SOURCE_MAP_ERROR_ARCHIVE,
                            why->message);
    return archive;
}

static char *folder_of(const char *to, const char *base_dir, GError **error)
{
    g_autofree char *path = base_dir != NULL && !g_path_is_absolute(to)
                                ? g_build_filename(base_dir, to, NULL)
                                : g_strdup(to);
    char *real = NULL;

    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        real = real_path(path);
    if (real == NULL)
        g_set_error(error, SOURCE_MAP_ERROR, SOURCE_MAP_ERROR_TO,
                    "%s: there is no such folder", path);
    return real;
}

static int longest_first(gconstpointer a, gconstpointer b)
{
    gsize left = strlen((*(Row *const *)a)->from);
    gsize right = strlen((*(Row *const *)b)->from);

    return left < right ? 1 : left > right ? -1 : 0;
}

static void insert(SourceMap *map, Row *row)
{
    for (guint i = 0; i < map->rows->len; i++) {
        Row *old = map->rows->pdata[i];

        if (strcmp(old->from, row->from) == 0) {
            g_ptr_array_remove_index(map->rows, i);
            break;
        }
    }
    g_ptr_array_add(map->rows, row);
    g_ptr_array_sort(map->rows, longest_first);
}

gboolean source_map_add(SourceMap *map, const char *from, const char *to,
                        const char *base_dir, GError **error)
{
    g_autofree char *prefix = web_prefix(from);
    g_autofree char *target = NULL;
    g_autoptr(WarcArchive) archive = NULL;
    Row *row;

    if (prefix == NULL) {
        g_set_error(error, SOURCE_MAP_ERROR, SOURCE_MAP_ERROR_FROM,
                    "%s: no http or https address", from);
        return FALSE;
    }
    if (is_web(to)) {
        target = web_prefix(to);
        if (target == NULL)
            g_set_error(error, SOURCE_MAP_ERROR, SOURCE_MAP_ERROR_TO,
                        "%s: no valid address", to);
    } else if (is_archive(to)) {
        archive = archive_of(to, base_dir, error);
        target = archive != NULL ? g_strdup(to) : NULL;
    } else {
        target = folder_of(to, base_dir, error);
    }
    if (target == NULL)
        return FALSE;
    row = g_new0(Row, 1);
    row->web = is_web(to);
    row->archive = g_steal_pointer(&archive);
    row->from = g_steal_pointer(&prefix);
    row->to = g_steal_pointer(&target);
    insert(map, row);
    return TRUE;
}

/* --- finding ---------------------------------------------------------------
 */

/*
 * What follows @prefix in @url, or NULL. A prefix ends at a path segment:
 * "/th" is none of "/thai"; "/th/" is also one of "/th".
 */
static const char *after_prefix(const char *url, const char *prefix)
{
    gsize len = strlen(prefix);
    gboolean slash = len > 0 && prefix[len - 1] == '/';

    if (strncmp(url, prefix, len) == 0)
        return slash || strchr("/?#", url[len]) != NULL ? url + len : NULL;
    if (slash && strncmp(url, prefix, len - 1) == 0 &&
        strchr("?#", url[len - 1]) != NULL)
        return url + len - 1;
    return NULL;
}

/* @prefix and @rest with exactly one slash between path parts. */
static char *join_url(const char *prefix, const char *rest)
{
    gsize len = strlen(prefix);
    gboolean slash = len > 0 && prefix[len - 1] == '/';

    if (slash && *rest == '/')
        rest++;
    if (slash || *rest == '\0' || strchr("/?#", *rest) != NULL)
        return g_strconcat(prefix, rest, NULL);
    return g_strconcat(prefix, "/", rest, NULL);
}

/*
 * The file at @relative in @folder. NULL when there is none, or when dots or
 * a symbolic link lead out: where the file really is decides.
 */
static char *file_in(const char *folder, const char *relative)
{
    g_autofree char *path = g_build_filename(folder, relative, NULL);
    g_autofree char *real = NULL;

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return NULL;
    real = real_path(path);
    if (real == NULL || !g_str_has_prefix(real, folder) ||
        (real[strlen(folder)] != '/' && strcmp(folder, "/") != 0))
        return NULL;
    return g_steal_pointer(&path);
}

/* @path as a file, as a folder with an index, as a page without its ending. */
static char *file_for(const char *folder, const char *path)
{
    static const char *const ENDINGS[] = { "", "/index.html", ".html" };
    g_autofree char *stem = g_strdup(path);

    for (gsize len = strlen(stem); len > 0 && stem[len - 1] == '/'; len--)
        stem[len - 1] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        g_autofree char *relative = g_strconcat(stem, ENDINGS[i], NULL);
        char *file = file_in(folder, relative);

        if (file != NULL)
            return file;
    }
    return NULL;
}

/* NULL when the text holds what no file name can. */
static char *decoded(const char *text, gssize len)
{
    g_autofree char *part =
        len < 0 ? g_strdup(text) : g_strndup(text, (gsize)len);

    return g_uri_unescape_string(part, NULL);
}

static char *find_file(const char *folder, const char *rest)
{
    gsize path_len = strcspn(rest, "?#");
    g_autofree char *path = decoded(rest, (gssize)path_len);
    g_autofree char *file = NULL;

    if (path == NULL)
        return NULL;
    if (rest[path_len] == '?') {
        const char *query = rest + path_len;
        g_autofree char *text = decoded(query, (gssize)strcspn(query, "#"));
        gboolean is_folder = *path == '\0' || g_str_has_suffix(path, "/");

        if (text != NULL) {
            g_autofree char *named =
                g_strconcat(path, is_folder ? "index.html" : "", text, NULL);

            file = file_for(folder, named);
        }
    }
    if (file == NULL)
        file = file_for(folder, path);
    return g_steal_pointer(&file);
}

SourceKind source_map_find(const SourceMap *map, const char *url, char **place)
{
    for (guint i = 0; map != NULL && i < map->rows->len; i++) {
        const Row *row = map->rows->pdata[i];
        const char *rest = after_prefix(url, row->from);

        if (rest == NULL)
            continue;
        if (row->archive != NULL) {
            *place = g_strdup(url);
            return SOURCE_ARCHIVE;
        }
        if (row->web) {
            *place = join_url(row->to, rest);
            return SOURCE_WEB;
        }
        *place = find_file(row->to, rest);
        return SOURCE_FILE;
    }
    *place = g_strdup(url);
    return SOURCE_WEB;
}

WarcArchive *source_map_archive(const SourceMap *map, const char *url)
{
    for (guint i = 0; map != NULL && i < map->rows->len; i++) {
        const Row *row = map->rows->pdata[i];

        if (after_prefix(url, row->from) != NULL)
            return row->archive;
    }
    return NULL;
}

char *source_map_public(const SourceMap *map, const char *place)
{
    const Row *best = NULL;
    const char *best_rest = NULL;

    for (guint i = 0; map != NULL && i < map->rows->len; i++) {
        const Row *row = map->rows->pdata[i];
        const char *rest = row->web ? after_prefix(place, row->to) : NULL;

        if (rest != NULL &&
            (best == NULL || strlen(row->to) > strlen(best->to))) {
            best = row;
            best_rest = rest;
        }
    }
    return best == NULL ? g_strdup(place) : join_url(best->from, best_rest);
}
