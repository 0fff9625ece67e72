/*
 * judge.c - one item: elements from documents, verdict from elements
 */
#include "rules/judge.h"

#include <string.h>
#include "base/url.h"
#include "rules/explain.h"
#include "rules/finding.h"
#include "rules/lead.h"
#include "rules/reason.h"

/* How a document's own year relates to the year asked for. */
typedef enum { YEAR_FITS, YEAR_UNKNOWN, YEAR_OTHER } YearFit;

typedef struct {
    Reading *reading;
    YearFit year;
    gboolean shelved; /* the reading belongs to the shelf */
} Paper;

typedef struct {
    const RuleSet *rules;
    const ItemRule *rule;
    const JudgeInput *input;
    EvalContext eval;
    GPtrArray *papers;  /* Paper*: documents about the item */
    int off_topic;      /* documents set aside */
    const char *unread; /* reason of one that could not be read */
    const char *unread_url;
    GPtrArray *leads; /* char*: links to documents that were not opened */
} Bench;

static void paper_free(gpointer data)
{
    Paper *paper = data;

    if (!paper->shelved)
        reading_free(paper->reading);
    g_free(paper);
}

/* --- documents that were prepared before ------------------------------------
 */

/* A reading takes some fifteen times the room of its text. */
#define SHELF_TEXT_MAX (4u << 20)

struct ReadingShelf {
    GHashTable *readings; /* Document -> Reading* */
    gsize text_len;       /* of their documents */
};

static void reading_destroy(gpointer data)
{
    reading_free(data);
}

ReadingShelf *reading_shelf_new(void)
{
    ReadingShelf *shelf = g_new0(ReadingShelf, 1);

    shelf->readings = g_hash_table_new_full(NULL, NULL, NULL, reading_destroy);
    return shelf;
}

void reading_shelf_free(ReadingShelf *shelf)
{
    if (shelf == NULL)
        return;
    g_hash_table_unref(shelf->readings);
    g_free(shelf);
}

static gboolean in_use(const Bench *bench, const Reading *reading)
{
    for (guint i = 0; i < bench->papers->len; i++)
        if (((const Paper *)g_ptr_array_index(bench->papers, i))->reading ==
            reading)
            return TRUE;
    return FALSE;
}

/* The reading of @document; *@shelved when it is the shelf's. The same
 * document at a second address of one item is prepared again: a reading
 * knows one address. */
static Reading *reading_take(const Bench *bench, const Document *document,
                             gboolean *shelved)
{
    ReadingShelf *shelf = bench->input->shelf;
    Reading *reading =
        shelf != NULL ? g_hash_table_lookup(shelf->readings, document) : NULL;

    *shelved = FALSE;
    if (reading != NULL && in_use(bench, reading))
        return reading_new(document, rule_set_phrases(bench->rules));
    *shelved = reading != NULL ||
               (shelf != NULL &&
                shelf->text_len + document->text_len <= SHELF_TEXT_MAX);
    if (reading != NULL)
        return reading;
    reading = reading_new(document, rule_set_phrases(bench->rules));
    if (!*shelved)
        return reading;
    shelf->text_len += document->text_len;
    g_hash_table_insert(shelf->readings, (gpointer)document, reading);
    return reading;
}

/* --- the documents ----------------------------------------------------------
 */

static gboolean readable(const Document *document)
{
    return document->reason == READ_OK && document->blocks->len > 0;
}

/* Why a source gives nothing to read; NULL when it does. */
static const char *unread_reason(const Source *source)
{
    const LinkStateRow *state = link_state_row(source->state);

    if (source->state == LINK_NOT_FETCHED)
        return "not-followed";
    if (source->state == LINK_NEEDS_JAVASCRIPT)
        return "needs-javascript";
    if (source->state == LINK_NEEDS_PERSON)
        return "needs-person";
    if (source->state == LINK_PERMISSION_NEEDED)
        return "permission-needed";
    if (state->class != LINK_CLASS_OK)
        return "unreachable";
    if (source->document == NULL)
        return "unreachable";
    if (source->document->reason != READ_OK)
        return read_reason_name(source->document->reason);
    if (source->document->part_reason != READ_OK)
        return read_reason_name(source->document->part_reason);
    for (guint i = 0; i < source->document->pages->len; i++) {
        const PageQuality *page = g_ptr_array_index(source->document->pages, i);

        if (page->reason != READ_OK)
            return read_reason_name(page->reason);
        if (page->ocr)
            continue;
        if (page->quality == TEXT_GARBAGE || page->quality == TEXT_MARKS_LOST)
            return "damaged-text";
        if (page->quality == TEXT_EMPTY && page->has_images)
            return "image-only";
    }
    if (source->document->pages->len == 0 &&
        (source->document->text_quality == TEXT_GARBAGE ||
         source->document->text_quality == TEXT_MARKS_LOST))
        return "damaged-text";
    return NULL;
}

