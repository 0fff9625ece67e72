/*
 * config.h - what to audit: config.yaml, read whole and checked whole
 *
 * Takes    a YAML file, environment variables OIT_AUDIT_<KEY>
 * Gives    a Config in which every value is set and in range
 * Units    *_ms milliseconds, *_len bytes, scores in hundredths (9211 is
 *          92.11)
 * Errors   faults with file:line:column, all of them at once; the config is
 *          good only when the list stayed empty
 * Source   DESIGN "Shape of the config", "Source map"
 *
 * The keys, their types, ranges and built-in values are one table
 * (config_keys.c). Relative paths are relative to the config file.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "base/words.h"
#include "base/yaml.h"
#include "crawler/fetch.h"
#include "crawler/submission.h"
#include "rules/rule_set.h"
#include "rules/score.h"

typedef struct {
    gint64 follow;    /* hops from a submitted page to its documents */
    gint64 links_max; /* linked pages and documents read per item */
    gint64 reach;     /* pages opened to look for a way from the home page */
    gint64 per_host, parallel, pace_ms;
    gint64 timeout_ms, connect_timeout_ms;
    gint64 retries;
    gint64 body_max_len;
    /* of a whole run; 0: no limit */
    gint64 max_runtime_ms, max_len, max_requests;
    gint64 confirm_runs;      /* that a link must fail before it is a gap */
    GPtrArray *allow_private; /* char*: CIDR; never NULL */
    char *user_agent;
    char *render;  /* "none", "chromium": who draws what scripts fill */
    char *browser; /* its program; NULL: found in PATH */
} CrawlerConfig;

typedef struct {
    Outcome outcome;
    char *reason; /* or NULL */
} DecisionConfig;

typedef struct {
    char *id;
    Words name;
    char *short_name;       /* or NULL */
    char *kind;             /* or NULL: not told, nothing is left out */
    char *site;             /* canonical URL, or NULL */
    char *executive;        /* or NULL */
    GPtrArray *submissions; /* Submission*, one an item; never NULL */
    char *submissions_from; /* path, or NULL */
    ScoreInput scores;      /* target and pass mark: those of the whole file */
    GHashTable *written;   /* item id -> how the officer wrote it; never NULL */
    GHashTable *rows;      /* item id -> its first row in the spreadsheet
                              (GINT_TO_POINTER); never NULL */
    GHashTable *decisions; /* item id -> DecisionConfig*; never NULL */
    GHashTable *owners;    /* role or item id -> unit; never NULL */
} AgencyConfig;

typedef struct {
    char *from, *to;
    const YamlNode *node; /* for faults about the folder */
} MapConfig;

typedef struct {
    char *path; /* as the user named it */
    char *dir;  /* of the file; what relative paths start from */
    gint64 fiscal_year;
    char *rules_dir; /* or NULL: found beside the program */
    gint64 target, pass_mark;
    gboolean sample;
    char *lang; /* "th", "en" */
    CrawlerConfig crawler;
    GPtrArray *agencies;       /* AgencyConfig*; never NULL */
    GPtrArray *maps;           /* MapConfig*; never NULL */
    SourceMap *map;            /* of @maps; or NULL when there are none */
    char *store_dir;           /* never NULL */
    gint64 bodies_max_len;     /* of the captured files; 0: no limit */
    char *report_dir;          /* or NULL */
    char *report_format;       /* printed by run and report */
    GPtrArray *report_formats; /* char*: written to the folder; empty: those
                                  of every run; never NULL */
    char *report_lang;         /* "th", "en"; NULL: as @lang */
    YamlFile *file;
    GHashTable *owner_nodes; /* key node of each owner, for the late check */
    GHashTable *item_nodes;  /* key node -> item id, for the late check */
    GPtrArray *remarks;      /* Fault*: what `config check` tells and a run
                                survives, as a URL that is none; never NULL */
} Config;

/* Everything built in: no agency, no file. */
Config *config_new(void);
void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/*
 * Reads @path, then the environment; submissions_from files are read as
 * well. NULL only when there is no YAML tree at all: after other faults the
 * rest still comes back, so that it can be checked against the rules too.
 */
Config *config_read(const char *path, GPtrArray *faults);
/* The same from text; @name stands for the path. */
Config *config_text_read(const char *text, gsize len, const char *name,
                         GPtrArray *faults);

/* Takes the values of OIT_AUDIT_* variables; config_read() does so itself. */
void config_env_read(Config *config, GPtrArray *faults);

/*
 * What can only be checked with the rules at hand: items that the fiscal
 * year does not have, roles that no rule names.
 */
void config_rules_check(const Config *config, const RuleSet *rules,
                        GPtrArray *faults);

AgencyConfig *agency_config_new(const char *id);
/* Borrowed, or NULL. */
AgencyConfig *config_find_agency(const Config *config, const char *id);
/* The submission of @item, made when there is none; borrowed. */
Submission *agency_config_submission(AgencyConfig *agency, const char *item);
/* Borrowed, or NULL. */
const Submission *agency_config_find_submission(const AgencyConfig *agency,
                                                const char *item);

/* @path against the folder of @config; owned by the caller. */
char *config_path(const Config *config, const char *path);

/* Fills @options from the crawler section; borrows from @config. */
void config_fetch_options(const Config *config, FetchOptions *options);

/* Every value as it holds now, as YAML; owned by the caller. */
char *config_show(const Config *config);
/* docs/CONFIG.md, from the table of keys; owned by the caller. */
char *config_doc(void);
/* JSON Schema for editors, from the table of keys; owned by the caller. */
char *config_schema(void);

#endif
