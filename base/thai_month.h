/*
 * thai_month.h - month names in folded text
 *
 * Takes    chars of thai_fold(..., THAI_FOLD)
 * Units    at, used: code points
 *
 * For thai_date*.c; others call thai_month_read() of thai_date.h.
 */
#ifndef BASE_THAI_MONTH_H
#define BASE_THAI_MONTH_H

#include <glib.h>

typedef enum {
    MONTH_FULL,   /* ตุลาคม, October */
    MONTH_DOTTED, /* ต.ค. */
    MONTH_WEAK,   /* may be another word: ก.พ. ก.ค. ตค Oct may */
} MonthForm;

typedef struct {
    int month; /* 1-12 */
    MonthForm form;
    gboolean english;
    gsize used;
} MonthName;

/* The month name that begins at chars[at]; FALSE when none does. */
gboolean month_name_at(const gunichar *chars, gsize count, gsize at,
                       MonthName *name);

/* Thai and English names of month 1-12, full and short. */
const char *month_name(int month, gboolean english, gboolean abbreviated);

#endif
