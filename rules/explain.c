#include "rules/explain.h"

#include "rules/condition_table.h"
#include "rules/reason.h"

#define WORDS_SHOWN 6 /* phrases named in a line */

static void explain_destroy(gpointer data)
{
    explain_free(data);
}

Explain *explain_new(const Condition *condition)
{
    Explain *explain = g_new0(Explain, 1);

    explain->condition = condition;
    explain->children = g_ptr_array_new_with_free_func(explain_destroy);
    return explain;
}

void explain_free(Explain *explain)
{
    if (explain == NULL)
        return;
    g_free(explain->quote);
    g_free(explain->nearest);
    g_free(explain->reason);
    g_ptr_array_unref(explain->children);
    g_free(explain);
}

void explain_note(Explain *explain, gboolean holds, const Match *match)
{
    explain->holds = holds;
    if (holds && match->evidence->len > 0) {
        const Evidence *last =
            g_ptr_array_index(match->evidence, match->evidence->len - 1);

        explain->quote = g_strdup(last->quote);
    } else if (!holds && match->nearest != NULL) {
        explain->nearest = g_strdup(match->nearest->quote);
        explain->reason = g_strdup(match->nearest_reason);
    }
}

/* "“a”, “b” … (12)" */
static char *phrases_named(const PhraseSet *set, const PhraseIndex *index)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < MIN(set->count, WORDS_SHOWN); i++)
        g_string_append_printf(text, "%s“%s”", i > 0 ? ", " : "",
                               phrase_index_text(index, set->ids[i]));
    if (set->count > WORDS_SHOWN)
        g_string_append_printf(text, " … (%d)", set->count);
    return g_string_free(text, FALSE);
}

/* What would satisfy it; NULL for all, any and the like: their parts say. */
static char *wanted_by(const Condition *condition, const PhraseIndex *index,
                       Lang lang)
{
    GString *text;

    if (condition_is_tree(condition->kind))
        return NULL;
    text = g_string_new(condition_kind_help_in(condition->kind, lang));
    if (condition->phrases != NULL) {
        g_autofree char *named = phrases_named(condition->phrases, index);

        g_string_append_printf(text, ": %s", named);
    } else if (condition->pattern != NULL) {
        g_string_append_printf(text, ": %.80s", condition->pattern);
    }
    return g_string_free(text, FALSE);
}

static void line_text(const Explain *explain, const PhraseIndex *index,
                      int depth, Lang lang, GString *text)
{
    const Condition *condition = explain->condition;
    g_autofree char *wanted = NULL;

    g_string_append_printf(text, "%*s%s %s", depth * 2, "",
                           explain->holds ? "✓" : "✗",
                           condition_kind_name(condition->kind));
    if (condition->phrases != NULL)
        g_string_append_printf(text, " %s", condition->phrases->name);
    if (condition->line > 0)
        g_string_append_printf(text, " [%d]", condition->line);
    if (explain->quote != NULL)
        g_string_append_printf(text, " “%s”", explain->quote);
    if (explain->nearest != NULL)
        g_string_append_printf(text, " (%s “%s”)",
                               reason_text(explain->reason, lang),
                               explain->nearest);
    g_string_append_c(text, '\n');
    wanted = explain->holds ? NULL : wanted_by(condition, index, lang);
    if (wanted != NULL)
        g_string_append_printf(
            text, "%*s%s %s\n", depth * 2 + 2, "",
            lang == LANG_EN ? "would do:" : "สิ่งที่จะถือว่าพบ:", wanted);
}

void explain_text(const Explain *explain, const PhraseIndex *index, int depth,
                  Lang lang, GString *text)
{
    for (guint i = 0; i < explain->children->len; i++) {
        const Explain *child = g_ptr_array_index(explain->children, i);

        line_text(child, index, depth, lang, text);
        explain_text(child, index, depth + 1, lang, text);
    }
}

static JsonValue *words_json(const char *th, const char *en)
{
    JsonValue *words = json_new_object();

    json_set_string(words, "th", th);
    json_set_string(words, "en", en);
    return words;
}

static JsonValue *one_json(const Explain *explain, const PhraseIndex *index)
{
    const Condition *condition = explain->condition;
    JsonValue *object = json_new_object();
    g_autofree char *th = wanted_by(condition, index, LANG_TH);
    g_autofree char *en = wanted_by(condition, index, LANG_EN);

    json_set_string(object, "condition", condition_kind_name(condition->kind));
    json_set_bool(object, "holds", explain->holds);
    json_set_string(object, "file", condition->file);
    json_set_int(object, "line", condition->line);
    if (condition->phrases != NULL) {
        JsonValue *phrases = json_new_array();

        for (int i = 0; i < condition->phrases->count; i++)
            json_append(phrases, json_new_string(phrase_index_text(
                                     index, condition->phrases->ids[i])));
        json_set_string(object, "name", condition->phrases->name);
        json_set(object, "phrases", phrases);
    }
    if (condition->pattern != NULL)
        json_set_string(object, "pattern", condition->pattern);
    if (explain->quote != NULL)
        json_set_string(object, "quote", explain->quote);
    if (explain->nearest != NULL) {
        json_set_string(object, "nearest", explain->nearest);
        json_set_string(object, "reason", explain->reason);
        json_set(object, "reason_text",
                 words_json(reason_text(explain->reason, LANG_TH),
                            reason_text(explain->reason, LANG_EN)));
    }
    if (!explain->holds && th != NULL)
        json_set(object, "would_do", words_json(th, en));
    if (explain->children->len > 0)
        json_set(object, "conditions", explain_json(explain, index));
    return object;
}

JsonValue *explain_json(const Explain *explain, const PhraseIndex *index)
{
    JsonValue *array = json_new_array();

    for (guint i = 0; i < explain->children->len; i++)
        json_append(array,
                    one_json(g_ptr_array_index(explain->children, i), index));
    return array;
}
