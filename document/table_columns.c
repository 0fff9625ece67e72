#include "document/table_columns.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "document/text_marker.h"

/* In letter widths. */
static const double align_slack = 0.7;  /* edges of one column */
static const double touch_slack = 0.3;  /* an overlap that does not count */
static const double band_gap = 6.5;     /* rows stand no farther apart */
static const double exact_slack = 0.35; /* edges that stand in one line */
static const double wide_gap = 4;       /* more than a space ever is */
static const double group_slack = 4;    /* a group's name left of "ที่" */

enum {
    EXACT_BANDS = 120, /* enough of a table to judge it */
    MERGES_MAX = 40,
    NAMES_MAX = 40, /* in one row */
};

typedef struct {
    guint cells_count; /* cells of the band */
    guint alone;       /* cells in no column yet */
    guint single;      /* cells in one column */
    guint crossing;    /* cells in several */
    guint shared;      /* cells in the column of the cell before */
    guint aligned;     /* cells but the first that share an edge or middle */
} Fit;

static const WordBand *band_at(const PageBands *page, guint i)
{
    return i < page->bands->len ? g_ptr_array_index(page->bands, i) : NULL;
}

static WordCell *cell_at(const WordBand *band, guint i)
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
    guint before = G_MAXUINT;

    for (guint i = 0; i < band->cells->len; i++) {
        const Box *box = &cell_at(band, i)->box;
        guint first = 0, last = 0;

        if (!table_columns_reach(columns, box, unit, &first, &last)) {
            fit.alone++;
        } else if (first != last) {
            fit.crossing++;
        } else {
            fit.single++;
            fit.shared += first == before ? 1 : 0;
            before = first;
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

static double middle_x(const Box *from, const Box *to)
{
    return (from->x0 + to->x1) / 2;
}

/* Names in two rows: each name above stands over the middle of a group of two
 * or more of @band, or over none. */
static gboolean stands_under_names(const WordBand *above, const WordBand *band,
                                   double unit)
{
    guint count = band->cells->len;
    gboolean reached[NAMES_MAX + 1] = { TRUE };

    if (count < 2 || count > NAMES_MAX)
        return FALSE;
    for (guint a = 0; a < above->cells->len; a++) {
        const Box *name = &cell_at(above, a)->box;

        for (guint from = count - 1; from-- > 0;) {
            const Box *first = &cell_at(band, from)->box;

            for (guint to = from + 1; reached[from] && to < count; to++) {
                const Box *last = &cell_at(band, to)->box;
                double slack = MAX(1.5 * unit, 0.15 * (last->x1 - first->x0));

                if (fabs(middle_x(first, last) - middle_x(name, name)) < slack)
                    reached[to + 1] = TRUE;
            }
        }
    }
    return reached[count];
}

/* "ที่" and its like begin the names of a table's columns. */
static gboolean is_first_name(const WordCell *cell, double unit)
{
    static const char *const names[] = { "ที่", "ลำดับ", "ลำดับที่", "ลำดับ ที่",
                                         "No." };
    g_autoptr(GString) text = g_string_new(NULL);

    word_cell_append(cell, unit, text);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(text->str, names[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Names of columns again, below rows: another table begins. */
static gboolean begins_table(const PageBands *page, guint i)
{
    const WordBand *band = band_at(page, i);

    return band != NULL && band->cells->len > 1 &&
           is_first_name(cell_at(band, 0), page->unit);
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
    if (fit.crossing * 3 > fit.cells_count && !band->jumped &&
        (fit.aligned < 2 || fit.aligned <= fit.crossing))
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

/* As many cells as there are names, each between its neighbours' names: a
 * name in the middle of its column need not stand over what is at the left. */
static gboolean stands_in_order(const WordBand *names, const WordBand *band)
{
    guint count = band->cells->len;

    if (count < 3 || names->cells->len != count)
        return FALSE;
    for (guint i = 0; i < count; i++) {
        const Box *box = &cell_at(band, i)->box;

        if ((i > 0 && box->x0 < cell_at(names, i - 1)->box.x1) ||
            (i + 1 < count && box->x1 > cell_at(names, i + 1)->box.x0))
            return FALSE;
    }
    return TRUE;
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

    if (below == NULL || cell->runs->len > 1 || begins_table(page, i + 1) ||
        run->box.y1 - run->box.y0 > 1.1 * (other->box.y1 - other->box.y0) ||
        below->box.y0 - band->box.y1 > 2.5 * unit ||
        is_part_heading(cell, unit))
        return FALSE;
    if (stands_in_order(above, below))
        return TRUE;
    if (!fits(columns, band, below, unit))
        return FALSE;
    fit = fit_of(columns, below, unit);
    return fit.crossing == 0 &&
           (fit.aligned * 2 + 1 >= fit.cells_count ||
            (fit.alone == 0 && fit.cells_count * 2 > columns->len));
}

/* A line within the table that has one cell: text that goes on in a column,
 * or the name of a group of rows. */
static gboolean is_inner_line(const GArray *columns, const PageBands *page,
                              guint i, const WordBand *above, gboolean is_first)
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
    /* The name of the first column is in its middle, a group's at its left. */
    return band->box.x0 > first->x0 - (is_first ? group_slack : 1) * unit &&
           is_group_name(columns, page, i, above);
}

/* The widest gap between two cells of a band. */
static double widest_gap(const WordBand *band)
{
    double gap = 0;

    for (guint i = 1; i < band->cells->len; i++)
        gap = MAX(gap, cell_at(band, i)->box.x0 - cell_at(band, i - 1)->box.x1);
    return gap;
}

/* Whether a cell of another band stands exactly above or below @box. The
 * right edge of the last column does not count: justified prose shares it. */
static gboolean is_exact(const PageBands *page, guint from, guint count,
                         guint own, const Box *box, double right)
{
    double slack = exact_slack * page->unit;
    gboolean inner = box->x1 < right - page->unit;

    for (guint i = from; i < from + count; i++) {
        const WordBand *band = band_at(page, i);

        for (guint c = 1; i != own && c < band->cells->len; c++) {
            const Box *other = &cell_at(band, c)->box;

            if (fabs(other->x0 - box->x0) < slack ||
                (inner && fabs(other->x1 - box->x1) < slack) ||
                (inner &&
                 fabs(other->x0 + other->x1 - box->x0 - box->x1) < 2 * slack))
                return TRUE;
        }
    }
    return FALSE;
}

/* The share of cells, but the first ones, that stand exactly in a column. */
static double exact_share(const PageBands *page, guint from, guint count,
                          const GArray *columns)
{
    double right = g_array_index(columns, Box, columns->len - 1).x1;
    guint cells = 0, exact = 0;

    for (guint i = from; i < from + MIN(count, EXACT_BANDS); i++) {
        const WordBand *band = band_at(page, i);

        for (guint c = 1; c < band->cells->len; c++) {
            cells++;
            exact += is_exact(page, from, MIN(count, EXACT_BANDS), i,
                              &cell_at(band, c)->box, right)
                         ? 1
                         : 0;
        }
    }
    return cells == 0 ? 0 : (double)exact / cells;
}

/* Justified prose has wide spaces too, and some stand above each other by
 * chance; but no line of it has other lines beside it. */
static gboolean is_table(const PageBands *page, guint from, guint count,
                         const GArray *columns)
{
    guint rows = 0, tall = 0, wide = 0;
    double share, coverage = 0;

    for (guint i = from; i < from + count; i++) {
        const WordBand *band = band_at(page, i);
        gboolean has_stack = band->jumped;

        for (guint c = 1; c < band->cells->len; c++)
            has_stack |= cell_at(band, c)->runs->len > 1;
        coverage += word_band_coverage(band);
        tall += has_stack ? 1 : 0;
        rows += band->cells->len > 1 ? 1 : 0;
        wide += widest_gap(band) > wide_gap * page->unit ? 1 : 0;
    }
    if (columns->len < 2 || rows < 2)
        return FALSE;
    share = exact_share(page, from, count, columns);
    coverage /= count;
    if (tall * 4 >= rows)
        return share >= 0.4 || wide * 2 >= rows;
    if (rows == 2)
        return wide == 2 && coverage < 0.75;
    if (coverage > 0.88 && share < 0.9)
        return FALSE;
    return share >= 0.75 || wide * 4 >= rows * 3 ||
           (share >= 0.5 && wide * 2 >= rows);
}

/* A band that stands in the columns of the table before the page break. */
static gboolean goes_on_from(const GArray *columns, const WordBand *band,
                             double unit)
{
    Fit fit = fit_of(columns, band, unit);

    return fit.cells_count >= (columns->len > 4 ? 3 : 2) &&
           fit.single == fit.cells_count && fit.shared == 0 &&
           fit.aligned * 2 >= fit.cells_count - 1;
}

/* The rest of one cell of the row that the page break cut. */
static gboolean is_rest_of_cell(const GArray *columns, const WordBand *band,
                                double unit)
{
    guint first = 0, last = 0;
    const Box *column;

    if (band->cells->len != 1 ||
        !table_columns_reach(columns, &band->box, unit, &first, &last) ||
        first != last || first == 0)
        return FALSE;
    column = &g_array_index(columns, Box, first);
    return shares_edge(column, &band->box, unit) &&
           band->box.x1 < column->x1 + unit;
}

/* Whether band @i is the next of the table that ends with @above. */
static gboolean goes_on_with(const GArray *columns, const PageBands *page,
                             guint i, const WordBand *above, gboolean is_first)
{
    const WordBand *band = band_at(page, i);

    return fits(columns, above, band, page->unit) ||
           (is_first && is_near(&above->box, &band->box, page->unit) &&
            stands_under_names(above, band, page->unit)) ||
           is_inner_line(columns, page, i, above, is_first);
}

guint table_bands_count(const PageBands *page, guint from, const GArray *before,
                        gboolean *goes_on)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(Box));
    const WordBand *band = band_at(page, from);
    guint count = 0;

    *goes_on = FALSE;
    if (band == NULL)
        return 0;
    if (before != NULL && (goes_on_from(before, band, page->unit) ||
                           is_rest_of_cell(before, band, page->unit))) {
        g_array_append_vals(columns, before->data, before->len);
        *goes_on = TRUE;
    } else if (band->cells->len < 2) {
        return 0;
    }
    for (;;) {
        const WordBand *next;

        for (guint c = 0; c < band->cells->len; c++)
            columns_add(columns, &cell_at(band, c)->box, page->unit);
        count++;
        next = band_at(page, from + count);
        if (next == NULL || (count > 1 && begins_table(page, from + count)) ||
            !goes_on_with(columns, page, from + count, band, count == 1))
            break;
        band = next;
    }
    return *goes_on || is_table(page, from, count, columns) ? count : 0;
}

static int compare_widths(gconstpointer a, gconstpointer b)
{
    const Box *p = *(const Box *const *)a, *q = *(const Box *const *)b;
    double x = p->x1 - p->x0, y = q->x1 - q->x0;

    return (x > y) - (x < y);
}

/* A name in the middle and short cells at the left of one column do not
 * overlap and look like two. They are one where cells reach over both more
 * often than a row has cells in both. */
static gboolean merge_pair(GArray *columns, const PageBands *page, guint from,
                           guint count)
{
    g_autofree guint *spans = g_new0(guint, columns->len);
    g_autofree guint *pairs = g_new0(guint, columns->len);

    for (guint i = from; i < from + count; i++) {
        const WordBand *band = band_at(page, i);
        guint before = G_MAXUINT;

        for (guint c = 0; c < band->cells->len; c++) {
            guint first = 0, last = 0;

            if (!table_columns_reach(columns, &cell_at(band, c)->box,
                                     page->unit, &first, &last))
                continue;
            if (before != G_MAXUINT && first == before + 1)
                pairs[before]++;
            /* A line of its own across the table spans whatever it meets, and
             * so do the names in its first row. */
            for (guint k = first; i > from && band->cells->len > 1 && k < last;
                 k++)
                spans[k]++;
            before = last;
        }
    }
    for (guint k = 0; k + 1 < columns->len; k++) {
        if (spans[k] <= pairs[k])
            continue;
        box_include(&g_array_index(columns, Box, k),
                    &g_array_index(columns, Box, k + 1));
        g_array_remove_index(columns, k + 1);
        return TRUE;
    }
    return FALSE;
}

static void boxes_add(GPtrArray *boxes, const WordBand *band)
{
    for (guint c = 0; c < band->cells->len; c++)
        g_ptr_array_add(boxes, &cell_at(band, c)->box);
}

/* Narrow cells first: they tell the columns that wide ones then span. */
static void columns_add_all(GArray *columns, GPtrArray *boxes, double unit)
{
    g_ptr_array_sort(boxes, compare_widths);
    for (guint i = 0; i < boxes->len; i++)
        columns_add(columns, g_ptr_array_index(boxes, i), unit);
}

GArray *table_columns_find(const PageBands *page, guint from, guint count)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(Box));
    g_autoptr(GPtrArray) boxes = g_ptr_array_new();

    /* Names come last: one over several columns could stand between two. */
    for (guint i = from + 1; i < from + count; i++)
        boxes_add(boxes, band_at(page, i));
    columns_add_all(columns, boxes, page->unit);
    g_ptr_array_set_size(boxes, 0);
    boxes_add(boxes, band_at(page, from));
    columns_add_all(columns, boxes, page->unit);
    for (guint tries = 0; tries < MERGES_MAX; tries++) {
        if (columns->len < 2 || !merge_pair(columns, page, from, count))
            break;
    }
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
