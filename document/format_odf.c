/*
 * format_odf.c - OpenDocument: text, sheets, presentations
 *
 * What the body holds decides how it is read, not the file's name.
 */
#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "document/docx_style.h"
#include "document/heading_guess.h"
#include "document/odf.h"

enum { NOTES_MAX = 5000 };

static void picture_clear(gpointer data)
{
    OdfPicture *picture = data;

    g_free(picture->alt);
    g_free(picture->part);
}

static gboolean is_one_of(const XmlReader *reader, const char *const *names,
                          gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (xml_reader_is(reader, names[i]))
            return TRUE;
    }
    return FALSE;
}

/* Deleted by a tracked change, said by the author to himself, or no words. */
static gboolean is_left_out(const XmlReader *reader)
{
    static const char *const names[] = {
        "tracked-changes",  "annotation",
        "sequence-decls",   "forms",
        "ruby-text",        "variable-decls",
        "user-field-decls", "binary-data",
        "event-listeners",  "notes",
        "scripts",          "font-face-decls",
        "note-citation",
    };

    return is_one_of(reader, names, G_N_ELEMENTS(names));
}

static gboolean is_index(const XmlReader *reader)
{
    static const char *const names[] = {
        "table-of-content",   "illustration-index", "table-index",
        "alphabetical-index", "object-index",       "user-index",
        "bibliography",
    };

    return is_one_of(reader, names, G_N_ELEMENTS(names));
}

/* --- pictures and boxes -------------------------------------------------- */

void odf_pictures_flush(Odf *odf)
{
    for (guint i = 0; i < odf->pictures->len; i++) {
        const OdfPicture *picture =
            &g_array_index(odf->pictures, OdfPicture, i);
        Block *block =
            document_add_block(odf->document, BLOCK_IMAGE, odf->zone);

        if (block == NULL)
            break;
        block->page = odf->page;
        if (picture->alt != NULL &&
            document_take_room(odf->document, strlen(picture->alt)))
            block_set_text(block, picture->alt);
        block->where = g_strdup(picture->part);
    }
    g_array_set_size(odf->pictures, 0);
}

static char *words_below(Odf *odf)
{
    GString *words = g_string_new(NULL);
    int depth = 1;
    XmlEvent event;

    while (office_step(odf->reader, &depth, &event)) {
        if (event == XML_EVENT_TEXT && words->len < URL_MAX_LEN)
            g_string_append(words, xml_reader_text(odf->reader));
    }
    return g_string_free(words, FALSE);
}

/* The paragraphs of a box stand by themselves, but in a cell. */
static void box_read(Odf *odf)
{
    FlowText *outer = odf->text;
    FlowText text;

    if (odf->in_cell) {
        odf_content_read(odf);
        return;
    }
    flow_text_init(&text);
    odf->text = &text;
    odf_content_read(odf);
    odf->text = outer;
    flow_text_clear(&text);
}

static void title_box_read(Odf *odf)
{
    Block *block;

    odf->in_cell = TRUE; /* its paragraphs are its lines */
    odf_content_read(odf);
    odf->in_cell = FALSE;
    block =
        office_text_emit(odf->document, BLOCK_HEADING, odf->zone, odf->text);
    if (block == NULL)
        return;
    block->page = odf->page;
    block->level = 2;
}

/* <draw:frame> and <draw:custom-shape>. */
static void frame_read(Odf *odf)
{
    g_autofree char *class = xml_reader_attribute(odf->reader, "class");
    gboolean title = odf->page > 0 && g_strcmp0(class, "title") == 0;
    OdfPicture picture = { 0 };
    gboolean shown = FALSE, boxed = FALSE;
    int depth = 1;
    XmlEvent event;

    while (office_step(odf->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(odf->reader, "text-box")) {
            boxed = TRUE;
            if (title)
                title_box_read(odf);
            else
                box_read(odf);
            depth--;
        } else if (xml_reader_is(odf->reader, "p") ||
                   xml_reader_is(odf->reader, "list") ||
                   xml_reader_is(odf->reader, "table")) {
            /* A shape, or the table of a slide: what holds it is the box. */
            boxed = TRUE;
            if (xml_reader_is(odf->reader, "table")) {
                odf_table_read(odf, FALSE);
            } else {
                g_autofree char *words = words_below(odf);

                flow_text_line(odf->text);
                flow_text_append(odf->text, words);
                flow_text_line(odf->text);
            }
            depth--;
        } else if (xml_reader_is(odf->reader, "image")) {
            g_free(picture.part);
            picture.part = xml_reader_attribute(odf->reader, "href");
            shown = TRUE;
        } else if (xml_reader_is(odf->reader, "desc") ||
                   (xml_reader_is(odf->reader, "title") &&
                    picture.alt == NULL)) {
            g_free(picture.alt);
            picture.alt = words_below(odf);
            depth--;
        } else if (is_left_out(odf->reader)) {
            office_skip(odf->reader, &depth);
        }
    }
    odf->cell_has_image |= shown || !boxed;
    if (shown)
        g_array_append_val(odf->pictures, picture);
    else
        picture_clear(&picture);
}

