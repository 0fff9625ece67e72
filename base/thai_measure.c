#include "base/thai_text.h"
#include "base/thai_chars.h"

/* Fewer letters than this are no text, unless a table of numbers. */
#define LETTERS_MIN 20
#define DIGITS_MIN 60

/* Shares that good text layers of Thai agencies stay clear of; the good ones
 * lie at 0.10-0.45 marks a letter, 0.15 for the commonest letter, no junk. */
#define TOP_SHARE_MAX 0.30
#define TOP_SHARE_SHORT_MAX 0.60 /* under SHORT_LETTERS letters */
#define SHORT_LETTERS 100
#define JUNK_LOST 0.02
#define JUNK_GARBAGE 0.20
#define LATIN1_GARBAGE 0.5
#define ORPHANS_LOST 0.3
#define ORPHANS_MIN 5
#define THAI_SHARE_MIN 0.03
#define SOUP_LETTERS_MIN 40
#define WORDS_SHARE_MIN 0.6
#define WORD_CHARS_MAX 24

#define COUNTED_CHARS 0x10000

typedef struct {
    guint letters, thai, digits, shown;
    guint marks, orphans; /* marks on a letter; marks on nothing */
    guint junk, latin1;
    guint gaps;            /* spaces between two Thai letters */
    guint mojibake;        /* เธ and เน: UTF-8 read as windows-874 */
    guint latin, in_words; /* Latin letters, those in likely words */
    guint top;
    guint *counts; /* per code point of the BMP */
} Tally;

/* A run of Latin letters being read. */
typedef struct {
    guint chars, upper, vowels, same;
    gunichar last;
    gboolean first_upper;
} Run;

static void run_add(Run *run, gunichar c)
{
    gboolean upper = c >= 'A' && c <= 'Z';
    gunichar lower = upper ? c + 0x20 : c;

    if (run->chars == 0)
        run->first_upper = upper;
    run->chars++;
    run->upper += upper ? 1 : 0;
    if (lower == 'a' || lower == 'e' || lower == 'i' || lower == 'o' ||
        lower == 'u' || lower == 'y')
        run->vowels++;
    run->same = lower == run->last ? run->same + 1 : 1;
    if (run->same > 2)
        run->chars = WORD_CHARS_MAX + 1; /* "lll": no word */
    run->last = lower;
}

/* Ends a run at @next: English or soup? An OCR program for English turns
 * Thai into odd case, lone letters and letters among digits and signs. */
static void run_end(Run *run, Tally *tally, gunichar next)
{
    gboolean one_case = run->upper == 0 || run->upper == run->chars ||
                        (run->upper == 1 && run->first_upper);
    gboolean stuck = (next >= '0' && next <= '9') || next == '\'' ||
                     next == '~' || next == '\\' || next == '[';

    if (run->chars >= 3 && run->chars <= WORD_CHARS_MAX && one_case &&
        run->vowels > 0 && !stuck)
        tally->in_words += run->chars;
    *run = (Run){ 0 };
}

static void tally_mark(Tally *tally, gunichar before)
{
    if (thai_is_thai(before) && before != THAI_SARA_AA)
        tally->marks++;
    else
        tally->orphans++;
}

/* A U+FFFD beside a mark that is there is a ghost and does no harm. */
static gboolean is_ghost(gunichar before, gunichar next)
{
    return next == THAI_SARA_AM || next == THAI_SARA_AA ||
           before == THAI_SARA_AM || thai_is_tone(before);
}

static void tally_char(Tally *tally, gunichar before, gunichar c, gunichar next)
{
    if (text_is_space(c)) {
        if (c == ' ' && thai_is_thai(before) && thai_is_thai(next))
            tally->gaps++;
        return;
    }
    tally->shown++;
    if (thai_is_mark(c)) {
        tally_mark(tally, before);
        return;
    }
    if (text_is_control(c) || (c >= 0xE000 && c <= 0xF8FF) ||
        (c == CHAR_UNKNOWN && !is_ghost(before, next)))
        tally->junk++;
    if (c >= 0xA1 && c <= 0xFF)
        tally->latin1++;
    if (g_unichar_isdigit(c))
        tally->digits++;
    if (!g_unichar_isalpha(c))
        return;
    tally->letters++;
    tally->thai += thai_is_thai(c) ? 1 : 0;
    tally->latin += c < 0x80 ? 1 : 0;
    if (before == THAI_SARA_E && (c == 0x0E18 || c == 0x0E19))
        tally->mojibake++;
    if (c < COUNTED_CHARS) {
        tally->counts[c]++;
        tally->top = MAX(tally->top, tally->counts[c]);
    }
}

