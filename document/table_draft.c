#include "document/table_draft.h"

#include <string.h>

#include "base/limits.h"
#include "document/table_header.h"
#include "document/table_lead.h"

enum {
    HEADER_SPAN_MAX = 4, /* a taller span beside the names is no name */
    BOLD_ROWS_MAX = 3,
};

static void draft_cell_clear(gpointer data)
{
    DraftCell *cell = data;

    g_free(cell->text);
    g_clear_pointer(&cell->links, g_ptr_array_unref);
}

TableDraft *table_draft_new(void)
{
    TableDraft *draft = g_new0(TableDraft, 1);

    draft->cells = g_array_new(FALSE, TRUE, sizeof(DraftCell));
    g_array_set_clear_func(draft->cells, draft_cell_clear);
    return draft;
}

void table_draft_free(TableDraft *draft)
{
    if (draft == NULL)
        return;
    g_array_unref(draft->cells);
    g_free(draft);
}

DraftCell *table_draft_add(TableDraft *draft, Document *document, int row,
                           int column)
{
    DraftCell cell = { .row = row, .column = column, .rows = 1, .columns = 1 };
    int rows = MAX(draft->row_count, row + 1);
    int columns = MAX(draft->column_count, column + 1);

    if (column >= TABLE_COLUMNS_MAX ||
        (gint64)rows * columns > TABLE_CELLS_MAX ||
        draft->cells->len >= TABLE_CELLS_MAX) {
        document_take_room(document, G_MAXSIZE); /* notes text-cut */
        return NULL;
    }
    draft->row_count = rows;
    draft->column_count = columns;
    g_array_append_val(draft->cells, cell);
    return &g_array_index(draft->cells, DraftCell, draft->cells->len - 1);
}

void flow_links_to_cell(const FlowText *text, Cell *cell)
{
    for (guint i = 0; i < text->links->len; i++) {
        const FlowLink *link = &g_array_index(text->links, FlowLink, i);

        cell_add_link(cell, link->url, link->href, link->start_at,
                      link->end_at);
    }
}

void flow_links_to_block(const FlowText *text, Block *block)
{
    for (guint i = 0; i < text->links->len; i++) {
        const FlowLink *link = &g_array_index(text->links, FlowLink, i);

        block_add_link(block, link->url, link->href, link->start_at,
                       link->end_at);
    }
}

void draft_cell_take(DraftCell *cell, Document *document, FlowText *text)
{
    Cell shape = { 0 };

    flow_text_link_split(text);
    cell->bold = text->letters_len > 0 && text->bold_len == text->letters_len;
    if (document_take_room(document, text->text->len)) {
        flow_links_to_cell(text, &shape);
        cell->text = g_strdup(text->text->str);
        cell->links = shape.links;
    }
    flow_text_restart(text);
}

void table_cover(Document *document, Table *table, int row, int column,
                 int rows, int columns)
{
    const Cell *origin = table_cell(table, row, column);
    gsize len = strlen(origin->text);

    for (int r = row; r < row + rows; r++) {
        for (int c = column; c < column + columns; c++) {
            Cell *cell = table_cell(table, r, c);

            /* Spans that run into each other: the first one holds. */
            if (cell == origin || cell->col_span == 0 || *cell->text != '\0')
                continue;
            cell->col_span = cell->row_span = 0;
            cell->header = origin->header;
            if (len > 0 && document_take_room(document, len))
                cell_set_text(cell, origin->text);
        }
    }
}

/* --- header rows --------------------------------------------------------- */

static gboolean row_is_header(const Table *table, int row)
{
    gboolean filled = FALSE;

    for (int c = 0; c < table->column_count; c++) {
        const Cell *cell = table_cell(table, row, c);

        if (*cell->text == '\0')
            continue;
        filled = TRUE;
        if (!cell->header)
            return FALSE;
    }
    return filled;
}

/* A name that spans two rows makes both of them header rows. */
static int spans_follow(const Table *table, int count)
{
    for (int r = 0; r < count && r < table->row_count; r++) {
        for (int c = 0; c < table->column_count; c++) {
            const Cell *cell = table_cell(table, r, c);

            if (cell->row_span > 1 && cell->row_span <= HEADER_SPAN_MAX)
                count = MAX(count, r + cell->row_span);
        }
    }
    return MIN(count, table->row_count);
}

static int bold_rows_count(const Table *table, const gboolean *bold_rows,
                           int from)
{
    int count = from;

    while (bold_rows != NULL && count < table->row_count - 1 &&
           bold_rows[count] && count - from < BOLD_ROWS_MAX)
        count++;
    return count > from ? count : 0;
}

