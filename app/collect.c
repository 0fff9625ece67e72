#include "app/collect.h"

#include <string.h>

#include <glib/gstdio.h>

#include "app/draw.h"
#include "crawler/viewer_link.h"
#include "rules/judge.h"
#include "store/evidence.h"

/* How a browser writes down what it shows. */
#define DRAWN_TYPE "text/html; charset=utf-8"

/* A fetch of one page, with what the store knew of it. */
typedef struct {
    Collector *collector;
    Page *page;
    StoreCapture known;
    gboolean has_known;
    char *target; /* the document behind a viewer or drive; or NULL */
    FetchRequest request;
    ReadRequest read;
} Task;

static void task_free(gpointer data)
{
    Task *task = data;

    if (task->has_known)
        store_capture_clear(&task->known);
    g_free(task->target);
    g_free(task);
}

static char *spool_path(const Collector *c, const char *sha256)
{
    return g_build_filename(c->fetch.spool_dir, sha256, NULL);
}

static char *reading_key(const Page *page)
{
    if (page->drawn_sha256 != NULL)
        return document_cache_key(page->drawn_sha256, page->final_url,
                                  DRAWN_TYPE);
    return document_cache_key(page->sha256, page->final_url,
                              page->content_type);
}

/* What the last run kept is only worth a conditional request when its bytes
 * or its reading are still there. */
static gboolean capture_is_usable(const Collector *c, const StoreCapture *known)
{
    g_autofree char *key = NULL;
    g_autofree char *path = NULL;

    if (known->sha256 == NULL ||
        (known->etag == NULL && known->last_modified == NULL))
        return FALSE;
    key = document_cache_key(known->sha256, known->final_url,
                             known->content_type);
    path = spool_path(c, known->sha256);
    return document_cache_has(c->cache, key) ||
           g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static Task *task_new(Collector *c, Page *page)
{
    Task *task = g_new0(Task, 1);

    task->collector = c;
    task->page = page;
    task->target = viewer_link_target(page->url);
    task->request.url = task->target != NULL ? task->target : page->url;
    task->request.data = task;
    if (c->store == NULL ||
        !store_find_capture(c->store, page->url, &task->known, NULL))
        return task;
    task->has_known = TRUE;
    if (capture_is_usable(c, &task->known)) {
        task->request.etag = task->known.etag;
        task->request.last_modified = task->known.last_modified;
        task->request.etag_url = task->known.final_url;
    }
    return task;
}

static void text_set(char **to, const char *text)
{
    char *copy = g_strdup(text);

    g_free(*to);
    *to = copy;
}

static void text_take(char **to, char **from)
{
    g_free(*to);
    *to = g_steal_pointer(from);
}

/* 304: what the last run captured is what is there now. */
static void page_restore(const Collector *c, Page *page, StoreCapture *known)
{
    g_autofree char *path = spool_path(c, known->sha256);

    page->state = LINK_OK;
    text_take(&page->sha256, &known->sha256);
    text_take(&page->content_type, &known->content_type);
    if (known->final_url != NULL)
        text_take(&page->final_url, &known->final_url);
    if (page->etag == NULL)
        text_take(&page->etag, &known->etag);
    if (page->last_modified == NULL)
        text_take(&page->last_modified, &known->last_modified);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        GStatBuf info;

        g_free(page->body_path);
        page->body_path = g_steal_pointer(&path);
        if (g_stat(page->body_path, &info) == 0)
            page->body_len = info.st_size;
    }
}

static void capture_save(const Collector *c, const Page *page)
{
    StoreCapture capture = { .sha256 = page->sha256,
                             .etag = page->etag,
                             .last_modified = page->last_modified,
                             .content_type = page->content_type,
                             .final_url = page->final_url,
                             .captured_at = page->captured_at };
    g_autoptr(GError) error = NULL;

    if (c->store == NULL || !page->from_web || page->sha256 == NULL ||
        link_state_row(page->state)->class != LINK_CLASS_OK)
        return;
    if (!store_save_capture(c->store, c->run_id, page->url, &capture, &error))
        g_debug("%s: %s", page->url, error->message);
}

/* After 304: the record says what is true of the page now. */
static void result_restore(FetchResult *result, const Page *page)
{
    result->body_len = page->body_len;
    text_set(&result->sha256, page->sha256);
    text_set(&result->content_type, page->content_type);
    text_set(&result->final_url, page->final_url);
    text_set(&result->etag, page->etag);
    text_set(&result->last_modified, page->last_modified);
}

/*
 * A link is not dead for one bad night: until it has failed in enough runs in
 * a row it is unconfirmed, and its item unclear.
 */
static void patience_keep(const Collector *c, Page *page)
{
    LinkClass class = link_state_row(page->state)->class;
    gboolean failed = class == LINK_CLASS_BROKEN && page->state != LINK_BAD_URL;
    int runs;

    if (c->store == NULL || c->confirm_runs <= 1 || !page->from_web ||
        page->state == LINK_NOT_FETCHED)
        return;
    runs = store_count_failure(c->store, c->run_id, page->url,
                               failed ? link_state_name(page->state) : NULL,
                               page->captured_at);
    if (!failed || runs >= c->confirm_runs)
        return;
    page->failed_state = page->state;
    page->failed_runs = runs;
    page->state = LINK_UNCONFIRMED;
}

static void page_take_result(const Collector *c, Task *task,
                             FetchResult *result)
{
    page_set_result(task->page, result);
    task->page->state = viewer_link_state(
        task->page->url, task->page->final_url, task->page->state);
    if (task->page->not_modified && task->has_known) {
        page_restore(c, task->page, &task->known);
        result_restore(result, task->page);
    }
    capture_save(c, task->page);
}

