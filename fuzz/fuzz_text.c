/* Any bytes as CSV and as plain text: charset, tables, structure. */
#include "document/formats.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_as(Format format, const uint8_t *data, size_t size)
{
    ReadRequest request = { .url = "https://a.go.th/x/y" };
    g_autoptr(Document) document =
        format_read(format, (const char *)data, size, &request);

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        const Table *table = block->table;

        g_assert(g_utf8_validate(block->text, -1, NULL));
        g_assert((table != NULL) == (block->kind == BLOCK_TABLE));
        for (int r = 0; table != NULL && r < table->row_count; r++) {
            for (int c = 0; c < table->column_count; c++)
                g_assert(
                    g_utf8_validate(table_cell(table, r, c)->text, -1, NULL));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_as(FORMAT_CSV, data, size);
    read_as(FORMAT_TEXT, data, size);
    return 0;
}
