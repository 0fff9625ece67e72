/*
 * table_from_words.h - tables of a page, told from where its words stand
 *
 * Takes    bands of cells (page_bands.h); there are no ruling lines to see
 * Gives    a Table with its columns, header rows and spanned names
 * Limits   TABLE_COLUMNS_MAX, TEXT_MAX_LEN
 *
 * Where it is not sure, it takes nothing: the words are then lines of text
 * and nothing of them is lost.
 */
#ifndef DOCUMENT_TABLE_FROM_WORDS_H
#define DOCUMENT_TABLE_FROM_WORDS_H

#include "document/document.h"
#include "document/page_bands.h"

typedef struct {
    Table *table;    /* owned by the caller */
    GArray *columns; /* Box: x0 and x1 of each */
    guint band_count;
    gboolean goes_on; /* it stands in the columns given as @before */
} WordTable;

/*
 * The table that begins at band @from. FALSE, with @found untouched, when
 * there is none. @before, or NULL: the columns of the table that may go on
 * here. Room for the text is taken from @document.
 */
gboolean table_from_words(const PageBands *page, guint from,
                          const GArray *before, Document *document,
                          WordTable *found);
void word_table_clear(WordTable *found);

/* Takes a row out; the cells below move up. */
void table_remove_row(Table *table, int row);

/* TRUE when @table begins with the header rows of @header. */
gboolean table_repeats_header(const Table *header, const Table *table);

#endif
