#include "document/text_marker.h"

#include <string.h>

#include "base/thai_text.h"

/* Words that open a part of a document when a number or letter follows. */
static const struct {
    const char *word;
    MarkerKind kind;
} part_words[] = {
    { "ส่วนที่", MARKER_PART },     { "บทที่", MARKER_PART },
    { "หมวดที่", MARKER_PART },    { "หมวด", MARKER_PART },
    { "ตอนที่", MARKER_PART },     { "ภาคผนวก", MARKER_PART },
    { "ภาคที่", MARKER_PART },     { "ภาค", MARKER_PART },
    { "ข้อที่", MARKER_ARTICLE },   { "ข้อ", MARKER_ARTICLE },
    { "มาตรา", MARKER_ARTICLE },
};

/* Names of the items of disclosure lists, before a number of two digits. */
static const char *const item_words[] = { "MOIT", "OIT", "EB", "O" };

static const char *const bullets[] = {
    "-",
    "–",
    "—",
    "•",
    "●",
    "○",
    "▪",
    "◦",
    "■",
    "□",
    "▶",
    "➢",
    "✓",
    "✔",
    "·",
    "*",
    "\xef\x82\xb7", /* U+F0B7: Word's bullet in Symbol */
};

static gboolean is_digit(gunichar c)
{
    return (c >= '0' && c <= '9') || (c >= 0x0E50 && c <= 0x0E59);
}

static gboolean is_space(gunichar c)
{
    return c == ' ' || c == '\t' || c == 0x00A0;
}

static const char *skip_spaces(const char *at)
{
    while (is_space(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

/* Up to @max_count digits; NULL when there is none or more of them. */
static const char *skip_number(const char *at, int max_count, guint *value)
{
    int count = 0;

    *value = 0;
    for (; is_digit(g_utf8_get_char(at)); at = g_utf8_next_char(at)) {
        if (++count > max_count)
            return NULL;
        *value =
            *value * 10 + (guint)g_unichar_digit_value(g_utf8_get_char(at));
    }
    return count == 0 ? NULL : at;
}

static gboolean is_outline_letter(gunichar c)
{
    return (c >= 0x0E01 && c <= 0x0E2E) || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

static TextMarker marker_new(MarkerKind kind, const char *line, const char *end,
                             int depth, guint value)
{
    TextMarker marker = { kind, (gsize)(end - line),
                          (gsize)(skip_spaces(end) - line), depth, value };

    return marker;
}

static const TextMarker none = { MARKER_NONE, 0, 0, 0, 0 };

static TextMarker find_hash(const char *line)
{
    gsize count = strspn(line, "#");

    if (count == 0 || count > 6 || !is_space(g_utf8_get_char(line + count)))
        return none;
    return marker_new(MARKER_HASH, line, line + count, (int)count, 0);
}

static TextMarker find_bullet(const char *line)
{
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++) {
        gsize len = strlen(bullets[i]);
        gunichar next;

        if (strncmp(line, bullets[i], len) != 0)
            continue;
        next = g_utf8_get_char(line + len);
        /* "-5" is a number and "-" alone an empty cell. */
        if (next == '\0' || is_digit(next) || next == '-' || next == '*')
            return none;
        return marker_new(MARKER_BULLET, line, line + len, 1, 0);
    }
    return none;
}

static TextMarker find_part(const char *line)
{
    for (gsize i = 0; i < G_N_ELEMENTS(part_words); i++) {
        gsize len = strlen(part_words[i].word);
        const char *number, *end;
        guint value = 0;

        if (strncmp(line, part_words[i].word, len) != 0)
            continue;
        number = skip_spaces(line + len);
        end = skip_number(number, 3, &value);
        if (end == NULL && part_words[i].kind == MARKER_PART &&
            is_outline_letter(g_utf8_get_char(number)) &&
            number != line + len &&
            !g_unichar_isalpha(g_utf8_get_char(g_utf8_next_char(number))) &&
            !thai_is_thai(g_utf8_get_char(g_utf8_next_char(number))))
            end = g_utf8_next_char(number);
        if (end == NULL)
            return none;
        if (*end == '.' && !is_digit(g_utf8_get_char(end + 1)))
            end++;
        if (*end != '\0' && !is_space(g_utf8_get_char(end)) && *end != ':' &&
            !thai_is_thai(g_utf8_get_char(end)))
            return none;
        return marker_new(part_words[i].kind, line, end, 1, value);
    }
    return none;
}

static TextMarker find_item(const char *line)
{
    for (gsize i = 0; i < G_N_ELEMENTS(item_words); i++) {
        gsize len = strlen(item_words[i]);
        const char *end;
        guint value;

        if (g_ascii_strncasecmp(line, item_words[i], len) != 0)
            continue;
        end = line + len;
        while (*end == ' ' || *end == '-' || *end == '.')
            end++;
        end = skip_number(end, 3, &value);
        if (end == NULL || value == 0)
            continue;
        if (*end == ':' || *end == '.')
            end++;
        if (*end != '\0' && !is_space(g_utf8_get_char(end)))
            continue;
        return marker_new(MARKER_ITEM, line, end, 1, value);
    }
    return none;
}

static TextMarker find_paren(const char *line)
{
    const char *end;
    guint value = 0;

    if (*line != '(')
        return none;
    end = skip_number(line + 1, 3, &value);
    if (end == NULL && is_outline_letter(g_utf8_get_char(line + 1)))
        end = g_utf8_next_char(line + 1);
    if (end == NULL || *end != ')')
        return none;
    return marker_new(MARKER_PAREN, line, end + 1, 1, value);
}

static TextMarker find_number(const char *line)
{
    guint value, last;
    const char *end = skip_number(line, 3, &value);
    const char *more;
    int depth = 1;
    gunichar next;

    if (end == NULL)
        return none;
    if (*end == ')')
        return marker_new(MARKER_HALF, line, end + 1, 1, value);
    while (*end == '.' && (more = skip_number(end + 1, 2, &last)) != NULL) {
        end = more;
        value = last;
        depth++;
    }
    if (*end == '.')
        end++;
    else if (depth == 1)
        return none;
    next = g_utf8_get_char(skip_spaces(end));
    /* "1.5 2.0" is a row of figures, "12.30 น." a time of day. */
    if (depth > 1 &&
        (!g_unichar_isalpha(next) || g_str_has_prefix(skip_spaces(end), "น.")))
        return none;
    if (is_digit(next) && skip_spaces(end) == end)
        return none;
    return marker_new(depth > 1 ? MARKER_OUTLINE : MARKER_NUMBER, line, end,
                      depth, value);
}

static TextMarker find_letter(const char *line)
{
    gunichar c = g_utf8_get_char(line);
    const char *end;

    if (!is_outline_letter(c))
        return none;
    end = g_utf8_next_char(line);
    if (*end == ')')
        return marker_new(MARKER_HALF, line, end + 1, 1, 0);
    /* "จ. เชียงใหม่" is a province: from จ on the letters are abbreviations. */
    if (*end != '.' || !is_space(g_utf8_get_char(end + 1)) || c > 0x0E07)
        return none;
    return marker_new(MARKER_LETTER, line, end + 1, 1, 0);
}

TextMarker text_marker_find(const char *line)
{
    static TextMarker (*const finders[])(const char *) = {
        find_hash,  find_bullet, find_part,   find_item,
        find_paren, find_number, find_letter,
    };

    for (gsize i = 0; i < G_N_ELEMENTS(finders); i++) {
        TextMarker marker = finders[i](line);

        if (marker.kind != MARKER_NONE)
            return marker;
    }
    return none;
}
