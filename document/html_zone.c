#include "document/html_zone.h"

#include <string.h>

#include "document/html_tags.h"
#include "document/html_zone_work.h"

enum {
    POOR_LEN = 300, /* 100 Thai letters are no page */
    CONTACT_LEN = 600,
};

/* Above the heading of the content nothing but furniture is half links. */
static gboolean menu_above(const HtmlZones *zones, const HtmlStat *stat)
{
    if (zones->start_index == 0 || stat->last >= zones->start_index)
        return FALSE;
    return html_is_menu(stat) ||
           (html_is_linky(stat) &&
            (zones->start_sure ||
             (zones->start_is_heading && stat->link_count >= MENU_LINKS_MIN)));
}

/* Words that can be clicked and lead to no address: no reader of the page
 * can follow them, so nothing is lost. */
static gboolean click_menu(const HtmlStat *stat)
{
    return html_is_menu(stat) && stat->click_count * 2 >= stat->link_count;
}

static gboolean looks_like_furniture(const HtmlZones *zones,
                                     const HtmlStat *stat, const Place *place)
{
    if (stat->menu_cell)
        return TRUE;
    if (place->in_main)
        return FALSE;
    if (zones->has_main)
        return html_is_menu(stat) ||
               (zones->trust != MAIN_UNSURE && html_is_linky(stat));
    return menu_above(zones, stat) || click_menu(stat);
}

static gboolean is_furniture(const HtmlZones *zones, guint32 i,
                             const Place *place)
{
    const HtmlStat *stat = html_stat_at(zones, i);

    if (html_is_furniture(zones, i, place))
        return TRUE;
    if (html_is_root(stat->node) || stat->holds_main || stat->main_root ||
        zones->strong_only)
        return FALSE;
    return looks_like_furniture(zones, stat, place);
}

/* The zone of what stands outside of the main element. Where only its share
 * of the text speaks for it, links to documents beside it and what has no
 * words stay content; so does what stands between its heading and it. */
static Zone zone_outside(const HtmlZones *zones, guint32 i)
{
    const HtmlStat *stat = html_stat_at(zones, i);

    switch (zones->trust) {
    case MAIN_MARKED:
        return ZONE_CHROME;
    case MAIN_BY_SHARE:
        if (html_holds(zones, zones->outer_index, i) ||
            (zones->start_index > 0 && stat->last >= zones->start_index &&
             i < zones->main_index))
            return ZONE_MAIN;
        if (stat->text_len == 0 ||
            (stat->link_count > 0 && html_is_mostly_files(stat)))
            return ZONE_MAIN;
        return ZONE_CHROME;
    default:
        return ZONE_MAIN;
    }
}

/* The heading of the page keeps its zone where it stands above a marked main
 * element, or in the band of breadcrumbs. */
static gboolean is_page_heading(const HtmlZones *zones, guint32 i,
                                const Place *place)
{
    const HtmlStat *stat = html_stat_at(zones, i);
    int level = html_heading_level(stat->node);

    if (level == 0 || level > 3 || html_plain_len(stat) == 0)
        return FALSE;
    if (place->in_furniture)
        return place->in_crumbs && (level <= 2 || i == zones->title_index);
    return zones->start_index > 0 && i == zones->start_index;
}

static void zone_decide(HtmlZones *zones, guint32 i, Place *place)
{
    HtmlStat *stat = html_stat_at(zones, i);

    stat->menu_cell = html_is_menu_cell(zones, stat);
    if ((zones->has_main && i == zones->main_index) ||
        (stat->main_root && !place->in_furniture)) {
        place->in_main = TRUE;
        stat->zone = ZONE_MAIN;
    } else if (place->in_main || !zones->has_main) {
        stat->zone = stat->parent == i
                         ? ZONE_MAIN
                         : html_stat_at(zones, stat->parent)->zone;
    } else {
        stat->zone = zone_outside(zones, i);
        /* Furniture holds no content, whatever is in it. */
        if (place->in_furniture)
            stat->zone = ZONE_CHROME;
    }
    stat->by_looks = FALSE;
    if (is_furniture(zones, i, place)) {
        stat->by_looks =
            !place->in_furniture && !html_is_furniture(zones, i, place);
        place->in_crumbs = html_is_crumb_area(stat);
        place->in_furniture = TRUE;
        stat->zone = ZONE_CHROME;
    }
    if (stat->zone == ZONE_CHROME && is_page_heading(zones, i, place)) {
        place->in_furniture = FALSE;
        place->in_heading = TRUE;
    }
    if (place->in_heading)
        stat->zone = ZONE_MAIN;
    if (xml_is(stat->node, "article") || xml_is(stat->node, "section"))
        place->in_article = TRUE;
}

