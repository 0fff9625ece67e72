#include "base/message.h"

#include <string.h>

/* A sentence in a sentence in a sentence is enough. */
#define DEPTH_MAX 3

/* Places tried for one row; a text that needs more was made to cost time, and
 * stays as it is. */
#define TRIES_MAX 20000

typedef struct {
    const char *start;
    gsize len;
} Part;

/* Length of the conversion at @format, 0 when there is none; *@number: it
 * takes digits only. */
static gsize conversion_len(const char *format, gboolean *number)
{
    const char *at = format;

    if (*at != '%')
        return 0;
    at++;
    while (*at == 'l')
        at++;
    if (*at == '\0' || strchr("sdu", *at) == NULL)
        return 0;
    *number = *at != 's';
    return (gsize)(at - format) + 1;
}

/* Bytes before the next conversion. */
static gsize literal_len(const char *format)
{
    gsize len = 0;
    gboolean number;

    while (format[len] != '\0' && conversion_len(format + len, &number) == 0)
        len++;
    return len;
}

static gboolean fits(const Part *part, gboolean number)
{
    if (!number)
        return TRUE;
    for (gsize i = 0; i < part->len; i++)
        if (!g_ascii_isdigit(part->start[i]) && (i > 0 || *part->start != '-'))
            return FALSE;
    return part->len > 0;
}

/* TRUE when @text is @format with something filled in; the shortest parts
 * first. *@tries are left. */
static gboolean match(const char *format, const char *text, Part *parts,
                      gsize count, guint *tries)
{
    gsize fixed = literal_len(format);
    gboolean number = FALSE;
    gsize skip;
    gsize next;
    const char *at;

    if (strncmp(format, text, fixed) != 0)
        return FALSE;
    format += fixed;
    text += fixed;
    if (*format == '\0')
        return *text == '\0';
    skip = conversion_len(format, &number);
    g_assert(count < MESSAGE_PARTS_MAX);
    next = literal_len(format + skip);
    for (at = text; *tries > 0 && (*at != '\0' || next == 0); at++) {
        (*tries)--;
        parts[count] = (Part){ text, (gsize)(at - text) };
        if (strncmp(format + skip, at, next) == 0 &&
            fits(&parts[count], number) &&
            match(format + skip, at, parts, count + 1, tries))
            return TRUE;
        if (*at == '\0')
            break;
    }
    return FALSE;
}

/* How much of a row is fixed: of two that match, the one that says more. */
static gsize weight(const char *format)
{
    gsize fixed = 0;
    gboolean number;

    while (*format != '\0') {
        gsize skip = conversion_len(format, &number);

        fixed += skip == 0;
        format += MAX(skip, 1);
    }
    return fixed;
}

static const MessageRow *find(const char *english, Part *parts)
{
    gsize count;
    const MessageRow *rows = message_rows(&count);
    const MessageRow *best = NULL;
    gsize most = 0;

    for (gsize i = 0; i < count; i++) {
        Part found[MESSAGE_PARTS_MAX] = { 0 };
        gsize fixed = weight(rows[i].en);
        guint tries = TRIES_MAX;

        if ((best != NULL && fixed <= most) ||
            !match(rows[i].en, english, found, 0, &tries))
            continue;
        best = &rows[i];
        most = fixed;
        memcpy(parts, found, sizeof(found));
    }
    return best;
}

static char *turn(const char *english, int depth);

static void append_part(GString *out, const Part *part, int depth)
{
    g_autofree char *text = g_strndup(part->start, part->len);
    g_autofree char *thai = turn(text, depth + 1);

    g_string_append(out, thai);
}

static char *turn(const char *english, int depth)
{
    Part parts[MESSAGE_PARTS_MAX] = { 0 };
    const MessageRow *row = depth < DEPTH_MAX ? find(english, parts) : NULL;
    GString *out;

    if (row == NULL)
        return g_strdup(english);
    out = g_string_new(NULL);
    for (const char *p = row->th; *p != '\0'; p++) {
        if (*p == '{' && g_ascii_isdigit(p[1]) && p[2] == '}') {
            append_part(out, &parts[p[1] - '1'], depth);
            p += 2;
        } else {
            g_string_append_c(out, *p);
        }
    }
    return g_string_free(out, FALSE);
}

char *message_in(const char *english, Lang lang)
{
    return lang == LANG_EN ? g_strdup(english) : turn(english, 0);
}
