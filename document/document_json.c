/*
 * A document crosses the pipe from a reader process that may have been taken
 * over by the file it read: nothing that comes back is believed.
 */
#include "document/document.h"

#include <string.h>

#include "base/limits.h"

enum {
    PAGES_MAX = 1000000,
    NOTES_MAX = 10000,
    ANCHORS_MAX = 100000,
    FIELDS_MAX = 10000,
    LINKS_MAX = 1000000, /* in one text */
    LIST_LEVEL_MAX = 1000,
    SHORT_TEXT_MAX_LEN = 1 << 20, /* names, titles, addresses */
};

/* --- out ----------------------------------------------------------------- */

/* What is absent is the usual value: documents have many cells. */
static void set_text(JsonValue *object, const char *key, const char *text)
{
    if (text != NULL)
        json_set_string(object, key, text);
}

static void set_int(JsonValue *object, const char *key, gint64 value,
                    gint64 usual)
{
    if (value != usual)
        json_set_int(object, key, value);
}

static void set_flag(JsonValue *object, const char *key, gboolean value)
{
    if (value)
        json_set_bool(object, key, TRUE);
}

static void set_links(JsonValue *object, const GPtrArray *links)
{
    JsonValue *list;

    if (links == NULL)
        return;
    list = json_new_array();
    for (guint i = 0; i < links->len; i++) {
        const Link *link = g_ptr_array_index(links, i);
        JsonValue *item = json_new_object();

        set_text(item, "url", link->url);
        set_text(item, "href", link->href);
        json_set_int(item, "start", (gint64)link->start_at);
        json_set_int(item, "end", (gint64)link->end_at);
        json_append(list, item);
    }
    json_set(object, "links", list);
}

static JsonValue *cell_to_json(const Cell *cell)
{
    JsonValue *object = json_new_object();

    json_set_string(object, "text", cell->text);
    set_links(object, cell->links);
    set_int(object, "cols", cell->col_span, 1);
    set_int(object, "rows", cell->row_span, 1);
    set_flag(object, "header", cell->header);
    set_flag(object, "image", cell->has_image);
    return object;
}

static JsonValue *table_to_json(const Table *table)
{
    JsonValue *object = json_new_object();
    JsonValue *cells = json_new_array();
    gsize count = (gsize)table->row_count * (gsize)table->column_count;

    json_set_int(object, "rows", table->row_count);
    json_set_int(object, "columns", table->column_count);
    set_int(object, "header_rows", table->header_row_count, 0);
    set_text(object, "caption", table->caption);
    set_flag(object, "continued", table->continued);
    for (gsize i = 0; i < count; i++)
        json_append(cells, cell_to_json(&table->cells[i]));
    json_set(object, "cells", cells);
    return object;
}

static JsonValue *fields_to_json(const GPtrArray *fields)
{
    JsonValue *list = json_new_array();

    for (guint i = 0; i < fields->len; i++) {
        const FormField *field = g_ptr_array_index(fields, i);
        JsonValue *object = json_new_object();

        set_text(object, "name", field->name);
        set_text(object, "type", field->type);
        set_text(object, "label", field->label);
        json_append(list, object);
    }
    return list;
}

static JsonValue *block_to_json(const Block *block)
{
    JsonValue *object = json_new_object();

    json_set_string(object, "kind", block_kind_name(block->kind));
    json_set_string(object, "text", block->text);
    set_flag(object, "chrome", block->zone == ZONE_CHROME);
    set_int(object, "level", block->level, 0);
    set_int(object, "page", block->page, 0);
    set_text(object, "where", block->where);
    set_text(object, "marker", block->marker);
    set_links(object, block->links);
    if (block->table != NULL)
        json_set(object, "table", table_to_json(block->table));
    set_text(object, "source_url", block->source_url);
    if (block->fields != NULL)
        json_set(object, "fields", fields_to_json(block->fields));
    set_flag(object, "ocr", block->ocr);
    return object;
}

static JsonValue *pages_to_json(const GPtrArray *pages)
{
    JsonValue *list = json_new_array();

    for (guint i = 0; i < pages->len; i++) {
        const PageQuality *page = g_ptr_array_index(pages, i);
        JsonValue *object = json_new_object();

        json_set_int(object, "page", page->page);
        json_set_string(object, "quality", text_quality_name(page->quality));
        set_flag(object, "images", page->has_images);
        set_flag(object, "ocr", page->ocr);
        set_int(object, "certainty", page->certainty, 0);
        if (page->reason != READ_OK)
            json_set_string(object, "reason", read_reason_name(page->reason));
        json_append(list, object);
    }
    return list;
}

