#include "document/page_layout.h"

#include <math.h>
#include <string.h>

#include "base/thai_text.h"
#include "document/page_bands.h"
#include "document/page_grid.h"
#include "document/table_columns.h"
#include "document/table_header.h"
#include "document/table_from_words.h"
#include "document/text_marker.h"
#include "document/text_structure.h"
#include "document/word_space.h"

/* In letter widths, or as shares. */
static const double wrap_room = 9;        /* a line that ends here was full */
static const double tab_gap = 4;          /* no space in prose is so wide */
static const double same_left = 6;        /* first lines stand in */
static const double indent = 1.2;         /* a first line stands in by this */
static const double paragraph_gap = 1.45; /* of the step between lines */
static const double short_share = 0.6;    /* of the page's text, no full line */
static const double large = 1.12, larger = 1.35; /* of the body's height */

enum {
    RUNNING_LINES_MAX = 2, /* footer and header between two pages */
    NEIGHBOURS = 40,       /* lines that tell the edge of a column */
    HEIGHT_CLASSES = 200,  /* of one point each */
    BODY_SHARE = 10,       /* one letter in so many is enough for a body */
};

/* A line as it stands on paper. */
typedef struct {
    Box box;
    char *text;
} PaperLine;

typedef struct {
    PageLayout *layout;
    const PageBands *bands;
    int number;
    GArray *lines;      /* PaperLine, since the last table */
    double left, right; /* edges of the page's text */
    double step;        /* between lines of a paragraph */
} Page;

static void line_clear(gpointer data)
{
    PaperLine *line = data;

    g_free(line->text);
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The largest height that a good share of the letters has: tables are often
 * set smaller than the body, and headings are few. */
static double body_height_find(const GPtrArray *pages)
{
    guint64 counts[HEIGHT_CLASSES] = { 0 }, all = 0;

    for (guint p = 0; p < pages->len; p++) {
        const PageWords *page = g_ptr_array_index(pages, p);

        for (guint i = 0; i < page->words->len; i++) {
            const PageWord *word = &g_array_index(page->words, PageWord, i);
            double height = word->box.y1 - word->box.y0;

            if (height <= 0 || height >= HEIGHT_CLASSES)
                continue;
            counts[(guint)height] += word->chars_count;
            all += word->chars_count;
        }
    }
    for (guint height = HEIGHT_CLASSES; height-- > 1;) {
        if ((counts[height] + counts[height - 1]) * BODY_SHARE >= all &&
            counts[height] > 0)
            return height + 0.5;
    }
    return 0;
}

void page_layout_init(PageLayout *layout, Document *document,
                      const GPtrArray *pages)
{
    memset(layout, 0, sizeof(*layout));
    layout->document = document;
    layout->body_height = body_height_find(pages);
    layout->space = word_space_find(pages);
}

void page_layout_clear(PageLayout *layout)
{
    g_clear_pointer(&layout->columns, g_array_unref);
}

/* --- lines -----------------------------------------------------------------
 */

static char *mend(PageLayout *layout, const GString *text)
{
    guint repairs = 0;
    char *mended = thai_repair(text->str, text->len, &repairs);

    layout->repairs += repairs;
    return mended;
}

static double height_of(const PaperLine *line)
{
    return line->box.y1 - line->box.y0;
}

static int size_of(const Page *page, const PaperLine *line)
{
    double body = page->layout->body_height;

    if (body <= 0 || height_of(line) < large * body)
        return 0;
    return height_of(line) < larger * body ? 1 : 2;
}

static void add_line(Page *page, const Box *box, const GString *text)
{
    PaperLine line = { *box, mend(page->layout, text) };

    g_array_append_val(page->lines, line);
    /* A heading is no running header: a table below it is another one. */
    page->layout->lines_since +=
        size_of(page, &line) > 0 ||
                text_marker_find(line.text).kind == MARKER_PART
            ? RUNNING_LINES_MAX + 1
            : 1;
}

/* Cells side by side that make no table: one line, tabs between them. */
static void add_side_by_side(Page *page, const WordBand *band)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint c = 0; c < band->cells->len; c++) {
        g_autoptr(GString) cell = g_string_new(NULL);

        word_cell_append(g_ptr_array_index(band->cells, c), page->bands->unit,
                         cell);
        g_string_append_printf(text, "%s%s", c == 0 ? "" : "\t", cell->str);
    }
    add_line(page, &band->box, text);
}

