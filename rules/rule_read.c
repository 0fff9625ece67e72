/* rule_read.c - one item of the rules, from its tree of keys */
#include "rules/rule_read.h"

#include <string.h>
#include "base/fault.h"
#include "rules/rule_keys.h"

static const char *const words_keys[] = { "th", "en", NULL };

static void element_rule_free(gpointer data)
{
    ElementRule *element = data;

    g_free(element->id);
    g_free(element->kind);
    g_free(element->confidence);
    g_free(element->applies_to);
    g_ptr_array_unref(element->replaces);
    words_clear(&element->title);
    words_clear(&element->advice);
    g_free(element->owner);
    g_free(element->source);
    g_free(element->file);
    condition_free(element->met);
    condition_free(element->implied);
    g_free(element);
}

static void rule_test_free(gpointer data)
{
    RuleTest *test = data;

    g_free(test->text);
    g_free(test->html);
    g_free(test->file);
    g_free(test->agency_kind);
    g_free(test->executive);
    g_hash_table_unref(test->expect);
    g_free(test->quote);
    g_free(test->source_file);
    g_free(test);
}

void rule_item_free(gpointer data)
{
    ItemRule *item = data;

    g_free(item->id);
    g_free(item->sub_indicator);
    words_clear(&item->title);
    words_clear(&item->group);
    g_ptr_array_unref(item->titles);
    g_free(item->year_rule);
    g_ptr_array_unref(item->requires);
    g_free(item->owner);
    phrase_set_free(item->about);
    condition_free(item->decoys);
    g_ptr_array_unref(item->tests);
    g_ptr_array_unref(item->from);
    g_ptr_array_unref(item->elements);
    g_free(item->file);
    g_free(item);
}

/* --- small readers
 * ------------------------------------------------------------- */

void rule_read_words(const YamlNode *node, Words *words, GPtrArray *faults)
{
    if (node == NULL)
        return;
    if (node->kind == YAML_SCALAR) {
        words_set(words, node->text, NULL);
        return;
    }
    yaml_keys_check(node, words_keys, faults);
    if (yaml_string(yaml_find(node, "th")) == NULL)
        yaml_fault(faults, node, "{ th: ..., en: ... }", "th is missing");
    words_set(words, yaml_string(yaml_find(node, "th")),
              yaml_string(yaml_find(node, "en")));
}

static char *read_text(const YamlNode *map, const char *key, GPtrArray *faults)
{
    const YamlNode *node = yaml_find(map, key);

    if (node != NULL && node->kind != YAML_SCALAR)
        yaml_fault(faults, node, NULL, "%s can not be a list or map", key);
    return g_strdup(yaml_string(node));
}

/* One of the words that the table gives for @key. */
static char *read_word(const YamlNode *map, const char *key,
                       const RuleKey *keys, const char *fallback,
                       GPtrArray *faults)
{
    const char *const *allowed = rule_key_find(keys, key)->words;
    const YamlNode *node = yaml_find(map, key);
    const char *text = yaml_string(node);
    const char *near;
    g_autofree char *hint = NULL;

    if (node == NULL)
        return g_strdup(fallback);
    if (text != NULL && g_strv_contains(allowed, text))
        return g_strdup(text);
    near = text != NULL
               ? fault_nearest(text, allowed,
                               g_strv_length((char **)(gpointer)allowed))
               : NULL;
    if (near != NULL)
        hint = g_strdup_printf("did you mean %s?", near);
    yaml_fault(faults, node, hint, "%s can not be '%s'", key,
               text != NULL ? text : "a list or map");
    return g_strdup(fallback);
}

static gboolean read_yes_no(const YamlNode *map, const char *key,
                            gboolean fallback, GPtrArray *faults)
{
    const YamlNode *node = yaml_find(map, key);
    gboolean value = fallback;

    if (node != NULL && !yaml_bool(node, &value))
        yaml_fault(faults, node, "write yes or no", "expected yes or no");
    return value;
}

