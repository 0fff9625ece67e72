#include "document/word_space.h"

#include <math.h>
#include <string.h>

#include "base/thai_text.h"
#include "document/page_words.h"

enum {
    CLASSES = 50,   /* of one hundredth of the height */
    NARROWEST = 11, /* narrower gaps come from marks drawn aside */
    GAPS_MIN = 6,
    SHARE_MIN = 5, /* one gap in so many is as wide as the space */
    BOLDER = 122,  /* a bold space, in hundredths of that of the body */
    BOLD_GAPS_MIN = 5,
    BOLD_SHARE_MIN = 12, /* of the gaps of the body, one in so many */
};

static gboolean has_letter(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return TRUE;
    }
    return FALSE;
}

/* The gap between two words drawn one after the other on one line, in
 * hundredths of their height; 0 when they do not stand so. Figures side by
 * side are often cells. */
static guint gap_class(const PageWord *a, const PageWord *b)
{
    double height = a->box.y1 - a->box.y0;
    double gap = b->box.x0 - a->box.x1;

    if (height <= 0 ||
        fabs(box_center_y(&a->box) - box_center_y(&b->box)) > 0.1 * height ||
        fabs(height - (b->box.y1 - b->box.y0)) > 0.05 * height || gap <= 0 ||
        gap >= height || thai_is_mark(g_utf8_get_char(b->text)) ||
        (!has_letter(a->text) && !has_letter(b->text)))
        return 0;
    return (guint)(gap / height * 100 + 0.5);
}

/* The gaps about @class: what one width gives after rounding. */
static guint count_near(const guint *counts, guint class)
{
    return counts[class - 1] + counts[class] + counts[class + 1];
}

static guint most_frequent(const guint *counts, guint from, guint to)
{
    guint found = from;

    for (guint class = from; class <= to; class ++) {
        if (count_near(counts, class) > count_near(counts, found))
            found = class;
    }
    return found;
}

/* The space of the body, or that of its bold letters, which is wider, where
 * the file has enough of them. */
static double widest_space(const guint *counts, guint all)
{
    guint body = most_frequent(counts, NARROWEST, CLASSES);
    guint body_count = count_near(counts, body);
    guint bold = most_frequent(counts, body + 3, body * BOLDER / 100 + 3);
    guint bold_count = count_near(counts, bold);

    if (body_count < GAPS_MIN || body_count * SHARE_MIN < all)
        return 0;
    if (bold_count >= BOLD_GAPS_MIN &&
        bold_count * BOLD_SHARE_MIN >= body_count)
        body = bold;
    return (body + 1.5) / 100;
}

double word_space_find(const GPtrArray *pages)
{
    guint counts[CLASSES * 2] = { 0 }, all = 0;

    for (guint p = 0; p < pages->len; p++) {
        const PageWords *page = g_ptr_array_index(pages, p);

        for (guint i = 1; i < page->words->len; i++) {
            guint class =
                gap_class(&g_array_index(page->words, PageWord, i - 1),
                          &g_array_index(page->words, PageWord, i));

            if (class < NARROWEST || class >= CLASSES * 2)
                continue;
            counts[class]++;
            all += class <= CLASSES ? 1 : 0;
        }
    }
    return widest_space(counts, all);
}
