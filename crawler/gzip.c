#include "crawler/gzip.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define CHUNK_LEN 65536
#define GZIP_WINDOW (15 + 16) /* zlib: with a gzip head */

G_DEFINE_QUARK(gzip - error, gzip_error)

struct GzipWriter {
    int fd;
    z_stream z;
    guchar out[CHUNK_LEN];
};

struct GzipReader {
    int fd;
    gint64 at; /* of the next bytes to be read from the file */
    gboolean plain, ended;
    z_stream z;
    guchar in[CHUNK_LEN];
};

static gboolean write_all(int fd, const guchar *bytes, gsize len,
                          GError **error)
{
    while (len > 0) {
        gssize written = write(fd, bytes, len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            g_set_error(error, GZIP_ERROR, GZIP_ERROR_WRITE, "cannot write: %s",
                        g_strerror(errno));
            return FALSE;
        }
        bytes += written;
        len -= (gsize)written;
    }
    return TRUE;
}

GzipWriter *gzip_writer_new(int fd)
{
    GzipWriter *writer = g_new0(GzipWriter, 1);

    writer->fd = fd;
    if (deflateInit2(&writer->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW,
                     8, Z_DEFAULT_STRATEGY) != Z_OK)
        g_error("zlib does not start");
    return writer;
}

static gboolean deflate_all(GzipWriter *writer, int flush, GError **error)
{
    int code;

    do {
        writer->z.next_out = writer->out;
        writer->z.avail_out = CHUNK_LEN;
        code = deflate(&writer->z, flush);
        if (!write_all(writer->fd, writer->out, CHUNK_LEN - writer->z.avail_out,
                       error))
            return FALSE;
    } while (code == Z_OK && (writer->z.avail_out == 0 || flush == Z_FINISH));
    return TRUE;
}

gboolean gzip_write(GzipWriter *writer, const void *bytes, gsize len,
                    GError **error)
{
    const guchar *p = bytes;

    while (len > 0) {
        gsize part = MIN(len, G_MAXUINT);

        writer->z.next_in = (guchar *)p;
        writer->z.avail_in = (uInt)part;
        if (!deflate_all(writer, Z_NO_FLUSH, error))
            return FALSE;
        p += part;
        len -= part;
    }
    return TRUE;
}

gboolean gzip_writer_finish(GzipWriter *writer, GError **error)
{
    gboolean good = deflate_all(writer, Z_FINISH, error);

    deflateEnd(&writer->z);
    g_free(writer);
    return good;
}

/* --- reading
 * --------------------------------------------------------------------- */

GzipReader *gzip_reader_new(int fd, gint64 offset)
{
    GzipReader *reader = g_new0(GzipReader, 1);
    guchar magic[2] = { 0 };

    reader->fd = fd;
    reader->at = offset;
    reader->plain = pread(fd, magic, 2, offset) == 2 &&
                    !(magic[0] == 0x1f && magic[1] == 0x8b);
    if (!reader->plain && inflateInit2(&reader->z, GZIP_WINDOW) != Z_OK)
        g_error("zlib does not start");
    return reader;
}

void gzip_reader_free(GzipReader *reader)
{
    if (reader == NULL)
        return;
    if (!reader->plain)
        inflateEnd(&reader->z);
    g_free(reader);
}

static gssize fill(GzipReader *reader, void *bytes, gsize len, GError **error)
{
    gssize got;

    do
        got = pread(reader->fd, bytes, len, reader->at);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        g_set_error(error, GZIP_ERROR, GZIP_ERROR_READ, "cannot read: %s",
                    g_strerror(errno));
    else
        reader->at += got;
    return got;
}

static gboolean damaged(GError **error)
{
    g_set_error(error, GZIP_ERROR, GZIP_ERROR_DAMAGED,
                "the archive is cut or damaged");
    return FALSE;
}

static gboolean inflate_more(GzipReader *reader, GError **error)
{
    int code;

    if (reader->z.avail_in == 0) {
        gssize got = fill(reader, reader->in, CHUNK_LEN, error);

        if (got < 0)
            return FALSE;
        if (got == 0)
            return damaged(error);
        reader->z.next_in = reader->in;
        reader->z.avail_in = (uInt)got;
    }
    code = inflate(&reader->z, Z_NO_FLUSH);
    reader->ended = code == Z_STREAM_END;
    return code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR
               ? TRUE
               : damaged(error);
}

gssize gzip_read(GzipReader *reader, void *bytes, gsize len, GError **error)
{
    len = MIN(len, G_MAXINT);
    if (reader->plain)
        return fill(reader, bytes, len, error);
    reader->z.next_out = bytes;
    reader->z.avail_out = (uInt)len;
    while (reader->z.avail_out == len && !reader->ended && len > 0) {
        if (!inflate_more(reader, error))
            return -1;
    }
    return (gssize)(len - reader->z.avail_out);
}

gint64 gzip_next_offset(const GzipReader *reader)
{
    return reader->plain ? reader->at : reader->at - reader->z.avail_in;
}

gboolean gzip_is_plain(const GzipReader *reader)
{
    return reader->plain;
}
