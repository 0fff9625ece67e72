/*
 * rule_set.c - load the rules of one fiscal year
 *
 * All *.yaml files of the folder are one rule set. A file may hold
 * fiscal_year, indicators, vocabulary, sub_indicator and items (O1, O2, ...);
 * vocabularies are read before any item, whatever the file. A set may build
 * on another one (rule_layer.c).
 */
#include "rules/rule_set.h"

#include <string.h>
#include "base/fault.h"
#include "rules/condition.h"
#include "rules/rule_keys.h"
#include "rules/rule_lint.h"
#include "rules/rule_read.h"

#define VOCABULARY_STEPS_MAX 1000 /* $names filled in, one after the other */
#define VOCABULARY_MAX 20000      /* phrases, after $names are filled in */

struct RuleSet {
    int fiscal_year;
    int item_count; /* items: of the set; 0: not said */
    char *sha256;
    char *dir;
    PhraseIndex *index;
    GPtrArray *items;         /* ItemRule* */
    GHashTable *by_id;        /* id -> ItemRule*, borrowed */
    GHashTable *titles;       /* "9.2" -> Words* */
    GHashTable *vocabularies; /* name -> GPtrArray of char* */
    GHashTable *used;         /* names of vocabularies that something names */
    GPtrArray *places;        /* RulePlace*: vocabularies of the set itself */
};

static void words_free(gpointer data)
{
    words_clear(data);
    g_free(data);
}

static void place_free(gpointer data)
{
    RulePlace *place = data;

    g_free(place->name);
    g_free(place->file);
    g_free(place);
}

/* --- vocabularies -----------------------------------------------------------
 */

/* The phrases of one vocabulary. A set that builds on another may say the
 * same name again: then $name inside it stands for what it was there. */
static GPtrArray *read_phrases(const RuleSet *rules, const YamlNode *key,
                               const YamlNode *node, GPtrArray *faults)
{
    GPtrArray *list = rule_read_list(node, faults);
    const GPtrArray *before =
        g_hash_table_lookup(rules->vocabularies, key->text);

    for (guint i = 0; before != NULL && i < list->len; i++) {
        const char *text = g_ptr_array_index(list, i);

        if (text[0] != '$' || strcmp(text + 1, key->text) != 0)
            continue;
        g_ptr_array_remove_index(list, i--);
        for (guint k = 0; k < before->len; k++)
            g_ptr_array_add(list, g_strdup(g_ptr_array_index(before, k)));
        break;
    }
    return list;
}

static gboolean place_known(const RuleSet *rules, const char *name)
{
    for (guint i = 0; i < rules->places->len; i++)
        if (strcmp(
                ((const RulePlace *)g_ptr_array_index(rules->places, i))->name,
                name) == 0)
            return TRUE;
    return FALSE;
}

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
        RulePlace *place;

        if (place_known(rules, key->text)) {
            yaml_fault(faults, key, NULL, "vocabulary %s is there already",
                       key->text);
            continue;
        }
        list =
            read_phrases(rules, key, g_ptr_array_index(map->items, i), faults);
        if (list->len == 0)
            yaml_fault(faults, key, NULL, "vocabulary %s is empty", key->text);
        g_hash_table_replace(rules->vocabularies, g_strdup(key->text), list);
        place = g_new0(RulePlace, 1);
        place->name = g_strdup(key->text);
        place->file = g_strdup(key->file->path);
        place->line = key->line;
        place->column = key->column;
        g_ptr_array_add(rules->places, place);
    }
}

/* "$other" inside a vocabulary stands for all of its phrases. */
static gboolean expand_one(RuleSet *rules, GPtrArray *list, int depth)
{
    int steps = 0;

    for (guint i = 0; i < list->len; i++) {
        const char *text = g_ptr_array_index(list, i);
        const GPtrArray *other;
        g_autofree char *name = NULL;

        if (text[0] != '$')
            continue;
        name = g_strdup(text + 1);
        other = g_hash_table_lookup(rules->vocabularies, name);
        /* Names in a circle would go on for ever. */
        if (other == NULL || other == list || depth > 8 ||
            ++steps > VOCABULARY_STEPS_MAX)
            return FALSE;
        g_hash_table_add(rules->used, g_strdup(name));
        g_ptr_array_remove_index(list, i--);
        for (guint k = 0; k < other->len; k++)
            g_ptr_array_add(list, g_strdup(g_ptr_array_index(other, k)));
        if (list->len > VOCABULARY_MAX)
            return FALSE;
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
                          "%s names a vocabulary that does not exist, or "
                          "itself",
                          (const char *)name);
    }
}

