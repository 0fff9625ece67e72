/*
 * rule_set.c - load the rules of one fiscal year
 *
 * All *.yaml files of the folder are one rule set. A file may hold
 * fiscal_year, indicators, vocabulary, sub_indicator and items (O1, O2, ...);
 * vocabularies are read before any item, whatever the file.
 */
#include "rules/rule_set.h"

#include <string.h>
#include "base/fault.h"
#include "base/yaml.h"
#include "rules/condition.h"

struct RuleSet {
    int fiscal_year;
    char *sha256;
    PhraseIndex *index;
    GPtrArray *items;         /* ItemRule* */
    GHashTable *by_id;        /* id -> ItemRule*, borrowed */
    GHashTable *titles;       /* "9.2" -> Words* */
    GHashTable *vocabularies; /* name -> GPtrArray of char* */
};

static const char *const item_keys[] = {
    "title", "titles", "group",    "year",  "requires", "from_home", "owner",
    "about", "decoys", "elements", "tests", "note",     NULL
};
static const char *const element_keys[] = {
    "title",  "kind",  "required", "confidence", "applies_to", "replaces",
    "advice", "owner", "source",   "met",        "implied",    NULL
};
static const char *const test_keys[] = { "text",      "html",   "file",  "kind",
                                         "executive", "expect", "quote", NULL };
static const char *const words_keys[] = { "th", "en", NULL };
static const char *const element_kinds[] = {
    "text", "year", "reach", "visual", "dependency", "signer", "exception", NULL
};
static const char *const year_rules[] = { "current",
                                          "fiscal",
                                          "previous-fiscal",
                                          "first-half",
                                          "monthly-first-half",
                                          "covers-fiscal",
                                          "in-force",
                                          NULL };
static const char *const required_words[] = { "yes", "warn", "exception",
                                              NULL };
static const char *const confidences[] = { "C2", "C2x", "C1", "M", NULL };

static void words_free(gpointer data)
{
    words_clear(data);
    g_free(data);
}

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

static void item_rule_free(gpointer data)
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
    g_ptr_array_unref(item->elements);
    g_free(item->file);
    g_free(item);
}

/* --- small readers
 * ------------------------------------------------------------- */

static void read_words(const YamlNode *node, Words *words, GPtrArray *faults)
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

static char *read_word(const YamlNode *map, const char *key,
                       const char *const *allowed, const char *fallback,
                       GPtrArray *faults)
{
    const YamlNode *node = yaml_find(map, key);
    const char *text = yaml_string(node);

    if (node == NULL)
        return g_strdup(fallback);
    if (text == NULL || (allowed != NULL && !g_strv_contains(allowed, text))) {
        gsize count =
            allowed != NULL ? g_strv_length((char **)(gpointer)allowed) : 0;
        const char *near =
            text != NULL ? fault_nearest(text, allowed, count) : NULL;
        g_autofree char *hint =
            near != NULL ? g_strdup_printf("did you mean %s?", near) : NULL;

        yaml_fault(faults, node, hint, "%s can not be '%s'", key,
                   text != NULL ? text : "a list or map");
        return g_strdup(fallback);
    }
    return g_strdup(text);
}

static GPtrArray *read_list(const YamlNode *node, GPtrArray *faults)
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

/* --- vocabularies
 * ---------------------------------------------------------------- */

static void read_vocabulary(RuleSet *rules, const YamlNode *map,
                            GPtrArray *faults)
{
    if (map->kind != YAML_MAP) {
        yaml_fault(faults, map, "vocabulary: { name: [phrase, ...] }",
                   "expected a map of lists");
        return;
    }
    for (guint i = 0; i < map->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(map->keys, i);
        GPtrArray *list;

        if (g_hash_table_contains(rules->vocabularies, key->text)) {
            yaml_fault(faults, key, NULL, "vocabulary %s is there already",
                       key->text);
            continue;
        }
        list = read_list(g_ptr_array_index(map->items, i), faults);
        if (list->len == 0)
            yaml_fault(faults, key, NULL, "vocabulary %s is empty", key->text);
        g_hash_table_insert(rules->vocabularies, g_strdup(key->text), list);
    }
}

/* "$other" inside a vocabulary stands for all of its phrases. */
static gboolean expand_one(RuleSet *rules, GPtrArray *list, int depth)
{
    for (guint i = 0; i < list->len; i++) {
        const char *text = g_ptr_array_index(list, i);
        const GPtrArray *other;
        g_autofree char *name = NULL;

        if (text[0] != '$')
            continue;
        name = g_strdup(text + 1);
        other = g_hash_table_lookup(rules->vocabularies, name);
        if (other == NULL || other == list || depth > 8)
            return FALSE;
        g_ptr_array_remove_index(list, i--);
        for (guint k = 0; k < other->len; k++)
            g_ptr_array_add(list, g_strdup(g_ptr_array_index(other, k)));
    }
    return TRUE;
}

