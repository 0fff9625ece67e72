/*
 * format_pptx.c - presentations, a page a slide
 *
 * Titles become headings, the words of content boxes list items. Notes of the
 * speaker and hidden slides are left out: whoever opens the slides does not
 * see them.
 */
#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "document/docx_style.h"
#include "document/heading_guess.h"
#include "document/office.h"
#include "document/table_draft.h"

/* Reading is by recursive descent: xml.c bounds the depth. */

typedef enum { SHAPE_OTHER, SHAPE_TITLE, SHAPE_BODY, SHAPE_FURNITURE } Role;

typedef struct {
    Document *document;
    Package *package;
    const char *base;      /* for relative links */
    GHashTable *relations; /* of the part being read */
    XmlReader *reader;
    int slide; /* from 1 */
    FlowText text;
    gboolean has_image;
    GPtrArray *guessed; /* Block*: headings by bold type */
} Deck;

typedef struct {
    Role role;
    gboolean cover; /* a title of the whole */
    gboolean in_cell;
    char *link;     /* relation of a link that the whole shape is */
    int numbers[9]; /* of numbered paragraphs, by level */
} Shape;

/* What a paragraph's properties say. */
typedef struct {
    int level; /* from 0 */
    gboolean plain, bullet, numbered;
} Bullet;

static gboolean is_left_out(const XmlReader *reader)
{
    return xml_reader_is(reader, "Fallback") || xml_reader_is(reader, "extLst");
}

static const Relation *relation_find(const Deck *deck, const char *id)
{
    return id == NULL ? NULL : g_hash_table_lookup(deck->relations, id);
}

static void link_open(Deck *deck, const char *id)
{
    const Relation *relation = relation_find(deck, id);

    if (relation != NULL && relation->external)
        office_link_open(&deck->text, deck->base, relation->target, NULL);
}

/* --- paragraphs ---------------------------------------------------------- */

static void run_properties_read(Deck *deck, gboolean *linked)
{
    g_autofree char *bold = xml_reader_attribute(deck->reader, "b");
    int depth = 1;
    XmlEvent event;

    deck->text.bold = bold != NULL && docx_switch(bold) ? 1 : 0;
    while (office_step(deck->reader, &depth, &event)) {
        if (event == XML_EVENT_START &&
            xml_reader_is(deck->reader, "hlinkClick")) {
            g_autofree char *id = xml_reader_attribute(deck->reader, "id");

            link_open(deck, id);
            *linked = deck->text.link_open;
        }
    }
}

/* <a:r> and <a:fld>. */
static void run_read(Deck *deck)
{
    gboolean words = FALSE, linked = FALSE;
    int depth = 1;
    XmlEvent event;

    deck->text.bold = 0;
    while (office_step(deck->reader, &depth, &event)) {
        if (event == XML_EVENT_TEXT && words)
            flow_text_append(&deck->text, xml_reader_text(deck->reader));
        if (event == XML_EVENT_END)
            words = FALSE;
        if (event != XML_EVENT_START)
            continue;
        words = xml_reader_is(deck->reader, "t");
        if (xml_reader_is(deck->reader, "rPr")) {
            run_properties_read(deck, &linked);
            depth--;
        }
    }
    if (linked)
        flow_text_link_close(&deck->text);
    deck->text.bold = 0;
}

