/*
 * Menus of many shapes around one plan: what a site's furniture says must
 * change no verdict, neither of the complete plan nor of its twin without the
 * period of its projects.
 */
#include <criterion/criterion.h>

#include <string.h>
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"

#define TITLE "แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2565"

/* What every menu says; none of it may count. */
#define SAYS_PERIOD "ระยะเวลาดำเนินการ ตุลาคม 2564 - กันยายน 2565"
#define SAYS_MORE "เริ่ม 1 พ.ย. 2564 สิ้นสุด 30 มิ.ย. 2565"

#define LINKS                                                                  \
    "<a href=/a>" SAYS_PERIOD "</a>", "<a href=/b>" SAYS_MORE "</a>",          \
        "<a href=/c>โครงการและกิจกรรม</a>", "<a href=/d>งบประมาณ</a>",          \
        "<a href=/e>ข่าวประชาสัมพันธ์</a>", "<a href=/f>ติดต่อเรา</a>",              \
        "<a href=/g>เกี่ยวกับหน่วยงาน</a>", "<a href=/h>บริการ</a>", NULL

#define CLICKS                                                                 \
    "<span onclick=\"go('a')\">" SAYS_PERIOD "</span>",                        \
        "<span onclick=\"go('b')\">" SAYS_MORE "</span>",                      \
        "<span onclick=\"go('c')\">โครงการและกิจกรรม</span>",                   \
        "<span onclick=\"go('d')\">งบประมาณ</span>",                           \
        "<span onclick=\"go('e')\">ข่าวประชาสัมพันธ์</span>",                      \
        "<span onclick=\"go('f')\">ติดต่อเรา</span>",                            \
        "<span onclick=\"go('g')\">เกี่ยวกับหน่วยงาน</span>", NULL

static char *each_in(const char *const *texts, const char *open,
                     const char *close)
{
    GString *out = g_string_new(NULL);

    for (; *texts != NULL; texts++)
        g_string_append_printf(out, "%s%s%s", open, *texts, close);
    return g_string_free(out, FALSE);
}

static const char *const links[] = { LINKS };
static const char *const clicks[] = { CLICKS };

/* A shape of menu: every link between @open and @close, all of them between
 * @before and @after. */
typedef struct {
    const char *name;
    const char *const *texts;
    const char *before, *open, *close, *after;
} Menu;

static const Menu menus[] = {
    { "nested list", links, "<ul><li>เมนูหลัก<ul>", "<li>", "</li>",
      "</ul></li></ul>" },
    { "list in a named div", links, "<div class=mainmenu><ul>", "<li>", "</li>",
      "</ul></div>" },
    { "nav with a heading", links, "<nav><h3>ระยะเวลาดำเนินโครงการ</h3><ul>",
      "<li>", "</li>", "</ul><p>" SAYS_PERIOD "</p></nav>" },
    { "table of one column", links, "<table width=200>", "<tr><td>",
      "</td></tr>", "</table>" },
    { "table of one row", links, "<table border=0><tr>", "<td>", "</td>",
      "</tr></table>" },
    { "divs of spans with onclick", clicks, "<div>", "<div>", "</div>",
      "</div>" },
    { "a row of spans with onclick", clicks, "<div>", "", " | ", "</div>" },
    { "options", links, "<form><select onchange='go(this)'>", "<option>",
      "</option>", "</select></form>" },
    { "a line of links with bars", links, "<p>", "", " | ", "</p>" },
    { "mega menu with headings and words", links,
      "<div class='mega-menu'><h3>ระยะเวลาดำเนินการ</h3><p>" SAYS_PERIOD
      "</p><ul>",
      "<li>", "</li>", "</ul><h4>โครงการ</h4><p>" SAYS_MORE "</p></div>" },
    { "unnamed mega menu", links, "<div><h3>แผนงาน</h3><ul>", "<li>", "</li>",
      "</ul><h3>ระยะเวลาดำเนินการ</h3><p>" SAYS_MORE "</p></div>" },
    { "details", links, "<details><summary>ระยะเวลาดำเนินการ</summary>", "<p>",
      "</p>", "</details>" },
    { "cards of links", links, "<div class=row>", "<div class=card><h4>",
      "</h4></div>", "</div>" },
    { "definition list", links, "<dl><dt>ระยะเวลา</dt>", "<dd>", "</dd>",
      "</dl>" },
    { "table with a th", links, "<table class=menu><tr><th>ระยะเวลา</th></tr>",
      "<tr><td>", "</td></tr>", "</table>" },
    { "related articles", links,
      "<div class=related-posts><h3>ระยะเวลา"
      "ดำเนินการ</h3>",
      "<div>", "</div>", "</div>" },
    { "footer", links, "<footer><p>" SAYS_PERIOD "</p>", "<p>", "</p>",
      "</footer>" },
    { "calendar", links, "<div class='widget_calendar'><p>" SAYS_MORE "</p>",
      "<b>", "</b>", "</div>" },
    { "counter", links, "<div class=vcounter>" SAYS_PERIOD, "<i>", "</i>",
      "</div>" },
    { "cookie bar", links, "<div id=cookie-law><p>" SAYS_PERIOD "</p>", "<b>",
      "</b>", "</div>" },
};

