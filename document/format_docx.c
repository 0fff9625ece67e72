#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "document/docx_style.h"
#include "document/heading_guess.h"
#include "document/office.h"
#include "document/table_draft.h"
#include "document/xml.h"

/* Reading is by recursive descent: xml.c bounds the depth. */

typedef struct {
    char *alt, *part;
} Picture;

typedef struct {
    Document *document;
    Package *package;
    const char *base;      /* for relative links */
    GHashTable *relations; /* of the part being read */
    DocxStyles *styles;
    DocxNumbers *numbers;
    XmlReader *reader;
    Zone zone;
    FlowText *text; /* of the paragraph, or of the cell around it */
    gboolean in_cell;
    gboolean cell_has_image;
    int last_level;
    GPtrArray *guessed; /* Block*: headings by bold type */
    GArray *pictures;   /* Picture waiting for the end of a block */
    GString *field;     /* the code of a field while it is being read */
    gboolean in_field, field_link;
} Docx;

/* What a paragraph's properties say; -1: nothing. */
typedef struct {
    DocxStyle style;
    int outline, number_id, number_level;
} Properties;

/* What a table cell's properties say. */
typedef struct {
    int span;
    gboolean merged, goes_on; /* down: begins or goes on here */
    gboolean shaded;
} CellShape;

static void picture_clear(gpointer data)
{
    Picture *picture = data;

    g_free(picture->alt);
    g_free(picture->part);
}

/* Deleted or moved away by a tracked change, or a second form of what was
 * read already. */
static gboolean is_left_out(const XmlReader *reader)
{
    static const char *const names[] = {
        "del",        "moveFrom",   "Fallback",     "sectPr",
        "tblPr",      "tblGrid",    "pPrChange",    "rPrChange",
        "tcPrChange", "trPrChange", "sectPrChange", "delText",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (xml_reader_is(reader, names[i]))
            return TRUE;
    }
    return FALSE;
}

/* Steps to the next child at any depth below the element that was open when
 * @depth was 1. FALSE at its end. */
static gboolean step(Docx *docx, int *depth, XmlEvent *event)
{
    *event = xml_reader_next(docx->reader);
    if (*event == XML_EVENT_START)
        ++*depth;
    else if (*event == XML_EVENT_END)
        --*depth;
    return *depth > 0 && *event != XML_EVENT_DONE && *event != XML_EVENT_FAULT;
}

static void skip(Docx *docx, int *depth)
{
    xml_reader_skip(docx->reader);
    --*depth;
}

static void content_read(Docx *docx, CellShape *cell);

/* --- fields and links ---------------------------------------------------- */

/* HYPERLINK "https://..." \l "anchor" */
static void field_link_open(Docx *docx, const char *code)
{
    const char *at = strstr(code, "HYPERLINK");
    g_autofree char *target = NULL;
    gsize len;

    if (at == NULL)
        return;
    at += strlen("HYPERLINK");
    at += strspn(at, " ");
    if (*at == '"') {
        len = strcspn(at + 1, "\"");
        target = g_strndup(at + 1, len);
    } else if (*at != '\\' && *at != '\0') {
        target = g_strndup(at, strcspn(at, " "));
    }
    if (target == NULL)
        return;
    office_link_open(docx->text, docx->base, target, NULL);
    docx->field_link = TRUE;
}

static void field_mark_read(Docx *docx)
{
    g_autofree char *type = xml_reader_attribute(docx->reader, "fldCharType");

    if (type == NULL)
        return;
    if (strcmp(type, "begin") == 0) {
        docx->in_field = TRUE;
        g_string_truncate(docx->field, 0);
    } else if (strcmp(type, "separate") == 0) {
        if (docx->in_field)
            field_link_open(docx, docx->field->str);
        docx->in_field = FALSE;
    } else {
        if (docx->field_link)
            flow_text_link_close(docx->text);
        docx->in_field = docx->field_link = FALSE;
    }
}

static void field_code_read(Docx *docx, int *depth)
{
    int inner = 1;
    XmlEvent event;

    while (step(docx, &inner, &event)) {
        if (event == XML_EVENT_TEXT && docx->in_field &&
            docx->field->len < URL_MAX_LEN)
            g_string_append(docx->field, xml_reader_text(docx->reader));
    }
    --*depth;
}

