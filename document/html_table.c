#include <string.h>

#include "base/limits.h"
#include "document/html_page.h"
#include "document/html_tags.h"
#include "document/table_draft.h"
#include "document/table_lead.h"

enum {
    LAYOUT_CELL_LEN = 1500, /* more text in a cell: it is a part of the page */
    LAYOUT_ROW_CELL_LEN = 450, /* the same, where the table has one row */
    LAYOUT_MOST_LEN = 300,     /* the same, where it holds most of the text */
    LAYOUT_ROWS_MAX = 4,
};

typedef struct {
    XmlNode *node;
    int row;
    int col_span, row_span;
    gboolean header;
} GridCell;

/* What the markup says, before anything is laid out. */
typedef struct {
    GArray *cells; /* GridCell, row by row */
    int row_count;
    int rows_with_tables; /* rows in which another table stands */
    int widest;           /* most cells in a row */
    gboolean marked;      /* th, thead or caption: surely data */
    gboolean has_fields, has_blocks;
    gboolean has_menu; /* a cell of links beside text */
    gboolean cut;
    guint32 longest_len;             /* text of the longest cell */
    guint32 text_len;                /* of all */
    int longest_row, first_wide_row; /* the first row of several cells */
    XmlNode *caption;
} Grid;

static int span_read(const XmlNode *node, const char *name, int zero)
{
    const char *text = xml_attribute(node, name);
    gint64 value;

    if (text == NULL)
        return 1;
    value = g_ascii_strtoll(text, NULL, 10);
    if (value == 0 && g_ascii_isdigit(text[strspn(text, " ")]))
        return zero;
    return (int)CLAMP(value, 1, TABLE_SPAN_MAX);
}

static gboolean in_head(const XmlNode *cell, const XmlNode *table)
{
    const XmlNode *node = xml_parent(cell);

    for (int i = 0; node != NULL && node != table && i < 4; i++) {
        if (xml_is(node, "thead"))
            return TRUE;
        node = xml_parent(node);
    }
    return FALSE;
}

static void grid_cell_weigh(Grid *grid, const HtmlStat *stat, int in_row)
{
    grid->text_len += stat->text_len;
    grid->has_menu |= stat->menu_cell;
    if (stat->text_len > grid->longest_len) {
        grid->longest_len = stat->text_len;
        grid->longest_row = grid->row_count;
    }
    if (in_row > 1 && grid->first_wide_row == 0)
        grid->first_wide_row = grid->row_count;
}

static void grid_cell_add(const HtmlPage *page, Grid *grid, XmlNode *node,
                          const XmlNode *table, int *in_row)
{
    const HtmlStat *stat = html_zones_stat(page->zones, node);
    GridCell cell = { .node = node };

    if (grid->cells->len >= TABLE_CELLS_MAX || *in_row >= TABLE_COLUMNS_MAX) {
        grid->cut = TRUE;
        return;
    }
    if (grid->row_count == 0)
        grid->row_count = 1; /* a cell without a row */
    cell.row = grid->row_count - 1;
    cell.header = xml_is(node, "th") || in_head(node, table);
    cell.col_span = span_read(node, "colspan", 1);
    /* rowspan=0 goes on to the end. */
    cell.row_span = span_read(node, "rowspan", TABLE_SPAN_MAX);
    g_array_append_val(grid->cells, cell);
    (*in_row)++;
    grid->widest = MAX(grid->widest, *in_row);
    grid->marked |= cell.header;
    if (stat != NULL)
        grid_cell_weigh(grid, stat, *in_row);
}

