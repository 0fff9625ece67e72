#include <yaml.h>

#include "base/fault.h"
#include "base/limits.h"
#include "base/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/*
 * libyaml's events become our own tree. Its own loader is not used: it keeps
 * duplicate keys silently and takes quadratic time on deep nesting.
 */

/* One open list or map. */
typedef struct {
    YamlNode *node;
    YamlNode *key;    /* map: key waiting for its value */
    gboolean skipped; /* map: the next value has no usable key */
    GHashTable *seen; /* map: key text -> key node, for duplicates */
} Level;

typedef struct {
    YamlFile *file;
    GPtrArray *faults;
    GArray *levels; /* Level, the innermost last */
    gsize nodes_count;
    guint documents_count;
    gboolean stopped; /* a limit was crossed: no tree */
} Builder;

/* --- nodes and files --------------------------------------------------------
 */

static void node_free(gpointer data)
{
    YamlNode *node = data;

    if (node == NULL)
        return;
    g_free(node->text);
    g_clear_pointer(&node->items, g_ptr_array_unref);
    g_clear_pointer(&node->keys, g_ptr_array_unref);
    g_free(node);
}

static YamlNode *node_new(const YamlFile *file, YamlKind kind,
                          const yaml_mark_t *mark)
{
    YamlNode *node = g_new0(YamlNode, 1);

    node->kind = kind;
    node->file = file;
    node->line = (int)mark->line + 1;
    node->column = (int)mark->column + 1;
    if (kind != YAML_SCALAR)
        node->items = g_ptr_array_new_with_free_func(node_free);
    if (kind == YAML_MAP)
        node->keys = g_ptr_array_new_with_free_func(node_free);
    return node;
}

/* libyaml also ends lines at NEL, LS and PS; its line numbers follow. */
static gsize break_len(const char *p)
{
    const guchar *u = (const guchar *)p;

    if (u[0] == '\r')
        return u[1] == '\n' ? 2 : 1;
    if (u[0] == '\n')
        return 1;
    if (u[0] == 0xC2 && u[1] == 0x85)
        return 2;
    if (u[0] == 0xE2 && u[1] == 0x80 && (u[2] == 0xA8 || u[2] == 0xA9))
        return 3;
    return 0;
}

static GArray *index_lines(const char *content)
{
    GArray *lines_at = g_array_new(FALSE, FALSE, sizeof(gsize));
    gsize at = 0;

    g_array_append_val(lines_at, at);
    while (content[at] != '\0') {
        gsize len = break_len(content + at);

        at += MAX(len, 1);
        if (len > 0)
            g_array_append_val(lines_at, at);
    }
    return lines_at;
}

static YamlFile *file_new(const char *path, const char *text, gsize len)
{
    YamlFile *file = g_new0(YamlFile, 1);

    file->path = g_strdup(path);
    file->content = g_strndup(text, len);
    file->lines_at = index_lines(file->content);
    return file;
}

void yaml_file_free(YamlFile *file)
{
    if (file == NULL)
        return;
    node_free(file->root);
    g_array_unref(file->lines_at);
    g_free(file->content);
    g_free(file->path);
    g_free(file);
}

/* Owned by the caller; NULL when there is no such line. */
static char *line_text(const YamlFile *file, int line)
{
    const char *start, *end;

    if (line < 1 || (guint)line > file->lines_at->len)
        return NULL;
    start = file->content + g_array_index(file->lines_at, gsize, line - 1);
    for (end = start; *end != '\0' && break_len(end) == 0;)
        end++;
    return g_strndup(start, (gsize)(end - start));
}

static void fault_at(GPtrArray *faults, const YamlFile *file, int line,
                     int column, const char *hint, const char *message)
{
    g_autofree char *excerpt =
        faults->len < FAULT_PRINTED_MAX ? line_text(file, line) : NULL;

    fault_add(faults, file->path, line, column, excerpt, hint, "%s", message);
}

