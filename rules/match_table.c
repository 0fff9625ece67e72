/* match_table.c - columns of tables, also of tables that go on over pages */
#include "rules/evaluate.h"

#include <string.h>

#define HEADER_SEARCH_ROWS 12 /* titles may stand above the header row */
#define HEADER_CHARS 90
#define TELLING_LETTERS 3 /* a value this long makes a better quote */

/* Is the row a value row for the column: something else stands in it? */
static gboolean row_counts(const Reading *reading, const TableView *table,
                           int row, int column)
{
    gboolean other = FALSE;

    for (int c = 0; c < table->column_count; c++) {
        const Passage *cell =
            reading_passage(reading, table_passage(table, row, c));

        if (cell->roles & (ROLE_ECHO | ROLE_BLANK | ROLE_INDEX))
            return FALSE;
        if (c == column || cell->roles & ROLE_COVERED)
            continue;
        other = other || cell->letters_count > 0;
    }
    return other || table->column_count == 1;
}

/* "รวม", "ทั้งสิ้น": a total row has no period and no owner. */
static gboolean is_total_row(const Reading *reading, const TableView *table,
                             int row)
{
    for (int c = 0; c < MIN(table->column_count, 3); c++) {
        const Passage *cell =
            reading_passage(reading, table_passage(table, row, c));

        if (cell->len >= 9 && (g_str_has_prefix(cell->text, "รวม") ||
                               g_str_has_prefix(cell->text, "ทั้งสิ้น") ||
                               g_str_has_prefix(cell->text, "ยอดรวม")))
            return TRUE;
    }
    return FALSE;
}

/* A header repeated on a new page. */
static gboolean repeats_header(const Reading *reading, int header, int cell)
{
    const Passage *a = reading_passage(reading, header);
    const Passage *b = reading_passage(reading, cell);

    return a->folded->count == b->folded->count && a->folded->count > 0 &&
           memcmp(a->folded->chars, b->folded->chars,
                  a->folded->count * sizeof(gunichar)) == 0;
}

typedef struct {
    int rows, filled;
    int first_filled; /* passage of the first value */
    int best_filled;  /* of the first that says something: not "1", "-" */
} ColumnCount;

/* Counts the value rows of a column (and of those its header spans). */
static void count_rows(const Condition *condition, const Reading *reading,
                       const TableView *table, int header, int first_row,
                       int column, int span, ColumnCount *count)
{
    for (int row = first_row; row < table->row_count; row++) {
        gboolean filled = FALSE;
        int at = table_passage(table, row, column);

        if (row < table->header_rows || repeats_header(reading, header, at) ||
            !row_counts(reading, table, row, column) ||
            is_total_row(reading, table, row))
            continue;
        for (int c = column;
             c < MIN(column + span, table->column_count) && !filled; c++) {
            const Passage *cell =
                reading_passage(reading, table_passage(table, row, c));

            /* A cell merged over the whole row is a sub-heading. */
            if (cell->roles & ROLE_COVERED && cell->row == row && c == column &&
                column > 0 &&
                repeats_header(reading, table_passage(table, row, 0), at))
                continue;
            filled = value_is(condition->value, cell->text, cell->len);
            if (filled && count->first_filled < 0 && cell->len > 0)
                count->first_filled = table_passage(table, row, c);
            if (filled && count->best_filled < 0 &&
                cell->letters_count >= TELLING_LETTERS)
                count->best_filled = table_passage(table, row, c);
        }
        count->rows++;
        count->filled += filled ? 1 : 0;
    }
}

static int header_span(const Reading *reading, int header)
{
    const Passage *passage = reading_passage(reading, header);
    const Cell *cell =
        table_cell(passage->block->table, passage->row, passage->column);

    return MAX(cell->col_span, 1);
}

/* A told header row, or the first row of several cells below title rows. */
static gboolean is_header_row(const Reading *reading, const TableView *table,
                              int row)
{
    if (row < MAX(table->header_rows, 1))
        return TRUE;
    if (row >= HEADER_SEARCH_ROWS)
        return FALSE;
    for (int above = 0; above < row; above++) {
        int filled = 0;

        for (int c = 0; c < table->column_count; c++) {
            const Passage *cell =
                reading_passage(reading, table_passage(table, above, c));

            filled += !(cell->roles & ROLE_COVERED) && cell->letters_count > 0;
        }
        if (filled > 1)
            return FALSE;
    }
    return TRUE;
}

