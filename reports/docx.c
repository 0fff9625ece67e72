#include "reports/docx.h"

#include <string.h>

#include <libxml/xmlwriter.h>
#include <zip.h>

#include "reports/digest.h"
#include "reports/report.h"

#define FONT "TH Sarabun New"
#define SIZE                                                                   \
    32 /* half points: 16 point, as the rules of official letters say */
#define SIZE_TABLE 26
#define PART_TIME 315619200 /* 1980-01-02: the same bytes every time */
#define COLUMNS_MAX 8

struct Docx {
    xmlBufferPtr buffer;
    xmlTextWriterPtr xml;
    int widths[COLUMNS_MAX];
    gsize columns;
};

typedef struct {
    const char *justify;
    int first_line, left, hanging; /* twentieths of a point */
    int size, before;
    gboolean bold, outline, frame, keep;
} StyleRow;

/* clang-format off */
static const StyleRow styles[] = {
    [DOCX_BODY] = { .justify = "thaiDistribute", .first_line = 1418,
                    .size = SIZE, .before = 120 },
    [DOCX_PLAIN] = { .justify = "left", .size = SIZE, .before = 60 },
    [DOCX_CENTER] = { .justify = "center", .size = SIZE, .before = 120 },
    [DOCX_RIGHT] = { .justify = "left", .left = 4536, .size = SIZE },
    [DOCX_TITLE] = { .justify = "center", .size = 44, .before = 120,
                     .bold = TRUE },
    [DOCX_HEADING] = { .justify = "left", .size = 34, .before = 240,
                       .bold = TRUE, .outline = TRUE, .keep = TRUE },
    [DOCX_BULLET] = { .justify = "left", .left = 851, .hanging = 284,
                      .size = SIZE, .before = 20 },
    [DOCX_NOTICE] = { .justify = "center", .size = SIZE, .before = 60,
                      .bold = TRUE, .frame = TRUE },
    [DOCX_SMALL] = { .justify = "left", .size = SIZE_TABLE, .before = 60 },
    [DOCX_BODY_KEPT] = { .justify = "thaiDistribute", .first_line = 1418,
                         .size = SIZE, .before = 120, .keep = TRUE },
    [DOCX_PLAIN_KEPT] = { .justify = "left", .size = SIZE, .before = 60,
                          .keep = TRUE },
    [DOCX_RIGHT_KEPT] = { .justify = "left", .left = 4536, .size = SIZE,
                          .keep = TRUE },
};
/* clang-format on */
G_STATIC_ASSERT(G_N_ELEMENTS(styles) == DOCX_STYLE_COUNT);

static const StyleRow cell_style = { .justify = "left", .size = SIZE_TABLE };
static const StyleRow head_style = { .justify = "center",
                                     .size = SIZE_TABLE,
                                     .bold = TRUE };

#define XML(text) ((const xmlChar *)(text))

/* --- elements ---------------------------------------------------------- */

static void open_tag(Docx *docx, const char *name)
{
    xmlTextWriterStartElement(docx->xml, XML(name));
}

static void close_tag(Docx *docx)
{
    xmlTextWriterEndElement(docx->xml);
}

static void attribute(Docx *docx, const char *name, const char *value)
{
    xmlTextWriterWriteAttribute(docx->xml, XML(name), XML(value));
}

static void attribute_int(Docx *docx, const char *name, int value)
{
    xmlTextWriterWriteFormatAttribute(docx->xml, XML(name), "%d", value);
}

/* <name w:val="value"/>; NULL: no value. */
static void value_tag(Docx *docx, const char *name, const char *value)
{
    open_tag(docx, name);
    if (value != NULL)
        attribute(docx, "w:val", value);
    close_tag(docx);
}

static void size_tag(Docx *docx, const char *name, int value)
{
    open_tag(docx, name);
    attribute_int(docx, "w:val", value);
    close_tag(docx);
}

/* Everything twice: once for Latin, once ("cs") for Thai. */
static void run_properties(Docx *docx, int size, gboolean bold)
{
    open_tag(docx, "w:rPr");
    open_tag(docx, "w:rFonts");
    attribute(docx, "w:ascii", FONT);
    attribute(docx, "w:hAnsi", FONT);
    attribute(docx, "w:eastAsia", FONT);
    attribute(docx, "w:cs", FONT);
    close_tag(docx);
    if (bold) {
        value_tag(docx, "w:b", NULL);
        value_tag(docx, "w:bCs", NULL);
    }
    size_tag(docx, "w:sz", size);
    size_tag(docx, "w:szCs", size);
    value_tag(docx, "w:cs", NULL);
    open_tag(docx, "w:lang");
    attribute(docx, "w:val", "en-US");
    attribute(docx, "w:bidi", "th-TH");
    close_tag(docx);
    close_tag(docx);
}

static void run(Docx *docx, const char *text, int size, gboolean bold)
{
    g_autofree char *clean = digest_clean(text);

    open_tag(docx, "w:r");
    run_properties(docx, size, bold);
    open_tag(docx, "w:t");
    attribute(docx, "xml:space", "preserve");
    xmlTextWriterWriteString(docx->xml, XML(clean));
    close_tag(docx);
    close_tag(docx);
}

