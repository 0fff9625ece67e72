#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/limits.h"
#include "base/yaml.h"

static GPtrArray *faults;

static void setup(void)
{
    faults = fault_list_new();
}

static void teardown(void)
{
    g_ptr_array_unref(faults);
}

TestSuite(yaml, .init = setup, .fini = teardown);

static YamlFile *read_text(const char *text)
{
    return yaml_text_read(text, strlen(text), "t.yaml", faults);
}

/* One fault, at this place, whose message holds @part. */
static void expect_fault(guint index, int line, int column, const char *part)
{
    const Fault *fault;
    g_autofree char *all = fault_list_format(faults);

    cr_assert_gt(faults->len, index, "%s", all);
    fault = g_ptr_array_index(faults, index);
    cr_expect_eq(fault->line, line, "wanted line %d:\n%s", line, all);
    cr_expect_eq(fault->column, column, "wanted column %d:\n%s", column, all);
    cr_expect_not_null(strstr(fault->message, part), "wanted %s:\n%s", part,
                       all);
}

Test(yaml, scalars_stay_as_written)
{
    g_autoptr(YamlFile) file =
        read_text("id: 01\nno: no\nv: 1.10\nq: '2'\nt: ก ข\ne:\nb: |\n  x\n");
    const YamlNode *root = file->root;

    cr_assert_eq(faults->len, 0);
    cr_assert_str_eq(yaml_string(yaml_find(root, "id")), "01");
    cr_assert_str_eq(yaml_string(yaml_find(root, "no")), "no");
    cr_assert_str_eq(yaml_string(yaml_find(root, "v")), "1.10");
    cr_assert_str_eq(yaml_string(yaml_find(root, "t")), "ก ข");
    cr_assert_str_eq(yaml_string(yaml_find(root, "e")), "");
    cr_assert_str_eq(yaml_string(yaml_find(root, "b")), "x\n");
    cr_assert_not(yaml_find(root, "id")->quoted);
    cr_assert(yaml_find(root, "q")->quoted);
    cr_assert(yaml_find(root, "b")->quoted);
    cr_assert_null(yaml_find(root, "none"));
    cr_assert_null(yaml_find(NULL, "none"));
}

Test(yaml, nodes_know_their_place_in_code_points)
{
    g_autoptr(YamlFile) file =
        read_text("\xEF\xBB\xBFก: ข\nปีที่: { ก: [x, ย, z] }\n");
    const YamlNode *list;

    cr_assert_eq(faults->len, 0);
    list = yaml_find(yaml_find(file->root, "ปีที่"), "ก");
    cr_assert_eq(list->kind, YAML_LIST);
    cr_assert_eq(list->line, 2);
    cr_assert_eq(list->column, 13);
    cr_assert_eq(((YamlNode *)g_ptr_array_index(list->items, 2))->column, 20);
    cr_assert_eq(yaml_find_key(file->root, "ก")->column, 1);
    cr_assert_eq(yaml_find(file->root, "ก")->column, 4);
}

Test(yaml, maps_keep_their_order)
{
    g_autoptr(YamlFile) file = read_text("z: 1\na: 2\nm: 3\n");
    const YamlNode *key = g_ptr_array_index(file->root->keys, 1);

    cr_assert_eq(file->root->items->len, 3);
    cr_assert_str_eq(key->text, "a");
}

Test(yaml, duplicate_keys_are_faults_and_the_first_stays)
{
    g_autoptr(YamlFile) file =
        read_text("ก: 1\nb:\n  x: 1\n  y: 2\n  x: { deep: [1] }\nก: 3\n");

    cr_assert_not_null(file);
    cr_assert_eq(faults->len, 2);
    expect_fault(0, 5, 3, "'x' is given twice (first in line 3)");
    expect_fault(1, 6, 1, "'ก' is given twice");
    cr_assert_str_eq(yaml_string(yaml_find(file->root, "ก")), "1");
    cr_assert_eq(yaml_find(file->root, "b")->keys->len, 2);
}

Test(yaml, same_key_in_two_maps_is_no_duplicate)
{
    g_autoptr(YamlFile) file = read_text("- a: 1\n- a: 2\n- { a: { a: 1 } }\n");

    cr_assert_not_null(file);
    cr_assert_eq(faults->len, 0);
}

Test(yaml, anchors_aliases_merge_keys_and_tags_are_faults)
{
    g_autoptr(YamlFile) file = read_text("a: &x { b: 1 }\nc: *x\n"
                                         "d:\n  <<: { e: 1 }\nf: !!int 3\n"
                                         "g: ['&', '*x', \"<<\", '!a']\n");

    cr_assert_not_null(file);
    cr_assert_eq(faults->len, 4);
    expect_fault(0, 1, 4, "anchors (&x)");
    expect_fault(1, 2, 4, "aliases (*x)");
    expect_fault(2, 4, 3, "merge keys");
    expect_fault(3, 5, 4, "tags (");
}

