/*
 * html_count.c - text, links and pictures below every element of a page, in
 * one walk
 */
#include "document/html_zone_work.h"

#include <string.h>

#include "document/html_tags.h"

enum { CLICK_CHILDREN = 6 };

static const char *const file_ends[] = {
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx",
    ".zip", ".rar", ".csv",  ".odt", ".ods",  ".jpg", ".png",
};

static const char *const drive_hosts[] = {
    "drive.google.com", "docs.google.com", "1drv.ms",
    "onedrive.",        "sharepoint.com",
};

HtmlStat *html_stat_at(const HtmlZones *zones, guint32 i)
{
    return &g_array_index(zones->stats, HtmlStat, i);
}

const HtmlStat *html_zones_stat(const HtmlZones *zones, const XmlNode *node)
{
    guint mark = xml_mark(node);

    return mark == 0 ? NULL : html_stat_at(zones, mark - 1);
}

guint32 html_plain_len(const HtmlStat *stat)
{
    return stat->text_len - stat->link_len;
}

gboolean html_holds(const HtmlZones *zones, guint32 outer, guint32 inner)
{
    return inner >= outer && inner <= html_stat_at(zones, outer)->last;
}

gboolean html_is_root(const XmlNode *node)
{
    return xml_is(node, "body") || xml_is(node, "html") || xml_is(node, "head");
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

static guint32 letters_len(const char *text)
{
    guint32 len = 0;

    for (; *text != '\0'; text++) {
        if (!g_ascii_isspace(*text) && *text != '\xa0')
            len++;
    }
    return len;
}

static gboolean code_names_file(const char *code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(file_ends); i++) {
        if (strstr(code, file_ends[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Menus are made of spans and cells with an onclick too. What opens and shuts
 * a part of the page is no link, nor is what holds blocks. */
static gboolean is_click(const XmlNode *node, TagKind kind)
{
    static const char *const openers[] = { "aria-expanded", "aria-controls",
                                           "data-toggle", "data-bs-toggle" };
    const char *role = xml_attribute(node, "role");
    const XmlNode *child = xml_first_child(node);

    if (kind == TAG_LINK || kind == TAG_BUTTON || kind == TAG_HEADING ||
        kind == TAG_FORM || kind == TAG_TABLE || html_is_root(node))
        return FALSE;
    if (xml_attribute(node, "onclick") == NULL &&
        (role == NULL ||
         (strcmp(role, "link") != 0 && strcmp(role, "menuitem") != 0)))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(openers); i++) {
        if (xml_attribute(node, openers[i]) != NULL)
            return FALSE;
    }
    for (int i = 0; child != NULL && i < CLICK_CHILDREN; i++) {
        TagKind below =
            xml_name(child) == NULL ? TAG_INLINE : html_tag_kind(child);

        if (below != TAG_INLINE && below != TAG_BOLD && below != TAG_IMAGE &&
            below != TAG_BREAK)
            return FALSE;
        child = xml_next(child);
    }
    return child == NULL;
}

static void stat_links_count(HtmlStat *stat, TagKind kind)
{
    const char *href = xml_attribute(stat->node, "href");
    const char *code = xml_attribute(stat->node, "onclick");

    if (kind == TAG_LINK && href == NULL && code == NULL)
        return;
    stat->link_count = 1;
    if ((href != NULL && html_href_is_file(href)) ||
        (code != NULL && code_names_file(code)))
        stat->file_link_count = 1;
}

static const HtmlStat *stat_add(HtmlZones *zones, XmlNode *node, TagKind kind)
{
    HtmlStat stat = { .node = node };
    XmlNode *parent = xml_parent(node);
    guint32 index = zones->stats->len;

    stat.parent = parent == NULL ? index : xml_mark(parent) - 1;
    stat.last = index;
    stat.click = is_click(node, kind);
    stat.click_count = stat.click ? 1 : 0;
    if (kind == TAG_LINK || stat.click)
        stat_links_count(&stat, kind);
    if (kind == TAG_TABLE || kind == TAG_IMAGE || kind == TAG_FRAME ||
        kind == TAG_OBJECT || kind == TAG_SELECT)
        stat.media_count = 1;
    g_array_append_val(zones->stats, stat);
    xml_set_mark(node, index + 1);
    return html_stat_at(zones, index);
}

static void text_count(HtmlZones *zones, XmlNode *node, guint links_open)
{
    XmlNode *parent = xml_parent(node);
    guint32 len = letters_len(xml_text(node));
    HtmlStat *stat;

    if (parent == NULL)
        return;
    stat = html_stat_at(zones, xml_mark(parent) - 1);
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
        const HtmlStat *stat = html_stat_at(zones, i);
        HtmlStat *parent;

        if (stat->parent == i)
            continue;
        parent = html_stat_at(zones, stat->parent);
        parent->last = MAX(parent->last, stat->last);
        parent->text_len += stat->text_len;
        parent->link_len += stat->link_len;
        parent->link_count += stat->link_count;
        parent->file_link_count += stat->file_link_count;
        parent->click_count += stat->click_count;
        parent->media_count += stat->media_count;
    }
}

void html_zones_count(HtmlZones *zones, const XmlTree *tree)
{
    XmlWalk walk;
    guint links_open = 0;

    xml_walk_init(&walk, tree, NULL);
    while (xml_walk_next(&walk)) {
        const HtmlStat *stat;
        TagKind kind;

        if (xml_text(walk.node) != NULL && walk.step == XML_STEP_ENTER)
            text_count(zones, walk.node, links_open);
        if (xml_name(walk.node) == NULL)
            continue;
        kind = html_tag_kind(walk.node);
        if (walk.step == XML_STEP_ENTER) {
            stat = stat_add(zones, walk.node, kind);
            walk.skip =
                kind == TAG_SKIP || kind == TAG_NOSCRIPT || kind == TAG_SELECT;
        } else {
            stat = html_zones_stat(zones, walk.node);
        }
        if (kind == TAG_LINK || stat->click)
            links_open += walk.step == XML_STEP_ENTER ? 1u : -1u;
    }
    stats_sum(zones);
}
