#include "app/config.h"

#include <string.h>

#include "app/config_keys.h"
#include "app/config_submissions.h"
#include "app/config_value.h"
#include "base/fault.h"

typedef struct {
    Config *config;
    GPtrArray *faults;
} Reading;

static void section_read(Reading *r, const char *section, const YamlNode *map,
                         gpointer base);

static void decision_free(gpointer data)
{
    DecisionConfig *decision = data;

    g_free(decision->reason);
    g_free(decision);
}

static void agency_config_free(gpointer data)
{
    AgencyConfig *agency = data;

    g_free(agency->id);
    words_clear(&agency->name);
    g_free(agency->short_name);
    g_free(agency->kind);
    g_free(agency->site);
    g_free(agency->executive);
    g_ptr_array_unref(agency->submissions);
    g_free(agency->submissions_from);
    g_hash_table_unref(agency->written);
    g_hash_table_unref(agency->rows);
    g_hash_table_unref(agency->decisions);
    g_hash_table_unref(agency->owners);
    g_free(agency);
}

static void submission_free_element(gpointer data)
{
    submission_free(data);
}

AgencyConfig *agency_config_new(const char *id)
{
    AgencyConfig *agency = g_new0(AgencyConfig, 1);

    agency->id = g_strdup(id);
    agency->submissions =
        g_ptr_array_new_with_free_func(submission_free_element);
    agency->written =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    agency->rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    agency->decisions =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, decision_free);
    agency->owners =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    score_input_init(&agency->scores);
    return agency;
}

static void map_free(gpointer data)
{
    MapConfig *map = data;

    g_free(map->from);
    g_free(map->to);
    g_free(map);
}

Config *config_new(void)
{
    Config *config = g_new0(Config, 1);
    gsize count;
    const ConfigKey *keys = config_keys(&count);

    config->agencies = g_ptr_array_new_with_free_func(agency_config_free);
    config->maps = g_ptr_array_new_with_free_func(map_free);
    config->crawler.allow_private = g_ptr_array_new_with_free_func(g_free);
    config->report_formats = g_ptr_array_new_with_free_func(g_free);
    config->remarks = fault_list_new();
    config->owner_nodes = g_hash_table_new(NULL, NULL);
    config->item_nodes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    config->dir = g_strdup(".");
    config->path = g_strdup("(built in)");
    for (gsize i = 0; i < count; i++)
        if (strstr(keys[i].section, "[]") == NULL)
            config_value_default(&keys[i], config);
    return config;
}

void config_free(Config *config)
{
    if (config == NULL)
        return;
    g_free(config->path);
    g_free(config->dir);
    g_free(config->rules_dir);
    g_free(config->lang);
    g_ptr_array_unref(config->crawler.allow_private);
    g_free(config->crawler.user_agent);
    g_free(config->crawler.render);
    g_free(config->crawler.browser);
    g_ptr_array_unref(config->agencies);
    g_ptr_array_unref(config->maps);
    source_map_free(config->map);
    g_free(config->store_dir);
    g_free(config->report_dir);
    g_free(config->report_format);
    g_ptr_array_unref(config->report_formats);
    g_free(config->report_lang);
    g_ptr_array_unref(config->remarks);
    g_hash_table_unref(config->owner_nodes);
    g_hash_table_unref(config->item_nodes);
    yaml_file_free(config->file);
    g_free(config);
}

AgencyConfig *config_find_agency(const Config *config, const char *id)
{
    for (guint i = 0; i < config->agencies->len; i++) {
        AgencyConfig *agency = g_ptr_array_index(config->agencies, i);

        if (g_strcmp0(agency->id, id) == 0)
            return agency;
    }
    return NULL;
}

const Submission *agency_config_find_submission(const AgencyConfig *agency,
                                                const char *item)
{
    for (guint i = 0; i < agency->submissions->len; i++) {
        const Submission *submission =
            g_ptr_array_index(agency->submissions, i);

        if (strcmp(submission->item, item) == 0)
            return submission;
    }
    return NULL;
}

