#include "app/evidence.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "app/witness.h"
#include "base/clock.h"
#include "crawler/fetch_spool.h"
#include "crawler/warc_read.h"

#define MANIFEST "manifest.json"
#define FILE_LEN_MAX (1ll << 40)

G_DEFINE_QUARK(oit - evidence - error, evidence_error)

char *evidence_path(const char *dir, const char *run_id, const char *name)
{
    return g_build_filename(dir, "frozen", run_id, name, NULL);
}

static char *file_hash(const char *path, gint64 *len, GError **error)
{
    return spool_hash(path, FILE_LEN_MAX, len, error);
}

static gboolean fail(GError **error, const char *path)
{
    g_set_error(error, EVIDENCE_ERROR, EVIDENCE_ERROR_FILE, "%s: %s", path,
                g_strerror(errno));
    return FALSE;
}

static int text_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *evidence_frozen(const char *dir)
{
    GPtrArray *runs = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_build_filename(dir, "frozen", NULL);
    g_autoptr(GDir) open = g_dir_open(folder, 0, NULL);
    const char *name;

    while (open != NULL && (name = g_dir_read_name(open)) != NULL) {
        g_autofree char *manifest = evidence_path(dir, name, MANIFEST);

        if (g_file_test(manifest, G_FILE_TEST_EXISTS))
            g_ptr_array_add(runs, g_strdup(name));
    }
    g_ptr_array_sort(runs, text_compare);
    return runs;
}

/* --- freezing
 * -------------------------------------------------------------------- */

/* The runs whose files hold what @run_id captured, itself first. */
static GPtrArray *runs_needed(Store *store, const char *run_id, GError **error)
{
    g_autoptr(GPtrArray) rows = store_list_evidence(store, run_id, NULL, error);
    GPtrArray *runs = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(runs, g_strdup(run_id));
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const EvidenceRow *row = g_ptr_array_index(rows, i);
        g_autoptr(EvidenceRow) body = NULL;

        if (row->sha256 == NULL || row->body_url != NULL)
            continue;
        body = store_find_body(store, row->sha256, NULL);
        if (body != NULL && !g_ptr_array_find_with_equal_func(
                                runs, body->run_id, g_str_equal, NULL))
            g_ptr_array_add(runs, g_strdup(body->run_id));
    }
    return runs;
}

/* A second name for the same bytes; a copy where the disk has no such. */
static gboolean file_keep(const char *from, const char *to, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize len;

    if (link(from, to) == 0)
        return TRUE;
    return g_file_get_contents(from, &bytes, &len, error) &&
           g_file_set_contents(to, bytes, (gssize)len, error);
}

static gboolean files_keep(Store *store, const char *dir, const char *run_id,
                           JsonValue *files, GError **error)
{
    g_autoptr(GPtrArray) runs = runs_needed(store, run_id, error);

    for (guint i = 0; i < runs->len; i++) {
        g_autofree char *from = witness_path(dir, g_ptr_array_index(runs, i));
        g_autofree char *name = g_path_get_basename(from);
        g_autofree char *to = evidence_path(dir, run_id, name);
        g_autofree char *sha256 = NULL;
        JsonValue *file;
        gint64 len = 0;

        if (!g_file_test(from, G_FILE_TEST_EXISTS))
            continue; /* nothing came from the web */
        if (!file_keep(from, to, error))
            return FALSE;
        sha256 = file_hash(to, &len, error);
        if (sha256 == NULL)
            return FALSE;
        file = json_new_object();
        json_set_string(file, "name", name);
        json_set_string(file, "sha256", sha256);
        json_set_int(file, "bytes", len);
        json_append(files, file);
    }
    return TRUE;
}

static void entry_append(JsonValue *entries, const AgencyAudit *agency,
                         const ItemAudit *item, const UrlAudit *url)
{
    JsonValue *entry = json_new_object();
    g_autofree char *at = clock_format_utc(url->captured_at);

    json_set_string(entry, "agency", agency->id);
    json_set_string(entry, "item", item->id);
    json_set_string(entry, "url", url->url);
    json_set_string(entry, "final_url", url->final_url);
    json_set_string(entry, "found_on", url->found_on);
    json_set_string(entry, "state", link_state_name(url->state));
    json_set_int(entry, "http_status", url->http_status);
    json_set_string(entry, "captured_at", at);
    json_set_string(entry, "sha256", url->sha256);
    json_append(entries, entry);
}

