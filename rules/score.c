#include "rules/score.h"

#include <string.h>

/*
 * Exact fractions. Denominators that occur are products of item counts (9, 8,
 * 7, 4, 5, 2), of 5, 3, 2 and of the weights, far inside 64 bits.
 */
typedef struct {
    gint64 top, bottom;
} Fraction;

static gint64 common_divisor(gint64 a, gint64 b)
{
    a = ABS(a);
    while (b != 0) {
        gint64 rest = a % b;

        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

static Fraction fraction(gint64 top, gint64 bottom)
{
    gint64 divisor = common_divisor(top, bottom);
    Fraction f = { top / divisor, bottom / divisor };

    return f;
}

static Fraction plus(Fraction a, Fraction b)
{
    return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

static Fraction times(Fraction a, gint64 top, gint64 bottom)
{
    return fraction(a.top * top, a.bottom * bottom);
}

/* Half up, as the published question scores are rounded. */
static gint64 rounded(Fraction f)
{
    g_assert(f.bottom > 0);
    return (2 * f.top + f.bottom) / (2 * f.bottom);
}

void score_input_init(ScoreInput *input)
{
    memset(input, 0, sizeof *input);
    for (int i = 0; i < 5; i++)
        input->iit[i] = -1;
    for (int i = 0; i < 3; i++)
        input->eit[i] = -1;
    input->pass_mark = 8500;
}

char *score_format(gint64 hundredths)
{
    return g_strdup_printf("%s%" G_GINT64_FORMAT ".%02d",
                           hundredths < 0 ? "-" : "", ABS(hundredths) / 100,
                           (int)(ABS(hundredths) % 100));
}

/* --- which items count
 * -------------------------------------------------------- */

static gboolean counts_low(const ItemAudit *item)
{
    if (item->decision != OUTCOME_NONE)
        return item->decision == OUTCOME_ACCEPTED;
    return item->verdict == ITEM_COMPLETE;
}

/* Do its own elements allow 100, whatever it depends on? */
static gboolean own_elements_allow(const ItemAudit *item)
{
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (element->counts && element->required != REQUIRED_WARN &&
            element->verdict == ELEMENT_MISSING &&
            strcmp(element->kind, "dependency") != 0 &&
            g_strcmp0(element->confidence, "M") != 0)
            return FALSE;
    }
    return TRUE;
}

static gboolean counts_high(const AgencyAudit *agency, const ItemAudit *item,
                            int depth)
{
    if (item->decision != OUTCOME_NONE)
        return item->decision == OUTCOME_ACCEPTED;
    switch (item->verdict) {
    case ITEM_INCOMPLETE:
    case ITEM_NOT_SUBMITTED:
        return FALSE;
    case ITEM_BLOCKED:
        if (!own_elements_allow(item) || depth > 8)
            return FALSE;
        for (guint i = 0; i < item->depends_on->len; i++) {
            const ItemAudit *other = agency_audit_find_item(
                agency, g_ptr_array_index(item->depends_on, i));

            if (other != NULL && !counts_high(agency, other, depth + 1))
                return FALSE;
        }
        return TRUE;
    default:
        return TRUE;
    }
}

/* --- the formula
 * ---------------------------------------------------------------- */

typedef struct {
    const RuleSet *rules;
    const AgencyAudit *agency;
    gboolean high;
    const ItemAudit *flip; /* an item counted as 100 in spite of all, or NULL */
    const ItemAudit *drop; /* an item counted as 0, or NULL */
} Count;

static gboolean item_counts(const Count *count, const ItemAudit *item)
{
    if (item == count->flip)
        return TRUE;
    if (item == count->drop)
        return FALSE;
    return count->high ? item->counts_high : item->counts_low;
}

/* Mean of the items of a sub-indicator, in points. */
static Fraction sub_indicator(const Count *count, const char *id)
{
    const GPtrArray *items = rule_set_items(count->rules);
    int all = 0, good = 0;

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *rule = g_ptr_array_index(items, i);
        const ItemAudit *item;

        if (strcmp(rule->sub_indicator, id) != 0)
            continue;
        all++;
        item = agency_audit_find_item(count->agency, rule->id);
        good += item != NULL && item_counts(count, item) ? 1 : 0;
    }
    return all == 0 ? fraction(0, 1) : fraction(100 * good, all);
}

/* The sub-indicators in order of their items, each once. Borrowed strings. */
static GPtrArray *sub_indicators(const RuleSet *rules)
{
    const GPtrArray *items = rule_set_items(rules);
    GPtrArray *ids = g_ptr_array_new();

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *rule = g_ptr_array_index(items, i);

        if (!g_ptr_array_find_with_equal_func(ids, rule->sub_indicator,
                                              g_str_equal, NULL))
            g_ptr_array_add(ids, rule->sub_indicator);
    }
    return ids;
}

static gboolean belongs_to(const char *sub, const char *indicator)
{
    gsize len = strlen(indicator);

    return strncmp(sub, indicator, len) == 0 && sub[len] == '.';
}

