/*
 * html_title.h - the title in the head, and the words on the page that
 * repeat it
 *
 * Where a page marks neither headings nor content, the words of its title
 * still show where its own content begins.
 */
#ifndef DOCUMENT_HTML_TITLE_H
#define DOCUMENT_HTML_TITLE_H

#include "document/xml.h"

/* Text of the first <title> that is no part of a picture; NULL when there is
 * none. Owned by the caller. */
char *html_title_read(const XmlTree *tree);

/* TRUE when @text is @title, or one of the parts that bars, dashes and double
 * colons make of it. Very short words prove nothing. */
gboolean html_title_is(const char *title, const char *text);

#endif
