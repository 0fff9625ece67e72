#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "base/url.h"
#include "document/charset.h"
#include "document/heading_guess.h"
#include "document/html_page.h"
#include "document/html_tags.h"
#include "document/table_draft.h"

enum {
    SHELL_LETTERS_MAX = 200, /* a page with more needs no script */
    TITLE_MAX_LEN = 450,     /* 150 Thai letters */
    LIST_DEPTH_MAX = 99,
    HREF_MAX_LEN = 2048, /* of an address that leads nowhere */
};

/* Classes that make a heading of anything; whole words. */
static const struct {
    const char *word;
    int level;
} title_words[] = {
    { "page-title", 1 },
    { "entry-title", 1 },
    { "componentheading", 1 },
    { "page-heading", 1 },
    { "title-page", 1 },
    { "contentheading", 2 },
    { "article-title", 2 },
    { "post-title", 2 },
    { "node-title", 2 },
    { "section-title", 2 },
    { "heading-title", 2 },
    { "elementor-heading-title", 2 },
    { "headline", 2 },
    { "panel-title", 3 },
    { "panel-heading", 3 },
    { "card-title", 3 },
    { "card-header", 3 },
    { "box-title", 3 },
    { "tab-title", 3 },
    { "toggle-title", 3 },
    { "accordion-title", 3 },
    { "accordion-header", 3 },
    { "accordion-button", 3 },
    { "accordion-toggle", 3 },
    { "accordion-heading", 3 },
    { "ui-accordion-header", 3 },
    { "elementor-tab-title", 3 },
    { "elementor-accordion-title", 3 },
    { "elementor-toggle-title", 3 },
    { "sppb-panel-title", 3 },
    { "sppb-addon-title", 3 },
    { "et_pb_toggle_title", 3 },
    { "vc_tta-panel-title", 3 },
};

/* --- addresses ----------------------------------------------------------- */

char *html_page_resolve(const HtmlPage *page, const char *href)
{
    static const char *const nowhere[] = { "javascript:", "vbscript:", "data:",
                                           "about:", "blob:" };

    href += strspn(href, " \t\r\n\f");
    if (*href == '\0' || strcmp(href, "#") == 0 || strlen(href) > URL_MAX_LEN)
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(nowhere); i++) {
        if (g_ascii_strncasecmp(href, nowhere[i], strlen(nowhere[i])) == 0)
            return NULL;
    }
    return url_resolve(page->facts.base, href);
}

static char *href_shown(const char *href)
{
    const char *end;
    gsize len = strlen(href);

    if (len <= HREF_MAX_LEN)
        return g_strdup(href);
    end = g_utf8_find_prev_char(href, href + HREF_MAX_LEN);
    return g_strndup(href, end == NULL ? 0 : (gsize)(end - href));
}

/* window.open('a.pdf') and location.href='a.pdf' in an onclick. */
static char *onclick_target(const XmlNode *node)
{
    static const char *const calls[] = { "window.open(", "location.href",
                                         "location" };
    const char *code = xml_attribute(node, "onclick");

    for (gsize i = 0; code != NULL && i < G_N_ELEMENTS(calls); i++) {
        const char *at = strstr(code, calls[i]);

        if (at == NULL)
            continue;
        at += strlen(calls[i]);
        at += strspn(at, " =(");
        if (*at == '\'' || *at == '"')
            return g_strndup(at + 1, strcspn(at + 1, "'\""));
    }
    return NULL;
}

/* --- blocks -------------------------------------------------------------- */

static void media_clear(gpointer data)
{
    HtmlMedia *media = data;

    g_free(media->text);
    g_free(media->source_url);
    g_free(media->link_url);
    g_free(media->link_href);
}

