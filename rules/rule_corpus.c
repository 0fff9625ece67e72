#include "rules/rule_corpus.h"

#include <string.h>
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"

#define CASES_MAX 100000
#define CASE_BYTES_MAX (32u << 20)

static void wrong_free(gpointer data)
{
    CorpusWrong *wrong = data;

    g_free(wrong->file);
    g_free(wrong->item);
    g_free(wrong->element);
    g_free(wrong->label);
    g_free(wrong->verdict);
    g_free(wrong->kind);
    g_free(wrong->quote);
    g_free(wrong);
}

void corpus_free(Corpus *corpus)
{
    if (corpus == NULL)
        return;
    g_hash_table_unref(corpus->elements);
    g_ptr_array_unref(corpus->wrong);
    g_free(corpus);
}

/* --- one case ---------------------------------------------------------------
 */

typedef struct {
    Corpus *corpus;
    const RuleSet *rules;
    GPtrArray *faults;
    const char *path, *file;
    const char *kind; /* of the page */
    const char *url;
    Document *document;
    const ItemRule *rule;
    ItemAudit *item;
} CaseRun;

static void count_verdict(CorpusCount *count, gboolean present,
                          ElementVerdict verdict)
{
    count->present += present;
    count->absent += !present;
    switch (verdict) {
    case ELEMENT_MET:
        count->met_present += present;
        count->met_absent += !present;
        break;
    case ELEMENT_IMPLIED:
        count->implied_present += present;
        count->implied_absent += !present;
        break;
    case ELEMENT_MISSING:
        count->missing_present += present;
        count->missing_absent += !present;
        break;
    default:
        count->unclear++;
        break;
    }
}

static CorpusCount *count_of(Corpus *corpus, const char *item,
                             const char *element)
{
    char *key = g_strdup_printf("%s.%s", item, element);
    CorpusCount *count = g_hash_table_lookup(corpus->elements, key);

    if (count != NULL) {
        g_free(key);
        return count;
    }
    count = g_new0(CorpusCount, 1);
    g_hash_table_insert(corpus->elements, key, count);
    return count;
}

static void wrong_add(const CaseRun *run, const ElementAudit *element,
                      const char *label)
{
    CorpusWrong *wrong = g_new0(CorpusWrong, 1);
    const Evidence *evidence = element->evidence->len > 0
                                   ? g_ptr_array_index(element->evidence, 0)
                                   : element->nearest;

    wrong->file = g_strdup(run->file);
    wrong->item = g_strdup(run->rule->id);
    wrong->element = g_strdup(element->id);
    wrong->label = g_strdup(label);
    wrong->verdict = g_strdup(element_verdict_name(element->verdict));
    wrong->kind = g_strdup(run->kind);
    wrong->quote = evidence != NULL ? g_strdup(evidence->quote) : NULL;
    g_ptr_array_add(run->corpus->wrong, wrong);
}

