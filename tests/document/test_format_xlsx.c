#include "document/formats.h"

#include <string.h>

#include <criterion/criterion.h>

#include "document/xlsx_style.h"
#include "tests/document/outline.h"
#include "tests/document/zip_fixture.h"

#define X "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
#define R                                                                      \
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"          \
    "relationships'"

#define SHEET(rows) "<worksheet " X R "><sheetData>" rows "</sheetData>"
#define END "</worksheet>"
/* A cell with an inline text. */
#define C(at, words) "<c r='" at "' t='inlineStr'><is><t>" words "</t></is></c>"

#define STYLES                                                                 \
    "<styleSheet " X "><numFmts><numFmt numFmtId='164' "                       \
    "formatCode='[$-107041E]d mmmm yyyy'/></numFmts><fonts><font/><font><b/>"  \
    "</font></fonts><fills><fill><patternFill patternType='none'/></fill>"     \
    "<fill><patternFill patternType='solid'/></fill></fills><cellStyleXfs>"    \
    "<xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"            \
    "<xf numFmtId='164'/><xf numFmtId='4'/><xf numFmtId='9'/>"                 \
    "<xf numFmtId='0' fontId='1'/><xf numFmtId='0' fillId='1'/></cellXfs>"     \
    "</styleSheet>"

static Document *bytes_read(const char *bytes, gsize len)
{
    ReadRequest request = { .url = "https://a.go.th/x/plan.xlsx" };

    return format_read(FORMAT_XLSX, bytes, len, &request);
}