/* --- words --------------------------------------------------------------- */

/* A note goes to the end, so that it does not tear the sentence. */
static void note_read(Odf *odf)
{
    FlowText *outer = odf->text;
    gboolean in_cell = odf->in_cell;
    FlowText text;

    flow_text_init(&text);
    odf->text = &text;
    odf->in_cell = TRUE;
    odf_content_read(odf);
    odf->in_cell = in_cell;
    odf->text = outer;
    if (!flow_text_blank(&text) && odf->notes->len < NOTES_MAX)
        g_ptr_array_add(odf->notes, g_strdup(text.text->str));
    flow_text_clear(&text);
}

static void span_read(Odf *odf, gboolean hidden);

static void word_element_read(Odf *odf, int *depth)
{
    XmlReader *reader = odf->reader;

    if (xml_reader_is(reader, "span")) {
        g_autofree char *name = xml_reader_attribute(reader, "style-name");
        OdfStyle style = odf_style_find(odf->styles, "text", name);

        odf->text->bold += style.bold ? 1 : 0;
        span_read(odf, style.hidden);
        odf->text->bold -= style.bold ? 1 : 0;
        --*depth;
    } else if (xml_reader_is(reader, "a")) {
        g_autofree char *href = xml_reader_attribute(reader, "href");

        office_link_open(odf->text, odf->base, href, NULL);
        span_read(odf, FALSE);
        flow_text_link_close(odf->text);
        --*depth;
    } else if (xml_reader_is(reader, "s") || xml_reader_is(reader, "tab")) {
        flow_text_append(odf->text, " ");
    } else if (xml_reader_is(reader, "line-break")) {
        flow_text_break(odf->text);
    } else if (xml_reader_is(reader, "note")) {
        note_read(odf);
        --*depth;
    } else if (xml_reader_is(reader, "frame") ||
               xml_reader_is(reader, "custom-shape")) {
        frame_read(odf);
        --*depth;
    } else if (is_left_out(reader)) {
        office_skip(reader, depth);
    }
}

/* What is in a paragraph, span or link. */
static void span_read(Odf *odf, gboolean hidden)
{
    int depth = 1;
    XmlEvent event;

    while (office_step(odf->reader, &depth, &event)) {
        if (event == XML_EVENT_TEXT && !hidden)
            flow_text_append(odf->text, xml_reader_text(odf->reader));
        else if (event == XML_EVENT_START)
            word_element_read(odf, &depth);
    }
}

/* --- paragraphs and lists ------------------------------------------------ */

static char *marker_next(Odf *odf)
{
    int level = CLAMP(odf->list_depth, 1, ODF_LEVELS) - 1;

    if (odf->list_depth == 0 || !odf->item_begins)
        return NULL;
    odf->item_begins = FALSE;
    return odf_list_marker(odf->styles, odf->list_style, level,
                           odf->list_counts);
}

static void paragraph_emit(Odf *odf, int level, FlowText *text)
{
    g_autofree char *marker = NULL;
    BlockKind kind = BLOCK_PARAGRAPH;
    gboolean guessed = FALSE;
    Block *block;

    flow_text_link_split(text);
    if (flow_text_blank(text))
        return;
    marker = marker_next(odf);
    if (level > 0)
        kind = BLOCK_HEADING;
    else if (odf->zone == ZONE_MAIN && g_strcmp0(marker, "•") != 0 &&
             heading_guess(text))
        guessed = TRUE;
    else if (marker != NULL)
        kind = BLOCK_LIST_ITEM;
    block = office_text_emit(odf->document, guessed ? BLOCK_HEADING : kind,
                             odf->zone, text);
    if (block == NULL)
        return;
    block->page = odf->page;
    block->where = g_strdup(odf->where);
    block->marker = g_steal_pointer(&marker);
    if (kind == BLOCK_LIST_ITEM)
        block->level = odf->list_depth;
    if (guessed) {
        block->level = heading_guess_level(odf->last_level);
        g_ptr_array_add(odf->guessed, block);
    } else if (kind == BLOCK_HEADING) {
        block->level = odf->last_level = MIN(level, 6);
    }
}

