#include "document/table_from_words.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "document/table_columns.h"
#include "document/table_header.h"
#include "document/text_marker.h"

/* In letter widths: how far a lone cell is from the column it belongs to. */
static const double lone_reach = 2.5;
static const double name_reach = 14;

typedef struct {
    const PageBands *page;
    guint from, count;
    GArray *columns;
    Table *table;
    Document *document;
} Maker;

static const WordBand *row_band(const Maker *m, int row)
{
    return g_ptr_array_index(m->page->bands, m->from + (guint)row);
}

static gboolean is_filled(const Maker *m, int row, int column)
{
    return *table_cell(m->table, row, column)->text != '\0';
}

/* More text for a cell: a piece beside what is there, or its next line. */
static void cell_put(const Maker *m, int row, int column, const char *text)
{
    Cell *cell = table_cell(m->table, row, column);
    g_autoptr(GString) whole = g_string_new(cell->text);

    if (*text == '\0' || !document_take_room(m->document, strlen(text) + 1))
        return;
    if (whole->len > 0)
        g_string_append_c(whole, ' ');
    g_string_append(whole, text);
    cell_set_text(cell, whole->str);
}

/* The column in which the middle of @box stands, or the nearest. */
static int column_of(const Maker *m, const Box *box)
{
    double middle = (box->x0 + box->x1) / 2, best = G_MAXDOUBLE;
    guint found = 0;

    for (guint i = 0; i < m->columns->len; i++) {
        const Box *column = &g_array_index(m->columns, Box, i);
        double away = middle < column->x0   ? column->x0 - middle
                      : middle > column->x1 ? middle - column->x1
                                            : 0;

        if (away < best) {
            best = away;
            found = i;
        }
    }
    return (int)found;
}

/* Figures of two columns that stand close make one run; a word in the gap
 * between the columns says that it is one text. */
static gboolean can_split(const Maker *m, const WordCell *cell)
{
    const WordRun *run = g_ptr_array_index(cell->runs, 0);

    if (cell->runs->len > 1 || run->words->len < 2)
        return FALSE;
    for (guint i = 0; i < run->words->len; i++) {
        const PageWord *word = g_ptr_array_index(run->words, i);
        guint first = 0, last = 0;

        if (table_columns_reach(m->columns, &word->box, m->page->unit, &first,
                                &last) &&
            first != last)
            return FALSE;
    }
    return TRUE;
}

static void put_split(const Maker *m, int row, const WordCell *cell)
{
    const WordRun *run = g_ptr_array_index(cell->runs, 0);
    guint from = 0;

    while (from < run->words->len) {
        WordRun part = { .words = g_ptr_array_new() };
        g_autoptr(GString) text = g_string_new(NULL);
        const PageWord *word = g_ptr_array_index(run->words, from);
        int column = column_of(m, &word->box);

        while (from < run->words->len) {
            word = g_ptr_array_index(run->words, from);
            if (column_of(m, &word->box) != column)
                break;
            g_ptr_array_add(part.words, (gpointer)word);
            from++;
        }
        word_run_append(&part, m->page->unit, text);
        cell_put(m, row, column, text->str);
        g_ptr_array_unref(part.words);
    }
}

static void put_cell(const Maker *m, int row, const WordCell *cell)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint first = 0, last = 0;

    if (!table_columns_reach(m->columns, &cell->box, m->page->unit, &first,
                             &last))
        first = last = (guint)column_of(m, &cell->box);
    if (first != last && row > 0 && can_split(m, cell)) {
        put_split(m, row, cell);
        return;
    }
    word_cell_append(cell, m->page->unit, text);
    cell_put(m, row, first == last ? (int)first : column_of(m, &cell->box),
             text->str);
}

static void cover(const Maker *m, int row, int column, const Cell *origin)
{
    Cell *cell = table_cell(m->table, row, column);

    if (!document_take_room(m->document, strlen(origin->text)))
        return;
    cell_set_text(cell, origin->text);
    cell->row_span = cell->col_span = 0;
}

