#include "app/pipeline.h"

#include <string.h>

#include "app/appraise.h"
#include "app/plan.h"
#include "app/shelf.h"
#include "base/clock.h"

/* Agencies that are in memory at a time: enough to keep every host busy, few
 * enough for memory to stay flat however many there are. */
#define AGENCIES_AT_ONCE 12

static int page_compare(gconstpointer a, gconstpointer b)
{
    return strcmp((*(Page *const *)a)->url, (*(Page *const *)b)->url);
}

/* Sorted, so that two runs ask in one order. */
static gboolean collect_set(Collector *collector, GHashTable *wanted,
                            GError **error)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    GHashTableIter iter;
    gpointer page;

    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &page, NULL))
        g_ptr_array_add(pages, page);
    g_ptr_array_sort(pages, page_compare);
    return collect_pages(collector, pages, error);
}

static gboolean is_cancelled(const Collector *collector)
{
    return collector->cancel != NULL && *collector->cancel != 0;
}

/* All rounds of the agencies in @plans. */
static gboolean plans_collect(const PipelineOptions *options,
                              Collector *collector, GPtrArray *plans,
                              PageTable *table, GHashTable *touched,
                              GError **error)
{
    const CrawlerConfig *crawler = &options->config->crawler;

    for (guint i = 0; i < plans->len; i++)
        agency_plan_first(g_ptr_array_index(plans, i), touched);
    if (!collect_set(collector, touched, error))
        return FALSE;
    for (guint i = 0; i < plans->len; i++)
        agency_plan_probe(g_ptr_array_index(plans, i), collector);
    for (guint i = 0; i < plans->len; i++)
        agency_plan_learn(g_ptr_array_index(plans, i));
    for (int hop = 1; !collector->offline && !is_cancelled(collector); hop++) {
        g_autoptr(GHashTable) wanted = g_hash_table_new(NULL, NULL);
        GHashTableIter iter;
        gpointer page;

        for (guint i = 0; i < plans->len; i++) {
            AgencyPlan *plan = g_ptr_array_index(plans, i);

            if (hop <= crawler->follow)
                agency_plan_follow(plan, crawler, hop, table, wanted);
            if (hop == 1)
                agency_plan_reach(plan, crawler, table, wanted);
        }
        if (g_hash_table_size(wanted) == 0)
            break;
        if (!collect_set(collector, wanted, error))
            return FALSE;
        g_hash_table_iter_init(&iter, wanted);
        while (g_hash_table_iter_next(&iter, &page, NULL))
            g_hash_table_add(touched, page);
    }
    return TRUE;
}

/* Of many agencies one is in memory; a single one may stay there. */
static gboolean agency_add(Audit *audit, AgencyAudit *agency, GError **error)
{
    gboolean good;

    if (audit->shelf == NULL) {
        g_ptr_array_add(audit->agencies, agency);
        return TRUE;
    }
    good = shelf_add(audit->shelf, agency, error);
    agency_audit_free(agency);
    return good;
}

static GPtrArray *plans_new(const PipelineOptions *options,
                            const GPtrArray *agencies, guint from, guint to,
                            PageTable *table)
{
    GPtrArray *plans =
        g_ptr_array_new_with_free_func((GDestroyNotify)agency_plan_free);

    for (guint i = from; i < to; i++)
        g_ptr_array_add(
            plans,
            agency_plan_new(options, g_ptr_array_index(agencies, i), table));
    return plans;
}

static gboolean batch_run(const PipelineOptions *options, Collector *collector,
                          GPtrArray *plans, PageTable *table, Audit *audit,
                          GError **error)
{
    g_autoptr(GHashTable) touched = g_hash_table_new(NULL, NULL);

    if (!plans_collect(options, collector, plans, table, touched, error))
        return FALSE;
    for (guint i = 0; i < plans->len; i++)
        if (!agency_add(audit,
                        appraise_agency(options, g_ptr_array_index(plans, i),
                                        table, collector),
                        error))
            return FALSE;
    for (guint i = 0; i < plans->len; i++)
        page_table_drop_site(
            table, ((AgencyPlan *)g_ptr_array_index(plans, i))->agency->site);
    page_table_drop_links(table);
    return TRUE;
}

static GPtrArray *agencies_asked(const PipelineOptions *options)
{
    GPtrArray *asked = g_ptr_array_new();

    for (guint i = 0; i < options->config->agencies->len; i++) {
        AgencyConfig *agency = g_ptr_array_index(options->config->agencies, i);

        if (options->agency == NULL ||
            g_strcmp0(options->agency, agency->id) == 0)
            g_ptr_array_add(asked, agency);
    }
    return asked;
}

static Audit *audit_begin(const PipelineOptions *options,
                          const Collector *collector)
{
    Audit *audit = audit_new();

    audit->run_id = g_strdup(collector->run_id);
    audit->started_at =
        collector->started_at != 0 ? collector->started_at : clock_now_at();
    audit->tool_version = g_strdup(OIT_VERSION);
    audit->fiscal_year = rule_set_fiscal_year(options->rules);
    audit->ruleset_sha256 = g_strdup(rule_set_sha256(options->rules));
    audit->sample = options->config->sample;
    return audit;
}

Audit *pipeline_run(const PipelineOptions *options, Collector *collector,
                    GError **error)
{
    g_autoptr(Audit) audit = audit_begin(options, collector);
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(GPtrArray) agencies = agencies_asked(options);

    if (agencies->len > 1) {
        audit->shelf = shelf_new(collector->fetch.spool_dir, error);
        if (audit->shelf == NULL)
            return NULL;
    }
    for (guint i = 0; i < agencies->len; i += AGENCIES_AT_ONCE) {
        g_autoptr(GPtrArray) plans =
            plans_new(options, agencies, i,
                      MIN(i + AGENCIES_AT_ONCE, agencies->len), table);

        /* Agencies that were never asked are not in the audit of a run that
         * was interrupted. */
        if (is_cancelled(collector))
            break;
        if (!batch_run(options, collector, plans, table, audit, error))
            return NULL;
    }
    audit->interrupted = is_cancelled(collector);
    audit->finished_at = clock_now_at();
    return g_steal_pointer(&audit);
}

char *pipeline_explain(const PipelineOptions *options, Collector *collector,
                       Lang lang, GError **error)
{
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(GPtrArray) agencies = agencies_asked(options);
    g_autoptr(GPtrArray) plans =
        plans_new(options, agencies, 0, MIN(1, agencies->len), table);
    g_autoptr(GHashTable) touched = g_hash_table_new(NULL, NULL);
    const AgencyPlan *plan;

    g_assert(plans->len == 1);
    plan = g_ptr_array_index(plans, 0);
    g_assert(plan->items->len > 0);
    if (!plans_collect(options, collector, plans, table, touched, error))
        return NULL;
    return appraise_explain(options, plan, g_ptr_array_index(plan->items, 0),
                            collector, lang);
}
