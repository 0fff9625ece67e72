#include "app/session.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "app/cancel.h"
#include "app/config_value.h"
#include "app/rules_find.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/folder.h"
#include "base/message.h"
#include "crawler/browser.h"

/* Complaints come up where no session is at hand. */
static Lang complaints = LANG_TH;

void complain_in(Lang lang)
{
    complaints = lang;
}

void complain(const char *format, ...)
{
    g_autofree char *message = NULL;
    g_autofree char *said = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    said = message_in(message, complaints);
    fprintf(stderr, "oit-audit: %s\n", said);
}

static int fault_compare(gconstpointer a, gconstpointer b)
{
    const Fault *one = *(const Fault *const *)a;
    const Fault *two = *(const Fault *const *)b;
    int files = g_strcmp0(one->file, two->file);

    if (files != 0)
        return files;
    if (one->line != two->line)
        return one->line < two->line ? -1 : 1;
    return one->column - two->column;
}

ExitCode print_faults(GPtrArray *faults)
{
    g_autofree char *text = NULL;

    if (faults->len == 0)
        return EXIT_NO_GAP;
    g_ptr_array_sort(faults, fault_compare);
    text = fault_list_text(faults, complaints);
    fputs(text, stderr);
    return EXIT_USAGE;
}

ExitCode print_bytes(const void *bytes, gsize len)
{
    if (fwrite(bytes, 1, len, stdout) == len && fflush(stdout) == 0)
        return EXIT_NO_GAP;
    complain("can not write to stdout: %s", g_strerror(errno));
    return EXIT_FAULT;
}

void session_clear(Session *session)
{
    progress_free(session->collector.progress);
    witness_free(session->collector.witness);
    document_cache_free(session->cache);
    store_close(session->store);
    if (session->temp_dir != NULL)
        folder_remove(session->temp_dir);
    rule_set_free(session->rules);
    config_free(session->config);
    if (session->items != NULL)
        g_ptr_array_unref(session->items);
    g_free(session->rules_dir);
    g_free(session->temp_dir);
    g_free(session->spool_dir);
    g_free(session->run_id);
    g_free(session->reader);
    g_free(session->browser);
}

/* --- config and rules --------------------------------------------------------
 */

/* Owned by the caller; NULL when there is none. */
static char *config_file_find(const Session *session, gboolean optional)
{
    const char *named = arguments_value(session->arguments, "config");
    g_autofree char *user = NULL;

    if (named == NULL)
        named = g_getenv("OIT_AUDIT_CONFIG");
    if (named != NULL && *named != '\0')
        return g_strdup(named);
    if (optional)
        return NULL;
    if (g_file_test("config.yaml", G_FILE_TEST_EXISTS))
        return g_strdup("config.yaml");
    user = g_build_filename(g_get_user_config_dir(), "oit-audit", "config.yaml",
                            NULL);
    return g_file_test(user, G_FILE_TEST_EXISTS) ? g_steal_pointer(&user)
                                                 : NULL;
}

static void language_choose(Session *session)
{
    const char *lang = arguments_value(session->arguments, "lang");

    if (lang == NULL && session->config != NULL)
        lang = session->config->lang;
    session->lang = g_strcmp0(lang, "en") == 0 ? LANG_EN : LANG_TH;
    complain_in(session->lang);
}

static ExitCode language_check(const Session *session)
{
    const char *lang = arguments_value(session->arguments, "lang");

    if (lang == NULL || strcmp(lang, "th") == 0 || strcmp(lang, "en") == 0)
        return EXIT_NO_GAP;
    complain("'%s' is no language of the reports; one of: th, en", lang);
    return EXIT_USAGE;
}

static void store_dir_override(Session *session)
{
    const char *dir = arguments_value(session->arguments, "store");

    if (dir == NULL)
        return;
    g_free(session->config->store_dir);
    session->config->store_dir = g_strdup(dir);
}

static ExitCode config_load(Session *session, gboolean optional,
                            GPtrArray *faults)
{
    g_autofree char *path = config_file_find(session, optional);

    if (language_check(session) != EXIT_NO_GAP)
        return EXIT_USAGE;
    if (path == NULL && !optional) {
        complain("there is no config.yaml here; name one with --config FILE");
        return EXIT_USAGE;
    }
    if (path != NULL) {
        session->config = config_read(path, faults);
    } else {
        session->config = config_new();
        config_env_read(session->config, faults);
    }
    language_choose(session);
    if (session->config != NULL)
        store_dir_override(session);
    return session->config == NULL || faults->len > 0 ? EXIT_USAGE
                                                      : EXIT_NO_GAP;
}

