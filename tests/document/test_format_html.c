#include "document/formats.h"

#include <string.h>

#include <criterion/criterion.h>

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

static gboolean has_note(const Document *document, const char *code,
                         const char *detail)
{
    for (guint i = 0; i < document->notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(document->notes, i);

        if (strcmp(note->code, code) == 0 &&
            g_strcmp0(note->detail, detail) == 0)
            return TRUE;
    }
    return FALSE;
}

Test(format_html, blocks_come_in_reading_order)
{
    check("<h1>แผน</h1>ข้อความ <b>ลอย</b><p>ย่อหน้า\n  สอง</p>ท้าย"
          "<h3>หัวข้อ</h3><div>ใน<div>ซ้อน</div>นอก</div>",
          "M h1 แผน\nM p ข้อความ ลอย\nM p ย่อหน้า สอง\nM p ท้าย\nM h3 หัวข้อ\n"
          "M p ใน\nM p ซ้อน\nM p นอก\n");
}

Test(format_html, br_is_a_line_and_two_are_a_paragraph)
{
    check("<p>หนึ่ง<br>สอง<br>\n<br/>สาม</p>", "M p หนึ่ง\nสอง\nM p สาม\n");
}

Test(format_html, spaces_fold_and_legacy_nbsp_is_a_space)
{
    check("<p>ปี&nbsp2568 &nbsp; งบ\t\n ประมาณ&amp;nbsp;ก</p>",
          "M p ปี 2568 งบ ประมาณ ก\n");
}

Test(format_html, pre_keeps_its_lines)
{
    check("<pre>ก\nข\n</pre>", "M p ก\nข\n");
}

Test(format_html, list_items_have_markers_and_depth)
{
    check("<ol start=3><li>ก</li><li>ข<ul><li>ข.1</li></ul></li>"
          "<li value=9><p>ค</p><p>ง</p></li></ol>"
          "<ol type=a><li>x</li></ol><ol type=I><li>y</li><li>z</li></ol>",
          "M li1 3. ก\nM li1 4. ข\nM li2 • ข.1\nM li1 9. ค\nM p ง\n"
          "M li1 a. x\nM li1 I. y\nM li1 II. z\n");
}

Test(format_html, terms_and_details_are_one_paragraph)
{
    check("<dl><dt>โทรศัพท์</dt><dd>0 2000 0000</dd><dd>ต่อ 12</dd>"
          "<dt>อีเมล:</dt><dd><p><a href=\"mailto:a@a.go.th\">a@a.go.th</a></p>"
          "</dd><dt>ว่าง</dt></dl>",
          "M p โทรศัพท์: 0 2000 0000\nM p ต่อ 12\n"
          "M p อีเมล: [a@a.go.th](mailto:a@a.go.th)\nM p ว่าง\n");
}

Test(format_html, links_know_their_words_and_where_they_lead)
{
    check("<p>ดู <a href=\"../doc/o10.pdf\">แผน <b>ปี</b> </a>และ"
          "<a href=#>ว่าง</a> <a href='javascript:void(0)'>เปิด</a> "
          "<a href=#o11>ข้าม</a></p>",
          "M p ดู [แผน ปี](https://a.go.th/doc/o10.pdf) และ[ว่าง](-) "
          "[เปิด](-) [ข้าม](https://a.go.th/x/page.html#o11)\n");
}

Test(format_html, base_moves_relative_links)
{
    check("<head><base href='https://b.go.th/f/'></head><a href='1.pdf'>ก</a>",
          "M p [ก](https://b.go.th/f/1.pdf)\n");
}

Test(format_html, a_link_around_blocks_covers_each)
{
    check("<a href='/a'><h3>ก</h3><p>ข</p></a>",
          "M h3 [ก](https://a.go.th/a)\nM p [ข](https://a.go.th/a)\n");
}

Test(format_html, onclick_leads_somewhere_too)
{
    check("<a href='#' onclick=\"window.open('/o.pdf','_blank')\">ก</a>"
          "<button onclick=\"location.href='/p.html'\">ข</button>",
          "M p [ก](https://a.go.th/o.pdf)\nM p [ข](https://a.go.th/p.html)\n");
}

