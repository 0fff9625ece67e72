#include "crawler/submission.h"

#include <string.h>

#define ITEM_NUMBER_MAX 99

Submission *submission_new(const char *item)
{
    Submission *submission = g_new0(Submission, 1);

    submission->item = g_strdup(item);
    submission->urls = g_ptr_array_new_with_free_func(g_free);
    submission->places = g_ptr_array_new_with_free_func(g_free);
    return submission;
}

void submission_free(Submission *submission)
{
    if (submission == NULL)
        return;
    g_free(submission->item);
    g_ptr_array_unref(submission->urls);
    g_ptr_array_unref(submission->places);
    g_free(submission->note);
    g_free(submission);
}

void submission_add_url(Submission *submission, const char *url,
                        const char *place)
{
    /* Those added without a place leave a gap that must not move others. */
    while (submission->places->len < submission->urls->len)
        g_ptr_array_add(submission->places, NULL);
    g_ptr_array_add(submission->urls, g_strdup(url));
    g_ptr_array_add(submission->places, g_strdup(place));
}

const char *submission_place(const Submission *submission, const char *url)
{
    for (guint i = 0; i < submission->places->len; i++)
        if (g_strcmp0(g_ptr_array_index(submission->urls, i), url) == 0)
            return g_ptr_array_index(submission->places, i);
    return NULL;
}

/* --- several addresses in one cell -------------------------------------- */

static gboolean begins_address(const char *p)
{
    return g_ascii_strncasecmp(p, "http://", 7) == 0 ||
           g_ascii_strncasecmp(p, "https://", 8) == 0;
}

/* "%3D" before @p: a sign in disguise. */
static gboolean is_escaped(const char *text, const char *p)
{
    return p - text >= 3 && p[-3] == '%' && g_ascii_isxdigit(p[-2]) &&
           g_ascii_isxdigit(p[-1]);
}

/*
 * TRUE when the address at @p is a new one, not a part of the one before it.
 * In an address that carries another, a sign stands before it: "=", "/", "?".
 * A letter or digit there means that two were pasted without a space; before
 * the @first one it is a slip of the hand ("hhttps://") that must be told.
 */
static gboolean begins_new(const char *text, const char *p, gboolean first)
{
    gunichar before;

    if (p == text)
        return TRUE;
    before = g_utf8_get_char(g_utf8_prev_char(p));
    if (before >= 0x80 || g_unichar_isspace(before))
        return TRUE;
    if (g_unichar_isalnum(before))
        return !first && !is_escaped(text, p);
    return strchr(",;|<>()[]\"'", (int)before) != NULL;
}

/* Spaces of all kinds at the end; g_strchomp() knows those of ASCII. */
static void chomp(char *text)
{
    char *end = text + strlen(text);

    while (end > text) {
        char *last = g_utf8_prev_char(end);
        gunichar c = g_utf8_get_char(last);

        if (!g_unichar_isspace(c) && c != 0x00A0 && c != 0x200B)
            break;
        end = last;
    }
    *end = '\0';
}

/* Signs and words that part two addresses belong to neither. */
static void trim_end(char *url)
{
    static const char *const words[] = { "และ", "หรือ", "กับ", "and", "or" };
    gboolean again = TRUE;

    while (again) {
        gsize len;

        chomp(url);
        len = strlen(url);
        again = len > 0 && strchr(",;|", url[len - 1]) != NULL;
        if (again)
            url[len - 1] = '\0';
        for (gsize i = 0; !again && i < G_N_ELEMENTS(words); i++) {
            gsize word = strlen(words[i]);

            again = len > word && g_str_has_suffix(url, words[i]) &&
                    url[len - word - 1] == ' ';
            if (again)
                url[len - word] = '\0';
        }
    }
}

/* "2)", "2." or "-" before the next address of a list. */
static void trim_number(char *url)
{
    char *space = strrchr(url, ' ');
    const char *p = space != NULL ? space + 1 : NULL;

    if (p == NULL || *p == '\0' || strlen(p) > 4)
        return;
    if (p[strspn(p, "0123456789().-")] == '\0' &&
        strspn(p, "0123456789") < strlen(p))
        *space = '\0';
}

static void urls_add(GPtrArray *urls, const char *start, const char *end,
                     gboolean last)
{
    g_autofree char *url = g_strndup(start, (gsize)(end - start));

    g_strstrip(url);
    if (!last) {
        trim_end(url);
        trim_number(url);
    }
    trim_end(url);
    if (*url != '\0')
        g_ptr_array_add(urls, g_steal_pointer(&url));
}

/* One line: cut before each address after the first. */
static void line_split(const char *line, GPtrArray *urls)
{
    const char *start = NULL;

    for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
        if (!begins_address(p) || !begins_new(line, p, start == NULL))
            continue;
        if (start != NULL)
            urls_add(urls, start, p, FALSE);
        start = p;
    }
    /* No address at all: what stands there is told as it is. */
    if (start == NULL)
        start = line;
    urls_add(urls, start, line + strlen(line), TRUE);
}

