#include "base/thai_date.h"
#include "base/thai_month.h"
#include "base/thai_text.h"

#include <string.h>

#define BE_OFFSET 543
#define BANGKOK_OFFSET_S (7 * 60 * 60)
#define DAY_S (24 * 60 * 60)
#define EPOCH_DAY 719163 /* 1 January 1970 */
/* The longest month name, with spaces inside, fits. */
#define MONTH_MAX_LEN 128

static int julian(int day, int month, int year_be)
{
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month,
                   (GDateYear)(year_be - BE_OFFSET));
    return (int)g_date_get_julian(&date);
}

/* Day, month and year (พ.ศ.) of a julian day. */
static void day_parts(int day, int *day_of_month, int *month, int *year_be)
{
    GDate date;

    g_assert(day > 0);
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)day);
    *day_of_month = g_date_get_day(&date);
    *month = (int)g_date_get_month(&date);
    *year_be = g_date_get_year(&date) + BE_OFFSET;
}

int fiscal_year_of_day(int day)
{
    int day_of_month, month, year_be;

    day_parts(day, &day_of_month, &month, &year_be);
    return month >= 10 ? year_be + 1 : year_be;
}

int calendar_year_of_day(int day)
{
    int day_of_month, month, year_be;

    day_parts(day, &day_of_month, &month, &year_be);
    return year_be;
}

DaySpan fiscal_year_span(int year_be)
{
    return (DaySpan){ julian(1, 10, year_be - 1), julian(30, 9, year_be) };
}

DaySpan fiscal_first_half(int year_be)
{
    return (DaySpan){ julian(1, 10, year_be - 1), julian(31, 3, year_be) };
}

DaySpan month_span(int month, int year_be)
{
    int days = g_date_get_days_in_month((GDateMonth)month,
                                        (GDateYear)(year_be - BE_OFFSET));

    return (DaySpan){ julian(1, month, year_be), julian(days, month, year_be) };
}

gboolean day_span_contains(DaySpan outer, DaySpan inner)
{
    return outer.from_day != 0 && inner.from_day != 0 &&
           outer.from_day <= inner.from_day && inner.to_day <= outer.to_day;
}

gboolean day_span_overlaps(DaySpan a, DaySpan b)
{
    return a.from_day != 0 && b.from_day != 0 && a.from_day <= b.to_day &&
           b.from_day <= a.to_day;
}

/* Days before and after @at that fall off at the ends of GDate's range. */
int day_of_time(gint64 at)
{
    gint64 local =
        CLAMP(at, -(gint64)EPOCH_DAY * DAY_S, (gint64)EPOCH_DAY * 4 * DAY_S) +
        BANGKOK_OFFSET_S;
    gint64 days = local / DAY_S - (local % DAY_S < 0 ? 1 : 0);

    return (int)MAX(days + EPOCH_DAY, 1);
}

char *thai_date_format(int day, gboolean english)
{
    int day_of_month, month, year_be;

    if (day <= 0)
        return g_strdup("-");
    day_parts(day, &day_of_month, &month, &year_be);
    return g_strdup_printf("%d %s %d", day_of_month,
                           month_name(month, english, FALSE),
                           english ? year_be - BE_OFFSET : year_be);
}

char *thai_time_format(gint64 at, gboolean english)
{
    int day_of_month, month, year_be, minutes;

    day_parts(day_of_time(at), &day_of_month, &month, &year_be);
    minutes = (int)((((at + BANGKOK_OFFSET_S) % DAY_S) + DAY_S) % DAY_S / 60);
    return g_strdup_printf("%d %s %d %02d:%02d%s", day_of_month,
                           month_name(month, english, TRUE),
                           english ? year_be - BE_OFFSET : year_be,
                           minutes / 60, minutes % 60, english ? "" : " น.");
}

int thai_month_read(const char *text, gsize len, gsize *used)
{
    g_autoptr(ThaiFolded) folded = NULL;
    MonthName name;
    gsize start, end;

    *used = 0;
    folded = thai_fold(text, MIN(len, MONTH_MAX_LEN), THAI_FOLD);
    if (folded->count == 0 || folded->start_at[0] != 0 ||
        !month_name_at(folded->chars, folded->count, 0, &name))
        return 0;
    thai_folded_source(folded, text, len, 0, name.used, &start, &end);
    *used = end;
    return name.month;
}
