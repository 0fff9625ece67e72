#include "app/arguments.h"

#include <string.h>

#include "base/fault.h"

G_DEFINE_QUARK(oit - arguments - error, arguments_error)

/* clang-format off */
static const OptionRow rows[] = {
    { "config", 'c', "FILE", "ไฟล์ตั้งค่า (ปกติ config.yaml)",
      "the config file (config.yaml)" },
    { "agency", 'a', "ID", "เฉพาะหน่วยงานนี้", "only this agency" },
    { "item", 'i', "O10", "เฉพาะข้อนี้ หลายข้อคั่นด้วยจุลภาค",
      "only this item; several parted by commas" },
    { "out", 'o', "DIR", "โฟลเดอร์ที่เขียนไฟล์รายงาน",
      "folder to write report files to" },
    { "format", 'f', "FORMAT",
      "text, json, csv, html, xlsx, junit, markdown",
      "text, json, csv, html, xlsx, junit, markdown" },
    { "lang", 'l', "th|en", "ภาษาของรายงาน", "language of the report" },
    { "year", 'y', "2565", "ปีงบประมาณ (พ.ศ.)", "fiscal year (B.E.)" },
    { "as", 0, "URL", "ที่อยู่เว็บของไฟล์นี้",
      "the address that the file stands for" },
    { "kind", 0, "KIND", "ประเภทหน่วยงาน เช่น local-government",
      "kind of agency, as in local-government" },
    { "executive", 0, "NAME", "ชื่อผู้บริหารสูงสุด",
      "name of the top executive" },
    { "follow", 0, NULL, "เปิดเอกสารที่ไฟล์นี้ลิงก์ไปด้วย",
      "also open what the file links" },
    { "corpus", 0, "DIR", "โฟลเดอร์ของหน้าที่มีผู้กำกับผลไว้แล้ว",
      "folder of pages that people labelled" },
    { "from", 0, "YEAR", "ปีของชุดกฎที่ใช้เริ่ม", "year of the rules to begin from" },
    { "rules", 0, "DIR", "โฟลเดอร์ของกฎ", "folder of the rules" },
    { "store", 0, "DIR", "โฟลเดอร์เก็บประวัติ", "folder of the history" },
    { "no-store", 0, NULL, "ไม่เก็บประวัติการตรวจครั้งนี้",
      "keep no history of this run" },
    { "max-runtime", 0, "TIME", "เปิดหน้าเว็บนานที่สุด เช่น 30m",
      "fetch pages no longer than this, as in 30m" },
    { "max-bytes", 0, "SIZE", "รับข้อมูลมากที่สุด เช่น 2GiB",
      "receive no more than this, as in 2GiB" },
    { "max-requests", 0, "N", "ส่งคำขอมากที่สุด", "send no more requests" },
    { "resume", 0, NULL, "ทำการตรวจที่ค้างไว้ต่อจากเดิม",
      "go on with the run that was interrupted" },
    { "run", 'r', "ID", "การตรวจครั้งที่ระบุ (ปกติครั้งล่าสุด)",
      "that run (the newest)" },
    { "limit", 'n', "N", "จำนวนรายการมากที่สุด", "at most so many" },
    { "verbose", 'v', NULL, "แสดงข้อที่ครบแล้วพร้อมหลักฐานด้วย",
      "also what is complete, with its proof" },
    { "quiet", 'q', NULL, "ไม่แสดงความคืบหน้า", "no progress" },
    { "help", 'h', NULL, "แสดงวิธีใช้", "show this help" },
};
/* clang-format on */

struct Arguments {
    GHashTable *values; /* option name -> GPtrArray of char* */
    GPtrArray *words;
};

const OptionRow *option_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static const OptionRow *option_by_letter(char letter,
                                         const char *const *allowed)
{
    for (guint i = 0; allowed[i] != NULL; i++) {
        const OptionRow *row = option_find(allowed[i]);

        g_assert(row != NULL);
        if (row->letter == letter)
            return row;
    }
    return NULL;
}