static gboolean column_at(const Condition *condition, const Span *span,
                          const Hit *hit, Match *match)
{
    const Reading *reading = span->reading;
    const Passage *header = reading_passage(reading, hit->passage);
    const TableView *table = reading_table(reading, hit->passage);
    ColumnCount count = { 0, 0, -1, -1 };
    int wanted = MAX(condition->min_rows, 1);
    int width, shown;

    if (table == NULL || header->letters_count > HEADER_CHARS)
        return FALSE;
    if (!is_header_row(reading, table, header->row))
        return FALSE;
    width = header_span(reading, hit->passage);
    count_rows(condition, reading, table, hit->passage, header->row + 1,
               header->column, width, &count);
    for (guint i = (guint)table->number; i < reading->tables->len; i++) {
        const TableView *next = &g_array_index(reading->tables, TableView, i);

        if (next->continues != (int)i - 1)
            break;
        count_rows(condition, reading, next, hit->passage, 0, header->column,
                   width, &count);
    }
    if (count.filled < wanted || count.first_filled < 0)
        return FALSE;
    shown = count.best_filled >= 0 ? count.best_filled : count.first_filled;
    if (condition->every_row && count.filled * 10 < count.rows * 9) {
        match_miss(match, 8, "some-rows-empty",
                   evidence_of_row(reading, hit->passage, shown));
        return FALSE;
    }
    match_add(match, evidence_of_row(reading, hit->passage, shown));
    return TRUE;
}

gboolean match_column(EvalContext *context, const Condition *condition,
                      const Span *span, Match *match)
{
    g_autoptr(GArray) hits =
        hits_find(span->reading, condition->phrases, span->from, span->to);
    Condition roles = *condition;

    (void)context;
    roles.min_chars = 0;
    roles.in = 0;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);

        if (reading_passage(span->reading, hit->passage)->row >= 0 &&
            hit_counts(span->reading, &roles, IN_HEADER | IN_BODY, hit) &&
            column_at(condition, span, hit, match))
            return TRUE;
    }
    match_miss_weak(match, span->reading, condition->phrases, span->from,
                    span->to);
    return FALSE;
}

/* Different columns of one row that hold a phrase each. */
static int count_columns(const Condition *condition, const Reading *reading,
                         const TableView *table, int row, GArray *columns)
{
    int from = table_passage(table, row, 0);
    g_autoptr(GArray) hits = hits_find(reading, condition->phrases, from,
                                       from + table->column_count);
    int last = -1;

    g_array_set_size(columns, 0);
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        const Passage *cell = reading_passage(reading, hit->passage);

        if (cell->column == last || cell->letters_count > 30 ||
            cell->roles & ROLES_WEAK)
            continue;
        last = cell->column;
        g_array_append_val(columns, last);
    }
    return (int)columns->len;
}

/* Does a later row have a sign in one of the columns? */
static gboolean columns_marked(const Reading *reading, const TableView *table,
                               int row, const GArray *columns)
{
    int marked = 0;

    for (int r = row + 1; r < table->row_count; r++) {
        for (guint i = 0; i < columns->len; i++) {
            const Passage *cell = reading_passage(
                reading,
                table_passage(table, r, g_array_index(columns, int, i)));

            if (!(cell->roles & ROLE_BLANK) &&
                value_filled(cell->text, cell->len)) {
                marked++;
                break;
            }
        }
    }
    return marked > 0;
}

gboolean match_columns(EvalContext *context, const Condition *condition,
                       const Span *span, Match *match)
{
    const Reading *reading = span->reading;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(int));
    int wanted = condition->at_least > 0 ? condition->at_least : 2;

    (void)context;
    for (guint t = 0; t < reading->tables->len; t++) {
        const TableView *table = &g_array_index(reading->tables, TableView, t);

        if (table->first < span->from || table->first >= span->to ||
            table->column_count < wanted)
            continue;
        for (int row = 0; row < MIN(table->row_count, HEADER_SEARCH_ROWS);
             row++) {
            int first;

            if (count_columns(condition, reading, table, row, columns) < wanted)
                continue;
            first = table_passage(table, row, g_array_index(columns, int, 0));
            if (row + 1 >= table->row_count ||
                (condition->marked &&
                 !columns_marked(reading, table, row, columns))) {
                match_miss(match, 8, "empty-column",
                           evidence_of_passage(reading, first));
                continue;
            }
            match_add(match,
                      columns->len > 1
                          ? evidence_of_cells(
                                reading, first,
                                table_passage(table, row,
                                              g_array_index(columns, int, 1)))
                          : evidence_of_passage(reading, first));
            return TRUE;
        }
    }
    return FALSE;
}
