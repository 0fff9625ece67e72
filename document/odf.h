/*
 * odf.h - one OpenDocument file being read: what format_odf.c and odf_table.c
 * share
 *
 * Reading is by recursive descent: xml.c bounds the depth.
 */
#ifndef DOCUMENT_ODF_H
#define DOCUMENT_ODF_H

#include "document/odf_style.h"
#include "document/office.h"

typedef struct {
    Document *document;
    Package *package;
    const char *base; /* for relative links */
    OdfStyles *styles;
    XmlReader *reader;
    Zone zone;
    int page;          /* of a presentation; 0: not paged */
    const char *where; /* name of the sheet; or NULL */
    FlowText *text;    /* of the paragraph, or of the cell around it */
    gboolean in_cell, cell_has_image;
    int last_level;
    GPtrArray *guessed; /* Block*: headings by bold type */
    GPtrArray *notes;   /* char*: footnotes, for the end */
    GArray *pictures;   /* OdfPicture waiting for the end of a block */
    int list_depth;     /* 0: not in a list */
    const char *list_style;
    int list_counts[ODF_LEVELS];
    gboolean item_begins; /* the next paragraph is marked */
} Odf;

typedef struct {
    char *alt, *part;
} OdfPicture;

/* Everything of a body, cell, text box or note, up to the END of the element
 * that is open. */
void odf_content_read(Odf *odf);
/* Emits the pictures that wait. */
void odf_pictures_flush(Odf *odf);

/* At the START of <table:table>: reads it, and emits it. @sheet: empty rows
 * and columns are left out. */
void odf_table_read(Odf *odf, gboolean sheet);

#endif
