/*
 * match_time.c - the year and the period that a document itself is about
 *
 * A page names many years: the law's, last year's, the plan's, the day it was
 * posted. What counts is the document's own: its titles first; only when they
 * name none, its body. Law years, posting dates and school years never count.
 */
#include "rules/evaluate.h"

#include <string.h>

#define TITLE_CHARS 220   /* longer lines are text, not titles */
#define TITLE_PASSAGES 14 /* titles stand at the top */

static gboolean own_date(const DateMention *date, gboolean plans_too)
{
    if (date->role == DATE_OF_PLAN)
        return plans_too;
    return date->role == DATE_PLAIN;
}

static gboolean names_year(const DateMention *date)
{
    return date->kind == DATE_FISCAL_YEAR || date->kind == DATE_YEAR ||
           date->kind == DATE_YEAR_SPAN;
}

/* Is the passage one of the document's titles? */
static gboolean is_title(const Passage *passage, int nth)
{
    if (passage->roles & (ROLES_WEAK | ROLE_IMAGE | ROLE_FORM))
        return FALSE;
    if (passage->letters_count == 0 || passage->letters_count > TITLE_CHARS)
        return FALSE;
    if (passage->roles & ROLE_HEADING)
        return nth < TITLE_PASSAGES || passage->level <= 2;
    return nth < 4 && passage->row <= 1;
}

static void add_year(GArray *years, int year)
{
    for (guint i = 0; i < years->len; i++)
        if (g_array_index(years, int, i) == year)
            return;
    g_array_append_val(years, year);
}

/* Years named by the first titles that name any. */
const GArray *reading_title_years(Reading *reading)
{
    int nth = 0;

    if (reading->title_years != NULL)
        return reading->title_years;
    reading->title_years = g_array_new(FALSE, FALSE, sizeof(int));
    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);
        const GArray *dates;

        if (passage->roles & (ROLE_CHROME | ROLE_COVERED) ||
            passage->letters_count == 0)
            continue;
        if (!is_title(passage, nth++))
            continue;
        dates = passage_dates(passage);
        for (guint d = 0; d < dates->len; d++) {
            const DateMention *date = &g_array_index(dates, DateMention, d);

            if (!own_date(date, FALSE) || date->year_be == 0 ||
                date->year_inferred)
                continue;
            if (names_year(date))
                for (int y = date->from_year_be; y <= date->year_be; y++)
                    add_year(reading->title_years, y);
            else if (date->kind == DATE_MONTH_RANGE ||
                     date->kind == DATE_DAY_RANGE || date->kind == DATE_MONTH)
                add_year(reading->title_years,
                         fiscal_year_of_day(date->span.to_day));
        }
        if (nth > TITLE_PASSAGES)
            break;
    }
    return reading->title_years;
}

/* A passage whose dates may be the document's own. */
static gboolean dated_passage(const Passage *passage)
{
    return !(passage->roles & (ROLES_WEAK | ROLE_IMAGE | ROLE_FORM)) &&
           passage->letters_count > 0;
}

static int wanted_year(const EvalContext *context, const Condition *condition)
{
    return condition->time == TIME_PREVIOUS_FISCAL ? context->fiscal_year - 1
                                                   : context->fiscal_year;
}

static void date_evidence(Match *match, const Reading *reading, int passage,
                          const DateMention *date, gboolean held,
                          const char *reason, int weight)
{
    const Passage *text = reading_passage(reading, passage);
    g_autofree char *quote =
        thai_quote(text->text, text->len, date->start_at, date->end_at, 160);
    Evidence *evidence = evidence_of_passage(reading, passage);

    g_free(evidence->quote);
    evidence->quote = g_steal_pointer(&quote);
    if (held)
        match_add(match, evidence);
    else
        match_miss(match, weight, reason, evidence);
}

typedef gboolean (*DateTest)(const EvalContext *context,
                             const Condition *condition,
                             const DateMention *date);

