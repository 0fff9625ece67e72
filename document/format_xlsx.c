#include "document/formats.h"

#include <string.h>

#include "base/limits.h"
#include "document/office.h"
#include "document/table_draft.h"
#include "document/xlsx_style.h"
#include "document/xml.h"

enum {
    SHEETS_MAX = 500,
    STRINGS_MAX = 2000000,
    ROW_LAST = 1048576,
    COLUMN_LAST = 16384,
    RANGES_MAX = 200000, /* merged ranges and links of a sheet */
};

/* A cell as the file has it; rows and columns from 1. */
typedef struct {
    int row, column;
    char *text;
    char *link; /* by HYPERLINK(); or NULL */
    gboolean bold, shaded;
} SheetCell;

typedef struct {
    int row, column, last_row, last_column;
    char *target, *anchor; /* of a link; owned */
} Range;

typedef struct {
    Document *document;
    Package *package;
    const char *base;
    gboolean from_1904;
    GPtrArray *strings; /* char* */
    XlsxStyles *styles;
} Workbook;

typedef struct {
    Workbook *book;
    XmlReader *reader;
    GHashTable *relations;
    GArray *cells;          /* SheetCell */
    GArray *merges, *links; /* Range */
    int row, column;        /* of the last cell read */
    char *drawing;          /* part, or NULL */
} Sheet;

static void sheet_cell_clear(gpointer data)
{
    SheetCell *cell = data;

    g_free(cell->text);
    g_free(cell->link);
}

static void range_clear(gpointer data)
{
    Range *range = data;

    g_free(range->target);
    g_free(range->anchor);
}

/* --- shared strings ------------------------------------------------------ */

/* The text of <si>, <is> or <a:p> up to its end: runs joined, readings of
 * other scripts (rPh) left out. */
static char *rich_text_read(XmlReader *reader)
{
    GString *text = g_string_new(NULL);
    int depth = 1, text_depth = 0;

    while (depth > 0) {
        switch (xml_reader_next(reader)) {
        case XML_EVENT_START:
            if (xml_reader_is(reader, "rPh")) {
                xml_reader_skip(reader);
                break;
            }
            depth++;
            if (xml_reader_is(reader, "t"))
                text_depth = depth;
            else if (xml_reader_is(reader, "br"))
                g_string_append_c(text, '\n');
            break;
        case XML_EVENT_END:
            text_depth = text_depth == depth ? 0 : text_depth;
            depth--;
            break;
        case XML_EVENT_TEXT:
            if (text_depth > 0 && text->len < TEXT_MAX_LEN)
                g_string_append(text, xml_reader_text(reader));
            break;
        default:
            return g_string_free(text, FALSE);
        }
    }
    return g_string_free(text, FALSE);
}

static void strings_read(Workbook *book, const char *part)
{
    ReadReason reason;
    gsize len;
    g_autofree char *bytes =
        package_part_read(book->package, part, &len, &reason);
    g_autoptr(XmlReader) reader = NULL;

    if (bytes == NULL)
        return;
    reader = xml_reader_new(bytes, len);
    for (;;) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_FAULT)
            office_fault_note(book->document, reader, event);
        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT ||
            book->strings->len >= STRINGS_MAX)
            return;
        if (event == XML_EVENT_START && xml_reader_is(reader, "si"))
            g_ptr_array_add(book->strings, rich_text_read(reader));
    }
}

/* --- references ---------------------------------------------------------- */

/* "AB12" as column 28, row 12; FALSE for anything else. */
static gboolean reference_read(const char *text, int *row, int *column,
                               const char **end)
{
    int c = 0, r = 0;

    *end = text;

    for (text += *text == '$'; g_ascii_isalpha(*text); text++) {
        c = c * 26 + (g_ascii_toupper(*text) - 'A' + 1);
        if (c > COLUMN_LAST)
            return FALSE;
    }
    for (text += *text == '$'; g_ascii_isdigit(*text); text++) {
        r = r * 10 + (*text - '0');
        if (r > ROW_LAST)
            return FALSE;
    }
    if (r == 0 || c == 0)
        return FALSE;
    *row = r;
    *column = c;
    *end = text;
    return TRUE;
}

static gboolean range_read(const char *text, Range *range)
{
    const char *end;

    if (text == NULL ||
        !reference_read(text, &range->row, &range->column, &end))
        return FALSE;
    range->last_row = range->row;
    range->last_column = range->column;
    if (*end == ':' &&
        !reference_read(end + 1, &range->last_row, &range->last_column, &end))
        return FALSE;
    return range->last_row >= range->row && range->last_column >= range->column;
}