static gboolean entries_append(JsonValue *entries, Audit *audit, GError **error)
{
    for (guint a = 0; a < audit_agency_count(audit); a++) {
        const AgencyAudit *agency = audit_agency(audit, a, error);

        if (agency == NULL)
            return FALSE;
        for (guint i = 0; i < agency->items->len; i++) {
            const ItemAudit *item = g_ptr_array_index(agency->items, i);

            for (guint u = 0; u < item->urls->len; u++)
                entry_append(entries, agency, item,
                             g_ptr_array_index(item->urls, u));
        }
    }
    return TRUE;
}

/* The manifest that this one follows. */
static void chain_set(JsonValue *manifest, const char *dir)
{
    g_autoptr(GPtrArray) runs = evidence_frozen(dir);
    const char *last =
        runs->len > 0 ? g_ptr_array_index(runs, runs->len - 1) : NULL;
    g_autofree char *path =
        last != NULL ? evidence_path(dir, last, MANIFEST) : NULL;
    g_autofree char *sha256 = NULL;
    gint64 len;

    if (path != NULL)
        sha256 = file_hash(path, &len, NULL);
    json_set_string(manifest, "previous", last);
    json_set_string(manifest, "previous_sha256", sha256);
}

static gboolean manifest_write(const char *dir, const char *run_id,
                               const JsonValue *manifest, char **sha256,
                               GError **error)
{
    g_autofree char *path = evidence_path(dir, run_id, MANIFEST);
    g_autofree char *text = json_format(manifest, TRUE);
    gint64 len;

    if (!g_file_set_contents(path, text, -1, error))
        return FALSE;
    g_chmod(path, 0440);
    *sha256 = file_hash(path, &len, error);
    return *sha256 != NULL;
}

gboolean evidence_freeze(Store *store, const char *dir, Audit *audit,
                         char **sha256, GError **error)
{
    g_autofree char *folder = evidence_path(dir, audit->run_id, NULL);
    g_autoptr(JsonValue) manifest = json_new_object();
    g_autofree char *now = clock_format_utc(clock_now_at());
    JsonValue *files = json_new_array();
    JsonValue *entries = json_new_array();

    json_set_int(manifest, "schema_version", 1);
    json_set_string(manifest, "run", audit->run_id);
    json_set_string(manifest, "frozen_at", now);
    json_set_int(manifest, "fiscal_year", audit->fiscal_year);
    chain_set(manifest, dir);
    json_set(manifest, "files", files);
    json_set(manifest, "captures", entries);
    if (g_file_test(folder, G_FILE_TEST_EXISTS)) {
        g_autofree char *done = evidence_path(dir, audit->run_id, MANIFEST);

        if (g_file_test(done, G_FILE_TEST_EXISTS)) {
            g_set_error(error, EVIDENCE_ERROR, EVIDENCE_ERROR_FROZEN,
                        "the run %s is frozen already", audit->run_id);
            return FALSE;
        }
    }
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return fail(error, folder);
    return files_keep(store, dir, audit->run_id, files, error) &&
           entries_append(entries, audit, error) &&
           manifest_write(dir, audit->run_id, manifest, sha256, error);
}

/* --- reading
 * --------------------------------------------------------------------- */

JsonValue *evidence_manifest(const char *dir, const char *run_id,
                             GError **error)
{
    g_autoptr(GPtrArray) runs = evidence_frozen(dir);
    g_autofree char *path = NULL;
    g_autofree char *text = NULL;
    gsize len;

    if (run_id == NULL && runs->len > 0)
        run_id = g_ptr_array_index(runs, runs->len - 1);
    if (run_id == NULL) {
        g_set_error(error, EVIDENCE_ERROR, EVIDENCE_ERROR_NONE,
                    "no run is frozen yet; begin with 'oit-audit freeze'");
        return NULL;
    }
    path = evidence_path(dir, run_id, MANIFEST);
    return g_file_get_contents(path, &text, &len, error)
               ? json_parse(text, len, error)
               : NULL;
}

