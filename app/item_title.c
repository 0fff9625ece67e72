#include "app/item_title.h"

#include <string.h>

#include "base/thai_text.h"

#define NUMBER_BONUS 6 /* between titles that are nearly equal */
#define TEXT_CHARS_MAX 400

typedef struct {
    const char *item;
    char *folded;
    GHashTable *pairs; /* of neighbouring characters */
} Title;

struct ItemTitles {
    GPtrArray *titles; /* Title* */
};

static void title_free(gpointer data)
{
    Title *title = data;

    g_free(title->folded);
    g_hash_table_unref(title->pairs);
    g_free(title);
}

/* What stands behind titles of all items. */
static void cut(GString *text, const char *words)
{
    g_autofree char *folded = thai_fold_utf8(words, THAI_SQUASH);

    g_string_replace(text, folded, "", 0);
}

static gboolean is_number_char(gunichar c)
{
    return g_unichar_isdigit(c) || g_unichar_ispunct(c) || g_unichar_isspace(c);
}

/* Without years, numbers, codes and marks. */
static char *bare(const char *text)
{
    static const char *const COMMON[] = {
        "ประจำปีงบประมาณ พ.ศ.",
        "ปีงบประมาณ พ.ศ.",
        "ประจำปีงบประมาณ",
        "ปีงบประมาณ",
        "พ.ศ.",
        "oit",
        "คลิก",
        "ดาวน์โหลด",
        "ดูรายละเอียด",
    };
    g_autofree char *short_text =
        g_utf8_strlen(text, -1) > TEXT_CHARS_MAX
            ? g_utf8_substring(text, 0, TEXT_CHARS_MAX)
            : g_strdup(text);
    g_autofree char *folded = thai_fold_utf8(short_text, THAI_SQUASH);
    g_autoptr(GString) kept = g_string_new(folded);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(COMMON); i++)
        cut(kept, COMMON[i]);
    for (const char *p = kept->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!is_number_char(c))
            g_string_append_unichar(out, g_unichar_tolower(c));
    }
    /* the letter of "O10", alone before Thai words */
    if (out->str[0] == 'o' && (guchar)out->str[1] >= 0x80)
        g_string_erase(out, 0, 1);
    return g_string_free(out, FALSE);
}

static GHashTable *pairs_of(const char *text)
{
    GHashTable *pairs = g_hash_table_new(NULL, NULL);
    gunichar last = 1;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        g_hash_table_add(pairs, GUINT_TO_POINTER(last << 11 ^ c));
        last = c;
    }
    return pairs;
}

static void title_add(ItemTitles *titles, const char *item, const char *text)
{
    Title *title;

    if (text == NULL || *text == '\0')
        return;
    title = g_new(Title, 1);
    title->item = item;
    title->folded = bare(text);
    title->pairs = pairs_of(title->folded);
    g_ptr_array_add(titles->titles, title);
}

ItemTitles *item_titles_new(const RuleSet *rules)
{
    ItemTitles *titles = g_new(ItemTitles, 1);
    const GPtrArray *items = rule_set_items(rules);

    titles->titles = g_ptr_array_new_with_free_func(title_free);
    for (guint i = 0; i < items->len; i++) {
        const ItemRule *rule = g_ptr_array_index(items, i);

        title_add(titles, rule->id, rule->title.th);
        title_add(titles, rule->id, rule->title.en);
        for (guint j = 0; rule->titles != NULL && j < rule->titles->len; j++)
            title_add(titles, rule->id, g_ptr_array_index(rule->titles, j));
    }
    return titles;
}

void item_titles_free(ItemTitles *titles)
{
    if (titles == NULL)
        return;
    g_ptr_array_unref(titles->titles);
    g_free(titles);
}

/* Half of how much of the title is there, half of how much else is not. */
static int likeness(const Title *title, const char *text, GHashTable *pairs)
{
    GHashTableIter iter;
    gpointer pair;
    guint both = 0;
    guint own = g_hash_table_size(title->pairs);
    guint its = g_hash_table_size(pairs);

    if (own == 0 || its == 0)
        return 0;
    g_hash_table_iter_init(&iter, title->pairs);
    while (g_hash_table_iter_next(&iter, &pair, NULL))
        both += g_hash_table_contains(pairs, pair) ? 1 : 0;
    /* All of it in one piece counts as found, however long the line. */
    if (strstr(text, title->folded) != NULL && own >= 6)
        return (int)MAX(70, 50 + 100 * both / (own + its));
    return (int)(50 * both / own + 100 * both / (own + its));
}

const char *item_titles_find(const ItemTitles *titles, const char *text,
                             const char *number, int *certainty)
{
    g_autofree char *folded = bare(text);
    g_autoptr(GHashTable) pairs = pairs_of(folded);
    const Title *best = NULL;
    int best_score = 0;

    *certainty = 0;
    for (guint i = 0; i < titles->titles->len; i++) {
        const Title *title = g_ptr_array_index(titles->titles, i);
        int like = likeness(title, folded, pairs);
        int score =
            like + (g_strcmp0(title->item, number) == 0 ? NUMBER_BONUS : 0);

        /* Of two that the line holds, the longer says more. */
        if (score > best_score ||
            (score == best_score && best != NULL &&
             strlen(title->folded) > strlen(best->folded))) {
            best = title;
            best_score = score;
            *certainty = MIN(like, 100);
        }
    }
    return best != NULL ? best->item : NULL;
}