/* <text:p> and <text:h>. */
static void paragraph_read(Odf *odf)
{
    g_autofree char *name = xml_reader_attribute(odf->reader, "style-name");
    g_autofree char *outline =
        xml_reader_attribute(odf->reader, "outline-level");
    OdfStyle style = odf_style_find(odf->styles, "paragraph", name);
    int level = xml_reader_is(odf->reader, "h")
                    ? CLAMP(docx_int(outline, 1), 1, ODF_LEVELS)
                    : style.outline;
    FlowText *outer = odf->text;
    FlowText text;

    if (odf->in_cell) {
        g_autofree char *marker = marker_next(odf);

        flow_text_line(outer);
        if (marker != NULL && strcmp(marker, "•") != 0) {
            flow_text_append(outer, marker);
            flow_text_append(outer, " ");
        }
        outer->bold += style.bold ? 1 : 0;
        span_read(odf, style.hidden);
        outer->bold -= style.bold ? 1 : 0;
        flow_text_line(outer);
        return;
    }
    flow_text_init(&text);
    text.bold = style.bold ? 1 : 0;
    odf->text = &text;
    span_read(odf, style.hidden);
    odf->text = outer;
    paragraph_emit(odf, level, &text);
    odf_pictures_flush(odf);
    flow_text_clear(&text);
}

static void item_begin(Odf *odf)
{
    g_autofree char *start = xml_reader_attribute(odf->reader, "start-value");
    int level = CLAMP(odf->list_depth, 1, ODF_LEVELS) - 1;

    odf->list_counts[level] =
        start != NULL ? docx_int(start, 1) : odf->list_counts[level] + 1;
    for (int i = level + 1; i < ODF_LEVELS; i++)
        odf->list_counts[i] = 0;
    odf->item_begins = TRUE;
}

static void list_read(Odf *odf)
{
    g_autofree char *name = xml_reader_attribute(odf->reader, "style-name");
    g_autofree char *goes_on =
        xml_reader_attribute(odf->reader, "continue-numbering");
    g_autofree char *other = xml_reader_attribute(odf->reader, "continue-list");
    const char *outer = odf->list_style;
    int depth = 1;
    XmlEvent event;

    if (name != NULL)
        odf->list_style = name;
    odf->list_depth++;
    if (odf->list_depth == 1 && other == NULL &&
        g_strcmp0(goes_on, "true") != 0)
        memset(odf->list_counts, 0, sizeof(odf->list_counts));
    while (office_step(odf->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(odf->reader, "list-item")) {
            item_begin(odf);
            odf_content_read(odf);
            odf->item_begins = FALSE;
            depth--;
        } else if (xml_reader_is(odf->reader, "list-header")) {
            odf->item_begins = FALSE;
            odf_content_read(odf);
            depth--;
        }
    }
    odf->list_depth--;
    odf->list_style = outer;
}

/* --- the whole ----------------------------------------------------------- */

static void sheet_or_table_read(Odf *odf)
{
    g_autofree char *name = xml_reader_attribute(odf->reader, "name");
    g_autofree char *style = xml_reader_attribute(odf->reader, "style-name");
    gboolean sheet = odf->document->format == FORMAT_ODS;

    /* Hidden sheets hold lists for the author, not for the reader. */
    if (sheet && odf_style_find(odf->styles, "table", style).hidden) {
        xml_reader_skip(odf->reader);
        return;
    }
    odf->where = sheet && !odf->in_cell ? name : odf->where;
    odf_table_read(odf, sheet);
    odf->where = sheet && !odf->in_cell ? NULL : odf->where;
}

static void content_element_read(Odf *odf, int *depth)
{
    XmlReader *reader = odf->reader;
    Zone zone = odf->zone;

    if (xml_reader_is(reader, "p") || xml_reader_is(reader, "h")) {
        paragraph_read(odf);
    } else if (xml_reader_is(reader, "list")) {
        list_read(odf);
    } else if (xml_reader_is(reader, "table")) {
        sheet_or_table_read(odf);
    } else if (xml_reader_is(reader, "frame") ||
               xml_reader_is(reader, "custom-shape")) {
        FlowText *outer = odf->text;
        FlowText text;

        flow_text_init(&text);
        odf->text = odf->in_cell ? outer : &text;
        frame_read(odf);
        odf->text = outer;
        if (!odf->in_cell)
            paragraph_emit(odf, 0, &text);
        flow_text_clear(&text);
        if (!odf->in_cell)
            odf_pictures_flush(odf);
    } else if (is_index(reader)) {
        odf->zone = ZONE_CHROME;
        odf_content_read(odf);
        odf->zone = zone;
    } else if (is_left_out(reader)) {
        xml_reader_skip(reader);
    } else {
        /* A slide, or something to look through. */
        if (xml_reader_is(reader, "page") && odf->page < SLIDES_MAX)
            odf->page++;
        return;
    }
    --*depth;
}

