/*
 * html_furniture.c - what menus, headers, counters and the like look like
 *
 * Structure comes first (elements and roles, share of links, place beside the
 * text), then the words that builders of sites put into class and id, and last
 * a few things that only furniture says ("ฮิต: 214").
 */
#include "document/html_zone_work.h"

#include <string.h>

#include "document/html_tags.h"

enum {
    LINKY_LINKS_MIN = 3,  /* above a heading fewer are one */
    COLUMN_MIN_LEN = 600, /* text beside a menu column */
    COLUMN_SHORT_LEN = 90,
    COLUMN_LINKS = 10, /* with so many links even a short text will do */
    COLUMN_ROWS = 8,   /* of the table; more are data */
    COLUMN_CELLS = 20,
};

/* A word of class or id that names furniture. */
typedef enum {
    WORD_WHOLE = 1,   /* only as a whole word: "widget" but not
                         "elementor-widget-text-editor" */
    WORD_GUARDED = 2, /* layouts use it for the whole page too: not believed
                         of what holds half of the text */
    WORD_IN_MAIN = 4, /* furniture even within the main content */
} WordFlags;

typedef struct {
    const char *word;
    guint flags;
} FurnitureWord;

static const FurnitureWord furniture_words[] = {
    { "breadcrumb", WORD_IN_MAIN },
    { "breadcrumbs", WORD_IN_MAIN },
    { "pathway", WORD_IN_MAIN | WORD_WHOLE },
    { "crumbs", WORD_IN_MAIN | WORD_WHOLE },
    { "you-are-here", WORD_IN_MAIN | WORD_WHOLE },
    { "youarehere", WORD_IN_MAIN | WORD_WHOLE },
    { "sidebar", WORD_IN_MAIN | WORD_GUARDED },
    { "sidenav", WORD_IN_MAIN | WORD_GUARDED },
    { "pagination", WORD_IN_MAIN },
    { "pagenavi", WORD_IN_MAIN },
    { "pagenav", WORD_IN_MAIN },
    { "pager", WORD_IN_MAIN | WORD_WHOLE },
    { "post-navigation", WORD_IN_MAIN | WORD_WHOLE },
    { "nav-links", WORD_IN_MAIN | WORD_WHOLE },
    { "nav-previous", WORD_IN_MAIN | WORD_WHOLE },
    { "nav-next", WORD_IN_MAIN | WORD_WHOLE },
    { "prev-next", WORD_IN_MAIN | WORD_WHOLE },
    { "prevnext", WORD_IN_MAIN | WORD_WHOLE },
    { "post-nav", WORD_IN_MAIN | WORD_WHOLE },
    { "item-navigation", WORD_IN_MAIN | WORD_WHOLE },
    { "article-nav", WORD_IN_MAIN | WORD_WHOLE },
    { "sharethis", WORD_IN_MAIN },
    { "addtoany", WORD_IN_MAIN },
    { "addthis", WORD_IN_MAIN },
    { "sharedaddy", WORD_IN_MAIN },
    { "share", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "sharing", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "social-share", WORD_IN_MAIN | WORD_WHOLE },
    { "social-sharing", WORD_IN_MAIN | WORD_WHOLE },
    { "share-button", WORD_IN_MAIN | WORD_WHOLE },
    { "share-buttons", WORD_IN_MAIN | WORD_WHOLE },
    { "share-bar", WORD_IN_MAIN | WORD_WHOLE },
    { "sharebar", WORD_IN_MAIN | WORD_WHOLE },
    { "post-share", WORD_IN_MAIN | WORD_WHOLE },
    { "entry-share", WORD_IN_MAIN | WORD_WHOLE },
    { "td-post-sharing", WORD_IN_MAIN | WORD_WHOLE },
    { "jssocials", WORD_IN_MAIN | WORD_WHOLE },
    { "a2a_kit", WORD_IN_MAIN | WORD_WHOLE },
    { "ssba", WORD_IN_MAIN | WORD_WHOLE },
    { "fb-share-button", WORD_IN_MAIN | WORD_WHOLE },
    { "fb-like", WORD_IN_MAIN | WORD_WHOLE },
    { "twitter-share-button", WORD_IN_MAIN | WORD_WHOLE },
    { "line-it-button", WORD_IN_MAIN | WORD_WHOLE },
    { "related", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "related-post", WORD_IN_MAIN | WORD_WHOLE },
    { "related-posts", WORD_IN_MAIN | WORD_WHOLE },
    { "related_posts", WORD_IN_MAIN | WORD_WHOLE },
    { "relatedposts", WORD_IN_MAIN | WORD_WHOLE },
    { "related-news", WORD_IN_MAIN | WORD_WHOLE },
    { "related-article", WORD_IN_MAIN | WORD_WHOLE },
    { "related-articles", WORD_IN_MAIN | WORD_WHOLE },
    { "relateditems", WORD_IN_MAIN | WORD_WHOLE },
    { "itemrelated", WORD_IN_MAIN | WORD_WHOLE },
    { "jp-relatedposts", WORD_IN_MAIN | WORD_WHOLE },
    { "yarpp", WORD_IN_MAIN | WORD_WHOLE },
    { "tags", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "tag-links", WORD_IN_MAIN | WORD_WHOLE },
    { "post-tags", WORD_IN_MAIN | WORD_WHOLE },
    { "tagcloud", WORD_IN_MAIN | WORD_WHOLE },
    { "tag-cloud", WORD_IN_MAIN | WORD_WHOLE },
    { "widget", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "widget_nav_menu", WORD_IN_MAIN | WORD_WHOLE },
    { "widget_calendar", WORD_IN_MAIN | WORD_WHOLE },
    { "calendar-widget", WORD_IN_MAIN | WORD_WHOLE },
    { "skip-link", WORD_IN_MAIN | WORD_WHOLE },
    { "skiplink", WORD_IN_MAIN | WORD_WHOLE },
    { "skip-to-content", WORD_IN_MAIN | WORD_WHOLE },
    { "skip", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "cookie", WORD_IN_MAIN },
    { "cookies", WORD_IN_MAIN },
    { "gdpr", WORD_IN_MAIN },
    { "pdpa-bar", WORD_IN_MAIN | WORD_WHOLE },
    { "pdpa-popup", WORD_IN_MAIN | WORD_WHOLE },
    { "consent", WORD_IN_MAIN | WORD_WHOLE },
    { "vcounter", WORD_IN_MAIN },
    { "statcounter", WORD_IN_MAIN },
    { "hitcounter", WORD_IN_MAIN },
    { "hits", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "article-hits", WORD_IN_MAIN | WORD_WHOLE },
    { "hit-counter", WORD_IN_MAIN | WORD_WHOLE },
    { "visitor-counter", WORD_IN_MAIN | WORD_WHOLE },
    { "visitors-counter", WORD_IN_MAIN | WORD_WHOLE },
    { "visit-counter", WORD_IN_MAIN | WORD_WHOLE },
    { "page-counter", WORD_IN_MAIN | WORD_WHOLE },
    { "counter-visitor", WORD_IN_MAIN | WORD_WHOLE },
    { "mod-visitor", WORD_IN_MAIN | WORD_WHOLE },
    { "visitor-stats", WORD_IN_MAIN | WORD_WHOLE },
    { "post-views", WORD_IN_MAIN | WORD_WHOLE },
    { "post-views-count", WORD_IN_MAIN | WORD_WHOLE },
    { "view-count", WORD_IN_MAIN | WORD_WHOLE },
    { "viewcount", WORD_IN_MAIN | WORD_WHOLE },
    { "views-count", WORD_IN_MAIN | WORD_WHOLE },
    { "page-views", WORD_IN_MAIN | WORD_WHOLE },
    { "pageviews", WORD_IN_MAIN | WORD_WHOLE },
    { "back-to-top", WORD_IN_MAIN | WORD_WHOLE },
    { "backtotop", WORD_IN_MAIN | WORD_WHOLE },
    { "back-top", WORD_IN_MAIN | WORD_WHOLE },
    { "scrollup", WORD_IN_MAIN | WORD_WHOLE },
    { "scroll-up", WORD_IN_MAIN | WORD_WHOLE },
    { "scrolltop", WORD_IN_MAIN | WORD_WHOLE },
    { "scroll-top", WORD_IN_MAIN | WORD_WHOLE },
    { "scrolltotop", WORD_IN_MAIN | WORD_WHOLE },
    { "scroll-to-top", WORD_IN_MAIN | WORD_WHOLE },
    { "gototop", WORD_IN_MAIN | WORD_WHOLE },
    { "go-top", WORD_IN_MAIN | WORD_WHOLE },
    { "go-to-top", WORD_IN_MAIN | WORD_WHOLE },
    { "totop", WORD_IN_MAIN | WORD_WHOLE },
    { "to-top", WORD_IN_MAIN | WORD_WHOLE },
    { "toplink", WORD_IN_MAIN | WORD_WHOLE },
    { "font-size", WORD_IN_MAIN | WORD_WHOLE },
    { "fontsize", WORD_IN_MAIN | WORD_WHOLE },
    { "font-resize", WORD_IN_MAIN | WORD_WHOLE },
    { "font-changer", WORD_IN_MAIN | WORD_WHOLE },
    { "text-resize", WORD_IN_MAIN | WORD_WHOLE },
    { "textresizer", WORD_IN_MAIN | WORD_WHOLE },
    { "text-resizer", WORD_IN_MAIN | WORD_WHOLE },
    { "changefontsize", WORD_IN_MAIN | WORD_WHOLE },
    { "accessibility", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "accessibility-tools", WORD_IN_MAIN | WORD_WHOLE },
    { "accessibility-bar", WORD_IN_MAIN | WORD_WHOLE },
    { "contrast", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "high-contrast", WORD_IN_MAIN | WORD_WHOLE },
    { "pojo-a11y-toolbar", WORD_IN_MAIN | WORD_WHOLE },
    { "print-icon", WORD_IN_MAIN | WORD_WHOLE },
    { "printicon", WORD_IN_MAIN | WORD_WHOLE },
    { "email-icon", WORD_IN_MAIN | WORD_WHOLE },
    { "emailicon", WORD_IN_MAIN | WORD_WHOLE },
    { "print-link", WORD_IN_MAIN | WORD_WHOLE },
    { "print-button", WORD_IN_MAIN | WORD_WHOLE },
    { "btn-print", WORD_IN_MAIN | WORD_WHOLE },
    { "printfriendly", WORD_IN_MAIN | WORD_WHOLE },
    { "print-friendly", WORD_IN_MAIN | WORD_WHOLE },
    { "article-tools", WORD_IN_MAIN | WORD_WHOLE },
    { "page-tools", WORD_IN_MAIN | WORD_WHOLE },
    { "itemtoolbar", WORD_IN_MAIN | WORD_WHOLE },
    { "buttonheading", WORD_IN_MAIN | WORD_WHOLE },
    { "lang-switch", WORD_IN_MAIN | WORD_WHOLE },
    { "lang-switcher", WORD_IN_MAIN | WORD_WHOLE },
    { "language-switcher", WORD_IN_MAIN | WORD_WHOLE },
    { "mod-languages", WORD_IN_MAIN | WORD_WHOLE },
    { "gtranslate", WORD_IN_MAIN | WORD_WHOLE },
    { "google_translate_element", WORD_IN_MAIN | WORD_WHOLE },
    { "weather", WORD_IN_MAIN | WORD_GUARDED },
    { "popup-banner", WORD_IN_MAIN | WORD_WHOLE },
    { "intro-popup", WORD_IN_MAIN | WORD_WHOLE },
    { "popup-overlay", WORD_IN_MAIN | WORD_WHOLE },
    { "pum-overlay", WORD_IN_MAIN | WORD_WHOLE },
    { "wpadminbar", WORD_IN_MAIN | WORD_WHOLE },
    { "nav", WORD_WHOLE },
    { "navbar", 0 },
    { "navigation", 0 },
    { "menu", WORD_GUARDED },
    { "mainmenu", 0 },
    { "submenu", 0 },
    { "megamenu", 0 },
    { "topmenu", 0 },
    { "leftmenu", 0 },
    { "rightmenu", 0 },
    { "sidemenu", 0 },
    { "offcanvas", WORD_GUARDED },
    { "topbar", 0 },
    { "top-bar", WORD_WHOLE },
    { "toolbar", WORD_WHOLE },
    { "header", WORD_WHOLE | WORD_GUARDED },
    { "site-header", WORD_WHOLE | WORD_GUARDED },
    { "main-header", WORD_WHOLE | WORD_GUARDED },
    { "top-header", WORD_WHOLE | WORD_GUARDED },
    { "header-top", WORD_WHOLE | WORD_GUARDED },
    { "header-area", WORD_WHOLE | WORD_GUARDED },
    { "elementor-location-header", WORD_WHOLE },
    { "masthead", WORD_GUARDED },
    { "side", WORD_WHOLE | WORD_GUARDED },
    { "left-column", WORD_WHOLE | WORD_GUARDED },
    { "right-column", WORD_WHOLE | WORD_GUARDED },
    { "leftcol", WORD_WHOLE | WORD_GUARDED },
    { "rightcol", WORD_WHOLE | WORD_GUARDED },
    { "col-left", WORD_WHOLE | WORD_GUARDED },
    { "col-right", WORD_WHOLE | WORD_GUARDED },
    { "left_col", WORD_WHOLE | WORD_GUARDED },
    { "right_col", WORD_WHOLE | WORD_GUARDED },
    { "foot", WORD_WHOLE | WORD_GUARDED },
    { "bottom-bar", WORD_WHOLE | WORD_GUARDED },
    { "footer", 0 },
    { "elementor-location-footer", WORD_WHOLE },
    { "copyright", 0 },
    { "news-ticker", WORD_WHOLE },
    { "newsticker", WORD_WHOLE },
    { "breaking-news", WORD_WHOLE },
    { "sitemap-footer", WORD_WHOLE },
    { "visitor", WORD_WHOLE },
    { "visitors", WORD_WHOLE },
    { "useronline", WORD_WHOLE },
    { "users-online", WORD_WHOLE },
    { "whosonline", WORD_WHOLE },
    { "mod-login", WORD_WHOLE },
    { "login-box", WORD_WHOLE },
    { "loginbox", WORD_WHOLE },
    { "login-module", WORD_WHOLE },
    { "module-login", WORD_WHOLE },
    { "search-form", WORD_WHOLE },
    { "searchform", WORD_WHOLE },
    { "search-box", WORD_WHOLE },
    { "searchbox", WORD_WHOLE },
    { "mod-search", WORD_WHOLE },
    { "quick-links", WORD_WHOLE },
    { "quicklinks", WORD_WHOLE },
    { "quicklink", WORD_WHOLE },
    { "weblinks", WORD_WHOLE },
    { "bannergroup", WORD_WHOLE },
    { "popup", WORD_WHOLE | WORD_GUARDED },
};

