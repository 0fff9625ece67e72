#include "app/config_submissions.h"

#include <stdlib.h>
#include <string.h>

#include "app/config_keys.h"
#include "app/config_value.h"
#include "app/submission_file.h"
#include "base/fault.h"
#include "base/thai_text.h"

#define ITEM_HINT "items are written O1, O2, ... O43"

/* The item that @key names, remembered for the check against the rules; NULL
 * after a fault. Owned by the caller. */
static char *item_read(Config *config, const YamlNode *key, GPtrArray *faults)
{
    char *item = item_code_parse(key->text);

    if (item == NULL)
        yaml_fault(faults, key, ITEM_HINT, "'%s' is no item", key->text);
    else
        g_hash_table_insert(config->item_nodes, (gpointer)key, g_strdup(item));
    return item;
}

static gboolean says_none(const char *text)
{
    g_autofree char *word = g_strstrip(g_strdup(text));

    return strcmp(word, "ไม่มี") == 0 || g_ascii_strcasecmp(word, "none") == 0;
}

/* A URL that is none is a finding like a dead one: the rest of the run goes
 * on. It is told here with its place. */
static void url_add(Config *config, Submission *submission,
                    const YamlNode *node, const char *text)
{
    g_autofree char *place =
        g_strdup_printf("%s:%d", node->file->path, node->line);
    const char *wrong, *hint;
    g_autofree char *url = web_address_read(text, TRUE, &wrong, &hint);

    if (url == NULL)
        yaml_fault(config->remarks, node, hint, "URL of %s: '%s' %s [bad-url]",
                   submission->item, text, wrong);
    submission_add_url(submission, url != NULL ? url : text, place);
}

static void url_read(Config *config, Submission *submission,
                     const YamlNode *node, GPtrArray *faults)
{
    g_autoptr(GPtrArray) parts = NULL;

    if (node->kind != YAML_SCALAR) {
        yaml_fault(faults, node, NULL, "a URL of %s takes a text",
                   submission->item);
        return;
    }
    if (says_none(node->text)) {
        submission->none = TRUE;
        return;
    }
    parts = submission_urls_split(node->text);
    for (guint i = 0; i < parts->len; i++)
        url_add(config, submission, node, g_ptr_array_index(parts, i));
}

static void urls_read(Config *config, Submission *submission,
                      const YamlNode *node, GPtrArray *faults)
{
    if (node->kind == YAML_SCALAR) {
        if (node->text[0] != '\0')
            url_read(config, submission, node, faults);
        return;
    }
    if (node->kind == YAML_MAP) {
        yaml_fault(faults, node, NULL, "'urls' of %s takes a list of URLs",
                   submission->item);
        return;
    }
    for (guint i = 0; i < node->items->len; i++)
        url_read(config, submission, g_ptr_array_index(node->items, i), faults);
}

static void submission_map_read(Config *config, Submission *submission,
                                const YamlNode *map, GPtrArray *faults)
{
    g_autofree const char **names =
        config_key_names("agencies[].submissions.<item>");
    const YamlNode *urls = yaml_find(map, "urls");
    const YamlNode *note = yaml_find(map, "note");
    const YamlNode *none = yaml_find(map, "none");

    yaml_keys_check(map, names, faults);
    if (urls != NULL)
        urls_read(config, submission, urls, faults);
    if (note != NULL && note->kind != YAML_SCALAR)
        yaml_fault(faults, note, NULL, "'note' takes a text");
    else if (note != NULL && note->text[0] != '\0')
        submission->note = g_strdup(note->text);
    if (none != NULL && !yaml_bool(none, &submission->none))
        yaml_fault(faults, none, NULL, "'none' takes true or false");
}

void config_submissions_read(Config *config, AgencyConfig *agency,
                             const YamlNode *map, GPtrArray *faults)
{
    if (map->kind != YAML_MAP) {
        yaml_fault(faults, map, NULL, "'submissions' takes %s",
                   key_type_help(KEY_SUBMISSIONS));
        return;
    }
    for (guint i = 0; i < map->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(map->keys, i);
        const YamlNode *value = g_ptr_array_index(map->items, i);
        g_autofree char *item = item_read(config, key, faults);
        Submission *submission;

        if (item == NULL)
            continue;
        if (agency_config_find_submission(agency, item) != NULL) {
            yaml_fault(faults, key, "keep one of the two", "%s is given twice",
                       item);
            continue;
        }
        submission = agency_config_submission(agency, item);
        g_hash_table_insert(agency->written, g_strdup(item),
                            g_strdup(key->text));
        if (value->kind == YAML_MAP)
            submission_map_read(config, submission, value, faults);
        else
            urls_read(config, submission, value, faults);
    }
}

