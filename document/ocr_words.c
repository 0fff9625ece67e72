#include "document/ocr_words.h"

#include <math.h>
#include <string.h>

#include "base/thai_chars.h"
#include "base/thai_text.h"
#include "document/page_grid.h"

/* In heights of a consonant. */
static const double ascent = 1.75, descent = 0.6; /* of a line, as fonts say */
static const double space_min = 0.5;  /* white of this width is a space */
static const double same_size = 0.17; /* heights that are one size, a share */
static const double same_row = 0.9;   /* lines of one row */
static const double class_bonus =
    0.5;                              /* a space rather parts number and word */
static const double rule_slack = 0.6; /* how thick the lines of tables are */

enum {
    NO_CELL = -1,
    INK = 150,       /* darker is ink */
    GAPS_MAX = 1000, /* of one line */
    UNKNOWN_DIGIT = 0x25A1,
};

/* A piece of a line of text: what stands on it within one cell. */
typedef struct {
    GPtrArray *atoms; /* OcrAtom*, borrowed */
    int cell;         /* or NO_CELL */
    double letter;    /* height of its consonants */
    double base;      /* where they stand */
    guint row;
    Box box;
} Piece;

static void piece_free(gpointer data)
{
    Piece *piece = data;

    g_ptr_array_unref(piece->atoms);
    g_free(piece);
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(GArray *values)
{
    if (values->len == 0)
        return 0;
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, values->len / 2);
}

static const OcrAtom *atom_of(const Piece *piece, guint i)
{
    return g_ptr_array_index(piece->atoms, i);
}

/* --- pieces of lines -------------------------------------------------------
 */

static double area(const Box *box)
{
    return (box->x1 - box->x0) * (box->y1 - box->y0);
}

/* The smallest cell around the middle of @box: a frame may hold a table. */
static int cell_of(const OcrPicture *picture, const Box *box)
{
    double x = (box->x0 + box->x1) / 2, y = box_center_y(box);
    int found = NO_CELL;

    for (guint i = 0; i < picture->cells->len; i++) {
        const Box *cell = &g_array_index(picture->cells, Box, i);

        if (x >= cell->x0 && x <= cell->x1 && y >= cell->y0 && y <= cell->y1 &&
            (found == NO_CELL ||
             area(cell) < area(&g_array_index(picture->cells, Box, found))))
            found = (int)i;
    }
    return found;
}

static gboolean has_letter(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        if (!thai_is_mark(g_utf8_get_char(text)))
            return TRUE;
    }
    return FALSE;
}

static void piece_measure(Piece *piece)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) bases = g_array_new(FALSE, FALSE, sizeof(double));
    double tallest = 0;

    for (guint i = 0; i < piece->atoms->len; i++) {
        const Box *box = &atom_of(piece, i)->box;

        if (i == 0)
            piece->box = *box;
        else
            box_include(&piece->box, box);
        tallest = MAX(tallest, box->y1 - box->y0);
    }
    for (guint i = 0; i < piece->atoms->len; i++) {
        const Box *box = &atom_of(piece, i)->box;
        double height = box->y1 - box->y0;

        /* Marks hang above and below; what recognition could not place has a
         * box as high as the line. */
        if (piece->atoms->len > 2 &&
            (!has_letter(atom_of(piece, i)->text) || height > 0.92 * tallest))
            continue;
        g_array_append_val(heights, height);
        g_array_append_val(bases, box->y1);
    }
    piece->letter = heights->len == 0 ? 0.5 * tallest : median(heights);
    piece->base = bases->len == 0 ? piece->box.y1 : median(bases);
}

