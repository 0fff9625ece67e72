#include "document/html_tags.h"

#include <string.h>

/* Classes of attack pages and builders run to kilobytes; the first words tell.
 */
#define WORDS_LEN 1024

static const struct {
    const char *name;
    TagKind kind;
} tags[] = {
    { "address", TAG_BLOCK },    { "article", TAG_BLOCK },
    { "aside", TAG_BLOCK },      { "blockquote", TAG_BLOCK },
    { "body", TAG_BLOCK },       { "caption", TAG_BLOCK },
    { "center", TAG_BLOCK },     { "details", TAG_BLOCK },
    { "dialog", TAG_BLOCK },     { "div", TAG_BLOCK },
    { "dl", TAG_BLOCK },         { "fieldset", TAG_BLOCK },
    { "figcaption", TAG_BLOCK }, { "figure", TAG_BLOCK },
    { "footer", TAG_BLOCK },     { "header", TAG_BLOCK },
    { "hgroup", TAG_BLOCK },     { "hr", TAG_BLOCK },
    { "html", TAG_BLOCK },       { "legend", TAG_BLOCK },
    { "main", TAG_BLOCK },       { "marquee", TAG_BLOCK },
    { "nav", TAG_BLOCK },        { "p", TAG_BLOCK },
    { "search", TAG_BLOCK },     { "section", TAG_BLOCK },
    { "summary", TAG_BLOCK },    { "tbody", TAG_BLOCK },
    { "thead", TAG_BLOCK },      { "tfoot", TAG_BLOCK },
    { "frameset", TAG_BLOCK },   { "noframes", TAG_BLOCK },
    { "h1", TAG_HEADING },       { "h2", TAG_HEADING },
    { "h3", TAG_HEADING },       { "h4", TAG_HEADING },
    { "h5", TAG_HEADING },       { "h6", TAG_HEADING },
    { "b", TAG_BOLD },           { "strong", TAG_BOLD },
    { "a", TAG_LINK },           { "area", TAG_AREA },
    { "br", TAG_BREAK },         { "pre", TAG_PRE },
    { "ul", TAG_LIST },          { "ol", TAG_LIST },
    { "menu", TAG_LIST },        { "dir", TAG_LIST },
    { "li", TAG_LIST_ITEM },     { "dt", TAG_TERM },
    { "dd", TAG_DETAIL },        { "table", TAG_TABLE },
    { "tr", TAG_TABLE_ROW },     { "td", TAG_TABLE_CELL },
    { "th", TAG_TABLE_CELL },    { "img", TAG_IMAGE },
    { "iframe", TAG_FRAME },     { "frame", TAG_FRAME },
    { "embed", TAG_OBJECT },     { "object", TAG_OBJECT },
    { "video", TAG_OBJECT },     { "audio", TAG_OBJECT },
    { "form", TAG_FORM },        { "input", TAG_FIELD },
    { "textarea", TAG_SELECT },  { "select", TAG_SELECT },
    { "button", TAG_BUTTON },    { "noscript", TAG_NOSCRIPT },
    { "script", TAG_SKIP },      { "style", TAG_SKIP },
    { "template", TAG_SKIP },    { "svg", TAG_SKIP },
    { "head", TAG_BLOCK },       { "title", TAG_SKIP },
    { "datalist", TAG_SKIP },    { "option", TAG_SKIP },
    { "optgroup", TAG_SKIP },    { "applet", TAG_SKIP },
};

static GHashTable *tags_table(void)
{
    static GHashTable *table;

    if (g_once_init_enter(&table)) {
        GHashTable *fresh = g_hash_table_new(g_str_hash, g_str_equal);

        for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
            g_hash_table_insert(fresh, (gpointer)tags[i].name,
                                GINT_TO_POINTER(tags[i].kind));
        g_once_init_leave(&table, fresh);
    }
    return table;
}

TagKind html_tag_kind(const XmlNode *node)
{
    const char *name = xml_name(node);
    gpointer kind;

    if (name == NULL)
        return TAG_INLINE;
    if (g_hash_table_lookup_extended(tags_table(), name, NULL, &kind))
        return (TagKind)GPOINTER_TO_INT(kind);
    /* Elements of the page's own making stand for blocks. */
    return strchr(name, '-') != NULL ? TAG_BLOCK : TAG_INLINE;
}

int html_heading_level(const XmlNode *node)
{
    return html_tag_kind(node) == TAG_HEADING ? xml_name(node)[1] - '0' : 0;
}

/* The parts of @word: cut at hyphens, underscores and capitals, without
 * numbers at the end. @word is in its own case. */
static gboolean parts_each(const char *word, HtmlWordEach each, gpointer data)
{
    while (*word != '\0') {
        gsize len = strcspn(word, "-_:0123456789");
        gsize cut = 1;
        g_autofree char *part = NULL;

        while (cut < len &&
               !(g_ascii_isupper(word[cut]) && g_ascii_islower(word[cut - 1])))
            cut++;
        if (len > 0) {
            part = g_ascii_strdown(word, (gssize)MIN(cut, len));
            if (each(part, FALSE, data))
                return TRUE;
            word += MIN(cut, len);
        } else {
            word++;
        }
    }
    return FALSE;
}

static gboolean attribute_words_each(const char *value, HtmlWordEach each,
                                     gpointer data)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) words = NULL;

    if (value == NULL || *value == '\0')
        return FALSE;
    text = g_strndup(value, WORDS_LEN);
    words = g_strsplit_set(text, " \t\r\n", -1);
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *lower = g_ascii_strdown(*word, -1);

        if (*lower != '\0' && each(lower, TRUE, data))
            return TRUE;
    }
    for (char **word = words; *word != NULL; word++) {
        if (parts_each(*word, each, data))
            return TRUE;
    }
    return FALSE;
}

gboolean html_words_each(const XmlNode *node, HtmlWordEach each, gpointer data)
{
    return attribute_words_each(xml_attribute(node, "id"), each, data) ||
           attribute_words_each(xml_attribute(node, "class"), each, data);
}

gboolean html_style_has(const XmlNode *node, const char *property,
                        const char *value)
{
    const char *style = xml_attribute(node, "style");
    g_autofree char *lower = NULL;
    const char *at;

    if (style == NULL)
        return FALSE;
    lower = g_ascii_strdown(style, (gssize)MIN(strlen(style), WORDS_LEN));
    for (at = strstr(lower, property); at != NULL;
         at = strstr(at + 1, property)) {
        g_autofree char *rest = NULL;

        at += strlen(property);
        at += strspn(at, " ");
        if (*at != ':')
            continue;
        rest = g_strndup(at, strcspn(at, ";"));
        if (strstr(rest, value) != NULL)
            return TRUE;
    }
    return FALSE;
}
