/* Any text as an address: one form, which leads to itself, and a readable one
 * that leads back. */
#include "base/limits.h"
#include "base/url.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_canonical(const char *form)
{
    g_autofree char *again = url_resolve(NULL, form);
    g_autofree char *shown = url_display(form);
    g_autofree char *back = NULL;

    g_assert(g_utf8_validate(shown, -1, NULL));
    if (!g_str_has_prefix(form, "http:") && !g_str_has_prefix(form, "https:"))
        return;
    g_assert(strlen(form) <= URL_MAX_LEN && g_str_is_ascii(form));
    g_assert(strpbrk(form, " \r\n\t<>") == NULL);
    g_assert(g_strcmp0(form, again) == 0);
    if (strstr(form, "./") == NULL && strstr(form, ".:") == NULL) {
        back = url_resolve(NULL, shown);
        g_assert(g_strcmp0(form, back) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *alone = url_resolve(NULL, text);
    g_autofree char *relative = url_resolve("http://a.go.th/b/c?d#e", text);
    g_autoptr(Url) url = url_parse(text);

    g_assert((url == NULL) == (alone == NULL) || strlen(text) > 1000);
    if (alone != NULL)
        check_canonical(alone);
    if (relative != NULL)
        check_canonical(relative);
    url_host_within(text, "a.go.th");
    return 0;
}
