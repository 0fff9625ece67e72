#include "document/formats.h"

#include <string.h>

#include <criterion/criterion.h>

#include "tests/document/outline.h"

#define LONG                                                                                                                                                                                                                                            \
    "รายงานฉบับนี้จัดทำขึ้นเพื่อแสดงผลการดำเนินงานของหน่วยงานตัวอย่างในรอบปีที่ผ่านมา " \
    "โดยสรุปจากข้อมูลของทุกกลุ่มงานตามแบบที่กำหนดไว้ และนำเสนอต่อผู้บริหารเพื่อพิจารณา "

#define MENU                                                                                  \
    "<li><a href=/1>แผนเมนู</a></li><li><a href=/2>รายงาน</a></li>" \
    "<li><a href=/3>คู่มือ</a></li><li><a href=/4>สถิติ</a></li>"       \
    "<li><a href=/5>จัดซื้อ</a></li><li><a href=/6>ติดต่อ</a></li>" \
    "<li><a href=/7>ข่าว</a></li>"

/* The zone of the block whose text holds @words: 'M', 'c', or '-'. */
static char zone_of(const char *html, const char *words)
{
    ReadRequest request = { .url = "https://a.go.th/x/page.html" };
    g_autoptr(Document) document =
        format_read(FORMAT_HTML, html, strlen(html), &request);

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (strstr(block->text, words) != NULL)
            return block->zone == ZONE_MAIN ? 'M' : 'c';
    }
    return '-';
}

static void check(const char *html, const char *words, char zone)
{
    char got = zone_of(html, words);

    cr_assert_eq(got, zone, "%s is %c, not %c, in %s", words, got, zone, html);
}

Test(html_zone, elements_and_roles_of_furniture_are_furniture)
{
    static const char *const pages[] = {
        "<nav><ul>" MENU "</ul></nav><p>" LONG "</p>",
        "<header><div>แผนเมนู</div></header><p>" LONG "</p>",
        "<p>" LONG "</p><footer>แผนเมนู</footer>",
        "<p>" LONG "</p><aside>แผนเมนู</aside>",
        "<div role=navigation>แผนเมนู</div><p>" LONG "</p>",
        "<div role=contentinfo>แผนเมนู</div><p>" LONG "</p>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        check(pages[i], "แผนเมนู", 'c');
        check(pages[i], "รายงานฉบับนี้", 'M');
    }
}

Test(html_zone, words_of_class_and_id_name_furniture)
{
    static const char *const names[] = {
        "class='main-menu'",
        "id=sidebar",
        "id='leftMenu2'",
        "class='breadcrumb'",
        "class='site-footer'",
        "class='cookie-notice'",
        "class='widget widget_recent'",
        "class='navbar navbar-default'",
        "id=topbar",
        "class='elementor-widget-nav-menu'",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *html = g_strdup_printf(
            "<div %s><span>แผนเมนู</span></div><div><p>%s</p></div>", names[i],
            LONG);

        check(html, "แผนเมนู", 'c');
        check(html, "รายงานฉบับนี้", 'M');
    }
}

Test(html_zone, page_builders_names_do_not_make_content_furniture)
{
    static const char *const names[] = {
        "class='elementor-widget elementor-widget-text-editor'",
        "class='card-header'",
        "class='page-header'",
        "class='nav nav-tabs'",
        "class='widget-content-area'",
        "class='has-sidebar'",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *html = g_strdup_printf(
            "<div %s><span>แผนจริง</span></div><p>%s</p>", names[i], LONG);

        check(html, "แผนจริง", 'M');
    }
}

Test(html_zone, a_wrapper_called_sidebar_or_menu_is_not_believed)
{
    check("<div class='right-sidebar menu-page'><p>" LONG LONG "</p></div>",
          "รายงานฉบับนี้", 'M');
}

