/* match_text.c - phrases, headings, sections, fields and what is near them */
#include "rules/evaluate.h"

#include <string.h>

#define SENTENCE_CHARS 30   /* a passage this long can be a sentence */
#define BEYOND_CHARS 12     /* that much must be said beyond the phrase */
#define SECTION_CHARS 20    /* text under a heading, to be content */
#define CLAUSE_CHARS 45     /* a numbered heading this long is a sentence */
#define LABEL_ONLY_CHARS 36 /* a line this short may be nothing but a label */
#define NEXT_LINE_CHARS 15  /* then the line below is this long at least */
#define STEP_LETTERS 6      /* fewer are a number, not a step */
#define LABEL_CHARS 90      /* a line this short can head what follows */

gboolean match_phrase(EvalContext *context, const Condition *condition,
                      const Span *span, Match *match)
{
    g_autoptr(GArray) hits =
        hits_find(span->reading, condition->phrases, span->from, span->to);

    (void)context;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);

        if (!hit_counts(span->reading, condition, IN_BODY, hit))
            continue;
        match_add(match,
                  evidence_of(span->reading, hit->passage, hit->from, hit->to));
        return TRUE;
    }
    match_miss_weak(match, span->reading, condition->phrases, span->from,
                    span->to);
    return FALSE;
}

/* Different phrases, over all documents together. */
gboolean match_phrases(EvalContext *context, const Condition *condition,
                       const GArray *spans, Match *match)
{
    int wanted = condition->at_least > 0 ? condition->at_least : 2;
    Match own;
    int count = 0;

    (void)context;
    match_init(&own);
    for (guint s = 0; s < spans->len && count < wanted; s++) {
        const Span *span = &g_array_index(spans, Span, s);
        Hit last = { -1, 0, 0 };

        for (int p = 0; p < condition->phrases->count; p++) {
            PhraseSet one = { &condition->phrases->ids[p], 1, NULL };
            g_autoptr(GArray) hits =
                hits_find(span->reading, &one, span->from, span->to);

            for (guint i = 0; i < hits->len && count < wanted; i++) {
                const Hit *hit = &g_array_index(hits, Hit, i);

                if (!hit_counts(span->reading, condition, IN_BODY, hit))
                    continue;
                /* A phrase inside one already counted says nothing new. */
                if (hit->passage == last.passage && hit->from >= last.from &&
                    hit->to <= last.to)
                    continue;
                match_add(&own, evidence_of(span->reading, hit->passage,
                                            hit->from, hit->to));
                last = *hit;
                count++;
                if (!condition->repeats)
                    break;
            }
        }
    }
    if (count >= wanted) {
        while (own.evidence->len > 0)
            match_add(match, g_ptr_array_steal_index(own.evidence, 0));
    } else {
        if (own.evidence->len > 0)
            match_miss(match, 7, "partly",
                       g_ptr_array_steal_index(own.evidence, 0));
        for (guint s = 0; s < spans->len; s++) {
            const Span *span = &g_array_index(spans, Span, s);

            match_miss_weak(match, span->reading, condition->phrases,
                            span->from, span->to);
        }
    }
    match_clear(&own);
    return count >= wanted;
}

gboolean match_heading(EvalContext *context, const Condition *condition,
                       const Span *span, Match *match)
{
    g_autoptr(GArray) hits =
        hits_find(span->reading, condition->phrases, span->from, span->to);

    (void)context;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);

        if (!hit_counts(span->reading, condition, IN_HEADING, hit))
            continue;
        match_add(match,
                  evidence_of(span->reading, hit->passage, hit->from, hit->to));
        return TRUE;
    }
    match_miss_weak(match, span->reading, condition->phrases, span->from,
                    span->to);
    return FALSE;
}

/* --- sections ----------------------------------------------------------------
 */

/* A short numbered line can head what follows: "1. หลักเกณฑ์การสรรหา". */
static gboolean heads_like(const Passage *passage)
{
    if (passage->roles & ROLE_HEADING)
        return TRUE;
    return passage->row < 0 && passage->letters_count < LABEL_CHARS &&
           passage->block->marker != NULL;
}