/* A line across the table, the name of a group of rows. */
static gboolean put_group(const Maker *m, int row, const WordBand *band)
{
    const WordCell *cell = g_ptr_array_index(band->cells, 0);
    g_autoptr(GString) text = g_string_new(NULL);
    guint first = 0, last = 0;
    Cell *origin = table_cell(m->table, row, 0);

    if (band->cells->len != 1 ||
        !table_columns_reach(m->columns, &cell->box, m->page->unit, &first,
                             &last) ||
        first > 0 || last == 0)
        return FALSE;
    word_cell_append(cell, m->page->unit, text);
    cell_put(m, row, 0, text->str);
    origin->col_span = m->table->column_count;
    for (int c = 1; c < m->table->column_count; c++)
        cover(m, row, c, origin);
    return TRUE;
}

static void put_rows(const Maker *m)
{
    for (int r = 0; r < m->table->row_count; r++) {
        const WordBand *band = row_band(m, r);

        if (put_group(m, r, band))
            continue;

        for (guint c = 0; c < band->cells->len; c++)
            put_cell(m, r, g_ptr_array_index(band->cells, c));
    }
}

/* --- columns that are one --------------------------------------------------
 */

/* One cell of a column, or the names in its first two rows, and no more;
 * @names: how many in those rows. */
static gboolean is_lone(const Maker *m, int column, int *names)
{
    int count = 0;

    *names = 0;

    for (int r = 0; r < m->table->row_count; r++) {
        if (is_filled(m, r, column) &&
            table_cell(m->table, r, column)->col_span == 1) {
            count++;
            *names += r < 2;
        }
    }
    return count == 1 || (count == 2 && *names == 2 && m->table->row_count > 3);
}

static gboolean have_room(const Maker *m, int column, int into)
{
    for (int r = 0; r < m->table->row_count; r++) {
        if (is_filled(m, r, column) && is_filled(m, r, into) &&
            table_cell(m->table, r, column)->col_span == 1)
            return FALSE;
    }
    return TRUE;
}

static void remove_column(Maker *m, int column)
{
    Table *table = m->table;
    gsize from = 0, to = 0;

    for (int r = 0; r < table->row_count; r++) {
        for (int c = 0; c < table->column_count; c++, from++) {
            if (c == column)
                g_free(table->cells[from].text);
            else
                table->cells[to++] = table->cells[from];
        }
    }
    table->column_count--;
    g_array_remove_index(m->columns, (guint)column);
}

/* How far @column is from @into, if its few filled cells could go there;
 * G_MAXDOUBLE if not. */
static double merge_distance(const Maker *m, int column, int into)
{
    double gap;
    int names = 0;

    if (into < 0 || into >= m->table->column_count ||
        !is_lone(m, column, &names) || !have_room(m, column, into))
        return G_MAXDOUBLE;
    gap = -box_overlap_x(&g_array_index(m->columns, Box, into),
                         &g_array_index(m->columns, Box, column));
    /* A name in the middle is far from what stands at an edge. */
    return gap < (names > 0 ? name_reach : lone_reach) * m->page->unit
               ? gap
               : G_MAXDOUBLE;
}

static void merge_column(Maker *m, int column, int into)
{
    Box *box = &g_array_index(m->columns, Box, into);
    const Box *lone = &g_array_index(m->columns, Box, column);

    for (int r = 0; r < m->table->row_count; r++) {
        const Cell *cell = table_cell(m->table, r, column);

        if (*cell->text != '\0' && cell->col_span == 1)
            cell_set_text(table_cell(m->table, r, into), cell->text);
    }
    box->x0 = MIN(box->x0, lone->x0);
    box->x1 = MAX(box->x1, lone->x1);
    remove_column(m, column);
}

/* A name that stands beside its figures and not above them looks like a
 * column of its own, with one filled cell: it belongs to the nearest column
 * that has no such cell. */
static void merge_columns(Maker *m)
{
    for (int c = m->table->column_count - 1; c >= 0; c--) {
        double left = merge_distance(m, c, c - 1);
        double right = merge_distance(m, c, c + 1);

        if (m->table->column_count > 2 && m->table->row_count > 2 &&
            MIN(left, right) < G_MAXDOUBLE)
            merge_column(m, c, left < right ? c - 1 : c + 1);
    }
}

