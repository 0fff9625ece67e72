/* match_page.c - contacts, links, pictures, frames and forms */
#include "rules/evaluate.h"

#include <string.h>
#include "base/url.h"

#define ADDRESS_PARTS 4     /* of house, road, district, province, post code */
#define ADDRESS_LETTERS 400 /* longer lines only mention places */
#define CONTACT_LABEL_LETTERS 40

/* --- contacts
 * ------------------------------------------------------------------ */

static gboolean phone_separator(gunichar c)
{
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.';
}

/* Length of a Thai telephone number at @at: 0 and 8-9 more digits, or
 * +66; 0 when there is none. */
static gsize phone_length(const ThaiFolded *text, gsize at)
{
    int digits = 0;
    gsize i = at, last = at, whole = 0;
    gboolean country = FALSE;

    /* Not the tail of a longer number: 1,020.50 or 12345. */
    if (at > 0 && g_unichar_isdigit(text->chars[at - 1]))
        return 0;
    if (at > 1 && (text->chars[at - 1] == ',' || text->chars[at - 1] == '.') &&
        g_unichar_isdigit(text->chars[at - 2]))
        return 0;
    if (text->chars[i] == '+') {
        country = i + 2 < text->count && text->chars[i + 1] == '6' &&
                  text->chars[i + 2] == '6';
        if (!country)
            return 0;
        i += 3;
        digits = 1;
    } else if (text->chars[i] != '0' && text->chars[i] != '(') {
        return 0;
    }
    for (; i < text->count; i++) {
        gunichar c = text->chars[i];

        if (c >= '0' && c <= '9') {
            if (digits == 0 && c != '0')
                return 0;
            digits++;
            last = i + 1;
            if (digits > 10)
                return whole;
        } else if (!phone_separator(c) || i > last + 1) {
            break;
        } else if (digits >= 9 && c == '(') {
            whole = last - at; /* "038-000-111 (24 ชั่วโมง)" */
        }
    }
    if (text->chars[at] == '(' && digits < 9)
        return 0;
    return digits >= 9 && digits <= 10 ? last - at : 0;
}

static gboolean chars_are(const ThaiFolded *text, gsize at, const char *word)
{
    for (; *word != '\0'; word = g_utf8_next_char(word), at++)
        if (at >= text->count || text->chars[at] != g_utf8_get_char(word))
            return FALSE;
    return TRUE;
}

static gboolean chars_before(const ThaiFolded *text, gsize at, gsize reach,
                             const char *const *words)
{
    gsize from = at > reach ? at - reach : 0;

    for (gsize i = from; i < at; i++)
        for (gsize w = 0; words[w] != NULL; w++)
            if (chars_are(text, i, words[w]))
                return TRUE;
    return FALSE;
}

static const char *const fax_words[] = { "โทรสาร", "แฟกซ์", "แฟ็กซ์", "fax",
                                         NULL };
static const char *const phone_words[] = {
    "โทร", "tel", "phone", "สายด่วน", "callcenter", "call center", "มือถือ", NULL
};

/* "เบอร์แฟกซ์", "หมายเลขโทรสาร": past the words for a number. */
static gsize label_start(const ThaiFolded *text)
{
    static const char *const numbers[] = { "หมายเลข", "เบอร์", "เลข", "no." };

    for (gsize n = 0; n < G_N_ELEMENTS(numbers); n++)
        if (chars_are(text, 0, numbers[n])) {
            g_autoptr(ThaiFolded) word =
                thai_fold(numbers[n], strlen(numbers[n]), THAI_SQUASH);

            return word->count;
        }
    return 0;
}

/* Does the label of a value say fax: the cell to the left, or the line above
 * a bare number? */
static gboolean labelled_fax(const Span *span, int at)
{
    const Passage *passage = reading_passage(span->reading, at);
    const Passage *label;
    int letters = 0;

    for (gsize i = 0; i < passage->folded->count; i++)
        letters += g_unichar_isalpha(passage->folded->chars[i]) != 0;
    if (letters > 0 || at == 0)
        return FALSE;
    label = reading_passage(span->reading, at - 1);
    if (passage->row >= 0 && label->row != passage->row)
        return FALSE;
    /* "โทรสาร" holds "โทร": what the label begins with decides. */
    for (gsize w = 0; fax_words[w] != NULL; w++)
        if (chars_are(label->folded, label_start(label->folded), fax_words[w]))
            return TRUE;
    return FALSE;
}

