#include "document/charset.h"

#include <errno.h>
#include <string.h>

#include "base/thai_text.h"

#define UTF8 "UTF-8"
#define WINDOWS_874 "windows-874"
#define WINDOWS_1252 "windows-1252"

/* Labels stand far down on pages that begin with a screen of script. */
#define LABEL_SEARCH_LEN 16384

#define MIXED_THAI_MIN 20 /* letters in UTF-8 that are no accident */
#define MIXED_RUN_MIN 3   /* bytes; fewer are stray */
#define MOJIBAKE_MIN 6    /* letters; fewer may be words */

/* Bytes 80-FF of windows-874; 0 where nothing is defined. */
static const guint16 windows_874[128] = {
    0x20ac, 0,      0,      0,      0,      0x2026, 0,      0,      0,
    0,      0,      0,      0,      0,      0,      0,      0,      0x2018,
    0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0,      0,      0,
    0,      0,      0,      0,      0,      0x00a0, 0x0e01, 0x0e02, 0x0e03,
    0x0e04, 0x0e05, 0x0e06, 0x0e07, 0x0e08, 0x0e09, 0x0e0a, 0x0e0b, 0x0e0c,
    0x0e0d, 0x0e0e, 0x0e0f, 0x0e10, 0x0e11, 0x0e12, 0x0e13, 0x0e14, 0x0e15,
    0x0e16, 0x0e17, 0x0e18, 0x0e19, 0x0e1a, 0x0e1b, 0x0e1c, 0x0e1d, 0x0e1e,
    0x0e1f, 0x0e20, 0x0e21, 0x0e22, 0x0e23, 0x0e24, 0x0e25, 0x0e26, 0x0e27,
    0x0e28, 0x0e29, 0x0e2a, 0x0e2b, 0x0e2c, 0x0e2d, 0x0e2e, 0x0e2f, 0x0e30,
    0x0e31, 0x0e32, 0x0e33, 0x0e34, 0x0e35, 0x0e36, 0x0e37, 0x0e38, 0x0e39,
    0x0e3a, 0,      0,      0,      0,      0x0e3f, 0x0e40, 0x0e41, 0x0e42,
    0x0e43, 0x0e44, 0x0e45, 0x0e46, 0x0e47, 0x0e48, 0x0e49, 0x0e4a, 0x0e4b,
    0x0e4c, 0x0e4d, 0x0e4e, 0x0e4f, 0x0e50, 0x0e51, 0x0e52, 0x0e53, 0x0e54,
    0x0e55, 0x0e56, 0x0e57, 0x0e58, 0x0e59, 0x0e5a, 0x0e5b, 0,      0,
    0,      0,
};

/* Bytes 80-9F of windows-1252, for text that went through it by mistake. */
static const guint16 windows_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
    0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

/* Labels without "-", "_", "." and spaces, and what browsers take them for. */
static const struct {
    const char *label, *name;
} labels[] = {
    { "utf8", UTF8 },
    { "unicode11utf8", UTF8 },
    { "windows874", WINDOWS_874 },
    { "xwindows874", WINDOWS_874 },
    { "cp874", WINDOWS_874 },
    { "ms874", WINDOWS_874 },
    { "dos874", WINDOWS_874 },
    { "874", WINDOWS_874 },
    { "tis620", WINDOWS_874 },
    { "tis6202533", WINDOWS_874 },
    { "tis6200", WINDOWS_874 },
    { "tis11", WINDOWS_874 },
    { "iso885911", WINDOWS_874 },
    { "thai", WINDOWS_874 },
    { "iso88591", WINDOWS_1252 },
    { "latin1", WINDOWS_1252 },
    { "usascii", WINDOWS_1252 },
    { "ascii", WINDOWS_1252 },
    { "windows1252", WINDOWS_1252 },
    { "cp1252", WINDOWS_1252 },
    { "utf16", "UTF-16LE" },
    { "utf16le", "UTF-16LE" },
    { "utf16be", "UTF-16BE" },
    { "unicode", "UTF-16LE" },
};

static char *label_squash(const char *label)
{
    GString *squashed = g_string_new(NULL);

    for (; *label != '\0'; label++) {
        if (strchr("-_. ", *label) == NULL)
            g_string_append_c(squashed, g_ascii_tolower(*label));
    }
    return g_string_free(squashed, FALSE);
}

