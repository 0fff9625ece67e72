#include "rules/condition_table.h"

#include <string.h>

void phrase_set_free(PhraseSet *set)
{
    if (set == NULL)
        return;
    g_free(set->ids);
    g_free(set->name);
    g_free(set);
}

void condition_free(Condition *condition)
{
    if (condition == NULL)
        return;
    if (condition->children != NULL)
        g_ptr_array_unref(condition->children);
    phrase_set_free(condition->phrases);
    phrase_set_free(condition->with);
    phrase_set_free(condition->not_with);
    phrase_set_free(condition->not_after);
    phrase_set_free(condition->not_before);
    g_strfreev(condition->hosts);
    pattern_free(condition);
    g_free(condition->pattern);
    g_free(condition);
}

static int compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* Adds the phrases of one scalar: a vocabulary or a phrase. */
static gboolean phrases_add(ConditionLoader *loader, const YamlNode *node,
                            GArray *ids)
{
    const char *text = yaml_string(node);

    if (text == NULL) {
        yaml_fault(loader->faults, node, "write a phrase, $name, or a list",
                   "expected a phrase");
        return FALSE;
    }
    if (text[0] == '$' && !node->quoted) {
        const GPtrArray *words =
            g_hash_table_lookup(loader->vocabularies, text + 1);

        if (words == NULL) {
            guint count = 0;
            g_autofree gpointer *names =
                g_hash_table_get_keys_as_array(loader->vocabularies, &count);
            const char *near =
                fault_nearest(text + 1, (const char *const *)names, count);
            g_autofree char *hint =
                near != NULL ? g_strdup_printf("did you mean $%s?", near)
                             : NULL;

            yaml_fault(loader->faults, node, hint, "there is no vocabulary %s",
                       text);
            return FALSE;
        }
        g_hash_table_add(loader->used, g_strdup(text + 1));
        for (guint i = 0; i < words->len; i++) {
            int id =
                phrase_index_add(loader->index, g_ptr_array_index(words, i));

            if (id >= 0)
                g_array_append_val(ids, id);
        }
        return TRUE;
    }
    {
        int id = phrase_index_add(loader->index, text);

        if (id < 0) {
            yaml_fault(loader->faults, node, NULL, "the phrase is empty");
            return FALSE;
        }
        g_array_append_val(ids, id);
    }
    return TRUE;
}

PhraseSet *phrase_set_read(ConditionLoader *loader, const YamlNode *node)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int));
    PhraseSet *set;
    const YamlNode *first = node;
    int n = 0;

    if (node->kind == YAML_LIST) {
        if (node->items->len == 0) {
            yaml_fault(loader->faults, node, NULL, "the list is empty");
            return NULL;
        }
        first = g_ptr_array_index(node->items, 0);
        for (guint i = 0; i < node->items->len; i++)
            if (!phrases_add(loader, g_ptr_array_index(node->items, i), ids))
                return NULL;
    } else if (!phrases_add(loader, node, ids)) {
        return NULL;
    }
    g_array_sort(ids, compare_ints);
    set = g_new0(PhraseSet, 1);
    set->ids = g_new(int, ids->len);
    for (guint i = 0; i < ids->len; i++)
        if (i == 0 ||
            g_array_index(ids, int, i) != g_array_index(ids, int, i - 1))
            set->ids[n++] = g_array_index(ids, int, i);
    set->count = n;
    set->name = node->kind == YAML_LIST && node->items->len > 1
                    ? g_strdup_printf("%s …", yaml_string(first))
                    : g_strdup(yaml_string(first));
    return set;
}

static gboolean word_read(ConditionLoader *loader, const YamlNode *node,
                          const char *const *words, int *value)
{
    const char *text = yaml_string(node);
    g_autofree char *hint = NULL;
    g_autofree char *all = NULL;
    const char *near;

    for (int i = 0; text != NULL && words[i] != NULL; i++) {
        if (strcmp(words[i], text) == 0) {
            *value = i;
            return TRUE;
        }
    }
    all = g_strjoinv(", ", (char **)(gpointer)words);
    near = text != NULL ? fault_nearest(text, words,
                                        g_strv_length((char **)(gpointer)words))
                        : NULL;
    hint = near != NULL ? g_strdup_printf("did you mean %s?", near)
                        : g_strdup_printf("one of: %s", all);
    yaml_fault(loader->faults, node, hint, "unknown word '%s'",
               text != NULL ? text : "");
    return FALSE;
}