/* Words that take the others' meaning away: tabs are content, and so is the
 * foot of a card. */
static const char *const content_words[] = {
    "nav-tabs",       "nav-pills",    "nav-tab",        "tab-content",
    "tab-pane",       "card-footer",  "card-header",    "panel-footer",
    "entry-footer",   "post-footer",  "table-footer",   "no-sidebar",
    "has-sidebar",    "with-sidebar", "entry-header",   "page-header",
    "article-header", "post-header",  "content-header",
};

/* --- words --------------------------------------------------------------- */

typedef struct {
    GHashTable *furniture, *content;
} Words;

static const Words *words_table(void)
{
    static Words *table;

    if (g_once_init_enter(&table)) {
        Words *fresh = g_new0(Words, 1);

        fresh->furniture = g_hash_table_new(g_str_hash, g_str_equal);
        for (gsize i = 0; i < G_N_ELEMENTS(furniture_words); i++)
            g_hash_table_insert(fresh->furniture,
                                (gpointer)furniture_words[i].word,
                                (gpointer)&furniture_words[i]);
        fresh->content = g_hash_table_new(g_str_hash, g_str_equal);
        for (gsize i = 0; i < G_N_ELEMENTS(content_words); i++)
            g_hash_table_add(fresh->content, (gpointer)content_words[i]);
        g_once_init_leave(&table, fresh);
    }
    return table;
}