/* Where the section headed by @head ends. */
static int section_end(const Reading *reading, int head, int limit)
{
    const Passage *passage = reading_passage(reading, head);
    int i;

    for (i = head + 1; i < limit; i++) {
        const Passage *next = reading_passage(reading, i);

        if (next->roles & ROLE_CHROME)
            continue;
        if (next->roles & ROLE_HEADING) {
            if (passage->roles & ROLE_HEADING && next->level > passage->level)
                continue;
            break;
        }
        if (!(passage->roles & ROLE_HEADING) && heads_like(next) &&
            next->block->kind == passage->block->kind &&
            next->block->level == passage->block->level)
            break;
    }
    return i;
}

/* "ข้อ 2 ให้ผู้บังคับบัญชา ...": a numbered sentence read as a heading, with
 * nothing below it. */
static gboolean is_clause(const Reading *reading, const Passage *passage,
                          int next, int to)
{
    if (!(passage->roles & ROLE_HEADING) || passage->block->marker == NULL ||
        passage->letters_count < CLAUSE_CHARS)
        return FALSE;
    return next >= to || reading_passage(reading, next)->roles & ROLE_HEADING;
}

static int body_letters(const Reading *reading, int from, int to,
                        int *first_body)
{
    int letters = 0;

    *first_body = -1;
    for (int i = from; i < to; i++) {
        const Passage *passage = reading_passage(reading, i);

        if ((!(passage->roles & ROLE_BODY) &&
             !is_clause(reading, passage, i + 1, to)) ||
            passage->letters_count == 0)
            continue;
        if (*first_body < 0)
            *first_body = i;
        letters += passage->letters_count;
    }
    return letters;
}

gboolean match_section(EvalContext *context, const Condition *condition,
                       const Span *span, Match *match)
{
    const Reading *reading = span->reading;
    g_autoptr(GArray) hits =
        hits_find(reading, condition->phrases, span->from, span->to);
    int wanted =
        condition->min_chars > 0 ? condition->min_chars : SECTION_CHARS;
    Condition roles = *condition; /* min_chars is the section's, not its own */
    int last = -1;

    roles.min_chars = 0;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        const Passage *head = reading_passage(reading, hit->passage);
        int first, end, letters;

        if (hit->passage == last || !heads_like(head))
            continue;
        if (!hit_counts(reading, &roles, IN_HEADING | IN_BODY, hit))
            continue;
        last = hit->passage;
        end = section_end(reading, hit->passage, span->to);
        letters = body_letters(reading, hit->passage + 1, end, &first);
        if (letters < wanted || first < 0)
            continue;
        if (condition->children != NULL) {
            g_autoptr(GArray) inner = g_array_new(FALSE, FALSE, sizeof(Span));
            Span own = { span->reading, hit->passage + 1, end };

            g_array_append_val(inner, own);
            if (!evaluate(context, g_ptr_array_index(condition->children, 0),
                          inner, match))
                continue;
            return TRUE;
        }
        match_add(match,
                  evidence_of(reading, hit->passage, hit->from, hit->to));
        match_add(match, evidence_of_passage(reading, first));
        return TRUE;
    }
    match_miss_weak(match, reading, condition->phrases, span->from, span->to);
    return FALSE;
}

/* --- fields: label and value
 * -------------------------------------------------- */

/* Bytes of the passage after the hit and after ": -" and the like. */
static const char *rest_after(const Passage *passage, const Hit *hit,
                              gsize *len, gboolean *colon)
{
    gsize start, end;
    const char *p, *stop = passage->text + passage->len;

    thai_folded_source(passage->folded, passage->text, passage->len, hit->from,
                       hit->to, &start, &end);
    p = passage->text + end;
    *colon = FALSE;
    while (p < stop) {
        gunichar c = g_utf8_get_char(p);

        if (c == ':' || c == 0xFF1A)
            *colon = TRUE;
        if (c != ':' && c != 0xFF1A && c != '-' && c != '=' && c != 0x2013 &&
            c != ')' && c != '.' && !g_unichar_isspace(c))
            break;
        p = g_utf8_next_char(p);
    }
    *len = p < stop ? (gsize)(stop - p) : 0;
    return p;
}

