#include "app/draw.h"

#include "app/session.h"
#include "crawler/render_chromium.h"

static gboolean is_shell(const Page *page)
{
    return page->state == LINK_NEEDS_JAVASCRIPT && page->body_path != NULL &&
           page->drawn_path == NULL;
}

static void was_drawn(const RenderRequest *request, RenderResult *result,
                      gpointer data)
{
    GPtrArray *drawn = data;
    Page *page = request->data;

    if (result->html_path != NULL) {
        page->drawn_path = g_steal_pointer(&result->html_path);
        page->drawn_sha256 = g_steal_pointer(&result->html_sha256);
        page->picture_sha256 = g_steal_pointer(&result->picture_sha256);
        /* It is to be read again, and to be judged by what it shows. */
        page->state = LINK_OK;
        page_drop_links(page);
        g_ptr_array_add(drawn, page);
    } else {
        g_debug("%s: %s", page->url, result->detail);
    }
    render_result_free(result);
}

GPtrArray *draw_pages(Collector *collector, const GPtrArray *pages)
{
    GPtrArray *drawn = g_ptr_array_new();
    g_autoptr(GPtrArray) requests = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    RenderOptions options = { .program = collector->browser,
                              .fetch = &collector->fetch };

    for (guint i = 0; i < pages->len; i++) {
        Page *page = g_ptr_array_index(pages, i);
        RenderRequest *request;

        if (!is_shell(page))
            continue;
        request = g_new0(RenderRequest, 1);
        request->url = page->final_url;
        request->body_path = page->body_path;
        request->content_type = page->content_type;
        request->data = page;
        g_ptr_array_add(requests, request);
    }
    if (requests->len > 0 && !render_all(&options, requests, was_drawn, drawn,
                                         collector->cancel, &error))
        complain("pages were not drawn: %s", error->message);
    return drawn;
}
