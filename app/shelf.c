#include "app/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    int fd;
    GArray *ends; /* gint64: where each agency's text ends */
} File;

static void file_free(gpointer data)
{
    File *file = data;

    close(file->fd);
    g_array_unref(file->ends);
    g_free(file);
}

static gboolean fail(GError **error, const char *what)
{
    int cause = errno;

    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(cause),
                "the agencies of this run can not be %s: %s", what,
                g_strerror(cause));
    return FALSE;
}

static gint64 start_of(const File *file, guint index)
{
    return index == 0 ? 0 : g_array_index(file->ends, gint64, index - 1);
}

static char *load(gpointer data, guint index, GError **error)
{
    const File *file = data;
    gint64 start = start_of(file, index);
    gsize len = (gsize)(g_array_index(file->ends, gint64, index) - start);
    g_autofree char *text = g_malloc(len + 1);
    gsize done = 0;

    while (done < len) {
        gssize got =
            pread(file->fd, text + done, len - done, start + (gint64)done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            errno = got == 0 ? EIO : errno;
            fail(error, "read back");
            return NULL;
        }
        done += (gsize)got;
    }
    text[len] = '\0';
    return g_steal_pointer(&text);
}

AgencyShelf *shelf_new(const char *dir, GError **error)
{
    g_autofree char *path = g_build_filename(dir, "agencies-XXXXXX", NULL);
    int fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    AgencyShelf *shelf;
    File *file;

    if (fd < 0) {
        fail(error, "put aside");
        return NULL;
    }
    g_unlink(path);
    file = g_new0(File, 1);
    file->fd = fd;
    file->ends = g_array_new(FALSE, FALSE, sizeof(gint64));
    shelf = g_new0(AgencyShelf, 1);
    shelf->load = load;
    shelf->free = file_free;
    shelf->data = file;
    return shelf;
}

gboolean shelf_add(AgencyShelf *shelf, const AgencyAudit *agency,
                   GError **error)
{
    File *file = shelf->data;
    g_autofree char *text = agency_audit_to_text(agency);
    gint64 start = start_of(file, shelf->count);
    gsize len = strlen(text);
    gint64 end = start + (gint64)len;
    gsize done = 0;

    while (done < len) {
        gssize put =
            pwrite(file->fd, text + done, len - done, start + (gint64)done);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return fail(error, "put aside");
        done += (gsize)put;
    }
    g_array_append_val(file->ends, end);
    shelf->count++;
    return TRUE;
}
