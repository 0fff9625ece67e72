/* match_person.c - people by name, and who signed */
#include "rules/evaluate.h"

#include <string.h>

#define NAME_REACH 2 /* a name stands this many lines from its post */

/* Titles that stand before a name; longest first where one begins another. */
static const char *const titles[] = {
    "รองศาสตราจารย์",
    "ผู้ช่วยศาสตราจารย์",
    "ศาสตราจารย์",
    "นางสาว",
    "น.ส.",
    "นาย",
    "นาง",
    "ดร.",
    "ผศ.",
    "รศ.",
    "ศ.",
    "แพทย์หญิง",
    "ทันตแพทย์",
    "เภสัชกร",
    "นพ.",
    "พญ.",
    "ว่าที่ร้อยตรี",
    "ว่าที่ร้อยโท",
    "ว่าที่ร้อยเอก",
    "ว่าที่พันตรี",
    "พันตำรวจเอก",
    "พันตำรวจโท",
    "พันตำรวจตรี",
    "ร้อยตำรวจเอก",
    "ร้อยตำรวจโท",
    "ร้อยตำรวจตรี",
    "ดาบตำรวจ",
    "พลตำรวจเอก",
    "พลตำรวจโท",
    "พลตำรวจตรี",
    "พลโท",
    "พลตรี",
    "พันโท",
    "พันตรี",
    "ร้อยโท",
    "จ่าเอก",
    "สิบเอก",
    "นาวาเอก",
    "พ.ท.",
    "พ.ต.",
    "ร.ต.ท.",
    "จ.ส.อ.",
    "ว่าที่ ร.ต.",
    "ว่าที่ร.ต.",
    "พล.ต.อ.",
    "พล.ต.ท.",
    "พล.ต.ต.",
    "พล.อ.",
    "พล.ท.",
    "พล.ต.",
    "พ.อ.",
    "พ.ต.อ.",
    "พ.ต.ท.",
    "พ.ต.ต.",
    "ร.ต.อ.",
    "พลเอก",
    "พันเอก",
    "ร้อยตรี",
    "ร้อยเอก",
    "ม.ล.",
    "ม.ร.ว.",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Miss",
};

/* What follows นาย or นาง when it is a post and no name. */
static const char *const not_names[] = {
    "กเทศ",  "กองค์",  "กอบ",    "กฯ",    "กรัฐ",   "กสมาคม", "กสภา",
    "กเมือง", "กเหล่า", "ทะเบียน", "อำเภอ", "ช่าง",   "ตรวจ",   "จ้าง",
    "ทหาร",  "กพัทยา", "เวร",    "หน้า",   "ประกัน", "แบบ",    "พล",
};

static gboolean name_letter(gunichar c)
{
    return (c >= 0x0E01 && c <= 0x0E3A) || (c >= 0x0E40 && c <= 0x0E4E) ||
           g_unichar_isalpha(c);
}

