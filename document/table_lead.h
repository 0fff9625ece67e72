/*
 * table_lead.h - the rows above a table's column names that only hold its
 * title: taken out of the table, as headings before it
 *
 * "แผนดำเนินงานประจำปี ..." in a merged cell on top names the table, not a
 * column, and whose plan it is must be seen as a title.
 */
#ifndef DOCUMENT_TABLE_LEAD_H
#define DOCUMENT_TABLE_LEAD_H

#include "document/document.h"

/* How many rows stand above the table: one text each, merged or alone. */
int table_lead_rows(const Table *table);

/* Appends the words of those rows to @document as headings and paragraphs of
 * @zone and @where (may be NULL), and takes the rows out of @table. */
void table_lead_lift(Document *document, Zone zone, const char *where,
                     Table *table);

#endif
