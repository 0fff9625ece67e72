/*
 * archive.h - members of ZIP, RAR, 7z, tar and gzip files, one after the
 * other; the only module that sees libarchive
 *
 * Takes    bytes of a whole file, borrowed until archive_reader_free()
 * Gives    files by name, unpacked within limits; folders and links are passed
 *          over
 * Limits   ARCHIVE_MEMBERS_MAX, PACKAGE_PART_MAX_LEN, ARCHIVE_TOTAL_MAX_LEN,
 *          PACKAGE_RATIO_MAX; sizes that the file states are never believed
 */
#ifndef DOCUMENT_ARCHIVE_H
#define DOCUMENT_ARCHIVE_H

#include "document/document.h"

typedef struct {
    char *name;        /* UTF-8, without control characters */
    const char *bytes; /* borrowed until the next member; NULL when unread */
    gsize len;
    ReadReason reason; /* why it could not be unpacked */
} ArchiveMember;

typedef struct ArchiveReader ArchiveReader;

/* @total_len: bytes unpacked so far, of archives around this one too. Never
 * NULL: what is wrong with the file shows at its first member. */
ArchiveReader *archive_reader_new(const char *bytes, gsize len,
                                  guint64 *total_len);
void archive_reader_free(ArchiveReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ArchiveReader, archive_reader_free)

/* FALSE at the end; then archive_reader_reason() says whether it was one. */
gboolean archive_reader_next(ArchiveReader *reader, ArchiveMember *member);
ReadReason archive_reader_reason(const ArchiveReader *reader);

#endif