typedef struct {
    const HtmlZones *zones;
    const HtmlStat *stat;
    gboolean in_main;
    gboolean furniture, content;
} WordSearch;

gboolean html_holds_half(const HtmlZones *zones, const HtmlStat *stat)
{
    return html_plain_len(stat) * 2 > zones->page_len &&
           html_plain_len(stat) > 200;
}

static gboolean furniture_word_each(const char *word, gboolean whole,
                                    gpointer data)
{
    WordSearch *search = data;
    const FurnitureWord *row;

    if (whole && g_hash_table_contains(words_table()->content, word))
        return search->content = TRUE;
    row = g_hash_table_lookup(words_table()->furniture, word);
    if (row == NULL || (!whole && (row->flags & WORD_WHOLE) != 0) ||
        (search->in_main && (row->flags & WORD_IN_MAIN) == 0))
        return FALSE;
    if ((row->flags & WORD_GUARDED) != 0 &&
        html_holds_half(search->zones, search->stat))
        return FALSE;
    search->furniture = TRUE;
    return FALSE;
}

static gboolean furniture_by_words(const HtmlZones *zones, const HtmlStat *stat,
                                   gboolean in_main)
{
    WordSearch search = { zones, stat, in_main, FALSE, FALSE };

    html_words_each(stat->node, furniture_word_each, &search);
    return search.furniture && !search.content;
}

