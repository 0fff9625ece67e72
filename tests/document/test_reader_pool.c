#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "document/reader.h"

typedef struct {
    GHashTable *documents; /* file name -> Document */
    gint cancel;
    guint cancel_after; /* documents; 0: never */
    guint done_count;
    gulong sleep_us;
} Seen;

static void seen_init(Seen *seen)
{
    memset(seen, 0, sizeof(*seen));
    seen->documents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify)document_free);
}

static void seen_clear(Seen *seen)
{
    g_hash_table_unref(seen->documents);
}

static void on_done(const ReadRequest *request, Document *document,
                    gpointer data)
{
    Seen *seen = data;

    seen->done_count++;
    if (seen->done_count == seen->cancel_after)
        seen->cancel = 1;
    if (seen->sleep_us > 0)
        g_usleep(seen->sleep_us);
    g_hash_table_insert(seen->documents, g_path_get_basename(request->path),
                        document);
}

static const Document *seen_find(const Seen *seen, const char *name)
{
    const Document *document = g_hash_table_lookup(seen->documents, name);

    cr_assert_not_null(document, "%s was not read", name);
    return document;
}

/* A folder with a readable text and, for each act, a file of its name. */
static char *folder_new(const char *const *names)
{
    char *folder = g_dir_make_tmp("pool-XXXXXX", NULL);

    for (; *names != NULL; names++) {
        g_autofree char *path = g_build_filename(folder, *names, NULL);

        cr_assert(g_file_set_contents(
            path, "แผนปฏิบัติราชการประจำปี\nข้อความของเอกสารตัวอย่าง\n", -1, NULL));
    }
    return folder;
}

static void folder_remove(char *folder, const char *const *names)
{
    for (; *names != NULL; names++) {
        g_autofree char *path = g_build_filename(folder, *names, NULL);

        unlink(path);
    }
    rmdir(folder);
    g_free(folder);
}

static gboolean pool_run(Seen *seen, const char *folder,
                         const char *const *names, int process_count,
                         int wall_s)
{
    ReaderPoolOptions options = { READER_PROGRAM, process_count, wall_s };
    g_autoptr(GPtrArray) requests = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    gboolean good;

    for (; *names != NULL; names++) {
        ReadRequest *request = g_new0(ReadRequest, 1);

        request->path = g_build_filename(folder, *names, NULL);
        request->content_type = "text/plain";
        request->url = "https://www.example.go.th/plan";
        g_ptr_array_add(paths, (gpointer)request->path);
        g_ptr_array_add(requests, request);
    }
    good = reader_pool_read(&options, requests, on_done, seen, &seen->cancel,
                            &error);
    cr_assert_null(error);
    return good;
}

static void expect_reason(const char *act, ReadReason reason,
                          const char *detail, int wall_s)
{
    const char *const names[] = { "good.txt", act, "after.txt", NULL };
    char *folder = folder_new(names);
    const Document *document;
    Seen seen;

    seen_init(&seen);
    cr_assert(pool_run(&seen, folder, names, 1, wall_s));
    cr_assert_eq(seen.done_count, 3);
    document = seen_find(&seen, act);
    cr_expect_eq(document->reason, reason, "%s: %s (%s)", act,
                 read_reason_name(document->reason), document->reason_detail);
    cr_expect_not_null(strstr(document->reason_detail, detail), "%s: '%s'", act,
                       document->reason_detail);
    cr_expect_str_eq(document->url, "https://www.example.go.th/plan");
    cr_expect_eq(seen_find(&seen, "good.txt")->reason, READ_OK);
    cr_expect_eq(seen_find(&seen, "after.txt")->reason, READ_OK);
    seen_clear(&seen);
    folder_remove(folder, names);
}

Test(reader_pool, reads_a_text_in_another_process)
{
    const char *const names[] = { "plan.txt", NULL };
    char *folder = folder_new(names);
    const Document *document;
    const Block *block;
    Seen seen;

    seen_init(&seen);
    cr_assert(pool_run(&seen, folder, names, 2, 20));
    document = seen_find(&seen, "plan.txt");
    cr_expect_eq(document->reason, READ_OK);
    cr_expect_eq(document->format, FORMAT_TEXT);
    cr_assert_gt(document->blocks->len, 1);
    block = g_ptr_array_index(document->blocks, 0);
    cr_expect_str_eq(block->text, "แผนปฏิบัติราชการประจำปี");
    cr_expect_str_eq(document->url, "https://www.example.go.th/plan");
    seen_clear(&seen);
    folder_remove(folder, names);
}

