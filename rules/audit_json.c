/*
 * The JSON contract of an audit: one writer and one reader a struct, side by
 * side, so that a field is added to both or to neither.
 *
 * A Words is two members: "title" (Thai, or null) and "title_en". Times are
 * ISO 8601 in UTC, null when not known. Scores are numbers of two decimals.
 */
#include "rules/audit.h"

#include <stdarg.h>
#include <string.h>

#include "base/clock.h"

/* --- small forms ------------------------------------------------------- */

static void set_words(JsonValue *object, const char *key, const Words *words)
{
    g_autofree char *key_en = g_strconcat(key, "_en", NULL);

    json_set_string(object, key, words->th);
    json_set_string(object, key_en, words->en);
}

static void get_words(const JsonValue *object, const char *key, Words *words)
{
    g_autofree char *key_en = g_strconcat(key, "_en", NULL);

    words_set(words, json_get_string(object, key),
              json_get_string(object, key_en));
}

static void set_time(JsonValue *object, const char *key, gint64 at)
{
    g_autofree char *text = at > 0 ? clock_format_utc(at) : NULL;

    json_set_string(object, key, text);
}

static gint64 get_time(const JsonValue *object, const char *key)
{
    const char *text = json_get_string(object, key);

    return text == NULL ? 0 : MAX(clock_parse_utc(text), 0);
}

static void set_positive(JsonValue *object, const char *key, gint64 value)
{
    if (value > 0)
        json_set_int(object, key, value);
    else
        json_set(object, key, json_new_null());
}

static int get_small(const JsonValue *object, const char *key)
{
    return (int)CLAMP(json_get_int(object, key, 0), 0, G_MAXINT);
}

static char *get_string(const JsonValue *object, const char *key)
{
    return g_strdup(json_get_string(object, key));
}

typedef JsonValue *(*ToJson)(gconstpointer thing);
typedef gpointer (*FromJson)(const JsonValue *json, GError **error);

static void set_list(JsonValue *object, const char *key, const GPtrArray *list,
                     ToJson to_json)
{
    JsonValue *array = json_new_array();

    for (guint i = 0; i < list->len; i++)
        json_append(array, to_json(g_ptr_array_index(list, i)));
    json_set(object, key, array);
}

static gboolean invalid(GError **error, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

static gboolean invalid(GError **error, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, AUDIT_ERROR, AUDIT_ERROR_INVALID, "audit: %s", message);
    return FALSE;
}

/* Appends to @list, which frees what it holds. An absent list is empty. */
static gboolean get_list(const JsonValue *object, const char *key,
                         GPtrArray *list, FromJson from_json, GError **error)
{
    const JsonValue *array = json_get(object, key);

    if (array == NULL)
        return TRUE;
    if (json_kind(array) != JSON_KIND_ARRAY)
        return invalid(error, "\"%s\" is not a list", key);
    for (gsize i = 0; i < json_length(array); i++) {
        gpointer thing;

        if (json_kind(json_at(array, i)) != JSON_KIND_OBJECT)
            return invalid(error, "%s[%" G_GSIZE_FORMAT "] is not an object",
                           key, i);
        thing = from_json(json_at(array, i), error);
        if (thing == NULL) {
            g_prefix_error(error, "%s[%" G_GSIZE_FORMAT "]: ", key, i);
            return FALSE;
        }
        g_ptr_array_add(list, thing);
    }
    return TRUE;
}

typedef const char *(*NameOf)(int value);

static const char *element_name_of(int value)
{
    return element_verdict_name((ElementVerdict)value);
}

static const char *item_name_of(int value)
{
    return item_verdict_name((ItemVerdict)value);
}

static const char *severity_name_of(int value)
{
    return severity_name((Severity)value);
}

static const char *required_name_of(int value)
{
    return required_name((Required)value);
}

static const char *outcome_name_of(int value)
{
    return outcome_name((Outcome)value);
}

/* The value of 0..@count-1 whose name stands at @key. */
static gboolean get_name(const JsonValue *object, const char *key,
                         NameOf name_of, int count, int *value, GError **error)
{
    const char *name = json_get_string(object, key);

    for (int i = 0; i < count; i++) {
        if (g_strcmp0(name, name_of(i)) == 0) {
            *value = i;
            return TRUE;
        }
    }
    return invalid(error, "\"%s\": unknown value \"%s\"", key,
                   name != NULL ? name : "");
}

