/*
 * heading_guess.h - headings that only bold type tells
 *
 * Official documents rarely use heading styles: a short line all in bold is
 * the heading. Where nearly all is bold it is none.
 */
#ifndef DOCUMENT_HEADING_GUESS_H
#define DOCUMENT_HEADING_GUESS_H

#include "document/document.h"
#include "document/flow_text.h"

/* TRUE when @text is short, all in bold, one line and no link. */
gboolean heading_guess(const FlowText *text);
/* Its level, below the last real heading's (0: none yet). */
int heading_guess_level(int last_level);
/* Turns @guessed (Block* of @document, in order) back into paragraphs where
 * too much of the document is bold. */
void heading_guesses_check(Document *document, const GPtrArray *guessed);

#endif