void html_page_media_flush(HtmlPage *page)
{
    for (guint i = 0; i < page->media->len; i++) {
        HtmlMedia *media = &g_array_index(page->media, HtmlMedia, i);
        Block *block =
            document_add_block(page->document, media->kind, media->zone);

        if (block == NULL)
            break;
        if (media->text != NULL &&
            document_take_room(page->document, strlen(media->text)))
            block_set_text(block, media->text);
        block->source_url = g_steal_pointer(&media->source_url);
        if (media->link_href != NULL)
            block_add_link(block, media->link_url, media->link_href, 0,
                           strlen(block->text));
    }
    g_array_set_size(page->media, 0);
}

static gboolean bold_is_heading(const HtmlPage *page)
{
    return page->zone == ZONE_MAIN && page->marker == NULL &&
           page->lists->len == 0 && heading_guess(page->text);
}

static Block *text_block_add(HtmlPage *page)
{
    Document *document = page->document;
    gboolean bold;
    Block *block;

    if (page->heading_level > 0) {
        block = document_add_block(document, BLOCK_HEADING, page->zone);
        if (block != NULL)
            block->level = page->heading_level;
        page->last_level = page->heading_level;
    } else if (page->marker != NULL) {
        block = document_add_block(document, BLOCK_LIST_ITEM, page->zone);
        if (block != NULL)
            block->level = (int)CLAMP(page->lists->len, 1, LIST_DEPTH_MAX);
    } else {
        bold = bold_is_heading(page);
        block = document_add_block(
            document, bold ? BLOCK_HEADING : BLOCK_PARAGRAPH, page->zone);
        if (block != NULL && bold) {
            block->level = heading_guess_level(page->last_level);
            g_ptr_array_add(page->guessed, block);
        }
    }
    return block;
}

static void text_emit(HtmlPage *page)
{
    const FlowText *text = page->text;
    Block *block;

    if (!document_take_room(page->document, text->text->len))
        return;
    block = text_block_add(page);
    if (block == NULL)
        return;
    block_set_text(block, text->text->str);
    block->marker = g_steal_pointer(&page->marker);
    flow_links_to_block(text, block);
}

void html_page_flush(HtmlPage *page)
{
    if (page->in_cell) {
        flow_text_line(page->text);
        return;
    }
    /* The term and its colon wait for what the dd says. */
    if (page->term_len > 0 && page->term_len == page->text->text->len)
        return;
    flow_text_link_split(page->text);
    if (!flow_text_blank(page->text))
        text_emit(page);
    flow_text_restart(page->text);
    page->term_open = FALSE;
    page->term_len = 0;
    html_page_media_flush(page);
}

/* --- headings ------------------------------------------------------------ */

typedef struct {
    int level;
} TitleSearch;

static gboolean title_word_each(const char *word, gboolean whole, gpointer data)
{
    TitleSearch *search = data;

    for (gsize i = 0; i < G_N_ELEMENTS(title_words) && whole; i++) {
        if (strcmp(word, title_words[i].word) == 0) {
            search->level = title_words[i].level;
            return TRUE;
        }
    }
    return FALSE;
}

/* The level of @node if it is a heading, by its tag or its class; else 0. */
static int title_level(const HtmlPage *page, const XmlNode *node)
{
    const HtmlStat *stat = html_zones_stat(page->zones, node);
    TitleSearch search = { html_heading_level(node) };

    if (search.level > 0 || stat == NULL || stat->text_len == 0 ||
        stat->text_len > TITLE_MAX_LEN || stat->media_count > 1)
        return search.level;
    if (xml_is(node, "summary"))
        return 3;
    if (xml_attribute(node, "class") != NULL)
        html_words_each(node, title_word_each, &search);
    return search.level;
}

static void heading_open(HtmlPage *page, const XmlNode *node, int level)
{
    html_page_flush(page);
    /* A heading within an element that is called a title is the heading. */
    if (page->heading != NULL && html_heading_level(node) == 0)
        return;
    page->heading = node;
    page->heading_level = level;
}

static void heading_close(HtmlPage *page, const XmlNode *node)
{
    html_page_flush(page);
    if (page->heading != node)
        return;
    page->heading = NULL;
    page->heading_level = 0;
}

/* --- lists --------------------------------------------------------------- */

