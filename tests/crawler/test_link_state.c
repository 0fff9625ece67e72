#include <criterion/criterion.h>
#include <string.h>

#include "crawler/link_state.h"

Test(link_state, every_row_is_named_once_and_found_by_its_name)
{
    for (guint i = 0; i < LINK_STATE_COUNT; i++) {
        LinkState found = LINK_STATE_COUNT;

        cr_assert_not_null(link_state_row((LinkState)i)->name, "row %u", i);
        cr_assert(link_state_find(link_state_name((LinkState)i), &found));
        cr_assert_eq((guint)found, i, "%s is there twice",
                     link_state_name((LinkState)i));
    }
}

Test(link_state, names_are_lower_case_words_with_dashes)
{
    for (guint i = 0; i < LINK_STATE_COUNT; i++) {
        const char *name = link_state_name((LinkState)i);

        cr_assert_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                     strlen(name), "%s", name);
    }
    cr_assert_str_eq(link_state_name(LINK_REDIRECTED_TO_HOME),
                     "redirected-to-home");
    cr_assert_str_eq(link_state_name(LINK_SOFT_404), "soft-404");
    cr_assert_str_eq(link_state_name(LINK_TLS_EXPIRED), "tls-expired");
}

Test(link_state, every_row_speaks_thai_and_english)
{
    for (guint i = 0; i < LINK_STATE_COUNT; i++) {
        const LinkStateRow *row = link_state_row((LinkState)i);

        cr_assert(g_utf8_validate(row->th, -1, NULL));
        cr_assert_gt(g_utf8_strlen(row->th, -1), 8, "%s", row->name);
        cr_assert_gt(g_utf8_get_char(row->th), 0x0E00u, "%s", row->name);
        cr_assert_eq(row->en[strlen(row->en) - 1], '.', "%s", row->name);
    }
}

Test(link_state, classes_follow_the_order_of_the_enum)
{
    LinkClass last = LINK_CLASS_OK;

    for (guint i = 0; i < LINK_STATE_COUNT; i++) {
        LinkClass class = link_state_row((LinkState)i)->class;

        cr_assert_geq((int)class, (int)last, "%s",
                      link_state_name((LinkState)i));
        last = class;
    }
    cr_assert_eq((int)last, LINK_CLASS_REFUSED);
    cr_assert_str_eq(link_class_name(LINK_CLASS_CARE), "care");
}

Test(link_state, an_unknown_name_is_not_found)
{
    LinkState state = LINK_OK;

    cr_assert_not(link_state_find("", &state));
    cr_assert_not(link_state_find("OK", &state));
    cr_assert_not(link_state_find(NULL, &state));
}

Test(link_state, a_status_has_its_state)
{
    static const struct {
        int status;
        LinkState state;
    } CASES[] = {
        { 200, LINK_OK },
        { 203, LINK_OK },
        { 204, LINK_EMPTY },
        { 304, LINK_OK },
        { 206, LINK_SHORT_BODY },
        { 400, LINK_CLIENT_ERROR },
        { 401, LINK_FORBIDDEN },
        { 403, LINK_FORBIDDEN },
        { 404, LINK_GONE },
        { 410, LINK_GONE },
        { 418, LINK_CLIENT_ERROR },
        { 429, LINK_RATE_LIMITED },
        { 451, LINK_FORBIDDEN },
        { 500, LINK_SERVER_ERROR },
        { 503, LINK_SERVER_ERROR },
        { 599, LINK_SERVER_ERROR },
        { 301, LINK_PROTOCOL_ERROR },
        { 0, LINK_PROTOCOL_ERROR },
        { 999, LINK_PROTOCOL_ERROR },
        { -1, LINK_PROTOCOL_ERROR },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        cr_assert_eq((int)link_state_of_status(CASES[i].status),
                     (int)CASES[i].state, "%d", CASES[i].status);
}
