/*
 * judging.c - how long folding and judging a document takes
 *
 *   bench_judging RULES FILE           seconds, one line each
 *   bench_judging RULES --phrases      the phrases of the rules, one a line
 *
 * Run by bench/judging.sh, which compares with grep -F on the same file.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"
#include "rules/reading.h"

#define ROUNDS 3 /* the best of these counts */

/* Of the processor, so that a busy machine does not blur the ratio. */
static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void phrases_print(const RuleSet *rules)
{
    const PhraseIndex *index = rule_set_phrases(rules);

    for (int i = 0; i < phrase_index_count(index); i++)
        printf("%s\n", phrase_index_text(index, i));
}

static void judge_one(const RuleSet *rules, const ItemRule *rule,
                      Document *document, ReadingShelf *shelf)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    Source source = { .url = "https://a.go.th/p",
                      .state = LINK_OK,
                      .document = document };
    JudgeInput input = { .sources = sources, .reachable = -1, .shelf = shelf };
    ItemAudit *item = item_audit_new(rule->id);

    g_ptr_array_add(sources, &source);
    judge_item(rules, rule, &input, item);
    item_audit_free(item);
}

static double time_read(const RuleSet *rules, Document *document)
{
    double best = 1e9;

    for (int i = 0; i < ROUNDS; i++) {
        double start = seconds();
        g_autoptr(Reading) reading =
            reading_new(document, rule_set_phrases(rules));

        best = MIN(best, seconds() - start);
    }
    return best;
}

/* Items [0, count) of the rules, each from scratch but for the reading. */
static double time_judge(const RuleSet *rules, Document *document, guint first,
                         guint count)
{
    const GPtrArray *items = rule_set_items(rules);
    double best = 1e9;

    for (int i = 0; i < ROUNDS; i++) {
        double start = seconds();
        g_autoptr(ReadingShelf) shelf = reading_shelf_new();

        for (guint k = first; k < first + count; k++)
            judge_one(rules, g_ptr_array_index(items, k), document, shelf);
        best = MIN(best, seconds() - start);
    }
    return best;
}

int main(int argc, char **argv)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autoptr(RuleSet) rules = NULL;
    g_autoptr(Document) document = NULL;
    ReadRequest request = { 0 };
    const GPtrArray *items;

    if (argc != 3)
        return 2;
    rules = rule_set_load(argv[1], faults);
    if (rules == NULL) {
        g_autofree char *told = fault_list_format(faults);

        fputs(told, stderr);
        return 2;
    }
    if (strcmp(argv[2], "--phrases") == 0) {
        phrases_print(rules);
        return 0;
    }
    request.path = request.file_name = argv[2];
    document = document_read(&request);
    items = rule_set_items(rules);
    printf("fold %.4f\n", time_read(rules, document));
    printf("one %.4f\n", time_judge(rules, document, 9, 1));
    printf("all %.4f\n", time_judge(rules, document, 0, items->len));
    if (g_getenv("BENCH_ITEMS") != NULL)
        for (guint i = 0; i < items->len; i++)
            printf("%s %.4f\n", ((const ItemRule *)items->pdata[i])->id,
                   time_judge(rules, document, i, 1));
    return 0;
}