static GPtrArray *pieces_find(OcrPicture *picture)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(piece_free);
    Piece *open = NULL;
    guint line = 0;

    for (guint i = 0; i < picture->atoms->len; i++) {
        OcrAtom *atom = &g_array_index(picture->atoms, OcrAtom, i);
        int cell = cell_of(picture, &atom->box);

        if (open == NULL || atom->line != line || cell != open->cell) {
            open = g_new0(Piece, 1);
            open->atoms = g_ptr_array_new();
            open->cell = cell;
            g_ptr_array_add(pieces, open);
        }
        line = atom->line;
        g_ptr_array_add(open->atoms, atom);
    }
    for (guint i = 0; i < pieces->len; i++)
        piece_measure(g_ptr_array_index(pieces, i));
    return pieces;
}

/* Lines of one size differ by a pixel; a heading differs by more. Gives the
 * height of most letters. */
static double pieces_level(const GPtrArray *pieces)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));
    double body;

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(pieces, i);

        for (guint a = 0; a < piece->atoms->len; a++)
            g_array_append_val(heights, piece->letter);
    }
    body = median(heights);
    for (guint i = 0; i < pieces->len; i++) {
        Piece *piece = g_ptr_array_index(pieces, i);
        double slack = (piece->atoms->len < 4 ? 3 : 1) * same_size * body;

        if (fabs(piece->letter - body) <= slack)
            piece->letter = body;
    }
    return MAX(body, 1);
}

/* --- order -----------------------------------------------------------------
 */

static int compare_base(gconstpointer a, gconstpointer b)
{
    const Piece *x = *(Piece *const *)a, *y = *(Piece *const *)b;

    return (x->base > y->base) - (x->base < y->base);
}

static int compare_place(gconstpointer a, gconstpointer b)
{
    const Piece *x = *(Piece *const *)a, *y = *(Piece *const *)b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

/* Lines from the top, each from the left. */
static void pieces_order(GPtrArray *pieces, double letter)
{
    double base = 0;
    guint row = 0;

    g_ptr_array_sort(pieces, compare_base);
    for (guint i = 0; i < pieces->len; i++) {
        Piece *piece = g_ptr_array_index(pieces, i);

        if (i == 0 || piece->base > base + same_row * letter) {
            base = piece->base;
            row++;
        }
        piece->row = row;
    }
    g_ptr_array_sort(pieces, compare_place);
}

/* --- where the spaces are --------------------------------------------------
 */

/* White across the whole height of a line. */
typedef struct {
    int from, to; /* pixels */
} Gap;

static gboolean column_is_white(const GrayPicture *page, int x, int y0, int y1)
{
    for (int y = y0; y < y1; y++) {
        if (picture_at(page, x, y) < INK)
            return FALSE;
    }
    return TRUE;
}

/* The boxes of letters are guesses; the white between words is a fact. */
static GArray *gaps_find(const GrayPicture *page, const Piece *piece)
{
    GArray *gaps = g_array_new(FALSE, FALSE, sizeof(Gap));
    int y0 = MAX((int)(piece->base - ascent * piece->letter), 0);
    int y1 =
        MIN((int)(piece->base + descent * piece->letter), page->height - 1);
    int x0 = MAX((int)piece->box.x0, 0);
    int x1 = MIN((int)piece->box.x1, page->width - 1);
    int white = -1;

    for (int x = x0; x <= x1; x++) {
        Gap gap = { white, x };

        if (column_is_white(page, x, y0, y1)) {
            white = white < 0 ? x : white;
            continue;
        }
        if (white > x0 && x - white >= space_min * piece->letter &&
            gaps->len < GAPS_MAX)
            g_array_append_val(gaps, gap);
        white = -1;
    }
    return gaps;
}

static gboolean stays_with_next(gunichar c)
{
    return c >= 0x0E40 && c <= 0x0E44;
}

static gunichar last_char(const char *text)
{
    const char *last = g_utf8_find_prev_char(text, text + strlen(text));

    return last == NULL ? 0 : g_utf8_get_char(last);
}

static int class_of(gunichar c)
{
    return g_unichar_isdigit(c) ? 1 : thai_is_thai(c) ? 2 : 3;
}

/* The atom that begins after @gap: the nearest place where words may part. */
static guint parting(const Piece *piece, const Gap *gap, guint from)
{
    double middle = (gap->from + gap->to) / 2.0, best = G_MAXDOUBLE;
    guint found = from;

    for (guint i = MAX(from, 1); i < piece->atoms->len; i++) {
        const OcrAtom *before = atom_of(piece, i - 1),
                      *atom = atom_of(piece, i);
        gunichar last = last_char(before->text);
        gunichar next = g_utf8_get_char(atom->text);
        double away = fabs((before->box.x1 + atom->box.x0) / 2 - middle);

        if (thai_is_mark(next) || stays_with_next(last) ||
            next == THAI_SARA_AA || next == THAI_SARA_AM ||
            next == THAI_SARA_A ||
            strchr(".,:;)", (int)MIN(next, 0x7f)) != NULL)
            continue;
        if (class_of(last) != class_of(next))
            away -= class_bonus * piece->letter;
        if (away < best) {
            best = away;
            found = i;
        }
    }
    return found;
}

static gboolean is_thai_digit(gunichar c)
{
    return c >= 0x0E50 && c <= 0x0E59;
}

/* The Thai model lacks five of the ten Thai digits and writes others for them
 * with full confidence: a number that holds one says nothing, and shows it. */
static char *digits_mask(char *text)
{
    GString *masked;

    for (const char *at = text;; at = g_utf8_next_char(at)) {
        if (*at == '\0')
            return text;
        if (is_thai_digit(g_utf8_get_char(at)))
            break;
    }
    masked = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        g_string_append_unichar(masked,
                                g_unichar_isdigit(c) ? UNKNOWN_DIGIT : c);
    }
    g_free(text);
    return g_string_free(masked, FALSE);
}