/* One line of text with wide spaces in it, as in justified prose. */
static void add_spaced(Page *page, const WordBand *band)
{
    g_autoptr(GString) text = g_string_new(NULL);
    double end = 0;

    for (guint c = 0; c < band->cells->len; c++) {
        const WordCell *cell = g_ptr_array_index(band->cells, c);

        if (c > 0)
            g_string_append_c(
                text,
                cell->box.x0 - end > tab_gap * page->bands->unit ? '\t' : ' ');
        end = cell->box.x1;
        word_run_append(g_ptr_array_index(cell->runs, 0), page->bands->unit,
                        text);
    }
    add_line(page, &band->box, text);
}

static void add_band(Page *page, const WordBand *band)
{
    const WordCell *first = g_ptr_array_index(band->cells, 0);

    if (band->cells->len == 1) {
        for (guint r = 0; r < first->runs->len; r++) {
            const WordRun *run = g_ptr_array_index(first->runs, r);
            g_autoptr(GString) text = g_string_new(NULL);

            word_run_append(run, page->bands->unit, text);
            add_line(page, &run->box, text);
        }
        return;
    }
    for (guint c = 0; c < band->cells->len; c++) {
        const WordCell *cell = g_ptr_array_index(band->cells, c);

        if (cell->runs->len > 1) {
            add_side_by_side(page, band);
            return;
        }
    }
    add_spaced(page, band);
}

/* --- wrapped lines ---------------------------------------------------------
 */

static void measure_page(Page *page)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(double));
    const Box *before = NULL;

    page->left = G_MAXDOUBLE;
    page->right = 0;
    for (guint b = 0; b < page->bands->bands->len; b++) {
        const WordBand *band = g_ptr_array_index(page->bands->bands, b);

        page->left = MIN(page->left, band->box.x0);
        page->right = MAX(page->right, band->box.x1);
        for (guint c = 0; c < band->cells->len; c++) {
            const WordCell *cell = g_ptr_array_index(band->cells, c);

            for (guint r = 0; r < cell->runs->len; r++) {
                const WordRun *run = g_ptr_array_index(cell->runs, r);
                double step = before == NULL ? 0
                                             : box_center_y(&run->box) -
                                                   box_center_y(before);

                if (step > page->bands->unit && step < 5 * page->bands->unit)
                    g_array_append_val(steps, step);
                before = &run->box;
            }
        }
    }
    g_array_sort(steps, compare_doubles);
    page->step = steps->len == 0 ? 2 * page->bands->unit
                                 : g_array_index(steps, double, steps->len / 2);
}

/* Whether words stand on the right of the lines from @from to @to. */
static gboolean has_beside(const Page *page, guint from, guint to, double right)
{
    const Box *first = &g_array_index(page->lines, PaperLine, from).box;
    const Box *last = &g_array_index(page->lines, PaperLine, to - 1).box;

    for (guint b = 0; b < page->bands->bands->len; b++) {
        const WordBand *band = g_ptr_array_index(page->bands->bands, b);

        if (band->box.x0 > right && band->box.y1 > first->y0 &&
            band->box.y0 < last->y1)
            return TRUE;
    }
    return FALSE;
}

/* Where the lines that begin about where line @i does end: the right edge of
 * its column of text. */
