#include "document/odf_style.h"

#include <string.h>

#include "document/docx_style.h"
#include "document/xml.h"

enum {
    STYLES_MAX = 50000,
    BASED_ON_MAX = 20, /* steps; a loop ends there */
};

typedef struct {
    char *parent; /* key, or NULL */
    int bold;     /* -1: not said */
    gboolean hidden, shaded;
    int outline;
} Style;

typedef struct {
    char *format, *prefix, *suffix; /* format "": no number; NULL: a bullet */
    int shown;                      /* levels in the number */
    gboolean set;
} ListLevel;

typedef struct {
    ListLevel levels[ODF_LEVELS];
} ListStyle;

struct OdfStyles {
    GHashTable *styles; /* "family:name" to Style* */
    GHashTable *lists;  /* name to ListStyle* */
};

static void style_free(gpointer data)
{
    Style *style = data;

    g_free(style->parent);
    g_free(style);
}

static void list_style_free(gpointer data)
{
    ListStyle *list = data;

    for (int i = 0; i < ODF_LEVELS; i++) {
        g_free(list->levels[i].format);
        g_free(list->levels[i].prefix);
        g_free(list->levels[i].suffix);
    }
    g_free(list);
}

OdfStyles *odf_styles_new(void)
{
    OdfStyles *styles = g_new0(OdfStyles, 1);

    styles->styles =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    styles->lists =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_style_free);
    return styles;
}

void odf_styles_free(OdfStyles *styles)
{
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->styles);
    g_hash_table_unref(styles->lists);
    g_free(styles);
}

static char *key_new(const char *family, const char *name)
{
    return g_strconcat(family == NULL ? "" : family, ":", name, NULL);
}

static Style *style_open(OdfStyles *styles, XmlReader *reader)
{
    g_autofree char *name = xml_reader_attribute(reader, "name");
    g_autofree char *family = xml_reader_attribute(reader, "family");
    g_autofree char *parent = xml_reader_attribute(reader, "parent-style-name");
    g_autofree char *outline =
        xml_reader_attribute(reader, "default-outline-level");
    Style *style;

    if (name == NULL || g_hash_table_size(styles->styles) >= STYLES_MAX)
        return NULL;
    style = g_new0(Style, 1);
    style->bold = -1;
    style->outline = CLAMP(docx_int(outline, 0), 0, ODF_LEVELS);
    if (parent != NULL)
        style->parent = key_new(family, parent);
    g_hash_table_replace(styles->styles, key_new(family, name), style);
    return style;
}

static void text_properties_read(Style *style, XmlReader *reader)
{
    static const char *const weights[] = { "font-weight",
                                           "font-weight-complex" };
    g_autofree char *display = xml_reader_attribute(reader, "display");

    /* Thai letters are bold by the weight of complex scripts alone. */
    for (gsize i = 0; i < G_N_ELEMENTS(weights); i++) {
        g_autofree char *weight = xml_reader_attribute(reader, weights[i]);

        if (weight != NULL)
            style->bold = MAX(style->bold, strcmp(weight, "bold") == 0 ||
                                                   docx_int(weight, 0) >= 600
                                               ? 1
                                               : 0);
    }
    style->hidden |= g_strcmp0(display, "none") == 0;
}

static void properties_read(Style *style, XmlReader *reader)
{
    if (xml_reader_is(reader, "text-properties")) {
        text_properties_read(style, reader);
    } else if (xml_reader_is(reader, "table-properties")) {
        g_autofree char *display = xml_reader_attribute(reader, "display");

        style->hidden |= g_strcmp0(display, "false") == 0;
    } else if (xml_reader_is(reader, "table-cell-properties")) {
        g_autofree char *colour =
            xml_reader_attribute(reader, "background-color");

        style->shaded = colour != NULL && strcmp(colour, "transparent") != 0 &&
                        g_ascii_strcasecmp(colour, "#ffffff") != 0;
    }
}

static ListStyle *list_style_open(OdfStyles *styles, XmlReader *reader)
{
    char *name = xml_reader_attribute(reader, "name");
    ListStyle *list;

    if (name == NULL || g_hash_table_size(styles->lists) >= STYLES_MAX) {
        g_free(name);
        return NULL;
    }
    list = g_new0(ListStyle, 1);
    g_hash_table_replace(styles->lists, name, list);
    return list;
}

