#include "base/thai_chars.h"
#include "base/thai_text.h"

/* Bytes that a lead byte asks for; 0 for bytes that can not lead. */
static guint sequence_len(guchar lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

gunichar text_char_at(const char *text, gsize len, gsize at, guint *used)
{
    static const guchar lead_bits[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    static const gunichar lowest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const guchar *p = (const guchar *)text + at;
    guint n = sequence_len(p[0]);
    gunichar c;

    *used = 1;
    if (n == 1)
        return p[0];
    if (n == 0 || n > len - at)
        return CHAR_UNKNOWN;
    c = p[0] & lead_bits[n];
    for (guint i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return CHAR_UNKNOWN;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    if (c < lowest[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return CHAR_UNKNOWN;
    *used = n;
    return c;
}

gsize text_char_before(const char *text, gsize at)
{
    gsize back = at - 1;

    while (back > 0 && at - back < 4 && ((guchar)text[back] & 0xC0) == 0x80)
        back--;
    /* Stray continuation bytes count one by one, as in text_char_at(). */
    if (sequence_len((guchar)text[back]) != at - back)
        return at - 1;
    return back;
}

gunichar thai_glyph_char(gunichar c)
{
    static const guint16 windows[] = {
        0x0E10, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B,
        0x0E4C, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E0D, 0x0E31, 0x0E4D,
        0x0E47, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E38, 0x0E39, 0x0E3A,
    };
    static const guint16 mac[] = {
        0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47, 0x0E48, 0x0E48, 0x0E48,
        0x0E49, 0x0E49, 0x0E49, 0x0E4A, 0x0E4A, 0x0E4A, 0x0E4B, 0x0E4B, 0x0E4B,
        0x0E4C, 0x0E4C, 0x0E4C, 0x0E4D, 0x0E0D, 0x0E38, 0x0E39, 0x0E3A, 0x0E10,
    };

    if (c >= 0xF700 && c - 0xF700 < G_N_ELEMENTS(windows))
        return windows[c - 0xF700];
    if (c >= 0xF884 && c - 0xF884 < G_N_ELEMENTS(mac))
        return mac[c - 0xF884];
    return 0;
}

#define C THAI_CONSONANT
#define L THAI_LEAD
#define T THAI_TONE
#define A THAI_ABOVE
#define B THAI_BELOW
#define O THAI_OTHER
const guint8 thai_classes[0x60] = {
    0, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, /* 0E00 */
    C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, /* 0E10 */
    C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, O, /* 0E20 */
    O, A, O, O, A, A, A, A, B, B, B, 0, 0, 0, 0, O, /* 0E30 */
    L, L, L, L, L, O, O, A, T, T, T, T, T, A, A, O, /* 0E40 */
    O, O, O, O, O, O, O, O, O, O, O, O, 0, 0, 0, 0, /* 0E50 */
};
#undef C
#undef L
#undef T
#undef A
#undef B
#undef O

gboolean thai_is_thai(gunichar c)
{
    return thai_class(c) != 0;
}

gboolean thai_is_mark(gunichar c)
{
    return (thai_class(c) & THAI_MARK) != 0;
}

gboolean thai_is_follower(gunichar c)
{
    return thai_is_mark(c) || c == THAI_SARA_A || c == THAI_SARA_AA ||
           c == THAI_SARA_AM || c == THAI_LAKKHANGYAO || c == 0x0E46 ||
           c == 0x0E2F;
}

gboolean text_is_space(gunichar c)
{
    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
        return TRUE;
    default:
        return c >= 0x2000 && c <= 0x200A;
    }
}

gboolean text_is_invisible(gunichar c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
           c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

gboolean text_is_control(gunichar c)
{
    return (c < 0x20 && !text_is_space(c)) ||
           (c >= 0x7F && c < 0xA0 && c != 0x85);
}