/* --- evidence and findings --------------------------------------------- */

static JsonValue *evidence_to_json(gconstpointer thing)
{
    const Evidence *evidence = thing;
    JsonValue *json = json_new_object();

    json_set_string(json, "quote", evidence->quote);
    json_set_string(json, "url", evidence->url);
    set_positive(json, "page", evidence->page);
    json_set_string(json, "where", evidence->where);
    json_set_string(json, "sha256", evidence->sha256);
    json_set_bool(json, "ocr", evidence->ocr);
    return json;
}

static gpointer evidence_from_json(const JsonValue *json, GError **error)
{
    Evidence *evidence = evidence_new(json_get_string(json, "quote"));

    (void)error;
    evidence->url = get_string(json, "url");
    evidence->page = get_small(json, "page");
    evidence->where = get_string(json, "where");
    evidence->sha256 = get_string(json, "sha256");
    evidence->ocr = json_get_bool(json, "ocr", FALSE);
    return evidence;
}

static JsonValue *finding_to_json(gconstpointer thing)
{
    const Finding *finding = thing;
    JsonValue *json = json_new_object();

    json_set_string(json, "code", finding->code);
    json_set_string(json, "severity", severity_name(finding->severity));
    set_words(json, "message", &finding->message);
    set_words(json, "advice", &finding->advice);
    json_set_string(json, "owner", finding->owner);
    return json;
}

static gpointer finding_from_json(const JsonValue *json, GError **error)
{
    Finding *finding = finding_new(json_get_string(json, "code"));
    int severity = 0;

    if (!get_name(json, "severity", severity_name_of, SEVERITY_COUNT, &severity,
                  error)) {
        finding_free(finding);
        return NULL;
    }
    finding->severity = (Severity)severity;
    get_words(json, "message", &finding->message);
    get_words(json, "advice", &finding->advice);
    finding->owner = get_string(json, "owner");
    return finding;
}

/* --- addresses and documents ------------------------------------------- */

static JsonValue *url_to_json(gconstpointer thing)
{
    const UrlAudit *url = thing;
    const LinkStateRow *row = link_state_row(url->state);
    JsonValue *json = json_new_object();

    json_set_string(json, "url", url->url);
    json_set_string(json, "final_url", url->final_url);
    json_set_string(json, "state", row->name);
    json_set_string(json, "state_class", link_class_name(row->class));
    set_positive(json, "http_status", url->http_status);
    set_time(json, "captured_at", url->captured_at);
    json_set_string(json, "sha256", url->sha256);
    json_set_string(json, "found_on", url->found_on);
    json_set_string(json, "link_text", url->link_text);
    set_list(json, "findings", url->findings, finding_to_json);
    return json;
}

static gpointer url_from_json(const JsonValue *json, GError **error)
{
    UrlAudit *url = url_audit_new(json_get_string(json, "url"));
    const char *state = json_get_string(json, "state");
    gboolean good;

    good = state != NULL && link_state_find(state, &url->state);
    if (!good)
        invalid(error, "\"state\": unknown value \"%s\"",
                state != NULL ? state : "");
    good = good &&
           get_list(json, "findings", url->findings, finding_from_json, error);
    if (!good) {
        url_audit_free(url);
        return NULL;
    }
    url->final_url = get_string(json, "final_url");
    url->http_status = get_small(json, "http_status");
    url->captured_at = get_time(json, "captured_at");
    url->sha256 = get_string(json, "sha256");
    url->found_on = get_string(json, "found_on");
    url->link_text = get_string(json, "link_text");
    return url;
}

static JsonValue *document_to_json(gconstpointer thing)
{
    const DocumentAudit *document = thing;
    JsonValue *json = json_new_object();

    json_set_string(json, "url", document->url);
    json_set_string(json, "type", document->type);
    set_positive(json, "pages", document->pages);
    json_set_string(json, "text_quality", document->text_quality);
    json_set_string(json, "reason", document->reason);
    json_set_string(json, "title", document->title);
    json_set_string(json, "sha256", document->sha256);
    if (document->drawn_sha256 != NULL)
        json_set_string(json, "drawn_sha256", document->drawn_sha256);
    if (document->picture_sha256 != NULL)
        json_set_string(json, "picture_sha256", document->picture_sha256);
    json_set_int(json, "bytes", document->len);
    return json;
}

