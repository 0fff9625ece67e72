#include <criterion/criterion.h>
#include <string.h>

#include "app/config.h"
#include "app/config_keys.h"
#include "app/config_value.h"
#include "base/fault.h"

#define GOOD_AGENCY                                                            \
    "agencies:\n"                                                              \
    "  - id: a\n"                                                              \
    "    name: หน่วยงานตัวอย่าง\n"

static Config *read_text(const char *text, GPtrArray *faults)
{
    return config_text_read(text, strlen(text), "config.yaml", faults);
}

static char *faults_of(const char *text)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config = read_text(text, faults);

    (void)config; /* only to be freed */
    return fault_list_format(faults);
}

static void expect_fault(const char *text, const char *wanted)
{
    g_autofree char *said = faults_of(text);

    cr_assert(strstr(said, wanted) != NULL, "wanted '%s' in:\n%s", wanted,
              said);
}

static void expect_good(const char *text)
{
    g_autofree char *said = faults_of(text);

    cr_assert_str_eq(said, "");
}

Test(config, small_file_gets_built_in_values)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config =
        read_text("fiscal_year: 2565\n" GOOD_AGENCY, faults);
    const AgencyConfig *agency = config_find_agency(config, "a");

    cr_assert_eq(faults->len, 0);
    cr_assert_eq(config->fiscal_year, 2565);
    cr_assert_eq(config->pass_mark, 8500);
    cr_assert_eq(config->target, 0);
    cr_assert_eq(config->crawler.body_max_len, 64 << 20);
    cr_assert_eq(config->crawler.timeout_ms, 60000);
    cr_assert_eq(config->crawler.follow, 1);
    cr_assert_str_eq(config->lang, "th");
    cr_assert_str_eq(agency->name.th, "หน่วยงานตัวอย่าง");
    cr_assert_eq(agency->scores.iit[0], -1);
    cr_assert_not_null(config->store_dir);
}

Test(config, five_mistakes_are_told_at_once_with_places_and_words)
{
    const char *text = "fiscal_yaer: 2565\n"
                       "crawler: { timeout: soon, per_host: 99 }\n"
                       "agencies:\n"
                       "  - id: ops\n"
                       "    name: ก\n"
                       "    kind: departement\n"
                       "    submissions:\n"
                       "      X10: [https://a.go.th/]\n"
                       "      O11: [{ url: x }]\n";
    g_autofree char *said = faults_of(text);
    static const char *const wanted[] = {
        "config.yaml:1:1: ",
        "did you mean 'fiscal_year'",
        "'fiscal_year' is missing",
        "config.yaml:2:21: ",
        "500ms, 30s or 2m",
        "config.yaml:2:37: ",
        "from 1 to 16",
        "config.yaml:6:11: ",
        "did you mean 'department'?",
        "config.yaml:8:7: ",
        "'X10' is no item",
        "config.yaml:9:13: ",
        "a URL of O11 takes a text",
        "^",
    };

    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
        cr_expect(strstr(said, wanted[i]) != NULL, "wanted '%s' in:\n%s",
                  wanted[i], said);
}

Test(config, a_url_that_is_none_is_a_remark_with_its_place_and_no_fault)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config =
        read_text("fiscal_year: 2565\n" GOOD_AGENCY "    submissions:\n"
                  "      O1: [www.a.go.th/x]\n"
                  "      O2: https://a.go.th/1 https://a.go.th/2\n",
                  faults);
    const Submission *bad =
        agency_config_find_submission(config_find_agency(config, "a"), "O1");
    const Submission *two =
        agency_config_find_submission(config_find_agency(config, "a"), "O2");
    const Fault *remark;

    cr_assert_eq(faults->len, 0);
    cr_assert_eq(config->remarks->len, 1);
    remark = g_ptr_array_index(config->remarks, 0);
    cr_expect_eq(remark->line, 6);
    cr_expect_eq(remark->column, 12);
    cr_expect(strstr(remark->message, "[bad-url]") != NULL);
    cr_expect_str_eq(g_ptr_array_index(bad->urls, 0), "www.a.go.th/x");
    cr_expect_str_eq(submission_place(bad, "www.a.go.th/x"), "config.yaml:6");
    cr_expect_eq(two->urls->len, 2);
    cr_expect_eq(config->remarks->len, 1);
}

