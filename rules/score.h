/*
 * score.h - the assessor's own formula, as a low-high range
 *
 * Units    hundredths of a point, rounded half up at the end only
 * Source   ITA 2564-2565: item 100 or 0, mean in the sub-indicator, mean in
 *          the indicator, OIT mean of 9 and 10, ITA 30/30/40
 *
 * Exact fractions inside: never binary floating point.
 */
#ifndef RULES_SCORE_H
#define RULES_SCORE_H

#include "rules/audit.h"
#include "rules/rule_set.h"

typedef struct {
    gint64 iit[5]; /* indicators 1-5, hundredths; -1: not given */
    gint64 eit[3]; /* indicators 6-8 */
    gint64 target, pass_mark, previous; /* 0: not given (pass_mark: 8500) */
} ScoreInput;

void score_input_init(ScoreInput *input);

/*
 * Fills agency->score and every item's counts_low, counts_high and cost from
 * verdicts and decisions. Items of the rule set that are absent from
 * @agency count as not submitted.
 */
void score_agency(const RuleSet *rules, const ScoreInput *input,
                  AgencyAudit *agency);

/* "92.11"; owned by the caller. */
char *score_format(gint64 hundredths);

#endif