static gboolean year_read(const Session *session, int *year)
{
    const char *text = arguments_value(session->arguments, "year");
    guint64 value;

    *year = (int)session->config->fiscal_year;
    if (text == NULL)
        return TRUE;
    if (!g_ascii_string_to_unsigned(text, 10, 2500, 2700, &value, NULL)) {
        complain("'%s' is no fiscal year (B.E.), as in 2565", text);
        return FALSE;
    }
    *year = (int)value;
    return TRUE;
}

static ExitCode rules_missing(const char *given, int year)
{
    g_autofree char *places = rules_places();

    if (given != NULL)
        complain("no rules of fiscal year %d in '%s'", year, given);
    else
        complain("no rules of fiscal year %d; looked in %s", year, places);
    return EXIT_USAGE;
}

static ExitCode rules_load(Session *session, GPtrArray *faults)
{
    const char *given = arguments_value(session->arguments, "rules");
    int year;

    if (!year_read(session, &year))
        return EXIT_USAGE;
    if (given == NULL)
        given = session->config->rules_dir;
    session->rules_dir = rules_find(given, year);
    if (session->rules_dir == NULL)
        return rules_missing(given, year);
    session->rules = rule_set_load(session->rules_dir, faults);
    if (session->rules == NULL)
        return EXIT_USAGE;
    if (year != 0 && rule_set_fiscal_year(session->rules) != year) {
        complain("the rules in '%s' are of fiscal year %d, not %d",
                 session->rules_dir, rule_set_fiscal_year(session->rules),
                 year);
        return EXIT_USAGE;
    }
    return EXIT_NO_GAP;
}

ExitCode session_load_config(Session *session, gboolean optional)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    ExitCode code = config_load(session, optional, faults);

    print_faults(faults);
    return code;
}

ExitCode session_load_rules(Session *session)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    ExitCode code = rules_load(session, faults);

    print_faults(faults);
    return code;
}

ExitCode session_load(Session *session, gboolean optional)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    ExitCode code = config_load(session, optional, faults);

    if (session->config != NULL) {
        ExitCode rules = rules_load(session, faults);

        if (session->rules != NULL)
            config_rules_check(session->config, session->rules, faults);
        code = code != EXIT_NO_GAP ? code : rules;
    }
    if (print_faults(faults) == EXIT_NO_GAP)
        return code;
    /* Nothing will run: what a run would have found out is told as well. */
    if (session->config != NULL)
        print_faults(session->config->remarks);
    return EXIT_USAGE;
}

ExitCode session_read_items(Session *session)
{
    g_autoptr(GPtrArray) words = arguments_list(session->arguments, "item");

    if (words == NULL)
        return EXIT_NO_GAP;
    session->items = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < words->len; i++) {
        const char *word = g_ptr_array_index(words, i);
        g_autofree char *item = item_code_parse(word);

        if (item == NULL || (session->rules != NULL &&
                             rule_set_find(session->rules, item) == NULL)) {
            complain("'%s' is no item; items are written O1, O2, ... O43",
                     word);
            return EXIT_USAGE;
        }
        g_ptr_array_add(session->items, g_steal_pointer(&item));
    }
    return EXIT_NO_GAP;
}

/* --- store and collector -----------------------------------------------------
 */

static ExitCode store_complain(const GError *error)
{
    complain("%s", error->message);
    return g_error_matches(error, STORE_ERROR, STORE_ERROR_BUSY) ? EXIT_LOCKED
                                                                 : EXIT_FAULT;
}

ExitCode session_open_store(Session *session)
{
    g_autoptr(GError) error = NULL;

    session->store = store_open(session->config->store_dir, &error);
    if (session->store == NULL)
        return store_complain(error);
    if (!store_lock(session->store, &error))
        return store_complain(error);
    return EXIT_NO_GAP;
}

ExitCode session_open_history(Session *session)
{
    g_autoptr(GError) error = NULL;

    session->store = store_open_readonly(session->config->store_dir, &error);
    if (session->store != NULL)
        return EXIT_NO_GAP;
    complain("%s", error->message);
    /* Nothing is broken: there is nothing yet. */
    return session_has_history(session) ? EXIT_FAULT : EXIT_USAGE;
}