Test(reader_pool, reads_many_files_with_few_processes, .timeout = 60)
{
    enum { COUNT = 30 };
    char *names[COUNT + 1] = { NULL };
    char *folder;
    Seen seen;

    for (int i = 0; i < COUNT; i++)
        names[i] = g_strdup_printf("file-%d.txt", i);
    folder = folder_new((const char *const *)names);
    seen_init(&seen);
    cr_assert(pool_run(&seen, folder, (const char *const *)names, 3, 30));
    cr_expect_eq(g_hash_table_size(seen.documents), COUNT);
    seen_clear(&seen);
    folder_remove(folder, (const char *const *)names);
    for (int i = 0; i < COUNT; i++)
        g_free(names[i]);
}

Test(reader_pool, spanned_tables_of_a_pdf_cross_the_pipe, .timeout = 60)
{
    const char *const names[] = { "plan-chromium.pdf", "plan-writer.pdf",
                                  "long-chromium.pdf", NULL };
    Seen seen;

    seen_init(&seen);
    cr_assert(
        pool_run(&seen, SOURCE_DIR "/tests/document/fixtures", names, 2, 40));
    for (int i = 0; names[i] != NULL; i++) {
        const Document *document = seen_find(&seen, names[i]);

        cr_expect_eq(document->reason, READ_OK, "%s: %s", names[i],
                     document->reason_detail);
        cr_expect_gt(document->blocks->len, 2);
    }
    seen_clear(&seen);
}

Test(reader_pool, crash_costs_one_document, .timeout = 60)
{
    expect_reason("crash", READ_CRASHED, "signal 11", 20);
}

/* From before it has begun to after it has ended. */
Test(reader_pool, reader_killed_at_any_time_costs_one_document, .timeout = 120)
{
    enum { COUNT = 16 };
    char *names[COUNT * 2 + 1] = { NULL };
    guint crashed = 0;
    char *folder;
    Seen seen;

    for (int i = 0; i < COUNT; i++) {
        names[2 * i] = g_strdup_printf("killed-%d", i * i * 1000);
        names[2 * i + 1] = g_strdup_printf("good-%d.txt", i);
    }
    folder = folder_new((const char *const *)names);
    seen_init(&seen);
    cr_assert(pool_run(&seen, folder, (const char *const *)names, 4, 60));
    cr_expect_eq(g_hash_table_size(seen.documents), COUNT * 2);
    for (int i = 0; i < COUNT; i++) {
        const Document *killed = seen_find(&seen, names[2 * i]);

        cr_expect(killed->reason == READ_OK || killed->reason == READ_CRASHED,
                  "%s: %s", names[2 * i], read_reason_name(killed->reason));
        crashed += killed->reason == READ_CRASHED ? 1 : 0;
        cr_expect_eq(seen_find(&seen, names[2 * i + 1])->reason, READ_OK);
    }
    cr_expect_gt(crashed, 0, "nothing was killed in time");
    seen_clear(&seen);
    folder_remove(folder, (const char *const *)names);
    for (int i = 0; i < COUNT * 2; i++)
        g_free(names[i]);
}

Test(reader_pool, hang_ends_at_the_wall_clock, .timeout = 60)
{
    gint64 from = g_get_monotonic_time();

    expect_reason("hang", READ_TIMEOUT, "wall", 2);
    cr_expect_lt(g_get_monotonic_time() - from, 8 * G_TIME_SPAN_SECOND);
}

Test(reader_pool, endless_work_ends_at_the_cpu_limit, .timeout = 60)
{
    expect_reason("spin", READ_TIMEOUT, "CPU", 30);
}

Test(reader_pool, memory_without_end_is_a_crash, .timeout = 60)
{
    expect_reason("eat", READ_CRASHED, "signal", 30);
}

Test(reader_pool, result_without_end_is_too_large, .timeout = 60)
{
    expect_reason("flood", READ_TOO_LARGE, "result", 40);
}

Test(reader_pool, nonsense_is_a_crash, .timeout = 60)
{
    expect_reason("nonsense", READ_CRASHED, "", 20);
}

Test(reader_pool, half_an_answer_is_a_crash, .timeout = 60)
{
    expect_reason("half", READ_CRASHED, "", 20);
}

Test(reader_pool, json_of_another_kind_is_a_crash, .timeout = 60)
{
    expect_reason("other", READ_CRASHED, "", 20);
}

