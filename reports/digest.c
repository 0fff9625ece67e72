#include "reports/digest.h"

#include <string.h>

#include "reports/wording.h"
#include "rules/finding.h"

/* --- what to mend, in which order -------------------------------------- */

static const char *const group_names[] = {
    [TASK_GAP] = "gap",         [TASK_RISK] = "risk",
    [TASK_UNCLEAR] = "unclear", [TASK_BLOCKED] = "blocked",
    [TASK_NONE] = "none",
};

static const TaskGroup group_of_verdict[] = {
    [ITEM_COMPLETE] = TASK_NONE,     [ITEM_AT_RISK] = TASK_RISK,
    [ITEM_INCOMPLETE] = TASK_GAP,    [ITEM_BLOCKED] = TASK_BLOCKED,
    [ITEM_UNCLEAR] = TASK_UNCLEAR,   [ITEM_UNREACHABLE] = TASK_GAP,
    [ITEM_NOT_SUBMITTED] = TASK_GAP,
};
G_STATIC_ASSERT(G_N_ELEMENTS(group_of_verdict) == ITEM_VERDICT_COUNT);

const char *task_group_name(TaskGroup group)
{
    return group_names[group];
}

TaskGroup digest_group(const ItemAudit *item)
{
    if (item->decision == OUTCOME_ACCEPTED)
        return TASK_NONE;
    if (item->decision == OUTCOME_REJECTED)
        return TASK_GAP;
    return group_of_verdict[item->verdict];
}

/* Nothing came back at all, and a later try may succeed. */
static gboolean is_silent(const UrlAudit *url)
{
    const LinkStateRow *row = link_state_row(url->state);

    return row->worth_retry && url->http_status == 0 && url->sha256 == NULL;
}

gboolean digest_unchecked(const ItemAudit *item)
{
    gboolean submitted = FALSE;

    if (item->verdict != ITEM_UNREACHABLE && item->verdict != ITEM_UNCLEAR)
        return FALSE;
    for (guint i = 0; i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);
        const LinkStateRow *row = link_state_row(url->state);

        if (url->found_on != NULL)
            continue;
        submitted = TRUE;
        if (row->class != LINK_CLASS_OK && !row->worth_retry)
            return FALSE;
    }
    return submitted;
}

gboolean digest_offline(const AgencyAudit *agency)
{
    gboolean any = FALSE;

    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(agency->items, i);

        for (guint j = 0; j < item->urls->len; j++) {
            const UrlAudit *url = g_ptr_array_index(item->urls, j);

            /* What was never asked for says nothing of the network. */
            if (url->state == LINK_BAD_URL || url->state == LINK_HASH_ONLY ||
                url->state == LINK_OTHER_SCHEME)
                continue;
            if (!is_silent(url))
                return FALSE;
            any = any || url->state != LINK_NOT_FETCHED;
        }
    }
    return any;
}

typedef struct {
    ItemAudit *item;
    TaskGroup group;
    guint order;
} Task;

static int task_compare(gconstpointer left, gconstpointer right)
{
    const Task *a = left, *b = right;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->item->cost != b->item->cost)
        return a->item->cost > b->item->cost ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

GPtrArray *digest_tasks(const AgencyAudit *agency)
{
    g_autoptr(GArray) tasks = g_array_new(FALSE, FALSE, sizeof(Task));
    GPtrArray *items = g_ptr_array_new();

    for (guint i = 0; i < agency->items->len; i++) {
        ItemAudit *item = g_ptr_array_index(agency->items, i);
        Task task = { item, digest_group(item), i };

        if (task.group != TASK_NONE)
            g_array_append_val(tasks, task);
    }
    g_array_sort(tasks, task_compare);
    for (guint i = 0; i < tasks->len; i++)
        g_ptr_array_add(items, g_array_index(tasks, Task, i).item);
    return items;
}

VerdictCounts digest_counts(const AgencyAudit *agency,
                            const char *sub_indicator)
{
    VerdictCounts counts = { 0 };

    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(agency->items, i);

        if (sub_indicator != NULL &&
            g_strcmp0(sub_indicator, item->sub_indicator) != 0)
            continue;
        counts.total++;
        counts.of[item->verdict]++;
        counts.accepted += item->decision == OUTCOME_ACCEPTED;
        counts.rejected += item->decision == OUTCOME_REJECTED;
        if (digest_group(item) != TASK_NONE && item->cost > 0)
            counts.points += (guint)item->cost;
    }
    return counts;
}

/* --- reasons ----------------------------------------------------------- */

gboolean digest_element_asked(const ElementAudit *element)
{
    return element->counts && element->required != REQUIRED_EXCEPTION;
}

gboolean digest_element_open(const ElementAudit *element)
{
    return digest_element_asked(element) && element->verdict != ELEMENT_MET;
}

