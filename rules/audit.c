#include "rules/audit.h"

#include <string.h>

G_DEFINE_QUARK(audit - error - quark, audit_error)

/* --- life -------------------------------------------------------------- */

static GPtrArray *list_new(GDestroyNotify free_one)
{
    return g_ptr_array_new_with_free_func(free_one);
}

Audit *audit_new(void)
{
    Audit *audit = g_new0(Audit, 1);

    audit->agencies = list_new((GDestroyNotify)agency_audit_free);
    return audit;
}

static void shelf_free(AgencyShelf *shelf)
{
    if (shelf == NULL)
        return;
    agency_audit_free(shelf->held);
    if (shelf->free != NULL)
        shelf->free(shelf->data);
    g_free(shelf);
}

void audit_free(Audit *audit)
{
    if (audit == NULL)
        return;
    shelf_free(audit->shelf);
    g_free(audit->run_id);
    g_free(audit->tool_version);
    g_free(audit->ruleset_sha256);
    g_ptr_array_unref(audit->agencies);
    g_free(audit);
}

static void score_line_free(gpointer data)
{
    ScoreLine *line = data;

    g_free(line->id);
    words_clear(&line->title);
    g_free(line);
}

AgencyAudit *agency_audit_new(const char *id)
{
    AgencyAudit *agency = g_new0(AgencyAudit, 1);

    agency->id = g_strdup(id);
    agency->owners =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    agency->items = list_new((GDestroyNotify)item_audit_free);
    agency->score.sub_indicators = list_new(score_line_free);
    agency->score.indicators = list_new(score_line_free);
    return agency;
}

void agency_audit_free(AgencyAudit *agency)
{
    if (agency == NULL)
        return;
    g_free(agency->id);
    words_clear(&agency->name);
    g_free(agency->short_name);
    g_free(agency->kind);
    g_free(agency->site);
    g_free(agency->executive);
    g_hash_table_unref(agency->owners);
    g_ptr_array_unref(agency->items);
    g_ptr_array_unref(agency->score.sub_indicators);
    g_ptr_array_unref(agency->score.indicators);
    g_free(agency);
}

ItemAudit *item_audit_new(const char *id)
{
    ItemAudit *item = g_new0(ItemAudit, 1);

    item->id = g_strdup(id);
    item->depends_on = list_new(g_free);
    item->urls = list_new((GDestroyNotify)url_audit_free);
    item->documents = list_new((GDestroyNotify)document_audit_free);
    item->elements = list_new((GDestroyNotify)element_audit_free);
    item->findings = list_new((GDestroyNotify)finding_free);
    return item;
}

void item_audit_free(ItemAudit *item)
{
    if (item == NULL)
        return;
    g_free(item->id);
    words_clear(&item->title);
    g_free(item->sub_indicator);
    g_ptr_array_unref(item->depends_on);
    g_free(item->note);
    g_ptr_array_unref(item->urls);
    g_ptr_array_unref(item->documents);
    g_ptr_array_unref(item->elements);
    g_ptr_array_unref(item->findings);
    g_free(item->decision_reason);
    g_free(item->owner);
    g_free(item);
}

ElementAudit *element_audit_new(const char *id)
{
    ElementAudit *element = g_new0(ElementAudit, 1);

    element->id = g_strdup(id);
    element->counts = TRUE;
    element->evidence = list_new((GDestroyNotify)evidence_free);
    return element;
}

void element_audit_free(ElementAudit *element)
{
    if (element == NULL)
        return;
    g_free(element->id);
    g_free(element->kind);
    g_free(element->confidence);
    words_clear(&element->title);
    g_free(element->reason);
    words_clear(&element->reason_text);
    g_ptr_array_unref(element->evidence);
    evidence_free(element->nearest);
    words_clear(&element->advice);
    g_free(element->owner);
    g_free(element);
}

UrlAudit *url_audit_new(const char *url)
{
    UrlAudit *self = g_new0(UrlAudit, 1);

    self->url = g_strdup(url);
    self->findings = list_new((GDestroyNotify)finding_free);
    return self;
}

void url_audit_free(UrlAudit *url)
{
    if (url == NULL)
        return;
    g_free(url->url);
    g_free(url->final_url);
    g_free(url->sha256);
    g_free(url->found_on);
    g_free(url->link_text);
    g_ptr_array_unref(url->findings);
    g_free(url);
}