static Fraction indicator(const Count *count, const char *id)
{
    g_autoptr(GPtrArray) subs = sub_indicators(count->rules);
    Fraction sum = { 0, 1 };
    int n = 0;

    for (guint i = 0; i < subs->len; i++) {
        if (!belongs_to(g_ptr_array_index(subs, i), id))
            continue;
        sum = plus(sum, sub_indicator(count, g_ptr_array_index(subs, i)));
        n++;
    }
    return n == 0 ? sum : times(sum, 1, n);
}

static Fraction oit(const Count *count)
{
    return times(plus(indicator(count, "9"), indicator(count, "10")), 1, 2);
}

/* Mean of given indicators (hundredths); FALSE when one is not given. */
static gboolean mean_of(const gint64 *scores, int n, Fraction *mean)
{
    gint64 sum = 0;

    for (int i = 0; i < n; i++) {
        if (scores[i] < 0)
            return FALSE;
        sum += scores[i];
    }
    *mean = fraction(sum, 100 * (gint64)n);
    return TRUE;
}

static Fraction ita(Fraction iit, Fraction eit, Fraction oit_score)
{
    return plus(plus(times(iit, 3, 10), times(eit, 3, 10)),
                times(oit_score, 4, 10));
}

static gint64 hundredths(Fraction points)
{
    return rounded(times(points, 100, 1));
}

static void add_line(GPtrArray *lines, const RuleSet *rules, const char *id,
                     Fraction low, Fraction high, gboolean known)
{
    ScoreLine *line = g_new0(ScoreLine, 1);
    const Words *title = rule_set_title(rules, id);

    line->id = g_strdup(id);
    if (title != NULL)
        words_copy(&line->title, title);
    line->range.low = hundredths(low);
    line->range.high = hundredths(high);
    line->range.known = known;
    g_ptr_array_add(lines, line);
}

static void given_lines(const RuleSet *rules, const gint64 *scores, int n,
                        int first, GPtrArray *lines)
{
    for (int i = 0; i < n; i++) {
        char id[4];

        if (scores[i] < 0)
            continue;
        g_snprintf(id, sizeof id, "%d", first + i);
        add_line(lines, rules, id, fraction(scores[i], 100),
                 fraction(scores[i], 100), TRUE);
    }
}

/* Points that an item alone takes from the ITA: the score with it at 100 and
 * all else as good as it can be, less the same with it at 0. */
static gint64 cost_of(const Count *high, const ItemAudit *item)
{
    Count with = *high, without = *high;

    with.flip = item;
    without.drop = item;
    return hundredths(
        times(plus(oit(&with), times(oit(&without), -1, 1)), 4, 10));
}

void score_agency(const RuleSet *rules, const ScoreInput *input,
                  AgencyAudit *agency)
{
    static const char *const indicators[] = { "9", "10" };
    ScoreAudit *score = &agency->score;
    Count low = { rules, agency, FALSE, NULL, NULL };
    Count high = { rules, agency, TRUE, NULL, NULL };
    g_autoptr(GPtrArray) subs = sub_indicators(rules);
    Fraction iit = { 0, 1 }, eit = { 0, 1 };

    for (guint i = 0; i < agency->items->len; i++) {
        ItemAudit *item = g_ptr_array_index(agency->items, i);

        item->counts_low = counts_low(item);
        item->counts_high = counts_high(agency, item, 0);
    }
    for (guint i = 0; i < agency->items->len; i++) {
        ItemAudit *item = g_ptr_array_index(agency->items, i);

        item->cost =
            item->decision == OUTCOME_ACCEPTED ? 0 : cost_of(&high, item);
    }
    g_ptr_array_set_size(score->sub_indicators, 0);
    g_ptr_array_set_size(score->indicators, 0);
    for (guint i = 0; i < subs->len; i++)
        add_line(score->sub_indicators, rules, g_ptr_array_index(subs, i),
                 sub_indicator(&low, g_ptr_array_index(subs, i)),
                 sub_indicator(&high, g_ptr_array_index(subs, i)), TRUE);
    given_lines(rules, input->iit, 5, 1, score->indicators);
    given_lines(rules, input->eit, 3, 6, score->indicators);
    for (gsize i = 0; i < G_N_ELEMENTS(indicators); i++)
        add_line(score->indicators, rules, indicators[i],
                 indicator(&low, indicators[i]),
                 indicator(&high, indicators[i]), TRUE);
    score->iit.known = mean_of(input->iit, 5, &iit);
    score->eit.known = mean_of(input->eit, 3, &eit);
    score->iit.low = score->iit.high = hundredths(iit);
    score->eit.low = score->eit.high = hundredths(eit);
    score->oit.known = TRUE;
    score->oit.low = hundredths(oit(&low));
    score->oit.high = hundredths(oit(&high));
    score->ita.known = score->iit.known && score->eit.known;
    if (score->ita.known) {
        score->ita.low = hundredths(ita(iit, eit, oit(&low)));
        score->ita.high = hundredths(ita(iit, eit, oit(&high)));
    }
    score->target = input->target;
    score->pass_mark = input->pass_mark > 0 ? input->pass_mark : 8500;
    score->previous = input->previous;
}
