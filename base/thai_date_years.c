#include "base/thai_date_parse.h"

#define BARE_BE_LOW 2500
#define BARE_BE_HIGH 2600
#define BARE_CE_LOW 1990
#define BARE_CE_HIGH 2050
#define SPAN_YEARS_MAX 60

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

gsize parse_year_phrase(Finder *f, gsize i)
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

gsize parse_bare_year(Finder *f, gsize i)
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
gsize parse_circular(Finder *f, gsize i)
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
