#include "app/commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "app/rules_find.h"
#include "app/single_item.h"
#include "base/fault.h"
#include "rules/rule_corpus.h"
#include "rules/rule_diff.h"
#include "rules/rule_lint.h"
#include "rules/rule_new.h"
#include "rules/rule_schema.h"

typedef enum {
    SET_OF_YEAR, /* works on the rules of the year */
    SET_NAMED,   /* or on the set that the next word names */
    SET_OWN,     /* sees to its sets itself */
} SetUse;

typedef struct {
    const char *name;
    ExitCode (*run)(Session *session);
    SetUse use;
} Verb;

/* What is wrong ends in failure; what waits for a person is only said. */
static ExitCode rules_lint(Session *session)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) waiting = fault_list_new();
    gboolean english = session->lang == LANG_EN;

    rule_set_lint(session->rules, faults);
    rule_set_unchecked(session->rules, waiting);
    print_faults(waiting);
    if (waiting->len > 0)
        printf(english ? "%u to be checked against the list of the year\n"
                       : "ยังไม่ได้ตรวจกับเกณฑ์ของปีนี้ %u รายการ\n",
               waiting->len);
    if (print_faults(faults) != EXIT_NO_GAP)
        return EXIT_USAGE;
    printf(english ? "%s: no faults (fiscal year %d, %u items)\n"
                   : "%s: ไม่พบข้อผิดพลาด (ปีงบประมาณ %d, %u ข้อ)\n",
           session->rules_dir, rule_set_fiscal_year(session->rules),
           rule_set_items(session->rules)->len);
    return EXIT_NO_GAP;
}

/* Files in tests are relative to the folder that holds rules/. */
static char *base_dir(const Session *session)
{
    g_autofree char *full = g_canonicalize_filename(session->rules_dir, NULL);
    g_autofree char *rules = g_path_get_dirname(full);

    return g_path_get_dirname(rules);
}

static gboolean wants_json(const Session *session)
{
    return g_strcmp0(arguments_value(session->arguments, "format"), "json") ==
           0;
}

static ExitCode print_json(JsonValue *value)
{
    g_autofree char *text = json_format(value, TRUE);

    return print_bytes(text, strlen(text));
}

/* How right the rules are on pages that people labelled. */
static ExitCode rules_corpus(Session *session, const char *dir)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(Corpus) corpus = corpus_run(session->rules, dir, faults);
    ExitCode code = print_faults(faults);

    if (corpus == NULL)
        return EXIT_USAGE;
    if (wants_json(session)) {
        g_autoptr(JsonValue) value = corpus_json(corpus);

        print_json(value);
    } else {
        g_autofree char *text = corpus_text(corpus, session->lang);

        print_bytes(text, strlen(text));
    }
    return code;
}

static ExitCode rules_test(Session *session)
{
    const char *dir = arguments_value(session->arguments, "corpus");
    g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *base = base_dir(session);
    int count, untested;

    if (dir != NULL)
        return rules_corpus(session, dir);
    count = rule_set_test(session->rules, base, failures);
    untested = rule_set_untested(session->rules, failures);
    for (guint i = 0; i < failures->len; i++)
        printf("%s\n", (const char *)g_ptr_array_index(failures, i));
    printf(
        session->lang == LANG_EN
            ? "%d tests, %u failed; elements without both a test that is "
              "met and one that misses: %d\n"
            : "ทดสอบ %d รายการ ไม่ผ่าน %u องค์ประกอบที่ไม่มีทั้งตัวอย่างที่พบและที่ขาด %d\n",
        count, failures->len - (guint)untested, untested);
    return failures->len > 0 ? EXIT_USAGE : EXIT_NO_GAP;
}

static ExitCode rules_list(Session *session)
{
    const GPtrArray *items = rule_set_items(session->rules);

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);

        printf("%-4s %-5s %s\n", item->id, item->sub_indicator,
               words_in(&item->title, session->lang));
    }
    return EXIT_NO_GAP;
}

/* The item that the second word names, or NULL after saying so. */
static const ItemRule *item_of_words(const Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    const ItemRule *rule;
    g_autofree char *item = NULL;

    if (words->len < 2) {
        complain("name an item, as in O10");
        return NULL;
    }
    item = item_code_parse(g_ptr_array_index(words, 1));
    rule = item != NULL ? rule_set_find(session->rules, item) : NULL;
    if (rule == NULL)
        complain("'%s' is no item of fiscal year %d",
                 (const char *)g_ptr_array_index(words, 1),
                 rule_set_fiscal_year(session->rules));
    return rule;
}