GPtrArray *rule_read_list(const YamlNode *node, GPtrArray *faults)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);

    if (node == NULL)
        return list;
    if (node->kind == YAML_SCALAR) {
        g_ptr_array_add(list, g_strdup(node->text));
        return list;
    }
    for (guint i = 0; node->kind == YAML_LIST && i < node->items->len; i++) {
        const char *text = yaml_string(g_ptr_array_index(node->items, i));

        if (text == NULL)
            yaml_fault(faults, g_ptr_array_index(node->items, i), NULL,
                       "expected a word");
        else
            g_ptr_array_add(list, g_strdup(text));
    }
    return list;
}

/* --- elements and items
 * ------------------------------------------------------------ */

static Required required_of(const char *word)
{
    return strcmp(word, "warn") == 0        ? REQUIRED_WARN
           : strcmp(word, "exception") == 0 ? REQUIRED_EXCEPTION
                                            : REQUIRED_YES;
}

static gboolean needs_condition(const ElementRule *element)
{
    return strcmp(element->kind, "reach") != 0 &&
           strcmp(element->kind, "dependency") != 0;
}

static ElementRule *read_element(ConditionLoader *loader, const YamlNode *key,
                                 const YamlNode *node)
{
    ElementRule *element = g_new0(ElementRule, 1);
    GPtrArray *faults = loader->faults;
    g_autofree char *required = NULL;

    element->id = g_strdup(key->text);
    element->line = key->line;
    element->file = g_strdup(key->file->path);
    element->checked = read_yes_no(node, "checked", TRUE, faults);
    if (node->kind != YAML_MAP)
        yaml_fault(faults, node, NULL, "element %s needs a map", key->text);
    else
        rule_keys_check(node, element_keys, faults);
    rule_read_words(yaml_find(node, "title"), &element->title, faults);
    if (element->title.th == NULL)
        yaml_fault(faults, key, NULL, "element %s needs a title", key->text);
    rule_read_words(yaml_find(node, "advice"), &element->advice, faults);
    element->kind = read_word(node, "kind", element_keys, "text", faults);
    required = read_word(node, "required", element_keys, "yes", faults);
    element->required = required_of(required);
    element->confidence =
        read_word(node, "confidence", element_keys, "M", faults);
    element->applies_to = read_text(node, "applies_to", faults);
    element->replaces = rule_read_list(yaml_find(node, "replaces"), faults);
    element->owner = read_text(node, "owner", faults);
    element->source = read_text(node, "source", faults);
    if (yaml_find(node, "met") != NULL)
        element->met = condition_read(loader, yaml_find(node, "met"));
    else if (needs_condition(element))
        yaml_fault(faults, key, "met: [ ... ]",
                   "element %s can never be met: it has no condition",
                   key->text);
    if (yaml_find(node, "implied") != NULL)
        element->implied = condition_read(loader, yaml_find(node, "implied"));
    return element;
}

static void read_verdict(const YamlNode *key, const YamlNode *value,
                         const ItemRule *item, const RawTest *raw,
                         GHashTable *expect, GPtrArray *faults)
{
    const char *const *verdicts = rule_key_find(test_keys, "expect")->words;
    const char *verdict = yaml_string(value);

    if (raw->only != NULL && !g_hash_table_contains(raw->only, key->text))
        return; /* of another year, and no longer meant so */
    if (item_rule_find(item, key->text) == NULL)
        yaml_fault(faults, key, NULL, "%s has no element %s", item->id,
                   key->text);
    else if (verdict == NULL || !g_strv_contains(verdicts, verdict))
        yaml_fault(faults, value, "met, implied, missing, unclear or not-met",
                   "unknown verdict");
    else
        g_hash_table_insert(expect, g_strdup(key->text), g_strdup(verdict));
}

static void read_expect(const YamlNode *node, const ItemRule *item,
                        const RawTest *raw, GHashTable *expect,
                        GPtrArray *faults)
{
    for (guint i = 0;
         node != NULL && node->kind == YAML_MAP && i < node->items->len; i++)
        read_verdict(g_ptr_array_index(node->keys, i),
                     g_ptr_array_index(node->items, i), item, raw, expect,
                     faults);
}