static void case_fault(const CaseRun *run, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

static void case_fault(const CaseRun *run, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fault_add(run->faults, run->path, 0, 0, NULL, NULL, "%s", message);
}

static void judge_label(const char *id, JsonValue *value, gpointer data)
{
    CaseRun *run = data;
    const char *label = json_string(value);
    const ElementAudit *element = item_audit_find_element(run->item, id);
    gboolean present;

    if (label == NULL ||
        (strcmp(label, "present") != 0 && strcmp(label, "absent") != 0 &&
         strcmp(label, "linked-document") != 0)) {
        case_fault(run, "%s.%s: a label is present, absent or linked-document",
                   run->rule->id, id);
        return;
    }
    if (element == NULL) {
        case_fault(run, "%s has no element %s", run->rule->id, id);
        return;
    }
    present = strcmp(label, "present") == 0;
    count_verdict(&run->corpus->all, present, element->verdict);
    count_verdict(count_of(run->corpus, run->rule->id, id), present,
                  element->verdict);
    if (element->verdict == ELEMENT_MISSING &&
        g_strcmp0(run->kind, "unreadable") == 0)
        run->corpus->unreadable_missing++;
    if (present != (element->verdict == ELEMENT_MET ||
                    element->verdict == ELEMENT_IMPLIED))
        wrong_add(run, element, label);
}

static void judge_labels(const char *id, JsonValue *labels, gpointer data)
{
    CaseRun *run = data;
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    Source source = { .url = run->url,
                      .final_url = run->url,
                      .state = page_state_of(run->document, run->url, run->url,
                                             NULL),
                      .document = run->document };
    JudgeInput input = { .sources = sources, .reachable = -1 };

    run->rule = rule_set_find(run->rules, id);
    if (run->rule == NULL || json_kind(labels) != JSON_KIND_OBJECT) {
        case_fault(run, "no item %s with labels", id);
        return;
    }
    g_ptr_array_add(sources, &source);
    run->item = item_audit_new(id);
    judge_item(run->rules, run->rule, &input, run->item);
    json_each(labels, judge_label, run);
    item_audit_free(run->item);
}

static Document *case_document(const JsonValue *root)
{
    const char *html = json_get_string(root, "html");
    const char *text = html != NULL ? html : json_get_string(root, "text");
    ReadRequest request = {
        .content_type = html != NULL ? "text/html; charset=utf-8"
                                     : "text/plain; charset=utf-8",
        .file_name = html != NULL ? "case.html" : "case.txt",
        .url = json_get_string(root, "url"),
    };

    return text != NULL ? document_read_bytes(text, strlen(text), &request)
                        : NULL;
}

static void case_run(Corpus *corpus, const RuleSet *rules, const char *path,
                     GPtrArray *faults)
{
    g_autofree char *content = NULL;
    g_autofree char *name = g_path_get_basename(path);
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonValue) root = NULL;
    g_autoptr(Document) document = NULL;
    CaseRun run = { .corpus = corpus,
                    .rules = rules,
                    .faults = faults,
                    .path = path,
                    .file = name };
    gsize len;

    if (!g_file_get_contents(path, &content, &len, &error)) {
        case_fault(&run, "%s", error->message);
        return;
    }
    if (len > CASE_BYTES_MAX) {
        case_fault(&run, "too large for a case");
        return;
    }
    root = json_parse(content, len, &error);
    if (root == NULL) {
        case_fault(&run, "%s", error->message);
        return;
    }
    document = case_document(root);
    if (document == NULL || json_get(root, "labels") == NULL) {
        case_fault(&run, "a case has a text (or html) and labels");
        return;
    }
    run.document = document;
    run.kind = json_get_string(root, "verdict");
    run.url = json_get_string(root, "url");
    corpus->cases++;
    json_each(json_get(root, "labels"), judge_labels, &run);
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

Corpus *corpus_run(const RuleSet *rules, const char *dir, GPtrArray *faults)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) open = g_dir_open(dir, 0, &error);
    Corpus *corpus;
    const char *name;

    if (open == NULL) {
        fault_add(faults, dir, 0, 0, NULL, "give a folder of cases (*.json)",
                  "%s", error->message);
        return NULL;
    }
    while ((name = g_dir_read_name(open)) != NULL && paths->len < CASES_MAX)
        if (g_str_has_suffix(name, ".json"))
            g_ptr_array_add(paths, g_build_filename(dir, name, NULL));
    g_ptr_array_sort(paths, by_name);
    corpus = g_new0(Corpus, 1);
    corpus->elements =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    corpus->wrong = g_ptr_array_new_with_free_func(wrong_free);
    for (guint i = 0; i < paths->len; i++)
        case_run(corpus, rules, g_ptr_array_index(paths, i), faults);
    if (paths->len == 0)
        fault_add(faults, dir, 0, 0, NULL, NULL, "there is no case (*.json)");
    return corpus;
}

/* --- as text and as data ----------------------------------------------------
 */

/* "0.978 (44/45)", or "-" when nothing was asked. */
static char *share(int part, int whole)
{
    if (whole == 0)
        return g_strdup("-");
    return g_strdup_printf("%.3f (%d/%d)", (double)part / whole, part, whole);
}

static void count_line(GString *text, const char *name,
                       const CorpusCount *count)
{
    int met = count->met_present + count->met_absent;
    int missing = count->missing_present + count->missing_absent;
    g_autofree char *precision = share(count->met_present, met);
    g_autofree char *recall =
        share(count->met_present + count->implied_present, count->present);
    g_autofree char *missing_right = share(count->missing_absent, missing);
    g_autofree char *missing_found =
        share(count->missing_absent, count->absent);

    g_string_append_printf(text, "%-28s %-16s %-16s %-18s %-18s %d\n", name,
                           precision, recall, missing_right, missing_found,
                           count->unclear);
}

