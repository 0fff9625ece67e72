#include "document/text_structure.h"

#include <string.h>

#include "base/limits.h"
#include "base/thai_text.h"
#include "document/text_marker.h"
#include "document/text_table.h"

enum {
    TITLE_MAX_CHARS = 120,  /* the first line of a text */
    HEADING_MAX_CHARS = 90, /* a heading below it */
    NUMBERED_MAX_CHARS = 80,
    LEAD_IN_MAX_CHARS = 50, /* "ประกอบด้วย:" */
    LIST_DEPTH_MAX = 6,
};

typedef struct {
    const char *text; /* borrowed, stripped at the front */
    gsize len;        /* without white space at the end */
    guint chars_count;
    gboolean break_before;
    int size;
    TextMarker marker;
} Line;

/* What the structure of one text remembers from line to line. */
typedef struct {
    Document *document;
    const Line *lines;
    guint count;
    int page;
    TextFlags flags;
    TextMarker list[LIST_DEPTH_MAX]; /* markers of the open list, outer first */
    int list_depth;
} Structure;

static void text_line_free(gpointer data)
{
    TextLine *line = data;

    g_free(line->text);
    g_free(line);
}

GPtrArray *text_lines_new(void)
{
    return g_ptr_array_new_with_free_func(text_line_free);
}

TextLine *text_lines_add(GPtrArray *lines, const char *text, gsize len)
{
    TextLine *line = g_new0(TextLine, 1);

    line->text = g_strndup(text, len);
    g_ptr_array_add(lines, line);
    return line;
}

static gboolean is_blank(const char *text, gsize len)
{
    for (gsize i = 0; i < len; i++) {
        if (strchr(" \t\v\f\r", text[i]) != NULL)
            continue;
        /* no-break space, zero width space, byte order mark */
        if (i + 1 < len && memcmp(text + i, "\xc2\xa0", 2) == 0)
            i += 1;
        else if (i + 2 < len && (memcmp(text + i, "\xe2\x80\x8b", 3) == 0 ||
                                 memcmp(text + i, "\xef\xbb\xbf", 3) == 0))
            i += 2;
        else
            return FALSE;
    }
    return TRUE;
}

GPtrArray *text_lines_split(const char *text, gsize len)
{
    GPtrArray *lines = text_lines_new();
    const char *end = text + len;
    gboolean gap = FALSE;

    while (text < end) {
        const char *at = text;

        while (at < end && strchr("\r\n\f\v", *at) == NULL)
            at++;
        if (is_blank(text, (gsize)(at - text))) {
            gap = TRUE;
        } else {
            text_lines_add(lines, text, (gsize)(at - text))->break_before = gap;
            gap = FALSE;
        }
        if (at < end && *at == '\f')
            gap = TRUE;
        text = at + (end - at >= 2 && memcmp(at, "\r\n", 2) == 0 ? 2 : 1);
    }
    return lines;
}

static Line line_read(const TextLine *from)
{
    Line line = { .break_before = from->break_before, .size = from->size };

    line.text = from->text;
    while (*line.text != '\0') {
        gunichar c = g_utf8_get_char(line.text);

        if (!g_unichar_isspace(c) && c != 0x200B && c != 0xFEFF)
            break;
        line.text = g_utf8_next_char(line.text);
    }
    line.len = strlen(line.text);
    while (line.len > 0 && g_ascii_isspace(line.text[line.len - 1]))
        line.len--;
    line.chars_count = (guint)g_utf8_strlen(line.text, (gssize)line.len);
    line.marker = text_marker_find(line.text);
    return line;
}

/* --- what a line looks like ------------------------------------------------
 */

/* Digits that a heading would not hold: an amount or a phone number, but a
 * year or a number of up to three digits is fine. */
static gboolean has_amount(const Line *line)
{
    guint run = 0, value = 0;

    for (const char *at = line->text; at < line->text + line->len;
         at = g_utf8_next_char(at)) {
        gint digit = g_unichar_digit_value(g_utf8_get_char(at));

        if (digit >= 0) {
            value = run < 6 ? value * 10 + (guint)digit : value;
            run++;
            continue;
        }
        if (run > 4 || (run == 4 && (value < 1900 || value > 2699)))
            return TRUE;
        if (run > 0 && (*at == ',' || *at == '.') &&
            g_unichar_digit_value(g_utf8_get_char(at + 1)) >= 0)
            return *at == ',';
        run = value = 0;
    }
    return run > 4;
}

/* "ที่อยู่ : ..." holds its own value and heads nothing. */
static gboolean has_value(const Line *line)
{
    const char *colon = memchr(line->text, ':', line->len);

    return colon != NULL && colon + 1 < line->text + line->len;
}

static gboolean ends_with(const Line *line, const char *tail)
{
    gsize len = strlen(tail);

    return line->len >= len &&
           memcmp(line->text + line->len - len, tail, len) == 0;
}