DocumentAudit *document_audit_new(void)
{
    return g_new0(DocumentAudit, 1);
}

void document_audit_free(DocumentAudit *document)
{
    if (document == NULL)
        return;
    g_free(document->url);
    g_free(document->type);
    g_free(document->text_quality);
    g_free(document->drawn_sha256);
    g_free(document->picture_sha256);
    g_free(document->reason);
    g_free(document->title);
    g_free(document->sha256);
    g_free(document);
}

Evidence *evidence_new(const char *quote)
{
    Evidence *evidence = g_new0(Evidence, 1);

    evidence->quote = g_strdup(quote != NULL ? quote : "");
    return evidence;
}

Evidence *evidence_copy(const Evidence *evidence)
{
    Evidence *copy;

    if (evidence == NULL)
        return NULL;
    copy = evidence_new(evidence->quote);
    copy->url = g_strdup(evidence->url);
    copy->page = evidence->page;
    copy->where = g_strdup(evidence->where);
    copy->sha256 = g_strdup(evidence->sha256);
    copy->ocr = evidence->ocr;
    return copy;
}

void evidence_free(Evidence *evidence)
{
    if (evidence == NULL)
        return;
    g_free(evidence->quote);
    g_free(evidence->url);
    g_free(evidence->where);
    g_free(evidence->sha256);
    g_free(evidence);
}

Finding *finding_new(const char *code)
{
    Finding *finding = g_new0(Finding, 1);

    finding->code = g_strdup(code);
    return finding;
}

void finding_free(Finding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->code);
    words_clear(&finding->message);
    words_clear(&finding->advice);
    g_free(finding->owner);
    g_free(finding);
}

/* --- agencies in memory and outside ------------------------------------ */

guint audit_agency_count(const Audit *audit)
{
    return audit->shelf != NULL ? audit->shelf->count : audit->agencies->len;
}

static AgencyAudit *shelf_load(const AgencyShelf *shelf, guint index,
                               GError **error)
{
    g_autofree char *text = shelf->load(shelf->data, index, error);

    return text == NULL ? NULL
                        : agency_audit_from_text(text, strlen(text), error);
}

const AgencyAudit *audit_agency(const Audit *audit, guint index, GError **error)
{
    AgencyShelf *shelf = audit->shelf;

    if (shelf == NULL)
        return g_ptr_array_index(audit->agencies, index);
    if (shelf->held == NULL || shelf->held_index != index) {
        g_clear_pointer(&shelf->held, agency_audit_free);
        shelf->held = shelf_load(shelf, index, error);
        shelf->held_index = index;
    }
    return shelf->held;
}

gboolean audit_unshelve(Audit *audit, GError **error)
{
    for (guint i = 0; audit->shelf != NULL && i < audit->shelf->count; i++) {
        AgencyAudit *agency = shelf_load(audit->shelf, i, error);

        if (agency == NULL)
            return FALSE;
        g_ptr_array_add(audit->agencies, agency);
    }
    g_clear_pointer(&audit->shelf, shelf_free);
    return TRUE;
}

/* --- finding one's way ------------------------------------------------- */

AgencyAudit *audit_find_agency(const Audit *audit, const char *id)
{
    for (guint i = 0; i < audit->agencies->len; i++) {
        AgencyAudit *agency = g_ptr_array_index(audit->agencies, i);

        if (g_strcmp0(agency->id, id) == 0)
            return agency;
    }
    return NULL;
}

ItemAudit *agency_audit_find_item(const AgencyAudit *agency, const char *id)
{
    for (guint i = 0; i < agency->items->len; i++) {
        ItemAudit *item = g_ptr_array_index(agency->items, i);

        if (g_strcmp0(item->id, id) == 0)
            return item;
    }
    return NULL;
}

ElementAudit *item_audit_find_element(const ItemAudit *item, const char *id)
{
    for (guint i = 0; i < item->elements->len; i++) {
        ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (g_strcmp0(element->id, id) == 0)
            return element;
    }
    return NULL;
}

const char *agency_audit_owner(const AgencyAudit *agency, const char *role)
{
    const char *unit;

    if (role == NULL)
        return NULL;
    unit = g_hash_table_lookup(agency->owners, role);
    return unit != NULL && *unit != '\0' ? unit : role;
}

/* An element that decides about the score: demanded, and of this agency. */
static gboolean element_decides(const ElementAudit *element)
{
    return element->counts && element->required == REQUIRED_YES;
}

