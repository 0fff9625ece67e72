#include "document/xlsx_style.h"

#include <math.h>
#include <string.h>

#include "document/xml.h"

enum {
    FORMATS_MAX = 65536,
    DECIMALS_MAX = 10,
    DAY_LAST = 2958465, /* 9999-12-31 */
};

struct XlsxStyles {
    GHashTable *codes;                 /* number format id to char* */
    GArray *bold_fonts, *shaded_fills; /* gboolean */
    GArray *formats;                   /* XlsxStyle of cellXfs */
};

/* Formats that have a number and no code in the file. */
static const struct {
    int first, last;
    const char *code;
} built_in[] = {
    { 1, 1, "0" },
    { 2, 2, "0.00" },
    { 3, 3, "#,##0" },
    { 4, 4, "#,##0.00" },
    { 9, 9, "0%" },
    { 10, 10, "0.00%" },
    { 14, 17, "d/m/yyyy" },
    { 18, 21, "h:mm" },
    { 22, 22, "d/m/yy h:mm" },
    { 27, 36, "d/m/yyyy" },
    { 37, 38, "#,##0" },
    { 39, 40, "#,##0.00" },
    { 41, 42, "#,##0" },
    { 43, 44, "#,##0.00" },
    { 45, 47, "h:mm" },
    { 50, 58, "d/m/yyyy" },
    { 59, 59, "0" },
    { 60, 60, "0.00" },
    { 61, 61, "#,##0" },
    { 62, 62, "#,##0.00" },
    { 67, 67, "0%" },
    { 68, 68, "0.00%" },
    { 71, 74, "d/m/yyyy" },
    { 75, 76, "h:mm" },
    { 77, 77, "d/m/yyyy h:mm" },
    { 78, 80, "h:mm" },
    { 81, 81, "d/m/bb" },
};

/* --- format codes -------------------------------------------------------- */

/* The first section without what is shown as it stands. */
static char *code_letters(const char *code)
{
    GString *out = g_string_new(NULL);

    while (*code != '\0' && *code != ';') {
        if (*code == '"') {
            code += strcspn(code + 1, "\"") + 1;
            code += *code == '"' ? 1 : 0;
        } else if (*code == '[') {
            code += strcspn(code, "]");
            code += *code == ']' ? 1 : 0;
        } else if ((*code == '\\' || *code == '_' || *code == '*') &&
                   code[1] != '\0') {
            code = g_utf8_next_char(code + 1);
        } else {
            g_string_append_c(out, g_ascii_tolower(*code++));
        }
    }
    return g_string_free(out, FALSE);
}

static gboolean has_one(const char *text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strstr(text, *words) != NULL)
            return TRUE;
    }
    return FALSE;
}

XlsxStyle xlsx_style_of_code(const char *code)
{
    static const char *const days[] = { "y", "d", "b", "ว", "ป", NULL };
    static const char *const hours[] = { "h", "s", "ช", "ท", NULL };
    static const char *const months[] = { "m", "ด", NULL };
    XlsxStyle style = { .kind = NUMBER_GENERAL };
    g_autofree char *letters = code_letters(code);
    const char *dot;

    if (strstr(letters, "general") != NULL || strstr(letters, "ทั่วไป") != NULL ||
        strchr(letters, '@') != NULL)
        return style;
    if (has_one(letters, days) ||
        (has_one(letters, months) && !has_one(letters, hours))) {
        style.kind = has_one(letters, hours) ? NUMBER_DATE_TIME : NUMBER_DATE;
        return style;
    }
    if (has_one(letters, hours)) {
        style.kind = NUMBER_TIME;
        return style;
    }
    if (strpbrk(letters, "0#?") == NULL || strchr(letters, 'e') != NULL ||
        strchr(letters, '/') != NULL)
        return style;
    style.kind = strchr(letters, '%') != NULL ? NUMBER_PERCENT : NUMBER_DECIMAL;
    style.thousands =
        strstr(letters, ",#") != NULL || strstr(letters, ",0") != NULL;
    dot = strchr(letters, '.');
    if (dot != NULL)
        style.decimals = (int)MIN(strspn(dot + 1, "0#?"), (gsize)DECIMALS_MAX);
    return style;
}