static JsonValue *notes_to_json(const GPtrArray *notes)
{
    JsonValue *list = json_new_array();

    for (guint i = 0; i < notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(notes, i);
        JsonValue *object = json_new_object();

        json_set_string(object, "code", note->code);
        set_text(object, "detail", note->detail);
        set_int(object, "page", note->page, 0);
        json_append(list, object);
    }
    return list;
}

JsonValue *document_to_json(const Document *document)
{
    JsonValue *object = json_new_object();
    JsonValue *blocks = json_new_array();
    JsonValue *anchors = json_new_array();

    json_set_string(object, "format", format_name(document->format));
    json_set_string(object, "reason", read_reason_name(document->reason));
    set_text(object, "reason_detail", document->reason_detail);
    if (document->part_reason != READ_OK)
        json_set_string(object, "part_reason",
                        read_reason_name(document->part_reason));
    set_text(object, "url", document->url);
    set_text(object, "title", document->title);
    set_text(object, "language", document->language);
    set_text(object, "charset", document->charset);
    set_int(object, "page_count", document->page_count, 0);
    json_set_string(object, "text_quality",
                    text_quality_name(document->text_quality));
    for (guint i = 0; i < document->blocks->len; i++)
        json_append(blocks,
                    block_to_json(g_ptr_array_index(document->blocks, i)));
    json_set(object, "blocks", blocks);
    json_set(object, "pages", pages_to_json(document->pages));
    json_set(object, "notes", notes_to_json(document->notes));
    for (guint i = 0; i < document->anchors->len; i++)
        json_append(anchors,
                    json_new_string(g_ptr_array_index(document->anchors, i)));
    json_set(object, "anchors", anchors);
    return object;
}

/* --- in ------------------------------------------------------------------ */

static gboolean fail(GError **error, const char *what)
{
    g_set_error(error, DOCUMENT_ERROR, DOCUMENT_ERROR_INVALID,
                "document data: %s", what);
    return FALSE;
}

/* An absent or null value leaves @text NULL. */
static gboolean get_text(const JsonValue *object, const char *key,
                         gsize max_len, char **text, GError **error)
{
    JsonValue *value = json_get(object, key);

    if (value == NULL || json_kind(value) == JSON_KIND_NULL)
        return TRUE;
    if (json_kind(value) != JSON_KIND_STRING ||
        strlen(json_string(value)) > max_len ||
        !g_utf8_validate(json_string(value), -1, NULL))
        return fail(error, key);
    g_free(*text);
    *text = g_strdup(json_string(value));
    return TRUE;
}

static gboolean get_int(const JsonValue *object, const char *key, gint64 min,
                        gint64 max, gint64 usual, gint64 *number,
                        GError **error)
{
    JsonValue *value = json_get(object, key);

    *number = usual;
    if (value == NULL)
        return TRUE;
    if (json_kind(value) != JSON_KIND_NUMBER)
        return fail(error, key);
    /* Two fallbacks: a number that is no integer gives both. */
    *number = json_get_int(object, key, min - 1);
    if (*number < min || *number > max)
        return fail(error, key);
    return TRUE;
}

static gboolean get_number(const JsonValue *object, const char *key, int min,
                           int max, int usual, int *number, GError **error)
{
    gint64 wide;

    if (!get_int(object, key, min, max, usual, &wide, error))
        return FALSE;
    *number = (int)wide;
    return TRUE;
}

static gboolean get_flag(const JsonValue *object, const char *key,
                         gboolean *flag, GError **error)
{
    JsonValue *value = json_get(object, key);

    if (value == NULL)
        return TRUE;
    if (json_kind(value) != JSON_KIND_BOOL)
        return fail(error, key);
    *flag = json_get_bool(object, key, FALSE);
    return TRUE;
}

