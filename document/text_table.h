/*
 * text_table.h - rows that plain text lays out with tabs, bars or spaces
 *
 * Takes    the lines of a text, from the one where a table may begin
 * Gives    a BLOCK_TABLE, when two or more lines agree on their columns
 * Limits   TABLE_CELLS_MAX, TABLE_COLUMNS_MAX, TEXT_MAX_LEN
 */
#ifndef DOCUMENT_TEXT_TABLE_H
#define DOCUMENT_TEXT_TABLE_H

#include "document/text_structure.h"

/*
 * Appends the table that begins at lines[from] to @document. Returns how many
 * lines it took, 0 when no table begins there. A line is looked at a bounded
 * number of times, however long the table.
 */
guint text_table_take(Document *document, const GPtrArray *lines, guint from,
                      int page);

#endif