/* --- the part ------------------------------------------------------------ */

static int int_attribute(XmlReader *reader, const char *name, int fallback)
{
    g_autofree char *text = xml_reader_attribute(reader, name);

    if (text == NULL || !g_ascii_isdigit(*text))
        return fallback;
    return (int)CLAMP(g_ascii_strtoll(text, NULL, 10), 0, 1000000);
}

static gboolean flag_at(const GArray *flags, int index)
{
    return index >= 0 && (guint)index < flags->len &&
           g_array_index(flags, gboolean, index);
}

static void format_add(XlsxStyles *styles, XmlReader *reader)
{
    int id = int_attribute(reader, "numFmtId", 0);
    const char *code = g_hash_table_lookup(styles->codes, GINT_TO_POINTER(id));
    XlsxStyle style;

    for (gsize i = 0; code == NULL && i < G_N_ELEMENTS(built_in); i++) {
        if (id >= built_in[i].first && id <= built_in[i].last)
            code = built_in[i].code;
    }
    style = xlsx_style_of_code(code == NULL ? "General" : code);
    style.bold =
        flag_at(styles->bold_fonts, int_attribute(reader, "fontId", -1));
    style.shaded =
        flag_at(styles->shaded_fills, int_attribute(reader, "fillId", -1));
    if (styles->formats->len < FORMATS_MAX)
        g_array_append_val(styles->formats, style);
}

static void flag_add(GArray *flags)
{
    gboolean no = FALSE;

    if (flags->len < FORMATS_MAX)
        g_array_append_val(flags, no);
}

static void flag_set(GArray *flags)
{
    if (flags->len > 0)
        g_array_index(flags, gboolean, flags->len - 1) = TRUE;
}

static void code_add(XlsxStyles *styles, XmlReader *reader)
{
    char *code = xml_reader_attribute(reader, "formatCode");

    if (code != NULL && g_hash_table_size(styles->codes) < FORMATS_MAX)
        g_hash_table_replace(
            styles->codes,
            GINT_TO_POINTER(int_attribute(reader, "numFmtId", 0)), code);
    else
        g_free(code);
}

/* @list: the last of the lists that was begun. */
static void style_element_read(XlsxStyles *styles, XmlReader *reader,
                               const char **list)
{
    static const char *const lists[] = { "numFmts", "fonts",        "fills",
                                         "cellXfs", "cellStyleXfs", "dxfs" };
    g_autofree char *value = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (xml_reader_is(reader, lists[i]))
            *list = lists[i];
    }
    if (strcmp(*list, "numFmts") == 0 && xml_reader_is(reader, "numFmt")) {
        code_add(styles, reader);
    } else if (strcmp(*list, "fonts") == 0) {
        value = xml_reader_attribute(reader, "val");
        if (xml_reader_is(reader, "font"))
            flag_add(styles->bold_fonts);
        else if (xml_reader_is(reader, "b") && g_strcmp0(value, "0") != 0)
            flag_set(styles->bold_fonts);
    } else if (strcmp(*list, "fills") == 0) {
        value = xml_reader_attribute(reader, "patternType");
        if (xml_reader_is(reader, "fill"))
            flag_add(styles->shaded_fills);
        else if (value != NULL && strcmp(value, "none") != 0 &&
                 strcmp(value, "gray125") != 0)
            flag_set(styles->shaded_fills);
    } else if (strcmp(*list, "cellXfs") == 0 && xml_reader_is(reader, "xf")) {
        format_add(styles, reader);
    }
}

XlsxStyles *xlsx_styles_read(Package *package, const char *part)
{
    XlsxStyles *styles = g_new0(XlsxStyles, 1);
    ReadReason reason;
    gsize len;
    g_autofree char *bytes = package_part_read(package, part, &len, &reason);
    g_autoptr(XmlReader) reader = NULL;
    const char *list = "";

    styles->codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    styles->bold_fonts = g_array_new(FALSE, FALSE, sizeof(gboolean));
    styles->shaded_fills = g_array_new(FALSE, FALSE, sizeof(gboolean));
    styles->formats = g_array_new(FALSE, FALSE, sizeof(XlsxStyle));
    if (bytes == NULL)
        return styles;
    reader = xml_reader_new(bytes, len);
    for (;;) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT)
            return styles;
        if (event == XML_EVENT_START)
            style_element_read(styles, reader, &list);
    }
}

