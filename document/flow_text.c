#include "document/flow_text.h"

#include <string.h>

static void flow_link_clear(gpointer data)
{
    FlowLink *link = data;

    g_free(link->url);
    g_free(link->href);
}

void flow_text_init(FlowText *text)
{
    memset(text, 0, sizeof(*text));
    text->text = g_string_new(NULL);
    text->links = g_array_new(FALSE, FALSE, sizeof(FlowLink));
    g_array_set_clear_func(text->links, flow_link_clear);
}

void flow_text_clear(FlowText *text)
{
    g_string_free(text->text, TRUE);
    g_array_unref(text->links);
    if (text->link_open)
        flow_link_clear(&text->link);
}

/* What is owed comes before the next letter, and never at the beginning. */
static void debts_pay(FlowText *text)
{
    if (text->text->len > 0) {
        if (text->breaks_owed > 0)
            g_string_append_c(text->text, '\n');
        else if (text->space_owed)
            g_string_append_c(text->text, ' ');
    }
    text->breaks_owed = 0;
    text->space_owed = FALSE;
    if (text->link_open && !text->link_begun) {
        text->link.start_at = text->text->len;
        text->link_begun = TRUE;
    }
}

/* Bytes at @at that are white space to a reader: also NBSP, and the literal
 * "&nbsp" that the parser leaves where the semicolon is missing. */
static gsize space_len(const char *at)
{
    if (g_ascii_isspace(*at))
        return 1;
    if (strncmp(at, "\xc2\xa0", 2) == 0)
        return 2;
    if (strncmp(at, "&nbsp", 5) == 0)
        return at[5] == ';' ? 6 : 5;
    return 0;
}

static gsize word_len(const char *at)
{
    gsize len = 0;

    while (at[len] != '\0' && space_len(at + len) == 0)
        len++;
    return len;
}

void flow_text_append(FlowText *text, const char *words)
{
    while (*words != '\0') {
        gsize len = space_len(words);

        if (len > 0) {
            if (text->pre && *words == '\n')
                flow_text_break(text);
            else
                text->space_owed = TRUE;
            words += len;
            continue;
        }
        len = word_len(words);
        debts_pay(text);
        g_string_append_len(text->text, words, (gssize)len);
        text->letters_len += len;
        if (text->bold > 0)
            text->bold_len += len;
        words += len;
    }
}

void flow_text_break(FlowText *text)
{
    text->breaks_owed++;
}

void flow_text_line(FlowText *text)
{
    text->breaks_owed = MAX(text->breaks_owed, 1);
}

void flow_text_link_open(FlowText *text, const char *url, const char *href)
{
    flow_text_link_close(text);
    text->link_open = TRUE;
    text->link_begun = FALSE;
    text->link.url = g_strdup(url);
    text->link.href = g_strdup(href);
}

void flow_text_link_close(FlowText *text)
{
    if (!text->link_open)
        return;
    if (!text->link_begun)
        text->link.start_at = text->text->len;
    text->link.end_at = text->text->len;
    g_array_append_val(text->links, text->link);
    text->link_open = FALSE;
}

void flow_text_link_split(FlowText *text)
{
    FlowLink part;

    if (!text->link_open || !text->link_begun)
        return;
    part = text->link;
    part.url = g_strdup(part.url);
    part.href = g_strdup(part.href);
    part.end_at = text->text->len;
    g_array_append_val(text->links, part);
    text->link_begun = FALSE;
}

gboolean flow_text_blank(const FlowText *text)
{
    return text->text->len == 0 && text->links->len == 0;
}

void flow_text_restart(FlowText *text)
{
    g_string_truncate(text->text, 0);
    g_array_set_size(text->links, 0);
    text->space_owed = FALSE;
    text->breaks_owed = 0;
    text->bold_len = 0;
    text->letters_len = 0;
    text->link_begun = FALSE;
}
