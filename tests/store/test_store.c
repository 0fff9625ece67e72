#include <criterion/criterion.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/store.h"

static char *dir;

static int remove_entry(const char *path, const struct stat *info, int type,
                        struct FTW *walk)
{
    (void)info;
    (void)type;
    (void)walk;
    return remove(path);
}

static void setup(void)
{
    dir = g_dir_make_tmp("store-XXXXXX", NULL);
    cr_assert_not_null(dir);
}

static void teardown(void)
{
    nftw(dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    g_free(dir);
}

TestSuite(store, .init = setup, .fini = teardown);

static Audit *make_audit(const char *run_id, gint64 at, guint items_count)
{
    Audit *audit = audit_new();
    AgencyAudit *agency = agency_audit_new("ops");

    g_free(audit->run_id);
    audit->run_id = g_strdup(run_id);
    audit->started_at = at;
    audit->finished_at = at + 60;
    audit->fiscal_year = 2565;
    words_set(&agency->name, "หน่วยงานตัวอย่าง", "Sample agency");
    agency->score.ita = (ScoreRange){ 9211, 9311, TRUE };
    for (guint i = 0; i < items_count; i++) {
        g_autofree char *id = g_strdup_printf("O%u", i + 1);
        ItemAudit *item = item_audit_new(id);

        words_set(&item->title, "แผนดำเนินงานประจำปี", "Annual plan");
        item->verdict = i == 0   ? ITEM_INCOMPLETE
                        : i == 1 ? ITEM_UNREACHABLE
                                 : ITEM_COMPLETE;
        g_ptr_array_add(agency->items, item);
    }
    g_ptr_array_add(audit->agencies, agency);
    return audit;
}

static void save_one(Store *store, const char *run_id, gint64 at)
{
    g_autoptr(Audit) audit = make_audit(run_id, at, 43);
    g_autoptr(GError) error = NULL;

    cr_assert(store_save(store, audit, &error), "%s",
              error == NULL ? "" : error->message);
}

static Store *open_store(void)
{
    g_autoptr(GError) error = NULL;
    Store *store = store_open(dir, &error);

    cr_assert_not_null(store, "%s", error == NULL ? "" : error->message);
    return store;
}

static gint64 ask(const char *sql)
{
    g_autofree char *path = g_build_filename(dir, "history.sqlite", NULL);
    sqlite3 *db;
    sqlite3_stmt *s;
    gint64 value;

    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK, "%s",
                 sqlite3_errmsg(db));
    value = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    sqlite3_finalize(s);
    sqlite3_close(db);
    return value;
}

static void expect_error(const GError *error, int code, const char *part)
{
    cr_assert_not_null(error);
    cr_expect(g_error_matches(error, STORE_ERROR, code), "%s", error->message);
    cr_expect_not_null(strstr(error->message, part), "%s", error->message);
}

#define RUN_1 "20261124T010000Z-0001"
#define RUN_2 "20261125T010000Z-0002"
#define RUN_3 "20261126T010000Z-0003"

Test(store, saved_run_reads_back_whole)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Audit) saved = make_audit(RUN_1, 1000, 43);
    g_autoptr(Audit) loaded = NULL;
    g_autoptr(JsonValue) a = audit_to_json(saved);
    g_autoptr(JsonValue) b = NULL;
    g_autofree char *a_text = json_format(a, TRUE);
    g_autofree char *b_text = NULL;

    cr_assert(store_save(store, saved, NULL));
    loaded = store_load(store, RUN_1, NULL);
    cr_assert_not_null(loaded);
    b = audit_to_json(loaded);
    b_text = json_format(b, TRUE);
    cr_assert_str_eq(a_text, b_text);
}

Test(store, missing_folders_are_made)
{
    g_autofree char *deep = g_build_filename(dir, "a", "b", NULL);
    g_autoptr(Store) store = store_open(deep, NULL);

    cr_assert_not_null(store);
    save_one(store, RUN_1, 1000);
}

