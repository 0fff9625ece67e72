/*
 * table_draft.h - tables of files whose cells come one by one: merged cells
 * filled in, header rows found
 *
 * Limits   TABLE_CELLS_MAX, TEXT_MAX_LEN
 */
#ifndef DOCUMENT_TABLE_DRAFT_H
#define DOCUMENT_TABLE_DRAFT_H

#include "document/document.h"
#include "document/flow_text.h"

typedef struct {
    int row, column;
    int rows, columns; /* span */
    char *text;        /* owned */
    GPtrArray *links;  /* Link*, or NULL; owned */
    gboolean header, bold, has_image;
    gboolean shaded; /* empty and coloured in a row that is not: a bar */
} DraftCell;

typedef struct {
    GArray *cells; /* DraftCell */
    int row_count, column_count;
} TableDraft;

TableDraft *table_draft_new(void);
void table_draft_free(TableDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TableDraft, table_draft_free)

/* A new cell of one row and column at the end of @draft; borrowed until the
 * next one. NULL past the limits (and notes "text-cut"). */
DraftCell *table_draft_add(TableDraft *draft, Document *document, int row,
                           int column);
/* Moves words and links of @text into @cell, within the room there is. */
void draft_cell_take(DraftCell *cell, Document *document, FlowText *text);

/* The table, its header rows found; NULL when there is nothing in it. Takes
 * the texts out of @draft. */
Table *table_draft_finish(TableDraft *draft, Document *document);

/* Fills the cells below a span of rows x columns from its origin. */
void table_cover(Document *document, Table *table, int row, int column,
                 int rows, int columns);

/* Sets header rows from cells marked as such, else from @bold_rows (may be
 * NULL), else from the words; rows above them that only hold a title count
 * with them. */
void table_header_find(Table *table, const gboolean *bold_rows);

/* Appends @table as a block of @zone: a list of one column becomes
 * paragraphs, rows that only hold a title come before it as headings. Takes
 * @table. @where may be NULL. */
void table_emit(Document *document, Zone zone, Table *table, const char *where);

/* Moves the links of @text to @cell or @block. */
void flow_links_to_cell(const FlowText *text, Cell *cell);
void flow_links_to_block(const FlowText *text, Block *block);

#endif
