#include "crawler/warc_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/url.h"
#include "crawler/fetch_result.h"
#include "crawler/fetch_spool.h"
#include "crawler/gzip.h"
#include "crawler/http_headers.h"
#include "crawler/warc_write.h"

#define BUFFER_LEN 65536
#define HASH_HEX 64

/* A response or revisit record. */
typedef struct {
    char *url;
    gint64 at;
    gint64 offset;
    char *sha256;     /* of the payload, hex; or NULL */
    gboolean revisit; /* its body stands elsewhere */
    char *refers_url; /* or NULL */
} Answer;

struct WarcArchive {
    char *path;
    int fd;
    gint64 sealed_len;
    GPtrArray *answers;  /* Answer*, in order of the file */
    GHashTable *by_url;  /* url -> Answer: the last one */
    GHashTable *by_hash; /* sha256 -> Answer that holds the body */
    GHashTable *results; /* url -> FetchResult without body; our files */
    GPtrArray *beside;   /* WarcArchive*, opened when first needed; or NULL */
    gboolean is_beside;
};

static void answer_free(gpointer data)
{
    Answer *answer = data;

    g_free(answer->url);
    g_free(answer->sha256);
    g_free(answer->refers_url);
    g_free(answer);
}

void warc_archive_free(WarcArchive *archive)
{
    if (archive == NULL)
        return;
    if (archive->fd >= 0)
        close(archive->fd);
    g_ptr_array_unref(archive->answers);
    g_hash_table_unref(archive->by_url);
    g_hash_table_unref(archive->by_hash);
    g_hash_table_unref(archive->results);
    g_clear_pointer(&archive->beside, g_ptr_array_unref);
    g_free(archive->path);
    g_free(archive);
}

/* --- one record
 * ------------------------------------------------------------------- */

/* A record being read: its head is, its block comes piece by piece. */
typedef struct {
    GzipReader *reader;
    char *head;    /* header lines */
    GString *held; /* read from the file and not yet given */
    gsize held_at;
    gint64 left; /* of the block */
} Record;

static void record_clear(Record *record)
{
    g_clear_pointer(&record->reader, gzip_reader_free);
    g_clear_pointer(&record->head, g_free);
    if (record->held != NULL)
        g_string_free(record->held, TRUE);
    record->held = NULL;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Record, record_clear)

static gboolean damaged(GError **error)
{
    if (error == NULL || *error == NULL)
        g_set_error(error, WARC_ERROR, WARC_ERROR_READ,
                    "a record is cut or damaged");
    return FALSE;
}

/* Reads up to and with the first empty line of @held; more may stay there. */
static gboolean read_head(Record *record, GError **error)
{
    g_autofree char *buffer = g_malloc(BUFFER_LEN);
    const char *end;

    while ((end = strstr(record->held->str, "\r\n\r\n")) == NULL) {
        gssize got = record->held->len > WARC_HEAD_MAX_LEN
                         ? 0
                         : gzip_read(record->reader, buffer, BUFFER_LEN, error);

        if (got <= 0)
            return damaged(error);
        g_string_append_len(record->held, buffer, got);
    }
    record->held_at = (gsize)(end - record->held->str) + 4;
    record->head = g_strndup(record->held->str, record->held_at);
    return TRUE;
}

/* FALSE without error at the end of the file. */
static gboolean record_open(Record *record, int fd, gint64 offset,
                            GError **error)
{
    g_autofree char *length = NULL;
    char byte;

    *record = (Record){ 0 };
    if (pread(fd, &byte, 1, offset) == 0)
        return FALSE;
    record->reader = gzip_reader_new(fd, offset);
    record->held = g_string_new(NULL);
    if (!read_head(record, error))
        return FALSE;
    length = http_header_find(record->head, "Content-Length");
    if (!g_str_has_prefix(record->head, "WARC/1.") || length == NULL ||
        !g_ascii_string_to_unsigned(length, 10, 0, G_MAXINT64 / 2,
                                    (guint64 *)&record->left, NULL))
        return damaged(error);
    return TRUE;
}

