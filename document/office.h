/*
 * office.h - what the readers of office packages share
 */
#ifndef DOCUMENT_OFFICE_H
#define DOCUMENT_OFFICE_H

#include "document/flow_text.h"
#include "document/formats.h"
#include "document/package.h"
#include "document/xml.h"

/*
 * Reads on below the element that was open when *@depth was 1, counting its
 * depth. FALSE at its end and at the end of the part. A reader function that
 * has used up an element's END, or office_skip(), takes 1 off *@depth.
 */
gboolean office_step(XmlReader *reader, int *depth, XmlEvent *event);
void office_skip(XmlReader *reader, int *depth);

/* Opens the container; else NULL, and @document has its reason. */
Package *office_open(Document *document, const char *bytes, gsize len);

/* Reads a part that must be there; else NULL, and @document has its reason. */
char *office_part_read(Document *document, Package *package, const char *name,
                       gsize *len);

/* Title of the document's properties. */
void office_title_read(Document *document, Package *package);
/* The same, of another part than OOXML's. */
void office_title_read_from(Document *document, Package *package,
                            const char *part);

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
