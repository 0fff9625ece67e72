#include "base/thai_text.h"
#include "base/thai_chars.h"
#include "base/thai_cluster.h"

#include <string.h>

/* No private-use glyph lies below. */
#define PRIVATE_USE 0xE000u

/* Signs that stand for another one. */
static const struct {
    guint16 from, to;
} sign_map[] = {
    { 0x2010, '-' },  { 0x2011, '-' },  { 0x2012, '-' },  { 0x2013, '-' },
    { 0x2014, '-' },  { 0x2015, '-' },  { 0x2018, '\'' }, { 0x2019, '\'' },
    { 0x201A, '\'' }, { 0x201B, '\'' }, { 0x201C, '"' },  { 0x201D, '"' },
    { 0x201E, '"' },  { 0x201F, '"' },  { 0x2032, '\'' }, { 0x2033, '"' },
    { 0x2212, '-' },  { 0xFE63, '-' },
};

/* The one form of a Thai letter. */
static gunichar thai_char_fold(gunichar c)
{
    if (c >= 0x0E50 && c <= 0x0E59)
        return '0' + (c - 0x0E50);
    /* ฏ for ฎ and the reverse is the commonest slip of all. */
    return c == 0x0E0F ? 0x0E0E : c;
}

/* The one form of @c; 0 drops it. */
static gunichar char_fold(gunichar c, ThaiKey key)
{
    if (c >= 'a' && c <= 'z')
        return c;
    if (c >= 'A' && c <= 'Z')
        return c + 0x20;
    if (thai_class(c) != 0)
        return thai_char_fold(c);
    if (text_is_space(c))
        return ' ';
    /* Old text layers put a control character where a mark was. */
    if (text_is_control(c))
        return key == THAI_SKELETON ? 0 : ' ';
    if (c < 0x80)
        return c;
    if (text_is_invisible(c))
        return 0;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return char_fold(c - 0xFEE0, key);
    for (guint i = 0; i < G_N_ELEMENTS(sign_map); i++)
        if (sign_map[i].from == c)
            return sign_map[i].to;
    return g_unichar_tolower(c);
}

/* The Thai letter at text[at], or 0: most of the text by far. */
static inline gunichar thai_char_at(const char *text, gsize len, gsize at)
{
    const guchar *p = (const guchar *)text + at;
    gunichar c;

    if (len - at < 3 || p[0] != 0xE0 || (p[1] & 0xFE) != 0xB8 ||
        (p[2] & 0xC0) != 0x80)
        return 0;
    c = (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return thai_class(c) != 0 ? c : 0;
}

/* Pass 1: bytes to cells, each character in its one form. */
static gsize cells_read(const char *text, gsize len, ThaiKey key,
                        TextCell *cells, guint *repairs)
{
    gsize count = 0;
    guint used;

    for (gsize at = 0; at < len; at += used) {
        gunichar c = thai_char_at(text, len, at);

        used = 3;
        if (c != 0) {
            c = thai_char_fold(c);
        } else {
            c = text_char_at(text, len, at, &used);
            if (c >= PRIVATE_USE && thai_glyph_char(c) != 0) {
                (*repairs)++;
                c = thai_glyph_char(c);
            }
            c = char_fold(c, key);
        }
        if (c == 0)
            continue;
        cells[count].c = c;
        cells[count].start = (guint32)at;
        cells[count].end = (guint32)(at + used);
        count++;
    }
    return count;
}

static ThaiFolded *folded_new(const TextCell *cells, gsize count, gsize len)
{
    ThaiFolded *folded = g_new0(ThaiFolded, 1);

    if (count > 0 && cells[count - 1].c == ' ')
        count--;
    folded->chars = g_new(gunichar, count + 1);
    folded->start_at = g_new(guint32, count + 1);
    folded->end_at = g_new(guint32, count + 1);
    for (gsize i = 0; i < count; i++) {
        folded->chars[i] = cells[i].c;
        folded->start_at[i] = cells[i].start;
        folded->end_at[i] = cells[i].end;
    }
    folded->chars[count] = 0;
    folded->start_at[count] = folded->end_at[count] = (guint32)len;
    folded->count = count;
    return folded;
}

ThaiFolded *thai_fold(const char *text, gsize len, ThaiKey key)
{
    static const ClusterMode modes[] = {
        [THAI_FOLD] = CLUSTER_FOLD,
        [THAI_SQUASH] = CLUSTER_SQUASH,
        [THAI_SKELETON] = CLUSTER_SKELETON,
    };
    g_autofree TextCell *in = NULL, *out = NULL;
    ThaiFolded *folded;
    gsize count;
    guint repairs = 0;

    g_assert(text != NULL || len == 0);
    g_assert(len < G_MAXUINT32);
    in = g_new(TextCell, len + 1);
    count = cells_read(text, len, key, in, &repairs);
    out = g_new(TextCell, count + 1);
    count = clusters_write(in, count, modes[key], TRUE, out, &repairs);
    folded = folded_new(out, count, len);
    folded->repairs = repairs;
    return folded;
}

void thai_folded_free(ThaiFolded *folded)
{
    if (folded == NULL)
        return;
    g_free(folded->chars);
    g_free(folded->start_at);
    g_free(folded->end_at);
    g_free(folded);
}

char *thai_folded_utf8(const ThaiFolded *folded)
{
    GString *utf8 = g_string_sized_new(folded->count * 3 + 1);

    for (gsize i = 0; i < folded->count; i++)
        g_string_append_unichar(utf8, folded->chars[i]);
    return g_string_free(utf8, FALSE);
}

char *thai_fold_utf8(const char *text, ThaiKey key)
{
    g_autoptr(ThaiFolded) folded = thai_fold(text, strlen(text), key);

    return thai_folded_utf8(folded);
}
