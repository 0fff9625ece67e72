/*
 * exit_code.h - what the program says to a script
 */
#ifndef APP_EXIT_CODE_H
#define APP_EXIT_CODE_H

#include "rules/audit.h"

typedef enum {
    EXIT_NO_GAP = 0,
    EXIT_GAP = 1,         /* a required element is missing */
    EXIT_USAGE = 2,       /* usage, config or rules; nothing was fetched */
    EXIT_UNCLEAR = 3,     /* no gap, but something could not be checked */
    EXIT_GAP_UNCLEAR = 4, /* both */
    EXIT_FAULT = 5,       /* storage or internal fault */
    EXIT_LOCKED = 75,     /* another run holds the lock */
    EXIT_INTERRUPTED = 130,
    EXIT_TERMINATED = 143
} ExitCode;

/* The code of a finished audit. */
ExitCode exit_code_of(const Audit *audit);

#endif