static gboolean outcome_read(const YamlNode *node, Outcome *outcome,
                             GPtrArray *faults)
{
    const ConfigKey *row =
        config_key_find("agencies[].decisions.<item>", "outcome");
    const char *text = yaml_string(node);
    const char *near;
    g_autofree char *hint = NULL;

    for (Outcome i = OUTCOME_ACCEPTED; text && i <= OUTCOME_REJECTED; i++) {
        if (strcmp(text, row->choices[i - OUTCOME_ACCEPTED]) == 0) {
            *outcome = i;
            return TRUE;
        }
    }
    near = text ? fault_nearest(text, row->choices, 2) : NULL;
    hint = near ? g_strdup_printf("did you mean '%s'?", near)
                : g_strdup("one of: accepted, rejected");
    yaml_fault(faults, node, hint, "'%s' is no outcome", text ? text : "this");
    return FALSE;
}

static void decision_read(AgencyConfig *agency, const char *item,
                          const YamlNode *value, GPtrArray *faults)
{
    g_autofree const char **names =
        config_key_names("agencies[].decisions.<item>");
    const YamlNode *outcome = value;
    const YamlNode *reason = NULL;
    DecisionConfig *decision;
    Outcome was;

    if (value->kind == YAML_MAP) {
        yaml_keys_check(value, names, faults);
        outcome = yaml_find(value, "outcome");
        reason = yaml_find(value, "reason");
    }
    if (outcome == NULL) {
        yaml_fault(faults, value, "accepted or rejected",
                   "'outcome' is missing");
        return;
    }
    if (!outcome_read(outcome, &was, faults))
        return;
    if (reason != NULL && reason->kind != YAML_SCALAR) {
        yaml_fault(faults, reason, NULL, "'reason' takes a text");
        return;
    }
    decision = g_new0(DecisionConfig, 1);
    decision->outcome = was;
    if (reason != NULL && reason->text[0] != '\0')
        decision->reason = g_strdup(reason->text);
    g_hash_table_insert(agency->decisions, g_strdup(item), decision);
}

void config_decisions_read(Config *config, AgencyConfig *agency,
                           const YamlNode *map, GPtrArray *faults)
{
    if (map->kind != YAML_MAP) {
        yaml_fault(faults, map, NULL, "'decisions' takes %s",
                   key_type_help(KEY_DECISIONS));
        return;
    }
    for (guint i = 0; i < map->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(map->keys, i);
        g_autofree char *item = item_read(config, key, faults);

        if (item == NULL)
            continue;
        if (g_hash_table_contains(agency->decisions, item))
            yaml_fault(faults, key, "keep one of the two", "%s is given twice",
                       item);
        else
            decision_read(agency, item, g_ptr_array_index(map->items, i),
                          faults);
    }
}

void config_owners_read(Config *config, AgencyConfig *agency,
                        const YamlNode *map, GPtrArray *faults)
{
    if (map->kind != YAML_MAP) {
        yaml_fault(faults, map, NULL, "'owners' takes %s",
                   key_type_help(KEY_OWNERS));
        return;
    }
    for (guint i = 0; i < map->items->len; i++) {
        const YamlNode *key = g_ptr_array_index(map->keys, i);
        const YamlNode *value = g_ptr_array_index(map->items, i);
        char *item;

        if (value->kind != YAML_SCALAR || value->text[0] == '\0') {
            yaml_fault(faults, value, NULL,
                       "owner '%s' takes the name of a "
                       "unit",
                       key->text);
            continue;
        }
        item = item_code_parse(key->text);
        if (item != NULL)
            g_hash_table_insert(config->item_nodes, (gpointer)key,
                                g_strdup(item));
        else
            g_hash_table_add(config->owner_nodes, (gpointer)key);
        g_hash_table_insert(agency->owners,
                            item != NULL ? item : g_strdup(key->text),
                            g_strdup(value->text));
    }
}

/* --- submissions_from --------------------------------------------------------
 */

static gboolean same_words(const char *a, const char *b)
{
    g_autofree char *fold_a = NULL;
    g_autofree char *fold_b = NULL;

    if (a == NULL || b == NULL)
        return FALSE;
    fold_a = thai_fold_utf8(a, THAI_SQUASH);
    fold_b = thai_fold_utf8(b, THAI_SQUASH);
    return strcmp(g_strstrip(fold_a), g_strstrip(fold_b)) == 0;
}

