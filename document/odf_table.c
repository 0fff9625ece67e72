/*
 * odf_table.c - tables of OpenDocument files
 *
 * Sheets repeat their last, empty cell and row up to a million times: what is
 * empty only moves the place on, and what is not is repeated within bounds.
 */
#include "document/odf.h"

#include <string.h>

#include "base/limits.h"
#include "document/docx_style.h"
#include "document/table_draft.h"

enum {
    REPEATED_ROWS_MAX = 2000, /* of one row that has words */
    PLACE_MAX = 1 << 24,
};

typedef struct {
    DraftCell draft; /* row and column as the file counts them */
    int repeat;
} RowCell;

typedef struct {
    TableDraft *draft;
    GArray *cells;    /* RowCell of the row being read */
    GArray *raw_rows; /* int: the file's number of each row that was kept */
    gboolean sheet;
    gboolean header;
    int row, column; /* as the file counts them */
} TableState;

static void row_cell_clear(gpointer data)
{
    RowCell *cell = data;

    g_free(cell->draft.text);
    g_clear_pointer(&cell->draft.links, g_ptr_array_unref);
}

static int number_of(Odf *odf, const char *name, int max)
{
    g_autofree char *text = xml_reader_attribute(odf->reader, name);

    return CLAMP(docx_int(text, 1), 1, max);
}

/* What the file says besides the words, where no words are shown. */
static char *value_of(Odf *odf)
{
    static const char *const names[] = { "string-value", "date-value",
                                         "time-value", "value" };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        char *value = xml_reader_attribute(odf->reader, names[i]);

        if (value != NULL)
            return value;
    }
    return NULL;
}

static gboolean has_words(const DraftCell *cell)
{
    return (cell->text != NULL && *cell->text != '\0') || cell->links != NULL ||
           cell->has_image;
}

static void cell_read(Odf *odf, TableState *state)
{
    g_autofree char *style = xml_reader_attribute(odf->reader, "style-name");
    g_autofree char *value = value_of(odf);
    OdfStyle about = odf_style_find(odf->styles, "table-cell", style);
    int repeat = number_of(odf, "number-columns-repeated", PLACE_MAX);
    int columns = number_of(odf, "number-columns-spanned", TABLE_SPAN_MAX);
    int rows = number_of(odf, "number-rows-spanned", TABLE_SPAN_MAX);
    RowCell cell = { .repeat = repeat };
    FlowText *outer = odf->text;
    FlowText text;

    flow_text_init(&text);
    text.bold = about.bold ? 1 : 0;
    odf->text = &text;
    odf->in_cell = TRUE;
    odf->cell_has_image = FALSE;
    odf_content_read(odf);
    odf->in_cell = FALSE;
    odf->text = outer;
    if (flow_text_blank(&text) && value != NULL)
        flow_text_append(&text, value);
    cell.draft.row = state->row;
    cell.draft.column = state->column;
    cell.draft.rows = rows;
    cell.draft.columns = columns;
    cell.draft.header = state->header;
    cell.draft.has_image = odf->cell_has_image;
    cell.draft.shaded = about.shaded;
    if (!flow_text_blank(&text))
        draft_cell_take(&cell.draft, odf->document, &text);
    if (state->column < TABLE_COLUMNS_MAX &&
        (has_words(&cell.draft) || about.shaded || rows > 1 || columns > 1))
        g_array_append_val(state->cells, cell);
    else
        row_cell_clear(&cell);
    state->column = MIN(state->column + repeat, PLACE_MAX);
    flow_text_clear(&text);
}

/* One more copy of @from at @row and @column; the first takes its words. */
static gboolean cell_copy(Odf *odf, TableState *state, RowCell *from, int row,
                          int column, gboolean last)
{
    DraftCell *to = table_draft_add(state->draft, odf->document, row, column);

    if (to == NULL)
        return FALSE;
    to->rows = from->draft.rows;
    to->columns = from->draft.columns;
    to->header = from->draft.header;
    to->bold = from->draft.bold;
    to->shaded = from->draft.shaded;
    to->has_image = from->draft.has_image;
    if (last) {
        to->text = g_steal_pointer(&from->draft.text);
        to->links = g_steal_pointer(&from->draft.links);
    } else if (from->draft.text != NULL &&
               document_take_room(odf->document, strlen(from->draft.text))) {
        to->text = g_strdup(from->draft.text);
    }
    return TRUE;
}

static void row_put(Odf *odf, TableState *state, gboolean last)
{
    int row = (int)state->raw_rows->len;

    g_array_append_val(state->raw_rows, state->row);
    for (guint i = 0; i < state->cells->len; i++) {
        RowCell *cell = &g_array_index(state->cells, RowCell, i);
        int end =
            MIN(cell->draft.column + cell->repeat, (int)TABLE_COLUMNS_MAX);

        for (int c = cell->draft.column; c < end; c++) {
            if (!cell_copy(odf, state, cell, row, c, last && c == end - 1))
                return;
        }
    }
}

