/*
 * thai_date_role.h - whose a date is, and the year it takes from a neighbour
 *
 * Units    from, to: code points of the folded text
 *
 * Second half of thai_dates_find().
 */
#ifndef BASE_THAI_DATE_ROLE_H
#define BASE_THAI_DATE_ROLE_H

#include "base/thai_date.h"
#include "base/thai_date_atoms.h"

typedef struct {
    DateMention mention;
    guint32 from, to, line;
    int day, month;     /* of a day whose year was not said */
    gboolean dated;     /* ลงวันที่ stands before */
    gboolean era_said;  /* พ.ศ. */
    gboolean year_said; /* ปี, ปีงบประมาณ */
    gboolean academic;
} FoundDate;

/* The words heard so far that give dates a role: where each one ended, in
 * code points; G_MAXUINT32 when not heard. */
typedef struct {
    guint32 law, rule, letter, gazette, plan, posted, views;
    guint32 amended, law_year; /* where a law's own year ended */
    guint32 posted_line;
} RoleScope;

void role_init(RoleScope *scope);

/* Takes notice of a word. @found: what was found before it; a count of
 * visitors right after a date makes that a date of posting. */
void role_hear(RoleScope *scope, const DateAtom *atom, FoundDate *found,
               guint found_count);

/* TRUE when a law or regulation was named shortly before @at. */
gboolean role_names_law(const RoleScope *scope, guint32 at);

/* Sets the role of a fresh mention, and what it uses up of the scope. */
void role_set(RoleScope *scope, FoundDate *found);

/* Gives halves, quarters, rounds and days without a year the fiscal year
 * that is named next to them. */
void dates_infer_years(FoundDate *found, guint count);

#endif
