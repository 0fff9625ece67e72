/*
 * rule_lint.c - what is wrong in rules that load
 *
 * A condition that can never hold, or that adds nothing beside an earlier
 * one, is a slip of the pen: the author believes in a rule that is not there.
 */
#include "rules/rule_lint.h"

#include <string.h>
#include "base/fault.h"
#include "rules/condition_table.h"
#include "rules/evaluate.h"

typedef struct {
    const RuleSet *rules;
    const char *file;
    const char *of; /* "O10.period met" */
    GPtrArray *faults;
} Lint;

static void lint_fault(const Lint *lint, const Condition *condition,
                       const char *hint, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static void lint_fault(const Lint *lint, const Condition *condition,
                       const char *hint, const char *format, ...)
{
    g_autofree char *message = NULL;
    g_autofree char *dir =
        g_path_get_dirname(condition->file != NULL ? condition->file : "");
    va_list arguments;

    /* What is taken over is told where it is written. */
    if (condition->file != NULL && strcmp(dir, rule_set_dir(lint->rules)) != 0)
        return;
    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fault_add(lint->faults,
              condition->file != NULL ? condition->file : lint->file,
              condition->line, condition->column, NULL, hint, "%s: %s",
              lint->of, message);
}

/* --- phrases that can never count -------------------------------------------
 */

typedef struct {
    const PhraseSet *set;
    int found; /* id of the phrase of the set that stands inside; -1 */
} Inside;

static gboolean set_has(const PhraseSet *set, int id)
{
    int low = 0, high = set->count;

    while (low < high) {
        int middle = (low + high) / 2;

        if (set->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->count && set->ids[low] == id;
}

static void note_inside(int id, gsize from, gsize to, gpointer data)
{
    Inside *inside = data;

    (void)from;
    (void)to;
    if (inside->found < 0 && set_has(inside->set, id))
        inside->found = id;
}

/* The phrase of @set that stands in every passage that holds @id; -1. */
static int phrase_inside(const Lint *lint, int id, const PhraseSet *set)
{
    const PhraseIndex *index = rule_set_phrases(lint->rules);
    const char *text = phrase_index_text(index, id);
    g_autoptr(ThaiFolded) folded = thai_fold(text, strlen(text), THAI_SQUASH);
    Inside inside = { set, -1 };

    phrase_index_scan(index, folded, note_inside, &inside);
    return inside.found;
}

/* Reports phrases of @set that not_with: shuts out whenever they stand. */
static void lint_shadowed(const Lint *lint, const Condition *condition,
                          const PhraseSet *set, const char *option)
{
    const PhraseIndex *index = rule_set_phrases(lint->rules);
    int shut = 0, by = -1, first = -1;

    if (set == NULL || condition->not_with == NULL)
        return;
    for (int i = 0; i < set->count; i++) {
        int inside = phrase_inside(lint, set->ids[i], condition->not_with);

        if (inside < 0)
            continue;
        shut++;
        if (first < 0) {
            first = set->ids[i];
            by = inside;
        }
    }
    if (shut == 0)
        return;
    if (shut == set->count)
        lint_fault(lint, condition, "mend of: or not_with:",
                   "%s never holds: each of its phrases (%s) holds one of its "
                   "not_with:, such as “%s”",
                   condition_kind_name(condition->kind), option,
                   phrase_index_text(index, by));
    else
        lint_fault(lint, condition, "leave the phrase out, or mend not_with:",
                   "“%s” never counts: it holds “%s”, which not_with: shuts "
                   "out%s",
                   phrase_index_text(index, first),
                   phrase_index_text(index, by),
                   shut > 1 ? " (and others like it)" : "");
}

/* --- patterns on folded text ------------------------------------------------
 */

/* Skips "[...]"; returns its last character. */
static const char *class_end(const char *p)
{
    const char *q = p + 1;

    if (*q == '^')
        q++;
    if (*q == ']')
        q++;
    while (*q != '\0' && *q != ']')
        q += *q == '\\' && q[1] != '\0' ? 2 : 1;
    return *q == ']' ? q : p;
}

static gboolean may_be_none(const char *after)
{
    return *after == '?' || *after == '*' ||
           (after[0] == '{' && after[1] == '0') || *after == '|';
}

/* A letter that folded text never holds, outside classes and escapes. */
static const char *never_there(const char *pattern, gunichar *letter)
{
    gunichar before = 0;

    for (const char *p = pattern; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);

        if (c == '\\' && *next != '\0') {
            p = next;
            before = 0;
            continue;
        }
        if (c == '(' && *next == '?') { /* (?P<Name>...), (?i) */
            while (*next != '\0' && strchr(":=!>)", *next) == NULL)
                next++;
            if (*next == '\0')
                return NULL;
            p = next;
            before = 0;
            continue;
        }
        if (c == '[') {
            p = class_end(p);
            before = 0;
            continue;
        }
        *letter = c;
        if ((c >= 'A' && c <= 'Z') || (c >= 0x0E50 && c <= 0x0E59))
            return may_be_none(next) ? NULL : p;
        if (c == ' ' && !may_be_none(next) && before >= 0x0E01 &&
            g_utf8_get_char(next) >= 0x0E01 && g_utf8_get_char(next) <= 0x0E5B)
            return p;
        before = c >= 0x0E01 && c <= 0x0E5B ? c : 0;
    }
    return NULL;
}

static void lint_pattern(const Lint *lint, const Condition *condition)
{
    gunichar letter = 0;
    const char *at;

    if (condition->pattern == NULL)
        return;
    at = never_there(condition->pattern, &letter);
    if (at == NULL)
        return;
    lint_fault(lint, condition,
               "patterns see folded text: lower case, ASCII digits, no space "
               "beside Thai",
               letter == ' ' ? "the pattern asks for a space beside Thai at "
                               "“%.30s”, which folded text never has"
                             : "the pattern asks for “%.30s”, which folded "
                               "text never has",
               at);
}

/* --- counts that can not be reached -----------------------------------------
 */

static void lint_counts(const Lint *lint, const Condition *condition)
{
    int most = -1;

    switch (condition->kind) {
    case CONDITION_AT_LEAST:
        most = (int)condition->children->len;
        break;
    case CONDITION_PHRASES:
        most = condition->repeats ? -1 : condition->phrases->count;
        break;
    case CONDITION_COLUMNS:
        most = condition->phrases->count;
        break;
    case CONDITION_STEPS:
        most = condition->phrases != NULL ? condition->phrases->count : -1;
        break;
    case CONDITION_MONTHS:
        most = 6;
        break;
    default:
        break;
    }
    if (most >= 0 && condition->at_least > most)
        lint_fault(lint, condition, NULL, "%s never holds: at_least %d of %d",
                   condition_kind_name(condition->kind), condition->at_least,
                   most);
    if (condition->kind == CONDITION_AT_LEAST && condition->at_least == 0)
        lint_fault(lint, condition, NULL, "at_least 0 always holds");
}

/* --- two conditions beside each other ---------------------------------------
 */

static gboolean same_set(const PhraseSet *a, const PhraseSet *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a->count == b->count &&
           memcmp(a->ids, b->ids, (gsize)a->count * sizeof *a->ids) == 0;
}

static gboolean within_set(const PhraseSet *small, const PhraseSet *large)
{
    if (small == NULL || large == NULL)
        return small == large;
    for (int i = 0; i < small->count; i++)
        if (!set_has(large, small->ids[i]))
            return FALSE;
    return TRUE;
}

static gboolean same_hosts(char **a, char **b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return g_strv_equal((const char *const *)a, (const char *const *)b);
}

static gboolean same_condition(const Condition *a, const Condition *b);

static gboolean same_children(const Condition *a, const Condition *b)
{
    if (a->children == NULL || b->children == NULL)
        return a->children == b->children;
    if (a->children->len != b->children->len)
        return FALSE;
    for (guint i = 0; i < a->children->len; i++)
        if (!same_condition(g_ptr_array_index(a->children, i),
                            g_ptr_array_index(b->children, i)))
            return FALSE;
    return TRUE;
}

/* All but the phrases. */
static gboolean same_options(const Condition *a, const Condition *b)
{
    return a->kind == b->kind && same_set(a->with, b->with) &&
           same_set(a->not_with, b->not_with) &&
           same_set(a->not_after, b->not_after) &&
           same_set(a->not_before, b->not_before) && a->in == b->in &&
           a->at_least == b->at_least && a->min_chars == b->min_chars &&
           a->min_rows == b->min_rows && a->at_most == b->at_most &&
           a->every_row == b->every_row && a->repeats == b->repeats &&
           a->marked == b->marked && a->own == b->own && a->pages == b->pages &&
           a->value == b->value && a->time == b->time &&
           a->within == b->within && a->contact == b->contact &&
           same_hosts(a->hosts, b->hosts) &&
           g_strcmp0(a->pattern, b->pattern) == 0 && same_children(a, b);
}

static gboolean same_condition(const Condition *a, const Condition *b)
{
    return same_options(a, b) && same_set(a->phrases, b->phrases);
}

/* Does @b hold only where @a holds already? For matchers that ask for any one
 * of their phrases. */
static gboolean adds_nothing(const Condition *a, const Condition *b)
{
    static const ConditionKind any_phrase[] = {
        CONDITION_PHRASE, CONDITION_HEADING,      CONDITION_SECTION,
        CONDITION_COLUMN, CONDITION_FIELD,        CONDITION_SHOWN,
        CONDITION_NEAR,   CONDITION_NONE_DECLARED
    };

    if (same_condition(a, b))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(any_phrase); i++)
        if (a->kind == any_phrase[i])
            return same_options(a, b) && within_set(b->phrases, a->phrases);
    return FALSE;
}

static void lint_alternatives(const Lint *lint, const Condition *condition)
{
    for (guint i = 1; i < condition->children->len; i++) {
        const Condition *later = g_ptr_array_index(condition->children, i);

        for (guint k = 0; k < i; k++) {
            const Condition *first = g_ptr_array_index(condition->children, k);

            if (!adds_nothing(first, later))
                continue;
            lint_fault(lint, later, "leave it out",
                       "this %s is never reached: the alternative in line %d "
                       "holds wherever it does",
                       condition_kind_name(later->kind), first->line);
            break;
        }
    }
}

/* "all" of something and of its not. */
static void lint_contradictions(const Lint *lint, const Condition *condition)
{
    for (guint i = 0; i < condition->children->len; i++) {
        const Condition *child = g_ptr_array_index(condition->children, i);

        if (child->kind != CONDITION_NOT)
            continue;
        for (guint k = 0; k < condition->children->len; k++)
            if (k != i &&
                same_condition(g_ptr_array_index(child->children, 0),
                               g_ptr_array_index(condition->children, k)))
                lint_fault(lint, child, NULL,
                           "never holds: the same is asked for and shut out");
    }
}

static void lint_condition(const Lint *lint, const Condition *condition)
{
    lint_shadowed(lint, condition, condition->phrases, "of");
    lint_shadowed(lint, condition, condition->with, "with");
    lint_pattern(lint, condition);
    lint_counts(lint, condition);
    if (condition->kind == CONDITION_ANY)
        lint_alternatives(lint, condition);
    if (condition->kind == CONDITION_ALL)
        lint_contradictions(lint, condition);
    for (guint i = 0;
         condition->children != NULL && i < condition->children->len; i++)
        lint_condition(lint, g_ptr_array_index(condition->children, i));
}

/* --- the set ----------------------------------------------------------------
 */

static void lint_tree(Lint *lint, const char *item, const char *part,
                      const char *which, const Condition *condition)
{
    g_autofree char *of = NULL;

    if (condition == NULL)
        return;
    of = part != NULL ? g_strdup_printf("%s.%s %s", item, part, which)
                      : g_strdup_printf("%s %s", item, which);
    lint->of = of;
    lint_condition(lint, condition);
    lint->of = NULL;
}

static void lint_item(Lint *lint, const ItemRule *item)
{
    lint->file = item->file;
    lint_tree(lint, item->id, NULL, "decoys", item->decoys);
    for (guint e = 0; e < item->elements->len; e++) {
        const ElementRule *element = g_ptr_array_index(item->elements, e);

        lint->file = element->file;
        lint_tree(lint, item->id, element->id, "met", element->met);
        lint_tree(lint, item->id, element->id, "implied", element->implied);
        if (element->met != NULL && element->implied != NULL &&
            adds_nothing(element->met, element->implied))
            fault_add(lint->faults, element->file, element->line, 1, NULL,
                      "leave implied: out",
                      "%s.%s implied is never reached: met holds wherever it "
                      "does",
                      item->id, element->id);
    }
}

static void lint_numbers(const RuleSet *rules, GPtrArray *faults)
{
    const GPtrArray *items = rule_set_items(rules);
    int last = 0;

    if (rule_set_item_count(rules) == 0)
        fault_add(faults, rule_set_dir(rules), 0, 0, NULL, "items: 43",
                  "the set does not say how many items it has (items:), so a "
                  "lost file would not be noticed");
    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);
        int number = rule_item_number(item);
        g_autofree char *id = g_strdup_printf("O%d", number);

        if (number == last + 2)
            fault_add(faults, item->file, item->line, 1, NULL, NULL,
                      "O%d is missing before %s", last + 1, item->id);
        else if (number != last + 1)
            fault_add(faults, item->file, item->line, 1, NULL, NULL,
                      "O%d to O%d are missing before %s", last + 1, number - 1,
                      item->id);
        if (strcmp(id, item->id) != 0)
            fault_add(faults, item->file, item->line, 1, NULL, id,
                      "%s is not written like an item", item->id);
        last = number;
    }
}

