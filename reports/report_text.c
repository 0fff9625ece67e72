/*
 * For a terminal: the forecast, what to mend, a table of the sub-indicators.
 * The order is that of need: a reader who stops after one screen has seen
 * what costs most.
 */
#include "reports/formats.h"

#include <string.h>

#include "base/thai_date.h"
#include "base/url.h"
#include "reports/digest.h"
#include "reports/text_layout.h"
#include "reports/wording.h"

#define WIDTH_MIN 60
#define WIDTH_MAX 110 /* longer lines are hard to follow */
#define INDENT "    "

typedef struct {
    GString *out;
    const Audit *audit;
    const AgencyAudit *agency;
    const ReportOptions *options;
    Lang lang;
    guint width;
} Page;

typedef enum {
    INK_PLAIN,
    INK_BOLD,
    INK_RED,
    INK_YELLOW,
    INK_GREEN,
    INK_DIM
} Ink;

static const char *const ink_codes[] = {
    [INK_PLAIN] = "",          [INK_BOLD] = "\033[1m",   [INK_RED] = "\033[31m",
    [INK_YELLOW] = "\033[33m", [INK_GREEN] = "\033[32m", [INK_DIM] = "\033[2m",
};

static const char *say(const Page *page, const char *id)
{
    return wording(id, page->lang);
}

static void ink(Page *page, Ink color)
{
    if (page->options->color)
        g_string_append(page->out, ink_codes[color]);
}

static void ink_off(Page *page)
{
    if (page->options->color)
        g_string_append(page->out, "\033[0m");
}

static void put_ink(Page *page, Ink color, const char *text)
{
    ink(page, color);
    g_string_append(page->out, text);
    ink_off(page);
}

static void rule(Page *page)
{
    ink(page, INK_DIM);
    for (guint i = 0; i < page->width; i++)
        g_string_append(page->out, "─");
    ink_off(page);
    g_string_append_c(page->out, '\n');
}

static void heading(Page *page, const char *text)
{
    g_string_append_c(page->out, '\n');
    put_ink(page, INK_BOLD, text);
    g_string_append_c(page->out, '\n');
}

/* "      ควรทำ: ..." with what follows hung under the first line. */
static void labelled(Page *page, const char *label, const char *text)
{
    g_autofree char *clean = digest_clean(text);
    g_autofree char *whole = g_strdup_printf("%s: %s", label, clean);

    if (*clean != '\0')
        text_block(page->out, INDENT, INDENT "  ", whole, page->width);
}

/* --- scores ------------------------------------------------------------ */

static Ink ink_of_mark(const char *state)
{
    if (strcmp(state, "reached") == 0)
        return INK_GREEN;
    return strcmp(state, "perhaps") == 0 ? INK_YELLOW : INK_RED;
}

static void score_mark(Page *page, const char *id, const ScoreRange *range,
                       gint64 mark)
{
    const char *state = digest_mark(range, mark);
    g_autofree char *points = digest_points(mark);

    if (*state == '\0')
        return;
    g_string_append(page->out, "  ");
    text_pad(page->out, say(page, id), 16);
    text_pad(page->out, points, 16);
    put_ink(page, ink_of_mark(state), say(page, state));
    g_string_append_c(page->out, '\n');
}

static void score_line(Page *page, const char *name, const ScoreRange *range)
{
    g_autofree char *text = digest_range(range, page->lang);

    g_string_append(page->out, "  ");
    text_pad(page->out, name, 16);
    ink(page, INK_BOLD);
    text_pad(page->out, text, 16);
    ink_off(page);
}