static double right_of(const Page *page, guint i)
{
    const PaperLine *line = &g_array_index(page->lines, PaperLine, i);
    guint from = i > NEIGHBOURS ? i - NEIGHBOURS : 0;
    guint to = MIN(i + NEIGHBOURS, page->lines->len);
    double right = 0;
    guint count = 0;

    for (guint k = from; k < to; k++) {
        const PaperLine *other = &g_array_index(page->lines, PaperLine, k);

        if (fabs(other->box.x0 - line->box.x0) > same_left * page->bands->unit)
            continue;
        right = MAX(right, other->box.x1);
        count++;
    }
    /* Short lines with nothing beside them are not full. */
    return count < 3 || (right - page->left <
                             short_share * (page->right - page->left) &&
                         !has_beside(page, from, to, right))
               ? page->right
               : right;
}

static guint count_of(const char *text, char wanted)
{
    guint count = 0;

    for (; *text != '\0'; text++)
        count += *text == wanted;
    return count;
}

static gboolean ends_with_digit(const char *text)
{
    gsize len = strlen(text);
    const char *last =
        len == 0 ? NULL : g_utf8_find_prev_char(text, text + len);

    return last != NULL && g_unichar_digit_value(g_utf8_get_char(last)) >= 0;
}

/* "(1 ตุลาคม 2563" and then "– 30 กันยายน 2564)": the paper parted a range. */
static gboolean is_dash_in_text(const PaperLine *first, const PaperLine *line,
                                const PaperLine *next, const TextMarker *marker)
{
    const char *rest = next->text + marker->text_at;

    if (marker->kind != MARKER_BULLET ||
        text_marker_find(first->text).kind == MARKER_BULLET ||
        !(*next->text == '-' || g_str_has_prefix(next->text, "–")))
        return FALSE;
    return count_of(line->text, '(') > count_of(line->text, ')') ||
           (ends_with_digit(line->text) &&
            g_unichar_digit_value(g_utf8_get_char(rest)) >= 0);
}

/* Whether the next line is the rest of line @i; @first begins the text. */
static gboolean goes_on(const Page *page, const PaperLine *first, guint i)
{
    const PaperLine *line = &g_array_index(page->lines, PaperLine, i);
    const PaperLine *next = line + 1;
    double unit = page->bands->unit;
    double step = box_center_y(&next->box) - box_center_y(&line->box);
    gboolean marked = text_marker_find(first->text).kind != MARKER_NONE;
    TextMarker marker = text_marker_find(next->text);

    if (step <= 0 || step > paragraph_gap * page->step ||
        strchr(line->text, '\t') != NULL || strchr(next->text, '\t') != NULL)
        return FALSE;
    if (fabs(height_of(line) - height_of(next)) > 0.15 * height_of(line) ||
        (marker.kind != MARKER_NONE &&
         !is_dash_in_text(first, line, next, &marker)))
        return FALSE;
    if (line->box.x1 < right_of(page, i) - wrap_room * unit)
        return FALSE;
    /* A line that stands in begins a paragraph, but items hang. */
    return marked || next->box.x0 < line->box.x0 + indent * unit;
}

static gboolean is_page_number(const char *text)
{
    guint digits = 0;

    if (g_str_has_prefix(text, "หน้า"))
        text += strlen("หน้า");
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);

        if (g_unichar_digit_value(c) >= 0)
            digits++;
        else if (c != ' ' && c != '-' && c != 0x2013)
            return FALSE;
    }
    return digits > 0 && digits <= 4;
}

/* A page's own number, alone in its margin, is furniture. */
static gboolean is_in_margin(const Page *page, const PaperLine *line)
{
    guint count = page->bands->bands->len;
    const WordBand *first = g_ptr_array_index(page->bands->bands, 0);
    const WordBand *last = g_ptr_array_index(page->bands->bands, count - 1);

    return count > 1 &&
           (line->box.y0 <= first->box.y0 || line->box.y1 >= last->box.y1);
}

static void add_page_number(Page *page, const PaperLine *line)
{
    Block *block;

    if (!document_take_room(page->layout->document, strlen(line->text)))
        return;
    block = document_add_block(page->layout->document, BLOCK_PARAGRAPH,
                               ZONE_CHROME);
    if (block == NULL)
        return;
    block_set_text(block, line->text);
    block->page = page->number;
}

