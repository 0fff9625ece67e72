#include "app/config_keys.h"

#include <stddef.h>
#include <string.h>

#include "app/config.h"
#include "base/limits.h"

#define ROOT(field) .offset = offsetof(Config, field)
#define AGENCY(field) .offset = offsetof(AgencyConfig, field)
#define CHOICES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define SCORE_MAX 10000

/* clang-format off */
static const ConfigKey keys[] = {
    { "", "fiscal_year", KEY_INT, ROOT(fiscal_year), .required = TRUE,
      .min = 2560, .max = 2599, .example = "2565",
      .th = "ปีงบประมาณที่ประเมิน (พ.ศ.)",
      .en = "The fiscal year under assessment (B.E.)." },
    { "", "rules", KEY_PATH, ROOT(rules_dir), .example = "rules",
      .th = "โฟลเดอร์ของกฎการตรวจ หากไม่ระบุจะใช้กฎที่มากับโปรแกรม",
      .en = "Folder of the rules; the ones that come with the program when "
            "absent." },
    { "", "target", KEY_SCORE, ROOT(target), .max = SCORE_MAX,
      .example = "93",
      .th = "คะแนน ITA เป้าหมายของหน่วยงาน",
      .en = "The ITA score aimed at." },
    { "", "pass_mark", KEY_SCORE, ROOT(pass_mark), .max = SCORE_MAX,
      .fallback = "85",
      .th = "คะแนน ITA ที่ถือว่าผ่าน",
      .en = "The ITA score from which an agency passes." },
    { "", "sample", KEY_BOOL, ROOT(sample), .fallback = "false",
      .th = "ข้อมูลในไฟล์นี้เป็นตัวอย่าง รายงานจะเขียนกำกับไว้ทุกหน้า",
      .en = "The data of this file is a sample; reports say so." },
    { "", "lang", KEY_CHOICE, ROOT(lang), .fallback = "th",
      .choices = CHOICES("th", "en"),
      .th = "ภาษาของรายงาน",
      .en = "Language of the reports." },
    { "", "crawler", KEY_SECTION,
      .th = "การเปิดหน้าเว็บ",
      .en = "How pages are fetched." },
    { "", "agencies", KEY_AGENCIES, .required = TRUE,
      .th = "หน่วยงานที่ตรวจ หนึ่งรายการต่อหนึ่งหน่วยงาน",
      .en = "The agencies to audit, one entry each." },
    { "", "map", KEY_MAPS,
      .th = "อ่านที่อยู่เว็บจากที่อื่นแทน เช่น โฟลเดอร์หรือเว็บทดสอบ",
      .en = "Addresses to be read from somewhere else." },
    { "", "store", KEY_SECTION,
      .th = "ที่เก็บประวัติการตรวจ",
      .en = "Where earlier runs are kept." },
    { "", "reports", KEY_SECTION,
      .th = "รายงาน",
      .en = "The reports." },

    { "crawler", "follow", KEY_INT, ROOT(crawler.follow),
      .min = 0, .max = 2, .fallback = "1",
      .th = "ตามลิงก์จากหน้าที่ส่งไปยังเอกสารกี่ทอด",
      .en = "How many hops from a submitted page its documents are "
            "followed." },
    { "crawler", "links_max", KEY_INT, ROOT(crawler.links_max),
      .min = 0, .max = FOLLOWED_LINKS_MAX, .fallback = "40",
      .th = "จำนวนเอกสารและหน้าที่ลิงก์ไว้ซึ่งอ่านมากที่สุดต่อข้อ",
      .en = "The most linked pages and documents read per item." },
    { "crawler", "reach", KEY_INT, ROOT(crawler.reach),
      .min = 0, .max = 200, .fallback = "30",
      .th = "จำนวนหน้าที่เปิดมากที่สุดเพื่อหาทางเข้าจากหน้าแรก",
      .en = "The most pages opened to find a way from the home page." },
    { "crawler", "per_host", KEY_INT, ROOT(crawler.per_host),
      .min = 1, .max = 16, .fallback = "2",
      .th = "จำนวนคำขอพร้อมกันต่อเว็บไซต์",
      .en = "Requests at once to one host." },
    { "crawler", "parallel", KEY_INT, ROOT(crawler.parallel),
      .min = 1, .max = FETCH_PARALLEL_MAX, .fallback = "16",
      .th = "จำนวนคำขอพร้อมกันทั้งหมด",
      .en = "Requests at once in all." },
    { "crawler", "pace", KEY_DURATION, ROOT(crawler.pace_ms),
      .min = 0, .max = 60000, .fallback = "200ms",
      .th = "เวลาห่างอย่างน้อยระหว่างคำขอสองครั้งถึงเว็บไซต์เดียวกัน",
      .en = "Least time between two requests to one host." },
    { "crawler", "timeout", KEY_DURATION, ROOT(crawler.timeout_ms),
      .min = 100, .max = 600000, .fallback = "60s",
      .th = "เวลารอคำขอหนึ่งครั้งนานที่สุด",
      .en = "Longest time for one request." },
    { "crawler", "connect_timeout", KEY_DURATION,
      ROOT(crawler.connect_timeout_ms),
      .min = 100, .max = 120000, .fallback = "15s",
      .th = "เวลารอการเชื่อมต่อนานที่สุด",
      .en = "Longest time to wait for a connection." },
    { "crawler", "retries", KEY_INT, ROOT(crawler.retries),
      .min = 0, .max = 10, .fallback = "2",
      .th = "จำนวนครั้งที่ลองใหม่เมื่อเปิดไม่ได้",
      .en = "Further tries when a page does not open." },
    { "crawler", "body_max", KEY_SIZE, ROOT(crawler.body_max_len),
      .min = 1024, .max = FETCH_BODY_MAX, .fallback = "64MiB",
      .th = "ขนาดไฟล์ใหญ่ที่สุดที่อ่าน",
      .en = "The largest file that is read." },
    { "crawler", "max_runtime", KEY_DURATION, ROOT(crawler.max_runtime_ms),
      .min = 0, .max = 7 * 24 * 3600 * 1000LL, .fallback = "0s",
      .th = "เวลาเปิดหน้าเว็บนานที่สุดต่อการตรวจหนึ่งครั้ง (0 = ไม่จำกัด) "
            "ส่วนที่เหลือถือว่ายังไม่ได้ตรวจ",
      .en = "Longest time that a run fetches pages (0: no limit); what is "
            "left stays unclear." },
    { "crawler", "max_bytes", KEY_SIZE, ROOT(crawler.max_len),
      .min = 0, .max = 1LL << 50, .fallback = "0B",
      .th = "ปริมาณข้อมูลที่รับมากที่สุดต่อการตรวจหนึ่งครั้ง (0 = ไม่จำกัด)",
      .en = "Most data that a run receives (0: no limit)." },
    { "crawler", "max_requests", KEY_INT, ROOT(crawler.max_requests),
      .min = 0, .max = 100000000, .fallback = "0",
      .th = "จำนวนคำขอมากที่สุดต่อการตรวจหนึ่งครั้ง (0 = ไม่จำกัด)",
      .en = "Most requests that a run sends (0: no limit)." },
    { "crawler", "confirm_runs", KEY_INT, ROOT(crawler.confirm_runs),
      .min = 1, .max = 30, .fallback = "1",
      .th = "จำนวนการตรวจติดต่อกันที่ต้องเปิดไม่ได้ ก่อนนับว่าลิงก์เสีย",
      .en = "Runs in a row that a link must fail in before it counts as "
            "dead; unclear until then." },
    { "crawler", "allow_private", KEY_CIDR_LIST, ROOT(crawler.allow_private),
      .example = "[127.0.0.0/8]",
      .th = "เครือข่ายภายในที่ยอมให้เปิด เช่น เว็บทดสอบ ปกติไม่เปิด",
      .en = "Private networks that may be reached, as for staging; none "
            "otherwise." },
    { "crawler", "user_agent", KEY_TEXT, ROOT(crawler.user_agent),
      .example = "oit-audit (+mailto:itcenter@example.go.th)",
      .th = "ชื่อที่โปรแกรมแสดงต่อเว็บไซต์",
      .en = "The name shown to the sites." },
    { "crawler", "render", KEY_CHOICE, ROOT(crawler.render),
      .fallback = "none", .choices = CHOICES("none", "chromium"),
      .th = "เปิดหน้าที่ต้องใช้ JavaScript ด้วยเบราว์เซอร์หรือไม่",
      .en = "Whether a browser draws the pages that need JavaScript." },
    { "crawler", "browser", KEY_TEXT, ROOT(crawler.browser),
      .example = "/usr/bin/chromium-headless-shell",
      .th = "โปรแกรมเบราว์เซอร์ หากไม่ระบุจะหา chromium ที่ติดตั้งไว้",
      .en = "The browser's program; an installed Chromium when absent." },

    { "agencies[]", "id", KEY_ID, AGENCY(id), .required = TRUE,
      .example = "ops",
      .th = "ชื่อย่อภาษาอังกฤษสำหรับใช้ในคำสั่ง ไม่ซ้ำกัน",
      .en = "Short name for commands; one of its kind." },
    { "agencies[]", "name", KEY_WORDS, AGENCY(name), .required = TRUE,
      .example = "{ th: สำนักงานตัวอย่าง, en: Example Office }",
      .th = "ชื่อหน่วยงานภาษาไทย (th) และอังกฤษ (en)",
      .en = "Name in Thai (th) and English (en)." },
    { "agencies[]", "short", KEY_TEXT, AGENCY(short_name),
      .example = "สป.พน.",
      .th = "อักษรย่อของหน่วยงาน",
      .en = "Abbreviation." },
    { "agencies[]", "kind", KEY_CHOICE, AGENCY(kind),
      .choices = CHOICES("department", "local-government", "province",
                         "university", "school", "hospital",
                         "public-organisation", "state-enterprise",
                         "independent-body", "fund", "court", "other"),
      .th = "ประเภทหน่วยงาน บางองค์ประกอบใช้กับบางประเภทเท่านั้น",
      .en = "Kind of agency; some elements are asked of some kinds only." },
    { "agencies[]", "site", KEY_URL, AGENCY(site),
      .example = "https://www.example.go.th/",
      .th = "หน้าแรกของเว็บไซต์หลัก",
      .en = "Home page of the main website." },
    { "agencies[]", "executive", KEY_TEXT, AGENCY(executive),
      .th = "ชื่อผู้บริหารสูงสุดคนปัจจุบัน ใช้ตรวจข้อที่ต้องลงนาม",
      .en = "Name of the present top executive, for signed items." },
    { "agencies[]", "submissions", KEY_SUBMISSIONS,
      .th = "URL ที่ส่งของแต่ละข้อ",
      .en = "The submitted URLs of each item." },
    { "agencies[]", "submissions_from", KEY_PATH, AGENCY(submissions_from),
      .example = "submissions.xlsx",
      .th = "ไฟล์ CSV หรือ XLSX ของ URL ที่ส่ง หนึ่งแถวต่อหนึ่ง URL",
      .en = "CSV or XLSX file of submissions, one row a URL." },
    { "agencies[]", "scores", KEY_SECTION,
      .th = "คะแนน IIT และ EIT เพื่อคาดการณ์คะแนน ITA",
      .en = "IIT and EIT scores, to forecast the ITA score." },
    { "agencies[]", "decisions", KEY_DECISIONS,
      .th = "คำตัดสินของผู้ประเมินรายข้อ ใช้แทนผลของโปรแกรมในคะแนน",
      .en = "Official decisions per item; they override our verdict in the "
            "score." },
    { "agencies[]", "owners", KEY_OWNERS,
      .example = "{ plan: กองยุทธศาสตร์และแผนงาน, O10: กลุ่มแผน }",
      .th = "หน่วยงานภายในที่รับผิดชอบ ตามบทบาทหรือตามข้อ",
      .en = "The unit that mends a gap, by role or by item." },

    { "agencies[].submissions.<item>", "urls", KEY_MEMBER,
      .example = "[https://www.example.go.th/plan]",
      .th = "URL ที่ส่ง (ส่งได้หลาย URL)",
      .en = "The submitted URLs." },
    { "agencies[].submissions.<item>", "note", KEY_MEMBER,
      .th = "คำอธิบายของเจ้าหน้าที่",
      .en = "The officer's explanation." },
    { "agencies[].submissions.<item>", "none", KEY_MEMBER,
      .fallback = "false",
      .th = "เจ้าหน้าที่ตอบว่า \"ไม่มี\"",
      .en = "The officer answered that there is none." },

    { "agencies[].scores", "iit", KEY_SECTION,
      .example = "{ 1: 94.07, 2: 89.90, 3: 92.48, 4: 87.47, 5: 90.19 }",
      .th = "คะแนน IIT ตัวชี้วัดที่ 1-5",
      .en = "IIT, indicators 1 to 5." },
    { "agencies[].scores", "eit", KEY_SECTION,
      .example = "{ 6: 89.89, 7: 90.09, 8: 88.64 }",
      .th = "คะแนน EIT ตัวชี้วัดที่ 6-8",
      .en = "EIT, indicators 6 to 8." },
    { "agencies[].scores", "previous", KEY_SCORE, AGENCY(scores.previous),
      .max = SCORE_MAX,
      .th = "คะแนน ITA ปีก่อน",
      .en = "Last year's ITA score." },
    { "agencies[].scores.iit", "1", KEY_SCORE, AGENCY(scores.iit[0]),
      .max = SCORE_MAX, .th = "การปฏิบัติหน้าที่",
      .en = "Performance of duties." },
    { "agencies[].scores.iit", "2", KEY_SCORE, AGENCY(scores.iit[1]),
      .max = SCORE_MAX, .th = "การใช้งบประมาณ", .en = "Use of the budget." },
    { "agencies[].scores.iit", "3", KEY_SCORE, AGENCY(scores.iit[2]),
      .max = SCORE_MAX, .th = "การใช้อำนาจ", .en = "Use of power." },
    { "agencies[].scores.iit", "4", KEY_SCORE, AGENCY(scores.iit[3]),
      .max = SCORE_MAX, .th = "การใช้ทรัพย์สินของราชการ",
      .en = "Use of government property." },
    { "agencies[].scores.iit", "5", KEY_SCORE, AGENCY(scores.iit[4]),
      .max = SCORE_MAX, .th = "การแก้ไขปัญหาการทุจริต",
      .en = "Dealing with corruption." },
    { "agencies[].scores.eit", "6", KEY_SCORE, AGENCY(scores.eit[0]),
      .max = SCORE_MAX, .th = "คุณภาพการดำเนินงาน",
      .en = "Quality of work." },
    { "agencies[].scores.eit", "7", KEY_SCORE, AGENCY(scores.eit[1]),
      .max = SCORE_MAX, .th = "ประสิทธิภาพการสื่อสาร",
      .en = "Communication." },
    { "agencies[].scores.eit", "8", KEY_SCORE, AGENCY(scores.eit[2]),
      .max = SCORE_MAX, .th = "การปรับปรุงการทำงาน",
      .en = "Improvement of work." },

    { "agencies[].decisions.<item>", "outcome", KEY_MEMBER,
      .choices = CHOICES("accepted", "rejected"), .example = "accepted",
      .th = "ผล: accepted (ได้คะแนน) หรือ rejected (ไม่ได้คะแนน)",
      .en = "What was decided: accepted or rejected." },
    { "agencies[].decisions.<item>", "reason", KEY_MEMBER,
      .th = "เหตุผลของผู้ประเมิน",
      .en = "The reason given." },

    { "map[]", "from", KEY_MEMBER, .required = TRUE,
      .example = "https://www.example.go.th/",
      .th = "ต้นของ URL",
      .en = "Beginning of the URLs." },
    { "map[]", "to", KEY_MEMBER, .required = TRUE,
      .example = "samples/example/",
      .th = "โฟลเดอร์หรือ URL ที่อ่านแทน",
      .en = "The folder or URL to read in its place." },

    { "store", "dir", KEY_PATH, ROOT(store_dir),
      .th = "โฟลเดอร์เก็บประวัติ หากไม่ระบุจะอยู่ในโฟลเดอร์ข้อมูลของผู้ใช้",
      .en = "Folder of the history; in the user's data folder when absent." },
    { "store", "bodies_max", KEY_SIZE, ROOT(bodies_max_len),
      .min = 0, .max = 1LL << 50, .fallback = "2GiB",
      .th = "พื้นที่ดิสก์สำหรับไฟล์ที่เก็บจากการตรวจครั้งก่อน ๆ ไฟล์ที่สามครั้งล่าสุดใช้ไม่ถูกลบ "
            "(0 = ไม่จำกัด)",
      .en = "Disk room for the files of earlier runs; those that the last "
            "three runs used are never removed (0: no limit)." },

    { "reports", "out", KEY_PATH, ROOT(report_dir), .example = "report",
      .th = "โฟลเดอร์ที่เขียนไฟล์รายงาน",
      .en = "Folder that report files are written to." },
    { "reports", "format", KEY_CHOICE, ROOT(report_format),
      .fallback = "text",
      .choices = CHOICES("text", "json", "csv", "html", "xlsx", "junit",
                         "markdown"),
      .th = "รูปแบบที่แสดงบนจอ (--format ใช้แทนได้)",
      .en = "The format that is printed; --format wins." },
    { "reports", "formats", KEY_CHOICE_LIST, ROOT(report_formats),
      .choices = CHOICES("text", "json", "csv", "html", "xlsx", "junit",
                         "markdown"),
      .example = "[html, xlsx]",
      .th = "รูปแบบของไฟล์ที่เขียนลงโฟลเดอร์ หากไม่ระบุ: json, html, csv, xlsx",
      .en = "The formats of the files written to the folder; json, html, csv "
            "and xlsx when absent." },
    { "reports", "lang", KEY_CHOICE, ROOT(report_lang),
      .choices = CHOICES("th", "en"),
      .th = "ภาษาของรายงาน หากต่างจาก lang (--lang ใช้แทนได้)",
      .en = "Language of the reports when it is not that of 'lang'; --lang "
            "wins." },
};
/* clang-format on */

