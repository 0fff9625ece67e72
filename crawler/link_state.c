#include "crawler/link_state.h"

#include <string.h>

/* clang-format off */
static const LinkStateRow ROWS[] = {
    [LINK_OK] = { "ok", LINK_CLASS_OK, FALSE,
        "เปิดดูได้",
        "The page opens." },

    [LINK_GONE] = { "gone", LINK_CLASS_BROKEN, FALSE,
        "ไม่พบหน้านี้บนเว็บไซต์ (404 หรือ 410) หน้าอาจถูกลบ ย้าย หรือพิมพ์ที่อยู่ผิด",
        "The site has no such page (404 or 410): it was removed or moved, or "
        "the address is mistyped." },
    [LINK_FORBIDDEN] = { "forbidden", LINK_CLASS_BROKEN, FALSE,
        "เว็บไซต์ไม่อนุญาตให้บุคคลทั่วไปเปิดหน้านี้ (401, 403 หรือ 451)",
        "The site does not let the public open this page (401, 403 or 451)." },
    [LINK_CLIENT_ERROR] = { "client-error", LINK_CLASS_BROKEN, FALSE,
        "เว็บไซต์ปฏิเสธคำขอเปิดหน้านี้ (รหัส 4xx)",
        "The site rejected the request for this page (a 4xx status)." },
    [LINK_SERVER_ERROR] = { "server-error", LINK_CLASS_BROKEN, TRUE,
        "ระบบของเว็บไซต์ขัดข้อง เปิดหน้าไม่ได้ (รหัส 5xx)",
        "The site itself failed and did not show the page (a 5xx status)." },
    [LINK_DNS] = { "dns", LINK_CLASS_BROKEN, TRUE,
        "ไม่พบชื่อเว็บไซต์นี้ในระบบอินเทอร์เน็ต ชื่ออาจพิมพ์ผิดหรือหมดอายุ",
        "No site of this name exists: it may be mistyped or have lapsed." },
    [LINK_CONNECT] = { "connect", LINK_CLASS_BROKEN, TRUE,
        "ติดต่อเครื่องแม่ข่ายของเว็บไซต์ไม่ได้",
        "The site's server could not be reached." },
    [LINK_TIMEOUT] = { "timeout", LINK_CLASS_BROKEN, TRUE,
        "เว็บไซต์ไม่ตอบหรือส่งข้อมูลช้าจนหมดเวลารอ",
        "The site did not answer, or stalled, until the waiting time was "
        "over." },
    [LINK_RESET] = { "reset", LINK_CLASS_BROKEN, TRUE,
        "การเชื่อมต่อถูกตัดก่อนได้รับข้อมูลครบ",
        "The connection was cut before the page was complete." },
    [LINK_SHORT_BODY] = { "short-body", LINK_CLASS_BROKEN, TRUE,
        "ได้รับข้อมูลน้อยกว่าที่เว็บไซต์แจ้งไว้ หน้าหรือไฟล์ไม่ครบ",
        "Fewer bytes came than the site announced: the page or file is not "
        "whole." },
    [LINK_PROTOCOL_ERROR] = { "protocol-error", LINK_CLASS_BROKEN, TRUE,
        "เว็บไซต์ตอบกลับมาในรูปแบบที่ไม่ถูกต้อง เบราว์เซอร์แสดงไม่ได้",
        "The site's answer is malformed and a browser cannot show it." },
    [LINK_REDIRECT_LOOP] = { "redirect-loop", LINK_CLASS_BROKEN, FALSE,
        "ที่อยู่นี้ส่งต่อวนไปมาหรือส่งต่อหลายทอดเกินไป จึงเปิดไม่ได้",
        "This address redirects in a circle, or too many times to follow." },
    [LINK_TLS_EXPIRED] = { "tls-expired", LINK_CLASS_BROKEN, FALSE,
        "ใบรับรองความปลอดภัย (HTTPS) ของเว็บไซต์หมดอายุหรือยังไม่เริ่มใช้ "
        "เบราว์เซอร์จะเตือนผู้เข้าชม",
        "The site's security certificate (HTTPS) has expired or is not valid "
        "yet; browsers warn visitors away." },
    [LINK_TLS_NAME] = { "tls-name", LINK_CLASS_BROKEN, FALSE,
        "ใบรับรองความปลอดภัย (HTTPS) ออกให้ชื่อเว็บไซต์อื่น "
        "เบราว์เซอร์จะเตือนผู้เข้าชม",
        "The security certificate (HTTPS) was issued for another site name; "
        "browsers warn visitors away." },
    [LINK_TLS_CHAIN] = { "tls-chain", LINK_CLASS_BROKEN, FALSE,
        "ตรวจสอบผู้ออกใบรับรองความปลอดภัย (HTTPS) ไม่ได้ "
        "เพราะติดตั้งใบรับรองกลางไม่ครบหรือผู้ออกไม่เป็นที่เชื่อถือ",
        "The issuer of the security certificate (HTTPS) cannot be verified: "
        "an intermediate certificate is missing or the issuer is not "
        "trusted." },
    [LINK_TLS_OLD] = { "tls-old", LINK_CLASS_BROKEN, FALSE,
        "เว็บไซต์ใช้การเข้ารหัส (HTTPS) รุ่นเก่าที่เบราว์เซอร์ปัจจุบันไม่รองรับ",
        "The site offers only an outdated form of encryption (HTTPS) that "
        "browsers no longer accept." },
    [LINK_TLS_OTHER] = { "tls-other", LINK_CLASS_BROKEN, TRUE,
        "สร้างการเชื่อมต่อที่ปลอดภัย (HTTPS) กับเว็บไซต์ไม่สำเร็จ",
        "No secure connection (HTTPS) could be made with the site." },
    [LINK_FILE_MISSING] = { "file-missing", LINK_CLASS_BROKEN, FALSE,
        "ไม่พบไฟล์ของที่อยู่นี้ในโฟลเดอร์ที่ใช้แทนเว็บไซต์",
        "The folder that stands in for the site has no file for this "
        "address." },
    [LINK_BAD_URL] = { "bad-url", LINK_CLASS_BROKEN, FALSE,
        "ที่อยู่เว็บนี้เขียนไม่ถูกต้อง",
        "This is not a valid web address." },
    [LINK_EMPTY] = { "empty", LINK_CLASS_BROKEN, TRUE,
        "เปิดได้แต่ว่างเปล่า ไม่มีเนื้อหาใด ๆ",
        "It opens, but it is empty: there is no content at all." },

    [LINK_SOFT_404] = { "soft-404", LINK_CLASS_SOFT, FALSE,
        "เปิดได้แต่เนื้อหาแจ้งว่าไม่พบหน้าที่ต้องการ",
        "It opens, but what it shows is a \"page not found\" notice." },
    [LINK_REDIRECTED_TO_HOME] = { "redirected-to-home", LINK_CLASS_SOFT, FALSE,
        "ที่อยู่นี้ส่งต่อไปหน้าแรกของเว็บไซต์ ไม่ใช่หน้าที่ส่งประเมิน",
        "This address leads to the site's home page instead of the page that "
        "was submitted." },
    [LINK_HOME_PAGE] = { "home-page", LINK_CLASS_SOFT, FALSE,
        "ที่อยู่ที่ส่งเป็นหน้าแรกของเว็บไซต์ ไม่ใช่หน้าของข้อมูลข้อนี้",
        "The submitted address is the site's home page, not the page of this "
        "item." },
    [LINK_LOGIN_WALL] = { "login-wall", LINK_CLASS_SOFT, FALSE,
        "ต้องเข้าสู่ระบบก่อนจึงจะเห็นเนื้อหา",
        "Visitors must log in before they see anything." },
    [LINK_UNDER_CONSTRUCTION] = { "under-construction", LINK_CLASS_SOFT, FALSE,
        "หน้านี้แจ้งว่าอยู่ระหว่างปรับปรุงหรือจัดทำ",
        "The page says that it is under construction or maintenance." },
    [LINK_HASH_ONLY] = { "hash-only", LINK_CLASS_SOFT, FALSE,
        "ลิงก์นี้ไม่ได้นำไปที่ใด (มีเพียง # หรือคำสั่งสคริปต์)",
        "This link leads nowhere (only \"#\" or a script)." },
    [LINK_MISSING_FRAGMENT] = { "missing-fragment", LINK_CLASS_SOFT, FALSE,
        "หน้าเปิดได้ แต่ไม่มีหัวข้อที่ระบุไว้ท้ายที่อยู่ (ส่วนหลัง #)",
        "The page opens, but it lacks the section named after \"#\" in the "
        "address." },
    [LINK_ERROR_TEXT] = { "error-text", LINK_CLASS_SOFT, FALSE,
        "หน้าแสดงข้อความผิดพลาดของโปรแกรมแทนเนื้อหา",
        "The page shows a program's error message instead of content." },
    [LINK_PARKED] = { "parked", LINK_CLASS_SOFT, FALSE,
        "ชื่อเว็บไซต์นี้กลายเป็นหน้าโฆษณา ประกาศขายชื่อ หรือเว็บแปลกปลอม",
        "The site's name now shows advertising, a sale notice or foreign "
        "content." },
    [LINK_DIRECTORY_LISTING] = { "directory-listing", LINK_CLASS_SOFT, FALSE,
        "เป็นเพียงรายชื่อไฟล์ในเครื่องแม่ข่าย ไม่ใช่หน้าเว็บ",
        "It is a bare listing of files on the server, not a page." },
    [LINK_EMPTY_PAGE] = { "empty-page", LINK_CLASS_SOFT, FALSE,
        "หน้าเปิดได้แต่ไม่มีเนื้อหาใด ๆ นอกจากเมนูและส่วนประกอบของเว็บไซต์",
        "The page opens, but there is nothing on it beside the site's own "
        "menus." },
    [LINK_COOKIE_WALL] = { "cookie-wall", LINK_CLASS_SOFT, FALSE,
        "หน้าแสดงเพียงคำถามเรื่องคุกกี้ ต้องกดยอมรับก่อนจึงเห็นเนื้อหา",
        "The page shows only a question about cookies; the content comes "
        "after accepting." },

    [LINK_WRONG_TYPE] = { "wrong-type", LINK_CLASS_CARE, FALSE,
        "ชนิดของไฟล์ที่ได้รับไม่ตรงกับที่แจ้งหรือกับชื่อไฟล์ "
        "ควรให้เจ้าหน้าที่เปิดดู",
        "The file is not of the type that its name or the site says; a person "
        "should open it." },
    [LINK_NEEDS_JAVASCRIPT] = { "needs-javascript", LINK_CLASS_CARE, FALSE,
        "เนื้อหาปรากฏเมื่อเปิดด้วยเบราว์เซอร์เท่านั้น ควรให้เจ้าหน้าที่เปิดดู",
        "The content appears only in a browser; a person should look." },
    [LINK_BOT_WALL] = { "bot-wall", LINK_CLASS_CARE, FALSE,
        "เว็บไซต์มีระบบกันโปรแกรมอัตโนมัติ ควรให้เจ้าหน้าที่เปิดดู",
        "The site keeps programs out; a person should look." },
    [LINK_RATE_LIMITED] = { "rate-limited", LINK_CLASS_CARE, TRUE,
        "เว็บไซต์แจ้งว่ามีคำขอถี่เกินไป จึงยังตรวจไม่ได้ในรอบนี้",
        "The site asked us to come back later, so it could not be checked "
        "this time." },
    [LINK_PERMISSION_NEEDED] = { "permission-needed", LINK_CLASS_CARE, FALSE,
        "ไฟล์นี้ต้องขอสิทธิ์จากเจ้าของก่อน ควรตั้งค่าให้ทุกคนที่มีลิงก์ดูได้",
        "The file asks for its owner's permission; it should be shared with "
        "everyone who has the link." },
    [LINK_NEEDS_PERSON] = { "needs-person", LINK_CLASS_CARE, FALSE,
        "เป็นสมุดภาพออนไลน์ โพสต์ หรือวิดีโอ โปรแกรมอ่านเนื้อหาไม่ได้ ต้องให้คนเปิดดู",
        "An online flipbook, a post or a video: a program cannot read it, a "
        "person must look." },
    [LINK_UNCONFIRMED] = { "unconfirmed", LINK_CLASS_CARE, TRUE,
        "เปิดไม่ได้ในรอบนี้ จะนับว่าลิงก์เสียเมื่อเปิดไม่ได้ติดต่อกันหลายรอบ",
        "It did not open this time; it counts as dead when that goes on over "
        "several runs." },
    [LINK_NOT_FETCHED] = { "not-fetched", LINK_CLASS_CARE, TRUE,
        "ยังไม่ได้เปิดที่อยู่นี้ในการตรวจรอบนี้",
        "This address was not opened in this run." },

    [LINK_PRIVATE_ADDRESS] = { "private-address", LINK_CLASS_REFUSED, FALSE,
        "ที่อยู่นี้อยู่ในเครือข่ายภายใน บุคคลทั่วไปเปิดไม่ได้ จึงไม่ตรวจ",
        "This address is on an internal network that the public cannot reach; "
        "it was not opened." },
    [LINK_OTHER_SCHEME] = { "other-scheme", LINK_CLASS_REFUSED, FALSE,
        "ไม่ใช่ที่อยู่เว็บ (http หรือ https) จึงไม่ตรวจ",
        "This is not a web address (http or https); it was not opened." },
    [LINK_TOO_LARGE] = { "too-large", LINK_CLASS_REFUSED, FALSE,
        "ไฟล์ใหญ่เกินขนาดที่กำหนด จึงไม่ได้อ่าน",
        "The file is larger than the set limit and was not read." },
    [LINK_BOMB] = { "bomb", LINK_CLASS_REFUSED, FALSE,
        "ข้อมูลที่บีบอัดขยายใหญ่ผิดปกติ จึงหยุดอ่านเพื่อความปลอดภัย",
        "The compressed data swells beyond reason; reading was stopped for "
        "safety." },
};
/* clang-format on */
_Static_assert(G_N_ELEMENTS(ROWS) == LINK_STATE_COUNT, "a row a state");

