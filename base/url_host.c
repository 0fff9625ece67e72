#include "base/url_host.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <string.h>

/* --- IPv4 -------------------------------------------------------------------
 */

/* Decimal, 0x hex or 0 octal. FALSE when @text is none of them; numbers too
 * large for an address become G_MAXUINT64. */
static gboolean ipv4_number(const char *text, guint64 *value)
{
    guint base = 10;

    if (*text == '\0')
        return FALSE;
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text += 2;
    } else if (text[0] == '0' && text[1] != '\0') {
        base = 8;
        text++;
    }
    *value = 0;
    for (; *text != '\0'; text++) {
        int digit = g_ascii_xdigit_value(*text);

        if (digit < 0 || (guint)digit >= base)
            return FALSE;
        if (*value > G_MAXUINT32)
            *value = G_MAXUINT64;
        else
            *value = *value * base + (guint)digit;
    }
    return TRUE;
}

/* The parts between dots, without an empty last one. */
static GPtrArray *split_dots(const char *host)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    const char *dot;

    for (; (dot = strchr(host, '.')) != NULL; host = dot + 1)
        g_ptr_array_add(parts, g_strndup(host, (gsize)(dot - host)));
    if (*host != '\0' || parts->len == 0)
        g_ptr_array_add(parts, g_strdup(host));
    return parts;
}

/* A host whose last part is a number must be an IPv4 address. */
static gboolean ends_in_number(const GPtrArray *parts)
{
    const char *last = g_ptr_array_index(parts, parts->len - 1);
    guint64 value;

    if (*last != '\0' && strspn(last, "0123456789") == strlen(last))
        return TRUE;
    return ipv4_number(last, &value);
}

static char *ipv4_parse(const GPtrArray *parts)
{
    guint64 address = 0;
    guint64 value;

    if (parts->len > 4)
        return NULL;
    for (guint i = 0; i < parts->len; i++) {
        gboolean last = i == parts->len - 1;
        guint64 bound = last ? 1ull << (8 * (5 - parts->len)) : 256;

        if (!ipv4_number(g_ptr_array_index(parts, i), &value) || value >= bound)
            return NULL;
        address += last ? value : value << (8 * (3 - i));
    }
    return g_strdup_printf("%u.%u.%u.%u", (guint)(address >> 24),
                           (guint)(address >> 16) & 255,
                           (guint)(address >> 8) & 255, (guint)address & 255);
}

/* --- IPv6 -------------------------------------------------------------------
 */

/* The first longest run of two or more zero pieces; @len 0 when none. */
static void longest_zeros(const guint16 *pieces, int *start, int *len)
{
    *start = 0;
    *len = 0;
    for (int i = 0; i < 8;) {
        int end = i;

        while (end < 8 && pieces[end] == 0)
            end++;
        if (end - i > *len && end - i > 1) {
            *start = i;
            *len = end - i;
        }
        i = end + 1;
    }
}

/* @text without its brackets. */
static char *ipv6_parse(const char *text)
{
    guint16 pieces[8];
    guchar bytes[16];
    int zeros_start, zeros_len;
    GString *out;

    if (inet_pton(AF_INET6, text, bytes) != 1)
        return NULL;
    for (int i = 0; i < 8; i++)
        pieces[i] = (guint16)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    longest_zeros(pieces, &zeros_start, &zeros_len);

    out = g_string_new("[");
    for (int i = 0; i < 8; i++) {
        if (zeros_len > 0 && i == zeros_start) {
            g_string_append(out, i == 0 ? "::" : ":");
            i += zeros_len - 1;
            continue;
        }
        g_string_append_printf(out, i < 7 ? "%x:" : "%x", pieces[i]);
    }
    g_string_append_c(out, ']');
    return g_string_free(out, FALSE);
}

/* --- names ------------------------------------------------------------------
 */

static gboolean is_thai_tone(gunichar c)
{
    return c >= 0x0E48 && c <= 0x0E4B;
}

static gboolean is_thai_vowel_mark(gunichar c)
{
    return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E39) || c == 0x0E4D;
}

/*
 * Keyboards let a tone mark be typed before or after the vowel of its letter;
 * both look the same and are different names. Registered ones have the vowel
 * first, except in sara am, where the tone stands before the nikhahit.
 */
