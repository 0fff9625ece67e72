#include "document/table_columns.h"

#include <math.h>

#include "base/limits.h"
#include "document/text_marker.h"

/* In letter widths. */
static const double align_slack = 0.7; /* edges of one column */
static const double touch_slack = 0.3; /* an overlap that does not count */
static const double band_gap = 6.5;    /* rows stand no farther apart */
static const double wide_gap = 2.2;    /* more than a space ever is */

typedef struct {
    guint cells_count; /* cells of the band */
    guint alone;       /* cells in no column yet */
    guint single;      /* cells in one column */
    guint crossing;    /* cells in several */
    guint aligned;     /* cells but the first that share an edge or middle */
} Fit;

static const WordBand *band_at(const PageBands *page, guint i)
{
    return i < page->bands->len ? g_ptr_array_index(page->bands, i) : NULL;
}

static const WordCell *cell_at(const WordBand *band, guint i)
{
    return g_ptr_array_index(band->cells, i);
}

gboolean table_columns_reach(const GArray *columns, const Box *box, double unit,
                             guint *first, guint *last)
{
    gboolean found = FALSE;

    for (guint i = 0; i < columns->len; i++) {
        const Box *column = &g_array_index(columns, Box, i);
        double slack =
            MIN(touch_slack * unit,
                0.4 * MIN(column->x1 - column->x0, box->x1 - box->x0));

        if (box_overlap_x(column, box) <= slack)
            continue;
        if (!found)
            *first = i;
        *last = i;
        found = TRUE;
    }
    return found;
}

/* Makes a new column of @box, or widens the one it is in; a box that reaches
 * into several is a spanned cell and says nothing. */
static void columns_add(GArray *columns, const Box *box, double unit)
{
    guint first = 0, last = 0;

    if (table_columns_reach(columns, box, unit, &first, &last)) {
        if (first == last) {
            Box *column = &g_array_index(columns, Box, first);

            column->x0 = MIN(column->x0, box->x0);
            column->x1 = MAX(column->x1, box->x1);
        }
        return;
    }
    if (columns->len >= TABLE_COLUMNS_MAX)
        return;
    while (first < columns->len &&
           g_array_index(columns, Box, first).x0 < box->x0)
        first++;
    g_array_insert_val(columns, first, *box);
}

static gboolean shares_edge(const Box *a, const Box *b, double unit)
{
    double slack = align_slack * unit;

    return fabs(a->x0 - b->x0) < slack || fabs(a->x1 - b->x1) < slack ||
           fabs(a->x0 + a->x1 - b->x0 - b->x1) < 2 * slack;
}

static Fit fit_of(const GArray *columns, const WordBand *band, double unit)
{
    Fit fit = { .cells_count = band->cells->len };

    for (guint i = 0; i < band->cells->len; i++) {
        const Box *box = &cell_at(band, i)->box;
        guint first = 0, last = 0;

        if (!table_columns_reach(columns, box, unit, &first, &last)) {
            fit.alone++;
        } else if (first != last) {
            fit.crossing++;
        } else {
            fit.single++;
            fit.aligned +=
                i > 0 &&
                shares_edge(box, &g_array_index(columns, Box, first), unit);
        }
    }
    return fit;
}

static gboolean is_near(const Box *above, const Box *below, double unit)
{
    return below->y0 - above->y1 < band_gap * unit && below->y1 > above->y0;
}

static gboolean fits(const GArray *columns, const WordBand *above,
                     const WordBand *band, double unit)
{
    Fit fit;

    if (!is_near(&above->box, &band->box, unit) || band->cells->len < 2)
        return FALSE;
    fit = fit_of(columns, band, unit);
    /* Names under a spanned name, beside names that take both rows. */
    if (band->box.y0 + unit < above->box.y1 && fit.crossing == 0 &&
        fit.cells_count >= 3)
        return TRUE;
    if (fit.crossing * 3 > fit.cells_count && !band->jumped)
        return FALSE;
    return fit.aligned >= 1 || fit.single >= 3 ||
           (fit.crossing == 0 && fit.single >= 2 && columns->len >= 3);
}

/* The first words of @cell, to see how they begin. */
static gboolean is_part_heading(const WordCell *cell, double unit)
{
    g_autoptr(GString) text = g_string_new(NULL);

    word_run_append(g_ptr_array_index(cell->runs, 0), unit, text);
    return text_marker_find(text->str).kind == MARKER_PART;
}

/* A line across the table that names a group of rows: its letters are no
 * larger, and the rows below stand in the same columns as those above. */
static gboolean is_group_name(const GArray *columns, const PageBands *page,
                              guint i, const WordBand *above)
{
    const WordBand *band = band_at(page, i);
    const WordBand *below = band_at(page, i + 1);
    const WordCell *cell = cell_at(band, 0);
    const WordRun *run = g_ptr_array_index(cell->runs, 0);
    const WordRun *other = g_ptr_array_index(cell_at(above, 0)->runs, 0);
    double unit = page->unit;
    Fit fit;

    if (below == NULL || cell->runs->len > 1 ||
        run->box.y1 - run->box.y0 > 1.1 * (other->box.y1 - other->box.y0) ||
        below->box.y0 - band->box.y1 > 2.5 * unit ||
        !fits(columns, band, below, unit) || is_part_heading(cell, unit))
        return FALSE;
    fit = fit_of(columns, below, unit);
    return fit.crossing == 0 && fit.aligned * 2 + 1 >= fit.cells_count;
}

