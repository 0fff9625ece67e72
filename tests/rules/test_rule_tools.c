/* Comparing two sets, beginning a new one, measuring one. */
#include <criterion/criterion.h>

#include <string.h>
#include "document/reader.h"
#include "rules/judge.h"
#include "rules/rule_corpus.h"
#include "rules/rule_diff.h"
#include "rules/rule_lint.h"
#include "rules/rule_new.h"
#include "tests/rules/rules_text.h"

static RuleSet *load_year(const char *year)
{
    g_autofree char *dir = g_build_filename(SOURCE_DIR, "rules", year, NULL);
    g_autoptr(GPtrArray) faults = fault_list_new();
    RuleSet *rules = rule_set_load(dir, faults);

    cr_assert_not_null(rules);
    return rules;
}

Test(rule_diff, tells_what_moved_and_what_is_new_gone_or_changed)
{
    g_autoptr(RuleSet) older = load_year("2565");
    g_autoptr(RuleSet) newer = load_year("2566");
    g_autofree char *th = rule_set_diff(older, newer, LANG_TH);
    g_autofree char *en = rule_set_diff(older, newer, LANG_EN);
    static const char *const says[] = {
        "O11  แผนดำเนินงานและการใช้งบประมาณประจำปี  ← O10 + O18",
        "- by-source",
        "- fax",
        "+ duty-times",
        "-    O32 ช่องทางการรับฟังความคิดเห็น",
        "O15  คู่มือหรือมาตรฐานการให้บริการ  ← O14  = เหมือนเดิม",
        "O10  นโยบายคุ้มครองข้อมูลส่วนบุคคล  [ข้อใหม่]",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(says); i++)
        cr_expect(strstr(th, says[i]) != NULL, "%s", says[i]);
    cr_expect(strstr(en, "2565 → 2566: ") != NULL);
    cr_expect(strstr(en, "5 new, 2 gone") != NULL, "%s", en);
}

Test(rule_diff, finds_nothing_between_a_set_and_itself)
{
    g_autoptr(RuleSet) one = load_year("2565");
    g_autoptr(RuleSet) two = load_year("2565");
    g_autofree char *text = rule_set_diff(one, two, LANG_EN);

    cr_expect(strstr(text, "43 items ask the same, 0 changed, 0 new, 0 gone") !=
                  NULL,
              "%s", text);
    cr_expect_null(strstr(text, "       ~"));
}

static void write_files(const char *dir, const GPtrArray *files, gboolean undo)
{
    for (guint i = 0; i < files->len; i++) {
        const RuleFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(dir, file->name, NULL);

        if (undo)
            g_unlink(path);
        else
            g_file_set_contents(path, file->text, -1, NULL);
    }
}

Test(rule_new, begins_a_year_with_every_element_to_be_checked)
{
    g_autoptr(RuleSet) from = load_year("2566");
    /* An absolute path stands for the folder beside it. */
    g_autoptr(GPtrArray) files = rule_set_start(from, 2570, "2566");
    g_autofree char *dir = g_dir_make_tmp("oit-new-XXXXXX", NULL);
    g_autofree char *head = g_build_filename(
        dir, ((RuleFile *)g_ptr_array_index(files, 0))->name, NULL);
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(GPtrArray) waiting = fault_list_new();
    g_autoptr(GString) text = NULL;
    g_autoptr(RuleSet) rules = NULL;
    g_autofree char *told = NULL;
    guint elements = 0;

    write_files(dir, files, FALSE);
    text = g_string_new(((RuleFile *)g_ptr_array_index(files, 0))->text);
    g_string_replace(text, "../2566", SOURCE_DIR "/rules/2566", 0);
    g_file_set_contents(head, text->str, -1, NULL);
    rules = rule_set_load(dir, faults);
    told = fault_list_format(faults);
    write_files(dir, files, TRUE);
    g_rmdir(dir);
    cr_assert_not_null(rules, "%s", told);
    cr_expect_eq(rule_set_fiscal_year(rules), 2570);
    cr_expect_eq(rule_set_items(rules)->len, 43);
    for (guint i = 0; i < 43; i++)
        elements +=
            ((const ItemRule *)g_ptr_array_index(rule_set_items(rules), i))
                ->elements->len;
    rule_set_unchecked(rules, waiting);
    cr_expect_eq(waiting->len, elements + 43);
    rule_set_lint(rules, faults);
    cr_expect_eq(faults->len, 0);
    cr_expect(
        strstr(item_rule_find(rule_set_find(rules, "O43"), "year")->title.th,
               "2570") != NULL);
}

#define CASE_YAML                                                               \
    "fiscal_year: 2565\nsub_indicator: \"9.2\"\nO1:\n  title: a\n"              \
    "  elements:\n    e: { title: b, met: [{ phrase: แผนงาน }] }\n" \
    "    f: { title: b, met: [{ phrase: รายงาน }] }\n"

