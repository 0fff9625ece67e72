/*
 * plan.h - which addresses an agency's items need, round by round
 *
 * Round 0 is what was submitted and the home page; each further round is what
 * the pages of the round before link.
 */
#ifndef APP_PLAN_H
#define APP_PLAN_H

#include "app/config.h"
#include "app/collect.h"
#include "app/follow.h"
#include "app/pipeline.h"
#include "app/repeated.h"

/* One address that an item is judged by. */
typedef struct {
    Page *page;
    char *url;            /* as submitted or linked; NULL for a mere file */
    const Page *found_on; /* NULL: submitted */
    char *link_text;      /* or NULL */
    FollowRank rank;      /* of a linked one */
    int hop;
} ItemSource;

typedef struct {
    const ItemRule *rule;
    const Submission *submission; /* or NULL */
    GPtrArray *sources;           /* ItemSource*, submitted ones first */
    gboolean links_cut;
} ItemPlan;

typedef struct {
    const AgencyConfig *agency;
    GPtrArray *items;      /* ItemPlan* in item order */
    GHashTable *submitted; /* Page* -> GPtrArray of item ids, borrowed */
    Page *home;            /* opened for the way from it; or NULL */
    gboolean reach_cut;    /* not all that it links was opened */
    GPtrArray *probes;     /* Page*: addresses that its sites cannot have */
    Repeated *repeated;    /* furniture, known after round 0 */
} AgencyPlan;

AgencyPlan *agency_plan_new(const PipelineOptions *options,
                            const AgencyConfig *agency, PageTable *table);
void agency_plan_free(AgencyPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgencyPlan, agency_plan_free)

/* Adds the pages of round 0 to @wanted (a set of Page*). */
void agency_plan_first(const AgencyPlan *plan, GHashTable *wanted);

/* After round 0: which pages show the site's "not found" (probe.h). */
void agency_plan_probe(AgencyPlan *plan, const Collector *collector);

/* After round 0: learns which links are the furniture of the site. */
void agency_plan_learn(AgencyPlan *plan);

/* Adds what the pages of round @hop - 1 link to the items and to @wanted. */
void agency_plan_follow(AgencyPlan *plan, const CrawlerConfig *crawler, int hop,
                        PageTable *table, GHashTable *wanted);

/* Adds the pages that may lead from the home page to the submitted ones. */
void agency_plan_reach(AgencyPlan *plan, const CrawlerConfig *crawler,
                       PageTable *table, GHashTable *wanted);

/* The links of its pages are not needed any more. */
void agency_plan_drop_links(AgencyPlan *plan);

#endif