static void put_scores(Page *page)
{
    const ScoreAudit *score = &page->agency->score;

    heading(page, say(page, "forecast"));
    score_line(page, "ITA", &score->ita);
    g_string_append_c(page->out, '\n');
    score_mark(page, "target", &score->ita, score->target);
    score_mark(page, "pass-mark", &score->ita, score->pass_mark);
    score_line(page, "OIT", &score->oit);
    g_string_append_c(page->out, '\n');
    for (guint i = 0; i < score->indicators->len; i++) {
        const ScoreLine *line = g_ptr_array_index(score->indicators, i);
        g_autofree char *name =
            g_strdup_printf("%s %s", say(page, "indicator"), line->id);

        score_line(page, name, &line->range);
        put_ink(page, INK_DIM, words_in(&line->title, page->lang));
        g_string_append_c(page->out, '\n');
    }
    if (score->previous > 0) {
        ScoreRange previous = { score->previous, score->previous, TRUE };
        g_autofree char *name =
            g_strdup_printf("ITA %s", say(page, "previous"));

        score_line(page, name, &previous);
        g_string_append_c(page->out, '\n');
    }
    ink(page, INK_DIM);
    if (!score->ita.known)
        text_block(page->out, NULL, "  ", say(page, "unknown-note"),
                   page->width);
    text_block(page->out, NULL, "  ", say(page, "range-note"), page->width);
    ink_off(page);
}

static void put_counts(Page *page)
{
    VerdictCounts counts = digest_counts(page->agency, NULL);
    g_autoptr(GString) line = g_string_new(NULL);

    g_string_append_printf(line, "%u %s:", counts.total, say(page, "items"));
    for (int i = 0; i < ITEM_VERDICT_COUNT; i++)
        if (counts.of[i] > 0)
            g_string_append_printf(
                line, "%s %s %u", line->str[line->len - 1] == ':' ? "" : " ·",
                item_verdict_label((ItemVerdict)i, page->lang), counts.of[i]);
    g_string_append_c(page->out, '\n');
    text_block(page->out, NULL, "", line->str, page->width);
}

/* --- what to mend ------------------------------------------------------ */

static const struct {
    const char *sign;
    Ink ink;
} task_signs[] = {
    [TASK_GAP] = { "✗", INK_RED },        [TASK_RISK] = { "!", INK_YELLOW },
    [TASK_UNCLEAR] = { "?", INK_YELLOW }, [TASK_BLOCKED] = { "⊘", INK_YELLOW },
    [TASK_NONE] = { "✓", INK_GREEN },
};

static void put_evidence(Page *page, const char *label,
                         const Evidence *evidence)
{
    g_autofree char *place = digest_place(evidence, page->lang);
    g_autofree char *url =
        evidence->url != NULL ? url_display(evidence->url) : NULL;
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "“%s”", evidence->quote);
    if (*place != '\0')
        g_string_append_printf(text, " — %s", place);
    if (evidence->ocr)
        g_string_append_printf(text, " (OCR)");
    if (url != NULL)
        g_string_append_printf(text, " %s", url);
    labelled(page, label, text->str);
}

/* What was seen in place of the element, and what to do about it. */
static void put_open_element(Page *page, const ItemAudit *item,
                             const ElementAudit *element)
{
    g_autofree char *reason = digest_element_reason(item, element, page->lang);
    g_autofree char *clean = digest_clean(reason);
    guint shown = MIN(element->evidence->len, 2u);

    ink(page, INK_BOLD);
    text_block(page->out, INDENT, INDENT, clean, page->width);
    ink_off(page);
    for (guint i = 0; i < shown; i++)
        put_evidence(page, say(page, "evidence"),
                     g_ptr_array_index(element->evidence, i));
    if (element->nearest != NULL)
        put_evidence(page, say(page, "nearest"), element->nearest);
    labelled(page, say(page, "advice"), words_in(&element->advice, page->lang));
    if (g_strcmp0(element->confidence, "M") == 0)
        labelled(page, say(page, "confidence"), say(page, "confidence-M"));
}

static void put_findings(Page *page, const ItemAudit *item,
                         const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        g_autofree char *clean =
            digest_clean(words_in(&finding->message, page->lang));

        if ((finding->severity == SEVERITY_INFO && !page->options->verbose) ||
            digest_is_said(item, finding, page->lang))
            continue;
        text_block(page->out, INDENT, INDENT, clean, page->width);
        labelled(page, say(page, "advice"),
                 words_in(&finding->advice, page->lang));
    }
}

static void put_urls(Page *page, const ItemAudit *item)
{
    for (guint i = 0; i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);
        const LinkStateRow *row = link_state_row(url->state);
        g_autofree char *shown = NULL;
        g_autofree char *line = NULL;

        if (url->found_on != NULL && row->class == LINK_CLASS_OK)
            continue;
        shown = url->url != NULL ? url_display(url->url) : NULL;
        line = g_strdup_printf("%s%s%s%s", shown != NULL ? shown : url->url,
                               row->class == LINK_CLASS_OK ? "" : " (",
                               row->class == LINK_CLASS_OK ? ""
                               : page->lang == LANG_EN     ? row->en
                                                           : row->th,
                               row->class == LINK_CLASS_OK ? "" : ")");
        labelled(page, say(page, "url"), line);
        put_findings(page, item, url->findings);
    }
}