static void option_unknown(const char *word, const char *const *allowed,
                           GError **error)
{
    const char *near =
        fault_nearest(word, allowed, g_strv_length((char **)allowed));

    if (near != NULL)
        g_set_error(error, ARGUMENTS_ERROR, ARGUMENTS_ERROR_USAGE,
                    "unknown option '--%s'; did you mean '--%s'?", word, near);
    else
        g_set_error(error, ARGUMENTS_ERROR, ARGUMENTS_ERROR_USAGE,
                    "unknown option '--%s'", word);
}

static void value_add(Arguments *arguments, const char *name, const char *value)
{
    GPtrArray *values = g_hash_table_lookup(arguments->values, name);

    if (values == NULL) {
        values = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(arguments->values, g_strdup(name), values);
    }
    g_ptr_array_add(values, g_strdup(value));
}

/* Reads the option at argv[*at]; *@at is left on its last word. */
static gboolean option_read(Arguments *arguments, int argc, char **argv,
                            int *at, const char *const *allowed, GError **error)
{
    const char *word = argv[*at];
    gboolean is_long = word[1] == '-';
    g_autofree char *name = g_strdup(is_long ? word + 2 : word + 1);
    char *equals = strchr(name, '=');
    const OptionRow *row;

    if (equals != NULL)
        *equals = '\0';
    if (is_long)
        row = g_strv_contains(allowed, name) ? option_find(name) : NULL;
    else
        row = name[0] != '\0' && name[1] == '\0'
                  ? option_by_letter(name[0], allowed)
                  : NULL;
    if (row == NULL) {
        option_unknown(name, allowed, error);
        return FALSE;
    }
    if (row->value == NULL && equals != NULL) {
        g_set_error(error, ARGUMENTS_ERROR, ARGUMENTS_ERROR_USAGE,
                    "option '--%s' takes no value", row->name);
        return FALSE;
    }
    if (row->value != NULL && equals == NULL && *at + 1 >= argc) {
        g_set_error(error, ARGUMENTS_ERROR, ARGUMENTS_ERROR_USAGE,
                    "option '--%s' needs a value (%s)", row->name, row->value);
        return FALSE;
    }
    value_add(arguments, row->name,
              row->value == NULL ? ""
              : equals != NULL   ? equals + 1
                                 : argv[++*at]);
    return TRUE;
}

Arguments *arguments_parse(int argc, char **argv, const char *const *allowed,
                           GError **error)
{
    g_autoptr(Arguments) arguments = g_new0(Arguments, 1);
    gboolean options = TRUE;

    arguments->values = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    arguments->words = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0)
            options = FALSE;
        else if (!options || argv[i][0] != '-' || argv[i][1] == '\0')
            g_ptr_array_add(arguments->words, g_strdup(argv[i]));
        else if (!option_read(arguments, argc, argv, &i, allowed, error))
            return NULL;
    }
    return g_steal_pointer(&arguments);
}

void arguments_free(Arguments *arguments)
{
    if (arguments == NULL)
        return;
    g_hash_table_unref(arguments->values);
    g_ptr_array_unref(arguments->words);
    g_free(arguments);
}

gboolean arguments_has(const Arguments *arguments, const char *name)
{
    return g_hash_table_contains(arguments->values, name);
}

const char *arguments_value(const Arguments *arguments, const char *name)
{
    const GPtrArray *values = g_hash_table_lookup(arguments->values, name);

    return values == NULL ? NULL : g_ptr_array_index(values, values->len - 1);
}

GPtrArray *arguments_list(const Arguments *arguments, const char *name)
{
    const GPtrArray *values = g_hash_table_lookup(arguments->values, name);
    GPtrArray *list;

    if (values == NULL)
        return NULL;
    list = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < values->len; i++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(values, i), ",", -1);

        for (guint j = 0; parts[j] != NULL; j++)
            if (*g_strstrip(parts[j]) != '\0')
                g_ptr_array_add(list, g_strdup(parts[j]));
    }
    return list;
}

const GPtrArray *arguments_words(const Arguments *arguments)
{
    return arguments->words;
}
