#include "rules/rule_layer.h"

#include <string.h>
#include "base/fault.h"
#include "rules/rule_keys.h"

#define LAYERS_MAX 6 /* sets that build on each other */

static void shell_free(gpointer data)
{
    YamlNode *node = data;

    g_free(node->text);
    if (node->items != NULL)
        g_ptr_array_unref(node->items);
    if (node->keys != NULL)
        g_ptr_array_unref(node->keys);
    g_free(node);
}

static void raw_test_free(gpointer data)
{
    RawTest *test = data;

    if (test->only != NULL)
        g_hash_table_unref(test->only);
    g_free(test);
}

static void raw_item_free(gpointer data)
{
    RawItem *item = data;

    g_ptr_array_unref(item->from);
    g_ptr_array_unref(item->tests);
    g_free(item);
}

void rule_layer_free(RuleLayer *layer)
{
    if (layer == NULL)
        return;
    g_ptr_array_unref(layer->items);
    g_ptr_array_unref(layer->made);
    g_ptr_array_unref(layer->files);
    rule_layer_free(layer->base);
    g_free(layer->dir);
    g_free(layer);
}

/* --- files ------------------------------------------------------------------
 */

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

/* The value of @key in the one file that holds it, or NULL. */
static const YamlNode *layer_find(const RuleLayer *layer, const char *key)
{
    for (guint i = 0; i < layer->files->len; i++) {
        const YamlFile *file = g_ptr_array_index(layer->files, i);
        const YamlNode *node = yaml_find(file->root, key);

        if (node != NULL)
            return node;
    }
    return NULL;
}

static int read_number(const RuleLayer *layer, const char *key, int low,
                       int high, const char *wrong, GPtrArray *faults)
{
    const YamlNode *node = layer_find(layer, key);
    gint64 value;

    if (node == NULL)
        return 0;
    if (yaml_int(node, &value) && value >= low && value <= high)
        return (int)value;
    yaml_fault(faults, node, NULL, "%s", wrong);
    return 0;
}

/* "../2565" seen from rules/2566 is rules/2565, as a person would write it. */
static char *base_dir(const char *dir, const char *extends)
{
    if (g_path_is_absolute(extends))
        return g_strdup(extends);
    if (g_str_has_prefix(extends, "../") && strchr(dir, '/') != NULL &&
        !g_str_has_suffix(dir, "/")) {
        g_autofree char *above = g_path_get_dirname(dir);

        return g_build_filename(above, extends + 3, NULL);
    }
    return g_build_filename(dir, extends, NULL);
}

static RuleLayer *layer_new(const char *dir)
{
    RuleLayer *layer = g_new0(RuleLayer, 1);

    layer->dir = g_strdup(dir);
    layer->files =
        g_ptr_array_new_with_free_func((GDestroyNotify)yaml_file_free);
    layer->items = g_ptr_array_new_with_free_func(raw_item_free);
    layer->made = g_ptr_array_new_with_free_func(shell_free);
    return layer;
}

static void layer_numbers(RuleLayer *layer, GPtrArray *faults)
{
    layer->fiscal_year = read_number(layer, "fiscal_year", 2550, 2650,
                                     "not a Buddhist year", faults);
    layer->item_count = read_number(layer, "items", 1, 200,
                                    "items is the number of items", faults);
}

static RuleLayer *layer_read(const char *dir, int depth, GPtrArray *faults)
{
    RuleLayer *layer = layer_new(dir);
    g_autoptr(GPtrArray) paths = list_files(dir, faults);
    const YamlNode *extends;
    g_autofree char *base = NULL;

    for (guint i = 0; i < paths->len; i++) {
        YamlFile *file = yaml_file_read(g_ptr_array_index(paths, i), faults);

        if (file != NULL)
            g_ptr_array_add(layer->files, file);
    }
    layer_numbers(layer, faults);
    extends = layer_find(layer, "extends");
    if (extends == NULL)
        return layer;
    if (yaml_string(extends) == NULL || depth >= LAYERS_MAX) {
        yaml_fault(faults, extends, "extends: ../2565",
                   depth >= LAYERS_MAX
                       ? "too many sets build on each other, or in a circle"
                       : "expected the folder of a rule set");
        return layer;
    }
    base = base_dir(dir, extends->text);
    if (!g_file_test(base, G_FILE_TEST_IS_DIR)) {
        yaml_fault(faults, extends, "extends: ../2565", "there is no folder %s",
                   base);
        return layer;
    }
    layer->base = layer_read(base, depth + 1, faults);
    return layer;
}

