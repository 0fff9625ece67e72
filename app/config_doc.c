/* The table of keys as a reference, as a JSON Schema, and with its values. */
#include "app/config.h"

#include <string.h>

#include "app/config_keys.h"
#include "app/config_value.h"
#include "base/json.h"

/* --- config show -------------------------------------------------------------
 */

/* As YAML reads it back: quoted unless it is plainly a word or number. */
static void append_scalar(GString *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";

    if (*text != '\0' && *text != '-' && *text != '.' &&
        strspn(text, plain) == strlen(text)) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n') {
            g_string_append(out, "\\n");
            continue;
        }
        if (*at == '"' || *at == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void append_pair(GString *out, const char *indent, const char *name,
                        const char *value)
{
    if (value == NULL)
        return;
    g_string_append_printf(out, "%s%s: ", indent, name);
    append_scalar(out, value);
    g_string_append_c(out, '\n');
}

static void append_section(GString *out, const char *section,
                           const char *indent, gconstpointer base)
{
    gsize count;
    const ConfigKey *keys = config_keys(&count);

    for (gsize i = 0; i < count; i++) {
        g_autofree char *value = NULL;

        if (strcmp(keys[i].section, section) != 0 ||
            !key_type_is_scalar(keys[i].type))
            continue;
        value = config_value_show(&keys[i], base);
        /* 0 is "not given" where a score has no built-in value. */
        if (keys[i].type == KEY_SCORE && g_strcmp0(value, "0.00") == 0 &&
            strstr(section, "iit") == NULL && strstr(section, "eit") == NULL)
            continue;
        append_pair(out, indent, keys[i].name, value);
    }
}

static void append_list(GString *out, const char *indent, const char *name,
                        const GPtrArray *list)
{
    if (list->len == 0)
        return;
    g_string_append_printf(out, "%s%s:\n", indent, name);
    for (guint i = 0; i < list->len; i++) {
        g_string_append_printf(out, "%s  - ", indent);
        append_scalar(out, g_ptr_array_index(list, i));
        g_string_append_c(out, '\n');
    }
}

static void append_submissions(GString *out, const AgencyConfig *agency)
{
    if (agency->submissions->len > 0)
        g_string_append(out, "    submissions:\n");
    for (guint i = 0; i < agency->submissions->len; i++) {
        const Submission *submission =
            g_ptr_array_index(agency->submissions, i);

        g_string_append_printf(out, "      %s:\n", submission->item);
        append_list(out, "        ", "urls", submission->urls);
        append_pair(out, "        ", "note", submission->note);
        if (submission->none || submission->urls->len == 0)
            append_pair(out, "        ", "none",
                        submission->none ? "true" : "false");
    }
}

static GList *sorted_keys(GHashTable *table)
{
    return g_list_sort(g_hash_table_get_keys(table), (GCompareFunc)strcmp);
}

static void append_tables(GString *out, const AgencyConfig *agency)
{
    g_autoptr(GList) items = sorted_keys(agency->decisions);
    g_autoptr(GList) roles = sorted_keys(agency->owners);

    if (items != NULL)
        g_string_append(out, "    decisions:\n");
    for (GList *item = items; item != NULL; item = item->next) {
        const DecisionConfig *decision =
            g_hash_table_lookup(agency->decisions, item->data);

        g_string_append_printf(out, "      %s:\n", (char *)item->data);
        append_pair(out, "        ", "outcome",
                    outcome_name(decision->outcome));
        append_pair(out, "        ", "reason", decision->reason);
    }
    if (roles != NULL)
        g_string_append(out, "    owners:\n");
    for (GList *role = roles; role != NULL; role = role->next)
        append_pair(out, "      ", role->data,
                    g_hash_table_lookup(agency->owners, role->data));
}

static void append_scores(GString *out, const AgencyConfig *agency)
{
    g_autoptr(GString) scores = g_string_new(NULL);
    g_autoptr(GString) iit = g_string_new(NULL);
    g_autoptr(GString) eit = g_string_new(NULL);

    append_section(iit, "agencies[].scores.iit", "        ", agency);
    append_section(eit, "agencies[].scores.eit", "        ", agency);
    append_section(scores, "agencies[].scores", "      ", agency);
    if (iit->len > 0)
        g_string_append_printf(scores, "      iit:\n%s", iit->str);
    if (eit->len > 0)
        g_string_append_printf(scores, "      eit:\n%s", eit->str);
    if (scores->len > 0)
        g_string_append_printf(out, "    scores:\n%s", scores->str);
}

static void append_agency(GString *out, const AgencyConfig *agency)
{
    gsize start = out->len;

    append_section(out, "agencies[]", "    ", agency);
    if (out->len > start + 2)
        out->str[start + 2] = '-';
    g_string_append(out, "    name:\n");
    append_pair(out, "      ", "th", agency->name.th);
    append_pair(out, "      ", "en", agency->name.en);
    append_submissions(out, agency);
    append_scores(out, agency);
    append_tables(out, agency);
}

char *config_show(const Config *config)
{
    GString *out = g_string_new(NULL);

    append_section(out, "", "", config);
    g_string_append(out, "crawler:\n");
    append_section(out, "crawler", "  ", config);
    append_list(out, "  ", "allow_private", config->crawler.allow_private);
    g_string_append(out, "store:\n");
    append_section(out, "store", "  ", config);
    g_string_append(out, "reports:\n");
    append_section(out, "reports", "  ", config);
    append_list(out, "  ", "formats", config->report_formats);
    if (config->maps->len > 0)
        g_string_append(out, "map:\n");
    for (guint i = 0; i < config->maps->len; i++) {
        const MapConfig *map = g_ptr_array_index(config->maps, i);

        append_pair(out, "  - ", "from", map->from);
        append_pair(out, "    ", "to", map->to);
    }
    if (config->agencies->len > 0)
        g_string_append(out, "agencies:\n");
    for (guint i = 0; i < config->agencies->len; i++)
        append_agency(out, g_ptr_array_index(config->agencies, i));
    return g_string_free(out, FALSE);
}

/* --- config doc --------------------------------------------------------------
 */

static char *range_text(const ConfigKey *key)
{
    if (key->choices != NULL)
        return g_strjoinv(" · ", (char **)key->choices);
    switch (key->type) {
    case KEY_INT:
        return g_strdup_printf("%" G_GINT64_FORMAT " – %" G_GINT64_FORMAT,
                               key->min, key->max);
    case KEY_SCORE:
        return g_strdup("0 – 100");
    case KEY_DURATION:
        return g_strdup_printf("%" G_GINT64_FORMAT "ms – %" G_GINT64_FORMAT "s",
                               key->min, key->max / 1000);
    case KEY_SIZE:
        return g_strdup_printf("%" G_GINT64_FORMAT " B – %" G_GINT64_FORMAT
                               " MiB",
                               key->min, key->max >> 20);
    default:
        return g_strdup("");
    }
}

static void append_key_doc(GString *out, const ConfigKey *key)
{
    g_autofree char *range = range_text(key);

    g_string_append_printf(out, "| `%s`%s | %s | %s | %s | %s<br>%s%s%s%s |\n",
                           key->name, key->required ? " *" : "",
                           key_type_name(key->type), range,
                           key->fallback != NULL ? key->fallback : "", key->th,
                           key->en, key->example != NULL ? "<br>`" : "",
                           key->example != NULL ? key->example : "",
                           key->example != NULL ? "`" : "");
}

static void append_section_doc(GString *out, const char *section)
{
    gsize count;
    const ConfigKey *keys = config_keys(&count);

    g_string_append_printf(out, "\n## %s%s%s\n\n", *section != '\0' ? "`" : "",
                           *section != '\0' ? section : "The file itself",
                           *section != '\0' ? "`" : "");
    g_string_append(out, "| key | type | range | built in | meaning |\n"
                         "|---|---|---|---|---|\n");
    for (gsize i = 0; i < count; i++)
        if (strcmp(keys[i].section, section) == 0)
            append_key_doc(out, &keys[i]);
}

static const char doc_head[] =
    "# config.yaml\n"
    "\n"
    "Made from the table of keys by `oit-audit config doc`; a test keeps it "
    "true.\n"
    "A key with `*` must be there. Relative paths are relative to the config "
    "file.\n"
    "What is not known here is a fault: `oit-audit config check` shows all "
    "of them\n"
    "at once, with line, column and the nearest right word.\n"
    "\n"
    "A single value outside the agencies can also be given as an environment "
    "variable:\n"
    "`crawler.timeout` as `OIT_AUDIT_CRAWLER_TIMEOUT`. An option of the "
    "command line\n"
    "wins over the environment, the environment over the file, the file over "
    "what is\n"
    "built in.\n"
    "\n"
    "Submissions may stand in `submissions:` or in a CSV or XLSX file "
    "(`submissions_from:`)\n"
    "with one row a URL under the headers หน่วยงาน (agency), ข้อ (item), URL, "
    "คำอธิบาย\n"
    "(note). An item may be written O10, o10, 010, ๐๑๐ or OIT 10. Where both "
    "name an item,\n"
    "`submissions:` stands.\n";

char *config_doc(void)
{
    GString *out = g_string_new(doc_head);
    gsize count;
    const ConfigKey *keys = config_keys(&count);

    for (gsize i = 0; i < count; i++) {
        gboolean seen = FALSE;

        for (gsize j = 0; j < i && !seen; j++)
            seen = strcmp(keys[j].section, keys[i].section) == 0;
        if (!seen)
            append_section_doc(out, keys[i].section);
    }
    return g_string_free(out, FALSE);
}

/* --- JSON Schema -------------------------------------------------------------
 */

static JsonValue *section_schema(const char *section);

static JsonValue *typed(const char *type)
{
    JsonValue *schema = json_new_object();

    json_set_string(schema, "type", type);
    return schema;
}

static JsonValue *list_of(JsonValue *items)
{
    JsonValue *schema = typed("array");

    json_set(schema, "items", items);
    return schema;
}

static JsonValue *map_of(JsonValue *values)
{
    JsonValue *schema = typed("object");

    json_set(schema, "additionalProperties", values);
    return schema;
}

static JsonValue *either(JsonValue *a, JsonValue *b)
{
    JsonValue *schema = json_new_object();
    JsonValue *list = json_new_array();

    json_append(list, a);
    json_append(list, b);
    json_set(schema, "anyOf", list);
    return schema;
}

static JsonValue *number_schema(const ConfigKey *key)
{
    JsonValue *schema = typed(key->type == KEY_INT ? "integer" : "number");
    gint64 factor = key->type == KEY_SCORE ? 100 : 1;

    json_set_int(schema, "minimum", key->min / factor);
    json_set_int(schema, "maximum", key->max / factor);
    return schema;
}

static JsonValue *choice_schema(const ConfigKey *key)
{
    JsonValue *schema = json_new_object();
    JsonValue *words = json_new_array();

    for (guint i = 0; key->choices[i] != NULL; i++)
        json_append(words, json_new_string(key->choices[i]));
    json_set(schema, "enum", words);
    return schema;
}

static JsonValue *words_schema(void)
{
    JsonValue *map = typed("object");
    JsonValue *names = json_new_object();

    json_set(names, "th", typed("string"));
    json_set(names, "en", typed("string"));
    json_set(map, "properties", names);
    json_set_bool(map, "additionalProperties", FALSE);
    return either(typed("string"), map);
}

static JsonValue *member_schema(const ConfigKey *key)
{
    if (key->choices != NULL)
        return choice_schema(key);
    if (strcmp(key->name, "urls") == 0)
        return either(typed("string"), list_of(typed("string")));
    if (strcmp(key->name, "none") == 0)
        return typed("boolean");
    return typed("string");
}

static JsonValue *key_schema(const ConfigKey *key)
{
    g_autofree char *below =
        *key->section == '\0' ? g_strdup(key->name)
                              : g_strconcat(key->section, ".", key->name, NULL);

    switch (key->type) {
    case KEY_INT:
    case KEY_SCORE:
        return number_schema(key);
    case KEY_BOOL:
        return typed("boolean");
    case KEY_CHOICE:
        return choice_schema(key);
    case KEY_WORDS:
        return words_schema();
    case KEY_CHOICE_LIST:
        return list_of(choice_schema(key));
    case KEY_CIDR_LIST:
        return list_of(typed("string"));
    case KEY_SECTION:
        return section_schema(below);
    case KEY_AGENCIES:
        return list_of(section_schema("agencies[]"));
    case KEY_MAPS:
        return list_of(section_schema("map[]"));
    case KEY_SUBMISSIONS:
        return map_of(either(either(typed("string"), list_of(typed("string"))),
                             section_schema("agencies[].submissions.<item>")));
    case KEY_DECISIONS:
        return map_of(either(typed("string"),
                             section_schema("agencies[].decisions.<item>")));
    case KEY_OWNERS:
        return map_of(typed("string"));
    case KEY_MEMBER:
        return member_schema(key);
    default:
        return typed("string");
    }
}

static JsonValue *section_schema(const char *section)
{
    JsonValue *schema = typed("object");
    JsonValue *properties = json_new_object();
    JsonValue *required = json_new_array();
    gsize count;
    const ConfigKey *keys = config_keys(&count);

    for (gsize i = 0; i < count; i++) {
        JsonValue *value;

        if (strcmp(keys[i].section, section) != 0)
            continue;
        value = key_schema(&keys[i]);
        json_set_string(value, "description", keys[i].en);
        json_set(properties, keys[i].name, value);
        if (keys[i].required)
            json_append(required, json_new_string(keys[i].name));
    }
    json_set(schema, "properties", properties);
    json_set(schema, "required", required);
    json_set_bool(schema, "additionalProperties", FALSE);
    return schema;
}

char *config_schema(void)
{
    g_autoptr(JsonValue) schema = section_schema("");

    json_set_string(schema, "$schema",
                    "https://json-schema.org/draft/2020-12/schema");
    json_set_string(schema, "title", "oit-audit config.yaml");
    return json_format(schema, TRUE);
}