/* A line within the table that has one cell: text that goes on in a column,
 * or the name of a group of rows. */
static gboolean is_inner_line(const GArray *columns, const PageBands *page,
                              guint i, const WordBand *above)
{
    const WordBand *band = band_at(page, i);
    const Box *first = &g_array_index(columns, Box, 0);
    const Box *last = &g_array_index(columns, Box, columns->len - 1);
    double unit = page->unit;

    if (band->cells->len != 1 || !is_near(&above->box, &band->box, unit) ||
        band->box.y0 - above->box.y1 > 2.5 * unit ||
        band->box.x1 > last->x1 + unit)
        return FALSE;
    if (band->box.x0 > first->x1)
        return TRUE;
    if (band->box.x0 > first->x0 - unit && band->box.x1 < first->x1 + unit &&
        band_at(page, i + 1) != NULL &&
        fits(columns, band, band_at(page, i + 1), unit))
        return TRUE;
    return band->box.x0 > first->x0 - unit &&
           is_group_name(columns, page, i, above);
}

/* Cells that stand wide apart, as no two words of a sentence do. */
static gboolean has_wide_gap(const WordBand *band, double unit)
{
    for (guint i = 1; i < band->cells->len; i++) {
        if (cell_at(band, i)->box.x0 - cell_at(band, i - 1)->box.x1 >=
            wide_gap * unit)
            return TRUE;
    }
    return FALSE;
}

/* Justified prose has wide spaces too, and some stand above each other by
 * chance; but no line of it has other lines beside it. */
static gboolean is_table(const PageBands *page, guint from, guint count,
                         const GArray *columns)
{
    guint rows = 0, stacked = 0, jumped = 0, wide = 0;

    for (guint i = from; i < from + count; i++) {
        const WordBand *band = band_at(page, i);
        gboolean has_stack = FALSE;

        for (guint c = 1; c < band->cells->len; c++)
            has_stack |= cell_at(band, c)->runs->len > 1;
        rows += band->cells->len > 1 ? 1 : 0;
        jumped += band->jumped ? 1 : 0;
        stacked += has_stack ? 1 : 0;
        wide += has_wide_gap(band, page->unit) ? 1 : 0;
    }
    if (columns->len < 2 || rows < 2)
        return FALSE;
    if ((jumped + stacked) * 4 >= rows)
        return TRUE;
    return wide * 2 >= rows && (columns->len > 2 || wide >= 2);
}

guint table_bands_count(const PageBands *page, guint from)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(Box));
    const WordBand *band = band_at(page, from);
    guint count = 0;

    if (band == NULL || band->cells->len < 2)
        return 0;
    for (;;) {
        const WordBand *next;

        for (guint c = 0; c < band->cells->len; c++)
            columns_add(columns, &cell_at(band, c)->box, page->unit);
        count++;
        next = band_at(page, from + count);
        if (next == NULL || (!fits(columns, band, next, page->unit) &&
                             !is_inner_line(columns, page, from + count, band)))
            break;
        band = next;
    }
    return is_table(page, from, count, columns) ? count : 0;
}

static int compare_widths(gconstpointer a, gconstpointer b)
{
    const Box *p = *(const Box *const *)a, *q = *(const Box *const *)b;
    double x = p->x1 - p->x0, y = q->x1 - q->x0;

    return (x > y) - (x < y);
}

/* Narrow cells first: they tell the columns that wide ones then span. */
GArray *table_columns_find(const PageBands *page, guint from, guint count)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(Box));
    g_autoptr(GPtrArray) boxes = g_ptr_array_new();

    for (guint i = from; i < from + count; i++) {
        const WordBand *band = band_at(page, i);

        for (guint c = 0; c < band->cells->len; c++)
            g_ptr_array_add(boxes, (gpointer)&cell_at(band, c)->box);
    }
    g_ptr_array_sort(boxes, compare_widths);
    for (guint i = 0; i < boxes->len; i++)
        columns_add(columns, g_ptr_array_index(boxes, i), page->unit);
    return columns;
}

gboolean table_columns_agree(const GArray *a, const GArray *b, double unit)
{
    guint agreed = 0;

    if (a->len != b->len)
        return FALSE;
    for (guint i = 0; i < a->len; i++) {
        const Box *p = &g_array_index(a, Box, i);
        const Box *q = &g_array_index(b, Box, i);

        if (box_overlap_x(p, q) <= 0)
            return FALSE;
        agreed += fabs(p->x0 - q->x0) < unit || fabs(p->x1 - q->x1) < unit;
    }
    return agreed * 2 >= a->len;
}