static char *fix_thai_order(const char *name)
{
    glong count;
    g_autofree gunichar *c = g_utf8_to_ucs4_fast(name, -1, &count);

    for (glong i = 0; i + 1 < count; i++) {
        gboolean sara_am = i + 2 < count && c[i] == 0x0E4D &&
                           is_thai_tone(c[i + 1]) && c[i + 2] == 0x0E32;
        gboolean tone_first =
            is_thai_tone(c[i]) && is_thai_vowel_mark(c[i + 1]) &&
            !(c[i + 1] == 0x0E4D && i + 2 < count && c[i + 2] == 0x0E32);

        if (sara_am || tone_first) {
            gunichar moved = c[i];

            c[i] = c[i + 1];
            c[i + 1] = moved;
            i++;
        }
    }
    return g_ucs4_to_utf8(c, count, NULL, NULL, NULL);
}

static gboolean has_punycode_label(const char *name)
{
    for (const char *p = name; p != NULL; p = strchr(p, '.')) {
        if (*p == '.')
            p++;
        if (g_ascii_strncasecmp(p, "xn--", 4) == 0)
            return TRUE;
    }
    return FALSE;
}

static char *name_to_ascii(const char *name)
{
    g_autofree char *ordered = NULL;
    char *converted = NULL;
    char *out;

    if (g_str_is_ascii(name) && !has_punycode_label(name))
        return g_ascii_strdown(name, -1);
    ordered = fix_thai_order(name);
    if (idn2_to_ascii_8z(ordered, &converted,
                         IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
        return NULL;
    out = g_ascii_strdown(converted, -1);
    idn2_free(converted);
    return out;
}

/* Code points that must not stand in a name, U+007F and below. */
static gboolean is_forbidden(char c)
{
    guchar u = (guchar)c;

    return u <= 0x20 || u == 0x7F || strchr("#/:<>?@[\\]^|%", c) != NULL;
}

static char *percent_decode(const char *text, gsize len)
{
    GString *out = g_string_sized_new(len);

    for (gsize i = 0; i < len; i++) {
        int high, low;

        if (text[i] != '%' || i + 2 >= len ||
            (high = g_ascii_xdigit_value(text[i + 1])) < 0 ||
            (low = g_ascii_xdigit_value(text[i + 2])) < 0) {
            g_string_append_c(out, text[i]);
            continue;
        }
        /* A NUL is as forbidden as the space that stands in for it. */
        g_string_append_c(out, high + low == 0 ? ' ' : (char)(high * 16 + low));
        i += 2;
    }
    return g_string_free(out, FALSE);
}

char *url_host_parse(const char *host, gsize len)
{
    g_autofree char *name = NULL;
    g_autofree char *ascii = NULL;
    g_autoptr(GPtrArray) parts = NULL;

    if (len == 0)
        return NULL;
    if (host[0] == '[') {
        g_autofree char *inside = NULL;

        if (host[len - 1] != ']')
            return NULL;
        inside = g_strndup(host + 1, len - 2);
        return ipv6_parse(inside);
    }
    name = percent_decode(host, len);
    if (!g_utf8_validate(name, -1, NULL))
        return NULL;
    ascii = name_to_ascii(name);
    if (ascii == NULL || *ascii == '\0')
        return NULL;
    for (const char *p = ascii; *p != '\0'; p++) {
        if (is_forbidden(*p))
            return NULL;
    }
    parts = split_dots(ascii);
    if (ends_in_number(parts))
        return ipv4_parse(parts);
    return g_steal_pointer(&ascii);
}

/* TRUE when all letters are Thai, ASCII letters, digits or hyphens. */
static gboolean is_thai_label(const char *label)
{
    for (const char *p = label; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!(c < 0x80 || (c >= 0x0E01 && c <= 0x0E5B)))
            return FALSE;
    }
    return TRUE;
}

char *url_host_display(const char *ascii)
{
    g_auto(GStrv) labels = g_strsplit(ascii, ".", -1);

    for (char **label = labels; *label != NULL; label++) {
        char *readable = NULL;

        if (!g_str_has_prefix(*label, "xn--"))
            continue;
        if (idn2_to_unicode_8z8z(*label, &readable, 0) == IDN2_OK &&
            is_thai_label(readable)) {
            g_free(*label);
            *label = g_strdup(readable);
        }
        idn2_free(readable);
    }
    return g_strjoinv(".", labels);
}