Test(html_zone, main_makes_the_rest_furniture)
{
    const char *html = "<div><p>เมนูบน</p></div><main><p>" LONG "</p><ul>" MENU
                       "</ul></main><div>ท้ายเว็บ</div>";

    check(html, "เมนูบน", 'c');
    check(html, "ท้ายเว็บ", 'c');
    check(html, "จัดซื้อ", 'M');
}

Test(html_zone, furniture_within_main_is_still_furniture)
{
    const char *html =
        "<main><div class=breadcrumbs>หน้าแรก</div><p>" LONG "</p><nav>"
        "ก่อนหน้า</nav><div class='sharedaddy'>แชร์</div></main>";

    check(html, "หน้าแรก", 'c');
    check(html, "ก่อนหน้า", 'c');
    check(html, "แชร์", 'c');
}

Test(html_zone, a_list_of_documents_is_content_even_in_nav)
{
    check("<main><p>" LONG "</p><nav><a href=a.pdf>แผน ก</a> "
          "<a href=b.pdf>แผน ข</a></nav></main>",
          "แผน ก", 'M');
}

Test(html_zone, an_empty_main_or_a_teaser_article_proves_nothing)
{
    check("<main></main><div><p>" LONG "</p></div>", "รายงานฉบับนี้", 'M');
    check("<article>ข่าว</article><div><p>" LONG LONG "</p></div>", "รายงานฉบับนี้",
          'M');
}

Test(html_zone, the_header_of_an_article_is_content)
{
    check("<article><header><h1>แผนปี</h1></header><p>" LONG "</p></article>",
          "แผนปี", 'M');
    check("<header class='entry-header'><h1>แผนปี</h1></header><p>" LONG "</p>",
          "แผนปี", 'M');
}

Test(html_zone, a_menu_column_of_an_old_page_is_furniture)
{
    const char *html = "<table><tr><td><table><tr><td><ul>" MENU
                       "</ul></td></tr></table></td><td><p>" LONG LONG
                       "</p></td></tr></table>";

    check(html, "แผนเมนู", 'c');
    check(html, "รายงานฉบับนี้", 'M');
}

Test(html_zone, a_menu_before_the_first_heading_is_furniture)
{
    const char *html =
        "<div><ul>" MENU "</ul></div><div><h1>ผลงาน</h1><p>" LONG "</p></div>";

    check(html, "แผนเมนู", 'c');
    check(html, "ผลงาน", 'M');
}

Test(html_zone, an_index_of_links_with_nothing_else_is_content)
{
    check("<div><ul>" MENU "</ul></div>", "แผนเมนู", 'M');
    check("<div><h1>ดัชนี</h1><ul>" MENU "</ul></div>", "แผนเมนู", 'M');
}

Test(html_zone, words_out_of_sight_are_no_content)
{
    check("<div style='position:absolute; left:-9999px'><a "
          "href='https://casino.example'>สล็อต</a></div><p>" LONG "</p>",
          "สล็อต", 'c');
}

Test(html_zone, if_all_looks_like_furniture_only_sure_signs_count)
{
    check("<div class=menu id=footer><p>แผนปี</p></div><nav>เมนู</nav>", "แผนปี",
          'M');
    check("<div class=menu id=footer><p>แผนปี</p></div><nav>เมนู</nav>", "เมนู",
          'c');
}

Test(html_zone, a_form_around_the_whole_page_is_no_furniture)
{
    const char *html = "<form id=aspnetForm><div class=navbar><input name=q>"
                       "</div><p>" LONG "</p><input name=a><input name=b>"
                       "</form>";

    check(html, "รายงานฉบับนี้", 'M');
}

#define SITE "<title>แผนปี 2564 - 2565 | สำนักงานตัวอย่าง</title>"

Test(html_zone, what_holds_the_pages_title_is_the_content_and_the_rest_is_not)
{
    const char *html = SITE "<div id=top>โทรหาเรา</div><div id=content><h2>"
                            "แผนปี 2564 - 2565</h2><p>ข้อความสั้น ๆ ของแผนนี้"
                            "</p></div><div>ข่าวล่าสุด " LONG "</div>";

    check(html, "โทรหาเรา", 'c');
    check(html, "ข้อความสั้น", 'M');
    check(html, "ข่าวล่าสุด", 'c');
}

