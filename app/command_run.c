#include "app/body_prune.h"
#include "app/cancel.h"
#include "app/commands.h"
#include "app/pipeline.h"
#include "base/fault.h"
#include "store/evidence.h"

#include <signal.h>
#include <stdio.h>

static ExitCode agency_check(const Session *session, const char *id)
{
    const Config *config = session->config;
    g_autofree const char **ids =
        g_new0(const char *, config->agencies->len + 1);
    const char *near;

    if (id == NULL || config_find_agency(config, id) != NULL)
        return EXIT_NO_GAP;
    for (guint i = 0; i < config->agencies->len; i++)
        ids[i] = ((AgencyConfig *)g_ptr_array_index(config->agencies, i))->id;
    near = fault_nearest(id, ids, config->agencies->len);
    if (near != NULL)
        complain("no agency '%s' in %s; did you mean '%s'?", id, config->path,
                 near);
    else
        complain("no agency '%s' in %s", id, config->path);
    return EXIT_USAGE;
}

static ExitCode prepare(Session *session)
{
    ExitCode code = session_load(session, FALSE);

    if (code == EXIT_NO_GAP)
        code = agency_check(session,
                            arguments_value(session->arguments, "agency"));
    if (code == EXIT_NO_GAP)
        code = session_read_items(session);
    if (code == EXIT_NO_GAP)
        code = session_check_format(session);
    if (code == EXIT_NO_GAP && !arguments_has(session->arguments, "no-store"))
        code = session_open_store(session);
    if (code == EXIT_NO_GAP)
        code = session_prepare_collector(session);
    if (code == EXIT_NO_GAP)
        code = session_begin_run(session);
    return code;
}

static ExitCode reports_write(const Session *session, const Audit *audit)
{
    const char *out = arguments_value(session->arguments, "out");
    g_autoptr(GError) error = NULL;
    g_autofree char *html = NULL;
    ReportOptions options;

    if (out == NULL)
        out = session->config->report_dir;
    if (out == NULL)
        return EXIT_NO_GAP;
    session_report_options(session, &options);
    options.color = FALSE;
    if (!report_write_dir(audit, &options, out, &error)) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    html = g_build_filename(out, "audit.html", NULL);
    fprintf(stderr,
            session->lang == LANG_EN ? "The report is in %s (open %s)\n"
                                     : "รายงานอยู่ที่ %s (เปิดไฟล์ %s)\n",
            out, html);
    return EXIT_NO_GAP;
}

static ExitCode save(const Session *session, const Audit *audit)
{
    g_autoptr(GError) error = NULL;

    if (session->store == NULL)
        return EXIT_NO_GAP;
    /* One that was interrupted stays open: --resume goes on with it. */
    if (store_save(session->store, audit, &error) &&
        (audit->interrupted ||
         store_end_run(session->store, audit->run_id, &error)))
        return EXIT_NO_GAP;
    complain("the run was not saved: %s", error->message);
    return EXIT_FAULT;
}

static ExitCode finish(const Session *session, const Audit *audit)
{
    ExitCode saved = save(session, audit);
    ExitCode printed = session_print_audit(session, audit);
    ExitCode written = reports_write(session, audit);

    if (audit->interrupted)
        return cancel_signal() == SIGTERM ? EXIT_TERMINATED : EXIT_INTERRUPTED;
    if (saved != EXIT_NO_GAP || printed != EXIT_NO_GAP ||
        written != EXIT_NO_GAP)
        return EXIT_FAULT;
    document_cache_prune(session->cache);
    if (session->store != NULL)
        body_prune(session->store, session->spool_dir,
                   session->config->bodies_max_len);
    return exit_code_of(audit);
}

ExitCode command_run(Session *session)
{
    ExitCode code = prepare(session);
    PipelineOptions options = { .config = session->config,
                                .rules = session->rules,
                                .agency = arguments_value(session->arguments,
                                                          "agency"),
                                .items = session->items };
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) audit = NULL;

    if (code != EXIT_NO_GAP)
        return code;
    audit = pipeline_run(&options, &session->collector, &error);
    g_clear_pointer(&session->collector.progress, progress_free);
    if (audit == NULL) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    return finish(session, audit);
}