/* Folded code points before the label: "1. ", "- ", "(2) ". */
static gboolean at_start(const Passage *passage, const Hit *hit)
{
    int letters = 0;

    if (hit->from > 8)
        return FALSE;
    for (guint32 i = 0; i < hit->from; i++)
        letters += g_unichar_isalpha(passage->folded->chars[i]) != 0;
    return letters == 0;
}

/* The cell to the right holds the value of a label cell. */
static int value_cell(const Reading *reading, const Hit *hit)
{
    const Passage *label = reading_passage(reading, hit->passage);
    const TableView *table = reading_table(reading, hit->passage);
    int hit_letters = (int)(hit->to - hit->from);

    if (table == NULL || label->letters_count > hit_letters + 30)
        return -1;
    if (label->column > 2)
        return -1;
    for (int column = label->column + 1; column < table->column_count;
         column++) {
        int at = table_passage(table, label->row, column);
        const Passage *cell = reading_passage(reading, at);

        if (cell->roles & ROLE_COVERED)
            continue;
        return cell->letters_count > 0 || cell->len > 0 ? at : -1;
    }
    return -1;
}

/* A header row's neighbours are headers, not values. */
static gboolean in_header_row(const Reading *reading, const Hit *hit)
{
    const Passage *label = reading_passage(reading, hit->passage);
    const TableView *table = reading_table(reading, hit->passage);

    if (table == NULL || table->column_count < 3)
        return FALSE;
    return label->row < table->header_rows;
}

static gboolean field_at(const Condition *condition, const Span *span,
                         const Hit *hit, Match *match)
{
    const Reading *reading = span->reading;
    const Passage *label = reading_passage(reading, hit->passage);
    int least = condition->min_chars > 0 ? condition->min_chars : 1;
    gboolean colon;
    gsize len;
    const char *rest = rest_after(label, hit, &len, &colon);
    int at;

    if (label->row >= 0) {
        at = in_header_row(reading, hit) ? -1 : value_cell(reading, hit);
        if (at >= 0) {
            const Passage *cell = reading_passage(reading, at);

            if (value_is(condition->value, cell->text, cell->len)) {
                match_add(match, evidence_of_cells(reading, hit->passage, at));
                return TRUE;
            }
        }
    }
    if (len > 0 && (colon || at_start(label, hit)) &&
        !(label->roles & (ROLE_HEADING | ROLE_HEADER) && !colon) &&
        g_utf8_strlen(rest, (gssize)len) >= MAX(least, 2) &&
        value_is(condition->value, rest, len)) {
        match_add(match, evidence_of_passage(reading, hit->passage));
        return TRUE;
    }
    /* The label fills a short line; the value is the next one. */
    if (label->row < 0 && (!colon || len == 0) &&
        label->letters_count <= LABEL_ONLY_CHARS &&
        hit->passage + 1 < span->to) {
        const Passage *next = reading_passage(reading, hit->passage + 1);

        if (!at_start(label, hit))
            least = MAX(least, NEXT_LINE_CHARS);
        if ((at_start(label, hit) || !(label->roles & ROLE_HEADING)) &&
            next->roles & ROLE_BODY && next->letters_count >= least &&
            value_is(condition->value, next->text, next->len)) {
            match_add(match, evidence_of_cells(reading, hit->passage,
                                               hit->passage + 1));
            return TRUE;
        }
    }
    return FALSE;
}

gboolean match_field(EvalContext *context, const Condition *condition,
                     const Span *span, Match *match)
{
    g_autoptr(GArray) hits =
        hits_find(span->reading, condition->phrases, span->from, span->to);
    Condition roles = *condition;

    (void)context;
    roles.min_chars = 0;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);

        if (hit_counts(span->reading, &roles, IN_BODY | IN_HEADING | IN_HEADER,
                       hit) &&
            field_at(condition, span, hit, match))
            return TRUE;
    }
    match_miss_weak(match, span->reading, condition->phrases, span->from,
                    span->to);
    return FALSE;
}

/* --- shown: the topic with something said about it
 * ---------------------------- */