static void expand_vocabularies(RuleSet *rules, GPtrArray *faults)
{
    GHashTableIter iter;
    gpointer name, list;

    for (int depth = 0; depth < 3; depth++) {
        g_hash_table_iter_init(&iter, rules->vocabularies);
        while (g_hash_table_iter_next(&iter, &name, &list))
            if (!expand_one(rules, list, depth))
                fault_add(faults, "vocabulary", 0, 0, NULL, NULL,
                          "%s names a vocabulary that does not exist",
                          (const char *)name);
    }
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
    if (node->kind != YAML_MAP)
        yaml_fault(faults, node, NULL, "element %s needs a map", key->text);
    else
        yaml_keys_check(node, element_keys, faults);
    read_words(yaml_find(node, "title"), &element->title, faults);
    if (element->title.th == NULL)
        yaml_fault(faults, key, NULL, "element %s needs a title", key->text);
    read_words(yaml_find(node, "advice"), &element->advice, faults);
    element->kind = read_word(node, "kind", element_kinds, "text", faults);
    required = read_word(node, "required", required_words, "yes", faults);
    element->required = required_of(required);
    element->confidence =
        read_word(node, "confidence", confidences, "M", faults);
    element->applies_to = read_word(node, "applies_to", NULL, NULL, faults);
    element->replaces = read_list(yaml_find(node, "replaces"), faults);
    element->owner = read_word(node, "owner", NULL, NULL, faults);
    element->source = read_word(node, "source", NULL, NULL, faults);
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

static void read_expect(const YamlNode *node, const ItemRule *item,
                        GHashTable *expect, GPtrArray *faults)
{
    static const char *const verdicts[] = { "met",     "implied", "missing",
                                            "unclear", "not-met", NULL };

    if (node == NULL || node->kind != YAML_MAP)
        return;
    for (guint i = 0; i < node->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(node->keys, i);
        const char *verdict = yaml_string(g_ptr_array_index(node->items, i));

        if (item_rule_find(item, key->text) == NULL)
            yaml_fault(faults, key, NULL, "%s has no element %s", item->id,
                       key->text);
        else if (verdict == NULL || !g_strv_contains(verdicts, verdict))
            yaml_fault(faults, g_ptr_array_index(node->items, i),
                       "met, implied, missing, unclear or not-met",
                       "unknown verdict");
        else
            g_hash_table_insert(expect, g_strdup(key->text), g_strdup(verdict));
    }
}

static void read_tests(const YamlNode *list, ItemRule *item, GPtrArray *faults)
{
    for (guint i = 0;
         list != NULL && list->kind == YAML_LIST && i < list->items->len; i++) {
        const YamlNode *node = g_ptr_array_index(list->items, i);
        RuleTest *test = g_new0(RuleTest, 1);

        test->expect =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        test->source_file = g_strdup(node->file->path);
        test->line = node->line;
        if (node->kind != YAML_MAP)
            yaml_fault(faults, node, "{ text: ..., expect: { id: met } }",
                       "expected a test");
        else
            yaml_keys_check(node, test_keys, faults);
        test->text = g_strdup(yaml_string(yaml_find(node, "text")));
        test->html = g_strdup(yaml_string(yaml_find(node, "html")));
        test->file = g_strdup(yaml_string(yaml_find(node, "file")));
        test->agency_kind = g_strdup(yaml_string(yaml_find(node, "kind")));
        test->executive = g_strdup(yaml_string(yaml_find(node, "executive")));
        test->quote = g_strdup(yaml_string(yaml_find(node, "quote")));
        read_expect(yaml_find(node, "expect"), item, test->expect, faults);
        if (test->text == NULL && test->html == NULL && test->file == NULL)
            yaml_fault(faults, node, NULL, "a test needs text, html or file");
        if (g_hash_table_size(test->expect) == 0)
            yaml_fault(faults, node, NULL, "a test needs expect");
        g_ptr_array_add(item->tests, test);
    }
}

static ItemRule *read_item(ConditionLoader *loader, const YamlNode *key,
                           const YamlNode *node, const char *sub_indicator)
{
    ItemRule *item = g_new0(ItemRule, 1);
    GPtrArray *faults = loader->faults;
    const YamlNode *elements = yaml_find(node, "elements");
    const YamlNode *from_home = yaml_find(node, "from_home");

    item->id = g_strdup(key->text);
    item->file = g_strdup(key->file->path);
    item->line = key->line;
    item->sub_indicator = g_strdup(sub_indicator);
    item->elements = g_ptr_array_new_with_free_func(element_rule_free);
    item->tests = g_ptr_array_new_with_free_func(rule_test_free);
    yaml_keys_check(node, item_keys, faults);
    read_words(yaml_find(node, "title"), &item->title, faults);
    read_words(yaml_find(node, "group"), &item->group, faults);
    item->titles = read_list(yaml_find(node, "titles"), faults);
    item->year_rule = read_word(node, "year", year_rules, "current", faults);
    item->requires = read_list(yaml_find(node, "requires"), faults);
    item->owner = read_word(node, "owner", NULL, NULL, faults);
    if (from_home != NULL && !yaml_bool(from_home, &item->from_home))
        yaml_fault(faults, from_home, "write yes or no", "expected yes or no");
    if (yaml_find(node, "about") != NULL)
        item->about = phrase_set_read(loader, yaml_find(node, "about"));
    if (yaml_find(node, "decoys") != NULL)
        item->decoys = condition_read(loader, yaml_find(node, "decoys"));
    if (elements == NULL || elements->kind != YAML_MAP ||
        elements->items->len == 0)
        yaml_fault(faults, key, NULL, "%s needs elements", item->id);
    for (guint i = 0; elements != NULL && elements->kind == YAML_MAP &&
                      i < elements->items->len;
         i++)
        g_ptr_array_add(item->elements,
                        read_element(loader,
                                     g_ptr_array_index(elements->keys, i),
                                     g_ptr_array_index(elements->items, i)));
    for (guint i = 0; i < item->elements->len; i++) {
        ElementRule *element = g_ptr_array_index(item->elements, i);

        if (element->owner == NULL)
            element->owner = g_strdup(item->owner);
    }
    read_tests(yaml_find(node, "tests"), item, faults);
    return item;
}

/* --- files
 * ---------------------------------------------------------------------------
 */

static gboolean is_item_key(const char *key)
{
    return key[0] == 'O' && g_ascii_isdigit(key[1]);
}

static void read_titles(RuleSet *rules, const YamlNode *map, GPtrArray *faults)
{
    for (guint i = 0;
         map != NULL && map->kind == YAML_MAP && i < map->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(map->keys, i);
        Words *words = g_new0(Words, 1);

        read_words(g_ptr_array_index(map->items, i), words, faults);
        g_hash_table_replace(rules->titles, g_strdup(key->text), words);
    }
}

/* What must be known before items: year, titles, vocabularies. */
static void read_heads(RuleSet *rules, const YamlFile *file, GPtrArray *faults)
{
    const YamlNode *root = file->root;

    if (root == NULL || root->kind != YAML_MAP) {
        fault_add(faults, file->path, 1, 1, NULL, NULL, "a rule file is a map");
        return;
    }
    for (guint i = 0; i < root->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(root->keys, i);
        const YamlNode *value = g_ptr_array_index(root->items, i);
        gint64 year;

        if (strcmp(key->text, "fiscal_year") == 0) {
            if (!yaml_int(value, &year) || year < 2550 || year > 2650)
                yaml_fault(faults, value, "2565", "not a Buddhist year");
            else
                rules->fiscal_year = (int)year;
        } else if (strcmp(key->text, "indicators") == 0) {
            read_titles(rules, value, faults);
        } else if (strcmp(key->text, "vocabulary") == 0) {
            read_vocabulary(rules, value, faults);
        } else if (strcmp(key->text, "sub_indicator") != 0 &&
                   strcmp(key->text, "source") != 0 &&
                   !is_item_key(key->text)) {
            yaml_fault(faults, key,
                       "fiscal_year, indicators, vocabulary, sub_indicator, "
                       "source, O1 ...",
                       "unknown key '%s'", key->text);
        }
    }
}

static void read_items(RuleSet *rules, ConditionLoader *loader,
                       const YamlFile *file)
{
    const YamlNode *root = file->root;
    const char *sub = yaml_string(yaml_find(root, "sub_indicator"));

    for (guint i = 0;
         root != NULL && root->kind == YAML_MAP && i < root->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(root->keys, i);
        ItemRule *item;

        if (!is_item_key(key->text))
            continue;
        if (sub == NULL) {
            yaml_fault(loader->faults, key, "sub_indicator: \"9.2\"",
                       "the file names no sub_indicator");
            return;
        }
        if (g_hash_table_contains(rules->by_id, key->text)) {
            yaml_fault(loader->faults, key, NULL, "%s is there already",
                       key->text);
            continue;
        }
        item = read_item(loader, key, g_ptr_array_index(root->items, i), sub);
        g_ptr_array_add(rules->items, item);
        g_hash_table_insert(rules->by_id, item->id, item);
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    const ItemRule *x = *(const ItemRule *const *)a;
    const ItemRule *y = *(const ItemRule *const *)b;

    return (int)(g_ascii_strtoll(x->id + 1, NULL, 10) -
                 g_ascii_strtoll(y->id + 1, NULL, 10));
}

static void check_references(const RuleSet *rules, GPtrArray *faults)
{
    for (guint i = 0; i < rules->items->len; i++) {
        const ItemRule *item = g_ptr_array_index(rules->items, i);

        for (guint r = 0; r < item->requires->len; r++) {
            const char *id = g_ptr_array_index(item->requires, r);

            if (!g_hash_table_contains(rules->by_id, id))
                fault_add(faults, item->file, item->line, 1, NULL, NULL,
                          "%s requires %s, which does not exist", item->id, id);
        }
        for (guint e = 0; e < item->elements->len; e++) {
            const ElementRule *element = g_ptr_array_index(item->elements, e);

            for (guint r = 0; r < element->replaces->len; r++)
                if (item_rule_find(
                        item, g_ptr_array_index(element->replaces, r)) == NULL)
                    fault_add(faults, item->file, element->line, 1, NULL, NULL,
                              "%s.%s replaces an unknown element", item->id,
                              element->id);
        }
    }
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *list_files(const char *dir, GPtrArray *faults)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) open = g_dir_open(dir, 0, &error);
    const char *name;

    if (open == NULL) {
        fault_add(faults, dir, 0, 0, NULL,
                  "give the folder of a rule set, such as rules/2565", "%s",
                  error->message);
        return paths;
    }
    while ((name = g_dir_read_name(open)) != NULL)
        if (g_str_has_suffix(name, ".yaml"))
            g_ptr_array_add(paths, g_build_filename(dir, name, NULL));
    g_ptr_array_sort(paths, by_name);
    if (paths->len == 0)
        fault_add(faults, dir, 0, 0, NULL, NULL,
                  "there is no rule file (*.yaml)");
    return paths;
}

static RuleSet *rule_set_new(void)
{
    RuleSet *rules = g_new0(RuleSet, 1);

    rules->index = phrase_index_new();
    rules->items = g_ptr_array_new_with_free_func(item_rule_free);
    rules->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    rules->titles =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, words_free);
    rules->vocabularies = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return rules;
}