/* The next bytes of the block; 0 at its end, -1 with error. */
static gssize record_read(Record *record, char *bytes, gsize len,
                          GError **error)
{
    gsize held = record->held->len - record->held_at;
    gssize got;

    len = (gsize)MIN((gint64)len, record->left);
    if (len == 0)
        return 0;
    if (held > 0) {
        got = (gssize)MIN(len, held);
        memcpy(bytes, record->held->str + record->held_at, (gsize)got);
        record->held_at += (gsize)got;
    } else {
        got = gzip_read(record->reader, bytes, len, error);
        if (got <= 0) {
            damaged(error);
            return -1;
        }
    }
    record->left -= got;
    return got;
}

/* Passes over the rest; *@next is where the next record begins. */
static gboolean record_skip(Record *record, gint64 offset, gint64 *next,
                            GError **error)
{
    g_autofree char *buffer = g_malloc(BUFFER_LEN);
    gint64 len = record->left;
    gssize got;

    if (gzip_is_plain(record->reader)) {
        gsize head_len = strlen(record->head);

        *next = offset + (gint64)head_len + len + 4;
        return TRUE;
    }
    while ((got = record_read(record, buffer, BUFFER_LEN, error)) > 0)
        continue;
    if (got < 0)
        return FALSE;
    while ((got = gzip_read(record->reader, buffer, BUFFER_LEN, error)) > 0)
        continue;
    *next = gzip_next_offset(record->reader);
    return got == 0;
}

/* The whole block, at most @max_len bytes of it. */
static char *record_text(Record *record, gsize max_len, GError **error)
{
    GString *text = g_string_new(NULL);
    g_autofree char *buffer = g_malloc(BUFFER_LEN);
    gssize got = 0;

    while (text->len < max_len &&
           (got = record_read(record, buffer,
                              MIN(BUFFER_LEN, max_len - text->len), error)) > 0)
        g_string_append_len(text, buffer, got);
    return g_string_free(text, got < 0);
}

/* --- digests
 * ---------------------------------------------------------------------- */

/* Hex of "sha256:BASE32"; NULL for other digests. */
static char *digest_hex(const char *digest)
{
    GString *hex = g_string_new(NULL);
    guint held = 0, bits = 0;
    const char *p;

    if (digest == NULL || g_ascii_strncasecmp(digest, "sha256:", 7) != 0) {
        g_string_free(hex, TRUE);
        return NULL;
    }
    p = digest + 7;
    if (strlen(p) == HASH_HEX) { /* some write it so */
        g_string_append(hex, p);
        g_string_ascii_down(hex);
        return g_string_free(hex, FALSE);
    }
    for (; *p != '\0' && *p != '='; p++) {
        guchar c = (guchar)g_ascii_toupper(*p);
        guint value = c >= 'A' && c <= 'Z' ? (guint)(c - 'A')
                                           : (guint)(c - '2' + 26) & 31;

        held = (held << 5 | value) & 0xffff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            g_string_append_printf(hex, "%02x", held >> bits & 0xff);
        }
    }
    return g_string_free(hex, hex->len != HASH_HEX);
}

/* --- opening
 * ---------------------------------------------------------------------- */

static gint64 number_of(const char *block, const char *name)
{
    g_autofree char *text = http_header_find(block, name);

    return text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;
}

static void add_hops(FetchResult *result, const char *block)
{
    g_auto(GStrv) lines = g_strsplit(block, "\r\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        char *rest = NULL;
        gint64 status;

        if (!g_str_has_prefix(lines[i], "via: "))
            continue;
        status = g_ascii_strtoll(lines[i] + 5, &rest, 10);
        fetch_result_add_hop(result, rest + (*rest == ' '), (int)status);
    }
}

