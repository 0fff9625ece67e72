/*
 * config_value.h - one scalar of the config: read, range-checked, shown
 *
 * Takes    a YAML scalar and its row of the table of keys
 * Gives    the value at the row's offset of the section's struct
 * Errors   a fault at the scalar; the value is then untouched
 */
#ifndef APP_CONFIG_VALUE_H
#define APP_CONFIG_VALUE_H

#include "app/config_keys.h"
#include "base/yaml.h"

/* TRUE when @node was good and its value stands in @base. @dir: what a path
 * is relative to. */
gboolean config_value_read(const ConfigKey *key, const YamlNode *node,
                           const char *dir, gpointer base, GPtrArray *faults);

/* The one of the key's choices that @node names, owned by the caller; NULL
 * after a fault. */
char *config_choice_read(const ConfigKey *key, const YamlNode *node,
                         GPtrArray *faults);

/* Puts the built-in value of @key, if it has one, into @base. */
void config_value_default(const ConfigKey *key, gpointer base);

/* The value of @key in @base as it would be written; NULL when not set.
 * Owned by the caller. */
char *config_value_show(const ConfigKey *key, gconstpointer base);

/* "94.07" as 9407; FALSE when @text is no score. Exact: no binary floating
 * point. */
gboolean score_parse(const char *text, gint64 *hundredths);
/* "30s" as 30000; FALSE when @text is no duration. */
gboolean duration_parse(const char *text, gint64 *ms);
/* "64MiB" as 67108864; FALSE when @text is no size. */
gboolean size_parse(const char *text, gint64 *len);

/*
 * The canonical form of a web address; NULL when it is none, with what is
 * wrong and what to do. Addresses of other schemes and "#" come back as they
 * are when @submitted: an agency may have submitted them, and that is a
 * finding. Owned by the caller.
 */
char *web_address_read(const char *text, gboolean submitted, const char **wrong,
                       const char **hint);

#endif
