#include "document/package.h"

#include <string.h>

#include <zip.h>

#include "base/limits.h"
#include "document/xml.h"

enum {
    CHUNK_LEN = 1 << 16,
    RATIO_FREE_LEN = 1 << 20, /* small parts may shrink as they like */
    RELATIONS_MAX = 100000,
};

/* All parts of one file together. */
#define PACKAGE_TOTAL_MAX_LEN (4ull * PACKAGE_PART_MAX_LEN)

struct Package {
    zip_t *zip;
    gsize packed_len; /* of the whole file: no part is packed larger */
    guint64 unpacked_len;
};

Package *package_open(const char *bytes, gsize len, ReadReason *reason)
{
    zip_source_t *source = zip_source_buffer_create(bytes, len, 0, NULL);
    Package *package;
    zip_t *zip;

    *reason = READ_BROKEN_FILE;
    if (source == NULL)
        return NULL;
    zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (zip == NULL) {
        zip_source_free(source);
        return NULL;
    }
    if (zip_get_num_entries(zip, 0) > PACKAGE_ENTRIES_MAX) {
        *reason = READ_BOMB;
        zip_discard(zip);
        return NULL;
    }
    *reason = READ_OK;
    package = g_new0(Package, 1);
    package->zip = zip;
    package->packed_len = len;
    return package;
}

void package_free(Package *package)
{
    if (package == NULL)
        return;
    zip_discard(package->zip);
    g_free(package);
}

static zip_int64_t locate(const Package *package, const char *name)
{
    zip_int64_t index = zip_name_locate(package->zip, name, 0);

    /* Some writers and Windows disagree about capitals. */
    return index >= 0 ? index
                      : zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
}

gboolean package_has(const Package *package, const char *name)
{
    return locate(package, name) >= 0;
}

/* Unpacks until the end or a limit. */
static GByteArray *part_unpack(Package *package, zip_file_t *file,
                               guint64 packed_len, ReadReason *reason)
{
    GByteArray *part = g_byte_array_new();
    guint8 *chunk = g_malloc(CHUNK_LEN);
    zip_int64_t got;

    *reason = READ_OK;
    while ((got = zip_fread(file, chunk, CHUNK_LEN)) > 0 &&
           *reason == READ_OK) {
        package->unpacked_len += (guint64)got;
        if (part->len + (guint64)got > PACKAGE_PART_MAX_LEN ||
            package->unpacked_len > PACKAGE_TOTAL_MAX_LEN)
            *reason = READ_TOO_LARGE;
        if (part->len > RATIO_FREE_LEN &&
            part->len / PACKAGE_RATIO_MAX > packed_len)
            *reason = READ_BOMB;
        if (*reason == READ_OK)
            g_byte_array_append(part, chunk, (guint)got);
    }
    if (got < 0)
        *reason = READ_BROKEN_FILE;
    g_free(chunk);
    return part;
}

char *package_part_read(Package *package, const char *name, gsize *len,
                        ReadReason *reason)
{
    zip_int64_t index = locate(package, name);
    guint64 packed_len = package->packed_len;
    zip_stat_t stat;
    zip_file_t *file;
    GByteArray *part;

    *reason = READ_OK;
    *len = 0;
    if (index < 0)
        return NULL;
    if (zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) == 0) {
        if ((stat.valid & ZIP_STAT_COMP_SIZE) != 0)
            packed_len = MIN(packed_len, stat.comp_size);
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
            stat.encryption_method != ZIP_EM_NONE)
            *reason = READ_ENCRYPTED;
    }
    if (*reason != READ_OK)
        return NULL;
    file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (file == NULL) {
        *reason = READ_BROKEN_FILE;
        return NULL;
    }
    part = part_unpack(package, file, packed_len, reason);
    zip_fclose(file);
    if (*reason != READ_OK) {
        g_byte_array_unref(part);
        return NULL;
    }
    *len = part->len;
    g_byte_array_append(part, (const guint8 *)"", 1);
    return (char *)g_byte_array_free(part, FALSE);
}

/* --- relations ----------------------------------------------------------- */

static void relation_free(gpointer data)
{
    Relation *relation = data;

    g_free(relation->type);
    g_free(relation->target);
    g_free(relation);
}

/* "../media/a.png" seen from "word/document.xml": "media/a.png". */
static char *part_resolve(const char *part, const char *target)
{
    const char *slash = strrchr(part, '/');
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *joined = NULL;
    g_auto(GStrv) split = NULL;

    if (*target == '/' || slash == NULL)
        joined = g_strdup(target);
    else
        joined = g_strdup_printf("%.*s/%s", (int)(slash - part), part, target);
    split = g_strsplit(joined, "/", -1);
    for (char **name = split; *name != NULL; name++) {
        if (strcmp(*name, "..") == 0 && names->len > 0)
            g_ptr_array_set_size(names, (gint)names->len - 1);
        else if (**name != '\0' && strcmp(*name, ".") != 0 &&
                 strcmp(*name, "..") != 0)
            g_ptr_array_add(names, *name);
    }
    g_ptr_array_add(names, NULL);
    return g_strjoinv("/", (char **)names->pdata);
}

static char *relations_part(const char *part)
{
    const char *slash = strrchr(part, '/');
    const char *name = slash == NULL ? part : slash + 1;

    return g_strdup_printf("%.*s_rels/%s.rels", (int)(name - part), part, name);
}

static void relation_add(GHashTable *relations, XmlReader *reader,
                         const char *part)
{
    char *id = xml_reader_attribute(reader, "Id");
    g_autofree char *type = xml_reader_attribute(reader, "Type");
    g_autofree char *target = xml_reader_attribute(reader, "Target");
    g_autofree char *mode = xml_reader_attribute(reader, "TargetMode");
    const char *slash;
    Relation *relation;

    if (id == NULL || type == NULL || target == NULL ||
        g_hash_table_size(relations) >= RELATIONS_MAX) {
        g_free(id);
        return;
    }
    slash = strrchr(type, '/');
    relation = g_new0(Relation, 1);
    relation->type = g_strdup(slash == NULL ? type : slash + 1);
    relation->external = g_strcmp0(mode, "External") == 0;
    relation->target =
        relation->external ? g_strdup(target) : part_resolve(part, target);
    g_hash_table_replace(relations, id, relation);
}

GHashTable *package_relations_read(Package *package, const char *part)
{
    GHashTable *relations =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, relation_free);
    g_autofree char *name = relations_part(part);
    ReadReason reason;
    gsize len;
    g_autofree char *bytes = package_part_read(package, name, &len, &reason);
    g_autoptr(XmlReader) reader = NULL;

    if (bytes == NULL)
        return relations;
    reader = xml_reader_new(bytes, len);
    for (;;) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT)
            return relations;
        if (event == XML_EVENT_START && xml_reader_is(reader, "Relationship"))
            relation_add(relations, reader, part);
    }
}

const char *relations_find(GHashTable *relations, const char *type)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, relations);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Relation *relation = value;

        if (!relation->external && strcmp(relation->type, type) == 0)
            return relation->target;
    }
    return NULL;
}
