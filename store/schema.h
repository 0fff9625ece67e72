/*
 * schema.h - the tables of the history, and how older files become newer
 *
 * One entry a version; entry 0 makes an empty file version 1. Entries are
 * never edited once released: a change is a new entry.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <glib.h>

extern const char *const schema_migrations[];
extern const int schema_version;

#endif
