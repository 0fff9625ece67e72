#include <criterion/criterion.h>
#include <string.h>

#include "base/json.h"
#include "base/limits.h"

static JsonValue *parse(const char *text)
{
    return json_parse(text, strlen(text), NULL);
}

Test(json, hundredths_have_exactly_two_decimals)
{
    static const struct {
        gint64 hundredths;
        const char *text;
    } rows[] = {
        { 9210, "[92.10]" },   { 9211, "[92.11]" },
        { 0, "[0.00]" },       { 1, "[0.01]" },
        { -9232, "[-92.32]" }, { 10000, "[100.00]" },
        { 29, "[0.29]" },      { 900000000000007, "[9000000000000.07]" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(JsonValue) array = json_new_array();
        g_autofree char *text = NULL;

        json_append(array, json_new_hundredths(rows[i].hundredths));
        text = json_format(array, FALSE);
        cr_expect_str_eq(text, rows[i].text);
    }
}

Test(json, every_score_survives_the_round_trip)
{
    for (gint64 h = 0; h <= 10000; h++) {
        g_autoptr(JsonValue) object = json_new_object();
        g_autoptr(JsonValue) back = NULL;
        g_autofree char *text = NULL;
        g_autofree char *wanted =
            g_strdup_printf("{\"s\":%d.%02d}", (int)(h / 100), (int)(h % 100));

        json_set(object, "s", json_new_hundredths(h));
        text = json_format(object, FALSE);
        cr_assert_str_eq(text, wanted);
        back = parse(text);
        cr_assert_eq(json_get_hundredths(back, "s", -1), h);
    }
}

Test(json, hundredths_round_half_up)
{
    g_autoptr(JsonValue) o = parse("{\"a\":1.005,\"b\":92.1,\"c\":93,"
                                   "\"d\":1.0049,\"e\":1e300,\"f\":\"1\"}");

    cr_assert_eq(json_get_hundredths(o, "a", 0), 101);
    cr_assert_eq(json_get_hundredths(o, "b", 0), 9210);
    cr_assert_eq(json_get_hundredths(o, "c", 0), 9300);
    cr_assert_eq(json_get_hundredths(o, "d", 0), 100);
    cr_assert_eq(json_get_hundredths(o, "e", -7), -7);
    cr_assert_eq(json_get_hundredths(o, "f", -7), -7);
    cr_assert_eq(json_get_hundredths(o, "none", -7), -7);
}

Test(json, members_keep_the_order_they_were_added_in)
{
    g_autoptr(JsonValue) object = json_new_object();
    g_autofree char *text = NULL;

    json_set_string(object, "z", "ไทย");
    json_set_int(object, "a", 7);
    json_set_bool(object, "m", TRUE);
    json_set_string(object, "b", NULL);
    json_set(object, "l", json_new_array());
    json_set(object, "o", json_new_object());
    text = json_format(object, FALSE);
    cr_assert_str_eq(text, "{\"z\":\"ไทย\",\"a\":7,\"m\":true,\"b\":null,"
                           "\"l\":[],\"o\":{}}");
}

Test(json, indented_text_reads_as_expected)
{
    g_autoptr(JsonValue) object = parse("{\"a\":[1,{\"b\":[]}],\"c\":null}");
    g_autofree char *text = json_format(object, TRUE);

    cr_assert_str_eq(text, "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n"
                           "    }\n  ],\n  \"c\": null\n}\n");
}

Test(json, strings_are_escaped_and_valid)
{
    g_autoptr(JsonValue) array = json_new_array();
    g_autoptr(JsonValue) back = NULL;
    g_autofree char *text = NULL;

    json_append(array, json_new_string("\"\\\n\t\x01\x7f/"));
    json_append(array, json_new_string("a\xff"));
    json_append(array, json_new_string(NULL));
    text = json_format(array, FALSE);
    cr_assert_str_eq(text, "[\"\\\"\\\\\\n\\t\\u0001\\u007f/\",\"a\xEF\xBF\xBD"
                           "\",null]");
    back = parse(text);
    cr_assert_str_eq(json_string(json_at(back, 0)), "\"\\\n\t\x01\x7f/");
}

Test(json, other_numbers_stay_exact)
{
    g_autoptr(JsonValue) a =
        parse("[0.125, 0.1, 9007199254740993, 1e-9, -0.5]");
    g_autofree char *text = json_format(a, FALSE);
    g_autoptr(JsonValue) b = parse(text);
    g_autofree char *again = json_format(b, FALSE);

    cr_assert(g_str_has_prefix(text, "[0.125,0.10,9007199254740993,1"));
    cr_assert(g_str_has_suffix(text, ",-0.50]"));
    cr_assert_str_eq(text, again);
}

Test(json, absent_and_wrong_kinds_give_the_fallback)
{
    g_autoptr(JsonValue) o = parse("{\"i\":1,\"s\":\"x\",\"b\":false}");

    cr_assert_null(json_get(o, "none"));
    cr_assert_null(json_get(NULL, "none"));
    cr_assert_null(json_get_string(o, "i"));
    cr_assert_eq(json_get_int(o, "s", 5), 5);
    cr_assert_eq(json_get_bool(o, "i", TRUE), TRUE);
    cr_assert_eq(json_get_bool(o, "b", TRUE), FALSE);
    cr_assert_eq(json_length(json_get(o, "s")), 0);
    cr_assert_null(json_at(o, 0));
    cr_assert_eq(json_kind(json_get(o, "b")), JSON_KIND_BOOL);
    cr_assert_eq(json_kind(json_get(o, "i")), JSON_KIND_NUMBER);
}

static void join_key(const char *key, JsonValue *value, gpointer data)
{
    g_string_append_printf(data, "%s=%s;", key, json_string(value));
}

Test(json, each_member_is_visited_in_order)
{
    g_autoptr(JsonValue) o = parse("{\"b\":\"1\",\"a\":\"2\"}");
    GString *seen = g_string_new(NULL);

    json_each(o, join_key, seen);
    json_each(NULL, join_key, seen);
    cr_assert_str_eq(seen->str, "b=1;a=2;");
    g_string_free(seen, TRUE);
}

Test(json, ref_keeps_a_value_alive)
{
    JsonValue *text = json_new_string("x");
    JsonValue *array = json_new_array();

    json_append(array, json_ref(text));
    json_free(array);
    cr_assert_str_eq(json_string(text), "x");
    json_free(text);
}

Test(json, bad_text_is_refused_with_its_place)
{
    static const char *const bad[] = {
        "",           "{",         "[1,]",       "{\"a\":1,\"a\":2}",
        "[\"\xff\"]", "[1] x",     "nul",        "[\"\\ud800\"]",
        "[1e999]",    "{\"a\" 1}", "[\"a\nb\"]",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        JsonValue *value = json_parse(bad[i], strlen(bad[i]), &error);

        cr_expect_null(value, "%s", bad[i]);
        cr_expect(g_error_matches(error, JSON_ERROR, JSON_ERROR_SYNTAX));
    }

    g_autoptr(GError) error = NULL;

    cr_assert_null(json_parse("[1,\n x]", 7, &error));
    cr_assert_not_null(strstr(error->message, "line 2"));
}

Test(json, nesting_is_bounded)
{
    GString *deep = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    JsonValue *value;

    for (int i = 0; i < JSON_DEPTH_MAX; i++)
        g_string_append_c(deep, '[');
    g_string_append(deep, "\"[[[\\\"[\"");
    for (int i = 0; i < JSON_DEPTH_MAX; i++)
        g_string_append_c(deep, ']');
    value = json_parse(deep->str, deep->len, &error);
    cr_assert_not_null(value, "%s", error == NULL ? "" : error->message);
    json_free(value);

    g_string_prepend_c(deep, '[');
    g_string_append_c(deep, ']');
    cr_assert_null(json_parse(deep->str, deep->len, &error));
    cr_assert_not_null(strstr(error->message, "deeper"));
    g_string_free(deep, TRUE);
}