Test(html_zone, a_wrapper_without_the_title_makes_nothing_furniture)
{
    check("<title>แผนปีงบประมาณ</title><b>แผนปีงบประมาณ</b><p>ระยะเวลา</p>"
          "<div class=content><p>" LONG LONG "</p></div>",
          "ระยะเวลา", 'M');
}

Test(html_zone, above_the_repeated_title_of_an_old_page_links_are_a_menu)
{
    const char *html =
        SITE "<table><tr><td>ข่าว 3 มี.ค. <a href=/n1>ข่าวหนึ่งของเรา</a> "
             "<a href=/n2>ข่าวสองของเรา</a> <a href=/n3>ข่าวสามของเรา</a></td>"
             "</tr><tr><td><b>แผนปี 2564 - 2565</b><p>" LONG
             "</p><p>ดาวน์โหลด <a href=/1>หนึ่ง</a><a href=/2>สอง</a>"
             "<a href=/3>สาม</a></p></td></tr></table>";

    check(html, "ข่าวหนึ่ง", 'c');
    check(html, "ดาวน์โหลด", 'M');
}

Test(html_zone, the_name_of_the_site_is_not_taken_for_the_title)
{
    const char *html =
        SITE "<b>สำนักงานตัวอย่าง</b><div><a href=/1>แผนหนึ่ง</a> "
             "<a href=/2>แผนสอง</a> <a href=/3>แผนสาม</a></div><p>" LONG
             "</p><p><b>สำนักงานตัวอย่าง</b> ที่อยู่</p>";

    check(html, "แผนหนึ่ง", 'M');
}

Test(html_zone, a_page_without_body_begins_with_its_first_element)
{
    static const char *const pages[] = {
        "<title>แผน</title><main><h1>แผนปี</h1><p>" LONG "</p></main>",
        "<!doctype html><html><title>แผน</title><section><p>" LONG
        "</p></section></html>",
        "<title>แผน</title><header>หัวเว็บ</header><article><p>" LONG
        "</p></article>",
        "<title>แผน</title><style>p{}</style><script>var a='รายงานเมนู';"
        "</script><nav>เมนู</nav><p>" LONG "</p>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        check(pages[i], "รายงานฉบับนี้", 'M');
        check(pages[i], "รายงานเมนู", '-');
        check(pages[i], "p{}", '-');
    }
}

Test(html_zone, words_to_click_are_a_menu_like_links)
{
    const char *html =
        "<div><span onclick=\"go(1)\">แผนเมนู</span><span onclick=\"go(2)\">"
        "รายงาน</span><span onclick=\"go(3)\">คู่มือ</span><span "
        "onclick=\"go(4)\">สถิติ</span><span onclick=\"go(5)\">จัดซื้อ</span>"
        "<span role=link>ติดต่อ</span></div>";
    g_autofree char *before = g_strconcat(html, "<p>" LONG "</p>", NULL);
    g_autofree char *after = g_strconcat("<p>" LONG "</p>", html, NULL);

    check(before, "แผนเมนู", 'c');
    check(after, "แผนเมนู", 'c');
    check(after, "รายงานฉบับนี้", 'M');
}

Test(html_zone, what_opens_an_accordion_is_content)
{
    check("<div><div onclick=\"toggle(1)\" aria-expanded=false>แผนหนึ่ง</div>"
          "<div style='display:none'><p>" LONG "</p></div></div>",
          "แผนหนึ่ง", 'M');
    check("<div><div onclick=\"toggle(1)\">แผนหนึ่ง</div>"
          "<div style='display:none'><p>" LONG "</p></div></div>",
          "รายงานฉบับนี้", 'M');
}