/* <w:hyperlink>: opened here, closed by the caller at its end. */
static void hyperlink_open(Docx *docx)
{
    g_autofree char *id = xml_reader_attribute(docx->reader, "id");
    g_autofree char *anchor = xml_reader_attribute(docx->reader, "anchor");
    const Relation *relation =
        id == NULL ? NULL : g_hash_table_lookup(docx->relations, id);

    office_link_open(docx->text, docx->base,
                     relation == NULL ? NULL : relation->target, anchor);
}

/* --- runs ---------------------------------------------------------------- */

/* Ticks and boxes are letters of symbol fonts. */
static void symbol_read(Docx *docx)
{
    static const struct {
        const char *code;
        const char *text;
    } symbols[] = {
        { "F0FC", "✓" }, { "F0FE", "☑" }, { "F052", "☑" }, { "F050", "✓" },
        { "F0A8", "☐" }, { "F06F", "☐" }, { "F0A3", "☐" }, { "F071", "☐" },
        { "F0E0", "→" }, { "F0E8", "→" }, { "F0D8", "→" }, { "F0FB", "✗" },
        { "F0FD", "☒" }, { "F028", "☎" }, { "F02A", "✉" },
    };
    g_autofree char *code = xml_reader_attribute(docx->reader, "char");

    for (gsize i = 0; code != NULL && i < G_N_ELEMENTS(symbols); i++) {
        if (g_ascii_strcasecmp(code, symbols[i].code) == 0) {
            flow_text_append(docx->text, symbols[i].text);
            return;
        }
    }
    flow_text_append(docx->text, "•");
}

