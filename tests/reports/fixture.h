/*
 * fixture.h - audits to report on, built by hand
 *
 * fixture_worked() has the numbers of the worked case: O10 at risk, O11
 * blocked by it, O27 incomplete, all else complete; indicator 9 90.00-95.00,
 * OIT 95.00-97.50, ITA 92.11-93.11.
 */
#ifndef TESTS_REPORTS_FIXTURE_H
#define TESTS_REPORTS_FIXTURE_H

#include "rules/audit.h"

Audit *fixture_worked(void);

/* The worked case with one item in each further state: unclear, unreachable,
 * not submitted, decided by the committee; a second, empty agency. */
Audit *fixture_mixed(void);

/* Every string of it is hostile: markup, formulas, controls, bad UTF-8,
 * javascript: addresses, a quote of @quote_len letters. */
Audit *fixture_hostile(gsize quote_len);

/* @text of the report @format, owned by the caller. */
char *fixture_report(const Audit *audit, const char *format, Lang lang);

#endif
