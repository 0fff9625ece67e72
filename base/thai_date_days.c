#include "base/thai_date_parse.h"

/* Julian day; a day past the end of the month is its last day. */
static int day_number(int day, int month, int year_be)
{
    DaySpan span = month_span(month, year_be);

    return MIN(span.from_day + day - 1, span.to_day);
}

typedef struct {
    int day, month, year_be;
} DayParts;

static void found_set_days(FoundDate *found, DayParts from, DayParts to)
{
    if (to.year_be == 0)
        return;
    if (from.year_be == 0)
        from.year_be = from.month > to.month ? to.year_be - 1 : to.year_be;
    found->mention.span.from_day =
        day_number(from.day, from.month, from.year_be);
    found->mention.span.to_day = day_number(to.day, to.month, to.year_be);
    found_set_year(found, from.year_be, to.year_be);
}

/* [day] [เดือน] month [year] from @i on; 0 when that is not there. */
static gsize day_read(const Finder *f, gsize i, DayParts *parts)
{
    gsize j = i + 1, next;
    const DateAtom *month;

    if (!is_day_of_month(f, i))
        return 0;
    if (kind(f, j) == ATOM_MONTH_WORD)
        j++;
    month = atom(f, j);
    parts->day = atom(f, i)->number;
    parts->month = month->number;
    next = j + 1;
    parts->year_be = year_after(f, j + 1, month->english, &next);
    return next;
}

/* Past - or ถึง and words like วันที่, or 0. */
static gsize range_sign(const Finder *f, gsize i)
{
    gsize j = i + 1;

    if (kind(f, i) != ATOM_DASH || !joined(f, i))
        return 0;
    while (joined(f, j) && j < i + 3 &&
           (kind(f, j) == ATOM_DAY_WORD || kind(f, j) == ATOM_MONTH_WORD ||
            kind(f, j) == ATOM_DASH))
        j++;
    return joined(f, j) ? j : 0;
}

/* 1 ต.ค. 64 - 31 มี.ค. 65; 9 ธันวาคม 2564 */
static gsize parse_day(Finder *f, gsize i)
{
    DayParts from = { 0 }, to = { 0 };
    gsize next = day_read(f, i, &from), other, j;
    FoundDate found;

    if (next == 0)
        return 0;
    if (kind(f, i - 1) == ATOM_ORDINAL && joined(f, i))
        return 0;
    j = range_sign(f, next);
    other = j != 0 ? day_read(f, j, &to) : 0;
    if (other != 0) {
        found = found_of(f, DATE_DAY_RANGE, i, other);
        found_set_days(&found, from, to);
        if (!runs_backwards(&found))
            return found_add(f, &found, other);
    }
    found = found_of(f, DATE_DAY, i, next);
    found.dated = kind(f, i - 1) == ATOM_DATED;
    found.month = from.month;
    found.day = from.day;
    found_set_days(&found, from, from);
    return found_add(f, &found, next);
}

/* 20-22 ตุลาคม 2563; 20 และ 21 ต.ค. */
static gsize parse_days_of_month(Finder *f, gsize i)
{
    const DateAtom *first = atom(f, i);
    DayParts from, to;
    FoundDate found;
    gsize next;

    if (first->digits > 2 || first->digits == 0 || !first->plain ||
        first->number < 1 || first->number > 31)
        return 0;
    if ((kind(f, i + 1) != ATOM_DASH && kind(f, i + 1) != ATOM_AND) ||
        !joined(f, i + 1) || !joined(f, i + 2))
        return 0;
    next = day_read(f, i + 2, &to);
    if (next == 0 || first->number >= to.day)
        return 0;
    from = to;
    from.day = first->number;
    found = found_of(f, DATE_DAY_RANGE, i, next);
    found_set_days(&found, from, to);
    return found_add(f, &found, next);
}

static gboolean is_touching(const Finder *f, gsize i, AtomKind sign)
{
    return kind(f, i) == sign && atom(f, i)->gap == GAP_NONE &&
           atom(f, i + 1)->gap == GAP_NONE && kind(f, i + 1) == ATOM_NUMBER &&
           atom(f, i + 1)->plain && atom(f, i + 1)->digits > 0;
}

