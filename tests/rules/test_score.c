#include <criterion/criterion.h>

#include "base/fault.h"
#include "rules/score.h"

static RuleSet *rules;

static void load(void)
{
    g_autoptr(GPtrArray) faults = fault_list_new();

    rules = rule_set_load(SOURCE_DIR "/rules/2565", faults);
    cr_assert_not_null(rules);
}

static void unload(void)
{
    rule_set_free(rules);
}

TestSuite(score, .init = load, .fini = unload);

/* An agency with all items complete but those named, NULL-ended. */
static AgencyAudit *agency_without(const char *const *lost)
{
    AgencyAudit *agency = agency_audit_new("a");
    const GPtrArray *items = rule_set_items(rules);

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *rule = g_ptr_array_index(items, i);
        ItemAudit *item = item_audit_new(rule->id);

        item->sub_indicator = g_strdup(rule->sub_indicator);
        item->verdict =
            g_strv_contains(lost, rule->id) ? ITEM_INCOMPLETE : ITEM_COMPLETE;
        for (guint d = 0; d < rule->requires->len; d++)
            g_ptr_array_add(item->depends_on,
                            g_strdup(g_ptr_array_index(rule->requires, d)));
        g_ptr_array_add(agency->items, item);
    }
    return agency;
}

static gint64 indicator(const AgencyAudit *agency, const char *id)
{
    for (guint i = 0; i < agency->score.indicators->len; i++) {
        const ScoreLine *line = g_ptr_array_index(agency->score.indicators, i);

        if (g_str_equal(line->id, id))
            return line->range.low;
    }
    return -1;
}

/* The published FY 2564 table of one province: indicators 9 and 10 and
 * 0.4 x OIT; ITA with IIT and EIT at 0 is just that. */
static const struct {
    const char *lost[4];
    gint64 nine, ten, oit_part;
} province[] = {
    { { NULL }, 10000, 10000, 4000 },
    { { "O12", "O29", NULL }, 9350, 10000, 3870 },
    { { "O12", NULL }, 9750, 10000, 3950 },
    { { "O4", "O36", NULL }, 9778, 9375, 3831 },
    { { "O21", NULL }, 9714, 10000, 3943 },
    { { "O12", "O36", "O38", NULL }, 9750, 8750, 3700 },
    { { "O4", "O29", NULL }, 9378, 10000, 3876 },
    { { "O29", NULL }, 9600, 10000, 3920 },
    { { "O12", "O27", "O36", NULL }, 9250, 9375, 3725 },
    { { "O12", "O21", NULL }, 9464, 10000, 3893 },
};

Test(score, gives_the_published_table_of_a_province)
{
    for (gsize i = 0; i < G_N_ELEMENTS(province); i++) {
        AgencyAudit *agency = agency_without(province[i].lost);
        ScoreInput input;

        score_input_init(&input);
        for (int k = 0; k < 5; k++)
            input.iit[k] = 0;
        for (int k = 0; k < 3; k++)
            input.eit[k] = 0;
        score_agency(rules, &input, agency);
        cr_expect_eq(indicator(agency, "9"), province[i].nine, "row %zu", i);
        cr_expect_eq(indicator(agency, "10"), province[i].ten, "row %zu", i);
        cr_expect_eq(agency->score.ita.low, province[i].oit_part, "row %zu", i);
        agency_audit_free(agency);
    }
}

static void give_scores(ScoreInput *input, const gint64 *iit, const gint64 *eit)
{
    score_input_init(input);
    for (int k = 0; k < 5; k++)
        input->iit[k] = iit[k];
    for (int k = 0; k < 3; k++)
        input->eit[k] = eit[k];
}

static const gint64 iit_2565[] = { 9407, 8990, 9248, 8747, 9019 };
static const gint64 eit_2565[] = { 8989, 9009, 8864 };
static const gint64 iit_2564[] = { 9401, 9064, 9051, 8566, 8945 };
static const gint64 eit_2564[] = { 8686, 8535, 8083 };

