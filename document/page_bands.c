#include "document/page_bands.h"

#include <math.h>
#include <string.h>

#include "base/thai_text.h"

/* Measured in letter widths (units) of the page. */
static const double space_width = 0.28; /* a smaller gap is no space */
static const double run_gap = 0.66;     /* a wider one may part cells */
static const double size_slack = 0.12;  /* letters of one size, as a share */
static const double line_step = 4.2;    /* wrapped lines stand no farther */

enum {
    ECHO_WORDS = 24,      /* how far back a second printing is looked for */
    DISORDER_BANDS = 600, /* enough of a page to see how it was drawn */
};

typedef struct {
    PageBands *page;
    WordBand *band; /* the open one */
    WordCell *cell;
    WordRun *run;
} Builder;

static void run_free(gpointer data)
{
    WordRun *run = data;

    g_ptr_array_unref(run->words);
    g_free(run);
}

static void cell_free(gpointer data)
{
    WordCell *cell = data;

    g_ptr_array_unref(cell->runs);
    g_free(cell);
}

static void band_free(gpointer data)
{
    WordBand *band = data;

    g_ptr_array_unref(band->cells);
    g_free(band);
}

void page_bands_free(PageBands *bands)
{
    if (bands == NULL)
        return;
    g_ptr_array_unref(bands->bands);
    g_free(bands);
}

/* --- measures --------------------------------------------------------------
 */

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(GArray *values, double fallback)
{
    if (values->len == 0)
        return fallback;
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, values->len / 2);
}

/* Of letters alone: points and digits are narrower. */
static gboolean is_all_letters(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);

        if (!g_unichar_isalpha(c) && !thai_is_mark(c))
            return FALSE;
    }
    return TRUE;
}

static void measure(PageBands *bands, const PageWords *page)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < page->words->len; i++) {
        const PageWord *word = &g_array_index(page->words, PageWord, i);
        double height = word->box.y1 - word->box.y0;
        double width =
            (word->box.x1 - word->box.x0) / MAX(word->chars_count, 1);

        if (word->chars_count < 3 || height <= 0 || width <= 0.5)
            continue;
        g_array_append_val(widths, width);
        g_array_append_val(heights, height);
        if (is_all_letters(word->text))
            g_array_append_val(letters, width);
    }
    bands->unit = CLAMP(median(letters->len >= 3 ? letters : widths, 6), 1, 60);
    bands->height = MAX(median(heights, 14), 1);
}

gboolean page_same_line(const Box *a, const Box *b, double unit)
{
    double height = MIN(a->y1 - a->y0, b->y1 - b->y0);
    double slack = MIN(0.35 * MAX(height, unit), 0.8 * unit);

    return fabs(box_center_y(a) - box_center_y(b)) <= slack;
}

/* --- building --------------------------------------------------------------
 */

static void run_add_word(WordRun *run, PageWord *word)
{
    if (run->words->len == 0)
        run->box = word->box;
    else
        box_include(&run->box, &word->box);
    g_ptr_array_add(run->words, word);
}

static const PageWord *last_word(const WordRun *run)
{
    return g_ptr_array_index(run->words, run->words->len - 1);
}

static void cell_add_run(WordCell *cell, WordRun *run)
{
    if (cell->runs->len == 0)
        cell->box = run->box;
    else
        box_include(&cell->box, &run->box);
    g_ptr_array_add(cell->runs, run);
}

static void band_measure(WordBand *band)
{
    for (guint c = 0; c < band->cells->len; c++) {
        WordCell *cell = g_ptr_array_index(band->cells, c);

        for (guint r = 0; r < cell->runs->len; r++) {
            const WordRun *run = g_ptr_array_index(cell->runs, r);

            if (r == 0)
                cell->box = run->box;
            else
                box_include(&cell->box, &run->box);
        }
        if (c == 0)
            band->box = cell->box;
        else
            box_include(&band->box, &cell->box);
    }
}

static WordRun *run_new(void)
{
    WordRun *run = g_new0(WordRun, 1);

    run->words = g_ptr_array_new();
    return run;
}

static void open_cell(Builder *b)
{
    b->cell = g_new0(WordCell, 1);
    b->cell->runs = g_ptr_array_new_with_free_func(run_free);
    g_ptr_array_add(b->band->cells, b->cell);
}

