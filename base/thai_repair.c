#include "base/thai_text.h"
#include "base/thai_chars.h"
#include "base/thai_cluster.h"
#include "base/thai_mojibake.h"
#include "base/thai_transpose.h"

/* Mending one thing may lay bare another; ordinary text needs two rounds. */
#define ROUNDS_MAX 12

/* What the whole text says about its slips. */
typedef struct {
    guint am, lost_rings;           /* ำ; "ส านัก" */
    guint bare_tones, bare_unknown; /* "ร้"; U+FFFD between two letters */
} Slips;

static gunichar cell_char(const TextCell *cells, gsize count, gsize i)
{
    return i < count ? cells[i].c : 0;
}

static Slips slips_count(const TextCell *cells, gsize count)
{
    Slips slips = { 0 };

    for (gsize i = 0; i < count; i++) {
        gunichar c = cells[i].c, next = cell_char(cells, count, i + 1);
        gunichar third = cell_char(cells, count, i + 2);

        if (c == THAI_SARA_AM)
            slips.am++;
        if (!thai_is_consonant(c))
            continue;
        if (thai_is_tone(next))
            slips.bare_tones++;
        if (next == ' ' && third == THAI_SARA_AA)
            slips.lost_rings++;
        if (next == CHAR_UNKNOWN &&
            (thai_is_consonant(third) || thai_is_lead(third)))
            slips.bare_unknown++;
    }
    return slips;
}

/*
 * "ประจ\uFFFDปี": where tones on bare letters came through and no sara am
 * did, a U+FFFD between two letters was a sara am.
 */
static gsize unknown_to_am(TextCell *cells, gsize count, guint *repairs)
{
    for (gsize i = 1; i + 1 < count; i++) {
        gunichar next = cells[i + 1].c;

        if (cells[i].c != CHAR_UNKNOWN || !thai_is_consonant(cells[i - 1].c) ||
            (i > 1 && thai_is_lead(cells[i - 2].c)) ||
            !(thai_is_consonant(next) || thai_is_lead(next)))
            continue;
        cells[i].c = THAI_SARA_AM;
        (*repairs)++;
    }
    return count;
}

static gsize cells_of(const char *text, gsize len, TextCell *cells,
                      guint *repairs)
{
    gsize count = 0;
    guint used;

    for (gsize at = 0; at < len; at += used) {
        gunichar c = text_char_at(text, len, at, &used);

        if (c >= 0xE000 && thai_glyph_char(c) != 0) {
            c = thai_glyph_char(c);
            (*repairs)++;
        }
        cells[count].c = c == 0xA0 ? ' ' : c;
        cells[count].start = (guint32)at;
        cells[count].end = (guint32)(at + used);
        count++;
    }
    return count;
}

static char *cells_print(const TextCell *cells, gsize count, gsize *len)
{
    GString *text = g_string_sized_new(count * 3 + 1);

    for (gsize i = 0; i < count; i++)
        g_string_append_unichar(text, cells[i].c == 0 ? ' ' : cells[i].c);
    *len = text->len;
    return g_string_free(text, FALSE);
}

/* One round over the text; the mended text, owned by the caller. */
static char *repair_once(const char *text, gsize len, gsize *out_len,
                         guint *repairs)
{
    g_autofree TextCell *a = g_new(TextCell, len + 1);
    g_autofree TextCell *b = NULL;
    gsize count = cells_of(text, len, a, repairs);
    Slips slips = slips_count(a, count);
    gboolean lost_rings = slips.lost_rings > slips.am;

    count = mojibake_mend(a, count, repairs);
    if (slips.am == 0 && slips.bare_tones > 0 &&
        slips.bare_unknown <= 4 * slips.bare_tones)
        count = unknown_to_am(a, count, repairs);
    count = transposed_mend(a, count, repairs);
    b = g_new(TextCell, count + 1);
    count = clusters_write(a, count, CLUSTER_MEND, lost_rings, b, repairs);
    return cells_print(b, count, out_len);
}

char *thai_repair(const char *text, gsize len, guint *repairs)
{
    guint total = 0, fresh = 0;
    gsize out_len = 0;
    char *mended;

    g_assert(len < G_MAXUINT32);
    mended = repair_once(text, len, &out_len, &fresh);
    for (int round = 1; fresh > 0 && round < ROUNDS_MAX; round++) {
        g_autofree char *before = mended;

        total += fresh;
        fresh = 0;
        mended = repair_once(before, out_len, &out_len, &fresh);
    }
    if (repairs != NULL)
        *repairs = total + fresh;
    return mended;
}