static void list_open(HtmlPage *page, XmlNode *node)
{
    const char *type = xml_attribute(node, "type");
    const char *start = xml_attribute(node, "start");
    HtmlList list = { .ordered = xml_is(node, "ol"), .type = '1', .number = 1 };

    html_page_flush(page);
    if (type != NULL && *type != '\0' && strchr("1aAiI", *type) != NULL)
        list.type = *type;
    if (start != NULL)
        list.number =
            (int)CLAMP(g_ascii_strtoll(start, NULL, 10), -99999, 99999);
    g_array_append_val(page->lists, list);
}

static void list_close(HtmlPage *page, XmlNode *node)
{
    (void)node;
    html_page_flush(page);
    g_clear_pointer(&page->marker, g_free);
    g_array_set_size(page->lists, page->lists->len - 1);
}

static char *roman_number(int number)
{
    static const struct {
        int value;
        const char *letters;
    } parts[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" },
                  { 40, "xl" }, { 10, "x" },  { 9, "ix" },
                  { 5, "v" },   { 4, "iv" },  { 1, "i" } };
    GString *roman = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        for (; number >= parts[i].value; number -= parts[i].value)
            g_string_append(roman, parts[i].letters);
    }
    return g_string_free(roman, FALSE);
}

static char *list_marker(const HtmlList *list)
{
    g_autofree char *roman = NULL;
    gboolean upper = g_ascii_isupper(list->type);

    if (!list->ordered)
        return g_strdup("•");
    if (g_ascii_tolower(list->type) == 'a' && list->number >= 1 &&
        list->number <= 26)
        return g_strdup_printf("%c.", (upper ? 'A' : 'a') + list->number - 1);
    if (g_ascii_tolower(list->type) == 'i' && list->number >= 1 &&
        list->number < 400) {
        roman = roman_number(list->number);
        if (upper) {
            g_autofree char *capital = g_ascii_strup(roman, -1);

            return g_strconcat(capital, ".", NULL);
        }
        return g_strconcat(roman, ".", NULL);
    }
    return g_strdup_printf("%d.", list->number);
}

static void item_open(HtmlPage *page, XmlNode *node)
{
    static const HtmlList none = { FALSE, '1', 1 };
    const char *value = xml_attribute(node, "value");
    HtmlList *list =
        page->lists->len == 0
            ? NULL
            : &g_array_index(page->lists, HtmlList, page->lists->len - 1);

    html_page_flush(page);
    if (list != NULL && list->ordered && value != NULL)
        list->number =
            (int)CLAMP(g_ascii_strtoll(value, NULL, 10), -99999, 99999);
    g_free(page->marker);
    page->marker = list_marker(list == NULL ? &none : list);
    if (list != NULL && list->number < 999999)
        list->number++;
    /* In a cell there are no blocks: the number goes into the text. */
    if (page->in_cell && list != NULL && list->ordered) {
        flow_text_append(page->text, page->marker);
        flow_text_append(page->text, " ");
    }
}

static void item_close(HtmlPage *page, XmlNode *node)
{
    (void)node;
    html_page_flush(page);
    g_clear_pointer(&page->marker, g_free);
}

/* --- one small pair of functions a kind of element ----------------------- */

static void block_step(HtmlPage *page, XmlNode *node)
{
    (void)node;
    html_page_flush(page);
}

static void bold_open(HtmlPage *page, XmlNode *node)
{
    (void)node;
    page->text->bold++;
}

static void bold_close(HtmlPage *page, XmlNode *node)
{
    (void)node;
    if (page->text->bold > 0)
        page->text->bold--;
}

static void link_open(HtmlPage *page, XmlNode *node)
{
    const char *href = xml_attribute(node, "href");
    g_autofree char *url = NULL;
    g_autofree char *shown = NULL;

    if (href == NULL && xml_attribute(node, "onclick") == NULL)
        return;
    url = href == NULL ? NULL : html_page_resolve(page, href);
    if (url == NULL) {
        g_autofree char *target = onclick_target(node);

        if (target != NULL)
            url = html_page_resolve(page, target);
        if (href == NULL && url == NULL)
            return;
    }
    shown = href_shown(href == NULL ? "" : href);
    flow_text_link_open(page->text, url, shown);
}