static gboolean is_about(const Bench *bench, Reading *reading)
{
    const PhraseSet *about = bench->rule->about;

    if (about == NULL)
        return TRUE;
    for (int i = 0; i < about->count; i++) {
        const GArray *hits = reading->hits[about->ids[i]];

        for (guint h = 0; hits != NULL && h < hits->len; h++) {
            const Hit *hit = &g_array_index(hits, Hit, h);
            guint roles = reading_passage(reading, hit->passage)->roles;

            if (!(roles & (ROLE_CHROME | ROLE_ECHO)))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_decoy(Bench *bench, Reading *reading)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));
    Span whole = { reading, 0, (int)reading->passages->len };
    gboolean holds;
    Match match;

    if (bench->rule->decoys == NULL)
        return FALSE;
    g_array_append_val(spans, whole);
    match_init(&match);
    holds = evaluate(&bench->eval, bench->rule->decoys, spans, &match);
    match_clear(&match);
    return holds;
}

/* The item's own year element, or NULL. */
static const ElementRule *year_element(const ItemRule *rule)
{
    for (guint i = 0; i < rule->elements->len; i++) {
        const ElementRule *element = g_ptr_array_index(rule->elements, i);

        if (strcmp(element->kind, "year") == 0 && element->met != NULL)
            return element;
    }
    return NULL;
}

static YearFit year_fit(Bench *bench, Reading *reading)
{
    const ElementRule *element = year_element(bench->rule);
    g_autoptr(GArray) spans = NULL;
    Span whole = { reading, 0, (int)reading->passages->len };
    YearFit fit = YEAR_UNKNOWN;
    Match match;

    if (element == NULL)
        return YEAR_FITS;
    spans = g_array_new(FALSE, FALSE, sizeof(Span));
    g_array_append_val(spans, whole);
    match_init(&match);
    if (evaluate(&bench->eval, element->met, spans, &match))
        fit = YEAR_FITS;
    else if (g_strcmp0(match.nearest_reason, "other-year") == 0)
        fit = YEAR_OTHER;
    match_clear(&match);
    return fit;
}

static void read_source(Bench *bench, const Source *source)
{
    const char *reason = unread_reason(source);
    gboolean shelved;
    Reading *reading;
    Paper *paper;

    if (reason != NULL && bench->unread == NULL) {
        bench->unread = reason;
        bench->unread_url = source->url;
    }
    if (source->document == NULL || !readable(source->document) ||
        link_state_row(source->state)->class != LINK_CLASS_OK)
        return;
    reading = reading_take(bench, source->document, &shelved);
    reading->url = source->final_url != NULL ? source->final_url : source->url;
    reading->sha256 = source->sha256;
    reading->link_text = source->link_text;
    reading->submitted = source->found_on == NULL;
    if (!is_about(bench, reading) || is_decoy(bench, reading)) {
        bench->off_topic++;
        if (!shelved)
            reading_free(reading);
        return;
    }
    paper = g_new0(Paper, 1);
    paper->reading = reading;
    paper->shelved = shelved;
    paper->year = year_fit(bench, reading);
    g_ptr_array_add(bench->papers, paper);
}

static int by_year(gconstpointer a, gconstpointer b)
{
    const Paper *x = *(const Paper *const *)a;
    const Paper *y = *(const Paper *const *)b;

    return (int)x->year - (int)y->year;
}

