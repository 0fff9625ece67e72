/*
 * page_state.c - a page that answers 200 and is not the page
 *
 * Decided from the words of short pages, and from the title and headings of
 * somewhat longer ones: a long page that mentions "page not found" somewhere
 * is a page.
 */
#include <string.h>

#include "base/url.h"
#include "rules/judge.h"

#define SHORT_PAGE_LETTERS 260
#define NAMED_PAGE_LETTERS 2500 /* whose title or heading says what it is */
#define HEADING_LETTERS 80
#define LOGIN_PAGE_LETTERS 900
#define BLOCK_OF_WORDS_LETTERS 15 /* less is a button or a mark */
#define EMPTY_MENU_LETTERS 150
#define SPAM_WORDS 3 /* different ones */

typedef struct {
    LinkState state;
    int letters; /* at most this long; 0: SHORT_PAGE_LETTERS */
    const char *phrase;
} StateMark;

/* The first that fits decides: walls before what they look like. */
static const StateMark marks[] = {
    { LINK_BOT_WALL, 0, "checking your browser" },
    { LINK_BOT_WALL, 0, "verify you are human" },
    { LINK_BOT_WALL, 0, "verifying you are human" },
    { LINK_BOT_WALL, 0, "just a moment" },
    { LINK_BOT_WALL, 400, "attention required! | cloudflare" },
    { LINK_BOT_WALL, 400, "ddos protection by" },
    { LINK_BOT_WALL, 400, "incapsula incident id" },
    { LINK_BOT_WALL, 400, "sucuri website firewall" },
    { LINK_BOT_WALL, 0, "pardon our interruption" },
    { LINK_BOT_WALL, 0, "are you a robot" },
    { LINK_BOT_WALL, 0, "i'm not a robot" },
    { LINK_BOT_WALL, 0, "unusual traffic" },
    { LINK_BOT_WALL, 0, "โปรดยืนยันว่าคุณเป็นมนุษย์" },
    { LINK_BOT_WALL, 0, "ยืนยันว่าคุณไม่ใช่หุ่นยนต์" },
    { LINK_BOT_WALL, 0, "ยืนยันว่าคุณไม่ใช่โปรแกรมอัตโนมัติ" },
    { LINK_BOT_WALL, 0, "กำลังตรวจสอบเบราว์เซอร์" },
    { LINK_SOFT_404, 0, "ไม่พบหน้า" },
    { LINK_SOFT_404, 0, "ไม่พบเพจ" },
    { LINK_SOFT_404, 0, "ไม่พบข้อมูลที่ต้องการ" },
    { LINK_SOFT_404, 0, "ไม่พบข้อมูลที่คุณ" },
    { LINK_SOFT_404, 0, "ไม่พบข้อมูลที่ท่าน" },
    { LINK_SOFT_404, 0, "ไม่พบสิ่งที่คุณ" },
    { LINK_SOFT_404, 0, "ไม่พบสิ่งที่ท่าน" },
    { LINK_SOFT_404, 120, "ไม่พบข้อมูล" },
    { LINK_SOFT_404, 120, "ไม่พบบทความ" },
    { LINK_SOFT_404, 120, "ไม่พบรายการ" },
    { LINK_SOFT_404, 0, "ไม่พบเว็บเพจ" },
    { LINK_SOFT_404, 0, "ไม่พบไฟล์" },
    { LINK_SOFT_404, 0, "ไม่พบเอกสารที่" },
    { LINK_SOFT_404, 0, "ไม่พบเนื้อหา" },
    { LINK_SOFT_404, 0, "ไม่พบ url" },
    { LINK_SOFT_404, 0, "ไม่มีหน้านี้" },
    { LINK_SOFT_404, 0, "ไม่มีหน้าเว็บ" },
    { LINK_SOFT_404, 0, "ไม่มีข้อมูลที่ท่านต้องการ" },
    { LINK_SOFT_404, 0, "หน้าที่คุณต้องการไม่มี" },
    { LINK_SOFT_404, 0, "หน้าที่ท่านต้องการไม่" },
    { LINK_SOFT_404, 0, "หน้านี้ถูกลบ" },
    { LINK_SOFT_404, 0, "หน้าดังกล่าวถูกลบ" },
    { LINK_SOFT_404, 0, "อาจถูกลบหรือย้าย" },
    { LINK_SOFT_404, 0, "อาจถูกย้ายหรือลบ" },
    { LINK_SOFT_404, 0, "page not found" },
    { LINK_SOFT_404, 0, "page cannot be found" },
    { LINK_SOFT_404, 0, "page can't be found" },
    { LINK_SOFT_404, 0, "page could not be found" },
    { LINK_SOFT_404, 0, "page was not found" },
    { LINK_SOFT_404, 0, "not found on this server" },
    { LINK_SOFT_404, 0, "404 not found" },
    { LINK_SOFT_404, 0, "404 - not found" },
    { LINK_SOFT_404, 0, "error 404" },
    { LINK_SOFT_404, 0, "404 error" },
    { LINK_SOFT_404, 0, "page you are looking for" },
    { LINK_SOFT_404, 0, "page you were looking for" },
    { LINK_SOFT_404, 0, "page you requested" },
    { LINK_SOFT_404, 0, "page doesn't exist" },
    { LINK_SOFT_404, 0, "page does not exist" },
    { LINK_SOFT_404, 0, "content not found" },
    { LINK_SOFT_404, 0, "article not found" },
    { LINK_SOFT_404, 0, "category not found" },
    { LINK_SOFT_404, 0, "nothing was found at this location" },
    { LINK_LOGIN_WALL, 0, "ไม่มีสิทธิ์เข้าถึง" },
    { LINK_LOGIN_WALL, 0, "กรุณาเข้าสู่ระบบ" },
    { LINK_LOGIN_WALL, 0, "โปรดเข้าสู่ระบบ" },
    { LINK_LOGIN_WALL, 0, "กรุณาล็อกอิน" },
    { LINK_LOGIN_WALL, 0, "ต้องเข้าสู่ระบบก่อน" },
    { LINK_LOGIN_WALL, 0, "เฉพาะสมาชิกเท่านั้น" },
    { LINK_LOGIN_WALL, 0, "please log in" },
    { LINK_LOGIN_WALL, 0, "please login" },
    { LINK_LOGIN_WALL, 0, "you must be logged in" },
    { LINK_LOGIN_WALL, 0, "sign in to continue" },
    { LINK_LOGIN_WALL, 0, "access denied" },
    { LINK_PERMISSION_NEEDED, 0, "คุณต้องมีสิทธิ์เข้าถึง" },
    { LINK_PERMISSION_NEEDED, 0, "you need access" },
    { LINK_PERMISSION_NEEDED, 0, "request access" },
    { LINK_PERMISSION_NEEDED, 0, "คุณต้องได้รับสิทธิ์เข้าถึง" },
    { LINK_PERMISSION_NEEDED, 0, "ขอสิทธิ์เข้าถึง" },
    { LINK_SOFT_404, 0, "the file you have requested does not exist" },
    { LINK_SOFT_404, 0, "ไฟล์ที่คุณขอไม่มีอยู่" },
    { LINK_RATE_LIMITED, 0, "too many users have viewed or downloaded" },
    { LINK_UNDER_CONSTRUCTION, 0, "อยู่ระหว่างปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "อยู่ระหว่างการปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "อยู่ในระหว่างปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "อยู่ระหว่างการพัฒนา" },
    { LINK_UNDER_CONSTRUCTION, 0, "อยู่ระหว่างพัฒนา" },
    { LINK_UNDER_CONSTRUCTION, 120, "อยู่ระหว่างจัดทำ" },
    { LINK_UNDER_CONSTRUCTION, 120, "อยู่ระหว่างการจัดทำ" },
    { LINK_UNDER_CONSTRUCTION, 120, "อยู่ระหว่างดำเนินการ" },
    { LINK_UNDER_CONSTRUCTION, 0, "กำลังปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 120, "กำลังดำเนินการปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "ปิดปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "ปิดให้บริการชั่วคราว" },
    { LINK_UNDER_CONSTRUCTION, 0, "under construction" },
    { LINK_UNDER_CONSTRUCTION, 0, "under maintenance" },
    { LINK_UNDER_CONSTRUCTION, 0, "scheduled maintenance" },
    { LINK_UNDER_CONSTRUCTION, 0, "maintenance mode" },
    { LINK_UNDER_CONSTRUCTION, 0, "be back soon" },
    { LINK_UNDER_CONSTRUCTION, 0, "coming soon" },
    { LINK_ERROR_TEXT, 0, "fatal error" },
    { LINK_ERROR_TEXT, 0, "parse error: syntax error" },
    { LINK_ERROR_TEXT, 0, "uncaught exception" },
    { LINK_ERROR_TEXT, 0, "database error" },
    { LINK_ERROR_TEXT, 0, "error establishing a database connection" },
    { LINK_ERROR_TEXT, 0, "could not connect to the database" },
    { LINK_ERROR_TEXT, 0, "could not connect to database" },
    { LINK_ERROR_TEXT, 0, "can't connect to mysql" },
    { LINK_ERROR_TEXT, 0, "too many connections" },
    { LINK_ERROR_TEXT, 0, "internal server error" },
    { LINK_ERROR_TEXT, 0, "service unavailable" },
    { LINK_ERROR_TEXT, 0, "bad gateway" },
    { LINK_ERROR_TEXT, 0, "gateway time-out" },
    { LINK_ERROR_TEXT, 0, "sqlstate[" },
    { LINK_ERROR_TEXT, 0, "warning: mysql" },
    { LINK_ERROR_TEXT, 0, "you have an error in your sql syntax" },
    { LINK_ERROR_TEXT, 0, "object reference not set" },
    { LINK_ERROR_TEXT, 0, "unhandled exception" },
    { LINK_ERROR_TEXT, 0, "whoops, looks like something went wrong" },
    { LINK_ERROR_TEXT, 0, "an error has occurred" },
    { LINK_ERROR_TEXT, 0, "an unexpected error" },
    { LINK_ERROR_TEXT, 0, "server error in '/' application" },
    { LINK_ERROR_TEXT, 0, "เกิดข้อผิดพลาด" },
    { LINK_ERROR_TEXT, 0, "ไม่สามารถเชื่อมต่อฐานข้อมูล" },
    { LINK_PARKED, 600, "domain is for sale" },
    { LINK_PARKED, 600, "domain may be for sale" },
    { LINK_PARKED, 600, "buy this domain" },
    { LINK_PARKED, 600, "domain is parked" },
    { LINK_PARKED, 600, "parked free" },
    { LINK_PARKED, 600, "domain has expired" },
    { LINK_PARKED, 600, "domain name has expired" },
    { LINK_PARKED, 600, "account has been suspended" },
    { LINK_PARKED, 600, "account suspended" },
    { LINK_PARKED, 600, "โดเมนนี้หมดอายุ" },
    { LINK_PARKED, 600, "โดเมนหมดอายุ" },
    { LINK_PARKED, 600, "ขายโดเมน" },
    { LINK_PARKED, 600, "โดเมนนี้พร้อมขาย" },
    { LINK_DIRECTORY_LISTING, 100000, "[to parent directory]" },
    { LINK_DIRECTORY_LISTING, 100000, "directory listing for /" },
};

/* A title or a heading that says what the whole page is. */
static const StateMark names[] = {
    { LINK_DIRECTORY_LISTING, 100000, "index of /" },
    { LINK_SOFT_404, 0, "ไม่พบหน้า" },
    { LINK_SOFT_404, 0, "ไม่พบเพจ" },
    { LINK_SOFT_404, 0, "ไม่พบเว็บเพจ" },
    { LINK_SOFT_404, 0, "page not found" },
    { LINK_SOFT_404, 0, "page cannot be found" },
    { LINK_SOFT_404, 0, "page could not be found" },
    { LINK_SOFT_404, 0, "404 not found" },
    { LINK_SOFT_404, 0, "404 - not found" },
    { LINK_SOFT_404, 0, "404 - file or directory not found" },
    { LINK_SOFT_404, 0, "error 404" },
    { LINK_SOFT_404, 0, "404 error" },
    { LINK_BOT_WALL, 0, "attention required! | cloudflare" },
    { LINK_UNDER_CONSTRUCTION, 0, "under construction" },
    { LINK_UNDER_CONSTRUCTION, 0, "under maintenance" },
    { LINK_UNDER_CONSTRUCTION, 0, "เว็บไซต์ปิดปรับปรุง" },
    { LINK_ERROR_TEXT, 0, "internal server error" },
    { LINK_ERROR_TEXT, 0, "database error" },
    { LINK_PARKED, 0, "domain is for sale" },
    { LINK_PARKED, 0, "account suspended" },
};

/* What lapsed names of agencies are used for. Warnings of gambling use one
 * or two of these words, never several. */
static const char *const spam[] = {
    "สล็อต",      "บาคาร่า", "แทงบอล",  "คาสิโน",   "เว็บตรง",
    "เครดิตฟรี",   "ฝากถอน", "ฝาก-ถอน", "แจ็คพอต",  "แจ็กพอต",
    "หวยออนไลน์", "ufabet", "pgslot",  "pg slot", "joker123",
    "โปรโมชั่น",   "casino", "jackpot", "วอเลท",   "แตกง่าย",
};

static const char *const login_paths[] = {
    "/login",      "/signin",       "/sign-in",       "/log-in",
    "/user/login", "/wp-login.php", "/account/login", "/auth/",
};

static const char *const login_hosts[] = { "accounts.google.com",
                                           "login.microsoftonline.com",
                                           "login.live.com" };

static const char *const cookie_words[] = { "คุกกี้", "cookie" };

static int count_letters(const char *text)
{
    int n = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        n += g_unichar_isalnum(c) && !thai_is_mark(c);
    }
    return n;
}

/* The text outside site furniture, and its title. */
static char *main_text(const Document *document)
{
    GString *text = g_string_new(NULL);

    if (document->title != NULL)
        g_string_append_printf(text, "%s\n", document->title);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (block->zone == ZONE_CHROME)
            continue;
        g_string_append_printf(text, "%s\n", block->text);
        for (int c = 0;
             block->table != NULL &&
             c < block->table->row_count * block->table->column_count;
             c++)
            g_string_append_printf(text, "%s\n", block->table->cells[c].text);
    }
    return g_string_free(text, FALSE);
}

