/*
 * run_lock.h - at most one run at a time on one store
 *
 * The lock is the kernel's (flock), so it ends with the process, however it
 * ends; the file's text only names the holder.
 */
#ifndef STORE_RUN_LOCK_H
#define STORE_RUN_LOCK_H

#include <glib.h>

/* A descriptor that holds the lock until it is closed; -1 with
 * STORE_ERROR_BUSY naming the holder, or STORE_ERROR_OPEN. */
int run_lock_take(const char *path, GError **error);

#endif