/* The name we use for @label; @label itself when we know no other. */
static const char *label_name(const char *label)
{
    g_autofree char *squashed = NULL;

    if (label == NULL)
        return NULL;
    squashed = label_squash(label);
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (strcmp(squashed, labels[i].label) == 0)
            return labels[i].name;
    }
    return label;
}

static gboolean same_name(const char *a, const char *b)
{
    return a != NULL && b != NULL && g_ascii_strcasecmp(a, b) == 0;
}

/* The label after @key within @text, or NULL. @text is lower case. */
static char *label_after(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    gsize len;

    if (at == NULL)
        return NULL;
    at += strlen(key);
    at += strspn(at, " \t\r\n");
    if (*at != '=')
        return NULL;
    at++;
    at += strspn(at, " \t\r\n\"'");
    len = strcspn(at, " \t\r\n\"';/>?,");
    return len == 0 || len > 40 ? NULL : g_strndup(at, len);
}

static char *header_label(const char *content_type)
{
    g_autofree char *lower = NULL;

    if (content_type == NULL)
        return NULL;
    lower = g_ascii_strdown(content_type, -1);
    return label_after(lower, "charset");
}

static char *markup_label(const char *bytes, gsize len)
{
    g_autofree char *head = NULL;
    char *at;

    len = MIN(len, LABEL_SEARCH_LEN);
    head = g_ascii_strdown(bytes, (gssize)len);
    for (gsize i = 0; i < len; i++) {
        if (head[i] == '\0')
            head[i] = ' ';
    }
    if (strncmp(head, "<?xml", 5) == 0) {
        g_autofree char *tag = g_strndup(head, strcspn(head, ">"));
        char *label = label_after(tag, "encoding");

        if (label != NULL)
            return label;
    }
    for (at = strstr(head, "<meta"); at != NULL; at = strstr(at + 5, "<meta")) {
        g_autofree char *tag = g_strndup(at, strcspn(at, ">"));
        char *label = label_after(tag, "charset");

        if (label != NULL)
            return label;
    }
    return NULL;
}

/* --- evidence in the bytes ----------------------------------------------- */

typedef struct {
    gsize sequences_count; /* well-formed UTF-8 of two bytes or more */
    gsize bad_count;       /* bytes that belong to none */
    gsize thai_count;      /* of the sequences, Thai letters of three bytes */
    gsize high_count;      /* bytes from 80 on */
    gsize defined_count;   /* of them, defined in windows-874 */
    gsize runs_count;      /* runs of them */
    gsize zero_count[2];   /* 00 and 0E bytes at even and odd places */
} Evidence;

/* Length of the UTF-8 character at @at, 0 when there is none. */
static gsize utf8_len(const char *at, gsize len)
{
    gunichar c = g_utf8_get_char_validated(at, (gssize)len);

    if (c == (gunichar)-1 || c == (gunichar)-2)
        return 0;
    return (gsize)g_unichar_to_utf8(c, NULL);
}

static void high_byte_weigh(Evidence *evidence, const char *bytes, gsize i)
{
    evidence->high_count++;
    if (windows_874[(guint8)bytes[i] - 0x80] != 0)
        evidence->defined_count++;
    if (i == 0 || (guint8)bytes[i - 1] < 0x80)
        evidence->runs_count++;
}

static Evidence evidence_weigh(const char *bytes, gsize len)
{
    Evidence evidence = { 0 };
    gsize next_at = 0; /* where the next UTF-8 character begins */

    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)bytes[i];

        if (byte == 0x00 || byte == 0x0e)
            evidence.zero_count[i & 1]++;
        if (byte < 0x80)
            continue;
        high_byte_weigh(&evidence, bytes, i);
        if (i >= next_at) {
            gsize used = utf8_len(bytes + i, len - i);

            if (used == 0)
                evidence.bad_count++;
            else
                evidence.sequences_count++;
            if (used == 3 && byte == 0xe0)
                evidence.thai_count++;
            next_at = i + MAX(used, 1);
        }
    }
    return evidence;
}

/* UTF-16 without a byte order mark: every other byte is 00 or 0E (Thai). */
static const char *utf16_name(const Evidence *evidence, gsize len)
{
    gsize half = len / 2;
    const gsize *zeros = evidence->zero_count;

    if (half < 8)
        return NULL;
    if (zeros[1] * 10 > half * 7 && zeros[0] * 10 < half)
        return "UTF-16LE";
    if (zeros[0] * 10 > half * 7 && zeros[1] * 10 < half)
        return "UTF-16BE";
    return NULL;
}