static gboolean date_is_year(const EvalContext *context,
                             const Condition *condition,
                             const DateMention *date)
{
    int year = wanted_year(context, condition);

    switch (date->kind) {
    case DATE_FISCAL_YEAR:
    case DATE_YEAR:
        return date->year_be == year;
    case DATE_YEAR_SPAN:
        return date->from_year_be <= year && date->year_be >= year;
    case DATE_DAY:
    case DATE_DAY_RANGE:
    case DATE_MONTH:
    case DATE_MONTH_RANGE:
    case DATE_HALF:
    case DATE_QUARTER:
    case DATE_TWELVE_MONTHS:
        return date->span.to_day > 0 &&
               fiscal_year_of_day(date->span.to_day) == year;
    default:
        return FALSE;
    }
}

static gboolean date_covers_year(const EvalContext *context,
                                 const Condition *condition,
                                 const DateMention *date)
{
    int year = wanted_year(context, condition);

    if (date->kind == DATE_YEAR_SPAN)
        return date->from_year_be <= year && date->year_be >= year;
    if (date->kind == DATE_FISCAL_YEAR || date->kind == DATE_YEAR)
        return date->year_be == year;
    return FALSE;
}

static gboolean date_in_force(const EvalContext *context,
                              const Condition *condition,
                              const DateMention *date)
{
    int year = wanted_year(context, condition);

    if (date->kind == DATE_YEAR_SPAN)
        return date->year_be >= year && date->from_year_be <= year;
    if (date->kind == DATE_FISCAL_YEAR)
        return date->year_be == year;
    if (date->kind == DATE_YEAR)
        return date->year_be <= year;
    return date->span.from_day > 0 &&
           date->span.from_day <= fiscal_year_span(year).to_day;
}

/* The mentions of the titles, then of the body: which decide, and how. */
typedef struct {
    int matching, others; /* mentions that fit, and that name others */
    int passage;          /* of the first that fits, else of the others */
    DateMention date;
    int other_passage;
    DateMention other;
} YearCount;

static gboolean kind_decides(const Condition *condition,
                             const DateMention *date)
{
    if (condition->time == TIME_COVERS_FISCAL)
        return names_year(date);
    if (date->year_inferred)
        return FALSE;
    return date->kind != DATE_MONTH_NAME && date->kind != DATE_ACADEMIC_YEAR;
}

static void count_years(const EvalContext *context, const Condition *condition,
                        DateTest test, const Span *span, gboolean titles,
                        YearCount *count)
{
    gboolean plans = condition->time == TIME_COVERS_FISCAL ||
                     condition->time == TIME_IN_FORCE;
    gboolean laws = condition->time == TIME_IN_FORCE && !titles;
    int nth = 0;

    memset(count, 0, sizeof *count);
    count->passage = count->other_passage = -1;
    for (int i = span->from; i < span->to; i++) {
        Passage *passage = reading_passage(span->reading, i);
        const GArray *dates;
        gboolean title;

        if (!dated_passage(passage))
            continue;
        title = is_title(passage, nth++);
        if (titles && !title)
            continue;
        dates = passage_dates(passage);
        for (guint d = 0; d < dates->len; d++) {
            const DateMention *date = &g_array_index(dates, DateMention, d);

            if (!own_date(date, plans) && !(laws && date->role == DATE_OF_LAW))
                continue;
            if (!kind_decides(condition, date) ||
                (titles && !names_year(date) && date->kind == DATE_DAY))
                continue;
            if (test(context, condition, date)) {
                if (count->matching++ == 0) {
                    count->passage = i;
                    count->date = *date;
                }
            } else if (date->year_be != 0 && count->others++ == 0) {
                count->other_passage = i;
                count->other = *date;
            }
        }
    }
}

static const DateTest year_tests[] = {
    [TIME_FISCAL] = date_is_year,     [TIME_PREVIOUS_FISCAL] = date_is_year,
    [TIME_FIRST_HALF] = date_is_year, [TIME_COVERS_FISCAL] = date_covers_year,
    [TIME_IN_FORCE] = date_in_force,
};

