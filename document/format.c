#include "document/formats.h"

#include <string.h>

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_WORDS ((const char *const[]){ NULL })

static const FormatRow rows[] = {
    [FORMAT_UNKNOWN] = { FORMAT_UNKNOWN, "unknown", NO_WORDS, NO_WORDS, NULL,
                         "not a format of documents" },
    [FORMAT_HTML] = { FORMAT_HTML, "html",
                      WORDS("text/html", "application/xhtml+xml"),
                      WORDS("html", "htm", "xhtml", "php", "asp", "aspx",
                            "jsp"),
                      format_html_read, NULL },
    [FORMAT_PDF] = { FORMAT_PDF, "pdf",
                     WORDS("application/pdf", "application/x-pdf"),
                     WORDS("pdf"), format_pdf_read, NULL },
    [FORMAT_DOCX] = { FORMAT_DOCX, "docx",
                      WORDS("application/vnd.openxmlformats-officedocument."
                            "wordprocessingml.document"),
                      WORDS("docx", "docm", "dotx"), format_docx_read, NULL },
    [FORMAT_XLSX] = { FORMAT_XLSX, "xlsx",
                      WORDS("application/vnd.openxmlformats-officedocument."
                            "spreadsheetml.sheet"),
                      WORDS("xlsx", "xlsm", "xltx"), format_xlsx_read, NULL },
    [FORMAT_PPTX] = { FORMAT_PPTX, "pptx",
                      WORDS("application/vnd.openxmlformats-officedocument."
                            "presentationml.presentation"),
                      WORDS("pptx", "pptm", "ppsx"), format_pptx_read, NULL },
    [FORMAT_ODT] = { FORMAT_ODT, "odt",
                     WORDS("application/vnd.oasis.opendocument.text"),
                     WORDS("odt", "ott", "odp"), format_odf_read, NULL },
    [FORMAT_ODS] = { FORMAT_ODS, "ods",
                     WORDS("application/vnd.oasis.opendocument.spreadsheet"),
                     WORDS("ods", "ots"), format_odf_read, NULL },
    [FORMAT_RTF] = { FORMAT_RTF, "rtf", WORDS("application/rtf", "text/rtf"),
                     WORDS("rtf"), format_rtf_read, NULL },
    [FORMAT_DOC] = { FORMAT_DOC, "doc", WORDS("application/msword"),
                     WORDS("doc", "dot"), format_legacy_read, NULL },
    [FORMAT_XLS] = { FORMAT_XLS, "xls", WORDS("application/vnd.ms-excel"),
                     WORDS("xls", "xlt"), format_legacy_read, NULL },
    [FORMAT_PPT] = { FORMAT_PPT, "ppt", WORDS("application/vnd.ms-powerpoint"),
                     WORDS("ppt", "pps"), format_legacy_read, NULL },
    [FORMAT_CSV] = { FORMAT_CSV, "csv",
                     WORDS("text/csv", "application/csv",
                           "text/tab-separated-values"),
                     WORDS("csv", "tsv"), format_csv_read, NULL },
    [FORMAT_TEXT] = { FORMAT_TEXT, "text", WORDS("text/plain"),
                      WORDS("txt", "text", "md", "log"), format_text_read,
                      NULL },
    [FORMAT_IMAGE] = { FORMAT_IMAGE, "image",
                       WORDS("image/jpeg", "image/png", "image/gif",
                             "image/webp", "image/tiff", "image/bmp"),
                       WORDS("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff",
                             "bmp"),
                       format_image_read, NULL },
    [FORMAT_ARCHIVE] = { FORMAT_ARCHIVE, "archive",
                         WORDS("application/zip", "application/x-rar",
                               "application/vnd.rar",
                               "application/x-7z-compressed",
                               "application/gzip"),
                         WORDS("zip", "rar", "7z", "gz", "tar"),
                         format_archive_read, NULL },
};
_Static_assert(G_N_ELEMENTS(rows) == FORMAT_COUNT, "a row a format");

const FormatRow *format_row(Format format)
{
    return (guint)format < FORMAT_COUNT ? &rows[format] : &rows[FORMAT_UNKNOWN];
}

