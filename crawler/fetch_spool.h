/*
 * fetch_spool.h - bodies on disk, named by their SHA-256
 *
 * Takes    a folder that exists and bytes as they come
 * Gives    <folder>/<sha256>; the same bytes are kept once
 * Errors   FETCH_ERROR_SPOOL
 *
 * A body that is not finished has another name and is taken away, so a file
 * named by a hash is always whole.
 */
#ifndef CRAWLER_FETCH_SPOOL_H
#define CRAWLER_FETCH_SPOOL_H

#include <glib.h>

typedef struct SpoolFile SpoolFile;

/* A new, empty body; NULL when the folder can not be written. */
SpoolFile *spool_open(const char *dir, GError **error);

gboolean spool_write(SpoolFile *file, const void *bytes, gsize len,
                     GError **error);

gint64 spool_len(const SpoolFile *file);

/* Ends and frees @file. *@path and *@sha256 are yours. */
gboolean spool_finish(SpoolFile *file, char **path, char **sha256,
                      GError **error);

/* Frees @file and takes it from the disk; NULL does nothing. */
void spool_drop(SpoolFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SpoolFile, spool_drop)

/* Takes away what a killed run left half-written more than a day ago. */
void spool_sweep(const char *dir);

/* SHA-256 of a file elsewhere, in hex, yours; NULL when it is longer than
 * @max_len or can not be read. *@len: as far as it was read. */
char *spool_hash(const char *path, gint64 max_len, gint64 *len, GError **error);

#endif
