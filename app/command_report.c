#include "app/commands.h"

#include <stdio.h>

ExitCode command_report(Session *session)
{
    const char *out = arguments_value(session->arguments, "out");
    ExitCode code = session_load_config(session, FALSE);
    g_autoptr(GPtrArray) formats = g_ptr_array_new();
    g_autoptr(Audit) audit = NULL;
    g_autoptr(GError) error = NULL;
    ReportOptions options;

    if (code == EXIT_NO_GAP)
        code = session_check_format(session);
    if (code == EXIT_NO_GAP)
        audit = session_load_audit(session, &code);
    if (audit == NULL)
        return code;
    if (out == NULL)
        return session_print_audit(session, audit);
    session_report_options(session, &options);
    options.color = FALSE;
    /* The one format asked for wins over those of the config. */
    if (arguments_has(session->arguments, "format")) {
        g_ptr_array_add(
            formats, (gpointer)arguments_value(session->arguments, "format"));
        options.formats = formats;
    }
    if (!report_write_dir(audit, &options, out, &error)) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    fprintf(stderr,
            session->lang == LANG_EN ? "The report is in %s\n"
                                     : "รายงานอยู่ที่ %s\n",
            out);
    return EXIT_NO_GAP;
}
