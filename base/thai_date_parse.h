/*
 * thai_date_parse.h - atoms put together to dates
 *
 * Each parse_*() looks at the atom @i and what follows. It adds what it finds
 * to the finder and returns the atom to go on with; those that say so return
 * 0 when nothing of their kind begins there.
 *
 * Inner part of thai_dates_find(): days in thai_date_days.c, quarters and
 * halves in thai_date_parts.c, years in thai_date_years.c.
 */
#ifndef BASE_THAI_DATE_PARSE_H
#define BASE_THAI_DATE_PARSE_H

#include "base/thai_date.h"
#include "base/thai_date_atoms.h"
#include "base/thai_date_role.h"

#define BE_OFFSET 543

typedef struct {
    const DateAtom *atoms;
    gsize count;
    const ThaiFolded *folded;
    const char *text;
    gsize len;
    GArray *found; /* FoundDate */
    RoleScope scope;
} Finder;

static inline const DateAtom *atom(const Finder *f, gsize i)
{
    static const DateAtom none = { .kind = ATOM_NONE, .gap = GAP_CELL };

    return i < f->count ? &f->atoms[i] : &none;
}

static inline AtomKind kind(const Finder *f, gsize i)
{
    return atom(f, i)->kind;
}

/* @i follows the atom before it within one cell of a table. */
static inline gboolean joined(const Finder *f, gsize i)
{
    return atom(f, i)->gap < GAP_CELL;
}

/* ---- shared, thai_date_find.c ------------------------------------------ */

typedef struct {
    gboolean be, ce;   /* พ.ศ. or ค.ศ. was said */
    gboolean short_be; /* 65 is allowed */
    gboolean short_ce; /* 22 is allowed */
} YearRule;

/* พ.ศ. of a number, or 0 when it is no year under @rule. */
int year_of(const DateAtom *a, YearRule rule);

/* A month follows: the number at @i is a day and no year. */
gboolean is_day_of_month(const Finder *f, gsize i);

/* The year right after a month: [- / ,] [พ.ศ.|ปี] 2565. Gives 0 and leaves
 * @next when there is none. */
int year_after(const Finder *f, gsize i, gboolean english, gsize *next);

/* "/2565" right after the number of a round, quarter or term. */
int slash_year(const Finder *f, gsize i, gsize *next);

/* A number of one or two digits from 1 to @high, joined to what is before
 * it; else 0. */
int small_number(const Finder *f, gsize i, int high);

/* A mention of the atoms [from, to); it is not yet among the found ones. */
FoundDate found_of(const Finder *f, DateKind date_kind, gsize from, gsize to);
void found_set_year(FoundDate *found, int from_year, int year);

/* A span that ends before it begins: two dates, but no range. */
gboolean runs_backwards(const FoundDate *found);

/* Gives @found its role and keeps it; returns @next. */
gsize found_add(Finder *f, FoundDate *found, gsize next);

/* ---- days and months, thai_date_days.c ---------------------------------- */

/* 31/3/2565, 20-22 ต.ค. 63, 9 ธันวาคม 2564 ...; 0 when @i begins no day. */
gsize parse_days(Finder *f, gsize i);
gsize parse_month(Finder *f, gsize i);

/* ---- parts of a year, thai_date_parts.c --------------------------------- */

gsize parse_quarter(Finder *f, gsize i);
/* 6 เดือนแรก; 0 when it is no half year. */
gsize parse_half_months(Finder *f, gsize i);
gsize parse_half(Finder *f, gsize i);
gsize parse_round(Finder *f, gsize i);
gsize parse_term(Finder *f, gsize i);

/* ---- years, thai_date_years.c -------------------------------------------- */

gsize parse_year_phrase(Finder *f, gsize i);
gsize parse_bare_year(Finder *f, gsize i);
gsize parse_circular(Finder *f, gsize i);

#endif