Test(reader_pool, no_answer_is_a_crash, .timeout = 60)
{
    expect_reason("silent", READ_CRASHED, "", 20);
}

Test(reader_pool, exit_status_is_told, .timeout = 60)
{
    expect_reason("fail", READ_CRASHED, "exit status 5", 20);
}

Test(reader_pool, reader_that_does_not_end_is_stopped, .timeout = 60)
{
    expect_reason("linger", READ_TIMEOUT, "wall", 2);
}

Test(reader_pool, what_a_reader_leaves_behind_is_killed, .timeout = 60)
{
    const char *const names[] = { "leave", NULL };
    char *folder = folder_new(names);
    g_autofree char *path = g_build_filename(folder, "leave", NULL);
    g_autofree char *text = NULL;
    Seen seen;
    pid_t pid;
    int tries = 0;

    seen_init(&seen);
    cr_assert(pool_run(&seen, folder, names, 1, 2));
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    pid = (pid_t)g_ascii_strtoll(text, NULL, 10);
    cr_assert_gt(pid, 1);
    /* An orphan that was killed may wait for init to take it away. */
    while (kill(pid, 0) == 0 && tries++ < 40) {
        g_autofree char *stat = g_strdup_printf("/proc/%d/stat", (int)pid);
        g_autofree char *state = NULL;

        if (g_file_get_contents(stat, &state, NULL, NULL) &&
            strstr(state, ") Z ") != NULL)
            break;
        g_usleep(50000);
    }
    cr_expect_lt(tries, 40, "process %d lives", (int)pid);
    seen_clear(&seen);
    folder_remove(folder, names);
}

Test(reader_pool, slow_caller_is_not_the_readers_fault, .timeout = 60)
{
    const char *const names[] = { "a.txt", "b.txt", "c.txt", "d.txt", NULL };
    char *folder = folder_new(names);
    Seen seen;

    seen_init(&seen);
    seen.sleep_us = 2500000;
    cr_assert(pool_run(&seen, folder, names, 4, 6));
    for (int i = 0; names[i] != NULL; i++)
        cr_expect_eq(seen_find(&seen, names[i])->reason, READ_OK);
    seen_clear(&seen);
    folder_remove(folder, names);
}

Test(reader_pool, cancel_leaves_the_rest_unread, .timeout = 60)
{
    const char *const names[] = { "a.txt", "hang", "b.txt", "c.txt", NULL };
    char *folder = folder_new(names);
    gint64 from = g_get_monotonic_time();
    Seen seen;

    seen_init(&seen);
    seen.cancel_after = 1;
    cr_assert(pool_run(&seen, folder, names, 2, 30));
    cr_expect_eq(seen.done_count, 1);
    cr_expect_lt(g_get_monotonic_time() - from, 10 * G_TIME_SPAN_SECOND);
    seen_clear(&seen);
    folder_remove(folder, names);
}

Test(reader_pool, missing_program_is_an_error)
{
    ReaderPoolOptions options = { "/nonexistent/reader", 2, 5 };
    g_autoptr(GPtrArray) requests = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    ReadRequest request = { .path = "/etc/hostname" };
    Seen seen;

    seen_init(&seen);
    g_ptr_array_add(requests, &request);
    cr_expect_not(
        reader_pool_read(&options, requests, on_done, &seen, NULL, &error));
    cr_expect(g_error_matches(error, DOCUMENT_ERROR, DOCUMENT_ERROR_POOL));
    cr_expect_eq(seen.done_count, 0);
    seen_clear(&seen);
}

Test(reader_pool, nothing_to_read_is_no_work)
{
    g_autoptr(GPtrArray) requests = g_ptr_array_new();

    cr_expect(reader_pool_read(NULL, requests, on_done, NULL, NULL, NULL));
}

Test(reader_pool, missing_file_is_a_broken_document)
{
    ReaderPoolOptions options = { READER_PROGRAM, 1, 20 };
    g_autoptr(GPtrArray) requests = g_ptr_array_new();
    ReadRequest request = { .path = "/nonexistent/plan.pdf" };
    Seen seen;

    seen_init(&seen);
    g_ptr_array_add(requests, &request);
    cr_assert(reader_pool_read(&options, requests, on_done, &seen, NULL, NULL));
    cr_expect_eq(seen_find(&seen, "plan.pdf")->reason, READ_BROKEN_FILE);
    cr_expect_eq(seen_find(&seen, "plan.pdf")->format, FORMAT_PDF);
    seen_clear(&seen);
}