static void grid_node_read(const HtmlPage *page, Grid *grid, XmlWalk *walk,
                           const XmlNode *table, int *in_row)
{
    switch (html_tag_kind(walk->node)) {
    case TAG_TABLE:
        walk->skip = TRUE;
        if (grid->rows_with_tables < grid->row_count)
            grid->rows_with_tables++;
        break;
    case TAG_TABLE_ROW:
        if (grid->row_count >= TABLE_CELLS_MAX) {
            grid->cut = walk->skip = TRUE;
            break;
        }
        grid->row_count++;
        *in_row = 0;
        break;
    case TAG_TABLE_CELL:
        grid_cell_add(page, grid, walk->node, table, in_row);
        break;
    case TAG_HEADING:
    case TAG_LIST:
    case TAG_FRAME:
    case TAG_FORM:
        grid->has_blocks = TRUE;
        break;
    case TAG_FIELD:
    case TAG_SELECT:
        if (g_strcmp0(xml_attribute(walk->node, "type"), "hidden") != 0 &&
            g_strcmp0(xml_attribute(walk->node, "type"), "checkbox") != 0)
            grid->has_fields = TRUE;
        break;
    case TAG_SKIP:
    case TAG_NOSCRIPT:
        walk->skip = TRUE;
        break;
    default:
        if (xml_is(walk->node, "caption")) {
            grid->caption = walk->node;
            grid->marked = TRUE;
            walk->skip = TRUE;
        }
        break;
    }
}

static void grid_read(const HtmlPage *page, Grid *grid, XmlNode *table)
{
    XmlWalk walk;
    int in_row = 0;

    grid->cells = g_array_new(FALSE, FALSE, sizeof(GridCell));
    xml_walk_init(&walk, page->tree, table);
    while (xml_walk_next(&walk)) {
        if (walk.step == XML_STEP_ENTER && walk.node != table &&
            xml_name(walk.node) != NULL)
            grid_node_read(page, grid, &walk, table, &in_row);
    }
}

/* A banner over the whole width, and below it one cell that says nearly all
 * and has headings or lists of its own. A table of data has a row of names
 * first. */
static gboolean one_cell_says_most(const Grid *grid)
{
    return grid->row_count <= LAYOUT_ROWS_MAX && grid->has_blocks &&
           grid->longest_len >= LAYOUT_MOST_LEN &&
           grid->longest_row == grid->first_wide_row &&
           grid->longest_len * 10ull >= grid->text_len * 6ull;
}

/* Does this table only arrange the page? Then its cells are parts of it. */
static gboolean grid_is_layout(const Grid *grid, const XmlNode *table)
{
    const char *role = xml_attribute(table, "role");

    if (role != NULL &&
        (strcmp(role, "presentation") == 0 || strcmp(role, "none") == 0))
        return TRUE;
    if (grid->cells->len == 0 || grid->has_fields)
        return TRUE;
    if (grid->rows_with_tables > 0 &&
        (!grid->marked || grid->rows_with_tables * 4 > grid->row_count))
        return TRUE;
    if (grid->marked)
        return grid->cells->len == 1;
    if (grid->widest <= 1 || grid->has_menu || one_cell_says_most(grid))
        return TRUE;
    if (grid->row_count == 1)
        return grid->has_blocks || grid->longest_len > LAYOUT_ROW_CELL_LEN;
    return grid->row_count <= 3 && grid->has_blocks &&
           grid->longest_len > LAYOUT_CELL_LEN;
}

/* --- laying out ---------------------------------------------------------- */

/* Where each cell of the grid goes. */
typedef struct {
    int row, column;
    int rows, columns; /* span, cut to the table */
} Spot;

/*
 * Gives every cell its spot as a browser does: the first free column of its
 * row. Returns the number of columns. @busy_until: the row until which a
 * column is taken from above.
 */
static int spots_find(Grid *grid, GArray *spots)
{
    g_autofree int *busy_until = g_new0(int, TABLE_COLUMNS_MAX);
    int column_count = 0;
    int row = -1, column = 0;

    for (guint i = 0; i < grid->cells->len; i++) {
        const GridCell *cell = &g_array_index(grid->cells, GridCell, i);
        Spot spot = { .row = cell->row };

        column = cell->row == row ? column : 0;
        row = cell->row;
        while (column < TABLE_COLUMNS_MAX && busy_until[column] > row)
            column++;
        spot.column = column;
        spot.columns = MIN(cell->col_span, TABLE_COLUMNS_MAX - column);
        spot.rows = MIN(cell->row_span, grid->row_count - row);
        for (int c = column; c < column + spot.columns; c++)
            busy_until[c] = MAX(busy_until[c], row + spot.rows);
        column += spot.columns;
        column_count = MAX(column_count, column);
        grid->cut |= spot.columns == 0;
        g_array_append_val(spots, spot);
    }
    return column_count;
}