const char *format_name(Format format)
{
    return format_row(format)->name;
}

Document *format_read(Format format, const char *bytes, gsize len,
                      const ReadRequest *request)
{
    const FormatRow *row = format_row(format);
    Document *document;

    if (len == 0)
        document = document_new_unread(format, READ_EMPTY, "no bytes");
    else if (row->read == NULL)
        document = document_new_unread(format, READ_UNSUPPORTED, row->lacking);
    else
        document = row->read(bytes, len, request);
    if (document->url == NULL)
        document->url = g_strdup(request->url);
    return document;
}

/* --- sniffing ------------------------------------------------------------ */

#define SNIFF_LEN 4096

typedef struct {
    Format format;
    const char *bytes;
    gsize len;
} Signature;

#define SIGNATURE(format, literal)                                             \
    {                                                                          \
        format, literal, sizeof(literal) - 1                                   \
    }

static const Signature signatures[] = {
    SIGNATURE(FORMAT_RTF, "{\\rtf"),
    SIGNATURE(FORMAT_IMAGE, "\x89PNG\r\n"),
    SIGNATURE(FORMAT_IMAGE, "\xff\xd8\xff"),
    SIGNATURE(FORMAT_IMAGE, "GIF8"),
    SIGNATURE(FORMAT_IMAGE, "II*\0"),
    SIGNATURE(FORMAT_IMAGE, "MM\0*"),
    SIGNATURE(FORMAT_ARCHIVE, "Rar!\x1a"),
    SIGNATURE(FORMAT_ARCHIVE, "7z\xbc\xaf\x27\x1c"),
    SIGNATURE(FORMAT_ARCHIVE, "\x1f\x8b\x08"),
};

/* What tells a zip or OLE2 container's format: a name inside it. */
static const Signature zip_names[] = {
    SIGNATURE(FORMAT_DOCX, "word/document.xml"),
    SIGNATURE(FORMAT_DOCX, "word/document2.xml"),
    SIGNATURE(FORMAT_XLSX, "xl/workbook.xml"),
    SIGNATURE(FORMAT_XLSX, "xl/workbook.bin"),
    SIGNATURE(FORMAT_PPTX, "ppt/presentation.xml"),
};

static const Signature zip_mimetypes[] = {
    SIGNATURE(FORMAT_ODT, "application/vnd.oasis.opendocument.text"),
    SIGNATURE(FORMAT_ODS, "application/vnd.oasis.opendocument.spreadsheet"),
    SIGNATURE(FORMAT_ODT, "application/vnd.oasis.opendocument.presentation"),
};