static void bench_init(Bench *bench, const RuleSet *rules, const ItemRule *rule,
                       const JudgeInput *input)
{
    memset(bench, 0, sizeof *bench);
    bench->rules = rules;
    bench->rule = rule;
    bench->input = input;
    bench->eval.fiscal_year = input->fiscal_year != 0
                                  ? input->fiscal_year
                                  : rule_set_fiscal_year(rules);
    bench->eval.executive = input->executive;
    bench->eval.index = rule_set_phrases(rules);
    bench->papers = g_ptr_array_new_with_free_func(paper_free);
    for (guint i = 0; i < input->sources->len; i++)
        read_source(bench, g_ptr_array_index(input->sources, i));
    /* Stable: submitted pages stay before linked documents. */
    g_ptr_array_sort(bench->papers, by_year);
    bench->leads = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; input->links_closed && i < bench->papers->len; i++)
        leads_find(
            ((const Paper *)g_ptr_array_index(bench->papers, i))->reading,
            rule->title.th, bench->leads);
}

static void bench_clear(Bench *bench)
{
    g_ptr_array_unref(bench->papers);
    g_ptr_array_unref(bench->leads);
}

/* --- one element
 * --------------------------------------------------------------- */

/*
 * A document of another year proves its elements only when no document of the
 * right year is there: then the year element alone fails.
 */
static gboolean year_counts(const Bench *bench, const Paper *paper)
{
    const Paper *best;

    if (bench->papers->len == 0)
        return TRUE;
    best = g_ptr_array_index(bench->papers, 0);
    return paper->year != YEAR_OTHER || best->year == YEAR_OTHER;
}

static gboolean try_condition(Bench *bench, const Condition *condition,
                              Match *match, gboolean *other_year)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Span));
    g_autoptr(GArray) old = g_array_new(FALSE, FALSE, sizeof(Span));

    *other_year = FALSE;
    if (condition == NULL)
        return FALSE;
    for (guint i = 0; i < bench->papers->len; i++) {
        const Paper *paper = g_ptr_array_index(bench->papers, i);
        g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(Span));
        Span whole = { paper->reading, 0, (int)paper->reading->passages->len };

        if (!year_counts(bench, paper)) {
            g_array_append_val(old, whole);
            continue;
        }
        g_array_append_val(one, whole);
        g_array_append_val(all, whole);
        if (evaluate(&bench->eval, condition, one, match))
            return TRUE;
    }
    if (all->len > 1 && evaluate(&bench->eval, condition, all, match))
        return TRUE;
    if (old->len > 0 && evaluate(&bench->eval, condition, old, match)) {
        *other_year = TRUE;
        return TRUE;
    }
    return FALSE;
}

/* The reviewers' own form of the sentence: what is lacking, then why we say
 * so. The criteria of O27 carry their noun in the title. */
static char *reason_sentence(const ElementAudit *element, Lang lang)
{
    const char *title = words_in(&element->title, lang);
    const char *why = reason_text(element->reason, lang);
    const char *dash = *why != '\0' ? " – " : "";

    if (element->verdict != ELEMENT_MISSING)
        return g_strdup_printf("%s%s%s", title, dash, why);
    if (lang == LANG_EN)
        return g_strdup_printf("Required element missing: %s%s%s", title, dash,
                               why);
    return g_strdup_printf(
        "%s%s%s%s",
        g_str_has_prefix(title, "หลักเกณฑ์") ? "ขาด" : "ขาดองค์ประกอบข้อมูล", title,
        dash, why);
}

/* After the verdict is set; @code may be NULL. */
static void set_reason(ElementAudit *element, const char *code)
{
    g_autofree char *th = NULL;
    g_autofree char *en = NULL;

    g_free(element->reason);
    element->reason = g_strdup(code);
    if (element->verdict == ELEMENT_MET) {
        words_set(&element->reason_text, reason_text(code, LANG_TH),
                  reason_text(code, LANG_EN));
        return;
    }
    th = reason_sentence(element, LANG_TH);
    en = reason_sentence(element, LANG_EN);
    words_set(&element->reason_text, th, en);
}

static void take_evidence(ElementAudit *element, Match *match)
{
    GPtrArray *from = match->evidence->len > 0 ? match->evidence : match->quiet;

    while (from->len > 0)
        g_ptr_array_add(element->evidence, g_ptr_array_steal_index(from, 0));
}