void yaml_fault(GPtrArray *faults, const YamlNode *node, const char *hint,
                const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    fault_at(faults, node->file, node->line, node->column, hint, message);
}

/* --- building ---------------------------------------------------------------
 */

static void level_clear(gpointer data)
{
    Level *level = data;

    node_free(level->key);
    g_clear_pointer(&level->seen, g_hash_table_unref);
}

static Level *innermost(Builder *b)
{
    if (b->levels->len == 0)
        return NULL;
    return &g_array_index(b->levels, Level, b->levels->len - 1);
}

/* FALSE when @key can not stand as a key; the fault is then told. */
static gboolean key_is_good(Builder *b, const Level *level, YamlNode *key)
{
    const YamlNode *first;

    if (key->kind != YAML_SCALAR) {
        yaml_fault(b->faults, key, NULL, "a key must be a word");
        return FALSE;
    }
    if (!key->quoted && strcmp(key->text, "<<") == 0) {
        yaml_fault(b->faults, key, "write the keys out",
                   "merge keys (<<) are not used here");
        return FALSE;
    }
    first = g_hash_table_lookup(level->seen, key->text);
    if (first != NULL) {
        yaml_fault(b->faults, key, "keep one of the two",
                   "'%s' is given twice (first in line %d)", key->text,
                   first->line);
        return FALSE;
    }
    return TRUE;
}

static void add_to_map(Builder *b, Level *level, YamlNode *node)
{
    if (level->skipped) {
        level->skipped = FALSE;
        node_free(node);
        return;
    }
    if (level->key != NULL) {
        g_ptr_array_add(level->node->keys, g_steal_pointer(&level->key));
        g_ptr_array_add(level->node->items, node);
        return;
    }
    if (!key_is_good(b, level, node)) {
        level->skipped = TRUE;
        node_free(node);
        return;
    }
    level->key = node;
    g_hash_table_insert(level->seen, node->text, node);
}

/* Puts a finished node where it belongs. */
static void add_node(Builder *b, YamlNode *node)
{
    Level *level = innermost(b);

    if (level == NULL && b->file->root == NULL)
        b->file->root = node;
    else if (level == NULL)
        node_free(node); /* a second document: its fault is told already */
    else if (level->node->kind == YAML_LIST)
        g_ptr_array_add(level->node->items, node);
    else
        add_to_map(b, level, node);
}

static void open_level(Builder *b, YamlNode *node)
{
    Level level = { .node = node };

    if (b->levels->len >= YAML_DEPTH_MAX) {
        yaml_fault(b->faults, node, NULL, "nested deeper than %d levels",
                   YAML_DEPTH_MAX);
        b->stopped = TRUE;
        node_free(node);
        return;
    }
    if (node->kind == YAML_MAP)
        level.seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_array_append_val(b->levels, level);
}

static void close_level(Builder *b)
{
    Level *level = innermost(b);
    YamlNode *node = level->node;

    level_clear(level);
    level->key = NULL;
    g_array_set_size(b->levels, b->levels->len - 1);
    add_node(b, node);
}

static void count_node(Builder *b, const YamlNode *node)
{
    if (++b->nodes_count <= YAML_NODES_MAX || b->stopped)
        return;
    yaml_fault(b->faults, node, "split the file",
               "more than %d values in one file", YAML_NODES_MAX);
    b->stopped = TRUE;
}

static void check_anchor_and_tag(Builder *b, const YamlNode *node,
                                 const yaml_char_t *anchor,
                                 const yaml_char_t *tag)
{
    if (anchor != NULL)
        yaml_fault(b->faults, node,
                   "remove it; write texts that begin with "
                   "'&' in quotes",
                   "anchors (&%s) are not used here", (const char *)anchor);
    if (tag != NULL)
        yaml_fault(b->faults, node,
                   "remove it; write texts that begin with "
                   "'!' in quotes",
                   "tags (%s) are not used here", (const char *)tag);
}

