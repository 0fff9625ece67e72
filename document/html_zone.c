#include "document/html_zone.h"

#include <string.h>

#include "document/html_tags.h"
#include "document/html_title.h"

enum {
    MAIN_MIN_LEN = 60, /* a main element with less may be empty */
    LINKS_ABOVE_MIN = 3,
    MENU_LINKS_MIN = 6,   /* fewer links are no menu */
    COLUMN_MIN_LEN = 600, /* text beside a menu column */
    AFTER_MENU_MIN_LEN = 300,
    TITLE_TEXT_MAX_LEN = 450, /* longer text is no repeated title */
    MAIN_TIERS = 3,
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
    { "sidebar", WORD_IN_MAIN | WORD_GUARDED },
    { "sidenav", WORD_IN_MAIN | WORD_GUARDED },
    { "pagination", WORD_IN_MAIN },
    { "pager", WORD_IN_MAIN | WORD_WHOLE },
    { "pagenavi", WORD_IN_MAIN },
    { "post-navigation", WORD_IN_MAIN | WORD_WHOLE },
    { "nav-links", WORD_IN_MAIN | WORD_WHOLE },
    { "sharethis", WORD_IN_MAIN },
    { "addtoany", WORD_IN_MAIN },
    { "addthis", WORD_IN_MAIN },
    { "sharedaddy", WORD_IN_MAIN },
    { "share", WORD_IN_MAIN | WORD_WHOLE },
    { "social-share", WORD_IN_MAIN | WORD_WHOLE },
    { "share-buttons", WORD_IN_MAIN | WORD_WHOLE },
    { "related-posts", WORD_IN_MAIN | WORD_WHOLE },
    { "related-news", WORD_IN_MAIN | WORD_WHOLE },
    { "widget", WORD_IN_MAIN | WORD_WHOLE | WORD_GUARDED },
    { "widget_nav_menu", WORD_IN_MAIN | WORD_WHOLE },
    { "skip-link", WORD_IN_MAIN | WORD_WHOLE },
    { "skiplink", WORD_IN_MAIN | WORD_WHOLE },
    { "skip-to-content", WORD_IN_MAIN | WORD_WHOLE },
    { "skip", WORD_IN_MAIN | WORD_WHOLE },
    { "cookie", WORD_IN_MAIN },
    { "cookies", WORD_IN_MAIN },
    { "pdpa-bar", WORD_IN_MAIN | WORD_WHOLE },
    { "consent", WORD_IN_MAIN | WORD_WHOLE },
    { "nav", WORD_WHOLE },
    { "navbar", 0 },
    { "navigation", 0 },
    { "menu", WORD_GUARDED },
    { "mainmenu", 0 },
    { "submenu", 0 },
    { "megamenu", 0 },
    { "topmenu", 0 },
    { "leftmenu", 0 },
    { "offcanvas", WORD_GUARDED },
    { "topbar", 0 },
    { "top-bar", WORD_WHOLE },
    { "header", WORD_WHOLE | WORD_GUARDED },
    { "site-header", WORD_WHOLE | WORD_GUARDED },
    { "main-header", WORD_WHOLE | WORD_GUARDED },
    { "top-header", WORD_WHOLE | WORD_GUARDED },
    { "header-top", WORD_WHOLE | WORD_GUARDED },
    { "header-area", WORD_WHOLE | WORD_GUARDED },
    { "elementor-location-header", WORD_WHOLE },
    { "masthead", WORD_GUARDED },
    { "side", WORD_WHOLE | WORD_GUARDED },
    { "foot", WORD_WHOLE | WORD_GUARDED },
    { "footer", 0 },
    { "elementor-location-footer", WORD_WHOLE },
    { "copyright", 0 },
    { "news-ticker", WORD_WHOLE },
    { "visitor-counter", WORD_WHOLE },
    { "sitemap-footer", WORD_WHOLE },
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
    { "page-content", 1 },
    { "site-content", 1 },
    { "content-area", 1 },
    { "contents", 1 },
    { "content-wrapper", 1 },
    { "component", 1 },
    { "sp-component", 1 },
    { "t3-content", 1 },
    { "ja-content", 1 },
    { "content-main", 1 },
    { "region-content", 1 },
    { "entry-content", 2 },
    { "post-content", 2 },
    { "article-content", 2 },
    { "article-body", 2 },
    { "item-page", 2 },
    { "itembody", 2 },
    { "node__content", 2 },
    { "com-content-article", 2 },
    { "elementor-location-single", 2 },
    { "blog-post", 2 },
    { "single-post", 2 },
};