static gpointer document_from_json(const JsonValue *json, GError **error)
{
    DocumentAudit *document = document_audit_new();

    (void)error;
    document->url = get_string(json, "url");
    document->type = get_string(json, "type");
    document->pages = get_small(json, "pages");
    document->text_quality = get_string(json, "text_quality");
    document->reason = get_string(json, "reason");
    document->title = get_string(json, "title");
    document->sha256 = get_string(json, "sha256");
    document->drawn_sha256 = get_string(json, "drawn_sha256");
    document->picture_sha256 = get_string(json, "picture_sha256");
    document->len = json_get_int(json, "bytes", 0);
    return document;
}

/* --- elements ---------------------------------------------------------- */

static JsonValue *element_to_json(gconstpointer thing)
{
    const ElementAudit *element = thing;
    JsonValue *json = json_new_object();

    json_set_string(json, "id", element->id);
    json_set_string(json, "verdict", element_verdict_name(element->verdict));
    json_set_string(json, "reason", element->reason);
    set_words(json, "reason_text", &element->reason_text);
    set_words(json, "title", &element->title);
    json_set_string(json, "kind", element->kind);
    json_set_string(json, "required", required_name(element->required));
    json_set_string(json, "confidence", element->confidence);
    json_set_bool(json, "counts", element->counts);
    set_list(json, "evidence", element->evidence, evidence_to_json);
    json_set(json, "nearest",
             element->nearest != NULL ? evidence_to_json(element->nearest)
                                      : json_new_null());
    set_words(json, "advice", &element->advice);
    json_set_string(json, "owner", element->owner);
    return json;
}

static gboolean element_read(const JsonValue *json, ElementAudit *element,
                             GError **error)
{
    const JsonValue *nearest = json_get(json, "nearest");
    int verdict = 0, required = 0;

    if (!get_name(json, "verdict", element_name_of, ELEMENT_VERDICT_COUNT,
                  &verdict, error) ||
        !get_name(json, "required", required_name_of, REQUIRED_EXCEPTION + 1,
                  &required, error) ||
        !get_list(json, "evidence", element->evidence, evidence_from_json,
                  error))
        return FALSE;
    element->verdict = (ElementVerdict)verdict;
    element->required = (Required)required;
    element->reason = get_string(json, "reason");
    get_words(json, "reason_text", &element->reason_text);
    get_words(json, "title", &element->title);
    element->kind = get_string(json, "kind");
    element->confidence = get_string(json, "confidence");
    element->counts = json_get_bool(json, "counts", TRUE);
    if (nearest != NULL && json_kind(nearest) == JSON_KIND_OBJECT)
        element->nearest = evidence_from_json(nearest, error);
    get_words(json, "advice", &element->advice);
    element->owner = get_string(json, "owner");
    return TRUE;
}

static gpointer element_from_json(const JsonValue *json, GError **error)
{
    ElementAudit *element = element_audit_new(json_get_string(json, "id"));

    if (element_read(json, element, error))
        return element;
    element_audit_free(element);
    return NULL;
}

/* --- items ------------------------------------------------------------- */

static JsonValue *string_to_json(gconstpointer thing)
{
    return json_new_string(thing);
}

static JsonValue *decision_to_json(const ItemAudit *item)
{
    JsonValue *json;

    if (item->decision == OUTCOME_NONE)
        return json_new_null();
    json = json_new_object();
    json_set_string(json, "outcome", outcome_name(item->decision));
    json_set_string(json, "reason", item->decision_reason);
    return json;
}

static JsonValue *item_to_json(gconstpointer thing)
{
    const ItemAudit *item = thing;
    JsonValue *json = json_new_object();
    JsonValue *counts = json_new_object();

    json_set_string(json, "id", item->id);
    json_set_string(json, "verdict", item_verdict_name(item->verdict));
    set_words(json, "title", &item->title);
    json_set_string(json, "sub_indicator", item->sub_indicator);
    set_list(json, "depends_on", item->depends_on, string_to_json);
    json_set(json, "decision", decision_to_json(item));
    json_set_bool(counts, "low", item->counts_low);
    json_set_bool(counts, "high", item->counts_high);
    json_set(json, "counts", counts);
    json_set(json, "cost", json_new_hundredths(item->cost));
    json_set_string(json, "owner", item->owner);
    json_set_string(json, "note", item->note);
    set_list(json, "urls", item->urls, url_to_json);
    set_list(json, "documents", item->documents, document_to_json);
    set_list(json, "elements", item->elements, element_to_json);
    set_list(json, "findings", item->findings, finding_to_json);
    return json;
}