static void read_test(const RawTest *raw, ItemRule *item, GPtrArray *faults)
{
    const YamlNode *node = raw->node;
    RuleTest *test = g_new0(RuleTest, 1);

    test->expect =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    test->source_file = g_strdup(node->file->path);
    test->line = node->line;
    test->fiscal_year = raw->fiscal_year;
    if (node->kind != YAML_MAP)
        yaml_fault(faults, node, "{ text: ..., expect: { id: met } }",
                   "expected a test");
    else
        rule_keys_check(node, test_keys, faults);
    test->text = g_strdup(yaml_string(yaml_find(node, "text")));
    test->html = g_strdup(yaml_string(yaml_find(node, "html")));
    test->file = g_strdup(yaml_string(yaml_find(node, "file")));
    test->agency_kind = g_strdup(yaml_string(yaml_find(node, "kind")));
    test->executive = g_strdup(yaml_string(yaml_find(node, "executive")));
    test->quote = raw->only == NULL
                      ? g_strdup(yaml_string(yaml_find(node, "quote")))
                      : NULL;
    read_expect(yaml_find(node, "expect"), item, raw, test->expect, faults);
    if (test->text == NULL && test->html == NULL && test->file == NULL)
        yaml_fault(faults, node, NULL, "a test needs text, html or file");
    if (g_hash_table_size(test->expect) > 0) {
        g_ptr_array_add(item->tests, test);
        return;
    }
    if (raw->only == NULL)
        yaml_fault(faults, node, NULL, "a test needs expect");
    rule_test_free(test);
}

static void read_elements(ConditionLoader *loader, const YamlNode *key,
                          const YamlNode *elements, ItemRule *item)
{
    if (elements == NULL || elements->kind != YAML_MAP ||
        elements->items->len == 0) {
        yaml_fault(loader->faults, key, NULL, "%s needs elements", item->id);
        return;
    }
    for (guint i = 0; i < elements->items->len; i++) {
        ElementRule *element =
            read_element(loader, g_ptr_array_index(elements->keys, i),
                         g_ptr_array_index(elements->items, i));

        if (element->owner == NULL)
            element->owner = g_strdup(item->owner);
        g_ptr_array_add(item->elements, element);
    }
}

ItemRule *rule_read_item(ConditionLoader *loader, const RawItem *raw)
{
    const YamlNode *key = raw->key, *node = raw->node;
    ItemRule *item = g_new0(ItemRule, 1);
    GPtrArray *faults = loader->faults;

    item->id = g_strdup(key->text);
    item->file = g_strdup(key->file->path);
    item->line = key->line;
    item->sub_indicator = g_strdup(yaml_string(raw->file));
    item->elements = g_ptr_array_new_with_free_func(element_rule_free);
    item->tests = g_ptr_array_new_with_free_func(rule_test_free);
    item->from = g_ptr_array_new_with_free_func(g_free);
    rule_keys_check(node, item_keys, faults);
    rule_read_words(yaml_find(node, "title"), &item->title, faults);
    rule_read_words(yaml_find(node, "group"), &item->group, faults);
    item->titles = rule_read_list(yaml_find(node, "titles"), faults);
    item->year_rule = read_word(node, "year", item_keys, "current", faults);
    item->requires = rule_read_list(yaml_find(node, "requires"), faults);
    item->owner = read_text(node, "owner", faults);
    item->from_home = read_yes_no(node, "from_home", FALSE, faults);
    item->checked = read_yes_no(node, "checked", TRUE, faults);
    if (yaml_find(node, "about") != NULL)
        item->about = phrase_set_read(loader, yaml_find(node, "about"));
    if (yaml_find(node, "decoys") != NULL)
        item->decoys = condition_read(loader, yaml_find(node, "decoys"));
    read_elements(loader, key, yaml_find(node, "elements"), item);
    for (guint i = 0; i < raw->tests->len; i++)
        read_test(g_ptr_array_index(raw->tests, i), item, faults);
    for (guint i = 0; i < raw->from->len; i++)
        g_ptr_array_add(item->from, g_strdup(g_ptr_array_index(raw->from, i)));
    return item;
}
