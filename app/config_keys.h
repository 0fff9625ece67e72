/*
 * config_keys.h - the table of every key that config.yaml may hold
 *
 * One row a key: where it stands, what it takes, in which unit and range,
 * what holds when it is absent, and one sentence. The reader, the reference
 * (docs/CONFIG.md), the JSON Schema and `config show` all come from it.
 */
#ifndef APP_CONFIG_KEYS_H
#define APP_CONFIG_KEYS_H

#include <glib.h>

typedef enum {
    KEY_TEXT,
    KEY_PATH,  /* relative to the config file */
    KEY_URL,   /* http or https */
    KEY_WORDS, /* a text, or { th: ..., en: ... } */
    KEY_INT,
    KEY_BOOL,
    KEY_DURATION,    /* "500ms", "30s", "2m"; held in ms */
    KEY_SIZE,        /* "64MiB", "10MB", bytes */
    KEY_SCORE,       /* 0-100 with up to two decimals; held in hundredths */
    KEY_CHOICE,      /* one of @choices */
    KEY_ID,          /* letters, digits, "-", "_" */
    KEY_CHOICE_LIST, /* some of @choices */
    KEY_CIDR_LIST,
    KEY_SECTION, /* keys of its own, in the same struct as @offset says */
    KEY_AGENCIES,
    KEY_MAPS,
    KEY_SUBMISSIONS,
    KEY_DECISIONS,
    KEY_OWNERS,
    KEY_MEMBER, /* read by the section above it; here for the reference */
    KEY_TYPE_COUNT
} KeyType;

typedef struct {
    const char *section; /* "", "crawler", "agencies[]", ... */
    const char *name;
    KeyType type;
    gboolean required;
    gsize offset; /* of the value in the section's struct */
    gint64 min, max;
    const char *fallback; /* as it would be written; NULL: not set */
    const char *const *choices;
    const char *th, *en;
    const char *example;
} ConfigKey;

const ConfigKey *config_keys(gsize *count);
/* NULL when @section has no such key. */
const ConfigKey *config_key_find(const char *section, const char *name);
/* Names in @section, NULL-ended; the array is the caller's. */
const char **config_key_names(const char *section);

const char *key_type_name(KeyType type);
/* What may be written, for people: "30s, 500ms or 2m". */
const char *key_type_help(KeyType type);
/* TRUE for a single value that an environment variable can give. */
gboolean key_type_is_scalar(KeyType type);
/* "OIT_AUDIT_CRAWLER_TIMEOUT", or NULL where none is looked at; owned by the
 * caller. */
char *config_key_env(const ConfigKey *key);

#endif
