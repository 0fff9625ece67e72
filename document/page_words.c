#include "document/page_words.h"

#include <string.h>

#include "base/limits.h"
#include "base/thai_text.h"

enum { PAGE_WORDS_MAX = 60000 };

static void word_clear(gpointer data)
{
    PageWord *word = data;

    g_free(word->text);
}

void page_words_free(PageWords *page)
{
    if (page == NULL)
        return;
    g_array_unref(page->words);
    if (page->grids != NULL)
        g_ptr_array_unref(page->grids);
    g_free(page);
}

static void page_free(gpointer data)
{
    page_words_free(data);
}

PageWords *page_words_new(double width, double height)
{
    PageWords *page = g_new0(PageWords, 1);

    page->width = width;
    page->height = height;
    page->words = g_array_new(FALSE, FALSE, sizeof(PageWord));
    g_array_set_clear_func(page->words, word_clear);
    return page;
}

void page_words_file_free(PageWordsFile *file)
{
    if (file == NULL)
        return;
    g_free(file->title);
    g_ptr_array_unref(file->pages);
    g_free(file);
}

/* The character of "&amp;" and its like at @at, 0 for none of them. */
static char entity_char(const char *at, const char *end, gsize *len)
{
    static const struct {
        const char *name;
        char c;
    } entities[] = { { "&amp;", '&' },  { "&lt;", '<' },    { "&gt;", '>' },
                     { "&quot;", '"' }, { "&apos;", '\'' }, { "&#39;", '\'' } };

    for (gsize i = 0; i < G_N_ELEMENTS(entities); i++) {
        *len = strlen(entities[i].name);
        if ((gsize)(end - at) >= *len &&
            memcmp(at, entities[i].name, *len) == 0)
            return entities[i].c;
    }
    return '\0';
}

/* Text of the file as valid UTF-8 without entities and control characters,
 * which stand for glyphs that have no letter. */
static char *text_read(const char *from, const char *to)
{
    GString *text = g_string_new(NULL);
    g_autofree char *valid = NULL;

    while (from < to) {
        gsize len = 1;
        char c = *from == '&' ? entity_char(from, to, &len) : '\0';

        if (c != '\0') {
            g_string_append_c(text, c);
        } else {
            len = 1;
            if ((guchar)*from < ' ' || *from == 0x7f)
                g_string_append(text, "\xef\xbf\xbd");
            else
                g_string_append_c(text, *from);
        }
        from += len;
    }
    if (g_utf8_validate(text->str, (gssize)text->len, NULL))
        return g_string_free(text, FALSE);
    valid = g_utf8_make_valid(text->str, (gssize)text->len);
    g_string_free(text, TRUE);
    return g_steal_pointer(&valid);
}

/* The number of attribute @name (with its quote: "xMin=\"") in a tag. */
static gboolean number_read(const char *tag, const char *end, const char *name,
                            double *number)
{
    const char *at = memmem(tag, (gsize)(end - tag), name, strlen(name));
    char *stop;

    if (at == NULL)
        return FALSE;
    at += strlen(name);
    *number = g_ascii_strtod(at, &stop);
    /* Pages lie about their size; coordinates without end break sums. */
    return stop != at && *number > -1e6 && *number < 1e6;
}

static guint count_chars(const char *text)
{
    guint count = 0;

    for (; *text != '\0'; text = g_utf8_next_char(text))
        count += !thai_is_mark(g_utf8_get_char(text));
    return count;
}

void page_words_add(PageWords *page, const Box *box, char *text)
{
    PageWord word = { *box, text, MAX(count_chars(text), 1) };

    if (page->words->len < PAGE_WORDS_MAX && *text != '\0')
        g_array_append_val(page->words, word);
    else
        g_free(text);
}