static gboolean rests_on_ocr(const ElementAudit *element)
{
    for (guint i = 0; i < element->evidence->len; i++)
        if (!((const Evidence *)g_ptr_array_index(element->evidence, i))->ocr)
            return FALSE;
    return element->evidence->len > 0;
}

/* Can text alone show it? A picture, a form or a chat can not be. */
static gboolean text_can_not_show(const Bench *bench, const ElementRule *rule)
{
    if (strcmp(rule->kind, "visual") != 0)
        return FALSE;
    for (guint i = 0; i < bench->papers->len; i++) {
        const Paper *paper = g_ptr_array_index(bench->papers, i);
        Format format = paper->reading->document->format;

        if (format != FORMAT_TEXT && format != FORMAT_CSV)
            return FALSE;
    }
    return bench->papers->len > 0;
}

/* The reason names what a person (or --follow) should open. */
static void name_leads(const Bench *bench, ElementAudit *element)
{
    g_autofree char *names = leads_format(bench->leads);
    g_autofree char *th =
        g_strdup_printf("%s: %s", element->reason_text.th, names);
    g_autofree char *en =
        g_strdup_printf("%s: %s", element->reason_text.en, names);

    words_set(&element->reason_text, th, en);
}

static void judge_missing(Bench *bench, const ElementRule *rule,
                          ElementAudit *element, Match *match)
{
    if (bench->unread != NULL) {
        element->verdict = ELEMENT_UNCLEAR;
        set_reason(element, bench->unread);
    } else if (bench->leads->len > 0) {
        element->verdict = ELEMENT_UNCLEAR;
        set_reason(element, "not-followed");
        name_leads(bench, element);
    } else if (text_can_not_show(bench, rule) &&
               match->nearest_reason != NULL &&
               strcmp(match->nearest_reason, "requirement-text") != 0 &&
               strcmp(match->nearest_reason, "menu") != 0) {
        element->verdict = ELEMENT_UNCLEAR;
        set_reason(element, "not-visible-in-text");
    } else {
        element->verdict = ELEMENT_MISSING;
        set_reason(element, match->nearest != NULL ? match->nearest_reason
                            : bench->off_topic > 0 && bench->papers->len == 0
                                ? "off-topic"
                                : NULL);
    }
    element->nearest = g_steal_pointer(&match->nearest);
}

static void judge_reach(const Bench *bench, ElementAudit *element)
{
    if (bench->input->reachable > 0) {
        element->verdict = ELEMENT_MET;
        if (bench->input->click_path != NULL)
            g_ptr_array_add(element->evidence,
                            evidence_new(bench->input->click_path));
        return;
    }
    element->verdict = ELEMENT_UNCLEAR;
    set_reason(element, bench->input->reachable == 0 ? "not-found-from-home"
                                                     : "not-checked");
}

static void judge_text(Bench *bench, const ElementRule *rule,
                       ElementAudit *element)
{
    gboolean other_year = FALSE;
    Match match;

    match_init(&match);
    if (try_condition(bench, rule->met, &match, &other_year)) {
        element->verdict = other_year ? ELEMENT_IMPLIED : ELEMENT_MET;
        take_evidence(element, &match);
        if (other_year)
            set_reason(element, "other-year-document");
        else if (rests_on_ocr(element))
            set_reason(element, "ocr");
    } else if (try_condition(bench, rule->implied, &match, &other_year)) {
        element->verdict = ELEMENT_IMPLIED;
        take_evidence(element, &match);
        element->nearest = g_steal_pointer(&match.nearest);
        set_reason(element, "inferred");
    } else {
        judge_missing(bench, rule, element, &match);
    }
    match_clear(&match);
}

static gboolean is_asked(const ElementRule *rule, const JudgeInput *input)
{
    if (rule->required == REQUIRED_EXCEPTION && rule->applies_to == NULL)
        return FALSE; /* an alternative, never a demand */
    if (rule->applies_to == NULL)
        return TRUE;
    return g_strcmp0(rule->applies_to, input->agency_kind) == 0;
}