/* FALSE when @item has no element that is asked. */
static gboolean cases_of_elements(const ItemAudit *item, DigestCases *cases)
{
    gboolean any = FALSE;

    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (!digest_element_asked(element))
            continue;
        any = TRUE;
        cases->total++;
        cases->failed += element->verdict == ELEMENT_MISSING &&
                         element->required == REQUIRED_YES;
        cases->skipped += element->verdict == ELEMENT_UNCLEAR;
    }
    return any;
}

DigestCases digest_cases(const AgencyAudit *agency)
{
    DigestCases cases = { 0 };

    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(agency->items, i);

        if (cases_of_elements(item, &cases))
            continue;
        cases.total++;
        cases.failed += item->verdict == ITEM_NOT_SUBMITTED ||
                        item->verdict == ITEM_INCOMPLETE;
        cases.skipped +=
            item->verdict == ITEM_UNCLEAR || item->verdict == ITEM_UNREACHABLE;
    }
    return cases;
}

/* The template for an element on which the judgement left no sentence. */
static Finding *element_template(const ItemAudit *item,
                                 const ElementAudit *element)
{
    const char *code = element->reason != NULL ? element->reason : "-";
    const char *title =
        element->title.th != NULL ? element->title.th : element->id;

    if (element->verdict == ELEMENT_UNCLEAR)
        return finding_make("unreadable", "reason", wording_code(code, LANG_TH),
                            "reason_en", wording_code(code, LANG_EN), NULL);
    if (element->verdict == ELEMENT_IMPLIED)
        return finding_make("element-implied", "title", title, "title_en",
                            element->title.en, NULL);
    if (g_strcmp0(element->kind, "dependency") == 0)
        return finding_make("depends-on", "a",
                            item->depends_on->len > 0
                                ? g_ptr_array_index(item->depends_on, 0)
                                : "-",
                            "b", item->id, NULL);
    if (g_strcmp0(element->kind, "reach") == 0)
        return finding_make("not-reachable-from-home", NULL);
    return finding_make("element-missing", "title", title, "title_en",
                        element->title.en, NULL);
}

/* "ขาดองค์ประกอบข้อมูลหลักเกณฑ์..." reads wrong: reviewers write ขาดหลักเกณฑ์. */
static char *criterion_sentence(const ElementAudit *element, Lang lang)
{
    const char *title = element->title.th;

    if (lang == LANG_EN || element->verdict != ELEMENT_MISSING ||
        title == NULL || !g_str_has_prefix(title, "หลักเกณฑ์"))
        return NULL;
    return g_strconcat("ขาด", title, NULL);
}

char *digest_element_reason(const ItemAudit *item, const ElementAudit *element,
                            Lang lang)
{
    Finding *template;
    char *sentence;

    if (element->verdict == ELEMENT_MET)
        return g_strdup("");
    if (*words_in(&element->reason_text, lang) != '\0')
        return g_strdup(words_in(&element->reason_text, lang));
    sentence = criterion_sentence(element, lang);
    if (sentence != NULL)
        return sentence;
    template = element_template(item, element);
    sentence = g_strdup(words_in(&template->message, lang));
    finding_free(template);
    return sentence;
}

static char *reviewer_sentence(const ItemAudit *item,
                               const ElementAudit *element)
{
    const char *title =
        element->title.th != NULL ? element->title.th : element->id;
    Finding *template;
    char *sentence;

    if (g_str_has_prefix(title, "หลักเกณฑ์"))
        return g_strconcat("ขาด", title, NULL);
    if (g_strcmp0(element->kind, "dependency") == 0)
        template = finding_make("depends-on", "a",
                                item->depends_on->len > 0
                                    ? g_ptr_array_index(item->depends_on, 0)
                                    : "-",
                                "b", item->id, NULL);
    else
        template = finding_make("element-missing", "title", title, NULL);
    sentence = g_strdup(words_in(&template->message, LANG_TH));
    finding_free(template);
    return sentence;
}

char *digest_reviewer_reason(const ItemAudit *item)
{
    static const ElementVerdict worst_first[] = { ELEMENT_MISSING,
                                                  ELEMENT_IMPLIED };

    for (gsize v = 0; v < G_N_ELEMENTS(worst_first); v++)
        for (guint i = 0; i < item->elements->len; i++) {
            const ElementAudit *element = g_ptr_array_index(item->elements, i);

            if (digest_element_open(element) &&
                element->verdict == worst_first[v])
                return reviewer_sentence(item, element);
        }
    return NULL;
}

static void add_once(GPtrArray *sentences, char *sentence)
{
    for (guint i = 0; i < sentences->len; i++) {
        if (strcmp(g_ptr_array_index(sentences, i), sentence) == 0) {
            g_free(sentence);
            return;
        }
    }
    g_ptr_array_add(sentences, sentence);
}

gboolean digest_is_said(const ItemAudit *item, const Finding *finding,
                        Lang lang)
{
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);
        g_autofree char *reason = NULL;

        if (!digest_element_open(element))
            continue;
        reason = digest_element_reason(item, element, lang);
        if (strcmp(reason, words_in(&finding->message, lang)) == 0)
            return TRUE;
    }
    return FALSE;
}

