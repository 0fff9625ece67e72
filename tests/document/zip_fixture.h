/*
 * zip_fixture.h - office packages that a test spells out
 */
#ifndef TESTS_DOCUMENT_ZIP_FIXTURE_H
#define TESTS_DOCUMENT_ZIP_FIXTURE_H

#include <string.h>

#include <glib.h>
#include <zip.h>

/* A zip of name, content, name, content, ... NULL. */
static inline GByteArray *zip_make(const char *const *parts)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    GByteArray *bytes = g_byte_array_new();
    zip_stat_t stat;

    g_assert(zip != NULL);
    zip_source_keep(source);
    for (; parts[0] != NULL; parts += 2) {
        zip_source_t *part =
            zip_source_buffer(zip, parts[1], strlen(parts[1]), 0);
        zip_int64_t index = zip_file_add(zip, parts[0], part, 0);

        g_assert(index >= 0);
    }
    g_assert(zip_close(zip) == 0);
    g_assert(zip_source_stat(source, &stat) == 0);
    g_byte_array_set_size(bytes, (guint)stat.size);
    g_assert(zip_source_open(source) == 0);
    g_assert(zip_source_read(source, bytes->data, stat.size) ==
             (zip_int64_t)stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

#define OOXML_RELATIONS(rows)                                                  \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"    \
    "relationships'>" rows "</Relationships>"

#define OOXML_RELATION(id, type, target)                                       \
    "<Relationship Id='" id                                                    \
    "' Type='http://schemas.openxmlformats.org/officeDocument/2006/"           \
    "relationships/" type "' Target='" target "'/>"

#define OOXML_LINK(id, target)                                                 \
    "<Relationship Id='" id                                                    \
    "' Type='http://schemas.openxmlformats.org/officeDocument/2006/"           \
    "relationships/hyperlink' Target='" target "' TargetMode='External'/>"

#endif
