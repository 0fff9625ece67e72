#include "app/appraise.h"

#include <string.h>

#include "app/reach.h"
#include "app/url_lint.h"
#include "rules/finding.h"
#include "rules/score.h"

/* Documents of one agency stay parsed between items up to this much text. */
#define DOCUMENTS_TEXT_MAX (64u << 20)

typedef struct {
    const PipelineOptions *options;
    const AgencyPlan *plan;
    const PageTable *table;
    const Collector *collector;
    GHashTable *documents;      /* Page* -> Document* */
    GHashTable *site_documents; /* the same, for items about the site */
    gsize text_len;             /* of @documents */
    ReadingShelf *shelf;        /* @documents that several items look at */
} Bench;

/* Items about the site itself see also what stands on every page of it. */
static const Document *document_of(Bench *bench, Page *page, gboolean of_site)
{
    GHashTable *documents = of_site ? bench->site_documents : bench->documents;
    Document *document = g_hash_table_lookup(documents, page);

    if (document != NULL || page->document_key == NULL)
        return document;
    document = collect_load(bench->collector, page);
    if (document == NULL)
        return NULL;
    repeated_mark(bench->plan->repeated, document, !of_site);
    bench->text_len += document->text_len;
    g_hash_table_insert(documents, page, document);
    return document;
}

static void bench_init(Bench *bench, const PipelineOptions *options,
                       const AgencyPlan *plan, const PageTable *table,
                       const Collector *collector)
{
    memset(bench, 0, sizeof(*bench));
    bench->options = options;
    bench->plan = plan;
    bench->table = table;
    bench->collector = collector;
    bench->documents =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)document_free);
    bench->site_documents =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)document_free);
    bench->shelf = reading_shelf_new();
}

static void bench_clear(Bench *bench)
{
    reading_shelf_free(bench->shelf);
    g_hash_table_unref(bench->documents);
    g_hash_table_unref(bench->site_documents);
}

/* --- what the judge sees
 * ------------------------------------------------------
 */

/* A linked page that does not open is a broken link of that page, no reason to
 * doubt the item; a linked document that does not open may hold the
 * evidence. */
static gboolean is_for_judge(const ItemSource *source)
{
    return source->found_on == NULL || source->rank == FOLLOW_DOCUMENT ||
           source->rank == FOLLOW_DOWNLOAD ||
           (link_state_row(source->page->state)->class == LINK_CLASS_OK &&
            source->page->document_key != NULL);
}

static Source *source_of(Bench *bench, const ItemPlan *item,
                         const ItemSource *from)
{
    Source *source = g_new0(Source, 1);

    source->url = from->url;
    source->final_url = from->page->final_url;
    source->state = from->page->state;
    source->sha256 = from->page->sha256;
    source->found_on = from->found_on != NULL ? from->found_on->url : NULL;
    source->link_text = from->link_text;
    source->document = document_of(bench, from->page, item->rule->from_home);
    return source;
}

static GPtrArray *sources_of(Bench *bench, const ItemPlan *item)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < item->sources->len; i++) {
        const ItemSource *source = g_ptr_array_index(item->sources, i);

        if (is_for_judge(source))
            g_ptr_array_add(sources, source_of(bench, item, source));
    }
    return sources;
}

static Reach reach_of(const Bench *bench, const ItemPlan *item, char **path)
{
    Reach best = REACH_UNKNOWN;

    *path = NULL;
    if (bench->plan->home == NULL || !item->rule->from_home)
        return REACH_UNKNOWN;
    for (guint i = 0; i < item->sources->len; i++) {
        const ItemSource *source = g_ptr_array_index(item->sources, i);
        Reach reach;

        if (source->found_on != NULL)
            continue;
        reach = reach_find(bench->table, bench->plan->home, source->page,
                           bench->plan->reach_cut, path);
        if (reach == REACH_FOUND)
            return reach;
        best = MAX(best, reach);
    }
    return best;
}

static void input_init(JudgeInput *input, const AgencyConfig *agency,
                       const GPtrArray *sources)
{
    memset(input, 0, sizeof(*input));
    input->agency_kind = agency->kind;
    input->agency_name = agency->name.th;
    input->site = agency->site;
    input->executive = agency->executive;
    input->sources = sources;
    input->reachable = REACH_UNKNOWN;
}

