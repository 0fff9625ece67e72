#include "app/commands.h"

#include <string.h>

#include "rules/score.h"

/* The decisions and scores of the config as it is now: so that a committee's
 * answer shows in the forecast without another crawl. */
static void agency_rescore(const Session *session, AgencyAudit *audit)
{
    const AgencyConfig *agency = config_find_agency(session->config, audit->id);

    if (agency == NULL)
        return;
    for (guint i = 0; i < audit->items->len; i++) {
        ItemAudit *item = g_ptr_array_index(audit->items, i);
        const DecisionConfig *decision =
            g_hash_table_lookup(agency->decisions, item->id);

        item->decision = decision != NULL ? decision->outcome : OUTCOME_NONE;
        g_free(item->decision_reason);
        item->decision_reason =
            decision != NULL ? g_strdup(decision->reason) : NULL;
    }
    score_agency(session->rules, &agency->scores, audit);
}

static void line_append(GString *out, const char *name, const ScoreRange *range)
{
    g_autofree char *low = score_format(range->low);
    g_autofree char *high = score_format(range->high);

    if (!range->known)
        g_string_append_printf(out, "  %s -\n", name);
    else if (range->low == range->high)
        g_string_append_printf(out, "  %s %s\n", name, low);
    else
        g_string_append_printf(out, "  %s %s-%s\n", name, low, high);
}

static void lines_append(GString *out, const GPtrArray *lines, Lang lang)
{
    for (guint i = 0; i < lines->len; i++) {
        const ScoreLine *line = g_ptr_array_index(lines, i);
        g_autofree char *name =
            g_strdup_printf("%s %s", line->id, words_in(&line->title, lang));

        line_append(out, name, &line->range);
    }
}

static void agency_append(GString *out, const AgencyAudit *agency, Lang lang)
{
    const ScoreAudit *score = &agency->score;
    g_autofree char *target = score_format(score->target);
    g_autofree char *previous = score_format(score->previous);

    g_string_append_printf(out, "%s\n", words_in(&agency->name, lang));
    lines_append(out, score->sub_indicators, lang);
    lines_append(out, score->indicators, lang);
    line_append(out, "IIT", &score->iit);
    line_append(out, "EIT", &score->eit);
    line_append(out, "OIT", &score->oit);
    line_append(out, "ITA", &score->ita);
    if (score->target > 0)
        g_string_append_printf(
            out, lang == LANG_EN ? "  target %s\n" : "  เป้าหมาย %s\n", target);
    if (score->previous > 0)
        g_string_append_printf(
            out, lang == LANG_EN ? "  last year %s\n" : "  ปีก่อน %s\n",
            previous);
}

static gboolean is_whole(const Session *session, const Audit *audit)
{
    for (guint i = 0; i < audit->agencies->len; i++) {
        const AgencyAudit *agency = g_ptr_array_index(audit->agencies, i);

        if (agency->items->len < rule_set_items(session->rules)->len)
            return FALSE;
    }
    return TRUE;
}

ExitCode command_score(Session *session)
{
    const char *only = arguments_value(session->arguments, "agency");
    const char *format = arguments_value(session->arguments, "format");
    ExitCode code = session_load(session, FALSE);
    g_autoptr(Audit) audit = NULL;
    g_autoptr(GString) out = g_string_new(NULL);

    if (code == EXIT_NO_GAP && only != NULL &&
        config_find_agency(session->config, only) == NULL) {
        complain("no agency '%s' in %s", only, session->config->path);
        code = EXIT_USAGE;
    }
    if (code == EXIT_NO_GAP)
        code = session_check_format(session);
    if (code == EXIT_NO_GAP)
        audit = session_load_audit(session, &code);
    if (audit == NULL)
        return code;
    if (audit->fiscal_year != rule_set_fiscal_year(session->rules)) {
        complain("run %s is of fiscal year %d, the config of %d", audit->run_id,
                 audit->fiscal_year, rule_set_fiscal_year(session->rules));
        return EXIT_USAGE;
    }
    if (!is_whole(session, audit)) {
        complain("run %s looked at some items only: no score follows from it",
                 audit->run_id);
        return EXIT_USAGE;
    }
    for (guint i = 0; i < audit->agencies->len; i++) {
        AgencyAudit *agency = g_ptr_array_index(audit->agencies, i);

        agency_rescore(session, agency);
        if (only == NULL || strcmp(only, agency->id) == 0)
            agency_append(out, agency, session_report_lang(session));
    }
    if (format != NULL && strcmp(format, "text") != 0)
        return session_print_audit(session, audit);
    return print_bytes(out->str, out->len);
}