Test(html_zone, counters_rights_and_tools_within_the_content_are_furniture)
{
    static const char *const pieces[] = {
        "<dd class=hits>แผนเมนู</dd>",
        "<p>ฮิต: 214 <!-- แผนเมนู --></p>",
        "<span>อ่าน 1,204 ครั้ง</span>",
        "<div><b>Hits</b>: ๒๑๔</div>",
        "<p>สงวนลิขสิทธิ์ พ.ศ. 2565 สำนักงานตัวอย่าง</p>",
        "<p>© 2022 ตัวอย่าง</p>",
        "<div class='social-share'>แผนเมนู</div>",
        "<ul class=print-icon><li>แผนเมนู</li></ul>",
        "<div id=back-to-top>แผนเมนู</div>",
        "<div class='font-size'>แผนเมนู</div>",
        "<div class=vcounter>แผนเมนู</div>",
        "<div aria-label=Breadcrumb>แผนเมนู</div>",
        "<div class='jp-relatedposts'>แผนเมนู</div>",
        "<div class='weather-box'>แผนเมนู</div>",
        "<p><a href=/>หน้าแรก</a> &raquo; ITA 2565 &raquo; แผนเมนู</p>",
        "<ul><li><a href=/>Home</a></li><li>แผนเมนู</li></ul>",
        "<p>เผยแพร่เมื่อ 1 ธันวาคม 2564</p>",
        "<dl class=article-info><dt>ข้อมูล</dt><dd>เขียนโดย admin</dd></dl>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *html = g_strdup_printf(
            "<main><h1>ผลงาน</h1>%s<p>%s</p></main>", pieces[i], LONG);
        ReadRequest request = { .url = "https://a.go.th/" };
        g_autoptr(Document) document =
            format_read(FORMAT_HTML, html, strlen(html), &request);
        const Block *block = g_ptr_array_index(document->blocks, 1);

        cr_assert_geq(document->blocks->len, 3, "%s", html);
        cr_assert_eq(block->zone, ZONE_CHROME, "%s", html);
        check(html, "รายงานฉบับนี้", 'M');
    }
}

Test(html_zone, counted_visitors_of_a_museum_are_content)
{
    check("<main><p>" LONG "</p><p>จำนวนผู้เข้าชม 1,204 คน</p></main>", "ผู้เข้าชม",
          'M');
    check("<main><p>" LONG "</p><p>เข้าชมพิพิธภัณฑ์ 1,204 ครั้ง</p></main>", "พิพิธภัณฑ์",
          'M');
}

Test(html_zone, outside_of_most_of_the_text_words_are_furniture)
{
    const char *html =
        "<div><span>แผนเมนู</span></div><div class=content><p>" LONG
        "</p></div><div>ข่าวสั้น</div>";

    check(html, "แผนเมนู", 'c');
    check(html, "ข่าวสั้น", 'c');
    check(html, "รายงานฉบับนี้", 'M');
}

Test(html_zone, what_belongs_to_the_main_element_stays_content)
{
    const char *html =
        "<div>แผนเมนู <a href=/1>หนึ่ง</a></div><h2>แผนปี</h2><p>ปีนี้</p><div "
        "class=content><p>" LONG "</p></div><ul><li><a href=a.pdf>แผน ก</a>"
        "</li></ul><iframe src=/v title=แผนที่></iframe>";

    check(html, "แผนเมนู", 'c');
    check(html, "แผนปี", 'M');
    check(html, "ปีนี้", 'M');
    check(html, "แผน ก", 'M');
    check(html, "แผนที่", 'M');
}

Test(html_zone, several_boxes_called_content_are_all_content)
{
    const char *html =
        "<div>แผนเมนู</div><div class=box><div class=content><p>" LONG
        "</p></div></div><div class=box><div class=content><p>ส่วนที่สองของหน้านี้"
        "มีรายละเอียดของโครงการ</p></div></div><div id=sidebar><div "
        "class=content><p>ข่าวเด่นของวันนี้จากทุกสำนักงาน</p></div></div>";

    check(html, "แผนเมนู", 'c');
    check(html, "รายงานฉบับนี้", 'M');
    check(html, "ส่วนที่สอง", 'M');
    check(html, "ข่าวเด่น", 'c');
}