static gboolean sentence_at(const Condition *condition, const Span *span,
                            const Hit *hit, Match *match)
{
    const Passage *passage = reading_passage(span->reading, hit->passage);
    int least =
        condition->min_chars > 0 ? condition->min_chars : SENTENCE_CHARS;

    if (!(passage->roles & ROLE_BODY) || passage->letters_count < least ||
        passage->letters_count - (int)(hit->to - hit->from) < BEYOND_CHARS)
        return FALSE;
    if (condition->value != VALUE_ANY &&
        !value_is(condition->value, passage->text, passage->len))
        return FALSE;
    match_add(match,
              evidence_of(span->reading, hit->passage, hit->from, hit->to));
    return TRUE;
}

gboolean match_shown(EvalContext *context, const Condition *condition,
                     const Span *span, Match *match)
{
    g_autoptr(GArray) hits = NULL;
    Condition roles = *condition;

    if (match_column(context, condition, span, match) ||
        match_field(context, condition, span, match))
        return TRUE;
    if (condition->value == VALUE_ANY || condition->value == VALUE_TEXT)
        if (match_section(context, condition, span, match))
            return TRUE;
    hits = hits_find(span->reading, condition->phrases, span->from, span->to);
    roles.min_chars = 0;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);

        if (hit_counts(span->reading, &roles, IN_BODY, hit) &&
            sentence_at(condition, span, hit, match))
            return TRUE;
    }
    return FALSE;
}

/* --- near
 * ---------------------------------------------------------------------- */

static Span span_around(const Condition *condition, const Span *span,
                        const Hit *hit)
{
    const Reading *reading = span->reading;
    const Passage *passage = reading_passage(reading, hit->passage);
    const TableView *table = reading_table(reading, hit->passage);
    Span around = { span->reading, hit->passage, hit->passage + 1 };

    switch (condition->within) {
    case WITHIN_PASSAGE:
        break;
    case WITHIN_ROW:
        if (table != NULL) {
            around.from = table_passage(table, passage->row, 0);
            around.to = around.from + table->column_count;
        }
        break;
    case WITHIN_NEARBY:
        around.from = MAX(hit->passage - 3, span->from);
        around.to = MIN(hit->passage + 5, span->to);
        break;
    case WITHIN_TABLE:
        if (table != NULL) {
            around.from = table->first;
            around.to = table->first + table->row_count * table->column_count;
        }
        break;
    case WITHIN_SECTION:
        if (passage->roles & ROLE_HEADING) {
            around.to = section_end(reading, hit->passage, span->to);
        } else if (passage->section >= 0) {
            around.from = passage->section;
            around.to = section_end(reading, passage->section, span->to);
        } else {
            around.from = span->from;
            around.to = section_end(reading, hit->passage, span->to);
        }
        break;
    case WITHIN_DOCUMENT:
        around.from = span->from;
        around.to = span->to;
        break;
    }
    return around;
}

gboolean match_near(EvalContext *context, const Condition *condition,
                    const Span *span, Match *match)
{
    g_autoptr(GArray) hits =
        hits_find(span->reading, condition->phrases, span->from, span->to);
    Span last = { NULL, -1, -1 };

    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        g_autoptr(GArray) inner = NULL;
        guint before;
        Span around;

        if (!hit_counts(span->reading, condition,
                        IN_BODY | IN_HEADING | IN_HEADER, hit))
            continue;
        around = span_around(condition, span, hit);
        if (around.from == last.from && around.to == last.to)
            continue;
        last = around;
        inner = g_array_new(FALSE, FALSE, sizeof(Span));
        g_array_append_val(inner, around);
        before = match->evidence->len;
        if (condition->children != NULL &&
            !evaluate(context, g_ptr_array_index(condition->children, 0), inner,
                      match))
            continue;
        /* has: not ... shows nothing: then the words themselves are it. */
        if (match->evidence->len == before)
            match_add(match, evidence_of(span->reading, hit->passage, hit->from,
                                         hit->to));
        return TRUE;
    }
    match_miss_weak(match, span->reading, condition->phrases, span->from,
                    span->to);
    return FALSE;
}

/* --- numbers, steps, none
 * --------------------------------------------------------- */