RuleLayer *rule_layer_read(const char *dir, GPtrArray *faults)
{
    return layer_read(dir, 0, faults);
}

RuleLayer *rule_layer_read_texts(const char *const *texts, GPtrArray *faults)
{
    RuleLayer *layer = NULL;

    for (int i = 0; texts[i] != NULL; i++) {
        RuleLayer *newer = layer_new("-");
        g_autofree char *name = g_strdup_printf("text-%d.yaml", i + 1);
        YamlFile *file =
            yaml_text_read(texts[i], strlen(texts[i]), name, faults);

        if (file != NULL)
            g_ptr_array_add(newer->files, file);
        layer_numbers(newer, faults);
        newer->base = layer;
        layer = newer;
    }
    return layer;
}

/* --- words that stand for years ---------------------------------------------
 */

typedef struct {
    const char *name;
    int less; /* what the Buddhist year is lessened by */
    int digits;
} YearWord;

static const YearWord year_words[] = {
    { "%year", 0, 4 },
    { "%yy", 2500, 2 },
    { "%ce", 543, 4 },
};

/* "-1" or "+1" after a year word, and no more digits. */
static int year_shift(const char *text, gsize *len)
{
    if ((text[0] != '-' && text[0] != '+') || !g_ascii_isdigit(text[1]) ||
        g_ascii_isdigit(text[2]))
        return 0;
    *len += 2;
    return (text[0] == '-' ? -1 : 1) * (text[1] - '0');
}

static char *years_put_in(const char *text, int fiscal_year)
{
    GString *out = g_string_new(NULL);

    while (*text != '\0') {
        gsize used = 0;

        for (gsize i = 0; *text == '%' && i < G_N_ELEMENTS(year_words); i++) {
            const YearWord *word = &year_words[i];
            int year;

            if (!g_str_has_prefix(text, word->name))
                continue;
            used = strlen(word->name);
            year = fiscal_year - word->less + year_shift(text + used, &used);
            g_string_append_printf(out, "%0*d", word->digits, year);
            break;
        }
        if (used == 0) {
            g_string_append_c(out, *text);
            used = 1;
        }
        text += used;
    }
    return g_string_free(out, FALSE);
}

static void node_set_year(YamlNode *node, int fiscal_year)
{
    if (node->kind == YAML_SCALAR) {
        if (strchr(node->text, '%') != NULL) {
            char *text = years_put_in(node->text, fiscal_year);

            g_free(node->text);
            node->text = text;
        }
        return;
    }
    for (guint i = 0; i < node->items->len; i++) {
        if (node->kind == YAML_MAP) {
            const YamlNode *key = g_ptr_array_index(node->keys, i);

            if (strcmp(key->text, "tests") == 0)
                continue;
        }
        node_set_year(g_ptr_array_index(node->items, i), fiscal_year);
    }
}

void rule_layer_set_year(RuleLayer *layer, int fiscal_year)
{
    for (; layer != NULL; layer = layer->base)
        for (guint i = 0; i < layer->files->len; i++) {
            YamlFile *file = g_ptr_array_index(layer->files, i);

            if (file->root != NULL)
                node_set_year(file->root, fiscal_year);
        }
}

/* --- nodes of our own -------------------------------------------------------
 */

