/*
 * text_structure.h - lines of text become headings, paragraphs, lists, tables
 *
 * Takes    logical lines: a line that a printer wrapped is already whole again
 * Gives    blocks appended to a Document, all of the zone ZONE_MAIN
 * Limits   TEXT_MAX_LEN, DOCUMENT_BLOCKS_MAX, TABLE_CELLS_MAX,
 *          TABLE_COLUMNS_MAX
 *
 * Plain text and the pages of a PDF come through here, so that a heading is
 * a heading in both.
 */
#ifndef DOCUMENT_TEXT_STRUCTURE_H
#define DOCUMENT_TEXT_STRUCTURE_H

#include "document/document.h"

typedef struct {
    char *text;            /* one line, no '\n' */
    gboolean break_before; /* blank line or wide gap above */
    int size;              /* 0 as the body; 1.. larger letters */
} TextLine;

/* New list of TextLine*, owning them. */
GPtrArray *text_lines_new(void);
/* Appends; copies @len bytes of @text. The line is borrowed. */
TextLine *text_lines_add(GPtrArray *lines, const char *text, gsize len);

/* Splits @text at line ends; blank lines and form feeds are breaks. */
GPtrArray *text_lines_split(const char *text, gsize len);

typedef enum {
    TEXT_OPENS = 1 << 0,    /* the first line may be the document's title */
    TEXT_FOLLOWED = 1 << 1, /* a table comes next: the last line may head it */
} TextFlags;

/*
 * Appends the blocks of @lines. @page goes into each block.
 */
void text_structure_add(Document *document, const GPtrArray *lines, int page,
                        TextFlags flags);

#endif