/* Thai letters come in runs, the accents of other languages alone. */
static gboolean is_windows_874(const Evidence *evidence, gboolean thai_label)
{
    if (evidence->high_count == 0 ||
        evidence->defined_count * 1000 < evidence->high_count * 995)
        return FALSE;
    return thai_label || evidence->high_count * 2 >= evidence->runs_count * 5;
}

static const char *decide(const char *bytes, gsize len, const char *header,
                          const char *meta)
{
    Evidence evidence = evidence_weigh(bytes, len);
    const char *utf16 = utf16_name(&evidence, len);
    gboolean thai_label =
        same_name(header, WINDOWS_874) || same_name(meta, WINDOWS_874);

    if (utf16 != NULL)
        return utf16;
    /* A stray byte, or an end cut inside a character, changes nothing; nor do
     * pieces in another encoding among much Thai in UTF-8. */
    if (evidence.bad_count * 20 <= evidence.sequences_count ||
        (evidence.thai_count > MIXED_THAI_MIN &&
         evidence.thai_count * 3 > evidence.bad_count))
        return UTF8;
    if (is_windows_874(&evidence, thai_label))
        return WINDOWS_874;
    /* The bytes have been asked about UTF-16 already. */
    if (header != NULL && !g_str_has_prefix(header, "UTF-16"))
        return header;
    if (meta != NULL && !g_str_has_prefix(meta, "UTF-16"))
        return meta;
    return WINDOWS_1252;
}

/* --- decoding ------------------------------------------------------------ */

static GString *decode_windows_874(const char *bytes, gsize len)
{
    GString *text = g_string_sized_new(len * 2);

    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)bytes[i];
        gunichar c = byte;

        if (byte >= 0x80)
            c = windows_874[byte - 0x80];
        g_string_append_unichar(text, byte >= 0x80 && c == 0 ? 0xfffd : c);
    }
    return text;
}

static GString *decode_windows_1252(const char *bytes, gsize len)
{
    GString *text = g_string_sized_new(len * 2);

    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)bytes[i];

        g_string_append_unichar(text, byte >= 0x80 && byte < 0xa0
                                          ? windows_1252[byte - 0x80]
                                          : byte);
    }
    return text;
}

/* A run of high bytes within UTF-8 that is windows-874: pages are put together
 * from files of two encodings. A run with Thai in UTF-8 that is only cut or
 * broken stays UTF-8. */
static gboolean run_is_windows_874(const char *run, gsize len)
{
    gsize triples = 0;

    if (len < MIXED_RUN_MIN || g_utf8_validate_len(run, len, NULL))
        return FALSE;
    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)run[i];

        if (windows_874[byte - 0x80] == 0)
            return FALSE;
        if (byte == 0xe0 && i + 2 < len &&
            ((guint8)run[i + 1] == 0xb8 || (guint8)run[i + 1] == 0xb9) &&
            ((guint8)run[i + 2] & 0xc0) == 0x80)
            triples++;
    }
    return triples * 6 < len;
}

static GString *decode_windows_874(const char *bytes, gsize len);

/* UTF-8 with runs of windows-874 in it; @mixed: whether there were any. */
static GString *decode_utf8(const char *bytes, gsize len, gboolean *mixed)
{
    GString *text = NULL;

    *mixed = FALSE;
    if (g_utf8_validate_len(bytes, len, NULL))
        return g_string_new_len(bytes, (gssize)len);
    text = g_string_sized_new(len);
    for (gsize at = 0; at < len;) {
        gsize end = at;

        while (end < len && (guint8)bytes[end] < 0x80)
            end++;
        g_string_append_len(text, bytes + at, (gssize)(end - at));
        for (at = end; end < len && (guint8)bytes[end] >= 0x80;)
            end++;
        if (run_is_windows_874(bytes + at, end - at)) {
            GString *thai = decode_windows_874(bytes + at, end - at);

            g_string_append_len(text, thai->str, (gssize)thai->len);
            g_string_free(thai, TRUE);
            *mixed = TRUE;
        } else if (end > at) {
            g_autofree char *valid =
                g_utf8_make_valid(bytes + at, (gssize)(end - at));

            g_string_append(text, valid);
        }
        at = end;
    }
    return text;
}

