#include "rules/rule_new.h"

#include <string.h>

void rule_file_free(gpointer data)
{
    RuleFile *file = data;

    g_free(file->name);
    g_free(file->text);
    g_free(file);
}

static void file_add(GPtrArray *files, const char *name, GString *text)
{
    RuleFile *file = g_new0(RuleFile, 1);

    file->name = g_strdup(name);
    file->text = g_string_free(text, FALSE);
    g_ptr_array_add(files, file);
}

static GString *head_text(const RuleSet *from, int fiscal_year,
                          const char *folder)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(
        text,
        "# กติกาการตรวจ OIT ปีงบประมาณ พ.ศ. %d / the OIT rules of fiscal year "
        "%d\n"
        "#\n"
        "# เริ่มจากชุดของปี %d ทุกข้อยังไม่ได้ตรวจกับเกณฑ์ของปีนี้ (checked: no)\n"
        "# ตรวจทีละข้อ: แก้เลขข้อ ชื่อ องค์ประกอบ แล้วลบ checked: no ออก\n"
        "# rules lint บอกว่าเหลือข้อใด, rules diff %d %d บอกว่าต่างจากเดิมอย่างไร\n"
        "#\n"
        "# Begun from the set of %d; nothing is checked yet (checked: no). "
        "Hold\n"
        "# each item against the year's list: mend number, title and "
        "elements,\n"
        "# then take checked: no away. An item that is gone moves to dropped:, "
        "a\n"
        "# new one is written in full. docs/RULES.md shows how.\n"
        "fiscal_year: %d\n"
        "items: %u\n"
        "extends: ../%s\n"
        "source: not checked\n"
        "dropped: []\n",
        fiscal_year, fiscal_year, rule_set_fiscal_year(from),
        rule_set_fiscal_year(from), fiscal_year, rule_set_fiscal_year(from),
        fiscal_year, rule_set_items(from)->len, folder);
    return text;
}

static void item_text(GString *text, const ItemRule *item)
{
    g_string_append_printf(text,
                           "\n# %s / %s\n%s:\n  from: %s\n  confidence: M\n"
                           "  checked: no\n  elements:\n",
                           item->title.th,
                           item->title.en != NULL ? item->title.en : "-",
                           item->id, item->id);
    for (guint e = 0; e < item->elements->len; e++) {
        const ElementRule *element = g_ptr_array_index(item->elements, e);

        g_string_append_printf(text, "    %s: { checked: no } # %s\n",
                               element->id, element->title.th);
    }
}

static gboolean is_first_of_its_sub(const GPtrArray *items, guint at)
{
    const ItemRule *item = g_ptr_array_index(items, at);

    for (guint i = 0; i < at; i++)
        if (strcmp(
                ((const ItemRule *)g_ptr_array_index(items, i))->sub_indicator,
                item->sub_indicator) == 0)
            return FALSE;
    return TRUE;
}

static GString *sub_text(const RuleSet *from, const char *sub)
{
    const GPtrArray *items = rule_set_items(from);
    const Words *title = rule_set_title(from, sub);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "# %s %s\nsub_indicator: \"%s\"\n", sub,
                           title != NULL ? title->th : "", sub);
    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);

        if (strcmp(item->sub_indicator, sub) == 0)
            item_text(text, item);
    }
    return text;
}

GPtrArray *rule_set_start(const RuleSet *from, int fiscal_year,
                          const char *folder)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(rule_file_free);
    const GPtrArray *items = rule_set_items(from);

    file_add(files, "ruleset.yaml", head_text(from, fiscal_year, folder));
    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);
        g_autofree char *name = NULL;

        if (!is_first_of_its_sub(items, i))
            continue;
        name = g_strdup_printf("%s.yaml", item->sub_indicator);
        file_add(files, name, sub_text(from, item->sub_indicator));
    }
    return files;
}