static gboolean media_has_link(const HtmlPage *page)
{
    const HtmlMedia *last;

    if (page->media->len == 0)
        return FALSE;
    last = &g_array_index(page->media, HtmlMedia, page->media->len - 1);
    return last->link_href != NULL;
}

static void link_close(HtmlPage *page, XmlNode *node)
{
    FlowText *text = page->text;
    const char *title = xml_attribute(node, "aria-label");
    guint count;

    if (!text->link_open)
        return;
    if (title == NULL)
        title = xml_attribute(node, "title");
    /* An icon: what a pointer resting on it would show. */
    if (!text->link_begun && title != NULL &&
        html_zones_stat(page->zones, node)->text_len == 0 &&
        !media_has_link(page))
        flow_text_append(text, title);
    count = text->links->len;
    flow_text_link_close(text);
    /* The picture carries the link; an empty one in the text says nothing
     * more, and one that went on from an earlier block has said it. */
    if (!page->in_cell && text->links->len > count) {
        const FlowLink *link = &g_array_index(text->links, FlowLink, count);

        if (link->start_at == link->end_at &&
            (link->url == NULL || media_has_link(page) ||
             html_zones_stat(page->zones, node)->text_len > 0))
            g_array_set_size(text->links, count);
    }
}

static void area_open(HtmlPage *page, XmlNode *node)
{
    const char *alt = xml_attribute(node, "alt");

    if (alt == NULL)
        alt = xml_attribute(node, "title");
    html_page_flush(page);
    link_open(page, node);
    if (page->text->link_open && alt != NULL)
        flow_text_append(page->text, alt);
    flow_text_link_close(page->text);
    html_page_flush(page);
}

static void break_open(HtmlPage *page, XmlNode *node)
{
    (void)node;
    /* Two in a row are how old pages part their paragraphs. */
    if (page->text->breaks_owed > 0 && !page->in_cell &&
        page->text->text->len > 0 && page->heading == NULL)
        html_page_flush(page);
    else
        flow_text_break(page->text);
}

static void pre_open(HtmlPage *page, XmlNode *node)
{
    (void)node;
    html_page_flush(page);
    page->text->pre = TRUE;
}

static void pre_close(HtmlPage *page, XmlNode *node)
{
    (void)node;
    page->text->pre = FALSE;
    html_page_flush(page);
}

/* "dt: dd" in one paragraph. */
static void term_close(HtmlPage *page, XmlNode *node)
{
    (void)node;
    if (page->text->text->len == 0 || page->in_cell) {
        html_page_flush(page);
        return;
    }
    flow_text_link_split(page->text);
    page->term_open = TRUE;
}

static void detail_open(HtmlPage *page, XmlNode *node)
{
    (void)node;
    if (!page->term_open) {
        html_page_flush(page);
        return;
    }
    page->term_open = FALSE;
    page->text->breaks_owed = 0;
    page->text->space_owed = FALSE;
    if (!g_str_has_suffix(page->text->text->str, ":"))
        flow_text_append(page->text, ":");
    flow_text_append(page->text, " ");
    page->term_len = page->text->text->len;
}

static void detail_close(HtmlPage *page, XmlNode *node)
{
    (void)node;
    page->term_len = 0;
    html_page_flush(page);
}

static void cell_open(HtmlPage *page, XmlNode *node)
{
    (void)node;
    /* A table within a cell: its cells side by side. */
    if (page->in_cell)
        page->text->space_owed = TRUE;
    else
        html_page_flush(page);
}

static const char *first_address(const XmlNode *node, const char *const *names)
{
    for (; *names != NULL; names++) {
        const char *value = xml_attribute(node, *names);

        if (value != NULL && *value != '\0' &&
            !g_str_has_prefix(value, "data:") &&
            strcmp(value, "about:blank") != 0)
            return value;
    }
    return NULL;
}