/* --- one sheet ----------------------------------------------------------- */

/* HYPERLINK("https://...","...") with a literal address. */
static char *formula_link(const char *formula)
{
    const char *at = strstr(formula, "HYPERLINK(");

    if (at == NULL)
        return NULL;
    at += strlen("HYPERLINK(");
    at += strspn(at, " ");
    if (*at != '"')
        return NULL;
    return g_strndup(at + 1, strcspn(at + 1, "\""));
}

static char *value_show(const Sheet *sheet, const char *type, const char *value,
                        const XlsxStyle *style)
{
    guint64 index;

    if (g_strcmp0(type, "s") == 0) {
        index = g_ascii_strtoull(value, NULL, 10);
        return g_strdup(index < sheet->book->strings->len
                            ? g_ptr_array_index(sheet->book->strings, index)
                            : "");
    }
    if (g_strcmp0(type, "b") == 0)
        return g_strdup(*value == '1' ? "TRUE" : "FALSE");
    if (type == NULL || strcmp(type, "n") == 0)
        return xlsx_number_show(value, style, sheet->book->from_1904);
    return g_strdup(value);
}

/* The children of <c>: the value, an inline text and the formula. */
static void cell_children_read(Sheet *sheet, char **value, char **inline_text,
                               char **formula)
{
    int depth = 1;

    while (depth > 0) {
        XmlEvent event = xml_reader_next(sheet->reader);

        if (event == XML_EVENT_START && (xml_reader_is(sheet->reader, "v") ||
                                         xml_reader_is(sheet->reader, "f"))) {
            char **to = xml_reader_is(sheet->reader, "v") ? value : formula;
            GString *text = g_string_new(NULL);

            while (xml_reader_next(sheet->reader) == XML_EVENT_TEXT)
                g_string_append(text, xml_reader_text(sheet->reader));
            g_free(*to);
            *to = g_string_free(text, FALSE);
        } else if (event == XML_EVENT_START &&
                   xml_reader_is(sheet->reader, "is")) {
            g_free(*inline_text);
            *inline_text = rich_text_read(sheet->reader);
        } else if (event == XML_EVENT_START) {
            depth++;
        } else if (event == XML_EVENT_END) {
            depth--;
        } else if (event != XML_EVENT_TEXT) {
            return;
        }
    }
}

static void cell_read(Sheet *sheet)
{
    g_autofree char *reference = xml_reader_attribute(sheet->reader, "r");
    g_autofree char *type = xml_reader_attribute(sheet->reader, "t");
    g_autofree char *style_text = xml_reader_attribute(sheet->reader, "s");
    g_autofree char *value = NULL;
    g_autofree char *inline_text = NULL;
    g_autofree char *formula = NULL;
    SheetCell cell = { 0 };
    XlsxStyle style;
    const char *end;

    sheet->column++;
    if (reference != NULL &&
        !reference_read(reference, &sheet->row, &sheet->column, &end)) {
        xml_reader_skip(sheet->reader);
        return; /* nowhere in a sheet */
    }
    style = xlsx_style_find(
        sheet->book->styles,
        style_text == NULL
            ? 0
            : (int)MIN(g_ascii_strtoull(style_text, NULL, 10), G_MAXINT));
    cell_children_read(sheet, &value, &inline_text, &formula);
    if (inline_text != NULL)
        cell.text = g_steal_pointer(&inline_text);
    else if (value != NULL)
        cell.text = value_show(sheet, type, value, &style);
    if (formula != NULL)
        cell.link = formula_link(formula);
    cell.row = sheet->row;
    cell.column = sheet->column;
    cell.bold = style.bold;
    cell.shaded = style.shaded;
    if (sheet->cells->len >= TABLE_CELLS_MAX)
        document_take_room(sheet->book->document, G_MAXSIZE); /* a note */
    /* Styled but empty cells matter only where they are coloured. */
    if (cell.row < 1 || cell.row > ROW_LAST || cell.column > COLUMN_LAST ||
        (cell.text == NULL && !cell.shaded) ||
        sheet->cells->len >= TABLE_CELLS_MAX)
        sheet_cell_clear(&cell);
    else
        g_array_append_val(sheet->cells, cell);
}

