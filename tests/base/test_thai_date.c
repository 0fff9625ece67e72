#include "base/thai_date.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

static const char *const kind_names[DATE_KIND_COUNT] = {
    [DATE_DAY] = "day",
    [DATE_DAY_RANGE] = "days",
    [DATE_MONTH] = "month",
    [DATE_MONTH_RANGE] = "months",
    [DATE_FISCAL_YEAR] = "fiscal",
    [DATE_ACADEMIC_YEAR] = "academic",
    [DATE_YEAR] = "year",
    [DATE_YEAR_SPAN] = "years",
    [DATE_HALF] = "half",
    [DATE_QUARTER] = "quarter",
    [DATE_TWELVE_MONTHS] = "twelve",
    [DATE_MONTH_NAME] = "name",
};

static const char *const role_names[DATE_ROLE_COUNT] = {
    [DATE_PLAIN] = "",
    [DATE_OF_LAW] = " law",
    [DATE_OF_PLAN] = " plan",
    [DATE_OF_POSTING] = " posting",
    [DATE_OF_ACADEMIC] = " school",
};

static void append_day(GString *out, int day)
{
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)day);
    g_string_append_printf(out, "%04d-%02d-%02d", g_date_get_year(&date),
                           g_date_get_month(&date), g_date_get_day(&date));
}

/* "half 1 2021-10-01..2022-03-31 2565? law" for each, "; " between. */
static char *summary_of(const char *text)
{
    g_autoptr(GArray) found = thai_dates_find(text, strlen(text));
    GString *out = g_string_new(NULL);
    gsize last = 0;

    for (guint i = 0; i < found->len; i++) {
        const DateMention *m = &g_array_index(found, DateMention, i);

        cr_assert(m->start_at >= last && m->start_at < m->end_at &&
                  m->end_at <= strlen(text));
        last = m->start_at;
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "",
                               kind_names[m->kind]);
        if (m->number != 0)
            g_string_append_printf(out, " %d", m->number);
        if (m->number_to != m->number)
            g_string_append_printf(out, "-%d", m->number_to);
        if (m->span.from_day != 0) {
            g_string_append_c(out, ' ');
            append_day(out, m->span.from_day);
            if (m->span.to_day != m->span.from_day) {
                g_string_append(out, "..");
                append_day(out, m->span.to_day);
            }
        }
        if (m->from_year_be != m->year_be)
            g_string_append_printf(out, " %d-%d", m->from_year_be, m->year_be);
        else if (m->year_be != 0)
            g_string_append_printf(out, " %d", m->year_be);
        g_string_append(out, m->year_inferred ? "?" : "");
        g_string_append(out, role_names[m->role]);
    }
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *text, *dates;
} DateRow;

static void check_dates(const DateRow *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autofree char *got = summary_of(rows[i].text);

        cr_expect_str_eq(got, rows[i].dates, "[%s]\n  got  [%s]\n  want [%s]",
                         rows[i].text, got, rows[i].dates);
    }
}

#define CHECK_DATES(rows) check_dates(rows, G_N_ELEMENTS(rows))

#define FY65 "fiscal 2021-10-01..2022-09-30 2565"
#define Y65 "year 2022-01-01..2022-12-31 2565"
#define HALF65 "half 1 2021-10-01..2022-03-31 2565"
#define SIX65 "2021-10-01..2022-03-31 2564-2565"