static void list_level_read(ListStyle *list, XmlReader *reader)
{
    g_autofree char *level_text = xml_reader_attribute(reader, "level");
    g_autofree char *shown = xml_reader_attribute(reader, "display-levels");
    int level = docx_int(level_text, 0) - 1;
    ListLevel *to;

    if (level < 0 || level >= ODF_LEVELS || list->levels[level].set)
        return;
    to = &list->levels[level];
    to->set = TRUE;
    to->shown = CLAMP(docx_int(shown, 1), 1, level + 1);
    if (!xml_reader_is(reader, "list-level-style-number") &&
        !xml_reader_is(reader, "outline-level-style"))
        return;
    to->format = xml_reader_attribute(reader, "num-format");
    to->prefix = xml_reader_attribute(reader, "num-prefix");
    to->suffix = xml_reader_attribute(reader, "num-suffix");
    if (to->format == NULL)
        to->format = g_strdup("");
}

void odf_styles_read(OdfStyles *styles, const char *bytes, gsize len)
{
    g_autoptr(XmlReader) reader = xml_reader_new(bytes, len);
    Style *style = NULL;
    ListStyle *list = NULL;

    for (;;) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT)
            return;
        if (event == XML_EVENT_END && xml_reader_is(reader, "style"))
            style = NULL;
        if (event == XML_EVENT_END && xml_reader_is(reader, "list-style"))
            list = NULL;
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(reader, "body"))
            return;
        if (xml_reader_is(reader, "style"))
            style = style_open(styles, reader);
        else if (xml_reader_is(reader, "list-style"))
            list = list_style_open(styles, reader);
        else if (style != NULL)
            properties_read(style, reader);
        else if (list != NULL)
            list_level_read(list, reader);
    }
}

OdfStyle odf_style_find(const OdfStyles *styles, const char *family,
                        const char *name)
{
    OdfStyle found = { 0 };
    g_autofree char *key = name == NULL ? NULL : key_new(family, name);
    const char *next = key;
    int bold = -1;

    for (int i = 0; next != NULL && i < BASED_ON_MAX; i++) {
        const Style *style = g_hash_table_lookup(styles->styles, next);

        if (style == NULL)
            break;
        if (bold < 0)
            bold = style->bold;
        if (found.outline == 0)
            found.outline = style->outline;
        found.hidden |= style->hidden;
        found.shaded |= style->shaded;
        next = style->parent;
    }
    found.bold = bold > 0;
    return found;
}

/* --- markers ------------------------------------------------------------- */

static void roman_append(GString *out, int number, gboolean upper)
{
    static const struct {
        int value;
        const char *lower, *upper;
    } parts[] = {
        { 100, "c", "C" },  { 90, "xc", "XC" }, { 50, "l", "L" },
        { 40, "xl", "XL" }, { 10, "x", "X" },   { 9, "ix", "IX" },
        { 5, "v", "V" },    { 4, "iv", "IV" },  { 1, "i", "I" },
    };

    number = CLAMP(number, 1, 399);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        for (; number >= parts[i].value; number -= parts[i].value)
            g_string_append(out, upper ? parts[i].upper : parts[i].lower);
    }
}

static void number_append(GString *out, const char *format, int number)
{
    /* Without ฃ and ฅ, as official papers count. */
    static const char thai[] = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";
    gunichar first = g_utf8_get_char_validated(format, -1);
    g_autofree char *digits = g_strdup_printf("%d", number);

    if (first == 0x0e01) {
        glong at = (number - 1) % g_utf8_strlen(thai, -1);
        const char *letter = g_utf8_offset_to_pointer(thai, MAX(at, 0));

        g_string_append_unichar(out, g_utf8_get_char(letter));
    } else if (first == 0x0e51) {
        for (const char *d = digits; *d != '\0'; d++)
            g_string_append_unichar(
                out, *d == '-' ? '-' : 0x0e50 + (gunichar)(*d - '0'));
    } else if (first == 'a' || first == 'A') {
        g_string_append_c(out,
                          (char)(first + (gunichar)MAX(number - 1, 0) % 26));
    } else if (first == 'i' || first == 'I') {
        roman_append(out, number, first == 'I');
    } else {
        g_string_append(out, digits);
    }
}

char *odf_list_marker(const OdfStyles *styles, const char *name, int level,
                      const int *counts)
{
    const ListStyle *list =
        name == NULL ? NULL : g_hash_table_lookup(styles->lists, name);
    const ListLevel *at;
    GString *marker;

    level = CLAMP(level, 0, ODF_LEVELS - 1);
    if (list == NULL || !list->levels[level].set ||
        list->levels[level].format == NULL)
        return g_strdup("•");
    at = &list->levels[level];
    if (*at->format == '\0')
        return NULL;
    marker = g_string_new(at->prefix);
    for (int i = level - at->shown + 1; i <= level; i++) {
        const ListLevel *part = &list->levels[i];

        if (i > level - at->shown + 1)
            g_string_append_c(marker, '.');
        number_append(marker, part->format == NULL ? at->format : part->format,
                      counts[i]);
    }
    g_string_append(marker, at->suffix == NULL ? "" : at->suffix);
    g_strstrip(marker->str);
    return g_string_free(marker, FALSE);
}