static gboolean is_after_gap(const Page *page, guint i)
{
    const PaperLine *line = &g_array_index(page->lines, PaperLine, i);
    const PaperLine *before;
    double step;

    if (i == 0)
        return TRUE;
    before = &g_array_index(page->lines, PaperLine, i - 1);
    step = box_center_y(&line->box) - box_center_y(&before->box);
    return step < 0 || step > paragraph_gap * page->step;
}

static void flush_lines(Page *page, gboolean followed)
{
    g_autoptr(GPtrArray) lines = text_lines_new();
    gboolean opens = page->layout->document->blocks->len == 0;

    for (guint i = 0; i < page->lines->len;) {
        const PaperLine *first = &g_array_index(page->lines, PaperLine, i);
        g_autoptr(GString) text = g_string_new(first->text);
        TextLine *whole;
        guint from = i++;

        if (is_page_number(first->text) && is_in_margin(page, first)) {
            add_page_number(page, first);
            continue;
        }
        while (i < page->lines->len && goes_on(page, first, i - 1)) {
            text_join_wrapped(text,
                              g_array_index(page->lines, PaperLine, i).text);
            i++;
        }
        whole = text_lines_add(lines, text->str, text->len);
        whole->break_before = is_after_gap(page, from);
        whole->size = size_of(page, first);
    }
    text_structure_add(
        page->layout->document, lines, page->number,
        (TextFlags)((opens ? TEXT_OPENS : 0) | (followed ? TEXT_FOLLOWED : 0)));
    g_array_set_size(page->lines, 0);
}

/* --- tables ----------------------------------------------------------------
 */

static void mend_table(PageLayout *layout, Table *table)
{
    for (int r = 0; r < table->row_count; r++) {
        for (int c = 0; c < table->column_count; c++) {
            Cell *cell = table_cell(table, r, c);
            g_autoptr(GString) text = g_string_new(cell->text);
            g_autofree char *mended = mend(layout, text);

            cell_set_text(cell, mended);
        }
    }
}

/* A table that goes on: its rows need no header of their own, and a row
 * guessed to be one is a row, unless it repeats the header. */
static void mark_continued(const Page *page, const WordTable *found)
{
    const PageLayout *layout = page->layout;
    Table *table = found->table;
    gboolean repeats =
        layout->header != NULL && table_repeats_header(layout->header, table);

    if (layout->lines_since > RUNNING_LINES_MAX ||
        (!repeats && (layout->columns == NULL ||
                      !table_columns_agree(layout->columns, found->columns,
                                           page->bands->unit))))
        return;
    table->continued = TRUE;
    for (int r = 0; r < table->header_row_count; r++) {
        for (int c = 0; c < table->column_count; c++)
            table_cell(table, r, c)->header = FALSE;
    }
    table_mark_header(table, repeats ? layout->header->header_row_count : 0);
}

static guint filled_count(const Table *table, int row)
{
    guint count = 0;

    for (int c = 0; c < table->column_count; c++)
        count += *table_cell(table, row, c)->text != '\0' ? 1 : 0;
    return count;
}

/* The first row of a page that only goes on with some cells of the last row
 * of the page before is part of that row. */
static gboolean is_rest_of_row(const Table *last, const Table *table, int row)
{
    if (last->column_count != table->column_count || last->row_count < 1 ||
        row >= table->row_count || filled_count(table, row) == 0 ||
        filled_count(table, row) * 2 > (guint)table->column_count ||
        *table_cell(table, row, 0)->text != '\0')
        return FALSE;
    for (int c = 0; c < table->column_count; c++) {
        if (*table_cell(table, row, c)->text != '\0' &&
            *table_cell(last, last->row_count - 1, c)->text == '\0')
            return FALSE;
    }
    return TRUE;
}

static void join_broken_row(PageLayout *layout, Table *table)
{
    Table *last = layout->last;
    int row = table->header_row_count;

    if (last == NULL || !table->continued || !is_rest_of_row(last, table, row))
        return;
    for (int c = 0; c < table->column_count; c++) {
        Cell *cell = table_cell(last, last->row_count - 1, c);
        g_autoptr(GString) text = g_string_new(cell->text);

        text_join_wrapped(text, table_cell(table, row, c)->text);
        cell_set_text(cell, text->str);
    }
    table_remove_row(table, row);
}

