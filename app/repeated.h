/*
 * repeated.h - what stands on many pages of a site is its furniture
 *
 * Old templates are made of plain tables: nothing in one page tells its menu
 * from its content. Over many pages it shows: what links the same thing in
 * the same words on page after page is a menu, a sidebar or a footer. Such
 * links are not followed, and their blocks prove nothing.
 *
 * A list of what stands below the page's own address (news/ and its news) is
 * its content, however often sidebars repeat it; and so is a document that
 * several items share.
 *
 * Lines without links (a visitor counter, the address in the footer, a notice)
 * are furniture when at least half of the pages have them. Headings and lines
 * that name a year are not, and of two copies in a page only the last: the
 * address on the page of contacts is its content.
 */
#ifndef APP_REPEATED_H
#define APP_REPEATED_H

#include "app/page.h"

typedef struct Repeated Repeated;

/* @pages: Page* of one agency that were read; only those of @site count. */
Repeated *repeated_new(const GPtrArray *pages, const char *site);
void repeated_free(Repeated *repeated);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Repeated, repeated_free)

/* TRUE when @link of the page at @base is furniture; @repeated may be NULL. */
gboolean repeated_has_link(const Repeated *repeated, const char *base,
                           const PageLink *link);

/* Marks the blocks of @document that consist of such links as chrome; with
 * @texts also such lines. For an item about the site itself the lines stay:
 * what it asks for stands on every page. */
void repeated_mark(const Repeated *repeated, Document *document,
                   gboolean texts);

#endif