/* --- heads of files ---------------------------------------------------------
 */

static void read_titles(RuleSet *rules, const YamlNode *map, GPtrArray *faults)
{
    for (guint i = 0;
         map != NULL && map->kind == YAML_MAP && i < map->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(map->keys, i);
        Words *words = g_new0(Words, 1);

        rule_read_words(g_ptr_array_index(map->items, i), words, faults);
        g_hash_table_replace(rules->titles, g_strdup(key->text), words);
    }
}

/* What must be known before items: titles and vocabularies. */
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

        if (strcmp(key->text, "indicators") == 0)
            read_titles(rules, value, faults);
        else if (strcmp(key->text, "vocabulary") == 0)
            read_vocabulary(rules, value, faults);
        else if (rule_key_find(file_keys, key->text) == NULL &&
                 !rule_is_item_key(key->text))
            yaml_fault(faults, key,
                       "fiscal_year, items, extends, dropped, indicators, "
                       "vocabulary, sub_indicator, source, O1 ...",
                       "unknown key '%s'", key->text);
    }
}

/* The base's first, so that the newer set may say otherwise. */
static void read_layer_heads(RuleSet *rules, const RuleLayer *layer,
                             GChecksum *sum, GPtrArray *faults)
{
    if (layer->base != NULL)
        read_layer_heads(rules, layer->base, sum, faults);
    g_ptr_array_set_size(rules->places, 0);
    for (guint i = 0; i < layer->files->len; i++) {
        const YamlFile *file = g_ptr_array_index(layer->files, i);

        g_checksum_update(sum, (const guchar *)file->content, -1);
        read_heads(rules, file, faults);
    }
}

/* --- items ------------------------------------------------------------------
 */

