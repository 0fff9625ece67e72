/*
 * The URL parsing cases of the web platform tests, where a copy lies beside
 * the sources; skipped otherwise. Cases that do not concern http and https,
 * or that we mean to treat otherwise, are named with their reason.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/url.h"

#define SUITE SOURCE_DIR "/../shared/suites/url/urltestdata.json"
/* Stands for a NUL, which a C string can not hold. */
#define NUL_MARK "\\uF8FE"

typedef struct {
    guint passed, other_scheme, excluded, failed;
    GHashTable *reasons; /* reason -> count */
} Tally;

static const struct {
    const char *input, *reason;
} exclusions[] = {
    { "https://%e2%98%83", "RFC 5891 has no symbols in names, and no "
                           "registry gives them out" },
};

/* Lone surrogates become U+FFFD, as the standard's own strings have it. */
static char *mend_escapes(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0';) {
        guint code = 0, next = 0;

        if (p[0] == '\\' && p[1] != 'u') {
            g_string_append_len(out, p, 2);
            p += 2;
            continue;
        }
        if (p[0] != '\\' || sscanf(p, "\\u%4x", &code) != 1) {
            g_string_append_c(out, *p++);
            continue;
        }
        if (code >= 0xD800 && code < 0xDC00 &&
            sscanf(p + 6, "\\u%4x", &next) == 1 && next >= 0xDC00 &&
            next < 0xE000) {
            g_string_append_len(out, p, 12);
            p += 12;
            continue;
        }
        if (code >= 0xD800 && code < 0xE000)
            g_string_append(out, "\\uFFFD");
        else if (code == 0)
            g_string_append(out, NUL_MARK);
        else
            g_string_append_len(out, p, 6);
        p += 6;
    }
    return g_string_free(out, FALSE);
}

static void count_reason(Tally *tally, const char *reason)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(tally->reasons, reason));

    g_hash_table_insert(tally->reasons, (gpointer)reason,
                        GUINT_TO_POINTER(n + 1));
}

/* @href without its "user:password@", which url_resolve() drops. */
static char *without_user(const char *href)
{
    const char *host = strstr(href, "://");
    const char *end, *at;

    if (host == NULL)
        return g_strdup(href);
    host += 3;
    end = host + strcspn(host, "/?#");
    at = memrchr(host, '@', (gsize)(end - host));
    if (at == NULL)
        return g_strdup(href);
    return g_strdup_printf("%.*s%s", (int)(host - href), href, at + 1);
}

static gboolean is_http_url(const char *text)
{
    return text != NULL && (g_ascii_strncasecmp(text, "http:", 5) == 0 ||
                            g_ascii_strncasecmp(text, "https:", 6) == 0);
}

/* Would the standard read @input, seen from @base, as http or https? */
static gboolean concerns_http(const char *input, const char *base)
{
    const char *p = input;
    gboolean has_scheme = FALSE;

    while ((guchar)*p <= 0x20 && *p != '\0')
        p++;
    if (g_ascii_isalpha(*p)) {
        gsize len = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
                              "UVWXYZ0123456789+-.\t\n\r");
        has_scheme = p[len] == ':';
    }
    if (has_scheme) {
        g_autofree char *tight = g_strdup(p);
        char *to = tight;

        for (; *p != '\0'; p++) {
            if (strchr("\t\n\r", *p) == NULL)
                *to++ = *p;
        }
        *to = '\0';
        return is_http_url(tight);
    }
    return base == NULL || is_http_url(base);
}

static const char *exclusion(const char *input, const char *base)
{
    if (strstr(input, "\xEF\xA3\xBE") != NULL ||
        (base != NULL && strstr(base, "\xEF\xA3\xBE") != NULL))
        return "a NUL can not be passed in a C string";
    for (gsize i = 0; i < G_N_ELEMENTS(exclusions); i++) {
        if (strcmp(exclusions[i].input, input) == 0)
            return exclusions[i].reason;
    }
    return NULL;
}

static void run_case(Tally *tally, const JsonValue *row)
{
    const char *input = json_get_string(row, "input");
    const char *base = json_get_string(row, "base");
    const char *href = json_get_string(row, "href");
    gboolean failure = json_get_bool(row, "failure", FALSE);
    const char *reason;
    g_autofree char *wanted = NULL;
    g_autofree char *got = NULL;

    if (failure ? !concerns_http(input, base) : !is_http_url(href)) {
        tally->other_scheme++;
        return;
    }
    reason = exclusion(input, base);
    if (reason != NULL) {
        tally->excluded++;
        count_reason(tally, reason);
        return;
    }
    wanted = failure ? NULL : without_user(href);
    got = url_resolve(base, input);
    if (g_strcmp0(wanted, got) == 0) {
        tally->passed++;
        return;
    }
    tally->failed++;
    fprintf(stderr, "  input <%s> base <%s>\n    wanted %s\n    got    %s\n",
            input, base == NULL ? "" : base,
            wanted == NULL ? "failure" : wanted, got == NULL ? "failure" : got);
}

Test(url_suite, http_and_https_cases_resolve_as_the_standard_says)
{
    g_autofree char *text = NULL;
    g_autofree char *mended = NULL;
    g_autoptr(JsonValue) suite = NULL;
    g_autoptr(GError) error = NULL;
    Tally tally = { 0 };
    GHashTableIter iter;
    gpointer reason, count;

    if (!g_file_get_contents(SUITE, &text, NULL, NULL))
        cr_skip_test("no suite beside the sources");
    mended = mend_escapes(text);
    suite = json_parse(mended, strlen(mended), &error);
    cr_assert_not_null(suite, "%s", error == NULL ? "" : error->message);

    tally.reasons = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < json_length(suite); i++) {
        const JsonValue *row = json_at(suite, i);

        if (json_kind(row) == JSON_KIND_OBJECT)
            run_case(&tally, row);
    }
    fprintf(stderr,
            "url suite: %u passed, %u failed, %u left out, %u of other "
            "schemes\n",
            tally.passed, tally.failed, tally.excluded, tally.other_scheme);
    g_hash_table_iter_init(&iter, tally.reasons);
    while (g_hash_table_iter_next(&iter, &reason, &count))
        fprintf(stderr, "  left out %u: %s\n", GPOINTER_TO_UINT(count),
                (char *)reason);
    g_hash_table_unref(tally.reasons);
    cr_assert_gt(tally.passed, 300);
    cr_assert_eq(tally.failed, 0);
}
