/*
 * source_map.h - read an address from somewhere else
 *
 * Maps URL prefixes to a folder, another URL (staging) or an archive of a past
 * run (warc_read.h), so that a site can be audited before it is published and
 * the sample needs no network. Longest prefix wins.
 */
#ifndef CRAWLER_SOURCE_MAP_H
#define CRAWLER_SOURCE_MAP_H

#include <glib.h>

typedef struct WarcArchive WarcArchive;

#define SOURCE_MAP_ERROR (source_map_error_quark())
GQuark source_map_error_quark(void);
enum {
    SOURCE_MAP_ERROR_FROM,    /* no http or https address */
    SOURCE_MAP_ERROR_TO,      /* neither an address nor a folder */
    SOURCE_MAP_ERROR_ARCHIVE, /* an archive that can not be read */
};

typedef struct SourceMap SourceMap;

SourceMap *source_map_new(void);
void source_map_free(SourceMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceMap, source_map_free)

/*
 * @to: "http://...", a .warc or .warc.gz file, or a folder (relative to
 * @base_dir, which may be NULL) that exists. A later row with the same @from
 * replaces the earlier one.
 */
gboolean source_map_add(SourceMap *map, const char *from, const char *to,
                        const char *base_dir, GError **error);

typedef enum { SOURCE_WEB, SOURCE_FILE, SOURCE_ARCHIVE } SourceKind;

/*
 * Where @url is to be read. SOURCE_WEB: *@place is the URL to fetch (maybe
 * @url itself). SOURCE_FILE: *@place is a path of a file that exists, or NULL
 * when the folder holds none: tried are the path itself, path/index.html,
 * path.html; percent-decoded; a path that leaves the folder is never found. A
 * query string is tried as part of the file name first, then dropped.
 * *@place is owned by the caller. SOURCE_ARCHIVE: *@place is @url, to be asked
 * of source_map_archive().
 */
SourceKind source_map_find(const SourceMap *map, const char *url, char **place);

/* The archive that stands for @url; borrowed, or NULL. */
WarcArchive *source_map_archive(const SourceMap *map, const char *url);

/*
 * The address that is read from @place, a URL of the staging site: what a
 * visitor will ask for once the site is published. A copy of @place when no
 * row leads there. Owned by the caller.
 */
char *source_map_public(const SourceMap *map, const char *place);

#endif