static gboolean decision_read(const JsonValue *json, ItemAudit *item,
                              GError **error)
{
    const JsonValue *decision = json_get(json, "decision");
    int outcome = 0;

    if (decision == NULL || json_kind(decision) == JSON_KIND_NULL)
        return TRUE;
    if (!get_name(decision, "outcome", outcome_name_of, OUTCOME_REJECTED + 1,
                  &outcome, error))
        return FALSE;
    item->decision = (Outcome)outcome;
    item->decision_reason = get_string(decision, "reason");
    return TRUE;
}

static void depends_on_read(const JsonValue *json, ItemAudit *item)
{
    const JsonValue *list = json_get(json, "depends_on");

    for (gsize i = 0; list != NULL && i < json_length(list); i++) {
        const char *id = json_string(json_at(list, i));

        if (id != NULL)
            g_ptr_array_add(item->depends_on, g_strdup(id));
    }
}

static gboolean item_read(const JsonValue *json, ItemAudit *item,
                          GError **error)
{
    const JsonValue *counts = json_get(json, "counts");
    int verdict = 0;

    if (!get_name(json, "verdict", item_name_of, ITEM_VERDICT_COUNT, &verdict,
                  error) ||
        !decision_read(json, item, error) ||
        !get_list(json, "urls", item->urls, url_from_json, error) ||
        !get_list(json, "documents", item->documents, document_from_json,
                  error) ||
        !get_list(json, "elements", item->elements, element_from_json, error) ||
        !get_list(json, "findings", item->findings, finding_from_json, error))
        return FALSE;
    item->verdict = (ItemVerdict)verdict;
    get_words(json, "title", &item->title);
    item->sub_indicator = get_string(json, "sub_indicator");
    depends_on_read(json, item);
    item->counts_low = json_get_bool(counts, "low", FALSE);
    item->counts_high = json_get_bool(counts, "high", FALSE);
    item->cost = json_get_hundredths(json, "cost", 0);
    item->owner = get_string(json, "owner");
    item->note = get_string(json, "note");
    return TRUE;
}

static gpointer item_from_json(const JsonValue *json, GError **error)
{
    ItemAudit *item = item_audit_new(json_get_string(json, "id"));

    if (item_read(json, item, error))
        return item;
    g_prefix_error(error, "%s: ", item->id != NULL ? item->id : "?");
    item_audit_free(item);
    return NULL;
}

/* --- scores ------------------------------------------------------------ */

static JsonValue *range_to_json(const ScoreRange *range)
{
    JsonValue *json = json_new_object();

    json_set(json, "low",
             range->known ? json_new_hundredths(range->low) : json_new_null());
    json_set(json, "high",
             range->known ? json_new_hundredths(range->high) : json_new_null());
    return json;
}

static ScoreRange range_from_json(const JsonValue *json)
{
    ScoreRange range = { 0 };

    if (json == NULL || json_kind(json) != JSON_KIND_OBJECT)
        return range;
    range.low = json_get_hundredths(json, "low", -1);
    range.high = json_get_hundredths(json, "high", -1);
    range.known = range.low >= 0 && range.high >= 0;
    if (!range.known)
        range.low = range.high = 0;
    return range;
}

static void set_lines(JsonValue *object, const char *key,
                      const GPtrArray *lines)
{
    JsonValue *json = json_new_object();

    for (guint i = 0; i < lines->len; i++) {
        const ScoreLine *line = g_ptr_array_index(lines, i);
        JsonValue *value = range_to_json(&line->range);

        set_words(value, "title", &line->title);
        json_set(json, line->id, value);
    }
    json_set(object, key, json);
}

static void line_read(const char *key, JsonValue *value, gpointer data)
{
    ScoreLine *line = g_new0(ScoreLine, 1);

    line->id = g_strdup(key);
    line->range = range_from_json(value);
    get_words(value, "title", &line->title);
    g_ptr_array_add(data, line);
}

static void get_lines(const JsonValue *object, const char *key,
                      GPtrArray *lines)
{
    const JsonValue *json = json_get(object, key);

    if (json != NULL && json_kind(json) == JSON_KIND_OBJECT)
        json_each(json, line_read, lines);
}

