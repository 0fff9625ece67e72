/*
 * draw.h - let a browser draw the pages that scripts fill
 *
 * Takes    pages that were fetched and read
 * Gives    those that became more than an empty shell: their HTML in
 *          Page.drawn_*, a picture in the spool, ready to be read again
 * Errors   none: a page that was not drawn stays "needs-javascript"
 */
#ifndef APP_DRAW_H
#define APP_DRAW_H

#include "app/collect.h"

/* Page*, borrowed, of @pages. Owned by the caller. */
GPtrArray *draw_pages(Collector *collector, const GPtrArray *pages);

#endif
