/*
 * thai_date.h - the dates, years and periods that a Thai text names
 *
 * Takes    UTF-8 text as people write it: Buddhist, Christian and short
 *          years, Thai digits, full and short month names, ranges
 * Gives    mentions with the days they span; days are g_date julian numbers
 * Units    *_day julian day (GDate), years on the outside are พ.ศ. (_be)
 * Source   fiscal year N: 1 October N-1 to 30 September N (Budget
 *          Procedures Act)
 *
 * The only module that knows the Buddhist era.
 */
#ifndef BASE_THAI_DATE_H
#define BASE_THAI_DATE_H

#include <glib.h>

typedef struct {
    int from_day; /* first day, julian; 0 when not known */
    int to_day;   /* last day, inclusive */
} DaySpan;

typedef enum {
    DATE_DAY, /* 9 ธันวาคม 2564; 31 มี.ค. 65; 31/03/2565 */
    DATE_DAY_RANGE, /* 1 ต.ค. 64 - 31 มี.ค. 65; 20-22 ตุลาคม 2563 */
    DATE_MONTH, /* ตุลาคม 2564; ต.ค.64; ประจำเดือน ... */
    DATE_MONTH_RANGE, /* (ต.ค. 64 - มี.ค. 65); ตุลาคม 2564 - มีนาคม 2565 */
    DATE_FISCAL_YEAR, /* ปีงบประมาณ พ.ศ. 2565; FY2565; ปีงบฯ 65 */
    DATE_ACADEMIC_YEAR, /* ปีการศึกษา 2565 (May to April) */
    DATE_YEAR, /* ปี 2565; พ.ศ. 2565; ประจำปี 2565: calendar year */
    DATE_YEAR_SPAN, /* พ.ศ. 2561 - 2565; ปี 2560-2564 */
    DATE_HALF, /* รอบ 6 เดือน(แรก); ครึ่งปีแรก: span known only when a
                  fiscal year is named nearby */
    DATE_QUARTER, /* ไตรมาสที่ 2; ไตรมาส 1-2 (see @number) */
    DATE_TWELVE_MONTHS, /* รอบ 12 เดือน */
    DATE_MONTH_NAME, /* a month with no year in reach: ต.ค.; มีนาคม */
    DATE_KIND_COUNT
} DateKind;

/* Why a date is not the document's own. */
typedef enum {
    DATE_PLAIN,
    DATE_OF_LAW, /* พระราชบัญญัติ ... พ.ศ. 2560; ระเบียบ ... พ.ศ. ...;
                    ที่ ... ว 17/2556; มาตรา ... */
    DATE_OF_PLAN, /* a span naming another plan: แผนพัฒนา (พ.ศ. 2566-2570) */
    DATE_OF_POSTING, /* โพสต์เมื่อ, ปรับปรุงล่าสุด, เผยแพร่เมื่อ, ผู้เข้าชม, © */
    DATE_OF_ACADEMIC, /* belongs to a school year */
    DATE_ROLE_COUNT
} DateRole;

typedef struct {
    DateKind kind;
    DateRole role;
    gsize start_at, end_at; /* bytes in the text */
    DaySpan span;           /* days; zero where the year is not known */
    int year_be;            /* the (last) year named, 0 when none */
    int from_year_be;       /* first year of a span, else = year_be */
    /* quarter 1-4, half 1-2, month 1-12, or 0; the same twice for one */
    int number, number_to;
    gboolean year_inferred; /* the year came from a neighbour, not the words */
} DateMention;

/* All mentions in @text in order of start; element type DateMention. Two
 * digit years need a month, a year word or a neighbour with four digits. */
GArray *thai_dates_find(const char *text, gsize len);

/* Fiscal year (พ.ศ.) of a julian day: 9 Dec 2021 is 2565. */
int fiscal_year_of_day(int day);
/* Calendar year (พ.ศ.) of a julian day. */
int calendar_year_of_day(int day);
DaySpan fiscal_year_span(int year_be);
/* October of year-1 to March of year. */
DaySpan fiscal_first_half(int year_be);
/* The span of month 1-12 of the calendar year พ.ศ. @year_be. */
DaySpan month_span(int month, int year_be);

gboolean day_span_contains(DaySpan outer, DaySpan inner);
gboolean day_span_overlaps(DaySpan a, DaySpan b);

/* Julian day of a time, in Asia/Bangkok. */
int day_of_time(gint64 at);

/* "24 พฤศจิกายน 2569" / "24 November 2026"; owned by the caller. */
char *thai_date_format(int day, gboolean english);
/* "24 พ.ย. 2569 16:52 น." / "24 Nov 2026 16:52", Asia/Bangkok. */
char *thai_time_format(gint64 at, gboolean english);

/* Month 1-12 of a Thai or English month name at the start of @text (full,
 * short, with or without dots), 0 when none; @used gets its bytes. */
int thai_month_read(const char *text, gsize len, gsize *used);

#endif