/* The day of three numbers d m y, or FALSE. */
static gboolean day_of_numbers(int day, int month, int year_be,
                               FoundDate *found)
{
    DayParts parts = { day, month, year_be };

    if (day < 1 || day > 31 || month < 1 || month > 12 || year_be == 0 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month,
                          (GDateYear)(year_be - BE_OFFSET)))
        return FALSE;
    found_set_days(found, parts, parts);
    return TRUE;
}

/* 31/03/2565, 31/3/65, 2022-03-31, 31-03-2565 */
static gsize parse_numeric_day(Finder *f, gsize i)
{
    AtomKind sign = kind(f, i + 1);
    const DateAtom *a = atom(f, i), *b = atom(f, i + 2), *c = atom(f, i + 4);
    YearRule rule = { .short_be = sign == ATOM_SLASH,
                      .short_ce = sign == ATOM_SLASH };
    FoundDate found;
    gboolean ok;

    if ((sign != ATOM_SLASH && sign != ATOM_DASH) || !a->plain ||
        a->digits == 0 || !is_touching(f, i + 1, sign) ||
        !is_touching(f, i + 3, sign) || b->digits > 2)
        return 0;
    /* One more of the sign makes it a number of something. */
    if ((kind(f, i + 5) == sign && atom(f, i + 5)->gap == GAP_NONE) ||
        (kind(f, i - 1) == sign && a->gap == GAP_NONE))
        return 0;
    found = found_of(f, DATE_DAY, i, i + 5);
    found.dated = kind(f, i - 1) == ATOM_DATED;
    if (a->digits == 4)
        ok = c->digits <= 2 &&
             day_of_numbers(c->number, b->number, year_of(a, (YearRule){ 0 }),
                            &found);
    else
        ok = a->digits <= 2 &&
             day_of_numbers(a->number, b->number, year_of(c, rule), &found);
    return ok ? found_add(f, &found, i + 5) : 0;
}

/* 31.3.2565: one atom, because of the dots. */
static gsize parse_dotted_day(Finder *f, gsize i)
{
    const DateAtom *a = atom(f, i);
    int parts[3] = { 0 };
    guint count = 0, digits = 0;
    DateAtom year = { .kind = ATOM_NUMBER, .plain = TRUE };
    FoundDate found;

    if (a->plain || a->to - a->from < 8 || a->to - a->from > 10)
        return 0;
    for (guint32 k = a->from; k < a->to; k++) {
        gunichar c = f->folded->chars[k];

        if (c == '.' && digits > 0 && count < 2) {
            count++;
            digits = 0;
        } else if (c >= '0' && c <= '9' && digits < 4) {
            parts[count] = parts[count] * 10 + (int)(c - '0');
            digits++;
        } else {
            return 0;
        }
    }
    year.number = parts[2];
    year.digits = digits;
    found = found_of(f, DATE_DAY, i, i + 1);
    if (count != 2 || digits != 4 ||
        !day_of_numbers(parts[0], parts[1], year_of(&year, (YearRule){ 0 }),
                        &found))
        return 0;
    return found_add(f, &found, i + 1);
}

gsize parse_days(Finder *f, gsize i)
{
    gsize next = parse_dotted_day(f, i);

    if (next == 0)
        next = parse_numeric_day(f, i);
    if (next == 0)
        next = parse_days_of_month(f, i);
    return next != 0 ? next : parse_day(f, i);
}

/* ---- months ----------------------------------------------------------- */

static gboolean is_month_near(const Finder *f, gsize i)
{
    for (gsize k = 1; k <= 3; k++) {
        if (kind(f, i + k) == ATOM_MONTH &&
            atom(f, i + k)->from - atom(f, i)->to < 40)
            return TRUE;
        if (i >= k && kind(f, i - k) == ATOM_MONTH &&
            atom(f, i)->from - atom(f, i - k)->to < 40)
            return TRUE;
    }
    return FALSE;
}