static ElementAudit *judge_element(Bench *bench, const ElementRule *rule)
{
    ElementAudit *element = element_audit_new(rule->id);

    element->kind = g_strdup(rule->kind);
    element->required = rule->required;
    element->confidence = g_strdup(rule->confidence);
    element->counts = is_asked(rule, bench->input);
    words_copy(&element->title, &rule->title);
    element->owner = g_strdup(rule->owner);
    if (strcmp(rule->kind, "reach") == 0) {
        judge_reach(bench, element);
    } else if (strcmp(rule->kind, "dependency") == 0) {
        element->verdict = ELEMENT_UNCLEAR; /* until judge_settle() */
        set_reason(element, "prerequisite-unknown");
    } else {
        judge_text(bench, rule, element);
    }
    if (element->verdict != ELEMENT_MET)
        words_copy(&element->advice, &rule->advice);
    return element;
}

/* "None, and says so" takes the place of what it replaces. */
static void apply_exceptions(const ItemRule *rule, const JudgeInput *input,
                             ItemAudit *item)
{
    for (guint i = 0; i < rule->elements->len; i++) {
        const ElementRule *exception = g_ptr_array_index(rule->elements, i);
        const ElementAudit *found =
            item_audit_find_element(item, exception->id);

        if (exception->replaces->len == 0 || found->verdict != ELEMENT_MET)
            continue;
        /* "None" of one kind of agency excuses no other kind. */
        if (exception->applies_to != NULL && input->agency_kind != NULL &&
            strcmp(exception->applies_to, input->agency_kind) != 0)
            continue;
        for (guint r = 0; r < exception->replaces->len; r++) {
            ElementAudit *element = item_audit_find_element(
                item, g_ptr_array_index(exception->replaces, r));

            if (element->verdict == ELEMENT_MET)
                continue;
            element->verdict = ELEMENT_MET;
            set_reason(element, "none-declared");
            words_clear(&element->advice);
            g_clear_pointer(&element->nearest, evidence_free);
            for (guint e = 0; e < found->evidence->len; e++)
                g_ptr_array_add(
                    element->evidence,
                    evidence_copy(g_ptr_array_index(found->evidence, e)));
        }
    }
}

/* --- the item
 * --------------------------------------------------------------------- */

static void count_verdicts(const ItemAudit *item, int *missing, int *weak,
                           int *unclear)
{
    *missing = *weak = *unclear = 0;
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (!element->counts)
            continue;
        switch (element->verdict) {
        case ELEMENT_MISSING:
            if (element->required == REQUIRED_WARN ||
                g_strcmp0(element->confidence, "M") == 0)
                (*weak)++;
            else
                (*missing)++;
            break;
        case ELEMENT_IMPLIED:
            (*weak)++;
            break;
        case ELEMENT_UNCLEAR:
            if (strcmp(element->kind, "dependency") == 0)
                break;
            if (element->required == REQUIRED_WARN)
                (*weak)++;
            else
                (*unclear)++;
            break;
        default:
            break;
        }
    }
}

static ItemVerdict verdict_of(const ItemAudit *item)
{
    int missing, weak, unclear;

    count_verdicts(item, &missing, &weak, &unclear);
    if (missing > 0)
        return ITEM_INCOMPLETE;
    if (unclear > 0)
        return ITEM_UNCLEAR;
    return weak > 0 ? ITEM_AT_RISK : ITEM_COMPLETE;
}

/* TRUE when no submitted address gives a visitor anything. */
static gboolean nothing_reached(const JudgeInput *input)
{
    for (guint i = 0; i < input->sources->len; i++) {
        const Source *source = g_ptr_array_index(input->sources, i);
        LinkClass class = link_state_row(source->state)->class;

        if (source->found_on == NULL && class != LINK_CLASS_BROKEN &&
            class != LINK_CLASS_SOFT && class != LINK_CLASS_REFUSED)
            return FALSE;
    }
    return TRUE;
}

static void add_finding(ItemAudit *item, Finding *finding)
{
    for (guint i = 0; i < item->findings->len; i++) {
        const Finding *known = g_ptr_array_index(item->findings, i);

        if (strcmp(known->code, finding->code) == 0 &&
            g_strcmp0(known->message.th, finding->message.th) == 0) {
            finding_free(finding);
            return;
        }
    }
    g_ptr_array_add(item->findings, finding);
}

