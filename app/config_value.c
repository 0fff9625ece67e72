#include "app/config_value.h"

#include <string.h>

#include "base/fault.h"
#include "base/url.h"
#include "base/words.h"

/* Digits at *@at as a number up to 10^15; FALSE when there are none or too
 * many. */
static gboolean digits_read(const char **at, gint64 *value)
{
    const char *start = *at;

    *value = 0;
    while (g_ascii_isdigit(**at) && *at - start < 15)
        *value = *value * 10 + (*(*at)++ - '0');
    return *at > start && !g_ascii_isdigit(**at);
}

gboolean score_parse(const char *text, gint64 *hundredths)
{
    gint64 whole, part = 0;
    const char *at = text;

    if (!digits_read(&at, &whole))
        return FALSE;
    if (*at == '.') {
        const char *start = ++at;

        if (!digits_read(&at, &part) || at - start > 2)
            return FALSE;
        if (at - start == 1)
            part *= 10;
    }
    if (*at != '\0')
        return FALSE;
    *hundredths = whole * 100 + part;
    return TRUE;
}

typedef struct {
    const char *name;
    gint64 factor;
} Unit;

static gboolean unit_parse(const char *text, const Unit *units, gsize count,
                           gint64 *value)
{
    const char *at = text;

    if (!digits_read(&at, value))
        return FALSE;
    while (*at == ' ')
        at++;
    for (gsize i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(at, units[i].name) != 0)
            continue;
        if (*value > G_MAXINT64 / units[i].factor)
            return FALSE;
        *value *= units[i].factor;
        return TRUE;
    }
    return FALSE;
}

gboolean duration_parse(const char *text, gint64 *ms)
{
    static const Unit units[] = {
        { "ms", 1 },      { "s", 1000 },    { "m", 60000 },
        { "min", 60000 }, { "h", 3600000 },
    };

    return unit_parse(text, units, G_N_ELEMENTS(units), ms);
}

gboolean size_parse(const char *text, gint64 *len)
{
    static const Unit units[] = {
        { "B", 1 },           { "KiB", 1 << 10 }, { "KB", 1000 },
        { "MiB", 1 << 20 },   { "MB", 1000000 },  { "GiB", 1 << 30 },
        { "GB", 1000000000 },
    };

    return unit_parse(text, units, G_N_ELEMENTS(units), len);
}

static gboolean scheme_is_known(const char *scheme)
{
    static const char *const others[] = { "ftp",        "ftps", "file",
                                          "mailto",     "tel",  "sms",
                                          "javascript", "data", "blob",
                                          "about",      "line", "intent" };

    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (g_ascii_strcasecmp(scheme, others[i]) == 0)
            return TRUE;
    return FALSE;
}

/* "https" of "https://x", owned by the caller; NULL when there is none. */
static char *scheme_of(const char *text)
{
    const char *at = text;

    while (g_ascii_isalnum(*at) || (*at != '\0' && strchr("+-.", *at) != NULL))
        at++;
    /* "www.example.go.th:8080" is a host with its port, not a scheme. */
    if (*at != ':' || at == text || !g_ascii_isalpha(*text) ||
        memchr(text, '.', (gsize)(at - text)) != NULL || g_ascii_isdigit(at[1]))
        return NULL;
    return g_strndup(text, (gsize)(at - text));
}

char *web_address_read(const char *text, gboolean submitted, const char **wrong,
                       const char **hint)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    g_autofree char *scheme = scheme_of(trimmed);
    g_autofree char *url = NULL;

    *wrong = "is no web address";
    *hint = "an address begins with https://";
    if (*trimmed == '\0') {
        *wrong = "is empty";
        return NULL;
    }
    if (submitted &&
        (*trimmed == '#' || (scheme != NULL && scheme_is_known(scheme))))
        return g_steal_pointer(&trimmed);
    if (scheme == NULL) {
        *wrong = "has no https:// at its beginning";
        *hint = "write the whole address, as in https://www.example.go.th/";
        return NULL;
    }
    if (g_ascii_strcasecmp(scheme, "http") != 0 &&
        g_ascii_strcasecmp(scheme, "https") != 0) {
        *wrong = "begins with an unknown scheme";
        *hint = "did you mean 'https://'?";
        return NULL;
    }
    url = url_resolve(NULL, trimmed);
    return g_steal_pointer(&url);
}

static void range_fault(const ConfigKey *key, const YamlNode *node,
                        GPtrArray *faults)
{
    switch (key->type) {
    case KEY_DURATION:
        yaml_fault(faults, node, NULL,
                   "'%s' must be from %" G_GINT64_FORMAT
                   "ms to %" G_GINT64_FORMAT "ms",
                   key->name, key->min, key->max);
        break;
    case KEY_SCORE:
        yaml_fault(faults, node, NULL, "'%s' must be from 0 to 100", key->name);
        break;
    default:
        yaml_fault(faults, node, NULL,
                   "'%s' must be from %" G_GINT64_FORMAT
                   " to %" G_GINT64_FORMAT,
                   key->name, key->min, key->max);
    }
}

static gboolean number_read(const ConfigKey *key, const YamlNode *node,
                            gint64 *at, GPtrArray *faults)
{
    gint64 value = 0;
    gboolean good;

    switch (key->type) {
    case KEY_DURATION:
        good = duration_parse(node->text, &value);
        break;
    case KEY_SIZE:
        good = size_parse(node->text, &value);
        break;
    case KEY_SCORE:
        good = score_parse(node->text, &value);
        break;
    default:
        good = yaml_int(node, &value);
    }
    if (!good) {
        yaml_fault(faults, node, NULL, "'%s' takes %s, not '%s'", key->name,
                   key_type_help(key->type), node->text);
        return FALSE;
    }
    if (value < key->min || value > key->max) {
        range_fault(key, node, faults);
        return FALSE;
    }
    *at = value;
    return TRUE;
}