static void link_read(Sheet *sheet)
{
    g_autofree char *reference = xml_reader_attribute(sheet->reader, "ref");
    g_autofree char *id = xml_reader_attribute(sheet->reader, "id");
    const Relation *relation =
        id == NULL ? NULL : g_hash_table_lookup(sheet->relations, id);
    Range range = { 0 };

    if (!range_read(reference, &range) || sheet->links->len >= RANGES_MAX)
        return;
    range.target = relation == NULL ? NULL : g_strdup(relation->target);
    range.anchor = xml_reader_attribute(sheet->reader, "location");
    g_array_append_val(sheet->links, range);
}

static void merge_read(Sheet *sheet)
{
    g_autofree char *reference = xml_reader_attribute(sheet->reader, "ref");
    Range range = { 0 };

    if (range_read(reference, &range) && sheet->merges->len < RANGES_MAX)
        g_array_append_val(sheet->merges, range);
}

static void row_begin(Sheet *sheet)
{
    g_autofree char *number = xml_reader_attribute(sheet->reader, "r");

    sheet->row++;
    sheet->column = 0;
    if (number != NULL)
        sheet->row =
            (int)CLAMP(g_ascii_strtoll(number, NULL, 10), 1, (gint64)ROW_LAST);
}

static void sheet_element_read(Sheet *sheet)
{
    XmlReader *reader = sheet->reader;

    if (xml_reader_is(reader, "row")) {
        row_begin(sheet);
    } else if (xml_reader_is(reader, "c")) {
        cell_read(sheet);
    } else if (xml_reader_is(reader, "mergeCell")) {
        merge_read(sheet);
    } else if (xml_reader_is(reader, "hyperlink")) {
        link_read(sheet);
    } else if (xml_reader_is(reader, "drawing") && sheet->drawing == NULL) {
        g_autofree char *id = xml_reader_attribute(reader, "id");
        const Relation *relation =
            id == NULL ? NULL : g_hash_table_lookup(sheet->relations, id);

        if (relation != NULL)
            sheet->drawing = g_strdup(relation->target);
    } else if (xml_reader_is(reader, "headerFooter") ||
               xml_reader_is(reader, "extLst")) {
        xml_reader_skip(reader);
    }
}

/* --- from the sheet to a table ------------------------------------------- */

static int cell_order(gconstpointer a, gconstpointer b)
{
    const SheetCell *x = a, *y = b;

    return x->row != y->row ? (x->row > y->row) - (x->row < y->row)
                            : (x->column > y->column) - (x->column < y->column);
}

static gboolean has_text(const SheetCell *cell)
{
    return cell->text != NULL && *cell->text != '\0';
}

/* How many rows (columns) up to a number have words in them: what has none is
 * left out of the table. */
typedef struct {
    int *rows, *columns;
    int last_row, last_column; /* further ones have none */
} Places;

static void places_sum(int *places, int last)
{
    for (int i = 1; i <= last; i++)
        places[i] += places[i - 1];
}

static Places places_find(const Sheet *sheet)
{
    Places places = { 0 };

    for (guint i = 0; i < sheet->cells->len; i++) {
        const SheetCell *cell = &g_array_index(sheet->cells, SheetCell, i);

        places.last_row = MAX(places.last_row, cell->row);
        places.last_column = MAX(places.last_column, cell->column);
    }
    places.rows = g_new0(int, (gsize)places.last_row + 1);
    places.columns = g_new0(int, (gsize)places.last_column + 1);
    for (guint i = 0; i < sheet->cells->len; i++) {
        const SheetCell *cell = &g_array_index(sheet->cells, SheetCell, i);

        if (has_text(cell))
            places.rows[cell->row] = places.columns[cell->column] = 1;
    }
    places_sum(places.rows, places.last_row);
    places_sum(places.columns, places.last_column);
    return places;
}

/* The place from 0 of row or column @i; -1 when it is left out. */
static int place_of(const int *places, int i)
{
    return places[i] == places[i - 1] ? -1 : places[i - 1];
}

static int places_count(const int *places, int first, int last)
{
    return places[last] - places[first - 1];
}

/* One number for a cell of the sheet. */
static gpointer place_key(int row, int column)
{
    return GSIZE_TO_POINTER((gsize)row * (COLUMN_LAST + 1) + (gsize)column);
}

static GHashTable *ranges_by_place(GArray *ranges)
{
    GHashTable *by_place = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < ranges->len; i++) {
        Range *range = &g_array_index(ranges, Range, i);

        g_hash_table_insert(by_place, place_key(range->row, range->column),
                            range);
    }
    return by_place;
}