Test(score, gives_the_outcomes_of_the_worked_case)
{
    static const struct {
        const char *lost[4];
        gint64 nine, oit, ita;
    } cases[] = {
        { { NULL }, 10000, 10000, 9411 },
        { { "O27", NULL }, 9500, 9750, 9311 },
        { { "O10", "O11", NULL }, 9500, 9750, 9311 },
        { { "O10", "O27", NULL }, 9250, 9625, 9261 },
        { { "O10", "O11", "O27", NULL }, 9000, 9500, 9211 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        AgencyAudit *agency = agency_without(cases[i].lost);
        ScoreInput input;

        give_scores(&input, iit_2565, eit_2565);
        score_agency(rules, &input, agency);
        cr_expect_eq(indicator(agency, "9"), cases[i].nine);
        cr_expect_eq(agency->score.oit.low, cases[i].oit);
        cr_expect_eq(agency->score.ita.low, cases[i].ita);
        cr_expect_eq(agency->score.ita.high, cases[i].ita);
        agency_audit_free(agency);
    }
}

Test(score, gives_last_years_total_when_nothing_is_lost)
{
    AgencyAudit *agency = agency_without((const char *const[]){ NULL });
    ScoreInput input;

    give_scores(&input, iit_2564, eit_2564);
    score_agency(rules, &input, agency);
    cr_expect_eq(agency->score.ita.low, 9232);
    agency_audit_free(agency);
}

Test(score, counts_risk_low_and_high_and_a_block_with_its_cause)
{
    AgencyAudit *agency = agency_without((const char *const[]){ "O27", NULL });
    ScoreInput input;

    agency_audit_find_item(agency, "O10")->verdict = ITEM_AT_RISK;
    agency_audit_find_item(agency, "O11")->verdict = ITEM_BLOCKED;
    give_scores(&input, iit_2565, eit_2565);
    score_agency(rules, &input, agency);
    cr_expect_eq(agency->score.ita.low, 9211);
    cr_expect_eq(agency->score.ita.high, 9311);
    /* When the cause can not be 100, neither can what depends on it. */
    agency_audit_find_item(agency, "O10")->verdict = ITEM_INCOMPLETE;
    score_agency(rules, &input, agency);
    cr_expect_eq(agency->score.ita.high, 9211);
    agency_audit_free(agency);
}

Test(score, lets_an_official_decision_override_our_verdict)
{
    AgencyAudit *agency = agency_without((const char *const[]){ "O27", NULL });
    ScoreInput input;

    agency_audit_find_item(agency, "O10")->verdict = ITEM_AT_RISK;
    agency_audit_find_item(agency, "O10")->decision = OUTCOME_ACCEPTED;
    agency_audit_find_item(agency, "O11")->verdict = ITEM_BLOCKED;
    agency_audit_find_item(agency, "O11")->decision = OUTCOME_ACCEPTED;
    agency_audit_find_item(agency, "O27")->decision = OUTCOME_REJECTED;
    give_scores(&input, iit_2565, eit_2565);
    score_agency(rules, &input, agency);
    cr_expect_eq(agency->score.ita.low, 9311);
    cr_expect_eq(agency->score.ita.high, 9311);
    agency_audit_free(agency);
}

Test(score, knows_no_total_without_the_other_instruments)
{
    AgencyAudit *agency = agency_without((const char *const[]){ NULL });
    ScoreInput input;

    score_input_init(&input);
    score_agency(rules, &input, agency);
    cr_expect(agency->score.oit.known);
    cr_expect_not(agency->score.ita.known);
    agency_audit_free(agency);
}

Test(score, says_what_each_item_costs)
{
    AgencyAudit *agency =
        agency_without((const char *const[]){ "O42", "O27", "O4", NULL });
    ScoreInput input;

    give_scores(&input, iit_2565, eit_2565);
    score_agency(rules, &input, agency);
    cr_expect_eq(agency_audit_find_item(agency, "O42")->cost, 500);
    cr_expect_eq(agency_audit_find_item(agency, "O27")->cost, 100);
    cr_expect_eq(agency_audit_find_item(agency, "O4")->cost, 44);
    agency_audit_free(agency);
}

Test(score, formats_hundredths)
{
    g_autofree char *text = score_format(9205);

    cr_expect_str_eq(text, "92.05");
}