static void open_band(Builder *b)
{
    b->band = g_new0(WordBand, 1);
    b->band->cells = g_ptr_array_new_with_free_func(cell_free);
    g_ptr_array_add(b->page->bands, b->band);
    open_cell(b);
}

static const WordBand *band_before(const Builder *b)
{
    guint count = b->page->bands->len;

    return count < 2 ? NULL : g_ptr_array_index(b->page->bands, count - 2);
}

static const WordCell *cell_before(const Builder *b)
{
    guint count = b->band->cells->len;

    return count < 2 ? NULL : g_ptr_array_index(b->band->cells, count - 2);
}

/* The last line of a stack belongs to what now follows on its right: the
 * lines above it were a paragraph, it begins a row. */
static void split_last_run(Builder *b)
{
    WordRun *last =
        g_ptr_array_steal_index(b->cell->runs, b->cell->runs->len - 1);

    band_measure(b->band);
    open_band(b);
    cell_add_run(b->cell, last);
}

static double height_of(const Box *box)
{
    return box->y1 - box->y0;
}

static gboolean is_wrapped(const Builder *b, const Box *next)
{
    const WordCell *before = cell_before(b);
    double step = box_center_y(next) - box_center_y(&b->run->box);
    double limit =
        MAX(line_step * b->page->unit, 1.3 * (b->run->box.y1 - b->run->box.y0));

    /* Letters of another size are a heading's, or of the text below it. */
    if (fabs(height_of(next) - height_of(&b->run->box)) >
        size_slack * height_of(next))
        return FALSE;
    if (step <= 0 || step > limit || box_overlap_x(&b->cell->box, next) <= 0)
        return FALSE;
    return before == NULL || next->x0 > before->box.x1 - 0.3 * b->page->unit;
}

/* Something of the band before stands below and in the way of @next. */
static gboolean is_in_the_way(const WordBand *before, const Box *next)
{
    for (guint i = 0; i < before->cells->len; i++) {
        const WordCell *cell = g_ptr_array_index(before->cells, i);

        if (box_overlap_x(&cell->box, next) > 0 &&
            box_center_y(&cell->box) > box_center_y(next))
            return TRUE;
    }
    return FALSE;
}

/* Up or level and to the right, but not past what an earlier band holds: that
 * is the next column of a page of text. */
static gboolean is_next_column(const Builder *b, const Box *next)
{
    const WordBand *before = band_before(b);

    if (next->x0 < b->cell->box.x1 - 0.5 * b->page->unit)
        return FALSE;
    if (box_center_y(next) > b->band->box.y1 + b->page->unit)
        return FALSE;
    return before == NULL || (box_center_y(next) > before->box.y0 &&
                              !is_in_the_way(before, next));
}

/* A wide line, then the number of a row below it, and now the next cell of
 * that row, drawn a little higher because it has more lines. */
static gboolean begins_row(const Builder *b, const Box *next)
{
    const WordRun *above;

    if (b->band->cells->len != 1 || b->cell->runs->len < 2)
        return FALSE;
    above = g_ptr_array_index(b->cell->runs, b->cell->runs->len - 2);
    return next->x0 > b->run->box.x1 - 0.5 * b->page->unit &&
           next->x0 < above->box.x1 &&
           box_center_y(next) > box_center_y(&above->box) + b->page->unit &&
           box_center_y(next) < b->run->box.y1;
}

/* Decides where the run that begins with @word goes. */
static void place_run(Builder *b, PageWord *word)
{
    const Box *next = &word->box;
    WordRun *run = run_new();

    run_add_word(run, word);
    if (b->band == NULL) {
        open_band(b);
    } else if (page_same_line(&b->run->box, next, b->page->unit) &&
               next->x0 > b->run->box.x1 - 0.5 * b->page->unit) {
        if (b->band->cells->len == 1 && b->cell->runs->len > 1)
            split_last_run(b);
        open_cell(b);
    } else if (is_wrapped(b, next)) {
        /* the same cell goes on */
    } else if (begins_row(b, next)) {
        split_last_run(b);
        b->band->jumped = TRUE;
        open_cell(b);
    } else if (band_measure(b->band), is_next_column(b, next)) {
        b->band->jumped |=
            box_center_y(next) < box_center_y(&b->run->box) - b->page->unit;
        open_cell(b);
    } else {
        open_band(b);
    }
    cell_add_run(b->cell, run);
    b->run = run;
}

/* The width of a letter of the size of @box; a heading is no row of cells and
 * gets some more room. */