Test(html_zone, a_heading_within_a_menu_does_not_begin_the_content)
{
    check("<div><h1>บริการ</h1><ul>" MENU
          "</ul></div><div><h1>ผลงาน</h1><p>" LONG "</p></div>",
          "แผนเมนู", 'c');
}

Test(html_zone, who_wrote_what_on_a_board_is_content)
{
    check("<main><h1>ถามตอบ</h1><p>ขอคืนเงินได้หรือไม่</p><p>โพสต์โดย ผู้ใช้</p><p>ขอได้"
          "ค่ะ ภายใน 3 วัน</p><p>โพสต์โดย เจ้าหน้าที่</p><p>" LONG "</p></main>",
          "โพสต์โดย เจ้าหน้าที่", 'M');
}

Test(html_zone, a_sentence_about_the_home_page_is_content)
{
    check("<main><p>หน้าแรกของ<a href=/>เว็บไซต์</a>แสดงข่าว</p><p>" LONG
          "</p></main>",
          "แสดงข่าว", 'M');
}

Test(html_zone, what_a_click_opens_is_content)
{
    static const char *const hidden[] = {
        "style='display:none'",
        "hidden",
        "class='tab-pane fade'",
        "class='collapse'",
        "class='accordion-body' aria-hidden=true",
        "style='display: none;'",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(hidden); i++) {
        g_autofree char *html = g_strdup_printf(
            "<main><button>ส่วนที่ 1</button><div %s><p>แผนจริงของหน่วยงานเรา</p>"
            "</div><p>%s</p></main>",
            hidden[i], LONG);

        check(html, "แผนจริง", 'M');
    }
}

/* Blocks of the content that hold @words. */
static guint count_of(const char *html, const char *words)
{
    ReadRequest request = { .url = "https://a.go.th/" };
    g_autoptr(Document) document =
        format_read(FORMAT_HTML, html, strlen(html), &request);
    guint count = 0;

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (block->zone == ZONE_MAIN && strstr(block->text, words) != NULL)
            count++;
    }
    return count;
}

#define TWICE(first, second)                                                                         \
    "<main><h1>ผู้บริหาร</h1><div " first                                                               \
    "><p>นายสมมติ ใจดี ผู้อำนวยการกอง</p></div>" \
    "<div " second "><p>นายสมมติ ใจดี ผู้อำนวยการกอง</p></div><p>" LONG                                  \
    "</p></main>"