static void take_scalar(Builder *b, const yaml_event_t *event)
{
    YamlNode *node = node_new(b->file, YAML_SCALAR, &event->start_mark);
    const char *value = (const char *)event->data.scalar.value;
    gsize len = event->data.scalar.length;

    node->text = g_strndup(value, len);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    check_anchor_and_tag(b, node, event->data.scalar.anchor,
                         event->data.scalar.tag);
    if (strlen(node->text) != len)
        yaml_fault(b->faults, node, NULL, "a text must not hold \\0");
    count_node(b, node);
    add_node(b, node);
}

static void take_alias(Builder *b, const yaml_event_t *event)
{
    YamlNode *node = node_new(b->file, YAML_SCALAR, &event->start_mark);

    node->text = g_strdup_printf("*%s", event->data.alias.anchor);
    yaml_fault(b->faults, node,
               "write the value out; write texts that begin with '*' in "
               "quotes",
               "aliases (%s) are not used here", node->text);
    count_node(b, node);
    add_node(b, node);
}

static void take_start(Builder *b, const yaml_event_t *event)
{
    gboolean map = event->type == YAML_MAPPING_START_EVENT;
    YamlNode *node =
        node_new(b->file, map ? YAML_MAP : YAML_LIST, &event->start_mark);

    if (map)
        check_anchor_and_tag(b, node, event->data.mapping_start.anchor,
                             event->data.mapping_start.tag);
    else
        check_anchor_and_tag(b, node, event->data.sequence_start.anchor,
                             event->data.sequence_start.tag);
    count_node(b, node);
    open_level(b, node);
}

static void take_document(Builder *b, const yaml_event_t *event)
{
    int line = (int)event->start_mark.line + 1;
    int column = (int)event->start_mark.column + 1;

    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end)
        fault_at(b->faults, b->file, line, column, "remove the line",
                 "directives (%) are not used here");
    if (++b->documents_count == 2)
        fault_at(b->faults, b->file, line, column, "remove the '---' line",
                 "a file holds one document only");
}

static void take_event(Builder *b, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        take_document(b, event);
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(b, event);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(b, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        take_start(b, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_level(b);
        break;
    default:
        return;
    }
}

/* --- what libyaml complains about -------------------------------------------
 */

static const struct {
    const char *problem, *hint;
} parser_hints[] = {
    { "mapping values are not allowed",
      "put a text that holds ': ' in quotes; keys of one map begin in one "
      "column" },
    { "could not find expected ':'",
      "a key ends in ': ', with a space after the colon" },
    { "cannot start any token",
      "indent with spaces, not tabs; put texts that begin with @ ` % in "
      "quotes" },
    { "tab character", "indent with spaces, not tabs" },
    { "did not find expected '-' indicator",
      "the '-' of one list stand in one column" },
    { "did not find expected key", "keys of one map begin in one column" },
    { "did not find expected ',' or ']'", "a '[' is not closed" },
    { "did not find expected ',' or '}'", "a '{' is not closed" },
    { "unexpected end of stream", "what begins here is never closed" },
    { "unknown escape character", "use single quotes, where \\ means itself" },
};

static const char *parser_hint(const char *problem)
{
    for (gsize i = 0; i < G_N_ELEMENTS(parser_hints); i++) {
        if (strstr(problem, parser_hints[i].problem) != NULL)
            return parser_hints[i].hint;
    }
    return NULL;
}

/* Line and column of byte @at. */
static void locate(const YamlFile *file, gsize at, int *line, int *column)
{
    const GArray *lines_at = file->lines_at;
    guint low = 0, high = lines_at->len;
    const char *start;

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(lines_at, gsize, middle) <= at)
            low = middle;
        else
            high = middle;
    }
    start = file->content + g_array_index(lines_at, gsize, low);
    *line = (int)low + 1;
    *column = 1;
    for (const char *p = start; p < file->content + at; p++)
        *column += ((guchar)*p & 0xC0) != 0x80;
}