/* Digits right before (or, "จำนวน 12", right after) the unit. */
static gboolean number_beside(const Passage *passage, const Hit *hit)
{
    const ThaiFolded *text = passage->folded;
    gsize i = hit->from;

    while (i > 0 && (text->chars[i - 1] == ' ' || text->chars[i - 1] == ','))
        i--;
    if (i > 0 && g_unichar_isdigit(text->chars[i - 1]))
        return TRUE;
    i = hit->to;
    while (i < text->count && (text->chars[i] == ' ' || text->chars[i] == ':' ||
                               text->chars[i] == '=' || text->chars[i] == '('))
        i++;
    return i < text->count && g_unichar_isdigit(text->chars[i]);
}

gboolean match_number(EvalContext *context, const Condition *condition,
                      const Span *span, Match *match)
{
    g_autoptr(GArray) hits =
        hits_find(span->reading, condition->phrases, span->from, span->to);
    int wanted = MAX(condition->at_least, 1), count = 0;

    (void)context;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        const Passage *passage = reading_passage(span->reading, hit->passage);

        if (!hit_counts(span->reading, condition, IN_BODY, hit) ||
            !number_beside(passage, hit))
            continue;
        match_add(match,
                  evidence_of(span->reading, hit->passage, hit->from, hit->to));
        if (++count >= wanted)
            return TRUE;
    }
    match_miss_weak(match, span->reading, condition->phrases, span->from,
                    span->to);
    return FALSE;
}

/* The number that a marker or a line begins with: "2.", "(๓)", "ขั้นตอนที่ 4";
 * 0 when there is none. */
static int step_number(const Passage *passage)
{
    const char *text =
        passage->block->marker != NULL ? passage->block->marker : passage->text;
    gsize len =
        passage->block->marker != NULL ? strlen(text) : MIN(passage->len, 60);
    g_autoptr(ThaiFolded) folded = thai_fold(text, len, THAI_SQUASH);
    gsize i = 0;
    int number = 0;

    while (i < folded->count && !g_unichar_isdigit(folded->chars[i])) {
        if (i > 14)
            return 0;
        /* Only "ขั้นตอนที่", "ข้อ" and brackets may stand before it. */
        if (g_unichar_isalpha(folded->chars[i]) &&
            !g_str_has_prefix(text, "ขั้น") && !g_str_has_prefix(text, "ข้อ"))
            return 0;
        i++;
    }
    while (i < folded->count && g_unichar_isdigit(folded->chars[i]) &&
           number < 1000) {
        number = number * 10 + (int)(folded->chars[i] - '0');
        i++;
    }
    if (passage->block->marker == NULL && i < folded->count &&
        !strchr(".):- ", (int)(folded->chars[i] & 0x7F)) &&
        folded->chars[i] < 0x80)
        return 0;
    return number;
}

/* Rows "1) | what to do" of a table that has no header row. */
static gboolean in_numbered_rows(const Reading *reading, int at)
{
    const TableView *table = reading_table(reading, at);
    const Passage *first;

    if (table == NULL || table->column_count < 2)
        return FALSE;
    first = reading_passage(reading, table->first);
    return first->letters_count < STEP_LETTERS && step_number(first) == 1;
}

static gboolean can_be_step(const Span *span, guint in, int at)
{
    const Passage *passage = reading_passage(span->reading, at);

    if (passage->row >= 0 && passage->column > 0)
        return FALSE;
    if (passage->row >= 0 && passage->letters_count < STEP_LETTERS)
        return !(passage->roles & ROLES_WEAK) &&
               in_numbered_rows(span->reading, at) &&
               reading_passage(span->reading, at + 1)->letters_count >=
                   STEP_LETTERS;
    return passage->letters_count >= STEP_LETTERS && passage_in(passage, in);
}

/* The longest run of numbered lines 1, 2, 3 ... */
static int numbered_steps(const Condition *condition, const Span *span,
                          int *first)
{
    guint in = condition->in != 0 ? condition->in : IN_BODY | IN_HEADING;
    int best = 0, run = 0, start = -1;

    for (int i = span->from; i < span->to; i++) {
        int number;

        if (!can_be_step(span, in, i))
            continue;
        number = step_number(reading_passage(span->reading, i));
        if (number == run + 1) {
            if (run == 0)
                start = i;
            run++;
        } else if (number == 1) {
            run = 1;
            start = i;
        }
        if (run > best) {
            best = run;
            *first = start;
        }
    }
    return best;
}