static gboolean ends_sentence(const Line *line)
{
    static const char *const ends[] = { ".",   ",",   ";",   "!", "?",
                                        "และ", "หรือ", "ครับ", "ค่ะ" };

    if (ends_with(line, "น.") || ends_with(line, "พ.ศ."))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (ends_with(line, ends[i]))
            return TRUE;
    }
    return FALSE;
}

/* How the first sentence of an announcement or an order begins. */
static gboolean begins_sentence(const Line *line)
{
    static const char *const begins[] = { "อาศัยอำนาจ", "โดยที่",  "ด้วย",
                                          "ตามที่",      "เพื่อให้", "ทั้งนี้" };

    for (gsize i = 0; i < G_N_ELEMENTS(begins); i++) {
        if (g_str_has_prefix(line->text, begins[i]))
            return TRUE;
    }
    return FALSE;
}

static gboolean has_letter(const Line *line)
{
    for (const char *at = line->text; at < line->text + line->len;
         at = g_utf8_next_char(at)) {
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            return TRUE;
    }
    return FALSE;
}

/* Could stand above other text: short, no sentence, no value of its own. */
static gboolean is_title_like(const Line *line, guint max_chars)
{
    if (begins_sentence(line))
        return FALSE;
    if (line->chars_count > max_chars || !has_letter(line) ||
        ends_sentence(line) || has_amount(line) || has_value(line))
        return FALSE;
    if (ends_with(line, ":"))
        return line->chars_count <= LEAD_IN_MAX_CHARS;
    return memchr(line->text, '\t', line->len) == NULL &&
           memchr(line->text, '@', line->len) == NULL;
}

static gboolean same_list(const TextMarker *a, const TextMarker *b)
{
    return a->kind == b->kind && a->depth == b->depth;
}

static gboolean opens(const Structure *s, guint i)
{
    return i == 0 && (s->flags & TEXT_OPENS) != 0;
}

/* The last line before a table. */
static gboolean heads_table(const Structure *s, guint i)
{
    return i + 1 == s->count && (s->flags & TEXT_FOLLOWED) != 0;
}

static const Line *next_line(const Structure *s, guint i)
{
    return i + 1 < s->count ? &s->lines[i + 1] : NULL;
}

/* "2." after "1.": a list goes on. "1." after "2." begins another one. */
static gboolean follows(const TextMarker *a, const TextMarker *b)
{
    return same_list(a, b) && (a->value == 0 || b->value == a->value + 1);
}

static gboolean opens_part(const Line *line)
{
    return line->marker.kind == MARKER_PART ||
           line->marker.kind == MARKER_HASH || line->marker.kind == MARKER_ITEM;
}

/* A numbered short line heads what follows it, unless it stands among its
 * like: then it is one of a list. */
static gboolean is_numbered_heading(const Structure *s, guint i)
{
    const Line *line = &s->lines[i];
    const Line *next = next_line(s, i);

    if (!is_title_like(line, NUMBERED_MAX_CHARS))
        return FALSE;
    if (line->size > 0)
        return TRUE;
    if (next == NULL)
        return heads_table(s, i);
    if (follows(&line->marker, &next->marker) || opens_part(next))
        return FALSE;
    if (i > 0 && follows(&s->lines[i - 1].marker, &line->marker))
        return FALSE;
    /* "1. ก" above "1.1 ข" heads it; "1.2 ค" above "2. ง" ends a list. */
    return next->marker.kind != MARKER_NUMBER ||
           line->marker.kind != MARKER_OUTLINE;
}

/* What comes next stands above @line in the outline, or on its level: then
 * @line is the little that the heading before it has to say. */
static gboolean is_before_heading(const Structure *s, guint i)
{
    const Line *line = &s->lines[i];
    const Line *next = next_line(s, i);

    if (next->size > line->size || opens_part(next))
        return TRUE;
    return i > 0 && s->lines[i - 1].marker.kind != MARKER_NONE &&
           follows(&s->lines[i - 1].marker, &next->marker);
}

static gboolean is_plain_heading(const Structure *s, guint i)
{
    const Line *line = &s->lines[i];
    const Line *next = next_line(s, i);

    if (!is_title_like(line, HEADING_MAX_CHARS))
        return FALSE;
    if (line->size > 0 || heads_table(s, i))
        return TRUE;
    if (next == NULL || (i > 0 && !line->break_before) ||
        is_before_heading(s, i))
        return FALSE;
    if (next->break_before)
        return !is_title_like(next, HEADING_MAX_CHARS) ||
               next->marker.kind != MARKER_NONE;
    return next->marker.kind != MARKER_NONE || has_value(next) ||
           memchr(next->text, '\t', next->len) != NULL ||
           next->chars_count * 3 >= line->chars_count * 4;
}