/* The number of a name among the first @count that @name_of gives. */
static gboolean get_named(const JsonValue *object, const char *key,
                          const char *(*name_of)(int), int count, int *number,
                          GError **error)
{
    const char *name = json_get_string(object, key);

    for (int i = 0; name != NULL && i < count; i++) {
        if (strcmp(name_of(i), name) == 0) {
            *number = i;
            return TRUE;
        }
    }
    return fail(error, key);
}

static const char *format_name_at(int i)
{
    return format_name((Format)i);
}

static const char *reason_name_at(int i)
{
    return read_reason_name((ReadReason)i);
}

static const char *kind_name_at(int i)
{
    return block_kind_name((BlockKind)i);
}

static const char *quality_name_at(int i)
{
    return text_quality_name((TextQuality)i);
}

/* The list at @key, or NULL when there is none; FALSE when it is no list or
 * has more than @max_count members. */
static gboolean get_list(const JsonValue *object, const char *key,
                         gsize max_count, const JsonValue **list,
                         GError **error)
{
    *list = json_get(object, key);
    if (*list == NULL)
        return TRUE;
    if (json_kind(*list) != JSON_KIND_ARRAY || json_length(*list) > max_count)
        return fail(error, key);
    return TRUE;
}

static gsize list_length(const JsonValue *list)
{
    return list == NULL ? 0 : json_length(list);
}

/* Offsets must be within the text and stand between characters. */
static gboolean offset_fits(const char *text, gsize len, gint64 at)
{
    return at >= 0 && (guint64)at <= len && ((guint8)text[at] & 0xc0) != 0x80;
}

typedef Link *(*LinkAdd)(gpointer owner, const char *url, const char *href,
                         gsize start_at, gsize end_at);

static Link *add_to_block(gpointer owner, const char *url, const char *href,
                          gsize start_at, gsize end_at)
{
    return block_add_link(owner, url, href, start_at, end_at);
}

static Link *add_to_cell(gpointer owner, const char *url, const char *href,
                         gsize start_at, gsize end_at)
{
    return cell_add_link(owner, url, href, start_at, end_at);
}

static gboolean link_read(const JsonValue *item, const char *text, gsize len,
                          LinkAdd add, gpointer owner, GError **error)
{
    g_autofree char *url = NULL;
    g_autofree char *href = NULL;
    gint64 start_at, end_at;

    if (!get_text(item, "url", SHORT_TEXT_MAX_LEN, &url, error) ||
        !get_text(item, "href", SHORT_TEXT_MAX_LEN, &href, error) ||
        !get_int(item, "start", 0, TEXT_MAX_LEN, -1, &start_at, error) ||
        !get_int(item, "end", 0, TEXT_MAX_LEN, -1, &end_at, error))
        return FALSE;
    if (!offset_fits(text, len, start_at) || !offset_fits(text, len, end_at) ||
        start_at > end_at)
        return fail(error, "a link outside of its text");
    add(owner, url, href, (gsize)start_at, (gsize)end_at);
    return TRUE;
}

