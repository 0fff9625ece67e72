#include <criterion/criterion.h>
#include <string.h>

#include "base/limits.h"
#include "document/text_marker.h"
#include "document/text_structure.h"

static Document *structure_of(const char *text)
{
    Document *document = document_new(FORMAT_TEXT);
    g_autoptr(GPtrArray) lines = text_lines_split(text, strlen(text));

    text_structure_add(document, lines, 0, TEXT_OPENS);
    return document;
}

static const Block *block_at(const Document *document, guint i)
{
    cr_assert_lt(i, document->blocks->len, "block %u of %u", i,
                 document->blocks->len);
    return g_ptr_array_index(document->blocks, i);
}

static void expect_block(const Document *document, guint i, BlockKind kind,
                         const char *marker, const char *text)
{
    const Block *block = block_at(document, i);

    cr_expect_eq(block->kind, kind, "block %u '%s' is %s, not %s", i,
                 block->text, block_kind_name(block->kind),
                 block_kind_name(kind));
    cr_expect_str_eq(block->text, text);
    cr_expect_eq(g_strcmp0(block->marker, marker), 0, "marker '%s', not '%s'",
                 block->marker, marker);
}

static void expect_cell(const Block *block, int row, int column,
                        const char *text)
{
    cr_assert_eq(block->kind, BLOCK_TABLE);
    cr_assert_lt(row, block->table->row_count);
    cr_assert_lt(column, block->table->column_count);
    cr_expect_str_eq(table_cell(block->table, row, column)->text, text);
}

/* --- markers ---------------------------------------------------------------
 */

static void expect_marker(const char *line, MarkerKind kind, const char *marker,
                          const char *rest)
{
    TextMarker found = text_marker_find(line);

    cr_assert_eq(found.kind, kind, "'%s': kind %d", line, (int)found.kind);
    if (kind == MARKER_NONE)
        return;
    cr_expect_eq(found.len, strlen(marker), "'%s'", line);
    cr_expect_str_eq(line + found.text_at, rest);
}

Test(text_marker, knows_the_ways_of_thai_outlines)
{
    expect_marker("1. วิสัยทัศน์", MARKER_NUMBER, "1.", "วิสัยทัศน์");
    expect_marker("๑.วิสัยทัศน์", MARKER_NUMBER, "๑.", "วิสัยทัศน์");
    expect_marker("๑.๒ พันธกิจ", MARKER_OUTLINE, "๑.๒", "พันธกิจ");
    expect_marker("2.1.3. งาน", MARKER_OUTLINE, "2.1.3.", "งาน");
    expect_marker("1) ก่อน", MARKER_HALF, "1)", "ก่อน");
    expect_marker("(๑) ก่อน", MARKER_PAREN, "(๑)", "ก่อน");
    expect_marker("(ก)ก่อน", MARKER_PAREN, "(ก)", "ก่อน");
    expect_marker("ก. ก่อน", MARKER_LETTER, "ก.", "ก่อน");
    expect_marker("ข้อ 3 ให้", MARKER_ARTICLE, "ข้อ 3", "ให้");
    expect_marker("ส่วนที่ ๑ บทนำ", MARKER_PART, "ส่วนที่ ๑", "บทนำ");
    expect_marker("หมวด 2", MARKER_PART, "หมวด 2", "");
    expect_marker("ภาคผนวก ก แบบฟอร์ม", MARKER_PART, "ภาคผนวก ก", "แบบฟอร์ม");
    expect_marker("O10 แผน", MARKER_ITEM, "O10", "แผน");
    expect_marker("OIT 34", MARKER_ITEM, "OIT 34", "");
    expect_marker("- ข่าว", MARKER_BULLET, "-", "ข่าว");
    expect_marker("•ข่าว", MARKER_BULLET, "•", "ข่าว");
    expect_marker("## ข่าว", MARKER_HASH, "##", "ข่าว");
}

