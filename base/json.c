#include <jansson.h>

#include "base/json.h"
#include "base/limits.h"

#include <math.h>
#include <string.h>

/*
 * A JsonValue is a json_t. jansson reads; writing is ours, because jansson
 * cannot promise two decimals: it prints 92.1 as 92.099999999999994.
 */

#define HUNDREDTHS_MAX 1000000000000000ll

G_DEFINE_QUARK(json_error_quark, json_error)

static json_t *inner(JsonValue *value)
{
    return (json_t *)value;
}

static const json_t *inner_const(const JsonValue *value)
{
    return (const json_t *)value;
}

static JsonValue *outer(json_t *value)
{
    return (JsonValue *)value;
}

/* jansson answers NULL only when memory is out or the caller is wrong. */
static JsonValue *made(json_t *value)
{
    g_assert(value != NULL);
    return outer(value);
}

JsonValue *json_new_object(void)
{
    return made(json_object());
}

JsonValue *json_new_array(void)
{
    return made(json_array());
}

JsonValue *json_new_string(const char *text)
{
    g_autofree char *valid = NULL;

    if (text == NULL)
        return json_new_null();
    valid = g_utf8_make_valid(text, -1);
    return made(json_stringn_nocheck(valid, strlen(valid)));
}

JsonValue *json_new_int(gint64 value)
{
    return made(json_integer(value));
}

JsonValue *json_new_bool(gboolean value)
{
    return made(json_boolean(value));
}

JsonValue *json_new_null(void)
{
    return made(json_null());
}

JsonValue *json_new_hundredths(gint64 hundredths)
{
    /* Far beyond this a double no longer holds every hundredth. */
    g_assert(ABS(hundredths) < HUNDREDTHS_MAX);
    return made(json_real((double)hundredths / 100.0));
}

JsonValue *json_ref(JsonValue *value)
{
    json_incref(inner(value));
    return value;
}

void json_free(JsonValue *value)
{
    json_decref(inner(value));
}

void json_set(JsonValue *object, const char *key, JsonValue *value)
{
    g_autofree char *valid = g_utf8_make_valid(key, -1);
    int rc = json_object_set_new_nocheck(inner(object), valid, inner(value));

    g_assert(rc == 0);
}

void json_append(JsonValue *array, JsonValue *value)
{
    int rc = json_array_append_new(inner(array), inner(value));

    g_assert(rc == 0);
}

void json_set_string(JsonValue *object, const char *key, const char *text)
{
    json_set(object, key, json_new_string(text));
}

void json_set_int(JsonValue *object, const char *key, gint64 value)
{
    json_set(object, key, json_new_int(value));
}

void json_set_bool(JsonValue *object, const char *key, gboolean value)
{
    json_set(object, key, json_new_bool(value));
}

JsonKind json_kind(const JsonValue *value)
{
    static const JsonKind kinds[] = {
        [JSON_OBJECT] = JSON_KIND_OBJECT, [JSON_ARRAY] = JSON_KIND_ARRAY,
        [JSON_STRING] = JSON_KIND_STRING, [JSON_INTEGER] = JSON_KIND_NUMBER,
        [JSON_REAL] = JSON_KIND_NUMBER,   [JSON_TRUE] = JSON_KIND_BOOL,
        [JSON_FALSE] = JSON_KIND_BOOL,    [JSON_NULL] = JSON_KIND_NULL,
    };

    if (value == NULL)
        return JSON_KIND_NULL;
    return kinds[json_typeof(inner_const(value))];
}

JsonValue *json_get(const JsonValue *object, const char *key)
{
    return outer(json_object_get(inner_const(object), key));
}

const char *json_get_string(const JsonValue *object, const char *key)
{
    return json_string(json_get(object, key));
}

gint64 json_get_int(const JsonValue *object, const char *key, gint64 fallback)
{
    const json_t *value = inner_const(json_get(object, key));

    return json_is_integer(value) ? json_integer_value(value) : fallback;
}

gboolean json_get_bool(const JsonValue *object, const char *key,
                       gboolean fallback)
{
    const json_t *value = inner_const(json_get(object, key));

    return json_is_boolean(value) ? json_is_true(value) : fallback;
}

gint64 json_get_hundredths(const JsonValue *object, const char *key,
                           gint64 fallback)
{
    const json_t *value = inner_const(json_get(object, key));
    double number;

    if (!json_is_number(value))
        return fallback;
    number = json_number_value(value);
    if (!(fabs(number) < HUNDREDTHS_MAX / 100.0))
        return fallback;
    if (json_is_integer(value))
        return json_integer_value(value) * 100;
    /* 1.005 is a hair less in binary: lift it before rounding half up. */
    return (gint64)floor(number * 100.0 + 0.5 + 1e-7);
}

gsize json_length(const JsonValue *array)
{
    return json_array_size(inner_const(array));
}

JsonValue *json_at(const JsonValue *array, gsize index)
{
    return outer(json_array_get(inner_const(array), index));
}

