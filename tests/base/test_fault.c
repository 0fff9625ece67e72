#include <criterion/criterion.h>
#include <string.h>

#include "base/fault.h"

/* The column (cells) of the caret in the text of one fault. */
static long caret_cell(const char *excerpt, int column)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autofree char *text = NULL;
    const char *caret, *line;

    fault_add(faults, "f", 1, column, excerpt, NULL, "m");
    text = fault_list_format(faults);
    caret = strstr(text, "^\n");
    cr_assert_not_null(caret);
    for (line = caret; line[-1] != '\n'; line--)
        ;
    return caret - line - 4;
}

Test(fault, caret_stands_under_the_column)
{
    cr_assert_eq(caret_cell("abc: d", 1), 0);
    cr_assert_eq(caret_cell("abc: d", 6), 5);
}

Test(fault, caret_gives_no_room_to_thai_marks)
{
    /* Nine code points, of which four are marks. */
    cr_assert_eq(caret_cell("ที่นี้: x", 9), 4 + 0);
    /* On a mark itself: under the letter that carries it. */
    cr_assert_eq(caret_cell("กี่", 2), 0);
    cr_assert_eq(caret_cell("กี่ข", 4), 1);
}

Test(fault, caret_gives_wide_letters_two_cells)
{
    cr_assert_eq(caret_cell("中文x", 3), 4);
}

Test(fault, caret_keeps_tabs)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autofree char *text = NULL;

    fault_add(faults, "f", 2, 2, "\tx", NULL, "m");
    text = fault_list_format(faults);
    cr_assert_str_eq(text, "f:2:2: m\n    \tx\n    \t^\n");
}

Test(fault, caret_past_the_end_stands_after_the_line)
{
    cr_assert_eq(caret_cell("ab", 90), 2);
}

Test(fault, whole_file_has_no_position)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autofree char *text = NULL;

    fault_add(faults, "c.yaml", 0, 0, NULL, "do this", "%s is bad", "it");
    text = fault_list_format(faults);
    cr_assert_str_eq(text, "c.yaml: it is bad\n    hint: do this\n");
}

Test(fault, long_line_is_cut_around_the_column)
{
    g_autofree char *line = g_strnfill(1000000, 'a');
    g_autoptr(GPtrArray) faults = fault_list_new();
    const Fault *fault;

    line[700000] = 'X';
    fault_add(faults, "f", 1, 700001, line, NULL, "m");
    fault = g_ptr_array_index(faults, 0);
    cr_assert_lt(strlen(fault->excerpt), 200);
    cr_assert_eq(g_utf8_get_char(g_utf8_offset_to_pointer(
                     fault->excerpt, fault->excerpt_column - 1)),
                 'X');
    cr_assert_eq(fault->column, 700001);
}

Test(fault, terminal_gets_no_escape_sequence)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autofree char *text = NULL;

    fault_add(faults, "f", 1, 1, "\033[2Jx\xff", NULL, "bad '\033[0m'");
    text = fault_list_format(faults);
    cr_assert_null(strchr(text, '\033'));
    cr_assert(g_utf8_validate(text, -1, NULL));
}

Test(fault, all_faults_are_told_and_floods_are_counted)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autofree char *text = NULL;

    for (int i = 0; i < 150; i++)
        fault_add(faults, "f", i + 1, 1, NULL, NULL, "m%d", i);
    text = fault_list_format(faults);
    cr_assert_not_null(strstr(text, "f:100:1: m99\n"));
    cr_assert_not_null(strstr(text, "... and 50 more\n"));
}

static const char *const keys[] = { "period",   "budget", "agencies",
                                    "ระยะเวลา", "O10",    "O1" };

static const char *nearest(const char *word)
{
    return fault_nearest(word, keys, G_N_ELEMENTS(keys));
}

Test(fault, nearest_word_mends_typing_slips)
{
    cr_assert_str_eq(nearest("peroid"), "period"); /* swap */
    cr_assert_str_eq(nearest("budgt"), "budget");  /* left out */
    cr_assert_str_eq(nearest("agenncies"), "agencies");
    cr_assert_str_eq(nearest("Period"), "period"); /* case alone */
    cr_assert_str_eq(nearest("ระยะเวา"), "ระยะเวลา");
    cr_assert_str_eq(nearest("010"), "O10");
}

Test(fault, nearest_word_is_none_when_far)
{
    cr_assert_null(nearest("zebra"));
    cr_assert_null(nearest(""));
    cr_assert_null(nearest("xy"));
    cr_assert_null(fault_nearest("period", keys, 0));
}

Test(fault, nearest_word_survives_long_and_broken_words)
{
    g_autofree char *line = g_strnfill(100000, 'p');

    cr_assert_null(nearest(line));
    cr_assert_null(nearest("\xff\xfe\xfd"));
}
