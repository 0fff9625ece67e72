/*
 * text_quality.h - whether a document's text can be trusted, and why not
 */
#ifndef DOCUMENT_TEXT_QUALITY_H
#define DOCUMENT_TEXT_QUALITY_H

#include "document/document.h"

/*
 * Measures @text, which thai_repair() made with @repairs mends, and sets the
 * quality and, when the text is worthless or there is none, the reason of
 * @document. Blocks stay: a damaged text can still be looked at.
 */
void text_quality_judge(Document *document, const char *text, guint repairs);

#endif