Test(format_html, an_icon_link_has_its_title_as_words)
{
    check("<p><a href='https://www.facebook.com/a' title='Facebook'>"
          "<i class='fa'></i></a></p>",
          "M p [Facebook](https://www.facebook.com/a)\n");
}

Test(format_html, images_keep_alt_source_and_link)
{
    check("<p>ก<a href='b.pdf'><img src='b.png' alt='แผนผัง'></a>ข</p>"
          "<img src='data:image/gif;base64,R0' data-src='/lazy.jpg'>"
          "<img src='/t.gif' width=1 height=1>"
          "<div style=\"background-image: url('/boss.jpg')\" "
          "title='ผู้บริหาร'></div>",
          "M p กข\nM image [แผนผัง](https://a.go.th/x/b.pdf) "
          "<https://a.go.th/x/b.png>\n"
          "M image  <https://a.go.th/lazy.jpg>\n"
          "M image ผู้บริหาร <https://a.go.th/boss.jpg>\n");
}

Test(format_html, frames_objects_and_video_are_frames)
{
    check("<iframe src='//docs.go.th/v?u=a.pdf' title='แผน'>no</iframe>"
          "<object data='b.pdf'><p>ดาวน์โหลด <a href='b.pdf'>ที่นี่</a></p>"
          "</object><embed src='c.pdf'><video><source src='v.mp4'></video>",
          "M frame แผน <https://docs.go.th/v?u=a.pdf>\n"
          "M frame  <https://a.go.th/x/b.pdf>\n"
          "M p ดาวน์โหลด [ที่นี่](https://a.go.th/x/b.pdf)\n"
          "M frame  <https://a.go.th/x/c.pdf>\n"
          "M frame  <https://a.go.th/x/v.mp4>\n");
}

Test(format_html, forms_have_fields_with_the_words_beside_them)
{
    check("<form action='/send'><label for=n>ชื่อ</label><input id=n name=nm>"
          "<label>อีเมล <input type=email name=em></label>"
          "<p>รายละเอียด</p><textarea name=d>เก่า</textarea>"
          "<select name=s><option>หนึ่ง</option></select>"
          "<input type=hidden name=csrf><input type=file name=f "
          "placeholder='แนบไฟล์'><input type=submit value='ส่ง'></form>",
          "M p ชื่ออีเมล\nM p รายละเอียด\n"
          "M form <https://a.go.th/send> nm:text=ชื่อ, em:email=อีเมล, "
          "d:textarea=รายละเอียด, s:select=รายละเอียด, f:file=แนบไฟล์, "
          ":submit=ส่ง\n");
}

Test(format_html, a_search_box_alone_outside_a_form_is_no_form)
{
    check("<p>ก</p><input name=q>", "M p ก\n");
}

Test(format_html, scripts_styles_templates_and_options_are_no_content)
{
    check("<script>var a='ก'</script><style>p{}</style><template>ข</template>"
          "<svg><title>ค</title><text>ง</text></svg><noscript>จ</noscript>"
          "<select><option>ฉ</option></select><p>ช</p>",
          "M p ช\n");
}

Test(format_html, collapsed_panels_and_details_are_content)
{
    check("<details><summary>O10 แผน</summary><p>ก</p></details>"
          "<div class='panel-title'><a href='#c1'>O11 รายงาน</a></div>"
          "<div id=c1 class='collapse' style='display:none'><p>ข</p></div>",
          "M h3 O10 แผน\nM p ก\n"
          "M h3 [O11 รายงาน](https://a.go.th/x/page.html#c1)\nM p ข\n");
}

Test(format_html, titles_by_class_and_bold_lines_are_headings)
{
    check("<div class='page-title'>แผนปฏิบัติการ</div>"
          "<p><strong>1. หลักการ</strong></p><p>ข้อความยาว</p>"
          "<p><span style='font-weight: bold'>2. วิธีการ</span></p><p>อื่น</p>"
          "<p>มี<b>ตัวหนา</b>บ้าง</p>",
          "M h1 แผนปฏิบัติการ\nM h3 1. หลักการ\nM p ข้อความยาว\n"
          "M h3 2. วิธีการ\nM p อื่น\nM p มีตัวหนาบ้าง\n");
}

