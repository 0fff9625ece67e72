#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/document_cache.h"

static char *temp;

static void setup(void)
{
    temp = g_dir_make_tmp("oit-test-XXXXXX", NULL);
}

static void teardown(void)
{
    char *argv[] = { (char *)"rm", (char *)"-rf", temp, NULL };

    g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                 NULL, NULL);
    g_free(temp);
}

static Document *sample(void)
{
    Document *document = document_new(FORMAT_PDF);
    Block *block = document_add_block(document, BLOCK_PARAGRAPH, ZONE_MAIN);

    block_set_text(block, "แผนปฏิบัติราชการ");
    block->page = 3;
    document->page_count = 4;
    return document;
}

static void round_trip(const char *dir)
{
    g_autoptr(DocumentCache) cache = document_cache_new(dir);
    g_autoptr(Document) document = sample();
    g_autoptr(Document) back = NULL;
    g_autofree char *key =
        document_cache_key("ab", "https://a.go.th/", "application/pdf");
    const Block *block;

    cr_assert_not(document_cache_has(cache, key));
    cr_assert_null(document_cache_load(cache, key));
    document_cache_put(cache, key, document);
    cr_assert(document_cache_has(cache, key));
    back = document_cache_load(cache, key);
    cr_assert_not_null(back);
    cr_assert_eq(back->page_count, 4);
    block = g_ptr_array_index(back->blocks, 0);
    cr_assert_str_eq(block->text, "แผนปฏิบัติราชการ");
    cr_assert_eq(block->page, 3);
}

Test(document_cache, document_comes_back_from_disk, .init = setup,
     .fini = teardown)
{
    round_trip(temp);
}

Test(document_cache, document_comes_back_from_memory)
{
    round_trip(NULL);
}

Test(document_cache, key_tells_bytes_address_and_type_apart)
{
    g_autofree char *one = document_cache_key("ab", "https://a/", "text/html");
    g_autofree char *two = document_cache_key("ac", "https://a/", "text/html");
    g_autofree char *three =
        document_cache_key("ab", "https://b/", "text/html");
    g_autofree char *four = document_cache_key("ab", "https://a/", NULL);

    cr_assert_str_neq(one, two);
    cr_assert_str_neq(one, three);
    cr_assert_str_neq(one, four);
}

Test(document_cache, damaged_file_is_a_document_not_there, .init = setup,
     .fini = teardown)
{
    g_autoptr(DocumentCache) cache = document_cache_new(temp);
    g_autofree char *key = document_cache_key("ab", NULL, NULL);
    g_autofree char *folder = g_strdup_printf("%s/%.2s", temp, key);
    g_autofree char *path = g_strdup_printf("%s/%s.json.gz", folder, key);
    static const char *const contents[] = { "", "no gzip", "\x1f\x8b\x08\0\0" };

    g_mkdir_with_parents(folder, 0700);
    for (guint i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_file_set_contents(path, contents[i], -1, NULL);
        cr_assert_null(document_cache_load(cache, key));
    }
}
