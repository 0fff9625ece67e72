#include "document/xml.h"

#include <limits.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#define XML_DEPTH_LIMIT 250
#define DOCTYPE_SEARCH_LEN 65536u
#define TEXT_BELOW_STEPS_MAX 4000

/* Every fault of a parser is known by its result; stderr is not ours. */
static void error_drop(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

static void parser_prepare(void)
{
    static gsize once;

    if (g_once_init_enter(&once)) {
        xmlInitParser();
        g_once_init_leave(&once, 1);
    }
    xmlSetStructuredErrorFunc(NULL, error_drop);
}

/* --- HTML ---------------------------------------------------------------- */

struct XmlTree {
    htmlDocPtr doc;
};

XmlTree *xml_html_read(const char *text, gsize len)
{
    XmlTree *tree;
    htmlDocPtr doc;

    g_assert(len <= INT_MAX);
    parser_prepare();
    /* Without XML_PARSE_HUGE all below depth 256 is dropped in silence. */
    doc = htmlReadMemory(text, (int)len, NULL, "UTF-8",
                         HTML_PARSE_RECOVER | HTML_PARSE_NONET |
                             HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                             (int)XML_PARSE_HUGE);
    if (doc == NULL)
        return NULL;
    tree = g_new(XmlTree, 1);
    tree->doc = doc;
    return tree;
}

void xml_tree_free(XmlTree *tree)
{
    if (tree == NULL)
        return;
    xmlFreeDoc(tree->doc);
    g_free(tree);
}

XmlNode *xml_tree_first(const XmlTree *tree)
{
    g_assert(tree != NULL);
    return tree->doc->children;
}

/* Only elements have children of their own: a DTD node's are declarations. */
XmlNode *xml_first_child(const XmlNode *node)
{
    return node->type == XML_ELEMENT_NODE ? node->children : NULL;
}

XmlNode *xml_next(const XmlNode *node)
{
    return node->next;
}

XmlNode *xml_parent(const XmlNode *node)
{
    xmlNodePtr parent = node->parent;

    return parent != NULL && parent->type == XML_ELEMENT_NODE ? parent : NULL;
}

const char *xml_name(const XmlNode *node)
{
    return node->type == XML_ELEMENT_NODE ? (const char *)node->name : NULL;
}

gboolean xml_is(const XmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

const char *xml_text(const XmlNode *node)
{
    if (node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE)
        return NULL;
    return node->content == NULL ? "" : (const char *)node->content;
}

const char *xml_attribute(const XmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    for (xmlAttrPtr at = node->properties; at != NULL; at = at->next) {
        if (strcmp((const char *)at->name, name) != 0)
            continue;
        if (at->children == NULL || at->children->content == NULL)
            return "";
        return (const char *)at->children->content;
    }
    return NULL;
}

void xml_set_mark(XmlNode *node, guint mark)
{
    node->_private = GUINT_TO_POINTER(mark);
}

guint xml_mark(const XmlNode *node)
{
    return GPOINTER_TO_UINT(node->_private);
}

void xml_walk_init(XmlWalk *walk, const XmlTree *tree, XmlNode *root)
{
    walk->root = root;
    walk->node = root != NULL ? root : xml_tree_first(tree);
    /* LEAVE and skip never go together later: not begun. */
    walk->step = XML_STEP_LEAVE;
    walk->skip = TRUE;
}

gboolean xml_walk_next(XmlWalk *walk)
{
    XmlNode *node = walk->node;

    if (node == NULL)
        return FALSE;
    if (walk->step == XML_STEP_LEAVE && walk->skip) {
        walk->skip = FALSE;
        walk->step = XML_STEP_ENTER;
        return TRUE;
    }
    if (walk->step == XML_STEP_ENTER) {
        XmlNode *child = walk->skip ? NULL : xml_first_child(node);

        walk->skip = FALSE;
        if (child == NULL)
            walk->step = XML_STEP_LEAVE;
        else
            walk->node = child;
        return TRUE;
    }
    walk->skip = FALSE;
    if (node == walk->root) {
        walk->node = NULL;
    } else if (node->next != NULL) {
        walk->node = node->next;
        walk->step = XML_STEP_ENTER;
    } else {
        walk->node = xml_parent(node);
    }
    return walk->node != NULL;
}

/* Collapses white space, NBSP among it, while appending. */
static void append_collapsed(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        gboolean nbsp = strncmp(text, "\xc2\xa0", 2) == 0;

        if (!nbsp && !g_ascii_isspace(*text)) {
            g_string_append_c(out, *text);
            continue;
        }
        if (nbsp)
            text++;
        if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
}

char *xml_text_below(XmlNode *node, gsize max_len)
{
    GString *out = g_string_new(NULL);
    XmlWalk walk;

    xml_walk_init(&walk, NULL, node);
    /* Bounded in steps too: a million empty elements hold no words. */
    for (guint i = 0;
         i < TEXT_BELOW_STEPS_MAX && out->len < max_len && xml_walk_next(&walk);
         i++) {
        const char *text = xml_text(walk.node);

        if (walk.step != XML_STEP_ENTER)
            continue;
        if (text != NULL)
            append_collapsed(out, text);
        else if (xml_is(walk.node, "br"))
            append_collapsed(out, " ");
        else if (xml_is(walk.node, "script") || xml_is(walk.node, "style") ||
                 xml_is(walk.node, "select"))
            walk.skip = TRUE;
    }
    if (out->len > max_len) {
        const char *end = g_utf8_find_prev_char(out->str, out->str + max_len);

        g_string_truncate(out, end == NULL ? 0 : (gsize)(end - out->str));
    }
    g_strchomp(out->str);
    return g_string_free(out, FALSE);
}

/* --- XML ----------------------------------------------------------------- */

struct XmlReader {
    xmlTextReaderPtr reader;
    XmlEvent event;
    gboolean end_owed; /* an empty element's END comes next */
    gboolean hostile;
};

XmlReader *xml_reader_new(const char *bytes, gsize len)
{
    XmlReader *reader = g_new0(XmlReader, 1);

    parser_prepare();
    reader->event = XML_EVENT_START;
    /* Never HUGE and never NOENT: the limits and the unexpanded entities
     * are what stops a bomb. */
    if (len <= INT_MAX)
        reader->reader = xmlReaderForMemory(
            bytes, (int)len, NULL, NULL,
            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    /* Office files have none; its entities may fail before its node comes. */
    reader->hostile = memmem(bytes, MIN(len, DOCTYPE_SEARCH_LEN), "<!DOCTYPE",
                             strlen("<!DOCTYPE")) != NULL;
    if (reader->reader == NULL || reader->hostile)
        reader->event = XML_EVENT_FAULT;
    return reader;
}

void xml_reader_free(XmlReader *reader)
{
    if (reader == NULL)
        return;
    if (reader->reader != NULL)
        xmlFreeTextReader(reader->reader);
    g_free(reader);
}

/* What libxml2's node is to us; START also for what is to be passed over. */
static XmlEvent event_of_node(XmlReader *reader, gboolean *wanted)
{
    *wanted = TRUE;
    switch (xmlTextReaderNodeType(reader->reader)) {
    case XML_READER_TYPE_ELEMENT:
        if (xmlTextReaderDepth(reader->reader) > XML_DEPTH_LIMIT) {
            reader->hostile = TRUE;
            return XML_EVENT_FAULT;
        }
        reader->end_owed = xmlTextReaderIsEmptyElement(reader->reader) == 1;
        return XML_EVENT_START;
    case XML_READER_TYPE_END_ELEMENT:
        return XML_EVENT_END;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        return XML_EVENT_TEXT;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        reader->hostile = TRUE;
        return XML_EVENT_FAULT;
    default:
        *wanted = FALSE;
        return XML_EVENT_START;
    }
}

XmlEvent xml_reader_next(XmlReader *reader)
{
    gboolean wanted = FALSE;

    if (reader->event == XML_EVENT_DONE || reader->event == XML_EVENT_FAULT)
        return reader->event;
    if (reader->end_owed) {
        reader->end_owed = FALSE;
        return reader->event = XML_EVENT_END;
    }
    while (!wanted) {
        int result = xmlTextReaderRead(reader->reader);

        if (result == 0)
            return reader->event = XML_EVENT_DONE;
        if (result < 0)
            return reader->event = XML_EVENT_FAULT;
        reader->event = event_of_node(reader, &wanted);
    }
    return reader->event;
}

const char *xml_reader_name(const XmlReader *reader)
{
    const xmlChar *name = xmlTextReaderConstLocalName(reader->reader);

    return name == NULL ? "" : (const char *)name;
}

gboolean xml_reader_is(const XmlReader *reader, const char *name)
{
    return strcmp(xml_reader_name(reader), name) == 0;
}

const char *xml_reader_text(const XmlReader *reader)
{
    const xmlChar *text = xmlTextReaderConstValue(reader->reader);

    return text == NULL ? "" : (const char *)text;
}

char *xml_reader_attribute(XmlReader *reader, const char *name)
{
    char *value = NULL;
    int more = xmlTextReaderMoveToFirstAttribute(reader->reader);

    while (more == 1 && value == NULL) {
        if (xml_reader_is(reader, name))
            value =
                g_strdup((const char *)xmlTextReaderConstValue(reader->reader));
        more = xmlTextReaderMoveToNextAttribute(reader->reader);
    }
    xmlTextReaderMoveToElement(reader->reader);
    return value;
}

char *xml_reader_attribute_ns(XmlReader *reader, const char *name)
{
    g_autofree char *plain = NULL;
    char *value = NULL;
    int more = xmlTextReaderMoveToFirstAttribute(reader->reader);

    while (more == 1 && value == NULL) {
        const char *found =
            (const char *)xmlTextReaderConstValue(reader->reader);

        if (xml_reader_is(reader, name)) {
            if (xmlTextReaderConstNamespaceUri(reader->reader) != NULL)
                value = g_strdup(found);
            else if (plain == NULL)
                plain = g_strdup(found);
        }
        more = xmlTextReaderMoveToNextAttribute(reader->reader);
    }
    xmlTextReaderMoveToElement(reader->reader);
    return value != NULL ? value : g_steal_pointer(&plain);
}

void xml_reader_skip(XmlReader *reader)
{
    guint depth = 1;

    while (depth > 0) {
        switch (xml_reader_next(reader)) {
        case XML_EVENT_START:
            depth++;
            break;
        case XML_EVENT_END:
            depth--;
            break;
        case XML_EVENT_TEXT:
            break;
        default:
            return;
        }
    }
}

gboolean xml_reader_hostile(const XmlReader *reader)
{
    return reader->hostile;
}