Submission *agency_config_submission(AgencyConfig *agency, const char *item)
{
    Submission *submission =
        (Submission *)agency_config_find_submission(agency, item);

    if (submission == NULL) {
        submission = submission_new(item);
        g_ptr_array_add(agency->submissions, submission);
    }
    return submission;
}

char *config_path(const Config *config, const char *path)
{
    if (g_path_is_absolute(path))
        return g_strdup(path);
    return g_build_filename(config->dir, path, NULL);
}

void config_fetch_options(const Config *config, FetchOptions *options)
{
    const CrawlerConfig *crawler = &config->crawler;

    fetch_options_init(options);
    options->parallel = (int)crawler->parallel;
    options->per_host = (int)crawler->per_host;
    options->pace_ms = (int)crawler->pace_ms;
    options->timeout_ms = (int)crawler->timeout_ms;
    options->connect_timeout_ms = (int)crawler->connect_timeout_ms;
    options->retries = (int)crawler->retries;
    options->body_max_len = crawler->body_max_len;
    options->allow_private = crawler->allow_private;
    options->map = config->map;
    if (crawler->user_agent != NULL)
        options->user_agent = crawler->user_agent;
}

/* --- reading ---------------------------------------------------------------
 */

static gboolean expect_kind(Reading *r, const ConfigKey *key,
                            const YamlNode *node, YamlKind kind)
{
    if (node->kind == kind)
        return TRUE;
    yaml_fault(r->faults, node, NULL, "'%s' takes %s", key->name,
               key_type_help(key->type));
    return FALSE;
}

static void words_read(Reading *r, const ConfigKey *key, const YamlNode *node,
                       Words *words)
{
    static const char *const langs[] = { "th", "en", NULL };
    const char *th = yaml_string(node), *en = NULL;

    if (node->kind == YAML_MAP) {
        yaml_keys_check(node, langs, r->faults);
        th = yaml_string(yaml_find(node, "th"));
        en = yaml_string(yaml_find(node, "en"));
        if (en != NULL && *en == '\0')
            en = NULL;
    }
    if (th == NULL || *th == '\0') {
        yaml_fault(r->faults, node, "the Thai name is needed (th)",
                   "'%s' takes %s", key->name, key_type_help(key->type));
        return;
    }
    words_set(words, th, en);
}

static gboolean cidr_is_good(const char *text)
{
    const char *slash = strchr(text, '/');
    g_autofree char *host = NULL;
    guint64 bits;

    if (slash == NULL)
        return g_hostname_is_ip_address(text);
    host = g_strndup(text, (gsize)(slash - text));
    return g_hostname_is_ip_address(host) &&
           g_ascii_string_to_unsigned(slash + 1, 10, 0,
                                      strchr(host, ':') != NULL ? 128 : 32,
                                      &bits, NULL);
}

static void cidr_list_read(Reading *r, const ConfigKey *key,
                           const YamlNode *node, GPtrArray *list)
{
    if (!expect_kind(r, key, node, YAML_LIST))
        return;
    for (guint i = 0; i < node->items->len; i++) {
        const YamlNode *item = g_ptr_array_index(node->items, i);

        if (item->kind == YAML_SCALAR && cidr_is_good(item->text))
            g_ptr_array_add(list, g_strdup(item->text));
        else
            yaml_fault(r->faults, item, key_type_help(key->type),
                       "'%s' is no network",
                       item->kind == YAML_SCALAR ? item->text : "this");
    }
}

static void choice_list_read(Reading *r, const ConfigKey *key,
                             const YamlNode *node, GPtrArray *list)
{
    if (!expect_kind(r, key, node, YAML_LIST))
        return;
    for (guint i = 0; i < node->items->len; i++) {
        const YamlNode *item = g_ptr_array_index(node->items, i);
        char *word = NULL;

        if (item->kind == YAML_SCALAR)
            word = config_choice_read(key, item, r->faults);
        else
            expect_kind(r, key, item, YAML_SCALAR);
        if (word != NULL)
            g_ptr_array_add(list, word);
    }
}

