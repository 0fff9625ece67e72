#include "reports/audit_xml.h"

#include <string.h>

#include <libxml/xmlwriter.h>

#include "base/clock.h"
#include "base/thai_date.h"
#include "base/url.h"
#include "reports/digest.h"
#include "reports/wording.h"

typedef struct {
    xmlTextWriterPtr xml;
    const AgencyAudit *agency;
    Lang lang;
} Writer;

#define XML(text) ((const xmlChar *)(text))

/* The judgement cuts its quotes at QUOTE_MAX_CHARS; an audit read from
 * elsewhere may not have, and XPath's translate() is quadratic. The JSON
 * keeps everything. */
#define TEXT_MAX_CHARS 4000

/* --- small forms ------------------------------------------------------- */

static void open_tag(Writer *writer, const char *name)
{
    xmlTextWriterStartElement(writer->xml, XML(name));
}

static void close_tag(Writer *writer)
{
    xmlTextWriterEndElement(writer->xml);
}

/* An attribute is left out when there is nothing to say. */
static void attribute(Writer *writer, const char *name, const char *value)
{
    g_autofree char *clean = NULL;

    if (value == NULL || *value == '\0')
        return;
    clean = digest_fit(value, TEXT_MAX_CHARS);
    xmlTextWriterWriteAttribute(writer->xml, XML(name), XML(clean));
}

static void attribute_take(Writer *writer, const char *name, char *value)
{
    attribute(writer, name, value);
    g_free(value);
}

static void attribute_int(Writer *writer, const char *name, gint64 value)
{
    attribute_take(writer, name, g_strdup_printf("%" G_GINT64_FORMAT, value));
}

static void attribute_yes(Writer *writer, const char *name, gboolean value)
{
    if (value)
        attribute(writer, name, "yes");
}

static void text_tag(Writer *writer, const char *name, const char *text)
{
    g_autofree char *clean = NULL;

    if (text == NULL || *text == '\0')
        return;
    clean = digest_fit(text, TEXT_MAX_CHARS);
    xmlTextWriterWriteElement(writer->xml, XML(name), XML(clean));
}

static void words_tag(Writer *writer, const char *name, const Words *words)
{
    text_tag(writer, name, words_in(words, writer->lang));
}

static void time_attributes(Writer *writer, const char *name, gint64 at)
{
    g_autofree char *utc_name = g_strconcat(name, "-utc", NULL);

    if (at <= 0)
        return;
    attribute_take(writer, name, thai_time_format(at, writer->lang == LANG_EN));
    attribute_take(writer, utc_name, clock_format_utc(at));
}

/* What may stand in a link; NULL for anything a browser could run. */
static char *safe_href(const char *url)
{
    if (url == NULL || (g_ascii_strncasecmp(url, "http://", 7) != 0 &&
                        g_ascii_strncasecmp(url, "https://", 8) != 0))
        return NULL;
    return url_resolve(NULL, url);
}

/* The address to click on and the one to read. @page opens a PDF there. */
static void url_attributes(Writer *writer, const char *url, int page)
{
    g_autofree char *href = safe_href(url);
    g_autofree char *shown = href != NULL ? url_display(href) : NULL;

    if (href != NULL && page > 0 && strchr(href, '#') == NULL) {
        char *at_page = g_strdup_printf("%s#page=%d", href, page);

        g_free(href);
        href = at_page;
    }
    attribute(writer, "href", href);
    attribute(writer, "url", shown != NULL ? shown : url);
}

/* --- items ------------------------------------------------------------- */

static void write_evidence(Writer *writer, const char *name,
                           const Evidence *evidence)
{
    open_tag(writer, name);
    url_attributes(writer, evidence->url, evidence->page);
    attribute_take(writer, "place", digest_place(evidence, writer->lang));
    attribute(writer, "sha256", evidence->sha256);
    attribute_yes(writer, "ocr", evidence->ocr);
    text_tag(writer, "quote", evidence->quote);
    close_tag(writer);
}

static void write_findings(Writer *writer, const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        open_tag(writer, "finding");
        attribute(writer, "code", finding->code);
        attribute(writer, "severity", severity_name(finding->severity));
        attribute(writer, "owner",
                  digest_unit(writer->agency, finding->owner, writer->lang));
        words_tag(writer, "message", &finding->message);
        words_tag(writer, "advice", &finding->advice);
        close_tag(writer);
    }
}

