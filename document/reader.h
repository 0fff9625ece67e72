/*
 * reader.h - read a captured file into a Document, in a process of its own
 *
 * Takes    a path to bytes on disk and what the web said about them
 * Gives    a Document, always: what could not be read says why
 * Limits   READER_WALL_S, READER_CPU_S, READER_MEMORY_LEN,
 *          READER_RESULT_MAX_LEN
 * Errors   DOCUMENT_ERROR_POOL when no reader process can be started at all
 */
#ifndef DOCUMENT_READER_H
#define DOCUMENT_READER_H

#include "document/document.h"

typedef struct {
    const char *path;         /* file on disk */
    const char *url;          /* base for relative links; or NULL */
    const char *content_type; /* header as received; or NULL */
    const char *file_name;    /* from Content-Disposition or path; or NULL */
    gpointer data;            /* the caller's */
} ReadRequest;

/*
 * Reads in this process: what a reader process runs, and tests. Never NULL.
 * The format is decided from the bytes first (signature), then from
 * @request's content type and file name.
 */
Document *document_read(const ReadRequest *request);

/* Reads bytes already in memory; @request->path may be NULL. */
Document *document_read_bytes(const char *bytes, gsize len,
                              const ReadRequest *request);

/* Decides the format of bytes. */
Format format_sniff(const char *bytes, gsize len, const char *content_type,
                    const char *file_name);

/* The hidden verb of the program: reads one file as @request says, writes the
 * document as JSON to @out_fd; for reader processes only. Returns an exit
 * status. */
int reader_process_main(int argc, char **argv);
/* argv[1] that main() must hand to reader_process_main(). */
#define READER_PROCESS_VERB "--read-document"

typedef struct {
    const char *program; /* path of this program; NULL: /proc/self/exe */
    int process_count;   /* 0: one a core */
    int wall_s;          /* 0: READER_WALL_S */
} ReaderPoolOptions;

/* @document is yours; never NULL. @request is the caller's own. */
typedef void (*ReaderDone)(const ReadRequest *request, Document *document,
                           gpointer data);

/*
 * Reads all of @requests (ReadRequest*), several at a time, calling @done in
 * order of completion. FALSE with DOCUMENT_ERROR_POOL when no process could
 * be started; then @done was not called for the rest. @cancel (may be NULL)
 * is looked at often; when it turns nonzero the rest is left unread.
 */
gboolean reader_pool_read(const ReaderPoolOptions *options,
                          const GPtrArray *requests, ReaderDone done,
                          gpointer data, const volatile gint *cancel,
                          GError **error);

#endif