static void agency_read(Reading *r, const YamlNode *node)
{
    AgencyConfig *agency = agency_config_new(NULL);

    section_read(r, "agencies[]", node, agency);
    if (agency->id != NULL && config_find_agency(r->config, agency->id)) {
        yaml_fault(r->faults, yaml_find(node, "id"), "give each its own id",
                   "two agencies have the id '%s'", agency->id);
    }
    agency->scores.target = r->config->target;
    agency->scores.pass_mark = r->config->pass_mark;
    g_ptr_array_add(r->config->agencies, agency);
}

static void agencies_read(Reading *r, const ConfigKey *key,
                          const YamlNode *node)
{
    if (!expect_kind(r, key, node, YAML_LIST))
        return;
    if (node->items->len == 0)
        yaml_fault(r->faults, node, NULL, "'agencies' lists no agency");
    for (guint i = 0; i < node->items->len; i++)
        agency_read(r, g_ptr_array_index(node->items, i));
}

static const char *member_read(Reading *r, const YamlNode *map,
                               const char *name)
{
    const YamlNode *node = yaml_find(map, name);
    const char *text = yaml_string(node);

    if (text != NULL && *text != '\0')
        return text;
    yaml_fault(r->faults, node != NULL ? node : map, NULL, "'%s' is missing",
               name);
    return NULL;
}

static void map_read(Reading *r, const YamlNode *node)
{
    static const char *const names[] = { "from", "to", NULL };
    const char *from, *to, *wrong, *hint;
    g_autofree char *url = NULL;
    MapConfig *map;

    if (node->kind != YAML_MAP) {
        yaml_fault(r->faults, node, NULL,
                   "an entry of 'map' takes "
                   "{ from: ..., to: ... }");
        return;
    }
    yaml_keys_check(node, names, r->faults);
    from = member_read(r, node, "from");
    to = member_read(r, node, "to");
    if (from == NULL || to == NULL)
        return;
    url = web_address_read(from, FALSE, &wrong, &hint);
    if (url == NULL) {
        yaml_fault(r->faults, yaml_find(node, "from"), hint,
                   "'%s' of 'from' %s", from, wrong);
        return;
    }
    map = g_new0(MapConfig, 1);
    map->from = g_steal_pointer(&url);
    map->to = g_strdup(to);
    map->node = yaml_find(node, "to");
    g_ptr_array_add(r->config->maps, map);
}

static void maps_read(Reading *r, const ConfigKey *key, const YamlNode *node)
{
    if (!expect_kind(r, key, node, YAML_LIST))
        return;
    for (guint i = 0; i < node->items->len; i++)
        map_read(r, g_ptr_array_index(node->items, i));
}

static void subsection_read(Reading *r, const ConfigKey *key,
                            const YamlNode *node, gpointer base)
{
    g_autofree char *section =
        key->section[0] == '\0'
            ? g_strdup(key->name)
            : g_strconcat(key->section, ".", key->name, NULL);

    section_read(r, section, node, base);
}

static void key_read(Reading *r, const ConfigKey *key, const YamlNode *node,
                     gpointer base)
{
    gpointer at = (char *)base + key->offset;

    switch (key->type) {
    case KEY_WORDS:
        words_read(r, key, node, at);
        break;
    case KEY_CHOICE_LIST:
        choice_list_read(r, key, node, *(GPtrArray **)at);
        break;
    case KEY_CIDR_LIST:
        cidr_list_read(r, key, node, *(GPtrArray **)at);
        break;
    case KEY_SECTION:
        subsection_read(r, key, node, base);
        break;
    case KEY_AGENCIES:
        agencies_read(r, key, node);
        break;
    case KEY_MAPS:
        maps_read(r, key, node);
        break;
    case KEY_SUBMISSIONS:
        config_submissions_read(r->config, base, node, r->faults);
        break;
    case KEY_DECISIONS:
        config_decisions_read(r->config, base, node, r->faults);
        break;
    case KEY_OWNERS:
        config_owners_read(r->config, base, node, r->faults);
        break;
    default:
        config_value_read(key, node, r->config->dir, base, r->faults);
    }
}

static gboolean is_blank(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && !node->quoted && node->text[0] == '\0';
}

