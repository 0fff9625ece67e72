/*
 * What changed between two runs: new gaps first, because that is what the
 * one who reads it in the morning must act on.
 */
#include "reports/report.h"

#include <string.h>

#include "base/thai_date.h"
#include "reports/digest.h"
#include "reports/text_layout.h"
#include "reports/wording.h"

#define WIDTH 100

typedef enum {
    CHANGE_NEW, /* was in order, or not there; now it is not */
    CHANGE_MENDED,
    CHANGE_UNCHECKED, /* not seen this time: neither gap nor mended */
    CHANGE_OPEN,      /* still not in order */
    CHANGE_NONE,
    CHANGE_COUNT = CHANGE_NONE
} Change;

static const struct {
    const char *name, *word;
} changes[] = {
    [CHANGE_NEW] = { "new-gap", "diff-new" },
    [CHANGE_MENDED] = { "mended", "diff-mended" },
    [CHANGE_UNCHECKED] = { "not-checked", "diff-unchecked" },
    [CHANGE_OPEN] = { "still-open", "diff-open" },
};
G_STATIC_ASSERT(G_N_ELEMENTS(changes) == CHANGE_COUNT);

/* @before NULL: the item is new. */
static Change change_of(const ItemAudit *before, const ItemAudit *after)
{
    gboolean was_unchecked = before != NULL && digest_unchecked(before);
    gboolean was_open = before != NULL && digest_group(before) != TASK_NONE;
    gboolean is_open = digest_group(after) != TASK_NONE;

    /* What was in order, or what was a gap: neither is known today. */
    if (is_open && digest_unchecked(after) && !was_unchecked)
        return CHANGE_UNCHECKED;
    if (is_open)
        return was_open ? CHANGE_OPEN : CHANGE_NEW;
    return was_open ? CHANGE_MENDED : CHANGE_NONE;
}

static const ItemAudit *item_before(const Audit *before,
                                    const AgencyAudit *agency, const char *id)
{
    const AgencyAudit *was = audit_find_agency(before, agency->id);

    return was == NULL ? NULL : agency_audit_find_item(was, id);
}

/* An element whose verdict is another one than before. */
static gboolean element_changed(const ItemAudit *before,
                                const ElementAudit *after,
                                const ElementAudit **was)
{
    *was = before == NULL ? NULL : item_audit_find_element(before, after->id);
    return digest_element_asked(after) && *was != NULL &&
           (*was)->verdict != after->verdict;
}

/* --- text -------------------------------------------------------------- */

static void text_elements(GString *out, const ItemAudit *before,
                          const ItemAudit *after, Lang lang)
{
    for (guint i = 0; i < after->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(after->elements, i);
        const ElementAudit *was;
        g_autofree char *line = NULL;

        if (!element_changed(before, element, &was))
            continue;
        line = g_strdup_printf("%s: %s → %s", words_in(&element->title, lang),
                               element_verdict_label(was->verdict, lang),
                               element_verdict_label(element->verdict, lang));
        text_block(out, "    - ", "      ", line, WIDTH);
    }
}

static void text_item(GString *out, const ItemAudit *before,
                      const ItemAudit *after, Lang lang)
{
    g_autofree char *title = digest_clean(words_in(&after->title, lang));
    g_autoptr(GPtrArray) reasons = NULL;

    g_string_append_printf(out, "  %s %s: ", after->id, title);
    if (before != NULL && before->verdict != after->verdict)
        g_string_append_printf(out, "%s → ",
                               item_verdict_label(before->verdict, lang));
    g_string_append_printf(out, "%s\n",
                           item_verdict_label(after->verdict, lang));
    text_elements(out, before, after, lang);
    if (digest_group(after) == TASK_NONE)
        return;
    reasons = digest_reasons(after, lang);
    for (guint i = 0; i < reasons->len; i++) {
        g_autofree char *clean = digest_clean(g_ptr_array_index(reasons, i));

        text_block(out, "    ", "    ", clean, WIDTH);
    }
}

/* TRUE when there was anything to say. */
static gboolean text_change(GString *out, const Audit *before,
                            const AgencyAudit *agency, Change change, Lang lang)
{
    gboolean any = FALSE;

    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *after = g_ptr_array_index(agency->items, i);
        const ItemAudit *was = item_before(before, agency, after->id);

        if (change_of(was, after) != change)
            continue;
        if (!any)
            g_string_append_printf(out, "\n%s\n",
                                   wording(changes[change].word, lang));
        any = TRUE;
        text_item(out, was, after, lang);
    }
    return any;
}

static void text_score(GString *out, const Audit *before,
                       const AgencyAudit *agency, Lang lang)
{
    const AgencyAudit *was = audit_find_agency(before, agency->id);
    g_autofree char *now = digest_range(&agency->score.ita, lang);
    g_autofree char *then = NULL;

    if (was == NULL || !agency->score.ita.known)
        return;
    then = digest_range(&was->score.ita, lang);
    g_string_append_printf(out, "ITA %s → %s\n", then, now);
}

