#include "base/thai_date.h"
#include "base/thai_date_atoms.h"
#include "base/thai_date_role.h"

/* Short years: 40-75 are Buddhist, 10-39 Christian where that is allowed. */
#define SHORT_BE_LOW 40
#define SHORT_BE_HIGH 75
#define SHORT_CE_LOW 10
#define YEAR_BE_LOW 2400
#define YEAR_BE_HIGH 2650
#define BARE_BE_LOW 2500
#define BARE_BE_HIGH 2600
#define YEAR_CE_LOW 1900
#define YEAR_CE_HIGH 2100
#define BARE_CE_LOW 1990
#define BARE_CE_HIGH 2050
#define BE_OFFSET 543
#define SPAN_YEARS_MAX 60

typedef struct {
    const DateAtom *atoms;
    gsize count;
    const ThaiFolded *folded;
    const char *text;
    gsize len;
    GArray *found; /* FoundDate */
    RoleScope scope;
} Finder;

static const DateAtom *atom(const Finder *f, gsize i)
{
    static const DateAtom none = { .kind = ATOM_NONE, .gap = GAP_CELL };

    return i < f->count ? &f->atoms[i] : &none;
}

static AtomKind kind(const Finder *f, gsize i)
{
    return atom(f, i)->kind;
}

/* @i follows the atom before it within one cell of a table. */
static gboolean joined(const Finder *f, gsize i)
{
    return atom(f, i)->gap < GAP_CELL;
}

/* ---- years ------------------------------------------------------------ */

typedef struct {
    gboolean be, ce;   /* พ.ศ. or ค.ศ. was said */
    gboolean short_be; /* 65 is allowed */
    gboolean short_ce; /* 22 is allowed */
} YearRule;

/* พ.ศ. of a number, or 0 when it is no year under @rule. */
static int year_of(const DateAtom *a, YearRule rule)
{
    if (a->kind != ATOM_NUMBER || !a->plain)
        return 0;
    if (a->digits == 4) {
        if (!rule.ce && a->number >= YEAR_BE_LOW && a->number <= YEAR_BE_HIGH)
            return a->number;
        if (!rule.be && a->number >= YEAR_CE_LOW && a->number <= YEAR_CE_HIGH)
            return a->number + BE_OFFSET;
        return 0;
    }
    if (a->digits != 2)
        return 0;
    if (rule.short_be && !rule.ce && a->number >= SHORT_BE_LOW &&
        a->number <= SHORT_BE_HIGH)
        return 2500 + a->number;
    if (rule.short_ce && !rule.be && a->number >= SHORT_CE_LOW &&
        a->number < SHORT_BE_LOW)
        return 2000 + a->number + BE_OFFSET;
    return 0;
}

/* A month follows: the number before it is a day and no year. */
static gboolean is_day_of_month(const Finder *f, gsize i)
{
    const DateAtom *a = atom(f, i);
    gsize next = i + 1;

    if (a->kind != ATOM_NUMBER || !a->plain || a->digits > 2 ||
        a->digits == 0 || a->number < 1 || a->number > 31)
        return FALSE;
    if (kind(f, next) == ATOM_MONTH_WORD && joined(f, next))
        next++;
    return kind(f, next) == ATOM_MONTH && joined(f, next) &&
           atom(f, next)->gap < GAP_LINE;
}

/*
 * The year right after a month or a quarter: [- / ,] [พ.ศ.|ปี] 2565. Gives
 * 0 and leaves @next when there is none.
 */