static gboolean links_read(const JsonValue *object, const char *text,
                           LinkAdd add, gpointer owner, GError **error)
{
    gsize len = strlen(text);
    const JsonValue *list;

    if (!get_list(object, "links", LINKS_MAX, &list, error))
        return FALSE;
    for (gsize i = 0; i < list_length(list); i++) {
        if (!link_read(json_at(list, i), text, len, add, owner, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean cell_read(const JsonValue *object, Cell *cell, GError **error)
{
    return get_text(object, "text", TEXT_MAX_LEN, &cell->text, error) &&
           links_read(object, cell->text, add_to_cell, cell, error) &&
           get_number(object, "cols", 0, TABLE_COLUMNS_MAX, 1, &cell->col_span,
                      error) &&
           get_number(object, "rows", 0, TABLE_CELLS_MAX, 1, &cell->row_span,
                      error) &&
           get_flag(object, "header", &cell->header, error) &&
           get_flag(object, "image", &cell->has_image, error);
}

static gboolean spans_fit(const Table *table, GError **error)
{
    for (int r = 0; r < table->row_count; r++) {
        for (int c = 0; c < table->column_count; c++) {
            const Cell *cell = table_cell(table, r, c);

            if (cell->row_span > table->row_count - r ||
                cell->col_span > table->column_count - c ||
                (cell->row_span == 0) != (cell->col_span == 0))
                return fail(error, "a cell that leaves its table");
        }
    }
    return TRUE;
}

static Table *table_read(const JsonValue *object, GError **error)
{
    const JsonValue *cells;
    Table *table;
    int rows, columns;
    gboolean good;

    if (!get_number(object, "rows", 0, TABLE_CELLS_MAX, 0, &rows, error) ||
        !get_number(object, "columns", 0, TABLE_CELLS_MAX, 0, &columns,
                    error) ||
        !get_list(object, "cells", TABLE_CELLS_MAX, &cells, error))
        return NULL;
    if ((guint64)rows * (guint64)columns != list_length(cells)) {
        fail(error, "a table with other cells than rows times columns");
        return NULL;
    }
    /* No cells but a million rows: nobody walks those. */
    if (list_length(cells) == 0)
        rows = columns = 0;
    table = table_new(rows, columns);
    good = get_number(object, "header_rows", 0, rows, 0,
                      &table->header_row_count, error) &&
           get_text(object, "caption", TEXT_MAX_LEN, &table->caption, error) &&
           get_flag(object, "continued", &table->continued, error);
    for (gsize i = 0; good && i < list_length(cells); i++)
        good = cell_read(json_at(cells, i), &table->cells[i], error);
    good = good && spans_fit(table, error);
    if (!good)
        g_clear_pointer(&table, table_free);
    return table;
}

static gboolean fields_read(const JsonValue *object, Block *block,
                            GError **error)
{
    const JsonValue *list;

    if (!get_list(object, "fields", FIELDS_MAX, &list, error))
        return FALSE;
    for (gsize i = 0; i < list_length(list); i++) {
        const JsonValue *item = json_at(list, i);
        FormField *field = block_add_field(block, NULL, NULL, NULL);

        if (!get_text(item, "name", SHORT_TEXT_MAX_LEN, &field->name, error) ||
            !get_text(item, "type", SHORT_TEXT_MAX_LEN, &field->type, error) ||
            !get_text(item, "label", SHORT_TEXT_MAX_LEN, &field->label, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean block_table_read(const JsonValue *object, Block *block,
                                 GError **error)
{
    const JsonValue *table = json_get(object, "table");

    if ((table != NULL) != (block->kind == BLOCK_TABLE))
        return fail(error,
                    "a table where none belongs, or none where one does");
    if (table == NULL)
        return TRUE;
    block->table = table_read(table, error);
    return block->table != NULL;
}

static gboolean block_read(const JsonValue *object, Document *document,
                           GError **error)
{
    gboolean chrome = FALSE;
    int kind;
    Block *block;

    if (!get_named(object, "kind", kind_name_at, BLOCK_KIND_COUNT, &kind,
                   error) ||
        !get_flag(object, "chrome", &chrome, error))
        return FALSE;
    block = document_add_block(document, (BlockKind)kind,
                               chrome ? ZONE_CHROME : ZONE_MAIN);
    g_assert(block != NULL); /* get_list() counted them */
    return get_text(object, "text", TEXT_MAX_LEN, &block->text, error) &&
           get_number(object, "level", 0,
                      block->kind == BLOCK_HEADING ? 6 : LIST_LEVEL_MAX, 0,
                      &block->level, error) &&
           get_number(object, "page", 0, PAGES_MAX, 0, &block->page, error) &&
           get_text(object, "where", SHORT_TEXT_MAX_LEN, &block->where,
                    error) &&
           get_text(object, "marker", SHORT_TEXT_MAX_LEN, &block->marker,
                    error) &&
           links_read(object, block->text, add_to_block, block, error) &&
           block_table_read(object, block, error) &&
           get_text(object, "source_url", SHORT_TEXT_MAX_LEN,
                    &block->source_url, error) &&
           fields_read(object, block, error) &&
           get_flag(object, "ocr", &block->ocr, error);
}

static gboolean blocks_read(const JsonValue *object, Document *document,
                            GError **error)
{
    const JsonValue *list;

    if (!get_list(object, "blocks", DOCUMENT_BLOCKS_MAX, &list, error))
        return FALSE;
    for (gsize i = 0; i < list_length(list); i++) {
        if (!block_read(json_at(list, i), document, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean pages_read(const JsonValue *object, Document *document,
                           GError **error)
{
    const JsonValue *list;

    if (!get_list(object, "pages", PAGES_MAX, &list, error))
        return FALSE;
    for (gsize i = 0; i < list_length(list); i++) {
        const JsonValue *item = json_at(list, i);
        PageQuality *page = g_new0(PageQuality, 1);
        int quality, reason = READ_OK;

        g_ptr_array_add(document->pages, page);
        if (!get_number(item, "page", 1, PAGES_MAX, 0, &page->page, error) ||
            !get_named(item, "quality", quality_name_at, TEXT_QUALITY_COUNT,
                       &quality, error) ||
            !get_flag(item, "images", &page->has_images, error) ||
            !get_flag(item, "ocr", &page->ocr, error) ||
            !get_number(item, "certainty", 0, 100, 0, &page->certainty,
                        error) ||
            (json_get(item, "reason") != NULL &&
             !get_named(item, "reason", reason_name_at, READ_REASON_COUNT,
                        &reason, error)))
            return FALSE;
        if (page->page < 1)
            return fail(error, "a page without a number");
        page->quality = (TextQuality)quality;
        page->reason = (ReadReason)reason;
    }
    return TRUE;
}

static gboolean notes_read(const JsonValue *object, Document *document,
                           GError **error)
{
    const JsonValue *list;

    if (!get_list(object, "notes", NOTES_MAX, &list, error))
        return FALSE;
    for (gsize i = 0; i < list_length(list); i++) {
        const JsonValue *item = json_at(list, i);
        const char *code = json_get_string(item, "code");
        g_autofree char *detail = NULL;
        int page;

        if (code == NULL)
            return fail(error, "a note without a code");
        if (!get_text(item, "detail", SHORT_TEXT_MAX_LEN, &detail, error) ||
            !get_number(item, "page", 0, PAGES_MAX, 0, &page, error))
            return FALSE;
        document_add_note(document, code, detail, page);
    }
    return TRUE;
}

static gboolean anchors_read(const JsonValue *object, Document *document,
                             GError **error)
{
    const JsonValue *list;

    if (!get_list(object, "anchors", ANCHORS_MAX, &list, error))
        return FALSE;
    for (gsize i = 0; i < list_length(list); i++) {
        const char *anchor = json_string(json_at(list, i));

        if (anchor == NULL)
            return fail(error, "anchors");
        g_ptr_array_add(document->anchors, g_strdup(anchor));
    }
    return TRUE;
}

static gboolean head_read(const JsonValue *object, Document *document,
                          GError **error)
{
    int format, reason, quality, part = READ_OK;

    if (!get_named(object, "format", format_name_at, FORMAT_COUNT, &format,
                   error) ||
        !get_named(object, "reason", reason_name_at, READ_REASON_COUNT, &reason,
                   error) ||
        !get_named(object, "text_quality", quality_name_at, TEXT_QUALITY_COUNT,
                   &quality, error) ||
        (json_get(object, "part_reason") != NULL &&
         !get_named(object, "part_reason", reason_name_at, READ_REASON_COUNT,
                    &part, error)))
        return FALSE;
    document->format = (Format)format;
    document->reason = (ReadReason)reason;
    document->part_reason = (ReadReason)part;
    document->text_quality = (TextQuality)quality;
    return get_text(object, "reason_detail", SHORT_TEXT_MAX_LEN,
                    &document->reason_detail, error) &&
           get_text(object, "url", SHORT_TEXT_MAX_LEN, &document->url, error) &&
           get_text(object, "title", SHORT_TEXT_MAX_LEN, &document->title,
                    error) &&
           get_text(object, "language", SHORT_TEXT_MAX_LEN, &document->language,
                    error) &&
           get_text(object, "charset", SHORT_TEXT_MAX_LEN, &document->charset,
                    error) &&
           get_number(object, "page_count", 0, PAGES_MAX, 0,
                      &document->page_count, error);
}

Document *document_from_json(const JsonValue *json, GError **error)
{
    g_autoptr(Document) document = document_new(FORMAT_UNKNOWN);

    if (json == NULL || json_kind(json) != JSON_KIND_OBJECT) {
        fail(error, "no object");
        return NULL;
    }
    if (!head_read(json, document, error) ||
        !blocks_read(json, document, error) ||
        !pages_read(json, document, error) ||
        !notes_read(json, document, error) ||
        !anchors_read(json, document, error))
        return NULL;
    return g_steal_pointer(&document);
}
