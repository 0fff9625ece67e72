#include "rules/evaluate.h"

#include <string.h>
#include "base/limits.h"
#include "rules/explain.h"

#define ROW_NAME_LETTERS 4 /* fewer are a number or a unit */

void match_init(Match *match)
{
    memset(match, 0, sizeof *match);
    match->evidence =
        g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
    match->quiet =
        g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
}

void match_clear(Match *match)
{
    g_clear_pointer(&match->evidence, g_ptr_array_unref);
    g_clear_pointer(&match->quiet, g_ptr_array_unref);
    g_clear_pointer(&match->nearest, evidence_free);
}

void match_add(Match *match, Evidence *evidence)
{
    if (match->evidence->len >= EVIDENCE_MAX_COUNT) {
        evidence_free(evidence);
        return;
    }
    for (guint i = 0; i < match->evidence->len; i++) {
        const Evidence *known = g_ptr_array_index(match->evidence, i);

        if (strcmp(known->quote, evidence->quote) == 0 &&
            g_strcmp0(known->url, evidence->url) == 0) {
            evidence_free(evidence);
            return;
        }
    }
    g_ptr_array_add(match->evidence, evidence);
}

void match_miss(Match *match, int weight, const char *reason,
                Evidence *evidence)
{
    if (match->nearest != NULL && match->nearest_weight >= weight) {
        evidence_free(evidence);
        return;
    }
    evidence_free(match->nearest);
    match->nearest = evidence;
    match->nearest_weight = weight;
    match->nearest_reason = reason;
}

/* --- hits ------------------------------------------------------------------
 */

static guint first_hit_at(const GArray *hits, int passage)
{
    guint low = 0, high = hits->len;

    while (low < high) {
        guint middle = (low + high) / 2;

        if (g_array_index(hits, Hit, middle).passage < passage)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int compare_hits(gconstpointer a, gconstpointer b)
{
    const Hit *x = a, *y = b;

    if (x->passage != y->passage)
        return x->passage - y->passage;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to > y->to ? -1 : x->to < y->to; /* longest first */
}

GArray *hits_find(const Reading *reading, const PhraseSet *set, int from,
                  int to)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Hit));

    for (int i = 0; i < set->count; i++) {
        const GArray *hits = reading->hits[set->ids[i]];

        if (hits == NULL)
            continue;
        for (guint h = first_hit_at(hits, from); h < hits->len; h++) {
            Hit hit = g_array_index(hits, Hit, h);

            if (hit.passage >= to)
                break;
            g_array_append_val(found, hit);
        }
    }
    g_array_sort(found, compare_hits);
    return found;
}

gboolean hits_any(const Reading *reading, const PhraseSet *set, int from,
                  int to)
{
    for (int i = 0; i < set->count; i++) {
        const GArray *hits = reading->hits[set->ids[i]];
        guint at;

        if (hits == NULL)
            continue;
        at = first_hit_at(hits, from);
        if (at < hits->len && g_array_index(hits, Hit, at).passage < to)
            return TRUE;
    }
    return FALSE;
}

gboolean passage_in(const Passage *passage, guint in)
{
    guint roles = passage->roles;

    if (roles & ROLE_COVERED)
        return FALSE;
    if (roles & ROLE_CHROME)
        return (in & IN_CHROME) != 0;
    if (roles & (ROLE_ECHO | ROLE_BLANK))
        return (in & IN_ECHO) != 0;
    if (roles & (ROLE_INDEX | ROLE_LEAD))
        return (in & IN_LEAD) != 0;
    if (roles & ROLE_HEADING)
        return (in & IN_HEADING) != 0;
    if (roles & ROLE_HEADER)
        return (in & IN_HEADER) != 0;
    if (roles & ROLE_FORM)
        return (in & IN_FORM) != 0;
    if (roles & ROLE_IMAGE)
        return (in & IN_IMAGE) != 0;
    return (in & IN_BODY) != 0;
}

/* First of @hits at or after (passage, from); hits of one phrase stand in
 * order. */
