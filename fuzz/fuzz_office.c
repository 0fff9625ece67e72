/*
 * Office files. A fuzzer can not make zip containers, so the input is XML:
 * its first byte says which part of which format it stands for, and the
 * parts around it are plain.
 */
#include "document/formats.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands in a container besides the part under test. */
static const struct {
    Format format;
    const char *part;
    const char *other[4][2];
} kinds[] = {
    { FORMAT_DOCX, "word/document.xml", { { NULL, NULL } } },
    { FORMAT_DOCX,
      "word/numbering.xml",
      { { "word/document.xml",
          "<d><p><pPr><numPr><ilvl val='1'/><numId val='1'/></numPr></pPr>"
          "<r><t>a</t></r></p></d>" } } },
    { FORMAT_DOCX,
      "word/styles.xml",
      { { "word/document.xml",
          "<d><p><pPr><pStyle val='a'/></pPr><r><t>a</t></r></p></d>" } } },
    { FORMAT_XLSX,
      "xl/s.xml",
      { { "xl/workbook.xml", "<w><sheet name='a' id='s'/></w>" },
        { "xl/_rels/workbook.xml.rels",
          "<r><Relationship Id='s' Type='x/worksheet' Target='s.xml'/></r>" },
        { "xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>" } } },
    { FORMAT_XLSX,
      "xl/styles.xml",
      { { "xl/workbook.xml", "<w><sheet name='a' id='s'/></w>" },
        { "xl/_rels/workbook.xml.rels",
          "<r><Relationship Id='s' Type='x/worksheet' Target='s.xml'/></r>" },
        { "xl/s.xml", "<s><row><c s='0'><v>44651.5</v></c><c "
                      "s='1'><v>1</v></c></row></s>" } } },
    { FORMAT_PPTX,
      "ppt/slide.xml",
      { { "ppt/presentation.xml", "<p><sldId id='s'/></p>" },
        { "ppt/_rels/presentation.xml.rels",
          "<r><Relationship Id='s' Type='x/slide' Target='slide.xml'/></r>" },
        { "ppt/_rels/slide.xml.rels",
          "<r><Relationship Id='d' Type='x/diagramData' Target='d.xml'/>"
          "<Relationship Id='h' Type='x/hyperlink' Target='https://a.go.th/'"
          " TargetMode='External'/></r>" },
        { "ppt/d.xml", "<d><p><r><t>a</t></r></p></d>" } } },
    { FORMAT_ODT,
      "content.xml",
      { { "styles.xml",
          "<s><style name='b' family='text'><text-properties "
          "font-weight='bold'/></style><list-style name='l'>"
          "<list-level-style-number level='1' num-format='1'/></list-style>"
          "</s>" } } },
};

/* --- a zip of stored parts, without a library ---------------------------- */

static void le_append(GByteArray *out, guint64 value, guint byte_count)
{
    for (guint i = 0; i < byte_count; i++) {
        guint8 byte = (guint8)(value >> (8 * i));

        g_byte_array_append(out, &byte, 1);
    }
}

static guint32 crc_of(const guint8 *bytes, gsize len)
{
    guint32 crc = 0xffffffff;

    for (gsize i = 0; i < len; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1u)));
    }
    return ~crc;
}

/* What local and central headers have in common. */
static void header_append(GByteArray *out, const char *name, guint32 crc,
                          gsize len)
{
    le_append(out, 20, 2);
    le_append(out, 0, 2 + 2 + 4);
    le_append(out, crc, 4);
    le_append(out, len, 4);
    le_append(out, len, 4);
    le_append(out, strlen(name), 2);
    le_append(out, 0, 2);
}

static void part_append(GByteArray *zip, GByteArray *directory,
                        const char *name, const guint8 *bytes, gsize len)
{
    guint32 crc = crc_of(bytes, len);
    guint at = zip->len;

    g_byte_array_append(zip, (const guint8 *)"PK\3\4", 4);
    header_append(zip, name, crc, len);
    g_byte_array_append(zip, (const guint8 *)name, (guint)strlen(name));
    g_byte_array_append(zip, bytes, (guint)len);
    g_byte_array_append(directory, (const guint8 *)"PK\1\2", 4);
    le_append(directory, 20, 2);
    header_append(directory, name, crc, len);
    le_append(directory, 0, 2 + 2 + 2);
    le_append(directory, 0, 4);
    le_append(directory, at, 4);
    g_byte_array_append(directory, (const guint8 *)name, (guint)strlen(name));
}

static void zip_finish(GByteArray *zip, const GByteArray *directory,
                       guint count)
{
    guint at = zip->len;

    g_byte_array_append(zip, directory->data, directory->len);
    g_byte_array_append(zip, (const guint8 *)"PK\5\6", 4);
    le_append(zip, 0, 4);
    le_append(zip, count, 2);
    le_append(zip, count, 2);
    le_append(zip, directory->len, 4);
    le_append(zip, at, 4);
    le_append(zip, 0, 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ReadRequest request = { .url = "https://a.go.th/x/y" };
    g_autoptr(GByteArray) zip = g_byte_array_new();
    g_autoptr(GByteArray) directory = g_byte_array_new();
    g_autoptr(Document) document = NULL;
    gsize kind;
    guint count = 1;

    if (size < 2)
        return 0;
    kind = (gsize)(data[0] - '0') % G_N_ELEMENTS(kinds);
    part_append(zip, directory, kinds[kind].part, data + 1, size - 1);
    for (guint i = 0; i < 4 && kinds[kind].other[i][0] != NULL; i++, count++)
        part_append(zip, directory, kinds[kind].other[i][0],
                    (const guint8 *)kinds[kind].other[i][1],
                    strlen(kinds[kind].other[i][1]));
    zip_finish(zip, directory, count);
    document = format_read(kinds[kind].format, (const char *)zip->data,
                           zip->len, &request);
    g_assert(document->reason != READ_BROKEN_FILE ||
             document->reason_detail != NULL);
    return 0;
}