/* --- verifying
 * ------------------------------------------------------------------- */

static void fault_add(GPtrArray *faults, const char *run_id, const char *name,
                      const char *what)
{
    g_ptr_array_add(faults, g_strdup_printf("%s/%s: %s", run_id, name, what));
}

static void file_verify(const char *dir, const char *run_id,
                        const JsonValue *file, GPtrArray *faults)
{
    const char *name = json_get_string(file, "name");
    const char *wanted = json_get_string(file, "sha256");
    g_autofree char *path = NULL;
    g_autofree char *sha256 = NULL;
    g_autoptr(GError) error = NULL;
    gint64 len;

    if (name == NULL || wanted == NULL || strchr(name, '/') != NULL) {
        fault_add(faults, run_id, MANIFEST, "a file without name or hash");
        return;
    }
    path = evidence_path(dir, run_id, name);
    sha256 = file_hash(path, &len, &error);
    if (sha256 == NULL)
        fault_add(faults, run_id, name,
                  error != NULL ? error->message : "cannot be read");
    else if (strcmp(sha256, wanted) != 0)
        fault_add(faults, run_id, name, "its bytes have been changed");
    else if (warc_check(path, &error) < 0)
        fault_add(faults, run_id, name, error->message);
}

/* @before: hash of the manifest before, NULL at the first. */
static guint run_verify(const char *dir, const char *run_id, const char *before,
                        GPtrArray *faults)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonValue) manifest = evidence_manifest(dir, run_id, &error);
    const JsonValue *files;

    if (manifest == NULL) {
        fault_add(faults, run_id, MANIFEST, error->message);
        return 0;
    }
    if (g_strcmp0(json_get_string(manifest, "previous_sha256"), before) != 0)
        fault_add(faults, run_id, MANIFEST,
                  "the manifest before it is not the one that it follows");
    files = json_get(manifest, "files");
    for (gsize i = 0; i < json_length(files); i++)
        file_verify(dir, run_id, json_at(files, i), faults);
    return (guint)json_length(files) + 1;
}

guint evidence_verify(const char *dir, GPtrArray *faults)
{
    g_autoptr(GPtrArray) runs = evidence_frozen(dir);
    g_autofree char *before = NULL;
    guint count = 0;

    for (guint i = 0; i < runs->len; i++) {
        const char *run_id = g_ptr_array_index(runs, i);
        g_autofree char *path = evidence_path(dir, run_id, MANIFEST);
        gint64 len;

        count += run_verify(dir, run_id, before, faults);
        g_free(before);
        before = file_hash(path, &len, NULL);
    }
    return count;
}

/* --- handing out
 * ----------------------------------------------------------------- */

static gboolean files_copy(const char *dir, const char *run_id,
                           const JsonValue *manifest, const char *out,
                           GError **error)
{
    const JsonValue *files = json_get(manifest, "files");
    g_autofree char *from = evidence_path(dir, run_id, MANIFEST);
    g_autofree char *to = g_build_filename(out, MANIFEST, NULL);

    if (!file_keep(from, to, error))
        return FALSE;
    for (gsize i = 0; i < json_length(files); i++) {
        const char *name = json_get_string(json_at(files, i), "name");
        g_autofree char *source = evidence_path(dir, run_id, name);
        g_autofree char *target = g_build_filename(out, name, NULL);

        if (!file_keep(source, target, error))
            return FALSE;
    }
    return TRUE;
}

static const char *ending_of(const FetchResult *result)
{
    const char *dot =
        result->file_name != NULL ? strrchr(result->file_name, '.') : NULL;

    if (dot != NULL && strlen(dot) <= 6 && strpbrk(dot, "/?&") == NULL)
        return dot;
    return result->content_type != NULL &&
                   strstr(result->content_type, "html") != NULL
               ? ".html"
               : "";
}

static void append_html(GString *out, const char *text)
{
    g_autofree char *escaped =
        g_markup_escape_text(text != NULL ? text : "", -1);

    g_string_append_printf(out, "<td>%s</td>", escaped);
}