/* NULL when iconv does not know @name. */
static GString *decode_iconv(const char *bytes, gsize len, const char *name)
{
    gsize unit = g_str_has_prefix(name, "UTF-16") ? 2 : 1;
    GIConv converter = g_iconv_open(UTF8, name);
    char *in = (char *)bytes; /* iconv's old signature; it only reads */
    GString *text;

    if (converter == (GIConv)-1)
        return NULL;
    text = g_string_sized_new(len);
    while (len > 0) {
        char buffer[4096];
        char *out = buffer;
        gsize room = sizeof(buffer);
        gsize result = g_iconv(converter, &in, &len, &out, &room);
        gboolean stuck = result == (gsize)-1 && errno != E2BIG;

        g_string_append_len(text, buffer, (gssize)(sizeof(buffer) - room));
        if (stuck) {
            gsize skip = MIN(unit, len);

            g_string_append_unichar(text, 0xfffd);
            in += skip;
            len -= skip;
        }
    }
    g_iconv_close(converter);
    return text;
}

static GString *decode_as(const char *bytes, gsize len, const char **name,
                          gboolean *mixed)
{
    GString *text = NULL;

    if (same_name(*name, UTF8))
        return decode_utf8(bytes, len, mixed);
    if (same_name(*name, WINDOWS_874))
        return decode_windows_874(bytes, len);
    if (!same_name(*name, WINDOWS_1252))
        text = decode_iconv(bytes, len, *name);
    if (text != NULL && g_utf8_validate_len(text->str, text->len, NULL))
        return text;
    if (text != NULL)
        g_string_free(text, TRUE);
    *name = WINDOWS_1252;
    return decode_windows_1252(bytes, len);
}

/* Control characters mean nothing in text and end strings or parsers. */
static void controls_blank(GString *text)
{
    for (gsize i = 0; i < text->len; i++) {
        char c = text->str[i];

        if ((c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r' &&
             c != '\f') ||
            c == 0x7f)
            text->str[i] = ' ';
    }
}

/* --- text that was encoded twice ----------------------------------------- */

/* The byte that a wrong decoder made @c of; 0 when it made none. */
static guint8 byte_behind(gunichar c)
{
    if (c >= 0x80 && c <= 0xff)
        return (guint8)c;
    for (guint i = 0; i < G_N_ELEMENTS(windows_1252); i++) {
        if (windows_1252[i] == c)
            return (guint8)(0x80 + i);
    }
    return 0;
}

/* A run of bytes that is UTF-8 for Thai is put back as the Thai it was. */
static void run_flush(GString *out, GByteArray *run, const char *from,
                      const char *to, gsize *mended)
{
    const char *bytes = (const char *)run->data;

    if (run->len >= 3 &&
        (memmem(bytes, run->len, "\xe0\xb8", 2) != NULL ||
         memmem(bytes, run->len, "\xe0\xb9", 2) != NULL) &&
        g_utf8_validate_len(bytes, run->len, NULL)) {
        g_string_append_len(out, bytes, (gssize)run->len);
        *mended += run->len / 3;
    } else {
        g_string_append_len(out, from, to - from);
    }
    g_byte_array_set_size(run, 0);
}

static gsize utf8_twice_mend(GString *text)
{
    g_autoptr(GByteArray) run = g_byte_array_new();
    GString *out;
    const char *end = text->str + text->len;
    const char *run_from = text->str;
    gsize mended = 0;

    if (strstr(text->str, "\xc3\xa0\xc2\xb8") == NULL &&
        strstr(text->str, "\xc3\xa0\xc2\xb9") == NULL)
        return 0;
    out = g_string_sized_new(text->len);
    for (const char *at = text->str; at < end; at = g_utf8_next_char(at)) {
        guint8 byte = byte_behind(g_utf8_get_char(at));

        if (byte == 0) {
            run_flush(out, run, run_from, at, &mended);
            g_string_append_len(out, at, g_utf8_next_char(at) - at);
            run_from = g_utf8_next_char(at);
            continue;
        }
        g_byte_array_append(run, &byte, 1);
    }
    run_flush(out, run, run_from, end, &mended);
    g_string_truncate(text, 0);
    g_string_append_len(text, out->str, (gssize)out->len);
    g_string_free(out, TRUE);
    return mended;
}

/* Real text uses many letters; a line of dots or stars does not. */
static gboolean letters_vary(const char *bytes, gsize len)
{
    gboolean seen[256] = { FALSE };
    guint distinct_count = 0;

    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)bytes[i];

        if (byte >= 0xa1 && !seen[byte]) {
            seen[byte] = TRUE;
            distinct_count++;
        }
    }
    return distinct_count >= 10;
}

/* windows-874 taken for Latin-1 and then written as UTF-8: all of the text or
 * nothing, since single words could be French. */