Test(thai_dates_find, reads_fiscal_years_in_all_spellings)
{
    static const DateRow rows[] = {
        { "ประจำปีงบประมาณ พ.ศ. 2565", FY65 },
        { "ประจำปีงบประมาณ 2565", FY65 },
        { "ปีงบประมาณ พ.ศ. ๒๕๖๕", FY65 },
        { "ปีงบประมาณ 2565", FY65 },
        { "ปีงบประมาณ พ.ศ.2565", FY65 },
        { "ปีงบประมาณพ.ศ 2565", FY65 },
        { "ปี งบประมาณ พศ. 2565", FY65 },
        { "ปีงบฯ 65", FY65 },
        { "ปีงบ 65", FY65 },
        { "ปีงบประมาณ 65", FY65 },
        { "งปม. 2565", FY65 },
        { "ประจำปีงบประมาณ\nพ.ศ. 2565", FY65 },
        { "ปีงบประมาณ (พ.ศ. 2565)", FY65 },
        { "ปีงบประมาณ: 2565", FY65 },
        { "ปีงบประมาณ\t2565", FY65 },
        { "แผนการใช้จ่ายงบประมาณ พ.ศ. 2565", FY65 },
        { "งบประมาณรายจ่ายประจำปี พ.ศ. 2565", FY65 },
        { "FY2565", FY65 },
        { "FY2022", FY65 },
        { "FY 65", FY65 },
        { "FY22", FY65 },
        { "Fiscal Year 2022", FY65 },
        { "ประจ\u0E4D\u0E32ปีงบประมาณ 2565", FY65 },
        { "ปีงบประมาณ พ.ศ. 2564 และ 2565",
          "fiscal 2020-10-01..2021-09-30 2564; " FY65 },
        { "ปีงบประมาณ 2564, 2565", "fiscal 2020-10-01..2021-09-30 2564; " FY65 },
        { "ปีงบประมาณ 2565 - 2566", "years 2021-10-01..2023-09-30 2565-2566" },
        { "พ.ร.บ. งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2565", FY65 },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, reads_calendar_and_school_years)
{
    static const DateRow rows[] = {
        { "ประจำปี 2565", Y65 },
        { "ประจำปี พ.ศ. 2565", Y65 },
        { "ปี พ.ศ. 2565", Y65 },
        { "พ.ศ. ๒๕๖๕", Y65 },
        { "พุทธศักราช 2565", Y65 },
        { "ปี ๒๕๖๕", Y65 },
        { "ปี 65", Y65 },
        { "ค.ศ. 2022", Y65 },
        { "ITA 2565", Y65 },
        { "Annual Report 2022", Y65 },
        { "2565 (2022)", Y65 "; " Y65 },
        { "2563 2564 2565", "year 2020-01-01..2020-12-31 2563; "
                            "year 2021-01-01..2021-12-31 2564; " Y65 },
        { "ปีการศึกษา 2565", "academic 2022-05-01..2023-04-30 2565 school" },
        { "ภาคเรียนที่ 1/2565", "academic 2022-05-01..2023-04-30 2565 school" },
        { "รายงานปี 2565 ระบบงาน", Y65 },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, reads_spans_of_years)
{
    static const DateRow rows[] = {
        { "(พ.ศ. 2561 - 2565)", "years 2018-01-01..2022-12-31 2561-2565" },
        { "พ.ศ. 2561–2565", "years 2018-01-01..2022-12-31 2561-2565" },
        { "2561-2565", "years 2018-01-01..2022-12-31 2561-2565" },
        { "ปี 2560-2564", "years 2017-01-01..2021-12-31 2560-2564" },
        { "พ.ศ. ๒๕๖๑ ถึง พ.ศ. ๒๕๖๕", "years 2018-01-01..2022-12-31 2561-2565" },
        { "ระยะ 20 ปี (พ.ศ. 2561 - 2580)",
          "years 2018-01-01..2037-12-31 2561-2580" },
        { "พ.ศ. 2563 - 65", "years 2020-01-01..2022-12-31 2563-2565" },
        { "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)",
          "years 2023-01-01..2027-12-31 2566-2570 plan" },
        { "ยุทธศาสตร์ชาติ พ.ศ. 2561 - 2580",
          "years 2018-01-01..2037-12-31 2561-2580 plan" },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, reads_days_and_ranges_of_days)
{
    static const DateRow rows[] = {
        { "9 ธันวาคม 2564", "day 2021-12-09 2564" },
        { "๙ ธันวาคม พ.ศ. ๒๕๖๔", "day 2021-12-09 2564" },
        { "วันที่ 31 เดือน ตุลาคม พ.ศ. 2564", "day 2021-10-31 2564" },
        { "ณ วันที่ 31 มีนาคม 2565", "day 2022-03-31 2565" },
        { "ณ 31 มี.ค. 65", "day 2022-03-31 2565" },
        { "31มี.ค.65", "day 2022-03-31 2565" },
        { "31 มีค 65", "day 2022-03-31 2565" },
        { "31/3/2565", "day 2022-03-31 2565" },
        { "31/03/65", "day 2022-03-31 2565" },
        { "31/03/2022", "day 2022-03-31 2565" },
        { "31-03-2565", "day 2022-03-31 2565" },
        { "31.3.2565", "day 2022-03-31 2565" },
        { "2022-03-31", "day 2022-03-31 2565" },
        { "9 December 2021", "day 2021-12-09 2564" },
        { "December 9, 2021", "day 2021-12-09 2564" },
        { "9 Dec 21", "day 2021-12-09 2564" },
        { "14 ก.พ. 2565", "day 2022-02-14 2565" },
        { "29 กุมภาพันธ์ 2565", "day 2022-02-28 2565" },
        { "1 ต.ค. 64 - 31 มี.ค. 65", "days " SIX65 },
        { "ระหว่างวันที่ 1 ตุลาคม 2564 ถึงวันที่ 31 มีนาคม 2565", "days " SIX65 },
        { "1 ต.ค. - 31 มี.ค. 65", "days " SIX65 },
        { "๑ ตุลาคม ๒๕๖๔ – ๓๑ มีนาคม ๒๕๖๕", "days " SIX65 },
        { "1 ต.ค. 64 - 31 มี.ค. 47", "day 2021-10-01 2564; "
                                    "day 2004-03-31 2547" },
        { "20-22 ตุลาคม 2563", "days 2020-10-20..2020-10-22 2563" },
        { "20 และ 21 ต.ค. 2563", "days 2020-10-20..2020-10-21 2563" },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, reads_months_and_ranges_of_months)
{
    static const DateRow rows[] = {
        { "ตุลาคม 2564", "month 10 2021-10-01..2021-10-31 2564" },
        { "ประจำเดือนตุลาคม พ.ศ. 2564", "month 10 2021-10-01..2021-10-31 2564" },
        { "ต.ค.64", "month 10 2021-10-01..2021-10-31 2564" },
        { "ต.ค.-64", "month 10 2021-10-01..2021-10-31 2564" },
        { "ต.ค. 2564", "month 10 2021-10-01..2021-10-31 2564" },
        { "ตค 64", "month 10 2021-10-01..2021-10-31 2564" },
        { "ก.พ. 65", "month 2 2022-02-01..2022-02-28 2565" },
        { "Oct 2021", "month 10 2021-10-01..2021-10-31 2564" },
        { "May 2022", "month 5 2022-05-01..2022-05-31 2565" },
        { "ตุล าคม 2564", "month 10 2021-10-01..2021-10-31 2564" },
        { "(ต.ค. 64 - มี.ค. 65)", "months 10-3 " SIX65 },
        { "ตุลาคม 2564 - มีนาคม 2565", "months 10-3 " SIX65 },
        { "เดือนตุลาคม 2564 ถึงเดือนมีนาคม 2565", "months 10-3 " SIX65 },
        { "ต.ค.64-มี.ค.65", "months 10-3 " SIX65 },
        { "ต.ค. - ธ.ค. 64", "months 10-12 2021-10-01..2021-12-31 2564" },
        { "ต.ค. - มี.ค. 65", "months 10-3 " SIX65 },
        { "ต.ค. - มี.ค.", "months 10-3" },
        { "เดือนตุลาคม ปีงบประมาณ พ.ศ. 2565",
          "month 10 2021-10-01..2021-10-31 2564?; " FY65 },
        { "ธ.ค., ม.ค. และ ก.พ. 65", "month 12 2021-12-01..2021-12-31 2564?; "
                                    "month 1 2022-01-01..2022-01-31 2565?; "
                                    "month 2 2022-02-01..2022-02-28 2565" },
        { "ปีงบประมาณ 2565 (ต.ค. - มี.ค.)",
          FY65 "; months 10-3 2021-10-01..2022-03-31 2565?" },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, reads_rows_of_month_names)
{
    static const DateRow rows[] = {
        { "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ.",
          "name 10; name 11; name 12; name 1; name 2" },
        { "ต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.",
          "name 10; name 11; name 12; name 1; name 2; name 3" },
        { "ต.ค.พ.ย.ธ.ค.ม.ค.", "name 10; name 11; name 12; name 1" },
        { "ตค พย ธค มค กพ มีค", "name 10; name 11; name 12; name 1; name 2; "
                               "name 3" },
        { "มิ.ย. ก.ค. ส.ค. ก.ย.", "name 6; name 7; name 8; name 9" },
        { "มีนาคม", "name 3" },
        { "พ.ศ. 2564\tพ.ศ. 2565\nต.ค.\tพ.ย.",
          "year 2021-01-01..2021-12-31 2564; " Y65 "; name 10; name 11" },
        { "พ.ย.\tธ.ค.\tพ.ศ. 2565\tม.ค.", "name 11; name 12; " Y65 "; name 1" },
        { "ต.ค.\t-\tพ.ย.\t45", "name 10; name 11" },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, gives_halves_and_quarters_the_year_named_near)
{
    static const DateRow rows[] = {
        { "รอบ 6 เดือน", "half 1" },
        { "รอบ ๖ เดือนแรก", "half 1" },
        { "รอบหกเดือน", "half 1" },
        { "6 เดือนแรก", "half 1" },
        { "ครึ่งปีแรก", "half 1" },
        { "ครึ่งปีหลัง", "half 2" },
        { "รอบ 6 เดือนหลัง", "half 2" },
        { "ครึ่งปีงบประมาณ", "half 1" },
        { "รอบที่ 1", "half 1" },
        { "รอบการประเมินที่ 2/2565", "half 2 2022-04-01..2022-09-30 2565" },
        { "รอบ 12 เดือน", "twelve" },
        { "ประจำปีงบประมาณ พ.ศ. 2565 รอบ 6 เดือน", FY65 "; " HALF65 "?" },
        { "รอบ 6 เดือน ประจำปีงบประมาณ พ.ศ. 2565", HALF65 "?; " FY65 },
        { "รอบ 6 เดือน (ต.ค. 64 - มี.ค. 65)", HALF65 "?; months 10-3 " SIX65 },
        { "รอบ 6 เดือน หลักฐานการรายงาน (เดือนตุลาคม 2564 - มีนาคม 2565)",
          HALF65 "?; months 10-3 " SIX65 },
        { "รอบ 6 เดือน ประจำปี 2565", HALF65 "?; " Y65 },
        { "รอบ 12 เดือน ปีงบประมาณ 2565",
          "twelve 2021-10-01..2022-09-30 2565?; " FY65 },
        { "ไตรมาสที่ 2", "quarter 2" },
        { "ไตรมาส ๑", "quarter 1" },
        { "ไตรมาสที่ 1 และ 2", "quarter 1-2" },
        { "ไตรมาส 1-4", "quarter 1-4" },
        { "ไตรมาสที่ 1 และไตรมาสที่ 2", "quarter 1-2" },
        { "ไตรมาสที่สอง", "quarter 2" },
        { "Q1 Q2", "quarter 1; quarter 2" },
        { "Q1-Q2", "quarter 1-2" },
        { "ไตรมาสที่ 2/2565", "quarter 2 2022-01-01..2022-03-31 2565" },
        { "ไตรมาสที่ 1 (ต.ค. - ธ.ค. 64)",
          "quarter 1 2021-10-01..2021-12-31 2565?; "
          "months 10-12 2021-10-01..2021-12-31 2564" },
        { "ไตรมาส 2 ปีงบประมาณ พ.ศ. 2565",
          "quarter 2 2022-01-01..2022-03-31 2565?; " FY65 },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, does_not_reach_far_for_a_year)
{
    GString *text = g_string_new("ปีงบประมาณ พ.ศ. 2565\n");
    g_autofree char *got = NULL;

    for (int i = 0; i < 30; i++)
        g_string_append(text, "ข้อความอื่น ");
    g_string_append(text, "\nรอบ 6 เดือน");
    got = summary_of(text->str);
    cr_expect_str_eq(got, FY65 "; half 1");
    g_string_free(text, TRUE);
}

Test(thai_dates_find, knows_whose_year_it_is)
{
    static const DateRow rows[] = {
        { "พระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560",
          "year 2017-01-01..2017-12-31 2560 law" },
        { "พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540 ประจำปี พ.ศ. 2565",
          "year 1997-01-01..1997-12-31 2540 law; " Y65 },
        { "พรบ.ข้อมูลข่าวสาร 2540", "year 1997-01-01..1997-12-31 2540 law" },
        { "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ.2526 "
          "และที่แก้ไขเพิ่มเติม (ฉบับที่ 4) พ.ศ. 2564",
          "year 1983-01-01..1983-12-31 2526 law; "
          "year 2021-01-01..2021-12-31 2564 law" },
        { "รัฐธรรมนูญแห่งราชอาณาจักรไทย พุทธศักราช 2560",
          "year 2017-01-01..2017-12-31 2560 law" },
        { "หนังสือสำนักงาน ก.พ. ที่ นร 1004/ว 17 ลงวันที่ 29 กันยายน 2556",
          "day 2013-09-29 2556 law" },
        { "ระเบียบว่าด้วยวิธีการงบประมาณ พ.ศ.2541",
          "year 1998-01-01..1998-12-31 2541 law" },
        { "พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561",
          "year 2018-01-01..2018-12-31 2561 law" },
        { "พ.ร.บ. งบประมาณรายจ่ายประจำปี พ.ศ. 2565", FY65 },
        { "ว 17/2556", "year 2013-01-01..2013-12-31 2556 law" },
        { "มติคณะรัฐมนตรีเมื่อวันที่ 7 พฤษภาคม 2562", "day 2019-05-07 2562 law" },
        { "ประกาศ ณ วันที่ 7 มกราคม พ.ศ. 2565", "day 2022-01-07 2565" },
        { "โพสต์เมื่อ 12 ต.ค. 2565", "day 2022-10-12 2565 posting" },
        { "วันที่เผยแพร่: 1/2/2566", "day 2023-02-01 2566 posting" },
        { "ปรับปรุงล่าสุด 5 มี.ค. 66 รายงานปี 2565",
          "day 2023-03-05 2566 posting; " Y65 },
        { "© 2566 เทศบาล", "year 2023-01-01..2023-12-31 2566 posting" },
        { "Copyright 2021", "year 2021-01-01..2021-12-31 2564 posting" },
        { "10 ม.ค. 65 | เข้าชม 120 ครั้ง", "day 2022-01-10 2565 posting" },
        { "ผู้เข้าชมเว็บไซต์ตั้งแต่ 1 ม.ค. 2560", "day 2017-01-01 2560 posting" },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, finds_nothing_in_what_is_no_date)
{
    static const DateRow rows[] = {
        { "", "" },
        { "สำนักงาน ก.พ. กำหนด", "" },
        { "ก.ค.ศ. และ ก.พ.ร. อ.ก.พ.", "" },
        { "2,565.00 บาท", "" },
        { "งบประมาณ 2565 บาท", "" },
        { "จำนวน 2565 คน", "" },
        { "โทร. 0 2565 1234", "" },
        { "โทร 0-2565-1234", "" },
        { "คำสั่งที่ 2565/12", "" },
        { "เลขที่ 12/2565", "" },
        { "ร.ศ. 112", "" },
        { "ร.ศ. 2435", "" },
        { "99.65", "" },
        { "O10 ITA2565", "" },
        { "อายุ 60 ปี", "" },
        { "ภายใน 6 เดือน", "" },
        { "12565", "" },
        { "FY3333333333 9999999999.1", "" },
        { "you may go", "" },
        { "กพร", "" },
        { "ม.คำแหง ส. คณะ", "" },
        { "รหัสไปรษณีย์ 10400", "" },
    };
    CHECK_DATES(rows);
}

Test(thai_dates_find, points_at_the_words)
{
    const char *text = "แผน ประจำปีงบประมาณ  พ.ศ. ๒๕๖๕ ของกรม";
    g_autoptr(GArray) found = thai_dates_find(text, strlen(text));
    const DateMention *m = &g_array_index(found, DateMention, 0);
    g_autofree char *words =
        g_strndup(text + m->start_at, m->end_at - m->start_at);

    cr_expect_str_eq(words, "ประจำปีงบประมาณ  พ.ศ. ๒๕๖๕");
}

Test(thai_dates_find, is_linear_and_survives_hostile_text)
{
    static const char *const units[] = {
        "2565 ",     "1-", "ต.ค.", "ต.ค. ",         "1/",     "รอบ ",
        "ไตรมาส 1,", "ปี",  "(",    "\xE0\xB8",      "6 เดือน", "๑",
        "พ.ศ.",      "-",  "ก.",   "31 มี.ค. 65 - ", "\uFFFD",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        GString *text = g_string_new(NULL);
        clock_t begin = clock();
        g_autoptr(GArray) found = NULL;

        while (text->len < 300000)
            g_string_append(text, units[i]);
        found = thai_dates_find(text->str, text->len);
        cr_expect(clock() - begin < 3 * CLOCKS_PER_SEC,
                  "300 kB of [%s] took %d ms", units[i],
                  (int)((clock() - begin) / (CLOCKS_PER_SEC / 1000)));
        g_string_free(text, TRUE);
    }
}

static int day_of(int day, int month, int year)
{
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return (int)g_date_get_julian(&date);
}

Test(fiscal_year, begins_in_october)
{
    cr_expect_eq(fiscal_year_of_day(day_of(9, 12, 2021)), 2565);
    cr_expect_eq(fiscal_year_of_day(day_of(30, 9, 2022)), 2565);
    cr_expect_eq(fiscal_year_of_day(day_of(1, 10, 2022)), 2566);
    cr_expect_eq(fiscal_year_of_day(day_of(12, 10, 2022)), 2566);
    cr_expect_eq(calendar_year_of_day(day_of(9, 12, 2021)), 2564);
    cr_expect_eq(fiscal_year_span(2565).from_day, day_of(1, 10, 2021));
    cr_expect_eq(fiscal_year_span(2565).to_day, day_of(30, 9, 2022));
    cr_expect_eq(fiscal_first_half(2565).to_day, day_of(31, 3, 2022));
    cr_expect_eq(month_span(2, 2567).to_day, day_of(29, 2, 2024));
}

Test(day_span, contains_and_overlaps_only_known_days)
{
    DaySpan year = fiscal_year_span(2565), half = fiscal_first_half(2565);
    DaySpan unknown = { 0, 0 };

    cr_expect(day_span_contains(year, half));
    cr_expect_not(day_span_contains(half, year));
    cr_expect(day_span_overlaps(half, year));
    cr_expect_not(day_span_overlaps(half, month_span(4, 2565)));
    cr_expect_not(day_span_contains(year, unknown));
    cr_expect_not(day_span_overlaps(unknown, unknown));
}

Test(thai_date_format, writes_both_calendars)
{
    g_autofree char *thai = thai_date_format(day_of(24, 11, 2026), FALSE);
    g_autofree char *english = thai_date_format(day_of(24, 11, 2026), TRUE);
    /* 24 Nov 2026 09:52:07 UTC */
    g_autofree char *time = thai_time_format(1795513927, FALSE);
    g_autofree char *time_en = thai_time_format(1795513927, TRUE);

    cr_expect_str_eq(thai, "24 พฤศจิกายน 2569");
    cr_expect_str_eq(english, "24 November 2026");
    cr_expect_str_eq(time, "24 พ.ย. 2569 16:52 น.");
    cr_expect_str_eq(time_en, "24 Nov 2026 16:52");
}

Test(day_of_time, changes_at_midnight_in_bangkok)
{
    /* 2026-11-24 16:59:59 and 17:00:00 UTC */
    cr_expect_eq(day_of_time(1795539599), day_of(24, 11, 2026));
    cr_expect_eq(day_of_time(1795539600), day_of(25, 11, 2026));
    cr_expect_eq(day_of_time(0), day_of(1, 1, 1970));
    cr_expect_gt(day_of_time(G_MININT64), 0);
    cr_expect_gt(day_of_time(G_MAXINT64), 0);
}

Test(thai_month_read, reads_full_short_and_english_names)
{
    static const struct {
        const char *text;
        int month;
        gsize used;
    } rows[] = {
        { "มกราคม 2565", 1, 18 }, { "ก.พ.", 2, 8 },
        { "มี.ค. 65", 3, 11 },     { "เมย", 4, 9 },
        { "พ.ค", 5, 7 },          { "June 2022", 6, 4 },
        { "Sept.", 9, 5 },        { "ต. ค.", 10, 9 },
        { "พ.ศ. 2565", 0, 0 },    { "", 0, 0 },
        { "12", 0, 0 },           { " ต.ค.", 0, 0 },
        { "ก.พ.ร.", 0, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize used;

        cr_expect_eq(thai_month_read(rows[i].text, strlen(rows[i].text), &used),
                     rows[i].month, "%s", rows[i].text);
        cr_expect_eq(used, rows[i].used, "%s: %zu", rows[i].text, used);
    }
}
