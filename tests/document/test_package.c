#include "document/package.h"

#include <string.h>

#include <criterion/criterion.h>

#include "tests/document/zip_fixture.h"

Test(package, reads_parts_and_resolves_relations)
{
    static const char *const parts[] = {
        "xl/worksheets/s.xml",
        "<a/>",
        "xl/worksheets/_rels/s.xml.rels",
        OOXML_RELATIONS(
            OOXML_LINK("r1", "https://a.go.th/x")
                OOXML_RELATION("r2", "drawing", "../drawings/d.xml")
                    OOXML_RELATION("r3", "image", "/xl/a.png")
                        OOXML_RELATION("r4", "up", "../../../../etc/passwd")),
        NULL,
    };
    g_autoptr(GByteArray) zip = zip_make(parts);
    ReadReason reason;
    gsize len;
    g_autoptr(Package) package =
        package_open((const char *)zip->data, zip->len, &reason);
    g_autofree char *part =
        package_part_read(package, "XL/worksheets/S.xml", &len, &reason);
    g_autoptr(GHashTable) relations =
        package_relations_read(package, "xl/worksheets/s.xml");
    const Relation *link = g_hash_table_lookup(relations, "r1");

    cr_assert_str_eq(part, "<a/>");
    cr_assert_eq(len, 4);
    cr_assert(link->external);
    cr_assert_str_eq(link->target, "https://a.go.th/x");
    cr_assert_str_eq(relations_find(relations, "drawing"), "xl/drawings/d.xml");
    cr_assert_str_eq(relations_find(relations, "image"), "xl/a.png");
    cr_assert_str_eq(relations_find(relations, "up"), "etc/passwd");
    cr_assert_null(package_part_read(package, "none", &len, &reason));
    cr_assert_eq(reason, READ_OK);
}

Test(package, a_damaged_part_is_broken)
{
    static const char *const parts[] = { "a", "hello hello hello hello", NULL };
    g_autoptr(GByteArray) zip = zip_make(parts);
    g_autoptr(Package) package = NULL;
    ReadReason reason;
    gsize len;

    zip->data[32] ^= 0xff; /* in the packed bytes */
    package = package_open((const char *)zip->data, zip->len, &reason);
    cr_assert_not_null(package);
    cr_assert_null(package_part_read(package, "a", &len, &reason));
    cr_assert_eq(reason, READ_BROKEN_FILE);
}

Test(package, very_many_entries_are_a_bomb)
{
    enum { COUNT = 10001 };
    const char **parts = g_new0(const char *, COUNT * 2 + 1);
    g_autoptr(GByteArray) zip = NULL;
    ReadReason reason;

    for (int i = 0; i < COUNT; i++) {
        parts[i * 2] = g_strdup_printf("%d", i);
        parts[i * 2 + 1] = "";
    }
    zip = zip_make(parts);
    cr_assert_null(package_open((const char *)zip->data, zip->len, &reason));
    cr_assert_eq(reason, READ_BOMB);
    for (int i = 0; i < COUNT; i++)
        g_free((char *)parts[i * 2]);
    g_free(parts);
}