Test(config, report_formats_and_language_are_read)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config =
        read_text("fiscal_year: 2565\n" GOOD_AGENCY
                  "reports: { formats: [html, xlsx], lang: en }\n",
                  faults);

    cr_assert_eq(faults->len, 0);
    cr_assert_eq(config->report_formats->len, 2);
    cr_expect_str_eq(g_ptr_array_index(config->report_formats, 1), "xlsx");
    cr_expect_str_eq(config->report_lang, "en");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "reports: { formats: [htm] }\n",
                 "did you mean 'html'?");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "reports: { formats: html }\n",
                 "'formats' takes a list of words");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY "reports: { lang: de }\n",
                 "config.yaml:5:18:");
}

Test(config, each_wrong_value_is_a_fault)
{
    expect_fault("fiscal_year: x\n" GOOD_AGENCY, "config.yaml:1:14:");
    expect_fault("fiscal_year: 2022\n" GOOD_AGENCY, "from 2560 to 2599");
    expect_fault("fiscal_year: 2565\n", "'agencies' is missing");
    expect_fault("fiscal_year: 2565\nagencies: []\n", "lists no agency");
    expect_fault("fiscal_year: 2565\nagencies: ops\n", "a list of agencies");
    expect_fault("fiscal_year: 2565\nagencies:\n  - name: ก\n",
                 "'id' is missing");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY "    site: htps://a.go.th\n",
                 "did you mean 'https://'?");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY "  - id: a\n    name: ข\n",
                 "two agencies have the id 'a'");
    expect_fault("fiscal_year: 2565\nfiscal_year: 2566\n" GOOD_AGENCY,
                 "given twice");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "    submissions: { O10: [https://a.go.th], o10: [] }\n",
                 "O10 is given twice");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "    decisions: { O10: { outcome: acepted } }\n",
                 "did you mean 'accepted'?");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "    scores: { iit: { 6: 90 } }\n",
                 "6");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "    scores: { iit: { 1: 94.075 } }\n",
                 "at most two decimals");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "    scores: { previous: 100.01 }\n",
                 "from 0 to 100");
    expect_fault("fiscal_year: 2565\n" GOOD_AGENCY
                 "    submissions_from: none-such.csv\n",
                 "no such file");
    expect_fault(
        "fiscal_year: 2565\ncrawler: { allow_private: [10.0.0] }\n" GOOD_AGENCY,
        "'10.0.0' is no network");
    expect_fault("fiscal_year: 2565\ncrawler: 3\n" GOOD_AGENCY,
                 "takes keys of its own");
    expect_fault("fiscal_year: 2565\nmap: [{ from: a, to: b }]\n" GOOD_AGENCY,
                 "'a' of 'from'");
    expect_fault(
        "fiscal_year: 2565\nmap: [{ from: 'https://a.go.th/' }]\n" GOOD_AGENCY,
        "'to' is missing");
    expect_fault("- 1\n", "takes keys of its own");
    expect_fault("", "config.yaml");
}

Test(config, key_left_blank_is_not_given)
{
    expect_good("fiscal_year: 2565\n" GOOD_AGENCY
                "    executive:\n    site:\n    submissions:\n");
}

Test(config, submissions_come_in_every_form)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config =
        read_text("fiscal_year: 2565\n" GOOD_AGENCY "    submissions:\n"
                  "      O12: https://a.go.th/หน้า ๑\n"
                  "      ๐๑๐: [https://a.go.th/x, https://a.go.th/y]\n"
                  "      O11: { urls: [https://a.go.th/z], note: ดูหน้า 3 }\n"
                  "      O13: ไม่มี\n"
                  "      O14: ['#', 'ftp://a.go.th/f', 'javascript:void(0)']\n",
                  faults);
    const AgencyConfig *agency = config_find_agency(config, "a");
    const Submission *first = g_ptr_array_index(agency->submissions, 0);
    const Submission *odd = agency_config_find_submission(agency, "O14");

    cr_assert_eq(faults->len, 0);
    cr_assert_str_eq(first->item, "O10");
    cr_assert_eq(first->urls->len, 2);
    cr_assert_str_eq(g_ptr_array_index(
                         agency_config_find_submission(agency, "O12")->urls, 0),
                     "https://a.go.th/"
                     "%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2%20%E0%B9%91");
    cr_assert_str_eq(agency_config_find_submission(agency, "O11")->note,
                     "ดูหน้า 3");
    cr_assert(agency_config_find_submission(agency, "O13")->none);
    cr_assert_eq(odd->urls->len, 3);
    cr_assert_str_eq(g_ptr_array_index(odd->urls, 0), "#");
}

