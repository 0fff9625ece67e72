/*
 * package.h - zip containers of office files; the only module that sees
 * libzip while reading
 *
 * Takes    bytes of a whole file, borrowed until package_free()
 * Gives    parts by name, unpacked within limits
 * Limits   PACKAGE_ENTRIES_MAX, PACKAGE_PART_MAX_LEN, PACKAGE_RATIO_MAX
 * Errors   a ReadReason with a sentence; sizes that the file states are never
 *          believed
 */
#ifndef DOCUMENT_PACKAGE_H
#define DOCUMENT_PACKAGE_H

#include "document/document.h"

typedef struct Package Package;

/* NULL with @reason (READ_BROKEN_FILE, READ_ENCRYPTED, READ_BOMB) set. */
Package *package_open(const char *bytes, gsize len, ReadReason *reason);
void package_free(Package *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Package, package_free)

gboolean package_has(const Package *package, const char *name);

/*
 * The unpacked part, 0-terminated, owned by the caller. NULL when there is no
 * such part (@reason READ_OK) or it can not be unpacked (@reason says why).
 */
char *package_part_read(Package *package, const char *name, gsize *len,
                        ReadReason *reason);

/* --- relations of OOXML parts -------------------------------------------- */

typedef struct {
    char *type;   /* last word of the type's address: "hyperlink", ... */
    char *target; /* a part's name, or an address when @external */
    gboolean external;
} Relation;

/* Relations of @part ("" for the package) by id: char* to Relation*; empty
 * when there are none. */
GHashTable *package_relations_read(Package *package, const char *part);

/* Target of the first relation of @type, borrowed; or NULL. */
const char *relations_find(GHashTable *relations, const char *type);

#endif
