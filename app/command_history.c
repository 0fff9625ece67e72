#include "app/commands.h"

#include <string.h>

#include "base/thai_date.h"
#include "base/clock.h"
#include "rules/score.h"

static void row_append_text(GString *out, const StoreRun *run, Lang lang)
{
    g_autofree char *time = thai_time_format(run->started_at, lang == LANG_EN);
    g_autofree char *low = score_format(run->ita_low);
    g_autofree char *high = score_format(run->ita_high);

    g_string_append_printf(
        out,
        lang == LANG_EN
            ? "%s  %s  FY %d  %d agencies  %d items  %d gaps  %d unclear"
            : "%s  %s  ปีงบฯ %d  %d หน่วยงาน  %d ข้อ  ขาด %d ข้อ  "
              "ยังสรุปไม่ได้ %d ข้อ",
        run->run_id, time, run->fiscal_year, run->agencies_count,
        run->items_count, run->gaps_count, run->unclear_count);
    if (run->ita_high > 0)
        g_string_append_printf(out, "  ITA %s-%s", low, high);
    if (run->interrupted)
        g_string_append(out,
                        lang == LANG_EN ? "  interrupted" : "  ถูกหยุดกลางคัน");
    g_string_append_c(out, '\n');
}

static JsonValue *row_to_json(const StoreRun *run)
{
    JsonValue *json = json_new_object();
    g_autofree char *started = clock_format_utc(run->started_at);
    g_autofree char *finished = clock_format_utc(run->finished_at);

    json_set_string(json, "id", run->run_id);
    json_set_string(json, "started", started);
    json_set_string(json, "finished", finished);
    json_set_bool(json, "interrupted", run->interrupted);
    json_set_int(json, "fiscal_year", run->fiscal_year);
    json_set_int(json, "agencies", run->agencies_count);
    json_set_int(json, "items", run->items_count);
    json_set_int(json, "gaps", run->gaps_count);
    json_set_int(json, "unclear", run->unclear_count);
    json_set(json, "ita_low", json_new_hundredths(run->ita_low));
    json_set(json, "ita_high", json_new_hundredths(run->ita_high));
    return json;
}

static char *format_runs(const GPtrArray *runs, gboolean as_json, Lang lang)
{
    g_autoptr(JsonValue) list = json_new_array();
    GString *out;

    if (as_json) {
        for (guint i = 0; i < runs->len; i++)
            json_append(list, row_to_json(g_ptr_array_index(runs, i)));
        return json_format(list, TRUE);
    }
    out = g_string_new(NULL);
    if (runs->len == 0)
        g_string_append(out, lang == LANG_EN
                                 ? "No run is kept yet; begin with "
                                   "'oit-audit run'\n"
                                 : "ยังไม่เคยตรวจ เริ่มด้วย 'oit-audit run'\n");
    for (guint i = 0; i < runs->len; i++)
        row_append_text(out, g_ptr_array_index(runs, i), lang);
    return g_string_free(out, FALSE);
}

static ExitCode options_read(const Session *session, int *limit,
                             gboolean *as_json)
{
    const char *text = arguments_value(session->arguments, "limit");
    const char *format = arguments_value(session->arguments, "format");
    guint64 value = 20;

    *as_json = g_strcmp0(format, "json") == 0;
    if (format != NULL && !*as_json && strcmp(format, "text") != 0) {
        complain("'%s' is no format of history; one of: text, json", format);
        return EXIT_USAGE;
    }
    if (text != NULL &&
        !g_ascii_string_to_unsigned(text, 10, 0, 1000000, &value, NULL)) {
        complain("--limit takes a whole number, not '%s'", text);
        return EXIT_USAGE;
    }
    *limit = (int)value;
    return EXIT_NO_GAP;
}

ExitCode command_history(Session *session)
{
    ExitCode code = session_load_config(session, FALSE);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) runs = NULL;
    g_autofree char *text = NULL;
    gboolean as_json = FALSE;
    int limit = 0;

    if (code == EXIT_NO_GAP)
        code = options_read(session, &limit, &as_json);
    if (code == EXIT_NO_GAP && session_has_history(session))
        code = session_open_history(session);
    if (code != EXIT_NO_GAP)
        return code;
    /* To have no history is no fault. */
    runs = session->store != NULL ? store_history(session->store, limit, &error)
                                  : g_ptr_array_new();
    if (runs == NULL) {
        g_assert(error != NULL);
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    text = format_runs(runs, as_json, session->lang);
    return print_bytes(text, strlen(text));
}