static gboolean windows_874_twice_mend(GString *text)
{
    const char *end = text->str + text->len;
    g_autoptr(GString) bytes = g_string_sized_new(text->len);
    Evidence evidence;
    GString *thai;

    for (const char *at = text->str; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        guint8 byte = c < 0x80 ? (guint8)c : byte_behind(c);

        if (byte == 0)
            return FALSE;
        g_string_append_c(bytes, (char)byte);
    }
    evidence = evidence_weigh(bytes->str, bytes->len);
    if (evidence.high_count < 20 || !is_windows_874(&evidence, FALSE) ||
        !letters_vary(bytes->str, bytes->len))
        return FALSE;
    thai = decode_windows_874(bytes->str, bytes->len);
    g_string_truncate(text, 0);
    g_string_append_len(text, thai->str, (gssize)thai->len);
    g_string_free(thai, TRUE);
    return TRUE;
}

/* UTF-8 taken for windows-874 and written as UTF-8 again: every other letter
 * is เ, before ธ or น. */
static gboolean utf8_as_874_mend(GString *text)
{
    gsize thai = 0, pairs = 0;
    gunichar before = 0;
    g_autofree char *mended = NULL;
    guint repairs;

    for (const char *at = text->str; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        thai += c >= 0x0e01 && c <= 0x0e5b ? 1 : 0;
        pairs += before == 0x0e40 && (c == 0x0e18 || c == 0x0e19) ? 1 : 0;
        before = c;
    }
    if (pairs < MOJIBAKE_MIN || pairs * 6 < thai)
        return FALSE;
    mended = thai_repair(text->str, text->len, &repairs);
    g_string_assign(text, mended);
    return repairs > 0;
}

/* --- the whole ----------------------------------------------------------- */

static const char *bom_name(const char *bytes, gsize len, gsize *bom_len)
{
    *bom_len = 0;
    if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        *bom_len = 3;
        return UTF8;
    }
    if (len < 2)
        return NULL;
    if (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)
        *bom_len = 2;
    if (*bom_len == 0)
        return NULL;
    return (guint8)bytes[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
}

static gboolean all_ascii(const char *bytes, gsize len)
{
    for (gsize i = 0; i < len; i++) {
        if ((guint8)bytes[i] >= 0x80)
            return FALSE;
    }
    return TRUE;
}

CharsetText *charset_decode(const char *bytes, gsize len,
                            const char *content_type, gboolean markup)
{
    CharsetText *result = g_new0(CharsetText, 1);
    g_autofree char *header = header_label(content_type);
    g_autofree char *meta = markup ? markup_label(bytes, len) : NULL;
    gsize bom_len;
    const char *name = bom_name(bytes, len, &bom_len);
    GString *text;

    if (same_name(name, UTF8) && !g_utf8_validate_len(bytes, len, NULL) &&
        evidence_weigh(bytes, len).bad_count * 5 > len)
        name = NULL; /* a mark in front of something else */
    if (name == NULL)
        name = decide(bytes + bom_len, len - bom_len, label_name(header),
                      label_name(meta));
    text = decode_as(bytes + bom_len, len - bom_len, &name, &result->mixed);
    controls_blank(text);
    if (same_name(name, UTF8))
        result->double_encoded = utf8_twice_mend(text) > 0 ||
                                 windows_874_twice_mend(text) ||
                                 utf8_as_874_mend(text);
    result->declared = g_strdup(header != NULL ? header : meta);
    result->mismatch =
        result->declared != NULL && !all_ascii(bytes, len) &&
        !same_name(label_name(result->declared), name) &&
        !(bom_len == 2 &&
          g_str_has_prefix(label_name(result->declared), "UTF-16"));
    result->name = g_strdup(name);
    result->len = text->len;
    result->text = g_string_free(text, FALSE);
    return result;
}

char *charset_mismatch_detail(const CharsetText *text)
{
    if (text->double_encoded)
        return g_strdup("UTF-8, UTF-8 encoded twice");
    if (text->mixed)
        return g_strdup_printf("%s, UTF-8 and windows-874 mixed",
                               text->declared == NULL ? "UTF-8"
                                                      : text->declared);
    if (text->mismatch)
        return g_strdup_printf("%s, %s", text->declared, text->name);
    return NULL;
}

void charset_text_free(CharsetText *text)
{
    if (text == NULL)
        return;
    g_free(text->text);
    g_free(text->name);
    g_free(text->declared);
    g_free(text);
}
