/*
 * page.h - one address of a run: fetched once, read once
 *
 * However many items ask for an address, it is one Page. Fragments are not
 * part of it: they point into a page.
 *
 * Units    *_at seconds since 1970 UTC, *_len bytes
 */
#ifndef APP_PAGE_H
#define APP_PAGE_H

#include "crawler/fetch.h"
#include "document/document.h"

/* A link on a page, as far as following it goes. The pages of a site link the
 * same in the same words: each text is kept once, by the table. */
typedef struct {
    char *url;  /* absolute, without fragment */
    char *text; /* its words, "" when it has none */
    Zone zone;
    gboolean frame; /* shown inside the page */
} PageLink;

typedef struct {
    char *url;        /* absolute, canonical, without fragment */
    const char *home; /* of the site that asked for it; borrowed, or NULL */
    gboolean fetched;
    char *final_url;        /* or NULL before it is fetched */
    LinkState state;        /* of the fetch, then of what the page says */
    LinkState failed_state; /* meant when @failed_runs > 0 */
    int failed_runs;        /* in a row, so far; state is LINK_UNCONFIRMED */
    int http_status;
    gint64 captured_at;
    char *sha256;    /* or NULL */
    char *body_path; /* or NULL */
    gint64 body_len;
    char *content_type, *file_name; /* or NULL */
    char *etag, *last_modified;     /* or NULL */
    gboolean from_web; /* not from a mapped folder or a local file */
    gboolean not_modified;
    gint64 tls_expires_at; /* 0: not https, or not seen */

    /* What a browser made of it; NULL: its bytes are what is read. */
    char *drawn_path, *drawn_sha256;
    char *picture_sha256; /* of how it looked; or NULL */

    char *document_key; /* in the document cache; NULL: nothing was read */
    char *type;         /* "pdf"; or NULL */
    ReadReason reason;
    int page_count;
    TextQuality text_quality;
    char *title;           /* or NULL */
    GPtrArray *links;      /* PageLink*; NULL when not read, or dropped */
    GStringChunk *strings; /* of the table; holds the texts of @links */
    GArray *texts;         /* guint64: page_text_key() of its lines without
                              links; dropped with @links */
} Page;

typedef struct PageTable PageTable;

PageTable *page_table_new(void);
void page_table_free(PageTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageTable, page_table_free)

/* The page of @url (any absolute address), made when it is new. Borrowed;
 * valid as long as the table. */
Page *page_table_get(PageTable *table, const char *url);
/* The same, or NULL. */
Page *page_table_find(const PageTable *table, const char *url);
/* No page has links any more; what they took is given back. */
void page_table_drop_links(PageTable *table);
/* Forgets the pages of @site (or nothing: NULL), which other agencies have no
 * use for; those of other hosts stay, so that each is fetched once a run. */
void page_table_drop_site(PageTable *table, const char *site);

/* Takes over what the fetch found; @result stays the caller's. */
void page_set_result(Page *page, const FetchResult *result);
/* Notes what the document says of itself, and its links. */
void page_set_document(Page *page, const Document *document);
void page_drop_links(Page *page);

/* The same for lines that differ in numbers and spaces only ("visitors:
 * 1,204"); 0 for a line too short to tell, or one that names a year, which is
 * what the page is about. */
guint64 page_text_key(const Block *block);

/* TRUE for states whose body is worth reading. */
gboolean page_is_readable(const Page *page);

#endif
