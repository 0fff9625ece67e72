/* What a run fetched: kept as evidence, recalled after a kill, judged again. */
#include "program.h"

#include <signal.h>

#include "crawler/warc_read.h"
#include "fault_server.h"

#define PAGES 6

static Program program;
static FaultServer *server;

static char *page_body(int i)
{
    return g_strdup_printf(
        "<!DOCTYPE html><html lang=th><meta charset=utf-8><title>หน้า %d"
        "</title><body><main><h1>แผนปฏิบัติราชการ ปีงบประมาณ พ.ศ. 2565 ส่วนที่ %d"
        "</h1><p>เนื้อหาของส่วนนี้มีรายละเอียดโครงการ งบประมาณ และระยะเวลา"
        "ดำเนินการ %0300d</p></main></body></html>",
        i, i, i);
}

static void site_serve(void)
{
    for (int i = 1; i <= PAGES; i++) {
        g_autofree char *path = g_strdup_printf("/p%d", i);
        g_autofree char *body = page_body(i);

        fault_server_serve(server, path, 200, NULL, body);
    }
    fault_server_serve(server, "/", 200, NULL, "<h1>หน้าแรก</h1><p>ข่าว</p>");
}

/* @to: where the site is read from. */
static void config_write(const char *name, const char *store, const char *to,
                         const char *crawler)
{
    g_autoptr(GString) text = g_string_new("fiscal_year: 2565\n");

    g_string_append_printf(
        text,
        "map: [{ from: 'https://www.a.go.th/', to: '%s' }]\n"
        "crawler: { allow_private: [127.0.0.0/8], per_host: 1, retries: 0,"
        " follow: 0, reach: 0, %s }\nstore: { dir: %s }\n"
        "agencies:\n  - id: a\n    name: หน่วยงานตัวอย่าง\n"
        "    site: https://www.a.go.th/\n    submissions:\n",
        to, crawler, store);
    for (int i = 1; i <= PAGES; i++)
        g_string_append_printf(text, "      O%d: ['https://www.a.go.th/p%d']\n",
                               i, i);
    g_string_append(text, "      O20: ['https://www.a.go.th/gone']\n");
    g_free(program_file(&program, name, text->str));
}

static void setup(void)
{
    g_autofree char *root = NULL;

    program_init(&program);
    server = fault_server_start(NULL);
    root = fault_server_url(server, "/");
    site_serve();
    config_write("config.yaml", "store", root, "pace: 0ms");
    config_write("slow.yaml", "slow", root, "pace: 60ms");
}

static void teardown(void)
{
    fault_server_stop(server);
    program_clear(&program);
}

TestSuite(witness, .init = setup, .fini = teardown, .timeout = 300);

/* The audit without what differs between two runs of the same. */
static char *audit_text(const Program *p)
{
    static const char PATTERN[] = "\"run\": *\\{[^}]*\\}|"
                                  "\"captured_at\": *\"[^\"]*\"|"
                                  "\"http_status\": *[0-9]+|"
                                  "ตรวจเมื่อ[^\"]*";
    g_autoptr(GRegex) regex = g_regex_new(PATTERN, 0, 0, NULL);

    return g_regex_replace_literal(regex, p->out, -1, 0, "", 0, NULL);
}

static char *run_text(const char *config, const char *more)
{
    program_run(&program, "run", "-c", config, "--format", "json", "--quiet",
                more);
    cr_assert(strstr(program.out, "\"agencies\"") != NULL, "%s", program.err);
    return audit_text(&program);
}

/* Says only where the two part: an audit is long. */
static void expect_same(const char *is, const char *was)
{
    gsize at = 0;

    while (is[at] != '\0' && is[at] == was[at])
        at++;
    cr_expect(is[at] == was[at], "is ...%.*s\nwas ...%.*s", 300,
              is + (at > 100 ? at - 100 : 0), 300,
              was + (at > 100 ? at - 100 : 0));
}

