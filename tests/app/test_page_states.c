/* Pages that answer 200 and are not the page, on a site of one template: each
 * has its state, and no good page has one. */
#include "program.h"

#include "fault_server.h"

#define HEAD(title)                                                                                                \
    "<!DOCTYPE html><html lang=th><head><meta charset=utf-8><title>" title                                         \
    "</title></head><body><header><img src=/logo.png alt=ตรา><nav><ul>"                                      \
    "<li><a href=/>หน้าแรก</a></li><li><a href=/about>เกี่ยวกับเรา</a></li>" \
    "<li><a href=/oit>OIT</a></li></ul></nav></header>"
#define FOOT                                                                                                                              \
    "<footer><p>สำนักงานตัวอย่าง 99 ถนนตัวอย่าง โทร 0 2000 0000</p></footer>" \
    "</body></html>"
#define PAGE(title, main) HEAD(title) "<main>" main "</main>" FOOT
/* An old template: nothing says what is menu and what is content. */
#define OLD(title, main)                                                       \
    "<html><head><title>" title "</title></head><body><table><tr><td>"         \
    "<a href=/>หน้าแรก</a><br><a href=/about>เกี่ยวกับเรา</a></td><td>" main       \
    "</td></tr></table></body></html>"

typedef struct {
    const char *path, *state, *headers;
    int status;
    const char *body;
} Row;

static const Row bad[] = {
    { "/soft/thai", "soft-404", NULL, 200,
      PAGE("สำนักงานตัวอย่าง", "<h1>ขออภัย</h1><p>ไม่พบหน้าที่ท่านต้องการ "
                            "หน้าอาจถูกลบหรือย้ายไปแล้ว</p>") },
    { "/soft/english", "soft-404", NULL, 200,
      PAGE("404 - Example Office",
           "<h1>Oops!</h1><p>We looked everywhere. Try one of the links "
           "below, or search the site.</p>") },
    { "/soft/long", "soft-404", NULL, 200,
      PAGE("ไม่พบหน้า | สำนักงานตัวอย่าง",
           "<h2>ข่าวล่าสุด</h2><p>สำนักงานจัดประชุมเชิงปฏิบัติการเรื่อง"
           "การบริหารความเสี่ยงของหน่วยงานในส่วนภูมิภาค</p><p>ผู้บริหารต้อนรับ"
           "คณะศึกษาดูงานจากต่างประเทศและบรรยายภารกิจ</p><p>ประกาศผลการสอบคัด"
           "เลือกพนักงานราชการทั่วไปประจำปี</p><p>เปิดรับฟังความคิดเห็นร่าง"
           "ระเบียบว่าด้วยการให้บริการประชาชนในรูปแบบใหม่</p>") },
    { "/soft/probe-only", "soft-404", NULL, 200,
      PAGE("สำนักงานตัวอย่าง", "<h1>ค้นหาในเว็บไซต์</h1><p>พิมพ์คำที่ต้องการใน"
                            "ช่องด้านบน</p>") },
    { "/login", "login-wall", NULL, 200,
      PAGE("เข้าสู่ระบบ", "<form method=post><input name=user><input "
                       "type=password name=pass><button>เข้าสู่ระบบ</button>"
                       "</form>") },
    { "/to-login", "login-wall", "Location: /member/login?next=x\r\n", 302,
      "moved" },
    { "/building", "under-construction", NULL, 200,
      PAGE("แผนปฏิบัติราชการ", "<p>อยู่ระหว่างการปรับปรุงข้อมูล</p>") },
    { "/crashed", "error-text", NULL, 200,
      "<html><body><b>Fatal error</b>: Uncaught Error: Call to undefined "
      "function in /var/www/index.php on line 3</body></html>" },
    { "/parked", "parked", NULL, 200,
      "<html><head><title>example.go.th</title></head><body><h1>This domain "
      "is for sale</h1><p>Make an offer</p></body></html>" },
    { "/spam", "parked", NULL, 200,
      "<html><head><title>สล็อตเว็บตรง แตกง่าย</title></head><body><h1>บาคาร่า "
      "ออนไลน์</h1><p>ฝากถอนไม่มีขั้นต่ำ เครดิตฟรี 50</p><p>สมัครวันนี้รับโบนัสทันที"
      "</p></body></html>" },
    { "/files/", "directory-listing", NULL, 200,
      "<html><head><title>Index of /files</title></head><body><h1>Index of "
      "/files</h1><pre><a href=../>../</a>\n<a href=plan.pdf>plan.pdf</a> "
      "01-Jan-2022 10:00 12345</pre></body></html>" },
    { "/shell", "empty-page", NULL, 200, PAGE("แผนปฏิบัติราชการ", "") },
    { "/cookies", "cookie-wall", NULL, 200,
      "<html><head><title>สำนักงานตัวอย่าง</title></head><body><main><p>เว็บไซต์"
      "นี้ใช้คุกกี้เพื่อพัฒนาประสบการณ์การใช้งานของท่าน กรุณายอมรับก่อนใช้งาน</p>"
      "<button>ยอมรับ</button></main></body></html>" },
    { "/home", "redirected-to-home", "Location: /\r\n", 302, "moved" },
    { "/refresh", "redirected-to-home", NULL, 200,
      "<html><head><meta http-equiv=refresh content='0;url=/'></head><body>"
      "</body></html>" },
    { "/bot", "bot-wall", NULL, 200,
      "<html><head><title>Just a moment...</title></head><body><h1>Checking "
      "your browser before accessing the site</h1></body></html>" },
    { "/bot-403", "bot-wall",
      "Server: cloudflare\r\ncf-mitigated: challenge\r\n"
      "Content-Type: text/html\r\n",
      403,
      "<html><head><title>Just a moment...</title></head><body></body>"
      "</html>" },
    { "/part#no-such-part", "missing-fragment", NULL, 200,
      PAGE("แผนปฏิบัติราชการ", "<h2 id=a>ส่วนแรก</h2><p>เนื้อหาของส่วนแรก</p>") },
    { "/gone", "gone", NULL, 404, "not here" },
};