static void add_table(const Page *page, WordTable *found)
{
    PageLayout *layout = page->layout;
    Block *block;

    mend_table(layout, found->table);
    mark_continued(page, found);
    join_broken_row(layout, found->table);
    block = found->table->row_count == 0
                ? NULL
                : document_add_block(layout->document, BLOCK_TABLE, ZONE_MAIN);
    if (block == NULL) {
        word_table_clear(found);
        return;
    }
    layout->last = found->table;
    block->page = page->number;
    block->table = found->table;
    if (found->table->header_row_count > 0)
        layout->header = found->table;
    else if (!found->table->continued)
        layout->header = NULL;
    g_clear_pointer(&layout->columns, g_array_unref);
    layout->columns = found->columns;
    layout->lines_since = 0;
    layout->last_page = page->number;
}

/* Columns of the table that the page break may have cut. */
static const GArray *columns_before(const Page *page)
{
    const PageLayout *layout = page->layout;

    return layout->last_page == page->number - 1 &&
                   layout->lines_since <= RUNNING_LINES_MAX
               ? layout->columns
               : NULL;
}

/* --- tables that lines draw ------------------------------------------------
 */

static void add_grid(Page *page, const PageGrid *grid, const PageWords *words)
{
    WordTable found = { 0 };

    found.table = page_grid_table(grid, words, page->layout->document);
    if (found.table == NULL)
        return;
    found.columns = g_array_ref(grid->columns);
    flush_lines(page, TRUE);
    add_table(page, &found);
}

/* The grids that begin above @y. */
static void add_grids(Page *page, const PageWords *words, guint *next, double y)
{
    while (words->grids != NULL && *next < words->grids->len) {
        const PageGrid *grid = g_ptr_array_index(words->grids, *next);

        if (grid->box.y0 > y)
            return;
        add_grid(page, grid, words);
        (*next)++;
    }
}

static gboolean is_on_grid(const PageWords *words, const Box *box)
{
    for (guint i = 0; words->grids != NULL && i < words->grids->len; i++) {
        if (page_grid_holds(g_ptr_array_index(words->grids, i), box))
            return TRUE;
    }
    return FALSE;
}

/* The words of the page outside its grids; they are borrowed. */
static PageWords outside_words(const PageWords *words)
{
    PageWords outside = { words->width, words->height,
                          g_array_new(FALSE, FALSE, sizeof(PageWord)), NULL };

    for (guint i = 0; i < words->words->len; i++) {
        const PageWord *word = &g_array_index(words->words, PageWord, i);

        if (!is_on_grid(words, &word->box))
            g_array_append_vals(outside.words, word, 1);
    }
    return outside;
}

void page_layout_add(PageLayout *layout, const PageWords *words, int number)
{
    PageWords outside = outside_words(words);
    g_autoptr(PageBands) bands = page_bands_new(&outside, layout->space);
    Page page = { .layout = layout, .bands = bands, .number = number };
    guint i = 0, grid = 0;

    page.lines = g_array_new(FALSE, FALSE, sizeof(PaperLine));
    g_array_set_clear_func(page.lines, line_clear);
    measure_page(&page);
    while (i < bands->bands->len) {
        const WordBand *band = g_ptr_array_index(bands->bands, i);
        WordTable found;

        add_grids(&page, words, &grid, band->box.y0);
        if (table_from_words(bands, i, columns_before(&page), layout->document,
                             &found)) {
            flush_lines(&page, TRUE);
            i += found.band_count;
            add_table(&page, &found);
        } else {
            add_band(&page, band);
            i++;
        }
    }
    add_grids(&page, words, &grid, G_MAXDOUBLE);
    flush_lines(&page, FALSE);
    g_array_unref(page.lines);
    g_array_unref(outside.words);
}