/* --- what the reports show
 * ----------------------------------------------------
 */

static void same_url_find(const Bench *bench, const ItemPlan *item,
                          const ItemSource *source, GPtrArray *findings)
{
    const GPtrArray *ids =
        g_hash_table_lookup(bench->plan->submitted, source->page);
    g_autoptr(GString) others = g_string_new(NULL);

    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        const char *id = g_ptr_array_index(ids, i);

        if (strcmp(id, item->rule->id) == 0)
            continue;
        if (others->len > 0)
            g_string_append(others, ", ");
        g_string_append(others, id);
    }
    /* Two fragments of one page say which part is whose. */
    if (others->len > 0 && strchr(source->url, '#') == NULL)
        g_ptr_array_add(findings,
                        finding_make("same-url", "items", others->str, NULL));
}

static UrlAudit *url_describe(Bench *bench, const ItemPlan *item,
                              const ItemSource *source)
{
    const Page *page = source->page;
    UrlAudit *url =
        url_audit_new(source->url != NULL ? source->url : page->body_path);
    const Document *document;

    url->final_url = g_strdup(page->final_url);
    url->state = page->state;
    url->http_status = page->http_status;
    url->captured_at = page->captured_at;
    url->sha256 = g_strdup(page->sha256);
    url->link_text = g_strdup(source->link_text);
    if (source->found_on != NULL) {
        url->found_on = g_strdup(source->found_on->url);
        page_lint(page, url->findings);
        return url;
    }
    if (source->url != NULL) {
        bad_url_lint(source->url,
                     item->submission != NULL
                         ? submission_place(item->submission, source->url)
                         : NULL,
                     url->findings);
        url_lint(source->url, bench->plan->agency->site, url->findings);
        same_url_find(bench, item, source, url->findings);
    }
    document = document_of(bench, source->page, item->rule->from_home);
    if (url->state == LINK_OK && source->url != NULL && document != NULL &&
        fragment_is_missing(source->url, document))
        url->state = LINK_MISSING_FRAGMENT;
    /* What is wrong with the writing is told already. */
    if (url->state != LINK_BAD_URL || url->findings->len == 0)
        url_state_lint(url->state, url->findings);
    patience_lint(page, bench->collector->confirm_runs, url->findings);
    certificate_lint(page, url->findings);
    page_lint(page, url->findings);
    return url;
}

static DocumentAudit *document_describe(const ItemSource *source)
{
    const Page *page = source->page;
    DocumentAudit *document = document_audit_new();

    document->url =
        g_strdup(source->url != NULL ? source->url : page->body_path);
    document->type = g_strdup(page->type);
    document->pages = page->page_count;
    /* Of what could not be read, the reason is all there is to say. */
    document->text_quality =
        g_strdup(page->reason == READ_OK ? text_quality_name(page->text_quality)
                                         : read_reason_name(page->reason));
    if (page->reason != READ_OK)
        document->reason = g_strdup(read_reason_name(page->reason));
    document->title = g_strdup(page->title);
    document->sha256 = g_strdup(page->sha256);
    document->drawn_sha256 = g_strdup(page->drawn_sha256);
    document->picture_sha256 = g_strdup(page->picture_sha256);
    document->len = page->body_len;
    return document;
}

static void sources_describe(Bench *bench, const ItemPlan *plan,
                             ItemAudit *item)
{
    for (guint i = 0; i < plan->sources->len; i++) {
        const ItemSource *source = g_ptr_array_index(plan->sources, i);

        g_ptr_array_add(item->urls, url_describe(bench, plan, source));
        if (source->page->document_key != NULL)
            g_ptr_array_add(item->documents, document_describe(source));
    }
}

static void links_cut_find(const Bench *bench, const ItemPlan *plan,
                           ItemAudit *item)
{
    g_autofree char *count =
        g_strdup_printf("%d", (int)bench->options->config->crawler.links_max);

    if (plan->links_cut)
        g_ptr_array_add(item->findings,
                        finding_make("links-cut", "count", count, NULL));
}