/* How a site puts menu and content together: %1$s menu, %2$s content. */
typedef struct {
    const char *name, *before, *between, *after;
    gboolean menu_first;
} Site;

static const Site sites[] = {
    { "plain", "<body>", "<hr>", "</body>", TRUE },
    { "plain, menu after", "<body>", "<hr>", "</body>", FALSE },
    { "columns", "<body><div class=col-3>", "</div><div class=col-9>",
      "</div></body>", TRUE },
    { "columns, menu after", "<body><div class=col-9>",
      "</div><div class=col-3>", "</div></body>", FALSE },
    { "header on top", "<body><div><h1>สำนักงานตัวอย่าง</h1></div><div>",
      "</div><div class=detail>", "</div></body>", TRUE },
    { "content div", "<body>", "<div id=content>", "</div></body>", TRUE },
    { "content div, menu after", "<body><div id=content>", "</div><div>",
      "</div></body>", FALSE },
    { "article", "<body><div>", "</div><article>", "</article></body>", TRUE },
    { "articleBody", "<body><div>", "</div><div itemprop=articleBody>",
      "</div></body>", TRUE },
    { "main without body", "", "<main>", "</main>", TRUE },
    { "main first, no body", "<main>", "</main>", "", FALSE },
    { "role", "<body><div>", "</div><div role=main>", "</div></body>", TRUE },
    { "layout table", "<body><table width=980><tr><td valign=top>",
      "</td><td valign=top>", "</td></tr></table></body>", TRUE },
};

#define ROW(name, period, money)                                               \
    "<tr><td>" name "</td>" period "<td>" money "</td><td>กองแผนงาน</td></tr>"

#define PLAN(name_cell, period1, period2, period3)                                                                                                                        \
    "<h2>" TITLE "</h2><p>สำนักงานตัวอย่างจัดทำแผนนี้เพื่อใช้ในปีงบประมาณ " \
    "พ.ศ. 2565 ตามที่คณะกรรมการเห็นชอบแล้ว</p><table border=1><tr>"                                             \
    "<th>โครงการ</th>" name_cell "<th>งบประมาณ (บาท)</th><th>ผู้รับผิดชอบ</th>"                                             \
    "</tr>" ROW("โครงการอบรมอาสาสมัคร", period1, "120,000")                                                                                                                \
        ROW("โครงการปรับปรุงห้องประชุม", period2, "450,000")                                                                                                                  \
            ROW("โครงการตรวจเยี่ยมชุมชน", period3, "80,000") "</table>"

#define WHOLE                                                                  \
    PLAN("<th>ระยะเวลาดำเนินการ</th>", "<td>พ.ย. 2564 - ม.ค. 2565</td>",        \
         "<td>ก.พ. - เม.ย. 2565</td>", "<td>มิ.ย. 2565</td>")
#define TWIN PLAN("", "", "", "")

