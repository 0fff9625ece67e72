#include "app/commands.h"

#include <string.h>

/* The two runs: those named, else the newest (or --run) and the one before
 * it. *@before stays NULL when there is none. */
static ExitCode runs_load(Session *session, Audit **before, Audit **after)
{
    const GPtrArray *words = arguments_words(session->arguments);
    g_autoptr(GError) error = NULL;
    ExitCode code;

    if (words->len == 0) {
        *after = session_load_audit(session, &code);
        if (*after != NULL)
            *before =
                store_load_before(session->store, (*after)->run_id, &error);
    } else {
        const char *last = g_ptr_array_index(words, words->len - 1);

        code = session_open_history(session);
        if (code == EXIT_NO_GAP)
            *after = store_load(session->store, words->len > 1 ? last : NULL,
                                &error);
        if (*after != NULL)
            *before =
                store_load(session->store, g_ptr_array_index(words, 0), &error);
        if (code == EXIT_NO_GAP && (*after == NULL || *before == NULL))
            code = EXIT_USAGE;
        if (code == EXIT_NO_GAP)
            session_tell_partial(*after);
    }
    if (error != NULL)
        complain("%s", error->message);
    if (error != NULL && code == EXIT_NO_GAP)
        code = EXIT_FAULT;
    return code;
}

ExitCode command_diff(Session *session)
{
    const char *format = arguments_value(session->arguments, "format");
    ExitCode code = session_load_config(session, FALSE);
    g_autoptr(Audit) before = NULL;
    g_autoptr(Audit) after = NULL;
    g_autofree char *text = NULL;

    if (code != EXIT_NO_GAP)
        return code;
    if (format != NULL && strcmp(format, "text") != 0 &&
        strcmp(format, "json") != 0) {
        complain("'%s' is no format of diff; one of: text, json", format);
        return EXIT_USAGE;
    }
    if (arguments_words(session->arguments)->len > 2) {
        complain("diff compares two runs");
        return EXIT_USAGE;
    }
    code = runs_load(session, &before, &after);
    if (code != EXIT_NO_GAP)
        return code;
    if (before != NULL)
        session_tell_partial(before);
    if (before == NULL) {
        complain("there is only one run; 'oit-audit run' makes another");
        return EXIT_USAGE;
    }
    if (g_strcmp0(format, "json") == 0) {
        g_autoptr(JsonValue) json = report_diff_json(before, after);

        text = json_format(json, TRUE);
    } else {
        text = report_diff_text(before, after, session_report_lang(session));
    }
    return print_bytes(text, strlen(text));
}
