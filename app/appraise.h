/*
 * appraise.h - from a plan whose pages were read to the agency's audit
 *
 * Gives    every item judged, its addresses and documents described; settled
 *          and, when all items were asked for, scored
 */
#ifndef APP_APPRAISE_H
#define APP_APPRAISE_H

#include "app/collect.h"
#include "app/plan.h"
#include "rules/judge.h"

AgencyAudit *appraise_agency(const PipelineOptions *options,
                             const AgencyPlan *plan, const PageTable *table,
                             const Collector *collector);

/* The tree of conditions of one item; owned by the caller. */
char *appraise_explain(const PipelineOptions *options, const AgencyPlan *plan,
                       const ItemPlan *item, const Collector *collector,
                       Lang lang);

#endif
