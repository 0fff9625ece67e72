#include "document/document.h"

#include <string.h>

#include <criterion/criterion.h>

#include "base/limits.h"

Test(document, a_block_more_than_the_limit_is_noted_once)
{
    g_autoptr(Document) document = document_new(FORMAT_TEXT);

    for (guint i = 0; i < DOCUMENT_BLOCKS_MAX; i++)
        cr_assert_not_null(
            document_add_block(document, BLOCK_PARAGRAPH, ZONE_MAIN));
    cr_assert_null(document_add_block(document, BLOCK_PARAGRAPH, ZONE_MAIN));
    cr_assert_null(document_add_block(document, BLOCK_PARAGRAPH, ZONE_MAIN));
    cr_assert_eq(document->notes->len, 1);
}

Test(document, room_for_text_ends_at_the_limit)
{
    g_autoptr(Document) document = document_new(FORMAT_TEXT);

    cr_assert(document_take_room(document, TEXT_MAX_LEN));
    cr_assert_not(document_take_room(document, 1));
    cr_assert_not(document_take_room(document, G_MAXSIZE));
    cr_assert(document_take_room(document, 0));
    cr_assert_eq(document->notes->len, 1);
}

Test(document, text_that_is_no_utf_8_is_made_so)
{
    g_autoptr(Document) document = document_new(FORMAT_TEXT);
    Block *block = document_add_block(document, BLOCK_PARAGRAPH, ZONE_MAIN);

    block_set_text(block, "a\xe0z");
    cr_assert(g_utf8_validate(block->text, -1, NULL));
    block_set_text(block, NULL);
    cr_assert_str_eq(block->text, "");
}

Test(document, its_text_counts_a_spanned_cell_once)
{
    g_autoptr(Document) document = document_new(FORMAT_TEXT);
    Block *block = document_add_block(document, BLOCK_PARAGRAPH, ZONE_MAIN);
    g_autofree char *text = NULL;

    block_set_text(block, "ก");
    block = document_add_block(document, BLOCK_TABLE, ZONE_MAIN);
    block->table = table_new(1, 2);
    block->table->caption = g_strdup("ข");
    cell_set_text(table_cell(block->table, 0, 0), "ค");
    cell_set_text(table_cell(block->table, 0, 1), "ค");
    table_cell(block->table, 0, 1)->col_span = 0;
    text = document_text(document);
    cr_assert_str_eq(text, "ก\nข\nค\n");
}

Test(document, every_name_is_there)
{
    for (int i = 0; i < FORMAT_COUNT; i++)
        cr_assert_neq(*format_name((Format)i), '\0');
    for (int i = 0; i < READ_REASON_COUNT; i++)
        cr_assert_neq(*read_reason_name((ReadReason)i), '\0');
}
