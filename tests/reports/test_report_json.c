#include <criterion/criterion.h>

#include <string.h>

#include "fixture.h"

/* Out, back, out: the store relies on nothing being lost. */
static void check_round_trip(Audit *audit)
{
    g_autofree char *first = fixture_report(audit, "json", LANG_TH);
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonValue) json = json_parse(first, strlen(first), &error);
    g_autoptr(Audit) back = NULL;
    g_autofree char *second = NULL;

    cr_assert_not_null(json, "%s", error != NULL ? error->message : "");
    back = audit_from_json(json, &error);
    cr_assert_not_null(back, "%s", error != NULL ? error->message : "");
    second = fixture_report(back, "json", LANG_TH);
    cr_assert_str_eq(first, second);
    audit_free(audit);
}

Test(report_json, survives_the_way_out_and_back)
{
    check_round_trip(fixture_worked());
    check_round_trip(fixture_mixed());
    check_round_trip(fixture_hostile(100000));
    check_round_trip(audit_new());
}

/* A report of a stored run must be the report of the run. */
Test(report_json, gives_the_same_reports_after_the_way_back)
{
    static const char *const formats[] = { "text", "csv", "html", "junit",
                                           "markdown" };
    g_autoptr(Audit) audit = fixture_mixed();
    g_autoptr(JsonValue) json = audit_to_json(audit);
    g_autoptr(Audit) back = audit_from_json(json, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *a = fixture_report(audit, formats[i], LANG_TH);
        g_autofree char *b = fixture_report(back, formats[i], LANG_TH);

        cr_expect_str_eq(a, b, "%s", formats[i]);
    }
}

Test(report_json, keeps_the_contract_of_its_names)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(JsonValue) json = audit_to_json(audit);
    const JsonValue *agency = json_at(json_get(json, "agencies"), 0);
    const JsonValue *score = json_get(agency, "score");
    const JsonValue *item = json_at(json_get(agency, "items"), 26);
    const JsonValue *element = json_at(json_get(item, "elements"), 1);

    cr_expect_eq(json_get_int(json, "schema_version", 0), 1);
    cr_expect_str_eq(json_get_string(agency, "id"), "ops");
    cr_expect_eq(json_get_hundredths(
                     json_get(json_get(score, "indicators"), "9"), "low", 0),
                 9000);
    cr_expect_eq(
        json_get_hundredths(json_get(json_get(score, "sub_indicators"), "9.4"),
                            "high", 0),
        7500);
    cr_expect_str_eq(json_get_string(item, "id"), "O27");
    cr_expect_str_eq(json_get_string(item, "verdict"), "incomplete");
    cr_expect_str_eq(json_get_string(element, "id"), "development");
    cr_expect_str_eq(json_get_string(element, "verdict"), "missing");
    cr_expect_eq(json_kind(json_get(element, "reason")), JSON_KIND_NULL);
    cr_expect_eq(json_kind(json_get(element, "nearest")), JSON_KIND_OBJECT);
    cr_expect_str_eq(json_get_string(element, "owner"), "hr");
}
