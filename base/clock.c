#include "base/clock.h"

static gint64 fixed_at = -1;

gint64 clock_now_at(void)
{
    const char *env = g_getenv("OIT_AUDIT_NOW");

    if (env != NULL && *env != '\0')
        return g_ascii_strtoll(env, NULL, 10);
    if (fixed_at >= 0)
        return fixed_at;
    return g_get_real_time() / G_USEC_PER_SEC;
}

guint clock_second_part(void)
{
    return (guint)(g_get_real_time() % G_USEC_PER_SEC * 0x10000 /
                   G_USEC_PER_SEC);
}

void clock_set(gint64 at)
{
    fixed_at = at;
}

char *clock_format_utc(gint64 at)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(at);

    if (when == NULL)
        return g_strdup("1970-01-01T00:00:00Z");
    return g_date_time_format(when, "%Y-%m-%dT%H:%M:%SZ");
}

gint64 clock_parse_utc(const char *text)
{
    g_autoptr(GDateTime) when = NULL;

    if (text == NULL)
        return -1;
    when = g_date_time_new_from_iso8601(text, NULL);
    return when == NULL ? -1 : g_date_time_to_unix(when);
}
