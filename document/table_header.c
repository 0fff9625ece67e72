#include "document/table_header.h"

#include <string.h>

enum {
    NAME_MAX_CHARS = 70, /* a column's name */
    SUB_NAME_MAX_CHARS = 24, /* "ต.ค. 64", "ไตรมาส 1", "แผน" below it */
    HEADER_ROWS_MAX = 3,
};

/* Words that begin the names of columns in Thai official tables. */
static const char *const name_words[] = {
    "ที่",      "ลำดับ",     "รายการ",   "โครงการ",   "ชื่อ",      "กิจกรรม",
    "แผนงาน", "วันที่",      "วันเดือนปี",  "วัน เดือน ปี", "จำนวน",   "งบประมาณ",
    "วงเงิน",  "ระยะเวลา", "ผู้รับผิดชอบ", "หน่วยงาน",   "หมายเหตุ", "รายละเอียด",
    "ตำแหน่ง", "ประเภท",   "หัวข้อ",     "ตัวชี้วัด",     "เป้าหมาย", "วัตถุประสงค์",
    "ขั้นตอน",  "ประเด็น",   "เดือน",     "ไตรมาส",    "สถานะ",   "ผลการ",
    "ร้อยละ",  "ราคา",     "เลขที่",     "เรื่อง",      "No.",
};

static gsize chars_of(const char *text)
{
    return (gsize)g_utf8_strlen(text, -1);
}

/* An amount, a share, a number of a row: no letter, some digit. */
static gboolean is_value(const char *text)
{
    gboolean digit = FALSE;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (g_unichar_digit_value(c) >= 0)
            digit = TRUE;
        else if (g_unichar_isalpha(c))
            return FALSE;
    }
    return digit;
}

static gboolean is_year(const char *text)
{
    gint64 value = 0;
    int count = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gint digit = g_unichar_digit_value(g_utf8_get_char(at));

        if (digit < 0 || ++count > 4)
            return FALSE;
        value = value * 10 + digit;
    }
    return value >= 2000 && value <= 2700;
}

static gboolean is_name_word(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(name_words); i++) {
        if (g_str_has_prefix(text, name_words[i]))
            return TRUE;
    }
    return FALSE;
}

/* Every cell short, no amounts, half of them filled. */
static gboolean could_name(const Table *table, int row, gsize max_chars)
{
    int filled = 0;

    for (int c = 0; c < table->column_count; c++) {
        const char *text = table_cell(table, row, c)->text;

        if (*text == '\0')
            continue;
        filled++;
        if (chars_of(text) > max_chars || (is_value(text) && !is_year(text)))
            return FALSE;
    }
    return filled * 2 >= table->column_count;
}

static gboolean is_spanned(const Cell *cell)
{
    return *cell->text == '\0' || cell->col_span != 1;
}

/* A row of its own below names: under spanned names its first cell is empty
 * or goes on from above, and it holds months, quarters, plan and result. */
static gboolean could_name_below(const Table *table, int row)
{
    const Cell *first = table_cell(table, row, 0);
    gboolean parted = FALSE;

    if (*first->text != '\0' && first->col_span != 0 && first->row_span != 0)
        return FALSE;
    for (int c = 0; c < table->column_count; c++) {
        const char *text = table_cell(table, row, c)->text;

        if (table_cell(table, row, c)->row_span == 0)
            continue;
        if (chars_of(text) > SUB_NAME_MAX_CHARS ||
            (is_value(text) && strchr(text, ',') != NULL))
            return FALSE;
        parted |= *text != '\0' && is_spanned(table_cell(table, row - 1, c));
    }
    return parted;
}

static gboolean has_name_word(const Table *table, int row)
{
    for (int c = 0; c < table->column_count; c++) {
        if (is_name_word(table_cell(table, row, c)->text))
            return TRUE;
    }
    return FALSE;
}

static gboolean has_value_below(const Table *table, int row)
{
    for (int r = row; r < MIN(table->row_count, row + 10); r++) {
        for (int c = 0; c < table->column_count; c++) {
            if (is_value(table_cell(table, r, c)->text))
                return TRUE;
        }
    }
    return FALSE;
}

int table_header_rows_guess(const Table *table)
{
    int count = 1;

    if (table->row_count < 2 || table->column_count < 2 ||
        !could_name(table, 0, NAME_MAX_CHARS))
        return 0;
    if (!has_name_word(table, 0) && !has_value_below(table, 1))
        return 0;
    while (count < MIN(HEADER_ROWS_MAX, table->row_count - 1) &&
           could_name_below(table, count))
        count++;
    return count;
}

void table_mark_header(Table *table, int header_row_count)
{
    g_assert(header_row_count >= 0 && header_row_count <= table->row_count);
    table->header_row_count = header_row_count;
    for (int r = 0; r < header_row_count; r++) {
        for (int c = 0; c < table->column_count; c++)
            table_cell(table, r, c)->header = TRUE;
    }
}