static void zones_decide(HtmlZones *zones)
{
    g_autofree Place *places = g_new0(Place, zones->stats->len);

    for (guint32 i = 0; i < zones->stats->len; i++) {
        guint32 parent = html_stat_at(zones, i)->parent;

        if (parent != i)
            places[i] = places[parent];
        zone_decide(zones, i, &places[i]);
    }
}

static gboolean main_is_empty(const HtmlZones *zones)
{
    for (guint32 i = 0; i < zones->stats->len; i++) {
        const HtmlStat *stat = html_stat_at(zones, i);
        TagKind kind = html_tag_kind(stat->node);

        if (stat->zone == ZONE_MAIN &&
            (stat->own_len > 0 || kind == TAG_IMAGE || kind == TAG_FRAME ||
             kind == TAG_OBJECT))
            return FALSE;
    }
    return TRUE;
}

/* The words of an address, as they stand at the foot of every page. */
static gboolean is_contact(const HtmlStat *stat)
{
    static const char *const words[] = { "โทร", "ถนน", "ตำบล", "แขวง", "@" };
    g_autofree char *text = xml_text_below(stat->node, CONTACT_LEN);

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(text, words[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Hardly anything but links and addresses is left of the page. */
static gboolean main_is_poor(const HtmlZones *zones)
{
    guint32 len = 0;

    for (guint32 i = 0; i < zones->stats->len && len < POOR_LEN; i++) {
        const HtmlStat *stat = html_stat_at(zones, i);
        TagKind kind = html_tag_kind(stat->node);

        if (stat->zone != ZONE_MAIN)
            continue;
        if (kind == TAG_TABLE || kind == TAG_FRAME || kind == TAG_OBJECT ||
            kind == TAG_FORM)
            return FALSE;
        if (kind == TAG_LINK || stat->click) {
            if (stat->file_link_count > 0)
                return FALSE;
            i = stat->last;
        } else if (stat->own_len > 0 && !is_contact(stat)) {
            len += stat->own_len;
        }
    }
    return len < POOR_LEN;
}

/* An index of links is a page too: the longest of what was a menu by its
 * looks. TRUE when there is one. */
static gboolean index_find(const HtmlZones *zones)
{
    HtmlStat *best = NULL;

    for (guint32 i = 0; i < zones->stats->len; i++) {
        HtmlStat *stat = html_stat_at(zones, i);

        if (stat->by_looks && stat->link_count >= MENU_LINKS_MIN &&
            stat->click_count == 0 &&
            (best == NULL || stat->link_len > best->link_len))
            best = stat;
    }
    if (best != NULL)
        best->main_root = TRUE;
    return best != NULL;
}

HtmlZones *html_zones_new(const XmlTree *tree)
{
    HtmlZones *zones = g_new0(HtmlZones, 1);

    zones->stats = g_array_new(FALSE, FALSE, sizeof(HtmlStat));
    html_zones_count(zones, tree);
    html_doubles_find(zones);
    html_byline_find(zones);
    html_main_find(zones, tree);
    zones_decide(zones);
    if (main_is_empty(zones)) {
        zones->strong_only = TRUE;
        zones_decide(zones);
    } else if (zones->trust != MAIN_MARKED && main_is_poor(zones) &&
               index_find(zones)) {
        zones_decide(zones);
    }
    return zones;
}

void html_zones_free(HtmlZones *zones)
{
    if (zones == NULL)
        return;
    g_array_unref(zones->stats);
    g_free(zones);
}
