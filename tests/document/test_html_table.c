#include "document/formats.h"

#include <string.h>

#include <criterion/criterion.h>

#include "base/limits.h"
#include "tests/document/outline.h"

static Document *page_read(const char *html)
{
    ReadRequest request = { .url = "https://a.go.th/x/page.html" };

    return format_read(FORMAT_HTML, html, strlen(html), &request);
}

static void check(const char *html, const char *expected)
{
    g_autoptr(Document) document = page_read(html);
    g_autofree char *outline = outline_of(document);

    cr_assert_str_eq(outline, expected, "got:\n%s\nnot:\n%s", outline,
                     expected);
}

Test(html_table, cells_keep_their_place_lines_and_links)
{
    check("<table><caption>ตาราง 1</caption><tr><th>ที่</th><th>โครงการ</th></tr>"
          "<tr><td>1</td><td><p>ก</p><p>ข <a href=a.pdf>ไฟล์</a></p></td></tr>"
          "<tr><td>2</td><td><ol><li>ค</li><li>ง</li></ol></td></tr></table>",
          "M table 3x2/1 {ตาราง 1} ที่|โครงการ / 1|ก\nข [ไฟล์]"
          "(https://a.go.th/x/a.pdf) / 2|1. ค\n2. ง\n");
}

Test(html_table, spans_are_expanded_and_header_rows_counted)
{
    check("<table><thead><tr><th rowspan=2>ที่</th><th colspan=2>ระยะเวลา</th>"
          "</tr><tr><th>ต.ค.</th><th>พ.ย.</th></tr></thead>"
          "<tr><td>1</td><td>x</td><td></td></tr></table>",
          "M table 3x3/2 ที่|ระยะเวลา|^ / ^|ต.ค.|พ.ย. / 1|x|\n");
}

Test(html_table, covered_cells_repeat_the_text_of_their_origin)
{
    g_autoptr(Document) document =
        page_read("<table><tr><th>ก</th><th>ข</th></tr>"
                  "<tr><td rowspan=2>สำนักงาน</td><td>1</td></tr>"
                  "<tr><td>2</td></tr></table>");
    const Block *block = g_ptr_array_index(document->blocks, 0);

    cr_assert_str_eq(table_cell(block->table, 2, 0)->text, "สำนักงาน");
    cr_assert_eq(table_cell(block->table, 2, 0)->row_span, 0);
    cr_assert_eq(table_cell(block->table, 1, 0)->row_span, 2);
    cr_assert_str_eq(table_cell(block->table, 2, 1)->text, "2");
}

Test(html_table, a_name_over_two_rows_makes_both_headers)
{
    check("<table><tr><td rowspan=2><b>ที่</b></td><td colspan=2><b>ปี</b></td>"
          "</tr><tr><td>64</td><td>65</td></tr><tr><td>1</td><td>2</td>"
          "<td>3</td></tr></table>",
          "M table 3x3/2 ที่|ปี|^ / ^|64|65 / 1|2|3\n");
}

Test(html_table, layout_tables_become_blocks)
{
    check("<table width=100%><tr><td><h2>แผน</h2><ul><li>ก</li></ul></td>"
          "<td>ข</td></tr></table>"
          "<table><tr><td>คำเดียว</td></tr></table>"
          "<table role=presentation><tr><td>ค</td><td>ง</td></tr></table>",
          "M h2 แผน\nM li1 • ก\nM p ข\nM p คำเดียว\nM p ค\nM p ง\n");
}

Test(html_table, a_table_in_a_layout_table_stays_a_table)
{
    check("<table><tr><td>ก<table><tr><th>ที่</th><th>ชื่อ</th></tr><tr><td>1"
          "</td><td>ข</td></tr></table></td></tr></table>",
          "M p ก\nM table 2x2/1 ที่|ชื่อ / 1|ข\n");
}

Test(html_table, a_form_laid_out_as_a_table_is_a_form)
{
    check("<form><table><tr><td>ชื่อ</td><td><input name=n></td></tr><tr><td>"
          "เรื่อง</td><td><textarea name=t></textarea></td></tr></table></form>",
          "M p ชื่อ\nM p เรื่อง\nM form n:text=ชื่อ, t:textarea=เรื่อง\n");
}

