/*
 * docx.h - a Word document of paragraphs and tables, set for Thai
 *
 * Takes    UTF-8 of any kind; controls are dropped
 * Gives    the bytes of a .docx: the same calls give the same bytes
 * Errors   REPORT_ERROR_FORMAT
 *
 * Thai is a complex script to Word: fonts, sizes and boldness must be given a
 * second time for it, or the letter comes out in another font.
 */
#ifndef REPORTS_DOCX_H
#define REPORTS_DOCX_H

#include <glib.h>

typedef struct Docx Docx;

typedef enum {
    DOCX_BODY,  /* first line set in, both edges even */
    DOCX_PLAIN, /* from the left edge */
    DOCX_CENTER,
    DOCX_RIGHT,   /* the sender's block, from the middle of the page */
    DOCX_TITLE,   /* large, bold, centred */
    DOCX_HEADING, /* bold; in the outline */
    DOCX_BULLET,  /* hung under a dash */
    DOCX_NOTICE,  /* bold in a frame */
    DOCX_SMALL,   /* as large as the cells of a table */
    /* the same as those above, never parted from what follows */
    DOCX_BODY_KEPT,
    DOCX_PLAIN_KEPT,
    DOCX_RIGHT_KEPT,
    DOCX_STYLE_COUNT
} DocxStyle;

Docx *docx_new(void);
void docx_free(Docx *docx);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Docx, docx_free)

/* @label is set bold before @text; either may be NULL. */
void docx_paragraph(Docx *docx, DocxStyle style, const char *label,
                    const char *text);
void docx_page_break(Docx *docx);

/* A table of @count columns, @widths in twentieths of a point. */
void docx_table_open(Docx *docx, const int *widths, gsize count);
/* Lines of a cell become paragraphs. @heads: the row repeats on every page. */
void docx_row(Docx *docx, const char *const *cells, gboolean heads);
void docx_table_close(Docx *docx);

/* Ends the document; once. */
GBytes *docx_finish(Docx *docx, const char *title, GError **error);

#endif
