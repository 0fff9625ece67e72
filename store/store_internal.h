/*
 * store_internal.h - what a Store is, for the store room only
 */
#ifndef STORE_STORE_INTERNAL_H
#define STORE_STORE_INTERNAL_H

#include "store/database.h"
#include "store/store.h"

struct Store {
    sqlite3 *db;
    char *dir;
    int lock_fd; /* -1: not locked */
};

#endif