char *config_choice_read(const ConfigKey *key, const YamlNode *node,
                         GPtrArray *faults)
{
    gsize count = g_strv_length((char **)key->choices);
    const char *near = fault_nearest(node->text, key->choices, count);
    g_autofree char *words = g_strjoinv(", ", (char **)key->choices);
    g_autofree char *hint = near != NULL
                                ? g_strdup_printf("did you mean '%s'?", near)
                                : g_strdup_printf("one of: %s", words);

    if (g_strv_contains(key->choices, node->text))
        return g_strdup(node->text);
    yaml_fault(faults, node, hint, "'%s' is no %s", node->text, key->name);
    return NULL;
}

static char *id_read(const ConfigKey *key, const YamlNode *node,
                     GPtrArray *faults)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    if (node->text[0] != '\0' && strlen(node->text) <= 64 &&
        strspn(node->text, allowed) == strlen(node->text))
        return g_strdup(node->text);
    yaml_fault(faults, node, NULL, "'%s' takes %s, not '%s'", key->name,
               key_type_help(key->type), node->text);
    return NULL;
}

static char *path_read(const char *text, const char *dir)
{
    if (g_path_is_absolute(text) || dir == NULL || strcmp(dir, ".") == 0)
        return g_strdup(text);
    return g_build_filename(dir, text, NULL);
}

static char *text_read(const ConfigKey *key, const YamlNode *node,
                       const char *dir, GPtrArray *faults)
{
    const char *wrong, *hint;
    char *text = NULL;

    if (node->text[0] == '\0') {
        yaml_fault(faults, node, "remove the key, or write its value",
                   "'%s' is empty", key->name);
        return NULL;
    }
    switch (key->type) {
    case KEY_CHOICE:
        return config_choice_read(key, node, faults);
    case KEY_ID:
        return id_read(key, node, faults);
    case KEY_PATH:
        return path_read(node->text, dir);
    case KEY_URL:
        text = web_address_read(node->text, FALSE, &wrong, &hint);
        if (text == NULL)
            yaml_fault(faults, node, hint, "'%s' of '%s' %s", node->text,
                       key->name, wrong);
        return text;
    default:
        return g_strdup(node->text);
    }
}

static gboolean bool_read(const ConfigKey *key, const YamlNode *node,
                          gboolean *at, GPtrArray *faults)
{
    if (yaml_bool(node, at))
        return TRUE;
    yaml_fault(faults, node, NULL, "'%s' takes true or false, not '%s'",
               key->name, node->text);
    return FALSE;
}

gboolean config_value_read(const ConfigKey *key, const YamlNode *node,
                           const char *dir, gpointer base, GPtrArray *faults)
{
    char *at = (char *)base + key->offset;
    char *text;

    g_assert(key_type_is_scalar(key->type));
    if (node->kind != YAML_SCALAR) {
        yaml_fault(faults, node, NULL, "'%s' takes %s", key->name,
                   key_type_help(key->type));
        return FALSE;
    }
    switch (key->type) {
    case KEY_INT:
    case KEY_DURATION:
    case KEY_SIZE:
    case KEY_SCORE:
        return number_read(key, node, (gint64 *)(gpointer)at, faults);
    case KEY_BOOL:
        return bool_read(key, node, (gboolean *)(gpointer)at, faults);
    default:
        text = text_read(key, node, dir, faults);
        if (text == NULL)
            return FALSE;
        g_free(*(char **)(gpointer)at);
        *(char **)(gpointer)at = text;
        return TRUE;
    }
}

void config_value_default(const ConfigKey *key, gpointer base)
{
    YamlNode node = { .kind = YAML_SCALAR, .text = (char *)key->fallback };
    g_autoptr(GPtrArray) faults = NULL;

    if (key->fallback == NULL || !key_type_is_scalar(key->type))
        return;
    faults = fault_list_new();
    /* A built-in value out of its own range is a bug of the table. */
    if (!config_value_read(key, &node, NULL, base, faults))
        g_assert_not_reached();
}

static char *duration_show(gint64 ms)
{
    if (ms % 1000 != 0 || ms == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT "ms", ms);
    return g_strdup_printf("%" G_GINT64_FORMAT "s", ms / 1000);
}

static char *size_show(gint64 len)
{
    if (len % (1 << 20) == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT "MiB", len >> 20);
    if (len % (1 << 10) == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT "KiB", len >> 10);
    return g_strdup_printf("%" G_GINT64_FORMAT "B", len);
}

/* -1 is "not given"; so is 0 for a score without a built-in value. */
static char *score_show(gint64 hundredths)
{
    if (hundredths < 0)
        return NULL;
    return g_strdup_printf("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT,
                           hundredths / 100, hundredths % 100);
}

char *config_value_show(const ConfigKey *key, gconstpointer base)
{
    const char *at = (const char *)base + key->offset;
    gint64 number = 0;

    switch (key->type) {
    case KEY_INT:
    case KEY_DURATION:
    case KEY_SIZE:
    case KEY_SCORE:
        number = *(const gint64 *)(gconstpointer)at;
        break;
    default:
        break;
    }
    switch (key->type) {
    case KEY_INT:
        return g_strdup_printf("%" G_GINT64_FORMAT, number);
    case KEY_DURATION:
        return duration_show(number);
    case KEY_SIZE:
        return size_show(number);
    case KEY_SCORE:
        return score_show(number);
    case KEY_BOOL:
        return g_strdup(*(const gboolean *)(gconstpointer)at ? "true"
                                                             : "false");
    default:
        return g_strdup(*(char *const *)(gconstpointer)at);
    }
}