/* A new map that stands where @at stands. */
static YamlNode *map_new(RuleLayer *layer, const YamlNode *at)
{
    YamlNode *map = g_new0(YamlNode, 1);

    map->kind = YAML_MAP;
    map->line = at->line;
    map->column = at->column;
    map->file = at->file;
    map->items = g_ptr_array_new();
    map->keys = g_ptr_array_new();
    g_ptr_array_add(layer->made, map);
    return map;
}

static YamlNode *scalar_new(RuleLayer *layer, const YamlNode *at,
                            const char *text)
{
    YamlNode *node = g_new0(YamlNode, 1);

    node->kind = YAML_SCALAR;
    node->line = at->line;
    node->column = at->column;
    node->file = at->file;
    node->text = g_strdup(text);
    g_ptr_array_add(layer->made, node);
    return node;
}

static void map_add(YamlNode *map, const YamlNode *key, const YamlNode *value)
{
    g_ptr_array_add(map->keys, (gpointer)key);
    g_ptr_array_add(map->items, (gpointer)value);
}

static gboolean in_list(const char *const *words, const char *word)
{
    return words != NULL && g_strv_contains(words, word);
}

/* Adds the keys of @from that @map lacks and @but does not name. */
static void map_fill(YamlNode *map, const YamlNode *from,
                     const char *const *but)
{
    for (guint i = 0;
         from != NULL && from->kind == YAML_MAP && i < from->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(from->keys, i);

        if (in_list(but, key->text) || yaml_find_key(map, key->text) != NULL)
            continue;
        map_add(map, key, g_ptr_array_index(from->items, i));
    }
}

static gboolean list_has(const YamlNode *list, const char *text)
{
    if (list == NULL)
        return FALSE;
    if (list->kind == YAML_SCALAR)
        return strcmp(list->text, text) == 0;
    for (guint i = 0; list->kind == YAML_LIST && i < list->items->len; i++)
        if (g_strcmp0(yaml_string(g_ptr_array_index(list->items, i)), text) ==
            0)
            return TRUE;
    return FALSE;
}

/* --- one item ---------------------------------------------------------------
 */

static const RawItem *item_find(const RuleLayer *layer, const char *id)
{
    for (guint i = 0; layer != NULL && i < layer->items->len; i++) {
        const RawItem *item = g_ptr_array_index(layer->items, i);

        if (strcmp(item->key->text, id) == 0)
            return item;
    }
    return NULL;
}

static void from_add(const RuleLayer *layer, RawItem *item,
                     const YamlNode *node, GPtrArray *faults)
{
    const char *id = yaml_string(node);

    if (layer->base == NULL)
        yaml_fault(faults, node, "extends: ../2565 in the ruleset file",
                   "from: needs a set that this one extends");
    else if (id == NULL || item_find(layer->base, id) == NULL)
        yaml_fault(faults, node, NULL, "the extended set has no item %s",
                   id != NULL ? id : "of that form");
    else
        g_ptr_array_add(item->from, g_strdup(id));
}

static void from_read(const RuleLayer *layer, RawItem *item, GPtrArray *faults)
{
    const YamlNode *node = yaml_find(item->node, "from");

    if (node == NULL)
        return;
    if (node->kind != YAML_LIST) {
        from_add(layer, item, node, faults);
        return;
    }
    for (guint i = 0; i < node->items->len; i++)
        from_add(layer, item, g_ptr_array_index(node->items, i), faults);
}

/* The number here of an item of the base; NULL when it is gone. */
static const char *number_here(const RuleLayer *layer, const char *old)
{
    for (guint i = 0; i < layer->items->len; i++) {
        const RawItem *item = g_ptr_array_index(layer->items, i);

        for (guint f = 0; f < item->from->len; f++)
            if (strcmp(g_ptr_array_index(item->from, f), old) == 0)
                return item->key->text;
    }
    return NULL;
}

