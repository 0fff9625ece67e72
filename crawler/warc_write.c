#include "crawler/warc_write.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "crawler/gzip.h"
#include "crawler/warc_read.h"

#define COPY_LEN 65536
#define HASH_LEN 32

G_DEFINE_QUARK(warc - error, warc_error)

struct WarcWriter {
    int fd;
    char *path;
    GHashTable *bodies; /* sha256 -> Kept: what is in this file already */
};

typedef struct {
    char *url;
    gint64 at;
} Kept;

static void kept_free(gpointer data)
{
    Kept *kept = data;

    g_free(kept->url);
    g_free(kept);
}

static gboolean fail(GError **error, int code, const char *path,
                     const char *what)
{
    g_set_error(error, WARC_ERROR, code, "%s: %s: %s", path, what,
                g_strerror(errno));
    return FALSE;
}

/* --- records
 * --------------------------------------------------------------------- */

/* A record that is being put together: its head, the bytes before the body
 * and the body, which may be a file. */
typedef struct {
    GString *head;
    GString *block;
    const char *body_path; /* or NULL */
    gint64 body_len;
} Record;

static void append_base32(GString *out, const guint8 *bytes, gsize len)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    guint bits = 0, held = 0;
    gsize from = out->len;

    for (gsize i = 0; i < len; i++) {
        held = held << 8 | bytes[i];
        for (bits += 8; bits >= 5; bits -= 5)
            g_string_append_c(out, LETTERS[held >> (bits - 5) & 31]);
    }
    if (bits > 0)
        g_string_append_c(out, LETTERS[held << (5 - bits) & 31]);
    while ((out->len - from) % 8 != 0)
        g_string_append_c(out, '=');
}

static void add_digest(GString *head, const char *name, const guint8 *bytes)
{
    g_string_append_printf(head, "%s: sha256:", name);
    append_base32(head, bytes, HASH_LEN);
    g_string_append(head, "\r\n");
}

static void add_hex_digest(GString *head, const char *name, const char *hex)
{
    guint8 bytes[HASH_LEN];

    for (int i = 0; i < HASH_LEN; i++)
        bytes[i] = (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
                            g_ascii_xdigit_value(hex[2 * i + 1]));
    add_digest(head, name, bytes);
}

/* The value comes from outside: a line end in it would forge a line. */
static void add_line(GString *text, const char *name, const char *value)
{
    if (value == NULL)
        return;
    g_string_append_printf(text, "%s: ", name);
    for (const char *p = value; *p != '\0'; p++)
        g_string_append_c(text, *p == '\r' || *p == '\n' ? ' ' : *p);
    g_string_append(text, "\r\n");
}

static char *record_begin(Record *record, const char *type, gint64 at)
{
    g_autofree char *uuid = g_uuid_string_random();
    g_autofree char *date = clock_format_utc(at);
    char *id = g_strdup_printf("<urn:uuid:%s>", uuid);

    *record = (Record){ .head = g_string_new("WARC/1.1\r\n"),
                        .block = g_string_new(NULL) };
    add_line(record->head, "WARC-Type", type);
    add_line(record->head, "WARC-Record-ID", id);
    add_line(record->head, "WARC-Date", date);
    return id;
}

typedef gboolean (*Sink)(gpointer sink, const void *bytes, gsize len,
                         GError **error);

static gboolean to_checksum(gpointer sink, const void *bytes, gsize len,
                            GError **error)
{
    (void)error;
    g_checksum_update(sink, bytes, (gssize)len);
    return TRUE;
}

static gboolean to_gzip(gpointer sink, const void *bytes, gsize len,
                        GError **error)
{
    return gzip_write(sink, bytes, len, error);
}

/* Exactly the announced bytes of the body: a file that has changed is a
 * failure. */
static gboolean pour_body(const Record *record, Sink sink, gpointer data,
                          GError **error)
{
    g_autofree char *buffer = g_malloc(COPY_LEN);
    int fd = open(record->body_path, O_RDONLY | O_CLOEXEC);
    gint64 left = record->body_len;
    gboolean good = fd >= 0;

    while (good && left > 0) {
        gssize got = read(fd, buffer, (gsize)MIN(left, COPY_LEN));

        if (got < 0 && errno == EINTR)
            continue;
        good = got > 0 && sink(data, buffer, (gsize)got, error);
        left -= MAX(got, 0);
    }
    if (fd >= 0)
        close(fd);
    if (!good && (error == NULL || *error == NULL))
        fail(error, WARC_ERROR_READ, record->body_path, "cannot read");
    return good;
}

