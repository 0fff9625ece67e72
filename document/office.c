#include "document/office.h"

#include <string.h>

#include "base/limits.h"
#include "base/url.h"
#include "document/table_draft.h"
#include "document/xml.h"

static void reason_set(Document *document, ReadReason reason,
                       const char *detail)
{
    if (document->reason != READ_OK)
        return;
    document->reason = reason;
    document->reason_detail = g_strdup(detail);
}

gboolean office_step(XmlReader *reader, int *depth, XmlEvent *event)
{
    *event = xml_reader_next(reader);
    if (*event == XML_EVENT_START)
        ++*depth;
    else if (*event == XML_EVENT_END)
        --*depth;
    return *depth > 0 && *event != XML_EVENT_DONE && *event != XML_EVENT_FAULT;
}

void office_skip(XmlReader *reader, int *depth)
{
    xml_reader_skip(reader);
    --*depth;
}

Package *office_open(Document *document, const char *bytes, gsize len)
{
    ReadReason reason;
    Package *package;

    /* A locked file is an OLE2 container around the encrypted package. */
    if (len >= 4 && memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0) {
        reason_set(document, READ_ENCRYPTED, "a password is needed");
        return NULL;
    }
    package = package_open(bytes, len, &reason);
    if (package == NULL)
        reason_set(document, reason, "the container does not open");
    return package;
}

char *office_part_read(Document *document, Package *package, const char *name,
                       gsize *len)
{
    ReadReason reason;
    char *bytes = package_part_read(package, name, len, &reason);

    if (bytes == NULL)
        reason_set(document, reason == READ_OK ? READ_BROKEN_FILE : reason,
                   name);
    return bytes;
}

void office_title_read(Document *document, Package *package)
{
    office_title_read_from(document, package, "docProps/core.xml");
}

void office_title_read_from(Document *document, Package *package,
                            const char *part)
{
    ReadReason reason;
    gsize len;
    g_autofree char *bytes = package_part_read(package, part, &len, &reason);
    g_autoptr(XmlReader) reader = NULL;
    gboolean title = FALSE;

    if (bytes == NULL)
        return;
    reader = xml_reader_new(bytes, len);
    for (;;) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT)
            return;
        if (event != XML_EVENT_TEXT)
            title = event == XML_EVENT_START && xml_reader_is(reader, "title");
        else if (title && document->title == NULL)
            document->title = g_strndup(xml_reader_text(reader), 2048);
        if (document->title != NULL) {
            char *valid = g_utf8_make_valid(document->title, -1);

            g_free(document->title);
            document->title = g_strstrip(valid);
            if (*valid == '\0')
                g_clear_pointer(&document->title, g_free);
            return;
        }
    }
}

void office_fault_note(Document *document, const XmlReader *reader,
                       XmlEvent event)
{
    if (event != XML_EVENT_FAULT)
        return;
    if (xml_reader_hostile(reader))
        reason_set(document, READ_BOMB, "a DOCTYPE, or nesting without end");
    else
        reason_set(document, READ_BROKEN_FILE, "XML that is not well-formed");
}

void office_judge(Document *document)
{
    g_autofree char *text = document_text(document);
    ThaiMeasure measure = thai_measure(text, strlen(text), FALSE);
    gboolean pictures = FALSE;

    document->text_quality = measure.quality;
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        pictures |= block->kind == BLOCK_IMAGE;
    }
    if (measure.letters_count > 0 && measure.quality == TEXT_EMPTY) {
        document->text_quality = TEXT_GOOD; /* little, but it was read */
        if (pictures)
            reason_set(document, READ_IMAGE_ONLY, "hardly a word");
    }
    if (measure.letters_count == 0 && *text == '\0')
        reason_set(document, pictures ? READ_IMAGE_ONLY : READ_EMPTY, NULL);
}

Block *office_text_emit(Document *document, BlockKind kind, Zone zone,
                        FlowText *text)
{
    Block *block = NULL;

    flow_text_link_split(text);
    if (!flow_text_blank(text) && document_take_room(document, text->text->len))
        block = document_add_block(document, kind, zone);
    if (block != NULL) {
        block_set_text(block, text->text->str);
        flow_links_to_block(text, block);
    }
    flow_text_restart(text);
    return block;
}

void office_link_open(FlowText *text, const char *base, const char *target,
                      const char *anchor)
{
    g_autofree char *href = g_strdup_printf(
        "%s%s%s", target == NULL ? "" : target, anchor == NULL ? "" : "#",
        anchor == NULL ? "" : anchor);
    g_autofree char *url = NULL;

    if (target != NULL && strlen(href) <= URL_MAX_LEN &&
        g_ascii_strncasecmp(href, "javascript:", 11) != 0)
        url = url_resolve(base, href);
    flow_text_link_open(text, url, href);
}
