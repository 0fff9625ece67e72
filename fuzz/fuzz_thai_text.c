/* Any bytes through folding, quoting, grading and repair. */
#include "base/thai_text.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_fold(const char *text, gsize len, ThaiKey key)
{
    g_autoptr(ThaiFolded) folded = thai_fold(text, len, key);
    g_autofree char *utf8 = thai_folded_utf8(folded);
    gsize start, end;

    g_assert(g_utf8_validate(utf8, -1, NULL));
    for (gsize i = 0; i < folded->count; i++) {
        g_assert(folded->chars[i] != 0);
        g_assert(folded->start_at[i] < folded->end_at[i]);
        g_assert(folded->end_at[i] <= len);
    }
    for (gsize from = 0; from < folded->count; from += 97) {
        gsize to = MIN(from + 5, folded->count);
        g_autofree char *quote = NULL;

        thai_folded_source(folded, text, len, from, to, &start, &end);
        g_assert(start <= end && end <= len);
        quote = thai_quote(text, len, start, end, 3 + (guint)(from % 50));
        g_assert(g_utf8_validate(quote, -1, NULL));
        g_assert(g_utf8_strlen(quote, -1) <= 3 + (glong)(from % 50));
        if (from > 2000)
            break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    g_autofree char *mended = thai_repair(text, size, NULL);
    ThaiMeasure measure = thai_measure(text, size, size % 2 == 0);

    g_assert(measure.quality < TEXT_QUALITY_COUNT);
    g_assert(measure.top_letter_share <= 1.0 && measure.junk_share <= 1.0);
    g_assert(g_utf8_validate(mended, -1, NULL));
    for (int key = THAI_FOLD; key <= THAI_SKELETON; key++)
        check_fold(text, size, (ThaiKey)key);
    check_fold(mended, strlen(mended), THAI_SQUASH);
    return 0;
}
