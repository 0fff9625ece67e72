/*
 * commands.h - the verbs: one row and one file each
 *
 * A new command is one file command_<name>.c, one prototype here, one row in
 * commands.c and one test.
 */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include "app/session.h"

typedef struct {
    const char *name;
    const char
        *usage; /* after the name: "FILE-or-URL..."; "": takes no words */
    const char *th, *en;
    const char *const *options; /* names of arguments.c, NULL-ended */
    ExitCode (*run)(Session *session);
} Command;

const Command *commands(gsize *count);
/* NULL when there is none. */
const Command *command_find(const char *name);

ExitCode command_run(Session *session);
ExitCode command_check(Session *session);
ExitCode command_report(Session *session);
ExitCode command_appeal(Session *session);
ExitCode command_diff(Session *session);
ExitCode command_history(Session *session);
ExitCode command_freeze(Session *session);
ExitCode command_evidence(Session *session);
ExitCode command_discover(Session *session);
ExitCode command_import(Session *session);
ExitCode command_score(Session *session);
ExitCode command_rules(Session *session);
ExitCode command_config(Session *session);
ExitCode command_doctor(Session *session);
ExitCode command_help(Session *session);
ExitCode command_completion(Session *session);
ExitCode command_version(Session *session);

/* The help of one command, or of all when @command is NULL; owned by the
 * caller. */
char *command_help_text(const Command *command, Lang lang);

#endif
