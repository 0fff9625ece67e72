/*
 * clock.h - the only source of the time of day
 *
 * Units    *_at seconds since 1970-01-01 UTC
 *
 * Tests set the clock; nothing else reads the system's time of day. Durations
 * use g_get_monotonic_time() directly.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <glib.h>

/* Now, or what clock_set() said. OIT_AUDIT_NOW (seconds) overrides both. */
gint64 clock_now_at(void);

/* How far the present second has gone, from 0 to 0xFFFF: orders what happens
 * within one second. */
guint clock_second_part(void);

/* Makes clock_now_at() return @at from now on; a negative @at undoes it. */
void clock_set(gint64 at);

/* "2026-11-24T09:52:00Z"; owned by the caller. */
char *clock_format_utc(gint64 at);

/* Inverse of clock_format_utc(); -1 when @text is not of that form. */
gint64 clock_parse_utc(const char *text);

#endif