static gboolean sub_has_items(const RuleSet *rules, const char *id)
{
    const GPtrArray *items = rule_set_items(rules);

    for (guint i = 0; i < items->len; i++)
        if (strcmp(
                ((const ItemRule *)g_ptr_array_index(items, i))->sub_indicator,
                id) == 0)
            return TRUE;
    return FALSE;
}

static void lint_title(gpointer id, gpointer words, gpointer data)
{
    Lint *lint = data;
    const Words *title = words;

    if (title->en == NULL || *title->en == '\0')
        fault_add(lint->faults, rule_set_dir(lint->rules), 0, 0, NULL,
                  "{ th: ..., en: ... }", "indicator %s has no English title",
                  (const char *)id);
    if (strchr(id, '.') == NULL || sub_has_items(lint->rules, id))
        return;
    fault_add(lint->faults, rule_set_dir(lint->rules), 0, 0, NULL,
              "its file is lost, or its title is left over",
              "sub-indicator %s has a title and no items: its share of the "
              "score would go to the others",
              (const char *)id);
}

/* Each sub-indicator counts alike in its indicator, whatever items it has:
 * one that is lost, or misspelt, shifts the weights of all the others. */
static void lint_subs(Lint *lint)
{
    const GPtrArray *items = rule_set_items(lint->rules);

    rule_set_each_title(lint->rules, lint_title, lint);
    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);
        const char *dot = strchr(item->sub_indicator, '.');
        g_autofree char *above =
            dot != NULL ? g_strndup(item->sub_indicator,
                                    (gsize)(dot - item->sub_indicator))
                        : NULL;

        if (rule_set_title(lint->rules, item->sub_indicator) == NULL)
            fault_add(lint->faults, item->file, item->line, 1, NULL,
                      "name it under indicators:",
                      "%s belongs to sub-indicator %s, which has no title",
                      item->id, item->sub_indicator);
        else if (above == NULL || rule_set_title(lint->rules, above) == NULL)
            fault_add(lint->faults, item->file, item->line, 1, NULL,
                      "write it as 9.2",
                      "%s: sub-indicator %s stands under no indicator",
                      item->id, item->sub_indicator);
    }
}