static AgencyConfig *agency_of_words(const Config *config, const char *words)
{
    for (guint i = 0; i < config->agencies->len; i++) {
        AgencyConfig *agency = g_ptr_array_index(config->agencies, i);

        if (same_words(agency->id, words) ||
            same_words(agency->name.th, words) ||
            same_words(agency->name.en, words) ||
            same_words(agency->short_name, words))
            return agency;
    }
    return NULL;
}

static void agency_unknown(const Config *config, const SubmissionRow *row,
                           const char *path, GPtrArray *faults)
{
    const AgencyConfig *first = g_ptr_array_index(config->agencies, 0);
    g_autofree char *hint = g_strdup_printf(
        "write an id, name or abbreviation of config.yaml, as in '%s'",
        first->id ? first->id : "ops");

    fault_add(faults, path, row->row, 0, NULL, hint,
              "row %d: no agency '%s' in the config", row->row, row->agency);
}

static void row_url_add(Config *config, const AgencyConfig *agency,
                        Submission *submission, const SubmissionRow *row)
{
    const char *path = agency->submissions_from;
    g_autofree char *place = g_strdup_printf("%s:%d", path, row->row);
    const char *wrong, *hint;
    g_autofree char *url = web_address_read(row->url, TRUE, &wrong, &hint);

    if (url == NULL)
        fault_add(config->remarks, path, row->row, 0, NULL, hint,
                  "row %d: URL of %s: '%s' %s [bad-url]", row->row,
                  submission->item, row->url, wrong);
    submission_add_url(submission, row->url, place);
}

static void row_add(Config *config, AgencyConfig *agency,
                    const SubmissionRow *row, GHashTable *inline_items)
{
    Submission *submission;

    if (g_hash_table_contains(inline_items, row->item))
        return;
    submission = agency_config_submission(agency, row->item);
    g_hash_table_insert(agency->written, g_strdup(row->item),
                        g_strdup(row->written));
    if (!g_hash_table_contains(agency->rows, row->item))
        g_hash_table_insert(agency->rows, g_strdup(row->item),
                            GINT_TO_POINTER(row->row));
    if (row->url != NULL)
        row_url_add(config, agency, submission, row);
    submission->none = submission->none || row->none;
    if (row->note != NULL && submission->note == NULL) {
        submission->note = g_strdup(row->note);
    } else if (row->note != NULL && !strstr(submission->note, row->note)) {
        g_autofree char *both =
            g_strconcat(submission->note, "\n", row->note, NULL);

        g_free(submission->note);
        submission->note = g_steal_pointer(&both);
    }
}

static void rows_add(Config *config, AgencyConfig *agency,
                     const GPtrArray *rows, gboolean first_use,
                     GPtrArray *faults)
{
    g_autoptr(GHashTable) inline_items =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < agency->submissions->len; i++) {
        const Submission *submission =
            g_ptr_array_index(agency->submissions, i);

        g_hash_table_add(inline_items, g_strdup(submission->item));
    }
    for (guint i = 0; i < rows->len; i++) {
        const SubmissionRow *row = g_ptr_array_index(rows, i);
        const AgencyConfig *asked =
            row->agency == NULL ? agency : agency_of_words(config, row->agency);

        if (asked == agency)
            row_add(config, agency, row, inline_items);
        else if (asked == NULL && first_use)
            agency_unknown(config, row, agency->submissions_from, faults);
    }
}

static int submission_compare(gconstpointer a, gconstpointer b)
{
    const Submission *one = *(Submission *const *)a;
    const Submission *two = *(Submission *const *)b;
    gint64 one_number = g_ascii_strtoll(one->item + 1, NULL, 10);
    gint64 two_number = g_ascii_strtoll(two->item + 1, NULL, 10);

    return (one_number > two_number) - (one_number < two_number);
}

void config_submission_files_read(Config *config, GPtrArray *faults)
{
    g_autoptr(GHashTable) files = g_hash_table_new_full(
        g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < config->agencies->len; i++) {
        AgencyConfig *agency = g_ptr_array_index(config->agencies, i);
        GPtrArray *rows;
        gboolean first_use = FALSE;

        if (agency->submissions_from != NULL) {
            rows = g_hash_table_lookup(files, agency->submissions_from);
            if (rows == NULL) {
                rows = submission_file_read(agency->submissions_from, faults);
                g_hash_table_insert(files, agency->submissions_from, rows);
                first_use = TRUE;
            }
            rows_add(config, agency, rows, first_use, faults);
        }
        g_ptr_array_sort(agency->submissions, submission_compare);
    }
}