Test(store, newest_finished_run_is_the_one_loaded)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) cut = make_audit(RUN_3, 3000, 2);
    g_autoptr(Audit) newest = NULL;
    g_autoptr(Audit) named = NULL;

    cr_assert_null(store_load(store, NULL, &error));
    expect_error(error, STORE_ERROR_FAILED, "no finished run");
    save_one(store, RUN_2, 2000);
    save_one(store, RUN_1, 1000);
    cut->interrupted = TRUE;
    cr_assert(store_save(store, cut, NULL));

    newest = store_load(store, NULL, NULL);
    cr_assert_str_eq(newest->run_id, RUN_2);
    named = store_load(store, RUN_3, NULL);
    cr_assert(named->interrupted);
}

Test(store, unknown_run_is_an_error)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;

    save_one(store, RUN_1, 1000);
    cr_assert_null(store_load(store, "x' OR '1'='1", &error));
    expect_error(error, STORE_ERROR_FAILED, "there is none");
}

Test(store, run_before_is_found_or_there_is_none)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) before = NULL;
    g_autoptr(Audit) before_unsaved = NULL;

    save_one(store, RUN_1, 1000);
    save_one(store, RUN_2, 2000);
    before = store_load_before(store, RUN_2, &error);
    cr_assert_str_eq(before->run_id, RUN_1);
    before_unsaved = store_load_before(store, RUN_3, &error);
    cr_assert_str_eq(before_unsaved->run_id, RUN_2);
    cr_assert_null(store_load_before(store, RUN_1, &error));
    cr_assert_null(error);
}

Test(store, saving_again_replaces_the_run)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Audit) small = make_audit(RUN_1, 1000, 3);
    g_autoptr(Audit) loaded = NULL;
    const AgencyAudit *agency;

    save_one(store, RUN_1, 1000);
    cr_assert(store_save(store, small, NULL));
    loaded = store_load(store, RUN_1, NULL);
    agency = g_ptr_array_index(loaded->agencies, 0);
    cr_assert_eq(agency->items->len, 3);
    cr_assert_eq(ask("SELECT count(*) FROM item_verdict"), 3);
    cr_assert_eq(ask("SELECT count(*) FROM run"), 1);
}

Test(store, history_lists_newest_first_with_counts)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GPtrArray) all = NULL;
    g_autoptr(GPtrArray) two = NULL;
    const StoreRun *run;

    save_one(store, RUN_2, 2000);
    save_one(store, RUN_1, 1000);
    save_one(store, RUN_3, 3000);
    all = store_history(store, 0, NULL);
    cr_assert_eq(all->len, 3);
    two = store_history(store, 2, NULL);
    cr_assert_eq(two->len, 2);
    run = g_ptr_array_index(two, 0);
    cr_assert_str_eq(run->run_id, RUN_3);
    cr_assert_eq(run->started_at, 3000);
    cr_assert_eq(run->finished_at, 3060);
    cr_assert_eq(run->fiscal_year, 2565);
    cr_assert_eq(run->agencies_count, 1);
    cr_assert_eq(run->items_count, 43);
    cr_assert_eq(run->gaps_count, 1);
    cr_assert_eq(run->unclear_count, 1);
    cr_assert_eq(run->ita_low, 9211);
    cr_assert_eq(run->ita_high, 9311);
}

Test(store, unknown_score_and_no_agency_are_kept_as_unknown)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Audit) empty = audit_new();
    g_autoptr(GPtrArray) runs = NULL;
    const StoreRun *run;

    g_free(empty->run_id);
    empty->run_id = g_strdup(RUN_1);
    cr_assert(store_save(store, empty, NULL));
    runs = store_history(store, 0, NULL);
    run = g_ptr_array_index(runs, 0);
    cr_assert_eq(run->ita_low, -1);
    cr_assert_eq(run->items_count, 0);
}

