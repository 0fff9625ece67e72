#include "crawler/robots.h"

#include <string.h>

typedef struct {
    gboolean allow;
    char *pattern; /* canonical, '*' and a last '$' being special */
    gsize len;     /* octets: the longer is the more specific one */
} Rule;

struct Robots {
    GPtrArray *rules; /* Rule* */
    GPtrArray *sitemaps;
    gboolean closed; /* nothing may be opened */
};

static void rule_free(gpointer data)
{
    Rule *rule = data;

    g_free(rule->pattern);
    g_free(rule);
}

static Robots *robots_new(void)
{
    Robots *robots = g_new0(Robots, 1);

    robots->rules = g_ptr_array_new_with_free_func(rule_free);
    robots->sitemaps = g_ptr_array_new_with_free_func(g_free);
    return robots;
}

void robots_free(Robots *robots)
{
    if (robots == NULL)
        return;
    g_ptr_array_unref(robots->rules);
    g_ptr_array_unref(robots->sitemaps);
    g_free(robots);
}

/* --- one spelling for paths
 * ------------------------------------------------------ */

static gboolean is_unreserved(int byte)
{
    return g_ascii_isalnum(byte) || (byte != 0 && strchr("-._~", byte) != NULL);
}

/* Octets that mean the same in a query, encoded or not. */
static gboolean is_plain_in_query(int byte)
{
    return byte != 0 && strchr(":/?@[]", byte) != NULL;
}

static void append_octet(GString *out, int byte, gboolean encoded,
                         gboolean in_query)
{
    if (encoded && is_unreserved(byte))
        g_string_append_c(out, (char)byte);
    else if (encoded && in_query && is_plain_in_query(byte))
        g_string_append_c(out, (char)byte);
    else if (encoded || byte <= 0x20 || byte >= 0x7f)
        g_string_append_printf(out, "%%%02X", (guint)byte);
    else
        g_string_append_c(out, (char)byte);
}

/*
 * Percent-encoded what must be, decoded what may be (section 2.2.2). In an
 * address '*' and '$' are letters like others and come back encoded, as the
 * RFC asks rules to write them; in a pattern they are special.
 */
static char *canonical(const char *text, gboolean pattern)
{
    GString *out = g_string_new(NULL);
    gboolean in_query = FALSE;

    for (const guchar *p = (const guchar *)text; *p != '\0'; p++) {
        int high = *p == '%' ? g_ascii_xdigit_value((char)p[1]) : -1;
        int low = high >= 0 ? g_ascii_xdigit_value((char)p[2]) : -1;

        if (low >= 0) {
            append_octet(out, high * 16 + low, TRUE, in_query);
            p += 2;
        } else if ((*p == '*' && !pattern) ||
                   (*p == '$' && (!pattern || p[1] != '\0'))) {
            append_octet(out, *p, TRUE, in_query);
        } else {
            append_octet(out, *p, FALSE, in_query);
        }
        in_query = in_query || *p == '?';
    }
    return g_string_free(out, FALSE);
}

/* Path and query of an address, never empty; owned by the caller. */
static char *path_of(const char *url)
{
    const char *scheme = strstr(url, "://");
    gsize to_path = strcspn(url, "/?#");
    const char *path = url;
    g_autofree char *cut = NULL;

    if (scheme != NULL && (gsize)(scheme - url) < to_path) {
        path = scheme + 3;
        path += strcspn(path, "/?#;");
    } else if (g_str_has_prefix(url, "//")) {
        path = url + 2;
        path += strcspn(path, "/?#;");
    } else if (*url != '/') {
        path = url + strcspn(url, "/?#;");
    }
    cut = g_strndup(path, strcspn(path, "#"));
    return *cut == '/' ? g_steal_pointer(&cut) : g_strconcat("/", cut, NULL);
}

/* --- lines
 * ----------------------------------------------------------------------- */