/* What the pages are, when they are not what they should be. */
static void find_page_kinds(const Bench *bench, ItemAudit *item)
{
    for (guint i = 0; i < bench->papers->len; i++) {
        const Paper *paper = g_ptr_array_index(bench->papers, i);
        const Reading *reading = paper->reading;

        if (!reading->submitted)
            continue;
        if (reading->echo_page)
            add_finding(item, finding_make("requirement-echo", NULL));
        else if (reading->index_page)
            add_finding(item, finding_make("index-only", NULL));
        else if (reading->blank_form)
            add_finding(item, finding_make("blank-form", NULL));
        else if (reading->title_only)
            add_finding(item, finding_make("title-only", NULL));
    }
}

static void find_years(const Bench *bench, ItemAudit *item)
{
    int year = bench->eval.fiscal_year;

    if (strcmp(bench->rule->year_rule, "previous-fiscal") == 0)
        year--;
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);
        g_autofree char *wanted = g_strdup_printf("%d", year);

        if (element->verdict != ELEMENT_MISSING ||
            strcmp(element->kind, "year") != 0 || element->nearest == NULL)
            continue;
        if (g_strcmp0(element->reason, "other-year") == 0)
            add_finding(item,
                        finding_make("wrong-year", "wanted", wanted, "found",
                                     element->nearest->quote, NULL));
        else if (g_strcmp0(element->reason, "period-not-covered") == 0 ||
                 g_strcmp0(element->reason, "months-missing") == 0)
            add_finding(item, finding_make("period-not-covered", "year", wanted,
                                           "months", "-", NULL));
    }
}

/* The readers' remarks that have a row in the catalogue. */
static void find_notes(const Bench *bench, ItemAudit *item)
{
    for (guint i = 0; i < bench->input->sources->len; i++) {
        const Source *source = g_ptr_array_index(bench->input->sources, i);

        for (guint n = 0;
             source->document != NULL && n < source->document->notes->len;
             n++) {
            const DocumentNote *note =
                g_ptr_array_index(source->document->notes, n);
            const char *detail = note->detail != NULL ? note->detail : "";
            /* "declared, actual" of an encoding */
            g_auto(GStrv) parts = g_strsplit(detail, ", ", 2);
            const char *declared = parts[0] != NULL ? parts[0] : "";
            const char *actual =
                parts[0] != NULL && parts[1] != NULL ? parts[1] : "";

            if (finding_row(note->code) != NULL)
                add_finding(
                    item,
                    finding_make(note->code, "detail", detail, "declared",
                                 declared, "actual", actual, "url",
                                 source->url != NULL ? source->url : "", NULL));
        }
    }
}

void judge_item(const RuleSet *rules, const ItemRule *rule,
                const JudgeInput *input, ItemAudit *item)
{
    Bench bench;

    words_copy(&item->title, &rule->title);
    g_free(item->sub_indicator);
    item->sub_indicator = g_strdup(rule->sub_indicator);
    g_free(item->owner);
    item->owner = g_strdup(rule->owner);
    for (guint i = 0; i < rule->requires->len; i++)
        g_ptr_array_add(item->depends_on,
                        g_strdup(g_ptr_array_index(rule->requires, i)));
    if (input->sources->len == 0) {
        item->verdict = ITEM_NOT_SUBMITTED;
        add_finding(item, finding_make("not-submitted", NULL));
        return;
    }
    bench_init(&bench, rules, rule, input);
    for (guint i = 0; i < rule->elements->len; i++)
        g_ptr_array_add(
            item->elements,
            judge_element(&bench, g_ptr_array_index(rule->elements, i)));
    apply_exceptions(rule, input, item);
    item->verdict =
        nothing_reached(input) ? ITEM_UNREACHABLE : verdict_of(item);
    if (item->verdict != ITEM_COMPLETE)
        find_page_kinds(&bench, item);
    find_years(&bench, item);
    find_notes(&bench, item);
    bench_clear(&bench);
}

/* --- all items together
 * ----------------------------------------------------------- */

/* An official decision stands above our verdict. */
static gboolean is_settled(const ItemAudit *item)
{
    if (item->decision != OUTCOME_NONE)
        return item->decision == OUTCOME_ACCEPTED;
    return item->verdict == ITEM_COMPLETE;
}

