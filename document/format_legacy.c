/*
 * format_legacy.c - Word, Excel and PowerPoint files from before 2007
 *
 * Here it is only told what they are and whether they are locked: their text
 * comes by way of a converter, which is no work for this process
 * (legacy_convert.h).
 */
#include "document/formats.h"

#include <string.h>

#include "document/ole.h"

enum { HEAD_LEN = 4096 };

typedef struct {
    Format format;
    const char *stream;
    gboolean (*is_locked)(const guint8 *head, gsize len);
} Kind;

static guint le16(const guint8 *at)
{
    return at[0] | (guint)at[1] << 8;
}

/* fEncrypted of the file information block. */
static gboolean word_is_locked(const guint8 *head, gsize len)
{
    return len >= 12 && (le16(head + 10) & 0x0100) != 0;
}

/* A FILEPASS record among the first ones. */
static gboolean excel_is_locked(const guint8 *head, gsize len)
{
    for (gsize at = 0; at + 4 <= len; at += 4 + le16(head + at + 2)) {
        if (le16(head + at) == 0x002f)
            return TRUE;
    }
    return FALSE;
}

static gboolean never_locked(const guint8 *head, gsize len)
{
    (void)head;
    (void)len;
    return FALSE;
}

static const Kind kinds[] = {
    { FORMAT_DOC, "WordDocument", word_is_locked },
    { FORMAT_XLS, "Workbook", excel_is_locked },
    { FORMAT_XLS, "Book", excel_is_locked },
    { FORMAT_PPT, "PowerPoint Document", never_locked },
};

/* Of PowerPoint another stream tells. */
static gboolean slides_are_locked(const char *bytes, gsize len)
{
    gsize got;
    g_autofree guint8 *user =
        ole_stream_head(bytes, len, "Current User", 64, &got);

    return user != NULL && got >= 16 &&
           memcmp(user + 12, "\xdf\xc4\xd1\xf3", 4) == 0;
}

Document *format_legacy_read(const char *bytes, gsize len,
                             const ReadRequest *request)
{
    (void)request;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gsize got;
        g_autofree guint8 *head =
            ole_stream_head(bytes, len, kinds[i].stream, HEAD_LEN, &got);

        if (head == NULL)
            continue;
        if (kinds[i].is_locked(head, got) || slides_are_locked(bytes, len))
            return document_new_unread(kinds[i].format, READ_ENCRYPTED,
                                       "a password is needed");
        return document_new_unread(kinds[i].format, READ_NEEDS_CONVERTER,
                                   "LibreOffice is not installed");
    }
    return document_new_unread(FORMAT_DOC, READ_BROKEN_FILE,
                               ole_is_container(bytes, len)
                                   ? "the streams of the file are not whole"
                                   : "not what its name says");
}