/* "see O10" in words taken over becomes the number that O10 has here. */
static char *numbers_put_in(const RuleLayer *layer, const char *text)
{
    GString *out = g_string_new(NULL);

    while (*text != '\0') {
        gsize len = 1;

        if (text[0] == 'O' && g_ascii_isdigit(text[1])) {
            g_autofree char *old = NULL;
            const char *now;

            while (g_ascii_isdigit(text[len]))
                len++;
            old = g_strndup(text, len);
            now = number_here(layer, old);
            g_string_append(out, now != NULL ? now : old);
        } else {
            g_string_append_c(out, *text);
        }
        text += len;
    }
    return g_string_free(out, FALSE);
}

static const YamlNode *words_take(RuleLayer *layer, const YamlNode *there)
{
    YamlNode *map;

    if (there->kind == YAML_SCALAR) {
        g_autofree char *text = numbers_put_in(layer, there->text);

        return strcmp(text, there->text) == 0 ? there
                                              : scalar_new(layer, there, text);
    }
    if (there->kind != YAML_MAP)
        return there;
    map = map_new(layer, there);
    for (guint i = 0; i < there->items->len; i++)
        map_add(map, g_ptr_array_index(there->keys, i),
                words_take(layer, g_ptr_array_index(there->items, i)));
    return map;
}

/* How sure an element taken over is for this year: as the item says, but
 * never surer than it was. */
static const YamlNode *weaker(const YamlNode *item, const YamlNode *there)
{
    static const char *const order[] = { "C2", "C2x", "C1", "M" };
    int a = -1, b = -1;

    if (item == NULL || there == NULL)
        return item != NULL ? item : there;
    for (int i = 0; i < (int)G_N_ELEMENTS(order); i++) {
        if (g_strcmp0(yaml_string(item), order[i]) == 0)
            a = i;
        if (g_strcmp0(yaml_string(there), order[i]) == 0)
            b = i;
    }
    return b > a ? there : item;
}

/* An element taken over: what is said here comes first, the rest is as it was
 * there. */
static const YamlNode *element_take(RuleLayer *layer, const YamlNode *here,
                                    const YamlNode *key, const YamlNode *there,
                                    const YamlNode *item)
{
    static const char *const apart[] = { "checked", "confidence", "title",
                                         "advice", NULL };
    YamlNode *map = map_new(layer, key);
    const YamlNode *sure =
        weaker(yaml_find(item, "confidence"), yaml_find(there, "confidence"));

    map_fill(map, here, NULL);
    if (sure != NULL && yaml_find_key(map, "confidence") == NULL)
        map_add(map, scalar_new(layer, sure, "confidence"), sure);
    if (yaml_find(item, "checked") != NULL &&
        yaml_find_key(map, "checked") == NULL)
        map_add(map, yaml_find_key(item, "checked"),
                yaml_find(item, "checked"));
    for (gsize i = 2; i < 4; i++)
        if (yaml_find(there, apart[i]) != NULL &&
            yaml_find_key(map, apart[i]) == NULL)
            map_add(map, yaml_find_key(there, apart[i]),
                    words_take(layer, yaml_find(there, apart[i])));
    map_fill(map, there, apart);
    return map;
}

