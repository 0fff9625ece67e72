/*
 * html_main.c - the element that holds a page's own content, and the heading
 * above it
 *
 * Sites call many things "content", so a word is believed only of what holds
 * enough of the page. Where no element tells, the title or the first heading
 * says where the content begins.
 */
#include "document/html_zone_work.h"

#include <string.h>

#include "document/html_tags.h"
#include "document/html_title.h"

enum {
    MAIN_MIN_LEN = 60, /* a main element with less may be empty */
    MAIN_TIERS = 3,
    SHARE_SURE_PERCENT = 50, /* of the text: the rest is furniture */
    AFTER_MENU_MIN_LEN = 300,
    TITLE_TEXT_MAX_LEN = 450, /* longer text is no repeated title */
    ABOVE_GAP_MAX_LEN = 300,  /* between a heading and its content */
    LONG_TEXT_LEN = 240,      /* 80 Thai letters are no part of a menu */
    ANCESTORS_MAX = 30,
    SIBLINGS_MAX = 20,
};

/* Words of the element that holds the main content, surest first. Tier 0 is
 * <main> itself. */
static const struct {
    const char *word;
    guint tier;
} main_words[] = {
    { "content", 1 },
    { "main-content", 1 },
    { "maincontent", 1 },
    { "main_content", 1 },
    { "content-main", 1 },
    { "content_main", 1 },
    { "page-content", 1 },
    { "pagecontent", 1 },
    { "site-content", 1 },
    { "body-content", 1 },
    { "inner-content", 1 },
    { "content-area", 1 },
    { "content-inner", 1 },
    { "contents", 1 },
    { "content-wrapper", 1 },
    { "contentpane", 1 },
    { "component", 1 },
    { "sp-component", 1 },
    { "t3-content", 1 },
    { "ja-content", 1 },
    { "mainbody", 1 },
    { "main-body", 1 },
    { "region-content", 1 },
    { "entry-content", 2 },
    { "post-content", 2 },
    { "td-post-content", 2 },
    { "single-content", 2 },
    { "article-content", 2 },
    { "article-body", 2 },
    { "article-detail", 2 },
    { "news-detail", 2 },
    { "content-detail", 2 },
    { "item-page", 2 },
    { "itembody", 2 },
    { "node__content", 2 },
    { "com-content-article", 2 },
    { "elementor-location-single", 2 },
    { "blog-post", 2 },
    { "single-post", 2 },
};

static GHashTable *main_table(void)
{
    static GHashTable *table;

    if (g_once_init_enter(&table)) {
        GHashTable *fresh = g_hash_table_new(g_str_hash, g_str_equal);

        for (gsize i = 0; i < G_N_ELEMENTS(main_words); i++)
            g_hash_table_insert(fresh, (gpointer)main_words[i].word,
                                GUINT_TO_POINTER(main_words[i].tier));
        g_once_init_leave(&table, fresh);
    }
    return table;
}

static gboolean main_word_each(const char *word, gboolean whole, gpointer data)
{
    guint *best = data;
    gpointer tier;

    if (whole && g_hash_table_lookup_extended(main_table(), word, NULL, &tier))
        *best = MIN(*best, GPOINTER_TO_UINT(tier));
    return FALSE;
}

static gboolean attribute_is(const XmlNode *node, const char *name,
                             const char *value)
{
    const char *has = xml_attribute(node, name);

    return has != NULL && strcmp(has, value) == 0;
}

/* 0 for the surest sign of main content, MAIN_TIERS for none. */
static guint main_tier_of(const XmlNode *node)
{
    const char *type = xml_attribute(node, "data-elementor-type");
    guint tier = MAIN_TIERS;

    if (xml_is(node, "main") || attribute_is(node, "role", "main") ||
        attribute_is(node, "itemprop", "mainContentOfPage"))
        return 0;
    if (html_is_root(node))
        return MAIN_TIERS;
    if (type != NULL && (g_str_has_prefix(type, "wp-page") ||
                         g_str_has_prefix(type, "wp-post")))
        return 1;
    html_words_each(node, main_word_each, &tier);
    if (tier == MAIN_TIERS && (xml_is(node, "article") ||
                               attribute_is(node, "itemprop", "articleBody")))
        return 2;
    return tier;
}

/* --- the title of the page ----------------------------------------------- */

/* How well an element that repeats the title stands for a heading; 0: not. */
static guint title_weight(const HtmlStat *stat, const char *title)
{
    g_autofree char *text = NULL;
    gboolean heading = html_heading_level(stat->node) > 0;
    gboolean bold = html_tag_kind(stat->node) == TAG_BOLD ||
                    xml_is(stat->node, "font") ||
                    xml_attribute(stat->node, "class") != NULL;

    if (stat->own_len == 0 || stat->link_len > 0 || (!heading && !bold) ||
        stat->text_len > TITLE_TEXT_MAX_LEN)
        return 0;
    text = xml_text_below(stat->node, TITLE_TEXT_MAX_LEN * 2);
    if (!html_title_is(title, g_strstrip(text)))
        return 0;
    return (guint)strlen(text) + (heading ? 10000 : 0);
}