static void lint_vocabulary(const RuleSet *rules, GPtrArray *faults)
{
    const GPtrArray *places = rule_set_places(rules);

    for (guint i = 0; i < places->len; i++) {
        const RulePlace *place = g_ptr_array_index(places, i);

        if (!rule_set_names(rules, place->name))
            fault_add(faults, place->file, place->line, place->column, NULL,
                      "leave it out, or name it by $",
                      "nothing asks for the vocabulary %s", place->name);
    }
}

void rule_set_lint(const RuleSet *rules, GPtrArray *faults)
{
    const GPtrArray *items = rule_set_items(rules);
    Lint lint = { .rules = rules, .faults = faults };

    lint_numbers(rules, faults);
    lint_subs(&lint);
    lint_vocabulary(rules, faults);
    for (guint i = 0; i < items->len; i++)
        lint_item(&lint, g_ptr_array_index(items, i));
}

void rule_set_unchecked(const RuleSet *rules, GPtrArray *faults)
{
    const GPtrArray *items = rule_set_items(rules);

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);

        if (!item->checked)
            fault_add(faults, item->file, item->line, 1, NULL,
                      "hold it against the list of the year, then take "
                      "checked: no away",
                      "%s is not checked yet", item->id);
        for (guint e = 0; e < item->elements->len; e++) {
            const ElementRule *element = g_ptr_array_index(item->elements, e);

            if (!element->checked)
                fault_add(faults, element->file, element->line, 1, NULL, NULL,
                          "%s.%s is not checked yet", item->id, element->id);
        }
    }
}