void xlsx_styles_free(XlsxStyles *styles)
{
    g_hash_table_unref(styles->codes);
    g_array_unref(styles->bold_fonts);
    g_array_unref(styles->shaded_fills);
    g_array_unref(styles->formats);
    g_free(styles);
}

XlsxStyle xlsx_style_find(const XlsxStyles *styles, int index)
{
    XlsxStyle plain = { .kind = NUMBER_GENERAL };

    return index >= 0 && (guint)index < styles->formats->len
               ? g_array_index(styles->formats, XlsxStyle, index)
               : plain;
}

/* --- numbers ------------------------------------------------------------- */

static char *decimal_show(double number, const XlsxStyle *style)
{
    g_autofree char *plain = g_strdup_printf("%.*f", style->decimals, number);
    const char *digits = plain + (*plain == '-' ? 1 : 0);
    gsize whole_len = strspn(digits, "0123456789");
    GString *out = g_string_new(*plain == '-' ? "-" : NULL);

    for (gsize i = 0; i < whole_len; i++) {
        if (style->thousands && i > 0 && (whole_len - i) % 3 == 0)
            g_string_append_c(out, ',');
        g_string_append_c(out, digits[i]);
    }
    g_string_append(out, digits + whole_len);
    if (style->kind == NUMBER_PERCENT)
        g_string_append_c(out, '%');
    return g_string_free(out, FALSE);
}

static char *date_show(double number, NumberKind kind, gboolean from_1904)
{
    double day = floor(number);
    int minutes = (int)floor((number - day) * 24 * 60 + 0.5);
    GString *out = g_string_new(NULL);

    if (kind != NUMBER_TIME) {
        GDate date;

        /* 1900 counts as a leap year there, so days before March differ. */
        g_date_clear(&date, 1);
        g_date_set_dmy(&date, 30, G_DATE_DECEMBER, 1899);
        g_date_add_days(&date, (guint)day + (from_1904 ? 1462 : 0) +
                                   (!from_1904 && day < 61 ? 1 : 0));
        g_string_append_printf(out, "%04d-%02d-%02d", g_date_get_year(&date),
                               g_date_get_month(&date), g_date_get_day(&date));
    }
    if (kind == NUMBER_DATE_TIME && minutes > 0)
        g_string_append_c(out, ' ');
    if (kind == NUMBER_TIME || (kind == NUMBER_DATE_TIME && minutes > 0))
        g_string_append_printf(out, "%02d:%02d", minutes / 60 % 24,
                               minutes % 60);
    return g_string_free(out, FALSE);
}

/* 0.1 is stored as 0.10000000000000001. */
static char *general_show(const char *value, double number)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    if (strchr(value, '.') == NULL && strchr(value, 'E') == NULL &&
        strchr(value, 'e') == NULL)
        return g_strdup(value);
    return g_strdup(g_ascii_formatd(buffer, sizeof(buffer), "%.12g", number));
}

char *xlsx_number_show(const char *value, const XlsxStyle *style,
                       gboolean from_1904)
{
    char *end;
    double number = g_ascii_strtod(value, &end);

    if (end == value || *end != '\0' || !isfinite(number) ||
        fabs(number) > 1e15)
        return g_strdup(value);
    switch (style->kind) {
    case NUMBER_DECIMAL:
        return decimal_show(number, style);
    case NUMBER_PERCENT:
        return decimal_show(number * 100, style);
    case NUMBER_DATE:
    case NUMBER_TIME:
    case NUMBER_DATE_TIME:
        if (number >= 0 && number < DAY_LAST - 1462)
            return date_show(number, style->kind, from_1904);
        return g_strdup(value);
    default:
        return general_show(value, number);
    }
}
