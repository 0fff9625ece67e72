#include "base/thai_transpose.h"
#include "base/thai_text.h"

#include <string.h>

/* One certain case in so many Thai letters makes the doubtful ones likely. */
#define LETTERS_PER_CASE 60

typedef enum { CASE_NONE, CASE_DOUBTFUL, CASE_CERTAIN } CaseKind;

typedef struct {
    const TextCell *cells;
    gsize count;
} View;

static gunichar view_char(const View *view, gsize i)
{
    return i < view->count ? view->cells[i].c : 0;
}

/* Two letters that begin a syllable together: ครู, ตรี, หมู่, อยู่. */
static gboolean is_cluster(gunichar first, gunichar second)
{
    static const gunichar stops[] = { 0x0E01, 0x0E02, 0x0E04, 0x0E15, 0x0E17,
                                      0x0E1B, 0x0E1C, 0x0E1E, 0x0E28, 0x0E2A };
    static const gunichar led[] = { 0x0E07, 0x0E0D, 0x0E19, 0x0E21,
                                    0x0E22, 0x0E23, 0x0E25, 0x0E27 };

    if (first == 0x0E2D)
        return second == 0x0E22;
    if (first == 0x0E2B) {
        for (guint i = 0; i < G_N_ELEMENTS(led); i++)
            if (led[i] == second)
                return TRUE;
        return FALSE;
    }
    if (second != 0x0E23 && second != 0x0E25 && second != 0x0E27)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(stops); i++)
        if (stops[i] == first)
            return TRUE;
    return FALSE;
}

/* Words that end in two letters and a vowel above or below the second. */
static gboolean ends_a_word(const View *view, gsize end)
{
    static const char *const endings[] = {
        "กรณี", "คดี", "บัญชี", "บดี", "ตรี", "ศรี", "มติ",  "คติ", "สติ",
        "เหตุ", "สดุ", "ตถุ",  "รลุ", "ครู", "ฤดู", "รมี",  "มนี", "ธรณี",
        "กฎี",  "สมี", "วดี",  "นที", "รดี", "นดี", "สมดุ", "จตุ", "รณี",
    };

    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        const char *p = endings[i] + strlen(endings[i]);
        gsize at = end;

        while (p > endings[i] && at > 0) {
            p = g_utf8_prev_char(p);
            at--;
            if (view_char(view, at) != g_utf8_get_char(p))
                break;
            if (p == endings[i])
                return TRUE;
        }
    }
    return FALSE;
}

/* The vowel and the tone of a run of marks, in any order. */
typedef struct {
    gunichar vowel, tone;
} Marks;

static Marks marks_read(const View *view, gsize from, gsize to)
{
    Marks marks = { 0, 0 };

    for (; from < to; from++) {
        gunichar c = view_char(view, from);

        if (!thai_is_tone(c))
            marks.vowel = c;
        else
            marks.tone = c;
    }
    return marks;
}

