#include "base/thai_date_parse.h"

/* Short years: 40-75 are Buddhist, 10-39 Christian where that is allowed. */
#define SHORT_BE_LOW 40
#define SHORT_BE_HIGH 75
#define SHORT_CE_LOW 10
#define YEAR_BE_LOW 2400
#define YEAR_BE_HIGH 2650
#define YEAR_CE_LOW 1900
#define YEAR_CE_HIGH 2100

int year_of(const DateAtom *a, YearRule rule)
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

gboolean is_day_of_month(const Finder *f, gsize i)
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

int year_after(const Finder *f, gsize i, gboolean english, gsize *next)
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

int small_number(const Finder *f, gsize i, int high)
{
    const DateAtom *a = atom(f, i);

    if (a->kind != ATOM_NUMBER || !a->plain || a->digits > 2 || a->number < 1 ||
        a->number > high || !joined(f, i))
        return 0;
    return a->number;
}

int slash_year(const Finder *f, gsize i, gsize *next)
{
    int year;

    if (kind(f, i) != ATOM_SLASH || !joined(f, i) || !joined(f, i + 1))
        return 0;
    year = year_of(atom(f, i + 1), (YearRule){ .short_be = TRUE });
    if (year != 0)
        *next = i + 2;
    return year;
}

FoundDate found_of(const Finder *f, DateKind date_kind, gsize from, gsize to)
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

void found_set_year(FoundDate *found, int from_year, int year)
{
    found->mention.year_be = year;
    found->mention.from_year_be = from_year;
}

gsize found_add(Finder *f, FoundDate *found, gsize next)
{
    role_set(&f->scope, found);
    g_array_append_val(f->found, *found);
    return next;
}

gboolean runs_backwards(const FoundDate *found)
{
    return found->mention.span.to_day < found->mention.span.from_day;
}

static gsize parse_number(Finder *f, gsize i)
{
    gsize next = parse_days(f, i);

    if (next == 0)
        next = parse_half_months(f, i);
    return next != 0 ? next : parse_bare_year(f, i);
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