/* The words on the page that repeat its title: of several the heading, of
 * these the longest, because the shorter one is the name of the site. */
static void title_find(HtmlZones *zones, const XmlTree *tree)
{
    g_autofree char *title = html_title_read(tree);
    guint best = 0;

    for (guint32 i = 0; title != NULL && i < zones->stats->len; i++) {
        guint weight = title_weight(html_stat_at(zones, i), title);

        if (weight > best) {
            best = weight;
            zones->title_index = i;
        }
    }
}

/* --- the main element ---------------------------------------------------- */

/* A main element must hold something, and the less sure the sign, the more
 * of the page: a teaser is an article too. */
static gboolean main_believable(const HtmlZones *zones, guint32 i, guint tier)
{
    static const guint share_percent[MAIN_TIERS] = { 10, 25, 40 };
    const HtmlStat *stat = html_stat_at(zones, i);
    guint share = share_percent[tier];

    if (stat->text_len < MAIN_MIN_LEN && stat->media_count == 0)
        return FALSE;
    /* With the title and more than it: a banner may hold the title alone. */
    if (zones->title_index > 0 && html_holds(zones, i, zones->title_index)) {
        if (stat->text_len - html_stat_at(zones, zones->title_index)->text_len <
                MAIN_MIN_LEN &&
            stat->media_count == 0)
            return FALSE;
        share = share_percent[0];
    }
    return (guint64)html_plain_len(stat) * 100 >=
               (guint64)zones->page_len * share ||
           (tier == 0 && stat->text_len >= MAIN_MIN_LEN * 5);
}

/* Wrappers are called content too: take the innermost that holds most of what
 * the largest one holds. */
static guint32 main_narrow(const HtmlZones *zones, guint32 best)
{
    const HtmlStat *largest = html_stat_at(zones, best);
    guint32 narrow = best;

    for (guint32 i = best + 1; i <= largest->last; i++) {
        const HtmlStat *stat = html_stat_at(zones, i);

        if (html_plain_len(stat) * 5ull < html_plain_len(largest) * 4ull)
            i = stat->last; /* nothing below holds more */
        else if (main_tier_of(stat->node) < MAIN_TIERS &&
                 (!html_holds(zones, best, zones->title_index) ||
                  html_holds(zones, i, zones->title_index)))
            narrow = i;
    }
    return narrow;
}

/* Where a page has several main elements side by side, boxes or articles, all
 * of them that say something are content. */
static void main_roots_mark(HtmlZones *zones)
{
    for (guint32 i = 0; i < zones->stats->len; i++) {
        HtmlStat *stat = html_stat_at(zones, i);

        if (i == zones->outer_index) {
            i = stat->last;
            continue;
        }
        if (html_holds(zones, i, zones->main_index) ||
            html_plain_len(stat) < MAIN_MIN_LEN ||
            main_tier_of(stat->node) != zones->main_tier)
            continue;
        stat->main_root = TRUE;
        i = stat->last;
    }
}

/* The title and a few words in a box, and the tables of the page in the boxes
 * after it. */
static gboolean goes_on_after(const HtmlZones *zones)
{
    const HtmlStat *stat = html_stat_at(zones, zones->outer_index);
    XmlNode *next = xml_next(stat->node);
    guint64 len = 0;

    for (int i = 0; next != NULL && i < SIBLINGS_MAX; i++) {
        const HtmlStat *beside = html_zones_stat(zones, next);

        if (beside != NULL && beside->media_count > 0)
            len += html_plain_len(beside);
        next = xml_next(next);
    }
    return len > html_plain_len(stat);
}

static MainTrust main_trust(const HtmlZones *zones)
{
    guint64 len = 0;

    if (zones->main_tier == 0)
        return MAIN_MARKED;
    if (zones->title_index > 0 &&
        html_holds(zones, zones->main_index, zones->title_index))
        return goes_on_after(zones) ? MAIN_UNSURE : MAIN_MARKED;
    len = html_plain_len(html_stat_at(zones, zones->outer_index));
    for (guint32 i = 0; i < zones->stats->len; i++) {
        if (html_stat_at(zones, i)->main_root)
            len += html_plain_len(html_stat_at(zones, i));
    }
    return len * 100 >= (guint64)zones->body_len * SHARE_SURE_PERCENT
               ? MAIN_BY_SHARE
               : MAIN_UNSURE;
}

