#include "base/fault.h"

#include <string.h>

#include "base/message.h"

/* Longer source lines are cut to this many code points around the column. */
#define EXCERPT_CHARS 100
#define EXCERPT_BEFORE 50
/* Words longer than this are no typing slips of each other. */
#define WORD_CHARS 64

void fault_free(Fault *fault)
{
    if (fault == NULL)
        return;
    g_free(fault->file);
    g_free(fault->message);
    g_free(fault->hint);
    g_free(fault->excerpt);
    g_free(fault);
}

static void free_element(gpointer fault)
{
    fault_free(fault);
}

GPtrArray *fault_list_new(void)
{
    return g_ptr_array_new_with_free_func(free_element);
}

/* What a terminal must not be sent: escapes, bidi overrides, line breaks. */
static gboolean is_unprintable(gunichar c)
{
    if (c == '\t')
        return FALSE;
    if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2066 && c <= 0x2069))
        return TRUE;
    return g_unichar_type(c) == G_UNICODE_CONTROL || c == 0x2028 || c == 0x2029;
}

static char *printable(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_sized_new(strlen(valid));

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        g_string_append_unichar(out, is_unprintable(c) ? 0xFFFD : c);
    }
    return g_string_free(out, FALSE);
}

/* Keeps the part of @line around @column; *@column follows the cut. */
static char *cut_line(const char *line, int *column)
{
    g_autofree char *whole = printable(line);
    glong chars = g_utf8_strlen(whole, -1);
    glong from = 0;
    glong to;

    if (*column > chars + 1)
        *column = (int)chars + 1;
    if (chars <= EXCERPT_CHARS)
        return g_steal_pointer(&whole);

    if (*column > EXCERPT_BEFORE)
        from = *column - EXCERPT_BEFORE;
    to = MIN(chars, from + EXCERPT_CHARS);

    const char *start = g_utf8_offset_to_pointer(whole, from);
    const char *end = g_utf8_offset_to_pointer(start, to - from);
    GString *out = g_string_new(from > 0 ? "…" : "");

    g_string_append_len(out, start, end - start);
    if (to < chars)
        g_string_append(out, "…");
    if (from > 0 && *column > 0)
        *column = *column - (int)from + 1;
    return g_string_free(out, FALSE);
}

void fault_add(GPtrArray *faults, const char *file, int line, int column,
               const char *excerpt, const char *hint, const char *format, ...)
{
    Fault *fault = g_new0(Fault, 1);
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);

    fault->file = g_strdup(file);
    fault->line = line;
    fault->column = column;
    fault->message = printable(message);
    fault->hint = hint == NULL ? NULL : printable(hint);
    if (excerpt != NULL) {
        fault->excerpt_column = column;
        fault->excerpt = cut_line(excerpt, &fault->excerpt_column);
    }
    g_ptr_array_add(faults, fault);
}

static int char_width(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

/* White space as wide as @text up to @column, then the caret. */
static void append_caret(GString *out, const char *text, int column)
{
    GString *pad = g_string_new(NULL);
    const char *p = text;

    for (int i = 1; i < column && *p != '\0'; i++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == '\t') {
            g_string_append_c(pad, '\t');
            continue;
        }
        for (int w = char_width(c); w > 0; w--)
            g_string_append_c(pad, ' ');
    }
    /* A mark stands over the letter before it. */
    if (*p != '\0' && char_width(g_utf8_get_char(p)) == 0 && pad->len > 0)
        g_string_truncate(pad, pad->len - 1);
    g_string_append_printf(out, "    %s^\n", pad->str);
    g_string_free(pad, TRUE);
}

static void append_fault(GString *out, const Fault *fault, Lang lang)
{
    g_autofree char *message = message_in(fault->message, lang);

    g_string_append(out, fault->file);
    if (fault->line > 0)
        g_string_append_printf(out, ":%d", fault->line);
    if (fault->line > 0 && fault->column > 0)
        g_string_append_printf(out, ":%d", fault->column);
    g_string_append_printf(out, ": %s\n", message);
    if (fault->excerpt != NULL) {
        g_string_append_printf(out, "    %s\n", fault->excerpt);
        if (fault->excerpt_column > 0)
            append_caret(out, fault->excerpt, fault->excerpt_column);
    }
    if (fault->hint != NULL) {
        g_autofree char *hint = message_in(fault->hint, lang);

        g_string_append_printf(out, "    %s: %s\n",
                               lang == LANG_EN ? "hint" : "คำแนะนำ", hint);
    }
}

char *fault_list_text(const GPtrArray *faults, Lang lang)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < faults->len && i < FAULT_PRINTED_MAX; i++)
        append_fault(out, g_ptr_array_index(faults, i), lang);
    if (faults->len > FAULT_PRINTED_MAX)
        g_string_append_printf(
            out, lang == LANG_EN ? "... and %u more\n" : "... และอีก %u จุด\n",
            faults->len - FAULT_PRINTED_MAX);
    return g_string_free(out, FALSE);
}

char *fault_list_format(const GPtrArray *faults)
{
    return fault_list_text(faults, LANG_EN);
}

/* Lower-cased code points of @word; 0 when it is too long to compare. */
static gsize read_letters(const char *word, gunichar *letters)
{
    g_autofree char *valid = g_utf8_make_valid(word, -1);
    gsize count = 0;

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        if (count == WORD_CHARS)
            return 0;
        letters[count++] = g_unichar_tolower(g_utf8_get_char(p));
    }
    return count;
}

/* Insertions, deletions, replacements and swaps of neighbours. */
static gsize distance(const gunichar *a, gsize a_count, const gunichar *b,
                      gsize b_count)
{
    gsize d[WORD_CHARS + 1][WORD_CHARS + 1];

    for (gsize i = 0; i <= a_count; i++)
        d[i][0] = i;
    for (gsize j = 0; j <= b_count; j++)
        d[0][j] = j;
    for (gsize i = 1; i <= a_count; i++) {
        for (gsize j = 1; j <= b_count; j++) {
            gsize change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            gsize best = MIN(MIN(d[i - 1][j], d[i][j - 1]) + 1, change);

            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = MIN(best, d[i - 2][j - 2] + 1);
            d[i][j] = best;
        }
    }
    return d[a_count][b_count];
}

const char *fault_nearest(const char *word, const char *const *words,
                          gsize count)
{
    gunichar wanted[WORD_CHARS], letters[WORD_CHARS];
    gsize wanted_count = read_letters(word, wanted);
    const char *nearest = NULL;
    gsize least = G_MAXSIZE;

    if (wanted_count == 0)
        return NULL;
    for (gsize i = 0; i < count; i++) {
        gsize letters_count = read_letters(words[i], letters);
        gsize far = distance(wanted, wanted_count, letters, letters_count);

        if (far < least && far * 3 <= MAX(wanted_count, letters_count)) {
            least = far;
            nearest = words[i];
        }
    }
    return nearest;
}
