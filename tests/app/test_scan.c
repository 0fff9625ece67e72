/*
 * The same plan as born-digital PDF, with private-use glyphs, and scanned: the
 * variants are made here from the sample's own file, with pdftotext and
 * pdftoppm, so that nothing but the form differs.
 */
#include <criterion/criterion.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

#define PLAN                                                                   \
    SOURCE_DIR "/samples/ops-2565/site/storage/o10/action-plan-2565.pdf"
#define DPI 200
#define TILT (G_PI / 180) /* one degree */

/* --- making files ----------------------------------------------------------
 */

static char *run(const char *const *argv)
{
    g_autofree char *errors = NULL;
    g_autoptr(GError) error = NULL;
    char *output = NULL;
    int status;

    cr_assert(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL,
                           NULL, &output, &errors, &status, &error),
              "%s", error == NULL ? "" : error->message);
    return output;
}

typedef struct {
    GString *bytes;
    GArray *offsets; /* gsize */
} Pdf;

static void pdf_add(Pdf *pdf, const char *head, const GString *stream)
{
    g_array_append_val(pdf->offsets, pdf->bytes->len);
    g_string_append_printf(pdf->bytes, "%u 0 obj\n<< %s", pdf->offsets->len,
                           head);
    if (stream == NULL) {
        g_string_append(pdf->bytes, " >>\nendobj\n");
        return;
    }
    g_string_append_printf(pdf->bytes, " /Length %zu >>\nstream\n",
                           stream->len);
    g_string_append_len(pdf->bytes, stream->str, (gssize)stream->len);
    g_string_append(pdf->bytes, "\nendstream\nendobj\n");
}

static void pdf_save(Pdf *pdf, const char *path)
{
    gsize xref = pdf->bytes->len;

    g_string_append_printf(pdf->bytes, "xref\n0 %u\n0000000000 65535 f \n",
                           pdf->offsets->len + 1);
    for (guint i = 0; i < pdf->offsets->len; i++)
        g_string_append_printf(pdf->bytes, "%010zu 00000 n \n",
                               g_array_index(pdf->offsets, gsize, i));
    g_string_append_printf(
        pdf->bytes,
        "trailer << /Size %u /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
        pdf->offsets->len + 1, xref);
    cr_assert(g_file_set_contents(path, pdf->bytes->str,
                                  (gssize)pdf->bytes->len, NULL));
    g_string_free(pdf->bytes, TRUE);
    g_array_unref(pdf->offsets);
}

/* Objects 1 and 2 of a file of @pages_count pages; the objects that pages
 * share begin at 3, pages at @first, @step apart. */
static void pdf_open(Pdf *pdf, guint pages_count, guint first, guint step)
{
    g_autoptr(GString) pages = g_string_new("/Type /Pages /Kids [");

    pdf->bytes = g_string_new("%PDF-1.4\n");
    pdf->offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    for (guint i = 0; i < pages_count; i++)
        g_string_append_printf(pages, " %u 0 R", first + i * step);
    g_string_append_printf(pages, "] /Count %u", pages_count);
    pdf_add(pdf, "/Type /Catalog /Pages 2 0 R", NULL);
    pdf_add(pdf, pages->str, NULL);
}

/* --- a scan ----------------------------------------------------------------
 */

/* The pixels of a PGM file turned by @TILT about its middle. */
static GString *tilted(const char *pgm, gsize len, int *width, int *height)
{
    char *end;
    const guint8 *from;
    GString *pixels;
    int w = (int)strtol(pgm + 2, &end, 10), h = (int)strtol(end, &end, 10);

    strtol(end, &end, 10);
    from = (const guint8 *)end + 1;
    cr_assert_geq(pgm + len - (const char *)from, (gssize)w * h);
    pixels = g_string_sized_new((gsize)w * (gsize)h);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            double dx = x - w / 2.0, dy = y - h / 2.0;
            double sx = w / 2.0 + dx * cos(TILT) + dy * sin(TILT);
            double sy = h / 2.0 - dx * sin(TILT) + dy * cos(TILT);
            int ix = (int)sx, iy = (int)sy;
            double fx = sx - ix, fy = sy - iy, value = 255;
            const guint8 *at = from + (gssize)iy * w + ix;

            if (ix >= 0 && iy >= 0 && ix + 1 < w && iy + 1 < h)
                value = (at[0] * (1 - fx) + at[1] * fx) * (1 - fy) +
                        (at[w] * (1 - fx) + at[w + 1] * fx) * fy;
            /* Paper is not white and scanners are not still. */
            value = value * 0.9 + (x * 7 + y * 13) % 11;
            g_string_append_c(pixels, (char)(int)value);
        }
    }
    *width = w;
    *height = h;
    return pixels;
}

