#include "app/commands.h"

#include <stdio.h>
#include <string.h>

ExitCode command_help(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    const Command *command = NULL;
    g_autofree char *text = NULL;

    if (words->len > 0) {
        command = command_find(g_ptr_array_index(words, 0));
        if (command == NULL) {
            complain("unknown command '%s'; 'oit-audit help' lists them",
                     (const char *)g_ptr_array_index(words, 0));
            return EXIT_USAGE;
        }
    }
    text = command_help_text(command, session->lang);
    return print_bytes(text, strlen(text));
}

ExitCode command_version(Session *session)
{
    (void)session;
    printf("oit-audit %s\n", OIT_VERSION);
    return EXIT_NO_GAP;
}
