/*
 * main.c - find the command, parse its options, run it
 */
#include <string.h>

#include "app/cancel.h"
#include "app/commands.h"
#include "base/fault.h"
#include "document/reader.h"

static ExitCode unknown_command(const char *name)
{
    gsize count;
    const Command *rows = commands(&count);
    g_autofree const char **names = g_new0(const char *, count + 1);
    const char *near;

    for (gsize i = 0; i < count; i++)
        names[i] = rows[i].name;
    near = fault_nearest(name, names, count);
    if (near != NULL)
        complain("unknown command '%s'; did you mean '%s'?", name, near);
    else
        complain("unknown command '%s'; 'oit-audit help' lists them", name);
    return EXIT_USAGE;
}

static ExitCode show_help(const Command *command, Lang lang)
{
    g_autofree char *text = command_help_text(command, lang);

    return print_bytes(text, strlen(text));
}

/* Looked for by hand: what is wrong with the words has to be said in it. */
static Lang lang_of(int argc, char **argv)
{
    const char *lang = g_getenv("OIT_AUDIT_LANG");

    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (g_str_has_prefix(argv[i], "--lang="))
            lang = argv[i] + strlen("--lang=");
        else if (i + 1 < argc &&
                 (strcmp(argv[i], "--lang") == 0 || strcmp(argv[i], "-l") == 0))
            lang = argv[i + 1];
    }
    return g_strcmp0(lang, "en") == 0 ? LANG_EN : LANG_TH;
}

static ExitCode command_call(const Command *command, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Arguments) arguments =
        arguments_parse(argc, argv, command->options, &error);
    g_auto(Session) session = { .arguments = arguments };

    if (arguments == NULL) {
        complain("%s", error->message);
        complain("'oit-audit help %s' shows its options", command->name);
        return EXIT_USAGE;
    }
    session.lang = lang_of(argc, argv);
    if (arguments_has(arguments, "help"))
        return show_help(command, session.lang);
    if (*command->usage == '\0' && arguments_words(arguments)->len > 0) {
        complain(
            "'%s' is not expected here",
            (const char *)g_ptr_array_index(arguments_words(arguments), 0));
        return EXIT_USAGE;
    }
    return command->run(&session);
}

int main(int argc, char **argv)
{
    const Command *command;

    /* First of all: a reader process must see nothing else of the program. */
    if (argc > 1 && strcmp(argv[1], READER_PROCESS_VERB) == 0)
        return reader_process_main(argc, argv);
    complain_in(lang_of(argc, argv));
    if (argc < 2) {
        show_help(NULL, lang_of(0, NULL));
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return (int)command_call(command_find("help"), argc - 2, argv + 2);
    if (strcmp(argv[1], "--version") == 0)
        return (int)command_call(command_find("version"), 0, NULL);
    command = command_find(argv[1]);
    if (command == NULL)
        return (int)unknown_command(argv[1]);
    cancel_install();
    return (int)command_call(command, argc - 2, argv + 2);
}
