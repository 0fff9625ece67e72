/*
 * ocr_words.h - what recognition saw becomes the words of a page
 *
 * Takes    letters with boxes in pixels, and the cells of ruled tables
 * Gives    PageWords as pdftotext would give them: words of even height, in
 *          the order a program would have drawn them, tables row by row and
 *          cell by cell; Thai digits, which recognition confuses, as "□"
 * Units    @points: of the page, for a pixel
 */
#ifndef DOCUMENT_OCR_WORDS_H
#define DOCUMENT_OCR_WORDS_H

#include "document/picture.h"

/* Owned by the caller: page_words_free(). */
PageWords *ocr_words_new(OcrPicture *picture, double points);

#endif
