/*
 * office.h - what the readers of office packages share
 */
#ifndef DOCUMENT_OFFICE_H
#define DOCUMENT_OFFICE_H

#include "document/flow_text.h"
#include "document/formats.h"
#include "document/package.h"
#include "document/xml.h"

/* Opens the container; else NULL, and @document has its reason. */
Package *office_open(Document *document, const char *bytes, gsize len);

/* Reads a part that must be there; else NULL, and @document has its reason. */
char *office_part_read(Document *document, Package *package, const char *name,
                       gsize *len);

/* Title of the document's properties. */
void office_title_read(Document *document, Package *package);

/* Records how reading a part's XML ended. */
void office_fault_note(Document *document, const XmlReader *reader,
                       XmlEvent event);

/* Sets text quality, and a reason when there is nothing to read. */
void office_judge(Document *document);

/* Appends a paragraph, heading or list item with the words of @text, which
 * begins anew. NULL when it has none or there is no room. */
Block *office_text_emit(Document *document, BlockKind kind, Zone zone,
                        FlowText *text);

/* Begins a link to @target, resolved against @base (both may be NULL). */
void office_link_open(FlowText *text, const char *base, const char *target,
                      const char *anchor);

#endif