static void cell_words_put(const Sheet *sheet, const SheetCell *from,
                           const Range *link, DraftCell *cell, FlowText *text)
{
    text->pre = TRUE;
    text->bold = from->bold ? 1 : 0;
    if (link != NULL)
        office_link_open(text, sheet->book->base, link->target, link->anchor);
    else if (from->link != NULL)
        office_link_open(text, sheet->book->base, from->link, NULL);
    flow_text_append(text, from->text);
    flow_text_link_close(text);
    draft_cell_take(cell, sheet->book->document, text);
}

static Table *sheet_table(const Sheet *sheet)
{
    g_autoptr(TableDraft) draft = table_draft_new();
    g_autoptr(GHashTable) merges = ranges_by_place(sheet->merges);
    g_autoptr(GHashTable) links = ranges_by_place(sheet->links);
    Places places = places_find(sheet);
    FlowText text;
    Table *table;

    flow_text_init(&text);
    g_array_sort(sheet->cells, cell_order);
    for (guint i = 0; i < sheet->cells->len; i++) {
        const SheetCell *from = &g_array_index(sheet->cells, SheetCell, i);
        const Range *merge =
            g_hash_table_lookup(merges, place_key(from->row, from->column));
        int row = place_of(places.rows, from->row);
        int column = place_of(places.columns, from->column);
        DraftCell *cell;

        if (row < 0 || column < 0)
            continue;
        cell = table_draft_add(draft, sheet->book->document, row, column);
        if (cell == NULL)
            continue;
        cell->shaded = from->shaded;
        if (merge != NULL) {
            cell->rows = places_count(places.rows, merge->row,
                                      MIN(merge->last_row, places.last_row));
            cell->columns =
                places_count(places.columns, merge->column,
                             MIN(merge->last_column, places.last_column));
        }
        if (from->text != NULL)
            cell_words_put(
                sheet, from,
                g_hash_table_lookup(links, place_key(from->row, from->column)),
                cell, &text);
    }
    table = table_draft_finish(draft, sheet->book->document);
    flow_text_clear(&text);
    g_free(places.rows);
    g_free(places.columns);
    return table;
}

/* --- drawings ------------------------------------------------------------ */

static void picture_emit(Workbook *book, GHashTable *relations, const char *id,
                         const char *alt)
{
    const Relation *relation =
        id == NULL ? NULL : g_hash_table_lookup(relations, id);
    Block *block = document_add_block(book->document, BLOCK_IMAGE, ZONE_MAIN);

    if (block == NULL)
        return;
    block->where = relation == NULL ? NULL : g_strdup(relation->target);
    if (alt != NULL && document_take_room(book->document, strlen(alt)))
        block_set_text(block, alt);
}

/* Text boxes and pictures over a sheet. */
static void drawing_read(Workbook *book, const char *part, const char *where)
{
    ReadReason reason;
    gsize len;
    g_autofree char *bytes =
        package_part_read(book->package, part, &len, &reason);
    g_autoptr(GHashTable) relations = NULL;
    g_autoptr(XmlReader) reader = NULL;
    g_autofree char *alt = NULL;
    FlowText text;
    XmlEvent event = XML_EVENT_TEXT;

    if (bytes == NULL)
        return;
    relations = package_relations_read(book->package, part);
    reader = xml_reader_new(bytes, len);
    flow_text_init(&text);
    while (event != XML_EVENT_DONE && event != XML_EVENT_FAULT) {
        event = xml_reader_next(reader);
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(reader, "cNvPr")) {
            g_free(alt);
            alt = xml_reader_attribute(reader, "descr");
        } else if (xml_reader_is(reader, "blip")) {
            g_autofree char *id = xml_reader_attribute(reader, "embed");

            picture_emit(book, relations, id, alt);
        } else if (xml_reader_is(reader, "p")) {
            g_autofree char *words = rich_text_read(reader);
            Block *block;

            flow_text_append(&text, words);
            block = office_text_emit(book->document, BLOCK_PARAGRAPH, ZONE_MAIN,
                                     &text);
            if (block != NULL)
                block->where = g_strdup(where);
        }
    }
    flow_text_clear(&text);
}

/* --- the workbook -------------------------------------------------------- */

