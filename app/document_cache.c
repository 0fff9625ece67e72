#include "app/document_cache.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "base/json.h"
#include "base/limits.h"

#define UNUSED_DAYS 60
/* Readings are cheap to compress: text repeats itself. */
#define COMPRESSION_LEVEL 1

struct DocumentCache {
    char *dir;          /* or NULL */
    GHashTable *memory; /* key -> GBytes of JSON, when there is no @dir */
};

DocumentCache *document_cache_new(const char *dir)
{
    DocumentCache *cache = g_new0(DocumentCache, 1);

    cache->dir = g_strdup(dir);
    cache->memory = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)g_bytes_unref);
    if (dir != NULL)
        g_mkdir_with_parents(dir, 0700);
    return cache;
}

void document_cache_free(DocumentCache *cache)
{
    if (cache == NULL)
        return;
    g_free(cache->dir);
    g_hash_table_unref(cache->memory);
    g_free(cache);
}

/* Another build may read the same bytes otherwise. */
static const char *program_stamp(void)
{
    static char stamp[64];
    struct stat info;

    if (stamp[0] == '\0' && stat("/proc/self/exe", &info) == 0)
        g_snprintf(stamp, sizeof(stamp), "%" G_GINT64_FORMAT ".%ld.%ld",
                   (gint64)info.st_size, (long)info.st_mtim.tv_sec,
                   info.st_mtim.tv_nsec);
    return stamp;
}

char *document_cache_key(const char *sha256, const char *url,
                         const char *content_type)
{
    g_autofree char *all =
        g_strjoin("\n", OIT_VERSION, program_stamp(), sha256, url ? url : "",
                  content_type ? content_type : "", NULL);

    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
}

/* Two letters a folder: none grows past what a file system likes. */
static char *path_of(const DocumentCache *cache, const char *key)
{
    g_autofree char *name = g_strconcat(key, ".json.gz", NULL);
    g_autofree char *folder = g_strndup(key, 2);

    return g_build_filename(cache->dir, folder, name, NULL);
}

gboolean document_cache_has(const DocumentCache *cache, const char *key)
{
    g_autofree char *path = NULL;

    if (cache->dir == NULL)
        return g_hash_table_contains(cache->memory, key);
    path = path_of(cache, key);
    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* @bytes through @converter, at most @max_len of it; NULL past that or when
 * they are damaged. */
static GByteArray *convert(GConverter *converter, const void *bytes, gsize len,
                           gsize max_len)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    const char *at = bytes;
    guint8 buffer[65536];

    for (;;) {
        gsize read, written;
        GConverterResult result = g_converter_convert(
            converter, at, len, buffer, sizeof(buffer),
            G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

        if (result == G_CONVERTER_ERROR || out->len + written > max_len)
            return NULL;
        g_byte_array_append(out, buffer, (guint)written);
        at += read;
        len -= read;
        if (result == G_CONVERTER_FINISHED)
            return g_steal_pointer(&out);
    }
}

void document_cache_put(DocumentCache *cache, const char *key,
                        const Document *document)
{
    g_autoptr(JsonValue) json = document_to_json(document);
    char *text = json_format(json, FALSE);
    gsize len = strlen(text);
    g_autofree char *path = NULL;
    g_autofree char *folder = NULL;
    g_autoptr(GZlibCompressor) compressor = NULL;
    g_autoptr(GByteArray) packed = NULL;

    if (cache->dir == NULL) {
        g_hash_table_replace(cache->memory, g_strdup(key),
                             g_bytes_new_take(text, len));
        return;
    }
    compressor =
        g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, COMPRESSION_LEVEL);
    packed = convert(G_CONVERTER(compressor), text, len, G_MAXUINT / 2);
    g_free(text);
    path = path_of(cache, key);
    folder = g_path_get_dirname(path);
    if (packed == NULL || g_mkdir_with_parents(folder, 0700) != 0)
        return;
    g_file_set_contents(path, (const char *)packed->data, packed->len, NULL);
}

static Document *parse(const char *text, gsize len)
{
    g_autoptr(JsonValue) json = json_parse(text, len, NULL);

    return json == NULL ? NULL : document_from_json(json, NULL);
}

Document *document_cache_load(const DocumentCache *cache, const char *key)
{
    g_autofree char *path = NULL;
    g_autofree char *packed = NULL;
    gsize packed_len;
    g_autoptr(GZlibDecompressor) decompressor = NULL;
    g_autoptr(GByteArray) text = NULL;

    if (cache->dir == NULL) {
        GBytes *bytes = g_hash_table_lookup(cache->memory, key);

        return bytes == NULL ? NULL
                             : parse(g_bytes_get_data(bytes, NULL),
                                     g_bytes_get_size(bytes));
    }
    path = path_of(cache, key);
    if (!g_file_get_contents(path, &packed, &packed_len, NULL))
        return NULL;
    decompressor = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    text = convert(G_CONVERTER(decompressor), packed, packed_len,
                   JSON_TEXT_MAX_LEN);
    if (text == NULL)
        return NULL;
    utime(path, NULL); /* used: not to be pruned */
    return parse((const char *)text->data, text->len);
}

static void folder_prune(const char *folder, time_t before)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct stat info;

        if (g_str_has_suffix(name, ".json.gz") && stat(path, &info) == 0 &&
            info.st_mtime < before)
            g_unlink(path);
    }
}

void document_cache_prune(const DocumentCache *cache)
{
    time_t before =
        (time_t)(g_get_real_time() / G_USEC_PER_SEC) - UNUSED_DAYS * 86400;
    g_autoptr(GDir) dir = NULL;
    const char *name;

    if (cache->dir == NULL)
        return;
    dir = g_dir_open(cache->dir, 0, NULL);
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *folder = g_build_filename(cache->dir, name, NULL);

        if (strlen(name) == 2)
            folder_prune(folder, before);
    }
}
