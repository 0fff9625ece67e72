#include "crawler/fetch_spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "crawler/fetch.h"

#define PART_PREFIX "part-"
#define SWEEP_AGE_S (24 * 60 * 60)

struct SpoolFile {
    char *dir;
    char *path;
    int fd;
    gint64 len;
    GChecksum *sum;
};

static void fail(GError **error, const char *what, const char *path)
{
    g_set_error(error, FETCH_ERROR, FETCH_ERROR_SPOOL, "%s: %s: %s", path, what,
                g_strerror(errno));
}

static void file_free(SpoolFile *file)
{
    if (file->fd >= 0)
        close(file->fd);
    g_checksum_free(file->sum);
    g_free(file->dir);
    g_free(file->path);
    g_free(file);
}

SpoolFile *spool_open(const char *dir, GError **error)
{
    SpoolFile *file = g_new0(SpoolFile, 1);

    file->dir = g_strdup(dir);
    file->path = g_build_filename(dir, PART_PREFIX "XXXXXX", NULL);
    file->sum = g_checksum_new(G_CHECKSUM_SHA256);
    file->fd = g_mkstemp_full(file->path, O_WRONLY | O_CLOEXEC, 0640);
    if (file->fd >= 0)
        return file;
    fail(error, "cannot make a file for a body", dir);
    file_free(file);
    return NULL;
}

gboolean spool_write(SpoolFile *file, const void *bytes, gsize len,
                     GError **error)
{
    const char *p = bytes;
    gsize left = len;

    while (left > 0) {
        gssize written = write(file->fd, p, left);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            fail(error, "cannot write", file->path);
            return FALSE;
        }
        p += written;
        left -= (gsize)written;
    }
    g_checksum_update(file->sum, bytes, (gssize)len);
    file->len += (gint64)len;
    return TRUE;
}

gint64 spool_len(const SpoolFile *file)
{
    return file->len;
}

void spool_drop(SpoolFile *file)
{
    if (file == NULL)
        return;
    g_unlink(file->path);
    file_free(file);
}

gboolean spool_finish(SpoolFile *file, char **path, char **sha256,
                      GError **error)
{
    g_autoptr(SpoolFile) part = file;
    const char *sum = g_checksum_get_string(part->sum);
    g_autofree char *name = g_build_filename(part->dir, sum, NULL);

    if (close(part->fd) != 0) {
        part->fd = -1;
        fail(error, "cannot finish", part->path);
        return FALSE;
    }
    part->fd = -1;
    if (g_rename(part->path, name) != 0) {
        fail(error, "cannot rename", part->path);
        return FALSE;
    }
    *sha256 = g_strdup(sum);
    *path = g_steal_pointer(&name);
    file_free(g_steal_pointer(&part));
    return TRUE;
}

void spool_sweep(const char *dir)
{
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
    gint64 now_at = g_get_real_time() / G_USEC_PER_SEC;
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        GStatBuf info;

        if (g_str_has_prefix(name, PART_PREFIX) && g_stat(path, &info) == 0 &&
            now_at - info.st_mtime > SWEEP_AGE_S)
            g_unlink(path);
    }
}

char *spool_hash(const char *path, gint64 max_len, gint64 *len, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guint8 *block = g_malloc(1 << 16);
    int fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
    gssize got = 0;

    *len = 0;
    while (fd >= 0 && *len <= max_len) {
        got = read(fd, block, 1 << 16);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        g_checksum_update(sum, block, got);
        *len += got;
    }
    if (fd < 0 || got < 0)
        fail(error, "cannot read", path);
    if (fd >= 0)
        close(fd);
    if (fd < 0 || got < 0 || *len > max_len)
        return NULL;
    return g_strdup(g_checksum_get_string(sum));
}
