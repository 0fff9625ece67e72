/*
 * warc_write.h - what was asked and answered, kept as evidence
 *
 * Takes    FetchResults with their exchanges (FetchOptions.keep_exchanges)
 * Gives    a WARC 1.1 file, a gzip member a record
 * Errors   WARC_ERROR_OPEN, _WRITE, _READ
 * Source   ISO 28500:2017
 *
 * All records of one address are written in one go: a request and a response
 * (or revisit) for each step of its way, then a metadata record that says what
 * it came to. The metadata record is the seal: what has none was torn off by a
 * crash, and is cut away when the file is opened again.
 *
 * Bodies are kept decoded, so the header lines that spoke of their encoding
 * are renamed X-Archive-Orig-*. A body that is in this file already, or in a
 * named earlier capture, is a revisit record.
 */
#ifndef CRAWLER_WARC_WRITE_H
#define CRAWLER_WARC_WRITE_H

#include "crawler/fetch.h"

#define WARC_ERROR (warc_error_quark())
GQuark warc_error_quark(void);
enum { WARC_ERROR_OPEN, WARC_ERROR_WRITE, WARC_ERROR_READ };

/* Fields of the metadata records. */
#define WARC_META_TYPE "application/warc-fields"
#define WARC_META_MARK "oit-state" /* a metadata record of ours has it */

typedef struct WarcWriter WarcWriter;

/* Opens @path for appending, or makes it; what is torn at its end is cut. */
WarcWriter *warc_writer_open(const char *path, GError **error);
void warc_writer_close(WarcWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WarcWriter, warc_writer_close)

/* Where the same bytes were captured before. */
typedef struct {
    const char *url;
    gint64 at;
} WarcEarlier;

typedef struct {
    gint64 offset;     /* where the records begin */
    gboolean has_body; /* the body stands in this file, for final_url */
} WarcPlace;

/*
 * Writes all that became of one address. @result says what is true of it now,
 * also after 304: sha256 and content_type are then those of the capture
 * before. @earlier: where that body was kept, or NULL. @place may be NULL.
 */
gboolean warc_write_result(WarcWriter *writer, const FetchResult *result,
                           const WarcEarlier *earlier, WarcPlace *place,
                           GError **error);

#endif
