/*
 * html_text.h - running text being put together, with the links in it
 *
 * White space is collapsed as a browser does it; the text never begins or
 * ends with a space or a line break.
 *
 * Units    *_at byte offsets into the text
 */
#ifndef DOCUMENT_HTML_TEXT_H
#define DOCUMENT_HTML_TEXT_H

#include <glib.h>

typedef struct {
    char *url, *href; /* owned */
    gsize start_at, end_at;
} TextLink;

typedef struct {
    GString *text;
    GArray *links;       /* TextLink */
    gboolean space_owed; /* written before the next letter */
    guint breaks_owed;   /* line breaks, likewise */
    gboolean pre;        /* keep line breaks of the source */
    guint bold;          /* how many bold elements are open */
    gsize bold_len;      /* bytes of text in bold */
    gsize letters_len;   /* bytes of text without spaces */
    gboolean link_open;
    gboolean link_begun; /* some text of it was written */
    TextLink link;
} HtmlText;

void html_text_init(HtmlText *text);
void html_text_clear(HtmlText *text);

void html_text_append(HtmlText *text, const char *words);
/* <br>. A second one in a row is a blank line: see breaks_owed. */
void html_text_break(HtmlText *text);
/* The end of a block inside a cell: a line break, but only one. */
void html_text_line(HtmlText *text);

void html_text_link_open(HtmlText *text, const char *url, const char *href);
void html_text_link_close(HtmlText *text);

/* TRUE when there are neither words nor links. */
gboolean html_text_blank(const HtmlText *text);
/* Closes the part of an open link that stands in this text. */
void html_text_link_split(HtmlText *text);
/* Begins anew; a link that is open goes on. */
void html_text_restart(HtmlText *text);

#endif
