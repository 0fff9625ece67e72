#include "base/thai_mojibake.h"
#include "base/thai_text.h"

/* Characters that windows-1252 and windows-874 give for 0x80-0x9F. */
static guint windows_byte(gunichar c)
{
    static const guint16 high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };

    if (c >= 0x80 && c <= 0xFF)
        return c;
    for (guint i = 0; i < G_N_ELEMENTS(high); i++)
        if (high[i] != 0 && high[i] == c)
            return 0x80 + i;
    return 0;
}

/* A NBSP may have become a space on the way. */
static guint latin1_byte(gunichar c)
{
    return c == ' ' ? 0xA0 : windows_byte(c);
}

static guint thai_byte(gunichar c)
{
    if ((c >= 0x0E01 && c <= 0x0E3A) || (c >= 0x0E3F && c <= 0x0E5B))
        return c - 0x0E00 + 0xA0;
    return latin1_byte(c);
}

/* The Thai of three cells that were the bytes E0 B8 xx or E0 B9 xx, or 0. */
static gunichar utf8_thai(const TextCell *cells, gsize left,
                          guint (*byte_of)(gunichar))
{
    guint b, c;
    gunichar thai;

    if (left < 3 || (cells[0].c != 0xE0 && cells[0].c != THAI_SARA_E) ||
        byte_of(cells[0].c) != 0xE0)
        return 0;
    b = byte_of(cells[1].c);
    c = byte_of(cells[2].c);
    if ((b != 0xB8 && b != 0xB9) || c < 0x80 || c > 0xBF)
        return 0;
    thai = (b & 0x3Fu) << 6 | (c & 0x3Fu);
    return thai_is_thai(thai) ? thai : 0;
}

/* The same of six cells: UTF-8 of UTF-8 read as Latin-1 (C3 A0 C2 B8 C2 xx). */
static gunichar double_utf8_thai(const TextCell *cells, gsize left)
{
    static const guint16 pattern[] = { 0xC3, 0xA0, 0xC2, 0, 0xC2, 0 };
    TextCell bytes[3];

    if (left < 6)
        return 0;
    for (guint i = 0; i < 6; i++) {
        if (pattern[i] != 0 && cells[i].c != pattern[i] &&
            !(i == 1 && cells[i].c == ' '))
            return 0;
    }
    bytes[0].c = 0xE0;
    bytes[1].c = cells[3].c;
    bytes[2].c = cells[5].c == ' ' ? 0xA0 : cells[5].c;
    return utf8_thai(bytes, 3, latin1_byte);
}

static gsize mend_double_utf8(TextCell *cells, gsize count, guint *repairs)
{
    gsize to = 0;

    for (gsize i = 0; i < count; to++) {
        gunichar thai = double_utf8_thai(cells + i, count - i);

        cells[to] = cells[i];
        if (thai != 0) {
            cells[to].c = thai;
            cells[to].end = cells[i + 5].end;
            (*repairs)++;
        }
        i += thai != 0 ? 6 : 1;
    }
    return to;
}

static gsize mend_utf8(TextCell *cells, gsize count, guint (*byte_of)(gunichar),
                       guint *repairs)
{
    gsize to = 0;

    for (gsize i = 0; i < count; to++) {
        gunichar thai = utf8_thai(cells + i, count - i, byte_of);

        cells[to] = cells[i];
        i++;
        if (thai == 0)
            continue;
        cells[to].c = thai;
        cells[to].end = cells[i + 1].end;
        i += 2;
        (*repairs)++;
    }
    return to;
}

static guint count_utf8(const TextCell *cells, gsize count,
                        guint (*byte_of)(gunichar))
{
    guint found = 0;

    for (gsize i = 0; i + 2 < count; i++)
        if (utf8_thai(cells + i, count - i, byte_of) != 0)
            found++;
    return found;
}

static gboolean is_thai_latin1(gunichar c)
{
    return (c >= 0xA1 && c <= 0xDA) || (c >= 0xDF && c <= 0xFB);
}

/* windows-874 read as Latin-1: long runs of high letters, and no Thai. */
static gboolean is_latin1_thai(const TextCell *cells, gsize count)
{
    guint high = 0, runs = 0, letters = 0, thai = 0;

    for (gsize i = 0; i < count; i++) {
        gunichar c = cells[i].c;

        if (is_thai_latin1(c)) {
            high++;
            if (i == 0 || !is_thai_latin1(cells[i - 1].c))
                runs++;
        } else if (thai_is_thai(c)) {
            thai++;
        } else if (g_unichar_isalpha(c)) {
            letters++;
        }
    }
    return high >= 6 && thai * 10 < high && letters < high &&
           high * 2 >= runs * 5;
}

gsize mojibake_mend(TextCell *cells, gsize count, guint *repairs)
{
    guint triples = count_utf8(cells, count, thai_byte);

    count = mend_double_utf8(cells, count, repairs);
    /* "à¸" stands in no language: mend it wherever it is. */
    count = mend_utf8(cells, count, latin1_byte, repairs);
    /* "เธ" is good Thai, so most of the text must be made of it. */
    if (triples >= 4 && triples * 6 > count)
        count = mend_utf8(cells, count, thai_byte, repairs);
    if (!is_latin1_thai(cells, count))
        return count;
    for (gsize i = 0; i < count; i++) {
        if (!is_thai_latin1(cells[i].c))
            continue;
        cells[i].c = cells[i].c - 0xA0 + 0x0E00;
        (*repairs)++;
    }
    return count;
}
