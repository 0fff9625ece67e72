/*
 * warc_read.h - a past capture as a site
 *
 * Takes    a .warc or .warc.gz file, ours or another program's
 * Gives    FetchResults as they were
 * Errors   WARC_ERROR_OPEN, WARC_ERROR_READ (warc_write.h)
 * Limits   WARC_HEAD_MAX_LEN; records with longer heads end the reading
 * Source   ISO 28500:2017
 *
 * Our own files say what each address came to. For others it is worked out
 * from their response records, with redirects followed inside the file. A body
 * that the file only refers to is looked for in the files beside it.
 */
#ifndef CRAWLER_WARC_READ_H
#define CRAWLER_WARC_READ_H

#include "crawler/fetch.h"

#define WARC_HEAD_MAX_LEN (1u << 20)

typedef struct WarcArchive WarcArchive;

WarcArchive *warc_archive_open(const char *path, GError **error);
void warc_archive_free(WarcArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WarcArchive, warc_archive_free)

/* How many addresses it knows. */
guint warc_archive_count(const WarcArchive *archive);

/* Where a record that is torn, or not sealed, begins; the length of the file
 * when there is none. */
gint64 warc_archive_sealed_len(const WarcArchive *archive);

/* char*: all addresses, sorted; owned by the caller, strings borrowed. */
GPtrArray *warc_archive_urls(const WarcArchive *archive);

/* Calls @each for every body that stands in this file itself. */
typedef void (*WarcEachBody)(const char *sha256, const char *url, gint64 at,
                             gpointer data);
void warc_archive_each_body(const WarcArchive *archive, WarcEachBody each,
                            gpointer data);

/* TRUE when the bytes named by @sha256 (or NULL) stand in this file. */
gboolean warc_archive_holds(const WarcArchive *archive, const char *sha256);

/*
 * What became of @url (without fragment), its body being put into @spool_dir;
 * NULL when the file does not know it. A body that can not be had makes the
 * state LINK_NOT_FETCHED. Owned by the caller.
 */
FetchResult *warc_archive_result(WarcArchive *archive, const char *url,
                                 const char *spool_dir);

/* Reads every record and compares every digest. The number of records, or -1
 * with what is wrong first. */
gint64 warc_check(const char *path, GError **error);

#endif