Test(format_html, bold_all_over_makes_no_headings)
{
    check("<p><b>ก</b></p><p><b>ข</b></p><p><b>ค</b></p><p><b>ง</b></p>",
          "M p ก\nM p ข\nM p ค\nM p ง\n");
}

Test(format_html, text_after_the_end_of_html_is_kept)
{
    check("<html><body><p>ก</p></body></html><p>ข</p>", "M p ก\nM p ข\n");
}

Test(format_html, knows_title_language_anchors_and_refresh)
{
    g_autoptr(Document) document = page_read(
        "<html lang='th-TH'><head><title> แผน \n ปี </title><meta "
        "http-equiv=Refresh content=\"0; URL='next.html'\"></head><body>"
        "<svg><title>no</title></svg><p id=o10>ก</p><a name=o11></a></body>");

    cr_assert_str_eq(document->title, "แผน ปี");
    cr_assert_str_eq(document->language, "th");
    cr_assert_eq(document->anchors->len, 2);
    cr_assert_str_eq(g_ptr_array_index(document->anchors, 1), "o11");
    cr_assert(
        has_note(document, "meta-refresh", "https://a.go.th/x/next.html"));
}

Test(format_html, an_empty_shell_needs_javascript)
{
    static const char *const shells[] = {
        "<title>ก</title><div id=app></div><script src=a.js></script>",
        "<body><noscript>You need to enable JavaScript</noscript><p>รอ</p>",
        "<app-root></app-root><p>กำลังโหลด</p>",
        "<p>กำลังโหลด</p><script src=main.js></script>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(shells); i++) {
        g_autoptr(Document) document = page_read(shells[i]);

        cr_assert_eq(document->reason, READ_NEEDS_JAVASCRIPT, "%s", shells[i]);
    }
}

Test(format_html, a_short_page_with_a_document_needs_no_javascript)
{
    static const char *const pages[] = {
        "<p>แผน</p><iframe src=a.pdf></iframe><script src=j.js></script>",
        "<p><a href=a.pdf>แผน</a></p><script src=j.js></script>",
        "<p>ไม่มี</p>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autoptr(Document) document = page_read(pages[i]);

        cr_assert_eq(document->reason, READ_OK, "%s", pages[i]);
    }
}

Test(format_html, a_page_of_nothing_is_empty)
{
    g_autoptr(Document) tags = page_read("<html><body> <br> </body></html>");
    g_autoptr(Document) none = page_read("");

    cr_assert_eq(tags->reason, READ_EMPTY);
    cr_assert_eq(none->reason, READ_EMPTY);
}

Test(format_html, reads_windows_874_and_notes_the_lie)
{
    g_autoptr(Document) document = page_read(
        "<meta charset=utf-8><p>\xe1\xbc\xb9\xb4\xd3\xe0\xb9\xd4\xb9\xa7\xd2"
        "\xb9</p>");
    g_autofree char *outline = outline_of(document);

    cr_assert_str_eq(outline, "M p แผนดำเนินงาน\n");
    cr_assert_str_eq(document->charset, "windows-874");
    cr_assert(has_note(document, "charset-mismatch", "utf-8, windows-874"));
}

Test(format_html, a_million_open_elements_do_not_lose_the_text)
{
    GString *html = g_string_new(NULL);
    g_autoptr(Document) document = NULL;
    const Block *block;

    for (int i = 0; i < 1000000; i++)
        g_string_append(html, i % 2 == 0 ? "<b>" : "<i>");
    g_string_append(html, "สุดท้าย");
    document = page_read(html->str);
    block = g_ptr_array_index(document->blocks, 0);
    cr_assert_str_eq(block->text, "สุดท้าย");
    g_string_free(html, TRUE);
}