static guint first_hit_from(const GArray *hits, int passage, gsize from)
{
    guint low = 0, high = hits->len;

    while (low < high) {
        guint middle = (low + high) / 2;
        const Hit *hit = &g_array_index(hits, Hit, middle);

        if (hit->passage < passage ||
            (hit->passage == passage && hit->from < from))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Does a hit of @hits begin within [from, to] of the passage? */
static gboolean begins_within(const GArray *hits, int passage, gsize from,
                              gsize to)
{
    guint at = first_hit_from(hits, passage, from);

    return at < hits->len && g_array_index(hits, Hit, at).passage == passage &&
           g_array_index(hits, Hit, at).from <= to;
}

/* Does a phrase of @set stand right before [side -1] or after [1] the hit?
 * All hits of one phrase are equally long, so their beginnings tell; a line
 * of any length costs no more than a short one. */
static gboolean hit_beside(const Reading *reading, const PhraseSet *set,
                           const Hit *hit, int side)
{
    gsize len = hit->to - hit->from;

    for (int i = 0; i < set->count; i++) {
        const GArray *hits = reading->hits[set->ids[i]];
        const Hit *first;
        gsize other;

        if (hits == NULL)
            continue;
        first = &g_array_index(hits, Hit, 0);
        other = first->to - first->from;
        if (side < 0 && hit->from >= other &&
            begins_within(hits, hit->passage,
                          hit->from - other > 2 ? hit->from - other - 2 : 0,
                          hit->from - other))
            return TRUE;
        if (side > 0 && begins_within(hits, hit->passage, hit->to, hit->to + 2))
            return TRUE;
        /* A longer word that holds the hit: รองอธิบดี holds อธิบดี. */
        if (other > len &&
            begins_within(hits, hit->passage,
                          hit->to > other ? hit->to - other : 0, hit->from))
            return TRUE;
    }
    return FALSE;
}

gboolean hit_counts(const Reading *reading, const Condition *condition,
                    guint default_in, const Hit *hit)
{
    const Passage *passage = reading_passage(reading, hit->passage);
    guint in = condition->in != 0 ? condition->in : default_in;
    int at = hit->passage;

    if (!passage_in(passage, in))
        return FALSE;
    if (!(in & IN_LEAD) && !(passage->roles & ROLE_CHROME) &&
        passage_in_link(passage, hit->from, hit->to))
        return FALSE;
    if (condition->min_chars > 0 &&
        passage->letters_count < condition->min_chars)
        return FALSE;
    if (condition->with != NULL &&
        !hits_any(reading, condition->with, at, at + 1))
        return FALSE;
    if (condition->not_with != NULL) {
        if (hits_any(reading, condition->not_with, at, at + 1))
            return FALSE;
        /* A header cell speaks for itself, whatever the table's title. */
        if (passage->section >= 0 && !(passage->roles & ROLE_HEADER) &&
            hits_any(reading, condition->not_with, passage->section,
                     passage->section + 1))
            return FALSE;
    }
    if (condition->not_after != NULL &&
        hit_beside(reading, condition->not_after, hit, -1))
        return FALSE;
    if (condition->not_before != NULL &&
        hit_beside(reading, condition->not_before, hit, 1))
        return FALSE;
    return TRUE;
}

/* --- evidence ---------------------------------------------------------------
 */

static void evidence_place(Evidence *evidence, const Reading *reading,
                           int passage)
{
    const Block *block = reading_passage(reading, passage)->block;

    evidence->url = g_strdup(reading->url);
    evidence->sha256 = g_strdup(reading->sha256);
    evidence->page = block->page;
    evidence->where = reading_where(reading, passage);
    evidence->ocr = block->ocr;
}

Evidence *evidence_of(const Reading *reading, int index, gsize from_folded,
                      gsize to_folded)
{
    const Passage *passage = reading_passage(reading, index);
    g_autofree char *quote = NULL;
    Evidence *evidence;
    gsize start = 0, end = passage->len;

    if (from_folded < to_folded)
        thai_folded_source(passage->folded, passage->text, passage->len,
                           from_folded, to_folded, &start, &end);
    quote =
        thai_quote(passage->text, passage->len, start, end, QUOTE_MAX_CHARS);
    evidence = evidence_new(quote);
    evidence_place(evidence, reading, index);
    return evidence;
}

Evidence *evidence_of_passage(const Reading *reading, int index)
{
    return evidence_of(reading, index, 0, 0);
}

Evidence *evidence_of_cells(const Reading *reading, int header, int value)
{
    const Passage *name = reading_passage(reading, header);
    const Passage *cell = reading_passage(reading, value);
    g_autofree char *left =
        thai_quote(name->text, name->len, 0, name->len, QUOTE_MAX_CHARS / 2);
    g_autofree char *right =
        thai_quote(cell->text, cell->len, 0, cell->len, QUOTE_MAX_CHARS / 2);
    g_autofree char *quote = g_strdup_printf("%s: %s", left, right);
    Evidence *evidence = evidence_new(quote);

    evidence_place(evidence, reading, value);
    return evidence;
}

/* The cell that names the row of @value: its first one of words; -1. */
static int row_name(const Reading *reading, int value)
{
    const Passage *cell = reading_passage(reading, value);

    for (int at = value - cell->column; cell->row >= 0 && at < value; at++) {
        const Passage *name = reading_passage(reading, at);

        if (name->roles & (ROLE_HEADER | ROLES_WEAK))
            continue;
        if (value_is(VALUE_TEXT, name->text, name->len) &&
            name->letters_count >= ROW_NAME_LETTERS)
            return at;
    }
    return -1;
}

/* "step: 1" says nothing: the cell beside it goes with it. */
static void evidence_tell(Evidence *evidence, const Reading *reading, int value)
{
    const Passage *cell = reading_passage(reading, value);
    const TableView *table = reading_table(reading, value);
    g_autofree char *more = NULL;
    const Passage *next;
    char *quote;

    if (table == NULL || cell->column + 1 >= table->column_count ||
        value_is(VALUE_TEXT, cell->text, cell->len))
        return;
    next = reading_passage(reading, value + 1);
    if (next->roles & (ROLE_HEADER | ROLES_WEAK) ||
        next->letters_count < ROW_NAME_LETTERS)
        return;
    more = thai_quote(next->text, next->len, 0, 1, QUOTE_MAX_CHARS / 2);
    quote = g_strdup_printf("%s – %s", evidence->quote, more);
    g_free(evidence->quote);
    evidence->quote = quote;
}

Evidence *evidence_of_row(const Reading *reading, int header, int value)
{
    Evidence *evidence = evidence_of_cells(reading, header, value);
    int at = row_name(reading, value);
    g_autofree char *name = NULL;
    char *quote;

    if (at < 0) {
        evidence_tell(evidence, reading, value);
        return evidence;
    }
    name = thai_quote(reading_passage(reading, at)->text,
                      reading_passage(reading, at)->len, 0, 1,
                      QUOTE_MAX_CHARS / 4);
    quote = g_strdup_printf("%s – %s", name, evidence->quote);
    g_free(evidence->quote);
    evidence->quote = quote;
    return evidence;
}

void match_miss_weak(Match *match, const Reading *reading, const PhraseSet *set,
                     int from, int to)
{
    static const struct {
        guint role;
        int weight;
        const char *reason;
    } kinds[] = {
        { ROLE_CHROME, 1, "menu" },
        { ROLE_ECHO, 2, "requirement-text" },
        { ROLE_BLANK, 2, "blank-form" },
        { ROLE_INDEX, 3, "list-of-items" },
        { ROLE_LEAD, 4, "link-only" },
        { ROLE_IMAGE, 5, "picture-only" },
        { ROLE_FORM, 5, "form-label" },
        { ROLE_HEADER, 6, "empty-column" },
        { ROLE_HEADING, 6, "heading-only" },
        { ROLE_BODY, 7, "named-only" },
    };
    g_autoptr(GArray) hits = hits_find(reading, set, from, to);

    for (guint i = 0; i < hits->len; i++) {
        const Hit *hit = &g_array_index(hits, Hit, i);
        guint roles = reading_passage(reading, hit->passage)->roles;

        for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
            if (!(roles & kinds[k].role))
                continue;
            if (match->nearest == NULL ||
                kinds[k].weight > match->nearest_weight)
                match_miss(
                    match, kinds[k].weight, kinds[k].reason,
                    evidence_of(reading, hit->passage, hit->from, hit->to));
            break;
        }
    }
}

/* --- values ------------------------------------------------------------------
 */

gboolean value_filled(const char *text, gsize len)
{
    const char *end = text + len;

    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isspace(c) || strchr("-._:,;()[]", (int)(c & 0x7F)))
            if (c < 0x80)
                continue;
        if (g_unichar_isspace(c) || c == 0x2013 || c == 0x2014 || c == 0x2026 ||
            c == 0x200B)
            continue;
        return TRUE;
    }
    return FALSE;
}

