#include "document/archive.h"

#include <locale.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/limits.h"
#include "document/charset.h"

enum {
    CHUNK_LEN = 1 << 16,
    RATIO_FREE_LEN = 1 << 20, /* small ones may shrink as they like */
    NAME_MAX_LEN = 512,
    NOTHING_LEN = 64, /* an archive of nothing is no longer */
};

struct ArchiveReader {
    struct archive *archive;
    locale_t locale, before; /* names are lost in the C locale */
    gsize packed_len;
    guint64 *total_len;
    guint64 unpacked_len; /* of this archive alone */
    guint entry_count, member_count;
    GByteArray *bytes;
    char *name;
    ReadReason reason;
    gboolean ended;
};

static gboolean is_gzip(const char *bytes, gsize len)
{
    return len >= 2 && memcmp(bytes, "\x1f\x8b", 2) == 0;
}

ArchiveReader *archive_reader_new(const char *bytes, gsize len,
                                  guint64 *total_len)
{
    ArchiveReader *reader = g_new0(ArchiveReader, 1);

    reader->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (reader->locale != (locale_t)0)
        reader->before = uselocale(reader->locale);
    reader->archive = archive_read_new();
    reader->packed_len = len;
    reader->total_len = total_len;
    reader->bytes = g_byte_array_new();
    archive_read_support_format_zip(reader->archive);
    archive_read_support_format_rar(reader->archive);
    archive_read_support_format_rar5(reader->archive);
    archive_read_support_format_7zip(reader->archive);
    archive_read_support_format_tar(reader->archive);
    if (is_gzip(bytes, len)) {
        archive_read_support_filter_gzip(reader->archive);
        archive_read_support_format_raw(reader->archive);
    }
    if (archive_read_open_memory(reader->archive, bytes, len) != ARCHIVE_OK) {
        reader->reason = READ_BROKEN_FILE;
        reader->ended = TRUE;
    }
    return reader;
}

void archive_reader_free(ArchiveReader *reader)
{
    if (reader == NULL)
        return;
    archive_read_free(reader->archive);
    if (reader->locale != (locale_t)0) {
        uselocale(reader->before);
        freelocale(reader->locale);
    }
    g_byte_array_unref(reader->bytes);
    g_free(reader->name);
    g_free(reader);
}

ReadReason archive_reader_reason(const ArchiveReader *reader)
{
    return reader->reason;
}

/* Names of older programs are in the code page of the machine that packed
 * them. */
static char *name_decode(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    g_autoptr(CharsetText) text = NULL;
    char *decoded;

    if (name == NULL || !g_utf8_validate(name, -1, NULL))
        name = archive_entry_pathname(entry);
    if (name == NULL || *name == '\0')
        return g_strdup("?");
    text = charset_decode(name, MIN(strlen(name), NAME_MAX_LEN), NULL, FALSE);
    decoded = g_strdup(text->text);
    for (char *at = decoded; *at != '\0'; at++) {
        if ((guint8)*at < ' ' || *at == 0x7f)
            *at = ' ';
        else if (*at == '\\')
            *at = '/';
    }
    return decoded;
}

static gboolean says_encrypted(struct archive *archive)
{
    const char *error = archive_error_string(archive);

    return archive_read_has_encrypted_entries(archive) == 1 ||
           (error != NULL && (strstr(error, "ncrypt") != NULL ||
                              strstr(error, "assphrase") != NULL));
}

/* Which limit was crossed, if any. */
static ReadReason limit_of(const ArchiveReader *reader)
{
    if (reader->unpacked_len > RATIO_FREE_LEN &&
        reader->unpacked_len / PACKAGE_RATIO_MAX > reader->packed_len)
        return READ_BOMB;
    if (reader->bytes->len > PACKAGE_PART_MAX_LEN ||
        *reader->total_len > ARCHIVE_TOTAL_MAX_LEN)
        return READ_TOO_LARGE;
    return READ_OK;
}

static ReadReason unpack(ArchiveReader *reader)
{
    g_autofree guint8 *chunk = g_malloc(CHUNK_LEN);
    ReadReason reason = READ_OK;
    la_ssize_t got = 0;

    while (reason == READ_OK &&
           (got = archive_read_data(reader->archive, chunk, CHUNK_LEN)) > 0) {
        reader->unpacked_len += (guint64)got;
        *reader->total_len += (guint64)got;
        g_byte_array_append(reader->bytes, chunk, (guint)got);
        reason = limit_of(reader);
    }
    if (got < 0)
        reason =
            says_encrypted(reader->archive) ? READ_ENCRYPTED : READ_BROKEN_FILE;
    /* More members would only go on with it. */
    if (reason == READ_BOMB || *reader->total_len > ARCHIVE_TOTAL_MAX_LEN) {
        reader->ended = TRUE;
        reader->reason = reason;
    }
    return reason;
}

/* The next file; NULL at the end. */
static struct archive_entry *entry_next(ArchiveReader *reader)
{
    struct archive_entry *entry;

    while (!reader->ended) {
        int got = archive_read_next_header(reader->archive, &entry);

        reader->entry_count += got == ARCHIVE_EOF ? 0 : 1;
        if (got == ARCHIVE_EOF) {
            reader->ended = TRUE;
            /* Bytes and no entry at all: its directory is torn. */
            if (reader->entry_count == 0 && reader->packed_len > NOTHING_LEN)
                reader->reason = READ_BROKEN_FILE;
        } else if (got != ARCHIVE_OK && got != ARCHIVE_WARN) {
            reader->ended = TRUE;
            reader->reason = says_encrypted(reader->archive) ? READ_ENCRYPTED
                                                             : READ_BROKEN_FILE;
        } else if (archive_entry_filetype(entry) == AE_IFREG ||
                   archive_entry_filetype(entry) == 0) {
            if (reader->member_count++ < ARCHIVE_MEMBERS_MAX)
                return entry;
            reader->ended = TRUE;
            reader->reason = READ_TOO_LARGE;
        }
    }
    return NULL;
}

gboolean archive_reader_next(ArchiveReader *reader, ArchiveMember *member)
{
    struct archive_entry *entry = entry_next(reader);

    memset(member, 0, sizeof(*member));
    g_clear_pointer(&reader->name, g_free);
    g_byte_array_set_size(reader->bytes, 0);
    if (entry == NULL)
        return FALSE;
    reader->name = name_decode(entry);
    member->name = reader->name;
    member->reason = archive_entry_is_data_encrypted(entry) ? READ_ENCRYPTED
                                                            : unpack(reader);
    if (member->reason != READ_OK)
        return TRUE;
    member->len = reader->bytes->len;
    g_byte_array_append(reader->bytes, (const guint8 *)"", 1);
    member->bytes = (const char *)reader->bytes->data;
    return TRUE;
}
