#include "rules/rule_schema.h"

#include <string.h>
#include "rules/condition_table.h"
#include "rules/rule_keys.h"

/* --- small parts ------------------------------------------------------------
 */

static JsonValue *typed(const char *type)
{
    JsonValue *value = json_new_object();

    json_set_string(value, "type", type);
    return value;
}

static JsonValue *ref_to(const char *name)
{
    JsonValue *value = json_new_object();
    g_autofree char *path = g_strdup_printf("#/definitions/%s", name);

    json_set_string(value, "$ref", path);
    return value;
}

/* A plain scalar of YAML: 2565 and yes are texts to us, but not to editors. */
static JsonValue *scalar(void)
{
    JsonValue *value = json_new_object();
    JsonValue *types = json_new_array();

    json_append(types, json_new_string("string"));
    json_append(types, json_new_string("number"));
    json_append(types, json_new_string("boolean"));
    json_set(value, "type", types);
    return value;
}

static JsonValue *whole_number(gint64 low, gint64 high)
{
    JsonValue *value = typed("integer");

    json_set_int(value, "minimum", low);
    json_set_int(value, "maximum", high);
    return value;
}

static void yes_no_append(JsonValue *list)
{
    json_append(list, json_new_bool(TRUE));
    json_append(list, json_new_bool(FALSE));
    json_append(list, json_new_string("yes"));
    json_append(list, json_new_string("no"));
}

static JsonValue *yes_no(void)
{
    JsonValue *value = json_new_object();
    JsonValue *list = json_new_array();

    yes_no_append(list);
    json_set(value, "enum", list);
    return value;
}

/* One of @words; "yes" is a truth to some readers of YAML. */
static JsonValue *one_of(const char *const *words)
{
    JsonValue *value = json_new_object();
    JsonValue *list = json_new_array();

    for (; *words != NULL; words++) {
        json_append(list, json_new_string(*words));
        if (strcmp(*words, "yes") == 0)
            json_append(list, json_new_bool(TRUE));
    }
    json_set(value, "enum", list);
    return value;
}

static JsonValue *either(JsonValue *a, JsonValue *b)
{
    JsonValue *value = json_new_object();
    JsonValue *list = json_new_array();

    json_append(list, a);
    json_append(list, b);
    json_set(value, "anyOf", list);
    return value;
}

static JsonValue *list_of(JsonValue *item, gint64 least)
{
    JsonValue *value = typed("array");

    json_set(value, "items", item);
    if (least > 0)
        json_set_int(value, "minItems", least);
    return value;
}

static JsonValue *map_of(JsonValue *item)
{
    JsonValue *value = typed("object");

    json_set(value, "additionalProperties", item);
    return value;
}

/* A map with these properties and no others. */
static JsonValue *closed(JsonValue *properties)
{
    JsonValue *value = typed("object");

    json_set(value, "properties", properties);
    json_set_bool(value, "additionalProperties", FALSE);
    return value;
}

/* --- keys -------------------------------------------------------------------
 */

static JsonValue *key_value(const RuleKey *key)
{
    switch (key->type) {
    case RULE_TEXT:
        return scalar();
    case RULE_WORD:
        return one_of(key->words);
    case RULE_WORDS:
        return ref_to("words");
    case RULE_YES_NO:
        return yes_no();
    case RULE_LIST:
        return either(scalar(), list_of(scalar(), 0));
    case RULE_YEAR:
        return whole_number(2550, 2650);
    case RULE_COUNT:
        return whole_number(1, 200);
    case RULE_PHRASES:
        return ref_to("phrases");
    case RULE_CONDITION:
        return ref_to("condition");
    case RULE_ELEMENTS:
        return map_of(ref_to("element"));
    case RULE_TESTS:
        return list_of(ref_to("test"), 0);
    case RULE_EXPECT:
        return map_of(one_of(key->words));
    case RULE_TITLES:
        return map_of(ref_to("words"));
    case RULE_VOCABULARY:
        return map_of(ref_to("phrases"));
    }
    return json_new_object();
}

static JsonValue *keys_properties(const RuleKey *keys)
{
    JsonValue *properties = json_new_object();

    for (; keys->name != NULL; keys++) {
        JsonValue *value = key_value(keys);
        g_autofree char *help = g_strdup_printf("%s / %s", keys->th, keys->en);

        json_set_string(value, "description", help);
        json_set(properties, keys->name, value);
    }
    return properties;
}

/* An item is written whole, or takes over one of the extended set. */
static JsonValue *item_schema(void)
{
    JsonValue *item = closed(keys_properties(item_keys));
    JsonValue *ways = json_new_array();
    JsonValue *whole = json_new_object(), *taken = json_new_object();
    JsonValue *needed = json_new_array(), *from = json_new_array();

    for (const RuleKey *key = item_keys; key->name != NULL; key++)
        if (key->needed)
            json_append(needed, json_new_string(key->name));
    json_set(whole, "required", needed);
    json_append(from, json_new_string("from"));
    json_set(taken, "required", from);
    json_append(ways, whole);
    json_append(ways, taken);
    json_set(item, "anyOf", ways);
    return item;
}

