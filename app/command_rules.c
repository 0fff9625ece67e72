#include "app/commands.h"

#include <stdio.h>
#include <string.h>

#include "app/single_item.h"
#include "base/fault.h"

typedef struct {
    const char *name;
    ExitCode (*run)(Session *session);
} Verb;

static ExitCode rules_lint(Session *session)
{
    printf(session->lang == LANG_EN
               ? "%s: no faults (fiscal year %d, %u items)\n"
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

static ExitCode rules_test(Session *session)
{
    g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *base = base_dir(session);
    int count = rule_set_test(session->rules, base, failures);

    for (guint i = 0; i < failures->len; i++)
        printf("%s\n", (const char *)g_ptr_array_index(failures, i));
    printf(session->lang == LANG_EN ? "%d tests, %u failed\n"
                                    : "ทดสอบ %d รายการ ไม่ผ่าน %u\n",
           count, failures->len);
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
    text = pipeline_explain(&single.options, &session->collector, session->lang,
                            &error);
    g_clear_pointer(&session->collector.progress, progress_free);
    if (text == NULL) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    return print_bytes(text, strlen(text));
}

static const Verb verbs[] = {
    { "lint", rules_lint },       { "test", rules_test },
    { "list", rules_list },       { "show", rules_show },
    { "explain", rules_explain },
};

static const Verb *verb_find(const Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    const char *names[G_N_ELEMENTS(verbs)];
    const char *near;

    if (words->len == 0) {
        complain("rules lint | test | list | show O10 | explain O10 FILE");
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

ExitCode command_rules(Session *session)
{
    const Verb *verb = verb_find(session);
    ExitCode code;

    if (verb == NULL)
        return EXIT_USAGE;
    code = session_load(session, TRUE);
    return code != EXIT_NO_GAP ? code : verb->run(session);
}
