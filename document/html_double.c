/*
 * html_double.c - parts of a page that stand in it twice: once for telephones
 * and once for screens, hidden copies, clones of sliders
 *
 * What a click opens is hidden too and is content, so only what another part
 * of the page says word for word is a double.
 */
#include "document/html_zone_work.h"

#include <string.h>

#include "document/html_tags.h"

enum {
    DOUBLE_MIN_LEN = 30,
    COMPARE_LEN = 1024,
    COMPARES_MAX = 500, /* a page with more is not made for people */
};

static const char *const sometimes_words[] = {
    "mobile",
    "mobile-only",
    "only-mobile",
    "mobile-view",
    "mobile-content",
    "visible-xs",
    "visible-sm",
    "visible-mobile",
    "show-mobile",
    "hidden-md",
    "hidden-lg",
    "hidden-desktop",
    "hide-desktop",
    "desktop-only",
    "hidden-xs",
    "hidden-sm",
    "hidden-mobile",
    "d-none",
    "d-sm-none",
    "d-md-none",
    "d-lg-none",
    "d-xl-none",
    "print-only",
    "visible-print",
    "visible-print-block",
    "d-print-block",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "slick-cloned",
    "cloned",
    "swiper-slide-duplicate",
    "elementor-hidden-desktop",
    "elementor-hidden-tablet",
    "elementor-hidden-mobile",
    "elementor-hidden-phone",
};

static gboolean sometimes_word_each(const char *word, gboolean whole,
                                    gpointer data)
{
    (void)data;
    for (gsize i = 0; whole && i < G_N_ELEMENTS(sometimes_words); i++) {
        if (strcmp(word, sometimes_words[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Is it shown at times only? */
static gboolean is_sometimes(const XmlNode *node)
{
    if (html_is_root(node))
        return FALSE;
    if (xml_attribute(node, "hidden") != NULL)
        return TRUE;
    return html_style_has(node, "display", "none") ||
           html_words_each(node, sometimes_word_each, NULL);
}

static gboolean same_text(const HtmlStat *a, const HtmlStat *b)
{
    g_autofree char *one = xml_text_below(a->node, COMPARE_LEN);
    g_autofree char *other = xml_text_below(b->node, COMPARE_LEN);

    return strcmp(one, other) == 0;
}

/* Elements by the length of their text: the first or the last of each. */
static GHashTable *by_length(const HtmlZones *zones, gboolean last)
{
    GHashTable *table = g_hash_table_new(NULL, NULL);

    for (guint32 i = 1; i < zones->stats->len; i++) {
        gpointer key = GUINT_TO_POINTER(html_stat_at(zones, i)->text_len);

        if (last || !g_hash_table_contains(table, key))
            g_hash_table_insert(table, key, GUINT_TO_POINTER(i));
    }
    return table;
}

static gboolean is_double_of(const HtmlZones *zones, guint32 i, gpointer found)
{
    guint32 other = GPOINTER_TO_UINT(found);

    if (other == 0 || html_holds(zones, other, i) ||
        html_holds(zones, i, other) ||
        html_stat_at(zones, i)->link_len !=
            html_stat_at(zones, other)->link_len)
        return FALSE;
    /* Of two that are both shown at times the first one stays. */
    if (other > i && html_stat_at(zones, other)->sometimes)
        return FALSE;
    return same_text(html_stat_at(zones, i), html_stat_at(zones, other));
}

void html_doubles_find(HtmlZones *zones)
{
    g_autoptr(GHashTable) first = NULL;
    g_autoptr(GHashTable) last = NULL;
    guint count = 0;

    for (guint32 i = 1; i < zones->stats->len; i++) {
        HtmlStat *stat = html_stat_at(zones, i);

        stat->sometimes = stat->text_len >= DOUBLE_MIN_LEN &&
                          (html_stat_at(zones, stat->parent)->sometimes ||
                           is_sometimes(stat->node));
        count += stat->sometimes ? 1 : 0;
    }
    if (count == 0)
        return;
    first = by_length(zones, FALSE);
    last = by_length(zones, TRUE);
    count = 0;
    for (guint32 i = 1; i < zones->stats->len && count < COMPARES_MAX; i++) {
        HtmlStat *stat = html_stat_at(zones, i);
        gpointer key = GUINT_TO_POINTER(stat->text_len);

        if (!stat->sometimes)
            continue;
        count++;
        stat->is_double =
            is_double_of(zones, i, g_hash_table_lookup(first, key)) ||
            is_double_of(zones, i, g_hash_table_lookup(last, key));
        if (stat->is_double)
            i = stat->last;
    }
}