static gboolean pour_block(const Record *record, Sink sink, gpointer data,
                           GError **error)
{
    return sink(data, record->block->str, record->block->len, error) &&
           (record->body_path == NULL || pour_body(record, sink, data, error));
}

static gboolean add_block_digest(Record *record, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 bytes[HASH_LEN];
    gsize len = HASH_LEN;

    if (!pour_block(record, to_checksum, sum, error))
        return FALSE;
    g_checksum_get_digest(sum, bytes, &len);
    add_digest(record->head, "WARC-Block-Digest", bytes);
    return TRUE;
}

/* Writes and clears @record. */
static gboolean record_end(WarcWriter *writer, Record *record, GError **error)
{
    gint64 body_len = record->body_path != NULL ? record->body_len : 0;
    gboolean good = add_block_digest(record, error);
    GzipWriter *gzip = NULL;

    g_string_append_printf(record->head,
                           "Content-Length: %" G_GINT64_FORMAT "\r\n\r\n",
                           (gint64)record->block->len + body_len);
    if (good) {
        gboolean ended;

        gzip = gzip_writer_new(writer->fd);
        good = gzip_write(gzip, record->head->str, record->head->len, error) &&
               pour_block(record, to_gzip, gzip, error) &&
               gzip_write(gzip, "\r\n\r\n", 4, error);
        ended = gzip_writer_finish(gzip, good ? error : NULL);
        good = good && ended;
    }
    g_string_free(record->head, TRUE);
    g_string_free(record->block, TRUE);
    return good;
}

/* --- the file
 * -------------------------------------------------------------------- */

static gboolean write_info(WarcWriter *writer, GError **error)
{
    Record record;
    g_autofree char *name = g_path_get_basename(writer->path);

    g_free(record_begin(&record, "warcinfo", clock_now_at()));
    add_line(record.head, "WARC-Filename", name);
    add_line(record.head, "Content-Type", WARC_META_TYPE);
    add_line(record.block, "software", "oit-audit/" OIT_VERSION);
    add_line(record.block, "format", "WARC File Format 1.1");
    add_line(record.block, "conformsTo",
             "http://iipc.github.io/warc-specifications/specifications/"
             "warc-format/warc-1.1/");
    return record_end(writer, &record, error);
}

static void learn_body(const char *sha256, const char *url, gint64 at,
                       gpointer data)
{
    WarcWriter *writer = data;
    Kept *kept = g_new(Kept, 1);

    *kept = (Kept){ g_strdup(url), at };
    g_hash_table_replace(writer->bodies, g_strdup(sha256), kept);
}

/* Cuts what a crash has torn; FALSE with error when the file is no archive. */
static gboolean mend(WarcWriter *writer, GError **error)
{
    g_autoptr(WarcArchive) archive = warc_archive_open(writer->path, error);
    gint64 len;

    if (archive == NULL)
        return FALSE;
    len = warc_archive_sealed_len(archive);
    if (ftruncate(writer->fd, len) != 0 || lseek(writer->fd, 0, SEEK_END) < 0)
        return fail(error, WARC_ERROR_OPEN, writer->path, "cannot be cut");
    warc_archive_each_body(archive, learn_body, writer);
    return len > 0 || write_info(writer, error);
}

WarcWriter *warc_writer_open(const char *path, GError **error)
{
    g_autoptr(WarcWriter) writer = g_new0(WarcWriter, 1);
    struct stat info;

    writer->path = g_strdup(path);
    writer->bodies =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
    writer->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (writer->fd < 0 || fstat(writer->fd, &info) != 0) {
        fail(error, WARC_ERROR_OPEN, path, "cannot be opened");
        return NULL;
    }
    if (info.st_size == 0 ? !write_info(writer, error) : !mend(writer, error))
        return NULL;
    return g_steal_pointer(&writer);
}

