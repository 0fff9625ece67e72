/*
 * source_map.h - read an address from somewhere else
 *
 * Maps URL prefixes to a folder, another URL (staging) or, later, an archive,
 * so that a site can be audited before it is published and the sample needs
 * no network. Longest prefix wins.
 */
#ifndef CRAWLER_SOURCE_MAP_H
#define CRAWLER_SOURCE_MAP_H

#include <glib.h>

typedef struct SourceMap SourceMap;

SourceMap *source_map_new(void);
void source_map_free(SourceMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceMap, source_map_free)

/* @to: "http://..." or a folder (relative to @base_dir, which may be NULL). */
gboolean source_map_add(SourceMap *map, const char *from, const char *to,
                        const char *base_dir, GError **error);

typedef enum { SOURCE_WEB, SOURCE_FILE } SourceKind;

/*
 * Where @url is to be read. SOURCE_WEB: *@place is the URL to fetch (maybe
 * @url itself). SOURCE_FILE: *@place is a path of a file that exists, or NULL
 * when the folder holds none: tried are the path itself, path/index.html,
 * path.html; percent-decoded; a path that leaves the folder is never found. A
 * query string is tried as part of the file name first, then dropped.
 * *@place is owned by the caller.
 */
SourceKind source_map_find(const SourceMap *map, const char *url,
                           char **place);

#endif