static void row_read(Odf *odf, TableState *state)
{
    int repeat = number_of(odf, "number-rows-repeated", PLACE_MAX);
    gboolean filled = FALSE;
    int depth = 1;
    XmlEvent event;

    state->column = 0;
    while (office_step(odf->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(odf->reader, "table-cell")) {
            cell_read(odf, state);
            depth--;
        } else if (xml_reader_is(odf->reader, "covered-table-cell")) {
            state->column += number_of(odf, "number-columns-repeated",
                                       PLACE_MAX - state->column);
            office_skip(odf->reader, &depth);
        }
    }
    for (guint i = 0; i < state->cells->len; i++)
        filled |= has_words(&g_array_index(state->cells, RowCell, i).draft);
    if (filled || (!state->sheet && state->row < TABLE_CELLS_MAX)) {
        int copies = filled ? MIN(repeat, (int)REPEATED_ROWS_MAX) : 1;

        if (copies < repeat && filled)
            document_take_room(odf->document, G_MAXSIZE); /* a note */
        for (int i = 0; i < copies; i++) {
            row_put(odf, state, i == copies - 1);
            state->row++;
        }
        repeat -= copies;
    }
    state->row = MIN(state->row + repeat, PLACE_MAX);
    g_array_set_size(state->cells, 0);
}

/* How many of the rows that were kept lie in [from, to) of the file. */
static int rows_kept(const TableState *state, guint at, int to)
{
    int count = 0;

    while (at < state->raw_rows->len &&
           g_array_index(state->raw_rows, int, at) < to) {
        count++;
        at++;
    }
    return count;
}

/* Leaves empty columns out, and cuts the spans to what was kept. */
static void draft_close_up(TableState *state)
{
    int places[TABLE_COLUMNS_MAX + 1] = { 0 };
    GArray *cells = state->draft->cells;

    for (guint i = 0; i < cells->len; i++) {
        const DraftCell *cell = &g_array_index(cells, DraftCell, i);

        if (has_words(cell))
            places[cell->column + 1] = 1;
    }
    for (int c = 1; c <= TABLE_COLUMNS_MAX; c++)
        places[c] += places[c - 1];
    for (guint i = cells->len; i-- > 0;) {
        DraftCell *cell = &g_array_index(cells, DraftCell, i);
        int end = MIN(cell->column + cell->columns, (int)TABLE_COLUMNS_MAX);
        int first = g_array_index(state->raw_rows, int, cell->row);

        if (places[cell->column] == places[cell->column + 1]) {
            g_array_remove_index_fast(cells, i);
            continue;
        }
        cell->columns = places[end] - places[cell->column];
        cell->rows = rows_kept(state, (guint)cell->row, first + cell->rows);
        cell->column = places[cell->column];
    }
    state->draft->column_count = places[TABLE_COLUMNS_MAX];
}

/* A table within a cell: its cells side by side, its rows as lines. */
static void inner_table_read(Odf *odf)
{
    int depth = 1;
    XmlEvent event;

    while (office_step(odf->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(odf->reader, "table-row")) {
            flow_text_line(odf->text);
        } else if (xml_reader_is(odf->reader, "table-cell")) {
            flow_text_append(odf->text, " ");
            odf_content_read(odf);
            flow_text_append(odf->text, " ");
            depth--;
        } else if (xml_reader_is(odf->reader, "covered-table-cell")) {
            office_skip(odf->reader, &depth);
        }
    }
    flow_text_line(odf->text);
}

static void rows_read(Odf *odf, TableState *state)
{
    int depth = 1, header_depth = 0;
    XmlEvent event;

    while (office_step(odf->reader, &depth, &event)) {
        if (event == XML_EVENT_END && depth < header_depth)
            header_depth = 0;
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(odf->reader, "table-header-rows")) {
            header_depth = depth;
        } else if (xml_reader_is(odf->reader, "table-row")) {
            state->header = header_depth > 0;
            row_read(odf, state);
            depth--;
        } else if (xml_reader_is(odf->reader, "shapes")) {
            odf_content_read(odf);
            depth--;
        } else if (xml_reader_is(odf->reader, "forms") ||
                   xml_reader_is(odf->reader, "named-expressions")) {
            office_skip(odf->reader, &depth);
        }
    }
}

void odf_table_read(Odf *odf, gboolean sheet)
{
    TableState state = { .sheet = sheet };
    guint first = odf->document->blocks->len;
    Table *table;

    if (odf->in_cell) {
        inner_table_read(odf);
        return;
    }
    state.draft = table_draft_new();
    state.cells = g_array_new(FALSE, FALSE, sizeof(RowCell));
    g_array_set_clear_func(state.cells, row_cell_clear);
    state.raw_rows = g_array_new(FALSE, FALSE, sizeof(int));
    rows_read(odf, &state);
    if (sheet)
        draft_close_up(&state);
    table = state.draft->column_count == 0
                ? NULL
                : table_draft_finish(state.draft, odf->document);
    if (table != NULL)
        table_emit(odf->document, odf->zone, table, odf->where);
    for (guint i = first; odf->page > 0 && i < odf->document->blocks->len; i++)
        ((Block *)g_ptr_array_index(odf->document->blocks, i))->page =
            odf->page;
    odf_pictures_flush(odf);
    g_array_unref(state.raw_rows);
    g_array_unref(state.cells);
    table_draft_free(state.draft);
}
