/* Any bytes through the search for dates and the reading of month names. */
#include "base/thai_date.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    g_autoptr(GArray) found = thai_dates_find(text, size);
    gsize used, last = 0;

    for (guint i = 0; i < found->len; i++) {
        const DateMention *m = &g_array_index(found, DateMention, i);

        g_assert(m->kind < DATE_KIND_COUNT && m->role < DATE_ROLE_COUNT);
        g_assert(m->start_at >= last && m->start_at < m->end_at &&
                 m->end_at <= size);
        last = m->start_at;
        g_assert((m->span.from_day == 0) == (m->span.to_day == 0));
        g_assert(m->span.from_day <= m->span.to_day);
        g_assert((m->year_be == 0) == (m->span.from_day == 0));
        g_assert(m->from_year_be <= m->year_be);
    }
    thai_month_read(text, size, &used);
    g_assert(used <= size);
    return 0;
}
