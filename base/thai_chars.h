/*
 * thai_chars.h - classes of Thai characters and tolerant UTF-8 decoding
 *
 * Takes    any bytes
 * Gives    code points with the bytes they came from
 * Units    start, end: byte offsets into the source
 * Source   WTT 2.0; private-use glyphs of Windows (U+F700-F71A) and Mac
 *          (U+F884-F89E) Thai fonts
 *
 * Shared by the thai_*.c files; other rooms use thai_text.h.
 */
#ifndef BASE_THAI_CHARS_H
#define BASE_THAI_CHARS_H

#include <glib.h>

#define THAI_SARA_A 0x0E30u
#define THAI_SARA_AA 0x0E32u
#define THAI_SARA_AM 0x0E33u
#define THAI_SARA_E 0x0E40u
#define THAI_SARA_AE 0x0E41u
#define THAI_LAKKHANGYAO 0x0E45u
#define THAI_NIKHAHIT 0x0E4Du
#define CHAR_UNKNOWN 0xFFFDu

/* One code point and the bytes [start, end) behind it. */
typedef struct {
    gunichar c;
    guint32 start, end;
} TextCell;

/* The code point at text[at]; *used gets its bytes (1 when invalid, then
 * U+FFFD is returned). @at must be below @len. */
gunichar text_char_at(const char *text, gsize len, gsize at, guint *used);

/* Start of the code point before @at; @at must be above 0. */
gsize text_char_before(const char *text, gsize at);

/* The Thai character a private-use glyph stands for, or 0. */
gunichar thai_glyph_char(gunichar c);

/* What a Thai character may be, as bits. */
enum {
    THAI_CONSONANT = 1, /* ก-ฮ, with ฤ and ฦ */
    THAI_LEAD = 2,      /* เ แ โ ใ ไ */
    THAI_TONE = 4,      /* tone marks, thanthakhat */
    THAI_ABOVE = 8,     /* vowels and signs above, without the tones */
    THAI_BELOW = 16,
    THAI_OTHER = 32, /* the rest of the block */
    THAI_MARK = THAI_TONE | THAI_ABOVE | THAI_BELOW,
};

/* Bits of the characters U+0E00-0E5F; the inner loops stand on it. */
extern const guint8 thai_classes[0x60];

static inline guint thai_class(gunichar c)
{
    return c - 0x0E00u < 0x60 ? thai_classes[c - 0x0E00u] : 0;
}

static inline gboolean thai_is_consonant(gunichar c)
{
    return (thai_class(c) & THAI_CONSONANT) != 0;
}

static inline gboolean thai_is_lead(gunichar c)
{
    return (thai_class(c) & THAI_LEAD) != 0;
}

static inline gboolean thai_is_tone(gunichar c)
{
    return (thai_class(c) & THAI_TONE) != 0;
}

static inline gboolean thai_is_below(gunichar c)
{
    return (thai_class(c) & THAI_BELOW) != 0;
}

/* Space, tab, line and page breaks, NBSP and the other Unicode spaces. */
gboolean text_is_space(gunichar c);
/* Characters without width or meaning: ZWSP, ZWJ, soft hyphen, BOM ... */
gboolean text_is_invisible(gunichar c);
/* Control characters other than white space. */
gboolean text_is_control(gunichar c);

#endif
