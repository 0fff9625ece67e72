/*
 * reach.h - is there a way from the home page to a submitted page?
 *
 * Takes    the pages of a run, with their links
 * Gives    the clicks a visitor makes, or that there are none
 *
 * A breadth-first search over the pages that were opened: the home page, the
 * pages its menus link, and the submitted ones.
 */
#ifndef APP_REACH_H
#define APP_REACH_H

#include "app/page.h"

#define REACH_CLICKS_MAX 3

typedef enum {
    REACH_UNKNOWN = -1, /* the home page was not read, or not all of it was
                           looked at */
    REACH_NONE = 0,
    REACH_FOUND = 1
} Reach;

/*
 * The pages that @home links and that are worth opening to find a way, at
 * most @max, the likeliest first; *@cut: there were more. Free the array.
 */
GPtrArray *reach_candidates(PageTable *table, const Page *home, guint max,
                            gboolean *cut);

/*
 * The way from @home to @target. *@path: "หน้าแรก > ITA > O9", owned by the
 * caller, when found. @cut: not all that @home links was opened.
 */
Reach reach_find(const PageTable *table, const Page *home, const Page *target,
                 gboolean cut, char **path);

#endif