static void frame_tag(Docx *docx)
{
    static const char *const sides[] = { "w:top", "w:left", "w:bottom",
                                         "w:right" };

    open_tag(docx, "w:pBdr");
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        open_tag(docx, sides[i]);
        attribute(docx, "w:val", "single");
        attribute(docx, "w:sz", "6");
        attribute(docx, "w:space", "4");
        attribute(docx, "w:color", "808080");
        close_tag(docx);
    }
    close_tag(docx);
}

static void indent_tag(Docx *docx, const StyleRow *style)
{
    if (style->left == 0 && style->first_line == 0)
        return;
    open_tag(docx, "w:ind");
    attribute_int(docx, "w:left", style->left);
    if (style->hanging > 0)
        attribute_int(docx, "w:hanging", style->hanging);
    else
        attribute_int(docx, "w:firstLine", style->first_line);
    close_tag(docx);
}

/* The order of these is laid down by the schema of the format. */
static void paragraph_properties(Docx *docx, const StyleRow *style)
{
    open_tag(docx, "w:pPr");
    if (style->keep) {
        value_tag(docx, "w:keepNext", NULL);
        value_tag(docx, "w:keepLines", NULL);
    }
    if (style->frame)
        frame_tag(docx);
    open_tag(docx, "w:spacing");
    attribute_int(docx, "w:before", style->before);
    attribute_int(docx, "w:after", 0);
    close_tag(docx);
    indent_tag(docx, style);
    value_tag(docx, "w:jc", style->justify);
    if (style->outline)
        value_tag(docx, "w:outlineLvl", "0");
    close_tag(docx);
}

static void paragraph(Docx *docx, const StyleRow *style, const char *label,
                      const char *text)
{
    open_tag(docx, "w:p");
    paragraph_properties(docx, style);
    if (label != NULL)
        run(docx, label, style->size, TRUE);
    if (text != NULL)
        run(docx, text, style->size, style->bold);
    close_tag(docx);
}

void docx_paragraph(Docx *docx, DocxStyle style, const char *label,
                    const char *text)
{
    paragraph(docx, &styles[style], label, text);
}

void docx_page_break(Docx *docx)
{
    open_tag(docx, "w:p");
    open_tag(docx, "w:r");
    open_tag(docx, "w:br");
    attribute(docx, "w:type", "page");
    close_tag(docx);
    close_tag(docx);
    close_tag(docx);
}

/* --- tables ------------------------------------------------------------ */

static void table_borders(Docx *docx)
{
    static const char *const sides[] = { "w:top",   "w:left",    "w:bottom",
                                         "w:right", "w:insideH", "w:insideV" };

    open_tag(docx, "w:tblBorders");
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        open_tag(docx, sides[i]);
        attribute(docx, "w:val", "single");
        attribute(docx, "w:sz", "4");
        close_tag(docx);
    }
    close_tag(docx);
}

void docx_table_open(Docx *docx, const int *widths, gsize count)
{
    int total = 0;

    g_assert(count <= COLUMNS_MAX);
    docx->columns = count;
    for (gsize i = 0; i < count; i++)
        total += docx->widths[i] = widths[i];
    open_tag(docx, "w:tbl");
    open_tag(docx, "w:tblPr");
    open_tag(docx, "w:tblW");
    attribute_int(docx, "w:w", total);
    attribute(docx, "w:type", "dxa");
    close_tag(docx);
    table_borders(docx);
    open_tag(docx, "w:tblLayout");
    attribute(docx, "w:type", "fixed");
    close_tag(docx);
    close_tag(docx);
    open_tag(docx, "w:tblGrid");
    for (gsize i = 0; i < count; i++) {
        open_tag(docx, "w:gridCol");
        attribute_int(docx, "w:w", widths[i]);
        close_tag(docx);
    }
    close_tag(docx);
}

/* A cell must hold a paragraph, even an empty one. */
static void cell_paragraphs(Docx *docx, const StyleRow *style, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);

    if (lines[0] == NULL)
        paragraph(docx, style, NULL, "");
    for (gsize i = 0; lines[i] != NULL; i++)
        paragraph(docx, style, NULL, lines[i]);
}

void docx_row(Docx *docx, const char *const *cells, gboolean heads)
{
    open_tag(docx, "w:tr");
    open_tag(docx, "w:trPr");
    value_tag(docx, "w:cantSplit", NULL);
    if (heads)
        value_tag(docx, "w:tblHeader", NULL);
    close_tag(docx);
    for (gsize i = 0; i < docx->columns; i++) {
        open_tag(docx, "w:tc");
        open_tag(docx, "w:tcPr");
        open_tag(docx, "w:tcW");
        attribute_int(docx, "w:w", docx->widths[i]);
        attribute(docx, "w:type", "dxa");
        close_tag(docx);
        close_tag(docx);
        cell_paragraphs(docx, heads ? &head_style : &cell_style, cells[i]);
        close_tag(docx);
    }
    close_tag(docx);
}