static void word_add(PageWords *page, const Piece *piece, guint from, guint to,
                     double x0, double x1, double points)
{
    Box box = { x0 * points, (piece->base - ascent * piece->letter) * points,
                MAX(x1, x0 + 1) * points,
                (piece->base + descent * piece->letter) * points };
    GString *text = g_string_new(NULL);

    for (guint i = from; i < to; i++)
        g_string_append(text, atom_of(piece, i)->text);
    page_words_add(page, &box, digits_mask(g_string_free(text, FALSE)));
}

static void piece_append(PageWords *page, const GrayPicture *ink,
                         const Piece *piece, double points)
{
    g_autoptr(GArray) gaps = gaps_find(ink, piece);
    double x0 = piece->box.x0;
    guint from = 0;

    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = &g_array_index(gaps, Gap, i);
        guint to = parting(piece, gap, from);

        if (to <= from)
            continue;
        word_add(page, piece, from, to, x0, gap->from, points);
        from = to;
        x0 = gap->to;
    }
    word_add(page, piece, from, piece->atoms->len, x0, piece->box.x1, points);
}

static void grids_add(PageWords *page, const OcrPicture *picture, double letter,
                      double points)
{
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(Box));

    for (guint i = 0; i < picture->cells->len; i++) {
        const Box *cell = &g_array_index(picture->cells, Box, i);
        Box field = { cell->x0 * points, cell->y0 * points, cell->x1 * points,
                      cell->y1 * points };

        g_array_append_val(fields, field);
    }
    page->grids = page_grids_find(fields, rule_slack * letter * points);
}

PageWords *ocr_words_new(OcrPicture *picture, double points)
{
    PageWords *page = page_words_new(picture->page.width * points,
                                     picture->page.height * points);
    g_autoptr(GPtrArray) pieces = pieces_find(picture);
    double letter = pieces_level(pieces);

    pieces_order(pieces, letter);
    for (guint i = 0; i < pieces->len; i++)
        piece_append(page, &picture->page, g_ptr_array_index(pieces, i),
                     points);
    grids_add(page, picture, letter, points);
    return page;
}