/* --- spans -----------------------------------------------------------------
 */

/* Names that take both header rows: those with nothing in the second. */
static void span_down(const Maker *m)
{
    for (int c = 0; c < m->table->column_count; c++) {
        Cell *cell = table_cell(m->table, 0, c);

        if (!is_filled(m, 0, c) || is_filled(m, 1, c))
            continue;
        cell->row_span = 2;
        cover(m, 1, c, cell);
    }
}

static double middle_of_columns(const Maker *m, int from, int to)
{
    return (g_array_index(m->columns, Box, from).x0 +
            g_array_index(m->columns, Box, to).x1) /
           2;
}

/* Middle of the words that stand in header cell (0, column). */
static double middle_of_name(const Maker *m, int column)
{
    const WordBand *band = row_band(m, 0);

    for (guint i = 0; i < band->cells->len; i++) {
        const WordCell *cell = g_ptr_array_index(band->cells, i);

        if (column_of(m, &cell->box) == column)
            return (cell->box.x0 + cell->box.x1) / 2;
    }
    return middle_of_columns(m, column, column);
}

/* Gives the columns [from..to] below to the names @parents (columns of row 0,
 * in order) so that each name stands in the middle of what it spans. */
static void span_share(const Maker *m, int from, int to, const int *parents,
                       int parent_count)
{
    int start = from;

    for (int p = 0; p < parent_count; p++) {
        double middle = middle_of_name(m, parents[p]);
        int left = parent_count - p - 1;
        int best_end = to;
        double best = G_MAXDOUBLE;
        char *name;

        for (int end = start; left > 0 && end <= to - left; end++) {
            double away = fabs(middle_of_columns(m, start, end) - middle);

            if (away < best) {
                best = away;
                best_end = end;
            }
        }
        name = g_strdup(table_cell(m->table, 0, parents[p])->text);
        cell_set_text(table_cell(m->table, 0, parents[p]), "");
        cell_set_text(table_cell(m->table, 0, start), name);
        table_cell(m->table, 0, start)->col_span = best_end - start + 1;
        for (int c = start + 1; c <= best_end; c++)
            cover(m, 0, c, table_cell(m->table, 0, start));
        g_free(name);
        start = best_end + 1;
    }
}

/* Two rows of names: those of the first row above filled cells of the second
 * are spanned over them. */
static void span_across(const Maker *m)
{
    int columns = m->table->column_count;
    g_autofree int *parents = g_new(int, (guint)columns);

    for (int c = 0; c < columns;) {
        int from = c, count = 0;

        while (c < columns && is_filled(m, 1, c) &&
               table_cell(m->table, 1, c)->row_span != 0) {
            if (is_filled(m, 0, c))
                parents[count++] = c;
            c++;
        }
        if (c > from && count > 0)
            span_share(m, from, c - 1, parents, count);
        if (c == from)
            c++;
    }
}

static gboolean has_second_header(const Maker *m)
{
    int free_count = 0;

    if (m->table->row_count < 3 || is_filled(m, 1, 0))
        return FALSE;
    for (int c = 0; c < m->table->column_count; c++)
        free_count += is_filled(m, 1, c) && !is_filled(m, 0, c);
    return free_count > 0;
}

/* --- rows that were drawn line by line -------------------------------------
 */

static double row_step(const Maker *m, int row)
{
    return row_band(m, row)->box.y0 - row_band(m, row - 1)->box.y0;
}

static gboolean has_stacks(const Maker *m)
{
    for (int r = 0; r < m->table->row_count; r++) {
        const WordBand *band = row_band(m, r);

        for (guint c = 0; c < band->cells->len; c++) {
            const WordCell *cell = g_ptr_array_index(band->cells, c);

            if (cell->runs->len > 1)
                return TRUE;
        }
    }
    return FALSE;
}

/* The least step to a row that fills the first column. */
static double step_of_rows(const Maker *m)
{
    double step = G_MAXDOUBLE;

    for (int r = 1; r < m->table->row_count; r++) {
        if (is_filled(m, r, 0))
            step = MIN(step, row_step(m, r));
    }
    return step;
}