static gboolean has_dash(const char *text, gsize len)
{
    return memchr(text, '-', len) != NULL ||
           g_strstr_len(text, (gssize)len, "–") != NULL;
}

static int longest_number(const ThaiFolded *folded)
{
    int run = 0, longest = 0;

    for (gsize i = 0; i < folded->count; i++) {
        gunichar c = folded->chars[i];

        if (c >= '0' && c <= '9')
            run++;
        else if (c != ',' && c != '.')
            run = 0;
        longest = MAX(longest, run);
    }
    return longest;
}

static gboolean says_none(const ThaiFolded *folded)
{
    g_autofree char *text = thai_folded_utf8(folded);

    return strstr(text, "ไม่ใช้") != NULL || strstr(text, "ไม่มี") != NULL ||
           strstr(text, "ไม่ได้ใช้") != NULL;
}

gboolean value_is(ValueKind kind, const char *text, gsize len)
{
    g_autoptr(ThaiFolded) folded = NULL;

    if (kind == VALUE_ANY)
        return value_filled(text, len) || has_dash(text, len);
    if (kind == VALUE_MARK)
        return value_filled(text, len);
    folded = thai_fold(text, len, THAI_SQUASH);
    switch (kind) {
    case VALUE_TEXT: {
        int letters = 0;

        for (gsize i = 0; i < folded->count; i++)
            letters += g_unichar_isalpha(folded->chars[i]) != 0;
        return letters >= 2;
    }
    case VALUE_NUMBER:
        return longest_number(folded) >= 1 || says_none(folded);
    case VALUE_MONEY:
        return longest_number(folded) >= 3 || says_none(folded);
    case VALUE_DATE: {
        g_autoptr(GArray) dates = thai_dates_find(text, len);

        return dates->len > 0;
    }
    default:
        return value_filled(text, len);
    }
}

