/*
 * html_zone.h - the page's own content, told from the site's furniture
 *
 * Takes    a tree; its marks become ours
 * Gives    a zone for every element
 *
 * Menus of Thai agency sites list the titles of all 43 items, so a word in
 * them proves nothing. Calling real content furniture is the worse mistake:
 * what is not clearly furniture is content.
 */
#ifndef DOCUMENT_HTML_ZONE_H
#define DOCUMENT_HTML_ZONE_H

#include "document/document.h"
#include "document/xml.h"

/* What stands below an element, scripts aside; *_len bytes without spaces. */
typedef struct {
    XmlNode *node;
    guint32 parent;   /* index; its own for the first */
    guint32 last;     /* index of the last element below */
    guint32 text_len; /* all text below */
    guint32 link_len; /* of it, in links */
    guint32 own_len;  /* of it, not in an element below */
    guint32 link_count;
    guint32 file_link_count; /* of them, to documents */
    guint32 click_count;     /* of them, no <a>: onclick, role=link */
    guint32 media_count;     /* tables, images, frames, forms */
    gboolean click; /* acts as a link and is none: onclick, role=link */
    Zone zone;
    gboolean sometimes;  /* hidden, or for some screens only */
    gboolean is_double;  /* says what another part of the page says */
    gboolean menu_cell;  /* a cell of links beside the page's own text */
    gboolean by_looks;   /* furniture by its share of links alone */
    gboolean main_root;  /* one of several main elements side by side */
    gboolean holds_main; /* the main content is below, or it is that itself */
} HtmlStat;

typedef struct HtmlZones HtmlZones;

HtmlZones *html_zones_new(const XmlTree *tree);
void html_zones_free(HtmlZones *zones);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlZones, html_zones_free)

/* Borrowed; NULL when @node is no element. */
const HtmlStat *html_zones_stat(const HtmlZones *zones, const XmlNode *node);

/* TRUE when @href ends in the name of a document or leads to a drive. */
gboolean html_href_is_file(const char *href);

#endif
