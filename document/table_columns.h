/*
 * table_columns.h - the columns of a run of bands, and which bands agree
 *
 * Units    points; Box.x0 and x1 of a column, from left to right
 */
#ifndef DOCUMENT_TABLE_COLUMNS_H
#define DOCUMENT_TABLE_COLUMNS_H

#include "document/page_bands.h"

/*
 * How many bands from @from on make one table; 0 when they make none. @before,
 * or NULL, are the columns of a table that a page break may have cut;
 * @goes_on tells whether the bands stand in them.
 */
guint table_bands_count(const PageBands *page, guint from, const GArray *before,
                        gboolean *goes_on);

/* The columns of bands[from..from+count), as Box, from left to right. */
GArray *table_columns_find(const PageBands *page, guint from, guint count);

/* First and last column that @box reaches into; FALSE when it is in none. */
gboolean table_columns_reach(const GArray *columns, const Box *box, double unit,
                             guint *first, guint *last);

/* TRUE when two tables have the same columns in the same places. */
gboolean table_columns_agree(const GArray *a, const GArray *b, double unit);

#endif