void warc_writer_close(WarcWriter *writer)
{
    if (writer == NULL)
        return;
    if (writer->fd >= 0)
        close(writer->fd);
    g_hash_table_unref(writer->bodies);
    g_free(writer->path);
    g_free(writer);
}

/* --- one address
 * ------------------------------------------------------------------ */

static gboolean is_about_encoding(const char *line)
{
    static const char *const NAMES[] = { "content-length:", "content-encoding:",
                                         "transfer-encoding:" };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (g_ascii_strncasecmp(line, NAMES[i], strlen(NAMES[i])) == 0)
            return TRUE;
    return FALSE;
}

/* "HTTP/2 200 " as "HTTP/1.1 200 OK": readers know no other. */
static void add_status_line(GString *block, const char *line)
{
    const char *status = line + strcspn(line, " ");

    status += strspn(status, " ");
    if (g_str_has_prefix(line, "HTTP/1.")) {
        g_string_append_printf(block, "%s\r\n", line);
    } else {
        g_autofree char *code = g_strndup(status, strcspn(status, " "));

        g_string_append_printf(block, "HTTP/1.1 %s OK\r\n", code);
    }
}

static void add_answer_head(GString *block, const char *headers, gint64 len)
{
    g_auto(GStrv) lines = g_strsplit(headers, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_strchomp(lines[i]);
        if (*lines[i] == '\0')
            continue;
        if (i == 0)
            add_status_line(block, lines[i]);
        else
            g_string_append_printf(
                block, "%s%s\r\n",
                is_about_encoding(lines[i]) ? "X-Archive-Orig-" : "", lines[i]);
    }
    g_string_append_printf(block,
                           "Content-Length: %" G_GINT64_FORMAT "\r\n\r\n", len);
}

static gboolean write_request(WarcWriter *writer, const FetchExchange *exchange,
                              const char *response_id, GError **error)
{
    Record record;

    if (exchange->request == NULL)
        return TRUE;
    g_free(record_begin(&record, "request", exchange->at));
    add_line(record.head, "WARC-Target-URI", exchange->url);
    add_line(record.head, "WARC-Concurrent-To", response_id);
    add_line(record.head, "Content-Type", "application/http;msgtype=request");
    g_string_append(record.block, exchange->request);
    return record_end(writer, &record, error);
}

static void add_revisit(GString *head, const char *url, gint64 at,
                        gboolean not_modified)
{
    g_autofree char *date = clock_format_utc(at);

    g_string_append_printf(
        head, "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/%s\r\n",
        not_modified ? "server-not-modified" : "identical-payload-digest");
    add_line(head, "WARC-Refers-To-Target-URI", url);
    add_line(head, "WARC-Refers-To-Date", date);
}

/* The answer of one exchange. @earlier: where its body stands; NULL: write
 * it. */
static gboolean write_answer(WarcWriter *writer, const FetchExchange *exchange,
                             const char *sha256, const WarcEarlier *earlier,
                             gboolean not_modified, char **id, GError **error)
{
    Record record;
    gboolean has_body = exchange->body_path != NULL && earlier == NULL;

    *id = record_begin(&record, earlier != NULL ? "revisit" : "response",
                       exchange->at);
    add_line(record.head, "WARC-Target-URI", exchange->url);
    add_line(record.head, "WARC-IP-Address", exchange->address);
    if (strcmp(exchange->place, exchange->url) != 0)
        add_line(record.head, "X-OIT-Read-From", exchange->place);
    if (!exchange->whole)
        add_line(record.head, "WARC-Truncated", "disconnect");
    if (earlier != NULL)
        add_revisit(record.head, earlier->url, earlier->at, not_modified);
    if (sha256 != NULL)
        add_hex_digest(record.head, "WARC-Payload-Digest", sha256);
    add_line(record.head, "Content-Type", "application/http;msgtype=response");
    add_answer_head(record.block, exchange->headers,
                    has_body ? exchange->body_len : 0);
    if (has_body) {
        record.body_path = exchange->body_path;
        record.body_len = exchange->body_len;
    }
    return record_end(writer, &record, error);
}