/* A number after "โทรสาร" is a fax, unless a phone word stands between. */
static gboolean find_phone(const Span *span, int at, gboolean fax, gsize *from,
                           gsize *to)
{
    const Passage *passage = reading_passage(span->reading, at);
    const ThaiFolded *text = passage->folded;
    gboolean labelled = labelled_fax(span, at);

    for (gsize i = 0; i < text->count; i++) {
        gsize len = phone_length(text, i);
        gboolean is_fax;

        if (len == 0)
            continue;
        is_fax = labelled || chars_before(text, i, 26, fax_words);
        if (is_fax && !fax) {
            /* "โทร 02... โทรสาร 02...": only what follows the word. */
            i += len - 1;
            continue;
        }
        if (fax == is_fax) {
            *from = i;
            *to = i + len;
            return TRUE;
        }
        i += len - 1;
    }
    if (fax || labelled)
        return FALSE;
    /* Four-digit hot lines, where they are called so. */
    for (gsize i = 0; i + 4 <= text->count; i++) {
        int digits = 0;

        while (i + (gsize)digits < text->count &&
               g_unichar_isdigit(text->chars[i + (gsize)digits]))
            digits++;
        if (digits == 4 && text->chars[i] == '1' &&
            chars_before(text, i, 14, phone_words)) {
            *from = i;
            *to = i + 4;
            return TRUE;
        }
        i += (gsize)digits;
    }
    return FALSE;
}

static gboolean mail_char(gunichar c)
{
    return (c < 0x80 && g_ascii_isalnum((char)c)) || c == '.' || c == '_' ||
           c == '-' || c == '+';
}

/* "@", or "[at]" and "(at)" against harvesters, at @at; gives what lies on
 * both sides of it. */
static gboolean at_sign(const ThaiFolded *text, gsize at, gsize *left,
                        gsize *right)
{
    gunichar c = text->chars[at];

    *left = at;
    *right = at + 1;
    if (c == '@')
        return TRUE;
    if ((c != '[' && c != '(') || at + 4 > text->count ||
        !chars_are(text, at + 1, "at"))
        return FALSE;
    *right = at + 4;
    while (*left > 0 && text->chars[*left - 1] == ' ')
        (*left)--;
    while (*right < text->count && text->chars[*right] == ' ')
        (*right)++;
    return TRUE;
}

static gboolean find_mail(const Passage *passage, gsize *from, gsize *to)
{
    const ThaiFolded *text = passage->folded;

    for (gsize at = 0; at < text->count; at++) {
        gsize left, right;
        gboolean dot = FALSE;

        if (!at_sign(text, at, &left, &right))
            continue;
        while (left > 0 && mail_char(text->chars[left - 1]))
            left--;
        while (right < text->count && mail_char(text->chars[right])) {
            dot = dot || text->chars[right] == '.';
            right++;
        }
        if (left < at && dot && mail_char(text->chars[left])) {
            *from = left;
            *to = right;
            return TRUE;
        }
    }
    return FALSE;
}

/* Which parts of a postal address a passage holds, as bits. */
static guint address_parts(const Passage *passage, gsize *from, gsize *to)
{
    static const struct {
        const char *word;
        int part;
    } words[] = {
        { "ถนน", 1 },      { "ถ.", 1 },      { "ซอย", 1 },    { "หมู่ที่", 1 },
        { "หมู่", 1 },       { "ม.", 1 },      { "แขวง", 2 },   { "ตำบล", 2 },
        { "ต.", 2 },       { "เขต", 3 },     { "อำเภอ", 3 },  { "อ.", 3 },
        { "จังหวัด", 4 },    { "จ.", 4 },      { "กรุงเทพ", 4 }, { "กทม", 4 },
        { "อาคาร", 5 },    { "เลขที่", 5 },    { "ชั้น", 5 },     { "road", 1 },
        { "district", 3 }, { "bangkok", 4 }, { "street", 1 },
    };
    const ThaiFolded *text = passage->folded;
    guint parts = 0;

    *from = text->count;
    *to = 0;
    for (gsize i = 0; i < text->count; i++) {
        int digits = 0;

        for (gsize w = 0; w < G_N_ELEMENTS(words); w++) {
            if (!chars_are(text, i, words[w].word))
                continue;
            parts |= 1u << words[w].part;
            *from = MIN(*from, i);
            *to = MAX(*to, i + 1);
        }
        if (i > 0 && g_unichar_isdigit(text->chars[i - 1]))
            continue;
        while (i + (gsize)digits < text->count &&
               g_unichar_isdigit(text->chars[i + (gsize)digits]))
            digits++;
        /* A post code, or a house number such as 555/2. */
        if (digits == 5 && text->chars[i] != '0') {
            parts |= 1u << 6;
            *from = MIN(*from, i);
            *to = MAX(*to, i + 5);
        } else if (digits >= 1 && digits <= 4) {
            parts |= 1u << 7;
        }
    }
    *to = MAX(*to, *from + 1);
    return parts;
}