static void media_add(HtmlPage *page, BlockKind kind, const char *text,
                      const char *address)
{
    HtmlMedia media = { .kind = kind, .zone = page->zone };

    media.text = g_strdup(text);
    if (media.text != NULL)
        g_strstrip(media.text);
    if (address != NULL)
        media.source_url = html_page_resolve(page, address);
    if (page->text->link_open && kind == BLOCK_IMAGE) {
        media.link_url = g_strdup(page->text->link.url);
        media.link_href = g_strdup(page->text->link.href);
    }
    g_array_append_val(page->media, media);
}

static gboolean is_pixel(const XmlNode *node)
{
    const char *width = xml_attribute(node, "width");
    const char *height = xml_attribute(node, "height");

    return width != NULL && height != NULL && strlen(width) == 1 &&
           strlen(height) == 1 && *width <= '2' && *height <= '2';
}

static void image_open(HtmlPage *page, XmlNode *node)
{
    static const char *const sources[] = { "src", "data-src", "data-lazy-src",
                                           "data-original", NULL };
    const char *alt = xml_attribute(node, "alt");
    const char *address = first_address(node, sources);

    if (is_pixel(node) ||
        (address == NULL && xml_attribute(node, "src") == NULL))
        return;
    if (alt == NULL || *alt == '\0')
        alt = xml_attribute(node, "title");
    page->cell_has_image = TRUE;
    media_add(page, BLOCK_IMAGE, alt, address);
}

static void frame_open(HtmlPage *page, XmlNode *node)
{
    static const char *const sources[] = { "src", "data-src", "data-lazy-src",
                                           "data", NULL };
    const char *address = first_address(node, sources);
    const char *title = xml_attribute(node, "title");
    XmlNode *child = xml_first_child(node);

    for (int i = 0; address == NULL && child != NULL && i < 20; i++) {
        if (xml_is(child, "source"))
            address = first_address(child, sources);
        child = xml_next(child);
    }
    if (address == NULL)
        return;
    html_page_flush(page);
    media_add(page, BLOCK_FRAME, title, address);
    html_page_flush(page);
}

static void object_open(HtmlPage *page, XmlNode *node)
{
    html_page_flush(page);
    frame_open(page, node);
}

static void form_open(HtmlPage *page, XmlNode *node)
{
    html_page_flush(page);
    html_form_open(page, node);
}

static void form_close(HtmlPage *page, XmlNode *node)
{
    html_page_flush(page);
    html_form_close(page, node);
}

static void button_open(HtmlPage *page, XmlNode *node)
{
    html_form_field(page, node);
    html_page_flush(page);
    link_open(page, node);
}

static void button_close(HtmlPage *page, XmlNode *node)
{
    if (xml_attribute(node, "onclick") != NULL)
        link_close(page, node);
    html_page_flush(page);
}

/* @skip: what is inside is no content. */
static const struct {
    void (*open)(HtmlPage *page, XmlNode *node);
    void (*close)(HtmlPage *page, XmlNode *node);
    gboolean skip;
} acts[] = {
    [TAG_INLINE] = { NULL, NULL, FALSE },
    [TAG_BLOCK] = { block_step, block_step, FALSE },
    [TAG_HEADING] = { block_step, block_step, FALSE },
    [TAG_BOLD] = { bold_open, bold_close, FALSE },
    [TAG_LINK] = { link_open, link_close, FALSE },
    [TAG_AREA] = { area_open, NULL, FALSE },
    [TAG_BREAK] = { break_open, NULL, FALSE },
    [TAG_PRE] = { pre_open, pre_close, FALSE },
    [TAG_LIST] = { list_open, list_close, FALSE },
    [TAG_LIST_ITEM] = { item_open, item_close, FALSE },
    [TAG_TERM] = { block_step, term_close, FALSE },
    [TAG_DETAIL] = { detail_open, detail_close, FALSE },
    [TAG_TABLE] = { block_step, block_step, FALSE },
    [TAG_TABLE_ROW] = { block_step, block_step, FALSE },
    [TAG_TABLE_CELL] = { cell_open, cell_open, FALSE },
    [TAG_IMAGE] = { image_open, NULL, FALSE },
    [TAG_FRAME] = { frame_open, NULL, TRUE },
    [TAG_OBJECT] = { object_open, block_step, FALSE },
    [TAG_FORM] = { form_open, form_close, FALSE },
    [TAG_FIELD] = { html_form_field, NULL, TRUE },
    [TAG_BUTTON] = { button_open, button_close, FALSE },
    [TAG_SELECT] = { html_form_field, NULL, TRUE },
    [TAG_NOSCRIPT] = { NULL, NULL, TRUE },
    [TAG_SKIP] = { NULL, NULL, TRUE },
};