static double unit_of(const PageBands *page, const Box *box)
{
    double size = height_of(box) / page->height;

    return page->unit *
           CLAMP(size > 1 + size_slack ? 1.2 * size : size, 0.5, 4);
}

/* How much wider than a space a gap may be for these two words to be one
 * text: units in brackets and the year after "ปี" or "พ.ศ." stand for themselves
 * in no cell, and bold names have wider spaces. */
static double bond_of(const PageWord *before, const PageWord *word)
{
    gboolean digit = g_ascii_isdigit(*word->text);

    if (*word->text == '(' || (digit && g_str_has_suffix(before->text, "พ.ศ.")))
        return 1.25;
    return digit && g_str_has_suffix(before->text, "ปี") ? 1.7 : 1;
}

static gboolean continues_run(const Builder *b, const PageWord *word)
{
    const Box *next = &word->box;
    double unit, gap;

    if (b->run == NULL || !page_same_line(&b->run->box, next, b->page->unit))
        return FALSE;
    unit = unit_of(b->page, next);
    gap = next->x0 - b->run->box.x1;
    /* A mark belongs to the letter before, however far it was drawn. */
    if (thai_is_mark(g_utf8_get_char(word->text)))
        return fabs(gap) <= 3 * unit;
    return gap >= -2.5 * unit &&
           gap <= MAX(run_gap * unit, b->page->space * height_of(next)) *
                      bond_of(last_word(b->run), word);
}

/* Bold made by printing twice: the same word again, a hair aside. */
static gboolean is_echo(const Builder *b, const PageWord *word)
{
    double slack = 0.12 * b->page->unit;

    if (b->run == NULL)
        return FALSE;
    for (guint back = 1; back <= MIN(b->run->words->len, ECHO_WORDS); back++) {
        const PageWord *seen =
            g_ptr_array_index(b->run->words, b->run->words->len - back);

        if (fabs(seen->box.x0 - word->box.x0) < slack &&
            fabs(seen->box.y0 - word->box.y0) < slack &&
            strcmp(seen->text, word->text) == 0)
            return TRUE;
    }
    return FALSE;
}

static void build(PageBands *page, const GPtrArray *words)
{
    Builder b = { .page = page };

    for (guint i = 0; i < words->len; i++) {
        PageWord *word = g_ptr_array_index(words, i);

        if (is_echo(&b, word))
            continue;
        if (continues_run(&b, word)) {
            run_add_word(b.run, word);
            box_include(&b.cell->box, &word->box);
        } else {
            place_run(&b, word);
        }
    }
    for (guint i = 0; i < page->bands->len; i++)
        band_measure(g_ptr_array_index(page->bands, i));
}

/* --- order -----------------------------------------------------------------
 */

double word_band_coverage(const WordBand *band)
{
    double covered = 0;

    for (guint i = 0; i < band->cells->len; i++) {
        const WordCell *cell = g_ptr_array_index(band->cells, i);

        covered += cell->box.x1 - cell->box.x0;
    }
    return covered / MAX(band->box.x1 - band->box.x0, 1);
}

/* Two bands on one line that were drawn at different times: a row whose
 * cells come apart. Two columns of prose stand so too, and are in order. */
static gboolean is_torn(const WordBand *a, const WordBand *b, double unit)
{
    if (MIN(word_band_coverage(a), word_band_coverage(b)) > 0.75)
        return FALSE;
    return page_same_line(&a->box, &b->box, unit) &&
           box_overlap_x(&a->box, &b->box) < unit;
}

static gboolean is_disordered(const PageBands *page)
{
    guint count = MIN(page->bands->len, DISORDER_BANDS);
    guint jumps = 0, torn = 0;

    for (guint i = 1; i < count; i++) {
        const WordBand *band = g_ptr_array_index(page->bands, i);
        const WordBand *before = g_ptr_array_index(page->bands, i - 1);

        jumps += band->box.y1 < before->box.y0 + page->unit ? 1 : 0;
        for (guint k = 0; k < i; k++) {
            if (is_torn(g_ptr_array_index(page->bands, k), band, page->unit)) {
                torn++;
                break;
            }
        }
    }
    return (jumps > 2 && jumps * 8 > count) || (torn > 1 && torn * 8 > count);
}

typedef struct {
    const WordRun *run;
    guint line;
} Placed;

