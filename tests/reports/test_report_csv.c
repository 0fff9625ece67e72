#include <criterion/criterion.h>

#include <string.h>

#include "fixture.h"

/* A reader of RFC 4180 of its own: rows of fields. */
static GPtrArray *csv_parse(const char *text)
{
    GPtrArray *rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
    GString *cell = g_string_new(NULL);
    gboolean quoted = FALSE;

    for (const char *p = text; *p != '\0'; p++) {
        if (quoted && p[0] == '"' && p[1] == '"')
            g_string_append_c(cell, *p++);
        else if (*p == '"')
            quoted = !quoted;
        else if (!quoted && (*p == ',' || *p == '\n')) {
            g_ptr_array_add(row, g_strdup(cell->str));
            g_string_truncate(cell, 0);
            if (*p == '\n') {
                g_ptr_array_add(rows, row);
                row = g_ptr_array_new_with_free_func(g_free);
            }
        } else if (quoted || *p != '\r')
            g_string_append_c(cell, *p);
    }
    g_ptr_array_unref(row);
    g_string_free(cell, TRUE);
    return rows;
}

static const char *cell_of(const GPtrArray *rows, guint row, const char *name)
{
    const GPtrArray *heads = g_ptr_array_index(rows, 0);
    const GPtrArray *cells = g_ptr_array_index(rows, row);

    for (guint i = 0; i < heads->len; i++)
        if (strcmp(g_ptr_array_index(heads, i), name) == 0)
            return g_ptr_array_index(cells, i);
    cr_assert(FALSE, "there is no column %s", name);
    return NULL;
}

Test(report_csv, starts_with_a_byte_order_mark_for_excel)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = fixture_report(audit, "csv", LANG_TH);

    cr_assert(g_str_has_prefix(text, "\xef\xbb\xbfrun_id,"));
}

Test(report_csv, has_one_row_an_element_and_as_many_cells_in_each)
{
    g_autoptr(Audit) audit = fixture_mixed();
    g_autofree char *text = fixture_report(audit, "csv", LANG_TH);
    g_autoptr(GPtrArray) rows = csv_parse(text + 3);
    const AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);
    const GPtrArray *heads = g_ptr_array_index(rows, 0);
    guint wanted = 1;

    for (guint i = 0; i < agency->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(agency->items, i);

        wanted += MAX(item->elements->len, 1u);
    }
    cr_assert_eq(rows->len, wanted);
    for (guint i = 0; i < rows->len; i++)
        cr_expect_eq(((GPtrArray *)g_ptr_array_index(rows, i))->len,
                     heads->len);
}

Test(report_csv, carries_verdict_reason_quote_and_owner)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = fixture_report(audit, "csv", LANG_TH);
    g_autoptr(GPtrArray) rows = csv_parse(text + 3);
    guint seen = 0;

    for (guint i = 1; i < rows->len; i++) {
        if (strcmp(cell_of(rows, i, "item"), "O27") == 0 &&
            strcmp(cell_of(rows, i, "element"), "development") == 0) {
            seen++;
            cr_expect_str_eq(cell_of(rows, i, "verdict"), "missing");
            cr_expect_str_eq(cell_of(rows, i, "reason"),
                             "ขาดหลักเกณฑ์การพัฒนาบุคลากร");
            cr_expect_str_eq(cell_of(rows, i, "owner"), "กองกลาง");
            cr_expect_str_eq(cell_of(rows, i, "ita_points_at_stake"), "1.00");
            cr_expect(strstr(cell_of(rows, i, "nearest_quote"), "ชำนาญการ"));
            cr_expect_str_eq(cell_of(rows, i, "submitted_state"), "ok");
        }
    }
    cr_assert_eq(seen, 1);
}

Test(report_csv, lets_no_cell_start_a_formula)
{
    static const char *const starts[] = { "=",   "+",  "-",   "@",
                                          "  =", "＝", "\t=", "\r=" };

    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_autoptr(Audit) audit = fixture_worked();
        AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);
        g_autofree char *evil =
            g_strconcat(starts[i], "cmd|' /C calc'!A0", NULL);
        g_autofree char *text = NULL;
        g_autoptr(GPtrArray) rows = NULL;

        words_set(&agency->name, evil, NULL);
        text = fixture_report(audit, "csv", LANG_TH);
        rows = csv_parse(text + 3);
        cr_expect_eq(*cell_of(rows, 1, "agency"), '\'', "\"%s\" -> %s",
                     starts[i], cell_of(rows, 1, "agency"));
    }
}

Test(report_csv, keeps_quotes_commas_and_line_ends_inside_a_cell)
{
    g_autoptr(Audit) audit = fixture_worked();
    AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);
    g_autofree char *text = NULL;
    g_autoptr(GPtrArray) rows = NULL;

    words_set(&agency->name, "ก \"ข\", ค\nง", NULL);
    text = fixture_report(audit, "csv", LANG_TH);
    rows = csv_parse(text + 3);
    cr_assert_str_eq(cell_of(rows, 1, "agency"), "ก \"ข\", ค ง");
}