Test(config, environment_wins_over_the_file)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config = NULL;

    g_setenv("OIT_AUDIT_CRAWLER_TIMEOUT", "7s", TRUE);
    g_setenv("OIT_AUDIT_CRAWLER_RETRIES", "lots", TRUE);
    config = read_text(
        "fiscal_year: 2565\ncrawler: { timeout: 3s }\n" GOOD_AGENCY, faults);
    g_unsetenv("OIT_AUDIT_CRAWLER_TIMEOUT");
    g_unsetenv("OIT_AUDIT_CRAWLER_RETRIES");
    cr_assert_eq(config->crawler.timeout_ms, 7000);
    cr_assert_eq(faults->len, 1);
    cr_assert_str_eq(((Fault *)g_ptr_array_index(faults, 0))->file,
                     "OIT_AUDIT_CRAWLER_RETRIES");
}

Test(config, what_show_prints_reads_back_the_same)
{
    const char *text =
        "fiscal_year: 2565\ntarget: 93\nlang: en\n"
        "crawler: { pace: 250ms, body_max: 1MiB, allow_private: [10.0.0.0/8] "
        "}\nstore: { dir: /tmp/x }\n" GOOD_AGENCY "    short: 'ก: \"ข\"'\n"
        "    submissions: { O10: { urls: [https://a.go.th/x], note: n } }\n"
        "    scores: { iit: { 1: 94.07, 2: 0 }, previous: 92.32 }\n"
        "    decisions: { O10: { outcome: accepted, reason: r } }\n"
        "    owners: { plan: กองแผน }\n";
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config = read_text(text, faults);
    g_autofree char *shown = config_show(config);
    g_autoptr(Config) again = read_text(shown, faults);
    g_autofree char *twice = NULL;

    cr_assert_eq(faults->len, 0, "%s", shown);
    twice = config_show(again);
    cr_assert_str_eq(shown, twice);
    cr_assert(strstr(shown, "94.07") != NULL);
    cr_assert_eq(config_find_agency(again, "a")->scores.iit[1], 0);
    cr_assert_eq(config_find_agency(again, "a")->scores.iit[2], -1);
}

Test(config, reference_is_what_the_table_says)
{
    g_autofree char *made = config_doc();
    g_autofree char *kept = NULL;

    cr_assert(
        g_file_get_contents(SOURCE_DIR "/docs/CONFIG.md", &kept, NULL, NULL));
    cr_assert_str_eq(kept, made, "run: oit-audit config doc > docs/CONFIG.md");
}

Test(config_value, scores_are_exact_hundredths)
{
    static const struct {
        const char *text;
        gint64 value;
    } good[] = { { "94.07", 9407 }, { "94", 9400 }, { "94.5", 9450 },
                 { "0", 0 },        { "0.29", 29 }, { "100.00", 10000 },
                 { "92.32", 9232 }, { "1.10", 110 } };
    static const char *const bad[] = { "",
                                       ".5",
                                       "1.",
                                       "1.234",
                                       "-1",
                                       "1e2",
                                       "94,07",
                                       "๙๔",
                                       "1 2",
                                       "x",
                                       "99999999999999999" };
    gint64 value;

    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        cr_assert(score_parse(good[i].text, &value), "%s", good[i].text);
        cr_assert_eq(value, good[i].value, "%s", good[i].text);
    }
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        cr_assert_not(score_parse(bad[i], &value), "%s", bad[i]);
}

Test(config_value, durations_and_sizes_need_a_unit)
{
    gint64 value;

    cr_assert(duration_parse("30s", &value) && value == 30000);
    cr_assert(duration_parse("500ms", &value) && value == 500);
    cr_assert(duration_parse("2m", &value) && value == 120000);
    cr_assert_not(duration_parse("30", &value));
    cr_assert_not(duration_parse("s", &value));
    cr_assert(size_parse("64MiB", &value) && value == 64 << 20);
    cr_assert(size_parse("10 MB", &value) && value == 10000000);
    cr_assert_not(size_parse("64", &value));
    cr_assert_not(size_parse("999999999999999GB", &value));
}

Test(config_value, built_in_values_lie_in_their_ranges)
{
    /* config_new() asserts that each one is good. */
    g_autoptr(Config) config = config_new();

    cr_assert_eq(config->crawler.parallel, 16);
}