Test(html_zone, what_stands_twice_for_two_screens_counts_once)
{
    static const char *const pages[] = {
        TWICE("class='d-none d-md-block'", "class='d-md-none'"),
        TWICE("class='mobile-only'", ""),
        TWICE("", "class='visible-xs'"),
        TWICE("style='display:none'", ""),
        TWICE("", "hidden"),
        TWICE("class=slide", "class='slide slick-cloned'"),
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
        cr_assert_eq(count_of(pages[i], "นายสมมติ"), 1, "%s", pages[i]);
    /* Said twice without a sign: a person may have meant it. */
    cr_assert_eq(count_of(TWICE("", ""), "นายสมมติ"), 2);
}

Test(html_zone, a_template_that_a_script_fills_is_no_content)
{
    check(
        "<main><p>{{ plan.name }}</p><template><p>แผนแบบ</p></template><p>" LONG
        "</p></main>",
        "plan.name", 'c');
}

Test(html_zone, the_heading_of_the_page_is_content_where_builders_put_it)
{
    static const char *const pages[] = {
        "<section class='breadcrumb-area'><h2>แผนปี 2565</h2><ul><li><a href=/>"
        "หน้าแรก</a></li><li>แผนเมนู</li></ul></section><div><p>" LONG
        "</p></div>",
        "<div class='page-title'><h1>แผนปี 2565</h1></div><main><p>" LONG
        "</p></main>",
        "<div><h1>แผนปี 2565</h1></div><div><a href=/>หน้าแรก</a> / แผนเมนู</div>"
        "<main><p>" LONG "</p></main>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        check(pages[i], "แผนปี 2565", 'M');
        check(pages[i], "รายงานฉบับนี้", 'M');
    }
    check(pages[0], "แผนเมนู", 'c');
    check(pages[2], "แผนเมนู", 'c');
}

Test(html_zone, a_box_with_the_title_is_not_all_when_tables_follow)
{
    const char *html = SITE
        "<div><div class=content><h2>แผนปี 2564 - 2565</h2><p>ข้อความสั้น ๆ ของ"
        "แผนนี้</p></div><div><p>ตามตารางนี้</p><table><tr><th>โครงการ</th><th>"
        "ระยะเวลา</th></tr><tr><td>" LONG "</td><td>ต.ค. 64</td></tr></table>"
        "</div></div>";

    check(html, "ข้อความสั้น", 'M');
    check(html, "ตามตารางนี้", 'M');
}

Test(html_zone, a_weather_office_may_name_its_content_so)
{
    check("<main><div class=weather><h1>สถิติ</h1><p>" LONG LONG
          "</p></div></main>",
          "รายงานฉบับนี้", 'M');
}

#define INDEX                                                                                                                          \
    "<li><a href=/o1>O1 โครงสร้างของหน่วยงาน</a></li><li><a href=/o2>O2 ข้อมูล"    \
    "ผู้บริหาร</a></li><li><a href=/o3>O3 อำนาจหน้าที่</a></li><li><a href=/o4>"             \
    "O4 แผนยุทธศาสตร์</a></li><li><a href=/o5>O5 ข้อมูลการติดต่อ</a></li><li>" \
    "<a href=/o6>O6 กฎหมายที่เกี่ยวข้อง</a></li><li><a href=/o7>O7 ข่าว"                 \
    "ประชาสัมพันธ์</a></li><li><a href=/o8>O8 ถามตอบ</a></li>"
#define ADDRESS                                                                                                                                                                                                            \
    "<p>สำนักงานตัวอย่าง เลขที่ 99/9 ถนนสมมติ ตำบลในเมือง อำเภอเมือง จังหวัดตัวอย่าง " \
    "10000 โทรศัพท์ 0-2000-0000 โทรสาร 0-2000-0001 อีเมล a@b.go.th</p>"

Test(html_zone, a_page_of_links_is_a_page, .timeout = 20)
{
    static const char *const pages[] = {
        "<nav><ul>" MENU "</ul></nav><div><h2>ข้อมูลสาธารณะ</h2><ul>" INDEX
        "</ul></div><div class=content>" ADDRESS "</div>",
        "<div><ul>" MENU
        "</ul></div><div id=content><h1>ITA 2565</h1><ul>" INDEX
        "</ul></div><div>" ADDRESS ADDRESS "</div>",
        "<div><ul>" MENU "</ul></div><div id=content><ul>" INDEX
        "</ul></div><div>" ADDRESS ADDRESS "</div>",
        "<div><ul>" MENU "</ul></div><ul>" INDEX
        "</ul><h2>ติดต่อ</h2>" ADDRESS ADDRESS,
        "<div class=wrap><div class=content><h2>ITA</h2>" ADDRESS
        "</div><div class=list><ul>" INDEX "</ul></div></div>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
        check(pages[i], "อำนาจหน้าที่", 'M');
    for (gsize i = 0; i + 1 < G_N_ELEMENTS(pages); i++)
        check(pages[i], "แผนเมนู", 'c');
    /* Beside a page that says something the same list is a menu. */
    check("<ul>" INDEX "</ul><h2>ผลงาน</h2><p>" LONG LONG "</p>", "อำนาจหน้าที่",
          'c');
}