Test(store, verdicts_are_indexed_by_item)
{
    g_autoptr(Store) store = open_store();

    save_one(store, RUN_1, 1000);
    cr_assert_eq(ask("SELECT count(*) FROM item_verdict WHERE item_id = 'O1'"
                     " AND verdict = 'incomplete' AND agency_id = 'ops'"),
                 1);
    cr_assert_eq(ask("SELECT count(*) FROM agency_score WHERE ita_low = 9211"),
                 1);
}

Test(store, last_good_capture_is_found)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;
    StoreCapture old = { .sha256 = "aa", .etag = "\"1\"", .captured_at = 10 };
    StoreCapture new = { .sha256 = "bb",
                         .content_type = "text/html",
                         .final_url = "http://a.go.th/ก",
                         .captured_at = 20 };
    StoreCapture found = { 0 };

    cr_assert_not(store_find_capture(store, "http://a.go.th/", &found, &error));
    cr_assert_null(error);
    cr_assert(store_save_capture(store, RUN_2, "http://a.go.th/", &new, NULL));
    cr_assert(store_save_capture(store, RUN_1, "http://a.go.th/", &old, NULL));
    cr_assert(store_save_capture(store, RUN_2, "http://a.go.th/", &new, NULL));
    cr_assert(store_find_capture(store, "http://a.go.th/", &found, &error));
    cr_assert_str_eq(found.sha256, "bb");
    cr_assert_null(found.etag);
    cr_assert_str_eq(found.final_url, "http://a.go.th/ก");
    cr_assert_eq(found.captured_at, 20);
    store_capture_clear(&found);
    cr_assert_null(found.sha256);
    cr_assert_eq(ask("SELECT count(*) FROM capture"), 2);
}

Test(store, run_names_begin_with_the_time_and_differ)
{
    g_autofree char *a = store_new_run_id(1637740320);
    g_autofree char *b = store_new_run_id(1637740320);
    g_autofree char *later = store_new_run_id(1637740321);

    cr_assert(g_regex_match_simple("^20211124T075200Z-[0-9a-f]{4}$", a, 0, 0));
    cr_assert_lt(strcmp(b, later), 0);
}

/* --- what can go wrong ------------------------------------------------------
 */

static void write_database_file(const char *text, gssize len)
{
    g_autofree char *path = g_build_filename(dir, "history.sqlite", NULL);

    cr_assert(g_file_set_contents(path, text, len, NULL));
}

Test(store, reading_needs_a_history)
{
    g_autoptr(GError) error = NULL;

    cr_assert_null(store_open_readonly(dir, &error));
    expect_error(error, STORE_ERROR_OPEN, "no history yet");
    g_autofree char *path = g_build_filename(dir, "history.sqlite", NULL);

    cr_assert_not(g_file_test(path, G_FILE_TEST_EXISTS));
}

Test(store, other_file_is_no_history)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) again = NULL;
    g_autofree char *junk = g_strnfill(5000, 'x');

    write_database_file(junk, -1);
    cr_assert_null(store_open(dir, &error));
    expect_error(error, STORE_ERROR_CORRUPT, "not a history file");
    cr_assert_null(store_open_readonly(dir, &again));
    expect_error(again, STORE_ERROR_CORRUPT, "not a history file");
}

Test(store, database_of_another_program_is_left_alone)
{
    g_autoptr(GError) error = NULL;

    cr_assert_eq(ask("CREATE TABLE run (x)"), -1);
    cr_assert_null(store_open(dir, &error));
    expect_error(error, STORE_ERROR_CORRUPT, "another program");
    cr_assert_eq(ask("SELECT count(*) FROM sqlite_schema"), 1);
}

Test(store, newer_history_is_refused)
{
    g_autoptr(GError) error = NULL;

    store_close(open_store());
    ask("PRAGMA user_version = 99");
    cr_assert_null(store_open(dir, &error));
    expect_error(error, STORE_ERROR_VERSION, "newer oit-audit (version 99");
}

