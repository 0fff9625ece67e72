/*
 * discover.h - look over a site for the pages of the items
 *
 * Takes    the home page of a site, the rules
 * Gives    for each item the pages whose titles or links name it, best first
 * Limits   so many pages, robots.txt, DISCOVER_SITEMAPS_MAX
 * Source   RFC 9309; sitemaps.org protocol 0.9
 *
 * Nobody has asked us to open these pages, so robots.txt is obeyed.
 */
#ifndef APP_DISCOVER_H
#define APP_DISCOVER_H

#include "app/collect.h"
#include "rules/rule_set.h"

#define DISCOVER_SITEMAPS_MAX 6
#define DISCOVER_CLICKS_MAX 4
#define DISCOVER_CANDIDATES_MAX 3 /* of an item */

typedef struct {
    const char *item; /* of the rules */
    char *url;
    char *text;    /* the link or title that names the item */
    int certainty; /* of 100 */
} DiscoverFind;

void discover_find_free(DiscoverFind *find);

/* DiscoverFind*, by item, best first; NULL with error. *@pages_count: how many
 * pages were opened; *@left: how many robots.txt kept us from. */
GPtrArray *discover_site(Collector *collector, const RuleSet *rules,
                         const char *site, guint pages_max, guint *pages_count,
                         guint *left, GError **error);

#endif