Test(text_marker, leaves_numbers_abbreviations_and_words_alone)
{
    static const char *const lines[] = {
        "",        "2565 เป็นปี",  "1.5 2.5 3.0", "12.30 น.", "-5 องศา",
        "ก.พ. 65", "จ. เชียงใหม่", "ข้อมูล",        "หมวดหมู่",   "ภาคเหนือ",
        "Office",  "(2565) แผน", "1,500 บาท",   "ส่วนที่เหลือ", "มาตราฐาน",
        "1",       "O1000 เรื่อง", "Other 5",     "---",      "ข้อที่ควรรู้",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
        expect_marker(lines[i], MARKER_NONE, "", "");
}

/* --- headings --------------------------------------------------------------
 */

Test(text_structure, first_short_line_is_the_title)
{
    g_autoptr(Document) document = structure_of(
        "แผนปฏิบัติราชการประจำปี\nโครงการนี้มีขึ้นเพื่อให้ประชาชนได้รับบริการที่ดี\n");

    expect_block(document, 0, BLOCK_HEADING, NULL, "แผนปฏิบัติราชการประจำปี");
    cr_expect_eq(block_at(document, 0)->level, 1);
    expect_block(document, 1, BLOCK_PARAGRAPH, NULL,
                 "โครงการนี้มีขึ้นเพื่อให้ประชาชนได้รับบริการที่ดี");
}

Test(text_structure, numbered_lines_above_text_are_headings)
{
    g_autoptr(Document) document =
        structure_of("แผนงาน\n"
                     "1. วิสัยทัศน์\n"
                     "องค์กรที่ประชาชนเชื่อมั่นและร่วมมือกันพัฒนาอย่างยั่งยืน\n"
                     "2. พันธกิจ\n"
                     "ให้บริการประชาชนอย่างรวดเร็วและเป็นธรรมทุกพื้นที่\n"
                     "2.1 งานบริการ\n"
                     "รับคำขอทุกวันทำการโดยไม่มีวันหยุดพักกลางวัน\n");

    expect_block(document, 1, BLOCK_HEADING, "1.", "วิสัยทัศน์");
    expect_block(document, 3, BLOCK_HEADING, "2.", "พันธกิจ");
    expect_block(document, 5, BLOCK_HEADING, "2.1", "งานบริการ");
    cr_expect_lt(block_at(document, 3)->level, block_at(document, 5)->level);
}

Test(text_structure, numbered_lines_among_their_like_are_a_list)
{
    g_autoptr(Document) document = structure_of("ขั้นตอน\n"
                                                "1. ยื่นคำขอ\n"
                                                "2. ตรวจเอกสาร\n"
                                                "3. รับบัตร\n"
                                                "– ใช้เวลา 3 วัน\n");

    expect_block(document, 1, BLOCK_LIST_ITEM, "1.", "ยื่นคำขอ");
    expect_block(document, 2, BLOCK_LIST_ITEM, "2.", "ตรวจเอกสาร");
    expect_block(document, 3, BLOCK_LIST_ITEM, "3.", "รับบัตร");
    expect_block(document, 4, BLOCK_LIST_ITEM, "–", "ใช้เวลา 3 วัน");
    cr_expect_eq(block_at(document, 1)->level, 1);
    cr_expect_eq(block_at(document, 4)->level, 2);
}

Test(text_structure, list_returns_to_the_outer_level)
{
    g_autoptr(Document) document =
        structure_of("งาน\n1. ก่อสร้างอาคาร 1,000 บาท\n"
                     "(1) ออกแบบ\n(2) สร้าง\n"
                     "2. ซ่อมถนน 2,000 บาท\n");

    cr_expect_eq(block_at(document, 1)->level, 1);
    cr_expect_eq(block_at(document, 2)->level, 2);
    cr_expect_eq(block_at(document, 3)->level, 2);
    cr_expect_eq(block_at(document, 4)->level, 1);
}

Test(text_structure, short_line_after_a_blank_heads_what_follows)
{
    g_autoptr(Document) document =
        structure_of("หน่วยงานตัวอย่าง\n\n"
                     "ช่องทางร้องเรียน\n"
                     "ผู้ใดพบเห็นการทุจริตให้แจ้งมายังสำนักงานได้ทุกวันในเวลาราชการ\n");

    expect_block(document, 1, BLOCK_HEADING, NULL, "ช่องทางร้องเรียน");
}

Test(text_structure, values_sentences_and_amounts_head_nothing)
{
    g_autoptr(Document) document =
        structure_of("ติดต่อเรา\n\n"
                     "โทรศัพท์ : 02-000-0000\n"
                     "ที่อยู่ของสำนักงานตัวอย่างตั้งอยู่ถนนทดสอบแขวงสมมติเขตทดลอง\n\n"
                     "งบประมาณ 1,500,000 บาท\n"
                     "ใช้ในการจัดซื้อครุภัณฑ์ของสำนักงานตัวอย่างทุกแห่งในจังหวัด\n");

    expect_block(document, 1, BLOCK_PARAGRAPH, NULL, "โทรศัพท์ : 02-000-0000");
    expect_block(document, 3, BLOCK_PARAGRAPH, NULL, "งบประมาณ 1,500,000 บาท");
}

Test(text_structure, menu_lines_are_not_headings)
{
    g_autoptr(Document) document =
        structure_of("หน้าหลัก ข่าว ติดต่อ เกี่ยวกับ\nข้อมูลพื้นฐาน\nนโยบาย\nงบประมาณ\n"
                     "บุคลากร\n");

    for (guint i = 1; i < document->blocks->len; i++)
        cr_expect_eq(block_at(document, i)->kind, BLOCK_PARAGRAPH);
}

Test(text_structure, hash_lines_are_headings_of_their_depth)
{
    g_autoptr(Document) document = structure_of("# แผน\n\n### งบ\n- หนึ่ง\n");

    expect_block(document, 0, BLOCK_HEADING, NULL, "แผน");
    expect_block(document, 1, BLOCK_HEADING, NULL, "งบ");
    cr_expect_eq(block_at(document, 1)->level, 3);
}

Test(text_structure, item_number_alone_stays_a_heading_with_text)
{
    g_autoptr(Document) document =
        structure_of("การบริหารงาน\nOIT 10\nแผนดำเนินงาน\nOIT 11\nรายงาน\n");

    expect_block(document, 1, BLOCK_HEADING, NULL, "OIT 10");
    expect_block(document, 3, BLOCK_HEADING, NULL, "OIT 11");
}

/* --- tables ----------------------------------------------------------------
 */

Test(text_structure, tabs_make_a_table_with_a_header)
{
    g_autoptr(Document) document = structure_of("แผนงานประจำปี\n"
                                                "ที่\tโครงการ\tงบประมาณ\n"
                                                "1\tอบรม\t10,000\n"
                                                "2\t\t20,000\n"
                                                "รวม\t30,000\n"
                                                "หมายเหตุ ตัวเลขเป็นตัวอย่าง\n");
    const Block *table = block_at(document, 1);

    expect_cell(table, 0, 1, "โครงการ");
    expect_cell(table, 1, 2, "10,000");
    expect_cell(table, 2, 1, "");
    expect_cell(table, 3, 1, "30,000");
    cr_expect_eq(table->table->row_count, 4);
    cr_expect_eq(table->table->column_count, 3);
    cr_expect_eq(table->table->header_row_count, 1);
    cr_expect(table_cell(table->table, 0, 2)->header);
    cr_expect_not(table_cell(table->table, 1, 2)->header);
    cr_expect_eq(block_at(document, 2)->kind, BLOCK_PARAGRAPH);
}

Test(text_structure, lone_tab_line_is_a_paragraph)
{
    g_autoptr(Document) document =
        structure_of("ข่าว\nชื่อ\tนายสมมติ ทดสอบ\nลงวันที่วันนี้\n");

    expect_block(document, 1, BLOCK_PARAGRAPH, NULL, "ชื่อ\tนายสมมติ ทดสอบ");
}

Test(text_structure, tabs_after_list_numbers_are_no_cells)
{
    g_autoptr(Document) document =
        structure_of("ระเบียบ\n1.\tพระราชบัญญัติตัวอย่าง\n2.\tระเบียบตัวอย่าง\n");

    expect_block(document, 1, BLOCK_LIST_ITEM, "1.", "พระราชบัญญัติตัวอย่าง");
    expect_block(document, 2, BLOCK_LIST_ITEM, "2.", "ระเบียบตัวอย่าง");
}

Test(text_structure, aligned_spaces_make_a_table)
{
    g_autoptr(Document) document =
        structure_of("ผลการใช้จ่าย\n"
                     "รายการ        แผน       ผล\n"
                     "ค่าตอบแทน      100       90\n"
                     "ค่าใช้สอย       2,000     1,500\n");
    const Block *table = block_at(document, 1);

    expect_cell(table, 0, 0, "รายการ");
    expect_cell(table, 1, 1, "100");
    expect_cell(table, 2, 2, "1,500");
    cr_expect_eq(table->table->header_row_count, 1);
}

Test(text_structure, double_spaces_in_prose_make_no_table)
{
    g_autoptr(Document) document = structure_of(
        "ข่าว\nเมื่อวันที่  20  พฤษภาคม  2565  เวลา  10.00  น.\n"
        "ณ  ห้องประชุม  องค์การบริหารส่วนตำบล  ผู้นำชุมชนเข้าร่วมประชุม  ทุกคน\n");

    cr_expect_eq(document->blocks->len, 3);
    cr_expect_eq(block_at(document, 1)->kind, BLOCK_PARAGRAPH);
}

Test(text_structure, markdown_rule_tells_the_header)
{
    g_autoptr(Document) document =
        structure_of("# ก\n| หนึ่ง | สอง |\n|---|:-:|\n| a | b |\n| c | d |\n");
    const Block *table = block_at(document, 1);

    cr_expect_eq(table->table->row_count, 3);
    cr_expect_eq(table->table->header_row_count, 1);
    expect_cell(table, 2, 1, "d");
}

/* --- hostile text ----------------------------------------------------------
 */

Test(text_structure, nothing_gives_no_blocks)
{
    static const char *const texts[] = { "", "\n\n\n", " \t \r\n",
                                         "\xef\xbb\xbf\n\xc2\xa0\n" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Document) document = structure_of(texts[i]);

        cr_expect_eq(document->blocks->len, 0);
    }
}

