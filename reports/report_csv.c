/*
 * One row an element, for spreadsheets and scripts: fixed English column
 * names, Thai values. RFC 4180 with a byte order mark, without which Excel
 * takes Thai for the local code page.
 */
#include "reports/formats.h"

#include <string.h>

#include "base/clock.h"
#include "reports/digest.h"

typedef struct {
    const Audit *audit;
    const AgencyAudit *agency;
    const ItemAudit *item;
    const ElementAudit *element; /* NULL: an item without elements */
    Lang lang;
} Row;

typedef struct {
    const char *name;
    char *(*value)(const Row *row); /* owned, or NULL for an empty cell */
} Column;

static const Evidence *first_evidence(const Row *row)
{
    if (row->element == NULL || row->element->evidence->len == 0)
        return NULL;
    return g_ptr_array_index(row->element->evidence, 0);
}

static const Evidence *nearest(const Row *row)
{
    return row->element == NULL ? NULL : row->element->nearest;
}

static const UrlAudit *first_url(const Row *row)
{
    if (row->item->urls->len == 0)
        return NULL;
    return g_ptr_array_index(row->item->urls, 0);
}

static char *run_id(const Row *row)
{
    return g_strdup(row->audit->run_id);
}

static char *checked_at(const Row *row)
{
    return row->audit->finished_at > 0
               ? clock_format_utc(row->audit->finished_at)
               : NULL;
}

static char *fiscal_year(const Row *row)
{
    return g_strdup_printf("%d", row->audit->fiscal_year);
}

static char *agency_id(const Row *row)
{
    return g_strdup(row->agency->id);
}

static char *agency_name(const Row *row)
{
    return g_strdup(words_in(&row->agency->name, row->lang));
}

static char *item_id(const Row *row)
{
    return g_strdup(row->item->id);
}

static char *item_title(const Row *row)
{
    return g_strdup(words_in(&row->item->title, row->lang));
}

static char *sub_indicator(const Row *row)
{
    return g_strdup(row->item->sub_indicator);
}

static char *item_verdict(const Row *row)
{
    return g_strdup(item_verdict_name(row->item->verdict));
}

static char *item_verdict_words(const Row *row)
{
    return g_strdup(item_verdict_label(row->item->verdict, row->lang));
}

static char *item_decision(const Row *row)
{
    return row->item->decision == OUTCOME_NONE
               ? NULL
               : g_strdup(outcome_name(row->item->decision));
}

static char *item_cost(const Row *row)
{
    return digest_points(row->item->cost);
}

static char *element_id(const Row *row)
{
    return row->element == NULL ? NULL : g_strdup(row->element->id);
}

static char *element_title(const Row *row)
{
    return row->element == NULL
               ? NULL
               : g_strdup(words_in(&row->element->title, row->lang));
}

static char *element_required(const Row *row)
{
    if (row->element == NULL)
        return NULL;
    return g_strdup(row->element->counts ? required_name(row->element->required)
                                         : "not-asked");
}

static char *element_confidence(const Row *row)
{
    return row->element == NULL ? NULL : g_strdup(row->element->confidence);
}

static char *element_verdict(const Row *row)
{
    return row->element == NULL
               ? NULL
               : g_strdup(element_verdict_name(row->element->verdict));
}

static char *element_verdict_words(const Row *row)
{
    return row->element == NULL ? NULL
                                : g_strdup(element_verdict_label(
                                      row->element->verdict, row->lang));
}

static char *reason_code(const Row *row)
{
    return row->element == NULL ? NULL : g_strdup(row->element->reason);
}

static char *reason(const Row *row)
{
    return row->element == NULL
               ? NULL
               : digest_element_reason(row->item, row->element, row->lang);
}

static char *quote(const Row *row)
{
    const Evidence *evidence = first_evidence(row);

    return evidence == NULL ? NULL : g_strdup(evidence->quote);
}

static char *evidence_url(const Row *row)
{
    const Evidence *evidence = first_evidence(row);

    return evidence == NULL ? NULL : g_strdup(evidence->url);
}

static char *evidence_page(const Row *row)
{
    const Evidence *evidence = first_evidence(row);

    return evidence == NULL || evidence->page == 0
               ? NULL
               : g_strdup_printf("%d", evidence->page);
}

static char *evidence_where(const Row *row)
{
    const Evidence *evidence = first_evidence(row);

    return evidence == NULL ? NULL : g_strdup(evidence->where);
}

