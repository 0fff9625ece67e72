/*
 * gzip.h - members of a gzip file, written and read one by one
 *
 * Units    *_len and offsets in bytes
 * Errors   GZIP_ERROR; a member that is cut or damaged is one
 * Source   RFC 1952
 *
 * A WARC file is a gzip file with a member for each record, so that one can be
 * read without those before it. The only home of zlib.
 */
#ifndef CRAWLER_GZIP_H
#define CRAWLER_GZIP_H

#include <glib.h>

#define GZIP_ERROR (gzip_error_quark())
GQuark gzip_error_quark(void);
enum { GZIP_ERROR_WRITE, GZIP_ERROR_READ, GZIP_ERROR_DAMAGED };

typedef struct GzipWriter GzipWriter;

/* Begins a member at the end of @fd, which stays the caller's. */
GzipWriter *gzip_writer_new(int fd);
gboolean gzip_write(GzipWriter *writer, const void *bytes, gsize len,
                    GError **error);
/* Ends the member and frees @writer. */
gboolean gzip_writer_finish(GzipWriter *writer, GError **error);

typedef struct GzipReader GzipReader;

/* Reads the member that begins at @offset of @fd. A file that is no gzip is
 * read as it is. */
GzipReader *gzip_reader_new(int fd, gint64 offset);
void gzip_reader_free(GzipReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GzipReader, gzip_reader_free)

/* Up to @len bytes; 0 at the end of the member (of the file, when it is no
 * gzip), -1 with error. */
gssize gzip_read(GzipReader *reader, void *bytes, gsize len, GError **error);

/* After the end: where the next member begins. */
gint64 gzip_next_offset(const GzipReader *reader);
gboolean gzip_is_plain(const GzipReader *reader);

#endif
