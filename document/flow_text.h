/*
 * flow_text.h - running text being put together, with the links in it
 *
 * Of HTML and office files. White space is collapsed as a browser does it; the
 * text never begins or
 * ends with a space or a line break.
 *
 * Units    *_at byte offsets into the text
 */
#ifndef DOCUMENT_FLOW_TEXT_H
#define DOCUMENT_FLOW_TEXT_H

#include <glib.h>

typedef struct {
    char *url, *href; /* owned */
    gsize start_at, end_at;
} FlowLink;

typedef struct {
    GString *text;
    GArray *links;       /* FlowLink */
    gboolean space_owed; /* written before the next letter */
    guint breaks_owed;   /* line breaks, likewise */
    gboolean pre;        /* keep line breaks of the source */
    guint bold;          /* how many bold elements are open */
    gsize bold_len;      /* bytes of text in bold */
    gsize letters_len;   /* bytes of text without spaces */
    gboolean link_open;
    gboolean link_begun; /* some text of it was written */
    FlowLink link;
} FlowText;

void flow_text_init(FlowText *text);
void flow_text_clear(FlowText *text);

void flow_text_append(FlowText *text, const char *words);
/* <br>. A second one in a row is a blank line: see breaks_owed. */
void flow_text_break(FlowText *text);
/* The end of a block inside a cell: a line break, but only one. */
void flow_text_line(FlowText *text);

void flow_text_link_open(FlowText *text, const char *url, const char *href);
void flow_text_link_close(FlowText *text);

/* TRUE when there are neither words nor links. */
gboolean flow_text_blank(const FlowText *text);
/* Closes the part of an open link that stands in this text. */
void flow_text_link_split(FlowText *text);
/* Begins anew; a link that is open goes on. */
void flow_text_restart(FlowText *text);

#endif
