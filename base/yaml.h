/*
 * yaml.h - YAML as a tree of nodes that know where they stand
 *
 * Takes    a file or text, UTF-8
 * Gives    a tree; all scalars are strings, as written (01 stays "01")
 * Units    line and column from 1, columns in code points
 * Limits   YAML_FILE_MAX_LEN, YAML_DEPTH_MAX, YAML_NODES_MAX
 * Errors   faults in the list given; NULL when there is no tree
 *
 * Duplicate keys, anchors, aliases, merge keys and tags are faults: what is
 * not understood is never silently dropped. After those a tree still comes
 * back, so that the caller can look for more faults in it; a file is good
 * only when the list stayed empty. The only module that sees libyaml.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <glib.h>

typedef enum { YAML_SCALAR, YAML_LIST, YAML_MAP } YamlKind;

typedef struct YamlNode YamlNode;
typedef struct YamlFile YamlFile;

struct YamlNode {
    YamlKind kind;
    int line, column;
    const YamlFile *file;
    char *text;       /* scalar: its value; never NULL for scalars */
    gboolean quoted;  /* scalar: written in quotes or as a block */
    GPtrArray *items; /* list: YamlNode*; map: values, in order */
    GPtrArray *keys;  /* map: key nodes (scalars), same order as items */
};

struct YamlFile {
    char *path;    /* as the user named it */
    char *content; /* the whole text, for excerpts */
    YamlNode *root;
    GArray *lines_at; /* gsize: byte where each line begins */
};

YamlFile *yaml_file_read(const char *path, GPtrArray *faults);
/* @name stands for the path in faults. */
YamlFile *yaml_text_read(const char *text, gsize len, const char *name,
                         GPtrArray *faults);
void yaml_file_free(YamlFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlFile, yaml_file_free)

/* The value of @key in a map, or NULL (also when @map is NULL or no map). */
const YamlNode *yaml_find(const YamlNode *map, const char *key);
/* The key node of @key, for faults about the key itself, or NULL. */
const YamlNode *yaml_find_key(const YamlNode *map, const char *key);
/* Text of a scalar, or NULL when @node is NULL or no scalar. Borrowed. */
const char *yaml_string(const YamlNode *node);

/* Adds a fault at @node with the excerpt of its line. */
void yaml_fault(GPtrArray *faults, const YamlNode *node, const char *hint,
                const char *format, ...) G_GNUC_PRINTF(4, 5);

/*
 * Adds a fault for each key of @map that is not among @keys (NULL-ended),
 * with the nearest one as the hint. TRUE when all were known.
 */
gboolean yaml_keys_check(const YamlNode *map, const char *const *keys,
                         GPtrArray *faults);

/* Whole numbers and yes/no words; FALSE when @text is neither. */
gboolean yaml_int(const YamlNode *node, gint64 *value);
gboolean yaml_bool(const YamlNode *node, gboolean *value);

#endif