/* A month alone, without day and year. */
static gsize parse_month_name(Finder *f, gsize i)
{
    FoundDate found;

    if (atom(f, i)->form == MONTH_WEAK && !is_month_near(f, i) &&
        kind(f, i - 1) != ATOM_MONTH_WORD)
        return i + 1;
    found = found_of(f, DATE_MONTH_NAME, i, i + 1);
    found.mention.number = found.mention.number_to = atom(f, i)->number;
    return found_add(f, &found, i + 1);
}

/* December 9, 2021 */
static gsize parse_english_day(Finder *f, gsize i)
{
    const DateAtom *month = atom(f, i), *day = atom(f, i + 1);
    gsize next;
    int year;
    FoundDate found;

    if (!month->english || day->kind != ATOM_NUMBER || !day->plain ||
        day->digits > 2 || !joined(f, i + 1))
        return 0;
    if (year_of(day, (YearRule){ .short_be = TRUE }) != 0)
        return 0;
    year = year_after(f, i + 2, TRUE, &next);
    if (year == 0 || atom(f, next - 1)->digits != 4)
        return 0;
    found = found_of(f, DATE_DAY, i, next);
    if (!day_of_numbers(day->number, month->number, year, &found))
        return 0;
    return found_add(f, &found, next);
}

static void found_set_months(FoundDate *found, int from, int from_year, int to,
                             int year)
{
    found->mention.number = from;
    found->mention.number_to = to;
    if (year == 0)
        return;
    if (from_year == 0)
        from_year = from > to ? year - 1 : year;
    found->mention.span.from_day = month_span(from, from_year).from_day;
    found->mention.span.to_day = month_span(to, year).to_day;
    found_set_year(found, from_year, year);
}

/* ตุลาคม ปีงบประมาณ พ.ศ. 2565: October of that fiscal year. */
static int year_of_fiscal(const Finder *f, gsize i, int month)
{
    gsize next;
    int year;

    if (kind(f, i) != ATOM_FISCAL || !joined(f, i))
        return 0;
    year = year_after(f, i + 1, FALSE, &next);
    return year == 0 || month < 10 ? year : year - 1;
}

/* ต.ค., พ.ย. และ ธ.ค. 64: the year that the last one of the list names. */
static int year_of_list(const Finder *f, gsize i)
{
    int first = atom(f, i)->number, year = 0;
    gsize j = i, next;

    for (int k = 0; k < 12 && year == 0; k++) {
        gsize and = j + 1;

        while (and < j + 4 && joined(f, and) &&
               (kind(f, and) == ATOM_AND || kind(f, and) == ATOM_MONTH_WORD))
            and++;
        if (and == j + 1 || kind(f, and) != ATOM_MONTH || !joined(f, and))
            break;
        j = and;
        year = year_after(f, j + 1, atom(f, j)->english, &next);
    }
    if (year == 0)
        return year_of_fiscal(f, j + 1, first);
    return first > atom(f, j)->number ? year - 1 : year;
}

/* ต.ค. 64 - มี.ค. 65, ต.ค. - ธ.ค. 64, ตุลาคม 2564, ต.ค.64, ต.ค. */
gsize parse_month(Finder *f, gsize i)
{
    gsize next = i + 1, j, other;
    int month = atom(f, i)->number, year, year_to;
    gboolean inferred = FALSE;
    FoundDate found;

    j = parse_english_day(f, i);
    if (j != 0)
        return j;
    year = year_after(f, i + 1, atom(f, i)->english, &next);
    j = range_sign(f, next);
    if (j != 0 && kind(f, j) == ATOM_MONTH) {
        other = j + 1;
        year_to = year_after(f, j + 1, atom(f, j)->english, &other);
        found = found_of(f, DATE_MONTH_RANGE, i, other);
        found_set_months(&found, month, year, atom(f, j)->number, year_to);
        if (!runs_backwards(&found))
            return found_add(f, &found, other);
    }
    if (year == 0) {
        year = year_of_list(f, i);
        if (year == 0)
            return parse_month_name(f, i);
        next = i + 1;
        inferred = TRUE;
    }
    found = found_of(f, DATE_MONTH, i, next);
    found_set_months(&found, month, year, month, year);
    found.mention.year_inferred = inferred;
    return found_add(f, &found, next);
}