static void add_scanned_page(Pdf *pdf, const char *dir, int number)
{
    g_autofree char *prefix = g_strdup_printf("%s/page-%d", dir, number);
    g_autofree char *pgm_path = g_strconcat(prefix, ".pgm", NULL);
    g_autofree char *page = g_strdup_printf("%d", number);
    const char *argv[] = { "pdftoppm",    "-gray", "-r",   G_STRINGIFY(DPI),
                           "-f",          page,    "-l",   page,
                           "-singlefile", PLAN,    prefix, NULL };
    g_autofree char *pgm = NULL;
    g_autofree char *head = NULL;
    g_autoptr(GString) pixels = NULL;
    g_autoptr(GString) draw = g_string_new(NULL);
    double points;
    gsize len;
    int w, h;

    g_free(run(argv));
    cr_assert(g_file_get_contents(pgm_path, &pgm, &len, NULL));
    pixels = tilted(pgm, len, &w, &h);
    points = 72.0 / DPI;
    head = g_strdup_printf(
        "/Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %u 0 R "
        "/Resources << /XObject << /I %u 0 R >> >>",
        (int)(w * points), (int)(h * points), pdf->offsets->len + 2,
        pdf->offsets->len + 3);
    pdf_add(pdf, head, NULL);
    g_string_printf(draw, "q %d 0 0 %d 0 0 cm /I Do Q", (int)(w * points),
                    (int)(h * points));
    pdf_add(pdf, "", draw);
    g_free(head);
    head = g_strdup_printf("/Type /XObject /Subtype /Image /Width %d /Height "
                           "%d /ColorSpace /DeviceGray /BitsPerComponent 8",
                           w, h);
    pdf_add(pdf, head, pixels);
    g_unlink(pgm_path);
}

static void make_scan(const char *dir, const char *path)
{
    Pdf pdf;

    pdf_open(&pdf, 2, 3, 3);
    add_scanned_page(&pdf, dir, 1);
    add_scanned_page(&pdf, dir, 2);
    pdf_save(&pdf, path);
}

/* --- private-use glyphs ----------------------------------------------------
 */

/* Marks as the fonts of Windows number their shifted glyphs. */
static gunichar private_glyph(gunichar c)
{
    static const struct {
        gunichar thai, glyph;
    } shifted[] = { { 0x0E48, 0xF70A }, { 0x0E49, 0xF70B }, { 0x0E4A, 0xF70C },
                    { 0x0E4B, 0xF70D }, { 0x0E4C, 0xF70E }, { 0x0E31, 0xF710 },
                    { 0x0E34, 0xF701 }, { 0x0E35, 0xF702 }, { 0x0E36, 0xF703 },
                    { 0x0E37, 0xF704 } };

    for (gsize i = 0; i < G_N_ELEMENTS(shifted); i++) {
        if (shifted[i].thai == c)
            return shifted[i].glyph;
    }
    return c;
}

static double attribute(const char *line, const char *name)
{
    const char *at = strstr(line, name);

    cr_assert_not_null(at);
    return g_ascii_strtod(at + strlen(name), NULL);
}

/* Draws the word of a line of "pdftotext -bbox" as wide as it was. */
static void draw_word(GString *draw, const char *line, double page_height)
{
    double x0 = attribute(line, "xMin=\""), x1 = attribute(line, "xMax=\"");
    double y0 = attribute(line, "yMin=\""), y1 = attribute(line, "yMax=\"");
    const char *text = strchr(line, '>') + 1;
    const char *end = strstr(text, "</word>");
    glong count = g_utf8_strlen(text, end - text);
    double size = (y1 - y0) / 1.3;

    g_string_append_printf(draw, "BT /F %.2f Tf %.3f Tz 1 0 0 1 %.2f %.2f Tm <",
                           size, (x1 - x0) / (double)count / size / 0.5 * 100,
                           x0, page_height - y1 + 0.25 * size);
    for (; text < end; text = g_utf8_next_char(text))
        g_string_append_printf(draw, "%04X",
                               private_glyph(g_utf8_get_char(text)));
    g_string_append(draw, "> Tj ET\n");
}

static void add_font(Pdf *pdf)
{
    g_autoptr(GString) map = g_string_new(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Same def\n1 begincodespacerange <0000> <FFFF> "
        "endcodespacerange\n3 beginbfrange\n<0020> <007E> <0020>\n"
        "<0E00> <0E5F> <0E00>\n<F700> <F71F> <F700>\nendbfrange\n"
        "1 beginbfchar <2022> <2022> endbfchar\n"
        "endcmap end end");

    pdf_add(pdf,
            "/Type /Font /Subtype /Type0 /BaseFont /Made /Encoding "
            "/Identity-H /DescendantFonts [ 4 0 R ] /ToUnicode 6 0 R",
            NULL);
    pdf_add(pdf,
            "/Type /Font /Subtype /CIDFontType2 /BaseFont /Made "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            "/Supplement 0 >> /DW 500 /FontDescriptor 5 0 R",
            NULL);
    pdf_add(pdf,
            "/Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -250 "
            "500 1050] /ItalicAngle 0 /Ascent 1050 /Descent -250 /CapHeight "
            "700 /StemV 80",
            NULL);
    pdf_add(pdf, "", map);
}