Test(yaml, quoted_merge_sign_is_a_plain_key)
{
    g_autoptr(YamlFile) file = read_text("'<<': 1\n");

    cr_assert_eq(faults->len, 0);
    cr_assert_str_eq(yaml_string(yaml_find(file->root, "<<")), "1");
}

Test(yaml, complex_key_is_a_fault_and_its_value_is_dropped)
{
    g_autoptr(YamlFile) file = read_text("? [a, b]\n: { c: 1 }\nd: 2\n");

    cr_assert_eq(faults->len, 1);
    expect_fault(0, 1, 3, "a key must be a word");
    cr_assert_eq(file->root->keys->len, 1);
    cr_assert_str_eq(yaml_string(yaml_find(file->root, "d")), "2");
}

Test(yaml, second_document_and_directives_are_faults)
{
    g_autoptr(YamlFile) file = read_text("%YAML 1.1\n---\na: 1\n---\nb: 2\n");

    cr_assert_eq(faults->len, 2);
    expect_fault(0, 1, 1, "directives");
    expect_fault(1, 4, 1, "one document");
    cr_assert_not_null(yaml_find(file->root, "a"));
}

Test(yaml, syntax_faults_stand_where_they_are)
{
    static const struct {
        const char *text;
        int line, column;
        const char *part;
    } rows[] = {
        { "a: 1\nname: ก: ข\n", 2, 8, "mapping values" },
        { "a: 1\nb: c\nname: \"open\n\n\n", 3, 7, "end of stream" },
        { "a:\n  - 1\n - 2\n", 3, 2, "expected" },
        { "a: 1\n\tb: 2\n", 2, 1, "tab character" },
        { "a:\n\t- 1\n", 2, 1, "cannot start any token" },
        { "a: [1, 2\nb: 3\n", 1, 4, "',' or ']'" },
        { "a: \"\\q\"\n", 1, 5, "escape" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        cr_expect_null(read_text(rows[i].text), "%s", rows[i].text);
        expect_fault((guint)i, rows[i].line, rows[i].column, rows[i].part);
    }
}

Test(yaml, bad_bytes_are_located)
{
    cr_assert_null(read_text("a: 1\nกข: \xE1\xA1\n"));
    expect_fault(0, 2, 5, "0xE1 is not UTF-8");

    cr_assert_null(yaml_text_read("a: b\0c", 6, "t", faults));
    expect_fault(1, 1, 5, "NUL");

    cr_assert_null(yaml_text_read("\xFF\xFE"
                                  "a\0",
                                  4, "t", faults));
    expect_fault(2, 0, 0, "UTF-16");

    cr_assert_null(read_text("a: 1\nb: ก\x01\n"));
    expect_fault(3, 2, 5, "control characters");
}

Test(yaml, nul_from_an_escape_is_a_fault)
{
    g_autoptr(YamlFile) file = read_text("a: \"x\\0y\"\n");

    cr_assert_not_null(file);
    expect_fault(0, 1, 4, "\\0");
}

Test(yaml, deep_nesting_is_refused_at_once)
{
    g_autofree char *deep = g_strnfill(200000, '[');
    gint64 start = g_get_monotonic_time();

    cr_assert_null(read_text(deep));
    expect_fault(0, 1, YAML_DEPTH_MAX + 1, "nested deeper than 32");
    cr_assert_lt(g_get_monotonic_time() - start, 2 * G_USEC_PER_SEC);
}

Test(yaml, too_many_values_are_refused)
{
    GString *many = g_string_new("[");
    g_autoptr(YamlFile) good = NULL;

    for (int i = 0; i < YAML_NODES_MAX - 1; i++)
        g_string_append(many, "a,");
    g_string_append(many, "]");
    good = yaml_text_read(many->str, many->len, "t", faults);
    cr_assert_not_null(good);

    g_string_insert(many, 1, "b,");
    cr_assert_null(yaml_text_read(many->str, many->len, "t", faults));
    cr_assert_eq(faults->len, 1);
    g_string_free(many, TRUE);
}

Test(yaml, many_faults_in_one_long_line_take_no_long_time)
{
    GString *line = g_string_new("{");
    gint64 start = g_get_monotonic_time();
    g_autoptr(YamlFile) file = NULL;

    for (int i = 0; i < 40000; i++)
        g_string_append(line, "a: &b c, ");
    g_string_append(line, "}");
    file = yaml_text_read(line->str, line->len, "t", faults);
    cr_assert_not_null(file);
    cr_assert_eq(faults->len, 40000 + 39999);
    cr_assert_lt(g_get_monotonic_time() - start, 20 * G_USEC_PER_SEC);
    g_string_free(line, TRUE);
}

Test(yaml, too_large_text_is_refused)
{
    g_autofree char *large = g_strnfill(YAML_FILE_MAX_LEN + 1, '#');

    cr_assert_null(read_text(large));
    expect_fault(0, 0, 0, "larger than 4 MiB");
}

Test(yaml, empty_text_is_a_fault)
{
    cr_assert_null(read_text(""));
    cr_assert_null(read_text("# only a remark\n"));
    cr_assert_null(read_text("\xEF\xBB\xBF"));
    cr_assert_eq(faults->len, 3);
}

Test(yaml, every_truncation_ends_in_a_tree_or_a_fault)
{
    const char *text = "a: &x [1, {ก: 'ข'}, *x]\n? {k: 1}\n: \"q\\0\"\n"
                       "<<: !t |\n  block\n--- \nb: 2\n";

    for (gsize len = 0; len <= strlen(text); len++) {
        g_autofree char *part = g_strndup(text, len);
        guint before = faults->len;
        g_autoptr(YamlFile) file = yaml_text_read(part, len, "t", faults);

        cr_assert(file != NULL || faults->len > before);
    }
}

Test(yaml, directory_and_absent_file_are_told_plainly)
{
    const Fault *fault;

    cr_assert_null(yaml_file_read("/", faults));
    cr_assert_null(yaml_file_read("/no/such/file.yaml", faults));
    cr_assert_eq(faults->len, 2);
    fault = g_ptr_array_index(faults, 0);
    cr_assert_str_eq(fault->file, "/");
    cr_assert_not_null(strstr(fault->message, "directory"));
}

Test(yaml, endless_file_is_cut_off)
{
    cr_assert_null(yaml_file_read("/dev/zero", faults));
    expect_fault(0, 0, 0, "larger than");
}

Test(yaml, file_reads_as_its_text)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("yaml-XXXXXX", &path, NULL);
    g_autoptr(YamlFile) file = NULL;

    cr_assert_geq(fd, 0);
    g_close(fd, NULL);
    cr_assert(g_file_set_contents(path, "ก: 1\r\nข: 2\r\n", -1, NULL));
    file = yaml_file_read(path, faults);
    g_unlink(path);
    cr_assert_not_null(file);
    cr_assert_str_eq(file->path, path);
    cr_assert_eq(yaml_find(file->root, "ข")->line, 2);
}