static int year_after(const Finder *f, gsize i, gboolean english, gsize *next)
{
    YearRule rule = { .short_be = TRUE, .short_ce = english };
    gsize j = i;
    int year;

    if ((kind(f, j) == ATOM_DASH &&
         f->folded->chars[atom(f, j)->from] == '-') ||
        kind(f, j) == ATOM_SLASH || (english && kind(f, j) == ATOM_AND))
        j += joined(f, j) ? 1 : 0;
    for (gsize k = 0; k < 2 && joined(f, j); k++) {
        if (kind(f, j) == ATOM_BE)
            rule.be = TRUE;
        else if (kind(f, j) == ATOM_CE)
            rule.ce = rule.short_ce = TRUE;
        else if (kind(f, j) != ATOM_YEAR)
            break;
        j++;
    }
    if (!joined(f, j) || is_day_of_month(f, j))
        return 0;
    /* A row of months over a row of years is no date. */
    if (atom(f, i)->gap == GAP_LINE && kind(f, i - 2) == ATOM_MONTH)
        return 0;
    year = year_of(atom(f, j), rule);
    if (year == 0)
        return 0;
    if (atom(f, j)->digits == 2 &&
        (kind(f, j + 1) == ATOM_UNIT || atom(f, j)->gap >= GAP_LINE))
        return 0;
    *next = j + 1;
    return year;
}

/* ---- mentions --------------------------------------------------------- */

static FoundDate found_of(const Finder *f, DateKind date_kind, gsize from,
                          gsize to)
{
    FoundDate found = { .mention = { .kind = date_kind } };
    gsize start, end;

    found.from = atom(f, from)->from;
    found.to = atom(f, to - 1)->to;
    found.line = atom(f, from)->line;
    thai_folded_source(f->folded, f->text, f->len, found.from, found.to, &start,
                       &end);
    found.mention.start_at = start;
    found.mention.end_at = end;
    return found;
}

static void found_set_year(FoundDate *found, int from_year, int year)
{
    found->mention.year_be = year;
    found->mention.from_year_be = from_year;
}

static gsize found_add(Finder *f, FoundDate *found, gsize next)
{
    role_set(&f->scope, found);
    g_array_append_val(f->found, *found);
    return next;
}

/* ---- days ------------------------------------------------------------- */

/* Julian day; a day past the end of the month is its last day. */
static int day_number(int day, int month, int year_be)
{
    DaySpan span = month_span(month, year_be);

    return MIN(span.from_day + day - 1, span.to_day);
}

typedef struct {
    int day, month, year_be;
} DayParts;