static Document *sheet_read(const char *sheet)
{
    const char *parts[] = {
        "_rels/.rels",
        OOXML_RELATIONS(
            OOXML_RELATION("1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml",
        "<workbook " X R "><sheets><sheet name='แผน' sheetId='1' r:id='s1'/>"
        "<sheet name='ซ่อน' sheetId='2' state='hidden' r:id='s2'/>"
        "<sheet name='ไม่มี' sheetId='3' r:id='s9'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels",
        OOXML_RELATIONS(
            OOXML_RELATION("s1", "worksheet", "worksheets/sheet1.xml")
                OOXML_RELATION("s2", "worksheet", "worksheets/sheet2.xml")
                    OOXML_RELATION("st", "styles", "styles.xml") OOXML_RELATION(
                        "ss", "sharedStrings", "sharedStrings.xml")),
        "xl/sharedStrings.xml",
        "<sst " X "><si><t>ลำดับ</t></si><si><r><t>โครง</t></r><r><t>การ</t></r>"
        "<rPh><t>x</t></rPh></si></sst>",
        "xl/styles.xml",
        STYLES,
        "xl/worksheets/_rels/sheet1.xml.rels",
        OOXML_RELATIONS(OOXML_LINK("l1", "files/a.pdf") OOXML_RELATION(
            "d1", "drawing", "../drawings/d1.xml")),
        "xl/drawings/d1.xml",
        "<d xmlns:a='a' " R "><cNvPr descr='ผัง'/><a:blip r:embed='i1'/><a:p>"
        "<a:r><a:t>กล่อง</a:t></a:r></a:p></d>",
        "xl/drawings/_rels/d1.xml.rels",
        OOXML_RELATIONS(OOXML_RELATION("i1", "image", "../media/1.png")),
        "xl/worksheets/sheet2.xml",
        SHEET("<row>" C("A1", "ลับ") "</row>") END,
        "xl/worksheets/sheet1.xml",
        sheet,
        NULL,
    };
    g_autoptr(GByteArray) zip = zip_make(parts);

    return bytes_read((const char *)zip->data, zip->len);
}

static void check(const char *sheet, const char *expected)
{
    g_autoptr(Document) document = sheet_read(sheet);
    g_autofree char *outline = outline_of(document);

    cr_assert_str_eq(outline, expected, "got:\n%s\nnot:\n%s", outline,
                     expected);
    cr_assert_eq(document->reason, READ_OK);
}

Test(format_xlsx, a_sheet_is_a_table_with_its_name)
{
    check(
        SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1"
              "</v></c></row><row r='2'><c r='A2'><v>1</v></c>" C(
                  "B2", "ก") "</row><row><c><v>2</v></c>" C("B3",
                                                            "ข&#10;ค") "</row>")
            END,
        "M table @แผน 3x2/1 ลำดับ|โครงการ / 1|ก / 2|ข\nค\n");
}

Test(format_xlsx, numbers_look_as_the_sheet_shows_them)
{
    check(
        SHEET("<row r='1'>" C("A1", "วันที่") C("B1", "วงเงิน") C("C1", "ร้อยละ") C(
            "D1",
            "ผล") "</row><row r='2'><c r='A2' s='1'><v>44651</v>"
                  "</c><c r='B2' s='2'><v>1234567.5</v></c><c r='C2' s='3'><v>"
                  "0.85</v></c><c r='D2'><v>0.10000000000000001</v></c></row>"
                  "<row r='3'><c r='A3'><v>2565</v></c><c r='B3' "
                  "t='str'><f>A&amp;B"
                  "</f><v>รวม</v></c><c r='C3' t='b'><v>1</v></c></row>") END,
        "M table @แผน 3x4/1 วันที่|วงเงิน|ร้อยละ|ผล / "
        "2022-03-31|1,234,567.50|85%|0.1 / 2565|รวม|TRUE|\n");
}

Test(format_xlsx,
     merged_titles_stand_above_the_table_and_header_cells_are_filled)
{
    check(
        SHEET("<row r='1'>" C("A1", "แผนปี 2565") "</row><row r='3'>" C(
            "A3", "ลำดับ") C("B3", "ระยะเวลา") "</row><row r='4'>" C("B4",
                                                                    "ต.ค.")
                  C("C4",
                    "พ.ย.") "</row><row r='5'><c r='A5'>"
                            "<v>1</v></c>" C(
                                "C5",
                                "x") "</row>") "<mergeCells><mergeCell "
                                               "ref='A1:C1'/><mergeCell "
                                               "ref='A3:A4'/>"
                                               "<mergeCell "
                                               "ref='B3:C3'/><mergeCell "
                                               "ref='X1:B2'/></mergeCells>" END,
        "M h1 @แผน แผนปี 2565\n"
        "M table @แผน 3x3/2 ลำดับ|ระยะเวลา|^ / ^|ต.ค.|พ.ย. / 1||x\n");
}

Test(format_xlsx, links_come_from_relations_and_formulas)
{
    check(SHEET("<row r='1'>" C("A1", "ลำดับ") C(
              "B1",
              "ไฟล์") "</row><row r='2'>"
                     "<c r='A2'><v>1</v></c>" C(
                         "B2",
                         "เปิดลิงก์") "</row><row r='3'><c r='A3'><v>2</v></c><c "
                                   "r='B3' t='str'><f>"
                                   "HYPERLINK(\"https://b.go.th/"
                                   "c.pdf\",\"ดู\")</f><v>ดู</v></c>"
                                   "</row>") "<hyperlinks><hyperlink ref='B2' "
                                             "r:id='l1'/></hyperlinks>" END,
          "M table @แผน 3x2/1 ลำดับ|ไฟล์ / "
          "1|[เปิดลิงก์](https://a.go.th/x/files/a.pdf) / "
          "2|[ดู](https://b.go.th/c.pdf)\n");
}

Test(format_xlsx, coloured_cells_mark_their_months)
{
    check(
        SHEET("<row r='1'>" C("A1", "โครงการ") C("B1", "ต.ค.")
                  C("C1", "พ.ย.") "</row><row r='2'>" C(
                      "A2", "ก") "<c r='B2' s='5'/></row>"
                                 "<row r='3'><c r='A3' s='5' "
                                 "t='inlineStr'><is><t>รวม</t></is>"
                                 "</c><c r='B3' s='5'/><c r='C3' s='5'/></row>")
            END,
        "M table @แผน 3x3/1 โครงการ|ต.ค.|พ.ย. / ก|*| / รวม||\n");
}

#define TITLE "แผนปฏิบัติการของหน่วยงานตัวอย่าง"

Test(format_xlsx, one_column_is_text_and_drawings_are_read)
{
    check(SHEET("<row r='1'>" C("B1", TITLE) "</row><row r='9'>" C(
              "B9", "ข") "</row>") "<drawing r:id='d1'/>" END,
          "M p @แผน " TITLE "\nM p @แผน ข\n"
          "M image @xl/media/1.png ผัง\nM p @แผน กล่อง\n");
}

Test(format_xlsx, format_codes_tell_dates_from_amounts)
{
    static const struct {
        const char *code, *value, *shown;
    } rows[] = {
        { "General", "44651", "44651" },
        { "ทั่วไป", "44651", "44651" },
        { "d/m/yyyy", "44651", "2022-03-31" },
        { "[$-D000000]ว ดดดด ปปปป", "44651", "2022-03-31" },
        { "d mmm bb", "44651.75", "2022-03-31" },
        { "mmm-yy", "44651", "2022-03-31" },
        { "d/m/yyyy h:mm", "44651.75", "2022-03-31 18:00" },
        { "h:mm:ss", "0.5", "12:00" },
        { "#,##0.00\" บาท\"", "-1234.5", "-1,234.50" },
        { "_-* #,##0_-;-* #,##0_-", "1000000", "1,000,000" },
        { "0.0%", "0.123", "12.3%" },
        { "[Red]0", "7.6", "8" },
        { "\"วันที่\" 0", "5", "5" },
        { "@", "00123", "00123" },
        { "d/m/yyyy", "-5", "-5" },
        { "d/m/yyyy", "1e300", "1e300" },
        { "0.00", "nan", "nan" },
        { "0.00E+00", "12345", "12345" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        XlsxStyle style = xlsx_style_of_code(rows[i].code);
        g_autofree char *shown = xlsx_number_show(rows[i].value, &style, FALSE);

        cr_assert_str_eq(shown, rows[i].shown, "%s of %s is %s", rows[i].code,
                         rows[i].value, shown);
    }
}

Test(format_xlsx, hostile_sheets_stay_within_limits)
{
    GString *many = g_string_new(SHEET("<row r='1'>" C("A1", "ก") "</row>"));
    g_autoptr(Document) merged = NULL;
    g_autoptr(Document) far = sheet_read(SHEET(
        "<row r='1'>" C("A1", "ก") C("XFD1", "ข")
            C("ZZZZZ9", "ค") "</row><row r='1048576'>" C(
                "B1048576", "ง") "</row><row r='99999999999'>" C("A99999999999",
                                                                 "จ") "</row>")
                                             END);
    g_autofree char *text = document_text(far);

    g_string_append(many, "<mergeCells>");
    for (int i = 0; i < 100000; i++)
        g_string_append_printf(many, "<mergeCell ref='A%d:XFD1048576'/>",
                               1 + i * 7919 % 1000000);
    g_string_append(many, "</mergeCells>" END);
    merged = sheet_read(many->str);
    cr_assert_eq(merged->reason, READ_OK);
    cr_assert_eq(far->reason, READ_OK);
    cr_assert(strstr(text, "ง") != NULL);
    g_string_free(many, TRUE);
}

Test(format_xlsx, every_cut_of_a_file_is_survived)
{
    static const char *const parts[] = {
        "xl/workbook.xml",
        "<workbook " X R "><sheets><sheet name='a' r:id='s'/></sheets>"
        "</workbook>",
        "xl/_rels/workbook.xml.rels",
        OOXML_RELATIONS(OOXML_RELATION("s", "worksheet", "s.xml")),
        "xl/s.xml",
        SHEET("<row>" C("A1", "ก") "</row>") END,
        NULL,
    };
    g_autoptr(GByteArray) zip = zip_make(parts);
    g_autoptr(Document) whole = bytes_read((const char *)zip->data, zip->len);

    cr_assert_eq(whole->reason, READ_OK);
    for (guint len = 0; len < zip->len; len++) {
        g_autoptr(Document) document = bytes_read((const char *)zip->data, len);

        cr_assert_neq(document->reason, READ_OK, "cut at %u", len);
    }
}

Test(format_xlsx, a_broken_sheet_says_so)
{
    g_autoptr(Document) document =
        sheet_read(SHEET("<row>" C("A1", "ก") "<c r="));

    cr_assert_eq(document->reason, READ_BROKEN_FILE);
}

#define ROW(number, cells) "<row r='" number "'>" cells "</row>"

Test(format_xlsx, titles_of_several_rows_merged_or_alone_are_headings)
{
    check(
        SHEET(ROW("1", C("A1", "แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2565")) ROW(
            "2", C("A2", "สำนักงานตัวอย่าง")) ROW("3", C("C3", "(หน่วย : บาท)"))
                  ROW("4", C("A4", "โครงการ") C("B4", "ระยะเวลา")
                               C("C4", "งบประมาณ"))
                      ROW("5",
                          C("A5", "ก") C("B5", "ต.ค. 64") C(
                              "C5",
                              "5,000"))) "<mergeCells><mergeCell "
                                         "ref='A1:C1'/><mergeCell ref='A2:C2'/>"
                                         "</mergeCells>" END,
        "M h1 @แผน แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2565\n"
        "M p @แผน สำนักงานตัวอย่าง\nM p @แผน (หน่วย : บาท)\n"
        "M table @แผน 2x3/1 โครงการ|ระยะเวลา|งบประมาณ / ก|ต.ค. 64|5,000\n");
}

Test(format_xlsx, a_title_over_two_rows_and_names_over_two_rows_come_apart)
{
    check(SHEET(ROW("1", C("A1", "แผนปี 2565")) ROW("3", C("A3", "โครงการ")
                                                            C("B3", "ปี 2565"))
                    ROW("4", C("B4", "ต.ค.") C("C4", "พ.ย.")) ROW(
                        "5",
                        C("A5", "ก") C("B5", "x") C(
                            "C5",
                            "x"))) "<mergeCells><mergeCell "
                                   "ref='A1:C2'/><mergeCell ref='A3:A4'/>"
                                   "<mergeCell ref='B3:C3'/></mergeCells>" END,
          "M h1 @แผน แผนปี 2565\n"
          "M table @แผน 3x3/2 โครงการ|ปี 2565|^ / ^|ต.ค.|พ.ย. / ก|x|x\n");
}

Test(format_xlsx, a_cell_that_spans_down_into_the_rows_is_no_title)
{
    check(SHEET(ROW("1", C("A1", "กอง ก")) ROW("2", C("B2", "งาน") C("C2", "5"))
                    ROW("3", C("B3", "งาน 2") C(
                                 "C3", "7"))) "<mergeCells><mergeCell "
                                              "ref='A1:A3'/></mergeCells>" END,
          "M table @แผน 3x3/0 กอง ก|| / ^|งาน|5 / ^|งาน 2|7\n");
}
