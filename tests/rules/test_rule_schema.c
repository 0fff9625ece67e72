/* The schema for editors accepts the shipped rules and refuses slips. */
#include <criterion/criterion.h>

#include <string.h>
#include "base/fault.h"
#include "base/yaml.h"
#include "rules/rule_schema.h"

static JsonValue *schema;

static void load(void)
{
    schema = rule_schema();
}

static void unload(void)
{
    json_free(schema);
}

TestSuite(rule_schema, .init = load, .fini = unload);

/* --- as much of JSON Schema as ours uses, over YAML nodes ------------------
 */

static gboolean fits(const JsonValue *rule, const YamlNode *node);

static gboolean has_type(const char *type, const YamlNode *node)
{
    gint64 number;

    if (strcmp(type, "object") == 0)
        return node->kind == YAML_MAP;
    if (strcmp(type, "array") == 0)
        return node->kind == YAML_LIST;
    if (node->kind != YAML_SCALAR)
        return FALSE;
    return strcmp(type, "integer") != 0 || yaml_int(node, &number);
}

static gboolean type_fits(const JsonValue *types, const YamlNode *node)
{
    if (json_kind(types) == JSON_KIND_STRING)
        return has_type(json_string(types), node);
    for (gsize i = 0; i < json_length(types); i++)
        if (has_type(json_string(json_at(types, i)), node))
            return TRUE;
    return FALSE;
}

static gboolean enum_fits(const JsonValue *list, const YamlNode *node)
{
    for (gsize i = 0; i < json_length(list); i++)
        if (g_strcmp0(json_string(json_at(list, i)), yaml_string(node)) == 0)
            return TRUE;
    return FALSE;
}

static gboolean property_fits(const JsonValue *rule, const YamlNode *key,
                              const YamlNode *value)
{
    const JsonValue *own = json_get(json_get(rule, "properties"), key->text);
    const JsonValue *items =
        json_get(json_get(rule, "patternProperties"), "^O[0-9]+$");
    const JsonValue *more = json_get(rule, "additionalProperties");

    if (own != NULL)
        return fits(own, value);
    if (items != NULL && key->text[0] == 'O' && g_ascii_isdigit(key->text[1]))
        return fits(items, value);
    if (more == NULL)
        return TRUE;
    return json_kind(more) == JSON_KIND_OBJECT && fits(more, value);
}

static gboolean map_fits(const JsonValue *rule, const YamlNode *node)
{
    const JsonValue *needed = json_get(rule, "required");

    for (gsize i = 0; needed != NULL && i < json_length(needed); i++)
        if (yaml_find_key(node, json_string(json_at(needed, i))) == NULL)
            return FALSE;
    if ((gint64)node->items->len < json_get_int(rule, "minProperties", 0))
        return FALSE;
    for (guint i = 0; i < node->items->len; i++)
        if (!property_fits(rule, g_ptr_array_index(node->keys, i),
                           g_ptr_array_index(node->items, i)))
            return FALSE;
    return TRUE;
}

static gboolean some_fit(const JsonValue *list, const YamlNode *node,
                         gboolean all)
{
    for (gsize i = 0; i < json_length(list); i++)
        if (fits(json_at(list, i), node) != all)
            return !all;
    return all;
}

static gboolean fits(const JsonValue *rule, const YamlNode *node)
{
    const char *ref = json_get_string(rule, "$ref");
    gint64 number;

    if (ref != NULL) {
        const char *name = ref + strlen("#/definitions/");
        const JsonValue *named =
            json_get(json_get(schema, "definitions"), name);

        cr_assert_not_null(named, "%s", ref);
        return fits(named, node);
    }
    if (json_get(rule, "type") != NULL &&
        !type_fits(json_get(rule, "type"), node))
        return FALSE;
    if (json_get(rule, "maximum") != NULL && yaml_int(node, &number) &&
        (number < json_get_int(rule, "minimum", 0) ||
         number > json_get_int(rule, "maximum", 0)))
        return FALSE;
    if (json_get(rule, "enum") != NULL &&
        !enum_fits(json_get(rule, "enum"), node))
        return FALSE;
    if (json_get(rule, "anyOf") != NULL &&
        !some_fit(json_get(rule, "anyOf"), node, FALSE))
        return FALSE;
    if (json_get(rule, "allOf") != NULL &&
        !some_fit(json_get(rule, "allOf"), node, TRUE))
        return FALSE;
    if (node->kind == YAML_MAP)
        return map_fits(rule, node);
    for (guint i = 0; node->kind == YAML_LIST && json_get(rule, "items") &&
                      i < node->items->len;
         i++)
        if (!fits(json_get(rule, "items"), g_ptr_array_index(node->items, i)))
            return FALSE;
    return node->kind != YAML_LIST ||
           (gint64)node->items->len >= json_get_int(rule, "minItems", 0);
}