static const char *const CLASS_NAMES[] = {
    [LINK_CLASS_OK] = "ok",           [LINK_CLASS_BROKEN] = "broken",
    [LINK_CLASS_SOFT] = "soft",       [LINK_CLASS_CARE] = "care",
    [LINK_CLASS_REFUSED] = "refused",
};
_Static_assert(G_N_ELEMENTS(CLASS_NAMES) == LINK_CLASS_COUNT, "a class a name");

/* Only what differs from its hundred. */
static const struct {
    int status;
    LinkState state;
} STATUS_ROWS[] = {
    { 204, LINK_EMPTY },      { 205, LINK_EMPTY },
    { 206, LINK_SHORT_BODY }, /* we never ask for a part */
    { 304, LINK_OK },         { 401, LINK_FORBIDDEN },
    { 403, LINK_FORBIDDEN },  { 404, LINK_GONE },
    { 410, LINK_GONE },       { 429, LINK_RATE_LIMITED },
    { 451, LINK_FORBIDDEN },
};

const LinkStateRow *link_state_row(LinkState state)
{
    g_assert((guint)state < LINK_STATE_COUNT);
    return &ROWS[state];
}

const char *link_state_name(LinkState state)
{
    return link_state_row(state)->name;
}

const char *link_class_name(LinkClass class)
{
    g_assert((guint) class < LINK_CLASS_COUNT);
    return CLASS_NAMES[class];
}

gboolean link_state_find(const char *name, LinkState *state)
{
    if (name == NULL)
        return FALSE;
    for (guint i = 0; i < LINK_STATE_COUNT; i++) {
        if (strcmp(ROWS[i].name, name) == 0) {
            *state = (LinkState)i;
            return TRUE;
        }
    }
    return FALSE;
}

LinkState link_state_of_status(int http_status)
{
    for (guint i = 0; i < G_N_ELEMENTS(STATUS_ROWS); i++) {
        if (STATUS_ROWS[i].status == http_status)
            return STATUS_ROWS[i].state;
    }
    switch (http_status / 100) {
    case 2:
        return LINK_OK;
    case 4:
        return LINK_CLIENT_ERROR;
    case 5:
        return LINK_SERVER_ERROR;
    default: /* a redirect that leads nowhere, or no status of HTTP */
        return LINK_PROTOCOL_ERROR;
    }
}
