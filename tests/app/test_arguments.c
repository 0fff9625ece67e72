#include <criterion/criterion.h>
#include <string.h>

#include "app/arguments.h"
#include "app/commands.h"

static const char *const allowed[] = { "format", "item", "verbose", "help",
                                       NULL };

static Arguments *parse(const char *line, GError **error)
{
    g_auto(GStrv) argv = g_strsplit(line, " ", -1);

    return arguments_parse((int)g_strv_length(argv), argv, allowed, error);
}

static void expect_wrong(const char *line, const char *wanted)
{
    g_autoptr(GError) error = NULL;

    cr_assert_null(parse(line, &error), "%s", line);
    cr_assert(strstr(error->message, wanted) != NULL, "%s", error->message);
}

Test(arguments, values_lists_and_words_are_told_apart)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Arguments) arguments =
        parse("--format json -i O10,O11 a.pdf --item=O27 -v -- --b", &error);
    g_autoptr(GPtrArray) items = arguments_list(arguments, "item");

    cr_assert_str_eq(arguments_value(arguments, "format"), "json");
    cr_assert(arguments_has(arguments, "verbose"));
    cr_assert_not(arguments_has(arguments, "help"));
    cr_assert_eq(items->len, 3);
    cr_assert_str_eq(g_ptr_array_index(items, 2), "O27");
    cr_assert_eq(arguments_words(arguments)->len, 2);
    cr_assert_str_eq(g_ptr_array_index(arguments_words(arguments), 1), "--b");
}

Test(arguments, wrong_options_are_told_with_the_nearest_word)
{
    expect_wrong("--fromat json", "did you mean '--format'?");
    expect_wrong("--format", "needs a value");
    expect_wrong("--verbose=1", "takes no value");
    expect_wrong("-x", "unknown option");
    expect_wrong("--out x", "unknown option '--out'");
}

Test(commands, every_option_of_every_command_has_its_row)
{
    gsize count;
    const Command *rows = commands(&count);

    for (gsize i = 0; i < count; i++) {
        g_autofree char *text = command_help_text(&rows[i], LANG_EN);

        cr_assert_eq(command_find(rows[i].name), &rows[i]);
        for (guint j = 0; rows[i].options[j] != NULL; j++) {
            cr_assert_not_null(option_find(rows[i].options[j]), "%s",
                               rows[i].options[j]);
            cr_assert(strstr(text, rows[i].options[j]) != NULL);
        }
    }
}

Test(commands, reference_names_every_command_and_option)
{
    g_autofree char *text = NULL;
    gsize count;
    const Command *rows = commands(&count);

    cr_assert(
        g_file_get_contents(SOURCE_DIR "/docs/COMMANDS.md", &text, NULL, NULL));
    for (gsize i = 0; i < count; i++) {
        g_autofree char *heading =
            g_strdup_printf("## oit-audit %s", rows[i].name);

        cr_expect(strstr(text, heading) != NULL, "%s", heading);
        for (guint j = 0; rows[i].options[j] != NULL; j++) {
            g_autofree char *option =
                g_strdup_printf("--%s", rows[i].options[j]);

            cr_expect(strstr(text, option) != NULL, "%s", option);
        }
    }
}
