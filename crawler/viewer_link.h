/*
 * viewer_link.h - addresses of viewers and drives, and what they stand for
 *
 * Takes    an absolute address
 * Gives    the address of the document itself, where one can be made; which
 *          addresses only a person can judge
 * Limits   VIEWERS_MAX viewers within each other
 * Source   the sharing links and export addresses of Google Drive and Docs,
 *          OneDrive, SharePoint and Dropbox; viewer.html of PDF.js
 *
 * Pure: nothing is fetched here.
 */
#ifndef CRAWLER_VIEWER_LINK_H
#define CRAWLER_VIEWER_LINK_H

#include "crawler/link_state.h"

#define VIEWERS_MAX 3

/*
 * What to fetch to get the document that @url shows: the file of a viewer,
 * the download of a drive, the export of an online document. NULL when @url
 * is the address itself. Owned by the caller.
 */
char *viewer_link_target(const char *url);

typedef enum {
    VIEWER_NONE,
    VIEWER_FLIPBOOK, /* pages drawn by a script, no text to read */
    VIEWER_SOCIAL,   /* posts that need an account, or come and go */
    VIEWER_VIDEO,
    VIEWER_KIND_COUNT
} ViewerKind;

/* Places where a program can not judge what is shown. */
ViewerKind viewer_link_kind(const char *url);
/* "flipbook", "social-post", "video-only": the finding's code; NULL for
 * VIEWER_NONE. */
const char *viewer_kind_code(ViewerKind kind);

/*
 * What became of @url, fetched in the end at @final_url (may be NULL) with
 * @state: a drive that asks for an account is LINK_PERMISSION_NEEDED and not
 * gone; what only a person can judge is LINK_NEEDS_PERSON. Any other state
 * comes back as it is.
 */
LinkState viewer_link_state(const char *url, const char *final_url,
                            LinkState state);

#endif