GPtrArray *submission_urls_split(const char *text)
{
    GPtrArray *urls = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_auto(GStrv) lines = g_strsplit_set(valid, "\r\n\t", -1);

    for (guint i = 0; lines[i] != NULL; i++)
        if (*g_strstrip(lines[i]) != '\0')
            line_split(lines[i], urls);
    return urls;
}

/* --- item codes -------------------------------------------------------- */

/* Letters that look like the O that is meant. */
static gboolean looks_like_o(gunichar c)
{
    static const gunichar LOOKS[] = {
        'O',    'o',    0x041E, 0x043E, /* Cyrillic */
        0x039F, 0x03BF,                 /* Greek */
    };

    for (guint i = 0; i < G_N_ELEMENTS(LOOKS); i++) {
        if (LOOKS[i] == c)
            return TRUE;
    }
    return FALSE;
}

static char plain_char(gunichar c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) /* full-width forms */
        c -= 0xFF01 - 0x21;
    if (looks_like_o(c))
        return 'o';
    if (c >= 0x0E50 && c <= 0x0E59) /* Thai digits */
        return (char)('0' + (c - 0x0E50));
    if (g_unichar_isspace(c) || c == 0x00A0)
        return ' ';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return '-';
    if (c < 0x80)
        return g_ascii_tolower((char)c);
    return '\0';
}

/*
 * @text with one letter, digit or sign for all that are meant alike; other
 * letters stay as they are and invisible ones go.
 */
static char *plain_text(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        char plain = plain_char(c);

        if (c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 ||
            c == 0xFEFF)
            continue;
        if (plain != '\0')
            g_string_append_c(out, plain);
        else
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* How much a word before the number says. */
typedef enum {
    LEAD_NONE,
    LEAD_WEAK,   /* a code may follow */
    LEAD_NUMBER, /* a plain number is a code as well */
    LEAD_CODE,   /* as good as the letter O */
} Lead;

static const struct {
    const char *word;
    Lead lead;
} LEADS[] = {
    { "ข้อที่", LEAD_NUMBER },   { "ข้อ", LEAD_NUMBER },   { "หัวข้อที่", LEAD_NUMBER },
    { "หัวข้อ", LEAD_NUMBER },  { "oit", LEAD_CODE },    { "0it", LEAD_CODE },
    { "ita", LEAD_WEAK },     { "item", LEAD_WEAK },   { "no.", LEAD_WEAK },
    { "รายการที่", LEAD_WEAK }, { "รายการ", LEAD_WEAK }, { "ตัวชี้วัดที่", LEAD_WEAK },
    { "ตัวชี้วัด", LEAD_WEAK },
};

static const char *skip_signs(const char *p, const char *signs)
{
    return p + strspn(p, signs);
}

static const char *skip_leads(const char *p, Lead *lead)
{
    gboolean found = TRUE;

    p = skip_signs(p, " ([\"'*#");
    while (found) {
        found = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS(LEADS) && !found; i++) {
            if (!g_str_has_prefix(p, LEADS[i].word))
                continue;
            p = skip_signs(p + strlen(LEADS[i].word), " -._:([");
            *lead = MAX(*lead, LEADS[i].lead);
            found = TRUE;
        }
    }
    return p;
}

/* The number at *@p, 0 when none; "1o" is a ten with a slip. */
static int read_number(const char **p)
{
    const char *s = *p;
    int number = 0;

    while (g_ascii_isdigit(*s) || (*s == 'o' && s > *p)) {
        number = number * 10 + (*s == 'o' ? 0 : *s - '0');
        if (number > ITEM_NUMBER_MAX)
            return 0;
        s++;
    }
    *p = s;
    return number;
}

/*
 * What may stand behind a code. A letter would make it another word. Behind
 * a number that has no letter O, more numbers make it a date, a time, a
 * telephone or a sub-indicator; only a short part number ("010-1") is none
 * of these.
 */
static gboolean ends_code(const char *p, gboolean lettered)
{
    gsize digits;

    if (g_ascii_isalpha(*p) || *p == '%')
        return FALSE;
    if (lettered)
        return TRUE;
    if (*p != '\0' && strchr("./:,", *p) != NULL && g_ascii_isdigit(p[1]))
        return FALSE;
    p = skip_signs(p, " -");
    digits = strspn(p, "0123456789");
    if (digits == 0)
        return TRUE;
    p += digits;
    return digits <= 2 && *skip_signs(p, " )]\"'") == '\0';
}

static char *code_at(const char *p, Lead lead)
{
    gboolean lettered = lead == LEAD_CODE;
    int number;

    if (*p == 'o') {
        p = skip_signs(p + 1, " -._([");
        lettered = TRUE;
    } else if (*p == '0') {
        p = skip_signs(p + 1, " -");
    } else if (lead < LEAD_NUMBER) {
        return NULL;
    }
    number = read_number(&p);
    if (number == 0 || !ends_code(p, lettered))
        return NULL;
    return g_strdup_printf("O%d", number);
}

char *item_code_parse(const char *text)
{
    g_autofree char *plain = NULL;
    Lead lead = LEAD_NONE;
    const char *p;

    if (text == NULL || !g_utf8_validate(text, -1, NULL))
        return NULL;
    plain = plain_text(text);
    p = skip_leads(plain, &lead);
    return code_at(p, lead);
}