typedef enum { KEY_OTHER, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW, KEY_SITEMAP } Key;

static const struct {
    const char *word;
    Key key;
} KEYS[] = {
    { "user-agent", KEY_AGENT },
    { "useragent", KEY_AGENT },
    { "user agent", KEY_AGENT },
    { "allow", KEY_ALLOW },
    { "disallow", KEY_DISALLOW },
    /* misspelt so often that the large crawlers read them as well */
    { "dissallow", KEY_DISALLOW },
    { "dissalow", KEY_DISALLOW },
    { "disalow", KEY_DISALLOW },
    { "diasllow", KEY_DISALLOW },
    { "disallaw", KEY_DISALLOW },
    { "sitemap", KEY_SITEMAP },
    { "site-map", KEY_SITEMAP },
};

static Key key_find(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        if (g_ascii_strcasecmp(word, KEYS[i].word) == 0)
            return KEYS[i].key;
    }
    return KEY_OTHER;
}

/* Parts @line, which it changes, into key and value; FALSE: no record. */
static gboolean line_split(char *line, Key *key, const char **value)
{
    char *colon;
    char *end;

    line[strcspn(line, "#")] = '\0';
    g_strstrip(line);
    colon = strchr(line, ':');
    if (colon == NULL) { /* "Disallow /x": two words */
        colon = line + strcspn(line, " \t");
        end = colon + strspn(colon, " \t");
        if (*end == '\0' || end[strcspn(end, " \t")] != '\0')
            return FALSE;
    }
    if (*colon == '\0')
        return FALSE;
    *colon = '\0';
    g_strstrip(line);
    *key = key_find(line);
    *value = g_strstrip(colon + 1);
    return *key != KEY_OTHER;
}

/* The product token that @text begins with (section 2.2.1). */
static gsize token_len(const char *text)
{
    gsize len = 0;

    while (g_ascii_isalpha(text[len]) || text[len] == '_' || text[len] == '-')
        len++;
    return len;
}

/* --- groups
 * ---------------------------------------------------------------------- */

/* What the lines read so far amount to. */
typedef struct {
    const char *agent; /* ours */
    gsize agent_len;
    Robots *robots;
    GPtrArray *for_all;  /* Rule*: of groups for "*" */
    gboolean named;      /* some group names us */
    gboolean in_rules;   /* the group has begun: an agent line ends it */
    gboolean ours, alls; /* whom the group is for */
} Reading;

static void take_agent(Reading *r, const char *value)
{
    gsize len = token_len(value);

    if (r->in_rules)
        r->ours = r->alls = FALSE;
    r->in_rules = FALSE;
    if (*value == '*' && (value[1] == '\0' || g_ascii_isspace(value[1])))
        r->alls = TRUE;
    else if (len > 0 && len == r->agent_len &&
             g_ascii_strncasecmp(value, r->agent, len) == 0)
        r->ours = r->named = TRUE;
}

static void add_rule(GPtrArray *rules, gboolean allow, const char *value)
{
    Rule *rule = g_new0(Rule, 1);

    rule->allow = allow;
    rule->pattern = canonical(value, TRUE);
    rule->len = strlen(rule->pattern);
    g_ptr_array_add(rules, rule);
}

static void take_rule(Reading *r, gboolean allow, const char *value)
{
    r->in_rules = TRUE;
    if (*value == '\0') /* "Disallow:" forbids nothing */
        return;
    if (r->ours)
        add_rule(r->robots->rules, allow, value);
    if (r->alls)
        add_rule(r->for_all, allow, value);
}

static void take_line(Reading *r, char *line)
{
    const char *value;
    Key key;

    if (!line_split(line, &key, &value))
        return;
    if (key == KEY_AGENT)
        take_agent(r, value);
    else if (key == KEY_SITEMAP)
        g_ptr_array_add(r->robots->sitemaps, g_strdup(value));
    else
        take_rule(r, key == KEY_ALLOW, value);
}