static const Row good[] = {
    { "/good/short", "ok", NULL, 200,
      PAGE("แผนปฏิบัติราชการ 2565", "<h1>แผนปฏิบัติราชการ 2565</h1><a "
                                 "href=/files/plan.pdf>ดาวน์โหลด</a>") },
    { "/good/picture", "ok", NULL, 200,
      PAGE("โครงสร้างหน่วยงาน", "<img src=/chart.png alt=''>") },
    { "/good/words", "ok", NULL, 200,
      PAGE("รายงานผลการดำเนินงาน",
           "<h1>รายงานผลการดำเนินงาน</h1><p>ไตรมาสที่ 2 ไม่พบข้อร้องเรียน "
           "เรื่องที่อยู่ระหว่างดำเนินการมี 2 เรื่อง</p><p>การเข้าสู่ระบบสารสนเทศ"
           "ของผู้ใช้งานเพิ่มขึ้นร้อยละ 10 จากปีก่อน</p><p>หน่วยงานใช้คุกกี้เพื่อ"
           "นับจำนวนผู้เข้าชม</p>") },
    { "/good/old", "ok", NULL, 200,
      OLD("สำนักงานตัวอย่าง", "คู่มือการปฏิบัติงาน<br>ขั้นตอนที่ 1 รับคำขอ") },
    { "/good/board", "ok", NULL, 200,
      PAGE("ถาม-ตอบ", "<h1>ถาม-ตอบ</h1><form><input name=q><textarea "
                      "name=text></textarea><button>ส่งคำถาม</button></form>"
                      "<p>ถาม: ยื่นคำขอได้ที่ใด ตอบ: ที่สำนักงานทุกวันราชการ</p>") },
    { "/good/warning", "ok", NULL, 200,
      PAGE("ข่าวประชาสัมพันธ์", "<h1>เตือนภัยพนันออนไลน์</h1><p>อย่าหลงเชื่อโฆษณา"
                            "คาสิโนบนสื่อสังคม ผิดกฎหมายและเสี่ยงถูกโกง</p>") },
    { "/good/404", "ok", NULL, 200,
      PAGE("404/2565 ประกาศสำนักงาน", "<h1>ประกาศ 404/2565</h1><p>เรื่อง "
                                     "หลักเกณฑ์การให้บริการ</p>") },
    { "/good/part#b", "ok", NULL, 200,
      PAGE("แผนปฏิบัติราชการ", "<h2 id=b>ส่วนที่สอง</h2><p>เนื้อหา</p>") },
};