/* Does the element here change when it is met? Then old tests say nothing. */
static gboolean is_changed(const YamlNode *here)
{
    static const char *const keys[] = { "met", "implied", "kind", "applies_to",
                                        "replaces" };

    for (gsize i = 0; here != NULL && i < G_N_ELEMENTS(keys); i++)
        if (yaml_find(here, keys[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Elements of @source that the item does not have yet. */
static void elements_take(RuleLayer *layer, const YamlNode *here,
                          const RawItem *source, YamlNode *elements,
                          GHashTable *kept)
{
    const YamlNode *own = yaml_find(here, "elements");
    const YamlNode *drop = yaml_find(here, "drop");
    const YamlNode *there = yaml_find(source->node, "elements");

    for (guint i = 0;
         there != NULL && there->kind == YAML_MAP && i < there->items->len;
         i++) {
        const YamlNode *key = g_ptr_array_index(there->keys, i);
        const YamlNode *mine = yaml_find(own, key->text);

        if (list_has(drop, key->text) ||
            yaml_find_key(elements, key->text) != NULL)
            continue;
        map_add(elements, mine != NULL ? yaml_find_key(own, key->text) : key,
                element_take(layer, mine, key,
                             g_ptr_array_index(there->items, i), here));
        if (!is_changed(mine))
            g_hash_table_add(kept, g_strdup(key->text));
    }
}

static void required_take(RuleLayer *layer, YamlNode *list, const RawItem *item,
                          const RawItem *source, const char *old,
                          GPtrArray *faults)
{
    const char *now = old != NULL ? number_here(layer, old) : NULL;

    if (now != NULL)
        g_ptr_array_add(list->items, scalar_new(layer, item->key, now));
    else
        yaml_fault(faults, item->key, "write requires: [] or other items",
                   "%s of the extended set requires %s, which nothing here "
                   "takes over",
                   source->key->text, old != NULL ? old : "?");
}

static void requires_take(RuleLayer *layer, YamlNode *map, const RawItem *item,
                          const RawItem *source, GPtrArray *faults)
{
    const YamlNode *key = yaml_find_key(source->node, "requires");
    const YamlNode *there = yaml_find(source->node, "requires");
    YamlNode *list;

    if (there == NULL || yaml_find_key(map, "requires") != NULL)
        return;
    list = map_new(layer, item->key);
    list->kind = YAML_LIST;
    if (there->kind == YAML_SCALAR)
        required_take(layer, list, item, source, there->text, faults);
    for (guint i = 0; there->kind == YAML_LIST && i < there->items->len; i++)
        required_take(layer, list, item, source,
                      yaml_string(g_ptr_array_index(there->items, i)), faults);
    map_add(map, key, list);
}

static void tests_take(RawItem *item, const RawItem *source, GHashTable *kept)
{
    for (guint i = 0; i < source->tests->len; i++) {
        const RawTest *there = g_ptr_array_index(source->tests, i);
        RawTest *test = g_new0(RawTest, 1);
        GHashTableIter iter;
        gpointer id;

        *test = *there;
        test->only =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_hash_table_iter_init(&iter, kept);
        while (g_hash_table_iter_next(&iter, &id, NULL))
            if (there->only == NULL || g_hash_table_contains(there->only, id))
                g_hash_table_add(test->only, g_strdup(id));
        g_ptr_array_add(item->tests, test);
    }
}

static void tests_own(const RuleLayer *layer, RawItem *item)
{
    const YamlNode *list = yaml_find(item->node, "tests");

    for (guint i = 0;
         list != NULL && list->kind == YAML_LIST && i < list->items->len; i++) {
        RawTest *test = g_new0(RawTest, 1);

        test->node = g_ptr_array_index(list->items, i);
        test->fiscal_year = layer->fiscal_year;
        g_ptr_array_add(item->tests, test);
    }
}

static void check_drop(const RuleLayer *layer, const RawItem *item,
                       GPtrArray *faults)
{
    const YamlNode *drop = yaml_find(item->node, "drop");

    for (guint i = 0;
         drop != NULL && drop->kind == YAML_LIST && i < drop->items->len; i++) {
        const YamlNode *word = g_ptr_array_index(drop->items, i);
        gboolean found = FALSE;

        for (guint f = 0; f < item->from->len; f++) {
            const RawItem *source =
                item_find(layer->base, g_ptr_array_index(item->from, f));

            found = found || yaml_find(yaml_find(source->node, "elements"),
                                       yaml_string(word) != NULL ? word->text
                                                                 : "") != NULL;
        }
        if (!found)
            yaml_fault(faults, word, NULL,
                       "no item taken over has an element %s to drop",
                       yaml_string(word) != NULL ? word->text : "of that form");
    }
}

static void item_resolve(RuleLayer *layer, RawItem *item, GPtrArray *faults)
{
    static const char *const apart[] = { "elements", "tests",      "from",
                                         "drop",     "confidence", "checked",
                                         "requires", NULL };
    static const char *const rest[] = { "elements", "tests", NULL };
    const YamlNode *here = item->node;
    YamlNode *map, *elements;

    check_drop(layer, item, faults);
    if (item->from->len == 0) {
        tests_own(layer, item);
        return;
    }
    map = map_new(layer, item->key);
    elements = map_new(layer, item->key);
    map_fill(map, here, rest);
    for (guint f = 0; f < item->from->len; f++) {
        const RawItem *source =
            item_find(layer->base, g_ptr_array_index(item->from, f));
        g_autoptr(GHashTable) kept =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

        elements_take(layer, here, source, elements, kept);
        if (f == 0) {
            map_fill(map, source->node, apart);
            requires_take(layer, map, item, source, faults);
        }
        tests_take(item, source, kept);
    }
    map_fill(elements, yaml_find(here, "elements"), NULL);
    {
        const YamlNode *first =
            item_find(layer->base, g_ptr_array_index(item->from, 0))->node;
        const YamlNode *key = yaml_find_key(here, "elements");

        map_add(map, key != NULL ? key : yaml_find_key(first, "elements"),
                elements);
    }
    tests_own(layer, item);
    item->node = map;
}

/* --- all items --------------------------------------------------------------
 */

static void items_list(RuleLayer *layer, const YamlFile *file,
                       GPtrArray *faults)
{
    const YamlNode *root = file->root;

    for (guint i = 0;
         root != NULL && root->kind == YAML_MAP && i < root->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(root->keys, i);
        RawItem *item;

        if (!rule_is_item_key(key->text))
            continue;
        if (item_find(layer, key->text) != NULL) {
            yaml_fault(faults, key, NULL, "%s is there already", key->text);
            continue;
        }
        item = g_new0(RawItem, 1);
        item->key = key;
        item->node = g_ptr_array_index(root->items, i);
        item->file = yaml_find(root, "sub_indicator");
        item->from = g_ptr_array_new_with_free_func(g_free);
        item->tests = g_ptr_array_new_with_free_func(raw_test_free);
        g_ptr_array_add(layer->items, item);
    }
}

/* Every item of the base is taken over, or said to be gone. */
static void check_taken(const RuleLayer *layer, GPtrArray *faults)
{
    const YamlNode *dropped = layer_find(layer, "dropped");
    const YamlNode *at = layer_find(layer, "extends");

    for (guint i = 0; i < layer->base->items->len; i++) {
        const RawItem *item = g_ptr_array_index(layer->base->items, i);
        const char *id = item->key->text;
        g_autofree char *hint = NULL;

        if (list_has(dropped, id) || number_here(layer, id) != NULL)
            continue;
        hint = g_strdup_printf("write from: %s in an item, or dropped: [%s]",
                               id, id);
        yaml_fault(faults, at, hint,
                   "%s of the extended set is neither taken over nor dropped",
                   id);
    }
    for (guint i = 0; dropped != NULL && dropped->kind == YAML_LIST &&
                      i < dropped->items->len;
         i++) {
        const YamlNode *word = g_ptr_array_index(dropped->items, i);

        if (yaml_string(word) == NULL ||
            item_find(layer->base, word->text) == NULL)
            yaml_fault(faults, word, NULL,
                       "the extended set has no such item to drop");
    }
}

void rule_layer_resolve(RuleLayer *layer, GPtrArray *faults)
{
    if (layer->base != NULL)
        rule_layer_resolve(layer->base, faults);
    for (guint i = 0; i < layer->files->len; i++)
        items_list(layer, g_ptr_array_index(layer->files, i), faults);
    for (guint i = 0; i < layer->items->len; i++)
        from_read(layer, g_ptr_array_index(layer->items, i), faults);
    for (guint i = 0; i < layer->items->len; i++)
        item_resolve(layer, g_ptr_array_index(layer->items, i), faults);
    if (layer->base != NULL)
        check_taken(layer, faults);
}