/* UTF-16LE, as OLE2 directory entries spell them. */
static const Signature ole_names[] = {
    SIGNATURE(FORMAT_DOC, "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
    SIGNATURE(FORMAT_XLS, "W\0o\0r\0k\0b\0o\0o\0k\0"),
    SIGNATURE(FORMAT_PPT, "P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0"),
    SIGNATURE(FORMAT_XLS, "B\0o\0o\0k\0\0\0"),
};

static const char *const html_tags[] = {
    "!doctype html",
    "html",
    "head",
    "body",
    "div",
    "table",
    "meta",
    "title",
    "script",
    "link",
    "p",
    "span",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "br",
    "a",
    "img",
    "center",
    "font",
    "form",
    "section",
    "article",
    "main",
    "style",
    "b",
    "strong",
    "iframe",
    "nav",
    "header",
    "frameset",
    "tbody",
    "tr",
};

static gboolean starts_with(const char *bytes, gsize len, const char *prefix,
                            gsize prefix_len)
{
    return len >= prefix_len && memcmp(bytes, prefix, prefix_len) == 0;
}

/* The Format of the row whose words hold @word, FORMAT_UNKNOWN for none. */
static Format format_of_word(const char *word, gboolean media_type)
{
    for (guint i = 0; i < FORMAT_COUNT; i++) {
        const char *const *words =
            media_type ? rows[i].media_types : rows[i].extensions;

        for (; *words != NULL; words++) {
            if (g_ascii_strcasecmp(*words, word) == 0)
                return (Format)i;
        }
    }
    return FORMAT_UNKNOWN;
}

static Format format_of_content_type(const char *content_type)
{
    g_autofree char *type = NULL;

    if (content_type == NULL)
        return FORMAT_UNKNOWN;
    type = g_strndup(content_type, strcspn(content_type, ";, "));
    return format_of_word(type, TRUE);
}

static Format format_of_file_name(const char *file_name)
{
    g_autofree char *name = NULL;
    const char *dot;

    if (file_name == NULL)
        return FORMAT_UNKNOWN;
    name = g_strndup(file_name, strcspn(file_name, "?#"));
    dot = strrchr(name, '.');
    if (dot == NULL || strchr(dot, '/') != NULL)
        return FORMAT_UNKNOWN;
    return format_of_word(dot + 1, FALSE);
}

static Format signature_find(const Signature *list, gsize count,
                             const char *bytes, gsize len)
{
    for (gsize i = 0; i < count; i++) {
        if (memmem(bytes, len, list[i].bytes, list[i].len) != NULL)
            return list[i].format;
    }
    return FORMAT_UNKNOWN;
}

static guint32 le_read(const char *at, guint byte_count)
{
    guint32 value = 0;

    for (guint i = byte_count; i-- > 0;)
        value = value << 8 | (guint8)at[i];
    return value;
}

/* Member names by the central directory: a docx stored inside a plain zip
 * must not make the zip a docx. */
static Format zip_directory_sniff(const char *bytes, gsize len)
{
    const char *end = bytes + len;
    const char *record = NULL;
    const char *at;

    for (gsize back = 22; back <= len && back < 22 + 65536; back++) {
        if (memcmp(end - back, "PK\5\6", 4) == 0) {
            record = end - back;
            break;
        }
    }
    if (record == NULL)
        return FORMAT_COUNT;
    if (le_read(record + 16, 4) > len)
        return FORMAT_COUNT;
    at = bytes + le_read(record + 16, 4);
    while (end - at >= 46 && memcmp(at, "PK\1\2", 4) == 0) {
        gsize name_len = le_read(at + 28, 2);
        gsize rest_len = le_read(at + 30, 2) + le_read(at + 32, 2);

        if ((gsize)(end - at) < 46 + name_len + rest_len)
            break;
        for (gsize i = 0; i < G_N_ELEMENTS(zip_names); i++) {
            if (zip_names[i].len == name_len &&
                memcmp(at + 46, zip_names[i].bytes, name_len) == 0)
                return zip_names[i].format;
        }
        at += 46 + name_len + rest_len;
    }
    return FORMAT_UNKNOWN;
}

static Format zip_sniff(const char *bytes, gsize len)
{
    Format format = FORMAT_UNKNOWN;

    if (len > 38 && memcmp(bytes + 30, "mimetype", 8) == 0)
        format = signature_find(zip_mimetypes, G_N_ELEMENTS(zip_mimetypes),
                                bytes + 38, MIN(len - 38, 128));
    if (format != FORMAT_UNKNOWN)
        return format;
    format = zip_directory_sniff(bytes, len);
    /* Cut short: the names of the parts that did arrive still tell. */
    if (format == FORMAT_COUNT)
        format = signature_find(zip_names, G_N_ELEMENTS(zip_names), bytes, len);
    return format == FORMAT_UNKNOWN ? FORMAT_ARCHIVE : format;
}

static Format ole_sniff(const char *bytes, gsize len, Format told)
{
    static const char package[] =
        "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

    /* A locked docx or xlsx: its reader says that it is encrypted. */
    if (memmem(bytes, len, package, sizeof(package) - 1) != NULL)
        return told == FORMAT_XLSX || told == FORMAT_PPTX ? told : FORMAT_DOCX;
    return signature_find(ole_names, G_N_ELEMENTS(ole_names), bytes, len);
}

/* The beginning as lower-case ASCII: UTF-16 halves and BOMs fall away. */
static char *ascii_head(const char *bytes, gsize len)
{
    GString *head = g_string_new(NULL);

    for (gsize i = 0; i < MIN(len, SNIFF_LEN); i++) {
        if (bytes[i] > 0)
            g_string_append_c(head, g_ascii_tolower(bytes[i]));
    }
    return g_string_free(head, FALSE);
}

static gboolean tag_at(const char *at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(html_tags); i++) {
        gsize len = strlen(html_tags[i]);

        if (strncmp(at, html_tags[i], len) == 0 &&
            (at[len] == '\0' || strchr(" \t\r\n>/", at[len]) != NULL))
            return TRUE;
    }
    return FALSE;
}