/* A picture, a shape or a text box. */
static void drawing_read(Docx *docx, int *depth)
{
    g_autofree char *alt = NULL;
    g_autofree char *id = NULL;
    gboolean boxed = FALSE;
    int inner = 1;
    XmlEvent event;

    while (step(docx, &inner, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (is_left_out(docx->reader)) {
            skip(docx, &inner);
        } else if (xml_reader_is(docx->reader, "txbxContent")) {
            boxed = TRUE;
            content_read(docx, NULL);
            inner--;
        } else if (xml_reader_is(docx->reader, "docPr") && alt == NULL) {
            alt = xml_reader_attribute(docx->reader, "descr");
        } else if (id == NULL && xml_reader_is(docx->reader, "blip")) {
            id = xml_reader_attribute(docx->reader, "embed");
        } else if (id == NULL && xml_reader_is(docx->reader, "imagedata")) {
            id = xml_reader_attribute(docx->reader, "id");
        }
    }
    --*depth;
    if (id != NULL) {
        const Relation *relation = g_hash_table_lookup(docx->relations, id);
        Picture picture = { g_steal_pointer(&alt),
                            relation == NULL ? NULL
                                             : g_strdup(relation->target) };

        g_array_append_val(docx->pictures, picture);
    }
    /* An arrow or bar in a cell marks its month: a shape without words. */
    if (!boxed || id != NULL)
        docx->cell_has_image = TRUE;
}

static void run_properties_read(Docx *docx, gboolean *bold, gboolean *hidden)
{
    int depth = 1;
    XmlEvent event;

    while (step(docx, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(docx->reader, "b") ||
            xml_reader_is(docx->reader, "bCs")) {
            g_autofree char *value = xml_reader_attribute(docx->reader, "val");

            /* Thai letters are bold by bCs alone. */
            *bold = docx_switch(value) ||
                    (*bold && xml_reader_is(docx->reader, "bCs"));
        } else if (xml_reader_is(docx->reader, "vanish")) {
            g_autofree char *value = xml_reader_attribute(docx->reader, "val");

            *hidden = docx_switch(value);
        } else if (is_left_out(docx->reader)) {
            skip(docx, &depth);
        }
    }
}

static void words_read(Docx *docx, int *depth, gboolean hidden)
{
    int inner = 1;
    XmlEvent event;

    while (step(docx, &inner, &event)) {
        if (event == XML_EVENT_TEXT && !hidden)
            flow_text_append(docx->text, xml_reader_text(docx->reader));
    }
    --*depth;
}

static void break_read(Docx *docx)
{
    g_autofree char *type = xml_reader_attribute(docx->reader, "type");

    if (type == NULL || strcmp(type, "textWrapping") == 0)
        flow_text_break(docx->text);
    else
        flow_text_line(docx->text); /* of a page or column */
}

/* The children of a run, of which each is small or read by a function. */
static void run_child_read(Docx *docx, int *depth, gboolean hidden)
{
    XmlReader *reader = docx->reader;

    if (xml_reader_is(reader, "t"))
        words_read(docx, depth, hidden);
    else if (xml_reader_is(reader, "instrText"))
        field_code_read(docx, depth);
    else if (xml_reader_is(reader, "drawing") ||
             xml_reader_is(reader, "pict") || xml_reader_is(reader, "object"))
        drawing_read(docx, depth);
    else if (xml_reader_is(reader, "fldChar"))
        field_mark_read(docx);
    else if (xml_reader_is(reader, "br") || xml_reader_is(reader, "cr"))
        break_read(docx);
    else if (xml_reader_is(reader, "tab") || xml_reader_is(reader, "ptab"))
        flow_text_append(docx->text, " ");
    else if (xml_reader_is(reader, "noBreakHyphen"))
        flow_text_append(docx->text, "-");
    else if (xml_reader_is(reader, "sym"))
        symbol_read(docx);
    else if (is_left_out(reader))
        skip(docx, depth);
}

static void run_read(Docx *docx, gboolean style_bold)
{
    gboolean bold = style_bold, hidden = FALSE;
    int depth = 1;
    XmlEvent event;

    docx->text->bold = bold ? 1 : 0;
    while (step(docx, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(docx->reader, "rPr")) {
            run_properties_read(docx, &bold, &hidden);
            depth--;
            docx->text->bold = bold ? 1 : 0;
        } else {
            run_child_read(docx, &depth, hidden);
        }
    }
    docx->text->bold = 0;
}

/* --- paragraphs ---------------------------------------------------------- */

static void properties_read(Docx *docx, Properties *properties)
{
    int depth = 1;
    XmlEvent event;

    while (step(docx, &depth, &event)) {
        g_autofree char *value = NULL;

        if (event != XML_EVENT_START)
            continue;
        /* rPr here is about the mark at the paragraph's end. */
        if (xml_reader_is(docx->reader, "rPr") || is_left_out(docx->reader)) {
            skip(docx, &depth);
            continue;
        }
        value = xml_reader_attribute(docx->reader, "val");
        if (xml_reader_is(docx->reader, "pStyle"))
            properties->style = docx_style_find(docx->styles, value);
        else if (xml_reader_is(docx->reader, "outlineLvl"))
            properties->outline = docx_int(value, -1);
        else if (xml_reader_is(docx->reader, "numId"))
            properties->number_id = docx_int(value, -1);
        else if (xml_reader_is(docx->reader, "ilvl"))
            properties->number_level = docx_int(value, -1);
    }
}

static void pictures_flush(Docx *docx)
{
    for (guint i = 0; i < docx->pictures->len; i++) {
        const Picture *picture = &g_array_index(docx->pictures, Picture, i);
        Block *block =
            document_add_block(docx->document, BLOCK_IMAGE, docx->zone);

        if (block == NULL)
            break;
        if (picture->alt != NULL &&
            document_take_room(docx->document, strlen(picture->alt)))
            block_set_text(block, picture->alt);
        block->where = g_strdup(picture->part);
    }
    g_array_set_size(docx->pictures, 0);
}

static int heading_level(const Properties *properties)
{
    if (properties->outline >= 0)
        return properties->outline < DOCX_LEVELS
                   ? MIN(properties->outline + 1, 6)
                   : 0;
    return properties->style.heading_level;
}

static char *marker_next(Docx *docx, const Properties *properties, int *level)
{
    int id = properties->number_id >= 0 ? properties->number_id
                                        : properties->style.number_id;

    *level = properties->number_level >= 0 ? properties->number_level
                                           : properties->style.number_level;
    return id == 0 ? NULL : docx_numbers_next(docx->numbers, id, *level);
}

static void paragraph_emit(Docx *docx, const Properties *properties,
                           FlowText *text)
{
    int level = heading_level(properties), list_level = 0;
    g_autofree char *marker = NULL;
    Zone zone = properties->style.contents ? ZONE_CHROME : docx->zone;
    BlockKind kind = BLOCK_PARAGRAPH;
    gboolean guessed = FALSE;
    Block *block;

    flow_text_link_split(text);
    marker = marker_next(docx, properties, &list_level);
    if (level > 0)
        kind = BLOCK_HEADING;
    else if (zone == ZONE_MAIN && g_strcmp0(marker, "•") != 0 &&
             heading_guess(text))
        guessed = TRUE;
    else if (marker != NULL)
        kind = BLOCK_LIST_ITEM;
    block = office_text_emit(docx->document, guessed ? BLOCK_HEADING : kind,
                             zone, text);
    if (block == NULL)
        return;
    block->marker = g_steal_pointer(&marker);
    if (kind == BLOCK_LIST_ITEM)
        block->level = list_level + 1;
    if (guessed) {
        block->level = heading_guess_level(docx->last_level);
        g_ptr_array_add(docx->guessed, block);
    } else if (kind == BLOCK_HEADING) {
        block->level = docx->last_level = level;
    }
}

/* A column that Word numbers by itself has nothing else in its cells. */
static void cell_marker_write(Docx *docx, const Properties *properties)
{
    g_autofree char *marker = NULL;
    int level;

    if (!docx->in_cell)
        return;
    marker = marker_next(docx, properties, &level);
    if (marker == NULL || strcmp(marker, "•") == 0)
        return;
    flow_text_append(docx->text, marker);
    flow_text_append(docx->text, " ");
}

/* What is in a paragraph: runs, and wrappers that are looked through. */
static void paragraph_children_read(Docx *docx, Properties *properties)
{
    int depth = 1;
    int link_depth = 0;
    XmlEvent event;

    while (step(docx, &depth, &event)) {
        if (event == XML_EVENT_END && depth < link_depth) {
            flow_text_link_close(docx->text);
            link_depth = 0;
        }
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(docx->reader, "pPr")) {
            properties_read(docx, properties);
            depth--;
            cell_marker_write(docx, properties);
        } else if (xml_reader_is(docx->reader, "r")) {
            run_read(docx, properties->style.bold);
            depth--;
        } else if (xml_reader_is(docx->reader, "hyperlink")) {
            hyperlink_open(docx);
            link_depth = depth;
        } else if (xml_reader_is(docx->reader, "fldSimple")) {
            g_autofree char *code = xml_reader_attribute(docx->reader, "instr");

            if (code != NULL)
                field_link_open(docx, code);
            if (docx->field_link)
                link_depth = depth;
            docx->field_link = FALSE;
        } else {
            run_child_read(docx, &depth, FALSE);
        }
    }
    if (link_depth > 0)
        flow_text_link_close(docx->text);
}

