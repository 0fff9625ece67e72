/*
 * body_prune.h - the captured bodies of earlier runs, within their room
 *
 * Takes    the folder of bodies, named by their SHA-256
 * Limits   @max_len bytes in all: past that the longest unused go first.
 *          What the last BODY_RUNS_KEPT runs captured stays, whatever its
 *          size: the next run asks for it conditionally
 * Errors   what can not be removed stays
 */
#ifndef APP_BODY_PRUNE_H
#define APP_BODY_PRUNE_H

#include "store/store.h"

#define BODY_RUNS_KEPT 3

/* @max_len 0: no limit. */
void body_prune(Store *store, const char *dir, gint64 max_len);

#endif