static gboolean has_password_field(const Document *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        for (guint f = 0; block->kind == BLOCK_FORM && block->fields != NULL &&
                          f < block->fields->len;
             f++) {
            const FormField *field = g_ptr_array_index(block->fields, f);

            if (g_strcmp0(field->type, "password") == 0 &&
                block->zone == ZONE_MAIN)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean holds(const char *folded, const char *phrase)
{
    g_autofree char *wanted = thai_fold_utf8(phrase, THAI_SQUASH);

    return strstr(folded, wanted) != NULL;
}

static LinkState state_by_words(const char *folded, int letters)
{
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        int most = marks[i].letters > 0 ? marks[i].letters : SHORT_PAGE_LETTERS;

        if (letters <= most && holds(folded, marks[i].phrase))
            return marks[i].state;
    }
    return LINK_OK;
}

static LinkState state_by_name(const char *name, int letters)
{
    g_autofree char *folded = NULL;
    const char *at = name + strspn(name, " ");

    if (count_letters(name) > HEADING_LETTERS)
        return LINK_OK;
    if (letters <= NAMED_PAGE_LETTERS && g_str_has_prefix(at, "404") &&
        !g_ascii_isdigit(at[3]) && at[3] != '/')
        return LINK_SOFT_404;
    folded = thai_fold_utf8(name, THAI_SQUASH);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        int most = names[i].letters > 0 ? names[i].letters : NAMED_PAGE_LETTERS;

        if (letters <= most && holds(folded, names[i].phrase))
            return names[i].state;
    }
    return LINK_OK;
}