static void paragraph_read(Docx *docx)
{
    Properties properties = { { 0 }, -1, -1, -1 };
    FlowText *outer = docx->text;
    FlowText text;

    if (docx->in_cell) {
        flow_text_line(outer);
        paragraph_children_read(docx, &properties);
        flow_text_line(outer);
        return;
    }
    flow_text_init(&text);
    docx->text = &text;
    paragraph_children_read(docx, &properties);
    paragraph_emit(docx, &properties, &text);
    pictures_flush(docx);
    docx->text = outer;
    flow_text_clear(&text);
}

/* --- tables -------------------------------------------------------------- */

typedef struct {
    TableDraft *draft;
    int row;
    gboolean header, deleted;          /* of the row */
    int column;                        /* of the next cell */
    int merge_cell[TABLE_COLUMNS_MAX]; /* index + 1 of the cell that a merge
                                          down goes on from, by column */
} TableState;

static void cell_properties_read(Docx *docx, CellShape *shape)
{
    int depth = 1;
    XmlEvent event;

    while (step(docx, &depth, &event)) {
        g_autofree char *value = NULL;

        if (event != XML_EVENT_START)
            continue;
        value = xml_reader_attribute(docx->reader, "val");
        if (xml_reader_is(docx->reader, "gridSpan"))
            shape->span = CLAMP(docx_int(value, 1), 1, TABLE_SPAN_MAX);
        else if (xml_reader_is(docx->reader, "vMerge")) {
            shape->merged = TRUE;
            shape->goes_on = g_strcmp0(value, "restart") != 0;
        } else if (xml_reader_is(docx->reader, "shd")) {
            g_autofree char *fill = xml_reader_attribute(docx->reader, "fill");

            shape->shaded = fill != NULL && strcmp(fill, "auto") != 0 &&
                            g_ascii_strcasecmp(fill, "ffffff") != 0;
        }
    }
}