static void bullet_read(Deck *deck, Bullet *bullet)
{
    g_autofree char *level = xml_reader_attribute(deck->reader, "lvl");
    int depth = 1;
    XmlEvent event;

    bullet->level = CLAMP(docx_int(level, 0), 0, 8);
    while (office_step(deck->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        bullet->plain |= xml_reader_is(deck->reader, "buNone");
        bullet->bullet |= xml_reader_is(deck->reader, "buChar") ||
                          xml_reader_is(deck->reader, "buBlip");
        bullet->numbered |= xml_reader_is(deck->reader, "buAutoNum");
    }
}

static char *marker_next(Shape *shape, const Bullet *bullet)
{
    if (bullet->numbered) {
        for (int i = bullet->level + 1; i < 9; i++)
            shape->numbers[i] = 0;
        return g_strdup_printf("%d.", ++shape->numbers[bullet->level]);
    }
    if (bullet->plain || (shape->role != SHAPE_BODY && !bullet->bullet))
        return NULL;
    return g_strdup("•");
}

static void paragraph_emit(Deck *deck, Shape *shape, const Bullet *bullet)
{
    g_autofree char *marker = NULL;
    gboolean guessed;
    Block *block;

    if (flow_text_blank(&deck->text))
        return;
    marker = marker_next(shape, bullet);
    guessed = marker == NULL && shape->role == SHAPE_OTHER &&
              heading_guess(&deck->text);
    block = office_text_emit(
        deck->document,
        guessed          ? BLOCK_HEADING
        : marker != NULL ? BLOCK_LIST_ITEM
                         : BLOCK_PARAGRAPH,
        shape->role == SHAPE_FURNITURE ? ZONE_CHROME : ZONE_MAIN, &deck->text);
    if (block == NULL)
        return;
    block->page = deck->slide;
    if (guessed) {
        block->level = heading_guess_level(2);
        g_ptr_array_add(deck->guessed, block);
    } else if (marker != NULL) {
        block->level = bullet->level + 1;
        block->marker = g_steal_pointer(&marker);
    }
}

/* The paragraphs of a title and of a cell are its lines. */
static void paragraph_read(Deck *deck, Shape *shape)
{
    gboolean joined = shape->in_cell || shape->role == SHAPE_TITLE;
    Bullet bullet = { 0 };
    int depth = 1;
    XmlEvent event;

    if (joined)
        flow_text_line(&deck->text);
    link_open(deck, shape->link);
    while (office_step(deck->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(deck->reader, "pPr")) {
            bullet_read(deck, &bullet);
            depth--;
        } else if (xml_reader_is(deck->reader, "r") ||
                   xml_reader_is(deck->reader, "fld")) {
            run_read(deck);
            depth--;
        } else if (xml_reader_is(deck->reader, "br")) {
            flow_text_break(&deck->text);
        } else if (is_left_out(deck->reader)) {
            office_skip(deck->reader, &depth);
        }
    }
    flow_text_link_close(&deck->text);
    if (!joined)
        paragraph_emit(deck, shape, &bullet);
}

/* --- tables -------------------------------------------------------------- */

typedef struct {
    int row, column;
    gboolean named; /* the first row names the columns */
} Place;

static void cell_read(Deck *deck, TableDraft *draft, Place *place)
{
    g_autofree char *columns = xml_reader_attribute(deck->reader, "gridSpan");
    g_autofree char *rows = xml_reader_attribute(deck->reader, "rowSpan");
    g_autofree char *right = xml_reader_attribute(deck->reader, "hMerge");
    g_autofree char *down = xml_reader_attribute(deck->reader, "vMerge");
    gboolean covered = (right != NULL && docx_switch(right)) ||
                       (down != NULL && docx_switch(down));
    Shape shape = { .in_cell = TRUE };
    DraftCell *cell;
    int depth = 1;
    XmlEvent event;

    flow_text_restart(&deck->text);
    while (office_step(deck->reader, &depth, &event)) {
        if (event == XML_EVENT_START && xml_reader_is(deck->reader, "p")) {
            paragraph_read(deck, &shape);
            depth--;
        }
    }
    cell =
        covered || place->column >= TABLE_COLUMNS_MAX
            ? NULL
            : table_draft_add(draft, deck->document, place->row, place->column);
    place->column++;
    if (cell == NULL)
        return;
    cell->columns = CLAMP(docx_int(columns, 1), 1, TABLE_SPAN_MAX);
    cell->rows = CLAMP(docx_int(rows, 1), 1, TABLE_SPAN_MAX);
    cell->header = place->named && place->row == 0;
    draft_cell_take(cell, deck->document, &deck->text);
}

static void table_read(Deck *deck)
{
    g_autoptr(TableDraft) draft = table_draft_new();
    Place place = { .row = -1 };
    guint first = deck->document->blocks->len;
    int depth = 1;
    XmlEvent event;
    Table *table;

    while (office_step(deck->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(deck->reader, "tblPr")) {
            g_autofree char *named =
                xml_reader_attribute(deck->reader, "firstRow");

            place.named = named != NULL && docx_switch(named);
        } else if (xml_reader_is(deck->reader, "tr")) {
            place.row++;
            place.column = 0;
        } else if (xml_reader_is(deck->reader, "tc")) {
            cell_read(deck, draft, &place);
            depth--;
        } else if (is_left_out(deck->reader)) {
            office_skip(deck->reader, &depth);
        }
    }
    flow_text_restart(&deck->text);
    table = table_draft_finish(draft, deck->document);
    if (table != NULL)
        table_emit(deck->document, ZONE_MAIN, table, NULL);
    for (guint i = first; i < deck->document->blocks->len; i++)
        ((Block *)g_ptr_array_index(deck->document->blocks, i))->page =
            deck->slide;
}

/* --- shapes -------------------------------------------------------------- */

static void placeholder_read(Deck *deck, Shape *shape)
{
    static const struct {
        const char *type;
        Role role;
    } types[] = {
        { "title", SHAPE_TITLE },   { "ctrTitle", SHAPE_TITLE },
        { "body", SHAPE_BODY },     { "obj", SHAPE_BODY },
        { "dt", SHAPE_FURNITURE },  { "ftr", SHAPE_FURNITURE },
        { "hdr", SHAPE_FURNITURE }, { "sldNum", SHAPE_FURNITURE },
    };
    g_autofree char *type = xml_reader_attribute(deck->reader, "type");

    shape->role = type == NULL ? SHAPE_BODY : SHAPE_OTHER;
    for (gsize i = 0; type != NULL && i < G_N_ELEMENTS(types); i++) {
        if (strcmp(type, types[i].type) == 0)
            shape->role = types[i].role;
    }
    shape->cover = g_strcmp0(type, "ctrTitle") == 0;
}

/* A title may be drawn last; it is read first. */
static void title_emit(Deck *deck, const Shape *shape, guint first)
{
    GPtrArray *blocks = deck->document->blocks;
    Block *block =
        office_text_emit(deck->document, BLOCK_HEADING, ZONE_MAIN, &deck->text);

    if (block == NULL)
        return;
    block->page = deck->slide;
    block->level = shape->cover ? 1 : 2;
    if (first + 1 < blocks->len) {
        memmove(&blocks->pdata[first + 1], &blocks->pdata[first],
                (blocks->len - 1 - first) * sizeof(gpointer));
        blocks->pdata[first] = block;
    }
}

static void shape_read(Deck *deck, guint first)
{
    Shape shape = { 0 };
    int depth = 1;
    XmlEvent event;

    flow_text_restart(&deck->text);
    while (office_step(deck->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(deck->reader, "ph")) {
            placeholder_read(deck, &shape);
        } else if (xml_reader_is(deck->reader, "hlinkClick")) {
            g_free(shape.link);
            shape.link = xml_reader_attribute(deck->reader, "id");
        } else if (xml_reader_is(deck->reader, "p")) {
            paragraph_read(deck, &shape);
            depth--;
        } else if (is_left_out(deck->reader)) {
            office_skip(deck->reader, &depth);
        }
    }
    if (shape.role == SHAPE_TITLE)
        title_emit(deck, &shape, first);
    g_free(shape.link);
}

static void picture_read(Deck *deck)
{
    g_autofree char *alt = NULL;
    g_autofree char *id = NULL;
    const Relation *relation;
    Block *block;
    int depth = 1;
    XmlEvent event;

    while (office_step(deck->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (alt == NULL && xml_reader_is(deck->reader, "cNvPr"))
            alt = xml_reader_attribute(deck->reader, "descr");
        else if (id == NULL && xml_reader_is(deck->reader, "blip"))
            id = xml_reader_attribute(deck->reader, "embed");
    }
    deck->has_image = TRUE;
    relation = relation_find(deck, id);
    block = document_add_block(deck->document, BLOCK_IMAGE, ZONE_MAIN);
    if (block == NULL)
        return;
    block->page = deck->slide;
    block->where = relation == NULL ? NULL : g_strdup(relation->target);
    if (alt != NULL && document_take_room(deck->document, strlen(alt)))
        block_set_text(block, alt);
}

/* The words of a diagram (SmartArt) stand in a part of their own. */
static void diagram_read(Deck *deck, const char *id)
{
    const Relation *relation = relation_find(deck, id);
    XmlReader *outer = deck->reader;
    Shape shape = { 0 };
    ReadReason reason;
    gsize len;
    g_autofree char *bytes =
        relation == NULL || relation->external
            ? NULL
            : package_part_read(deck->package, relation->target, &len, &reason);
    int depth = 0;
    XmlEvent event = XML_EVENT_TEXT;

    if (bytes == NULL)
        return;
    deck->reader = xml_reader_new(bytes, len);
    while (event != XML_EVENT_DONE && event != XML_EVENT_FAULT) {
        office_step(deck->reader, &depth, &event);
        if (event == XML_EVENT_START && xml_reader_is(deck->reader, "p"))
            paragraph_read(deck, &shape);
    }
    xml_reader_free(deck->reader);
    deck->reader = outer;
}

static void slide_content_read(Deck *deck, guint first)
{
    int depth = 1;
    XmlEvent event;

    while (office_step(deck->reader, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(deck->reader, "sp")) {
            shape_read(deck, first);
            depth--;
        } else if (xml_reader_is(deck->reader, "pic")) {
            picture_read(deck);
            depth--;
        } else if (xml_reader_is(deck->reader, "tbl")) {
            table_read(deck);
            depth--;
        } else if (xml_reader_is(deck->reader, "relIds")) {
            g_autofree char *id = xml_reader_attribute(deck->reader, "dm");

            diagram_read(deck, id);
        } else if (is_left_out(deck->reader)) {
            office_skip(deck->reader, &depth);
        }
    }
}

/* --- slides -------------------------------------------------------------- */

/* Nobody can search a slide that is a picture. */
static void slide_judge(Deck *deck, guint first)
{
    PageQuality *quality = g_new0(PageQuality, 1);

    quality->page = deck->slide;
    quality->quality = TEXT_EMPTY;
    quality->has_images = deck->has_image;
    for (guint i = first; i < deck->document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(deck->document->blocks, i);

        if (block->kind == BLOCK_TABLE ||
            (block->kind != BLOCK_IMAGE && *block->text != '\0'))
            quality->quality = TEXT_GOOD;
    }
    g_ptr_array_add(deck->document->pages, quality);
}

static void slide_read(Deck *deck, const char *part)
{
    guint first = deck->document->blocks->len;
    gsize len;
    g_autofree char *bytes =
        office_part_read(deck->document, deck->package, part, &len);
    g_autofree char *show = NULL;

    if (bytes == NULL)
        return;
    deck->relations = package_relations_read(deck->package, part);
    deck->reader = xml_reader_new(bytes, len);
    deck->has_image = FALSE;
    if (xml_reader_next(deck->reader) == XML_EVENT_START)
        show = xml_reader_attribute(deck->reader, "show");
    if (show == NULL || docx_switch(show)) {
        slide_content_read(deck, first);
        slide_judge(deck, first);
        office_fault_note(deck->document, deck->reader,
                          xml_reader_next(deck->reader));
    }
    xml_reader_free(deck->reader);
    g_hash_table_unref(deck->relations);
}

/* The parts of the slides, in the order they are shown. */
static GPtrArray *slides_list(Deck *deck, const char *part,
                              GHashTable *relations)
{
    GPtrArray *slides = g_ptr_array_new_with_free_func(g_free);
    gsize len;
    g_autofree char *bytes =
        office_part_read(deck->document, deck->package, part, &len);
    g_autoptr(XmlReader) reader = NULL;
    XmlEvent event = XML_EVENT_TEXT;

    if (bytes == NULL)
        return slides;
    reader = xml_reader_new(bytes, len);
    while (event != XML_EVENT_DONE && event != XML_EVENT_FAULT) {
        event = xml_reader_next(reader);
        if (event == XML_EVENT_START && xml_reader_is(reader, "sldId") &&
            slides->len < SLIDES_MAX) {
            g_autofree char *id = xml_reader_attribute_ns(reader, "id");
            const Relation *relation =
                id == NULL ? NULL : g_hash_table_lookup(relations, id);

            if (relation != NULL && !relation->external)
                g_ptr_array_add(slides, g_strdup(relation->target));
        }
    }
    office_fault_note(deck->document, reader, event);
    return slides;
}

static void package_read(Deck *deck)
{
    g_autoptr(GHashTable) top = package_relations_read(deck->package, "");
    g_autoptr(GHashTable) relations = NULL;
    g_autoptr(GPtrArray) slides = NULL;
    const char *part = relations_find(top, "officeDocument");

    if (part == NULL)
        part = "ppt/presentation.xml";
    relations = package_relations_read(deck->package, part);
    slides = slides_list(deck, part, relations);
    for (guint i = 0; i < slides->len; i++) {
        deck->slide = (int)i + 1;
        slide_read(deck, g_ptr_array_index(slides, i));
    }
    deck->document->page_count = (int)slides->len;
    office_title_read(deck->document, deck->package);
}

Document *format_pptx_read(const char *bytes, gsize len,
                           const ReadRequest *request)
{
    Document *document = document_new(FORMAT_PPTX);
    g_autoptr(Package) package = office_open(document, bytes, len);
    Deck deck = { .document = document, .base = request->url };

    if (package == NULL)
        return document;
    deck.package = package;
    deck.guessed = g_ptr_array_new();
    flow_text_init(&deck.text);
    package_read(&deck);
    heading_guesses_check(document, deck.guessed);
    if (document->reason == READ_OK)
        office_judge(document);
    flow_text_clear(&deck.text);
    g_ptr_array_unref(deck.guessed);
    return document;
}