/* owners may name a unit for an item; it stands before the role's. */
static void owner_override(const AgencyConfig *agency, ItemAudit *item)
{
    if (!g_hash_table_contains(agency->owners, item->id))
        return;
    g_free(item->owner);
    item->owner = g_strdup(item->id);
    for (guint i = 0; i < item->elements->len; i++) {
        ElementAudit *element = g_ptr_array_index(item->elements, i);

        g_free(element->owner);
        element->owner = g_strdup(item->id);
    }
}

static void decision_take(const AgencyConfig *agency, ItemAudit *item)
{
    const DecisionConfig *decision =
        g_hash_table_lookup(agency->decisions, item->id);

    if (decision == NULL)
        return;
    item->decision = decision->outcome;
    item->decision_reason = g_strdup(decision->reason);
}

static ItemAudit *item_appraise(Bench *bench, const ItemPlan *plan)
{
    const AgencyConfig *agency = bench->plan->agency;
    ItemAudit *item = item_audit_new(plan->rule->id);
    g_autoptr(GPtrArray) sources = sources_of(bench, plan);
    g_autofree char *path = NULL;
    JudgeInput input;

    input_init(&input, agency, sources);
    input.links_closed = bench->collector->offline;
    input.reachable = reach_of(bench, plan, &path);
    input.click_path = path;
    input.shelf = bench->shelf;
    if (plan->submission != NULL)
        item->note = g_strdup(plan->submission->note);
    sources_describe(bench, plan, item);
    judge_item(bench->options->rules, plan->rule, &input, item);
    links_cut_find(bench, plan, item);
    item_code_lint(g_hash_table_lookup(agency->written, item->id),
                   item->findings);
    owner_override(agency, item);
    decision_take(agency, item);
    if (bench->text_len > DOCUMENTS_TEXT_MAX) {
        reading_shelf_free(bench->shelf);
        bench->shelf = reading_shelf_new();
        g_hash_table_remove_all(bench->documents);
        g_hash_table_remove_all(bench->site_documents);
        bench->text_len = 0;
    }
    return item;
}

static AgencyAudit *agency_describe(const AgencyConfig *agency)
{
    AgencyAudit *audit = agency_audit_new(agency->id);
    GHashTableIter iter;
    gpointer role, unit;

    words_copy(&audit->name, &agency->name);
    audit->short_name = g_strdup(agency->short_name);
    audit->kind = g_strdup(agency->kind);
    audit->site = g_strdup(agency->site);
    audit->executive = g_strdup(agency->executive);
    g_hash_table_iter_init(&iter, agency->owners);
    while (g_hash_table_iter_next(&iter, &role, &unit))
        g_hash_table_insert(audit->owners, g_strdup(role), g_strdup(unit));
    return audit;
}

AgencyAudit *appraise_agency(const PipelineOptions *options,
                             const AgencyPlan *plan, const PageTable *table,
                             const Collector *collector)
{
    AgencyAudit *audit = agency_describe(plan->agency);
    Bench bench;

    bench_init(&bench, options, plan, table, collector);
    progress_begin(collector->progress, PROGRESS_JUDGE, plan->items->len);
    for (guint i = 0; i < plan->items->len; i++) {
        g_ptr_array_add(
            audit->items,
            item_appraise(&bench, g_ptr_array_index(plan->items, i)));
        progress_step(collector->progress);
    }
    bench_clear(&bench);
    judge_settle(options->rules, audit);
    /* A score of some items only would be a score of none. */
    if (options->items == NULL)
        score_agency(options->rules, &plan->agency->scores, audit);
    return audit;
}

char *appraise_explain(const PipelineOptions *options, const AgencyPlan *plan,
                       const ItemPlan *item, const Collector *collector,
                       Lang lang)
{
    g_autoptr(GPtrArray) sources = NULL;
    JudgeInput input;
    Bench bench;
    char *text;

    bench_init(&bench, options, plan, NULL, collector);
    sources = sources_of(&bench, item);
    input_init(&input, plan->agency, sources);
    input.links_closed = collector->offline;
    text = options->explain_json
               ? judge_explain_json(options->rules, item->rule, &input)
               : judge_explain(options->rules, item->rule, &input, lang);
    bench_clear(&bench);
    return text;
}
