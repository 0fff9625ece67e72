#include "rules/rule_diff.h"

#include <string.h>
#include "base/thai_text.h"
#include "rules/condition_table.h"

typedef struct {
    const RuleSet *older, *newer;
    Lang lang;
    GHashTable *taken; /* ids of the older set that live on */
    GString *text;
    int same, changed, added, gone;
} Diff;

/* Thai first; English when asked. */
static const char *say(const Diff *diff, const char *th, const char *en)
{
    return diff->lang == LANG_EN ? en : th;
}

/* --- conditions as text -----------------------------------------------------
 */

static void set_dump(GString *out, const char *name, const PhraseSet *set,
                     const RuleSet *rules)
{
    if (set == NULL)
        return;
    g_string_append_printf(out, " %s=", name);
    for (int i = 0; i < set->count; i++)
        g_string_append_printf(
            out, "%s|",
            phrase_index_text(rule_set_phrases(rules), set->ids[i]));
}

/* Everything that decides, nothing of where it is written. Phrase ids differ
 * between sets, so the phrases are sorted by their text. */
static void condition_dump(GString *out, const Condition *c,
                           const RuleSet *rules)
{
    g_string_append_printf(out,
                           "(%s in%u n%d c%d r%d %d%d%d%d%d%d v%d t%d w%d "
                           "k%d",
                           condition_kind_name(c->kind), c->in, c->at_least,
                           c->min_chars, c->min_rows, c->every_row, c->repeats,
                           c->marked, c->own, c->pages, c->quiet, (int)c->value,
                           (int)c->time, (int)c->within, (int)c->contact);
    set_dump(out, "of", c->phrases, rules);
    set_dump(out, "with", c->with, rules);
    set_dump(out, "not_with", c->not_with, rules);
    set_dump(out, "not_after", c->not_after, rules);
    set_dump(out, "not_before", c->not_before, rules);
    if (c->pattern != NULL)
        g_string_append_printf(out, " /%s/", c->pattern);
    for (guint i = 0; c->hosts != NULL && c->hosts[i] != NULL; i++)
        g_string_append_printf(out, " %s", c->hosts[i]);
    for (guint i = 0; c->children != NULL && i < c->children->len; i++)
        condition_dump(out, g_ptr_array_index(c->children, i), rules);
    g_string_append_c(out, ')');
}

static gboolean same_place(const Condition *a, const Condition *b)
{
    return a != NULL && b != NULL && a->line == b->line &&
           a->column == b->column && g_strcmp0(a->file, b->file) == 0;
}

/* Taken over as it stands, or written again in the same words. */
static gboolean same_condition(const Diff *diff, const Condition *a,
                               const Condition *b)
{
    g_autoptr(GString) x = g_string_new(NULL);
    g_autoptr(GString) y = g_string_new(NULL);

    if (a == NULL || b == NULL)
        return a == b;
    if (same_place(a, b))
        return TRUE;
    condition_dump(x, a, diff->older);
    condition_dump(y, b, diff->newer);
    return strcmp(x->str, y->str) == 0;
}

/* --- elements ---------------------------------------------------------------
 */

static void element_line(Diff *diff, char sign, const ElementRule *element,
                         const char *what)
{
    g_string_append_printf(diff->text, "       %c %s  %s%s%s%s\n", sign,
                           element->id, words_in(&element->title, diff->lang),
                           what != NULL ? " (" : "", what != NULL ? what : "",
                           what != NULL ? ")" : "");
}

/* What differs, said in words; NULL when nothing does. */
static char *element_change(const Diff *diff, const ElementRule *a,
                            const ElementRule *b)
{
    GString *what = g_string_new(NULL);

    if (strcmp(a->kind, b->kind) != 0)
        g_string_append_printf(what, "%s %s → %s, ", say(diff, "ชนิด", "kind"),
                               a->kind, b->kind);
    if (a->required != b->required)
        g_string_append_printf(
            what, "%s %s → %s, ", say(diff, "บังคับ", "required"),
            required_name(a->required), required_name(b->required));
    if (g_strcmp0(a->applies_to, b->applies_to) != 0)
        g_string_append_printf(what, "%s, ",
                               say(diff, "หน่วยงานที่ถูกถาม", "who is asked"));
    if (!same_condition(diff, a->met, b->met) ||
        !same_condition(diff, a->implied, b->implied))
        g_string_append_printf(what, "%s, ", say(diff, "เงื่อนไข", "condition"));
    if (g_strcmp0(a->confidence, b->confidence) != 0)
        g_string_append_printf(what, "%s %s → %s, ",
                               say(diff, "ความมั่นใจ", "confidence"),
                               a->confidence, b->confidence);
    if (what->len == 0) {
        g_string_free(what, TRUE);
        return NULL;
    }
    g_string_truncate(what, what->len - 2);
    return g_string_free(what, FALSE);
}

static gboolean asks_the_same(const Diff *diff, const ElementRule *a,
                              const ElementRule *b)
{
    return strcmp(a->kind, b->kind) == 0 && a->required == b->required &&
           g_strcmp0(a->applies_to, b->applies_to) == 0 &&
           same_condition(diff, a->met, b->met) &&
           same_condition(diff, a->implied, b->implied);
}

/* The element @id in the older items that @item takes over; NULL. */
static const ElementRule *
older_element(const Diff *diff, const GPtrArray *sources, const char *id)
{
    (void)diff;
    for (guint s = 0; s < sources->len; s++) {
        const ElementRule *element =
            item_rule_find(g_ptr_array_index(sources, s), id);

        if (element != NULL)
            return element;
    }
    return NULL;
}