static Corpus *corpus_of(const char *json, char **told)
{
    g_autofree char *dir = g_dir_make_tmp("oit-cases-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "001.json", NULL);
    g_autofree char *loaded = NULL;
    g_autoptr(RuleSet) rules = rules_of(CASE_YAML, NULL, &loaded);
    g_autoptr(GPtrArray) faults = fault_list_new();
    Corpus *corpus;

    cr_assert_not_null(rules, "%s", loaded);
    g_file_set_contents(path, json, -1, NULL);
    corpus = corpus_run(rules, dir, faults);
    *told = fault_list_format(faults);
    g_unlink(path);
    g_rmdir(dir);
    return corpus;
}

Test(rule_corpus, counts_right_and_wrong_verdicts_per_element)
{
    g_autofree char *told = NULL;
    g_autoptr(Corpus) corpus = corpus_of(
        "{\"text\": \"กรมทดสอบระบบ\\nแผนงานของกรมในปีนี้มีดังต่อไปนี้\\n"
        "กรมดำเนินการทุกเดือนตามกำหนด\\n\", \"url\": \"https://a.go.th/\", "
        "\"verdict\": \"partial\", \"labels\": {\"O1\": {\"e\": \"absent\", "
        "\"f\": \"absent\"}}}",
        &told);
    const CorpusCount *e = g_hash_table_lookup(corpus->elements, "O1.e");
    const CorpusCount *f = g_hash_table_lookup(corpus->elements, "O1.f");
    g_autofree char *text = corpus_text(corpus, LANG_EN);

    cr_expect_str_empty(told, "%s", told);
    cr_expect_eq(e->met_absent, 1);
    cr_expect_eq(f->missing_absent, 1);
    cr_expect_eq(corpus->all.absent, 2);
    cr_assert_eq(corpus->wrong->len, 1);
    cr_expect(strstr(text, "001.json O1.e: absent, met [partial]") != NULL,
              "%s", text);
    cr_expect(strstr(text, "0.000 (0/1)") != NULL, "precision of met");
    cr_expect(strstr(text, "1.000 (1/1)") != NULL, "precision of missing");
}

Test(rule_corpus, says_what_is_no_case)
{
    static const struct {
        const char *json, *says;
    } cases[] = {
        { "[", "001.json" },
        { "{}", "a text (or html) and labels" },
        { "{\"text\": \"a\", \"labels\": {\"O9\": {}}}", "no item O9" },
        { "{\"text\": \"a\", \"labels\": {\"O1\": {\"x\": \"absent\"}}}",
          "no element x" },
        { "{\"text\": \"a\", \"labels\": {\"O1\": {\"e\": \"perhaps\"}}}",
          "a label is present" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *told = NULL;
        g_autoptr(Corpus) corpus = corpus_of(cases[i].json, &told);

        cr_expect_not_null(corpus);
        cr_expect(strstr(told, cases[i].says) != NULL, "case %zu: %s", i, told);
    }
}

Test(explain, gives_the_tree_as_data)
{
    g_autofree char *loaded = NULL;
    g_autoptr(RuleSet) rules = rules_of(
        "fiscal_year: 2565\nsub_indicator: \"9.2\"\nO1:\n  title: a\n"
        "  elements:\n    e: { title: b, met: [{ any: [{ phrase: "
        "แผนใหญ่ }, { all: [{ phrase: แผนงาน }, { phrase: ไม่มีแน่ }] }] }] "
        "}\n",
        NULL, &loaded);
    ReadRequest request = { .content_type = "text/plain; charset=utf-8",
                            .file_name = "a.txt" };
    const char *text =
        "กรมทดสอบระบบ\nแผนงานของกรมในปีนี้มีดังต่อไปนี้\nดำเนินการทุกเดือน\n";
    g_autoptr(Document) page =
        document_read_bytes(text, strlen(text), &request);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    Source source = { .state = LINK_OK, .document = page };
    JudgeInput input = { .sources = list, .reachable = -1 };
    g_autofree char *json = NULL;
    g_autoptr(JsonValue) root = NULL;
    const JsonValue *element, *any, *all;

    cr_assert_not_null(rules, "%s", loaded);
    g_ptr_array_add(list, &source);
    json = judge_explain_json(rules, rule_set_find(rules, "O1"), &input);
    root = json_parse(json, strlen(json), NULL);
    cr_assert_not_null(root);
    element = json_at(json_get(root, "elements"), 0);
    cr_expect_str_eq(json_get_string(element, "verdict"), "missing");
    /* A list is all of it, also a list of one. */
    all = json_at(json_get(element, "conditions"), 0);
    any = json_at(json_get(all, "conditions"), 0);
    cr_expect_str_eq(json_get_string(any, "condition"), "any");
    cr_expect_eq(json_length(json_get(any, "conditions")), 2);
    all = json_at(json_get(any, "conditions"), 1);
    cr_expect(
        json_get_bool(json_at(json_get(all, "conditions"), 0), "holds", FALSE));
    cr_expect_not_null(
        json_get(json_at(json_get(all, "conditions"), 1), "would_do"));
}
