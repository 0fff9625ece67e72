#include "document/table_lead.h"

#include <string.h>

#include "document/table_header.h"
#include "document/text_structure.h"

enum {
    LEAD_ROWS_MAX = 8,
    CORNER_COLUMNS_MIN = 5, /* a title with "แบบ สขร. 1" in the corner */
    CORNER_TITLE_MIN_CHARS = 20,
    HEADING_SEARCH = 200, /* blocks to look back for the last heading */
};

/* What stands in a row, merged cells counted once. */
typedef struct {
    int filled;
    gsize longest_chars;
    gboolean has_more;
    int reach; /* the row below the last that its cells span */
} RowLook;

static RowLook row_look(const Table *table, int row)
{
    RowLook look = { .reach = row + 1 };

    for (int c = 0; c < table->column_count; c++) {
        const Cell *cell = table_cell(table, row, c);

        look.has_more |= cell->has_image;
        if (*cell->text == '\0' || cell->col_span == 0)
            continue;
        look.filled++;
        look.reach = MAX(look.reach, row + cell->row_span);
        look.longest_chars =
            MAX(look.longest_chars, (gsize)g_utf8_strlen(cell->text, -1));
    }
    return look;
}

/* A title beside the number of its form, above a row of names. */
static gboolean is_corner_row(const Table *table, int row, const RowLook *look)
{
    Table below = *table;
    int names = row + 1;

    if (look->filled != 2 || look->reach > row + 1 || look->has_more ||
        table->column_count < CORNER_COLUMNS_MIN ||
        look->longest_chars < CORNER_TITLE_MIN_CHARS)
        return FALSE;
    while (names < MIN(table->row_count, LEAD_ROWS_MAX) &&
           row_look(table, names).filled < 2)
        names++;
    below.row_count -= names;
    below.cells += (gsize)names * (gsize)table->column_count;
    return table_header_rows_guess(&below) > 0;
}

/* "ชื่อโครงการ" with nothing beside it: a form that nobody filled in. */
static gboolean is_blank_field(const Table *table, int row)
{
    const Cell *cell = table_cell(table, row, 0);

    return table->column_count == 2 && *cell->text != '\0' &&
           cell->col_span == 1;
}

int table_lead_rows(const Table *table)
{
    int reach = 0;

    if (table->column_count < 2)
        return 0;
    for (int r = 0; r < MIN(table->row_count, LEAD_ROWS_MAX + 1); r++) {
        RowLook look = row_look(table, r);

        if (look.filled > 1 && !is_corner_row(table, r, &look))
            return reach > r ? 0 : r;
        /* A picture and its name are data. */
        if (look.filled > 0 && (look.has_more || is_blank_field(table, r)))
            return 0;
        reach = MAX(reach, look.reach);
    }
    return 0;
}

/* The level below the last heading of the same place. */
static int level_below(const Document *document, const char *where)
{
    const GPtrArray *blocks = document->blocks;

    for (guint i = 0; i < MIN(blocks->len, HEADING_SEARCH); i++) {
        const Block *block = g_ptr_array_index(blocks, blocks->len - 1 - i);

        if (g_strcmp0(block->where, where) != 0)
            break;
        if (block->kind == BLOCK_HEADING)
            return block->level + 1;
    }
    return 1;
}

static void row_lines_add(GPtrArray *lines, const Table *table, int row)
{
    for (int c = 0; c < table->column_count; c++) {
        const Cell *cell = table_cell(table, row, c);
        g_auto(GStrv) parts = NULL;

        if (*cell->text == '\0' || cell->col_span == 0 || cell->row_span == 0)
            continue;
        parts = g_strsplit(cell->text, "\n", -1);
        for (char **part = parts; *part != NULL; part++)
            text_lines_add(lines, *part, strlen(*part));
    }
}

/* A title that leads to its document keeps the way there. */
static void row_links_keep(Document *document, Zone zone, const char *where,
                           const Table *table, int row)
{
    for (int c = 0; c < table->column_count; c++) {
        Cell *cell = table_cell(table, row, c);
        Block *block;

        if (cell->links == NULL || cell->col_span == 0)
            continue;
        block = document_add_block(document, BLOCK_PARAGRAPH, zone);
        if (block == NULL)
            return;
        block_set_text(block, cell->text);
        block->links = g_steal_pointer(&cell->links);
        block->where = g_strdup(where);
    }
}

static gboolean row_has_links(const Table *table, int row)
{
    for (int c = 0; c < table->column_count; c++) {
        if (table_cell(table, row, c)->links != NULL)
            return TRUE;
    }
    return FALSE;
}

static void rows_cut(Table *table, int count)
{
    gsize cut = (gsize)count * (gsize)table->column_count;
    gsize rest = (gsize)(table->row_count - count) * (gsize)table->column_count;
    Cell *cells = table->cells;

    for (gsize i = 0; i < cut; i++) {
        g_free(cells[i].text);
        g_clear_pointer(&cells[i].links, g_ptr_array_unref);
    }
    memmove(cells, cells + cut, rest * sizeof(*cells));
    table->row_count -= count;
    table->header_row_count = MAX(table->header_row_count - count, 0);
}

static void rows_emit(Document *document, Zone zone, const char *where,
                      const Table *table, int count)
{
    g_autoptr(GPtrArray) lines = text_lines_new();
    int level = level_below(document, where);
    guint from = document->blocks->len;

    for (int r = 0; r < count; r++) {
        if (!row_has_links(table, r))
            row_lines_add(lines, table, r);
    }
    text_structure_add(document, lines, 0, TEXT_OPENS);
    for (guint i = from; i < document->blocks->len; i++) {
        Block *block = g_ptr_array_index(document->blocks, i);

        block->zone = zone;
        block->where = g_strdup(where);
        if (block->kind == BLOCK_HEADING)
            block->level = MIN(block->level + level - 1, 6);
    }
    for (int r = 0; r < count; r++) {
        if (row_has_links(table, r))
            row_links_keep(document, zone, where, table, r);
    }
}

void table_lead_lift(Document *document, Zone zone, const char *where,
                     Table *table)
{
    int count = table_lead_rows(table);

    if (count == 0)
        return;
    rows_emit(document, zone, where, table, count);
    rows_cut(table, count);
}