/* The only archive of a store. */
static char *archive_of(const char *store)
{
    g_autofree char *folder =
        g_build_filename(program.dir, store, "captures", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name = dir != NULL ? g_dir_read_name(dir) : NULL;

    cr_assert_not_null(name);
    cr_assert_null(g_dir_read_name(dir), "one file a run");
    return g_build_filename(folder, name, NULL);
}

Test(witness, a_run_is_kept_and_judged_again_from_its_file)
{
    g_autofree char *was = run_text("config.yaml", NULL);
    g_autofree char *path = archive_of("store");
    guint hits = fault_server_all_hits(server);
    g_autofree char *is = NULL;
    g_autoptr(GError) error = NULL;

    cr_expect_gt(warc_check(path, &error), 2 * PAGES, "%s",
                 error != NULL ? error->message : "");
    config_write("replay.yaml", "other", path, "pace: 0ms");
    is = run_text("replay.yaml", NULL);
    cr_expect_eq(fault_server_all_hits(server), hits);
    expect_same(is, was);
}

Test(witness, a_second_night_transfers_next_to_nothing)
{
    g_autofree char *first = run_text("config.yaml", NULL);
    gint64 sent = fault_server_sent_len(server);
    g_autofree char *second = run_text("config.yaml", NULL);
    gint64 again = fault_server_sent_len(server) - sent;

    expect_same(second, first);
    /* What is left is the head of 304 answers. */
    cr_expect_lt(again, 80 * (PAGES + 4));
}

static GPid start(const char *store_config, const char *more)
{
    const char *argv[] = { OIT_PROGRAM,  "run",      "-c",
                           store_config, "--format", "json",
                           "--quiet",    more,       NULL };
    GPid pid;

    cr_assert(g_spawn_async(program.dir, (char **)argv, NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD |
                                G_SPAWN_STDOUT_TO_DEV_NULL |
                                G_SPAWN_STDERR_TO_DEV_NULL,
                            NULL, NULL, &pid, NULL));
    return pid;
}

static void wait_for_hits(guint wanted)
{
    for (int i = 0; i < 3000 && fault_server_all_hits(server) < wanted; i++)
        g_usleep(10000);
}

static int end(GPid pid, int number)
{
    int status = 0;

    kill(pid, number);
    waitpid(pid, &status, 0);
    return status;
}

Test(witness, a_killed_run_goes_on_and_comes_to_the_same_audit)
{
    g_autofree char *was = run_text("config.yaml", NULL);

    for (guint wanted = 2; wanted <= 6; wanted += 4) {
        g_autofree char *store = g_build_filename(program.dir, "slow", NULL);
        g_autofree char *command = g_strdup_printf("rm -rf '%s'", store);
        guint before = fault_server_all_hits(server);
        g_autofree char *is = NULL;
        g_autofree char *path = NULL;
        guint fetched;
        GPid pid;

        g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL);
        pid = start("slow.yaml", NULL);
        wait_for_hits(before + wanted);
        end(pid, SIGKILL);
        is = run_text("slow.yaml", "--resume");
        expect_same(is, was);
        fetched = fault_server_all_hits(server) - before;
        /* pages, home, gone, two probes; what was under way, or answered and
         * not kept yet, comes twice: fewer than all that came before */
        cr_expect_lt(fetched, PAGES + 4u + MAX(wanted, 5u), "%u", fetched);
        path = archive_of("slow");
        cr_expect_gt(warc_check(path, NULL), 0);
    }
}

Test(witness, an_interrupted_run_is_saved_and_goes_on)
{
    g_autofree char *was = run_text("config.yaml", NULL);
    guint before = fault_server_all_hits(server);
    GPid pid = start("slow.yaml", NULL);
    g_autofree char *is = NULL;
    int status;

    wait_for_hits(before + 5);
    status = end(pid, SIGINT);
    cr_expect(WIFEXITED(status));
    cr_expect_eq(WEXITSTATUS(status), 130);
    is = run_text("slow.yaml", "--resume");
    expect_same(is, was);
}

static const char *state_of_gone(void)
{
    JsonValue *audit = program_json(&program);
    const char *state = json_get_string(
        json_at(json_get(json_item(audit, "O20"), "urls"), 0), "state");
    const char *kept = g_intern_string(state);

    json_free(audit);
    return kept;
}