static gboolean strings_read(ConditionLoader *loader, const YamlNode *node,
                             char ***value)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();

    if (node->kind == YAML_SCALAR) {
        g_ptr_array_add(list, g_strdup(node->text));
    } else if (node->kind == YAML_LIST) {
        for (guint i = 0; i < node->items->len; i++) {
            const char *text = yaml_string(g_ptr_array_index(node->items, i));

            if (text != NULL)
                g_ptr_array_add(list, g_strdup(text));
        }
    }
    if (list->len == 0) {
        yaml_fault(loader->faults, node, NULL, "expected a word or a list");
        return FALSE;
    }
    g_ptr_array_add(list, NULL);
    *value = (char **)g_ptr_array_free(g_steal_pointer(&list), FALSE);
    return TRUE;
}

static gboolean places_read(ConditionLoader *loader, const YamlNode *node,
                            const char *const *words, guint *value)
{
    int bit;

    if (node->kind == YAML_SCALAR) {
        if (!word_read(loader, node, words, &bit))
            return FALSE;
        *value = 1u << bit;
        return TRUE;
    }
    *value = 0;
    for (guint i = 0; node->items != NULL && i < node->items->len; i++) {
        if (!word_read(loader, g_ptr_array_index(node->items, i), words, &bit))
            return FALSE;
        *value |= 1u << bit;
    }
    return TRUE;
}

static gboolean int_read(ConditionLoader *loader, const YamlNode *node,
                         int *value)
{
    gint64 number;

    if (!yaml_int(node, &number) || number < 0 || number > 100000) {
        yaml_fault(loader->faults, node, "write a number, 0 to 100000",
                   "expected a whole number");
        return FALSE;
    }
    *value = (int)number;
    return TRUE;
}

static gboolean yes_no_read(ConditionLoader *loader, const YamlNode *node,
                            gboolean *value)
{
    if (yaml_bool(node, value))
        return TRUE;
    if (g_strcmp0(yaml_string(node), "filled") == 0) {
        *value = TRUE;
        return TRUE;
    }
    yaml_fault(loader->faults, node, "write yes or no", "expected yes or no");
    return FALSE;
}

static gboolean option_read(ConditionLoader *loader, Condition *condition,
                            const Option *option, const YamlNode *node)
{
    gpointer member = (char *)condition + option->offset;

    switch (option->type) {
    case OPTION_PHRASES: {
        PhraseSet *set = phrase_set_read(loader, node);

        *(PhraseSet **)member = set;
        return set != NULL;
    }
    case OPTION_INT:
        return int_read(loader, node, member);
    case OPTION_YES_NO:
    case OPTION_FILLED:
        return yes_no_read(loader, node, member);
    case OPTION_WORD: {
        int value;

        if (!word_read(loader, node, option->words, &value))
            return FALSE;
        *(guint *)member = (guint)value; /* enums: unsigned int size */
        return TRUE;
    }
    case OPTION_PLACES:
        return places_read(loader, node, option->words, member);
    case OPTION_STRINGS:
        return strings_read(loader, node, member);
    case OPTION_STRING: {
        const char *text = yaml_string(node);

        if (text == NULL) {
            yaml_fault(loader->faults, node, NULL, "expected a text");
            return FALSE;
        }
        *(char **)member = g_strdup(text);
        return TRUE;
    }
    case OPTION_CONDITION: {
        Condition *child = condition_read(loader, node);

        if (child == NULL)
            return FALSE;
        *(GPtrArray **)member =
            g_ptr_array_new_with_free_func((GDestroyNotify)condition_free);
        g_ptr_array_add(*(GPtrArray **)member, child);
        return TRUE;
    }
    }
    return FALSE;
}

static void unknown_option(ConditionLoader *loader, const KindRow *row,
                           const YamlNode *key)
{
    const Option *options[ROW_OPTIONS_MAX];
    const char *names[ROW_OPTIONS_MAX];
    gsize n = condition_options(row, options);
    const char *near;
    g_autofree char *hint = NULL;

    for (gsize i = 0; i < n; i++)
        names[i] = options[i]->name;
    near = fault_nearest(yaml_string(key), names, n);
    if (near != NULL)
        hint = g_strdup_printf("did you mean %s?", near);
    yaml_fault(loader->faults, key, hint, "%s has no option '%s'", row->name,
               yaml_string(key));
}

static gboolean options_read(ConditionLoader *loader, Condition *condition,
                             const YamlNode *key, const YamlNode *node)
{
    const KindRow *row = condition_row(condition->kind);

    if (node->kind != YAML_MAP) {
        const Option *option =
            row->main != NULL ? condition_option(row, row->main) : NULL;

        if (option == NULL) {
            yaml_fault(loader->faults, node, NULL, "%s needs options",
                       row->name);
            return FALSE;
        }
        if (!option_read(loader, condition, option, node))
            return FALSE;
    } else {
        for (guint i = 0; i < node->items->len; i++) {
            const YamlNode *name = g_ptr_array_index(node->keys, i);
            const Option *option = condition_option(row, yaml_string(name));

            if (option == NULL) {
                unknown_option(loader, row, name);
                return FALSE;
            }
            if (!option_read(loader, condition, option,
                             g_ptr_array_index(node->items, i)))
                return FALSE;
        }
    }
    if (row->needs_phrases && condition->phrases == NULL) {
        yaml_fault(loader->faults, key, NULL, "%s needs %s", row->name,
                   row->own[0].name);
        return FALSE;
    }
    return TRUE;
}

