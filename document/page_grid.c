#include "document/page_grid.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "document/page_bands.h"
#include "document/table_draft.h"

enum { FIELDS_MAX = 4000 };

/* Lines of one text differ by less, in heights of a word. */
static const double same_line = 0.35;

void page_grid_free(PageGrid *grid)
{
    if (grid == NULL)
        return;
    g_array_unref(grid->fields);
    g_array_unref(grid->columns);
    g_array_unref(grid->rows);
    g_free(grid);
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* --- which fields make a table ---------------------------------------------
 */

static gboolean holds(const Box *outer, const Box *inner)
{
    return outer->x0 < inner->x0 && outer->y0 < inner->y0 &&
           outer->x1 > inner->x1 && outer->y1 > inner->y1;
}

/* One line stands between them. */
static gboolean are_beside(const Box *a, const Box *b, double slack)
{
    double across = MIN(a->x1, b->x1) - MAX(a->x0, b->x0);
    double down = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);

    return (across > slack && fabs(down) <= slack) ||
           (down > slack && fabs(across) <= slack);
}

/* Adds the fields that hang together with number @from to @grid. */
static void collect(const GArray *fields, guint from, double slack,
                    gboolean *taken, PageGrid *grid)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint));

    taken[from] = TRUE;
    g_array_append_val(stack, from);
    while (stack->len > 0) {
        const Box *field = &g_array_index(
            fields, Box, g_array_index(stack, guint, stack->len - 1));

        g_array_set_size(stack, stack->len - 1);
        g_array_append_val(grid->fields, *field);
        for (guint i = 0; i < fields->len; i++) {
            const Box *other = &g_array_index(fields, Box, i);

            if (taken[i] || !are_beside(field, other, slack))
                continue;
            taken[i] = TRUE;
            g_array_append_val(stack, i);
        }
    }
}

/* The different values among @edges, those within @slack being one. */
static GArray *edges_join(GArray *edges, double slack)
{
    GArray *joined = g_array_new(FALSE, FALSE, sizeof(double));

    g_array_sort(edges, compare_doubles);
    for (guint i = 0; i < edges->len; i++) {
        double edge = g_array_index(edges, double, i);

        if (joined->len == 0 ||
            edge - g_array_index(joined, double, joined->len - 1) > slack)
            g_array_append_val(joined, edge);
    }
    return joined;
}

static int compare_fields(gconstpointer a, gconstpointer b)
{
    const Box *x = a, *y = b;

    if (x->y0 != y->y0)
        return x->y0 < y->y0 ? -1 : 1;
    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static void measure(PageGrid *grid, double slack)
{
    g_autoptr(GArray) lefts = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) starts = NULL;

    for (guint i = 0; i < grid->fields->len; i++) {
        const Box *field = &g_array_index(grid->fields, Box, i);

        if (i == 0)
            grid->box = *field;
        else
            box_include(&grid->box, field);
        g_array_append_val(lefts, field->x0);
        g_array_append_val(tops, field->y0);
    }
    starts = edges_join(lefts, slack);
    g_array_unref(grid->rows);
    grid->rows = edges_join(tops, slack);
    for (guint c = 0; c < starts->len; c++) {
        Box column = { g_array_index(starts, double, c), grid->box.y0,
                       c + 1 < starts->len
                           ? g_array_index(starts, double, c + 1) - slack / 2
                           : grid->box.x1,
                       grid->box.y1 };

        g_array_append_val(grid->columns, column);
    }
    g_array_sort(grid->fields, compare_fields);
}

static PageGrid *grid_new(void)
{
    PageGrid *grid = g_new0(PageGrid, 1);

    grid->fields = g_array_new(FALSE, FALSE, sizeof(Box));
    grid->columns = g_array_new(FALSE, FALSE, sizeof(Box));
    grid->rows = g_array_new(FALSE, FALSE, sizeof(double));
    return grid;
}

static int compare_grids(gconstpointer a, gconstpointer b)
{
    const PageGrid *x = *(PageGrid *const *)a, *y = *(PageGrid *const *)b;

    return (x->box.y0 > y->box.y0) - (x->box.y0 < y->box.y0);
}

/* A table has rows and columns; lines around a text or below each other make
 * none. One that holds others is the frame around them. */