gboolean match_year(EvalContext *context, const Condition *condition,
                    const Span *span, Match *match)
{
    DateTest test = year_tests[condition->time];
    YearCount count;

    if (condition->with != NULL &&
        !hits_any(span->reading, condition->with, span->from, span->to))
        return FALSE;
    count_years(context, condition, test, span, TRUE, &count);
    if (count.matching > 0) {
        date_evidence(match, span->reading, count.passage, &count.date, TRUE,
                      NULL, 0);
        return TRUE;
    }
    /* Criteria of an older date may still hold; a plan of one may not. */
    if (count.others > 0) {
        date_evidence(match, span->reading, count.other_passage, &count.other,
                      FALSE, "other-year", 10);
        return FALSE;
    }
    count_years(context, condition, test, span, FALSE, &count);
    if (count.matching > 0 && (condition->time == TIME_IN_FORCE ||
                               count.matching * 2 >= count.others)) {
        date_evidence(match, span->reading, count.passage, &count.date, TRUE,
                      NULL, 0);
        return TRUE;
    }
    if (count.others > 0)
        date_evidence(match, span->reading, count.other_passage, &count.other,
                      FALSE, "other-year", 10);
    return FALSE;
}

static DaySpan time_span(const EvalContext *context, const Condition *condition)
{
    if (condition->time == TIME_FIRST_HALF)
        return fiscal_first_half(context->fiscal_year);
    return fiscal_year_span(wanted_year(context, condition));
}

/*
 * Something happened within the time: a day, month or range of the body. The
 * first day named is the event's; others may be mentioned in passing.
 */
gboolean match_date(EvalContext *context, const Condition *condition,
                    const Span *span, Match *match)
{
    DaySpan wanted = time_span(context, condition);
    int inside = 0, outside = 0, at = -1, out_at = -1;
    DateMention found = { 0 }, other = { 0 };

    for (int i = span->from; i < span->to; i++) {
        Passage *passage = reading_passage(span->reading, i);
        guint in = condition->in != 0
                       ? condition->in
                       : IN_BODY | IN_HEADING | IN_LEAD | IN_HEADER;
        const GArray *dates;

        if (passage->letters_count == 0 || !passage_in(passage, in))
            continue;
        if (condition->with != NULL &&
            !hits_any(span->reading, condition->with, i, i + 1))
            continue;
        dates = passage_dates(passage);
        for (guint d = 0; d < dates->len; d++) {
            const DateMention *date = &g_array_index(dates, DateMention, d);

            if (date->role != DATE_PLAIN || date->span.from_day == 0 ||
                date->year_inferred)
                continue;
            if (date->kind != DATE_DAY && date->kind != DATE_DAY_RANGE &&
                date->kind != DATE_MONTH && date->kind != DATE_MONTH_RANGE)
                continue;
            if (day_span_contains(wanted, date->span)) {
                if (inside++ == 0) {
                    at = i;
                    found = *date;
                }
            } else if (outside++ == 0) {
                out_at = i;
                other = *date;
            }
        }
    }
    if (inside > 0 && (at <= out_at || out_at < 0 || inside >= outside)) {
        date_evidence(match, span->reading, at, &found, TRUE, NULL, 0);
        return TRUE;
    }
    if (outside > 0) {
        date_evidence(match, span->reading, out_at, &other, FALSE, "other-year",
                      10);
        return FALSE;
    }
    return match_year(context, condition, span, match);
}

/* --- periods -----------------------------------------------------------------
 */

/* Bits of what speaks for October to March. */
typedef struct {
    guint months;   /* bit per month 0-5: Oct .. Mar */
    guint quarters; /* bit 1, 2 */
    int passage;    /* of the mention that decides */
    DateMention date;
    gboolean covered;
    int other_passage;
    DateMention other;
    gboolean has_other;
} PeriodCount;

static gboolean year_of_reading_is(const EvalContext *context, Reading *reading)
{
    const GArray *years = reading_title_years(reading);

    for (guint i = 0; i < years->len; i++)
        if (g_array_index(years, int, i) == context->fiscal_year)
            return TRUE;
    return FALSE;
}

