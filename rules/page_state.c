/*
 * page_state.c - a page that answers 200 and is not the page
 *
 * Decided from the words of short pages only: a long page that mentions
 * "page not found" somewhere is a page.
 */
#include <string.h>

#include "base/url.h"
#include "rules/judge.h"

#define SHORT_PAGE_LETTERS 260

typedef struct {
    LinkState state;
    int letters; /* at most this long; 0: SHORT_PAGE_LETTERS */
    const char *phrase;
} StateMark;

static const StateMark marks[] = {
    { LINK_SOFT_404, 0, "ไม่พบหน้า" },
    { LINK_SOFT_404, 0, "ไม่พบเพจ" },
    { LINK_SOFT_404, 0, "ไม่พบข้อมูลที่ต้องการ" },
    { LINK_SOFT_404, 0, "ไม่พบข้อมูลที่คุณ" },
    { LINK_SOFT_404, 120, "ไม่พบข้อมูล" },
    { LINK_SOFT_404, 0, "ไม่พบเว็บเพจ" },
    { LINK_SOFT_404, 0, "ไม่พบไฟล์" },
    { LINK_SOFT_404, 0, "ไม่พบเนื้อหา" },
    { LINK_SOFT_404, 0, "ไม่มีหน้านี้" },
    { LINK_SOFT_404, 0, "หน้าที่คุณต้องการไม่มี" },
    { LINK_SOFT_404, 0, "page not found" },
    { LINK_SOFT_404, 0, "not found on this server" },
    { LINK_SOFT_404, 0, "404 not found" },
    { LINK_SOFT_404, 0, "error 404" },
    { LINK_SOFT_404, 0, "page you are looking for" },
    { LINK_SOFT_404, 0, "page you requested" },
    { LINK_SOFT_404, 0, "page doesn't exist" },
    { LINK_SOFT_404, 0, "page does not exist" },
    { LINK_LOGIN_WALL, 0, "ไม่มีสิทธิ์เข้าถึง" },
    { LINK_LOGIN_WALL, 0, "กรุณาเข้าสู่ระบบ" },
    { LINK_LOGIN_WALL, 0, "โปรดเข้าสู่ระบบ" },
    { LINK_LOGIN_WALL, 0, "please log in" },
    { LINK_LOGIN_WALL, 0, "please login" },
    { LINK_LOGIN_WALL, 0, "sign in to continue" },
    { LINK_LOGIN_WALL, 0, "access denied" },
    { LINK_PERMISSION_NEEDED, 0, "คุณต้องมีสิทธิ์เข้าถึง" },
    { LINK_PERMISSION_NEEDED, 0, "you need access" },
    { LINK_PERMISSION_NEEDED, 0, "request access" },
    { LINK_UNDER_CONSTRUCTION, 0, "อยู่ระหว่างปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "อยู่ระหว่างการปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "ปิดปรับปรุง" },
    { LINK_UNDER_CONSTRUCTION, 0, "under construction" },
    { LINK_UNDER_CONSTRUCTION, 0, "under maintenance" },
    { LINK_UNDER_CONSTRUCTION, 0, "coming soon" },
    { LINK_ERROR_TEXT, 0, "fatal error" },
    { LINK_ERROR_TEXT, 0, "database error" },
    { LINK_ERROR_TEXT, 0, "error establishing a database connection" },
    { LINK_ERROR_TEXT, 0, "internal server error" },
    { LINK_ERROR_TEXT, 0, "sqlstate[" },
    { LINK_ERROR_TEXT, 0, "warning: mysqli" },
    { LINK_ERROR_TEXT, 0, "server error in '/' application" },
    { LINK_BOT_WALL, 0, "checking your browser" },
    { LINK_BOT_WALL, 0, "verify you are human" },
    { LINK_BOT_WALL, 0, "just a moment" },
    { LINK_BOT_WALL, 0, "attention required! | cloudflare" },
    { LINK_PARKED, 0, "domain is for sale" },
    { LINK_PARKED, 0, "buy this domain" },
    { LINK_PARKED, 0, "this domain is parked" },
    { LINK_DIRECTORY_LISTING, 100000, "index of /" },
};

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

LinkState page_state_of(const Document *document, const char *url,
                        const char *final_url, const char *home)
{
    g_autofree char *text = NULL;
    g_autofree char *folded = NULL;
    int letters;

    if (document->format != FORMAT_HTML && document->format != FORMAT_TEXT)
        return LINK_OK;
    if (document->reason == READ_NEEDS_JAVASCRIPT)
        return LINK_NEEDS_JAVASCRIPT;
    if (home != NULL && url != NULL) {
        g_autofree char *a = url_without_fragment(url);
        g_autofree char *b = url_without_fragment(home);
        g_autofree char *c =
            final_url != NULL ? url_without_fragment(final_url) : NULL;

        if (g_strcmp0(a, b) != 0 && g_strcmp0(c, b) == 0)
            return LINK_REDIRECTED_TO_HOME;
    }
    text = main_text(document);
    letters = count_letters(text);
    folded = thai_fold_utf8(text, THAI_SQUASH);
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        int most = marks[i].letters > 0 ? marks[i].letters : SHORT_PAGE_LETTERS;
        g_autofree char *phrase = NULL;

        if (letters > most)
            continue;
        phrase = thai_fold_utf8(marks[i].phrase, THAI_SQUASH);
        if (strstr(folded, phrase) != NULL)
            return marks[i].state;
    }
    if (letters <= SHORT_PAGE_LETTERS && has_password_field(document))
        return LINK_LOGIN_WALL;
    return LINK_OK;
}