static void element_show(const ElementRule *element, Lang lang)
{
    printf("\n  %s  %s\n", element->id, words_in(&element->title, lang));
    printf("    %s · %s · %s%s%s%s%s\n", element->kind,
           required_name(element->required),
           element->confidence != NULL ? element->confidence : "-",
           element->applies_to != NULL ? " · " : "",
           element->applies_to != NULL ? element->applies_to : "",
           element->owner != NULL ? " · " : "",
           element->owner != NULL ? element->owner : "");
    if (words_in(&element->advice, lang)[0] != '\0')
        printf("    %s\n", words_in(&element->advice, lang));
    if (element->source != NULL)
        printf("    (%s)\n", element->source);
}

static ExitCode rules_show(Session *session)
{
    const ItemRule *item = item_of_words(session);

    if (item == NULL)
        return EXIT_USAGE;
    printf("%s  %s\n  %s · %s · %s:%d\n", item->id,
           words_in(&item->title, session->lang), item->sub_indicator,
           item->year_rule != NULL ? item->year_rule : "-", item->file,
           item->line);
    for (guint i = 0; i < item->requires->len; i++)
        printf("  %s %s\n", session->lang == LANG_EN ? "depends on" : "ขึ้นกับข้อ",
               (const char *)g_ptr_array_index(item->requires, i));
    for (guint i = 0; i < item->elements->len; i++)
        element_show(g_ptr_array_index(item->elements, i), session->lang);
    return EXIT_NO_GAP;
}

static ExitCode rules_explain(Session *session)
{
    const ItemRule *item = item_of_words(session);
    g_auto(SingleItem) single = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    ExitCode code;

    if (item == NULL)
        return EXIT_USAGE;
    code = single_item_prepare(session, item->id, 2, &single);
    if (code != EXIT_NO_GAP)
        return code;
    single.options.explain_json = wants_json(session);
    text = pipeline_explain(&single.options, &session->collector, session->lang,
                            &error);
    g_clear_pointer(&session->collector.progress, progress_free);
    if (text == NULL) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    return print_bytes(text, strlen(text));
}

/* --- more than one set ------------------------------------------------------
 */

/* The folder that a word means: a year, or a folder itself. */
static char *set_dir(const Session *session, const char *word)
{
    const char *given = arguments_value(session->arguments, "rules");
    guint64 year = 0;

    if (given == NULL && session->config != NULL)
        given = session->config->rules_dir;
    if (g_ascii_string_to_unsigned(word, 10, 2500, 2700, &year, NULL))
        return rules_find(given, (int)year);
    return g_file_test(word, G_FILE_TEST_IS_DIR) ? g_strdup(word) : NULL;
}

/* NULL after saying why. */
static RuleSet *set_load(const Session *session, const char *word, char **dir)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autofree char *found = set_dir(session, word);
    RuleSet *rules;

    if (found == NULL) {
        complain("there are no rules of '%s'", word);
        return NULL;
    }
    rules = rule_set_load(found, faults);
    print_faults(faults);
    if (dir != NULL)
        *dir = g_steal_pointer(&found);
    return rules;
}

static ExitCode rules_diff(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    g_autoptr(RuleSet) older = NULL;
    g_autoptr(RuleSet) newer = NULL;
    g_autofree char *text = NULL;

    if (words->len != 3) {
        complain("name two years, as in: rules diff 2565 2566");
        return EXIT_USAGE;
    }
    older = set_load(session, g_ptr_array_index(words, 1), NULL);
    newer = set_load(session, g_ptr_array_index(words, 2), NULL);
    if (older == NULL || newer == NULL)
        return EXIT_USAGE;
    text = rule_set_diff(older, newer, session->lang);
    return print_bytes(text, strlen(text));
}

