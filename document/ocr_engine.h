/*
 * ocr_engine.h - what the module of character recognition gives
 *
 * Tesseract and what it stands on are forty libraries. Only few documents need
 * them, and loading them takes as long as reading a page: so they are linked
 * into a module of its own (oit-audit-ocr.so, beside the programs), which
 * ocr.c loads when the first picture is to be read.
 */
#ifndef DOCUMENT_OCR_ENGINE_H
#define DOCUMENT_OCR_ENGINE_H

#include "document/ocr.h"

typedef struct {
    Ocr *(*open)(void);
    void (*close)(Ocr *ocr);
    OcrEnd (*read)(Ocr *ocr, const char *bytes, gsize len, double dpi,
                   OcrPicture **seen);
} OcrEngine;

/* Of the module; ocr.c looks it up by this name. */
extern const OcrEngine oit_ocr_engine;

#define OCR_ENGINE_FILE "oit-audit-ocr.so"
#define OCR_ENGINE_NAME "oit_ocr_engine"

#endif