/* How far a prerequisite carries: the weakest one decides. */
static ElementVerdict carried_verdict(const ItemAudit *other)
{
    if (is_settled(other))
        return ELEMENT_MET;
    switch (other->verdict) {
    case ITEM_UNCLEAR:
    case ITEM_UNREACHABLE:
        return ELEMENT_UNCLEAR;
    case ITEM_AT_RISK: /* a reviewer may accept it, then this holds too */
        return ELEMENT_IMPLIED;
    default:
        return ELEMENT_MISSING;
    }
}

static int weakness(ElementVerdict verdict)
{
    static const ElementVerdict order[] = { ELEMENT_MET, ELEMENT_IMPLIED,
                                            ELEMENT_UNCLEAR, ELEMENT_MISSING };

    for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
        if (order[i] == verdict)
            return (int)i;
    return 0;
}

typedef struct {
    const ItemAudit *worst; /* the weakest prerequisite */
    ElementVerdict verdict;
    GPtrArray *held; /* ItemAudit*, borrowed: those that are complete */
} Prerequisites;

/* FALSE when none of them was judged: the dependency stays unknown. */
static gboolean prerequisites_of(const ItemAudit *item,
                                 const AgencyAudit *agency, Prerequisites *all)
{
    all->worst = NULL;
    all->verdict = ELEMENT_MET;
    for (guint d = 0; d < item->depends_on->len; d++) {
        const ItemAudit *other = agency_audit_find_item(
            agency, g_ptr_array_index(item->depends_on, d));
        ElementVerdict verdict;

        if (other == NULL)
            continue;
        verdict = carried_verdict(other);
        if (verdict == ELEMENT_MET)
            g_ptr_array_add(all->held, (gpointer)other);
        if (all->worst == NULL || weakness(verdict) > weakness(all->verdict)) {
            all->worst = other;
            all->verdict = verdict;
        }
    }
    return all->worst != NULL;
}

static void settle_element(ElementAudit *element, const Prerequisites *all,
                           const Finding *blocked)
{
    element->verdict = all->verdict;
    for (guint i = 0; i < all->held->len; i++) {
        const ItemAudit *other = g_ptr_array_index(all->held, i);
        g_autofree char *quote =
            g_strdup_printf("%s: %s", other->id, other->title.th);

        g_ptr_array_add(element->evidence, evidence_new(quote));
    }
    if (all->verdict == ELEMENT_MET) {
        set_reason(element, NULL);
        words_clear(&element->advice);
        return;
    }
    set_reason(element, "prerequisite");
    words_copy(&element->reason_text, &blocked->message);
}

/* One remark for each prerequisite that is not complete. */
static void find_blocks(ItemAudit *item, const AgencyAudit *agency)
{
    for (guint d = 0; d < item->depends_on->len; d++) {
        const char *needed = g_ptr_array_index(item->depends_on, d);
        const ItemAudit *other = agency_audit_find_item(agency, needed);

        if (other != NULL && !is_settled(other))
            add_finding(item, finding_make("depends-on", "a", needed, "b",
                                           item->id, NULL));
    }
}

static void settle_dependencies(ItemAudit *item, const AgencyAudit *agency)
{
    g_autoptr(GPtrArray) held = g_ptr_array_new();
    Prerequisites all = { .held = held };
    Finding *blocked;

    if (!prerequisites_of(item, agency, &all))
        return;
    blocked =
        finding_make("depends-on", "a", all.worst->id, "b", item->id, NULL);
    for (guint i = 0; i < item->elements->len; i++) {
        ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (strcmp(element->kind, "dependency") == 0)
            settle_element(element, &all, blocked);
    }
    finding_free(blocked);
    if (all.verdict == ELEMENT_MET)
        return;
    if (item->verdict == ITEM_COMPLETE || item->verdict == ITEM_AT_RISK)
        item->verdict = ITEM_BLOCKED;
    find_blocks(item, agency);
}