gboolean session_has_history(const Session *session)
{
    g_autofree char *path =
        g_build_filename(session->config->store_dir, "history.sqlite", NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static ExitCode folders_make(Session *session, char **cache_dir)
{
    g_autoptr(GError) error = NULL;
    const char *root = session->config->store_dir;

    if (session->store == NULL) {
        session->temp_dir = g_dir_make_tmp("oit-audit-XXXXXX", &error);
        if (session->temp_dir == NULL) {
            complain("%s", error->message);
            return EXIT_FAULT;
        }
        session->spool_dir = g_strdup(session->temp_dir);
        return EXIT_NO_GAP;
    }
    session->spool_dir = g_build_filename(root, "cache", "bodies", NULL);
    *cache_dir = g_build_filename(root, "cache", "documents", NULL);
    if (g_mkdir_with_parents(session->spool_dir, 0700) == 0)
        return EXIT_NO_GAP;
    complain("can not make the folder '%s': %s", session->spool_dir,
             g_strerror(errno));
    return EXIT_FAULT;
}

/* The small reader beside the program; NULL when it is not there. */
static char *reader_find(void)
{
    g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = exe != NULL ? g_path_get_dirname(exe) : NULL;
    g_autofree char *path =
        folder != NULL ? g_build_filename(folder, "oit-audit-reader", NULL)
                       : NULL;

    return path != NULL && g_file_test(path, G_FILE_TEST_IS_EXECUTABLE)
               ? g_steal_pointer(&path)
               : NULL;
}

static gboolean count_parse(const char *text, gint64 *count)
{
    guint64 value;

    if (!g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT64, &value, NULL))
        return FALSE;
    *count = (gint64)value;
    return TRUE;
}

/* The config's limits of a run; an option given wins. */
static ExitCode budget_read(Session *session)
{
    const CrawlerConfig *crawler = &session->config->crawler;
    gint64 runtime_ms = crawler->max_runtime_ms;
    const struct {
        const char *option;
        gboolean (*parse)(const char *text, gint64 *value);
        gint64 *value;
    } rows[] = {
        { "max-runtime", duration_parse, &runtime_ms },
        { "max-bytes", size_parse, &session->budget.len_max },
        { "max-requests", count_parse, &session->budget.requests_max },
    };

    session->budget = (FetchBudget){ .len_max = crawler->max_len,
                                     .requests_max = crawler->max_requests };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *text = arguments_value(session->arguments, rows[i].option);

        if (text == NULL || rows[i].parse(text, rows[i].value))
            continue;
        complain("'%s' can not be read as the value of --%s", text,
                 rows[i].option);
        return EXIT_USAGE;
    }
    if (runtime_ms > 0)
        session->budget.until_us = g_get_monotonic_time() + runtime_ms * 1000;
    session->collector.fetch.budget = &session->budget;
    return EXIT_NO_GAP;
}

/* The browser that the config asks for, when there is one. Without it, pages
 * that need one stay unclear: no reason to stop. */
static const char *session_browser(Session *session)
{
    const CrawlerConfig *crawler = &session->config->crawler;

    if (g_strcmp0(crawler->render, "chromium") != 0)
        return NULL;
    session->browser = browser_find(crawler->browser);
    if (session->browser == NULL)
        complain("crawler.render: no browser was found, pages that need "
                 "JavaScript stay unclear: install chromium-headless-shell");
    return session->browser;
}

ExitCode session_prepare_collector(Session *session)
{
    g_autofree char *cache_dir = NULL;
    ExitCode code = folders_make(session, &cache_dir);

    if (code != EXIT_NO_GAP)
        return code;
    session->collector.started_at = clock_now_at();
    session->run_id = store_new_run_id(session->collector.started_at);
    session->cache = document_cache_new(cache_dir);
    config_fetch_options(session->config, &session->collector.fetch);
    session->collector.fetch.spool_dir = session->spool_dir;
    code = budget_read(session);
    if (code != EXIT_NO_GAP)
        return code;
    session->collector.cache = session->cache;
    session->reader = reader_find();
    session->collector.reader.program = session->reader;
    session->collector.store = session->store;
    session->collector.run_id = session->run_id;
    session->collector.browser = session_browser(session);
    session->collector.cancel = cancel_flag();
    session->collector.progress =
        progress_new(session->lang, arguments_has(session->arguments, "quiet"));
    return EXIT_NO_GAP;
}

/* --- a run that is kept ------------------------------------------------------
 */

/* The run that --resume means; FALSE when there is none to resume. */
static gboolean resume_find(Session *session)
{
    gint64 started_at = 0;
    char *run_id;

    if (!arguments_has(session->arguments, "resume"))
        return FALSE;
    run_id = store_open_run(session->store, &started_at);
    if (run_id == NULL) {
        complain("no run was interrupted; this one begins anew");
        return FALSE;
    }
    g_free(session->run_id);
    session->run_id = run_id;
    session->collector.run_id = run_id;
    session->collector.started_at = started_at;
    return TRUE;
}