static void join_rows(const Maker *m, int row)
{
    for (int c = 0; c < m->table->column_count; c++) {
        Cell *above = table_cell(m->table, row - 1, c);
        g_autoptr(GString) text = g_string_new(above->text);

        if (!is_filled(m, row, c))
            continue;
        text_join_wrapped(text, table_cell(m->table, row, c)->text);
        cell_set_text(above, text->str);
    }
    table_remove_row(m->table, row);
}

static gboolean is_first_only(const Maker *m, int row)
{
    for (int c = 1; c < m->table->column_count; c++) {
        if (is_filled(m, row, c))
            return FALSE;
    }
    return is_filled(m, row, 0);
}

/* The text of the first cell reaches the end of its column: it was wrapped. */
static gboolean is_first_full(const Maker *m, int row)
{
    const WordCell *cell = g_ptr_array_index(row_band(m, row)->cells, 0);
    const Box *column = &g_array_index(m->columns, Box, 0);
    double room = 0.2 * (column->x1 - column->x0);

    return cell->box.x1 > column->x1 - room;
}

/* A file drawn line by line shows each line of a wrapped cell as a row: one
 * that begins with an empty cell and stands closer than rows do goes on, and
 * so does one that has nothing but the rest of a full first cell. */
static void join_wrapped_rows(const Maker *m)
{
    double step;

    if (has_stacks(m))
        return;
    step = step_of_rows(m);
    for (int r = m->table->row_count - 1; r > 0; r--) {
        if (is_first_only(m, r)) {
            const Cell *cell = table_cell(m->table, r, 0);

            if (is_first_full(m, r - 1) &&
                text_marker_find(cell->text).kind == MARKER_NONE)
                join_rows(m, r);
        } else if (!is_filled(m, r, 0) && step < G_MAXDOUBLE &&
                   row_step(m, r) <= 0.9 * step) {
            join_rows(m, r);
        }
    }
}

gboolean table_from_words(const PageBands *page, guint from,
                          const GArray *before, Document *document,
                          WordTable *found)
{
    Maker m = { .page = page, .from = from, .document = document };
    gboolean goes_on;

    m.count = table_bands_count(page, from, before, &goes_on);
    if (m.count == 0)
        return FALSE;
    m.columns = goes_on ? g_array_copy((GArray *)before)
                        : table_columns_find(page, from, m.count);
    if (m.columns->len < 2) {
        g_array_unref(m.columns);
        return FALSE;
    }
    m.count = MIN(m.count, TABLE_CELLS_MAX / m.columns->len);
    m.table = table_new((int)m.count, (int)m.columns->len);
    put_rows(&m);
    if (!goes_on)
        merge_columns(&m);
    if (has_second_header(&m)) {
        span_down(&m);
        span_across(&m);
    } else {
        join_wrapped_rows(&m);
    }
    if (m.table->row_count < 2 && !goes_on) {
        table_free(m.table);
        g_array_unref(m.columns);
        return FALSE;
    }
    table_mark_header(m.table, table_header_rows_guess(m.table));
    *found = (WordTable){ m.table, m.columns, m.count, goes_on };
    return TRUE;
}

void word_table_clear(WordTable *found)
{
    g_clear_pointer(&found->table, table_free);
    g_clear_pointer(&found->columns, g_array_unref);
}

void table_remove_row(Table *table, int row)
{
    gsize width = (gsize)table->column_count;
    Cell *at = table->cells + (gsize)row * width;

    for (gsize c = 0; c < width; c++)
        g_free(at[c].text);
    memmove(at, at + width,
            ((gsize)(table->row_count - row - 1)) * width * sizeof(Cell));
    table->row_count--;
}

gboolean table_repeats_header(const Table *header, const Table *table)
{
    if (header->header_row_count == 0 ||
        header->header_row_count > table->row_count ||
        header->column_count != table->column_count)
        return FALSE;
    for (int r = 0; r < header->header_row_count; r++) {
        for (int c = 0; c < header->column_count; c++) {
            if (strcmp(table_cell(header, r, c)->text,
                       table_cell(table, r, c)->text) != 0)
                return FALSE;
        }
    }
    return TRUE;
}
