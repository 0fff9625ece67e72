/*
 * sink.h - where bytes go, piece by piece
 *
 * What is written may be larger than memory should be: a report of many
 * agencies goes to its file one agency at a time.
 *
 * Errors   SINK_ERROR_FULL (no room on the disk), SINK_ERROR_WRITE; after the
 *          first one nothing more is written, and sink_end() tells it
 */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include <glib.h>
#include <stdio.h>

#define SINK_ERROR (sink_error_quark())
GQuark sink_error_quark(void);
enum { SINK_ERROR_WRITE, SINK_ERROR_FULL };

typedef struct {
    FILE *file;     /* borrowed; or NULL */
    GString *bytes; /* borrowed; or NULL */
    int cause;      /* errno of the first failure; 0: none */
    char last;      /* byte written; 0: none yet */
} Sink;

/* Writing into @file, or at the end of @bytes. */
Sink sink_to_file(FILE *file);
Sink sink_to_bytes(GString *bytes);

/* After a failure these do nothing. */
void sink_write(Sink *sink, const void *bytes, gsize len);
void sink_text(Sink *sink, const char *text);
void sink_printf(Sink *sink, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Flushes; FALSE with the first failure. */
gboolean sink_end(Sink *sink, GError **error);

#endif