static gboolean write_exchange(WarcWriter *writer,
                               const FetchExchange *exchange,
                               const FetchResult *result,
                               const WarcEarlier *earlier, gboolean last,
                               char **id, GError **error)
{
    gboolean not_modified = last && result->not_modified;
    const char *sha256 = not_modified ? result->sha256 : exchange->sha256;
    const Kept *kept =
        sha256 != NULL ? g_hash_table_lookup(writer->bodies, sha256) : NULL;
    WarcEarlier here = kept != NULL ? (WarcEarlier){ kept->url, kept->at }
                                    : (WarcEarlier){ NULL, 0 };
    const WarcEarlier *from = kept != NULL ? &here : last ? earlier : NULL;

    if (sha256 == NULL)
        from = NULL;
    if (from == NULL && exchange->sha256 != NULL) {
        Kept *now = g_new(Kept, 1);

        *now = (Kept){ g_strdup(exchange->url), exchange->at };
        g_hash_table_replace(writer->bodies, g_strdup(exchange->sha256), now);
    }
    return write_answer(writer, exchange, sha256, from, not_modified, id,
                        error) &&
           write_request(writer, exchange, *id, error);
}

static void add_number(GString *block, const char *name, gint64 value)
{
    g_string_append_printf(block, "%s: %" G_GINT64_FORMAT "\r\n", name, value);
}

static void add_meta(GString *block, const FetchResult *result)
{
    add_line(block, WARC_META_MARK, link_state_name(result->state));
    add_line(block, "final-url", result->final_url);
    add_number(block, "http-status", result->http_status);
    add_number(block, "fetched-at", result->fetched_at);
    add_number(block, "attempts", result->attempts);
    add_number(block, "elapsed-ms", result->elapsed_ms);
    add_number(block, "body-len", result->body_len);
    add_number(block, "not-modified", result->not_modified);
    add_number(block, "tls-expires-at", result->tls_expires_at);
    add_line(block, "sha256", result->sha256);
    add_line(block, "content-type", result->content_type);
    add_line(block, "file-name", result->file_name);
    add_line(block, "etag", result->etag);
    add_line(block, "last-modified", result->last_modified);
    add_line(block, "detail", result->detail);
    for (guint i = 0; i < result->hops->len; i++) {
        const FetchHop *hop = g_ptr_array_index(result->hops, i);
        g_autofree char *text =
            g_strdup_printf("%d %s", hop->http_status, hop->url);

        add_line(block, "via", text);
    }
}

static gboolean write_meta(WarcWriter *writer, const FetchResult *result,
                           const char *response_id, GError **error)
{
    Record record;

    g_free(record_begin(&record, "metadata", result->fetched_at));
    add_line(record.head, "WARC-Target-URI", result->url);
    add_line(record.head, "WARC-Concurrent-To", response_id);
    add_line(record.head, "Content-Type", WARC_META_TYPE);
    add_meta(record.block, result);
    return record_end(writer, &record, error);
}

/* TRUE when the body was written for this result, here. */
static gboolean holds_body(const WarcWriter *writer, const FetchResult *result)
{
    const Kept *kept = result->sha256 != NULL
                           ? g_hash_table_lookup(writer->bodies, result->sha256)
                           : NULL;
    const FetchExchange *last =
        result->exchanges != NULL && result->exchanges->len > 0
            ? g_ptr_array_index(result->exchanges, result->exchanges->len - 1)
            : NULL;

    return kept != NULL && last != NULL && kept->at == last->at &&
           strcmp(kept->url, last->url) == 0;
}

gboolean warc_write_result(WarcWriter *writer, const FetchResult *result,
                           const WarcEarlier *earlier, WarcPlace *place,
                           GError **error)
{
    g_autofree char *id = NULL;
    guint count = result->exchanges != NULL ? result->exchanges->len : 0;
    gint64 begin = lseek(writer->fd, 0, SEEK_END);
    gboolean good = begin >= 0;

    for (guint i = 0; i < count && good; i++) {
        g_clear_pointer(&id, g_free);
        good = write_exchange(writer, g_ptr_array_index(result->exchanges, i),
                              result, earlier, i + 1 == count, &id, error);
    }
    good = good && write_meta(writer, result, id, error);
    if (place != NULL)
        *place = (WarcPlace){ begin, holds_body(writer, result) };
    /* Half of it is worse than none of it. */
    if (!good && begin >= 0 && ftruncate(writer->fd, begin) != 0)
        g_warning("%s: cannot be cut", writer->path);
    return good;
}