static void write_element(Writer *writer, const ItemAudit *item,
                          const ElementAudit *element)
{
    open_tag(writer, "element");
    attribute(writer, "id", element->id);
    attribute(writer, "kind", element->kind);
    attribute(writer, "required", required_name(element->required));
    attribute(writer, "confidence", element->confidence);
    attribute(writer, "verdict", element_verdict_name(element->verdict));
    attribute(writer, "label",
              element_verdict_label(element->verdict, writer->lang));
    attribute(writer, "reason-code", element->reason);
    attribute(writer, "owner",
              digest_unit(writer->agency, element->owner, writer->lang));
    attribute_yes(writer, "asked", digest_element_asked(element));
    attribute_yes(writer, "counts", element->counts);
    attribute_yes(writer, "open", digest_element_open(element));
    words_tag(writer, "title", &element->title);
    if (element->verdict != ELEMENT_MET) {
        g_autofree char *reason =
            digest_element_reason(item, element, writer->lang);

        text_tag(writer, "reason", reason);
    }
    for (guint i = 0; i < element->evidence->len; i++)
        write_evidence(writer, "evidence",
                       g_ptr_array_index(element->evidence, i));
    if (element->nearest != NULL)
        write_evidence(writer, "nearest", element->nearest);
    words_tag(writer, "advice", &element->advice);
    close_tag(writer);
}

static void write_url(Writer *writer, const UrlAudit *url)
{
    const LinkStateRow *row = link_state_row(url->state);

    open_tag(writer, "address");
    url_attributes(writer, url->url, 0);
    attribute(writer, "state", row->name);
    attribute(writer, "class", link_class_name(row->class));
    attribute(writer, "label", writer->lang == LANG_EN ? row->en : row->th);
    if (url->http_status > 0)
        attribute_int(writer, "http-status", url->http_status);
    if (url->final_url != NULL && g_strcmp0(url->final_url, url->url) != 0) {
        g_autofree char *shown = url_display(url->final_url);

        attribute(writer, "final", shown != NULL ? shown : url->final_url);
    }
    time_attributes(writer, "captured", url->captured_at);
    attribute(writer, "sha256", url->sha256);
    if (url->found_on != NULL) {
        attribute(writer, "linked", "yes");
        attribute(writer, "found-on", url->found_on);
        attribute(writer, "link-text", url->link_text);
    }
    write_findings(writer, url->findings);
    close_tag(writer);
}

static void write_document(Writer *writer, const DocumentAudit *document)
{
    open_tag(writer, "document");
    url_attributes(writer, document->url, 0);
    attribute(writer, "type", document->type);
    if (document->pages > 0)
        attribute_int(writer, "pages", document->pages);
    attribute(writer, "text-quality",
              wording_code(document->text_quality, writer->lang));
    attribute(writer, "reason", wording_code(document->reason, writer->lang));
    attribute(writer, "title", document->title);
    attribute(writer, "sha256", document->sha256);
    if (document->len > 0)
        attribute_take(writer, "size", g_format_size((guint64)document->len));
    close_tag(writer);
}

static void write_reasons(Writer *writer, const ItemAudit *item)
{
    g_autoptr(GPtrArray) reasons = digest_reasons(item, writer->lang);

    for (guint i = 0; i < reasons->len; i++)
        text_tag(writer, "reason", g_ptr_array_index(reasons, i));
}

static void item_attributes(Writer *writer, const ItemAudit *item)
{
    int asked = 0, met = 0;

    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        asked += digest_element_asked(element);
        met += digest_element_asked(element) && element->verdict == ELEMENT_MET;
    }
    attribute(writer, "id", item->id);
    attribute(writer, "sub", item->sub_indicator);
    attribute(writer, "verdict", item_verdict_name(item->verdict));
    attribute(writer, "label", item_verdict_label(item->verdict, writer->lang));
    attribute(writer, "group", task_group_name(digest_group(item)));
    attribute_int(writer, "asked", asked);
    attribute_int(writer, "met", met);
    if (item->cost > 0)
        attribute_take(writer, "points", digest_points(item->cost));
    attribute(
        writer, "owner",
        digest_unit(writer->agency, digest_item_role(item), writer->lang));
    if (item->decision != OUTCOME_NONE)
        attribute(writer, "decision", outcome_name(item->decision));
}