static void cell_put(Docx *docx, TableState *state, const CellShape *shape,
                     FlowText *text)
{
    DraftCell *cell;

    if (state->column >= TABLE_COLUMNS_MAX || state->deleted)
        return;
    if (shape->goes_on && state->merge_cell[state->column] > 0) {
        cell = &g_array_index(state->draft->cells, DraftCell,
                              (guint)state->merge_cell[state->column] - 1);
        cell->rows = state->row - cell->row + 1;
        return;
    }
    cell = table_draft_add(state->draft, docx->document, state->row,
                           state->column);
    state->merge_cell[state->column] =
        cell != NULL && shape->merged ? (int)state->draft->cells->len : 0;
    if (cell == NULL)
        return;
    cell->columns = shape->span;
    cell->header = state->header;
    cell->has_image = docx->cell_has_image;
    cell->shaded = shape->shaded;
    draft_cell_take(cell, docx->document, text);
    state->draft->column_count =
        MAX(state->draft->column_count,
            MIN(state->column + shape->span, TABLE_COLUMNS_MAX));
}

static void cell_read(Docx *docx, TableState *state)
{
    FlowText *outer = docx->text;
    CellShape shape = { .span = 1 };
    FlowText text;

    flow_text_init(&text);
    docx->text = &text;
    docx->in_cell = TRUE;
    docx->cell_has_image = FALSE;
    content_read(docx, &shape);
    docx->in_cell = FALSE;
    docx->text = outer;
    cell_put(docx, state, &shape, &text);
    state->column += shape.span;
    flow_text_clear(&text);
}

static void row_properties_read(Docx *docx, TableState *state)
{
    int depth = 1;
    XmlEvent event;

    while (step(docx, &depth, &event)) {
        g_autofree char *value = NULL;

        if (event != XML_EVENT_START)
            continue;
        value = xml_reader_attribute(docx->reader, "val");
        if (xml_reader_is(docx->reader, "tblHeader"))
            state->header = docx_switch(value);
        else if (xml_reader_is(docx->reader, "gridBefore"))
            state->column = CLAMP(docx_int(value, 0), 0, TABLE_COLUMNS_MAX);
        else if (xml_reader_is(docx->reader, "del"))
            state->deleted = TRUE;
    }
}

static void row_read(Docx *docx, TableState *state)
{
    int depth = 1;
    XmlEvent event;

    state->header = state->deleted = FALSE;
    state->column = 0;
    while (step(docx, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(docx->reader, "trPr")) {
            row_properties_read(docx, state);
            depth--;
        } else if (xml_reader_is(docx->reader, "tc")) {
            cell_read(docx, state);
            depth--;
        } else if (is_left_out(docx->reader)) {
            skip(docx, &depth);
        }
    }
    state->row += state->deleted ? 0 : 1;
}

/* A table within a cell: its cells side by side, its rows as lines. */
static void inner_table_read(Docx *docx)
{
    int depth = 1;
    XmlEvent event;

    while (step(docx, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(docx->reader, "tr")) {
            flow_text_line(docx->text);
        } else if (xml_reader_is(docx->reader, "tc")) {
            flow_text_append(docx->text, " ");
        } else if (xml_reader_is(docx->reader, "p")) {
            Properties properties = { { 0 }, -1, -1, -1 };

            paragraph_children_read(docx, &properties);
            flow_text_append(docx->text, " ");
            depth--;
        } else if (is_left_out(docx->reader)) {
            skip(docx, &depth);
        }
    }
    flow_text_line(docx->text);
}

static void table_read(Docx *docx)
{
    TableState *state;
    Table *table;
    int depth = 1;
    XmlEvent event;

    if (docx->in_cell) {
        inner_table_read(docx);
        return;
    }
    state = g_new0(TableState, 1);
    state->draft = table_draft_new();
    while (step(docx, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(docx->reader, "tr")) {
            row_read(docx, state);
            depth--;
        } else if (is_left_out(docx->reader)) {
            skip(docx, &depth);
        }
    }
    table = table_draft_finish(state->draft, docx->document);
    if (table != NULL)
        table_emit(docx->document, docx->zone, table, NULL);
    pictures_flush(docx);
    table_draft_free(state->draft);
    g_free(state);
}

/* --- the whole ----------------------------------------------------------- */

/* Everything of a body, cell, text box, header or note. @cell (may be NULL):
 * where the properties of a cell go. */
static void content_read(Docx *docx, CellShape *cell)
{
    int depth = 1;
    XmlEvent event;

    while (step(docx, &depth, &event)) {
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(docx->reader, "p")) {
            paragraph_read(docx);
            depth--;
        } else if (xml_reader_is(docx->reader, "tbl")) {
            table_read(docx);
            depth--;
        } else if (cell != NULL && xml_reader_is(docx->reader, "tcPr")) {
            cell_properties_read(docx, cell);
            depth--;
        } else if (is_left_out(docx->reader)) {
            skip(docx, &depth);
        }
    }
}