/* Months Oct (0) .. Mar (5) of the first half; -1 for others. */
static int half_month(int month)
{
    if (month >= 10)
        return month - 10;
    return month >= 1 && month <= 3 ? month + 2 : -1;
}

/* Quarters named by their months add up: "ต.ค.-ธ.ค. 64", "ม.ค.-มี.ค. 65". */
static void add_range(DaySpan half, DaySpan range, PeriodCount *count)
{
    for (int month = 0; month < 6; month++) {
        int middle = half.from_day + month * 30 + 15;

        if (range.from_day <= middle && range.to_day >= middle)
            count->months |= 1u << month;
    }
}

/* Does one mention cover the half, or add to it? */
static void period_mention(const EvalContext *context, Reading *reading,
                           int passage, const DateMention *date,
                           PeriodCount *count)
{
    DaySpan half = fiscal_first_half(context->fiscal_year);
    DaySpan year = fiscal_year_span(context->fiscal_year);
    gboolean known = date->span.to_day > 0 && !date->year_inferred;
    gboolean own_year = year_of_reading_is(context, reading);
    gboolean inside = known ? day_span_contains(year, date->span) : own_year;
    gboolean covers = FALSE;

    switch (date->kind) {
    case DATE_MONTH_RANGE:
    case DATE_DAY_RANGE:
        covers = known && date->span.from_day <= half.from_day + 31 &&
                 date->span.from_day >= half.from_day - 31 &&
                 date->span.to_day >= half.to_day - 3 &&
                 date->span.to_day < year.to_day - 20;
        if (known && inside && date->span.to_day - date->span.from_day < 100)
            add_range(half, date->span, count);
        covers = covers || count->months == 0x3F;
        break;
    case DATE_HALF:
        covers = date->number <= 1 &&
                 (date->year_be == context->fiscal_year ||
                  (inside && (date->year_be == 0 || date->year_inferred)));
        break;
    case DATE_QUARTER:
        if (inside || date->year_be == context->fiscal_year)
            for (int q = date->number; q <= MAX(date->number_to, date->number);
                 q++)
                if (q == 1 || q == 2)
                    count->quarters |= 1u << q;
        covers = count->quarters == ((1u << 1) | (1u << 2));
        break;
    case DATE_MONTH:
    case DATE_MONTH_NAME:
        if (inside && half_month(date->number) >= 0)
            count->months |= 1u << half_month(date->number);
        covers = count->months == 0x3F;
        break;
    case DATE_DAY:
        /* "ณ วันที่ 31 มีนาคม 2565": the state after six months. */
        covers = known && date->span.to_day >= half.to_day - 1 &&
                 date->span.to_day <= half.to_day;
        break;
    default:
        break;
    }
    if (covers && !count->covered) {
        count->covered = TRUE;
        count->passage = passage;
        count->date = *date;
    } else if (!covers && !count->has_other &&
               (date->kind == DATE_MONTH_RANGE || date->kind == DATE_DAY ||
                date->kind == DATE_HALF || date->kind == DATE_QUARTER ||
                date->kind == DATE_FISCAL_YEAR)) {
        count->has_other = TRUE;
        count->other_passage = passage;
        count->other = *date;
    }
}

gboolean match_period(EvalContext *context, const Condition *condition,
                      const Span *span, Match *match)
{
    PeriodCount count = { 0 };
    YearCount titles;

    (void)condition;
    for (int i = span->from; i < span->to; i++) {
        Passage *passage = reading_passage(span->reading, i);
        const GArray *dates;

        if (!dated_passage(passage))
            continue;
        dates = passage_dates(passage);
        for (guint d = 0; d < dates->len; d++) {
            const DateMention *date = &g_array_index(dates, DateMention, d);

            if (own_date(date, FALSE))
                period_mention(context, span->reading, i, date, &count);
        }
        if (count.covered)
            break;
    }
    if (count.covered && span->reading->body_letters > 0) {
        /* A title of another year outweighs a date in the body. */
        Condition year = { .kind = CONDITION_YEAR, .time = TIME_FISCAL };

        count_years(context, &year, date_is_year, span, TRUE, &titles);
        if (titles.matching > 0 || titles.others == 0) {
            date_evidence(match, span->reading, count.passage, &count.date,
                          TRUE, NULL, 0);
            return TRUE;
        }
        date_evidence(match, span->reading, titles.other_passage, &titles.other,
                      FALSE, "other-year", 10);
        return FALSE;
    }
    if (count.has_other)
        date_evidence(match, span->reading, count.other_passage, &count.other,
                      FALSE, "period-not-covered", 9);
    return FALSE;
}

