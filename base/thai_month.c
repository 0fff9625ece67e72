#include "base/thai_month.h"
#include "base/thai_text.h"
#include "base/thai_chars.h"

#include <string.h>

/* The letters of a short form are without dots: มี.ค. is มีค. */
static const struct {
    const char *thai, *thai_short;
    gunichar letters[4];
    const char *english;
} names[] = {
    { "มกราคม", "ม.ค.", { 0x0E21, 0x0E04 }, "January" },
    { "กุมภาพันธ์", "ก.พ.", { 0x0E01, 0x0E1E }, "February" },
    { "มีนาคม", "มี.ค.", { 0x0E21, 0x0E35, 0x0E04 }, "March" },
    { "เมษายน", "เม.ย.", { 0x0E40, 0x0E21, 0x0E22 }, "April" },
    { "พฤษภาคม", "พ.ค.", { 0x0E1E, 0x0E04 }, "May" },
    { "มิถุนายน", "มิ.ย.", { 0x0E21, 0x0E34, 0x0E22 }, "June" },
    { "กรกฎาคม", "ก.ค.", { 0x0E01, 0x0E04 }, "July" },
    { "สิงหาคม", "ส.ค.", { 0x0E2A, 0x0E04 }, "August" },
    { "กันยายน", "ก.ย.", { 0x0E01, 0x0E22 }, "September" },
    { "ตุลาคม", "ต.ค.", { 0x0E15, 0x0E04 }, "October" },
    { "พฤศจิกายน", "พ.ย.", { 0x0E1E, 0x0E22 }, "November" },
    { "ธันวาคม", "ธ.ค.", { 0x0E18, 0x0E04 }, "December" },
};
_Static_assert(G_N_ELEMENTS(names) == 12, "a year has twelve months");

const char *month_name(int month, gboolean english, gboolean abbreviated)
{
    static const char *const english_short[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun",
        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    };

    g_assert(month >= 1 && month <= 12);
    if (english)
        return abbreviated ? english_short[month - 1]
                           : names[month - 1].english;
    return abbreviated ? names[month - 1].thai_short : names[month - 1].thai;
}

static gunichar char_at(const gunichar *chars, gsize count, gsize at)
{
    return at < count ? chars[at] : 0;
}

/* Code points of chars[at..] that spell @word, spaces inside allowed. */
static gsize spells(const gunichar *chars, gsize count, gsize at,
                    const char *word)
{
    gsize i = at;

    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar want = g_utf8_get_char(p), got;

        if (i > at && char_at(chars, count, i) == ' ')
            i++;
        got = char_at(chars, count, i);
        /* A space before a sara aa may have been taken for a lost ring. */
        if (got != want && !(want == THAI_SARA_AA && got == THAI_SARA_AM))
            return 0;
        i++;
    }
    return i - at;
}

static gboolean is_letter(gunichar c)
{
    return (thai_is_thai(c) && !thai_is_mark(c)) || g_unichar_isalpha(c);
}

/*
 * ต.ค. and ตค: letters with a dot after the first syllable, or without any.
 * Marks are letters of the form here: มี.ค. is ม ี . ค .
 */
static gsize short_form(const gunichar *chars, gsize count, gsize at,
                        const gunichar *letters, gboolean *dotted)
{
    gsize i = at;
    guint dots = 0;

    for (const gunichar *p = letters; *p != 0; p++) {
        if (p[1] == 0 && char_at(chars, count, i) == '.') {
            dots++;
            i++;
            if (char_at(chars, count, i) == ' ')
                i++;
        }
        if (char_at(chars, count, i) != *p)
            return 0;
        i++;
    }
    if (thai_is_follower(char_at(chars, count, i)))
        return 0;
    if (char_at(chars, count, i) == '.')
        i++;
    *dotted = dots > 0;
    return i - at;
}

/* Which month's short form begins at chars[at], whatever follows; 0: none. */
static int short_form_of(const gunichar *chars, gsize count, gsize at,
                         gsize *used, gboolean *dotted)
{
    for (int m = 1; m <= 12; m++) {
        *used = short_form(chars, count, at, names[m - 1].letters, dotted);
        if (*used > 0)
            return m;
    }
    return 0;
}