/* What our metadata record says; NULL when it is not one of ours. */
static FetchResult *result_parse(const char *url, const char *block)
{
    g_autofree char *state = http_header_find(block, WARC_META_MARK);
    g_autofree char *final_url = http_header_find(block, "final-url");
    FetchResult *result;
    LinkState found;

    if (state == NULL || !link_state_find(state, &found))
        return NULL;
    result = fetch_result_new(url);
    result->state = found;
    if (final_url != NULL) {
        g_free(result->final_url);
        result->final_url = g_steal_pointer(&final_url);
    }
    result->http_status = (int)number_of(block, "http-status");
    result->fetched_at = number_of(block, "fetched-at");
    result->attempts = (int)number_of(block, "attempts");
    result->elapsed_ms = number_of(block, "elapsed-ms");
    result->body_len = number_of(block, "body-len");
    result->tls_expires_at = number_of(block, "tls-expires-at");
    result->sha256 = http_header_find(block, "sha256");
    result->content_type = http_header_find(block, "content-type");
    result->file_name = http_header_find(block, "file-name");
    result->etag = http_header_find(block, "etag");
    result->last_modified = http_header_find(block, "last-modified");
    result->detail = http_header_find(block, "detail");
    add_hops(result, block);
    return result;
}

/* NULL when the record is not one of ours. */
static FetchResult *meta_read(Record *record)
{
    g_autofree char *url = http_header_find(record->head, "WARC-Target-URI");
    g_autofree char *block = record_text(record, WARC_HEAD_MAX_LEN, NULL);

    return url != NULL && block != NULL ? result_parse(url, block) : NULL;
}

static void take_answer(WarcArchive *archive, const Record *record,
                        gint64 offset, gboolean revisit)
{
    g_autofree char *date = http_header_find(record->head, "WARC-Date");
    g_autofree char *digest =
        http_header_find(record->head, "WARC-Payload-Digest");
    g_autofree char *url = http_header_find(record->head, "WARC-Target-URI");
    Answer *answer;

    if (url == NULL)
        return;
    answer = g_new0(Answer, 1);
    /* WARC 1.0 writers put the address in angle brackets. */
    answer->url = *url == '<' && g_str_has_suffix(url, ">")
                      ? g_strndup(url + 1, strlen(url) - 2)
                      : g_steal_pointer(&url);
    answer->at = date != NULL ? clock_parse_utc(date) : -1;
    answer->offset = offset;
    answer->sha256 = digest_hex(digest);
    answer->revisit = revisit;
    answer->refers_url =
        http_header_find(record->head, "WARC-Refers-To-Target-URI");
    g_ptr_array_add(archive->answers, answer);
    g_hash_table_replace(archive->by_url, answer->url, answer);
    if (!revisit && answer->sha256 != NULL &&
        !g_hash_table_contains(archive->by_hash, answer->sha256))
        g_hash_table_insert(archive->by_hash, answer->sha256, answer);
}

/* Takes the record at @offset in, when it is whole; FALSE at the end. */
static gboolean scan_at(WarcArchive *archive, gint64 offset, gint64 *next,
                        gboolean *ours)
{
    g_auto(Record) record = { 0 };
    g_autofree char *type = NULL;
    g_autoptr(FetchResult) meta = NULL;
    gboolean sealed;

    if (!record_open(&record, archive->fd, offset, NULL))
        return FALSE;
    type = http_header_find(record.head, "WARC-Type");
    if (gzip_is_plain(record.reader))
        record_skip(&record, offset, next, NULL);
    if (g_strcmp0(type, "metadata") == 0)
        meta = meta_read(&record);
    if (!gzip_is_plain(record.reader) &&
        !record_skip(&record, offset, next, NULL))
        return FALSE;
    if (g_strcmp0(type, "response") == 0)
        take_answer(archive, &record, offset, FALSE);
    else if (g_strcmp0(type, "revisit") == 0)
        take_answer(archive, &record, offset, TRUE);
    sealed = meta != NULL;
    if (sealed) {
        char *url = g_strdup(meta->url);

        g_hash_table_replace(archive->results, url, g_steal_pointer(&meta));
    }
    *ours = *ours || sealed;
    if (sealed || g_strcmp0(type, "warcinfo") == 0 || !*ours)
        archive->sealed_len = *next;
    return TRUE;
}

/* Everything that is whole; what follows is left alone. */
static void scan(WarcArchive *archive)
{
    gint64 offset = 0, next = 0;
    gboolean ours = FALSE;

    while (scan_at(archive, offset, &next, &ours))
        offset = next;
}