static void read_items(RuleSet *rules, const RuleLayer *layer,
                       ConditionLoader *loader)
{
    const YamlFile *without = NULL;

    for (guint i = 0; i < layer->items->len; i++) {
        const RawItem *raw = g_ptr_array_index(layer->items, i);
        ItemRule *item;

        if (yaml_string(raw->file) == NULL) {
            if (raw->key->file != without)
                yaml_fault(loader->faults, raw->key, "sub_indicator: \"9.2\"",
                           "the file names no sub_indicator");
            without = raw->key->file;
            continue;
        }
        item = rule_read_item(loader, raw);
        g_ptr_array_add(rules->items, item);
        g_hash_table_insert(rules->by_id, item->id, item);
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    const ItemRule *x = *(const ItemRule *const *)a;
    const ItemRule *y = *(const ItemRule *const *)b;

    return rule_item_number(x) - rule_item_number(y);
}

int rule_item_number(const ItemRule *item)
{
    gint64 number = g_ascii_strtoll(item->id + 1, NULL, 10);

    return (int)CLAMP(number, 0, G_MAXINT / 2);
}

static void check_requires(const RuleSet *rules, const ItemRule *item,
                           GPtrArray *faults)
{
    for (guint r = 0; r < item->requires->len; r++) {
        const char *id = g_ptr_array_index(item->requires, r);
        const ItemRule *other = g_hash_table_lookup(rules->by_id, id);

        if (other == NULL)
            fault_add(faults, item->file, item->line, 1, NULL, NULL,
                      "%s requires %s, which does not exist", item->id, id);
        else if (rule_item_number(other) >= rule_item_number(item))
            fault_add(faults, item->file, item->line, 1, NULL,
                      "items are judged in order",
                      "%s requires %s, which does not stand before it",
                      item->id, id);
    }
}

static void check_references(const RuleSet *rules, GPtrArray *faults)
{
    for (guint i = 0; i < rules->items->len; i++) {
        const ItemRule *item = g_ptr_array_index(rules->items, i);

        check_requires(rules, item, faults);
        for (guint e = 0; e < item->elements->len; e++) {
            const ElementRule *element = g_ptr_array_index(item->elements, e);

            for (guint r = 0; r < element->replaces->len; r++)
                if (item_rule_find(
                        item, g_ptr_array_index(element->replaces, r)) == NULL)
                    fault_add(faults, element->file, element->line, 1, NULL,
                              NULL, "%s.%s replaces an unknown element",
                              item->id, element->id);
        }
    }
}

/* items: N promises O1 to ON, so that a file that went missing is noticed
 * before anything is scored. */
static void check_count(const RuleSet *rules, GPtrArray *faults)
{
    g_autoptr(GString) gone = g_string_new(NULL);

    for (int n = 1; n <= rules->item_count; n++) {
        g_autofree char *id = g_strdup_printf("O%d", n);

        if (!g_hash_table_contains(rules->by_id, id))
            g_string_append_printf(gone, "%s%s", gone->len > 0 ? ", " : "", id);
    }
    if (gone->len > 0)
        fault_add(faults, rules->dir, 0, 0, NULL, NULL,
                  "the set promises %d items (items:), but has no %s",
                  rules->item_count, gone->str);
    else if (rules->item_count > 0 &&
             rules->items->len > (guint)rules->item_count)
        fault_add(faults, rules->dir, 0, 0, NULL, NULL,
                  "the set promises %d items (items:), but has %u",
                  rules->item_count, rules->items->len);
}

/* --- the set ----------------------------------------------------------------
 */

static RuleSet *rule_set_new(const char *dir)
{
    RuleSet *rules = g_new0(RuleSet, 1);

    rules->dir = g_strdup(dir);
    rules->index = phrase_index_new();
    rules->items = g_ptr_array_new_with_free_func(rule_item_free);
    rules->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    rules->titles =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, words_free);
    rules->vocabularies = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    rules->used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    rules->places = g_ptr_array_new_with_free_func(place_free);
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
    g_hash_table_unref(rules->used);
    g_ptr_array_unref(rules->places);
    phrase_index_free(rules->index);
    g_free(rules->sha256);
    g_free(rules->dir);
    g_free(rules);
}

/* The set in @layer; @before: how many faults there were before it was read. */
static RuleSet *set_build(RuleLayer *layer, const char *dir, guint before,
                          GPtrArray *faults)
{
    g_autoptr(RuleSet) rules = rule_set_new(dir);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    ConditionLoader loader = { rules->index, rules->vocabularies, rules->used,
                               faults };

    rules->fiscal_year = layer->fiscal_year;
    rules->item_count = layer->item_count;
    rule_layer_set_year(layer, layer->fiscal_year);
    read_layer_heads(rules, layer, sum, faults);
    expand_vocabularies(rules, faults);
    rule_layer_resolve(layer, faults);
    read_items(rules, layer, &loader);
    check_references(rules, faults);
    check_count(rules, faults);
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

RuleSet *rule_set_load(const char *dir, GPtrArray *faults)
{
    guint before = faults->len;
    g_autoptr(RuleLayer) layer = rule_layer_read(dir, faults);

    return set_build(layer, dir, before, faults);
}

RuleSet *rule_set_load_texts(const char *const *texts, GPtrArray *faults)
{
    guint before = faults->len;
    g_autoptr(RuleLayer) layer = rule_layer_read_texts(texts, faults);

    return set_build(layer, "-", before, faults);
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

const char *rule_set_dir(const RuleSet *rules)
{
    return rules->dir;
}

int rule_set_item_count(const RuleSet *rules)
{
    return rules->item_count;
}

const GPtrArray *rule_set_places(const RuleSet *rules)
{
    return rules->places;
}

gboolean rule_set_names(const RuleSet *rules, const char *vocabulary)
{
    return g_hash_table_contains(rules->used, vocabulary);
}

void rule_set_each_title(const RuleSet *rules, GHFunc each, gpointer data)
{
    g_hash_table_foreach(rules->titles, each, data);
}