static void make_private(const char *path)
{
    const char *argv[] = { "pdftotext", "-bbox", "-raw", PLAN, "-", NULL };
    g_autofree char *xhtml = run(argv);
    g_auto(GStrv) lines = g_strsplit(xhtml, "\n", -1);
    GString *draw[2] = { g_string_new(NULL), g_string_new(NULL) };
    double width = 0, height = 0;
    int page = -1;
    Pdf pdf;

    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strchug(lines[i]);

        if (g_str_has_prefix(line, "<page ")) {
            width = attribute(line, "width=\"");
            height = attribute(line, "height=\"");
            page++;
        } else if (g_str_has_prefix(line, "<word ") && page < 2) {
            draw_word(draw[page], line, height);
        }
    }
    pdf_open(&pdf, 2, 7, 2);
    add_font(&pdf);
    for (guint i = 0; i < 2; i++) {
        g_autofree char *head = g_strdup_printf(
            "/Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %u "
            "0 R /Resources << /Font << /F 3 0 R >> >>",
            width, height, pdf.offsets->len + 2);

        pdf_add(&pdf, head, NULL);
        pdf_add(&pdf, "", draw[i]);
        g_string_free(draw[i], TRUE);
    }
    pdf_save(&pdf, path);
}

/* --- judging ---------------------------------------------------------------
 */

static JsonValue *check(const char *path)
{
    const char *argv[] = { OIT_PROGRAM, "check", "--item", "O10",
                           "--year",    "2565",  "-f",     "json",
                           "-q",        path,    NULL };
    g_autofree char *output = run(argv);
    g_autoptr(GError) error = NULL;
    JsonValue *audit = json_parse(output, strlen(output), &error);

    cr_assert_not_null(audit, "%s: %.300s", path, output);
    return audit;
}

static const JsonValue *item_of(const JsonValue *audit)
{
    const JsonValue *agency = json_at(json_get(audit, "agencies"), 0);

    return json_at(json_get(agency, "items"), 0);
}

/* "one-year-plan: met, ..." */
static char *verdicts_of(const JsonValue *audit)
{
    const JsonValue *elements = json_get(item_of(audit), "elements");
    GString *text = g_string_new(NULL);

    for (gsize i = 0; i < json_length(elements); i++)
        g_string_append_printf(
            text, "%s: %s, ", json_get_string(json_at(elements, i), "id"),
            json_get_string(json_at(elements, i), "verdict"));
    return g_string_free(text, FALSE);
}

static gboolean has_finding(const JsonValue *audit, const char *code)
{
    const JsonValue *findings = json_get(item_of(audit), "findings");

    for (gsize i = 0; i < json_length(findings); i++) {
        if (g_strcmp0(json_get_string(json_at(findings, i), "code"), code) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean rests_on_ocr(const JsonValue *audit)
{
    const JsonValue *element = json_at(json_get(item_of(audit), "elements"), 0);
    const JsonValue *evidence = json_at(json_get(element, "evidence"), 0);

    return evidence != NULL && json_get_bool(evidence, "ocr", FALSE);
}

Test(scan, a_plan_is_judged_the_same_born_digital_in_private_glyphs_and_scanned,
     .timeout = 200)
{
    g_autofree char *dir = g_dir_make_tmp("oit-scan-XXXXXX", NULL);
    g_autofree char *private_path = g_build_filename(dir, "private.pdf", NULL);
    g_autofree char *scan_path = g_build_filename(dir, "scan.pdf", NULL);
    g_autoptr(JsonValue) digital = NULL;
    g_autoptr(JsonValue) glyphs = NULL;
    g_autoptr(JsonValue) scan = NULL;
    g_autofree char *expected = NULL;
    g_autofree char *by_glyphs = NULL;
    g_autofree char *by_scan = NULL;

    make_private(private_path);
    make_scan(dir, scan_path);
    digital = check(PLAN);
    glyphs = check(private_path);
    scan = check(scan_path);
    expected = verdicts_of(digital);
    by_glyphs = verdicts_of(glyphs);
    by_scan = verdicts_of(scan);
    cr_expect(strstr(expected, "budget: met") != NULL, "%s", expected);
    cr_expect_str_eq(by_glyphs, expected);
    cr_expect_str_eq(by_scan, expected);
    cr_expect_not(rests_on_ocr(digital));
    cr_expect_not(rests_on_ocr(glyphs));
    cr_expect(rests_on_ocr(scan));
    cr_expect_not(has_finding(digital, "scanned-pdf"));
    cr_expect(has_finding(scan, "scanned-pdf"));
    cr_expect(has_finding(scan, "ocr-used"));
    g_unlink(private_path);
    g_unlink(scan_path);
    g_rmdir(dir);
}
