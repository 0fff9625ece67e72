#include <criterion/criterion.h>

#include "base/clock.h"

Test(clock, set_time_is_told_until_undone)
{
    g_unsetenv("OIT_AUDIT_NOW");
    clock_set(1764000000);
    cr_assert_eq(clock_now_at(), 1764000000);
    clock_set(-1);
    cr_assert_gt(clock_now_at(), 1764000000 - 10 * 365 * 86400);
    cr_assert_neq(clock_now_at(), 1764000000);
}

Test(clock, environment_wins)
{
    clock_set(5);
    g_setenv("OIT_AUDIT_NOW", "1637740320", TRUE);
    cr_assert_eq(clock_now_at(), 1637740320);
    g_setenv("OIT_AUDIT_NOW", "", TRUE);
    cr_assert_eq(clock_now_at(), 5);
}

Test(clock, utc_text_goes_there_and_back)
{
    static const gint64 times[] = { 0, 1, 951782400, 1637740320, 4102444799 };

    for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
        g_autofree char *text = clock_format_utc(times[i]);

        cr_expect_eq(clock_parse_utc(text), times[i], "%s", text);
    }
    g_autofree char *text = clock_format_utc(1637740320);

    cr_assert_str_eq(text, "2021-11-24T07:52:00Z");
}

Test(clock, other_texts_are_no_time)
{
    static const char *const bad[] = { "", "now", "2021-11-24",
                                       "2021-13-01T00:00:00Z",
                                       "2021-11-24T07:52:00Zx" };

    cr_assert_eq(clock_parse_utc(NULL), -1);
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        cr_expect_eq(clock_parse_utc(bad[i]), -1, "%s", bad[i]);
}