/* The bytes of one capture under a name that sorts by item. */
static char *original_write(WarcArchive *archive, const JsonValue *entry,
                            gsize number, const char *out)
{
    const char *url = json_get_string(entry, "url");
    g_autofree char *spool = g_build_filename(out, "originals", NULL);
    g_autofree char *key =
        url != NULL ? g_strndup(url, strcspn(url, "#")) : NULL;
    g_autoptr(FetchResult) result = NULL;
    g_autofree char *name = NULL;
    g_autofree char *path = NULL;

    if (archive == NULL || key == NULL)
        return NULL;
    result = warc_archive_result(archive, key, spool);
    if (result == NULL || result->body_path == NULL)
        return NULL;
    name = g_strdup_printf("%s-%04" G_GSIZE_FORMAT "%s",
                           json_get_string(entry, "item"), number,
                           ending_of(result));
    path = g_build_filename(spool, name, NULL);
    return link(result->body_path, path) == 0 ? g_steal_pointer(&name) : NULL;
}

static void spool_names_remove(const char *out)
{
    g_autofree char *spool = g_build_filename(out, "originals", NULL);
    g_autoptr(GDir) dir = g_dir_open(spool, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(spool, name, NULL);

        if (strlen(name) == 64)
            g_unlink(path);
    }
}

static const char HEAD[] =
    "<!DOCTYPE html><html lang=\"th\"><meta charset=\"utf-8\"><title>หลักฐาน"
    "</title><style>body{font-family:sans-serif}td,th{border:1px solid #999;"
    "padding:.3em;vertical-align:top;word-break:break-all}table{border-"
    "collapse:"
    "collapse}</style><h1>บัญชีหลักฐานการเปิดเผยข้อมูล</h1>";

static gboolean index_write(const JsonValue *manifest, WarcArchive *archive,
                            const char *out, GError **error)
{
    static const char *const KEYS[] = { "agency", "item",        "url",
                                        "state",  "captured_at", "sha256" };
    const JsonValue *entries = json_get(manifest, "captures");
    g_autoptr(GString) html = g_string_new(HEAD);
    g_autofree char *path = g_build_filename(out, "index.html", NULL);

    g_string_append_printf(
        html,
        "<p>การตรวจ %s เก็บไว้เมื่อ %s (UTC)</p><table><tr><th>หน่วยงาน<th>ข้อ"
        "<th>URL<th>ผล<th>เวลาที่เก็บ (UTC)<th>SHA-256<th>ต้นฉบับ</tr>\n",
        json_get_string(manifest, "run"),
        json_get_string(manifest, "frozen_at"));
    for (gsize i = 0; i < json_length(entries); i++) {
        const JsonValue *entry = json_at(entries, i);
        g_autofree char *name = original_write(archive, entry, i + 1, out);

        g_string_append(html, "<tr>");
        for (guint k = 0; k < G_N_ELEMENTS(KEYS); k++)
            append_html(html, json_get_string(entry, KEYS[k]));
        if (name != NULL)
            g_string_append_printf(
                html, "<td><a href=\"originals/%s\">%s</a></td>", name, name);
        g_string_append(html, "</tr>\n");
    }
    g_string_append(html, "</table></html>\n");
    spool_names_remove(out);
    return g_file_set_contents(path, html->str, (gssize)html->len, error);
}

gboolean evidence_export(const char *dir, const char *run_id, const char *out,
                         GError **error)
{
    g_autoptr(JsonValue) manifest = evidence_manifest(dir, run_id, error);
    g_autofree char *originals = g_build_filename(out, "originals", NULL);
    g_autoptr(WarcArchive) archive = NULL;
    g_autofree char *name = NULL;
    g_autofree char *path = NULL;

    if (manifest == NULL)
        return FALSE;
    if (g_file_test(out, G_FILE_TEST_EXISTS)) {
        errno = EEXIST;
        return fail(error, out);
    }
    if (g_mkdir_with_parents(originals, 0700) != 0)
        return fail(error, originals);
    run_id = json_get_string(manifest, "run");
    name = g_strconcat(run_id, ".warc.gz", NULL);
    path = evidence_path(dir, run_id, name);
    archive = warc_archive_open(path, NULL);
    return files_copy(dir, run_id, manifest, out, error) &&
           index_write(manifest, archive, out, error);
}