static int count_bits(guint bits)
{
    int count = 0;

    for (; bits != 0; bits >>= 1)
        count += (int)(bits & 1);
    return count;
}

/* Four parts of an address in a short line, or in it and the next one. */
static gboolean find_address(const Span *span, int at, gsize *from, gsize *to)
{
    const Passage *passage = reading_passage(span->reading, at);
    gsize next_from, next_to;
    guint parts;

    if (passage->letters_count > ADDRESS_LETTERS)
        return FALSE;
    parts = address_parts(passage, from, to);
    if (count_bits(parts) >= ADDRESS_PARTS)
        return TRUE;
    if (count_bits(parts) < 2 || at + 1 >= span->to ||
        reading_passage(span->reading, at + 1)->letters_count > ADDRESS_LETTERS)
        return FALSE;
    parts |= address_parts(reading_passage(span->reading, at + 1), &next_from,
                           &next_to);
    return count_bits(parts) >= ADDRESS_PARTS;
}

static const char *const map_hosts[] = {
    "maps.google.com", "google.com/maps", "google.co.th/maps",
    "maps.app.goo.gl", "goo.gl/maps",     "openstreetmap.org",
    "longdo.com",      "map.longdo",      NULL
};

static gboolean url_is_map(const char *url)
{
    for (gsize i = 0; url != NULL && map_hosts[i] != NULL; i++)
        if (strstr(url, map_hosts[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean alt_is_map(const Block *block)
{
    return strstr(block->text, "แผนที่") != NULL ||
           strcasestr(block->text, "map") != NULL ||
           (block->source_url != NULL &&
            strcasestr(block->source_url, "map") != NULL);
}

static gboolean match_map(const Span *span, Match *match)
{
    const Reading *reading = span->reading;

    for (int i = span->from; i < span->to; i++) {
        const Passage *passage = reading_passage(reading, i);
        const Block *block = passage->block;

        if (passage->roles & (ROLE_CHROME | ROLE_ECHO))
            continue;
        if (block->kind == BLOCK_FRAME && url_is_map(block->source_url)) {
            match_add(match, evidence_new(block->source_url));
            return TRUE;
        }
        if (block->kind == BLOCK_IMAGE && alt_is_map(block)) {
            match_add(match, *block->text != '\0'
                                 ? evidence_of_passage(reading, i)
                                 : evidence_new(block->source_url));
            return TRUE;
        }
        for (guint l = 0; passage->links != NULL && l < passage->links->len;
             l++) {
            const Link *link = g_ptr_array_index(passage->links, l);

            if (url_is_map(link->url)) {
                match_add(match, evidence_of_passage(reading, i));
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* A bare number in a table says little: its label cell goes with it. */
static Evidence *contact_evidence(const Reading *reading, int at, gsize from,
                                  gsize to)
{
    const Passage *cell = reading_passage(reading, at);

    if (cell->column > 0 && !(cell->roles & ROLE_HEADER)) {
        int left = at - cell->column;
        const Passage *label = reading_passage(reading, left);

        if (!(label->roles & ROLE_COVERED) && label->letters_count > 2 &&
            label->letters_count < CONTACT_LABEL_LETTERS)
            return evidence_of_cells(reading, left, at);
    }
    return evidence_of(reading, at, from, to);
}

gboolean match_contact(EvalContext *context, const Condition *condition,
                       const Span *span, Match *match)
{
    guint in = condition->in != 0
                   ? condition->in
                   : IN_BODY | IN_HEADING | IN_HEADER | IN_LEAD | IN_IMAGE;
    int wanted = MAX(condition->at_least, 1), count = 0;

    (void)context;
    if (condition->contact == CONTACT_MAP)
        return match_map(span, match);
    for (int i = span->from; i < span->to && count < wanted; i++) {
        const Passage *passage = reading_passage(span->reading, i);
        gsize from = 0, to = 0;
        gboolean found = FALSE;

        if (!passage_in(passage, in) || passage->folded->count == 0)
            continue;
        switch (condition->contact) {
        case CONTACT_PHONE:
            found = find_phone(span, i, FALSE, &from, &to);
            break;
        case CONTACT_FAX:
            found = find_phone(span, i, TRUE, &from, &to);
            break;
        case CONTACT_EMAIL:
            found = find_mail(passage, &from, &to);
            break;
        default:
            found = find_address(span, i, &from, &to);
            break;
        }
        if (!found)
            continue;
        match_add(match, contact_evidence(span->reading, i, from, to));
        count++;
    }
    return count >= wanted;
}

/* --- links, pictures, frames
 * ---------------------------------------------------- */

static gboolean url_in_hosts(const char *url, char **hosts)
{
    if (url == NULL)
        return FALSE;
    for (gsize i = 0; hosts != NULL && hosts[i] != NULL; i++) {
        if (strchr(hosts[i], '/') != NULL ? strstr(url, hosts[i]) != NULL
                                          : url_host_within(url, hosts[i]))
            return TRUE;
    }
    return FALSE;
}

/* A link of somebody's own: not the share button, not the bare site. */
static gboolean link_leads_there(const Link *link)
{
    static const char *const not_own[] = { "sharer",  "share?",
                                           "/share",  "intent/tweet",
                                           "dialog/", "plugins/",
                                           NULL };
    g_autoptr(Url) url = url_parse(link->url);

    for (gsize i = 0; not_own[i] != NULL; i++)
        if (strstr(link->url, not_own[i]) != NULL)
            return FALSE;
    return url != NULL && (strlen(url->path) > 1 || url->query != NULL);
}

/* A form to download and print is a file, not a service. */
static gboolean leads_to_file(const Link *link)
{
    static const char *const endings[] = { ".pdf",  ".doc",  ".docx", ".xls",
                                           ".xlsx", ".odt",  ".zip",  ".rar",
                                           ".jpg",  ".jpeg", ".png",  NULL };
    g_autoptr(Url) url = url_parse(link->url);
    g_autofree char *path = url != NULL ? g_ascii_strdown(url->path, -1) : NULL;

    for (gsize i = 0; path != NULL && endings[i] != NULL; i++)
        if (g_str_has_suffix(path, endings[i]))
            return TRUE;
    return FALSE;
}

static gboolean text_in_link(const Reading *reading, int passage,
                             const Condition *condition, const Link *link)
{
    const Passage *text = reading_passage(reading, passage);
    g_autoptr(GArray) hits =
        hits_find(reading, condition->phrases, passage, passage + 1);

    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        gsize start, end;

        thai_folded_source(text->folded, text->text, text->len, hit->from,
                           hit->to, &start, &end);
        if (start + text->link_shift >= link->start_at &&
            end + text->link_shift <= link->end_at)
            return TRUE;
    }
    return FALSE;
}

gboolean match_link(EvalContext *context, const Condition *condition,
                    const Span *span, Match *match)
{
    guint in = condition->in != 0
                   ? condition->in
                   : IN_BODY | IN_HEADING | IN_HEADER | IN_LEAD | IN_IMAGE;
    int wanted = MAX(condition->at_least, 1), count = 0;

    (void)context;
    for (int i = span->from; i < span->to; i++) {
        const Passage *passage = reading_passage(span->reading, i);

        if (passage->links == NULL || !passage_in(passage, in))
            continue;
        if (condition->not_with != NULL &&
            hits_any(span->reading, condition->not_with, i, i + 1))
            continue;
        for (guint l = 0; l < passage->links->len; l++) {
            const Link *link = g_ptr_array_index(passage->links, l);

            if (link->url == NULL || (condition->pages && leads_to_file(link)))
                continue;
            if (condition->hosts != NULL &&
                (!url_in_hosts(link->url, condition->hosts) ||
                 !link_leads_there(link)))
                continue;
            if (condition->phrases != NULL &&
                !text_in_link(span->reading, i, condition, link))
                continue;
            {
                g_autofree char *shown = url_display(link->url);
                Evidence *evidence = evidence_of_passage(span->reading, i);
                g_autofree char *quote = evidence->quote;

                evidence->quote = g_strdup_printf("%s → %s", quote, shown);
                match_add(match, evidence);
            }
            if (++count >= wanted)
                return TRUE;
            break;
        }
    }
    return FALSE;
}

/* Says the picture's own text, its file name or the line below it what it
 * shows? */
static gboolean picture_of(const EvalContext *context, const PhraseSet *words,
                           const Span *span, int at)
{
    const Passage *passage = reading_passage(span->reading, at);
    const char *url = passage->block->source_url;
    g_autofree char *shown = url != NULL ? url_display(url) : NULL;
    g_autofree char *folded =
        shown != NULL ? thai_fold_utf8(shown, THAI_SQUASH) : NULL;

    if (hits_any(span->reading, words, at, at + 1))
        return TRUE;
    for (int i = 0; folded != NULL && i < words->count; i++) {
        g_autofree char *word = thai_fold_utf8(
            phrase_index_text(context->index, words->ids[i]), THAI_SQUASH);

        if (strstr(folded, word) != NULL)
            return TRUE;
    }
    /* A caption; a picture that says something itself needs none. */
    return passage->letters_count == 0 && at + 1 < span->to &&
           hits_any(span->reading, words, at + 1, at + 2);
}

gboolean match_image(EvalContext *context, const Condition *condition,
                     const Span *span, Match *match)
{
    const Reading *reading = span->reading;
    int wanted = MAX(condition->at_least, 1), count = 0;
    int last_block = -1;

    for (int i = span->from; i < span->to && count < wanted; i++) {
        const Passage *passage = reading_passage(reading, i);
        const Block *block = passage->block;
        gboolean picture = block->kind == BLOCK_IMAGE;

        if (passage->roles & (ROLE_CHROME | ROLE_COVERED))
            continue;
        if (passage->row >= 0)
            picture = table_cell(block->table, passage->row, passage->column)
                          ->has_image;
        else if (passage->block_index == last_block)
            continue;
        if (!picture)
            continue;
        last_block = passage->block_index;
        if (condition->phrases != NULL &&
            !picture_of(context, condition->phrases, span, i))
            continue;
        if (condition->not_with != NULL &&
            picture_of(context, condition->not_with, span, i))
            continue;
        match_add(match, passage->len > 0 ? evidence_of_passage(reading, i)
                         : block->source_url != NULL
                             ? evidence_new(block->source_url)
                             : evidence_new("(ภาพ)"));
        count++;
    }
    if (condition->phrases == NULL)
        for (guint p = 0; p < reading->document->pages->len && count < wanted;
             p++) {
            const PageQuality *page =
                g_ptr_array_index(reading->document->pages, p);

            if (!page->has_images)
                continue;
            match_add(match, evidence_new("(ภาพในเอกสาร)"));
            count++;
        }
    return count >= wanted;
}

gboolean match_frame(EvalContext *context, const Condition *condition,
                     const Span *span, Match *match)
{
    (void)context;
    for (int i = span->from; i < span->to; i++) {
        const Passage *passage = reading_passage(span->reading, i);
        const Block *block = passage->block;

        if (block->kind != BLOCK_FRAME || passage->roles & ROLE_CHROME)
            continue;
        if (condition->hosts != NULL &&
            !url_in_hosts(block->source_url, condition->hosts))
            continue;
        match_add(match,
                  evidence_new(block->source_url != NULL ? block->source_url
                                                         : block->text));
        return TRUE;
    }
    return FALSE;
}

/* --- forms
 * -------------------------------------------------------------------------- */

static const char *const form_hosts[] = { "docs.google.com/forms",
                                          "forms.gle",
                                          "forms.office.com",
                                          "surveymonkey.com",
                                          "jotform.com",
                                          "typeform.com",
                                          NULL };

static int real_fields(const Block *block)
{
    static const char *const not_fields[] = { "hidden", "submit", "button",
                                              "reset",  "image",  "search",
                                              NULL };
    int count = 0;

    for (guint i = 0; block->fields != NULL && i < block->fields->len; i++) {
        const FormField *field = g_ptr_array_index(block->fields, i);

        if (field->type == NULL || !g_strv_contains(not_fields, field->type))
            count++;
    }
    return count;
}

#define FORM_TOPIC_ABOVE 12 /* passages above a form that may name it */

/* Is a passage about the topic: itself, its heading, or just above? */
static gboolean about_topic(const Condition *condition, const Span *span,
                            int at)
{
    const Passage *passage = reading_passage(span->reading, at);

    if (condition->phrases == NULL)
        return TRUE;
    for (int i = MAX(at - FORM_TOPIC_ABOVE, span->from); i <= at; i++)
        if (!(reading_passage(span->reading, i)->roles & ROLE_CHROME) &&
            hits_any(span->reading, condition->phrases, i, i + 1))
            return TRUE;
    for (int up = passage->section; up >= 0;
         up = reading_passage(span->reading, up)->section)
        if (hits_any(span->reading, condition->phrases, up, up + 1))
            return TRUE;
    return FALSE;
}

static gboolean decoy_topic(const Condition *condition, const Span *span,
                            int at)
{
    const Passage *passage = reading_passage(span->reading, at);

    if (condition->not_with == NULL)
        return FALSE;
    for (int i = at; i < span->to; i++) { /* all labels of the form */
        if (reading_passage(span->reading, i)->block != passage->block)
            break;
        if (hits_any(span->reading, condition->not_with, i, i + 1))
            return TRUE;
    }
    return passage->section >= 0 &&
           hits_any(span->reading, condition->not_with, passage->section,
                    passage->section + 1);
}

/* In plain text a form is a run of short labels: "ชื่อ-นามสกุล :". */
static int label_run(const Span *span, int from)
{
    int labels = 0;

    for (int i = from; i < span->to; i++) {
        const Passage *passage = reading_passage(span->reading, i);

        if (passage->roles & (ROLE_CHROME | ROLE_ECHO) ||
            passage->letters_count == 0 || passage->letters_count > 40 ||
            passage->text[passage->len - 1] != ':')
            break;
        labels++;
    }
    return labels;
}

static gboolean is_form_url(const char *url)
{
    for (gsize i = 0; url != NULL && form_hosts[i] != NULL; i++)
        if (strstr(url, form_hosts[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean form_at(const Condition *condition, const Span *span, int at)
{
    const Passage *passage = reading_passage(span->reading, at);
    const Block *block = passage->block;
    int wanted = condition->at_least > 0 ? condition->at_least : 2;

    if (block->kind == BLOCK_FORM)
        return real_fields(block) >= wanted;
    if (block->kind == BLOCK_FRAME)
        return is_form_url(block->source_url);
    for (guint l = 0; passage->links != NULL && l < passage->links->len; l++)
        if (is_form_url(
                ((const Link *)g_ptr_array_index(passage->links, l))->url))
            return TRUE;
    return block->kind != BLOCK_TABLE && label_run(span, at) >= MAX(wanted, 3);
}

gboolean match_form(EvalContext *context, const Condition *condition,
                    const Span *span, Match *match)
{
    (void)context;
    for (int i = span->from; i < span->to; i++) {
        const Passage *passage = reading_passage(span->reading, i);

        if (passage->roles & (ROLE_CHROME | ROLE_COVERED) ||
            !form_at(condition, span, i))
            continue;
        if (!about_topic(condition, span, i) ||
            decoy_topic(condition, span, i)) {
            match_miss(match, 6, "other-topic",
                       evidence_of_passage(span->reading, i));
            continue;
        }
        match_add(match, passage->len > 0
                             ? evidence_of_passage(span->reading, i)
                         : passage->block->source_url != NULL
                             ? evidence_new(passage->block->source_url)
                             : evidence_new("(แบบฟอร์ม)"));
        return TRUE;
    }
    return FALSE;
}
