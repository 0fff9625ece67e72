/* One annual plan in every format: the same verdicts. Old formats and PDF are
 * made by LibreOffice, where it is installed. */
#include "program.h"

static Program program;

static void setup(void)
{
    program_init(&program);
}

static void teardown(void)
{
    program_clear(&program);
}

TestSuite(formats_agree, .init = setup, .fini = teardown, .timeout = 230);

static const char *const elements[] = { "one-year-plan", "projects", "budget",
                                        "period", "in-force" };

static gboolean spawn(const char *const *argv)
{
    g_auto(GStrv) env = g_get_environ();
    int status = 0;

    env = g_environ_setenv(env, "HOME", program.dir, TRUE);
    return g_spawn_sync(program.dir, (char **)(gconstpointer)argv, env,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                            G_SPAWN_STDERR_TO_DEV_NULL,
                        NULL, NULL, NULL, NULL, &status, NULL) &&
           WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void plans_make(const char *mode)
{
    g_autofree char *python = g_find_program_in_path("python3");
    const char *argv[] = { "python3",
                           SOURCE_DIR "/tests/document/zoo/make_zoo.py",
                           program.dir, mode, NULL };

    if (python == NULL)
        cr_skip_test("python3 is not installed");
    cr_assert(spawn(argv));
}

/* The verdicts of all elements in a line. Owned by the caller. */
static char *verdicts(const char *file)
{
    GString *line = g_string_new(NULL);
    g_autoptr(JsonValue) json = NULL;

    program_run(&program, "check", "--item", "O10", "--year", "2565", "--rules",
                SOURCE_DIR "/rules", "--format", "json", file);
    json = program_json(&program);
    for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
        g_string_append_printf(line, "%s=%s ", elements[i],
                               json_element(json, "O10", elements[i]));
    return g_string_free(line, FALSE);
}

static void expect_same(const char *const *files, const char *wanted)
{
    for (; *files != NULL; files++) {
        g_autofree char *found = verdicts(*files);

        cr_expect_str_eq(found, wanted, "%s", *files);
    }
}

static const char *const all[] = {
    "plan-874.html", "plan.docx", "plan.xlsx", "plan.odt",
    "plan.rtf",      "plan.zip",  NULL
};

Test(formats_agree, complete_plan_is_complete_in_every_format)
{
    plans_make("same");
    {
        g_autofree char *html = verdicts("plan.html");

        cr_expect_null(strstr(html, "missing"), "%s", html);
        cr_expect_not_null(strstr(html, "period=met"), "%s", html);
        expect_same(all, html);
    }
}

Test(formats_agree, plan_without_period_lacks_it_in_every_format)
{
    plans_make("less");
    {
        g_autofree char *html = verdicts("plan.html");

        cr_expect_null(strstr(html, "period=met"), "%s", html);
        cr_expect_not_null(strstr(html, "projects=met"), "%s", html);
        expect_same(all, html);
    }
}

static gboolean office_make(const char *filter, const char *from,
                            const char *to, const char *made)
{
    g_autofree char *profile =
        g_strdup_printf("-env:UserInstallation=file://%s/profile", program.dir);
    g_autofree char *path = g_build_filename(program.dir, made, NULL);
    const char *argv[] = { "soffice",      profile, "--headless", filter,
                           "--convert-to", to,      from,         NULL };

    return spawn(argv) && g_file_test(path, G_FILE_TEST_EXISTS);
}

Test(formats_agree, old_formats_say_the_same)
{
    static const char *const old[] = { "plan.doc", "plan.xls", NULL };
    g_autofree char *office = g_find_program_in_path("soffice");

    if (office == NULL)
        cr_skip_test("LibreOffice is not installed");
    plans_make("same");
    if (!office_make("--infilter=HTML (StarWriter)", "plan.html",
                     "doc:MS Word 97", "plan.doc") ||
        !office_make("--infilter=HTML (StarCalc)", "plan.html",
                     "xls:MS Excel 97", "plan.xls"))
        cr_skip_test("LibreOffice has no filters for them");
    {
        g_autofree char *html = verdicts("plan.html");

        expect_same(old, html);
    }
}