Test(html_table, a_small_table_in_a_cell_flows_into_it)
{
    check("<table><tr><th>ก</th><th>ข</th></tr><tr><td>1</td><td>2</td></tr>"
          "<tr><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr>"
          "<tr><td>7</td><td>x<table><tr><td>y</td><td>z</td></tr></table>"
          "</td></tr></table>",
          "M table 5x2/1 ก|ข / 1|2 / 3|4 / 5|6 / 7|x\ny z\n");
}

Test(html_table, pictures_in_cells_are_marked_and_kept)
{
    check("<table><tr><th>รูป</th><th>ชื่อ</th></tr><tr><td><img src=a.jpg "
          "alt='นายตัวอย่าง'></td><td>นายตัวอย่าง</td></tr></table>",
          "M table 2x2/1 รูป|ชื่อ / *|นายตัวอย่าง\n"
          "M image นายตัวอย่าง <https://a.go.th/x/a.jpg>\n");
}

Test(html_table, wild_spans_stay_within_limits)
{
    GString *html = g_string_new("<table>");
    g_autoptr(Document) document = NULL;
    const Block *block;

    /* Each cell would be repeated 200 x 200 times. */
    for (int i = 0; i < 3000; i++)
        g_string_append_printf(html,
                               "<tr><td colspan=99999 rowspan=99999>%0800d"
                               "</td><td rowspan=0>b</td></tr>",
                               i);
    document = page_read(html->str);
    block = g_ptr_array_index(document->blocks, 0);
    cr_assert_eq(block->kind, BLOCK_TABLE);
    cr_assert_leq((gsize)block->table->row_count *
                      (gsize)block->table->column_count,
                  TABLE_CELLS_MAX);
    cr_assert_leq(document->text_len, TEXT_MAX_LEN);
    cr_assert_gt(document->notes->len, 0);
    g_string_free(html, TRUE);
}

Test(html_table, half_a_million_cells_are_cut_and_noted)
{
    GString *html = g_string_new("<table>");
    g_autoptr(Document) document = NULL;
    const DocumentNote *note;

    for (int i = 0; i < 50000; i++)
        g_string_append(html, "<tr><td>1<td>2<td>3<td>4<td>5<td>6<td>7<td>8"
                              "<td>9<td>a");
    document = page_read(html->str);
    note = g_ptr_array_index(document->notes, 0);
    cr_assert_str_eq(note->code, "text-cut");
    g_string_free(html, TRUE);
}

#define LINK(n) "<a href=/" n ">เมนู" n "</a><br>"
#define MENU LINK("1") LINK("2") LINK("3") LINK("4") LINK("5") LINK("6")

Test(html_table, a_menu_and_the_page_beside_it_are_no_table)
{
    check("<table width=1000><tr><td colspan=2><img src=b.jpg></td></tr><tr>"
          "<td width=200 valign=top>" MENU
          "</td><td valign=top><b>ขั้นตอน</b><p>ยื่นคำขอที่สำนักปลัดแล้วรอรับใบตอบรับ"
          "</p></td></tr><tr><td colspan=2>สงวนลิขสิทธิ์ อบต. ตัวอย่าง</td></tr>"
          "</table>",
          "M image  <https://a.go.th/x/b.jpg>\n"
          "c p [เมนู1](https://a.go.th/1)\n[เมนู2](https://a.go.th/2)\n"
          "[เมนู3](https://a.go.th/3)\n[เมนู4](https://a.go.th/4)\n"
          "[เมนู5](https://a.go.th/5)\n[เมนู6](https://a.go.th/6)\n"
          "M h3 ขั้นตอน\nM p ยื่นคำขอที่สำนักปลัดแล้วรอรับใบตอบรับ\n"
          "c p สงวนลิขสิทธิ์ อบต. ตัวอย่าง\n");
}