static gboolean crumb_word_each(const char *word, gboolean whole, gpointer data)
{
    (void)whole;
    (void)data;
    return g_str_has_prefix(word, "breadcrumb") ||
           strcmp(word, "page-banner") == 0 || strcmp(word, "page-title") == 0;
}

gboolean html_is_crumb_area(const HtmlStat *stat)
{
    return html_words_each(stat->node, crumb_word_each, NULL);
}

/* --- links --------------------------------------------------------------- */

static gboolean mostly_links(const HtmlStat *stat)
{
    return stat->text_len > 0 &&
           (guint64)stat->link_len * 10 >= (guint64)stat->text_len * 8;
}

gboolean html_is_mostly_files(const HtmlStat *stat)
{
    return stat->file_link_count * 10 > stat->link_count * 3;
}

gboolean html_is_menu(const HtmlStat *stat)
{
    return stat->link_count >= MENU_LINKS_MIN && mostly_links(stat) &&
           !html_is_mostly_files(stat);
}

gboolean html_is_linky(const HtmlStat *stat)
{
    return stat->link_count >= LINKY_LINKS_MIN &&
           stat->link_len * 2ull >= stat->text_len &&
           !html_is_mostly_files(stat);
}

static int rows_beside(XmlNode *row)
{
    XmlNode *parent = xml_parent(row);
    XmlNode *at = parent == NULL ? NULL : xml_first_child(parent);
    int rows = 0;

    for (; at != NULL && rows <= COLUMN_ROWS; at = xml_next(at))
        rows += xml_is(at, "tr") ? 1 : 0;
    return rows;
}