static gboolean is_table(const PageGrid *grid, const GArray *fields)
{
    if (grid->columns->len < 2 || grid->rows->len < 2 ||
        grid->columns->len > TABLE_COLUMNS_MAX || grid->fields->len < 4 ||
        grid->fields->len * 6 < grid->columns->len * grid->rows->len)
        return FALSE;
    for (guint i = 0; i < grid->fields->len; i++) {
        const Box *field = &g_array_index(grid->fields, Box, i);
        guint inner = 0;

        for (guint k = 0; k < fields->len; k++)
            inner += holds(field, &g_array_index(fields, Box, k)) ? 1 : 0;
        if (inner >= 4)
            return FALSE;
    }
    return TRUE;
}

GPtrArray *page_grids_find(const GArray *fields, double slack)
{
    GPtrArray *grids =
        g_ptr_array_new_with_free_func((GDestroyNotify)page_grid_free);
    g_autofree gboolean *taken = g_new0(gboolean, fields->len + 1);

    if (fields->len > FIELDS_MAX)
        return grids;
    for (guint i = 0; i < fields->len; i++) {
        g_autoptr(PageGrid) grid = NULL;

        if (taken[i])
            continue;
        grid = grid_new();
        collect(fields, i, slack, taken, grid);
        measure(grid, slack);
        if (is_table(grid, fields))
            g_ptr_array_add(grids, g_steal_pointer(&grid));
    }
    g_ptr_array_sort(grids, compare_grids);
    return grids;
}

/* --- its words -------------------------------------------------------------
 */

static gboolean has_middle(const Box *outer, const Box *box)
{
    double x = (box->x0 + box->x1) / 2, y = box_center_y(box);

    return x >= outer->x0 && x <= outer->x1 && y >= outer->y0 && y <= outer->y1;
}

gboolean page_grid_holds(const PageGrid *grid, const Box *box)
{
    return has_middle(&grid->box, box);
}

static gboolean on_one_line(const PageWord *a, const PageWord *b)
{
    double height = MIN(a->box.y1 - a->box.y0, b->box.y1 - b->box.y0);

    return fabs(box_center_y(&a->box) - box_center_y(&b->box)) <=
           same_line * height;
}

static int compare_words(gconstpointer a, gconstpointer b)
{
    const PageWord *x = *(PageWord *const *)a, *y = *(PageWord *const *)b;

    if (!on_one_line(x, y))
        return box_center_y(&x->box) < box_center_y(&y->box) ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

/* The words in @field, line by line as text. */
static char *field_text(const Box *field, const PageWords *words)
{
    g_autoptr(GPtrArray) inside = g_ptr_array_new();
    GString *text = g_string_new(NULL);
    const PageWord *before = NULL;

    for (guint i = 0; i < words->words->len; i++) {
        PageWord *word = &g_array_index(words->words, PageWord, i);

        if (has_middle(field, &word->box))
            g_ptr_array_add(inside, word);
    }
    g_ptr_array_sort(inside, compare_words);
    for (guint i = 0; i < inside->len; i++) {
        const PageWord *word = g_ptr_array_index(inside, i);

        if (before != NULL && on_one_line(before, word))
            g_string_append_printf(text, " %s", word->text);
        else
            text_join_wrapped(text, word->text);
        before = word;
    }
    return g_string_free(text, FALSE);
}

/* How many of @starts lie in [from, to), and which is the first. */
static int span_of(const double *starts, guint count, double from, double to,
                   double slack, int *first)
{
    int span = 0;

    *first = 0;
    for (guint i = 0; i < count; i++) {
        if (starts[i] < from - slack || starts[i] > to - slack)
            continue;
        if (span++ == 0)
            *first = (int)i;
    }
    return MAX(span, 1);
}

Table *page_grid_table(const PageGrid *grid, const PageWords *words,
                       Document *document)
{
    g_autoptr(TableDraft) draft = table_draft_new();
    g_autofree double *lefts = g_new(double, grid->columns->len);
    double slack = 2;

    for (guint c = 0; c < grid->columns->len; c++)
        lefts[c] = g_array_index(grid->columns, Box, c).x0;
    for (guint i = 0; i < grid->fields->len; i++) {
        const Box *field = &g_array_index(grid->fields, Box, i);
        g_autofree char *text = field_text(field, words);
        int row, column, rows, columns;
        DraftCell *cell;

        rows = span_of((const double *)(gconstpointer)grid->rows->data,
                       grid->rows->len, field->y0, field->y1, slack, &row);
        columns = span_of(lefts, grid->columns->len, field->x0, field->x1,
                          slack, &column);
        cell = table_draft_add(draft, document, row, column);
        if (cell == NULL || !document_take_room(document, strlen(text)))
            break;
        cell->rows = rows;
        cell->columns = columns;
        cell->text = g_steal_pointer(&text);
    }
    return table_draft_finish(draft, document);
}