static gboolean cell_read(HtmlPage *page, Cell *cell, XmlNode *node,
                          FlowText *text)
{
    gboolean bold;

    flow_text_restart(text);
    page->cell_has_image = FALSE;
    html_page_walk(page, node);
    flow_text_link_split(text);
    bold = text->letters_len > 0 && text->bold_len == text->letters_len;
    cell->has_image = page->cell_has_image;
    if (!document_take_room(page->document, text->text->len))
        return bold;
    cell_set_text(cell, text->text->str);
    flow_links_to_cell(text, cell);
    return bold;
}

/* Cells are read with a text of their own while the page's own waits. */
static void cells_read(HtmlPage *page, const Grid *grid, const GArray *spots,
                       Table *table, gboolean *bold_rows)
{
    FlowText cell_text;
    FlowText *page_text = page->text;

    flow_text_init(&cell_text);
    page->text = &cell_text;
    page->in_cell = TRUE;
    for (guint i = 0; i < grid->cells->len; i++) {
        const GridCell *from = &g_array_index(grid->cells, GridCell, i);
        const Spot *spot = &g_array_index(spots, Spot, i);
        Cell *cell;

        if (spot->columns == 0 || spot->row >= table->row_count)
            continue;
        cell = table_cell(table, spot->row, spot->column);
        if (cell->col_span == 0)
            continue; /* under a span from above */
        cell->col_span = spot->columns;
        cell->row_span = spot->rows;
        cell->header = from->header;
        if (!cell_read(page, cell, from->node, &cell_text) &&
            *cell->text != '\0')
            bold_rows[spot->row] = FALSE;
        if (spot->rows > 1 || spot->columns > 1)
            table_cover(page->document, table, spot->row, spot->column,
                        spot->rows, spot->columns);
    }
    page->in_cell = FALSE;
    page->text = page_text;
    flow_text_clear(&cell_text);
}

/* --- the whole ----------------------------------------------------------- */

static gboolean table_is_blank(const Table *table)
{
    gsize count = (gsize)table->row_count * (gsize)table->column_count;

    for (gsize i = 0; i < count; i++) {
        if (*table->cells[i].text != '\0' || table->cells[i].links != NULL)
            return FALSE;
    }
    return TRUE;
}

static void table_put(HtmlPage *page, Grid *grid)
{
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    int column_count = MAX(spots_find(grid, spots), 1);
    int row_count = MIN(grid->row_count, TABLE_CELLS_MAX / column_count);
    g_autofree gboolean *bold_rows = g_new(gboolean, (gsize)grid->row_count);
    Block *block = NULL;
    Table *table;

    for (int r = 0; r < grid->row_count; r++)
        bold_rows[r] = TRUE;
    for (guint i = 0; i < spots->len; i++) {
        Spot *spot = &g_array_index(spots, Spot, i);

        spot->rows = MIN(spot->rows, row_count - spot->row);
    }
    if (grid->cut || row_count < grid->row_count)
        document_take_room(page->document, G_MAXSIZE); /* notes text-cut */
    table = table_new(row_count, column_count);
    cells_read(page, grid, spots, table, bold_rows);
    if (grid->caption != NULL)
        table->caption = xml_text_below(grid->caption, 2048);
    if (!table_is_blank(table)) {
        table_header_find(table, bold_rows);
        table_lead_lift(page->document, page->zone, NULL, table);
        block = document_add_block(page->document, BLOCK_TABLE, page->zone);
    }
    if (block != NULL) {
        block->table = table;
    } else {
        table_free(table);
    }
    html_page_media_flush(page);
}

gboolean html_table_read(HtmlPage *page, XmlNode *node)
{
    Grid grid = { 0 };
    gboolean layout;

    grid_read(page, &grid, node);
    layout = grid_is_layout(&grid, node);
    if (!layout)
        table_put(page, &grid);
    g_array_unref(grid.cells);
    return !layout;
}