gboolean html_is_menu_cell(const HtmlZones *zones, const HtmlStat *stat)
{
    XmlNode *row = xml_parent(stat->node);
    XmlNode *cell;
    gboolean placed = xml_attribute(stat->node, "width") != NULL ||
                      xml_attribute(stat->node, "valign") != NULL;
    gboolean sure = placed || stat->link_count >= COLUMN_LINKS;

    if (!xml_is(stat->node, "td") || row == NULL ||
        stat->link_count < MENU_LINKS_MIN ||
        !(html_is_menu(stat) || (placed && html_is_linky(stat))) ||
        rows_beside(row) > COLUMN_ROWS)
        return FALSE;
    /* A row with very many cells is no layout; looking at a few will do. */
    cell = xml_first_child(row);
    for (guint i = 0; cell != NULL && i < COLUMN_CELLS; i++) {
        const HtmlStat *beside = html_zones_stat(zones, cell);

        if (beside != NULL && beside != stat &&
            html_plain_len(beside) >=
                (sure ? COLUMN_SHORT_LEN : COLUMN_MIN_LEN) &&
            html_plain_len(beside) > html_plain_len(stat) * 3)
            return TRUE;
        cell = xml_next(cell);
    }
    return FALSE;
}

/* --- elements ------------------------------------------------------------ */