static gboolean text_fits(const char *yaml)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(YamlFile) file =
        yaml_text_read(yaml, strlen(yaml), "a.yaml", faults);

    cr_assert_not_null(file, "%s", yaml);
    return fits(schema, file->root);
}

/* --- the tests --------------------------------------------------------------
 */

Test(rule_schema, accepts_the_shipped_sets)
{
    static const char *const dirs[] = { SOURCE_DIR "/rules/2565",
                                        SOURCE_DIR "/rules/2566" };
    int files = 0;

    for (gsize d = 0; d < G_N_ELEMENTS(dirs); d++) {
        g_autoptr(GDir) open = g_dir_open(dirs[d], 0, NULL);
        const char *name;

        while ((name = g_dir_read_name(open)) != NULL) {
            g_autofree char *path = g_build_filename(dirs[d], name, NULL);
            g_autoptr(GPtrArray) faults = fault_list_new();
            g_autoptr(YamlFile) file = yaml_file_read(path, faults);

            cr_assert_not_null(file);
            cr_expect(fits(schema, file->root), "%s", path);
            files++;
        }
    }
    cr_expect_geq(files, 17);
}

Test(rule_schema, accepts_each_way_to_write_a_condition)
{
    static const char *const mets[] = {
        "[{ phrase: แผน }]",
        "{ phrase: [แผน, $plan], year: fiscal }",
        "[{ any: [{ heading: แผน }, { not: { image: ผัง } }] }]",
        "[{ at_least: { n: 2, of: [{ steps: 3 }, { contact: phone }] } }]",
        "[{ column: { header: งบ, every_row: filled, quiet: yes } }]",
        "[{ near: { phrase: แผน, within: row, has: { number: บาท } } }]",
        "[{ phrase: { of: 2565, in: [body, heading] } }]",
        "[{ link: docs.google.com }]",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(mets); i++) {
        g_autofree char *yaml = g_strdup_printf(
            "O1: { title: a, elements: { e: { title: b, met: %s } } }\n",
            mets[i]);

        cr_expect(text_fits(yaml), "%s", mets[i]);
    }
}

Test(rule_schema, refuses_what_the_loader_refuses)
{
    static const char *const cases[] = {
        "fiscal_yeer: 2565\n",
        "fiscal_year: 65\n",
        "O1: { title: a }\n",
        "O1: { elements: { e: { title: b } } }\n",
        "O1: { title: a, yaer: fiscal, elements: { e: { title: b } } }\n",
        "O1: { title: a, year: fiscall, elements: { e: { title: b } } }\n",
        "O1: { title: a, elements: { e: { title: b, kind: texxt } } }\n",
        "O1: { title: a, elements: { e: { title: b, met: [] } } }\n",
        "O1: { title: a, elements: { e: { title: b, met: [{ frase: x }] } } "
        "}\n",
        "O1: { title: a, elements: { e: { title: b, met: [{ phrase: { off: x } "
        "}] } } }\n",
        "O1: { title: a, elements: { e: { title: b, met: [{ phrase: { in: body "
        "} }] } } }\n",
        "O1: { title: a, elements: { e: { title: b, met: [{ year: fiscall }] } "
        "} }\n",
        "O1: { from: O1, tests: [{ text: a, expect: { e: mett } }] }\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        cr_expect_not(text_fits(cases[i]), "%s", cases[i]);
}
