/*
 * html_page.h - one page being read: what format_html.c, html_table.c and
 * html_form.c share
 */
#ifndef DOCUMENT_HTML_PAGE_H
#define DOCUMENT_HTML_PAGE_H

#include "document/document.h"
#include "document/flow_text.h"
#include "document/html_zone.h"
#include "document/xml.h"

/* Something to see that stands inside a text: comes after the text's block. */
typedef struct {
    BlockKind kind; /* BLOCK_IMAGE or BLOCK_FRAME */
    Zone zone;
    char *text, *source_url, *link_url, *link_href;
} HtmlMedia;

typedef struct {
    gboolean ordered;
    char type;  /* '1', 'a', 'A', 'i', 'I' */
    int number; /* of the item to come */
} HtmlList;

typedef struct HtmlForm HtmlForm;

/* What the head and the whole tree say before any block is read. */
typedef struct {
    char *base;            /* for relative addresses; or NULL */
    GHashTable *labels;    /* id of a field: its <label> node */
    guint script_count;    /* scripts from files */
    gboolean empty_root;   /* an element that only a script fills */
    gboolean wants_script; /* <noscript> says so */
} HtmlFacts;

typedef struct {
    Document *document;
    const XmlTree *tree;
    HtmlZones *zones;
    HtmlFacts facts;
    FlowText *text;   /* the text being put together */
    Zone zone;        /* where it stands */
    gboolean in_cell; /* inside a data table: no blocks are made */
    gboolean cell_has_image;
    const XmlNode *heading; /* the open element that is a heading */
    int heading_level;
    int last_level;     /* of the last real heading */
    gboolean term_open; /* text holds a dt that waits for its dd */
    gsize term_len;     /* within a dd: "dt:" before it; else 0 */
    GArray *lists;      /* HtmlList, innermost last */
    char *marker;       /* of the list item about to begin; or NULL */
    GArray *media;      /* HtmlMedia waiting for the text's end */
    GPtrArray *guessed; /* Block*: headings by their bold type alone */
    HtmlForm *form;     /* fields of the open form, or loose ones */
} HtmlPage;

/* --- format_html.c --- */

/* Ends the text: a block, or in a cell a line. */
void html_page_flush(HtmlPage *page);
/* Walks everything below @root as content. */
void html_page_walk(HtmlPage *page, XmlNode *root);
/* Puts waiting images and frames into blocks. */
void html_page_media_flush(HtmlPage *page);
/* Absolute form of @href, NULL when it leads nowhere. Owned by the caller. */
char *html_page_resolve(const HtmlPage *page, const char *href);

/* --- html_guard.c --- */

/* Blanks what is too much of the markup of a page, in place. */
void html_guard_tags(char *text, gsize len);

/* --- html_facts.c --- */

void html_facts_read(HtmlPage *page, const char *url);
void html_facts_clear(HtmlFacts *facts);

/* --- html_table.c --- */

/*
 * Reads the table at @node into a block. FALSE when it only lays out the
 * page: then nothing was read, and its cells are walked like any block.
 */
gboolean html_table_read(HtmlPage *page, XmlNode *node);

/* --- html_form.c --- */

HtmlForm *html_form_new(void);
void html_form_free(HtmlForm *form);
void html_form_open(HtmlPage *page, XmlNode *node);
void html_form_close(HtmlPage *page, const XmlNode *node);
void html_form_field(HtmlPage *page, XmlNode *node);
/* Fields that stood in no form, at the end of the page. */
void html_form_finish(HtmlPage *page);

#endif