static void main_element_find(HtmlZones *zones)
{
    guint32 best[MAIN_TIERS] = { 0 };
    gboolean found[MAIN_TIERS] = { FALSE };
    guint32 i;

    for (i = 0; i < zones->stats->len; i++) {
        const HtmlStat *stat = html_stat_at(zones, i);
        guint tier = main_tier_of(stat->node);

        if (tier == MAIN_TIERS || !main_believable(zones, i, tier))
            continue;
        if (!found[tier] || html_plain_len(stat) >
                                html_plain_len(html_stat_at(zones, best[tier])))
            best[tier] = i;
        found[tier] = TRUE;
    }
    while (zones->main_tier < MAIN_TIERS && !found[zones->main_tier])
        zones->main_tier++;
    if (zones->main_tier == MAIN_TIERS)
        return;
    zones->has_main = TRUE;
    i = zones->outer_index = best[zones->main_tier];
    zones->main_index = zones->main_tier == 0 ? i : main_narrow(zones, i);
    for (i = zones->main_index; !html_stat_at(zones, i)->holds_main;
         i = html_stat_at(zones, i)->parent)
        html_stat_at(zones, i)->holds_main = TRUE;
    if (zones->main_tier > 0)
        main_roots_mark(zones);
    zones->trust = main_trust(zones);
}

/* --- where the content begins -------------------------------------------- */

/* TRUE when enough comes after element @i for it to begin the content. */
static gboolean begins_content(const HtmlZones *zones, guint32 i)
{
    guint32 after_len = 0;

    for (guint32 j = i; j < zones->stats->len; j++)
        after_len += html_stat_at(zones, j)->own_len;
    return after_len >= AFTER_MENU_MIN_LEN;
}

/* Menus have headings too. */
static gboolean in_menu(const HtmlZones *zones, guint32 i)
{
    for (int steps = 0; steps < ANCESTORS_MAX; steps++) {
        const HtmlStat *stat = html_stat_at(zones, i);

        if (html_is_root(stat->node))
            return FALSE;
        if (html_is_linky(stat) && !html_holds_half(zones, stat))
            return TRUE;
        if (stat->parent == i)
            return FALSE;
        i = stat->parent;
    }
    return FALSE;
}

/* The first heading that is no link and stands in no menu. */
static guint32 first_heading(const HtmlZones *zones)
{
    for (int level = 1; level <= 2; level++) {
        for (guint32 i = 0; i < zones->stats->len; i++) {
            if (html_heading_level(html_stat_at(zones, i)->node) == level &&
                html_plain_len(html_stat_at(zones, i)) > 0 &&
                !in_menu(zones, i))
                return begins_content(zones, i) ? i : 0;
        }
    }
    return 0;
}

static guint32 first_long_text(const HtmlZones *zones)
{
    for (guint32 i = 0; i < zones->stats->len; i++) {
        const HtmlStat *stat = html_stat_at(zones, i);

        if (stat->own_len >= LONG_TEXT_LEN && stat->link_len == 0)
            return i;
    }
    return 0;
}

/* A heading straight above the main element belongs to it. */
static guint32 heading_above(const HtmlZones *zones)
{
    guint32 gap = 0;

    for (guint32 i = zones->main_index; i-- > 0;) {
        const HtmlStat *stat = html_stat_at(zones, i);
        int level = html_heading_level(stat->node);

        if (level > 0 && level <= 3 && stat->text_len > 0)
            return in_menu(zones, i) ? 0 : i;
        gap += stat->own_len;
        if (gap > ABOVE_GAP_MAX_LEN)
            return 0;
    }
    return 0;
}

static void start_find(HtmlZones *zones)
{
    guint32 title = zones->title_index;

    if (zones->has_main) {
        if (title > 0 && title < zones->main_index)
            zones->start_index = title;
        else if (title == 0)
            zones->start_index = heading_above(zones);
        zones->start_sure = zones->start_index > 0;
        return;
    }
    if (title > 0 && begins_content(zones, title))
        zones->start_index = title;
    else
        zones->start_index = first_heading(zones);
    zones->start_is_heading = zones->start_index > 0;
    zones->start_sure =
        zones->start_is_heading &&
        (zones->start_index == title ||
         xml_is(html_stat_at(zones, zones->start_index)->node, "h1"));
    if (zones->start_index == 0)
        zones->start_index = first_long_text(zones);
}

/* --- the whole ----------------------------------------------------------- */

/* Text outside of links and of what is furniture wherever it stands. */
static guint32 body_len_find(const HtmlZones *zones)
{
    static const Place nowhere = { 0 };
    guint32 len = zones->page_len;

    for (guint32 i = 0; i < zones->stats->len; i++) {
        const HtmlStat *stat = html_stat_at(zones, i);

        if (html_holds_half(zones, stat) ||
            !(html_is_menu(stat) || html_is_furniture(zones, i, &nowhere)))
            continue;
        len -= MIN(len, html_plain_len(stat));
        i = stat->last;
    }
    return len;
}

void html_main_find(HtmlZones *zones, const XmlTree *tree)
{
    title_find(zones, tree);
    zones->body_len = body_len_find(zones);
    main_element_find(zones);
    start_find(zones);
}