static void tell_parser_fault(const yaml_parser_t *parser, const YamlFile *file,
                              GPtrArray *faults)
{
    const char *problem = parser->problem != NULL ? parser->problem : "no YAML";
    const yaml_mark_t *mark = &parser->problem_mark;
    g_autofree char *message = NULL;
    int line, column;

    /* "End of stream" is true of the last line and useless there. */
    if (parser->context != NULL && (strstr(problem, "end of stream") != NULL ||
                                    strstr(problem, "expected ',' or") != NULL))
        mark = &parser->context_mark;
    line = (int)mark->line + 1;
    column = (int)mark->column + 1;
    if (parser->error == YAML_READER_ERROR)
        locate(file, MIN(parser->problem_offset, strlen(file->content)), &line,
               &column);

    message = parser->context == NULL
                  ? g_strdup(problem)
                  : g_strdup_printf("%s (%s)", problem, parser->context);
    fault_at(faults, file, line, column, parser_hint(problem), message);
}

/* --- reading ----------------------------------------------------------------
 */

/* Runs the events through @b; FALSE when there is no tree. */
static gboolean build(Builder *b)
{
    yaml_parser_t parser;
    gboolean done = FALSE;

    if (!yaml_parser_initialize(&parser))
        g_error("out of memory");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser,
                                 (const unsigned char *)b->file->content,
                                 strlen(b->file->content));
    while (!done && !b->stopped) {
        yaml_event_t event;

        if (!yaml_parser_parse(&parser, &event)) {
            tell_parser_fault(&parser, b->file, b->faults);
            b->stopped = TRUE;
            break;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        take_event(b, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return !b->stopped;
}

static void builder_clear(Builder *b)
{
    for (guint i = 0; i < b->levels->len; i++) {
        Level *level = &g_array_index(b->levels, Level, i);

        level_clear(level);
        node_free(level->node);
    }
    g_array_unref(b->levels);
}

/* TRUE when @text is UTF-8 without NUL; else the fault is told. */
static gboolean check_encoding(const char *text, gsize len, const char *name,
                               GPtrArray *faults)
{
    const char *end;
    int line, column;

    if (len >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 ||
                     memcmp(text, "\xFE\xFF", 2) == 0)) {
        fault_add(faults, name, 0, 0, NULL, "save it as UTF-8",
                  "the file is UTF-16");
        return FALSE;
    }
    if (g_utf8_validate_len(text, len, &end))
        return TRUE;

    g_autoptr(YamlFile) file = file_new(name, text, (gsize)(end - text));

    locate(file, (gsize)(end - text), &line, &column);
    if (*end == '\0') {
        fault_at(faults, file, line, column, NULL,
                 "a NUL byte: this is no text file");
    } else {
        g_autofree char *message =
            g_strdup_printf("byte 0x%02X is not UTF-8", (guchar)*end);

        fault_at(faults, file, line, column,
                 "save the file as UTF-8 (it may be TIS-620 or windows-874)",
                 message);
    }
    return FALSE;
}

YamlFile *yaml_text_read(const char *text, gsize len, const char *name,
                         GPtrArray *faults)
{
    g_autoptr(YamlFile) file = NULL;
    Builder b = { .faults = faults };
    gboolean good;

    if (len > YAML_FILE_MAX_LEN) {
        fault_add(faults, name, 0, 0, NULL, "split the file",
                  "larger than %u MiB", YAML_FILE_MAX_LEN >> 20);
        return NULL;
    }
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    if (!check_encoding(text, len, name, faults))
        return NULL;

    file = file_new(name, text, len);
    b.file = file;
    b.levels = g_array_new(FALSE, TRUE, sizeof(Level));
    good = build(&b);
    builder_clear(&b);
    if (!good)
        return NULL;
    if (file->root == NULL) {
        fault_add(faults, name, 0, 0, NULL, NULL, "the file is empty");
        return NULL;
    }
    return g_steal_pointer(&file);
}

/* Reads at most one byte over the limit; -1 with errno on failure. */
static gssize read_bounded(int fd, GString *out)
{
    char buffer[65536];
    gssize got;

    while (out->len <= YAML_FILE_MAX_LEN) {
        got = read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got;
        g_string_append_len(out, buffer, got);
    }
    return 0;
}

YamlFile *yaml_file_read(const char *path, GPtrArray *faults)
{
    GString *content;
    YamlFile *file = NULL;
    int fd;

    fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0) {
        fault_add(faults, path, 0, 0, NULL, NULL, "cannot be opened: %s",
                  g_strerror(errno));
        return NULL;
    }
    content = g_string_new(NULL);
    if (read_bounded(fd, content) < 0) {
        int cause = errno;

        fault_add(faults, path, 0, 0, NULL,
                  cause == EISDIR ? "name a file in it" : NULL,
                  "cannot be read: %s", g_strerror(cause));
    } else {
        file = yaml_text_read(content->str, content->len, path, faults);
    }
    close(fd);
    g_string_free(content, TRUE);
    return file;
}

