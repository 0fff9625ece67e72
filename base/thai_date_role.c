#include "base/thai_date_role.h"

/* How far a word's hold on the dates after it reaches, in code points. */
enum {
    REACH_LAW = 220, /* พระราชบัญญัติ ... พ.ศ. */
    REACH_LAW_BARE = 60, /* พ.ร.บ. ... 2540 */
    REACH_RULE = 180,
    REACH_LETTER = 160,
    REACH_GAZETTE = 60,
    REACH_AMENDED = 90,
    REACH_PLAN = 120,
    REACH_POSTED = 60,
    REACH_VIEWS = 40,
    REACH_VIEWS_BACK = 15,
    REACH_YEAR = 80,       /* a neighbour's year */
    REACH_YEAR_LINE = 300, /* the same, on one line */
    NEIGHBOURS_MAX = 12,
};

#define NOT_HEARD G_MAXUINT32

void role_init(RoleScope *scope)
{
    *scope = (RoleScope){ NOT_HEARD, NOT_HEARD, NOT_HEARD, NOT_HEARD, NOT_HEARD,
                          NOT_HEARD, NOT_HEARD, NOT_HEARD, NOT_HEARD, 0 };
}

static gboolean within(guint32 heard, guint32 at, guint32 reach)
{
    return heard != NOT_HEARD && at >= heard && at - heard <= reach;
}

void role_hear(RoleScope *scope, const DateAtom *atom, FoundDate *found,
               guint found_count)
{
    FoundDate *last;

    switch (atom->kind) {
    case ATOM_LAW:
        scope->law = atom->to;
        break;
    case ATOM_RULE:
        scope->rule = atom->to;
        break;
    case ATOM_LETTER:
        scope->letter = atom->to;
        break;
    case ATOM_GAZETTE:
        scope->gazette = atom->to;
        break;
    case ATOM_AMENDED:
    case ATOM_ORDINAL:
        scope->amended = atom->to;
        break;
    case ATOM_PLAN:
        scope->plan = atom->to;
        break;
    case ATOM_POSTED:
        scope->posted = atom->to;
        scope->posted_line = atom->line;
        break;
    case ATOM_VIEWS:
        scope->views = atom->to;
        if (found_count == 0)
            break;
        last = &found[found_count - 1];
        if (last->line == atom->line && last->mention.kind == DATE_DAY &&
            atom->from - last->to <= REACH_VIEWS_BACK)
            last->mention.role = DATE_OF_POSTING;
        break;
    default:
        break;
    }
}

static gboolean is_day(DateKind kind)
{
    return kind == DATE_DAY || kind == DATE_DAY_RANGE;
}

static gboolean is_posting(RoleScope *scope, const FoundDate *found)
{
    DateKind kind = found->mention.kind;

    if (!is_day(kind) && kind != DATE_MONTH && kind != DATE_YEAR &&
        kind != DATE_YEAR_SPAN)
        return FALSE;
    if (within(scope->posted, found->from, REACH_POSTED) &&
        found->line <= scope->posted_line + 1) {
        scope->posted = NOT_HEARD;
        return TRUE;
    }
    return (is_day(kind) || kind == DATE_MONTH) &&
           within(scope->views, found->from, REACH_VIEWS);
}

gboolean role_names_law(const RoleScope *scope, guint32 at)
{
    return within(scope->law, at, REACH_LAW) ||
           within(scope->rule, at, REACH_RULE);
}

static gboolean is_law_year(RoleScope *scope, const FoundDate *found)
{
    guint32 at = found->from;

    if (found->year_said)
        return FALSE;
    if (!found->era_said)
        return within(scope->law, at, REACH_LAW_BARE);
    if (role_names_law(scope, at))
        return TRUE;
    return within(scope->law_year, at, REACH_AMENDED) &&
           scope->amended != NOT_HEARD && scope->amended >= scope->law_year &&
           scope->amended <= at;
}

static gboolean is_law_day(const RoleScope *scope, const FoundDate *found)
{
    if (within(scope->gazette, found->from, REACH_GAZETTE))
        return TRUE;
    return found->dated && (within(scope->letter, found->from, REACH_LETTER) ||
                            within(scope->law, found->from, REACH_LETTER) ||
                            within(scope->rule, found->from, REACH_LETTER));
}

void role_set(RoleScope *scope, FoundDate *found)
{
    DateMention *mention = &found->mention;

    if (mention->role != DATE_PLAIN)
        return;
    if (mention->kind == DATE_ACADEMIC_YEAR || found->academic) {
        mention->role = DATE_OF_ACADEMIC;
    } else if (is_posting(scope, found)) {
        mention->role = DATE_OF_POSTING;
    } else if (mention->kind == DATE_YEAR_SPAN) {
        if (within(scope->plan, found->from, REACH_PLAN))
            mention->role = DATE_OF_PLAN;
    } else if (mention->kind == DATE_YEAR && is_law_year(scope, found)) {
        mention->role = DATE_OF_LAW;
        scope->law = scope->rule = NOT_HEARD;
        scope->law_year = found->to;
    } else if (is_day(mention->kind) && is_law_day(scope, found)) {
        mention->role = DATE_OF_LAW;
        scope->letter = scope->gazette = NOT_HEARD;
    }
}