static int compare_y(gconstpointer a, gconstpointer b)
{
    const Placed *p = a, *q = b;
    double x = box_center_y(&p->run->box), y = box_center_y(&q->run->box);

    return (x > y) - (x < y);
}

static int compare_place(gconstpointer a, gconstpointer b)
{
    const Placed *p = a, *q = b;

    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    return (p->run->box.x0 > q->run->box.x0) -
           (p->run->box.x0 < q->run->box.x0);
}

static GArray *runs_of(const PageBands *page)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(Placed));

    for (guint b = 0; b < page->bands->len; b++) {
        const WordBand *band = g_ptr_array_index(page->bands, b);

        for (guint c = 0; c < band->cells->len; c++) {
            const WordCell *cell = g_ptr_array_index(band->cells, c);

            for (guint r = 0; r < cell->runs->len; r++) {
                Placed placed = { g_ptr_array_index(cell->runs, r), 0 };

                g_array_append_val(runs, placed);
            }
        }
    }
    return runs;
}

/* Lines from top to bottom, each from left to right. Runs stay whole: where
 * a mark was drawn says little about the letter it belongs to. */
static GPtrArray *words_in_reading_order(const PageBands *page)
{
    g_autoptr(GArray) placed = runs_of(page);
    GPtrArray *words = g_ptr_array_new();
    guint line = 0;

    g_array_sort(placed, compare_y);
    for (guint i = 0; i < placed->len; i++) {
        Placed *p = &g_array_index(placed, Placed, i);

        if (i > 0 &&
            !page_same_line(&(p - 1)->run->box, &p->run->box, page->unit))
            line++;
        p->line = line;
    }
    g_array_sort(placed, compare_place);
    for (guint i = 0; i < placed->len; i++) {
        const WordRun *run = g_array_index(placed, Placed, i).run;

        for (guint w = 0; w < run->words->len; w++)
            g_ptr_array_add(words, g_ptr_array_index(run->words, w));
    }
    return words;
}

static GPtrArray *words_as_drawn(const PageWords *page)
{
    GPtrArray *words = g_ptr_array_new();

    for (guint i = 0; i < page->words->len; i++)
        g_ptr_array_add(words, &g_array_index(page->words, PageWord, i));
    return words;
}

PageBands *page_bands_new(const PageWords *page, double space)
{
    PageBands *bands = g_new0(PageBands, 1);
    g_autoptr(GPtrArray) words = words_as_drawn(page);

    bands->bands = g_ptr_array_new_with_free_func(band_free);
    measure(bands, page);
    bands->space = space;
    build(bands, words);
    if (is_disordered(bands)) {
        g_autoptr(GPtrArray) sorted = words_in_reading_order(bands);

        g_ptr_array_set_size(bands->bands, 0);
        build(bands, sorted);
    }
    return bands;
}

/* --- text ------------------------------------------------------------------
 */

static gunichar last_char(const GString *text)
{
    const char *end = text->str + text->len;
    const char *at = g_utf8_find_prev_char(text->str, end);

    return at == NULL ? 0 : g_utf8_get_char(at);
}

void word_run_append(const WordRun *run, double unit, GString *text)
{
    const PageWord *before = NULL;

    for (guint i = 0; i < run->words->len; i++) {
        const PageWord *word = g_ptr_array_index(run->words, i);
        gunichar first = g_utf8_get_char(word->text);

        /* A mark is never the first of a word, however far it was drawn. */
        if (before != NULL && !thai_is_mark(first) &&
            word->box.x0 - before->box.x1 > space_width * unit)
            g_string_append_c(text, ' ');
        g_string_append(text, word->text);
        if (before == NULL || !thai_is_mark(first) ||
            word->box.x1 > before->box.x1)
            before = word;
    }
}

void text_join_wrapped(GString *text, const char *more)
{
    gunichar last = last_char(text);
    gunichar next = g_utf8_get_char(more);

    if (text->len > 0 && last != ' ' && next != ' ' &&
        strchr(".,;:)", (int)MIN(next, 0x7f)) == NULL &&
        !(thai_is_thai(last) && thai_is_thai(next)))
        g_string_append_c(text, ' ');
    g_string_append(text, more);
}

void word_cell_append(const WordCell *cell, double unit, GString *text)
{
    for (guint i = 0; i < cell->runs->len; i++) {
        g_autoptr(GString) line = g_string_new(NULL);

        word_run_append(g_ptr_array_index(cell->runs, i), unit, line);
        text_join_wrapped(text, line->str);
    }
}
