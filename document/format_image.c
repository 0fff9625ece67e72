/*
 * format_image.c - pictures of pages: their words by recognition
 *
 * Nobody can search a picture, and screen readers say nothing of it: the
 * document says so, whatever was read.
 */
#include "document/formats.h"

#include "base/thai_text.h"
#include "document/ocr_pages.h"
#include "document/page_layout.h"

static void add_words(Document *document, PageWords *words)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    PageLayout layout;

    g_ptr_array_add(pages, words);
    page_layout_init(&layout, document, pages);
    page_layout_add(&layout, words, 1);
    page_layout_clear(&layout);
    for (guint i = 0; i < document->blocks->len; i++)
        ((Block *)g_ptr_array_index(document->blocks, i))->ocr = TRUE;
}

Document *format_image_read(const char *bytes, gsize len,
                            const ReadRequest *request)
{
    g_autoptr(OcrDesk) desk = ocr_desk_new();
    OcrPage page = ocr_desk_read_picture(desk, bytes, len);
    Document *document = document_new(FORMAT_IMAGE);
    PageQuality *quality = g_new0(PageQuality, 1);

    (void)request;
    document->page_count = 1;
    document->text_quality = TEXT_EMPTY;
    document_add_note(document, "image-only", NULL, 0);
    quality->page = 1;
    quality->quality = TEXT_EMPTY;
    quality->has_images = TRUE;
    quality->reason = page.reason;
    g_ptr_array_add(document->pages, quality);
    if (page.words == NULL) {
        document->reason = page.reason;
        return document;
    }
    quality->ocr = TRUE;
    quality->certainty = page.certainty;
    add_words(document, page.words);
    page_words_free(page.words);
    if (document->blocks->len == 0)
        document->reason = READ_IMAGE_ONLY;
    else
        document_add_note(document, "ocr-used", NULL, 0);
    return document;
}