static const struct {
    const char *name, *help;
    gboolean scalar;
} types[] = {
    [KEY_TEXT] = { "text", "a text", TRUE },
    [KEY_PATH] = { "path", "a path, relative to the config file", TRUE },
    [KEY_URL] = { "url", "an address that begins with https:// or http://",
                  TRUE },
    [KEY_WORDS] = { "words", "a text, or { th: ..., en: ... }", FALSE },
    [KEY_INT] = { "whole number", "a whole number", TRUE },
    [KEY_BOOL] = { "yes or no", "true or false", TRUE },
    [KEY_DURATION] = { "duration", "a time with its unit: 500ms, 30s or 2m",
                       TRUE },
    [KEY_SIZE] = { "size", "a size with its unit: 512KiB, 64MiB", TRUE },
    [KEY_SCORE] = { "score",
                    "a score from 0 to 100 with at most two decimals: 94.07",
                    TRUE },
    [KEY_CHOICE] = { "choice", "one of the words", TRUE },
    [KEY_ID] = { "id", "letters a-z, digits, '-' and '_'", TRUE },
    [KEY_CHOICE_LIST] = { "list of words", "a list of words", FALSE },
    [KEY_CIDR_LIST] = { "list of networks",
                        "a list of networks: [127.0.0.0/8, 10.1.0.0/16]",
                        FALSE },
    [KEY_SECTION] = { "section", "keys of its own", FALSE },
    [KEY_AGENCIES] = { "list", "a list of agencies", FALSE },
    [KEY_MAPS] = { "list", "a list of { from: ..., to: ... }", FALSE },
    [KEY_SUBMISSIONS] = { "items",
                          "items: O10: [https://...], or "
                          "O10: { urls: [...], note: ... }",
                          FALSE },
    [KEY_DECISIONS] = { "items",
                        "items: O10: { outcome: accepted, reason: ... }",
                        FALSE },
    [KEY_OWNERS] = { "roles", "roles: { plan: name of the unit }", FALSE },
    [KEY_MEMBER] = { "value", "a value", FALSE },
};
_Static_assert(G_N_ELEMENTS(types) == KEY_TYPE_COUNT, "a row a type");

const ConfigKey *config_keys(gsize *count)
{
    *count = G_N_ELEMENTS(keys);
    return keys;
}

const ConfigKey *config_key_find(const char *section, const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(keys[i].section, section) == 0 &&
            strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

const char **config_key_names(const char *section)
{
    const char **names = g_new0(const char *, G_N_ELEMENTS(keys) + 1);
    gsize count = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(keys[i].section, section) == 0)
            names[count++] = keys[i].name;
    return names;
}

const char *key_type_name(KeyType type)
{
    return types[type].name;
}

const char *key_type_help(KeyType type)
{
    return types[type].help;
}

gboolean key_type_is_scalar(KeyType type)
{
    return types[type].scalar;
}

char *config_key_env(const ConfigKey *key)
{
    g_autofree char *path = NULL;

    if (!types[key->type].scalar || strstr(key->section, "[]") != NULL)
        return NULL;
    path = key->section[0] == '\0'
               ? g_strdup(key->name)
               : g_strconcat(key->section, "_", key->name, NULL);
    for (char *c = path; *c != '\0'; c++)
        *c = g_ascii_toupper(*c);
    return g_strconcat("OIT_AUDIT_", path, NULL);
}