/* ---- years from neighbours -------------------------------------------- */

static gboolean wants_year(const FoundDate *found)
{
    switch (found->mention.kind) {
    case DATE_HALF:
    case DATE_QUARTER:
    case DATE_TWELVE_MONTHS:
    case DATE_MONTH_RANGE:
    case DATE_DAY:
    case DATE_DAY_RANGE:
        return found->mention.year_be == 0;
    default:
        return FALSE;
    }
}

/* The calendar year in which month @month of fiscal year @year falls. */
static int year_of_fiscal_month(int month, int year)
{
    return month >= 10 ? year - 1 : year;
}

static DaySpan fiscal_part(const FoundDate *found, int year)
{
    static const int quarter_month[] = { 10, 1, 4, 7 };
    const DateMention *m = &found->mention;
    DaySpan span = fiscal_year_span(year);
    int from, to;

    switch (m->kind) {
    case DATE_HALF:
        if (m->number == 2)
            span.from_day = fiscal_first_half(year).to_day + 1;
        else
            span = fiscal_first_half(year);
        break;
    case DATE_QUARTER:
        from = quarter_month[m->number - 1];
        to = quarter_month[m->number_to - 1] + 2;
        span.from_day =
            month_span(from, year_of_fiscal_month(from, year)).from_day;
        span.to_day = month_span(to, year_of_fiscal_month(to, year)).to_day;
        break;
    case DATE_MONTH_RANGE:
        from = m->number;
        to = m->number_to;
        span.from_day =
            month_span(from, year_of_fiscal_month(from, year)).from_day;
        span.to_day = month_span(to, year_of_fiscal_month(to, year)).to_day;
        break;
    case DATE_DAY:
        span =
            month_span(found->month, year_of_fiscal_month(found->month, year));
        span.from_day = MIN(span.from_day + found->day - 1, span.to_day);
        span.to_day = span.from_day;
        break;
    default:
        break;
    }
    return span;
}

/* "รอบ 6 เดือน ... (ต.ค. 64 - มี.ค. 65)": the days are those of the part. */
static gboolean is_same_part(const FoundDate *found, const FoundDate *near)
{
    DaySpan days = near->mention.span, part;

    if (found->mention.kind != DATE_HALF &&
        found->mention.kind != DATE_QUARTER &&
        found->mention.kind != DATE_TWELVE_MONTHS)
        return FALSE;
    part = fiscal_part(found, fiscal_year_of_day(days.from_day));
    return days.from_day == part.from_day && days.to_day == part.to_day;
}

/* How good a neighbour's year is for @found; 0 for not at all. */
static int year_worth(const FoundDate *found, const FoundDate *near)
{
    const DateMention *m = &near->mention;
    guint32 gap = near->from >= found->to   ? near->from - found->to
                  : found->from >= near->to ? found->from - near->to
                                            : 0;

    if (m->year_inferred || m->year_be == 0 || m->role == DATE_OF_LAW ||
        m->role == DATE_OF_POSTING || m->role == DATE_OF_ACADEMIC)
        return 0;
    if (gap > (near->line == found->line ? REACH_YEAR_LINE : REACH_YEAR))
        return 0;
    if (m->kind == DATE_FISCAL_YEAR)
        return 1000 - (int)gap;
    /* "ไตรมาสที่ 1 (ต.ค. - ธ.ค. 64)" says what is meant best of all. */
    if ((m->kind == DATE_MONTH_RANGE || m->kind == DATE_DAY_RANGE) &&
        near->from >= found->to && (gap <= 4 || is_same_part(found, near)))
        return 2000 - (int)gap;
    if (m->kind == DATE_YEAR && gap <= REACH_YEAR / 2)
        return 500 - (int)gap;
    return 0;
}

static int neighbour_year(const FoundDate *found, guint count, guint i)
{
    int best = 0, year = 0;

    for (guint k = 1; k <= NEIGHBOURS_MAX; k++) {
        for (int side = 0; side < 2; side++) {
            const FoundDate *near;
            int worth;

            if (side == 0 ? i < k : i + k >= count)
                continue;
            near = &found[side == 0 ? i - k : i + k];
            worth = year_worth(&found[i], near);
            if (worth <= best)
                continue;
            best = worth;
            year = near->mention.kind == DATE_MONTH_RANGE ||
                           near->mention.kind == DATE_DAY_RANGE
                       ? fiscal_year_of_day(near->mention.span.from_day)
                       : near->mention.year_be;
        }
    }
    return year;
}

void dates_infer_years(FoundDate *found, guint count)
{
    for (guint i = 0; i < count; i++) {
        DateMention *m = &found[i].mention;
        DaySpan span;
        int year;

        if (!wants_year(&found[i]) || m->kind == DATE_DAY_RANGE ||
            (m->kind == DATE_DAY && found[i].month == 0))
            continue;
        year = neighbour_year(found, count, i);
        if (year == 0)
            continue;
        span = fiscal_part(&found[i], year);
        if (span.to_day < span.from_day)
            continue;
        m->span = span;
        m->year_be = m->from_year_be = year;
        m->year_inferred = TRUE;
        if (m->kind == DATE_DAY)
            m->year_be = m->from_year_be = calendar_year_of_day(span.from_day);
    }
}