gboolean match_steps(EvalContext *context, const Condition *condition,
                     const Span *span, Match *match)
{
    int wanted = condition->at_least > 0 ? condition->at_least : 3;
    int first = -1;

    if (condition->phrases != NULL) {
        Condition phrases = *condition;
        g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));

        g_array_append_val(spans, *span);
        phrases.at_least = wanted;
        return match_phrases(context, &phrases, spans, match);
    }
    if (numbered_steps(condition, span, &first) < wanted) {
        if (first >= 0)
            match_miss(match, 5, "few-steps",
                       evidence_of_passage(span->reading, first));
        return FALSE;
    }
    match_add(match, evidence_of_passage(span->reading, first));
    if (first + 1 < span->to)
        match_add(match, evidence_of_passage(span->reading, first + 1));
    return TRUE;
}

static const char *const none_words[] = {
    "ไม่มี",    "ไม่พบ",    "ไม่ปรากฏ",      "ไม่ได้รับ",
    "ไม่ได้ใช้", "ไม่ใช้",    "ไม่ได้ดำเนินการ", "0 เรื่อง",
    "0 ราย",  "จำนวน 0", "ไม่ต้องประกาศ",  "ไม่ต้องเผยแพร่",
};

static ThaiFolded *const *none_folded(void)
{
    static ThaiFolded *folded[G_N_ELEMENTS(none_words)];
    static gsize done;

    if (g_once_init_enter(&done)) {
        for (gsize w = 0; w < G_N_ELEMENTS(none_words); w++)
            folded[w] =
                thai_fold(none_words[w], strlen(none_words[w]), THAI_SQUASH);
        g_once_init_leave(&done, 1);
    }
    return folded;
}

/* "ไม่มี" and its like within @reach code points of the hit. */
static gboolean none_beside(const Passage *passage, const Hit *hit, gsize reach)
{
    ThaiFolded *const *words = none_folded();
    const ThaiFolded *text = passage->folded;
    gsize from = hit->from > reach ? hit->from - reach : 0;
    gsize to = MIN(text->count, hit->to + reach);

    for (gsize w = 0; w < G_N_ELEMENTS(none_words); w++) {
        const ThaiFolded *word = words[w];

        for (gsize i = from; i + word->count <= to; i++) {
            if (memcmp(text->chars + i, word->chars,
                       word->count * sizeof(gunichar)) != 0)
                continue;
            if (i > 0 && g_unichar_isdigit(word->chars[0]) &&
                (g_unichar_isdigit(text->chars[i - 1]) ||
                 text->chars[i - 1] == ','))
                continue;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean match_none_declared(EvalContext *context, const Condition *condition,
                             const Span *span, Match *match)
{
    g_autoptr(GArray) hits =
        hits_find(span->reading, condition->phrases, span->from, span->to);

    (void)context;
    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        const Passage *passage = reading_passage(span->reading, hit->passage);
        int at;

        if (!hit_counts(span->reading, condition,
                        IN_BODY | IN_HEADER | IN_HEADING, hit))
            continue;
        if (none_beside(passage, hit, 24)) {
            match_add(match, evidence_of(span->reading, hit->passage, hit->from,
                                         hit->to));
            return TRUE;
        }
        at = passage->row >= 0             ? value_cell(span->reading, hit)
             : hit->passage + 1 < span->to ? hit->passage + 1
                                           : -1;
        if (at >= 0) {
            const Passage *value = reading_passage(span->reading, at);
            Hit start = { at, 0, 0 };

            if (value->roles & ROLE_BODY &&
                passage->letters_count < LABEL_CHARS &&
                value->letters_count < 40 && none_beside(value, &start, 8)) {
                match_add(match,
                          evidence_of_cells(span->reading, hit->passage, at));
                return TRUE;
            }
        }
    }
    return FALSE;
}