/* By the title, then by the headings. */
static LinkState state_by_names(const Document *document, int letters)
{
    LinkState state = document->title != NULL
                          ? state_by_name(document->title, letters)
                          : LINK_OK;

    for (guint i = 0; i < document->blocks->len && state == LINK_OK; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (block->kind == BLOCK_HEADING && block->level <= 2)
            state = state_by_name(block->text, letters);
    }
    return state;
}

static gboolean is_spam(const char *folded)
{
    int count = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(spam); i++)
        count += holds(folded, spam[i]);
    return count >= SPAM_WORDS;
}

static gboolean has_link(const Block *block)
{
    return block->links != NULL && block->links->len > 0;
}

/* Nothing in the page's own part but what asks to accept cookies. */
static gboolean is_cookie_wall(const Document *document)
{
    gboolean asks = FALSE;

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        g_autofree char *folded = NULL;
        gboolean cookie = FALSE;

        if (block->zone == ZONE_CHROME)
            continue;
        folded = thai_fold_utf8(block->text, THAI_SQUASH);
        for (gsize w = 0; w < G_N_ELEMENTS(cookie_words); w++)
            cookie = cookie || holds(folded, cookie_words[w]);
        asks = asks || cookie;
        if (!cookie && (block->table != NULL || block->kind == BLOCK_FRAME ||
                        block->kind == BLOCK_IMAGE ||
                        count_letters(block->text) > BLOCK_OF_WORDS_LETTERS))
            return FALSE;
    }
    return asks;
}

