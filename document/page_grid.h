/*
 * page_grid.h - tables that ruling lines draw on a page
 *
 * Takes    the fields that the lines close in, and the words on the page
 * Gives    the words outside any table, and the tables: rows, columns and
 *          merged cells exactly as drawn
 * Units    points, y downwards
 *
 * A field alone is a frame around text, no table.
 */
#ifndef DOCUMENT_PAGE_GRID_H
#define DOCUMENT_PAGE_GRID_H

#include "document/document.h"
#include "document/page_words.h"

/* One table of a page. */
typedef struct {
    Box box;
    GArray *fields;  /* Box, from the top, each row from the left */
    GArray *columns; /* Box: x0 and x1 of each */
    GArray *rows;    /* double: where each begins */
} PageGrid;

void page_grid_free(PageGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageGrid, page_grid_free)

/* The tables (PageGrid*) that @fields (Box) draw, from the top of the page.
 * @slack: as wide as a line and its blur. */
GPtrArray *page_grids_find(const GArray *fields, double slack);

/* Does @box stand on @grid? */
gboolean page_grid_holds(const PageGrid *grid, const Box *box);

/* The table with those of @words that stand on @grid; NULL when they are none.
 * Room for the text is taken from @document. */
Table *page_grid_table(const PageGrid *grid, const PageWords *words,
                       Document *document);

#endif
