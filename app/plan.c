#include "app/plan.h"

#include <string.h>

#include "app/probe.h"
#include "app/reach.h"
#include "base/clock.h"

static void source_free(gpointer data)
{
    ItemSource *source = data;

    g_free(source->url);
    g_free(source->link_text);
    g_free(source);
}

static void item_plan_free(gpointer data)
{
    ItemPlan *plan = data;

    g_ptr_array_unref(plan->sources);
    g_free(plan);
}

static gboolean item_is_asked(const PipelineOptions *options, const char *id)
{
    if (options->items == NULL)
        return TRUE;
    for (guint i = 0; i < options->items->len; i++)
        if (strcmp(g_ptr_array_index(options->items, i), id) == 0)
            return TRUE;
    return FALSE;
}

static gboolean has_page(const ItemPlan *plan, const Page *page)
{
    for (guint i = 0; i < plan->sources->len; i++)
        if (((ItemSource *)g_ptr_array_index(plan->sources, i))->page == page)
            return TRUE;
    return FALSE;
}

static ItemSource *source_add(ItemPlan *plan, Page *page, const char *url)
{
    ItemSource *source = g_new0(ItemSource, 1);

    source->page = page;
    source->url = g_strdup(url);
    source->rank = FOLLOW_NOT;
    g_ptr_array_add(plan->sources, source);
    return source;
}

static void submitted_note(AgencyPlan *plan, Page *page, const ItemPlan *item)
{
    GPtrArray *ids = g_hash_table_lookup(plan->submitted, page);

    if (ids == NULL) {
        ids = g_ptr_array_new();
        g_hash_table_insert(plan->submitted, page, ids);
    }
    if (!g_ptr_array_find(ids, item->rule->id, NULL))
        g_ptr_array_add(ids, item->rule->id);
}

/* "#" and "javascript:" lead nowhere; a page they can be known by is made
 * nevertheless, so that they get a state like any other. */
static void submitted_add(AgencyPlan *plan, ItemPlan *item, PageTable *table,
                          const char *url)
{
    gboolean nowhere =
        *url == '#' || g_ascii_strncasecmp(url, "javascript:", 11) == 0;
    Page *page = page_table_get(table, nowhere ? "javascript:" : url);

    if (nowhere) {
        page->fetched = TRUE;
        page->state = LINK_HASH_ONLY;
    }
    page->home = plan->agency->site;
    if (has_page(item, page))
        return;
    source_add(item, page, url);
    submitted_note(plan, page, item);
}

static void file_page_fill(Page *page, const PipelineFile *file)
{
    g_autoptr(GMappedFile) bytes = g_mapped_file_new(file->path, FALSE, NULL);
    gsize len = bytes != NULL ? g_mapped_file_get_length(bytes) : 0;

    page->fetched = TRUE;
    page->state = bytes != NULL ? LINK_OK : LINK_FILE_MISSING;
    page->final_url = g_strdup(file->url);
    page->captured_at = clock_now_at();
    page->body_path = g_strdup(file->path);
    page->body_len = (gint64)len;
    page->file_name = g_path_get_basename(file->path);
    page->sha256 = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256,
        len > 0 ? (const guchar *)g_mapped_file_get_contents(bytes)
                : (const guchar *)"",
        len);
}

static void file_add(ItemPlan *item, PageTable *table, const PipelineFile *file)
{
    g_autofree char *full = g_canonicalize_filename(file->path, NULL);
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, full, -1);
    g_autofree char *key = g_strconcat("file-", sum, NULL);
    Page *page = page_table_get(table, file->url ? file->url : key);

    if (!page->fetched)
        file_page_fill(page, file);
    source_add(item, page, file->url);
}

static ItemPlan *item_plan_new(AgencyPlan *plan, const ItemRule *rule,
                               const PipelineOptions *options, PageTable *table)
{
    ItemPlan *item = g_new0(ItemPlan, 1);

    item->rule = rule;
    item->sources = g_ptr_array_new_with_free_func(source_free);
    item->submission = agency_config_find_submission(plan->agency, rule->id);
    for (guint i = 0; item->submission && i < item->submission->urls->len; i++)
        submitted_add(plan, item, table,
                      g_ptr_array_index(item->submission->urls, i));
    for (guint i = 0; options->files != NULL && i < options->files->len; i++)
        file_add(item, table, g_ptr_array_index(options->files, i));
    return item;
}