static void add_findings(GPtrArray *sentences, const GPtrArray *findings,
                         Lang lang)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (finding->severity > SEVERITY_INFO)
            add_once(sentences, g_strdup(words_in(&finding->message, lang)));
    }
}

GPtrArray *digest_reasons(const ItemAudit *item, Lang lang)
{
    GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);

    if (item->decision == OUTCOME_REJECTED && item->decision_reason != NULL)
        g_ptr_array_add(sentences, g_strdup(item->decision_reason));
    /* Of a page nobody could open, the link says all there is to say. */
    if (item->verdict != ITEM_UNREACHABLE &&
        item->verdict != ITEM_NOT_SUBMITTED)
        for (guint i = 0; i < item->elements->len; i++) {
            const ElementAudit *element = g_ptr_array_index(item->elements, i);

            if (digest_element_open(element))
                add_once(sentences, digest_element_reason(item, element, lang));
        }
    add_findings(sentences, item->findings, lang);
    for (guint i = 0; i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);

        if (url->found_on == NULL)
            add_findings(sentences, url->findings, lang);
    }
    return sentences;
}

/* --- who, how much, where ---------------------------------------------- */

const char *digest_unit(const AgencyAudit *agency, const char *role, Lang lang)
{
    const char *unit;

    if (role == NULL)
        return "";
    unit = agency_audit_owner(agency, role);
    return unit == role ? wording_role(role, lang) : unit;
}

/* Whoever mends the first finding that names a role. */
static const char *role_of_findings(const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (finding->owner != NULL && finding->severity > SEVERITY_INFO)
            return finding->owner;
    }
    return NULL;
}

static const char *role_of_urls(const ItemAudit *item)
{
    for (guint i = 0; i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);
        const char *role = role_of_findings(url->findings);

        if (role != NULL)
            return role;
    }
    return NULL;
}

const char *digest_item_role(const ItemAudit *item)
{
    const char *role = NULL;

    /* A dead page is for whoever runs the site, not for its author. */
    if (item->verdict == ITEM_UNREACHABLE)
        role = role_of_urls(item);
    if (role == NULL)
        role = item->owner;
    for (guint i = 0; role == NULL && i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (digest_element_open(element))
            role = element->owner;
    }
    return role != NULL ? role : role_of_findings(item->findings);
}

char *digest_points(gint64 hundredths)
{
    guint64 size =
        hundredths < 0 ? (guint64) - (hundredths + 1) + 1 : (guint64)hundredths;

    return g_strdup_printf("%s%" G_GUINT64_FORMAT ".%02u",
                           hundredths < 0 ? "-" : "", size / 100,
                           (guint)(size % 100));
}

char *digest_range(const ScoreRange *range, Lang lang)
{
    g_autofree char *low = digest_points(range->low);
    g_autofree char *high = digest_points(range->high);

    if (!range->known)
        return g_strdup(wording("unknown", lang));
    if (range->low == range->high)
        return g_steal_pointer(&low);
    return g_strdup_printf("%s – %s", low, high);
}

const char *digest_mark(const ScoreRange *range, gint64 mark)
{
    if (!range->known || mark <= 0)
        return "";
    if (range->low >= mark)
        return "reached";
    return range->high >= mark ? "perhaps" : "not-reached";
}

char *digest_agency_name(const AgencyAudit *agency, Lang lang)
{
    const char *name = words_in(&agency->name, lang);

    if (*name == '\0')
        name = agency->id != NULL ? agency->id : "";
    if (agency->short_name == NULL || *agency->short_name == '\0')
        return g_strdup(name);
    return g_strdup_printf("%s (%s)", name, agency->short_name);
}

char *digest_place(const Evidence *evidence, Lang lang)
{
    GString *place = g_string_new(NULL);

    if (evidence->page > 0)
        g_string_append_printf(place, "%s %d", wording("page", lang),
                               evidence->page);
    if (evidence->where != NULL && *evidence->where != '\0')
        g_string_append_printf(place, "%s%s", place->len > 0 ? " · " : "",
                               evidence->where);
    return g_string_free(place, FALSE);
}

static gboolean is_forbidden(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char *digest_clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
    GString *out = g_string_sized_new(strlen(valid));

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == '\t' || c == '\n' || c == '\r')
            g_string_append_c(out, ' ');
        else if (!is_forbidden(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

char *digest_fit(const char *text, gsize max_chars)
{
    g_autofree char *clean = digest_clean(text);
    char *cut;

    if (strlen(clean) <= max_chars ||
        (gsize)g_utf8_strlen(clean, -1) <= max_chars)
        return g_steal_pointer(&clean);
    cut = g_utf8_offset_to_pointer(clean, (glong)max_chars - 1);
    *cut = '\0';
    return g_strconcat(clean, "…", NULL);
}