/* --- each month --------------------------------------------------------------
 */

#define MONTH_CELL_CHARS 16 /* "พฤศจิกายน 2564" and no more */

/* Months of the half named as the month of a report: in titles, short lines,
 * sheet names and the words of links to the documents. */
static guint months_of_text(const EvalContext *context, const char *text,
                            gsize len)
{
    static const char of_month[] = "ประจำเดือน";
    DaySpan half = fiscal_first_half(context->fiscal_year);
    const char *named = g_strstr_len(text, (gssize)len, of_month);
    g_autoptr(GArray) dates = NULL;
    guint months = 0;

    /* "แบบ สขร. 1 ประจำเดือน ตุลาคม 2564": 1 is no day. */
    if (named != NULL) {
        named += strlen(of_month);
        len -= (gsize)(named - text);
        text = named;
    }
    dates = thai_dates_find(text, len);
    for (guint d = 0; d < dates->len; d++) {
        const DateMention *date = &g_array_index(dates, DateMention, d);
        int month = half_month(date->number);

        if (date->kind == DATE_MONTH && month >= 0 &&
            day_span_contains(half, date->span))
            months |= 1u << month;
    }
    return months;
}

static guint months_of_reading(const EvalContext *context, const Span *span,
                               int *first)
{
    guint months = 0;
    const char *last_where = NULL;

    for (int i = span->from; i < span->to; i++) {
        Passage *passage = reading_passage(span->reading, i);
        guint found;

        if (!dated_passage(passage))
            continue;
        if (passage->block->where != NULL &&
            g_strcmp0(passage->block->where, last_where) != 0) {
            last_where = passage->block->where;
            months |= months_of_text(context, last_where, strlen(last_where));
        }
        /* Deep in a table only a column of months says so. */
        if (passage->letters_count > 140 ||
            (passage->row > 3 && passage->letters_count > MONTH_CELL_CHARS))
            continue;
        found = months_of_text(context, passage->text, passage->len);
        if (found != 0 && *first < 0)
            *first = i;
        months |= found;
    }
    if (span->reading->link_text != NULL && span->reading->body_letters > 0)
        months |= months_of_text(context, span->reading->link_text,
                                 strlen(span->reading->link_text));
    return months;
}

gboolean match_months(EvalContext *context, const Condition *condition,
                      const GArray *spans, Match *match)
{
    int wanted = condition->at_least > 0 ? condition->at_least : 6;
    guint months = 0;
    int count = 0;

    for (guint s = 0; s < spans->len; s++) {
        const Span *span = &g_array_index(spans, Span, s);
        int first = -1;
        guint found = span->reading->body_letters > 0
                          ? months_of_reading(context, span, &first)
                          : 0;

        if ((found & ~months) != 0) {
            Evidence *evidence =
                first >= 0 ? evidence_of_passage(span->reading, first)
                           : evidence_new(span->reading->link_text != NULL
                                              ? span->reading->link_text
                                              : "");

            match_add(match, evidence);
        }
        months |= found;
    }
    for (int m = 0; m < 6; m++)
        count += (months & (1u << m)) != 0;
    if (count >= wanted)
        return TRUE;
    if (match->evidence->len > 0) {
        match_miss(match, 9, "months-missing",
                   g_ptr_array_steal_index(match->evidence, 0));
        g_ptr_array_set_size(match->evidence, 0);
    }
    return FALSE;
}