static void write_item(Writer *writer, const ItemAudit *item)
{
    open_tag(writer, "item");
    item_attributes(writer, item);
    words_tag(writer, "title", &item->title);
    write_reasons(writer, item);
    text_tag(writer, "note", item->note);
    text_tag(writer, "decision-reason", item->decision_reason);
    for (guint i = 0; i < item->depends_on->len; i++)
        text_tag(writer, "depends-on", g_ptr_array_index(item->depends_on, i));
    for (guint i = 0; i < item->elements->len; i++)
        write_element(writer, item, g_ptr_array_index(item->elements, i));
    write_findings(writer, item->findings);
    for (guint i = 0; i < item->urls->len; i++)
        write_url(writer, g_ptr_array_index(item->urls, i));
    for (guint i = 0; i < item->documents->len; i++)
        write_document(writer, g_ptr_array_index(item->documents, i));
    close_tag(writer);
}

/* --- agencies ---------------------------------------------------------- */

static void range_attributes(Writer *writer, const ScoreRange *range)
{
    attribute_take(writer, "range", digest_range(range, writer->lang));
    if (!range->known)
        return;
    attribute_take(writer, "low", digest_points(range->low));
    attribute_take(writer, "high", digest_points(range->high));
    attribute_yes(writer, "wide", range->low != range->high);
}

static void write_range(Writer *writer, const char *id, const ScoreRange *range)
{
    open_tag(writer, "range");
    attribute(writer, "id", id);
    range_attributes(writer, range);
    close_tag(writer);
}

static void counts_attributes(Writer *writer, const char *sub_indicator)
{
    VerdictCounts counts = digest_counts(writer->agency, sub_indicator);

    attribute_int(writer, "items", counts.total);
    attribute_take(writer, "points", digest_points(counts.points));
    attribute_int(writer, "accepted", counts.accepted);
    attribute_int(writer, "rejected", counts.rejected);
    for (int i = 0; i < ITEM_VERDICT_COUNT; i++)
        attribute_int(writer, item_verdict_name((ItemVerdict)i), counts.of[i]);
}

static void write_lines(Writer *writer, const char *name,
                        const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        const ScoreLine *line = g_ptr_array_index(lines, i);

        open_tag(writer, name);
        attribute(writer, "id", line->id);
        attribute(writer, "title", words_in(&line->title, writer->lang));
        range_attributes(writer, &line->range);
        counts_attributes(writer, line->id);
        close_tag(writer);
    }
}

static void write_mark(Writer *writer, const char *id, gint64 mark)
{
    const ScoreRange *ita = &writer->agency->score.ita;
    const char *state = digest_mark(ita, mark);

    if (mark <= 0)
        return;
    open_tag(writer, "mark");
    attribute(writer, "id", id);
    attribute(writer, "name", wording(id, writer->lang));
    attribute_take(writer, "points", digest_points(mark));
    attribute(writer, "state", state);
    if (*state != '\0')
        attribute(writer, "label", wording(state, writer->lang));
    close_tag(writer);
}

static void write_score(Writer *writer)
{
    const ScoreAudit *score = &writer->agency->score;

    open_tag(writer, "score");
    write_range(writer, "ita", &score->ita);
    write_range(writer, "iit", &score->iit);
    write_range(writer, "eit", &score->eit);
    write_range(writer, "oit", &score->oit);
    write_mark(writer, "target", score->target);
    write_mark(writer, "pass-mark", score->pass_mark);
    if (score->previous > 0)
        attribute_take(writer, "previous", digest_points(score->previous));
    write_lines(writer, "indicator", score->indicators);
    write_lines(writer, "sub-indicator", score->sub_indicators);
    close_tag(writer);
}

static void write_tasks(Writer *writer)
{
    g_autoptr(GPtrArray) tasks = digest_tasks(writer->agency);

    for (guint i = 0; i < tasks->len; i++) {
        const ItemAudit *item = g_ptr_array_index(tasks, i);

        open_tag(writer, "task");
        attribute(writer, "item", item->id);
        attribute(writer, "group", task_group_name(digest_group(item)));
        close_tag(writer);
    }
}

static void write_counts(Writer *writer)
{
    VerdictCounts counts = digest_counts(writer->agency, NULL);

    for (int i = 0; i < ITEM_VERDICT_COUNT; i++) {
        open_tag(writer, "count");
        attribute(writer, "verdict", item_verdict_name((ItemVerdict)i));
        attribute(writer, "label",
                  item_verdict_label((ItemVerdict)i, writer->lang));
        attribute_int(writer, "n", counts.of[i]);
        close_tag(writer);
    }
}