static WarcArchive *archive_new(const char *path)
{
    WarcArchive *archive = g_new0(WarcArchive, 1);

    archive->path = g_strdup(path);
    archive->fd = open(path, O_RDONLY | O_CLOEXEC);
    archive->answers = g_ptr_array_new_with_free_func(answer_free);
    archive->by_url = g_hash_table_new(g_str_hash, g_str_equal);
    archive->by_hash = g_hash_table_new(g_str_hash, g_str_equal);
    archive->results = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify)fetch_result_free);
    return archive;
}

WarcArchive *warc_archive_open(const char *path, GError **error)
{
    g_autoptr(WarcArchive) archive = archive_new(path);
    struct stat info;

    if (archive->fd < 0 || fstat(archive->fd, &info) != 0) {
        g_set_error(error, WARC_ERROR, WARC_ERROR_OPEN, "%s: %s", path,
                    g_strerror(errno));
        return NULL;
    }
    scan(archive);
    if (archive->sealed_len == 0 && info.st_size > 0) {
        g_set_error(error, WARC_ERROR, WARC_ERROR_READ,
                    "%s: this is no WARC file", path);
        return NULL;
    }
    return g_steal_pointer(&archive);
}

guint warc_archive_count(const WarcArchive *archive)
{
    guint ours = g_hash_table_size(archive->results);

    return ours > 0 ? ours : g_hash_table_size(archive->by_url);
}

gint64 warc_archive_sealed_len(const WarcArchive *archive)
{
    return archive->sealed_len;
}

static int text_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *warc_archive_urls(const WarcArchive *archive)
{
    GHashTable *from = g_hash_table_size(archive->results) > 0
                           ? archive->results
                           : archive->by_url;
    GPtrArray *urls = g_ptr_array_new();
    GHashTableIter iter;
    gpointer url;

    g_hash_table_iter_init(&iter, from);
    while (g_hash_table_iter_next(&iter, &url, NULL))
        g_ptr_array_add(urls, url);
    g_ptr_array_sort(urls, text_compare);
    return urls;
}

void warc_archive_each_body(const WarcArchive *archive, WarcEachBody each,
                            gpointer data)
{
    GHashTableIter iter;
    gpointer answer;

    g_hash_table_iter_init(&iter, archive->by_hash);
    while (g_hash_table_iter_next(&iter, NULL, &answer))
        each(((Answer *)answer)->sha256, ((Answer *)answer)->url,
             ((Answer *)answer)->at, data);
}

gboolean warc_archive_holds(const WarcArchive *archive, const char *sha256)
{
    return sha256 != NULL && g_hash_table_contains(archive->by_hash, sha256);
}

/* --- bodies
 * ----------------------------------------------------------------------- */

/* Reads the HTTP head of the block of @record into *@head. */
static gboolean http_head_read(Record *record, char **head, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char byte;

    while (!g_str_has_suffix(text->str, "\r\n\r\n")) {
        if (text->len > WARC_HEAD_MAX_LEN ||
            record_read(record, &byte, 1, error) != 1)
            return damaged(error);
        g_string_append_c(text, byte);
    }
    *head = g_strdup(text->str);
    return TRUE;
}

/* Puts the body of @answer into the spool. */
static gboolean body_take(const WarcArchive *archive, const Answer *answer,
                          const char *spool_dir, char **path, char **sha256,
                          GError **error)
{
    g_auto(Record) record = { 0 };
    g_autofree char *head = NULL;
    g_autofree char *buffer = g_malloc(BUFFER_LEN);
    g_autoptr(SpoolFile) file = NULL;
    gssize got;

    if (!record_open(&record, archive->fd, answer->offset, error) ||
        !http_head_read(&record, &head, error))
        return damaged(error);
    file = spool_open(spool_dir, error);
    if (file == NULL)
        return FALSE;
    while ((got = record_read(&record, buffer, BUFFER_LEN, error)) > 0) {
        if (spool_len(file) + got > FETCH_BODY_MAX ||
            !spool_write(file, buffer, (gsize)got, error))
            return damaged(error);
    }
    if (got < 0)
        return FALSE;
    return spool_finish(g_steal_pointer(&file), path, sha256, error);
}

