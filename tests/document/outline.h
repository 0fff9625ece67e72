/*
 * outline.h - a document as lines that a test can spell out
 *
 *     "M h2 heading"   "c li1 • item"   "M p text [link](url)"
 *     "M table 2x2/1 a|b / c|d"   "M image alt <url>"   "M frame title <url>"
 *     "M form <url> name:type=label, ..."
 *
 * M: main content, c: furniture. Covered cells show as "^".
 */
#ifndef TESTS_DOCUMENT_OUTLINE_H
#define TESTS_DOCUMENT_OUTLINE_H

#include <string.h>

#include "document/formats.h"

static void outline_text(GString *out, const char *text, const GPtrArray *links)
{
    gsize at = 0;

    for (guint i = 0; links != NULL && i < links->len; i++) {
        const Link *link = g_ptr_array_index(links, i);

        g_string_append_len(out, text + at, (gssize)(link->start_at - at));
        g_string_append_c(out, '[');
        g_string_append_len(out, text + link->start_at,
                            (gssize)(link->end_at - link->start_at));
        g_string_append_printf(out, "](%s)",
                               link->url == NULL ? "-" : link->url);
        at = link->end_at;
    }
    g_string_append(out, text + at);
}

static void outline_table(GString *out, const Table *table)
{
    g_string_append_printf(out, " %dx%d/%d", table->row_count,
                           table->column_count, table->header_row_count);
    if (table->caption != NULL)
        g_string_append_printf(out, " {%s}", table->caption);
    for (int r = 0; r < table->row_count; r++) {
        g_string_append(out, r == 0 ? " " : " / ");
        for (int c = 0; c < table->column_count; c++) {
            const Cell *cell = table_cell(table, r, c);

            if (c > 0)
                g_string_append_c(out, '|');
            if (cell->has_image)
                g_string_append_c(out, '*');
            if (cell->col_span == 0)
                g_string_append_c(out, '^');
            else
                outline_text(out, cell->text, cell->links);
        }
    }
}

static void outline_block(GString *out, const Block *block)
{
    static const char *const kinds[] = {
        [BLOCK_HEADING] = "h",    [BLOCK_PARAGRAPH] = "p",
        [BLOCK_LIST_ITEM] = "li", [BLOCK_TABLE] = "table",
        [BLOCK_IMAGE] = "image",  [BLOCK_FORM] = "form",
        [BLOCK_FRAME] = "frame",
    };

    g_string_append_printf(out, "%s %s", block->zone == ZONE_MAIN ? "M" : "c",
                           kinds[block->kind]);
    if (block->level > 0)
        g_string_append_printf(out, "%d", block->level);
    if (block->where != NULL)
        g_string_append_printf(out, " @%s", block->where);
    if (block->marker != NULL)
        g_string_append_printf(out, " %s", block->marker);
    if (block->kind != BLOCK_FORM && block->kind != BLOCK_TABLE) {
        g_string_append_c(out, ' ');
        outline_text(out, block->text, block->links);
    }
    if (block->source_url != NULL)
        g_string_append_printf(out, " <%s>", block->source_url);
    for (guint i = 0; block->fields != NULL && i < block->fields->len; i++) {
        const FormField *field = g_ptr_array_index(block->fields, i);

        g_string_append_printf(out, "%s %s:%s=%s", i > 0 ? "," : "",
                               field->name == NULL ? "" : field->name,
                               field->type,
                               field->label == NULL ? "" : field->label);
    }
    if (block->table != NULL)
        outline_table(out, block->table);
    g_string_append_c(out, '\n');
}

/* Owned by the caller. */
static inline char *outline_of(const Document *document)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < document->blocks->len; i++)
        outline_block(out, g_ptr_array_index(document->blocks, i));
    return g_string_free(out, FALSE);
}

#endif
