/*
 * ocr.h - the words of a picture, by character recognition
 *
 * Takes    a picture file in memory: what pdftoppm draws of a page, JPEG, PNG
 *          and the other formats of the web
 * Gives    letters with their boxes, and the cells that ruling lines draw
 * Units    pixels of the picture as it was made upright and scaled
 * Limits   PICTURE_PIXELS_MAX
 * Source   Tesseract 5.3 with Debian's fast models of Thai and English
 *
 * The Thai model has no ๔ ๖ ๗ ๘ ๙ and puts other digits in their place with
 * full confidence: ocr_words.c hides the digits of such words. The program
 * must have been started with OMP_THREAD_LIMIT=1, or each page takes many
 * times as long.
 */
#ifndef DOCUMENT_OCR_H
#define DOCUMENT_OCR_H

#include "document/picture.h"

typedef struct Ocr Ocr;

typedef enum {
    OCR_DONE,
    OCR_NO_PICTURE, /* not a picture, or a damaged one */
    OCR_TOO_LARGE,
    OCR_FAILED,
} OcrEnd;

/* NULL where recognition or its Thai data is not installed. */
Ocr *ocr_open(void);
void ocr_close(Ocr *ocr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ocr, ocr_close)

/*
 * Reads @bytes. @dpi: of the picture, or 0 where it is not known; then it is
 * told from the height of the letters. *@seen is the caller's on OCR_DONE.
 */
OcrEnd ocr_read(Ocr *ocr, const char *bytes, gsize len, double dpi,
                OcrPicture **seen);

void ocr_picture_free(OcrPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OcrPicture, ocr_picture_free)

#endif