static void set_mark(JsonValue *object, const char *key, gint64 hundredths)
{
    json_set(object, key,
             hundredths > 0 ? json_new_hundredths(hundredths)
                            : json_new_null());
}

static JsonValue *score_to_json(const ScoreAudit *score)
{
    JsonValue *json = json_new_object();

    set_lines(json, "indicators", score->indicators);
    set_lines(json, "sub_indicators", score->sub_indicators);
    json_set(json, "iit", range_to_json(&score->iit));
    json_set(json, "eit", range_to_json(&score->eit));
    json_set(json, "oit", range_to_json(&score->oit));
    json_set(json, "ita", range_to_json(&score->ita));
    set_mark(json, "target", score->target);
    set_mark(json, "pass_mark", score->pass_mark);
    set_mark(json, "previous", score->previous);
    return json;
}

static void score_read(const JsonValue *json, ScoreAudit *score)
{
    if (json == NULL || json_kind(json) != JSON_KIND_OBJECT)
        return;
    get_lines(json, "indicators", score->indicators);
    get_lines(json, "sub_indicators", score->sub_indicators);
    score->iit = range_from_json(json_get(json, "iit"));
    score->eit = range_from_json(json_get(json, "eit"));
    score->oit = range_from_json(json_get(json, "oit"));
    score->ita = range_from_json(json_get(json, "ita"));
    score->target = json_get_hundredths(json, "target", 0);
    score->pass_mark = json_get_hundredths(json, "pass_mark", 0);
    score->previous = json_get_hundredths(json, "previous", 0);
}

/* --- agencies and the whole -------------------------------------------- */

/* Sorted by role: a hash table has no order, the same audit one text. */
static JsonValue *owners_to_json(GHashTable *owners)
{
    JsonValue *json = json_new_object();
    GList *roles =
        g_list_sort(g_hash_table_get_keys(owners), (GCompareFunc)g_strcmp0);

    for (GList *role = roles; role != NULL; role = role->next)
        json_set_string(json, role->data,
                        g_hash_table_lookup(owners, role->data));
    g_list_free(roles);
    return json;
}

static void owner_read(const char *key, JsonValue *value, gpointer data)
{
    if (json_string(value) != NULL)
        g_hash_table_insert(data, g_strdup(key), g_strdup(json_string(value)));
}

static JsonValue *agency_to_json(gconstpointer thing)
{
    const AgencyAudit *agency = thing;
    JsonValue *json = json_new_object();

    json_set_string(json, "id", agency->id);
    set_words(json, "name", &agency->name);
    json_set_string(json, "short", agency->short_name);
    json_set_string(json, "kind", agency->kind);
    json_set_string(json, "site", agency->site);
    json_set_string(json, "executive", agency->executive);
    json_set(json, "owners", owners_to_json(agency->owners));
    json_set(json, "score", score_to_json(&agency->score));
    set_list(json, "items", agency->items, item_to_json);
    return json;
}

static gpointer agency_from_json(const JsonValue *json, GError **error)
{
    AgencyAudit *agency = agency_audit_new(json_get_string(json, "id"));
    const JsonValue *owners = json_get(json, "owners");

    if (!get_list(json, "items", agency->items, item_from_json, error)) {
        agency_audit_free(agency);
        return NULL;
    }
    get_words(json, "name", &agency->name);
    agency->short_name = get_string(json, "short");
    agency->kind = get_string(json, "kind");
    agency->site = get_string(json, "site");
    agency->executive = get_string(json, "executive");
    if (owners != NULL && json_kind(owners) == JSON_KIND_OBJECT)
        json_each(owners, owner_read, agency->owners);
    score_read(json_get(json, "score"), &agency->score);
    return agency;
}

/* All but the agencies; their list comes last, empty. */
static JsonValue *head_to_json(const Audit *audit)
{
    JsonValue *json = json_new_object();
    JsonValue *tool = json_new_object();
    JsonValue *ruleset = json_new_object();
    JsonValue *run = json_new_object();

    json_set_int(json, "schema_version", AUDIT_SCHEMA_VERSION);
    json_set_string(tool, "name", "oit-audit");
    json_set_string(tool, "version", audit->tool_version);
    json_set(json, "tool", tool);
    json_set_int(ruleset, "fiscal_year", audit->fiscal_year);
    json_set_string(ruleset, "sha256", audit->ruleset_sha256);
    json_set(json, "ruleset", ruleset);
    json_set_string(run, "id", audit->run_id);
    set_time(run, "started", audit->started_at);
    set_time(run, "finished", audit->finished_at);
    json_set_bool(run, "interrupted", audit->interrupted);
    json_set_bool(run, "sample", audit->sample);
    json_set(json, "run", run);
    return json;
}