#define LONG                                                                                                                                                                                                                                  \
    "รับคำขอและตรวจเอกสารหลักฐานของผู้มาติดต่อให้ครบถ้วนแล้วส่งต่อไปยังเจ้าหน้าที่" \
    "ผู้รับผิดชอบเพื่อพิจารณาตามลำดับที่ยื่นไว้"

Test(html_table, one_cell_with_headings_and_nearly_all_text_is_the_page)
{
    check("<table><tr><td colspan=2>หัว</td></tr><tr><td>ซ้าย</td><td><h2>แผน"
          "</h2><p>" LONG "</p></td></tr></table>",
          "M p หัว\nM p ซ้าย\nM h2 แผน\nM p " LONG "\n");
}

Test(html_table, a_long_cell_below_names_stays_in_its_table)
{
    check("<table><tr><td>ขั้นตอน</td><td>ระยะเวลา</td></tr><tr><td><ol><li>" LONG
          "</li><li>ส่งผล</li></ol></td><td>3 วัน</td></tr></table>",
          "M table 2x2/1 ขั้นตอน|ระยะเวลา / 1. " LONG "\n2. ส่งผล|3 วัน\n");
}

Test(html_table, links_by_category_stay_a_table)
{
    check("<table border=1><tr><td>กฎหมายที่เกี่ยวข้องกับงานของเรา</td><td>" MENU
          "</td></tr><tr><td>ระเบียบ</td><td>-</td></tr></table>",
          "M table 2x2/0 กฎหมายที่เกี่ยวข้องกับงานของเรา|"
          "[เมนู1](https://a.go.th/1)\n[เมนู2](https://a.go.th/2)\n"
          "[เมนู3](https://a.go.th/3)\n[เมนู4](https://a.go.th/4)\n"
          "[เมนู5](https://a.go.th/5)\n[เมนู6](https://a.go.th/6) / ระเบียบ|-\n");
}

#define NAMES(tag)                                                             \
    "<tr><" tag ">โครงการ</" tag "><" tag ">ระยะเวลา</" tag "><" tag           \
    ">งบประมาณ</" tag "></tr>"
#define DATA "<tr><td>ก</td><td>ต.ค. 64</td><td>5,000</td></tr>"
#define PLAN "M table 2x3/1 โครงการ|ระยะเวลา|งบประมาณ / ก|ต.ค. 64|5,000\n"

Test(html_table, titles_in_the_first_rows_are_headings_above_it)
{
    check("<h2>แผน</h2><table><tr><td colspan=3>แผนดำเนินงานประจำปีงบประมาณ 2565"
          "</td></tr><tr><td colspan=3>สำนักงานตัวอย่าง</td></tr>" NAMES("th") DATA
          "</table>",
          "M h2 แผน\nM h3 แผนดำเนินงานประจำปีงบประมาณ 2565\n"
          "M p สำนักงานตัวอย่าง\n" PLAN);
    check("<table><tr><th colspan=3>แผนดำเนินงานประจำปีงบประมาณ "
          "2565</th></tr>" NAMES("td") DATA "</table>",
          "M h1 แผนดำเนินงานประจำปีงบประมาณ 2565\n" PLAN);
    check("<table><tr><td></td><td>แผนดำเนินงานประจำปีงบประมาณ 2565</td><td></td>"
          "</tr>" NAMES("td") DATA "</table>",
          "M h1 แผนดำเนินงานประจำปีงบประมาณ 2565\n" PLAN);
}

Test(html_table, a_title_that_is_a_link_keeps_it)
{
    check(
        "<table><tr><td colspan=3><a href=a.pdf>แผนปี 2565</a></td></tr>" NAMES(
            "th") DATA "</table>",
        "M p [แผนปี 2565](https://a.go.th/x/a.pdf)\n" PLAN);
}

Test(html_table, a_section_row_below_the_names_stays)
{
    check("<table>" NAMES("th") "<tr><td colspan=3>ด้านที่ 1</td></tr>" DATA
                                "</table>",
          "M table 3x3/1 โครงการ|ระยะเวลา|งบประมาณ / ด้านที่ 1|^|^ / "
          "ก|ต.ค. 64|5,000\n");
}