Test(text_structure, line_ends_of_all_systems_part_lines)
{
    g_autoptr(Document) document = structure_of("ก. หนึ่ง\r\nข. สอง\rค. สาม\n");

    cr_expect_eq(document->blocks->len, 3);
    expect_block(document, 2, BLOCK_LIST_ITEM, "ค.", "สาม");
}

Test(text_structure, takes_a_ten_megabyte_line_and_many_tabs, .timeout = 60)
{
    g_autofree char *line = g_malloc(10u << 20);
    g_autoptr(GString) tabs = g_string_new(NULL);
    g_autoptr(Document) first = NULL;
    g_autoptr(Document) second = NULL;

    memset(line, 'x', (10u << 20) - 1);
    line[(10u << 20) - 1] = '\0';
    first = structure_of(line);
    cr_expect_eq(first->blocks->len, 1);
    for (guint i = 0; i < 300000; i++)
        g_string_append(tabs, i % 3 == 0 ? "a\tb\tc\td\n" : "a\tb  c   d\n");
    second = structure_of(tabs->str);
    cr_expect_gt(second->blocks->len, 0);
}

Test(text_structure, cuts_text_past_the_limit_and_says_so)
{
    g_autoptr(GString) text = g_string_new("หัวเรื่อง\n");
    g_autoptr(Document) document = NULL;
    g_autofree char *long_line = g_strnfill(1u << 20, 'y');

    for (guint i = 0; i < (TEXT_MAX_LEN >> 20) + 2; i++)
        g_string_append_printf(text, "%s\n", long_line);
    document = structure_of(text->str);
    cr_expect_leq(document->text_len, TEXT_MAX_LEN);
    cr_assert_eq(document->notes->len, 1);
    cr_expect_str_eq(((DocumentNote *)document->notes->pdata[0])->code,
                     "text-cut");
}

