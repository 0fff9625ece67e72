/* Any bytes through the HTML reader, its tables, zones and forms. */
#include "document/formats.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void links_check(const char *text, const GPtrArray *links)
{
    gsize len = strlen(text);

    g_assert(g_utf8_validate(text, -1, NULL));
    for (guint i = 0; links != NULL && i < links->len; i++) {
        const Link *link = g_ptr_array_index(links, i);

        g_assert(link->start_at <= link->end_at && link->end_at <= len);
        g_assert(((guint8)text[link->start_at] & 0xc0) != 0x80);
        g_assert(((guint8)text[link->end_at] & 0xc0) != 0x80);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ReadRequest request = { .url = "https://a.go.th/x/y.html" };
    g_autoptr(Document) document =
        format_read(FORMAT_HTML, (const char *)data, size, &request);

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        const Table *table = block->table;

        links_check(block->text, block->links);
        g_assert((table != NULL) == (block->kind == BLOCK_TABLE));
        for (int r = 0; table != NULL && r < table->row_count; r++) {
            for (int c = 0; c < table->column_count; c++) {
                const Cell *cell = table_cell(table, r, c);

                links_check(cell->text, cell->links);
                g_assert(cell->row_span <= table->row_count - r);
                g_assert(cell->col_span <= table->column_count - c);
            }
        }
    }
    return 0;
}
