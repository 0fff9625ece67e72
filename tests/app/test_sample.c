/* The worked case, on the shipped sample: nothing of it is special to the
 * sample, it follows from rules, documents and config. */
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

TestSuite(sample, .init = setup, .fini = teardown, .timeout = 230);

typedef struct {
    const char *from, *to;
} Change;

/* The shipped config with @changes (ended by an empty one) and its paths made
 * absolute, in a file of its own. Owned by the caller. */
static char *config_with(const Change *changes)
{
    g_autofree char *text = NULL;
    g_autoptr(GString) config = NULL;

    cr_assert(
        g_file_get_contents(SOURCE_DIR "/config.yaml", &text, NULL, NULL));
    config = g_string_new(text);
    for (guint i = 0; changes[i].from != NULL; i++)
        cr_assert_eq(
            g_string_replace(config, changes[i].from, changes[i].to, 0), 1,
            "%s", changes[i].from);
    g_string_replace(config, "samples/", SOURCE_DIR "/samples/", 0);
    g_string_replace(config, "out: report", "out: written", 0);
    return program_file(&program, "sample.yaml", config->str);
}

static JsonValue *run(const char *config)
{
    program_run(&program, "run", "-c", config, "--format", "json");
    return program_json(&program);
}

static const JsonValue *score_of(const JsonValue *audit, const char *id)
{
    const JsonValue *score =
        json_get(json_at(json_get(audit, "agencies"), 0), "score");
    const JsonValue *indicators = json_get(score, "indicators");

    return json_get(indicators, id) != NULL ? json_get(indicators, id)
                                            : json_get(score, id);
}

static void expect_score(const JsonValue *audit, const char *id, gint64 low,
                         gint64 high)
{
    const JsonValue *range = score_of(audit, id);

    cr_expect_eq(json_get_hundredths(range, "low", -1), low, "%s low %ld", id,
                 (long)json_get_hundredths(range, "low", -1));
    cr_expect_eq(json_get_hundredths(range, "high", -1), high, "%s high %ld",
                 id, (long)json_get_hundredths(range, "high", -1));
}

Test(sample, exactly_three_items_are_not_complete)
{
    static const char blocked[] = "จึงไม่สามารถพิจารณาคะแนนข้อ O11 ได้";
    g_autofree char *config = config_with((const Change[]){ { 0 } });
    g_autoptr(JsonValue) audit = run(config);
    const JsonValue *items =
        json_get(json_at(json_get(audit, "agencies"), 0), "items");

    cr_expect_eq(program.code, 1);
    cr_assert_eq(json_length(items), 43);
    for (gsize i = 0; i < json_length(items); i++) {
        const char *id = json_get_string(json_at(items, i), "id");
        const char *verdict = json_get_string(json_at(items, i), "verdict");
        const char *wanted = strcmp(id, "O10") == 0   ? "at-risk"
                             : strcmp(id, "O11") == 0 ? "blocked"
                             : strcmp(id, "O27") == 0 ? "incomplete"
                                                      : "complete";

        cr_expect_str_eq(verdict, wanted, "%s is %s, not %s", id, verdict,
                         wanted);
    }
    cr_expect_str_eq(json_element(audit, "O10", "period"), "implied");
    cr_expect_str_eq(json_element(audit, "O27", "development"), "missing");
    expect_score(audit, "9", 9000, 9500);
    expect_score(audit, "10", 10000, 10000);
    expect_score(audit, "oit", 9500, 9750);
    expect_score(audit, "ita", 9211, 9311);
    /* What an element says, its item's finding does not say again. */
    program_run(&program, "report", "-c", config);
    cr_assert_not_null(strstr(program.out, blocked));
    cr_expect_null(strstr(strstr(program.out, blocked) + 1, blocked), "%s",
                   program.out);
}

Test(sample, committee_s_decisions_give_the_published_score)
{
    static const Change changes[] = {
        { "    owners:\n",
          "    decisions: { O10: accepted, O11: accepted, O27: rejected }\n"
          "    owners:\n" },
        { 0 }
    };
    g_autofree char *config = config_with(changes);
    g_autoptr(JsonValue) audit = run(config);

    expect_score(audit, "9", 9500, 9500);
    expect_score(audit, "oit", 9750, 9750);
    expect_score(audit, "ita", 9311, 9311);
}

Test(sample, year_before_without_a_gap_gives_its_published_score)
{
    static const Change changes[] = {
        { "iit: { 1: 94.07, 2: 89.90, 3: 92.48, 4: 87.47, 5: 90.19 }",
          "iit: { 1: 94.01, 2: 90.64, 3: 90.51, 4: 85.66, 5: 89.45 }" },
        { "eit: { 6: 89.89, 7: 90.09, 8: 88.64 }",
          "eit: { 6: 86.86, 7: 85.35, 8: 80.83 }" },
        { "    owners:\n",
          "    decisions: { O10: accepted, O11: accepted, O27: accepted }\n"
          "    owners:\n" },
        { 0 }
    };
    g_autofree char *config = config_with(changes);
    g_autoptr(JsonValue) audit = run(config);

    expect_score(audit, "oit", 10000, 10000);
    expect_score(audit, "ita", 9232, 9232);
}
