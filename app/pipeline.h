/*
 * pipeline.h - the whole run: agencies in, an Audit out
 *
 * Takes    a checked Config and its rules
 * Gives    an Audit, judged, settled and scored; also of a run that was
 *          interrupted, as far as it came
 * Limits   AGENCIES_AT_ONCE agencies are in memory at a time
 * Errors   what keeps anything from working: spool, curl, reader processes
 */
#ifndef APP_PIPELINE_H
#define APP_PIPELINE_H

#include "app/collect.h"
#include "app/config.h"
#include "rules/audit.h"
#include "rules/judge.h"

/* A file that stands in for an address. */
typedef struct {
    const char *path;
    const char *url; /* or NULL: it is only a file */
} PipelineFile;

typedef struct {
    const Config *config;
    const RuleSet *rules;
    const char *agency;     /* only this one; or NULL */
    const GPtrArray *items; /* char*: only these; or NULL */
    const GPtrArray *files; /* PipelineFile*; or NULL */
    gboolean explain_json;  /* pipeline_explain() gives data */
} PipelineOptions;

/* @collector: ready to use; its pages live as long as the call. */
Audit *pipeline_run(const PipelineOptions *options, Collector *collector,
                    GError **error);

/* The tree of conditions for the first agency's first item; owned by the
 * caller. */
char *pipeline_explain(const PipelineOptions *options, Collector *collector,
                       Lang lang, GError **error);

#endif