static gboolean wants_home(const AgencyPlan *plan)
{
    for (guint i = 0; i < plan->items->len; i++) {
        const ItemPlan *item = g_ptr_array_index(plan->items, i);

        if (item->rule->from_home && item->sources->len > 0)
            return TRUE;
    }
    return FALSE;
}

/* In order of the items, so that two runs probe the same. */
static GPtrArray *submitted_pages(const AgencyPlan *plan)
{
    GPtrArray *pages = g_ptr_array_new();

    for (guint i = 0; i < plan->items->len; i++) {
        const ItemPlan *item = g_ptr_array_index(plan->items, i);

        for (guint j = 0; j < item->sources->len; j++) {
            Page *page =
                ((ItemSource *)g_ptr_array_index(item->sources, j))->page;

            if (!g_ptr_array_find(pages, page, NULL))
                g_ptr_array_add(pages, page);
        }
    }
    return pages;
}

void agency_plan_probe(AgencyPlan *plan, const Collector *collector)
{
    g_autoptr(GPtrArray) pages = submitted_pages(plan);

    probe_compare(collector, plan->probes, pages);
}

AgencyPlan *agency_plan_new(const PipelineOptions *options,
                            const AgencyConfig *agency, PageTable *table)
{
    AgencyPlan *plan = g_new0(AgencyPlan, 1);
    g_autoptr(GPtrArray) pages = NULL;
    const GPtrArray *rules = rule_set_items(options->rules);

    plan->agency = agency;
    plan->items = g_ptr_array_new_with_free_func(item_plan_free);
    plan->submitted = g_hash_table_new_full(NULL, NULL, NULL,
                                            (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < rules->len; i++) {
        const ItemRule *rule = g_ptr_array_index(rules, i);

        if (item_is_asked(options, rule->id))
            g_ptr_array_add(plan->items,
                            item_plan_new(plan, rule, options, table));
    }
    if (agency->site != NULL && wants_home(plan))
        plan->home = page_table_get(table, agency->site);
    pages = submitted_pages(plan);
    plan->probes = probe_pages(table, pages, agency->site);
    return plan;
}

void agency_plan_free(AgencyPlan *plan)
{
    if (plan == NULL)
        return;
    g_ptr_array_unref(plan->items);
    g_hash_table_unref(plan->submitted);
    g_clear_pointer(&plan->probes, g_ptr_array_unref);
    repeated_free(plan->repeated);
    g_free(plan);
}

void agency_plan_first(const AgencyPlan *plan, GHashTable *wanted)
{
    if (plan->home != NULL)
        g_hash_table_add(wanted, plan->home);
    for (guint i = 0; i < plan->probes->len; i++)
        g_hash_table_add(wanted, g_ptr_array_index(plan->probes, i));
    for (guint i = 0; i < plan->items->len; i++) {
        const ItemPlan *item = g_ptr_array_index(plan->items, i);

        for (guint j = 0; j < item->sources->len; j++)
            g_hash_table_add(
                wanted,
                ((ItemSource *)g_ptr_array_index(item->sources, j))->page);
    }
}

void agency_plan_learn(AgencyPlan *plan)
{
    g_autoptr(GHashTable) wanted = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    GHashTableIter iter;
    gpointer page;

    agency_plan_first(plan, wanted);
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &page, NULL))
        g_ptr_array_add(pages, page);
    plan->repeated = repeated_new(pages, plan->agency->site);
}

typedef struct {
    const Page *from;
    const PageLink *link;
    FollowRank rank;
    guint order;
} Candidate;

static int candidate_compare(gconstpointer a, gconstpointer b)
{
    const Candidate *one = a;
    const Candidate *two = b;

    if (one->rank != two->rank)
        return one->rank < two->rank ? -1 : 1;
    return (one->order > two->order) - (one->order < two->order);
}

/* The page of another item answers that item, not this one. A document may
 * well serve both. */
static gboolean is_of_another_item(const AgencyPlan *plan, const Page *page,
                                   const char *url)
{
    return page != NULL && !follow_is_document(url) &&
           g_hash_table_contains(plan->submitted, page);
}