/* Footnotes and endnotes that only draw a line are no notes. */
static void notes_read(Docx *docx)
{
    for (;;) {
        XmlEvent event = xml_reader_next(docx->reader);
        g_autofree char *type = NULL;

        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT)
            return;
        if (event != XML_EVENT_START ||
            (!xml_reader_is(docx->reader, "footnote") &&
             !xml_reader_is(docx->reader, "endnote")))
            continue;
        type = xml_reader_attribute(docx->reader, "type");
        if (type != NULL && strcmp(type, "normal") != 0)
            xml_reader_skip(docx->reader);
        else
            content_read(docx, NULL);
    }
}

/* Reads one part with its own relations. @main: the file is broken without
 * it. */
static void part_read(Docx *docx, const char *part, Zone zone, gboolean main)
{
    GHashTable *relations = docx->relations;
    ReadReason reason;
    gsize len;
    g_autofree char *bytes =
        main ? office_part_read(docx->document, docx->package, part, &len)
             : package_part_read(docx->package, part, &len, &reason);

    if (bytes == NULL)
        return;
    docx->relations = package_relations_read(docx->package, part);
    docx->reader = xml_reader_new(bytes, len);
    docx->zone = zone;
    if (strstr(part, "notes") != NULL)
        notes_read(docx);
    else if (xml_reader_next(docx->reader) == XML_EVENT_START)
        content_read(docx, NULL);
    /* A fault stays where it is: ask what the last event was. */
    if (main)
        office_fault_note(docx->document, docx->reader,
                          xml_reader_next(docx->reader));
    xml_reader_free(docx->reader);
    g_hash_table_unref(docx->relations);
    docx->relations = relations;
}

static int name_order(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The parts of @type that the main part names, in order of their names. */
static void parts_read(Docx *docx, const char *type, Zone zone)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, docx->relations);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Relation *relation = value;

        if (!relation->external && strcmp(relation->type, type) == 0)
            g_ptr_array_add(names, g_strdup(relation->target));
    }
    g_ptr_array_sort(names, name_order);
    for (guint i = 0; i < names->len && i < 64; i++)
        part_read(docx, g_ptr_array_index(names, i), zone, FALSE);
}

static void package_read(Docx *docx)
{
    g_autoptr(GHashTable) top = package_relations_read(docx->package, "");
    const char *part = relations_find(top, "officeDocument");
    const char *styles, *numbers;

    if (part == NULL)
        part = "word/document.xml";
    docx->relations = package_relations_read(docx->package, part);
    styles = relations_find(docx->relations, "styles");
    numbers = relations_find(docx->relations, "numbering");
    docx->styles = docx_styles_read(
        docx->package, styles == NULL ? "word/styles.xml" : styles);
    docx->numbers = docx_numbers_read(
        docx->package, numbers == NULL ? "word/numbering.xml" : numbers);
    parts_read(docx, "header", ZONE_CHROME);
    part_read(docx, part, ZONE_MAIN, TRUE);
    parts_read(docx, "footnotes", ZONE_MAIN);
    parts_read(docx, "endnotes", ZONE_MAIN);
    parts_read(docx, "footer", ZONE_CHROME);
    office_title_read(docx->document, docx->package);
    g_hash_table_unref(docx->relations);
    docx_styles_free(docx->styles);
    docx_numbers_free(docx->numbers);
}

Document *format_docx_read(const char *bytes, gsize len,
                           const ReadRequest *request)
{
    Document *document = document_new(FORMAT_DOCX);
    g_autoptr(Package) package = office_open(document, bytes, len);
    Docx docx = { .document = document, .base = request->url };

    if (package == NULL)
        return document;
    docx.package = package;
    docx.guessed = g_ptr_array_new();
    docx.pictures = g_array_new(FALSE, FALSE, sizeof(Picture));
    g_array_set_clear_func(docx.pictures, picture_clear);
    docx.field = g_string_new(NULL);
    package_read(&docx);
    heading_guesses_check(document, docx.guessed);
    if (document->reason == READ_OK)
        office_judge(document);
    g_string_free(docx.field, TRUE);
    g_array_unref(docx.pictures);
    g_ptr_array_unref(docx.guessed);
    return document;
}