/* Reads a word of letters; returns its length in bytes. */
static gsize word_length(const char *text, gsize len)
{
    const char *p = text, *end = text + len;

    while (p < end && name_letter(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return (gsize)(p - text);
}

static gsize space_length(const char *text, gsize len)
{
    gsize n = 0;

    while (n < len && (text[n] == ' ' || text[n] == '\t'))
        n++;
    if (n + 2 <= len && memcmp(text + n, "\xC2\xA0", 2) == 0)
        n += 2;
    return n;
}

/* Which third bytes begin a title: most places in a text are told by one look.
 * A Thai letter is E0 B8/B9 and this one; a Latin one stands for itself. */
static const guint8 *title_starts(void)
{
    static guint8 starts[256];
    static gsize done;

    if (g_once_init_enter(&done)) {
        for (gsize t = 0; t < G_N_ELEMENTS(titles); t++)
            starts[(guint8)titles[t][(guint8)titles[t][0] >= 0xE0 ? 2 : 0]] = 1;
        g_once_init_leave(&done, 1);
    }
    return starts;
}

static gboolean may_be_title(const guint8 *starts, const char *text, gsize len)
{
    if ((guint8)text[0] == 0xE0)
        return len > 2 && starts[(guint8)text[2]];
    return text[0] == 'M';
}

/* Length of title, name and surname at @text, or 0. */
static gsize person_length(const char *text, gsize len)
{
    for (gsize t = 0; t < G_N_ELEMENTS(titles); t++) {
        gsize at = strlen(titles[t]), word, gap;

        if (titles[t][0] != text[0] || titles[t][1] != text[1] || len < at ||
            memcmp(text, titles[t], at) != 0)
            continue;
        for (gsize n = 0; n < G_N_ELEMENTS(not_names); n++)
            if (g_str_has_prefix(titles[t], "นา") &&
                g_strstr_len(text + at, (gssize)MIN(len - at, 21),
                             not_names[n]) == text + at)
                return 0;
        at += space_length(text + at, len - at);
        word = word_length(text + at, len - at);
        if (word < 6)
            continue;
        at += word;
        gap = space_length(text + at, len - at);
        if (gap == 0)
            continue;
        word = word_length(text + at + gap, len - at - gap);
        if (word < 6)
            continue;
        return at + gap + word;
    }
    return 0;
}

/* Looks until @limit people are found, and keeps what it saw. */
static void persons_look(Passage *passage, int limit)
{
    const guint8 *starts = title_starts();
    const char *text = passage->text;
    gsize i = 0;

    passage->persons = 0;
    while (i < passage->len && passage->persons < limit) {
        gsize len = may_be_title(starts, text + i, passage->len - i)
                        ? person_length(text + i, passage->len - i)
                        : 0;

        if (len == 0) {
            i += (gsize)(g_utf8_next_char(text + i) - (text + i));
            continue;
        }
        if (passage->persons == 0) {
            passage->person_at = i;
            passage->person_end = i + len;
        }
        passage->persons++;
        i += len;
    }
    passage->persons_all = i >= passage->len;
}

int persons_count(Passage *passage, int limit, gsize *start_at, gsize *end_at)
{
    if (!passage->persons_all && passage->persons < limit)
        persons_look(passage, limit);
    if (passage->persons > 0) {
        *start_at = passage->person_at;
        *end_at = passage->person_end;
    }
    return MIN(passage->persons, limit);
}

/* Stands one of the phrases with the person: in the line, in the row, or in
 * the next lines before somebody else is named? */
static gboolean beside_person(const Condition *condition, const Span *span,
                              int at)
{
    const Reading *reading = span->reading;
    const TableView *table = reading_table(reading, at);
    int from = at, to = at + 1;
    gsize start, end;

    if (table != NULL && table->column_count > 1) {
        from = table_passage(table, reading_passage(reading, at)->row, 0);
        to = from + table->column_count;
        if (hits_any(reading, condition->phrases, from, to))
            return TRUE;
        from = at;
        to = at + 1;
    }
    while (to < MIN(at + 4, span->to) &&
           persons_count(reading_passage(reading, to), 1, &start, &end) == 0)
        to++;
    if (from > span->from &&
        persons_count(reading_passage(reading, from - 1), 1, &start, &end) == 0)
        from--;
    return hits_any(reading, condition->phrases, from, to);
}

gboolean match_person(EvalContext *context, const Condition *condition,
                      const Span *span, Match *match)
{
    guint in = condition->in != 0
                   ? condition->in
                   : IN_BODY | IN_HEADING | IN_HEADER | IN_LEAD | IN_IMAGE;
    int wanted = MAX(condition->at_least, 1), count = 0;

    (void)context;
    for (int i = span->from; i < span->to && count < wanted; i++) {
        Passage *passage = reading_passage(span->reading, i);
        gsize start = 0, end = 0;
        int found;

        if (!passage_in(passage, in))
            continue;
        found = persons_count(passage, wanted, &start, &end);
        if (found == 0 ||
            (condition->phrases != NULL && !beside_person(condition, span, i)))
            continue;
        count += found;
        {
            g_autofree char *quote =
                thai_quote(passage->text, passage->len, start, end, 120);
            Evidence *evidence = evidence_of_passage(span->reading, i);

            g_free(evidence->quote);
            evidence->quote = g_steal_pointer(&quote);
            match_add(match, evidence);
        }
    }
    return count >= wanted;
}

/* Where the executive's name stands, titles aside; -1 when nowhere. */
static int find_executive(const EvalContext *context, const Span *span)
{
    g_autoptr(ThaiFolded) name = NULL;
    const char *plain = context->executive;

    if (plain == NULL || *plain == '\0')
        return -1;
    for (gsize t = 0; t < G_N_ELEMENTS(titles); t++)
        if (g_str_has_prefix(plain, titles[t])) {
            plain += strlen(titles[t]);
            break;
        }
    name = thai_fold(plain, strlen(plain), THAI_SQUASH);
    if (name->count < 4)
        return -1;
    for (int i = span->from; i < span->to; i++) {
        const Passage *passage = reading_passage(span->reading, i);
        const ThaiFolded *text = passage->folded;

        if (passage->roles & ROLES_WEAK)
            continue;
        for (gsize at = 0; at + name->count <= text->count; at++)
            if (memcmp(text->chars + at, name->chars,
                       name->count * sizeof(gunichar)) == 0)
                return i;
    }
    return -1;
}

static int person_near(const Span *span, int at)
{
    int from = MAX(at - NAME_REACH, span->from);
    int to = MIN(at + NAME_REACH + 1, span->to);

    for (int i = from; i < to; i++) {
        gsize start, end;

        if (!(reading_passage(span->reading, i)->roles & ROLES_WEAK) &&
            persons_count(reading_passage(span->reading, i), 1, &start, &end) >
                0)
            return i;
    }
    return -1;
}

gboolean match_signer(EvalContext *context, const Condition *condition,
                      const Span *span, Match *match)
{
    int at = find_executive(context, span);
    g_autoptr(GArray) hits = NULL;

    if (at >= 0) {
        match_add(match, evidence_of_passage(span->reading, at));
        return TRUE;
    }
    hits = hits_find(span->reading, condition->phrases, span->from, span->to);
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        int person;

        if (!hit_counts(span->reading, condition, IN_BODY | IN_HEADING, hit))
            continue;
        person = person_near(span, hit->passage);
        if (condition->own && person < 0) {
            match_miss(
                match, 7, "no-name",
                evidence_of(span->reading, hit->passage, hit->from, hit->to));
            continue;
        }
        /* Somebody else's name, when the config names the executive. */
        if (person >= 0 && context->executive != NULL &&
            *context->executive != '\0' && condition->own) {
            match_miss(match, 9, "other-executive",
                       evidence_of_passage(span->reading, person));
            continue;
        }
        match_add(match,
                  evidence_of(span->reading, hit->passage, hit->from, hit->to));
        if (person >= 0 && person != hit->passage)
            match_add(match, evidence_of_passage(span->reading, person));
        return TRUE;
    }
    match_miss_weak(match, span->reading, condition->phrases, span->from,
                    span->to);
    return FALSE;
}
