#include "document/formats.h"

#include <string.h>

#include <criterion/criterion.h>

#include "tests/document/outline.h"
#include "tests/document/zip_fixture.h"

#define W                                                                      \
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "  \
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"          \
    "relationships' xmlns:wp='http://schemas.openxmlformats.org/drawingml/"    \
    "2006/wordprocessingDrawing' xmlns:a='http://schemas.openxmlformats.org/"  \
    "drawingml/2006/main' xmlns:mc='http://schemas.openxmlformats.org/"        \
    "markup-compatibility/2006'"

#define BODY(inside)                                                           \
    "<w:document " W "><w:body>" inside "<w:sectPr/></w:body></w:document>"
#define T(words) "<w:r><w:t xml:space='preserve'>" words "</w:t></w:r>"
#define P(words) "<w:p>" T(words) "</w:p>"
#define TC(words) "<w:tc>" P(words) "</w:tc>"

#define STYLES                                                                                \
    "<w:styles " W "><w:style w:styleId='a1'><w:name w:val='หัวเรื่อง 2'/>" \
    "</w:style><w:style w:styleId='h1'><w:name w:val='heading 1'/><w:pPr>"                    \
    "<w:outlineLvl w:val='0'/></w:pPr></w:style><w:style w:styleId='my'>"                     \
    "<w:name w:val='ของเรา'/><w:basedOn w:val='h1'/></w:style>"                   \
    "<w:style w:styleId='toc'><w:name w:val='toc 1'/></w:style>"                              \
    "<w:style w:styleId='loop'><w:name w:val='x'/><w:basedOn w:val='loop'/>"                  \
    "</w:style></w:styles>"

#define NUMBERS                                                                \
    "<w:numbering " W "><w:abstractNum w:abstractNumId='5'>"                   \
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"        \
    "<w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/>"   \
    "<w:numFmt w:val='thaiNumbers'/><w:lvlText w:val='%1.%2)'/></w:lvl>"       \
    "</w:abstractNum><w:abstractNum w:abstractNumId='6'><w:lvl w:ilvl='0'>"    \
    "<w:numFmt w:val='bullet'/><w:lvlText w:val='&#xF0B7;'/></w:lvl>"          \
    "</w:abstractNum><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'>"    \
    "<w:start w:val='3'/><w:numFmt w:val='thaiLetters'/>"                      \
    "<w:lvlText w:val='(%1)'/></w:lvl></w:abstractNum>"                        \
    "<w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>"                  \
    "<w:num w:numId='2'><w:abstractNumId w:val='6'/></w:num>"                  \
    "<w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>"

#define NUMBERED(id, level, words)                                             \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" id      \
    "'/></w:numPr></w:pPr>" T(words) "</w:p>"

#define STYLED(id, words)                                                      \
    "<w:p><w:pPr><w:pStyle w:val='" id "'/></w:pPr>" T(words) "</w:p>"

static Document *bytes_read(const char *bytes, gsize len)
{
    ReadRequest request = { .url = "https://a.go.th/x/plan.docx" };

    return format_read(FORMAT_DOCX, bytes, len, &request);
}

