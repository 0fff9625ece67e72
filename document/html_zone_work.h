/*
 * html_zone_work.h - what the files behind html_zone.h share: counts of a
 * page's elements, the look of furniture, the main content
 *
 * Units    *_len in bytes without spaces; three make a Thai letter
 */
#ifndef DOCUMENT_HTML_ZONE_WORK_H
#define DOCUMENT_HTML_ZONE_WORK_H

#include "document/html_zone.h"

/* How sure it is that what stands outside of the main content is none. */
typedef enum {
    MAIN_UNSURE,   /* outside may be content too */
    MAIN_BY_SHARE, /* most of the text is inside */
    MAIN_MARKED,   /* <main>, or the page's title is inside */
} MainTrust;

struct HtmlZones {
    GArray *stats; /* HtmlStat, in document order; mark of a node: index + 1 */
    guint32 page_len;    /* text outside of links on the whole page */
    guint32 body_len;    /* of it, outside of what is surely furniture */
    guint32 title_index; /* what repeats the page's title; 0: nothing */
    /* First and last element of the lines that say who wrote the page and
     * when; nothing where there are several, as on a board. 0: none. */
    guint32 byline_first, byline_last;
    gboolean has_main;
    MainTrust trust;
    guint main_tier;
    guint32 main_index;  /* the innermost main element */
    guint32 outer_index; /* the outermost, which holds it; or the same */
    guint32 start_index; /* the heading above the content; 0: none known */
    gboolean start_is_heading;
    gboolean start_sure;  /* it is the title or a first-level heading */
    gboolean strong_only; /* second try: believe elements and roles only */
};

enum { MENU_LINKS_MIN = 6 }; /* fewer links are no menu */

/* What an element stands in. */
typedef struct {
    gboolean in_main, in_article, in_furniture, in_heading;
    gboolean in_crumbs; /* furniture that builders put the page's title in */
} Place;

/* Elements that hold all of the page. */
gboolean html_is_root(const XmlNode *node);

/* --- html_count.c --- */

void html_zones_count(HtmlZones *zones, const XmlTree *tree);
HtmlStat *html_stat_at(const HtmlZones *zones, guint32 i);
/* Text below that is not in links. */
guint32 html_plain_len(const HtmlStat *stat);
/* Is element @inner at or below element @outer? */
gboolean html_holds(const HtmlZones *zones, guint32 outer, guint32 inner);

/* --- html_double.c --- */

/* Sets sometimes and is_double of the elements. */
void html_doubles_find(HtmlZones *zones);

/* --- html_furniture.c --- */

/* Many links, hardly any other words, no documents. */
gboolean html_is_menu(const HtmlStat *stat);
/* More links than other words, no documents: furniture above a heading. */
gboolean html_is_linky(const HtmlStat *stat);
gboolean html_is_mostly_files(const HtmlStat *stat);
/* Does it hold half of the text of the page? */
gboolean html_holds_half(const HtmlZones *zones, const HtmlStat *stat);
/* By its element, role, class, id, or by what it says. */
gboolean html_is_furniture(const HtmlZones *zones, guint32 i,
                           const Place *place);
/* The band of breadcrumbs, in which the heading of the page may stand. */
gboolean html_is_crumb_area(const HtmlStat *stat);
/* A cell of links in an old page, with the page in the cell beside it. */
gboolean html_is_menu_cell(const HtmlZones *zones, const HtmlStat *stat);

/* --- html_saying.c --- */

/* Finds the byline of the page. */
void html_byline_find(HtmlZones *zones);
/* Counters, rights, the path to the page. */
gboolean html_says_furniture(const HtmlZones *zones, const HtmlStat *stat);
/* "{{ item.title }}": to be filled in by a script. */
gboolean html_says_placeholder(const HtmlStat *stat);

/* --- html_main.c --- */

/* Sets title_index, the main_*, trust and start_* of @zones, and holds_main
 * and main_root of its elements. */
void html_main_find(HtmlZones *zones, const XmlTree *tree);

#endif
