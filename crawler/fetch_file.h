/*
 * fetch_file.h - answer a request from a file, as a web server would
 *
 * Takes    a path that source_map_find() found, or NULL
 * Gives    state, type, hash; the body is the file itself, not a copy
 * Limits   FetchOptions.body_max_len
 */
#ifndef CRAWLER_FETCH_FILE_H
#define CRAWLER_FETCH_FILE_H

#include "crawler/fetch.h"

/* The content type that the ending of @path stands for, or NULL. */
const char *fetch_file_type(const char *path);

/* Fills @result, whose final_url is the address asked for. A folder's index
 * is found at the address with a slash, so that its links resolve. */
void fetch_file(FetchResult *result, const char *path, gint64 max_len);

#endif