static char *page_make(const Site *site, const Menu *menu, const char *plan,
                       gboolean titled)
{
    g_autofree char *items = each_in(menu->texts, menu->open, menu->close);
    g_autofree char *shown =
        g_strconcat(menu->before, items, menu->after, NULL);
    const char *first = site->menu_first ? shown : plan;
    const char *second = site->menu_first ? plan : shown;

    return g_strconcat("<!DOCTYPE html><html><title>",
                       titled ? TITLE " | " : "", "สำนักงานตัวอย่าง</title>",
                       site->before, first, site->between, second, site->after,
                       "</html>", NULL);
}

static char *verdicts_of(const RuleSet *rules, const char *html)
{
    ReadRequest request = { .url = "https://a.go.th/plan.html",
                            .content_type = "text/html; charset=utf-8" };
    g_autoptr(Document) document =
        document_read_bytes(html, strlen(html), &request);
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    Source source = { .state = LINK_OK, .document = document };
    JudgeInput input = { .sources = sources, .reachable = -1 };
    ItemAudit *audit = item_audit_new("O10");
    GString *out = g_string_new(NULL);

    g_ptr_array_add(sources, &source);
    judge_item(rules, rule_set_find(rules, "O10"), &input, audit);
    for (guint i = 0; i < audit->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(audit->elements, i);

        g_string_append_printf(out, "%s=%s ", element->id,
                               element_verdict_name(element->verdict));
    }
    item_audit_free(audit);
    return g_string_free(out, FALSE);
}

/* Headings, words and links without a name, where nothing tells the content
 * apart either: a person would have to look where it stands. */
static gboolean too_vague(const Site *site, const Menu *menu)
{
    static const char *const unmarked[] = { "plain, menu after",
                                            "columns, menu after",
                                            "header on top", NULL };

    return g_str_equal(menu->name, "unnamed mega menu") &&
           g_strv_contains(unmarked, site->name);
}

static guint shape_check(const RuleSet *rules, const Site *site,
                         const Menu *menu, const char *plan,
                         const char *expected)
{
    guint wrong = 0;

    /* Both ways for the twin only: it is the one that a menu could mend. */
    for (int titled = 0; titled <= (strcmp(plan, TWIN) == 0); titled++) {
        g_autofree char *html = page_make(site, menu, plan, titled);
        g_autofree char *verdicts = verdicts_of(rules, html);

        if (strcmp(verdicts, expected) == 0)
            continue;
        cr_log_warn("%s, %s, %s: %s", site->name, menu->name,
                    titled ? "titled" : "untitled", verdicts);
        wrong++;
    }
    return wrong;
}

Test(menus, no_shape_of_menu_changes_a_verdict, .timeout = 60)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(RuleSet) rules = rule_set_load(SOURCE_DIR "/rules/2565", faults);
    static const char *const plans[] = { WHOLE, TWIN };
    guint wrong = 0;

    cr_assert_not_null(rules);
    for (gsize p = 0; p < G_N_ELEMENTS(plans); p++) {
        g_autofree char *bare = g_strdup_printf(
            "<title>สำนักงานตัวอย่าง</title><body>%s</body>", plans[p]);
        g_autofree char *expected = verdicts_of(rules, bare);

        cr_assert(strstr(expected, p == 0 ? "period=met" : "period=") != NULL,
                  "%s", expected);
        cr_assert(p == 0 || strstr(expected, "period=met") == NULL, "%s",
                  expected);
        for (gsize s = 0; s < G_N_ELEMENTS(sites); s++) {
            for (gsize m = 0; m < G_N_ELEMENTS(menus); m++) {
                if (too_vague(&sites[s], &menus[m]))
                    continue;
                wrong += shape_check(rules, &sites[s], &menus[m], plans[p],
                                     expected);
            }
        }
    }
    cr_assert_eq(wrong, 0, "%u pages are judged otherwise than without menu",
                 wrong);
}