static void candidates_add(const AgencyPlan *plan, const PageTable *table,
                           const ItemSource *source, GArray *candidates)
{
    const Page *page = source->page;

    if (page->links == NULL ||
        link_state_row(page->state)->class != LINK_CLASS_OK)
        return;
    for (guint i = 0; i < page->links->len; i++) {
        const PageLink *link = g_ptr_array_index(page->links, i);
        Candidate candidate = { .from = page,
                                .link = link,
                                .rank =
                                    follow_rank(page, link, plan->agency->site),
                                .order = candidates->len };

        if (candidate.rank != FOLLOW_NOT &&
            !repeated_has_link(plan->repeated, page->final_url, link) &&
            !is_of_another_item(plan, page_table_find(table, link->url),
                                link->url))
            g_array_append_val(candidates, candidate);
    }
}

static guint linked_count(const ItemPlan *item)
{
    guint count = 0;

    for (guint i = 0; i < item->sources->len; i++)
        if (((ItemSource *)g_ptr_array_index(item->sources, i))->found_on)
            count++;
    return count;
}

static void item_follow(AgencyPlan *plan, ItemPlan *item,
                        const CrawlerConfig *crawler, int hop, PageTable *table,
                        GHashTable *wanted)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    guint room = (guint)crawler->links_max;
    guint taken = linked_count(item);

    for (guint i = 0; i < item->sources->len; i++) {
        const ItemSource *source = g_ptr_array_index(item->sources, i);

        if (source->hop == hop - 1)
            candidates_add(plan, table, source, candidates);
    }
    g_array_sort(candidates, candidate_compare);
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        Page *page = page_table_get(table, candidate->link->url);
        ItemSource *source;

        if (has_page(item, page))
            continue;
        if (taken++ >= room) {
            /* Pages left out are other pages; a document left out may hold
             * the evidence. */
            item->links_cut = item->links_cut || candidate->rank < FOLLOW_PAGE;
            continue;
        }
        source = source_add(item, page, candidate->link->url);
        source->found_on = candidate->from;
        source->link_text = g_strdup(candidate->link->text);
        source->rank = candidate->rank;
        source->hop = hop;
        if (page->home == NULL)
            page->home = plan->agency->site;
        g_hash_table_add(wanted, page);
    }
}

void agency_plan_follow(AgencyPlan *plan, const CrawlerConfig *crawler, int hop,
                        PageTable *table, GHashTable *wanted)
{
    for (guint i = 0; i < plan->items->len; i++)
        item_follow(plan, g_ptr_array_index(plan->items, i), crawler, hop,
                    table, wanted);
}

/* TRUE when some page that must be reachable from the home page is not linked
 * from what was read so far. */
static gboolean reach_is_open(const AgencyPlan *plan, const PageTable *table)
{
    for (guint i = 0; i < plan->items->len; i++) {
        const ItemPlan *item = g_ptr_array_index(plan->items, i);
        gboolean found = FALSE;

        for (guint j = 0; j < item->sources->len && item->rule->from_home;
             j++) {
            const ItemSource *source = g_ptr_array_index(item->sources, j);
            g_autofree char *path = NULL;

            found = found || (source->found_on == NULL &&
                              reach_find(table, plan->home, source->page, TRUE,
                                         &path) == REACH_FOUND);
        }
        if (item->rule->from_home && item->sources->len > 0 && !found)
            return TRUE;
    }
    return FALSE;
}

void agency_plan_reach(AgencyPlan *plan, const CrawlerConfig *crawler,
                       PageTable *table, GHashTable *wanted)
{
    g_autoptr(GPtrArray) pages = NULL;

    if (plan->home == NULL || plan->home->links == NULL ||
        !reach_is_open(plan, table))
        return;
    pages = reach_candidates(table, plan->home, (guint)crawler->reach,
                             &plan->reach_cut);
    for (guint i = 0; i < pages->len; i++) {
        Page *page = g_ptr_array_index(pages, i);

        page->home = plan->agency->site;
        g_hash_table_add(wanted, page);
    }
}

void agency_plan_drop_links(AgencyPlan *plan)
{
    if (plan->home != NULL)
        page_drop_links(plan->home);
    for (guint i = 0; i < plan->items->len; i++) {
        ItemPlan *item = g_ptr_array_index(plan->items, i);

        for (guint j = 0; j < item->sources->len; j++)
            page_drop_links(
                ((ItemSource *)g_ptr_array_index(item->sources, j))->page);
    }
}