static void sheet_read(Workbook *book, const char *part, const char *name)
{
    Sheet sheet = { .book = book };
    gsize len;
    g_autofree char *bytes =
        office_part_read(book->document, book->package, part, &len);
    XmlEvent event = XML_EVENT_TEXT;
    Table *table;

    if (bytes == NULL)
        return;
    sheet.relations = package_relations_read(book->package, part);
    sheet.reader = xml_reader_new(bytes, len);
    sheet.cells = g_array_new(FALSE, FALSE, sizeof(SheetCell));
    g_array_set_clear_func(sheet.cells, sheet_cell_clear);
    sheet.merges = g_array_new(FALSE, FALSE, sizeof(Range));
    sheet.links = g_array_new(FALSE, FALSE, sizeof(Range));
    g_array_set_clear_func(sheet.links, range_clear);
    while (event != XML_EVENT_DONE && event != XML_EVENT_FAULT) {
        event = xml_reader_next(sheet.reader);
        if (event == XML_EVENT_START)
            sheet_element_read(&sheet);
    }
    office_fault_note(book->document, sheet.reader, event);
    table = sheet_table(&sheet);
    if (table != NULL)
        table_emit(book->document, ZONE_MAIN, table, name);
    if (sheet.drawing != NULL)
        drawing_read(book, sheet.drawing, name);
    g_free(sheet.drawing);
    g_array_unref(sheet.links);
    g_array_unref(sheet.merges);
    g_array_unref(sheet.cells);
    xml_reader_free(sheet.reader);
    g_hash_table_unref(sheet.relations);
}

/* Hidden sheets hold lists for the author, not for the reader. */
static void sheet_element_open(Workbook *book, XmlReader *reader,
                               GHashTable *relations)
{
    g_autofree char *name = xml_reader_attribute(reader, "name");
    g_autofree char *id = xml_reader_attribute(reader, "id");
    g_autofree char *state = xml_reader_attribute(reader, "state");
    const Relation *relation =
        id == NULL ? NULL : g_hash_table_lookup(relations, id);

    if (relation == NULL || strcmp(relation->type, "worksheet") != 0 ||
        g_strcmp0(state, "hidden") == 0 || g_strcmp0(state, "veryHidden") == 0)
        return;
    sheet_read(book, relation->target, name);
}

static void workbook_read(Workbook *book, const char *part,
                          GHashTable *relations)
{
    gsize len;
    g_autofree char *bytes =
        office_part_read(book->document, book->package, part, &len);
    g_autoptr(XmlReader) reader = NULL;
    XmlEvent event = XML_EVENT_TEXT;
    int sheet_count = 0;

    if (bytes == NULL)
        return;
    reader = xml_reader_new(bytes, len);
    while (event != XML_EVENT_DONE && event != XML_EVENT_FAULT) {
        event = xml_reader_next(reader);
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(reader, "workbookPr")) {
            g_autofree char *from = xml_reader_attribute(reader, "date1904");

            book->from_1904 = from != NULL && (strcmp(from, "1") == 0 ||
                                               strcmp(from, "true") == 0);
        } else if (xml_reader_is(reader, "sheet") &&
                   sheet_count++ < SHEETS_MAX) {
            sheet_element_open(book, reader, relations);
        }
    }
    office_fault_note(book->document, reader, event);
}

static void package_read(Workbook *book)
{
    g_autoptr(GHashTable) top = package_relations_read(book->package, "");
    g_autoptr(GHashTable) relations = NULL;
    const char *part = relations_find(top, "officeDocument");
    const char *strings, *styles;

    if (part == NULL)
        part = "xl/workbook.xml";
    relations = package_relations_read(book->package, part);
    strings = relations_find(relations, "sharedStrings");
    styles = relations_find(relations, "styles");
    book->styles = xlsx_styles_read(book->package,
                                    styles == NULL ? "xl/styles.xml" : styles);
    strings_read(book, strings == NULL ? "xl/sharedStrings.xml" : strings);
    if (g_str_has_suffix(part, ".bin")) {
        book->document->reason = READ_UNSUPPORTED;
        book->document->reason_detail =
            g_strdup("binary workbooks (xlsb) are not read yet");
    } else {
        workbook_read(book, part, relations);
    }
    office_title_read(book->document, book->package);
    xlsx_styles_free(book->styles);
}

Document *format_xlsx_read(const char *bytes, gsize len,
                           const ReadRequest *request)
{
    Document *document = document_new(FORMAT_XLSX);
    g_autoptr(Package) package = office_open(document, bytes, len);
    Workbook book = { .document = document, .base = request->url };

    if (package == NULL)
        return document;
    book.package = package;
    book.strings = g_ptr_array_new_with_free_func(g_free);
    package_read(&book);
    g_ptr_array_unref(book.strings);
    if (document->reason == READ_OK)
        office_judge(document);
    return document;
}
