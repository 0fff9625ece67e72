/*
 * progress.h - how far a run is, for a person at a terminal
 *
 * One line on stderr that writes over itself; nothing when stderr is no
 * terminal or the run is told to be quiet.
 */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include "base/words.h"

typedef struct Progress Progress;

typedef enum {
    PROGRESS_FETCH,
    PROGRESS_READ,
    PROGRESS_JUDGE,
    PROGRESS_PHASE_COUNT
} ProgressPhase;

/* NULL when there is nobody to show it to. All functions take NULL. */
Progress *progress_new(Lang lang, gboolean quiet);
/* Clears the line and frees. */
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

void progress_begin(Progress *progress, ProgressPhase phase, guint count);
void progress_step(Progress *progress);

#endif
