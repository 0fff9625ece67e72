#include <criterion/criterion.h>

#include "rules/audit.h"

static ElementAudit *add_element(ItemAudit *item, ElementVerdict verdict)
{
    ElementAudit *element = element_audit_new("e");

    element->verdict = verdict;
    g_ptr_array_add(item->elements, element);
    return element;
}

Test(audit, sees_a_gap_in_an_item_that_is_incomplete_blocked_or_absent)
{
    static const struct {
        ItemVerdict verdict;
        gboolean gap, unclear;
    } rows[] = {
        { ITEM_COMPLETE, FALSE, FALSE },     { ITEM_AT_RISK, FALSE, FALSE },
        { ITEM_INCOMPLETE, TRUE, FALSE },    { ITEM_BLOCKED, TRUE, FALSE },
        { ITEM_UNCLEAR, FALSE, TRUE },       { ITEM_UNREACHABLE, FALSE, TRUE },
        { ITEM_NOT_SUBMITTED, TRUE, FALSE },
    };

    cr_assert_eq(G_N_ELEMENTS(rows), ITEM_VERDICT_COUNT);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        ItemAudit *item = item_audit_new("O1");

        item->verdict = rows[i].verdict;
        cr_expect_eq(item_audit_has_gap(item), rows[i].gap, "%s",
                     item_verdict_name(rows[i].verdict));
        cr_expect_eq(item_audit_is_unclear(item), rows[i].unclear, "%s",
                     item_verdict_name(rows[i].verdict));
        item_audit_free(item);
    }
}

Test(audit, counts_only_elements_that_are_required_of_this_agency)
{
    ItemAudit *item = item_audit_new("O1");
    ElementAudit *element = add_element(item, ELEMENT_MISSING);

    item->verdict = ITEM_AT_RISK;
    cr_expect(item_audit_has_gap(item));
    element->required = REQUIRED_WARN;
    cr_expect_not(item_audit_has_gap(item));
    element->required = REQUIRED_YES;
    element->counts = FALSE;
    cr_expect_not(item_audit_has_gap(item));

    element->counts = TRUE;
    element->verdict = ELEMENT_UNCLEAR;
    cr_expect_not(item_audit_has_gap(item));
    cr_expect(item_audit_is_unclear(item));
    item_audit_free(item);
}

Test(audit, names_the_unit_of_a_role_or_the_role)
{
    AgencyAudit *agency = agency_audit_new("ops");

    g_hash_table_insert(agency->owners, g_strdup("plan"), g_strdup("กยผ."));
    g_hash_table_insert(agency->owners, g_strdup("hr"), g_strdup(""));
    cr_expect_str_eq(agency_audit_owner(agency, "plan"), "กยผ.");
    cr_expect_str_eq(agency_audit_owner(agency, "web"), "web");
    cr_expect_str_eq(agency_audit_owner(agency, "hr"), "hr");
    cr_expect_null(agency_audit_owner(agency, NULL));
    agency_audit_free(agency);
}

Test(audit, finds_what_it_holds_and_nothing_else)
{
    Audit *audit = audit_new();
    AgencyAudit *agency = agency_audit_new("ops");
    ItemAudit *item = item_audit_new("O10");
    ElementAudit *element = add_element(item, ELEMENT_MET);

    g_ptr_array_add(audit->agencies, agency);
    g_ptr_array_add(agency->items, item);
    cr_expect_eq(audit_find_agency(audit, "ops"), agency);
    cr_expect_null(audit_find_agency(audit, "op"));
    cr_expect_eq(agency_audit_find_item(agency, "O10"), item);
    cr_expect_null(agency_audit_find_item(agency, "O1"));
    cr_expect_eq(item_audit_find_element(item, "e"), element);
    cr_expect_null(item_audit_find_element(item, NULL));
    audit_free(audit);
}

Test(audit, frees_nothing_at_all)
{
    audit_free(NULL);
    agency_audit_free(NULL);
    item_audit_free(NULL);
    element_audit_free(NULL);
    url_audit_free(NULL);
    document_audit_free(NULL);
    evidence_free(NULL);
    finding_free(NULL);
    cr_assert_null(evidence_copy(NULL));
}

Test(audit, copies_evidence_whole)
{
    Evidence *evidence = evidence_new("ต.ค. 64");
    Evidence *copy;

    evidence->url = g_strdup("https://example.go.th/");
    evidence->page = 7;
    evidence->where = g_strdup("ตาราง 1");
    evidence->ocr = TRUE;
    copy = evidence_copy(evidence);
    evidence_free(evidence);
    cr_assert_str_eq(copy->quote, "ต.ค. 64");
    cr_assert_str_eq(copy->url, "https://example.go.th/");
    cr_assert_str_eq(copy->where, "ตาราง 1");
    cr_assert_eq(copy->page, 7);
    cr_assert(copy->ocr);
    cr_assert_null(copy->sha256);
    evidence_free(copy);
}

Test(audit, never_gives_evidence_without_a_quote)
{
    Evidence *evidence = evidence_new(NULL);

    cr_assert_str_eq(evidence->quote, "");
    evidence_free(evidence);
}