static const char *after_mark(const char *bytes, gsize *len)
{
    static const char MARK[] = "\xef\xbb\xbf";

    /* Some files hold only a part of it. */
    for (int i = 0; i < 3 && *len > 0 && *bytes == MARK[i]; i++) {
        bytes++;
        (*len)--;
    }
    return bytes;
}

Robots *robots_parse(const char *bytes, gsize len, const char *agent)
{
    Reading r = { .agent = agent, .agent_len = token_len(agent) };
    gsize left = MIN(len, ROBOTS_MAX_LEN);

    r.robots = robots_new();
    r.for_all = g_ptr_array_new_with_free_func(rule_free);
    bytes = after_mark(bytes, &left);
    while (left > 0) {
        gsize line_len = 0;
        g_autofree char *line = NULL;

        while (line_len < left && bytes[line_len] != '\n' &&
               bytes[line_len] != '\r')
            line_len++;
        line = g_strndup(bytes, MIN(line_len, ROBOTS_LINE_MAX_LEN));
        take_line(&r, line);
        line_len = MIN(line_len + 1, left);
        bytes += line_len;
        left -= line_len;
    }
    if (!r.named) {
        g_ptr_array_unref(r.robots->rules);
        r.robots->rules = g_steal_pointer(&r.for_all);
    } else {
        g_ptr_array_unref(r.for_all);
    }
    return r.robots;
}

Robots *robots_of_answer(int http_status, const char *bytes, gsize len,
                         const char *agent)
{
    Robots *robots;

    if (http_status / 100 == 2)
        return robots_parse(bytes != NULL ? bytes : "", bytes ? len : 0, agent);
    robots = robots_new();
    /* A redirect that leads nowhere counts as "there is none". */
    robots->closed = http_status / 100 != 4 && http_status / 100 != 3;
    return robots;
}

/* --- asking
 * ---------------------------------------------------------------------- */

/* Each part between stars is taken at its first place: later ones can only
 * leave less for the rest. */
static gboolean pattern_matches(const char *pattern, const char *path)
{
    gsize len = strlen(pattern);
    gboolean anchored = len > 0 && pattern[len - 1] == '$';
    g_autofree char *body = g_strndup(pattern, anchored ? len - 1 : len);
    g_auto(GStrv) parts = g_strsplit(body, "*", -1);
    gsize first_len = parts[0] != NULL ? strlen(parts[0]) : 0;
    const char *at = path + first_len;
    const char *last = parts[0] != NULL ? parts[0] : "";

    if (parts[0] != NULL && strncmp(path, parts[0], first_len) != 0)
        return FALSE;
    if (parts[0] == NULL || parts[1] == NULL)
        return !anchored || *at == '\0';
    for (guint i = 1; parts[i] != NULL; i++) {
        const char *found = strstr(at, parts[i]);

        if (found == NULL)
            return FALSE;
        last = parts[i];
        /* The last part of an anchored one may lie further on. */
        if (parts[i + 1] != NULL || !anchored)
            at = found + strlen(parts[i]);
    }
    return !anchored || g_str_has_suffix(at, last);
}

gboolean robots_allows(const Robots *robots, const char *url)
{
    g_autofree char *raw = path_of(url);
    g_autofree char *path = canonical(raw, FALSE);
    const Rule *best = NULL;

    if (strcmp(path, "/robots.txt") == 0)
        return TRUE;
    if (robots->closed)
        return FALSE;
    for (guint i = 0; i < robots->rules->len; i++) {
        const Rule *rule = robots->rules->pdata[i];

        if (best != NULL &&
            (rule->len < best->len ||
             (rule->len == best->len && (best->allow || !rule->allow))))
            continue;
        if (pattern_matches(rule->pattern, path))
            best = rule;
    }
    return best == NULL || best->allow;
}

const GPtrArray *robots_sitemaps(const Robots *robots)
{
    return robots->sitemaps;
}