/* ก.พ.ร. and ก.ค.ศ. are boards; ต.ค.พ.ย. are two months. */
static gboolean ends_well(const gunichar *chars, gsize count, gsize end,
                          gboolean dotted)
{
    gunichar next = char_at(chars, count, end);
    gsize used;
    gboolean next_dotted;

    if (!thai_is_thai(next))
        return !g_unichar_isalpha(next);
    if (short_form_of(chars, count, end, &used, &next_dotted) != 0 &&
        next_dotted == dotted)
        return TRUE;
    return dotted && chars[end - 1] == '.' &&
           char_at(chars, count, end + 1) != '.';
}

/* อ.ก.พ. is a board; in ม.ค.ก.พ. a month ends where the next begins. */
static gboolean begins_well(const gunichar *chars, gsize count, gsize at,
                            gboolean dotted)
{
    gunichar before = at > 0 ? chars[at - 1] : ' ';

    if (!dotted && !is_letter(before) && !thai_is_mark(before) && before != '.')
        return TRUE;
    if (dotted && (before != '.' || at < 2 || !thai_is_thai(chars[at - 2])))
        return TRUE;
    for (gsize back = 2; back <= 6 && back <= at; back++) {
        gsize used;
        gboolean before_dotted;

        if (short_form_of(chars, count, at - back, &used, &before_dotted) !=
                0 &&
            used == back && before_dotted == dotted)
            return TRUE;
    }
    return FALSE;
}

static gboolean short_month_at(const gunichar *chars, gsize count, gsize at,
                               MonthName *name)
{
    gsize used;
    gboolean dotted;
    int month = short_form_of(chars, count, at, &used, &dotted);

    if (month == 0 || !ends_well(chars, count, at + used, dotted) ||
        !begins_well(chars, count, at, dotted))
        return FALSE;
    name->month = month;
    name->english = FALSE;
    name->used = used;
    /* ก.พ. is the civil service board, ก.ค. the teachers' one. */
    name->form =
        !dotted || month == 2 || month == 7 ? MONTH_WEAK : MONTH_DOTTED;
    return TRUE;
}

static gboolean english_month_at(const gunichar *chars, gsize count, gsize at,
                                 MonthName *name)
{
    gsize len = 0;
    char word[12];

    if (at > 0 && is_letter(chars[at - 1]) && !thai_is_thai(chars[at - 1]))
        return FALSE;
    while (len < sizeof(word) - 1 && at + len < count &&
           chars[at + len] >= 'a' && chars[at + len] <= 'z') {
        word[len] = (char)chars[at + len];
        len++;
    }
    word[len] = '\0';
    if (len < 3)
        return FALSE;
    for (int m = 1; m <= 12; m++) {
        const char *full = names[m - 1].english;
        gboolean whole = g_ascii_strcasecmp(word, full) == 0;

        if (!whole && !(g_ascii_strncasecmp(word, full, len) == 0 &&
                        (len == 3 || (len == 4 && m == 9))))
            continue;
        name->month = m;
        name->english = TRUE;
        name->form = whole && m != 5 ? MONTH_FULL : MONTH_WEAK;
        name->used = len;
        if (!whole && char_at(chars, count, at + len) == '.')
            name->used++;
        return TRUE;
    }
    return FALSE;
}

gboolean month_name_at(const gunichar *chars, gsize count, gsize at,
                       MonthName *name)
{
    gunichar first = char_at(chars, count, at);

    if (first >= 'a' && first <= 's')
        return english_month_at(chars, count, at, name);
    if (!thai_is_thai(first))
        return FALSE;
    for (int m = 1; m <= 12; m++) {
        gsize used;

        if (first != names[m - 1].letters[0])
            continue;
        used = spells(chars, count, at, names[m - 1].thai);
        if (used == 0)
            continue;
        *name = (MonthName){ m, MONTH_FULL, FALSE, used };
        return TRUE;
    }
    return short_month_at(chars, count, at, name);
}
