#include <criterion/criterion.h>
#include <string.h>

#include "document/ocr_pages.h"
#include "document/ocr_words.h"
#include "document/page_grid.h"

enum { LETTER = 14, WIDTH = 8 };

/* A white page of letters; atom_put() draws the ink that its box says. */
static OcrPicture picture_make(int width, int height)
{
    OcrPicture picture = { .page = { width, height, NULL } };

    picture.page.pixels = g_malloc((gsize)width * (gsize)height);
    memset(picture.page.pixels, 255, (gsize)width * (gsize)height);
    picture.atoms = g_array_new(FALSE, FALSE, sizeof(OcrAtom));
    picture.cells = g_array_new(FALSE, FALSE, sizeof(Box));
    return picture;
}

static void picture_clear(OcrPicture *picture)
{
    g_array_unref(picture->atoms);
    g_array_unref(picture->cells);
    g_free(picture->page.pixels);
}

/* A letter on the line that stands on @base; gives where the next may begin. */
static int atom_put(OcrPicture *picture, const char *text, guint line, int x,
                    int base)
{
    OcrAtom atom = {
        { x, base - LETTER, x + WIDTH, base }, (char *)text, 95, line
    };

    for (int y = base - LETTER; y < base; y++)
        memset(picture->page.pixels + y * picture->page.width + x, 0, WIDTH);
    g_array_append_val(picture->atoms, atom);
    return x + WIDTH + 2;
}

static const char *word_at(const PageWords *page, guint i)
{
    cr_assert_lt(i, page->words->len);
    return g_array_index(page->words, PageWord, i).text;
}

Test(ocr_words, white_in_the_picture_parts_words)
{
    OcrPicture picture = picture_make(400, 100);
    int x = atom_put(&picture, "ก", 1, 20, 60);
    PageWords *page;

    x = atom_put(&picture, "า", 1, x, 60);
    x = atom_put(&picture, "ข", 1, x + LETTER, 60);
    atom_put(&picture, "ค", 1, x, 60);
    page = ocr_words_new(&picture, 0.48);
    cr_expect_eq(page->words->len, 2);
    cr_expect_str_eq(word_at(page, 0), "กา");
    cr_expect_str_eq(word_at(page, 1), "ขค");
    page_words_free(page);
    picture_clear(&picture);
}

Test(ocr_words, a_number_with_a_thai_digit_says_nothing)
{
    OcrPicture picture = picture_make(400, 100);
    int x = atom_put(&picture, "ป", 1, 20, 60);
    PageWords *page;

    x = atom_put(&picture, "ี", 1, x, 60);
    x = atom_put(&picture, "๒๕", 1, x + LETTER, 60);
    atom_put(&picture, "62", 1, x, 60);
    atom_put(&picture, "2565", 2, 20, 90);
    page = ocr_words_new(&picture, 0.48);
    cr_expect_str_eq(word_at(page, 0), "ปี");
    cr_expect_str_eq(word_at(page, 1), "□□□□");
    cr_expect_str_eq(word_at(page, 2), "2565");
    page_words_free(page);
    picture_clear(&picture);
}

static void cell_put(OcrPicture *picture, double x0, double y0, double x1,
                     double y1)
{
    Box cell = { x0, y0, x1, y1 };

    g_array_append_val(picture->cells, cell);
}

/* Two columns under one wide cell; the first text is wrapped. */
Test(ocr_words, ruling_lines_tell_rows_columns_and_merged_cells)
{
    OcrPicture picture = picture_make(400, 200);
    g_autoptr(Document) document = document_new(FORMAT_PDF);
    const PageGrid *grid;
    PageWords *page;
    Table *table;

    cell_put(&picture, 10, 10, 390, 40);
    cell_put(&picture, 10, 43, 200, 120);
    cell_put(&picture, 203, 43, 390, 120);
    cell_put(&picture, 10, 123, 200, 190);
    cell_put(&picture, 203, 123, 390, 190);
    atom_put(&picture, "ก", 1, 30, 35);
    atom_put(&picture, "ข", 2, 30, 70);
    atom_put(&picture, "ค", 3, 30, 100);
    atom_put(&picture, "7", 2, 230, 70);
    atom_put(&picture, "8", 4, 230, 160);
    page = ocr_words_new(&picture, 1);
    cr_assert_eq(page->grids->len, 1);
    grid = g_ptr_array_index(page->grids, 0);
    table = page_grid_table(grid, page, document);
    cr_assert_not_null(table);
    cr_assert_eq(table->row_count, 3);
    cr_assert_eq(table->column_count, 2);
    cr_expect_eq(table_cell(table, 0, 0)->col_span, 2);
    cr_expect_eq(table_cell(table, 0, 1)->col_span, 0);
    cr_expect_str_eq(table_cell(table, 1, 0)->text, "ขค");
    cr_expect_str_eq(table_cell(table, 1, 1)->text, "7");
    cr_expect_str_eq(table_cell(table, 2, 0)->text, "");
    cr_expect_str_eq(table_cell(table, 2, 1)->text, "8");
    table_free(table);
    page_words_free(page);
    picture_clear(&picture);
}

Test(ocr_words, one_frame_around_a_text_is_no_table)
{
    OcrPicture picture = picture_make(400, 100);
    PageWords *page;

    cell_put(&picture, 10, 10, 390, 90);
    atom_put(&picture, "ก", 1, 30, 60);
    page = ocr_words_new(&picture, 1);
    cr_expect_eq(page->grids->len, 0);
    cr_expect_str_eq(word_at(page, 0), "ก");
    page_words_free(page);
    picture_clear(&picture);
}

Test(ocr_words, a_page_without_letters_has_no_words)
{
    OcrPicture picture = picture_make(40, 40);
    PageWords *page = ocr_words_new(&picture, 1);

    cr_expect_eq(page->words->len, 0);
    page_words_free(page);
    picture_clear(&picture);
}

Test(ocr_pages, hostile_pictures_are_told_from_empty_ones)
{
    /* A PNG header that claims 60,000 x 60,000 pixels, and nothing else. */
    static const char huge[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\0\0\0\0"
        "\xd4\x2f\x5c\x4d\0\0\0\0IEND\0\0\0\0IEND";
    g_autoptr(OcrDesk) desk = ocr_desk_new();
    OcrPage page = ocr_desk_read_picture(desk, huge, sizeof(huge) - 1);

    if (page.reason == READ_NEEDS_OCR)
        return; /* nothing can be read on this machine */
    cr_expect_null(page.words);
    cr_expect_eq(page.reason, READ_TOO_LARGE);
    page = ocr_desk_read_picture(desk, "GIF89a", 6);
    cr_expect_null(page.words);
    cr_expect_eq(page.reason, READ_IMAGE_ONLY);
}