static const char *const file_ends[] = {
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx",
    ".zip", ".rar", ".csv",  ".odt", ".ods",  ".jpg", ".png",
};

static const char *const drive_hosts[] = {
    "drive.google.com", "docs.google.com", "1drv.ms",
    "onedrive.",        "sharepoint.com",
};

struct HtmlZones {
    GArray *stats; /* HtmlStat, in document order; mark of a node: index + 1 */
    GHashTable *furniture, *content, *main;
    guint32 page_len; /* text outside of links on the whole page */
    gboolean has_main;
    guint main_tier;
    guint32 main_index;
    guint32 title_index;  /* what repeats the page's title; 0: nothing */
    gboolean strong_only; /* second try: believe elements and roles only */
};

static HtmlStat *stat_at(const HtmlZones *zones, guint32 i)
{
    return &g_array_index(zones->stats, HtmlStat, i);
}

const HtmlStat *html_zones_stat(const HtmlZones *zones, const XmlNode *node)
{
    guint mark = xml_mark(node);

    return mark == 0 ? NULL : stat_at(zones, mark - 1);
}

gboolean html_href_is_file(const char *href)
{
    gsize len = strcspn(href, "?#");

    for (gsize i = 0; i < G_N_ELEMENTS(file_ends); i++) {
        gsize end_len = strlen(file_ends[i]);

        if (len > end_len && g_ascii_strncasecmp(href + len - end_len,
                                                 file_ends[i], end_len) == 0)
            return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(drive_hosts); i++) {
        if (strstr(href, drive_hosts[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* --- counting ------------------------------------------------------------ */

static guint32 letters_len(const char *text)
{
    guint32 len = 0;

    for (; *text != '\0'; text++) {
        if (!g_ascii_isspace(*text) && *text != '\xa0')
            len++;
    }
    return len;
}

static void stat_add(HtmlZones *zones, XmlNode *node, TagKind kind)
{
    HtmlStat stat = { .node = node };
    XmlNode *parent = xml_parent(node);
    guint32 index = zones->stats->len;
    const char *href = xml_attribute(node, "href");

    stat.parent = parent == NULL ? index : xml_mark(parent) - 1;
    stat.last = index;
    if (kind == TAG_LINK && href != NULL) {
        stat.link_count = 1;
        stat.file_link_count = html_href_is_file(href) ? 1 : 0;
    }
    if (kind == TAG_TABLE || kind == TAG_IMAGE || kind == TAG_FRAME ||
        kind == TAG_OBJECT || kind == TAG_SELECT)
        stat.media_count = 1;
    g_array_append_val(zones->stats, stat);
    xml_set_mark(node, index + 1);
}

static void text_count(HtmlZones *zones, XmlNode *node, guint links_open)
{
    XmlNode *parent = xml_parent(node);
    guint32 len = letters_len(xml_text(node));
    HtmlStat *stat;

    if (parent == NULL)
        return;
    stat = stat_at(zones, xml_mark(parent) - 1);
    stat->own_len += len;
    stat->text_len += len;
    if (links_open > 0)
        stat->link_len += len;
    else
        zones->page_len += len;
}

static void stats_sum(HtmlZones *zones)
{
    for (guint32 i = zones->stats->len; i-- > 0;) {
        const HtmlStat *stat = stat_at(zones, i);
        HtmlStat *parent;

        if (stat->parent == i)
            continue;
        parent = stat_at(zones, stat->parent);
        parent->last = MAX(parent->last, stat->last);
        parent->text_len += stat->text_len;
        parent->link_len += stat->link_len;
        parent->link_count += stat->link_count;
        parent->file_link_count += stat->file_link_count;
        parent->media_count += stat->media_count;
    }
}

static void stats_count(HtmlZones *zones, const XmlTree *tree)
{
    XmlWalk walk;
    guint links_open = 0;

    xml_walk_init(&walk, tree, NULL);
    while (xml_walk_next(&walk)) {
        TagKind kind;

        if (xml_text(walk.node) != NULL && walk.step == XML_STEP_ENTER)
            text_count(zones, walk.node, links_open);
        if (xml_name(walk.node) == NULL)
            continue;
        kind = html_tag_kind(walk.node);
        if (walk.step == XML_STEP_ENTER) {
            stat_add(zones, walk.node, kind);
            walk.skip =
                kind == TAG_SKIP || kind == TAG_NOSCRIPT || kind == TAG_SELECT;
        }
        if (kind == TAG_LINK)
            links_open += walk.step == XML_STEP_ENTER ? 1u : -1u;
    }
    stats_sum(zones);
}

/* --- the main content ---------------------------------------------------- */

typedef struct {
    const HtmlZones *zones;
    guint tier;
} MainSearch;

static gboolean main_word_each(const char *word, gboolean whole, gpointer data)
{
    MainSearch *search = data;
    gpointer tier;

    if (whole &&
        g_hash_table_lookup_extended(search->zones->main, word, NULL, &tier))
        search->tier = MIN(search->tier, GPOINTER_TO_UINT(tier));
    return FALSE;
}

/* 0 for the surest sign of main content, MAIN_TIERS for none. */
static guint main_tier_of(const HtmlZones *zones, const XmlNode *node)
{
    const char *role = xml_attribute(node, "role");
    const char *type = xml_attribute(node, "data-elementor-type");
    MainSearch search = { zones, MAIN_TIERS };

    if (xml_is(node, "main") || (role != NULL && strcmp(role, "main") == 0))
        return 0;
    if (xml_is(node, "body") || xml_is(node, "html"))
        return MAIN_TIERS;
    if (type != NULL && (g_str_has_prefix(type, "wp-page") ||
                         g_str_has_prefix(type, "wp-post")))
        return 1;
    html_words_each(node, main_word_each, &search);
    if (search.tier == MAIN_TIERS && xml_is(node, "article"))
        return 2;
    return search.tier;
}

static guint32 plain_len(const HtmlStat *stat)
{
    return stat->text_len - stat->link_len;
}

/* A main element must hold something, and the less sure the sign, the more
 * of the page: a teaser is an article too. */
static gboolean holds(const HtmlStat *stat, guint32 outer, guint32 inner)
{
    return inner >= outer && inner <= stat->last;
}

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
        guint weight = title_weight(stat_at(zones, i), title);

        if (weight > best) {
            best = weight;
            zones->title_index = i;
        }
    }
}

static gboolean main_believable(const HtmlZones *zones, guint32 i, guint tier)
{
    static const guint share_percent[MAIN_TIERS] = { 10, 25, 40 };
    const HtmlStat *stat = stat_at(zones, i);
    guint share = share_percent[tier];

    if (stat->text_len < MAIN_MIN_LEN && stat->media_count == 0)
        return FALSE;
    /* With the title and more than it: a banner may hold the title alone. */
    if (zones->title_index > 0 && holds(stat, i, zones->title_index)) {
        if (stat->text_len - stat_at(zones, zones->title_index)->text_len <
                MAIN_MIN_LEN &&
            stat->media_count == 0)
            return FALSE;
        share = share_percent[0];
    }
    return (guint64)plain_len(stat) * 100 >= (guint64)zones->page_len * share ||
           (tier == 0 && stat->text_len >= MAIN_MIN_LEN * 5);
}

/* Wrappers are called content too: take the innermost that holds most of what
 * the largest one holds. */
static guint32 main_narrow(const HtmlZones *zones, guint32 best)
{
    const HtmlStat *largest = stat_at(zones, best);
    guint32 narrow = best;

    for (guint32 i = best + 1; i <= largest->last; i++) {
        const HtmlStat *stat = stat_at(zones, i);

        if (plain_len(stat) * 5ull < plain_len(largest) * 4ull)
            i = stat->last; /* nothing below holds more */
        else if (main_tier_of(zones, stat->node) < MAIN_TIERS &&
                 (!holds(largest, best, zones->title_index) ||
                  holds(stat, i, zones->title_index)))
            narrow = i;
    }
    return narrow;
}

static void main_find(HtmlZones *zones)
{
    guint32 best[MAIN_TIERS] = { 0 };
    gboolean found[MAIN_TIERS] = { FALSE };
    guint32 i;

    for (i = 0; i < zones->stats->len; i++) {
        const HtmlStat *stat = stat_at(zones, i);
        guint tier = main_tier_of(zones, stat->node);

        if (tier == MAIN_TIERS || !main_believable(zones, i, tier))
            continue;
        if (!found[tier] ||
            plain_len(stat) > plain_len(stat_at(zones, best[tier])))
            best[tier] = i;
        found[tier] = TRUE;
    }
    while (zones->main_tier < MAIN_TIERS && !found[zones->main_tier])
        zones->main_tier++;
    if (zones->main_tier == MAIN_TIERS)
        return;
    zones->has_main = TRUE;
    i = best[zones->main_tier];
    zones->main_index = zones->main_tier == 0 ? i : main_narrow(zones, i);
    for (i = zones->main_index; !stat_at(zones, i)->holds_main;
         i = stat_at(zones, i)->parent)
        stat_at(zones, i)->holds_main = TRUE;
}

/* --- furniture ----------------------------------------------------------- */

typedef struct {
    const HtmlZones *zones;
    const HtmlStat *stat;
    gboolean in_main;
    gboolean furniture, content;
} WordSearch;

static gboolean holds_half(const HtmlZones *zones, const HtmlStat *stat)
{
    return plain_len(stat) * 2 > zones->page_len && plain_len(stat) > 200;
}

static gboolean furniture_word_each(const char *word, gboolean whole,
                                    gpointer data)
{
    WordSearch *search = data;
    const FurnitureWord *row;

    if (whole && g_hash_table_contains(search->zones->content, word))
        return search->content = TRUE;
    row = g_hash_table_lookup(search->zones->furniture, word);
    if (row == NULL || (!whole && (row->flags & WORD_WHOLE) != 0) ||
        (search->in_main && (row->flags & WORD_IN_MAIN) == 0))
        return FALSE;
    if ((row->flags & WORD_GUARDED) != 0 &&
        holds_half(search->zones, search->stat))
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

static gboolean mostly_links(const HtmlStat *stat)
{
    return stat->text_len > 0 &&
           (guint64)stat->link_len * 10 >= (guint64)stat->text_len * 8;
}

static gboolean mostly_files(const HtmlStat *stat)
{
    return stat->file_link_count * 10 > stat->link_count * 3;
}

/* A menu by its looks: many links, hardly any other words, no documents. */
static gboolean looks_like_menu(const HtmlStat *stat)
{
    return stat->link_count >= MENU_LINKS_MIN && mostly_links(stat) &&
           !mostly_files(stat);
}

static gboolean furniture_by_role(const XmlNode *node)
{
    static const char *const roles[] = { "navigation",  "banner",
                                         "contentinfo", "complementary",
                                         "search",      "menubar",
                                         "alertdialog" };
    const char *role = xml_attribute(node, "role");

    for (gsize i = 0; role != NULL && i < G_N_ELEMENTS(roles); i++) {
        if (strcmp(role, roles[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Tabs and tables of contents stand in <nav> too, and are content. */
static gboolean nav_is_content(const HtmlZones *zones, const HtmlStat *stat)
{
    WordSearch search = { zones, stat, TRUE, FALSE, FALSE };

    html_words_each(stat->node, furniture_word_each, &search);
    return search.content || (stat->link_count > 0 && mostly_files(stat));
}

static gboolean furniture_by_tag(const HtmlZones *zones, const HtmlStat *stat,
                                 gboolean in_main, gboolean in_article)
{
    const XmlNode *node = stat->node;

    if (furniture_by_role(node))
        return !in_main || !nav_is_content(zones, stat);
    if (xml_is(node, "nav"))
        return !in_main || !nav_is_content(zones, stat);
    if (xml_is(node, "footer"))
        return !in_main && !in_article
                   ? TRUE
                   : mostly_links(stat) && !mostly_files(stat);
    if (xml_is(node, "header"))
        return !in_main && !in_article && !holds_half(zones, stat) &&
               !nav_is_content(zones, stat);
    if (xml_is(node, "aside"))
        return !holds_half(zones, stat) && !(in_main && mostly_files(stat));
    return FALSE;
}

/* Words put where nobody sees them: a sign of a site that was broken into. */
static gboolean out_of_sight(const XmlNode *node)
{
    return html_style_has(node, "left", "-999") ||
           html_style_has(node, "top", "-999") ||
           html_style_has(node, "text-indent", "-999") ||
           (html_style_has(node, "font-size", ":0") &&
            !html_style_has(node, "font-size", "."));
}

/* Old pages: a column of links in a table, and the page in the cell beside
 * it. */
static gboolean menu_column(const HtmlZones *zones, const HtmlStat *stat)
{
    XmlNode *parent = xml_parent(stat->node);
    XmlNode *cell;

    if (!xml_is(stat->node, "td") || !looks_like_menu(stat) || parent == NULL)
        return FALSE;
    /* A row with very many cells is no layout; looking at a few will do. */
    cell = xml_first_child(parent);
    for (guint i = 0; cell != NULL && i < 20; cell = xml_next(cell), i++) {
        const HtmlStat *beside = html_zones_stat(zones, cell);

        if (beside != NULL && beside != stat &&
            plain_len(beside) >= COLUMN_MIN_LEN &&
            plain_len(beside) > plain_len(stat) * 3)
            return TRUE;
    }
    return FALSE;
}

/* TRUE when enough comes after element @i for it to begin the content. */
static gboolean begins_content(const HtmlZones *zones, guint32 i)
{
    guint32 after_len = 0;

    for (guint32 j = i; j < zones->stats->len; j++)
        after_len += stat_at(zones, j)->own_len;
    return after_len >= AFTER_MENU_MIN_LEN;
}

/* Where content without marks begins: at the title, or at the first heading
 * that is no link; 0 when nothing tells. */
static guint32 heading_find(const HtmlZones *zones)
{
    if (zones->title_index > 0 && begins_content(zones, zones->title_index))
        return zones->title_index;
    for (int level = 1; level <= 2; level++) {
        for (guint32 i = 0; i < zones->stats->len; i++) {
            if (html_heading_level(stat_at(zones, i)->node) == level &&
                plain_len(stat_at(zones, i)) > 0)
                return begins_content(zones, i) ? i : 0;
        }
    }
    return 0;
}

/* Above the title of the page nothing but furniture is half links. */
static gboolean menu_above(const HtmlZones *zones, const HtmlStat *stat,
                           guint32 heading)
{
    if (stat->last >= heading)
        return FALSE;
    if (heading == zones->title_index && stat->link_count >= LINKS_ABOVE_MIN)
        return stat->link_len * 2ull >= stat->text_len && !mostly_files(stat);
    return looks_like_menu(stat);
}

static gboolean is_furniture(const HtmlZones *zones, guint32 i,
                             gboolean in_main, gboolean in_article,
                             guint32 heading)
{
    const HtmlStat *stat = stat_at(zones, i);

    if (xml_is(stat->node, "body") || xml_is(stat->node, "html"))
        return FALSE;
    if (out_of_sight(stat->node))
        return TRUE;
    if (stat->holds_main)
        return FALSE;
    if (furniture_by_tag(zones, stat, in_main, in_article))
        return TRUE;
    if (zones->strong_only)
        return FALSE;
    if (furniture_by_words(zones, stat, in_main))
        return TRUE;
    if (in_main)
        return FALSE;
    if (zones->has_main)
        return looks_like_menu(stat);
    return menu_above(zones, stat, heading) || menu_column(zones, stat);
}

typedef struct {
    gboolean in_main, in_article;
} Place;

/* Where the page itself marks its main content, or that holds the title, the
 * rest is none. */
static gboolean main_is_sure(const HtmlZones *zones)
{
    return zones->has_main && (zones->main_tier == 0 ||
                               (zones->title_index > 0 &&
                                holds(stat_at(zones, zones->main_index),
                                      zones->main_index, zones->title_index)));
}

static void zone_decide(HtmlZones *zones, guint32 i, Place *place,
                        guint32 heading)
{
    HtmlStat *stat = stat_at(zones, i);
    Zone outside = main_is_sure(zones) ? ZONE_CHROME : ZONE_MAIN;

    if (zones->has_main && i == zones->main_index) {
        place->in_main = TRUE;
        stat->zone = ZONE_MAIN;
    } else if (stat->holds_main || stat->parent == i) {
        stat->zone = outside;
    } else {
        stat->zone = stat_at(zones, stat->parent)->zone;
    }
    if (stat->zone == ZONE_MAIN &&
        is_furniture(zones, i, place->in_main, place->in_article, heading))
        stat->zone = ZONE_CHROME;
    if (xml_is(stat->node, "article") || xml_is(stat->node, "section"))
        place->in_article = TRUE;
}

static void zones_decide(HtmlZones *zones)
{
    guint32 heading = zones->has_main ? 0 : heading_find(zones);
    g_autofree Place *places = g_new0(Place, zones->stats->len);

    for (guint32 i = 0; i < zones->stats->len; i++) {
        guint32 parent = stat_at(zones, i)->parent;

        if (parent != i)
            places[i] = places[parent];
        zone_decide(zones, i, &places[i], heading);
    }
}

/* --- the whole ----------------------------------------------------------- */

static gboolean main_is_empty(const HtmlZones *zones)
{
    for (guint32 i = 0; i < zones->stats->len; i++) {
        const HtmlStat *stat = stat_at(zones, i);
        TagKind kind = html_tag_kind(stat->node);

        if (stat->zone == ZONE_MAIN &&
            (stat->own_len > 0 || kind == TAG_IMAGE || kind == TAG_FRAME ||
             kind == TAG_OBJECT))
            return FALSE;
    }
    return TRUE;
}

static void words_load(HtmlZones *zones)
{
    zones->furniture = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(furniture_words); i++)
        g_hash_table_insert(zones->furniture, (gpointer)furniture_words[i].word,
                            (gpointer)&furniture_words[i]);
    zones->content = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(content_words); i++)
        g_hash_table_add(zones->content, (gpointer)content_words[i]);
    zones->main = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(main_words); i++)
        g_hash_table_insert(zones->main, (gpointer)main_words[i].word,
                            GUINT_TO_POINTER(main_words[i].tier));
}

HtmlZones *html_zones_new(const XmlTree *tree)
{
    HtmlZones *zones = g_new0(HtmlZones, 1);

    zones->stats = g_array_new(FALSE, FALSE, sizeof(HtmlStat));
    words_load(zones);
    stats_count(zones, tree);
    title_find(zones, tree);
    main_find(zones);
    zones_decide(zones);
    if (main_is_empty(zones)) {
        zones->strong_only = TRUE;
        zones_decide(zones);
    }
    return zones;
}

void html_zones_free(HtmlZones *zones)
{
    if (zones == NULL)
        return;
    g_array_unref(zones->stats);
    g_hash_table_unref(zones->furniture);
    g_hash_table_unref(zones->content);
    g_hash_table_unref(zones->main);
    g_free(zones);
}