static void open_beside(WarcArchive *archive)
{
    g_autofree char *folder = g_path_get_dirname(archive->path);
    g_autofree char *own = g_path_get_basename(archive->path);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    archive->beside =
        g_ptr_array_new_with_free_func((GDestroyNotify)warc_archive_free);
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = NULL;
        WarcArchive *other;

        if (strcmp(name, own) == 0 || (!g_str_has_suffix(name, ".warc.gz") &&
                                       !g_str_has_suffix(name, ".warc")))
            continue;
        path = g_build_filename(folder, name, NULL);
        other = warc_archive_open(path, NULL);
        if (other != NULL)
            g_ptr_array_add(archive->beside, other);
    }
}

/* The archive and answer that hold the bytes named by @sha256. */
static const Answer *body_find(WarcArchive *archive, const char *sha256,
                               const WarcArchive **in)
{
    const Answer *answer = g_hash_table_lookup(archive->by_hash, sha256);

    *in = archive;
    if (answer != NULL)
        return answer;
    if (archive->beside == NULL)
        open_beside(archive);
    for (guint i = 0; i < archive->beside->len && answer == NULL; i++) {
        *in = g_ptr_array_index(archive->beside, i);
        answer = g_hash_table_lookup((*in)->by_hash, sha256);
    }
    return answer;
}

static void body_lost(FetchResult *result, const char *why)
{
    result->state = LINK_NOT_FETCHED;
    g_free(result->detail);
    result->detail = g_strdup(why);
    g_clear_pointer(&result->sha256, g_free);
}

/* The body that @result's hash names. */
static void result_fill(WarcArchive *archive, FetchResult *result,
                        const char *spool_dir)
{
    g_autofree char *ready = NULL;
    g_autofree char *sum = NULL;
    g_autoptr(GError) error = NULL;
    const WarcArchive *in;
    const Answer *answer;

    if (result->sha256 == NULL)
        return;
    ready = g_build_filename(spool_dir, result->sha256, NULL);
    if (g_file_test(ready, G_FILE_TEST_IS_REGULAR)) {
        result->body_path = g_steal_pointer(&ready);
        return;
    }
    answer = body_find(archive, result->sha256, &in);
    if (answer == NULL) {
        body_lost(result, "the archive only refers to the body");
        return;
    }
    if (!body_take(in, answer, spool_dir, &result->body_path, &sum, &error))
        body_lost(result, error != NULL ? error->message : "damaged");
    else if (g_strcmp0(sum, result->sha256) != 0)
        body_lost(result, "the body is not the one that was captured");
}

/* --- files of other programs
 * ------------------------------------------------------ */

static const Answer *answer_find(const WarcArchive *archive, const char *url)
{
    const Answer *answer = g_hash_table_lookup(archive->by_url, url);

    if (answer != NULL && answer->revisit && answer->refers_url != NULL &&
        answer->sha256 == NULL)
        return g_hash_table_lookup(archive->by_url, answer->refers_url);
    return answer;
}

static gboolean answer_head(const WarcArchive *archive, const Answer *answer,
                            char **head)
{
    g_auto(Record) record = { 0 };

    return record_open(&record, archive->fd, answer->offset, NULL) &&
           http_head_read(&record, head, NULL);
}

static void result_read_answer(WarcArchive *archive, FetchResult *result,
                               const Answer *answer, const char *head,
                               const char *spool_dir)
{
    g_autofree char *encoding = http_header_find(head, "Content-Encoding");
    g_autofree char *transfer = http_header_find(head, "Transfer-Encoding");

    result->fetched_at = answer->at;
    fetch_result_read_headers(result, head);
    result->state = link_state_of_status(result->http_status);
    if (encoding != NULL || transfer != NULL) {
        body_lost(result, "the archive keeps the body encoded");
        return;
    }
    if (answer->revisit && answer->sha256 != NULL) {
        result->sha256 = g_strdup(answer->sha256);
        result_fill(archive, result, spool_dir);
    } else if (!body_take(archive, answer, spool_dir, &result->body_path,
                          &result->sha256, NULL)) {
        body_lost(result, "the archive is damaged");
    }
}

static int status_of(const char *head)
{
    const char *space = strchr(head, ' ');

    return space != NULL ? (int)g_ascii_strtoll(space + 1, NULL, 10) : 0;
}