static gboolean has_deciding(const ItemAudit *item, ElementVerdict verdict)
{
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (element_decides(element) && element->verdict == verdict)
            return TRUE;
    }
    return FALSE;
}

gboolean item_audit_has_gap(const ItemAudit *item)
{
    switch (item->verdict) {
    case ITEM_INCOMPLETE:
    case ITEM_BLOCKED:
    case ITEM_NOT_SUBMITTED:
        return TRUE;
    case ITEM_UNREACHABLE: /* nobody has seen whether anything is missing */
        return FALSE;
    default:
        return has_deciding(item, ELEMENT_MISSING);
    }
}

gboolean item_audit_is_unclear(const ItemAudit *item)
{
    return item->verdict == ITEM_UNCLEAR || item->verdict == ITEM_UNREACHABLE ||
           has_deciding(item, ELEMENT_UNCLEAR);
}

/* --- names and words --------------------------------------------------- */

typedef struct {
    const char *name, *th, *en;
} Label;

static const Label element_labels[] = {
    [ELEMENT_MET] = { "met", "พบหลักฐาน", "met" },
    [ELEMENT_IMPLIED] = { "implied", "พบโดยอนุมาน", "implied only" },
    [ELEMENT_MISSING] = { "missing", "ไม่พบ", "missing" },
    [ELEMENT_UNCLEAR] = { "unclear", "ต้องให้คนตรวจ", "a person must look" },
};
G_STATIC_ASSERT(G_N_ELEMENTS(element_labels) == ELEMENT_VERDICT_COUNT);

static const Label item_labels[] = {
    [ITEM_COMPLETE] = { "complete", "ครบถ้วน", "complete" },
    [ITEM_AT_RISK] = { "at-risk", "มีความเสี่ยง", "at risk" },
    [ITEM_INCOMPLETE] = { "incomplete", "ไม่ครบองค์ประกอบ", "incomplete" },
    [ITEM_BLOCKED] = { "blocked", "ติดเงื่อนไขของข้ออื่น", "blocked" },
    [ITEM_UNCLEAR] = { "unclear", "ยังสรุปไม่ได้", "unclear" },
    [ITEM_UNREACHABLE] = { "unreachable", "เปิดไม่ได้", "unreachable" },
    [ITEM_NOT_SUBMITTED] = { "not-submitted", "ยังไม่ได้ระบุ URL",
                             "not submitted" },
};
G_STATIC_ASSERT(G_N_ELEMENTS(item_labels) == ITEM_VERDICT_COUNT);

static const char *const severity_names[] = {
    [SEVERITY_INFO] = "info",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};
G_STATIC_ASSERT(G_N_ELEMENTS(severity_names) == SEVERITY_COUNT);

static const char *const required_names[] = {
    [REQUIRED_YES] = "yes",
    [REQUIRED_WARN] = "warn",
    [REQUIRED_EXCEPTION] = "exception",
};

static const char *const outcome_names[] = {
    [OUTCOME_NONE] = "none",
    [OUTCOME_ACCEPTED] = "accepted",
    [OUTCOME_REJECTED] = "rejected",
};

const char *element_verdict_name(ElementVerdict verdict)
{
    g_assert(verdict < ELEMENT_VERDICT_COUNT);
    return element_labels[verdict].name;
}

const char *item_verdict_name(ItemVerdict verdict)
{
    g_assert(verdict < ITEM_VERDICT_COUNT);
    return item_labels[verdict].name;
}

const char *severity_name(Severity severity)
{
    g_assert(severity < SEVERITY_COUNT);
    return severity_names[severity];
}

const char *required_name(Required required)
{
    g_assert(required < G_N_ELEMENTS(required_names));
    return required_names[required];
}

const char *outcome_name(Outcome outcome)
{
    g_assert(outcome < G_N_ELEMENTS(outcome_names));
    return outcome_names[outcome];
}

const char *element_verdict_label(ElementVerdict verdict, Lang lang)
{
    g_assert(verdict < ELEMENT_VERDICT_COUNT);
    return lang == LANG_EN ? element_labels[verdict].en
                           : element_labels[verdict].th;
}

const char *item_verdict_label(ItemVerdict verdict, Lang lang)
{
    g_assert(verdict < ITEM_VERDICT_COUNT);
    return lang == LANG_EN ? item_labels[verdict].en : item_labels[verdict].th;
}