/* The decision that was made, where there is one. */
static void put_decision(Page *page, const ItemAudit *item)
{
    g_autofree char *text = NULL;

    if (item->decision == OUTCOME_NONE)
        return;
    text = g_strdup_printf(
        "%s%s%s",
        say(page, item->decision == OUTCOME_ACCEPTED ? "decision-accepted"
                                                     : "decision-rejected"),
        item->decision_reason != NULL ? " — " : "",
        item->decision_reason != NULL ? item->decision_reason : "");
    labelled(page, say(page, "decision"), text);
}

static void put_item_line(Page *page, const ItemAudit *item)
{
    TaskGroup group = digest_group(item);
    g_autofree char *points = digest_points(item->cost);
    g_autofree char *title = digest_clean(words_in(&item->title, page->lang));
    g_autofree char *cost =
        item->cost > 0
            ? g_strdup_printf(
                  "%s %s %s",
                  say(page, group == TASK_GAP ? "costs" : "may-cost"), points,
                  say(page, "points"))
            : g_strdup("");
    guint room = page->width - text_width(cost) - 10;

    g_string_append(page->out, "  ");
    put_ink(page, task_signs[group].ink, task_signs[group].sign);
    g_string_append_c(page->out, ' ');
    ink(page, INK_BOLD);
    text_pad(page->out, item->id != NULL ? item->id : "", 4);
    ink_off(page);
    text_pad(page->out, title, room);
    g_string_append_printf(page->out, "  %s", cost);
    g_string_append_c(page->out, '\n');
}

static void put_task(Page *page, const ItemAudit *item)
{
    put_item_line(page, item);
    if (digest_group(item) == TASK_GAP && item->verdict != ITEM_INCOMPLETE)
        labelled(page, say(page, "our-verdict"),
                 item_verdict_label(item->verdict, page->lang));
    if (item->verdict != ITEM_UNREACHABLE &&
        item->verdict != ITEM_NOT_SUBMITTED)
        for (guint i = 0; i < item->elements->len; i++) {
            const ElementAudit *element = g_ptr_array_index(item->elements, i);

            if (digest_element_open(element))
                put_open_element(page, item, element);
        }
    put_findings(page, item, item->findings);
    put_urls(page, item);
    put_decision(page, item);
    labelled(page, say(page, "owner"),
             digest_unit(page->agency, digest_item_role(item), page->lang));
}

static void put_tasks(Page *page)
{
    g_autoptr(GPtrArray) tasks = digest_tasks(page->agency);
    TaskGroup group = TASK_NONE;

    heading(page, say(page, tasks->len > 0 ? "todo" : "nothing-todo"));
    for (guint i = 0; i < tasks->len; i++) {
        const ItemAudit *item = g_ptr_array_index(tasks, i);
        gboolean group_goes_on = digest_group(item) == group;

        if (!group_goes_on) {
            g_autofree char *id = NULL;

            group = digest_group(item);
            id = g_strconcat("group-", task_group_name(group), NULL);
            g_string_append_c(page->out, '\n');
            put_ink(page, task_signs[group].ink, say(page, id));
            g_string_append_c(page->out, '\n');
        }
        if (group_goes_on)
            g_string_append_c(page->out, '\n');
        put_task(page, item);
    }
}

/* --- the whole, in one table ------------------------------------------- */

static void put_sub_indicator(Page *page, const ScoreLine *line)
{
    VerdictCounts counts = digest_counts(page->agency, line->id);
    g_autofree char *range = digest_range(&line->range, page->lang);
    g_autofree char *done =
        g_strdup_printf("%u/%u", counts.of[ITEM_COMPLETE], counts.total);

    g_string_append(page->out, "  ");
    text_pad(page->out, line->id, 6);
    text_pad(page->out, words_in(&line->title, page->lang),
             page->width - 2 - 6 - 18 - 10);
    text_pad(page->out, range, 18);
    text_pad(page->out, done, 10);
    g_string_append_c(page->out, '\n');
}

