/*
 * match_pattern.c - regular expressions on folded text
 *
 * The only module that sees PCRE2. Folded text is UTF-32 already, so the
 * 32-bit library reads it without copying. Match limits bound every call.
 */
#define PCRE2_CODE_UNIT_WIDTH 32
#include <pcre2.h>

#include <string.h>
#include "rules/evaluate.h"

#define PATTERN_MATCH_LIMIT 200000
#define PATTERN_DEPTH_LIMIT 2000

gboolean pattern_compile(Condition *condition, char **message, int *offset)
{
    glong count = 0;
    g_autofree gunichar *wide =
        g_utf8_to_ucs4_fast(condition->pattern, -1, &count);
    int code;
    PCRE2_SIZE at;

    condition->regex =
        pcre2_compile((PCRE2_SPTR)wide, (PCRE2_SIZE)count,
                      PCRE2_UTF | PCRE2_NO_UTF_CHECK, &code, &at, NULL);
    if (condition->regex == NULL) {
        PCRE2_UCHAR text[160];
        GString *utf8 = g_string_new(NULL);

        pcre2_get_error_message(code, text, G_N_ELEMENTS(text));
        for (gsize i = 0; i < G_N_ELEMENTS(text) && text[i] != 0; i++)
            g_string_append_unichar(utf8, text[i]);
        *message = g_string_free(utf8, FALSE);
        *offset = (int)at;
        return FALSE;
    }
    pcre2_jit_compile(condition->regex, PCRE2_JIT_COMPLETE);
    return TRUE;
}

void pattern_free(Condition *condition)
{
    if (condition->regex != NULL)
        pcre2_code_free(condition->regex);
    condition->regex = NULL;
}

gboolean match_pattern(EvalContext *context, const Condition *condition,
                       const Span *span, Match *match)
{
    pcre2_match_data *data =
        pcre2_match_data_create_from_pattern(condition->regex, NULL);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    int wanted = MAX(condition->at_least, 1), count = 0;

    (void)context;
    pcre2_set_match_limit(limits, PATTERN_MATCH_LIMIT);
    pcre2_set_depth_limit(limits, PATTERN_DEPTH_LIMIT);
    for (int i = span->from; i < span->to && count < wanted; i++) {
        const Passage *passage = reading_passage(span->reading, i);
        PCRE2_SIZE at = 0;

        if (passage->folded->count == 0)
            continue;
        while (count < wanted &&
               pcre2_match(condition->regex, (PCRE2_SPTR)passage->folded->chars,
                           passage->folded->count, at, PCRE2_NO_UTF_CHECK, data,
                           limits) > 0) {
            const PCRE2_SIZE *found = pcre2_get_ovector_pointer(data);
            Hit hit = { i, (guint32)found[0], (guint32)found[1] };

            if (found[1] <= found[0])
                break;
            at = found[1];
            if (!hit_counts(span->reading, condition, IN_BODY | IN_HEADING,
                            &hit))
                continue;
            match_add(match, evidence_of(span->reading, i, hit.from, hit.to));
            count++;
        }
    }
    pcre2_match_context_free(limits);
    pcre2_match_data_free(data);
    return count >= wanted;
}