static void tally_text(Tally *tally, const char *text, gsize len)
{
    gunichar before = 0, c = 0, next = 0;
    Run run = { 0 };
    guint used;

    for (gsize at = 0; at <= len; at += used) {
        gunichar glyph;

        used = 1;
        next = at < len ? text_char_at(text, len, at, &used) : ' ';
        glyph = thai_glyph_char(next);
        if (glyph != 0)
            next = glyph;
        if (text_is_invisible(next))
            continue;
        if (c != 0) {
            /* A space before a mark is a slip that folding mends. */
            if (c == ' ' && thai_is_mark(next) && thai_is_thai(before)) {
                c = next;
                tally->shown++;
                tally->marks++;
                before = 0x0E01;
                continue;
            }
            tally_char(tally, before, c, next);
            if (c < 0x80 && g_ascii_isalpha((char)c))
                run_add(&run, c);
            if (run.chars > 0 && !(next < 0x80 && g_ascii_isalpha((char)next)))
                run_end(&run, tally, next);
        }
        before = c;
        c = next;
    }
}

/*
 * Thai has about 0.22 marks a letter; 300 letters rarely have under 0.11, a
 * title of 30 letters may have one.
 */
static gboolean marks_are_lost(const Tally *t)
{
    double share = t->thai == 0 ? 0 : (double)t->marks / t->thai;

    if (t->orphans >= ORPHANS_MIN &&
        t->orphans > ORPHANS_LOST * (t->marks + t->orphans))
        return TRUE;
    if (t->thai >= 150)
        return share < 0.06;
    if (t->thai >= 60)
        return share < 0.03;
    return t->thai >= LETTERS_MIN && t->marks == 0 && t->gaps * 6 > t->thai;
}

/* Nothing of what stands in @t is what the page says. */
static gboolean is_garbage(const Tally *t, const ThaiMeasure *m,
                           gboolean expect_thai)
{
    double top_max =
        t->letters < SHORT_LETTERS ? TOP_SHARE_SHORT_MAX : TOP_SHARE_MAX;

    if (m->junk_share > JUNK_GARBAGE || m->top_letter_share > top_max)
        return TRUE;
    if (m->latin1_share > LATIN1_GARBAGE)
        return TRUE;
    if (t->thai >= SHORT_LETTERS && t->mojibake * 6 > t->thai)
        return TRUE;
    return expect_thai && t->letters >= SOUP_LETTERS_MIN &&
           t->thai < THAI_SHARE_MIN * t->letters &&
           t->in_words < WORDS_SHARE_MIN * t->latin;
}

ThaiMeasure thai_measure(const char *text, gsize len, gboolean expect_thai)
{
    Tally tally = { .counts = g_new0(guint, COUNTED_CHARS) };
    ThaiMeasure m = { .quality = TEXT_GOOD };

    tally_text(&tally, text, len);
    g_free(tally.counts);
    m.letters_count = tally.letters;
    m.thai_count = tally.thai;
    if (tally.thai > 0)
        m.marks_per_letter = (double)tally.marks / tally.thai;
    if (tally.letters > 0)
        m.top_letter_share = (double)tally.top / tally.letters;
    if (tally.shown > 0) {
        m.junk_share = (double)tally.junk / tally.shown;
        m.latin1_share = (double)tally.latin1 / tally.shown;
    }
    /* A page of control characters has no letters, yet is not empty. */
    if (tally.shown >= LETTERS_MIN && m.junk_share > JUNK_GARBAGE)
        m.quality = TEXT_GARBAGE;
    else if (tally.letters < LETTERS_MIN && tally.digits < DIGITS_MIN)
        m.quality = TEXT_EMPTY;
    else if (tally.letters >= LETTERS_MIN &&
             is_garbage(&tally, &m, expect_thai))
        m.quality = TEXT_GARBAGE;
    else if (marks_are_lost(&tally) || m.junk_share > JUNK_LOST)
        m.quality = TEXT_MARKS_LOST;
    return m;
}