/* --- the walk ------------------------------------------------------------ */

static void zone_enter(HtmlPage *page, const XmlNode *node)
{
    const HtmlStat *stat =
        node == NULL ? NULL : html_zones_stat(page->zones, node);
    Zone zone = stat == NULL ? page->zone : stat->zone;

    if (page->in_cell || zone == page->zone)
        return;
    html_page_flush(page);
    page->zone = zone;
}

/* Portraits are often backgrounds: style="background-image:url(a.jpg)". */
static void background_read(HtmlPage *page, const XmlNode *node)
{
    const char *style = xml_attribute(node, "style");
    const char *at = style == NULL ? NULL : strstr(style, "url(");
    const char *label = xml_attribute(node, "aria-label");
    g_autofree char *address = NULL;

    if (at == NULL || strstr(style, "background") == NULL)
        return;
    at += strlen("url(");
    at += strspn(at, " '\"");
    address = g_strndup(at, strcspn(at, "'\")"));
    if (*address == '\0' || g_str_has_prefix(address, "data:"))
        return;
    page->cell_has_image = TRUE;
    media_add(page, BLOCK_IMAGE,
              label != NULL ? label : xml_attribute(node, "title"), address);
}

static gboolean style_is_bold(const XmlNode *node)
{
    return xml_attribute(node, "style") != NULL &&
           (html_style_has(node, "font-weight", "bold") ||
            html_style_has(node, "font-weight", "700") ||
            html_style_has(node, "font-weight", "600"));
}

static void element_enter(HtmlPage *page, XmlWalk *walk)
{
    XmlNode *node = walk->node;
    TagKind kind = html_tag_kind(node);
    int level;

    if (acts[kind].skip && acts[kind].open == NULL) {
        walk->skip = TRUE;
        return;
    }
    zone_enter(page, node);
    if (kind == TAG_TABLE && !page->in_cell) {
        html_page_flush(page);
        if (html_table_read(page, node)) {
            walk->skip = TRUE;
            return;
        }
    }
    level = page->in_cell ? 0 : title_level(page, node);
    if (level > 0)
        heading_open(page, node, level);
    if (acts[kind].open != NULL)
        acts[kind].open(page, node);
    if (style_is_bold(node))
        page->text->bold++;
    background_read(page, node);
    walk->skip = acts[kind].skip;
}

static void element_leave(HtmlPage *page, XmlNode *node)
{
    TagKind kind = html_tag_kind(node);

    if (acts[kind].skip && acts[kind].open == NULL)
        return;
    if (style_is_bold(node))
        bold_close(page, node);
    if (acts[kind].close != NULL)
        acts[kind].close(page, node);
    if (!page->in_cell &&
        (page->heading == node || title_level(page, node) > 0))
        heading_close(page, node);
    zone_enter(page, xml_parent(node));
}

void html_page_walk(HtmlPage *page, XmlNode *root)
{
    XmlWalk walk;

    xml_walk_init(&walk, page->tree, root);
    while (xml_walk_next(&walk)) {
        const char *words = xml_text(walk.node);

        if (words != NULL && walk.step == XML_STEP_ENTER)
            flow_text_append(page->text, words);
        if (xml_name(walk.node) == NULL)
            continue;
        if (walk.step == XML_STEP_ENTER)
            element_enter(page, &walk);
        else
            element_leave(page, walk.node);
    }
}

