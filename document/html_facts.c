#include <string.h>

#include "base/limits.h"
#include "base/url.h"
#include "document/html_page.h"
#include "document/html_tags.h"

enum { ANCHORS_MAX = 20000, REDIRECT_SCRIPT_MAX_LEN = 4096 };

static const char *const root_ids[] = { "root",   "app",      "__next",
                                        "__nuxt", "app-root", "react-root" };

static void base_read(HtmlPage *page, const XmlNode *node, gboolean *done)
{
    const char *href = xml_attribute(node, "href");
    char *base;

    if (*done || href == NULL || *href == '\0')
        return;
    *done = TRUE;
    base = url_resolve(page->facts.base, href);
    if (base == NULL)
        return;
    g_free(page->facts.base);
    page->facts.base = base;
}

/* "5; url='next.html'" */
static char *refresh_target(const char *content)
{
    const char *at = strchr(content, ';');
    char quote;

    if (at == NULL)
        at = strchr(content, ',');
    if (at == NULL)
        return NULL;
    at++;
    at += strspn(at, " \t");
    if (g_ascii_strncasecmp(at, "url", 3) == 0) {
        at += 3;
        at += strspn(at, " \t");
        if (*at == '=')
            at++;
        at += strspn(at, " \t");
    }
    quote = *at;
    if (quote == '\'' || quote == '"')
        return g_strndup(at + 1, strcspn(at + 1, quote == '"' ? "\"" : "'"));
    return *at == '\0' ? NULL : g_strdup(at);
}

static void redirect_note(HtmlPage *page, const char *target)
{
    g_autofree char *url = html_page_resolve(page, target);

    if (url != NULL)
        document_add_note(page->document, "meta-refresh", url, 0);
}

static void meta_read(HtmlPage *page, const XmlNode *node)
{
    const char *equiv = xml_attribute(node, "http-equiv");
    const char *content = xml_attribute(node, "content");
    g_autofree char *target = NULL;

    if (equiv == NULL || content == NULL ||
        g_ascii_strcasecmp(equiv, "refresh") != 0)
        return;
    target = refresh_target(content);
    if (target != NULL)
        redirect_note(page, target);
}

/* A short script that only sends the visitor on: location.href = '...'. */
static void script_read(HtmlPage *page, XmlNode *node)
{
    XmlNode *child = xml_first_child(node);
    const char *code = child == NULL ? NULL : xml_text(child);
    const char *at;
    g_autofree char *target = NULL;

    if (xml_attribute(node, "src") != NULL)
        page->facts.script_count++;
    if (code == NULL || strlen(code) > REDIRECT_SCRIPT_MAX_LEN)
        return;
    at = strstr(code, "location");
    if (at == NULL || strstr(code, "function") != NULL ||
        strstr(code, "if") != NULL)
        return;
    at += strlen("location");
    if (g_str_has_prefix(at, ".href"))
        at += strlen(".href");
    else if (g_str_has_prefix(at, ".replace("))
        at += strlen(".replace");
    at += strspn(at, " =(");
    if (*at != '\'' && *at != '"')
        return;
    target = g_strndup(at + 1, strcspn(at + 1, "'\""));
    redirect_note(page, target);
}

static void title_read(HtmlPage *page, XmlNode *node)
{
    if (page->document->title != NULL)
        return;
    page->document->title = xml_text_below(node, 2048);
    if (*page->document->title == '\0')
        g_clear_pointer(&page->document->title, g_free);
}

static void noscript_read(HtmlPage *page, XmlNode *node)
{
    g_autofree char *text = xml_text_below(node, 2048);
    g_autofree char *lower = g_ascii_strdown(text, -1);

    if (strstr(lower, "javascript") != NULL ||
        strstr(lower, "จาวาสคริปต์") != NULL ||
        strstr(lower, "จาวาสคริปท์") != NULL)
        page->facts.wants_script = TRUE;
}

static void anchor_read(HtmlPage *page, const XmlNode *node)
{
    const char *id = xml_attribute(node, "id");
    const HtmlStat *stat = html_zones_stat(page->zones, node);

    if (id == NULL && xml_is(node, "a"))
        id = xml_attribute(node, "name");
    if (xml_is(node, "app-root") && stat != NULL && stat->text_len == 0)
        page->facts.empty_root = TRUE;
    if (id == NULL || *id == '\0' || strlen(id) > 512)
        return;
    if (page->document->anchors->len < ANCHORS_MAX)
        g_ptr_array_add(page->document->anchors, g_utf8_make_valid(id, -1));
    for (gsize i = 0; i < G_N_ELEMENTS(root_ids); i++) {
        if (strcmp(id, root_ids[i]) == 0 && stat != NULL &&
            stat->text_len == 0 && stat->media_count == 0)
            page->facts.empty_root = TRUE;
    }
}

static void language_read(HtmlPage *page, const XmlNode *node)
{
    const char *lang = xml_attribute(node, "lang");

    if (page->document->language == NULL && lang != NULL && *lang != '\0' &&
        strlen(lang) <= 35)
        page->document->language =
            g_ascii_strdown(lang, (gssize)strcspn(lang, "-_"));
}

static void node_read(HtmlPage *page, XmlWalk *walk, gboolean *base_done)
{
    XmlNode *node = walk->node;
    const char *target = xml_attribute(node, "for");

    anchor_read(page, node);
    if (xml_is(node, "html"))
        language_read(page, node);
    else if (xml_is(node, "base"))
        base_read(page, node, base_done);
    else if (xml_is(node, "meta"))
        meta_read(page, node);
    else if (xml_is(node, "script"))
        script_read(page, node);
    else if (xml_is(node, "title"))
        title_read(page, node);
    else if (xml_is(node, "noscript"))
        noscript_read(page, node);
    else if (xml_is(node, "label") && target != NULL)
        g_hash_table_insert(page->facts.labels, (gpointer)target, node);
    walk->skip = xml_is(node, "svg") || xml_is(node, "template") ||
                 xml_is(node, "noscript");
}

void html_facts_read(HtmlPage *page, const char *url)
{
    XmlWalk walk;
    gboolean base_done = FALSE;

    page->facts.base = g_strdup(url);
    page->facts.labels = g_hash_table_new(g_str_hash, g_str_equal);
    xml_walk_init(&walk, page->tree, NULL);
    while (xml_walk_next(&walk)) {
        if (walk.step == XML_STEP_ENTER && xml_name(walk.node) != NULL)
            node_read(page, &walk, &base_done);
    }
}

void html_facts_clear(HtmlFacts *facts)
{
    g_free(facts->base);
    g_hash_table_unref(facts->labels);
}
