#include <string.h>

#include "base/thai_text.h"
#include "document/charset.h"
#include "document/formats.h"
#include "document/text_quality.h"
#include "document/text_structure.h"

Document *format_text_read(const char *bytes, gsize len,
                           const ReadRequest *request)
{
    g_autoptr(CharsetText) text =
        charset_decode(bytes, len, request->content_type, FALSE);
    g_autoptr(GPtrArray) lines = NULL;
    g_autofree char *detail = NULL;
    g_autofree char *mended = NULL;
    Document *document = document_new(FORMAT_TEXT);
    guint repairs;

    document->charset = g_strdup(text->name);
    detail = charset_mismatch_detail(text);
    if (detail != NULL)
        document_add_note(document, "charset-mismatch", detail, 0);
    mended = thai_repair(text->text, text->len, &repairs);
    lines = text_lines_split(mended, strlen(mended));
    text_structure_add(document, lines, 0, TEXT_OPENS);
    text_quality_judge(document, mended, repairs);
    if (document->blocks->len > 0) {
        const Block *first = g_ptr_array_index(document->blocks, 0);

        if (first->kind == BLOCK_HEADING)
            document->title = g_strdup(first->text);
    }
    return document;
}