static void word_read(PageWords *page, const char *line, const char *end)
{
    const char *open_end = memchr(line, '>', (gsize)(end - line));
    const char *close;
    Box box;

    if (open_end == NULL)
        return;
    close = memmem(open_end, (gsize)(end - open_end), "</word>", 7);
    if (close == NULL || !number_read(line, open_end, "xMin=\"", &box.x0) ||
        !number_read(line, open_end, "yMin=\"", &box.y0) ||
        !number_read(line, open_end, "xMax=\"", &box.x1) ||
        !number_read(line, open_end, "yMax=\"", &box.y1))
        return;
    page_words_add(page, &box, text_read(open_end + 1, close));
}

static PageWords *page_read(const char *line, const char *end)
{
    PageWords *page = page_words_new(0, 0);

    if (!number_read(line, end, "width=\"", &page->width) ||
        !number_read(line, end, "height=\"", &page->height))
        page->width = page->height = 0;
    return page;
}

static char *title_read(const char *line, const char *end)
{
    const char *close = memmem(line, (gsize)(end - line), "</title>", 8);
    g_autofree char *title = NULL;

    if (close == NULL)
        return NULL;
    title = g_strstrip(text_read(line + 7, close));
    return *title == '\0' ? NULL : g_steal_pointer(&title);
}

static gboolean starts(const char *line, const char *end, const char *with)
{
    gsize len = strlen(with);

    return (gsize)(end - line) >= len && memcmp(line, with, len) == 0;
}

/* --- windows-874 bytes in a font that calls itself Latin -------------------
 */

static gboolean is_thai_byte(gunichar c)
{
    return (c >= 0xA1 && c <= 0xDA) || (c >= 0xDF && c <= 0xFB);
}

/* Most of a page in the upper half of Latin-1 is no language. */
static gboolean is_thai_as_latin(const PageWords *page)
{
    guint64 high = 0, all = 0;

    for (guint i = 0; i < page->words->len; i++) {
        const char *at = g_array_index(page->words, PageWord, i).text;

        for (; *at != '\0'; at = g_utf8_next_char(at)) {
            high += is_thai_byte(g_utf8_get_char(at)) ? 1 : 0;
            all++;
        }
    }
    return high * 2 > all;
}

static void mend_latin(PageWords *page)
{
    if (!is_thai_as_latin(page))
        return;
    for (guint i = 0; i < page->words->len; i++) {
        PageWord *word = &g_array_index(page->words, PageWord, i);
        GString *thai = g_string_new(NULL);

        for (const char *at = word->text; *at != '\0';
             at = g_utf8_next_char(at)) {
            gunichar c = g_utf8_get_char(at);

            g_string_append_unichar(thai,
                                    is_thai_byte(c) ? c - 0xA0 + 0x0E00 : c);
        }
        g_free(word->text);
        word->text = g_string_free(thai, FALSE);
        word->chars_count = count_chars(word->text);
    }
}

PageWordsFile *page_words_read(const char *xhtml, gsize len)
{
    PageWordsFile *file = g_new0(PageWordsFile, 1);
    const char *end = xhtml + len;
    PageWords *page = NULL;

    file->pages = g_ptr_array_new_with_free_func(page_free);
    file->cut = TRUE;
    while (xhtml < end) {
        const char *line = xhtml + strspn(xhtml, " ");
        const char *line_end = memchr(line, '\n', (gsize)(end - line));

        if (line_end == NULL)
            line_end = end;
        if (starts(line, line_end, "<word ")) {
            if (page != NULL)
                word_read(page, line, line_end);
        } else if (starts(line, line_end, "<page ") &&
                   file->pages->len < PDF_PAGES_MAX) {
            page = page_read(line, line_end);
            g_ptr_array_add(file->pages, page);
        } else if (starts(line, line_end, "</doc>")) {
            file->cut = FALSE;
        } else if (starts(line, line_end, "<title>") && file->title == NULL) {
            file->title = title_read(line, line_end);
        }
        xhtml = line_end + 1;
    }
    for (guint i = 0; i < file->pages->len; i++)
        mend_latin(g_ptr_array_index(file->pages, i));
    return file;
}