static const char *const known[] = { "period", "budget", NULL };

Test(yaml, unknown_keys_are_faults_with_the_nearest_one)
{
    g_autoptr(YamlFile) file = read_text("peroid: 1\nbudget: 2\nxyz: 3\n");
    const Fault *fault;

    cr_assert_not(yaml_keys_check(file->root, known, faults));
    cr_assert_eq(faults->len, 2);
    fault = g_ptr_array_index(faults, 0);
    cr_assert_str_eq(fault->hint, "did you mean 'period'?");
    cr_assert_str_eq(fault->excerpt, "peroid: 1");
    fault = g_ptr_array_index(faults, 1);
    cr_assert_null(fault->hint);
    cr_assert_eq(fault->line, 3);
}

Test(yaml, keys_check_wants_a_map)
{
    g_autoptr(YamlFile) file = read_text("[a]\n");

    cr_assert_not(yaml_keys_check(file->root, known, faults));
    expect_fault(0, 1, 1, "keys with values");
    cr_assert(yaml_keys_check(NULL, known, faults));
}

Test(yaml, whole_numbers_and_yes_no_words_are_read)
{
    g_autoptr(YamlFile) file =
        read_text("{ a: 2565, b: -3, c: 12x, d: '', e: 99999999999999999999, "
                  "f: Yes, g: off, h: maybe, i: [1] }\n");
    const YamlNode *r = file->root;
    gint64 n = 0;
    gboolean yes = FALSE;

    cr_assert(yaml_int(yaml_find(r, "a"), &n) && n == 2565);
    cr_assert(yaml_int(yaml_find(r, "b"), &n) && n == -3);
    for (const char *key = "cdehi"; *key != '\0'; key++) {
        const char name[] = { *key, '\0' };

        cr_expect_not(yaml_int(yaml_find(r, name), &n), "%s", name);
    }
    cr_assert(yaml_bool(yaml_find(r, "f"), &yes) && yes);
    cr_assert(yaml_bool(yaml_find(r, "g"), &yes) && !yes);
    cr_assert_not(yaml_bool(yaml_find(r, "h"), &yes));
    cr_assert_not(yaml_bool(NULL, &yes));
}
