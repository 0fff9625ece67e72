/*
 * legacy_convert.h - old Office files turned into new ones by LibreOffice
 *
 * Takes    a file on disk; LibreOffice, where it is installed
 * Gives    the bytes of a DOCX, XLSX or PPTX, or why there are none
 * Units    *_s seconds, *_len bytes
 * Limits   CONVERT_WALL_S, CONVERT_CPU_S, CONVERT_MEMORY_LEN, FETCH_BODY_MAX
 *
 * The converter can not work under the readers' filter: it writes files. So
 * it runs before a reader takes that filter on, as a process of its own with
 * no network, a folder of its own as the only place it may write and (where
 * the kernel can) nothing to read but the system's libraries; with a profile
 * made for this one file, macros and the updating of links off. What comes out
 * is read under the filter like any other file. Nothing of the file is parsed
 * before: a child under the filter tells what it is.
 */
#ifndef DOCUMENT_LEGACY_CONVERT_H
#define DOCUMENT_LEGACY_CONVERT_H

#include <sys/types.h>

#include "document/reader.h"

typedef struct {
    Format format; /* of the file */
    ReadReason reason;
    const char *detail;
    char *bytes; /* READ_OK only */
    gsize len;
} LegacyConversion;

/* NULL when the file of @request is not to be converted; for a reader process
 * that has not yet been filtered. */
LegacyConversion *legacy_convert(const ReadRequest *request);
void legacy_conversion_free(LegacyConversion *conversion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LegacyConversion, legacy_conversion_free)

/* Reads what came out as the document it was. Never NULL. */
Document *legacy_conversion_read(const LegacyConversion *conversion,
                                 const ReadRequest *request);

/* Takes away what a reader process of number @pid left behind. */
void legacy_clean(pid_t pid);

/* The converter's program, owned by the caller; NULL when there is none.
 * OIT_AUDIT_CONVERTER names another, or "none". */
char *legacy_converter_find(void);

#endif
