/*
 * json.h - JSON values, written in the order they were added
 *
 * Errors   JSON_ERROR on bad text, with line and column
 * Limits   JSON_TEXT_MAX_LEN, JSON_DEPTH_MAX
 *
 * The only module that sees jansson. Reference counted: json_set() and
 * json_append() take the reference of the value added.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <glib.h>

/* jansson exports a json_string() of its own: ours must not stand in for it
 * inside that library, so the linker knows ours by another name. */
#define json_string json_text_of

typedef struct JsonValue JsonValue;

typedef enum {
    JSON_KIND_NULL,
    JSON_KIND_BOOL,
    JSON_KIND_NUMBER,
    JSON_KIND_STRING,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT
} JsonKind;

#define JSON_ERROR (json_error_quark())
GQuark json_error_quark(void);
enum { JSON_ERROR_SYNTAX, JSON_ERROR_WRITE };

JsonValue *json_new_object(void);
JsonValue *json_new_array(void);
/* NULL gives a JSON null; invalid UTF-8 is replaced by U+FFFD. */
JsonValue *json_new_string(const char *text);
JsonValue *json_new_int(gint64 value);
JsonValue *json_new_bool(gboolean value);
JsonValue *json_new_null(void);
/* A number with exactly two decimals: 9211 is 92.11. */
JsonValue *json_new_hundredths(gint64 hundredths);

JsonValue *json_ref(JsonValue *value);
void json_free(JsonValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonValue, json_free)

/* Take ownership of @value. */
void json_set(JsonValue *object, const char *key, JsonValue *value);
void json_append(JsonValue *array, JsonValue *value);
/* Short forms. A NULL @text is written as null. */
void json_set_string(JsonValue *object, const char *key, const char *text);
void json_set_int(JsonValue *object, const char *key, gint64 value);
void json_set_bool(JsonValue *object, const char *key, gboolean value);

JsonKind json_kind(const JsonValue *value);
/* Borrowed; NULL when absent or @object is no object. */
JsonValue *json_get(const JsonValue *object, const char *key);
const char *json_get_string(const JsonValue *object, const char *key);
gint64 json_get_int(const JsonValue *object, const char *key, gint64 fallback);
gboolean json_get_bool(const JsonValue *object, const char *key,
                       gboolean fallback);
/* A number as hundredths, rounded half up; @fallback when it is none. */
gint64 json_get_hundredths(const JsonValue *object, const char *key,
                           gint64 fallback);
gsize json_length(const JsonValue *array);
JsonValue *json_at(const JsonValue *array, gsize index);
const char *json_string(const JsonValue *value);
/* Calls @each for every member of an object in order. */
typedef void (*JsonEach)(const char *key, JsonValue *value, gpointer data);
void json_each(const JsonValue *object, JsonEach each, gpointer data);

/* Text with two-space indent and a final newline, or compact on one line. */
char *json_format(const JsonValue *value, gboolean indent);
JsonValue *json_parse(const char *text, gsize len, GError **error);

#endif
