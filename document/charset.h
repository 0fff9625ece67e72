/*
 * charset.h - which encoding bytes really have, and the text as UTF-8
 *
 * Takes    bytes of a page or text file, the Content-Type header it came with
 * Gives    valid UTF-8 without control characters, always
 * Source   WHATWG Encoding Standard (labels); windows-874 table of Microsoft
 *
 * Labels lie: many Thai pages call windows-874 UTF-8, or the reverse. The
 * bytes decide where they can, the labels only where they can not.
 */
#ifndef DOCUMENT_CHARSET_H
#define DOCUMENT_CHARSET_H

#include <glib.h>

typedef struct {
    char *text; /* UTF-8, 0-terminated, no NUL inside */
    gsize len;
    char *name;        /* what the bytes were: "UTF-8", "windows-874", ... */
    char *declared;    /* the label, header before meta; or NULL */
    gboolean mismatch; /* declared and real disagree, and it matters */
    gboolean double_encoded; /* mended: UTF-8 that was encoded twice */
    gboolean mixed; /* parts in windows-874 within UTF-8, both decoded */
} CharsetText;

/*
 * Decodes @bytes. @content_type may be NULL. @markup: also look for a label
 * in <meta> and in an XML declaration. Never NULL.
 */
CharsetText *charset_decode(const char *bytes, gsize len,
                            const char *content_type, gboolean markup);
/* "declared, actual" for a note "charset-mismatch", or NULL when all is well.
 * Owned by the caller. */
char *charset_mismatch_detail(const CharsetText *text);
void charset_text_free(CharsetText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CharsetText, charset_text_free)

#endif
