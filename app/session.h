/*
 * session.h - what every command needs: arguments, config, rules, store
 *
 * Each function that can fail prints why on stderr and returns an exit code;
 * EXIT_NO_GAP means go on.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/arguments.h"
#include "app/collect.h"
#include "app/config.h"
#include "app/exit_code.h"
#include "reports/report.h"
#include "store/store.h"

typedef struct {
    const Arguments *arguments;
    Lang lang;
    Config *config;
    RuleSet *rules;
    char *rules_dir;  /* of the year; or NULL before the rules are loaded */
    GPtrArray *items; /* char*: "O10" of --item; NULL: all */
    Store *store;
    char *temp_dir; /* taken away at the end */
    DocumentCache *cache;
    char *spool_dir, *run_id;
    char *reader;       /* program of the reader processes; NULL: this one */
    char *browser;      /* draws what scripts fill; NULL: nobody does */
    FetchBudget budget; /* of the whole run */
    Collector collector;
} Session;

void session_clear(Session *session);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Session, session_clear)

/* The config file named, else the one found; a built-in config when @optional
 * and none is named. Also decides the language. */
ExitCode session_load_config(Session *session, gboolean optional);
/* The rules of the config's year; checks the config against them. */
ExitCode session_load_rules(Session *session);
/* Both together: the faults of both are told at once. */
ExitCode session_load(Session *session, gboolean optional);
/* Reads --item into @items. */
ExitCode session_read_items(Session *session);

/* For writing, with the run lock. */
ExitCode session_open_store(Session *session);
/* For reading; EXIT_USAGE when nothing was kept yet. */
ExitCode session_open_history(Session *session);
/* After session_prepare_collector(), for a run that is kept: what it fetches
 * is recorded, and with --resume it goes on where the last one was killed. */
ExitCode session_begin_run(Session *session);

/* FALSE when no run was ever kept. */
gboolean session_has_history(const Session *session);
/* Fills the collector; with the store's folders, or temporary ones. */
ExitCode session_prepare_collector(Session *session);

/* The run of --run, or the newest; NULL after printing why, with *@code. */
Audit *session_load_audit(Session *session, ExitCode *code);
/* Says so when @audit is of a run that was interrupted. */
void session_tell_partial(const Audit *audit);
/* The language of reports: --lang, else that of the config. */
Lang session_report_lang(const Session *session);
/* Fills @options from the options, the config and the terminal. */
void session_report_options(const Session *session, ReportOptions *options);
/* EXIT_USAGE, said before any work is done, when --format is no format. */
ExitCode session_check_format(const Session *session);
/* Prints @audit in the format of --format on stdout. */
ExitCode session_print_audit(const Session *session, const Audit *audit);

/* The language of what is said on stderr from now on; Thai until then. */
void complain_in(Lang lang);
/* "oit-audit: ..." on stderr. @format is English and has its Thai row in
 * base/message_rows.c. */
void complain(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Prints all of @faults; EXIT_USAGE when there are any. */
ExitCode print_faults(GPtrArray *faults);
/* Bytes on stdout; EXIT_FAULT when they do not get through. */
ExitCode print_bytes(const void *bytes, gsize len);

#endif
