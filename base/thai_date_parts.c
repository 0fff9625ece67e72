#include "base/thai_date_parse.h"

static void quarter_set_span(DateMention *mention)
{
    static const int first_month[] = { 10, 1, 4, 7 };
    int from = first_month[mention->number - 1];
    int to = first_month[mention->number_to - 1] + 2;
    int year = mention->year_be;

    mention->span.from_day =
        month_span(from, from == 10 ? year - 1 : year).from_day;
    mention->span.to_day = month_span(to, to == 12 ? year - 1 : year).to_day;
}

/* ไตรมาสที่ 1 และ 2; ไตรมาส 1-4; Q1-Q2; ไตรมาสที่ 2/2565; ไตรมาสแรก */
gsize parse_quarter(Finder *f, gsize i)
{
    gsize next = i + 1, j;
    int from = small_number(f, next, 4), to, year;
    FoundDate found;

    if (from == 0 && kind(f, next) == ATOM_FIRST)
        from = 1;
    if (from == 0)
        return i + 1;
    to = from;
    next++;
    while (joined(f, next) && kind(f, next) != ATOM_NONE) {
        j = next + 1;
        if (kind(f, next) != ATOM_DASH && kind(f, next) != ATOM_AND)
            break;
        while (j < next + 3 && joined(f, j) &&
               (kind(f, j) == ATOM_QUARTER || kind(f, j) == ATOM_ORDER ||
                kind(f, j) == ATOM_AND))
            j++;
        if (small_number(f, j, 4) <= to || is_day_of_month(f, j))
            break;
        to = atom(f, j)->number;
        next = j + 1;
    }
    year = slash_year(f, next, &next);
    found = found_of(f, DATE_QUARTER, i, next);
    found.mention.number = from;
    found.mention.number_to = to;
    if (year != 0) {
        found_set_year(&found, year, year);
        quarter_set_span(&found.mention);
    }
    return found_add(f, &found, next);
}

static gsize half_add(Finder *f, gsize from, gsize to, int half)
{
    FoundDate found = found_of(f, DATE_HALF, from, to);

    found.mention.number = found.mention.number_to = half;
    return found_add(f, &found, to);
}

/* แรก or หลัง right at @i: 1 or 2, else 0. */
static int half_said(const Finder *f, gsize i)
{
    if (!joined(f, i))
        return 0;
    return kind(f, i) == ATOM_FIRST ? 1 : kind(f, i) == ATOM_LAST ? 2 : 0;
}

/* [รอบ] 6 เดือน [แรก]: @i at the number. */
static gsize parse_six_months(Finder *f, gsize from, gsize i)
{
    gboolean round = from != i;
    int months = small_number(f, i, 12), half;
    FoundDate found;

    if ((months != 6 && months != 12) || kind(f, i + 1) != ATOM_MONTH_WORD ||
        !joined(f, i + 1))
        return 0;
    half = half_said(f, i + 2);
    if (months == 12) {
        if (!round)
            return 0;
        found = found_of(f, DATE_TWELVE_MONTHS, from, i + 2);
        return found_add(f, &found, i + 2);
    }
    if (!round && half == 0)
        return 0;
    return half_add(f, from, half != 0 ? i + 3 : i + 2, half != 0 ? half : 1);
}

/* รอบ 6 เดือน; รอบ (6 เดือนแรก); รอบที่ 1; รอบที่ 1/2565 */
gsize parse_round(Finder *f, gsize i)
{
    gsize j = i + 1, next;
    int half, year;
    FoundDate found;

    while (j < i + 3 && joined(f, j) &&
           (kind(f, j) == ATOM_ORDER || kind(f, j) == ATOM_OPEN))
        j++;
    next = parse_six_months(f, i, j);
    if (next != 0)
        return next;
    if (kind(f, j - 1) != ATOM_ORDER)
        return i + 1;
    half = small_number(f, j, 2);
    if (half == 0 || is_day_of_month(f, j))
        return i + 1;
    next = j + 1;
    year = slash_year(f, next, &next);
    found = found_of(f, DATE_HALF, i, next);
    found.mention.number = found.mention.number_to = half;
    if (year != 0) {
        found_set_year(&found, year, year);
        found.mention.span = fiscal_first_half(year);
        if (half == 2)
            found.mention.span = (DaySpan){ found.mention.span.to_day + 1,
                                            fiscal_year_span(year).to_day };
    }
    return found_add(f, &found, next);
}

/* ภาคเรียนที่ 1/2565 */
gsize parse_term(Finder *f, gsize i)
{
    gsize next = i + 1;
    int year;
    FoundDate found;

    if (kind(f, next) == ATOM_ORDER)
        next++;
    if (small_number(f, next, 3) == 0)
        return i + 1;
    year = slash_year(f, next + 1, &next);
    if (year == 0)
        return i + 1;
    found = found_of(f, DATE_ACADEMIC_YEAR, i, next);
    found_set_year(&found, year, year);
    found.mention.span.from_day = month_span(5, year).from_day;
    found.mention.span.to_day = month_span(4, year + 1).to_day;
    return found_add(f, &found, next);
}

gsize parse_half_months(Finder *f, gsize i)
{
    return parse_six_months(f, i, i);
}

gsize parse_half(Finder *f, gsize i)
{
    int half = atom(f, i)->number;
    gsize next = i + 1;

    if (half == 0) {
        half = half_said(f, next);
        if (half != 0)
            next++;
    }
    return half_add(f, i, next, half != 0 ? half : 1);
}
