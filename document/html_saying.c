/*
 * html_saying.c - what only furniture says: counters of visitors, rights,
 * who wrote a page, the path to it
 *
 * Every element is asked, so the first words are looked at where they stand,
 * and a text is put together only where they fit.
 */
#include "document/html_zone_work.h"

#include <string.h>

#include "document/html_tags.h"

enum {
    SAYING_MAX_LEN = 180,
    RIGHTS_MAX_LEN = 600,
    FIRST_WORDS_STEPS = 16, /* nodes before the first words */
};

/* The first words at or below @node, or NULL; @at: the node they stand in. */
static const char *first_words(XmlNode *node, XmlNode **at)
{
    XmlWalk walk;

    xml_walk_init(&walk, NULL, node);
    for (int i = 0; i < FIRST_WORDS_STEPS && xml_walk_next(&walk); i++) {
        const char *text =
            walk.step == XML_STEP_ENTER ? xml_text(walk.node) : NULL;

        if (text == NULL)
            continue;
        text += strspn(text, " \t\r\n");
        if (*text != '\0') {
            *at = walk.node;
            return text;
        }
    }
    return NULL;
}

static gboolean begins_with_one(const char *text, const char *const *words,
                                gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (g_ascii_strncasecmp(text, words[i], strlen(words[i])) == 0)
            return TRUE;
    }
    return FALSE;
}

/* --- counters and rights ------------------------------------------------- */

static const char *const counted[] = {
    "ฮิต",
    "hit",
    "hits",
    "view",
    "views",
    "อ่าน",
    "อ่านแล้ว",
    "เปิดอ่าน",
    "ผู้อ่าน",
    "คนอ่าน",
    "จำนวนผู้อ่าน",
    "จำนวนคนอ่าน",
    "จำนวนการอ่าน",
    "จำนวนครั้งที่อ่าน",
    "จำนวนครั้งที่เปิดอ่าน",
    "เข้าชม",
    "เข้าชมแล้ว",
    "ยอดเข้าชม",
    "ยอดวิว",
    "จำนวนการเข้าชม",
    "จำนวนครั้งที่เข้าชม",
    "ผู้เข้าชมเว็บไซต์",
    "จำนวนผู้เข้าชมเว็บไซต์",
    "จำนวนผู้เยี่ยมชมเว็บไซต์",
};

static const char *const rights[] = {
    "สงวนลิขสิทธิ์", "ลิขสิทธิ์ ©", "copyright", "©", "(c) 20", "all rights reserved",
};

/* Cuts numbers, signs and spaces off the end; TRUE when a digit was there. */
static gboolean number_cut(char *text)
{
    gboolean digit = FALSE;

    while (*text != '\0') {
        char *last = g_utf8_find_prev_char(text, text + strlen(text));
        gunichar c;

        if (last == NULL)
            break;
        c = g_utf8_get_char(last);
        if (g_unichar_isdigit(c))
            digit = TRUE;
        else if (c != ' ' && c != ',' && c != ':' && c != '(' && c != ')' &&
                 c != 0xa0)
            break;
        *last = '\0';
    }
    return digit;
}

