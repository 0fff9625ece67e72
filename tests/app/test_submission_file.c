#include <criterion/criterion.h>
#include <string.h>

#include "app/config.h"
#include "app/submission_file.h"
#include "base/fault.h"
#include "document/reader.h"

#define DATA SOURCE_DIR "/tests/app/data/"

static GPtrArray *csv_read(const char *text, GPtrArray *faults)
{
    ReadRequest request = { .file_name = "s.csv" };
    g_autoptr(Document) document =
        document_read_bytes(text, strlen(text), &request);

    return submission_document_read(document, "s.csv", faults);
}

static void expect_row(const GPtrArray *rows, guint index, const char *agency,
                       const char *item, const char *url, const char *note)
{
    const SubmissionRow *row;

    cr_assert_lt(index, rows->len);
    row = g_ptr_array_index(rows, index);
    cr_expect(g_strcmp0(row->agency, agency) == 0, "%u: agency %s", index,
              row->agency);
    cr_expect(g_strcmp0(row->item, item) == 0, "%u: item %s", index, row->item);
    cr_expect(g_strcmp0(row->url, url) == 0, "%u: url %s", index, row->url);
    cr_expect(g_strcmp0(row->note, note) == 0, "%u: note %s", index, row->note);
}

Test(submission_file, items_are_read_however_they_are_written)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) rows = csv_read("หน่วยงาน,ข้อ,URL,คำอธิบาย\n"
                                         "ops,O10,https://a.go.th/1,ก\n"
                                         "ops,o11,https://a.go.th/2,\n"
                                         "ops,012,https://a.go.th/3,\n"
                                         "ops,๐๑๓,https://a.go.th/4,\n"
                                         "ops,OIT 14,https://a.go.th/5,\n"
                                         "ops,15,https://a.go.th/6,\n",
                                         faults);

    cr_assert_eq(faults->len, 0);
    cr_assert_eq(rows->len, 6);
    expect_row(rows, 0, "ops", "O10", "https://a.go.th/1", "ก");
    expect_row(rows, 1, "ops", "O11", "https://a.go.th/2", NULL);
    expect_row(rows, 2, "ops", "O12", "https://a.go.th/3", NULL);
    expect_row(rows, 3, "ops", "O13", "https://a.go.th/4", NULL);
    expect_row(rows, 4, "ops", "O14", "https://a.go.th/5", NULL);
    expect_row(rows, 5, "ops", "O15", "https://a.go.th/6", NULL);
}

Test(submission_file, headers_may_be_english_and_in_any_order)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) rows = csv_read(
        "Link,Remark,Item,Agency\nhttps://a.go.th/,see p. 2,O1,x\n", faults);

    cr_assert_eq(faults->len, 0);
    cr_assert_eq(rows->len, 1);
    expect_row(rows, 0, "x", "O1", "https://a.go.th/", "see p. 2");
}

Test(submission_file, data_column_is_no_item_column)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) rows =
        csv_read("ข้อมูล,ข้อที่,ลิงก์ข้อมูล\nแผน,O10,https://a.go.th/\n", faults);

    cr_assert_eq(faults->len, 0);
    cr_assert_eq(rows->len, 1);
    expect_row(rows, 0, NULL, "O10", "https://a.go.th/", NULL);
}

Test(submission_file, merged_headers_blank_cells_and_links_are_understood)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) rows =
        submission_file_read(DATA "submissions.xlsx", faults);
    g_autofree char *said = fault_list_format(faults);

    cr_assert_eq(faults->len, 0, "%s", said);
    cr_assert_eq(rows->len, 6);
    expect_row(rows, 0, "ส.ตย.", "O10", "https://www.example.go.th/plan",
               "ดูตาราง");
    expect_row(rows, 1, "ส.ตย.", "O10", "https://www.example.go.th/plan-2",
               NULL);
    expect_row(rows, 2, "ส.ตย.", "O11",
               "https://www.example.go.th/"
               "%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2%20%E0%B9%91",
               NULL);
    expect_row(rows, 3, "ส.ตย.", "O27", NULL, NULL);
    cr_expect(((SubmissionRow *)g_ptr_array_index(rows, 3))->none);
    expect_row(rows, 4, "ส.ตย.", "O29",
               "https://www.example.go.th/complaint-guide", NULL);
    /* Not an address, but what was submitted: a finding, not a fault. */
    expect_row(rows, 5, "ส.ตย.", "O30", "www.example.go.th/complaint", NULL);
}

Test(submission_file, wrong_item_is_told_with_its_row)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) rows = csv_read("ข้อ,URL\n"
                                         "O10,https://a.go.th/1\n"
                                         "หนึ่ง,https://a.go.th/2\n"
                                         "O12,https://a.go.th/3\n",
                                         faults);
    const Fault *fault;

    cr_assert_eq(rows->len, 2);
    cr_assert_eq(faults->len, 1);
    fault = g_ptr_array_index(faults, 0);
    cr_assert_eq(fault->line, 3);
    cr_assert(strstr(fault->message, "'หนึ่ง' is no item") != NULL);
}

Test(submission_file, table_without_the_columns_says_which_are_wanted)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) rows = csv_read("ก,ข\n1,2\n", faults);
    g_autofree char *said = fault_list_format(faults);

    cr_assert_eq(rows->len, 0);
    cr_assert_eq(faults->len, 1);
    cr_assert(strstr(said, "คำอธิบาย") != NULL);
}

Test(submission_file, what_is_no_spreadsheet_is_a_fault_and_no_crash)
{
    static const char *const paths[] = { SOURCE_DIR,
                                         SOURCE_DIR "/none-such.xlsx",
                                         "/dev/null" };

    for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GPtrArray) faults = fault_list_new();
        g_autoptr(GPtrArray) rows = submission_file_read(paths[i], faults);

        cr_assert_eq(rows->len, 0);
        cr_assert_eq(faults->len, 1, "%s", paths[i]);
    }
}

Test(submission_file, rows_of_other_agencies_stay_with_them)
{
    const char *text = "fiscal_year: 2565\nagencies:\n"
                       "  - id: a\n    name: หน่วยงาน ก\n    short: ส.ตย.\n"
                       "    submissions_from: submissions.xlsx\n"
                       "    submissions: { O10: https://b.go.th/own }\n"
                       "  - id: b\n    name: หน่วยงาน ข\n"
                       "    submissions_from: submissions.xlsx\n";
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config =
        config_text_read(text, strlen(text), DATA "config.yaml", faults);
    const AgencyConfig *a = config_find_agency(config, "a");
    const Submission *own = agency_config_find_submission(a, "O10");

    cr_assert_eq(faults->len, 0);
    cr_assert_eq(a->submissions->len, 5);
    cr_assert_eq(own->urls->len, 1);
    cr_assert_str_eq(g_ptr_array_index(own->urls, 0), "https://b.go.th/own");
    cr_assert_eq(config_find_agency(config, "b")->submissions->len, 0);
}

Test(submission_file, agency_that_nobody_knows_is_told)
{
    const char *text = "fiscal_year: 2565\nagencies:\n"
                       "  - id: c\n    name: หน่วยงาน ค\n"
                       "    submissions_from: submissions.xlsx\n";
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Config) config =
        config_text_read(text, strlen(text), DATA "config.yaml", faults);
    g_autofree char *said = fault_list_format(faults);

    (void)config; /* only to be freed */
    cr_assert(strstr(said, "no agency 'ส.ตย.'") != NULL, "%s", said);
}