static char *nearest_quote(const Row *row)
{
    return nearest(row) == NULL ? NULL : g_strdup(nearest(row)->quote);
}

static char *nearest_url(const Row *row)
{
    return nearest(row) == NULL ? NULL : g_strdup(nearest(row)->url);
}

static char *advice(const Row *row)
{
    return row->element == NULL
               ? NULL
               : g_strdup(words_in(&row->element->advice, row->lang));
}

static char *owner(const Row *row)
{
    const char *role = row->element != NULL && row->element->owner != NULL
                           ? row->element->owner
                           : digest_item_role(row->item);

    return g_strdup(digest_unit(row->agency, role, row->lang));
}

static char *submitted_url(const Row *row)
{
    return first_url(row) == NULL ? NULL : g_strdup(first_url(row)->url);
}

static char *submitted_state(const Row *row)
{
    return first_url(row) == NULL
               ? NULL
               : g_strdup(link_state_name(first_url(row)->state));
}

static char *captured_at(const Row *row)
{
    return first_url(row) == NULL || first_url(row)->captured_at <= 0
               ? NULL
               : clock_format_utc(first_url(row)->captured_at);
}

static char *captured_sha256(const Row *row)
{
    return first_url(row) == NULL ? NULL : g_strdup(first_url(row)->sha256);
}

static const Column columns[] = {
    { "run_id", run_id },
    { "checked_at", checked_at },
    { "fiscal_year", fiscal_year },
    { "agency_id", agency_id },
    { "agency", agency_name },
    { "sub_indicator", sub_indicator },
    { "item", item_id },
    { "item_title", item_title },
    { "item_verdict", item_verdict },
    { "item_verdict_label", item_verdict_words },
    { "decision", item_decision },
    { "ita_points_at_stake", item_cost },
    { "element", element_id },
    { "element_title", element_title },
    { "required", element_required },
    { "confidence", element_confidence },
    { "verdict", element_verdict },
    { "verdict_label", element_verdict_words },
    { "reason_code", reason_code },
    { "reason", reason },
    { "quote", quote },
    { "evidence_url", evidence_url },
    { "page", evidence_page },
    { "where", evidence_where },
    { "nearest_quote", nearest_quote },
    { "nearest_url", nearest_url },
    { "advice", advice },
    { "owner", owner },
    { "submitted_url", submitted_url },
    { "submitted_state", submitted_state },
    { "captured_at", captured_at },
    { "captured_sha256", captured_sha256 },
};

/* A cell that a spreadsheet would run as a formula starts with one of these;
 * the last four are their full-width twins. */
static gboolean is_formula(const char *text)
{
    static const char *const starts[] = { "=",  "+",  "-",  "@",
                                          "＝", "＋", "－", "＠" };

    while (*text == ' ')
        text++;
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(text, starts[i]))
            return TRUE;
    return FALSE;
}

static void append_cell(GString *out, const char *value)
{
    g_autofree char *text = digest_clean(value);

    g_string_append_c(out, '"');
    if (is_formula(text))
        g_string_append_c(out, '\'');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

static void append_row(GString *out, const Row *row)
{
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        g_autofree char *value = columns[i].value(row);

        if (i > 0)
            g_string_append_c(out, ',');
        if (value != NULL && *value != '\0')
            append_cell(out, value);
    }
    g_string_append(out, "\r\n");
}

static void append_item(GString *out, Row *row)
{
    row->element = NULL;
    if (row->item->elements->len == 0)
        append_row(out, row);
    for (guint i = 0; i < row->item->elements->len; i++) {
        row->element = g_ptr_array_index(row->item->elements, i);
        append_row(out, row);
    }
}

gboolean report_csv_write(const Audit *audit, const ReportOptions *options,
                          Sink *sink, GError **error)
{
    g_autoptr(GString) out = g_string_new("\xef\xbb\xbf");
    Row row = { .audit = audit, .lang = options->lang };

    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        g_string_append_printf(out, "%s%s", i > 0 ? "," : "", columns[i].name);
    g_string_append(out, "\r\n");
    sink_text(sink, out->str);
    for (guint a = 0; a < audit_agency_count(audit); a++) {
        row.agency = audit_agency(audit, a, error);
        if (row.agency == NULL)
            return FALSE;
        g_string_truncate(out, 0);
        for (guint i = 0; i < row.agency->items->len; i++) {
            row.item = g_ptr_array_index(row.agency->items, i);
            append_item(out, &row);
        }
        sink_text(sink, out->str);
    }
    return TRUE;
}