JsonValue *audit_to_json(const Audit *audit)
{
    JsonValue *json = head_to_json(audit);

    set_list(json, "agencies", audit->agencies, agency_to_json);
    return json;
}

char *agency_audit_to_text(const AgencyAudit *agency)
{
    g_autoptr(JsonValue) json = agency_to_json(agency);

    return json_format(json, FALSE);
}

AgencyAudit *agency_audit_from_text(const char *text, gsize len, GError **error)
{
    g_autoptr(JsonValue) json = json_parse(text, len, error);

    return json == NULL ? NULL : agency_from_json(json, error);
}

/* Writes formatted JSON, its lines moved in by @spaces. */
static void write_moved(Sink *sink, const char *json, const char *spaces)
{
    for (const char *line = json; *line != '\0';) {
        const char *end = strchrnul(line, '\n');

        sink_text(sink, spaces);
        sink_write(sink, line, (gsize)(end - line));
        if (*end == '\0' || end[1] == '\0')
            break;
        sink_text(sink, "\n");
        line = end + 1;
    }
}

static gboolean agency_write(const Audit *audit, guint index, gboolean indent,
                             Sink *sink, GError **error)
{
    const AgencyAudit *agency = audit_agency(audit, index, error);
    g_autoptr(JsonValue) json = NULL;
    g_autofree char *text = NULL;

    if (agency == NULL)
        return FALSE;
    json = agency_to_json(agency);
    text = json_format(json, indent);
    sink_text(sink, index > 0 ? "," : "");
    sink_text(sink, indent ? "\n" : "");
    write_moved(sink, text, indent ? "    " : "");
    return TRUE;
}

static char *head_format(const Audit *audit, gboolean indent)
{
    g_autoptr(JsonValue) head = head_to_json(audit);

    json_set(head, "agencies", json_new_array());
    return json_format(head, indent);
}

char *audit_head_text(const Audit *audit)
{
    return head_format(audit, FALSE);
}

gboolean audit_json_write(const Audit *audit, gboolean indent, Sink *sink,
                          GError **error)
{
    g_autofree char *head = head_format(audit, indent);
    const char *end = strrchr(head, ']');
    guint count = audit_agency_count(audit);

    sink_write(sink, head, (gsize)(end - head));
    for (guint i = 0; i < count; i++)
        if (!agency_write(audit, i, indent, sink, error))
            return FALSE;
    if (indent && count > 0)
        sink_text(sink, "\n  ");
    sink_text(sink, end);
    return TRUE;
}

char *audit_json_text(const Audit *audit, gboolean indent)
{
    GString *text = g_string_new(NULL);
    Sink sink = sink_to_bytes(text);
    gboolean good = audit_json_write(audit, indent, &sink, NULL);

    g_assert(good); /* what is in memory can be read */
    return g_string_free(text, FALSE);
}

Audit *audit_from_json(const JsonValue *json, GError **error)
{
    g_autoptr(Audit) audit = audit_new();
    const JsonValue *ruleset = json_get(json, "ruleset");
    const JsonValue *run = json_get(json, "run");
    gint64 version = json_get_int(json, "schema_version", -1);

    if (version != AUDIT_SCHEMA_VERSION) {
        invalid(error,
                "schema_version is %" G_GINT64_FORMAT ", this program "
                "reads %d",
                version, AUDIT_SCHEMA_VERSION);
        return NULL;
    }
    if (!get_list(json, "agencies", audit->agencies, agency_from_json, error))
        return NULL;
    audit->tool_version = get_string(json_get(json, "tool"), "version");
    audit->fiscal_year = get_small(ruleset, "fiscal_year");
    audit->ruleset_sha256 = get_string(ruleset, "sha256");
    audit->run_id = get_string(run, "id");
    audit->started_at = get_time(run, "started");
    audit->finished_at = get_time(run, "finished");
    audit->interrupted = json_get_bool(run, "interrupted", FALSE);
    audit->sample = json_get_bool(run, "sample", FALSE);
    return g_steal_pointer(&audit);
}
