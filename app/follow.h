/*
 * follow.h - which links of a submitted page are worth reading
 *
 * Evidence often stands one click behind the submitted page: in the PDF that
 * it links, in a frame, on a page of the same site. Menus and footers are
 * never followed: they link everything.
 *
 * Limits   FOLLOWED_LINKS_MAX; documents come before pages
 */
#ifndef APP_FOLLOW_H
#define APP_FOLLOW_H

#include "app/page.h"

/* In the order in which they are read. */
typedef enum {
    FOLLOW_DOCUMENT, /* named as a document: .pdf, .docx, ... */
    FOLLOW_FRAME,    /* shown inside the page */
    FOLLOW_DOWNLOAD, /* looks like one: /download.php?id=3, a shared drive */
    FOLLOW_PAGE,     /* a page of the same site */
    FOLLOW_NOT
} FollowRank;

/* @home: the site's home page, or NULL. */
FollowRank follow_rank(const Page *from, const PageLink *link,
                       const char *home);

/* TRUE when the address ends like a document. */
gboolean follow_is_document(const char *url);
/* TRUE for the address of a viewer, drive or flipbook around a document. */
gboolean follow_is_shown_document(const char *url);
/* TRUE when @url is an account on a social network. */
gboolean follow_is_social(const char *url);

#endif