/* A letter and its marks that are a word: ปี, ที่, ผู้. */
static gboolean is_word(gunichar letter, Marks marks)
{
    static const struct {
        gunichar letter, vowel, tone;
    } short_words[] = {
        { 0x0E1B, 0x0E35, 0 },      { 0x0E17, 0x0E35, 0x0E48 },
        { 0x0E19, 0x0E35, 0x0E49 }, { 0x0E19, 0x0E35, 0x0E48 },
        { 0x0E21, 0x0E35, 0 },      { 0x0E14, 0x0E35, 0 },
        { 0x0E1C, 0x0E39, 0x0E49 }, { 0x0E23, 0x0E39, 0x0E49 },
        { 0x0E14, 0x0E39, 0 },      { 0x0E04, 0x0E39, 0x0E48 },
        { 0x0E2A, 0x0E39, 0x0E48 }, { 0x0E2A, 0x0E35, 0x0E48 },
        { 0x0E1E, 0x0E35, 0x0E48 }, { 0x0E0A, 0x0E35, 0x0E49 },
        { 0x0E2A, 0x0E35, 0 },      { 0x0E15, 0x0E35, 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(short_words); i++)
        if (short_words[i].letter == letter &&
            short_words[i].vowel == marks.vowel &&
            short_words[i].tone == marks.tone)
            return TRUE;
    return FALSE;
}

/* The case of a vowel at the end of two letters and a space. */
static CaseKind case_of_vowel(gunichar vowel, gboolean led, gboolean may_end)
{
    switch (vowel) {
    case 0x0E31: /* mai han-akat needs a final letter, */
    case 0x0E36: /* ue one or an อ */
    case 0x0E37:
        return CASE_CERTAIN;
    case 0x0E47: /* เป็น, but not ก็ */
        return led ? CASE_CERTAIN : CASE_NONE;
    case 0x0E34:
    case 0x0E35:
    case 0x0E38:
    case 0x0E39:
        return may_end ? CASE_NONE : CASE_DOUBTFUL;
    default:
        return CASE_NONE;
    }
}

/*
 * What the run of marks [@from, @to) on the letter @from - 1 is, when a space
 * follows at @to: marks that no syllable can end with belong one letter
 * before.
 */
static CaseKind case_of(const View *view, gsize from, gsize to)
{
    gunichar second = view_char(view, from - 1);
    gunichar first = view_char(view, from - 2);
    gunichar before = from >= 3 ? view_char(view, from - 3) : 0;
    gboolean led = thai_is_lead(before);
    gboolean cluster = is_cluster(first, second);
    Marks marks = marks_read(view, from, to);

    if (!thai_is_consonant(first) || first == 0x0E24)
        return CASE_NONE;
    if (second == THAI_SARA_AA) /* จา่ ย */
        return marks.vowel == 0 && marks.tone != 0x0E4C ? CASE_CERTAIN
                                                        : CASE_NONE;
    if (!thai_is_consonant(second) || marks.tone == 0x0E4C)
        return CASE_NONE;
    if (marks.vowel != 0)
        return case_of_vowel(marks.vowel,
                             led || (from >= 4 && is_cluster(before, first) &&
                                     thai_is_lead(view_char(view, from - 4))),
                             cluster || is_word(second, marks) ||
                                 ends_a_word(view, to));
    /* A tone without a vowel: ใหม่ may end so, โปรง่ may not. */
    return led && cluster && second != 0x0E07 ? CASE_NONE : CASE_CERTAIN;
}

static gsize marks_end(const View *view, gsize from)
{
    gsize to = from;

    while (thai_is_mark(view_char(view, to)))
        to++;
    return to;
}

/* Counts certain cases, and the Thai letters to hold them against. */
static guint count_certain(const View *view, guint *letters)
{
    guint certain = 0;

    *letters = 0;
    for (gsize i = 0; i < view->count; i++) {
        gsize to;

        if (!thai_is_mark(view_char(view, i))) {
            *letters += thai_is_thai(view_char(view, i)) ? 1 : 0;
            continue;
        }
        to = marks_end(view, i);
        if (i >= 2 && view_char(view, to) == ' ' &&
            case_of(view, i, to) == CASE_CERTAIN)
            certain++;
        i = to - 1;
    }
    return certain;
}

gsize transposed_mend(TextCell *cells, gsize count, guint *repairs)
{
    g_autofree TextCell *source = g_memdup2(cells, count * sizeof(TextCell));
    View view = { source, count };
    guint letters, certain = count_certain(&view, &letters);
    gsize to = 0;

    /* One odd word in a long text may be a slip of the typist. */
    if (certain == 0 || (gsize)certain * LETTERS_PER_CASE < letters)
        return count;
    for (gsize i = 0; i < count;) {
        gsize end = i;
        TextCell letter;

        if (thai_is_mark(source[i].c))
            end = marks_end(&view, i);
        if (end == i || i < 2 || to < 1 || view_char(&view, end) != ' ' ||
            case_of(&view, i, end) == CASE_NONE) {
            do
                cells[to++] = source[i++];
            while (i < end);
            continue;
        }
        letter = cells[to - 1];
        to--;
        while (i < end)
            cells[to++] = source[i++];
        cells[to++] = letter;
        (*repairs)++;
        i++; /* the space that the pen left */
    }
    return to;
}
