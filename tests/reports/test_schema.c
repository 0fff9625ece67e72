/*
 * docs/audit.schema.json against what the program writes: the few words of
 * JSON Schema that it uses are checked here, so that a new field or state can
 * not be forgotten in the published schema.
 */
#include <criterion/criterion.h>

#include <string.h>

#include "fixture.h"

typedef struct {
    const JsonValue *root;   /* the schema */
    const JsonValue *schema; /* of the object being walked */
    GString *path;
    GPtrArray *faults;
} Walk;

static void check(Walk *walk, const JsonValue *schema, const JsonValue *value);

static void fault(Walk *walk, const char *what, const char *name)
{
    g_ptr_array_add(walk->faults,
                    g_strdup_printf("%s: %s %s", walk->path->str, what, name));
}

static gboolean is_type(const JsonValue *value, const char *type)
{
    static const char *const names[] = { "null",   "boolean", "number",
                                         "string", "array",   "object" };

    return strcmp(type, names[json_kind(value)]) == 0 ||
           (strcmp(type, "integer") == 0 &&
            json_kind(value) == JSON_KIND_NUMBER);
}

static gboolean has_type(const JsonValue *types, const JsonValue *value)
{
    if (json_string(types) != NULL)
        return is_type(value, json_string(types));
    for (gsize i = 0; i < json_length(types); i++)
        if (is_type(value, json_string(json_at(types, i))))
            return TRUE;
    return FALSE;
}

static gboolean in_enum(const JsonValue *list, const JsonValue *value)
{
    for (gsize i = 0; i < json_length(list); i++)
        if (g_strcmp0(json_string(json_at(list, i)), json_string(value)) == 0)
            return TRUE;
    return FALSE;
}

static void check_member(const char *key, JsonValue *value, gpointer data)
{
    Walk *walk = data;
    const JsonValue *schema = walk->schema;
    const JsonValue *more = json_get(schema, "additionalProperties");
    const JsonValue *member = json_get(json_get(schema, "properties"), key);
    gsize len = walk->path->len;

    g_string_append_printf(walk->path, "/%s", key);
    if (member == NULL && more != NULL && json_kind(more) == JSON_KIND_OBJECT)
        member = more;
    if (member == NULL)
        fault(walk, "not in the schema:", key);
    else
        check(walk, member, value);
    walk->schema = schema;
    g_string_truncate(walk->path, len);
}

/* The only alternatives are an object and null. */
static const JsonValue *alternative(const JsonValue *list,
                                    const JsonValue *value)
{
    gboolean null = json_kind(value) == JSON_KIND_NULL;

    for (gsize i = 0; i < json_length(list); i++) {
        const char *type = json_get_string(json_at(list, i), "type");

        if (null == (g_strcmp0(type, "null") == 0))
            return json_at(list, i);
    }
    return NULL;
}

static void check(Walk *walk, const JsonValue *schema, const JsonValue *value)
{
    const char *ref = json_get_string(schema, "$ref");
    const JsonValue *required = json_get(schema, "required");

    if (ref != NULL) {
        schema =
            json_get(json_get(walk->root, "$defs"), ref + strlen("#/$defs/"));
        required = json_get(schema, "required");
    }
    cr_assert_not_null(schema, "%s", walk->path->str);
    if (json_get(schema, "oneOf") != NULL) {
        check(walk, alternative(json_get(schema, "oneOf"), value), value);
        return;
    }
    if (json_get(schema, "type") != NULL &&
        !has_type(json_get(schema, "type"), value))
        fault(walk, "wrong type", "");
    if (json_get(schema, "enum") != NULL &&
        !in_enum(json_get(schema, "enum"), value))
        fault(walk, "not in the list:", json_string(value));
    for (gsize i = 0; i < json_length(required); i++)
        if (json_get(value, json_string(json_at(required, i))) == NULL)
            fault(walk, "missing:", json_string(json_at(required, i)));
    if (json_kind(value) == JSON_KIND_ARRAY)
        for (gsize i = 0; i < json_length(value); i++)
            if (json_get(schema, "items") != NULL)
                check(walk, json_get(schema, "items"), json_at(value, i));
    if (json_kind(value) == JSON_KIND_OBJECT) {
        walk->schema = schema;
        json_each(value, check_member, walk);
    }
}

static JsonValue *schema_read(void)
{
    g_autofree char *text = NULL;
    gsize len;
    g_autoptr(GError) error = NULL;
    JsonValue *schema;

    cr_assert(g_file_get_contents(SOURCE_DIR "/docs/audit.schema.json", &text,
                                  &len, NULL));
    schema = json_parse(text, len, &error);
    cr_assert_not_null(schema, "%s", error != NULL ? error->message : "");
    return schema;
}

static GPtrArray *faults_of(const Audit *audit)
{
    g_autoptr(JsonValue) schema = schema_read();
    g_autoptr(JsonValue) json = audit_to_json(audit);
    g_autoptr(GString) path = g_string_new(NULL);
    Walk walk = { .root = schema,
                  .path = path,
                  .faults = g_ptr_array_new_with_free_func(g_free) };

    check(&walk, schema, json);
    return walk.faults;
}

static void expect_valid(Audit *audit)
{
    g_autoptr(GPtrArray) faults = faults_of(audit);

    for (guint i = 0; i < MIN(faults->len, 10u); i++)
        cr_expect(FALSE, "%s", (char *)g_ptr_array_index(faults, i));
    audit_free(audit);
}

Test(schema, allows_what_the_program_writes)
{
    expect_valid(fixture_worked());
    expect_valid(fixture_mixed());
    expect_valid(fixture_hostile(10));
    expect_valid(audit_new());
}

Test(schema, knows_every_link_state)
{
    Audit *audit = fixture_worked();
    ItemAudit *item =
        agency_audit_find_item(g_ptr_array_index(audit->agencies, 0), "O1");

    for (int i = 0; i < LINK_STATE_COUNT; i++) {
        UrlAudit *url = url_audit_new("https://example.go.th/");

        url->state = (LinkState)i;
        g_ptr_array_add(item->urls, url);
    }
    expect_valid(audit);
}

Test(schema, is_closed_to_what_it_does_not_name)
{
    g_autoptr(JsonValue) schema = schema_read();
    g_autoptr(JsonValue) json = json_new_object();
    g_autoptr(GString) path = g_string_new(NULL);
    Walk walk = { .root = schema,
                  .path = path,
                  .faults = g_ptr_array_new_with_free_func(g_free) };

    json_set_string(json, "surprise", "x");
    check(&walk, schema, json);
    cr_assert_eq(walk.faults->len, 6, "five are missing, one is too many");
    g_ptr_array_unref(walk.faults);
}