static void put_table(Page *page)
{
    const GPtrArray *lines = page->agency->score.sub_indicators;

    if (lines->len == 0)
        return;
    heading(page, say(page, "by-sub-indicator"));
    ink(page, INK_DIM);
    g_string_append(page->out, "  ");
    text_pad(page->out, "", page->width - 2 - 18 - 10);
    text_pad(page->out, say(page, "score"), 18);
    text_pad(page->out, item_verdict_label(ITEM_COMPLETE, page->lang), 10);
    ink_off(page);
    g_string_append_c(page->out, '\n');
    for (guint i = 0; i < lines->len; i++)
        put_sub_indicator(page, g_ptr_array_index(lines, i));
}

/* verbose: what is complete too, with its quotes. */
static void put_complete(Page *page)
{
    heading(page, item_verdict_label(ITEM_COMPLETE, page->lang));
    for (guint i = 0; i < page->agency->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(page->agency->items, i);

        if (digest_group(item) != TASK_NONE)
            continue;
        put_item_line(page, item);
        put_decision(page, item);
        for (guint e = 0; e < item->elements->len; e++) {
            const ElementAudit *element = g_ptr_array_index(item->elements, e);

            if (element->evidence->len > 0)
                put_evidence(page, words_in(&element->title, page->lang),
                             g_ptr_array_index(element->evidence, 0));
        }
    }
}

static void put_agency(Page *page)
{
    g_autofree char *name = digest_agency_name(page->agency, page->lang);
    g_autofree char *clean_name = digest_clean(name);
    g_autofree char *run_id = digest_clean(page->audit->run_id);
    g_autofree char *checked = NULL;
    g_autofree char *at =
        thai_time_format(page->audit->finished_at, page->lang == LANG_EN);

    rule(page);
    put_ink(page, INK_BOLD, clean_name);
    g_string_append_printf(page->out, "\n%s · %s %d\n", say(page, "title"),
                           say(page, "fiscal-year"), page->audit->fiscal_year);
    checked = g_strdup_printf("%s %s · %s %s", say(page, "checked-at"), at,
                              say(page, "run"), *run_id != '\0' ? run_id : "-");
    text_block(page->out, NULL, "", checked, page->width);
    if (page->audit->sample)
        text_block(page->out, "* ", "  ", say(page, "sample"), page->width);
    if (page->audit->interrupted)
        text_block(page->out, "* ", "  ", say(page, "interrupted"),
                   page->width);
    if (digest_offline(page->agency))
        text_block(page->out, "* ", "  ", say(page, "offline"), page->width);
    rule(page);
    if (page->agency->items->len == 0) {
        g_string_append_printf(page->out, "%s\n", say(page, "no-items"));
        return;
    }
    /* A check of single items forecasts nothing. */
    if (page->agency->score.oit.known)
        put_scores(page);
    put_counts(page);
    put_tasks(page);
    put_table(page);
    if (page->options->verbose)
        put_complete(page);
}

/* Padding of a last column is no one's use; a terminal shows it when copied. */
static void strip_line_ends(GString *out)
{
    gsize to = 0;

    for (gsize from = 0; from < out->len; from++) {
        if (out->str[from] == '\n')
            while (to > 0 && out->str[to - 1] == ' ')
                to--;
        out->str[to++] = out->str[from];
    }
    g_string_truncate(out, to);
}

gboolean report_text_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error)
{
    guint width = options->width > 0 ? (guint)options->width : 80;
    g_autoptr(GString) out = g_string_new(NULL);
    Page page = { .out = out,
                  .audit = audit,
                  .options = options,
                  .lang = options->lang,
                  .width = CLAMP(width, WIDTH_MIN, WIDTH_MAX) };

    if (audit_agency_count(audit) == 0)
        sink_printf(sink, "%s\n", say(&page, "empty"));
    for (guint i = 0; i < audit_agency_count(audit); i++) {
        page.agency = audit_agency(audit, i, error);
        if (page.agency == NULL)
            return FALSE;
        put_agency(&page);
        strip_line_ends(out);
        sink_text(sink, out->str);
        g_string_truncate(out, 0);
    }
    return TRUE;
}