/* Pages as builders and old hands make them: before and after the plan. */
static const char *const builders[][2] = {
    { "<form id=aspnetForm><div id=wrapper><div "
      "id=header><h1>สำนักงานตัวอย่าง</h1>"
      "</div><div class=menu><ul><li><a href=/1>หน้าแรก</a></li></ul></div><div "
      "id=ctl00_ContentPlaceHolder1>",
      "</div><div id=footer>ที่อยู่</div></div></form>" },
    { "<div class='elementor elementor-12'><section "
      "class=elementor-section><div "
      "class='elementor-widget elementor-widget-text-editor'><div "
      "class=elementor-widget-container>",
      "</div></div></section></div>" },
    { "<div id=page class='site has-sidebar'><div id=content "
      "class=site-content>"
      "<div id=primary class=content-area><article class='post hentry'><header "
      "class=entry-header><h1>แผน</h1></header><div class=entry-content>",
      "</div><footer class=entry-footer>หมวด: "
      "แผน</footer></article></div><aside "
      "id=secondary class='widget-area sidebar'><section "
      "class=widget><h2>ข่าว</h2>"
      "<ul><li><a href=/n>ข่าวหนึ่ง</a></li></ul></section></aside></div></div>" },
    { "<div class=body><div class=container><div class=row-fluid><div "
      "id=sidebar "
      "class=span3><ul class='nav menu'><li><a href=/a>เมนู</a></li></ul></div>"
      "<main id=content role=main class=span9><div class=item-page><dl "
      "class=article-info><dd class=hits>ฮิต: 12</dd></dl><div "
      "itemprop=articleBody>",
      "</div><ul class='pager pagenav'><li><a "
      "href=/p>ก่อนหน้า</a></li></ul></div>"
      "</main></div></div></div>" },
    { "<div class=layout-container><header role=banner>ชื่อ</header><main "
      "role=main>"
      "<div class='region region-content'><div class='node__content'>",
      "</div></div></main></div>" },
    { "<div class=accordion><div class=card><div class=card-header><button "
      "data-toggle=collapse>แผน</button></div><div class='collapse' "
      "style='display:none'><div class=card-body>",
      "</div></div></div></div>" },
    { "<ul class='nav nav-tabs'><li><a href='#t1'>แผน</a></li><li><a "
      "href='#t2'>ผล"
      "</a></li></ul><div class=tab-content><div class='tab-pane fade' id=t1>",
      "</div><div class=tab-pane id=t2>อื่น</div></div>" },
    { "<div class='modal fade' hidden><div class=modal-dialog><div "
      "class=modal-body>",
      "</div></div></div>" },
    { "<div class='menu-page right-sidebar'>", "</div>" },
    { "<div id=header-content><div class=side-main>", "</div></div>" },
    { "<section id=footer-widget-area>", "</section>" },
    { "<table width=980><tr><td><img "
      "src=b.jpg></td></tr><tr><td><table><tr><td "
      "width=200><a href=/1>หนึ่ง</a><br><a href=/2>สอง</a></td><td>",
      "</td></tr></table></td></tr></table>" },
    { "<center><font face=Tahoma><div align=center>",
      "</div></font></center>" },
    { "<div class=content><p>ข่าวสั้นของวันนี้</p></div><div class=detail>",
      "</div>" },
    { "<div class=breadcrumb-area><h2>แผน</h2></div><div class=detail>",
      "</div><div class=related><a href=/r>เรื่องอื่น</a></div>" },
    { "<article><h2>ข่าวหนึ่ง</h2><p>ข้อความสั้น</p></article><div>", "</div>" },
    { "<div class=share>", "</div>" },
    { "<div class='container tags'>", "</div>" },
    { "<aside>", "</aside>" },
    { "<div class=popup>", "</div>" },
};

Test(menus, no_builder_hides_a_plan, .timeout = 60)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(RuleSet) rules = rule_set_load(SOURCE_DIR "/rules/2565", faults);
    g_autofree char *expected = NULL;

    cr_assert_not_null(rules);
    expected = verdicts_of(rules, "<title>ก</title><body>" WHOLE "</body>");
    for (gsize i = 0; i < G_N_ELEMENTS(builders); i++) {
        g_autofree char *html = g_strconcat(
            "<!DOCTYPE html><html><head><title>สำนักงานตัวอย่าง"
            "</title></head><body>",
            builders[i][0], WHOLE, builders[i][1], "</body></html>", NULL);
        g_autofree char *verdicts = verdicts_of(rules, html);

        cr_expect_str_eq(verdicts, expected, "%s: %s", builders[i][0],
                         verdicts);
    }
}