static gboolean looks_like_html(const char *head, gboolean told)
{
    const char *at = head + strspn(head, " \t\r\n");

    if (!told && *at != '<')
        return FALSE;
    for (at = strchr(at, '<'); at != NULL; at = strchr(at + 1, '<')) {
        if (tag_at(at + 1))
            return TRUE;
    }
    return FALSE;
}

static gboolean looks_like_text(const char *bytes, gsize len)
{
    gsize odd_count = 0;

    if (len >= 2 && ((guint8)bytes[0] == 0xff || (guint8)bytes[0] == 0xfe) &&
        ((guint8)bytes[1] == 0xfe || (guint8)bytes[1] == 0xff))
        return TRUE;
    len = MIN(len, SNIFF_LEN);
    for (gsize i = 0; i < len; i++) {
        if (bytes[i] == '\0')
            return FALSE;
        if (bytes[i] > 0 && bytes[i] < ' ' &&
            strchr("\t\r\n\f\x1b", bytes[i]) == NULL)
            odd_count++;
    }
    return odd_count * 50 <= len;
}

static Format signature_sniff(const char *bytes, gsize len, Format told)
{
    gsize skip = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(signatures); i++) {
        if (starts_with(bytes, len, signatures[i].bytes, signatures[i].len))
            return signatures[i].format;
    }
    if (len >= 12 && memcmp(bytes, "RIFF", 4) == 0 &&
        memcmp(bytes + 8, "WEBP", 4) == 0)
        return FORMAT_IMAGE;
    if (starts_with(bytes, len, "BM", 2) && !looks_like_text(bytes, len))
        return FORMAT_IMAGE;
    if (starts_with(bytes, len, "PK\3\4", 4) ||
        starts_with(bytes, len, "PK\5\6", 4))
        return zip_sniff(bytes, len);
    if (starts_with(bytes, len, "\xd0\xcf\x11\xe0", 4))
        return ole_sniff(bytes, len, told);
    while (skip < len && g_ascii_isspace(bytes[skip]))
        skip++;
    /* Junk before the header is common; a page that talks of PDF is not. */
    if (skip < len && bytes[skip] != '<' &&
        memmem(bytes, MIN(len, 1024), "%PDF-", 5) != NULL)
        return FORMAT_PDF;
    return FORMAT_UNKNOWN;
}

Format format_sniff(const char *bytes, gsize len, const char *content_type,
                    const char *file_name)
{
    Format by_type = format_of_content_type(content_type);
    Format by_name = format_of_file_name(file_name);
    Format told = by_name != FORMAT_UNKNOWN ? by_name : by_type;
    Format format = signature_sniff(bytes, len, told);
    g_autofree char *head = NULL;
    gboolean told_html = by_type == FORMAT_HTML || by_name == FORMAT_HTML;

    if (format != FORMAT_UNKNOWN)
        return format;
    head = ascii_head(bytes, len);
    if (by_type != FORMAT_CSV && by_name != FORMAT_CSV &&
        looks_like_html(head, told_html))
        return FORMAT_HTML;
    if (!looks_like_text(bytes, len))
        return told;
    if (by_name == FORMAT_CSV || by_type == FORMAT_CSV)
        return FORMAT_CSV;
    if (by_type == FORMAT_HTML)
        return FORMAT_HTML;
    /* Text that calls itself a PDF or docx is broken, not text. */
    if (told != FORMAT_UNKNOWN && told != FORMAT_HTML)
        return told;
    return len == 0 ? told : FORMAT_TEXT;
}
