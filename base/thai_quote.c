#include "base/thai_text.h"
#include "base/thai_chars.h"

/* A cluster is widened by at most so many code points: hostile text is one
 * letter with a million marks. */
#define WIDEN_MAX 16
#define ELLIPSIS 0x2026u

static gboolean joins_before(gunichar c)
{
    gunichar glyph = thai_glyph_char(c);

    if (glyph != 0)
        c = glyph;
    return thai_is_mark(c) || c == THAI_SARA_AM || c == 0x200D ||
           (c >= 0xFE00 && c <= 0xFE0F) || g_unichar_ismark(c);
}

static gsize widen_start(const char *text, gsize len, gsize at)
{
    guint used;

    for (guint i = 0; i < WIDEN_MAX && at > 0 && at < len; i++) {
        if (!joins_before(text_char_at(text, len, at, &used)))
            break;
        at = text_char_before(text, at);
    }
    return at;
}

static gsize widen_end(const char *text, gsize len, gsize at)
{
    guint used;

    for (guint i = 0; i < WIDEN_MAX && at > 0 && at < len; i++) {
        if (!joins_before(text_char_at(text, len, at, &used)))
            break;
        at += used;
    }
    return at;
}

void thai_folded_source(const ThaiFolded *folded, const char *text, gsize len,
                        gsize from, gsize to, gsize *start_at, gsize *end_at)
{
    gsize start = folded->start_at[MIN(from, folded->count)];
    gsize end = start;

    g_assert(from <= to && to <= folded->count);
    for (gsize i = from; i < to; i++) {
        start = MIN(start, folded->start_at[i]);
        end = MAX(end, folded->end_at[i]);
    }
    start = MIN(start, len);
    end = MIN(end, len);
    *start_at = from == to ? start : widen_start(text, len, start);
    *end_at = from == to ? end : widen_end(text, len, end);
}

/* A piece of text with its white space collapsed, code point by code point. */
typedef struct {
    GArray *cells;                    /* TextCell */
    gsize from, to;                   /* the cells of the hit */
    gboolean more_before, more_after; /* text beyond the piece */
} QuotePiece;

static gunichar piece_char(const QuotePiece *piece, gsize i)
{
    return g_array_index(piece->cells, TextCell, i).c;
}

/* Reads text[at..end) into cells; white space and controls become one ' '. */
static void piece_read(GArray *cells, const char *text, gsize len, gsize at,
                       gsize end)
{
    guint used;

    for (; at < end; at += used) {
        TextCell cell;

        cell.c = text_char_at(text, len, at, &used);
        cell.start = (guint32)at;
        cell.end = (guint32)(at + used);
        if (text_is_invisible(cell.c) && cell.c != 0x200D)
            continue;
        if (text_is_space(cell.c) || text_is_control(cell.c))
            cell.c = ' ';
        if (cell.c == ' ' &&
            (cells->len == 0 ||
             g_array_index(cells, TextCell, cells->len - 1).c == ' '))
            continue;
        g_array_append_val(cells, cell);
    }
    if (cells->len > 0 &&
        g_array_index(cells, TextCell, cells->len - 1).c == ' ')
        g_array_set_size(cells, cells->len - 1);
}

static void piece_find_hit(QuotePiece *piece, gsize start_at, gsize end_at)
{
    gsize i = 0, count = piece->cells->len;

    while (i < count &&
           g_array_index(piece->cells, TextCell, i).end <= start_at)
        i++;
    piece->from = i;
    while (i < count && g_array_index(piece->cells, TextCell, i).start < end_at)
        i++;
    piece->to = i;
}

static gboolean piece_cuts_well(const QuotePiece *piece, gsize i)
{
    return i == 0 || i >= piece->cells->len || piece_char(piece, i) == ' ' ||
           piece_char(piece, i - 1) == ' ';
}

/* The first good place to start in [from, hit]; a cluster edge when no space
 * comes within the first half. */
static gsize piece_start(const QuotePiece *piece, gsize from)
{
    gsize i = from;

    if (from == 0)
        return 0;
    for (; i < piece->from && i - from <= (piece->from - from) / 2; i++)
        if (piece_cuts_well(piece, i))
            return piece_char(piece, i) == ' ' ? i + 1 : i;
    for (i = from; i < piece->from; i++)
        if (!thai_is_follower(piece_char(piece, i)) &&
            !g_unichar_ismark(piece_char(piece, i)) &&
            !thai_is_lead(piece_char(piece, i - 1)))
            break;
    return i;
}

/* The last good place to end in [low, to]. */
static gsize piece_end(const QuotePiece *piece, gsize low, gsize to)
{
    gsize i = to;

    if (to >= piece->cells->len)
        return piece->cells->len;
    for (; i > low && to - i <= (to - low) / 2; i--)
        if (piece_cuts_well(piece, i))
            return piece_char(piece, i - 1) == ' ' ? i - 1 : i;
    for (i = to; i > low; i--)
        if (!thai_is_follower(piece_char(piece, i)) &&
            !g_unichar_ismark(piece_char(piece, i)) &&
            !thai_is_lead(piece_char(piece, i - 1)))
            break;
    return i;
}

static char *piece_print(const QuotePiece *piece, gsize from, gsize to)
{
    GString *quote = g_string_new(NULL);

    if (from > 0 || piece->more_before)
        g_string_append_unichar(quote, ELLIPSIS);
    for (gsize i = from; i < to; i++)
        g_string_append_unichar(quote, piece_char(piece, i));
    if (to < piece->cells->len || piece->more_after)
        g_string_append_unichar(quote, ELLIPSIS);
    return g_string_free(quote, FALSE);
}

/* Chooses what surrounds the hit: half of the room on each side, and what
 * one side does not need goes to the other. */
static char *piece_quote(const QuotePiece *piece, gsize max_chars)
{
    gsize count = piece->cells->len, hit = piece->to - piece->from;
    gsize room = MAX(max_chars, 3) - 2; /* two ellipses */
    gsize before = piece->from, after = count - piece->to;
    gsize left, right;

    if (hit >= room) {
        gsize cut = piece_end(piece, piece->from, piece->from + room);

        /* One cluster longer than the room: cut it all the same. */
        if (cut == piece->from)
            cut = piece->from + room;
        return piece_print(piece, piece->from, MIN(cut, count));
    }
    left = MIN(before, (room - hit) / 2);
    right = MIN(after, room - hit - left);
    left = MIN(before, room - hit - right);
    return piece_print(piece, piece_start(piece, piece->from - left),
                       piece_end(piece, piece->to, piece->to + right));
}

char *thai_quote(const char *text, gsize len, gsize start_at, gsize end_at,
                 guint max_chars)
{
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(TextCell));
    QuotePiece piece = { .cells = cells };
    /* White space collapses, so look further than max_chars would need. */
    gsize reach = (gsize)max_chars * 12 + 64, low, high;

    g_assert(max_chars > 0);
    end_at = MIN(end_at, len);
    start_at = widen_start(text, len, MIN(start_at, end_at));
    end_at = widen_end(text, len, end_at);
    low = start_at > reach ? start_at - reach : 0;
    high = len - start_at > 2 * reach ? start_at + 2 * reach : len;
    high = MAX(high, MIN(end_at, start_at + 2 * reach));
    if (low > 0)
        low = text_char_before(text, low + 1);
    if (high < len)
        high = text_char_before(text, high + 1);
    piece.more_before = low > 0;
    piece.more_after = high < len;
    piece_read(cells, text, len, low, high);
    piece_find_hit(&piece, start_at, end_at);
    return piece_quote(&piece, max_chars);
}