Test(text_structure, a_part_takes_its_name_from_the_next_line)
{
    g_autoptr(Document) document =
        structure_of("ข้อบังคับ\nหมวด 1\nการสรรหา\nข้อ 1 ให้สอบแข่งขันก่อนเสมอ\n"
                     "หมวด 2\n1. ก\n2. ข\n");

    expect_block(document, 1, BLOCK_HEADING, "หมวด 1", "การสรรหา");
    expect_block(document, 2, BLOCK_LIST_ITEM, "ข้อ 1", "ให้สอบแข่งขันก่อนเสมอ");
    expect_block(document, 3, BLOCK_HEADING, NULL, "หมวด 2");
    expect_block(document, 4, BLOCK_LIST_ITEM, "1.", "ก");
}

Test(text_structure, the_sentence_that_opens_an_announcement_is_no_heading)
{
    g_autoptr(Document) document = structure_of(
        "ประกาศสำนักงาน\n\nอาศัยอำนาจตามความในมาตรา 12 จึงประกาศไว้ดังนี้\n"
        "ข้อ 1 ก\nข้อ 2 ข\n");

    expect_block(document, 1, BLOCK_PARAGRAPH, NULL,
                 "อาศัยอำนาจตามความในมาตรา 12 จึงประกาศไว้ดังนี้");
}