static Document *body_read(const char *body)
{
    const char *parts[] = {
        "_rels/.rels",
        OOXML_RELATIONS(
            OOXML_RELATION("1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels",
        OOXML_RELATIONS(
            OOXML_LINK("l1", "https://b.go.th/ก.pdf")
                OOXML_RELATION("i1", "image", "media/a.png")
                    OOXML_RELATION("h", "header", "header1.xml")
                        OOXML_RELATION("n", "footnotes", "footnotes.xml")),
        "word/header1.xml",
        "<w:hdr " W ">" P("หัวกระดาษ") "</w:hdr>",
        "word/footnotes.xml",
        "<w:footnotes " W "><w:footnote w:type='separator'>" P(
            "---") "</w:footnote><w:footnote>" P("หมายเหตุ") "</w:footnote>"
                                                            "</w:footnotes>",
        "word/styles.xml",
        STYLES,
        "word/numbering.xml",
        NUMBERS,
        "docProps/core.xml",
        "<c:p xmlns:c='c' xmlns:dc='d'><dc:title> แผน 2565 </dc:title></c:p>",
        "word/document.xml",
        body,
        NULL,
    };
    g_autoptr(GByteArray) zip = zip_make(parts);

    return bytes_read((const char *)zip->data, zip->len);
}

#define HEAD "c p หัวกระดาษ\n"
#define FOOT "M p หมายเหตุ\n"

static void check(const char *body, const char *expected)
{
    g_autoptr(Document) document = body_read(body);
    g_autofree char *outline = outline_of(document);
    g_autofree char *wanted = g_strconcat(HEAD, expected, FOOT, NULL);

    cr_assert_str_eq(outline, wanted, "got:\n%s\nnot:\n%s", outline, wanted);
    cr_assert_eq(document->reason, READ_OK);
    cr_assert_str_eq(document->title, "แผน 2565");
}

Test(format_docx, headings_come_from_levels_and_names_in_both_languages)
{
    check(BODY(STYLED("h1", "ก") STYLED("a1", "ข") STYLED("my", "ค")
                   STYLED("loop", "ง") STYLED(
                       "none", "จ") "<w:p><w:pPr><w:outlineLvl "
                                    "w:val='3'/></w:pPr>" T(
                                        "ฉ") "</w:p>" STYLED("toc", "สารบัญ")),
          "M h1 ก\nM h2 ข\nM h1 ค\nM p ง\nM p จ\nM h4 ฉ\nc p สารบัญ\n");
}

Test(format_docx, a_short_bold_line_is_a_heading)
{
    check(
        BODY(STYLED(
            "h1",
            "แผน") "<w:p><w:r><w:rPr><w:bCs/></w:rPr><w:t>วัตถุประสงค์</w:t></w:r>"
                   "</w:p>" P("เพื่อให้") "<w:p><w:r><w:rPr><w:b "
                                       "w:val='0'/></w:rPr><w:t>ไม่หนา</w:t>"
                                       "</w:r></w:p>"),
        "M h1 แผน\nM h3 วัตถุประสงค์\nM p เพื่อให้\nM p ไม่หนา\n");
}

Test(format_docx, lists_are_numbered_as_word_would)
{
    check(BODY(NUMBERED("1", "0", "ก") NUMBERED("1", "1", "ข")
                   NUMBERED("1", "1", "ค") NUMBERED("1", "0", "ง")
                       NUMBERED("1", "1", "จ") NUMBERED("2", "0", "ฉ")
                           NUMBERED("3", "0", "ช") NUMBERED("3", "0", "ซ")
                               NUMBERED("9", "0", "ฌ") NUMBERED("0", "0", "ญ")),
          "M li1 1. ก\nM li2 1.๑) ข\nM li2 1.๒) ค\nM li1 2. ง\n"
          "M li2 2.๑) จ\nM li1 • ฉ\nM li1 (ค) ช\nM li1 (ง) ซ\nM p ฌ\nM p ญ\n");
}

Test(format_docx, words_of_split_runs_join_and_breaks_are_lines)
{
    check(BODY("<w:p>" T("แผน") T("งาน ") T(
              " ปี") "<w:r><w:br/><w:t>บรรทัด</w:t><w:tab/><w:t>สอง</w:t>"
                    "<w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>"),
          "M p แผนงาน ปี\nบรรทัด สอง✓\n");
}

Test(format_docx, tracked_deletions_and_hidden_text_are_gone)
{
    check(BODY("<w:p>" T("คง") "<w:del>" T("ลบ") "</w:del><w:ins>" T(
              "เพิ่ม") "</w:ins><w:moveFrom>" T("ย้าย") "</"
                                                     "w:moveFrom><w:r><w:rPr><"
                                                     "w:vanish/></"
                                                     "w:rPr><w:t>ซ่อน</w:t>"
                                                     "</w:r></w:p>"),
          "M p คงเพิ่ม\n");
}

Test(format_docx, links_come_from_relations_and_from_fields)
{
    check(
        BODY("<w:p>" T("ดู") "<w:hyperlink r:id='l1'>" T(
            "แผน") "</w:hyperlink> <w:hyperlink w:anchor='b'>" T("ข้าม") "</"
                                                                        "w:"
                                                                        "hyperl"
                                                                        "ink></"
                                                                        "w:p><"
                                                                        "w:p><"
                                                                        "w:r><"
                                                                        "w:"
                                                                        "fldCha"
                                                                        "r "
                                                                        "w:"
                                                                        "fldCha"
                                                                        "rType="
                                                                        "'begin"
                                                                        "'/></"
                                                                        "w:r><"
                                                                        "w:r><"
                                                                        "w:"
                                                                        "instrT"
                                                                        "ext> "
                                                                        "HYPERL"
                                                                        "INK "
                                                                        "\"http"
                                                                        "s://"
                                                                        "c.go."
                                                                        "th/\" "
                                                                        "</"
                                                                        "w:"
                                                                        "instrT"
                                                                        "ext></"
                                                                        "w:r><"
                                                                        "w:r><"
                                                                        "w:"
                                                                        "fldCha"
                                                                        "r "
                                                                        "w:"
                                                                        "fldCha"
                                                                        "rType="
                                                                        "'separ"
                                                                        "ate'/"
                                                                        "></"
                                                                        "w:"
                                                                        "r>" T("เว็บ") "<w:r><w:fldChar w:fldCharType='end'/></w:r>" T(
                                                                            "ท้า"
                                                                            "ย") "</w:p>"),
        "M p ดู[แผน](https://b.go.th/%E0%B8%81.pdf)[ข้าม](-)\n"
        "M p [เว็บ](https://c.go.th/)ท้าย\n");
}

Test(format_docx, merged_cells_are_filled_and_header_rows_known)
{
    check(
        BODY("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
             "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" P(
                 "ที่") "</w:tc><w:tc><w:tcPr><w:gridSpan "
                      "w:val='2'/></w:tcPr>" P(
                          "ระยะเวลา") "</w:tc></"
                                      "w:tr><w:tr><w:"
                                      "trPr><w:tblHeader/"
                                      ">"
                                      "</"
                                      "w:trPr><w:tc><w:"
                                      "tcPr><w:vMerge/></"
                                      "w:tcPr><w:p/></"
                                      "w:tc>" TC("ต.ค.")
                                          TC("พ.ย.") "</w:tr><w:tr>" TC(
                                              "1") "<w:tc>" P("ก")
                                              P("ข") "</"
                                                     "w:"
                                                     "tc>" TC(
                                                         "") "</w:tr></w:tbl>"),
        "M table 3x3/2 ที่|ระยะเวลา|^ / ^|ต.ค.|พ.ย. / 1|ก\nข|\n");
}

Test(format_docx, a_column_numbered_by_word_has_its_numbers)
{
    check(
        BODY("<w:tbl><w:tr>" TC("ลำดับ")
                 TC("โครงการ") "</w:tr><w:tr><w:tc>" NUMBERED(
                     "1", "0",
                     "") "</w:tc>" TC("ก") "</"
                                           "w:tr><w:tr><w:"
                                           "tc>" NUMBERED(
                                               "1", "0",
                                               "") "</"
                                                   "w:"
                                                   "tc"
                                                   ">" TC(
                                                       "ข") "</w:tr></w:tbl>"),
        "M table 3x2/1 ลำดับ|โครงการ / 1.|ก / 2.|ข\n");
}

Test(format_docx, a_deleted_row_is_gone_and_one_cell_is_no_table)
{
    check(BODY("<w:tbl><w:tr>" TC("ลำดับ") TC(
              "ชื่อ") "</w:tr><w:tr><w:trPr>"
                    "<w:del/></w:trPr>" TC("x") TC("y") "</w:tr><w:tr>" TC("1")
                        TC("ก") "</w:tr></w:tbl><w:tbl><w:tr>" TC(
                            "กรอบ") "</w:tr></w:tbl>"),
          "M table 2x2/1 ลำดับ|ชื่อ / 1|ก\nM p กรอบ\n");
}

Test(format_docx, a_table_in_a_cell_flows_into_it)
{
    check(BODY("<w:tbl><w:tr>" TC("ลำดับ") TC("ชื่อ") "</w:tr><w:tr>" TC(
              "1") "<w:tc><w:tbl><w:tr>" TC("ก")
                   TC("ข") "</w:tr><w:tr>" TC("ค") "</w:tr></w:tbl>" P(
                       "ง") "</w:tc></w:tr></w:tbl>"),
          "M table 2x2/1 ลำดับ|ชื่อ / 1|ก ข\nค\nง\n");
}

#define SHAPE(inside)                                                          \
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing>" inside                  \
    "</w:drawing></mc:Choice><mc:Fallback><w:pict>" inside                     \
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"

Test(format_docx, pictures_text_boxes_and_shapes_are_seen_once)
{
    check(BODY("<w:p>" T("ก") SHAPE("<w:txbxContent>" P(
              "ในกรอบ") "</w:txbxContent>") "<w:r><w:drawing><wp:docPr "
                                            "descr='ผังองค์กร'/><a:blip "
                                            "r:embed='i1'/></"
                                            "w:drawing></w:r></"
                                            "w:p><w:tbl><w:tr>" TC("ลำดับ") TC(
                                                "ต.ค.") "</"
                                                        "w:tr><w:"
                                                        "tr>" TC(
                                                            "1") "<w:tc><w:"
                                                                 "p>" SHAPE(
                                                                     "<wp:"
                                                                     "docPr "
                                                                     "id='1'"
                                                                     "/"
                                                                     ">") "<"
                                                                          "/"
                                                                          "w"
                                                                          ":"
                                                                          "p"
                                                                          ">"
                                                                          "<"
                                                                          "/"
                                                                          "w"
                                                                          ":"
                                                                          "t"
                                                                          "c"
                                                                          ">"
                                                                          "<"
                                                                          "/"
                                                                          "w"
                                                                          ":"
                                                                          "t"
                                                                          "r"
                                                                          ">"
                                                                          "<"
                                                                          "/"
                                                                          "w"
                                                                          ":"
                                                                          "t"
                                                                          "b"
                                                                          "l"
                                                                          ">"),
          "M p ในกรอบ\nM p ก\nM image @word/media/a.png ผังองค์กร\n"
          "M table 2x2/1 ลำดับ|ต.ค. / 1|*\n");
}

Test(format_docx, broken_and_locked_files_say_so)
{
    static const char *const empty[] = { "other.xml", "<a/>", NULL };
    g_autoptr(GByteArray) zip = zip_make(empty);
    g_autoptr(Document) other = bytes_read((const char *)zip->data, zip->len);
    g_autoptr(Document) junk = bytes_read("PK\3\4 junk", 9);
    g_autoptr(Document) locked = bytes_read("\xd0\xcf\x11\xe0\xa1\xb1", 6);
    g_autoptr(Document) cut =
        body_read("<w:document " W "><w:body>" P("ก") "<w:p><w:r><w:t>ข");
    g_autofree char *text = document_text(cut);

    cr_assert_eq(other->reason, READ_BROKEN_FILE);
    cr_assert_eq(junk->reason, READ_BROKEN_FILE);
    cr_assert_eq(locked->reason, READ_ENCRYPTED);
    cr_assert_eq(cut->reason, READ_BROKEN_FILE);
    cr_assert(strstr(text, "ก") != NULL);
}

Test(format_docx, every_cut_of_a_file_is_survived)
{
    static const char *const parts[] = { "word/document.xml", BODY(P("ก")),
                                         "word/styles.xml", STYLES, NULL };
    g_autoptr(GByteArray) zip = zip_make(parts);

    for (guint len = 0; len < zip->len; len++) {
        g_autoptr(Document) document = bytes_read((const char *)zip->data, len);

        cr_assert_neq(document->reason, READ_OK, "cut at %u", len);
    }
}

Test(format_docx, entity_bombs_and_deep_nesting_are_bombs)
{
    GString *deep = g_string_new("<w:document " W "><w:body>");
    g_autoptr(Document) nested = NULL;
    g_autoptr(Document) bomb = body_read(
        "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;'>]><w:document " W
        "><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>");

    for (int i = 0; i < 100000; i++)
        g_string_append(deep, "<w:tbl><w:tr><w:tc>");
    nested = body_read(deep->str);
    cr_assert_eq(bomb->reason, READ_BOMB);
    cr_assert_eq(nested->reason, READ_BOMB);
    g_string_free(deep, TRUE);
}

Test(format_docx, a_part_that_unpacks_without_end_is_a_bomb)
{
    g_autofree char *zeros = g_strnfill(40u << 20, ' ');
    g_autofree char *body = g_strconcat("<w:document " W "><w:body>", zeros,
                                        "</w:body></w:document>", NULL);
    g_autoptr(Document) document = body_read(body);

    cr_assert_eq(document->reason, READ_BOMB);
}

Test(format_docx, a_file_of_pictures_is_image_only_and_of_nothing_empty)
{
    static const char *const picture[] = {
        "word/document.xml",
        BODY("<w:p><w:r><w:drawing><a:blip r:embed='x'/></w:drawing></w:r>"
             "</w:p>"),
        NULL
    };
    static const char *const nothing[] = { "word/document.xml", BODY("<w:p/>"),
                                           NULL };
    g_autoptr(GByteArray) zip = zip_make(picture);
    g_autoptr(GByteArray) none = zip_make(nothing);
    g_autoptr(Document) image = bytes_read((const char *)zip->data, zip->len);
    g_autoptr(Document) empty = bytes_read((const char *)none->data, none->len);

    cr_assert_eq(image->reason, READ_IMAGE_ONLY);
    cr_assert_eq(empty->reason, READ_EMPTY);
}

#define SPAN(words)                                                            \
    "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='3'/></w:tcPr>" P(                  \
        words) "</w:tc></w:tr>"

Test(format_docx, titles_in_merged_rows_stand_above_the_table)
{
    check(BODY("<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>" T(
              "แผน") "</w:p><w:tbl>" SPAN("แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2565")
                   SPAN("สำนักงานตัวอย่าง") "<w:tr>" TC("โครงการ") TC("ระยะเวลา")
                       TC("งบประมาณ") "</w:tr><w:tr>" TC("ก") TC("ต.ค. 64")
                           TC("5,000") "</w:tr></w:tbl>"),
          "M h1 แผน\nM h2 แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2565\n"
          "M p สำนักงานตัวอย่าง\n"
          "M table 2x3/1 โครงการ|ระยะเวลา|งบประมาณ / ก|ต.ค. 64|5,000\n");
}