/* --- the tree ----------------------------------------------------------------
 */

static const Matcher matchers[CONDITION_KIND_COUNT] = {
    [CONDITION_PHRASE] = match_phrase,
    [CONDITION_HEADING] = match_heading,
    [CONDITION_SECTION] = match_section,
    [CONDITION_COLUMN] = match_column,
    [CONDITION_COLUMNS] = match_columns,
    [CONDITION_FIELD] = match_field,
    [CONDITION_SHOWN] = match_shown,
    [CONDITION_NEAR] = match_near,
    [CONDITION_DATE] = match_date,
    [CONDITION_YEAR] = match_year,
    [CONDITION_PERIOD] = match_period,
    [CONDITION_NUMBER] = match_number,
    [CONDITION_PATTERN] = match_pattern,
    [CONDITION_CONTACT] = match_contact,
    [CONDITION_LINK] = match_link,
    [CONDITION_IMAGE] = match_image,
    [CONDITION_FRAME] = match_frame,
    [CONDITION_FORM] = match_form,
    [CONDITION_PERSON] = match_person,
    [CONDITION_SIGNER] = match_signer,
    [CONDITION_STEPS] = match_steps,
    [CONDITION_NONE_DECLARED] = match_none_declared,
};

/* Moves what @from found into @to. */
static void match_take(Match *to, Match *from, gboolean evidence_too)
{
    while (evidence_too && from->evidence->len > 0)
        match_add(to, g_ptr_array_steal_index(from->evidence, 0));
    while (evidence_too && from->quiet->len > 0)
        g_ptr_array_add(to->quiet, g_ptr_array_steal_index(from->quiet, 0));
    if (from->nearest != NULL)
        match_miss(to, from->nearest_weight, from->nearest_reason,
                   g_steal_pointer(&from->nearest));
}