static void text_run(GString *out, const Audit *audit, Lang lang)
{
    g_autofree char *at = thai_time_format(audit->finished_at, lang == LANG_EN);

    g_string_append_printf(out, "%s (%s)",
                           audit->run_id != NULL ? audit->run_id : "-", at);
}

char *report_diff_text(const Audit *before, const Audit *after, Lang lang)
{
    GString *out = g_string_new(wording("diff-title", lang));

    g_string_append(out, "\n");
    text_run(out, before, lang);
    g_string_append(out, " → ");
    text_run(out, after, lang);
    g_string_append(out, "\n");
    if (before->interrupted || after->interrupted)
        text_block(out, "* ", "  ", wording("interrupted", lang), WIDTH);
    for (guint i = 0; i < after->agencies->len; i++) {
        const AgencyAudit *agency = g_ptr_array_index(after->agencies, i);
        g_autofree char *name = digest_agency_name(agency, lang);
        g_autofree char *clean = digest_clean(name);
        gboolean any = FALSE;

        g_string_append_printf(out, "\n%s\n", clean);
        if (digest_offline(agency))
            text_block(out, "* ", "  ", wording("offline", lang), WIDTH);
        text_score(out, before, agency, lang);
        for (int change = 0; change < CHANGE_COUNT; change++)
            any |= text_change(out, before, agency, (Change)change, lang);
        if (!any)
            g_string_append_printf(out, "%s\n", wording("diff-none", lang));
    }
    return g_string_free(out, FALSE);
}

/* --- json -------------------------------------------------------------- */

static JsonValue *json_elements(const ItemAudit *before, const ItemAudit *after)
{
    JsonValue *list = json_new_array();

    for (guint i = 0; i < after->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(after->elements, i);
        const ElementAudit *was;
        JsonValue *json;

        if (!element_changed(before, element, &was))
            continue;
        json = json_new_object();
        json_set_string(json, "id", element->id);
        json_set_string(json, "title", element->title.th);
        json_set_string(json, "before", element_verdict_name(was->verdict));
        json_set_string(json, "after", element_verdict_name(element->verdict));
        json_append(list, json);
    }
    return list;
}

static JsonValue *json_item(const ItemAudit *before, const ItemAudit *after,
                            Change change)
{
    JsonValue *json = json_new_object();

    json_set_string(json, "id", after->id);
    json_set_string(json, "change", changes[change].name);
    json_set_string(json, "title", after->title.th);
    json_set_string(json, "title_en", after->title.en);
    json_set_string(json, "before",
                    before != NULL ? item_verdict_name(before->verdict) : NULL);
    json_set_string(json, "after", item_verdict_name(after->verdict));
    json_set(json, "elements", json_elements(before, after));
    return json;
}

static JsonValue *json_score(const AgencyAudit *agency)
{
    JsonValue *json;

    if (agency == NULL || !agency->score.ita.known)
        return json_new_null();
    json = json_new_object();
    json_set(json, "low", json_new_hundredths(agency->score.ita.low));
    json_set(json, "high", json_new_hundredths(agency->score.ita.high));
    return json;
}

static JsonValue *json_agency(const Audit *before, const AgencyAudit *agency)
{
    JsonValue *json = json_new_object();
    JsonValue *ita = json_new_object();
    JsonValue *items = json_new_array();

    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *after = g_ptr_array_index(agency->items, i);
        const ItemAudit *was = item_before(before, agency, after->id);
        Change change = change_of(was, after);

        if (change != CHANGE_NONE)
            json_append(items, json_item(was, after, change));
    }
    json_set_string(json, "id", agency->id);
    json_set_string(json, "name", agency->name.th);
    json_set_bool(json, "offline", digest_offline(agency));
    json_set(ita, "before", json_score(audit_find_agency(before, agency->id)));
    json_set(ita, "after", json_score(agency));
    json_set(json, "ita", ita);
    json_set(json, "items", items);
    return json;
}

JsonValue *report_diff_json(const Audit *before, const Audit *after)
{
    JsonValue *json = json_new_object();
    JsonValue *agencies = json_new_array();

    json_set_int(json, "schema_version", AUDIT_SCHEMA_VERSION);
    json_set_string(json, "before", before->run_id);
    json_set_string(json, "after", after->run_id);
    json_set_bool(json, "interrupted",
                  before->interrupted || after->interrupted);
    for (guint i = 0; i < after->agencies->len; i++)
        json_append(agencies,
                    json_agency(before, g_ptr_array_index(after->agencies, i)));
    json_set(json, "agencies", agencies);
    return json;
}