static ExitCode files_write(const char *dir, const GPtrArray *files)
{
    if (g_mkdir(dir, 0777) != 0) {
        complain("'%s': %s", dir, g_strerror(errno));
        return errno == EEXIST ? EXIT_USAGE : EXIT_FAULT;
    }
    for (guint i = 0; i < files->len; i++) {
        const RuleFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(dir, file->name, NULL);
        g_autoptr(GError) error = NULL;

        if (!g_file_set_contents(path, file->text, -1, &error)) {
            complain("%s", error->message);
            return EXIT_FAULT;
        }
    }
    return EXIT_NO_GAP;
}

/* rules new 2570 --from 2566 */
static ExitCode rules_new(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    const char *from = arguments_value(session->arguments, "from");
    g_autoptr(RuleSet) rules = NULL;
    g_autoptr(GPtrArray) files = NULL;
    g_autofree char *base = NULL, *above = NULL, *folder = NULL, *dir = NULL;
    guint64 year;
    ExitCode code;

    if (words->len != 2 || from == NULL ||
        !g_ascii_string_to_unsigned(g_ptr_array_index(words, 1), 10, 2550, 2650,
                                    &year, NULL)) {
        complain("name the new year and an old one, as in: rules new 2570 "
                 "--from 2566");
        return EXIT_USAGE;
    }
    rules = set_load(session, from, &base);
    if (rules == NULL)
        return EXIT_USAGE;
    folder = g_path_get_basename(base);
    above = g_path_get_dirname(base);
    dir = g_build_filename(above, g_ptr_array_index(words, 1), NULL);
    files = rule_set_start(rules, (int)year, folder);
    code = files_write(dir, files);
    if (code != EXIT_NO_GAP)
        return code;
    printf(session->lang == LANG_EN
               ? "%s: begun from %s; hold each item against the list of the "
                 "year, 'rules lint --year %d' says what is left\n"
               : "%s: เริ่มจาก %s แล้ว ตรวจทีละข้อกับเกณฑ์ของปี คำสั่ง 'rules lint "
                 "--year %d' บอกว่าเหลือข้อใด\n",
           dir, base, (int)year);
    return EXIT_NO_GAP;
}

static ExitCode rules_schema(Session *session)
{
    g_autoptr(JsonValue) schema = rule_schema();

    (void)session;
    return print_json(schema);
}

static const Verb verbs[] = {
    { "lint", rules_lint, SET_NAMED },
    { "test", rules_test, SET_NAMED },
    { "list", rules_list, SET_NAMED },
    { "show", rules_show, SET_OF_YEAR },
    { "explain", rules_explain, SET_OF_YEAR },
    { "diff", rules_diff, SET_OWN },
    { "new", rules_new, SET_OWN },
    { "schema", rules_schema, SET_OWN },
};

static const Verb *verb_find(const Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    const char *names[G_N_ELEMENTS(verbs)];
    const char *near;

    if (words->len == 0) {
        complain(
            "rules lint | test | list | show O10 | explain O10 FILE | diff "
            "2565 2566 | new 2570 --from 2566 | schema");
        return NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
        names[i] = verbs[i].name;
        if (strcmp(names[i], g_ptr_array_index(words, 0)) == 0)
            return &verbs[i];
    }
    near =
        fault_nearest(g_ptr_array_index(words, 0), names, G_N_ELEMENTS(verbs));
    complain("unknown: rules %s; did you mean '%s'?",
             (const char *)g_ptr_array_index(words, 0),
             near != NULL ? near : "list");
    return NULL;
}

/* rules lint 2566, rules lint my-rules/2566 */
static ExitCode named_set_load(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    ExitCode code = session_load_config(session, TRUE);

    if (code != EXIT_NO_GAP)
        return code;
    if (words->len > 2) {
        complain("'%s' is not expected here",
                 (const char *)g_ptr_array_index(words, 2));
        return EXIT_USAGE;
    }
    session->rules =
        set_load(session, g_ptr_array_index(words, 1), &session->rules_dir);
    return session->rules != NULL ? EXIT_NO_GAP : EXIT_USAGE;
}

ExitCode command_rules(Session *session)
{
    const Verb *verb = verb_find(session);
    ExitCode code;

    if (verb == NULL)
        return EXIT_USAGE;
    if (verb->use == SET_NAMED && arguments_words(session->arguments)->len > 1)
        code = named_set_load(session);
    else if (verb->use == SET_OWN)
        code = session_load_config(session, TRUE);
    else
        code = session_load(session, TRUE);
    return code != EXIT_NO_GAP ? code : verb->run(session);
}
