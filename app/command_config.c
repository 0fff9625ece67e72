#include "app/commands.h"

#include <stdio.h>
#include <string.h>

static ExitCode config_check(Session *session)
{
    ExitCode code = session_load(session, FALSE);
    guint count = 0;

    /* Those that keep anything from running were told with these. */
    if (code == EXIT_NO_GAP &&
        print_faults(session->config->remarks) != EXIT_NO_GAP)
        code = EXIT_USAGE;
    if (code != EXIT_NO_GAP)
        return code;
    for (guint i = 0; i < session->config->agencies->len; i++) {
        const AgencyConfig *agency =
            g_ptr_array_index(session->config->agencies, i);

        count += agency->submissions->len;
    }
    printf(session->lang == LANG_EN
               ? "%s: no faults (%u agencies, %u items submitted)\n"
               : "%s: ไม่พบข้อผิดพลาด (%u หน่วยงาน ส่งแล้ว %u ข้อ)\n",
           session->config->path, session->config->agencies->len, count);
    return EXIT_NO_GAP;
}

static ExitCode config_show_all(Session *session)
{
    ExitCode code = session_load(session, FALSE);
    g_autofree char *text = NULL;

    if (code != EXIT_NO_GAP)
        return code;
    text = config_show(session->config);
    return print_bytes(text, strlen(text));
}

static ExitCode config_print_doc(Session *session)
{
    g_autofree char *text = config_doc();

    (void)session;
    return print_bytes(text, strlen(text));
}

static ExitCode config_print_schema(Session *session)
{
    g_autofree char *text = config_schema();

    (void)session;
    return print_bytes(text, strlen(text));
}

static const struct {
    const char *name;
    ExitCode (*run)(Session *session);
} verbs[] = {
    { "check", config_check },
    { "show", config_show_all },
    { "doc", config_print_doc },
    { "schema", config_print_schema },
};

ExitCode command_config(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);

    for (gsize i = 0; words->len == 1 && i < G_N_ELEMENTS(verbs); i++)
        if (strcmp(g_ptr_array_index(words, 0), verbs[i].name) == 0)
            return verbs[i].run(session);
    complain("say what to do: config check | show | doc | schema");
    return EXIT_USAGE;
}