static FetchResult *result_work_out(WarcArchive *archive, const char *url,
                                    const char *spool_dir)
{
    FetchResult *result = fetch_result_new(url);
    const Answer *answer = answer_find(archive, url);

    for (int hop = 0; answer != NULL && hop <= FETCH_REDIRECT_MAX; hop++) {
        g_autofree char *head = NULL;
        g_autofree char *location = NULL;
        g_autofree char *next = NULL;

        if (!answer_head(archive, answer, &head))
            break;
        result->http_status = status_of(head);
        result->attempts = 1;
        if (result->http_status / 100 == 3)
            location = http_header_find(head, "Location");
        if (location == NULL) {
            result_read_answer(archive, result, answer, head, spool_dir);
            return result;
        }
        next = url_resolve(answer->url, location);
        fetch_result_add_hop(result, answer->url, result->http_status);
        if (next == NULL)
            break;
        g_free(result->final_url);
        result->final_url = g_strdup(next);
        answer = answer_find(archive, next);
    }
    fetch_result_explain(result, "the archive does not have the page");
    return result;
}

FetchResult *warc_archive_result(WarcArchive *archive, const char *url,
                                 const char *spool_dir)
{
    const FetchResult *known = g_hash_table_lookup(archive->results, url);
    FetchResult *result;

    if (known != NULL) {
        result = fetch_result_copy(known);
        result_fill(archive, result, spool_dir);
        return result;
    }
    if (g_hash_table_size(archive->results) > 0 ||
        !g_hash_table_contains(archive->by_url, url))
        return NULL;
    return result_work_out(archive, url, spool_dir);
}

/* --- checking
 * ---------------------------------------------------------------------- */

static gboolean digest_holds(const char *head, const char *name, GChecksum *sum)
{
    g_autofree char *digest = http_header_find(head, name);
    g_autofree char *hex = digest_hex(digest);

    return hex == NULL || strcmp(hex, g_checksum_get_string(sum)) == 0;
}

static gboolean record_check(Record *record, const char *type, GError **error)
{
    g_autoptr(GChecksum) block = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GChecksum) payload = g_checksum_new(G_CHECKSUM_SHA256);
    gboolean http = g_strcmp0(type, "response") == 0;
    g_autofree char *head = NULL;
    g_autofree char *buffer = g_malloc(BUFFER_LEN);
    gssize got;

    if (http) {
        if (!http_head_read(record, &head, error))
            return FALSE;
        g_checksum_update(block, (guchar *)head, (gssize)strlen(head));
    }
    while ((got = record_read(record, buffer, BUFFER_LEN, error)) > 0) {
        g_checksum_update(block, (guchar *)buffer, got);
        g_checksum_update(payload, (guchar *)buffer, got);
    }
    if (got < 0)
        return FALSE;
    if (digest_holds(record->head, "WARC-Block-Digest", block) &&
        (!http || digest_holds(record->head, "WARC-Payload-Digest", payload)))
        return TRUE;
    g_set_error(error, WARC_ERROR, WARC_ERROR_READ,
                "the bytes are not those that were captured");
    return FALSE;
}

static gboolean check_at(int fd, gint64 offset, gint64 *next, GError **error)
{
    g_auto(Record) record = { 0 };
    g_autofree char *type = NULL;

    if (!record_open(&record, fd, offset, error))
        return FALSE;
    type = http_header_find(record.head, "WARC-Type");
    if (gzip_is_plain(record.reader)) {
        record_skip(&record, offset, next, NULL);
        return record_check(&record, type, error);
    }
    return record_check(&record, type, error) &&
           record_skip(&record, offset, next, error);
}

gint64 warc_check(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    gint64 offset = 0, next = 0, count = 0;
    GError *fault = NULL;

    if (fd < 0) {
        g_set_error(error, WARC_ERROR, WARC_ERROR_OPEN, "%s: %s", path,
                    g_strerror(errno));
        return -1;
    }
    for (; check_at(fd, offset, &next, &fault); offset = next)
        count++;
    close(fd);
    if (fault == NULL)
        return count;
    g_set_error(error, WARC_ERROR, WARC_ERROR_READ,
                "%s: at byte %" G_GINT64_FORMAT ": %s", path, offset,
                fault->message);
    g_error_free(fault);
    return -1;
}
