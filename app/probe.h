/*
 * probe.h - what a site shows at an address that it cannot have
 *
 * Some sites answer 200 to everything. One address a site and one beside the
 * submitted pages, named so that no page has it, show what its "not found"
 * looks like; a submitted page that shows the same is none.
 *
 * The name follows from the site, so that a run that is replayed from its
 * captures asks for the same.
 */
#ifndef APP_PROBE_H
#define APP_PROBE_H

#include "app/collect.h"

#define PROBE_SITES_MAX 8 /* of an agency; further ones are not probed */

/* Page* (borrowed from @table) to fetch for the submitted @pages (Page*).
 * Owned by the caller. */
GPtrArray *probe_pages(PageTable *table, const GPtrArray *pages,
                       const char *site);

/* Pages among @pages that show what a probe shows become LINK_SOFT_404. */
void probe_compare(const Collector *collector, const GPtrArray *probes,
                   const GPtrArray *pages);

#endif