ExitCode session_begin_run(Session *session)
{
    Collector *c = &session->collector;
    g_autoptr(GError) error = NULL;
    gboolean resume;

    if (session->store == NULL)
        return EXIT_NO_GAP;
    resume = resume_find(session);
    c->confirm_runs = (int)session->config->crawler.confirm_runs;
    c->fetch.keep_exchanges = TRUE;
    if (resume ||
        store_begin_run(session->store, session->run_id, c->started_at, &error))
        c->witness = witness_open(session->store, session->config->store_dir,
                                  session->run_id, resume, &error);
    if (c->witness != NULL)
        return EXIT_NO_GAP;
    complain("%s", error->message);
    return EXIT_FAULT;
}

/* --- audits
 * --------------------------------------------------------------------
 */

/* The newest run when all there are were interrupted; owned by the caller, or
 * NULL. */
static char *partial_run_id(const Session *session)
{
    g_autoptr(GPtrArray) runs = store_history(session->store, 1, NULL);
    const StoreRun *run;

    if (runs == NULL || runs->len == 0)
        return NULL;
    run = g_ptr_array_index(runs, 0);
    return run->interrupted ? g_strdup(run->run_id) : NULL;
}

void session_tell_partial(const Audit *audit)
{
    if (audit->interrupted)
        complain("run %s was interrupted: this is only what it had fetched by "
                 "then",
                 audit->run_id);
}

/* There is no finished run: say which one could be looked at. */
static ExitCode no_run_complain(const Session *session, const char *run,
                                const GError *error)
{
    g_autofree char *partial = run == NULL ? partial_run_id(session) : NULL;

    if (partial != NULL)
        complain("no run has finished yet; run %s was interrupted. '--run %s' "
                 "shows what it fetched",
                 partial, partial);
    else
        complain("%s", error->message);
    return EXIT_USAGE;
}

Audit *session_load_audit(Session *session, ExitCode *code)
{
    const char *run = arguments_value(session->arguments, "run");
    g_autoptr(GError) error = NULL;
    Audit *audit;

    *code = session_open_history(session);
    if (*code != EXIT_NO_GAP)
        return NULL;
    audit = store_load(session->store, run, &error);
    if (audit != NULL) {
        session_tell_partial(audit);
        return audit;
    }
    *code = no_run_complain(session, run, error);
    return NULL;
}

Lang session_report_lang(const Session *session)
{
    const char *lang = arguments_value(session->arguments, "lang");

    if (lang == NULL && session->config != NULL)
        lang = session->config->report_lang;
    if (lang == NULL)
        return session->lang;
    return strcmp(lang, "en") == 0 ? LANG_EN : LANG_TH;
}

void session_report_options(const Session *session, ReportOptions *options)
{
    const char *no_color = g_getenv("NO_COLOR");
    const char *columns = g_getenv("COLUMNS");

    memset(options, 0, sizeof(*options));
    options->lang = session_report_lang(session);
    options->formats = session->config->report_formats;
    options->color = isatty(STDOUT_FILENO) &&
                     (no_color == NULL || *no_color == '\0') &&
                     g_strcmp0(g_getenv("TERM"), "dumb") != 0;
    options->width =
        columns != NULL ? (int)CLAMP(g_ascii_strtoll(columns, NULL, 10), 0, 400)
                        : 0;
    options->verbose = arguments_has(session->arguments, "verbose");
}

static const ReportRow *format_choose(const Session *session)
{
    const char *format = arguments_value(session->arguments, "format");
    gsize count;
    const ReportRow *rows = report_rows(&count);
    g_autofree const char **names = g_new0(const char *, count + 1);
    g_autofree char *list = NULL;
    const ReportRow *row;

    if (format == NULL)
        format = session->config->report_format;
    row = report_find(format);
    if (row != NULL)
        return row;
    for (gsize i = 0; i < count; i++)
        names[i] = rows[i].name;
    list = g_strjoinv(", ", (char **)names);
    complain("'%s' is no report format; one of: %s", format, list);
    return NULL;
}

ExitCode session_check_format(const Session *session)
{
    return format_choose(session) != NULL ? EXIT_NO_GAP : EXIT_USAGE;
}

ExitCode session_print_audit(const Session *session, const Audit *audit)
{
    const ReportRow *row = format_choose(session);
    Sink sink = sink_to_file(stdout);
    g_autoptr(GError) error = NULL;
    ReportOptions options;

    if (row == NULL)
        return EXIT_USAGE;
    if (row->binary && isatty(STDOUT_FILENO)) {
        complain("%s is no text: send it to a file, or use --out DIR",
                 row->name);
        return EXIT_USAGE;
    }
    session_report_options(session, &options);
    if (!row->write(audit, &options, &sink, &error)) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    /* A text ends with a line end, so that what follows begins a line. */
    if (!row->binary && sink.last != '\0' && sink.last != '\n')
        sink_text(&sink, "\n");
    if (sink_end(&sink, &error))
        return EXIT_NO_GAP;
    complain("can not write to stdout: %s", error->message);
    return EXIT_FAULT;
}
