/*
 * html_tags.h - what an element is to us, and the words of its class and id
 *
 * One row a tag; what is not in the table is inline, like in a browser.
 */
#ifndef DOCUMENT_HTML_TAGS_H
#define DOCUMENT_HTML_TAGS_H

#include "document/xml.h"

typedef enum {
    TAG_INLINE,
    TAG_BLOCK,   /* parts the text before it from the text after */
    TAG_HEADING, /* h1 to h6 */
    TAG_BOLD,
    TAG_LINK,
    TAG_AREA, /* of an image map */
    TAG_BREAK,
    TAG_PRE,
    TAG_LIST,
    TAG_LIST_ITEM,
    TAG_TERM,   /* dt */
    TAG_DETAIL, /* dd */
    TAG_TABLE,
    TAG_TABLE_ROW,
    TAG_TABLE_CELL,
    TAG_IMAGE,
    TAG_FRAME,  /* iframe and others that show something from elsewhere */
    TAG_OBJECT, /* the same, with content for those who can not show it */
    TAG_FORM,
    TAG_FIELD,
    TAG_BUTTON,
    TAG_SELECT,   /* a field; its options are no content */
    TAG_NOSCRIPT, /* its words tell whether the page needs a script */
    TAG_SKIP,     /* neither it nor what is inside is content */
} TagKind;

TagKind html_tag_kind(const XmlNode *node);

/* 1 to 6 for h1 to h6, else 0. */
int html_heading_level(const XmlNode *node);

/*
 * Calls @each with every word of the class and id of @node, in lower case:
 * whole words first ("entry-content") with @whole TRUE, then their parts
 * ("entry", "content"; "leftMenu2" has "left", "menu"). Stops when @each
 * gives TRUE and gives TRUE itself.
 */
typedef gboolean (*HtmlWordEach)(const char *word, gboolean whole,
                                 gpointer data);
gboolean html_words_each(const XmlNode *node, HtmlWordEach each, gpointer data);

/* TRUE when the inline style of @node has @property with @value in it; both
 * lower case. */
gboolean html_style_has(const XmlNode *node, const char *property,
                        const char *value);

#endif
