#include "document/document.h"

#include <string.h>

#include "base/limits.h"

static const char *const read_reason_names[] = {
    [READ_OK] = "ok",
    [READ_EMPTY] = "empty",
    [READ_IMAGE_ONLY] = "image-only",
    [READ_DAMAGED_TEXT] = "damaged-text",
    [READ_NEEDS_JAVASCRIPT] = "needs-javascript",
    [READ_ENCRYPTED] = "encrypted",
    [READ_BROKEN_FILE] = "broken-file",
    [READ_TOO_LARGE] = "too-large",
    [READ_BOMB] = "bomb",
    [READ_UNSUPPORTED] = "unsupported",
    [READ_TIMEOUT] = "timeout",
    [READ_CRASHED] = "crashed",
    [READ_NEEDS_CONVERTER] = "needs-converter",
    [READ_NEEDS_OCR] = "needs-ocr",
    [READ_OCR_BUDGET] = "ocr-budget",
    [READ_OCR_UNSURE] = "ocr-unsure",
};
_Static_assert(G_N_ELEMENTS(read_reason_names) == READ_REASON_COUNT,
               "a name a reason");

static const char *const block_kind_names[] = {
    [BLOCK_HEADING] = "heading",     [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_LIST_ITEM] = "list-item", [BLOCK_TABLE] = "table",
    [BLOCK_IMAGE] = "image",         [BLOCK_FORM] = "form",
    [BLOCK_FRAME] = "frame",
};
_Static_assert(G_N_ELEMENTS(block_kind_names) == BLOCK_KIND_COUNT,
               "a name a kind");

static const char *const text_quality_names[] = {
    [TEXT_GOOD] = "good",
    [TEXT_EMPTY] = "empty",
    [TEXT_MARKS_LOST] = "marks-lost",
    [TEXT_GARBAGE] = "garbage",
};
_Static_assert(G_N_ELEMENTS(text_quality_names) == TEXT_QUALITY_COUNT,
               "a name a quality");

G_DEFINE_QUARK(oit - document - error, document_error)

static void link_free(gpointer data)
{
    Link *link = data;

    g_free(link->url);
    g_free(link->href);
    g_free(link);
}

static void field_free(gpointer data)
{
    FormField *field = data;

    g_free(field->name);
    g_free(field->type);
    g_free(field->label);
    g_free(field);
}

static void block_free(gpointer data)
{
    Block *block = data;

    g_free(block->where);
    g_free(block->text);
    g_free(block->marker);
    g_clear_pointer(&block->links, g_ptr_array_unref);
    table_free(block->table);
    g_free(block->source_url);
    g_clear_pointer(&block->fields, g_ptr_array_unref);
    g_free(block);
}

static void note_free(gpointer data)
{
    DocumentNote *note = data;

    g_free(note->code);
    g_free(note->detail);
    g_free(note);
}

Document *document_new(Format format)
{
    Document *document = g_new0(Document, 1);

    document->format = format;
    document->blocks = g_ptr_array_new_with_free_func(block_free);
    document->pages = g_ptr_array_new_with_free_func(g_free);
    document->notes = g_ptr_array_new_with_free_func(note_free);
    document->anchors = g_ptr_array_new_with_free_func(g_free);
    return document;
}

Document *document_new_unread(Format format, ReadReason reason,
                              const char *detail)
{
    Document *document = document_new(format);

    document->reason = reason;
    document->reason_detail = g_strdup(detail);
    document->text_quality = TEXT_EMPTY;
    return document;
}

void document_free(Document *document)
{
    if (document == NULL)
        return;
    g_free(document->reason_detail);
    g_free(document->url);
    g_free(document->title);
    g_free(document->language);
    g_free(document->charset);
    g_ptr_array_unref(document->blocks);
    g_ptr_array_unref(document->pages);
    g_ptr_array_unref(document->notes);
    g_ptr_array_unref(document->anchors);
    g_free(document);
}

static void note_cut_once(Document *document)
{
    for (guint i = 0; i < document->notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(document->notes, i);

        if (strcmp(note->code, "text-cut") == 0)
            return;
    }
    document_add_note(document, "text-cut", NULL, 0);
}

Block *document_add_block(Document *document, BlockKind kind, Zone zone)
{
    Block *block;

    if (document->blocks->len >= DOCUMENT_BLOCKS_MAX) {
        note_cut_once(document);
        return NULL;
    }
    block = g_new0(Block, 1);
    block->kind = kind;
    block->zone = zone;
    block->text = g_strdup("");
    g_ptr_array_add(document->blocks, block);
    return block;
}