/* Two dates with a sign between them, but no range. */
static gboolean runs_backwards(const FoundDate *found)
{
    return found->mention.span.to_day < found->mention.span.from_day;
}

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
        } else if (c >= '0' && c <= '9') {
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

/* ต.ค. 64 - มี.ค. 65, ต.ค. - ธ.ค. 64, ตุลาคม 2564, ต.ค.64, ต.ค. */
static gsize parse_month(Finder *f, gsize i)
{
    gsize next = i + 1, j, other;
    int month = atom(f, i)->number, year, year_to;
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
    if (year == 0)
        return parse_month_name(f, i);
    found = found_of(f, DATE_MONTH, i, next);
    found_set_months(&found, month, year, month, year);
    return found_add(f, &found, next);
}

/* ---- quarters, halves, terms ------------------------------------------ */

static int small_number(const Finder *f, gsize i, int high)
{
    const DateAtom *a = atom(f, i);

    if (a->kind != ATOM_NUMBER || !a->plain || a->digits > 2 || a->number < 1 ||
        a->number > high || !joined(f, i))
        return 0;
    return a->number;
}

/* "/2565" right after the number of a round, quarter or term. */
static int slash_year(const Finder *f, gsize i, gsize *next)
{
    int year;

    if (kind(f, i) != ATOM_SLASH || !joined(f, i) || !joined(f, i + 1))
        return 0;
    year = year_of(atom(f, i + 1), (YearRule){ .short_be = TRUE });
    if (year != 0)
        *next = i + 2;
    return year;
}

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
static gsize parse_quarter(Finder *f, gsize i)
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
static gsize parse_round(Finder *f, gsize i)
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
static gsize parse_term(Finder *f, gsize i)
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

/* ---- year phrases ----------------------------------------------------- */

typedef struct {
    gboolean fiscal, budget, academic, year_word;
    YearRule rule;
    gsize number; /* the atom of the year */
} YearPhrase;

static gboolean phrase_take(YearPhrase *phrase, AtomKind word)
{
    switch (word) {
    case ATOM_FISCAL:
        phrase->fiscal = TRUE;
        break;
    case ATOM_BUDGET:
        phrase->budget = TRUE;
        break;
    case ATOM_ACADEMIC:
        phrase->academic = TRUE;
        break;
    case ATOM_YEAR:
        phrase->year_word = TRUE;
        break;
    case ATOM_BE:
        phrase->rule.be = TRUE;
        break;
    case ATOM_CE:
        phrase->rule.ce = TRUE;
        break;
    default:
        return FALSE;
    }
    return TRUE;
}

/* ปีงบประมาณ พ.ศ. ( 2565: the words before the number at @i. */
static gboolean phrase_read(const Finder *f, gsize i, YearPhrase *phrase)
{
    gsize j = i;

    for (; j < i + 5; j++) {
        if (j > i && kind(f, j) == ATOM_OPEN)
            continue;
        if (!phrase_take(phrase, kind(f, j)))
            break;
    }
    if (kind(f, j) != ATOM_NUMBER || j == i)
        return FALSE;
    phrase->number = j;
    phrase->rule.short_be = atom(f, j)->gap < GAP_LINE && !phrase->budget;
    phrase->rule.short_ce = phrase->rule.short_be &&
                            (phrase->fiscal || phrase->rule.ce) &&
                            f->folded->chars[atom(f, i)->from] == 'f';
    return TRUE;
}

static DaySpan phrase_span(const YearPhrase *phrase, int from, int to)
{
    DaySpan span;

    if (phrase->fiscal || phrase->budget) {
        span.from_day = fiscal_year_span(from).from_day;
        span.to_day = fiscal_year_span(to).to_day;
    } else if (phrase->academic) {
        span.from_day = month_span(5, from).from_day;
        span.to_day = month_span(4, to + 1).to_day;
    } else {
        span.from_day = month_span(1, from).from_day;
        span.to_day = month_span(12, to).to_day;
    }
    return span;
}

static DateKind phrase_kind(const YearPhrase *phrase)
{
    if (phrase->academic)
        return DATE_ACADEMIC_YEAR;
    if (phrase->fiscal || phrase->budget)
        return DATE_FISCAL_YEAR;
    return DATE_YEAR;
}

static gsize phrase_add(Finder *f, const YearPhrase *phrase, gsize from,
                        gsize to, int from_year, int year)
{
    FoundDate found = found_of(
        f, from_year != year ? DATE_YEAR_SPAN : phrase_kind(phrase), from, to);

    found_set_year(&found, from_year, year);
    found.mention.span = phrase_span(phrase, from_year, year);
    found.academic = phrase->academic;
    found.era_said = phrase->rule.be;
    found.year_said = phrase->year_word || phrase->fiscal || phrase->budget;
    return found_add(f, &found, to);
}

/* The second year of 2561 - 2565, พ.ศ. 2561 ถึง พ.ศ. 2565, 2561-65. */
static int span_end(const Finder *f, gsize i, int from_year, YearRule rule,
                    gsize *next)
{
    gsize j = i + 1;
    int year;

    if (kind(f, i) != ATOM_DASH || !joined(f, i))
        return 0;
    while (j < i + 4 && joined(f, j) &&
           (kind(f, j) == ATOM_BE || kind(f, j) == ATOM_CE ||
            kind(f, j) == ATOM_YEAR || kind(f, j) == ATOM_FISCAL))
        j++;
    if (!joined(f, j) || is_day_of_month(f, j))
        return 0;
    rule.short_be = TRUE;
    year = year_of(atom(f, j), rule);
    if (year <= from_year || year - from_year > SPAN_YEARS_MAX)
        return 0;
    if ((kind(f, j + 1) == ATOM_DASH || kind(f, j + 1) == ATOM_SLASH) &&
        atom(f, j + 1)->gap == GAP_NONE && atom(f, j + 2)->gap == GAP_NONE &&
        kind(f, j + 2) == ATOM_NUMBER)
        return 0;
    *next = j + 1;
    return year;
}

/* More years of a list: ปีงบประมาณ พ.ศ. 2563, 2564 และ 2565. */
static gsize parse_year_list(Finder *f, const YearPhrase *phrase, gsize i)
{
    YearRule rule = phrase->rule;

    rule.short_be = rule.short_ce = FALSE;
    while (kind(f, i) == ATOM_AND && joined(f, i)) {
        gsize j = i + 1;
        int year;

        while (j < i + 3 && joined(f, j) &&
               (kind(f, j) == ATOM_BE || kind(f, j) == ATOM_AND))
            j++;
        year = joined(f, j) ? year_of(atom(f, j), rule) : 0;
        if (year == 0 || kind(f, j + 1) == ATOM_UNIT ||
            kind(f, j + 1) == ATOM_DASH)
            break;
        phrase_add(f, phrase, j, j + 1, year, year);
        i = j + 1;
    }
    return i;
}

static gsize parse_year_phrase(Finder *f, gsize i)
{
    YearPhrase phrase = { 0 };
    int year, to_year;
    gsize next;

    if (!phrase_read(f, i, &phrase))
        return i + 1;
    year = year_of(atom(f, phrase.number), phrase.rule);
    if (year == 0 || is_day_of_month(f, phrase.number))
        return i + 1;
    /* "งบประมาณ 2565 บาท", "อายุ 40 ปี 50 คน" */
    if (!phrase.rule.be && kind(f, phrase.number + 1) == ATOM_UNIT &&
        (phrase.budget || atom(f, phrase.number)->digits == 2))
        return i + 1;
    /* "พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561": the law's year, no budget's. */
    if (phrase.budget && !phrase.fiscal && !phrase.year_word &&
        role_names_law(&f->scope, atom(f, i)->from)) {
        phrase.budget = FALSE;
        i = MAX(i + 1, phrase.number - 1);
    }
    next = phrase.number + 1;
    to_year = span_end(f, next, year, phrase.rule, &next);
    if (to_year != 0)
        return phrase_add(f, &phrase, i, next, year, to_year);
    next = phrase_add(f, &phrase, i, next, year, year);
    return parse_year_list(f, &phrase, next);
}

/* ---- years without a word --------------------------------------------- */

static gboolean is_latin_before(const Finder *f, gsize i)
{
    guint32 from = atom(f, i)->from;

    while (from > 0 && f->folded->chars[from - 1] == ' ')
        from--;
    return from > 0 && f->folded->chars[from - 1] >= 'a' &&
           f->folded->chars[from - 1] <= 'z';
}

static gboolean touches_sign(const Finder *f, gsize i)
{
    AtomKind before = kind(f, i - 1), after = kind(f, i + 1);

    if ((before == ATOM_SLASH || before == ATOM_DASH) &&
        atom(f, i)->gap == GAP_NONE && kind(f, i - 2) == ATOM_NUMBER)
        return TRUE;
    return (after == ATOM_SLASH || after == ATOM_DASH) &&
           atom(f, i + 1)->gap == GAP_NONE && atom(f, i + 2)->gap == GAP_NONE &&
           kind(f, i + 2) == ATOM_NUMBER;
}

/* 2565 with no word of year: พ.ศ. of it, or 0 when it may be anything. */
static int bare_year(const Finder *f, gsize i)
{
    const DateAtom *a = atom(f, i);
    int number = a->number;

    if (a->kind != ATOM_NUMBER || a->digits != 4 || !a->plain)
        return 0;
    if (kind(f, i - 1) == ATOM_COUNTED || kind(f, i + 1) == ATOM_UNIT ||
        kind(f, i - 1) == ATOM_OLD_ERA || kind(f, i - 1) == ATOM_ORDER)
        return 0;
    /* 0 2565 1234 is a telephone. */
    if (kind(f, i - 1) == ATOM_NUMBER && a->gap <= GAP_SPACE &&
        atom(f, i - 1)->digits <= 3 &&
        f->folded->chars[atom(f, i - 1)->from] == '0')
        return 0;
    if (number >= BARE_BE_LOW && number <= BARE_BE_HIGH)
        return number;
    if (number < BARE_CE_LOW || number > BARE_CE_HIGH)
        return 0;
    if (is_latin_before(f, i) ||
        (kind(f, i - 1) == ATOM_OPEN && kind(f, i + 1) == ATOM_CLOSE))
        return number + BE_OFFSET;
    return 0;
}

static gsize parse_bare_year(Finder *f, gsize i)
{
    YearPhrase phrase = { .number = i };
    int year = bare_year(f, i), to_year;
    gsize next = i + 1;
    FoundDate found;

    if (year == 0)
        return i + 1;
    to_year = span_end(f, next, year, (YearRule){ 0 }, &next);
    if (to_year != 0) {
        if (kind(f, i - 1) == ATOM_DASH && kind(f, i - 2) == ATOM_NUMBER)
            return next;
        return phrase_add(f, &phrase, i, next, year, to_year);
    }
    if (touches_sign(f, i))
        return i + 1;
    found = found_of(f, DATE_YEAR, i, next);
    found_set_year(&found, year, year);
    found.mention.span = phrase_span(&phrase, year, year);
    return found_add(f, &found, next);
}

/* ว 17/2556: the year of a circular. */
static gsize parse_circular(Finder *f, gsize i)
{
    gsize next = i + 2;
    int year;
    FoundDate found;

    if (atom(f, i)->number == 0)
        return i + 1;
    if (kind(f, i + 1) == ATOM_OTHER) /* ว. 17 */
        next++;
    if (kind(f, next - 1) != ATOM_NUMBER)
        return i + 1;
    year = slash_year(f, next, &next);
    if (year == 0)
        return next;
    found = found_of(f, DATE_YEAR, i, next);
    found_set_year(&found, year, year);
    found.mention.span = phrase_span(&(YearPhrase){ 0 }, year, year);
    found.mention.role = DATE_OF_LAW;
    return found_add(f, &found, next);
}

static gsize parse_number(Finder *f, gsize i)
{
    gsize next = parse_dotted_day(f, i);

    if (next == 0)
        next = parse_numeric_day(f, i);
    if (next == 0)
        next = parse_days_of_month(f, i);
    if (next == 0)
        next = parse_day(f, i);
    if (next == 0)
        next = parse_six_months(f, i, i);
    return next != 0 ? next : parse_bare_year(f, i);
}

static gsize parse_half(Finder *f, gsize i)
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

static gsize parse_at(Finder *f, gsize i)
{
    role_hear(&f->scope, atom(f, i), (FoundDate *)(void *)f->found->data,
              f->found->len);
    switch (kind(f, i)) {
    case ATOM_NUMBER:
        return parse_number(f, i);
    case ATOM_MONTH:
        return parse_month(f, i);
    case ATOM_QUARTER:
        return parse_quarter(f, i);
    case ATOM_ROUND:
        return parse_round(f, i);
    case ATOM_HALF:
        return parse_half(f, i);
    case ATOM_TERM:
        return parse_term(f, i);
    case ATOM_LETTER:
        return parse_circular(f, i);
    case ATOM_OLD_ERA:
        return kind(f, i + 1) == ATOM_NUMBER ? i + 2 : i + 1;
    case ATOM_BE:
    case ATOM_CE:
    case ATOM_YEAR:
    case ATOM_FISCAL:
    case ATOM_BUDGET:
    case ATOM_ACADEMIC:
        return parse_year_phrase(f, i);
    default:
        return i + 1;
    }
}

GArray *thai_dates_find(const char *text, gsize len)
{
    g_autoptr(ThaiFolded) folded = thai_fold(text, len, THAI_FOLD);
    g_autoptr(GArray) atoms = date_atoms_read(folded, text);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(FoundDate));
    GArray *mentions = g_array_new(FALSE, FALSE, sizeof(DateMention));
    Finder f = {
        .atoms = (const DateAtom *)(void *)atoms->data,
        .count = atoms->len,
        .folded = folded,
        .text = text,
        .len = len,
        .found = found,
    };

    role_init(&f.scope);
    for (gsize i = 0; i < f.count;) {
        gsize next = parse_at(&f, i);

        g_assert(next > i);
        i = next;
    }
    dates_infer_years((FoundDate *)(void *)found->data, found->len);
    for (guint i = 0; i < found->len; i++)
        g_array_append_val(mentions,
                           g_array_index(found, FoundDate, i).mention);
    return mentions;
}
