/* What can only be checked with the rules of the year at hand. */
#include "app/config.h"

#include "base/fault.h"
#include "rules/finding.h"

static void roles_add(GPtrArray *roles, const char *role)
{
    if (role == NULL)
        return;
    for (guint i = 0; i < roles->len; i++)
        if (g_str_equal(g_ptr_array_index(roles, i), role))
            return;
    g_ptr_array_add(roles, (gpointer)role);
}

/* Every role that a rule or a finding names; words borrowed. */
static GPtrArray *roles_collect(const RuleSet *rules)
{
    GPtrArray *roles = g_ptr_array_new();
    const GPtrArray *items = rule_set_items(rules);
    gsize count;
    const FindingRow *rows = finding_rows(&count);

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);

        roles_add(roles, item->owner);
        for (guint j = 0; j < item->elements->len; j++) {
            const ElementRule *element = g_ptr_array_index(item->elements, j);

            roles_add(roles, element->owner);
        }
    }
    for (gsize i = 0; i < count; i++)
        roles_add(roles, rows[i].owner);
    return roles;
}

static void owners_check(const Config *config, const RuleSet *rules,
                         GPtrArray *faults)
{
    g_autoptr(GPtrArray) roles = roles_collect(rules);
    GHashTableIter iter;
    gpointer node;

    g_hash_table_iter_init(&iter, config->owner_nodes);
    while (g_hash_table_iter_next(&iter, &node, NULL)) {
        const char *role = yaml_string(node);
        const char *near;
        g_autofree char *hint = NULL;

        if (g_ptr_array_find_with_equal_func(roles, role, g_str_equal, NULL))
            continue;
        near =
            fault_nearest(role, (const char *const *)roles->pdata, roles->len);
        if (near != NULL) {
            hint = g_strdup_printf("did you mean '%s'?", near);
        } else {
            g_ptr_array_add(roles, NULL);
            hint = g_strjoinv(", ", (char **)roles->pdata);
            g_ptr_array_set_size(roles, (gint)roles->len - 1);
        }
        yaml_fault(faults, node, hint, "'%s' is no role of the rules", role);
    }
}

/* Items of the spreadsheet that the fiscal year does not have. */
static void rows_check(const AgencyConfig *agency, const RuleSet *rules,
                       GPtrArray *faults)
{
    GHashTableIter iter;
    gpointer item, row;

    g_hash_table_iter_init(&iter, agency->rows);
    while (g_hash_table_iter_next(&iter, &item, &row))
        if (rule_set_find(rules, item) == NULL)
            fault_add(faults, agency->submissions_from, GPOINTER_TO_INT(row), 0,
                      NULL, "items are written O1, O2, ... O43",
                      "row %d: fiscal year %d has no item %s (%u items)",
                      GPOINTER_TO_INT(row), rule_set_fiscal_year(rules),
                      (const char *)item, rule_set_items(rules)->len);
}

void config_rules_check(const Config *config, const RuleSet *rules,
                        GPtrArray *faults)
{
    GHashTableIter iter;
    gpointer node, item;

    g_hash_table_iter_init(&iter, config->item_nodes);
    while (g_hash_table_iter_next(&iter, &node, &item)) {
        if (rule_set_find(rules, item) == NULL)
            yaml_fault(faults, node, NULL,
                       "fiscal year %d has no item %s (%u items)",
                       rule_set_fiscal_year(rules), (const char *)item,
                       rule_set_items(rules)->len);
    }
    for (guint i = 0; i < config->agencies->len; i++)
        rows_check(g_ptr_array_index(config->agencies, i), rules, faults);
    owners_check(config, rules, faults);
}