gboolean document_take_room(Document *document, gsize len)
{
    if (len > TEXT_MAX_LEN || document->text_len > TEXT_MAX_LEN - len) {
        note_cut_once(document);
        return FALSE;
    }
    document->text_len += len;
    return TRUE;
}

/* Text is UTF-8 for everyone downstream, whatever a reader was given. */
static void text_set(char **to, const char *text)
{
    char *copy = text == NULL ? g_strdup("") : g_utf8_make_valid(text, -1);

    g_free(*to);
    *to = copy;
}

void block_set_text(Block *block, const char *text)
{
    text_set(&block->text, text);
}

void cell_set_text(Cell *cell, const char *text)
{
    text_set(&cell->text, text);
}

static Link *link_add(GPtrArray **links, const char *url, const char *href,
                      gsize start_at, gsize end_at)
{
    Link *link = g_new0(Link, 1);

    link->url = url == NULL ? NULL : g_utf8_make_valid(url, -1);
    link->href = href == NULL ? NULL : g_utf8_make_valid(href, -1);
    link->start_at = start_at;
    link->end_at = end_at;
    if (*links == NULL)
        *links = g_ptr_array_new_with_free_func(link_free);
    g_ptr_array_add(*links, link);
    return link;
}

Link *block_add_link(Block *block, const char *url, const char *href,
                     gsize start_at, gsize end_at)
{
    return link_add(&block->links, url, href, start_at, end_at);
}

Link *cell_add_link(Cell *cell, const char *url, const char *href,
                    gsize start_at, gsize end_at)
{
    return link_add(&cell->links, url, href, start_at, end_at);
}

FormField *block_add_field(Block *block, const char *name, const char *type,
                           const char *label)
{
    FormField *field = g_new0(FormField, 1);

    field->name = g_strdup(name);
    field->type = g_strdup(type);
    field->label = g_strdup(label);
    if (block->fields == NULL)
        block->fields = g_ptr_array_new_with_free_func(field_free);
    g_ptr_array_add(block->fields, field);
    return field;
}

void document_add_note(Document *document, const char *code, const char *detail,
                       int page)
{
    DocumentNote *note = g_new0(DocumentNote, 1);

    note->code = g_strdup(code);
    note->detail = detail == NULL ? NULL : g_utf8_make_valid(detail, -1);
    note->page = page;
    g_ptr_array_add(document->notes, note);
}

Table *table_new(int row_count, int column_count)
{
    Table *table = g_new0(Table, 1);
    gsize count;

    g_assert(row_count >= 0 && column_count >= 0);
    g_assert(column_count == 0 || row_count <= TABLE_CELLS_MAX / column_count);
    count = (gsize)row_count * (gsize)column_count;
    table->row_count = row_count;
    table->column_count = column_count;
    table->cells = g_new0(Cell, count);
    for (gsize i = 0; i < count; i++) {
        table->cells[i].text = g_strdup("");
        table->cells[i].col_span = 1;
        table->cells[i].row_span = 1;
    }
    return table;
}

void table_free(Table *table)
{
    gsize count;

    if (table == NULL)
        return;
    count = (gsize)table->row_count * (gsize)table->column_count;
    for (gsize i = 0; i < count; i++) {
        g_free(table->cells[i].text);
        g_clear_pointer(&table->cells[i].links, g_ptr_array_unref);
    }
    g_free(table->cells);
    g_free(table->caption);
    g_free(table);
}

Cell *table_cell(const Table *table, int row, int column)
{
    g_assert(row >= 0 && row < table->row_count);
    g_assert(column >= 0 && column < table->column_count);
    return &table->cells[(gsize)row * (gsize)table->column_count +
                         (gsize)column];
}

static void append_line(GString *text, const char *line)
{
    if (line == NULL || *line == '\0')
        return;
    g_string_append(text, line);
    g_string_append_c(text, '\n');
}

char *document_text(const Document *document)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        const Table *table = block->table;
        gsize count = 0;

        append_line(text, block->text);
        if (table != NULL) {
            append_line(text, table->caption);
            count = (gsize)table->row_count * (gsize)table->column_count;
        }
        for (gsize j = 0; j < count; j++) {
            if (table->cells[j].col_span > 0)
                append_line(text, table->cells[j].text);
        }
    }
    return g_string_free(text, FALSE);
}

const char *read_reason_name(ReadReason reason)
{
    g_assert((guint)reason < READ_REASON_COUNT);
    return read_reason_names[reason];
}

const char *text_quality_name(TextQuality quality)
{
    g_assert((guint)quality < TEXT_QUALITY_COUNT);
    return text_quality_names[quality];
}

const char *block_kind_name(BlockKind kind)
{
    g_assert((guint)kind < BLOCK_KIND_COUNT);
    return block_kind_names[kind];
}