static gboolean is_heading(const Structure *s, guint i)
{
    const Line *line = &s->lines[i];

    if (opens(s, i) && line->marker.kind != MARKER_BULLET &&
        is_title_like(line, TITLE_MAX_CHARS))
        return TRUE;
    switch (line->marker.kind) {
    case MARKER_HASH:
        return TRUE;
    case MARKER_PART:
    case MARKER_ITEM:
        return is_title_like(line, TITLE_MAX_CHARS);
    case MARKER_BULLET:
    case MARKER_PAREN:
    case MARKER_HALF:
        return FALSE;
    case MARKER_NONE:
        return is_plain_heading(s, i);
    default:
        return is_numbered_heading(s, i);
    }
}

static int heading_level(const Structure *s, guint i)
{
    const Line *line = &s->lines[i];
    int level = 2;

    if (line->marker.kind == MARKER_HASH)
        return line->marker.depth;
    if (line->marker.kind == MARKER_NONE || (opens(s, i)))
        return (opens(s, i)) || line->size > 1 ? 1 : 2;
    if (line->marker.kind != MARKER_PART && line->marker.kind != MARKER_ITEM)
        level = 2 + line->marker.depth;
    return MIN(level, 6);
}

/* --- blocks ----------------------------------------------------------------
 */

static void list_close(Structure *s)
{
    s->list_depth = 0;
}

/* The depth of a list item: that of its like, or one below the last. */
static int list_enter(Structure *s, const TextMarker *marker)
{
    for (int i = 0; i < s->list_depth; i++) {
        if (same_list(&s->list[i], marker)) {
            s->list_depth = i + 1;
            return s->list_depth;
        }
    }
    if (s->list_depth == LIST_DEPTH_MAX)
        return LIST_DEPTH_MAX;
    s->list[s->list_depth++] = *marker;
    return s->list_depth;
}

static Block *add_block(Structure *s, BlockKind kind, const Line *line)
{
    gboolean marked = line->marker.kind != MARKER_NONE &&
                      line->marker.text_at < line->len &&
                      kind != BLOCK_PARAGRAPH;
    gsize at = marked ? line->marker.text_at : 0;
    g_autofree char *text = NULL;
    Block *block;

    if (!document_take_room(s->document, line->len - at))
        return NULL;
    block = document_add_block(s->document, kind, ZONE_MAIN);
    if (block == NULL)
        return NULL;
    text = g_strndup(line->text + at, line->len - at);
    block_set_text(block, text);
    if (marked && line->marker.kind != MARKER_HASH)
        block->marker = g_strndup(line->text, line->marker.len);
    block->page = s->page;
    return block;
}

/* Both give the number of lines that they took. */
static guint add_line(Structure *s, guint i)
{
    const Line *line = &s->lines[i];
    Block *block;

    if (is_heading(s, i)) {
        block = add_block(s, BLOCK_HEADING, line);
        list_close(s);
        if (block != NULL)
            block->level = heading_level(s, i);
    } else if (line->marker.kind != MARKER_NONE) {
        block = add_block(s, BLOCK_LIST_ITEM, line);
        if (block != NULL)
            block->level = list_enter(s, &line->marker);
    } else {
        add_block(s, BLOCK_PARAGRAPH, line);
        if (line->break_before)
            list_close(s);
    }
    return 1;
}

/* "หมวด 1" on a line of its own, and what it is about on the next. */
static gboolean is_part_alone(const Structure *s, guint i)
{
    const Line *line = &s->lines[i];
    const Line *next = next_line(s, i);

    return line->marker.kind == MARKER_PART &&
           line->marker.text_at >= line->len && next != NULL &&
           next->marker.kind == MARKER_NONE && !next->break_before &&
           is_title_like(next, HEADING_MAX_CHARS);
}

static guint add_part(Structure *s, guint i)
{
    const Line *line = &s->lines[i];
    Block *block = add_block(s, BLOCK_HEADING, next_line(s, i));

    list_close(s);
    if (block != NULL) {
        block->level = 2;
        block->marker = g_strndup(line->text, line->marker.len);
    }
    return 2;
}

void text_structure_add(Document *document, const GPtrArray *lines, int page,
                        TextFlags flags)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(Line));
    Structure s = { .document = document, .page = page, .flags = flags };
    guint i = 0;

    for (guint k = 0; k < lines->len; k++) {
        Line line = line_read(g_ptr_array_index(lines, k));

        if (line.len == 0)
            continue;
        g_array_append_val(read, line);
        g_ptr_array_add(kept, g_ptr_array_index(lines, k));
    }
    s.lines = (const Line *)(gpointer)read->data;
    s.count = read->len;
    while (i < s.count) {
        guint taken = text_table_take(document, kept, i, page);

        if (taken > 0)
            list_close(&s);
        else
            taken = is_part_alone(&s, i) ? add_part(&s, i) : add_line(&s, i);
        i += MAX(taken, 1);
    }
}