Test(store, damaged_page_is_told)
{
    g_autofree char *path = g_build_filename(dir, "history.sqlite", NULL);
    g_autofree char *content = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = NULL;
    gsize len;

    store = open_store();
    for (int i = 0; i < 20; i++) {
        g_autofree char *id = g_strdup_printf("20261124T0100%02dZ-0001", i);

        save_one(store, id, 1000 + i);
    }
    g_clear_pointer(&store, store_close);
    cr_assert(g_file_get_contents(path, &content, &len, NULL));
    memset(content + 4096, 0xA5, len - 4096);
    write_database_file(content, (gssize)len);

    store = store_open(dir, &error);
    if (store != NULL) {
        cr_assert_null(store_load(store, NULL, &error));
    }
    expect_error(error, STORE_ERROR_CORRUPT, "is damaged");
}

Test(store, folder_that_is_a_file_is_told)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(dir, "plain", NULL);

    cr_assert(g_file_set_contents(file, "x", 1, NULL));
    cr_assert_null(store_open(file, &error));
    expect_error(error, STORE_ERROR_OPEN, "plain");
}

/* Root may write anywhere, so the tests of rights go on as nobody. */
static void become_nobody(void)
{
    if (geteuid() == 0)
        cr_assert_eq(seteuid(65534), 0);
}

Test(store, folder_without_write_right_is_told)
{
    g_autoptr(GError) error = NULL;

    cr_assert_eq(chmod(dir, 0555), 0);
    become_nobody();
    cr_assert_null(store_open(dir, &error));
    expect_error(error, STORE_ERROR_OPEN, "Permission denied");
    if (getuid() == 0)
        cr_assert_eq(seteuid(0), 0);
    chmod(dir, 0755);
}

Test(store, history_in_a_folder_without_write_right_can_be_read)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) audit = NULL;
    Store *store = open_store();

    save_one(store, RUN_1, 1000);
    store_close(store);
    cr_assert_eq(chmod(dir, 0555), 0);
    become_nobody();
    store = store_open_readonly(dir, &error);
    cr_assert_not_null(store, "%s", error == NULL ? "" : error->message);
    audit = store_load(store, NULL, NULL);
    cr_assert_str_eq(audit->run_id, RUN_1);

    g_autoptr(Audit) other = make_audit(RUN_2, 2000, 1);

    cr_assert_not(store_save(store, other, &error));
    expect_error(error, STORE_ERROR_OPEN, "cannot be written to");
    store_close(store);
    if (getuid() == 0)
        cr_assert_eq(seteuid(0), 0);
    chmod(dir, 0755);
}

Test(store, full_disk_is_told_and_the_old_runs_stay)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) large = make_audit(RUN_2, 2000, 3000);
    g_autoptr(Audit) kept = NULL;
    struct rlimit limit;

    save_one(store, RUN_1, 1000);
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = 256 * 1024;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_assert_not(store_save(store, large, &error));
    limit.rlim_cur = limit.rlim_max;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    expect_error(error, STORE_ERROR_FULL, "disk is full");

    kept = store_load(store, NULL, NULL);
    cr_assert_str_eq(kept->run_id, RUN_1);
    cr_assert(store_save(store, large, NULL));
}

Test(store, writer_that_waits_too_long_is_told)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Audit) audit = make_audit(RUN_1, 1000, 1);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(dir, "history.sqlite", NULL);
    sqlite3 *other;

    cr_assert_eq(sqlite3_open(path, &other), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                 SQLITE_OK);
    cr_assert_not(store_save(store, audit, &error));
    expect_error(error, STORE_ERROR_BUSY, "another program is writing");
    sqlite3_close(other);
    cr_assert(store_save(store, audit, NULL));
}

/* @ready_fd gets a byte after each run; -1: nothing. */
static pid_t start_writer(const char *prefix, int count, int ready_fd)
{
    pid_t pid = fork();

    if (pid != 0)
        return pid;
    Store *store = store_open(dir, NULL);

    for (int i = 0; store != NULL && i < count; i++) {
        g_autofree char *id = g_strdup_printf("20261124T%06dZ-%s", i, prefix);
        g_autoptr(Audit) audit = make_audit(id, 1000 + i, 43);

        if (!store_save(store, audit, NULL) ||
            (ready_fd >= 0 && write(ready_fd, "x", 1) != 1))
            _exit(1);
    }
    _exit(store == NULL ? 2 : 0);
}

