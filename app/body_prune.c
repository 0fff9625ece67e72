#include "app/body_prune.h"

#include <string.h>

#include <glib/gstdio.h>
#include <sys/stat.h>

#define SHA256_CHARS 64

typedef struct {
    char *path;
    gint64 len, used_at;
} Body;

static void body_clear(gpointer data)
{
    Body *body = data;

    g_free(body->path);
}

static int longest_unused_first(gconstpointer a, gconstpointer b)
{
    const Body *one = a;
    const Body *two = b;

    if (one->used_at != two->used_at)
        return one->used_at < two->used_at ? -1 : 1;
    return strcmp(one->path, two->path);
}

/* Other files are not ours to remove. */
static gboolean is_body_name(const char *name)
{
    return strlen(name) == SHA256_CHARS &&
           strspn(name, "0123456789abcdef") == SHA256_CHARS;
}

static GArray *bodies_list(const char *folder, gint64 *total)
{
    GArray *bodies = g_array_new(FALSE, FALSE, sizeof(Body));
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    g_array_set_clear_func(bodies, body_clear);
    *total = 0;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct stat info;
        Body body;

        if (!is_body_name(name) || lstat(path, &info) != 0 ||
            !S_ISREG(info.st_mode))
            continue;
        body.len = (gint64)info.st_size;
        body.used_at = (gint64)info.st_mtime;
        body.path = g_steal_pointer(&path);
        *total += body.len;
        g_array_append_val(bodies, body);
    }
    return bodies;
}

void body_prune(Store *store, const char *dir, gint64 max_len)
{
    gint64 since = store_recent_since(store, BODY_RUNS_KEPT, NULL);
    gint64 total;
    g_autoptr(GArray) bodies = NULL;

    if (max_len <= 0 || since <= 0)
        return;
    bodies = bodies_list(dir, &total);
    g_array_sort(bodies, longest_unused_first);
    for (guint i = 0; i < bodies->len && total > max_len; i++) {
        const Body *body = &g_array_index(bodies, Body, i);
        const char *sha256 = strrchr(body->path, '/') + 1;

        if (body->used_at < since &&
            !store_is_recent_body(store, sha256, BODY_RUNS_KEPT) &&
            g_unlink(body->path) == 0)
            total -= body->len;
    }
}