static JsonValue *file_schema(void)
{
    JsonValue *file = closed(keys_properties(file_keys));
    JsonValue *items = json_new_object();

    json_set(items, "^O[0-9]+$", ref_to("item"));
    json_set(file, "patternProperties", items);
    return file;
}

/* --- conditions -------------------------------------------------------------
 */

static JsonValue *option_value(const Option *option)
{
    switch (option->type) {
    case OPTION_PHRASES:
        return ref_to("phrases");
    case OPTION_INT:
        return whole_number(0, 100000);
    case OPTION_YES_NO:
        return yes_no();
    case OPTION_WORD:
        return one_of(option->words);
    case OPTION_PLACES:
        return either(one_of(option->words), list_of(one_of(option->words), 1));
    case OPTION_STRINGS:
        return either(scalar(), list_of(scalar(), 1));
    case OPTION_STRING:
        return scalar();
    case OPTION_CONDITION:
        return ref_to("condition");
    case OPTION_FILLED: {
        JsonValue *value = json_new_object();
        JsonValue *list = json_new_array();

        yes_no_append(list);
        json_append(list, json_new_string("filled"));
        json_set(value, "enum", list);
        return value;
    }
    }
    return json_new_object();
}

static JsonValue *matcher_schema(ConditionKind kind)
{
    const KindRow *row = condition_row(kind);
    const Option *options[ROW_OPTIONS_MAX];
    gsize count = condition_options(row, options);
    JsonValue *properties = json_new_object();
    JsonValue *whole;

    for (gsize i = 0; i < count; i++)
        json_set(properties, options[i]->name, option_value(options[i]));
    whole = closed(properties);
    if (row->needs_phrases) {
        JsonValue *needed = json_new_array();

        json_append(needed, json_new_string(row->own[0].name));
        json_set(whole, "required", needed);
    }
    if (row->main == NULL)
        return whole;
    return either(whole, option_value(condition_option(row, row->main)));
}

static JsonValue *at_least_schema(void)
{
    JsonValue *properties = json_new_object();
    JsonValue *needed = json_new_array();
    JsonValue *value;

    json_set(properties, "n", whole_number(0, 100000));
    json_set(properties, "of", ref_to("condition"));
    json_append(needed, json_new_string("n"));
    json_append(needed, json_new_string("of"));
    value = closed(properties);
    json_set(value, "required", needed);
    return value;
}

/* A list means all of it, and so does a map with several conditions. */
static JsonValue *condition_schema(void)
{
    JsonValue *properties = json_new_object();
    JsonValue *map;

    for (int kind = 0; kind < CONDITION_KIND_COUNT; kind++) {
        const KindRow *row = condition_row((ConditionKind)kind);
        JsonValue *value = kind == CONDITION_AT_LEAST ? at_least_schema()
                           : condition_is_tree((ConditionKind)kind)
                               ? ref_to("condition")
                               : matcher_schema((ConditionKind)kind);
        g_autofree char *help = g_strdup_printf(
            "%s / %s", condition_kind_help_in((ConditionKind)kind, LANG_TH),
            row->help);
        JsonValue *described = json_new_object();
        JsonValue *only = json_new_array();

        /* A description beside $ref is not read by all editors. */
        json_append(only, value);
        json_set(described, "allOf", only);
        json_set_string(described, "description", help);
        json_set(properties, row->name, described);
    }
    map = closed(properties);
    json_set_int(map, "minProperties", 1);
    return either(list_of(ref_to("condition"), 1), map);
}

/* --- the schema -------------------------------------------------------------
 */

static JsonValue *words_schema(void)
{
    JsonValue *properties = json_new_object();
    JsonValue *needed = json_new_array();
    JsonValue *both;

    json_set(properties, "th", scalar());
    json_set(properties, "en", scalar());
    json_append(needed, json_new_string("th"));
    both = closed(properties);
    json_set(both, "required", needed);
    return either(scalar(), both);
}

static JsonValue *test_schema(void)
{
    JsonValue *test = closed(keys_properties(test_keys));
    JsonValue *needed = json_new_array();

    json_append(needed, json_new_string("expect"));
    json_set(test, "required", needed);
    return test;
}

JsonValue *rule_schema(void)
{
    JsonValue *root = file_schema();
    JsonValue *definitions = json_new_object();

    json_set(definitions, "words", words_schema());
    json_set(definitions, "phrases", either(scalar(), list_of(scalar(), 1)));
    json_set(definitions, "condition", condition_schema());
    json_set(definitions, "element", closed(keys_properties(element_keys)));
    json_set(definitions, "test", test_schema());
    json_set(definitions, "item", item_schema());
    json_set_string(root, "$schema", "http://json-schema.org/draft-07/schema#");
    json_set_string(root, "title", "oit-audit: กติกาการตรวจ / rules");
    json_set(root, "definitions", definitions);
    return root;
}
