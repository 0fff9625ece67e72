/*
 * formats.h - the registry of formats: one row, one reader function a format
 *
 * Takes    the bytes of one file, borrowed, and what the web said about them
 * Gives    a Document, always: what could not be read says why
 *
 * A reader only reads: it starts no network request and no process but the
 * programs DESIGN.md names, and it never fails. A new format is one file
 * format_<name>.c, one prototype here and one row in format.c.
 */
#ifndef DOCUMENT_FORMATS_H
#define DOCUMENT_FORMATS_H

#include "document/document.h"
#include "document/reader.h"

typedef struct {
    Format format;
    const char *name;               /* "html", as reports show it */
    const char *const *media_types; /* NULL-ended, lower case */
    const char *const *extensions;  /* NULL-ended, lower case, no dot */
    Document *(*read)(const char *bytes, gsize len, const ReadRequest *request);
    const char *lacking; /* what would be needed, where @read is NULL */
} FormatRow;

/* The row of @format; FORMAT_UNKNOWN's for a value out of range. */
const FormatRow *format_row(Format format);

/*
 * Reads @bytes as @format. READ_EMPTY for no bytes, READ_UNSUPPORTED where
 * there is no reader. Sets the document's url from @request. Never NULL.
 */
Document *format_read(Format format, const char *bytes, gsize len,
                      const ReadRequest *request);

/* The readers; @len is never 0. */
Document *format_html_read(const char *bytes, gsize len,
                           const ReadRequest *request);
Document *format_pdf_read(const char *bytes, gsize len,
                          const ReadRequest *request);
Document *format_docx_read(const char *bytes, gsize len,
                           const ReadRequest *request);
Document *format_xlsx_read(const char *bytes, gsize len,
                           const ReadRequest *request);
Document *format_pptx_read(const char *bytes, gsize len,
                           const ReadRequest *request);
Document *format_rtf_read(const char *bytes, gsize len,
                          const ReadRequest *request);
Document *format_legacy_read(const char *bytes, gsize len,
                             const ReadRequest *request);
Document *format_archive_read(const char *bytes, gsize len,
                              const ReadRequest *request);
Document *format_odf_read(const char *bytes, gsize len,
                          const ReadRequest *request);
Document *format_csv_read(const char *bytes, gsize len,
                          const ReadRequest *request);
Document *format_text_read(const char *bytes, gsize len,
                           const ReadRequest *request);
Document *format_image_read(const char *bytes, gsize len,
                            const ReadRequest *request);

#endif