void rule_set_free(RuleSet *rules)
{
    if (rules == NULL)
        return;
    g_ptr_array_unref(rules->items);
    g_hash_table_unref(rules->by_id);
    g_hash_table_unref(rules->titles);
    g_hash_table_unref(rules->vocabularies);
    phrase_index_free(rules->index);
    g_free(rules->sha256);
    g_free(rules);
}

RuleSet *rule_set_load(const char *dir, GPtrArray *faults)
{
    g_autoptr(RuleSet) rules = rule_set_new();
    g_autoptr(GPtrArray) paths = list_files(dir, faults);
    g_autoptr(GPtrArray) files =
        g_ptr_array_new_with_free_func((GDestroyNotify)yaml_file_free);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GHashTable) used =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ConditionLoader loader = { rules->index, rules->vocabularies, used,
                               faults };
    guint before = faults->len;

    for (guint i = 0; i < paths->len; i++) {
        YamlFile *file = yaml_file_read(g_ptr_array_index(paths, i), faults);

        if (file == NULL)
            continue;
        g_ptr_array_add(files, file);
        g_checksum_update(sum, (const guchar *)file->content, -1);
        read_heads(rules, file, faults);
    }
    expand_vocabularies(rules, faults);
    for (guint i = 0; i < files->len; i++)
        read_items(rules, &loader, g_ptr_array_index(files, i));
    check_references(rules, faults);
    if (faults->len == before && rules->fiscal_year == 0)
        fault_add(faults, dir, 0, 0, NULL, "fiscal_year: 2565",
                  "no file names the fiscal_year");
    if (faults->len > before)
        return NULL;
    g_ptr_array_sort(rules->items, by_number);
    rules->sha256 = g_strdup(g_checksum_get_string(sum));
    phrase_index_build(rules->index);
    return g_steal_pointer(&rules);
}

/* --- looking up
 * ------------------------------------------------------------------------ */

int rule_set_fiscal_year(const RuleSet *rules)
{
    return rules->fiscal_year;
}

const char *rule_set_sha256(const RuleSet *rules)
{
    return rules->sha256;
}

const GPtrArray *rule_set_items(const RuleSet *rules)
{
    return rules->items;
}

PhraseIndex *rule_set_phrases(const RuleSet *rules)
{
    return rules->index;
}

const ItemRule *rule_set_find(const RuleSet *rules, const char *item)
{
    return g_hash_table_lookup(rules->by_id, item);
}

const ElementRule *item_rule_find(const ItemRule *item, const char *element)
{
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementRule *rule = g_ptr_array_index(item->elements, i);

        if (strcmp(rule->id, element) == 0)
            return rule;
    }
    return NULL;
}

const Words *rule_set_title(const RuleSet *rules, const char *id)
{
    return g_hash_table_lookup(rules->titles, id);
}
