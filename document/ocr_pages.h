/*
 * ocr_pages.h - pages of one document that only recognition can read
 *
 * Takes    the file's descriptor and page numbers, or a picture in memory
 * Gives    the words of a page, and how far to trust them
 * Limits   OCR_PAGES_MAX, OCR_WALL_S, PICTURE_PIXELS_MAX
 *
 * One OcrDesk a document: the engine is opened when the first page needs it,
 * and pages past the budget say so.
 */
#ifndef DOCUMENT_OCR_PAGES_H
#define DOCUMENT_OCR_PAGES_H

#include "document/document.h"
#include "document/page_words.h"

typedef struct OcrDesk OcrDesk;

typedef struct {
    PageWords *words;  /* NULL when the page could not be read */
    int certainty;     /* 0-100 */
    ReadReason reason; /* READ_OCR_UNSURE: there are words, to be taken with
                          care; else why there are none */
} OcrPage;

OcrDesk *ocr_desk_new(void);
void ocr_desk_free(OcrDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OcrDesk, ocr_desk_free)

/* Page @number of the PDF at @fd, which is @width by @height points. */
OcrPage ocr_desk_read_page(OcrDesk *desk, int fd, int number, double width,
                           double height);

/* A picture file. */
OcrPage ocr_desk_read_picture(OcrDesk *desk, const char *bytes, gsize len);

#endif
