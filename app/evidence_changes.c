#include "app/evidence_changes.h"

#include <string.h>

#include "app/evidence.h"
#include "crawler/warc_read.h"

#define PASSAGE_CHARS 160

typedef struct {
    Session *session;
    GString *out;
    WarcArchive *before, *after; /* or NULL */
    guint count;
} Changes;

/* The document of @url in @archive; NULL when it can not be read. */
static Document *document_in(Changes *c, WarcArchive *archive, const char *url)
{
    g_autofree char *key = g_strndup(url, strcspn(url, "#"));
    g_autoptr(FetchResult) result = NULL;
    g_autoptr(PageTable) table = page_table_new();
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    Page *page;

    if (archive == NULL)
        return NULL;
    result = warc_archive_result(archive, key,
                                 c->session->collector.fetch.spool_dir);
    if (result == NULL || result->body_path == NULL)
        return NULL;
    page = page_table_get(table, key);
    page_set_result(page, result);
    g_ptr_array_add(pages, page);
    if (!collect_pages(&c->session->collector, pages, NULL))
        return NULL;
    return collect_load(&c->session->collector, page);
}

static GHashTable *lines_of(const Document *document)
{
    GHashTable *lines =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *text = document_text(document);
    g_auto(GStrv) parts = g_strsplit(text, "\n", -1);

    for (guint i = 0; parts[i] != NULL; i++)
        if (*g_strstrip(parts[i]) != '\0')
            g_hash_table_add(lines, g_strdup(parts[i]));
    return lines;
}

/* The first line of @document that is not in @lines. Owned by the caller. */
static char *first_new(const Document *document, GHashTable *lines)
{
    g_autofree char *text = document_text(document);
    g_auto(GStrv) parts = g_strsplit(text, "\n", -1);

    for (guint i = 0; parts[i] != NULL; i++) {
        g_strstrip(parts[i]);
        if (*parts[i] == '\0' || g_hash_table_contains(lines, parts[i]))
            continue;
        return g_utf8_strlen(parts[i], -1) > PASSAGE_CHARS
                   ? g_utf8_substring(parts[i], 0, PASSAGE_CHARS)
                   : g_strdup(parts[i]);
    }
    return NULL;
}

static const char *word(const Changes *c, const char *th, const char *en)
{
    return c->session->lang == LANG_EN ? en : th;
}

static void append_passages(Changes *c, const char *url)
{
    g_autoptr(Document) was = document_in(c, c->before, url);
    g_autoptr(Document) is = document_in(c, c->after, url);
    g_autoptr(GHashTable) old_lines = NULL;
    g_autoptr(GHashTable) new_lines = NULL;
    g_autofree char *gone = NULL;
    g_autofree char *added = NULL;

    if (was == NULL || is == NULL)
        return;
    old_lines = lines_of(was);
    new_lines = lines_of(is);
    gone = first_new(was, new_lines);
    added = first_new(is, old_lines);
    if (gone != NULL)
        g_string_append_printf(c->out, "    - %s\n", gone);
    if (added != NULL)
        g_string_append_printf(c->out, "    + %s\n", added);
    if (gone == NULL && added == NULL)
        g_string_append_printf(c->out, "    %s\n",
                               word(c, "ข้อความเหมือนเดิม", "the same words"));
}

static const UrlAudit *url_find(Audit *audit, const JsonValue *entry)
{
    const AgencyAudit *agency =
        audit_find_agency(audit, json_get_string(entry, "agency"));
    const ItemAudit *item =
        agency != NULL
            ? agency_audit_find_item(agency, json_get_string(entry, "item"))
            : NULL;

    for (guint i = 0; item != NULL && i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);

        if (g_strcmp0(url->url, json_get_string(entry, "url")) == 0)
            return url;
    }
    return NULL;
}

static void append_change(Changes *c, const JsonValue *entry, const char *what)
{
    c->count++;
    g_string_append_printf(
        c->out, "%s %s  %s  %s\n", json_get_string(entry, "agency"),
        json_get_string(entry, "item"), what, json_get_string(entry, "url"));
}

static gboolean was_well(const JsonValue *entry)
{
    LinkState state;

    return link_state_find(json_get_string(entry, "state"), &state) &&
           link_state_row(state)->class == LINK_CLASS_OK;
}

static void compare(Changes *c, Audit *audit, const JsonValue *entry)
{
    const UrlAudit *url = url_find(audit, entry);
    const char *final_url = json_get_string(entry, "final_url");
    const char *sha256 = json_get_string(entry, "sha256");
    LinkClass class;

    if (url == NULL || !was_well(entry))
        return;
    class = link_state_row(url->state)->class;
    if (class == LINK_CLASS_BROKEN || class == LINK_CLASS_SOFT) {
        append_change(c, entry, word(c, "หายไป", "gone"));
    } else if (final_url != NULL && url->final_url != NULL &&
               strcmp(final_url, url->final_url) != 0) {
        append_change(c, entry, word(c, "ย้ายไปที่อื่น", "moved"));
        g_string_append_printf(c->out, "    + %s\n", url->final_url);
    } else if (class == LINK_CLASS_OK && url->sha256 != NULL &&
               g_strcmp0(sha256, url->sha256) != 0) {
        append_change(c, entry, word(c, "แก้ไข", "edited"));
        append_passages(c, json_get_string(entry, "url"));
    }
}

static WarcArchive *archive_open(const char *path)
{
    return g_file_test(path, G_FILE_TEST_EXISTS) ? warc_archive_open(path, NULL)
                                                 : NULL;
}

char *evidence_changes(Session *session, Audit *audit, guint *count,
                       GError **error)
{
    const char *dir = session->config->store_dir;
    g_autoptr(JsonValue) manifest = evidence_manifest(
        dir, arguments_value(session->arguments, "run"), error);
    const JsonValue *entries;
    Changes c = { .session = session };
    g_autofree char *name = NULL;
    g_autofree char *path = NULL;
    g_autofree char *now = witness_path(dir, audit->run_id);
    const char *run_id;

    if (manifest == NULL)
        return NULL;
    if (session_prepare_collector(session) != EXIT_NO_GAP) {
        g_set_error(error, EVIDENCE_ERROR, EVIDENCE_ERROR_FILE,
                    "the captures can not be read");
        return NULL;
    }
    run_id = json_get_string(manifest, "run");
    name = g_strconcat(run_id, ".warc.gz", NULL);
    path = evidence_path(dir, run_id, name);
    c.before = archive_open(path);
    c.after = archive_open(now);
    c.out = g_string_new(NULL);
    entries = json_get(manifest, "captures");
    for (gsize i = 0; i < json_length(entries); i++)
        compare(&c, audit, json_at(entries, i));
    if (c.count == 0)
        g_string_append_printf(
            c.out, "%s\n",
            word(&c, "ไม่มีหน้าใดเปลี่ยนแปลง", "nothing has changed"));
    warc_archive_free(c.before);
    warc_archive_free(c.after);
    *count = c.count;
    return g_string_free(c.out, FALSE);
}
