/* Any bytes as a YAML file: a tree or a fault, and faults that can be shown. */
#include "base/fault.h"
#include "base/yaml.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_node(const YamlNode *node)
{
    g_assert(node->line > 0 && node->column > 0);
    if (node->kind == YAML_SCALAR) {
        g_assert(g_utf8_validate(node->text, -1, NULL));
        return;
    }
    g_assert(node->kind == YAML_LIST || node->keys->len == node->items->len);
    for (guint i = 0; i < node->items->len; i++)
        check_node(g_ptr_array_index(node->items, i));
    for (guint i = 0; node->kind == YAML_MAP && i < node->keys->len; i++) {
        const YamlNode *key = g_ptr_array_index(node->keys, i);

        g_assert(yaml_find_key(node, key->text) == key);
        if (i > 50)
            break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const keys[] = { "period", "agencies", NULL };
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(YamlFile) file =
        yaml_text_read((const char *)data, size, "f.yaml", faults);
    g_autofree char *text = NULL;

    g_assert(file != NULL || faults->len > 0);
    if (file != NULL) {
        check_node(file->root);
        yaml_keys_check(file->root, keys, faults);
    }
    text = fault_list_format(faults);
    g_assert(g_utf8_validate(text, -1, NULL));
    return 0;
}