static gboolean says_counter(char *text)
{
    static const char *const units[] = { "ครั้ง", "คน", "times" };

    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_str_has_suffix(text, units[i])) {
            text[strlen(text) - strlen(units[i])] = '\0';
            break;
        }
    }
    if (!number_cut(text))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(counted); i++) {
        if (strcmp(text, counted[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_counter(const HtmlStat *stat, const char *words)
{
    g_autofree char *text = NULL;
    g_autofree char *lower = NULL;

    /* Boards have a column of them. */
    if (stat->text_len > SAYING_MAX_LEN ||
        html_tag_kind(stat->node) == TAG_TABLE_CELL ||
        !begins_with_one(words, counted, G_N_ELEMENTS(counted)))
        return FALSE;
    text = xml_text_below(stat->node, SAYING_MAX_LEN * 2);
    lower = g_ascii_strdown(g_strstrip(text), -1);
    return says_counter(lower);
}

/* --- who wrote it and when ----------------------------------------------- */

static const char *const bylines[] = {
    "เผยแพร่เมื่อ",    "เผยแพร่วันที่",     "เผยแพร่โดย", "โพสต์เมื่อ",    "โพสต์โดย",
    "โพสเมื่อ",       "เขียนโดย",       "เขียนเมื่อ",   "สร้างเมื่อ",    "แก้ไขล่าสุด",
    "แก้ไขเมื่อ",      "ปรับปรุงล่าสุด",    "ปรับปรุงเมื่อ", "อัปเดตล่าสุด",  "อัพเดทล่าสุด",
    "posted on",    "posted by",     "published", "written by", "created on",
    "last updated", "last modified",
};

static const char *const byline_words[] = {
    "article-info", "entry-meta",   "post-meta", "post-info", "meta-info",
    "byline",       "article-meta", "news-meta", "item-meta", "post-byline",
};

static gboolean byline_word_each(const char *word, gboolean whole,
                                 gpointer data)
{
    (void)data;
    for (gsize i = 0; whole && i < G_N_ELEMENTS(byline_words); i++) {
        if (strcmp(word, byline_words[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_byline(const HtmlStat *stat)
{
    const char *words;
    XmlNode *at;

    if (stat->text_len == 0 || stat->text_len > RIGHTS_MAX_LEN ||
        stat->media_count > 0 || html_is_root(stat->node))
        return FALSE;
    if (html_words_each(stat->node, byline_word_each, NULL))
        return TRUE;
    if (stat->own_len == 0 || stat->text_len > SAYING_MAX_LEN)
        return FALSE;
    words = first_words(stat->node, &at);
    return words != NULL &&
           begins_with_one(words, bylines, G_N_ELEMENTS(bylines));
}

void html_byline_find(HtmlZones *zones)
{
    guint32 first = 0, last = 0;
    gboolean gap = FALSE;

    for (guint32 i = 0; i < zones->stats->len; i++) {
        const HtmlStat *stat = html_stat_at(zones, i);

        if (!is_byline(stat)) {
            gap |= first > 0 && stat->own_len > 0;
            continue;
        }
        if (gap)
            return; /* a second one, further down */
        first = first == 0 ? i : first;
        i = last = stat->last;
    }
    zones->byline_first = first;
    zones->byline_last = last;
}

/* --- the path to the page ------------------------------------------------ */

static gboolean is_home(const char *text, const char **rest)
{
    static const char *const names[] = { "หน้าแรก", "หน้าหลัก", "home" };

    text += strspn(text, " \t\r\n");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strncasecmp(text, names[i], strlen(names[i])) == 0) {
            *rest = text + strlen(names[i]);
            *rest += strspn(*rest, " \t\r\n");
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_separator(const char *text)
{
    static const char *const signs[] = { "»", ">", "/",  "›",
                                         "|", "→", "::", "\\" };

    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (g_str_has_prefix(text, signs[i]))
            return TRUE;
    }
    return FALSE;
}

/* "หน้าแรก » ITA 2565 » ...": begins with the home page, as a link of its own
 * or before a sign. A menu that begins so is furniture too. */
static gboolean is_path(const HtmlZones *zones, const HtmlStat *stat,
                        const char *words, const XmlNode *at)
{
    const char *rest;
    XmlNode *parent;

    if (stat->link_count == 0 || html_holds_half(zones, stat) ||
        html_tag_kind(stat->node) == TAG_LINK || !is_home(words, &rest))
        return FALSE;
    parent = xml_parent(at);
    return is_separator(rest) || (*rest == '\0' && parent != NULL &&
                                  html_tag_kind(parent) == TAG_LINK);
}

gboolean html_says_placeholder(const HtmlStat *stat)
{
    XmlNode *child = xml_first_child(stat->node);
    const char *text = child == NULL ? NULL : xml_text(child);
    const char *open;

    if (stat->own_len == 0 || stat->text_len > SAYING_MAX_LEN || text == NULL)
        return FALSE;
    open = strstr(text, "{{");
    return open != NULL && strstr(open, "}}") != NULL;
}

/* --- the whole ----------------------------------------------------------- */

gboolean html_says_furniture(const HtmlZones *zones, const HtmlStat *stat)
{
    const char *words;
    XmlNode *at;

    if (stat->text_len == 0 || stat->text_len > RIGHTS_MAX_LEN ||
        stat->media_count > 0 || (stat->own_len == 0 && stat->link_count == 0))
        return FALSE;
    words = first_words(stat->node, &at);
    if (words == NULL)
        return FALSE;
    if (stat->own_len > 0 &&
        (begins_with_one(words, rights, G_N_ELEMENTS(rights)) ||
         is_counter(stat, words)))
        return TRUE;
    return is_path(zones, stat, words, at);
}
