/*
 * program.h - run a helper program on a file and take what it prints
 *
 * Takes    argv; a descriptor that the program sees as PROGRAM_INPUT_PATH
 * Gives    what it printed, and how it ended
 * Units    *_s seconds, *_len bytes
 * Limits   the caller's output_max_len and wall_s; CPU, memory, file size
 *
 * The program gets an empty environment, no input but the descriptor, and
 * dies with the process that started it.
 */
#ifndef DOCUMENT_PROGRAM_H
#define DOCUMENT_PROGRAM_H

#include <glib.h>

#define PROGRAM_INPUT_PATH "/dev/fd/3"

typedef enum {
    PROGRAM_EXITED,
    PROGRAM_MISSING, /* not installed, or can not be started */
    PROGRAM_TIMEOUT,
    PROGRAM_DIED,    /* by a signal: crashed or over its limits */
    PROGRAM_TOO_MUCH /* printed more than output_max_len; cut there */
} ProgramEnd;

typedef struct {
    ProgramEnd end;
    int exit_status; /* PROGRAM_EXITED only */
    GString *output; /* may hold NUL bytes */
    GString *errors; /* the beginning of what it said on stderr */
} ProgramResult;

ProgramResult *program_run(const char *const *argv, int input_fd,
                           gsize output_max_len, int wall_s);
void program_result_free(ProgramResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProgramResult, program_result_free)

#endif