Test(format_html, deep_blocks_lists_tables_and_titles_are_survived)
{
    static const char *const tags[] = {
        "<div class='title page-title card-header'>",
        "<ul><li>",
        "<table><tr><td>",
        "<a href=x><h1>",
        "<form><label>",
        "<dl><dt><dd>",
    };

    for (gsize t = 0; t < G_N_ELEMENTS(tags); t++) {
        GString *html = g_string_new(NULL);
        g_autoptr(Document) document = NULL;
        g_autofree char *text = NULL;

        for (int i = 0; i < 60000; i++)
            g_string_append(html, tags[t]);
        g_string_append(html, "สุดท้าย");
        document = page_read(html->str);
        text = document_text(document);
        cr_assert(strstr(text, "สุดท้าย") != NULL, "%s", tags[t]);
        g_string_free(html, TRUE);
    }
}

Test(format_html, too_much_html_is_too_large)
{
    g_autofree char *html = g_strnfill(9u << 20, 'a');
    g_autoptr(Document) document = page_read(html);

    cr_assert_eq(document->reason, READ_TOO_LARGE);
}

static double seconds_for(GString *html)
{
    gint64 start = g_get_monotonic_time();
    g_autoptr(Document) document = page_read(html->str);

    cr_assert_not_null(document);
    g_string_free(html, TRUE);
    return (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
}

static GString *repeated(const char *before, const char *again, int count,
                         const char *after)
{
    GString *html = g_string_new(before);

    for (int i = 0; i < count; i++)
        g_string_append(html, again);
    g_string_append(html, after);
    return html;
}

Test(format_html, hostile_pages_take_no_longer_than_their_size, .timeout = 60)
{
    static const struct {
        const char *before, *again, *after;
        int count;
    } pages[] = {
        { "<body>", "<div>", "แผน", 20000 },
        { "<body>", "<div hidden class=menu>ก<a href=/>", "แผน", 5000 },
        { "<body>", "<table><tr><td>", "แผน", 20000 },
        { "<table>", "<tr><td>1<td>2<td>3<td>4<td>5", "</table>", 5000 },
        { "<table><tr>", "<td><a href=/x>แผน</a></td>", "</table>", 20000 },
        { "<p>", "แผนดำเนินงาน ", "</p>", 100000 },
        { "<body>", "<span onclick='go()' class=hits>ฮิต: 12</span>", "",
          10000 },
        { "<body>", "<p hidden>แผนดำเนินงานประจำปี</p>", "", 10000 },
        { "<title>แผนงาน</title>", "<h1 class=content>แผนงาน</h1>", "", 10000 },
        { "<div ", " a=1 b='2' c", ">แผน</div>", 100000 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        double seconds = seconds_for(repeated(pages[i].before, pages[i].again,
                                              pages[i].count, pages[i].after));

        /* Well over what it takes with sanitizers on a busy machine, and
         * well under anything that grows with the square. */
        cr_assert_lt(seconds, 20, "%s...: %f s", pages[i].again, seconds);
    }
}

Test(format_html, a_tag_with_too_many_attributes_keeps_its_first_and_its_text)
{
    GString *html = g_string_new("<p>ก <a href='a.pdf' title=\"x > y\"");
    g_autoptr(Document) document = NULL;
    const Block *block;

    for (int i = 0; i < 2000; i++)
        g_string_append_printf(html, " a%d='<%d>'", i, i);
    g_string_append(html, ">แผน</a> ข</p>");
    document = page_read(html->str);
    block = g_ptr_array_index(document->blocks, 0);
    cr_assert_str_eq(block->text, "ก แผน ข");
    cr_assert_eq(block->links->len, 1);
    g_string_free(html, TRUE);
}

Test(format_html, every_code_point_is_read)
{
    GString *html = g_string_new("<body>");
    g_autoptr(Document) document = NULL;

    for (gunichar c = 1; c < 0x11000; c++) {
        if (c < 0xd800 || c > 0xdfff) {
            g_string_append_unichar(html, c);
            g_string_append_printf(html, "<i>&#%u;</i>", c);
        }
    }
    document = page_read(html->str);
    cr_assert_gt(document->text_len, 60000);
    g_string_free(html, TRUE);
}