static GList *element_names(const Corpus *corpus)
{
    GList *names = g_hash_table_get_keys(corpus->elements);

    return g_list_sort(names, (GCompareFunc)strcmp);
}

char *corpus_text(const Corpus *corpus, Lang lang)
{
    GString *text = g_string_new(NULL);
    gboolean english = lang == LANG_EN;
    GList *names = element_names(corpus);

    for (guint i = 0; i < corpus->wrong->len; i++) {
        const CorpusWrong *wrong = g_ptr_array_index(corpus->wrong, i);

        g_string_append_printf(
            text, "%s %s.%s: %s, %s%s%s%s%s%s%s\n", wrong->file, wrong->item,
            wrong->element, wrong->label, wrong->verdict,
            wrong->kind != NULL ? " [" : "",
            wrong->kind != NULL ? wrong->kind : "",
            wrong->kind != NULL ? "]" : "", wrong->quote != NULL ? " “" : "",
            wrong->quote != NULL ? wrong->quote : "",
            wrong->quote != NULL ? "”" : "");
    }
    g_string_append_printf(text, "\n%-28s %-16s %-16s %-18s %-18s %s\n",
                           english ? "element" : "องค์ประกอบ",
                           english ? "met: precision" : "พบ: แม่นยำ",
                           english ? "met: recall" : "พบ: ครบถ้วน",
                           english ? "missing: precision" : "ขาด: แม่นยำ",
                           english ? "missing: recall" : "ขาด: ครบถ้วน",
                           english ? "unclear" : "ไม่ชัด");
    for (GList *name = names; name != NULL; name = name->next)
        count_line(text, name->data,
                   g_hash_table_lookup(corpus->elements, name->data));
    count_line(text, english ? "all" : "รวม", &corpus->all);
    g_string_append_printf(
        text, "%d %s, %d %s, %u %s, %d %s\n", corpus->cases,
        english ? "pages" : "หน้า", corpus->all.present + corpus->all.absent,
        english ? "labels" : "ป้ายกำกับ", corpus->wrong->len,
        english ? "wrong verdicts" : "ผลที่ผิด", corpus->unreadable_missing,
        english ? "unreadable called missing" : "อ่านไม่ได้แต่ตัดสินว่าขาด");
    g_list_free(names);
    return g_string_free(text, FALSE);
}

static JsonValue *count_json(const CorpusCount *count)
{
    JsonValue *object = json_new_object();

    json_set_int(object, "present", count->present);
    json_set_int(object, "absent", count->absent);
    json_set_int(object, "met_present", count->met_present);
    json_set_int(object, "met_absent", count->met_absent);
    json_set_int(object, "implied_present", count->implied_present);
    json_set_int(object, "implied_absent", count->implied_absent);
    json_set_int(object, "missing_present", count->missing_present);
    json_set_int(object, "missing_absent", count->missing_absent);
    json_set_int(object, "unclear", count->unclear);
    return object;
}

JsonValue *corpus_json(const Corpus *corpus)
{
    JsonValue *root = json_new_object();
    JsonValue *elements = json_new_object();
    JsonValue *wrongs = json_new_array();
    GList *names = element_names(corpus);

    for (GList *name = names; name != NULL; name = name->next)
        json_set(elements, name->data,
                 count_json(g_hash_table_lookup(corpus->elements, name->data)));
    for (guint i = 0; i < corpus->wrong->len; i++) {
        const CorpusWrong *wrong = g_ptr_array_index(corpus->wrong, i);
        JsonValue *object = json_new_object();

        json_set_string(object, "file", wrong->file);
        json_set_string(object, "item", wrong->item);
        json_set_string(object, "element", wrong->element);
        json_set_string(object, "label", wrong->label);
        json_set_string(object, "verdict", wrong->verdict);
        json_set_string(object, "page", wrong->kind);
        json_set_string(object, "quote", wrong->quote);
        json_append(wrongs, object);
    }
    json_set_int(root, "cases", corpus->cases);
    json_set_int(root, "unreadable_missing", corpus->unreadable_missing);
    json_set(root, "all", count_json(&corpus->all));
    json_set(root, "elements", elements);
    json_set(root, "wrong", wrongs);
    g_list_free(names);
    return root;
}