static void required_check(Reading *r, const char *section, const YamlNode *map)
{
    gsize count;
    const ConfigKey *keys = config_keys(&count);

    for (gsize i = 0; i < count; i++) {
        const YamlNode *node = yaml_find(map, keys[i].name);

        if (!keys[i].required || strcmp(keys[i].section, section) != 0 ||
            (node != NULL && !is_blank(node)))
            continue;
        yaml_fault(r->faults, node != NULL ? node : map, keys[i].en,
                   "'%s' is missing", keys[i].name);
    }
}

/* Reads the keys in the order of the table, so that what later ones need
 * (the target in the agencies) is there whatever the order in the file. */
static void section_read(Reading *r, const char *section, const YamlNode *map,
                         gpointer base)
{
    g_autofree const char **names = config_key_names(section);

    if (map->kind != YAML_MAP) {
        if (!is_blank(map))
            yaml_fault(r->faults, map, NULL, "'%s' takes keys of its own",
                       *section == '\0' ? "the file" : section);
        return;
    }
    yaml_keys_check(map, names, r->faults);
    for (guint i = 0; names[i] != NULL; i++) {
        const YamlNode *node = yaml_find(map, names[i]);

        /* A key left blank is a key not given. */
        if (node != NULL && !is_blank(node))
            key_read(r, config_key_find(section, names[i]), node, base);
    }
    required_check(r, section, map);
}

void config_env_read(Config *config, GPtrArray *faults)
{
    gsize count, zero = 0;
    const ConfigKey *keys = config_keys(&count);
    g_autoptr(GArray) lines_at = g_array_new(FALSE, FALSE, sizeof(gsize));

    g_array_append_val(lines_at, zero);
    for (gsize i = 0; i < count; i++) {
        g_autofree char *name = config_key_env(&keys[i]);
        char *value = (char *)(name ? g_getenv(name) : NULL);
        YamlFile file = { .path = name,
                          .content = value,
                          .lines_at = lines_at };
        YamlNode node = { .kind = YAML_SCALAR,
                          .line = 1,
                          .column = 1,
                          .file = &file,
                          .text = value };

        if (value != NULL && *value != '\0')
            config_value_read(&keys[i], &node, NULL, config, faults);
    }
}

static void source_map_build(Reading *r)
{
    Config *config = r->config;

    if (config->maps->len > 0)
        config->map = source_map_new();
    for (guint i = 0; i < config->maps->len; i++) {
        const MapConfig *map = g_ptr_array_index(config->maps, i);
        g_autoptr(GError) error = NULL;

        if (!source_map_add(config->map, map->from, map->to, config->dir,
                            &error))
            yaml_fault(r->faults, map->node, NULL, "%s", error->message);
    }
}

/* Runs over different agencies must not mix in one history, so the built-in
 * folder is named after the config file. */
static char *store_dir_default(const char *path)
{
    g_autofree char *full = g_canonicalize_filename(path, NULL);
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, full, -1);
    g_autofree char *folder = g_path_get_dirname(full);
    g_autofree char *base = g_path_get_basename(folder);
    g_autofree char *name = g_strdup_printf("%s-%.8s", base, sum);

    return g_build_filename(g_get_user_data_dir(), "oit-audit", name, NULL);
}

static Config *tree_read(YamlFile *file, const char *path, GPtrArray *faults)
{
    Reading r = { .config = config_new(), .faults = faults };

    g_free(r.config->path);
    g_free(r.config->dir);
    r.config->path = g_strdup(path);
    r.config->dir = g_path_get_dirname(path);
    r.config->file = file;
    section_read(&r, "", file->root, r.config);
    config_env_read(r.config, faults);
    source_map_build(&r);
    config_submission_files_read(r.config, faults);
    if (r.config->store_dir == NULL)
        r.config->store_dir = store_dir_default(path);
    return r.config;
}

Config *config_read(const char *path, GPtrArray *faults)
{
    YamlFile *file = yaml_file_read(path, faults);

    return file == NULL ? NULL : tree_read(file, path, faults);
}

Config *config_text_read(const char *text, gsize len, const char *name,
                         GPtrArray *faults)
{
    YamlFile *file = yaml_text_read(text, len, name, faults);

    return file == NULL ? NULL : tree_read(file, name, faults);
}