/* Neither words nor pictures, frames, forms or links of its own. */
static gboolean is_empty_shell(const Document *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        /* So much text is no menu: the zones may be wrong. */
        if (block->zone == ZONE_CHROME &&
            count_letters(block->text) <= EMPTY_MENU_LETTERS)
            continue;
        if (block->table != NULL || has_link(block) ||
            block->kind == BLOCK_FRAME || block->kind == BLOCK_IMAGE ||
            block->kind == BLOCK_FORM || count_letters(block->text) > 0)
            return FALSE;
    }
    return document->reason == READ_OK;
}

static gboolean is_login_address(const char *url)
{
    g_autoptr(Url) parts = url != NULL ? url_parse(url) : NULL;
    g_autofree char *path = NULL;

    if (parts == NULL || parts->host == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(login_hosts); i++)
        if (strcmp(parts->host, login_hosts[i]) == 0)
            return TRUE;
    path = g_ascii_strdown(parts->path, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(login_paths); i++)
        if (strstr(path, login_paths[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean same_address(const char *a, const char *b)
{
    g_autofree char *one = a != NULL ? url_without_fragment(a) : NULL;
    g_autofree char *two = b != NULL ? url_without_fragment(b) : NULL;

    return one != NULL && g_strcmp0(one, two) == 0;
}

/* Where a page of few words sends its visitor; NULL when it does not. */
static const char *refresh_of(const Document *document)
{
    for (guint i = 0; i < document->notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(document->notes, i);

        if (strcmp(note->code, "meta-refresh") == 0)
            return note->detail;
    }
    return NULL;
}

/* Where the visitor ends up says enough. */
static LinkState state_by_address(const Document *document, int letters,
                                  const char *url, const char *final_url,
                                  const char *home)
{
    gboolean moved = final_url != NULL && !same_address(url, final_url);

    if (url == NULL || same_address(url, home))
        return LINK_OK;
    if (home != NULL && moved && same_address(final_url, home))
        return LINK_REDIRECTED_TO_HOME;
    if (home != NULL && letters <= SHORT_PAGE_LETTERS &&
        same_address(refresh_of(document), home))
        return LINK_REDIRECTED_TO_HOME;
    if (moved && is_login_address(final_url) && !is_login_address(url) &&
        letters <= NAMED_PAGE_LETTERS)
        return LINK_LOGIN_WALL;
    return LINK_OK;
}

LinkState page_state_of(const Document *document, const char *url,
                        const char *final_url, const char *home)
{
    g_autofree char *text = NULL;
    g_autofree char *folded = NULL;
    LinkState state;
    int letters;

    if (document->format != FORMAT_HTML && document->format != FORMAT_TEXT)
        return LINK_OK;
    text = main_text(document);
    letters = count_letters(text);
    folded = thai_fold_utf8(text, THAI_SQUASH);
    state = state_by_address(document, letters, url, final_url, home);
    if (state != LINK_OK)
        return state;
    if (document->reason == READ_NEEDS_JAVASCRIPT)
        return state_by_words(folded, letters) == LINK_BOT_WALL
                   ? LINK_BOT_WALL
                   : LINK_NEEDS_JAVASCRIPT;
    state = state_by_words(folded, letters);
    if (state == LINK_OK)
        state = state_by_names(document, letters);
    if (state != LINK_OK)
        return state;
    if (is_spam(folded))
        return LINK_PARKED;
    if (letters <= LOGIN_PAGE_LETTERS && has_password_field(document))
        return LINK_LOGIN_WALL;
    if (document->format == FORMAT_HTML && is_empty_shell(document))
        return LINK_EMPTY_PAGE;
    return letters <= NAMED_PAGE_LETTERS && is_cookie_wall(document)
               ? LINK_COOKIE_WALL
               : LINK_OK;
}