Test(store, two_writers_take_turns)
{
    pid_t a = start_writer("aaaa", 30, -1);
    pid_t b = start_writer("bbbb", 30, -1);
    int a_status = -1, b_status = -1;

    cr_assert_eq(waitpid(a, &a_status, 0), a);
    cr_assert_eq(waitpid(b, &b_status, 0), b);
    cr_assert_eq(a_status, 0);
    cr_assert_eq(b_status, 0);
    cr_assert_eq(ask("SELECT count(*) FROM run"), 60);
    cr_assert_eq(ask("SELECT count(*) FROM item_verdict"), 60 * 43);
}

Test(store, killed_writer_leaves_whole_runs_only)
{
    for (int round = 0; round < 25; round++) {
        g_autofree char *prefix = g_strdup_printf("%04x", round);
        g_autoptr(Store) store = NULL;
        g_autoptr(GPtrArray) runs = NULL;
        int ready[2];
        char byte;
        pid_t pid;

        cr_assert_eq(pipe(ready), 0);
        pid = start_writer(prefix, 100000, ready[1]);
        /* The first rounds kill while the file is being made. */
        if (round >= 5)
            cr_assert_eq(read(ready[0], &byte, 1), 1);
        g_usleep((gulong)g_random_int_range(1000, 60000));
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        close(ready[0]);
        close(ready[1]);

        store = open_store();
        runs = store_history(store, 5, NULL);
        cr_assert(round < 5 || runs->len > 0);
        for (guint i = 0; i < runs->len; i++) {
            const StoreRun *run = g_ptr_array_index(runs, i);
            g_autoptr(Audit) audit = store_load(store, run->run_id, NULL);

            cr_assert_not_null(audit);
        }
        cr_assert_eq(ask("SELECT count(*) FROM item_verdict"),
                     43 * ask("SELECT count(*) FROM run"));
    }
    cr_assert_eq(ask("SELECT 1 FROM pragma_integrity_check"
                     " WHERE integrity_check = 'ok'"),
                 1);
}

/* --- the lock ----------------------------------------------------------------
 */

Test(store, second_run_is_told_who_holds_the_lock)
{
    g_autoptr(Store) first = open_store();
    g_autoptr(Store) second = open_store();
    g_autoptr(GError) error = NULL;
    g_autofree char *pid = g_strdup_printf("process %d,", (int)getpid());

    clock_set(1637740320);
    cr_assert(store_lock(first, NULL));
    cr_assert(store_lock(first, NULL));
    cr_assert_not(store_lock(second, &error));
    expect_error(error, STORE_ERROR_BUSY, pid);
    expect_error(error, STORE_ERROR_BUSY, "since 2021-11-24T07:52:00Z");

    g_clear_pointer(&first, store_close);
    cr_assert(store_lock(second, NULL));
}

Test(store, lock_of_a_killed_process_is_free)
{
    g_autoptr(Store) store = open_store();
    int ready[2];
    char byte;
    pid_t pid;

    cr_assert_eq(pipe(ready), 0);
    pid = fork();
    if (pid == 0) {
        Store *mine = store_open(dir, NULL);

        if (mine == NULL || !store_lock(mine, NULL) ||
            write(ready[1], "x", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    cr_assert_eq(read(ready[0], &byte, 1), 1);
    cr_assert_not(store_lock(store, NULL));
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    cr_assert(store_lock(store, NULL));
    close(ready[0]);
    close(ready[1]);
}

Test(store, lock_file_that_cannot_be_made_is_told)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(dir, "run.lock", NULL);

    cr_assert_eq(g_mkdir(path, 0755), 0);
    cr_assert_not(store_lock(store, &error));
    expect_error(error, STORE_ERROR_OPEN, "run.lock");
}
