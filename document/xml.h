/*
 * xml.h - HTML as a tree, XML as a stream; the only module that sees
 * libxml2's parsers
 *
 * Takes    HTML as UTF-8 that charset.c decoded; XML parts of office files
 * Gives    nodes to step through, or events one after the other
 * Limits   HTML: none on depth, so walk with xml_walk() and never by
 *          recursion. XML: 250 levels, a text of 10 MB; a DOCTYPE is refused
 * Errors   HTML never fails; XML ends with XML_EVENT_FAULT
 */
#ifndef DOCUMENT_XML_H
#define DOCUMENT_XML_H

#include <glib.h>

/* --- HTML -------------------------------------------------------------------
 */

typedef struct XmlTree XmlTree;
typedef struct _xmlNode XmlNode;

/* NULL only when there is nothing at all in @text. */
XmlTree *xml_html_read(const char *text, gsize len);
void xml_tree_free(XmlTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlTree, xml_tree_free)

/* Nodes are borrowed from their tree. */
XmlNode *xml_tree_first(const XmlTree *tree);
XmlNode *xml_first_child(const XmlNode *node);
XmlNode *xml_next(const XmlNode *node);
/* NULL at the top. */
XmlNode *xml_parent(const XmlNode *node);

/* Lower-case local name of an element; NULL when @node is none. */
const char *xml_name(const XmlNode *node);
gboolean xml_is(const XmlNode *node, const char *name);
/* What a text node says; NULL when @node is none. */
const char *xml_text(const XmlNode *node);
/* "" for an attribute without a value, NULL for none. */
const char *xml_attribute(const XmlNode *node, const char *name);

/* A number the caller may keep at a node; 0 in the beginning. */
void xml_set_mark(XmlNode *node, guint mark);
guint xml_mark(const XmlNode *node);

typedef enum { XML_STEP_ENTER, XML_STEP_LEAVE } XmlStep;

typedef struct {
    XmlNode *node; /* the node stepped on */
    XmlStep step;
    XmlNode *root; /* NULL: the whole tree */
    gboolean skip; /* set at ENTER to leave the children out */
} XmlWalk;

/* Begins at @root, or at all of @tree when @root is NULL. */
void xml_walk_init(XmlWalk *walk, const XmlTree *tree, XmlNode *root);
/* Steps on: every node is entered and left. FALSE at the end. */
gboolean xml_walk_next(XmlWalk *walk);

/* All text below @node, spaces collapsed, scripts left out; at most @max_len
 * bytes, and of the first few thousand nodes. Owned by the caller. */
char *xml_text_below(XmlNode *node, gsize max_len);

/* --- XML --------------------------------------------------------------------
 */

typedef struct XmlReader XmlReader;

typedef enum {
    XML_EVENT_START,
    XML_EVENT_END,
    XML_EVENT_TEXT,
    XML_EVENT_DONE,
    XML_EVENT_FAULT,
} XmlEvent;

/* @bytes are borrowed until xml_reader_free(). */
XmlReader *xml_reader_new(const char *bytes, gsize len);
void xml_reader_free(XmlReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlReader, xml_reader_free)

/* An empty element gives START and END. After DONE or FAULT: the same again. */
XmlEvent xml_reader_next(XmlReader *reader);
/* Local name at START and END; borrowed until the next event. */
const char *xml_reader_name(const XmlReader *reader);
gboolean xml_reader_is(const XmlReader *reader, const char *name);
const char *xml_reader_text(const XmlReader *reader);
/* By local name, at START; owned by the caller, NULL when there is none. */
char *xml_reader_attribute(XmlReader *reader, const char *name);
/* The same, one of a namespace before one of none: "r:id" beside "id". */
char *xml_reader_attribute_ns(XmlReader *reader, const char *name);
/* At START: skips to the END of this element. */
void xml_reader_skip(XmlReader *reader);
/* After FAULT: a DOCTYPE or too deep nesting, which is an attack and no
 * accident. */
gboolean xml_reader_hostile(const XmlReader *reader);

#endif