static gboolean evaluate_children(EvalContext *context,
                                  const Condition *condition,
                                  const GArray *spans, Match *match)
{
    Match own;
    int wanted = (int)condition->children->len, held = 0;

    if (condition->kind == CONDITION_ANY)
        wanted = 1;
    else if (condition->kind == CONDITION_AT_LEAST)
        wanted = MIN(condition->at_least, wanted);
    match_init(&own);
    for (guint i = 0; i < condition->children->len; i++) {
        held += evaluate(context, g_ptr_array_index(condition->children, i),
                         spans, &own)
                    ? 1
                    : 0;
        if (context->explain == NULL && condition->kind == CONDITION_ALL &&
            held <= (int)i)
            break;
        if (context->explain == NULL && held >= wanted &&
            condition->kind != CONDITION_ALL)
            break;
    }
    if (held < wanted && own.evidence->len > 0 && own.nearest == NULL)
        match_miss(&own, 8, "partly",
                   evidence_copy(g_ptr_array_index(own.evidence, 0)));
    match_take(match, &own, held >= wanted);
    match_clear(&own);
    return held >= wanted;
}

static gboolean evaluate_not(EvalContext *context, const Condition *condition,
                             const GArray *spans, Match *match)
{
    Match own;
    gboolean holds;

    match_init(&own);
    holds = evaluate(context, g_ptr_array_index(condition->children, 0), spans,
                     &own);
    if (holds && own.evidence->len > 0)
        match_miss(match, 9, "decoy",
                   evidence_copy(g_ptr_array_index(own.evidence, 0)));
    match_clear(&own);
    return !holds;
}

/* First the documents one by one: a document that shows everything is better
 * evidence than pieces of several. */
static gboolean evaluate_leaf(EvalContext *context, const Condition *condition,
                              const GArray *spans, Match *match)
{
    if (condition->kind == CONDITION_PHRASES)
        return match_phrases(context, condition, spans, match);
    if (condition->kind == CONDITION_MONTHS)
        return match_months(context, condition, spans, match);
    for (guint i = 0; i < spans->len; i++)
        if (matchers[condition->kind](context, condition,
                                      &g_array_index(spans, Span, i), match))
            return TRUE;
    return FALSE;
}

/* What a guard found since @before is set aside: it proves nothing. */
static void match_quiet(Match *match, guint before)
{
    while (match->evidence->len > before)
        g_ptr_array_add(match->quiet,
                        g_ptr_array_steal_index(match->evidence, before));
}

gboolean evaluate(EvalContext *context, const Condition *condition,
                  const GArray *spans, Match *match)
{
    guint before = match->evidence->len;
    Explain *above = context->explain;
    gboolean holds;

    if (above != NULL) {
        context->explain = explain_new(condition);
        g_ptr_array_add(above->children, context->explain);
    }
    switch (condition->kind) {
    case CONDITION_ALL:
    case CONDITION_ANY:
    case CONDITION_AT_LEAST:
        holds = evaluate_children(context, condition, spans, match);
        break;
    case CONDITION_NOT:
        holds = evaluate_not(context, condition, spans, match);
        break;
    default:
        holds = evaluate_leaf(context, condition, spans, match);
        break;
    }
    if (above != NULL) {
        explain_note(context->explain, holds, match);
        context->explain = above;
    }
    if (condition->quiet)
        match_quiet(match, before);
    return holds;
}
