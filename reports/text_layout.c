#include "reports/text_layout.h"

#include <string.h>

#include "reports/digest.h"

static guint char_width(gunichar c)
{
    if (c < 0x20 || g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

guint text_width(const char *text)
{
    guint width = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        width += char_width(g_utf8_get_char(p));
    return width;
}

/*
 * How good a place the edge between @before and @after is for a new line.
 * Thai is written without spaces and no dictionary is at hand; but a vowel
 * that stands first (เ แ โ ใ ไ) always opens a syllable, and ะ ๆ ฯ close one.
 */
typedef enum { CUT_NEVER, CUT_CLUSTER, CUT_SYLLABLE, CUT_SPACE } Cut;

static Cut cut_between(gunichar before, gunichar after)
{
    gboolean leads = after >= 0x0e40 && after <= 0x0e44;

    if (before == ' ')
        return CUT_SPACE;
    if (char_width(after) == 0 || (before >= 0x0e40 && before <= 0x0e44) ||
        after == 0x0e30 || after == 0x0e32 || after == 0x0e33 ||
        after == 0x0e45 || after == 0x0e46 || after == 0x0e2f)
        return CUT_NEVER;
    if (leads || before == 0x0e30 || before == 0x0e46 || before == 0x0e2f)
        return CUT_SYLLABLE;
    if (before == '/' || before == '-' || before == '_' || before == '?' ||
        before == '&')
        return CUT_SYLLABLE;
    return CUT_CLUSTER;
}

/* End of the line that starts at @text: the best cut within @width cells,
 * a worse one only when the better would leave the line half empty. */
static const char *line_end(const char *text, guint width)
{
    const char *best[CUT_SPACE + 1] = { NULL };
    guint best_width[CUT_SPACE + 1] = { 0 };
    gunichar before = 0;
    guint used = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        Cut cut = p == text ? CUT_NEVER : cut_between(before, c);

        if (cut != CUT_NEVER) {
            best[cut] = p;
            best_width[cut] = used;
        }
        if (c != ' ' && used + char_width(c) > width && used > 0) {
            if (best[CUT_SPACE] != NULL &&
                best_width[CUT_SPACE] * 5 >= width * 3)
                return best[CUT_SPACE];
            if (best[CUT_SYLLABLE] != NULL &&
                best_width[CUT_SYLLABLE] * 2 >= width)
                return best[CUT_SYLLABLE];
            if (best[CUT_SPACE] != NULL)
                return best[CUT_SPACE];
            return best[CUT_CLUSTER] != NULL    ? best[CUT_CLUSTER]
                   : best[CUT_SYLLABLE] != NULL ? best[CUT_SYLLABLE]
                                                : p;
        }
        used += char_width(c);
        before = c;
    }
    return text + strlen(text);
}

GPtrArray *text_wrap(const char *text, guint width)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    width = MAX(width, 8);
    while (*text == ' ')
        text++;
    while (*text != '\0') {
        const char *end = line_end(text, width);
        char *line = g_strndup(text, (gsize)(end - text));

        g_ptr_array_add(lines, g_strchomp(line));
        text = end;
        while (*text == ' ')
            text++;
    }
    return lines;
}

void text_pad(GString *out, const char *raw, guint width)
{
    g_autofree char *text = digest_clean(raw);
    guint used = 0;

    if (text_width(text) <= width) {
        g_string_append(out, text);
        used = text_width(text);
    } else {
        const char *p = text;

        while (used + char_width(g_utf8_get_char(p)) < width) {
            used += char_width(g_utf8_get_char(p));
            p = g_utf8_next_char(p);
        }
        while (char_width(g_utf8_get_char(p)) == 0)
            p = g_utf8_next_char(p);
        g_string_append_len(out, text, p - text);
        g_string_append(out, "…");
        used++;
    }
    for (; used < width; used++)
        g_string_append_c(out, ' ');
}

void text_block(GString *out, const char *first, const char *indent,
                const char *text, guint width)
{
    guint taken = text_width(indent);
    g_autofree char *clean = digest_clean(text);
    g_autoptr(GPtrArray) lines =
        text_wrap(clean, width > taken ? width - taken : 1);

    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(out, "%s%s\n",
                               i == 0 && first != NULL ? first : indent,
                               (char *)g_ptr_array_index(lines, i));
}