/* --- asking -----------------------------------------------------------------
 */

static gboolean find_index(const YamlNode *map, const char *key, guint *index)
{
    if (map == NULL || map->kind != YAML_MAP)
        return FALSE;
    for (guint i = 0; i < map->keys->len; i++) {
        const YamlNode *node = g_ptr_array_index(map->keys, i);

        if (strcmp(node->text, key) == 0) {
            *index = i;
            return TRUE;
        }
    }
    return FALSE;
}

const YamlNode *yaml_find(const YamlNode *map, const char *key)
{
    guint i;

    return find_index(map, key, &i) ? g_ptr_array_index(map->items, i) : NULL;
}

const YamlNode *yaml_find_key(const YamlNode *map, const char *key)
{
    guint i;

    return find_index(map, key, &i) ? g_ptr_array_index(map->keys, i) : NULL;
}

const char *yaml_string(const YamlNode *node)
{
    return node != NULL && node->kind == YAML_SCALAR ? node->text : NULL;
}

gboolean yaml_keys_check(const YamlNode *map, const char *const *keys,
                         GPtrArray *faults)
{
    gsize count = g_strv_length((char **)keys);
    gboolean good = TRUE;

    if (map == NULL)
        return TRUE;
    if (map->kind != YAML_MAP) {
        yaml_fault(faults, map, NULL, "keys with values are expected here");
        return FALSE;
    }
    for (guint i = 0; i < map->keys->len; i++) {
        const YamlNode *key = g_ptr_array_index(map->keys, i);
        const char *near;
        g_autofree char *hint = NULL;

        if (g_strv_contains(keys, key->text))
            continue;
        good = FALSE;
        near = fault_nearest(key->text, keys, count);
        if (near != NULL)
            hint = g_strdup_printf("did you mean '%s'?", near);
        yaml_fault(faults, key, hint, "unknown key '%s'", key->text);
    }
    return good;
}

gboolean yaml_int(const YamlNode *node, gint64 *value)
{
    const char *text = yaml_string(node);

    return text != NULL && g_ascii_string_to_signed(text, 10, G_MININT64,
                                                    G_MAXINT64, value, NULL);
}

gboolean yaml_bool(const YamlNode *node, gboolean *value)
{
    static const char *const yes[] = { "yes", "true", "on", NULL };
    static const char *const no[] = { "no", "false", "off", NULL };
    const char *text = yaml_string(node);
    g_autofree char *lower = NULL;

    if (text == NULL)
        return FALSE;
    lower = g_ascii_strdown(text, -1);
    if (!g_strv_contains(yes, lower) && !g_strv_contains(no, lower))
        return FALSE;
    *value = g_strv_contains(yes, lower);
    return TRUE;
}