static void fetched(const FetchRequest *request, FetchResult *result,
                    gpointer data)
{
    Collector *c = data;
    Task *task = request->data;

    page_take_result(c, task, result);
    if (c->witness != NULL && c->witness_error == NULL)
        witness_record(c->witness, result, &c->witness_error);
    patience_keep(c, task->page);
    if (c->remembered != NULL)
        g_hash_table_replace(c->remembered, g_strdup(task->page->url), result);
    else
        fetch_result_free(result);
    progress_step(c->progress);
}

/* TRUE when this run had fetched @page before it was killed. */
static gboolean page_recall(const Collector *c, Page *page)
{
    g_autoptr(FetchResult) result = NULL;

    if (c->remembered != NULL) {
        const FetchResult *known =
            g_hash_table_lookup(c->remembered, page->url);

        if (known != NULL)
            page_set_result(page, known);
        return known != NULL;
    }
    if (c->witness == NULL)
        return FALSE;
    result = witness_recall(c->witness, page->url, c->fetch.spool_dir);
    if (result == NULL)
        return FALSE;
    page_set_result(page, result);
    capture_save(c, page);
    patience_keep(c, page);
    return TRUE;
}

static gboolean fetch_pages(Collector *c, const GPtrArray *pages,
                            GError **error)
{
    g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func(task_free);
    g_autoptr(GPtrArray) requests = g_ptr_array_new();

    for (guint i = 0; i < pages->len && !c->offline; i++) {
        Page *page = g_ptr_array_index(pages, i);

        if (!page->fetched && !page_recall(c, page))
            g_ptr_array_add(tasks, task_new(c, page));
    }
    for (guint i = 0; i < tasks->len; i++)
        g_ptr_array_add(requests,
                        &((Task *)g_ptr_array_index(tasks, i))->request);
    if (requests->len == 0)
        return TRUE;
    progress_begin(c->progress, PROGRESS_FETCH, requests->len);
    if (!fetch_all(&c->fetch, requests, fetched, c, c->cancel, error))
        return FALSE;
    if (c->witness_error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&c->witness_error));
    return FALSE;
}

/* --- reading -------------------------------------------------------------- */

static void page_take_document(Page *page, const Document *document)
{
    page_set_document(page, document);
    if (page->state == LINK_OK)
        page->state =
            page_state_of(document, page->url, page->final_url, page->home);
}

static void was_read(const ReadRequest *request, Document *document,
                     gpointer data)
{
    Collector *c = data;
    Task *task = request->data;
    Page *page = task->page;

    g_free(page->document_key);
    page->document_key = reading_key(page);
    /* What went wrong with the reader may go right the next time. */
    if (document->reason != READ_CRASHED && document->reason != READ_TIMEOUT &&
        document->reason != READ_NEEDS_CONVERTER &&
        document->part_reason != READ_NEEDS_CONVERTER)
        document_cache_put(c->cache, page->document_key, document);
    page_take_document(page, document);
    document_free(document);
    progress_step(c->progress);
}

/* TRUE when an earlier reading of the same bytes serves. */
static gboolean read_from_cache(const Collector *c, Page *page)
{
    g_autofree char *key = reading_key(page);
    g_autoptr(Document) document = document_cache_load(c->cache, key);

    if (document == NULL)
        return FALSE;
    page->document_key = g_steal_pointer(&key);
    page_take_document(page, document);
    return TRUE;
}

static gboolean wants_reading(const Page *page)
{
    return page->fetched && page->sha256 != NULL && page->links == NULL &&
           (page_is_readable(page) || page->not_modified);
}

static gboolean read_pages(Collector *c, const GPtrArray *pages, GError **error)
{
    g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func(task_free);
    g_autoptr(GPtrArray) requests = g_ptr_array_new();

    for (guint i = 0; i < pages->len; i++) {
        Page *page = g_ptr_array_index(pages, i);
        Task *task;

        if (!wants_reading(page) || read_from_cache(c, page) ||
            page->body_path == NULL)
            continue;
        task = g_new0(Task, 1);
        task->page = page;
        task->read.path =
            page->drawn_path != NULL ? page->drawn_path : page->body_path;
        task->read.url = page->final_url;
        task->read.content_type =
            page->drawn_path != NULL ? DRAWN_TYPE : page->content_type;
        task->read.file_name = page->file_name;
        task->read.data = task;
        g_ptr_array_add(tasks, task);
        g_ptr_array_add(requests, &task->read);
    }
    if (requests->len == 0)
        return TRUE;
    progress_begin(c->progress, PROGRESS_READ, requests->len);
    return reader_pool_read(&c->reader, requests, was_read, c, c->cancel,
                            error);
}

gboolean collect_pages(Collector *collector, const GPtrArray *pages,
                       GError **error)
{
    g_autoptr(GPtrArray) drawn = NULL;

    if (!fetch_pages(collector, pages, error) ||
        !read_pages(collector, pages, error))
        return FALSE;
    if (collector->browser == NULL)
        return TRUE;
    drawn = draw_pages(collector, pages);
    return drawn->len == 0 || read_pages(collector, drawn, error);
}

Document *collect_load(const Collector *collector, const Page *page)
{
    Document *document = NULL;

    if (page->document_key != NULL)
        document = document_cache_load(collector->cache, page->document_key);
    /* Not kept (a crash, a full disk): what is known of it still stands. */
    if (document == NULL && page->document_key != NULL) {
        document = document_new_unread(FORMAT_UNKNOWN,
                                       page->reason != READ_OK ? page->reason
                                                               : READ_CRASHED,
                                       "the reading was not kept");
        document->page_count = page->page_count;
    }
    return document;
}