static gboolean children_read(ConditionLoader *loader, Condition *condition,
                              const YamlNode *node)
{
    condition->children =
        g_ptr_array_new_with_free_func((GDestroyNotify)condition_free);
    if (node->kind != YAML_LIST) {
        Condition *child = condition_read(loader, node);

        if (child == NULL)
            return FALSE;
        g_ptr_array_add(condition->children, child);
        return TRUE;
    }
    if (node->items->len == 0) {
        yaml_fault(loader->faults, node, NULL, "the list is empty");
        return FALSE;
    }
    for (guint i = 0; i < node->items->len; i++) {
        Condition *child =
            condition_read(loader, g_ptr_array_index(node->items, i));

        if (child == NULL)
            return FALSE;
        g_ptr_array_add(condition->children, child);
    }
    return TRUE;
}

/* at_least: { n: 2, of: [...] } */
static gboolean at_least_read(ConditionLoader *loader, Condition *condition,
                              const YamlNode *node)
{
    static const char *const keys[] = { "n", "of", NULL };
    const YamlNode *of = yaml_find(node, "of");

    if (!yaml_keys_check(node, keys, loader->faults))
        return FALSE;
    if (of == NULL || yaml_find(node, "n") == NULL) {
        yaml_fault(loader->faults, node, "at_least: { n: 2, of: [...] }",
                   "at_least needs n and of");
        return FALSE;
    }
    return int_read(loader, yaml_find(node, "n"), &condition->at_least) &&
           children_read(loader, condition, of);
}

static Condition *one_read(ConditionLoader *loader, const YamlNode *key,
                           const YamlNode *node)
{
    const char *names[CONDITION_KIND_COUNT];
    g_autoptr(Condition) condition = g_new0(Condition, 1);
    gboolean good = FALSE;
    int kind;

    for (int i = 0; i < CONDITION_KIND_COUNT; i++)
        names[i] = condition_kind_name((ConditionKind)i);
    for (kind = 0; kind < CONDITION_KIND_COUNT; kind++)
        if (strcmp(names[kind], yaml_string(key)) == 0)
            break;
    if (kind == CONDITION_KIND_COUNT) {
        const char *near =
            fault_nearest(yaml_string(key), names, CONDITION_KIND_COUNT);
        g_autofree char *hint =
            near != NULL ? g_strdup_printf("did you mean %s?", near) : NULL;

        yaml_fault(loader->faults, key, hint, "unknown condition '%s'",
                   yaml_string(key));
        return NULL;
    }
    condition->kind = (ConditionKind)kind;
    condition->file = g_intern_string(key->file->path);
    condition->line = key->line;
    condition->column = key->column;
    switch (condition->kind) {
    case CONDITION_ALL:
    case CONDITION_ANY:
    case CONDITION_NOT:
        good = children_read(loader, condition, node);
        break;
    case CONDITION_AT_LEAST:
        good = at_least_read(loader, condition, node);
        break;
    default:
        good = options_read(loader, condition, key, node);
        break;
    }
    if (good && condition->pattern != NULL) {
        g_autofree char *message = NULL;
        int offset;

        good = pattern_compile(condition, &message, &offset);
        if (!good)
            yaml_fault(loader->faults, node, message,
                       "the regular expression does not compile at %d", offset);
    }
    return good ? g_steal_pointer(&condition) : NULL;
}

Condition *condition_read(ConditionLoader *loader, const YamlNode *node)
{
    g_autoptr(Condition) all = NULL;

    if (node->kind == YAML_MAP && node->items->len == 1)
        return one_read(loader, g_ptr_array_index(node->keys, 0),
                        g_ptr_array_index(node->items, 0));
    if (node->kind == YAML_SCALAR || node->items->len == 0) {
        yaml_fault(loader->faults, node, "for example: - phrase: $duration",
                   "expected a condition");
        return NULL;
    }
    all = g_new0(Condition, 1);
    all->kind = CONDITION_ALL;
    all->file = g_intern_string(node->file->path);
    all->line = node->line;
    all->column = node->column;
    all->children =
        g_ptr_array_new_with_free_func((GDestroyNotify)condition_free);
    for (guint i = 0; i < node->items->len; i++) {
        Condition *child =
            node->kind == YAML_MAP
                ? one_read(loader, g_ptr_array_index(node->keys, i),
                           g_ptr_array_index(node->items, i))
                : condition_read(loader, g_ptr_array_index(node->items, i));

        if (child == NULL)
            return NULL;
        g_ptr_array_add(all->children, child);
    }
    return g_steal_pointer(&all);
}