void judge_settle(const RuleSet *rules, AgencyAudit *agency)
{
    /* Items stand in order, and an item only needs earlier ones, so one pass
     * carries a block along a chain. */
    for (guint i = 0; i < agency->items->len; i++) {
        ItemAudit *item = g_ptr_array_index(agency->items, i);

        if (rule_set_find(rules, item->id) == NULL ||
            item->verdict == ITEM_NOT_SUBMITTED)
            continue;
        settle_dependencies(item, agency);
    }
}

/* Judges each element with its conditions written down. */
typedef void (*ElementEach)(const Bench *bench, const ElementRule *rule,
                            const ElementAudit *audit, const Explain *explain,
                            gpointer data);

static void explain_elements(const RuleSet *rules, const ItemRule *rule,
                             const JudgeInput *input, ElementEach each,
                             gpointer data)
{
    Bench bench;

    bench_init(&bench, rules, rule, input);
    for (guint i = 0; i < rule->elements->len; i++) {
        const ElementRule *element = g_ptr_array_index(rule->elements, i);
        g_autoptr(Explain) explain = explain_new(NULL);
        ElementAudit *audit;

        bench.eval.explain = explain;
        audit = judge_element(&bench, element);
        each(&bench, element, audit, explain, data);
        element_audit_free(audit);
    }
    bench_clear(&bench);
}

typedef struct {
    GString *text;
    Lang lang;
} ExplainText;

static void element_text(const Bench *bench, const ElementRule *rule,
                         const ElementAudit *audit, const Explain *explain,
                         gpointer data)
{
    ExplainText *out = data;

    g_string_append_printf(out->text, "%s.%s %s\n", bench->rule->id, rule->id,
                           words_in(&rule->title, out->lang));
    g_string_append_printf(
        out->text, "  = %s%s%s\n", element_verdict_name(audit->verdict),
        audit->reason != NULL ? ": " : "",
        audit->reason != NULL ? reason_text(audit->reason, out->lang) : "");
    if (audit->nearest != NULL)
        g_string_append_printf(out->text, "  %s “%s”\n",
                               out->lang == LANG_EN ? "nearest:"
                                                    : "ใกล้เคียงที่สุด:",
                               audit->nearest->quote);
    explain_text(explain, bench->eval.index, 1, out->lang, out->text);
}

char *judge_explain(const RuleSet *rules, const ItemRule *rule,
                    const JudgeInput *input, Lang lang)
{
    ExplainText out = { g_string_new(NULL), lang };

    explain_elements(rules, rule, input, element_text, &out);
    return g_string_free(out.text, FALSE);
}

static void words_json_set(JsonValue *object, const char *key,
                           const Words *words)
{
    JsonValue *value = json_new_object();

    json_set_string(value, "th", words->th);
    json_set_string(value, "en", words->en);
    json_set(object, key, value);
}

static void element_json(const Bench *bench, const ElementRule *rule,
                         const ElementAudit *audit, const Explain *explain,
                         gpointer data)
{
    JsonValue *object = json_new_object();
    JsonValue *quotes = json_new_array();

    json_set_string(object, "id", rule->id);
    words_json_set(object, "title", &rule->title);
    json_set_string(object, "verdict", element_verdict_name(audit->verdict));
    json_set_string(object, "reason", audit->reason);
    words_json_set(object, "reason_text", &audit->reason_text);
    for (guint i = 0; i < audit->evidence->len; i++)
        json_append(quotes,
                    json_new_string(((const Evidence *)g_ptr_array_index(
                                         audit->evidence, i))
                                        ->quote));
    json_set(object, "quotes", quotes);
    json_set_string(object, "nearest",
                    audit->nearest != NULL ? audit->nearest->quote : NULL);
    words_json_set(object, "advice", &rule->advice);
    json_set(object, "conditions", explain_json(explain, bench->eval.index));
    json_append(data, object);
}

char *judge_explain_json(const RuleSet *rules, const ItemRule *rule,
                         const JudgeInput *input)
{
    g_autoptr(JsonValue) root = json_new_object();
    JsonValue *elements = json_new_array();

    json_set_string(root, "item", rule->id);
    words_json_set(root, "title", &rule->title);
    json_set_int(root, "fiscal_year", rule_set_fiscal_year(rules));
    explain_elements(rules, rule, input, element_json, elements);
    json_set(root, "elements", elements);
    return json_format(root, TRUE);
}
