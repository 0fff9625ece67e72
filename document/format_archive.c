/*
 * format_archive.c - archives: the documents in them, one after the other
 *
 * Each member's blocks follow a heading of its name, and their place says
 * which member they are of. A member that can not be read is named; then the
 * archive was not read in full, and nothing is missing for sure.
 */
#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "document/archive.h"
#include "document/office.h"

typedef struct {
    Document *document;
    guint64 total_len; /* unpacked so far */
    int depth;
    ReadReason first; /* why the first member that failed did */
} Unpacking;

/* What systems and programs leave in archives beside the documents. */
static gboolean is_litter(const char *name)
{
    static const char *const names[] = { ".DS_Store", "Thumbs.db",
                                         "desktop.ini" };
    const char *slash = strrchr(name, '/');
    const char *base = slash == NULL ? name : slash + 1;

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(base, names[i]) == 0)
            return TRUE;
    }
    return g_str_has_prefix(name, "__MACOSX/") ||
           g_str_has_prefix(base, "~$") || g_str_has_prefix(base, "._");
}

static void failure_note(Unpacking *unpacking, const char *name,
                         ReadReason reason)
{
    g_autofree char *detail =
        g_strdup_printf("%s: %s", name, read_reason_name(reason));

    document_add_note(unpacking->document, "archive-member-unread", detail, 0);
    if (unpacking->first == READ_OK)
        unpacking->first = reason;
}

/* --- one member ---------------------------------------------------------- */

/* "plan.xlsx › sheet 1"; what a picture's place says does not matter. */
static void place_set(Block *block, const char *name)
{
    char *where = block->where == NULL || block->kind == BLOCK_IMAGE
                      ? g_strdup_printf("แฟ้ม %s", name)
                      : g_strdup_printf("แฟ้ม %s › %s", name, block->where);

    g_free(block->where);
    block->where = where;
    /* Its headings stand below its name. */
    if (block->kind == BLOCK_HEADING)
        block->level = MIN(block->level + 1, 6);
}

static void heading_add(Document *document, const char *name)
{
    Block *block = document_take_room(document, strlen(name))
                       ? document_add_block(document, BLOCK_HEADING, ZONE_MAIN)
                       : NULL;

    if (block == NULL)
        return;
    block_set_text(block, name);
    block->level = 1;
    block->where = g_strdup_printf("แฟ้ม %s", name);
}

static void all_move(GPtrArray *from, GPtrArray *to)
{
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, g_ptr_array_index(from, i));
    g_ptr_array_set_free_func(from, NULL);
    g_ptr_array_set_size(from, 0);
}

/* Moves what was read into the archive's document; all of it or nothing. */
static void member_take(Unpacking *unpacking, const char *name,
                        Document *member)
{
    Document *document = unpacking->document;

    if (document->blocks->len + member->blocks->len >= DOCUMENT_BLOCKS_MAX ||
        !document_take_room(document, member->text_len)) {
        document_take_room(document, G_MAXSIZE); /* a note */
        failure_note(unpacking, name, READ_TOO_LARGE);
        return;
    }
    heading_add(document, name);
    for (guint i = 0; i < member->blocks->len; i++)
        place_set(g_ptr_array_index(member->blocks, i), name);
    for (guint i = 0; i < member->notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(member->notes, i);

        document_add_note(document, note->code, note->detail, note->page);
    }
    all_move(member->blocks, document->blocks);
    all_move(member->pages, document->pages);
    document->page_count += member->page_count;
}

static gboolean archive_open(Unpacking *unpacking, const char *bytes, gsize len,
                             const char *within);

static void member_read(Unpacking *unpacking, const ArchiveMember *from,
                        const char *name)
{
    Format format = format_sniff(from->bytes, from->len, NULL, name);
    ReadRequest request = { .file_name = name };
    g_autoptr(Document) member = NULL;

    if (format == FORMAT_UNKNOWN)
        return; /* a program, a drawing: no document */
    member = format_read(format, from->bytes, from->len, &request);
    if (member->reason == READ_OK)
        member_take(unpacking, name, member);
    else if (member->reason != READ_EMPTY)
        failure_note(unpacking, name, member->reason);
}

/* FALSE when the whole must be given up. */
static gboolean member_open(Unpacking *unpacking, const ArchiveMember *from,
                            const char *within)
{
    g_autofree char *name =
        within == NULL ? g_strdup(from->name)
                       : g_strdup_printf("%s › %s", within, from->name);
    gboolean good = TRUE;

    if (is_litter(from->name))
        return TRUE;
    if (from->reason == READ_BOMB)
        return FALSE;
    if (from->reason != READ_OK) {
        failure_note(unpacking, name, from->reason);
    } else if (from->len > 0 && format_sniff(from->bytes, from->len, NULL,
                                             NULL) == FORMAT_ARCHIVE) {
        if (unpacking->depth >= ARCHIVE_DEPTH_MAX)
            return FALSE;
        unpacking->depth++;
        good = archive_open(unpacking, from->bytes, from->len, name);
        unpacking->depth--;
    } else if (from->len > 0) {
        member_read(unpacking, from, name);
    }
    return good;
}

/* --- the archive --------------------------------------------------------- */

static gboolean archive_open(Unpacking *unpacking, const char *bytes, gsize len,
                             const char *within)
{
    g_autoptr(ArchiveReader) reader =
        archive_reader_new(bytes, len, &unpacking->total_len);
    ArchiveMember member;

    while (archive_reader_next(reader, &member)) {
        if (!member_open(unpacking, &member, within))
            return FALSE;
    }
    if (archive_reader_reason(reader) == READ_BOMB)
        return FALSE;
    if (archive_reader_reason(reader) != READ_OK)
        failure_note(unpacking, within == NULL ? "…" : within,
                     archive_reader_reason(reader));
    return TRUE;
}

static Document *bomb_new(Document *document)
{
    document_free(document);
    return document_new_unread(FORMAT_ARCHIVE, READ_BOMB,
                               "unpacks without end");
}

Document *format_archive_read(const char *bytes, gsize len,
                              const ReadRequest *request)
{
    Document *document = document_new(FORMAT_ARCHIVE);
    Unpacking unpacking = { .document = document, .depth = 1 };

    (void)request; /* relative links within members lead nowhere */
    if (!archive_open(&unpacking, bytes, len, NULL))
        return bomb_new(document);
    if (document->blocks->len == 0) {
        document->reason =
            unpacking.first == READ_OK ? READ_EMPTY : unpacking.first;
        document->reason_detail = g_strdup("no document in it could be read");
        return document;
    }
    document->part_reason = unpacking.first;
    office_judge(document);
    return document;
}