static gboolean furniture_by_role(const XmlNode *node)
{
    static const char *const roles[] = { "navigation",  "banner",
                                         "contentinfo", "complementary",
                                         "search",      "menubar",
                                         "alertdialog" };
    const char *role = xml_attribute(node, "role");
    const char *label = xml_attribute(node, "aria-label");
    const char *type = xml_attribute(node, "itemtype");

    for (gsize i = 0; role != NULL && i < G_N_ELEMENTS(roles); i++) {
        if (strcmp(role, roles[i]) == 0)
            return TRUE;
    }
    return (label != NULL && g_ascii_strcasecmp(label, "breadcrumb") == 0) ||
           (type != NULL && g_str_has_suffix(type, "/BreadcrumbList"));
}

/* Tabs and tables of contents stand in <nav> too, and are content. */
static gboolean nav_is_content(const HtmlZones *zones, const HtmlStat *stat)
{
    WordSearch search = { zones, stat, TRUE, FALSE, FALSE };

    html_words_each(stat->node, furniture_word_each, &search);
    return search.content ||
           (stat->link_count > 0 && html_is_mostly_files(stat));
}

static gboolean furniture_by_tag(const HtmlZones *zones, const HtmlStat *stat,
                                 const Place *place)
{
    const XmlNode *node = stat->node;
    gboolean inside = place->in_main || place->in_article;

    if (furniture_by_role(node) || xml_is(node, "nav"))
        return !place->in_main || !nav_is_content(zones, stat);
    if (xml_is(node, "footer"))
        return !inside ? TRUE
                       : mostly_links(stat) && !html_is_mostly_files(stat);
    if (xml_is(node, "header"))
        return !inside && !html_holds_half(zones, stat) &&
               !nav_is_content(zones, stat);
    if (xml_is(node, "aside"))
        return !html_holds_half(zones, stat) &&
               !(place->in_main && html_is_mostly_files(stat));
    return FALSE;
}

/* Words put where nobody sees them: a sign of a site that was broken into. */
static gboolean out_of_sight(const XmlNode *node)
{
    if (xml_attribute(node, "style") == NULL)
        return FALSE;
    return html_style_has(node, "left", "-999") ||
           html_style_has(node, "top", "-999") ||
           html_style_has(node, "text-indent", "-999") ||
           (html_style_has(node, "font-size", ":0") &&
            !html_style_has(node, "font-size", "."));
}

gboolean html_is_furniture(const HtmlZones *zones, guint32 i,
                           const Place *place)
{
    const HtmlStat *stat = html_stat_at(zones, i);

    if (html_is_root(stat->node))
        return FALSE;
    if (out_of_sight(stat->node))
        return TRUE;
    if (stat->holds_main)
        return FALSE;
    if (stat->is_double || html_says_placeholder(stat))
        return TRUE;
    if (furniture_by_tag(zones, stat, place))
        return TRUE;
    if (zones->strong_only)
        return FALSE;
    if (zones->byline_first > 0 && i >= zones->byline_first &&
        stat->last <= zones->byline_last)
        return TRUE;
    return furniture_by_words(zones, stat, place->in_main) ||
           html_says_furniture(zones, stat);
}