void docx_table_close(Docx *docx)
{
    close_tag(docx);
}

/* --- the package ------------------------------------------------------- */

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define WORD_MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define PROLOG "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char content_types[] = PROLOG
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
    "vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>";

static const char relations[] = PROLOG
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE
    "relationships/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE
    "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "</Relationships>";

Docx *docx_new(void)
{
    Docx *docx = g_new0(Docx, 1);

    docx->buffer = xmlBufferCreate();
    docx->xml = xmlNewTextWriterMemory(docx->buffer, 0);
    g_assert(docx->xml != NULL);
    xmlTextWriterStartDocument(docx->xml, "1.0", "UTF-8", "yes");
    open_tag(docx, "w:document");
    attribute(docx, "xmlns:w", WORD_MAIN);
    open_tag(docx, "w:body");
    return docx;
}

void docx_free(Docx *docx)
{
    if (docx == NULL)
        return;
    if (docx->xml != NULL)
        xmlFreeTextWriter(docx->xml);
    xmlBufferFree(docx->buffer);
    g_free(docx);
}

/* A4 with the margins of the rules of official letters: 3 cm and 2 cm. */
static void section(Docx *docx)
{
    static const struct {
        const char *name;
        int value;
    } margins[] = {
        { "w:top", 1134 },  { "w:right", 1134 }, { "w:bottom", 1134 },
        { "w:left", 1701 }, { "w:header", 708 }, { "w:footer", 708 },
        { "w:gutter", 0 },
    };

    open_tag(docx, "w:sectPr");
    open_tag(docx, "w:pgSz");
    attribute_int(docx, "w:w", 11906);
    attribute_int(docx, "w:h", 16838);
    close_tag(docx);
    open_tag(docx, "w:pgMar");
    for (gsize i = 0; i < G_N_ELEMENTS(margins); i++)
        attribute_int(docx, margins[i].name, margins[i].value);
    close_tag(docx);
    close_tag(docx);
}

static char *core_properties(const char *title)
{
    g_autofree char *clean = digest_clean(title);
    g_autofree char *escaped = g_markup_escape_text(clean, -1);

    return g_strdup_printf(
        PROLOG "<cp:coreProperties xmlns:cp=\"" PACKAGE
               "metadata/core-properties\" "
               "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
               "<dc:title>%s</dc:title><dc:creator>oit-audit</dc:creator>"
               "<dc:language>th-TH</dc:language></cp:coreProperties>",
        escaped);
}

static gboolean add_part(zip_t *zip, const char *name, const char *data,
                         gsize len)
{
    zip_source_t *source = zip_source_buffer(zip, data, len, 0);
    zip_int64_t index;

    if (source == NULL)
        return FALSE;
    index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return FALSE;
    }
    return zip_file_set_mtime(zip, (zip_uint64_t)index, PART_TIME, 0) == 0;
}

/* What libzip wrote into @source. */
static GBytes *source_bytes(zip_source_t *source)
{
    zip_stat_t stat;
    char *data;
    zip_int64_t got;

    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 ||
        (stat.valid & ZIP_STAT_SIZE) == 0 || zip_source_open(source) != 0)
        return NULL;
    data = g_malloc(stat.size + 1);
    got = zip_source_read(source, data, stat.size);
    zip_source_close(source);
    if (got < 0 || (zip_uint64_t)got != stat.size) {
        g_free(data);
        return NULL;
    }
    return g_bytes_new_take(data, stat.size);
}

static GBytes *package(const char *document, gsize len, const char *core)
{
    zip_error_t cause;
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &cause);
    zip_t *zip;
    GBytes *bytes = NULL;

    if (target == NULL)
        return NULL;
    zip = zip_open_from_source(target, ZIP_TRUNCATE, &cause);
    if (zip == NULL) {
        zip_source_free(target);
        return NULL;
    }
    zip_source_keep(target); /* closing the archive drops one reference */
    if (!add_part(zip, "[Content_Types].xml", content_types,
                  sizeof content_types - 1) ||
        !add_part(zip, "_rels/.rels", relations, sizeof relations - 1) ||
        !add_part(zip, "docProps/core.xml", core, strlen(core)) ||
        !add_part(zip, "word/document.xml", document, len))
        zip_discard(zip);
    else if (zip_close(zip) != 0)
        zip_discard(zip);
    else
        bytes = source_bytes(target);
    zip_source_free(target);
    return bytes;
}

GBytes *docx_finish(Docx *docx, const char *title, GError **error)
{
    g_autofree char *core = core_properties(title);
    GBytes *bytes;

    g_assert(docx->xml != NULL);
    section(docx);
    xmlTextWriterEndDocument(docx->xml);
    g_clear_pointer(&docx->xml, xmlFreeTextWriter);
    bytes = package((const char *)xmlBufferContent(docx->buffer),
                    (gsize)xmlBufferLength(docx->buffer), core);
    if (bytes == NULL)
        g_set_error(error, REPORT_ERROR, REPORT_ERROR_FORMAT,
                    "docx: the package could not be made");
    return bytes;
}