const char *json_string(const JsonValue *value)
{
    return json_string_value(inner_const(value));
}

void json_each(const JsonValue *object, JsonEach each, gpointer data)
{
    json_t *members = (json_t *)object;
    const char *key;
    json_t *value;

    if (!json_is_object(members))
        return;
    json_object_foreach(members, key, value)
    {
        each(key, outer(value), data);
    }
}

/* --- writing ---------------------------------------------------------------
 */

static void write_value(GString *out, const json_t *value, int depth);

static void write_string(GString *out, const char *text, gsize len)
{
    static const char short_forms[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n',  ['\f'] = 'f',
        ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\',
    };

    g_string_append_c(out, '"');
    for (gsize i = 0; i < len; i++) {
        guchar c = (guchar)text[i];

        if (c < sizeof short_forms && short_forms[c] != 0)
            g_string_append_printf(out, "\\%c", short_forms[c]);
        else if (c < 0x20 || c == 0x7F)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_c(out, (char)c);
    }
    g_string_append_c(out, '"');
}

/* Two decimals where they say all of it, as they do for every score. */
static void write_real(GString *out, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE + 320];

    g_ascii_formatd(text, sizeof text, "%.2f", number);
    if (!(g_ascii_strtod(text, NULL) == number))
        g_ascii_dtostr(text, sizeof text, number);
    g_string_append(out, text);
}

/* @depth below 0: all on one line. */
static void write_break(GString *out, int depth)
{
    if (depth < 0)
        return;
    g_string_append_c(out, '\n');
    for (int i = 0; i < depth; i++)
        g_string_append(out, "  ");
}

static void write_array(GString *out, const json_t *array, int depth)
{
    gsize count = json_array_size(array);
    int inside = depth < 0 ? -1 : depth + 1;

    g_string_append_c(out, '[');
    for (gsize i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        write_break(out, inside);
        write_value(out, json_array_get(array, i), inside);
    }
    if (count > 0)
        write_break(out, depth);
    g_string_append_c(out, ']');
}

static void write_object(GString *out, const json_t *object, int depth)
{
    json_t *members = (json_t *)object;
    int inside = depth < 0 ? -1 : depth + 1;
    gboolean first = TRUE;
    const char *key;
    json_t *value;

    g_string_append_c(out, '{');
    json_object_foreach(members, key, value)
    {
        if (!first)
            g_string_append_c(out, ',');
        first = FALSE;
        write_break(out, inside);
        write_string(out, key, strlen(key));
        g_string_append(out, depth < 0 ? ":" : ": ");
        write_value(out, value, inside);
    }
    if (!first)
        write_break(out, depth);
    g_string_append_c(out, '}');
}

static void write_value(GString *out, const json_t *value, int depth)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        write_object(out, value, depth);
        break;
    case JSON_ARRAY:
        write_array(out, value, depth);
        break;
    case JSON_STRING:
        write_string(out, json_string_value(value), json_string_length(value));
        break;
    case JSON_INTEGER:
        g_string_append_printf(out, "%" JSON_INTEGER_FORMAT,
                               json_integer_value(value));
        break;
    case JSON_REAL:
        write_real(out, json_real_value(value));
        break;
    case JSON_TRUE:
        g_string_append(out, "true");
        break;
    case JSON_FALSE:
        g_string_append(out, "false");
        break;
    case JSON_NULL:
        g_string_append(out, "null");
        break;
    }
}

char *json_format(const JsonValue *value, gboolean indent)
{
    GString *out = g_string_new(NULL);

    write_value(out, inner_const(value), indent ? 0 : -1);
    if (indent)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

/* --- reading ---------------------------------------------------------------
 */

/* The deepest nesting of brackets outside strings. jansson's own bound is
 * 2048, and it recurses. */
static gsize nesting(const char *text, gsize len)
{
    gsize depth = 0;
    gsize deepest = 0;
    gboolean quoted = FALSE;

    for (gsize i = 0; i < len; i++) {
        char c = text[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{'))
            depth++;
        else if (!quoted && (c == ']' || c == '}') && depth > 0)
            depth--;
        deepest = MAX(deepest, depth);
    }
    return deepest;
}

JsonValue *json_parse(const char *text, gsize len, GError **error)
{
    json_error_t fault;
    json_t *value;

    if (len > JSON_TEXT_MAX_LEN) {
        g_set_error(error, JSON_ERROR, JSON_ERROR_SYNTAX,
                    "JSON: larger than %u bytes", JSON_TEXT_MAX_LEN);
        return NULL;
    }
    if (nesting(text, len) > JSON_DEPTH_MAX) {
        g_set_error(error, JSON_ERROR, JSON_ERROR_SYNTAX,
                    "JSON: nested deeper than %d", JSON_DEPTH_MAX);
        return NULL;
    }
    value =
        json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
    if (value == NULL)
        g_set_error(error, JSON_ERROR, JSON_ERROR_SYNTAX,
                    "JSON: line %d, column %d: %s", fault.line, fault.column,
                    fault.text);
    return outer(value);
}
