/*
 * thai_text.h - one spelling of Thai for matching, with the way back
 *
 * Takes    UTF-8, any bytes; invalid ones count as U+FFFD
 * Gives    code points to match on and, for each, the bytes it came from
 * Units    *_at byte offsets into the source, *_count code points
 * Source   WTT 2.0 cell order (consonant, below/above vowel, tone);
 *          private-use glyphs of Windows (U+F700-F71A) and Mac
 *          (U+F884-F89E) Thai fonts
 *
 * Unicode normalisation is not enough: NFC leaves three spellings of one
 * word as three strings. Match on folded text, quote from the source.
 */
#ifndef BASE_THAI_TEXT_H
#define BASE_THAI_TEXT_H

#include <glib.h>

/* What the folded text is good for. */
typedef enum {
    THAI_FOLD,     /* one spelling, single spaces kept */
    THAI_SQUASH,   /* + no space but between two Latin words or numbers:
                      the search key */
    THAI_SKELETON, /* + no marks at all, sara am as sara aa: for text whose
                      marks were lost or moved; phrases of 9+ letters only */
} ThaiKey;

typedef struct {
    gunichar *chars;   /* @count code points, 0-terminated */
    guint32 *start_at; /* source byte where chars[i] begins */
    guint32 *end_at;   /* source byte after chars[i] */
    gsize count;
    guint repairs; /* how many spellings had to be mended to get here */
} ThaiFolded;

ThaiFolded *thai_fold(const char *text, gsize len, ThaiKey key);
void thai_folded_free(ThaiFolded *folded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ThaiFolded, thai_folded_free)

/* The folded text as UTF-8, owned by the caller. */
char *thai_folded_utf8(const ThaiFolded *folded);

/* thai_fold() and thai_folded_utf8() of a 0-terminated string in one call. */
char *thai_fold_utf8(const char *text, ThaiKey key);

/*
 * The source bytes behind chars[from..to): smallest start to largest end,
 * widened to whole grapheme clusters of @text.
 */
void thai_folded_source(const ThaiFolded *folded, const char *text, gsize len,
                        gsize from, gsize to, gsize *start_at, gsize *end_at);

/*
 * A quote: @text[start_at..end_at) with some of its surroundings, at most
 * @max_chars code points, cut at spaces or cluster edges, white space
 * collapsed, "…" where something was cut. Under 3 code points count as 3.
 * Owned by the caller.
 */
char *thai_quote(const char *text, gsize len, gsize start_at, gsize end_at,
                 guint max_chars);

/* TRUE for consonants, vowels, marks, Thai digits and signs U+0E01-0E5B. */
gboolean thai_is_thai(gunichar c);
/* TRUE for a vowel or tone mark that stands above or below a consonant. */
gboolean thai_is_mark(gunichar c);
/* TRUE where a word can not begin: marks, and ะ า ำ ๅ ๆ ฯ. */
gboolean thai_is_follower(gunichar c);

/* How far a text layer can be trusted. */
typedef enum {
    TEXT_GOOD,
    TEXT_EMPTY,      /* under 20 letters, and no table of numbers */
    TEXT_MARKS_LOST, /* Thai, but vowels and tones are missing or moved:
                        only skeleton matching is possible */
    TEXT_GARBAGE,    /* control characters, one letter over and over, or a
                        Thai page in which no Thai came out */
    TEXT_QUALITY_COUNT
} TextQuality;

typedef struct {
    TextQuality quality;
    guint letters_count; /* letters of any script */
    guint thai_count;    /* Thai letters without marks */
    double marks_per_letter, top_letter_share, junk_share, latin1_share;
} ThaiMeasure;

/*
 * Measures @text. @expect_thai: the document is known to be Thai (its agency
 * is), so Latin soup is garbage and not English.
 */
ThaiMeasure thai_measure(const char *text, gsize len, gboolean expect_thai);

/*
 * Mends what extractors do to Thai where the mending is certain: U+FFFD or a
 * space beside a sara am, doubled marks, private-use glyphs, marks that stand
 * after the next consonant, UTF-8 or windows-874 bytes decoded as Latin-1.
 * Where one word could be right as it stands, the whole text decides. The
 * text's own spelling, signs, lines and spaces stay; repairing twice changes
 * nothing more.
 * Returns a new string, owned by the caller; @repairs (may be NULL) gets the
 * number of mends.
 */
char *thai_repair(const char *text, gsize len, guint *repairs);

#endif