void odf_content_read(Odf *odf)
{
    int depth = 1;
    XmlEvent event;

    while (office_step(odf->reader, &depth, &event)) {
        if (event == XML_EVENT_START)
            content_element_read(odf, &depth);
    }
}

/* Headers and footers stand with the page styles. */
static void margins_read(Odf *odf, const char *bytes, gsize len)
{
    XmlEvent event = XML_EVENT_TEXT;

    odf->reader = xml_reader_new(bytes, len);
    odf->zone = ZONE_CHROME;
    while (event != XML_EVENT_DONE && event != XML_EVENT_FAULT) {
        event = xml_reader_next(odf->reader);
        if (event == XML_EVENT_START && (xml_reader_is(odf->reader, "header") ||
                                         xml_reader_is(odf->reader, "footer")))
            odf_content_read(odf);
    }
    xml_reader_free(odf->reader);
    odf->zone = ZONE_MAIN;
}

static void body_read(Odf *odf, const char *bytes, gsize len)
{
    XmlEvent event = XML_EVENT_TEXT;
    gboolean body = FALSE;

    odf->reader = xml_reader_new(bytes, len);
    while (event != XML_EVENT_DONE && event != XML_EVENT_FAULT) {
        event = xml_reader_next(odf->reader);
        if (event != XML_EVENT_START)
            continue;
        if (body) {
            odf->document->format = xml_reader_is(odf->reader, "spreadsheet")
                                        ? FORMAT_ODS
                                        : FORMAT_ODT;
            odf_content_read(odf);
            body = FALSE;
        } else {
            body = xml_reader_is(odf->reader, "body");
        }
    }
    office_fault_note(odf->document, odf->reader, event);
    xml_reader_free(odf->reader);
}

static void notes_emit(Odf *odf)
{
    for (guint i = 0; i < odf->notes->len; i++) {
        const char *words = g_ptr_array_index(odf->notes, i);
        Block *block =
            document_take_room(odf->document, strlen(words))
                ? document_add_block(odf->document, BLOCK_PARAGRAPH, ZONE_MAIN)
                : NULL;

        if (block != NULL)
            block_set_text(block, words);
    }
}

static gboolean is_encrypted(Package *package)
{
    ReadReason reason;
    gsize len;
    g_autofree char *bytes =
        package_part_read(package, "META-INF/manifest.xml", &len, &reason);

    return reason == READ_ENCRYPTED ||
           (bytes != NULL && strstr(bytes, "encryption-data") != NULL);
}

static void package_read(Odf *odf)
{
    ReadReason reason;
    gsize len, styles_len = 0;
    g_autofree char *styles =
        package_part_read(odf->package, "styles.xml", &styles_len, &reason);
    g_autofree char *content = NULL;

    if (is_encrypted(odf->package)) {
        odf->document->reason = READ_ENCRYPTED;
        odf->document->reason_detail = g_strdup("a password is needed");
        return;
    }
    content =
        office_part_read(odf->document, odf->package, "content.xml", &len);
    if (content == NULL)
        return;
    if (styles != NULL)
        odf_styles_read(odf->styles, styles, styles_len);
    odf_styles_read(odf->styles, content, len);
    body_read(odf, content, len);
    notes_emit(odf);
    if (styles != NULL && odf->document->format == FORMAT_ODT && odf->page == 0)
        margins_read(odf, styles, styles_len);
    odf->document->page_count = odf->page;
    office_title_read_from(odf->document, odf->package, "meta.xml");
}

Document *format_odf_read(const char *bytes, gsize len,
                          const ReadRequest *request)
{
    Document *document = document_new(FORMAT_ODT);
    g_autoptr(Package) package = office_open(document, bytes, len);
    g_autoptr(OdfStyles) styles = odf_styles_new();
    Odf odf = { .document = document, .base = request->url, .styles = styles };
    FlowText text;

    if (package == NULL)
        return document;
    odf.package = package;
    odf.guessed = g_ptr_array_new();
    odf.notes = g_ptr_array_new_with_free_func(g_free);
    odf.pictures = g_array_new(FALSE, FALSE, sizeof(OdfPicture));
    g_array_set_clear_func(odf.pictures, picture_clear);
    flow_text_init(&text);
    odf.text = &text;
    package_read(&odf);
    heading_guesses_check(document, odf.guessed);
    if (document->reason == READ_OK)
        office_judge(document);
    flow_text_clear(&text);
    g_array_unref(odf.pictures);
    g_ptr_array_unref(odf.notes);
    g_ptr_array_unref(odf.guessed);
    return document;
}
