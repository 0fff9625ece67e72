/*
 * table_header.h - which leading rows of a table name its columns
 *
 * For tables whose file does not say it: plain text, CSV, PDF.
 */
#ifndef DOCUMENT_TABLE_HEADER_H
#define DOCUMENT_TABLE_HEADER_H

#include "document/document.h"

/* Guessed from the words: 0 when nothing tells. Covered cells (span 0) count
 * as their origin. */
int table_header_rows_guess(const Table *table);

/* Sets header_row_count and the header flag of those rows' cells. */
void table_mark_header(Table *table, int header_row_count);

#endif