static int elements_diff(Diff *diff, const GPtrArray *sources,
                         const ItemRule *item)
{
    int changes = 0;

    for (guint e = 0; e < item->elements->len; e++) {
        const ElementRule *now = g_ptr_array_index(item->elements, e);
        const ElementRule *then = older_element(diff, sources, now->id);
        g_autofree char *what =
            then != NULL ? element_change(diff, then, now) : NULL;

        if (then != NULL && asks_the_same(diff, then, now))
            continue; /* at most surer or less sure */
        element_line(diff, then == NULL ? '+' : '~', now, what);
        changes++;
    }
    for (guint s = 0; s < sources->len; s++) {
        const ItemRule *source = g_ptr_array_index(sources, s);

        for (guint e = 0; e < source->elements->len; e++) {
            const ElementRule *then = g_ptr_array_index(source->elements, e);

            if (item_rule_find(item, then->id) != NULL)
                continue;
            element_line(diff, '-', then, NULL);
            changes++;
        }
    }
    return changes;
}

/* --- items ------------------------------------------------------------------
 */

static gboolean same_title(const ItemRule *a, const ItemRule *b)
{
    g_autofree char *x = thai_fold_utf8(a->title.th, THAI_SQUASH);
    g_autofree char *y = thai_fold_utf8(b->title.th, THAI_SQUASH);

    return strcmp(x, y) == 0;
}

/* ItemRule* of the older set that live on in @item. */
static GPtrArray *sources_of(const Diff *diff, const ItemRule *item)
{
    GPtrArray *sources = g_ptr_array_new();
    const GPtrArray *items = rule_set_items(diff->older);

    for (guint f = 0; f < item->from->len; f++) {
        const ItemRule *source =
            rule_set_find(diff->older, g_ptr_array_index(item->from, f));

        if (source != NULL)
            g_ptr_array_add(sources, (gpointer)source);
    }
    for (guint i = 0; sources->len == 0 && i < items->len; i++)
        if (same_title(g_ptr_array_index(items, i), item))
            g_ptr_array_add(sources, g_ptr_array_index(items, i));
    return sources;
}

static void item_diff(Diff *diff, const ItemRule *item)
{
    g_autoptr(GPtrArray) sources = sources_of(diff, item);
    const ItemRule *first;
    gsize head, start;
    gboolean moved, named;
    int changes;

    g_string_append_printf(diff->text, "%-4s %s", item->id,
                           words_in(&item->title, diff->lang));
    if (sources->len == 0) {
        g_string_append_printf(diff->text, "  [%s]\n",
                               say(diff, "ข้อใหม่", "new"));
        diff->added++;
        for (guint e = 0; e < item->elements->len; e++)
            element_line(diff, '+', g_ptr_array_index(item->elements, e), NULL);
        return;
    }
    first = g_ptr_array_index(sources, 0);
    head = diff->text->len;
    for (guint s = 0; s < sources->len; s++) {
        const ItemRule *source = g_ptr_array_index(sources, s);

        g_hash_table_add(diff->taken, g_strdup(source->id));
        g_string_append_printf(diff->text, "%s%s", s == 0 ? "  ← " : " + ",
                               source->id);
    }
    moved = sources->len > 1 || strcmp(first->id, item->id) != 0;
    if (!moved)
        g_string_truncate(diff->text, head);
    named = !same_title(first, item);
    if (named)
        g_string_append_printf(diff->text, "  (%s: %s)",
                               say(diff, "เดิม", "was"),
                               words_in(&first->title, diff->lang));
    if (strcmp(first->sub_indicator, item->sub_indicator) != 0)
        g_string_append_printf(diff->text, "  (%s → %s)", first->sub_indicator,
                               item->sub_indicator);
    if (strcmp(first->year_rule, item->year_rule) != 0)
        g_string_append_printf(diff->text, "  (%s %s → %s)",
                               say(diff, "ปี", "year"), first->year_rule,
                               item->year_rule);
    start = diff->text->len;
    g_string_append_c(diff->text, '\n');
    changes = elements_diff(diff, sources, item);
    if (changes > 0 || named || sources->len > 1) {
        diff->changed++;
        return;
    }
    diff->same++;
    g_string_insert(diff->text, (gssize)start,
                    say(diff, "  = เหมือนเดิม", "  = the same"));
}

static void summary(Diff *diff)
{
    int from = rule_set_fiscal_year(diff->older);
    int to = rule_set_fiscal_year(diff->newer);

    if (diff->lang == LANG_EN)
        g_string_append_printf(
            diff->text,
            "\n%d → %d: %d items ask the same, %d changed, %d new, %d gone\n",
            from, to, diff->same, diff->changed, diff->added, diff->gone);
    else
        g_string_append_printf(
            diff->text, "\n%d → %d: เหมือนเดิม %d ข้อ เปลี่ยน %d ใหม่ %d ไม่มีแล้ว %d\n",
            from, to, diff->same, diff->changed, diff->added, diff->gone);
}

char *rule_set_diff(const RuleSet *older, const RuleSet *newer, Lang lang)
{
    Diff diff = { older,
                  newer,
                  lang,
                  g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                  g_string_new(NULL),
                  0,
                  0,
                  0,
                  0 };
    const GPtrArray *now = rule_set_items(newer), *then = rule_set_items(older);

    for (guint i = 0; i < now->len; i++)
        item_diff(&diff, g_ptr_array_index(now, i));
    for (guint i = 0; i < then->len; i++) {
        const ItemRule *item = g_ptr_array_index(then, i);

        if (g_hash_table_contains(diff.taken, item->id))
            continue;
        diff.gone++;
        g_string_append_printf(diff.text, "-    %s %s  [%s]\n", item->id,
                               words_in(&item->title, lang),
                               say(&diff, "ไม่มีแล้ว", "gone"));
    }
    summary(&diff);
    g_hash_table_unref(diff.taken);
    return g_string_free(diff.text, FALSE);
}
