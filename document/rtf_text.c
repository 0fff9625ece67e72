#include "document/rtf_text.h"

#include <string.h>

enum {
    FONTS_MAX = 65536,
    PAGE_THAI = 874,
    PAGE_LATIN = 1252,
    PAGE_MAC = 10000,
    CHARSET_THAI = 222,
};

struct RtfFonts {
    GHashTable *pages; /* font number + 1 to code page */
    int told;          /* font that is told of */
    int first;         /* default font; -1: none */
    int code_page;
};

struct RtfBytes {
    GString *bytes;
    int code_page;
    gunichar high; /* first half of a pair; 0: none */
};

RtfFonts *rtf_fonts_new(void)
{
    RtfFonts *fonts = g_new0(RtfFonts, 1);

    fonts->pages = g_hash_table_new(NULL, NULL);
    fonts->told = fonts->first = -1;
    fonts->code_page = PAGE_LATIN;
    return fonts;
}

void rtf_fonts_free(RtfFonts *fonts)
{
    g_hash_table_unref(fonts->pages);
    g_free(fonts);
}

void rtf_fonts_tell(RtfFonts *fonts, int number)
{
    fonts->told = number;
}

void rtf_fonts_charset(RtfFonts *fonts, int charset)
{
    static const struct {
        int charset, page;
    } pages[] = {
        { CHARSET_THAI, PAGE_THAI },
        { 77, PAGE_MAC },
        { 128, 932 },
        { 129, 949 },
        { 134, 936 },
        { 136, 950 },
        { 161, 1253 },
        { 162, 1254 },
        { 163, 1258 },
        { 177, 1255 },
        { 178, 1256 },
        { 186, 1257 },
        { 204, 1251 },
        { 238, 1250 },
    };

    if (fonts->told < 0 || fonts->told >= FONTS_MAX)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        if (pages[i].charset == charset)
            g_hash_table_insert(fonts->pages, GINT_TO_POINTER(fonts->told + 1),
                                GINT_TO_POINTER(pages[i].page));
    }
}

void rtf_fonts_default(RtfFonts *fonts, int number)
{
    fonts->first = number;
}

void rtf_fonts_code_page(RtfFonts *fonts, int code_page)
{
    fonts->code_page = code_page;
}

int rtf_fonts_page(const RtfFonts *fonts, int number)
{
    gpointer page;

    if (number < 0)
        number = fonts->first;
    if (number < 0 || number >= FONTS_MAX)
        return fonts->code_page;
    page = g_hash_table_lookup(fonts->pages, GINT_TO_POINTER(number + 1));
    return page == NULL ? fonts->code_page : GPOINTER_TO_INT(page);
}

/* --- bytes --------------------------------------------------------------- */

RtfBytes *rtf_bytes_new(void)
{
    RtfBytes *bytes = g_new0(RtfBytes, 1);

    bytes->bytes = g_string_new(NULL);
    return bytes;
}

void rtf_bytes_free(RtfBytes *bytes)
{
    g_string_free(bytes->bytes, TRUE);
    g_free(bytes);
}

gboolean rtf_bytes_add(RtfBytes *bytes, guint8 byte, int code_page)
{
    if (bytes->bytes->len > 0 && bytes->code_page != code_page)
        return FALSE;
    bytes->code_page = code_page;
    g_string_append_c(bytes->bytes, (char)byte);
    return TRUE;
}

/* windows-874, as browsers have it: nothing is undefined but 15 bytes. */
static char *thai_decode(const GString *bytes)
{
    static const gunichar quotes[] = { 0x2018, 0x2019, 0x201c, 0x201d,
                                       0x2022, 0x2013, 0x2014 };
    GString *text = g_string_new(NULL);

    for (gsize i = 0; i < bytes->len; i++) {
        guint8 byte = (guint8)bytes->str[i];

        if (byte >= 0x20 && byte < 0x7f)
            g_string_append_c(text, (char)byte);
        else if (byte == 0x80)
            g_string_append_unichar(text, 0x20ac);
        else if (byte == 0x85)
            g_string_append_unichar(text, 0x2026);
        else if (byte >= 0x91 && byte <= 0x97)
            g_string_append_unichar(text, quotes[byte - 0x91]);
        else if ((byte >= 0xa1 && byte <= 0xda) ||
                 (byte >= 0xdf && byte <= 0xfb))
            g_string_append_unichar(text, 0x0e00u + byte - 0xa0u);
        else
            g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

static char *page_decode(const GString *bytes, int code_page)
{
    g_autofree char *name = code_page == PAGE_MAC
                                ? g_strdup("MACINTOSH")
                                : g_strdup_printf("CP%d", code_page);
    g_autofree char *text = g_convert_with_fallback(
        bytes->str, (gssize)bytes->len, "UTF-8", name, " ", NULL, NULL, NULL);

    if (text == NULL)
        text = g_convert_with_fallback(bytes->str, (gssize)bytes->len, "UTF-8",
                                       "ISO-8859-1", " ", NULL, NULL, NULL);
    for (char *at = text; at != NULL && *at != '\0'; at++) {
        if (*at > 0 && *at < ' ')
            *at = ' ';
    }
    return text == NULL ? g_strdup("") : g_utf8_make_valid(text, -1);
}

char *rtf_bytes_take(RtfBytes *bytes)
{
    char *text;

    if (bytes->bytes->len == 0)
        return NULL;
    text = bytes->code_page == PAGE_THAI
               ? thai_decode(bytes->bytes)
               : page_decode(bytes->bytes, bytes->code_page);
    g_string_truncate(bytes->bytes, 0);
    return text;
}

char *rtf_unicode_take(RtfBytes *bytes, int number)
{
    gunichar c = (gunichar)(number < 0 ? number + 0x10000 : number);
    GString *text;

    if (c >= 0xd800 && c < 0xdc00) {
        bytes->high = c;
        return NULL;
    }
    if (c >= 0xdc00 && c < 0xe000 && bytes->high != 0)
        c = 0x10000 + ((bytes->high - 0xd800) << 10) + (c - 0xdc00);
    bytes->high = 0;
    /* Bytes of symbol fonts are told as private use. */
    if (c >= 0xf020 && c <= 0xf0ff)
        c = 0x2022;
    if (!g_unichar_validate(c) || c < ' ')
        c = ' ';
    text = g_string_new(NULL);
    g_string_append_unichar(text, c);
    return g_string_free(text, FALSE);
}