/* How many test cases its items make, and how they end. */
static void cases_attributes(Writer *writer)
{
    DigestCases cases = digest_cases(writer->agency);

    attribute_int(writer, "cases", cases.total);
    attribute_int(writer, "cases-failed", cases.failed);
    attribute_int(writer, "cases-skipped", cases.skipped);
}

static void open_agency(Writer *writer, const AgencyAudit *agency)
{
    writer->agency = agency;
    open_tag(writer, "agency");
    attribute(writer, "id", agency->id);
    attribute_take(writer, "name", digest_agency_name(agency, writer->lang));
    attribute(writer, "site", agency->site);
    attribute(writer, "executive", agency->executive);
    attribute_yes(writer, "offline", digest_offline(agency));
    counts_attributes(writer, NULL);
    cases_attributes(writer);
    write_counts(writer);
    write_score(writer);
}

static void write_agency(Writer *writer, const AgencyAudit *agency)
{
    open_agency(writer, agency);
    write_tasks(writer);
    for (guint i = 0; i < agency->items->len; i++)
        write_item(writer, g_ptr_array_index(agency->items, i));
    close_tag(writer);
}

static void write_words(Writer *writer)
{
    gsize count;
    const WordingRow *rows = wording_rows(&count);

    for (gsize i = 0; i < count; i++) {
        open_tag(writer, "word");
        attribute(writer, "id", rows[i].id);
        xmlTextWriterWriteString(
            writer->xml,
            XML(writer->lang == LANG_EN ? rows[i].en : rows[i].th));
        close_tag(writer);
    }
}

/* All but the agencies. */
static void open_audit(Writer *writer, const Audit *audit)
{
    open_tag(writer, "audit");
    attribute(writer, "lang", writer->lang == LANG_EN ? "en" : "th");
    attribute(writer, "run", audit->run_id);
    attribute_int(writer, "fiscal-year", audit->fiscal_year);
    time_attributes(writer, "started", audit->started_at);
    time_attributes(writer, "finished", audit->finished_at);
    if (audit->finished_at >= audit->started_at)
        attribute_int(writer, "seconds",
                      audit->finished_at - audit->started_at);
    attribute(writer, "tool-version", audit->tool_version);
    attribute(writer, "ruleset-sha256", audit->ruleset_sha256);
    attribute_yes(writer, "sample", audit->sample);
    attribute_yes(writer, "interrupted", audit->interrupted);
    attribute_int(writer, "agencies", audit_agency_count(audit));
}

static xmlBufferPtr writer_begin(Writer *writer, Lang lang)
{
    xmlBufferPtr buffer = xmlBufferCreate();

    writer->xml = xmlNewTextWriterMemory(buffer, 0);
    writer->lang = lang;
    g_assert(writer->xml != NULL);
    xmlTextWriterStartDocument(writer->xml, "1.0", "UTF-8", NULL);
    return buffer;
}

static char *writer_end(Writer *writer, xmlBufferPtr buffer, gsize *len)
{
    char *text;

    xmlTextWriterEndDocument(writer->xml);
    xmlFreeTextWriter(writer->xml);
    *len = (gsize)xmlBufferLength(buffer);
    text = g_strndup((const char *)xmlBufferContent(buffer), *len);
    xmlBufferFree(buffer);
    return text;
}

char *audit_xml_frame(const Audit *audit, Lang lang, gsize *len, GError **error)
{
    Writer writer = { 0 };
    xmlBufferPtr buffer = writer_begin(&writer, lang);
    g_autofree char *text = NULL;
    gboolean good = TRUE;

    open_audit(&writer, audit);
    attribute(&writer, "part", "frame");
    write_words(&writer);
    for (guint i = 0; good && i < audit_agency_count(audit); i++) {
        const AgencyAudit *agency = audit_agency(audit, i, error);

        good = agency != NULL;
        if (good) {
            open_agency(&writer, agency);
            close_tag(&writer);
        }
    }
    text = writer_end(&writer, buffer, len);
    return good ? g_steal_pointer(&text) : NULL;
}

char *audit_xml_agency(const Audit *audit, guint index, Lang lang, gsize *len,
                       GError **error)
{
    const AgencyAudit *agency = audit_agency(audit, index, error);
    Writer writer = { 0 };
    xmlBufferPtr buffer;

    if (agency == NULL)
        return NULL;
    buffer = writer_begin(&writer, lang);
    open_audit(&writer, audit);
    attribute(&writer, "part", "agency");
    attribute_int(&writer, "position", index + 1);
    write_words(&writer);
    write_agency(&writer, agency);
    return writer_end(&writer, buffer, len);
}