/* --- the whole ----------------------------------------------------------- */

/* Is there anything to look at besides text? */
static gboolean has_substance(const Document *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        gboolean file = FALSE;

        for (guint j = 0; block->links != NULL && j < block->links->len; j++) {
            const Link *link = g_ptr_array_index(block->links, j);

            file |= link->url != NULL && html_href_is_file(link->url);
        }
        if (block->kind == BLOCK_FRAME || block->kind == BLOCK_TABLE ||
            block->kind == BLOCK_FORM || file ||
            (block->kind == BLOCK_IMAGE && block->zone == ZONE_MAIN))
            return TRUE;
    }
    return FALSE;
}

static void reason_decide(HtmlPage *page)
{
    Document *document = page->document;
    g_autofree char *text = document_text(document);
    ThaiMeasure measure = thai_measure(text, strlen(text), FALSE);
    gboolean substance = has_substance(document);

    document->text_quality = measure.quality;
    if (measure.letters_count >= SHELL_LETTERS_MAX)
        return;
    if (page->facts.wants_script || page->facts.empty_root ||
        (page->facts.script_count > 0 && !substance)) {
        document->reason = READ_NEEDS_JAVASCRIPT;
        document->reason_detail = g_strdup_printf("%u letters without scripts",
                                                  measure.letters_count);
    } else if (measure.letters_count == 0 && !substance) {
        document->reason = READ_EMPTY;
    } else if (measure.quality == TEXT_EMPTY && measure.letters_count > 0) {
        document->text_quality = TEXT_GOOD; /* little, but it was read */
    }
}

static void page_read(HtmlPage *page, const char *url)
{
    FlowText text;

    flow_text_init(&text);
    page->text = &text;
    page->zone = ZONE_MAIN;
    page->lists = g_array_new(FALSE, FALSE, sizeof(HtmlList));
    page->media = g_array_new(FALSE, FALSE, sizeof(HtmlMedia));
    g_array_set_clear_func(page->media, media_clear);
    page->guessed = g_ptr_array_new();
    page->form = html_form_new();
    page->zones = html_zones_new(page->tree);
    html_facts_read(page, url);
    html_page_walk(page, NULL);
    html_page_flush(page);
    html_form_finish(page);
    heading_guesses_check(page->document, page->guessed);
    reason_decide(page);
    html_facts_clear(&page->facts);
    html_zones_free(page->zones);
    html_form_free(page->form);
    g_ptr_array_unref(page->guessed);
    g_array_unref(page->media);
    g_array_unref(page->lists);
    g_free(page->marker);
    flow_text_clear(&text);
}

static void charset_note(Document *document, const CharsetText *text)
{
    g_autofree char *detail = charset_mismatch_detail(text);

    document->charset = g_strdup(text->name);
    if (detail != NULL)
        document_add_note(document, "charset-mismatch", detail, 0);
}

Document *format_html_read(const char *bytes, gsize len,
                           const ReadRequest *request)
{
    g_autoptr(CharsetText) text = NULL;
    g_autoptr(XmlTree) tree = NULL;
    HtmlPage page = { 0 };

    if (len > HTML_MAX_LEN)
        return document_new_unread(FORMAT_HTML, READ_TOO_LARGE,
                                   "more HTML than a page can hold");
    text = charset_decode(bytes, len, request->content_type, TRUE);
    html_guard_tags(text->text, text->len);
    tree = xml_html_read(text->text, text->len);
    if (tree == NULL)
        return document_new_unread(FORMAT_HTML, READ_EMPTY, "no elements");
    page.document = document_new(FORMAT_HTML);
    page.document->url = g_strdup(request->url);
    page.tree = tree;
    charset_note(page.document, text);
    page_read(&page, request->url);
    return page.document;
}