Test(witness, a_link_is_dead_after_enough_nights_and_alive_after_one)
{
    g_autofree char *root = fault_server_url(server, "/");

    config_write("patient.yaml", "patient", root, "pace: 0ms, confirm_runs: 3");
    for (int night = 1; night <= 3; night++) {
        g_free(run_text("patient.yaml", NULL));
        cr_expect_str_eq(state_of_gone(), night < 3 ? "unconfirmed" : "gone");
    }
    fault_server_serve(server, "/gone", 200, NULL, "<p>กลับมาแล้ว ข้อมูลครบ</p>");
    g_free(run_text("patient.yaml", NULL));
    cr_expect_str_eq(state_of_gone(), "ok");
    fault_server_serve(server, "/gone", 404, NULL, "gone again");
    g_free(run_text("patient.yaml", NULL));
    cr_expect_str_eq(state_of_gone(), "unconfirmed");
}

/* --- frozen evidence
 * -------------------------------------------------------------- */

static char *only_frozen(void)
{
    g_autofree char *folder =
        g_build_filename(program.dir, "store/frozen", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name = g_dir_read_name(dir);

    return g_build_filename(folder, name, NULL);
}

#define EXPECT_OUT(words)                                                      \
    cr_expect(strstr(program.out, words) != NULL, "wanted '%s' in:\n%s",       \
              words, program.out)

Test(witness, what_is_frozen_is_chained_and_a_changed_byte_is_found)
{
    g_autofree char *folder = NULL;
    g_autofree char *manifest = NULL;
    g_autofree char *text = NULL;
    g_autofree char *exported =
        g_build_filename(program.dir, "case", "index.html", NULL);
    g_auto(GStrv) parts = NULL;

    g_free(run_text("config.yaml", NULL));
    cr_expect_eq(program_run(&program, "evidence", "changes"), 2);
    cr_expect_eq(program_run(&program, "freeze"), 0, "%s", program.err);
    EXPECT_OUT("SHA-256");
    cr_expect_eq(program_run(&program, "freeze"), 2, "once a run");
    folder = only_frozen();
    g_free(run_text("config.yaml", NULL));
    cr_expect_eq(program_run(&program, "freeze"), 0, "%s", program.err);
    cr_expect_eq(program_run(&program, "evidence", "verify"), 0, "%s",
                 program.err);
    cr_expect_eq(program_run(&program, "evidence", "export", "--out", "case"),
                 0, "%s", program.err);
    cr_expect(g_file_get_contents(exported, &text, NULL, NULL));
    cr_expect(strstr(text, "originals/O1-") != NULL, "%s", text);

    manifest = g_build_filename(folder, "manifest.json", NULL);
    g_clear_pointer(&text, g_free);
    g_file_get_contents(manifest, &text, NULL, NULL);
    g_chmod(manifest, 0600);
    parts = g_strsplit(text, "/p1\"", -1);
    g_free(text);
    text = g_strjoinv("/p9\"", parts);
    g_file_set_contents(manifest, text, -1, NULL);
    cr_expect_eq(program_run(&program, "evidence", "verify"), 1);
}

Test(witness, what_changed_since_is_told_with_the_passage)
{
    g_autofree char *gone_body = g_strdup("not here");

    g_free(run_text("config.yaml", NULL));
    cr_assert_eq(program_run(&program, "freeze"), 0, "%s", program.err);
    cr_expect_eq(program_run(&program, "evidence", "changes"), 0);
    fault_server_serve(server, "/p2", 404, NULL, gone_body);
    fault_server_serve(server, "/p3", 200, NULL,
                       "<h1>แผนปฏิบัติราชการ ฉบับแก้ไข</h1><p>ยกเลิกโครงการเดิม"
                       "ทั้งหมดและเริ่มใหม่ในปีถัดไป</p>");
    g_free(run_text("config.yaml", NULL));
    cr_expect_eq(program_run(&program, "evidence", "changes"), 1, "%s",
                 program.err);
    EXPECT_OUT("O2  หายไป");
    EXPECT_OUT("O3  แก้ไข");
    EXPECT_OUT("+ แผนปฏิบัติราชการ ฉบับแก้ไข");
}