/* Cells marked as names, or else rows in bold, from row @from on. */
static int marked_rows_end(const Table *table, const gboolean *bold_rows,
                           int from)
{
    int end = from;

    while (end < table->row_count && row_is_header(table, end))
        end++;
    /* Pages that write th for every cell say nothing by it. */
    if (end == table->row_count && end - from > 2)
        end = from + 1;
    return end > from ? end : bold_rows_count(table, bold_rows, from);
}

void table_header_find(Table *table, const gboolean *bold_rows)
{
    int titles = table_lead_rows(table);
    int count = marked_rows_end(table, bold_rows, titles);
    Table below = *table;

    if (count == 0) {
        below.row_count -= titles;
        below.cells += (gsize)titles * (gsize)table->column_count;
        count = table_header_rows_guess(&below);
        count = count > 0 ? count + titles : 0;
    }
    table_mark_header(table, count > 0 ? spans_follow(table, count) : 0);
}

/* --- the whole ----------------------------------------------------------- */

static void draft_cell_put(DraftCell *from, Document *document, Table *table)
{
    Cell *cell = table_cell(table, from->row, from->column);

    if (cell->col_span == 0)
        return; /* under a span */
    if (from->text != NULL) {
        g_free(cell->text);
        cell->text = g_steal_pointer(&from->text);
        g_clear_pointer(&cell->links, g_ptr_array_unref);
        cell->links = g_steal_pointer(&from->links);
    }
    cell->header = from->header;
    cell->has_image = from->has_image;
    cell->row_span = CLAMP(from->rows, 1, table->row_count - from->row);
    cell->col_span =
        CLAMP(from->columns, 1, table->column_count - from->column);
    if (cell->row_span > 1 || cell->col_span > 1)
        table_cover(document, table, from->row, from->column, cell->row_span,
                    cell->col_span);
}

/* Plans colour the months of a project. A row that is coloured all over is
 * only set off from the others. */
static void bars_mark(TableDraft *draft)
{
    g_autofree gboolean *plain_rows = g_new0(gboolean, (gsize)draft->row_count);

    for (guint i = 0; i < draft->cells->len; i++) {
        const DraftCell *cell = &g_array_index(draft->cells, DraftCell, i);

        if (!cell->shaded)
            plain_rows[cell->row] = TRUE;
    }
    for (guint i = 0; i < draft->cells->len; i++) {
        DraftCell *cell = &g_array_index(draft->cells, DraftCell, i);

        if (cell->shaded && plain_rows[cell->row] &&
            (cell->text == NULL || *cell->text == '\0'))
            cell->has_image = TRUE;
    }
}

Table *table_draft_finish(TableDraft *draft, Document *document)
{
    gsize count = (gsize)draft->row_count * (gsize)draft->column_count;
    g_autofree gboolean *bold_rows = NULL;
    gboolean filled = FALSE;
    Table *table;

    for (guint i = 0; i < draft->cells->len; i++) {
        const DraftCell *cell = &g_array_index(draft->cells, DraftCell, i);

        filled |= (cell->text != NULL && *cell->text != '\0') ||
                  cell->links != NULL || cell->has_image;
    }
    if (!filled || count == 0)
        return NULL;
    bars_mark(draft);
    bold_rows = g_new0(gboolean, (gsize)draft->row_count);
    for (int r = 0; r < draft->row_count; r++)
        bold_rows[r] = TRUE;
    table = table_new(draft->row_count, draft->column_count);
    for (guint i = 0; i < draft->cells->len; i++) {
        DraftCell *cell = &g_array_index(draft->cells, DraftCell, i);

        if (!cell->bold && cell->text != NULL && *cell->text != '\0')
            bold_rows[cell->row] = FALSE;
        draft_cell_put(cell, document, table);
    }
    table_header_find(table, bold_rows);
    return table;
}

/* A cell's text is no table: its links go along. */
static void column_emit(Document *document, Zone zone, Table *table,
                        const char *where)
{
    for (int r = 0; r < table->row_count; r++) {
        Cell *cell = table_cell(table, r, 0);
        Block *block;

        if (cell->row_span == 0 || (*cell->text == '\0' && cell->links == NULL))
            continue;
        block = document_add_block(document, BLOCK_PARAGRAPH, zone);
        if (block == NULL)
            return;
        block->where = g_strdup(where);
        block_set_text(block, cell->text);
        block->links = g_steal_pointer(&cell->links);
    }
}

void table_emit(Document *document, Zone zone, Table *table, const char *where)
{
    Block *block = NULL;

    if (table->column_count == 1) {
        column_emit(document, zone, table, where);
        table_free(table);
        return;
    }
    table_lead_lift(document, zone, where, table);
    block = document_add_block(document, BLOCK_TABLE, zone);
    if (block == NULL) {
        table_free(table);
        return;
    }
    block->where = g_strdup(where);
    block->table = table;
}