static void serve(FaultServer *server, const Row *row)
{
    g_autofree char *path = g_strndup(row->path, strcspn(row->path, "#"));

    fault_server_serve(server, path, row->status, row->headers, row->body);
}

/* A page of its own for each item, in order. */
static void submit(GString *text, int item, const char *path)
{
    g_string_append_printf(text, "      O%d: ['https://www.a.go.th%s']\n", item,
                           path);
}

static void config_write(const Program *program, FaultServer *server)
{
    g_autofree char *root = fault_server_url(server, "/");
    g_autoptr(GString) text = g_string_new("fiscal_year: 2565\n");
    int item = 1;

    g_string_append_printf(
        text,
        "map: [{ from: 'https://www.a.go.th/', to: '%s' }]\n"
        "crawler: { allow_private: [127.0.0.0/8], pace: 0ms, retries: 0,"
        " follow: 0, reach: 0 }\nstore: { dir: store }\n"
        "agencies:\n  - id: a\n    name: หน่วยงานตัวอย่าง\n"
        "    site: https://www.a.go.th/\n    submissions:\n",
        root);
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        submit(text, item++, bad[i].path);
    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        submit(text, item++, good[i].path);
    g_free(program_file(program, "config.yaml", text->str));
}

static void expect_state(const JsonValue *audit, int item, const Row *row)
{
    g_autofree char *id = g_strdup_printf("O%d", item);
    const JsonValue *url = json_at(json_get(json_item(audit, id), "urls"), 0);

    cr_expect_str_eq(json_get_string(url, "state"), row->state,
                     "%s: %s, not %s", row->path, json_get_string(url, "state"),
                     row->state);
}

Test(page_states, each_page_has_its_state_and_no_good_page_has_one,
     .timeout = 300)
{
    Program program;
    g_autoptr(FaultServer) server = fault_server_start(NULL);
    JsonValue *audit;
    int item = 1;

    program_init(&program);
    fault_server_serve(server, "/", 200, NULL,
                       PAGE("สำนักงานตัวอย่าง", "<h1>ยินดีต้อนรับ</h1><p>ข่าวและ"
                                             "บริการของสำนักงานตัวอย่าง</p>"));
    fault_server_serve(server, "/member/login", 200, NULL,
                       PAGE("สมาชิก", "<p>สำหรับเจ้าหน้าที่</p>"));
    /* What the site shows for an address that it does not have. */
    fault_server_serve(server, "*", 200, NULL,
                       PAGE("สำนักงานตัวอย่าง", "<h1>ค้นหาในเว็บไซต์</h1><p>พิมพ์คำที่"
                                             "ต้องการในช่องด้านบน</p>"));
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        serve(server, &bad[i]);
    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        serve(server, &good[i]);
    config_write(&program, server);
    program_run(&program, "run", "--format", "json");
    audit = program_json(&program);
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        expect_state(audit, item++, &bad[i]);
    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        expect_state(audit, item++, &good[i]);
    json_free(audit);
    program_clear(&program);
}
