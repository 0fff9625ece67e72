#include "document/docx_style.h"

#include <string.h>

#include "document/xml.h"

enum { BASED_ON_MAX = 12, STYLES_MAX = 20000 };

typedef struct {
    char *name, *based_on;
    int outline;                 /* from 0; -1: not said */
    int number_id, number_level; /* -1: not said */
    int bold;                    /* -1: not said */
} Style;

struct DocxStyles {
    GHashTable *by_id; /* char* to Style* */
};

int docx_int(const char *text, int fallback)
{
    char *end;
    gint64 value;

    if (text == NULL)
        return fallback;
    value = g_ascii_strtoll(text, &end, 10);
    if (end == text)
        return fallback;
    return (int)CLAMP(value, -1000000, 1000000);
}

gboolean docx_switch(const char *text)
{
    return text == NULL ||
           (strcmp(text, "0") != 0 && strcmp(text, "false") != 0 &&
            strcmp(text, "off") != 0);
}

static void style_free(gpointer data)
{
    Style *style = data;

    g_free(style->name);
    g_free(style->based_on);
    g_free(style);
}

static void style_part_read(XmlReader *reader, Style *style)
{
    g_autofree char *value = xml_reader_attribute(reader, "val");

    if (xml_reader_is(reader, "name") && style->name == NULL)
        style->name = g_steal_pointer(&value);
    else if (xml_reader_is(reader, "basedOn") && style->based_on == NULL)
        style->based_on = g_steal_pointer(&value);
    else if (xml_reader_is(reader, "outlineLvl"))
        style->outline = docx_int(value, -1);
    else if (xml_reader_is(reader, "numId"))
        style->number_id = docx_int(value, -1);
    else if (xml_reader_is(reader, "ilvl"))
        style->number_level = docx_int(value, -1);
    else if (xml_reader_is(reader, "b") || xml_reader_is(reader, "bCs"))
        style->bold = docx_switch(value);
}

static void style_read(DocxStyles *styles, XmlReader *reader)
{
    char *id = xml_reader_attribute(reader, "styleId");
    Style *style = g_new0(Style, 1);
    int depth = 1;

    style->outline = style->number_id = style->number_level = style->bold = -1;
    while (depth > 0) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_START) {
            depth++;
            style_part_read(reader, style);
        } else if (event == XML_EVENT_END) {
            depth--;
        } else if (event != XML_EVENT_TEXT) {
            break;
        }
    }
    if (id != NULL && g_hash_table_size(styles->by_id) < STYLES_MAX) {
        g_hash_table_replace(styles->by_id, id, style);
    } else {
        g_free(id);
        style_free(style);
    }
}

DocxStyles *docx_styles_read(Package *package, const char *part)
{
    DocxStyles *styles = g_new0(DocxStyles, 1);
    ReadReason reason;
    gsize len;
    g_autofree char *bytes = package_part_read(package, part, &len, &reason);
    g_autoptr(XmlReader) reader = NULL;

    styles->by_id =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    if (bytes == NULL)
        return styles;
    reader = xml_reader_new(bytes, len);
    for (;;) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT)
            return styles;
        if (event == XML_EVENT_START && xml_reader_is(reader, "style"))
            style_read(styles, reader);
    }
}

void docx_styles_free(DocxStyles *styles)
{
    g_hash_table_unref(styles->by_id);
    g_free(styles);
}

/* "heading 2", "หัวเรื่อง 2": the number at the end; @level without one. */
static int level_of_name(const char *name)
{
    static const struct {
        const char *prefix;
        int level; /* 0: the number behind it */
    } names[] = {
        { "heading", 0 }, { "หัวเรื่อง", 0 },   { "หัวข้อ", 0 },  { "ชื่อเรื่องรอง", 2 },
        { "ชื่อเรื่อง", 1 },  { "subtitle", 2 }, { "title", 1 },
    };
    g_autofree char *lower = g_ascii_strdown(name, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        gsize len = strlen(names[i].prefix);

        if (strncmp(lower, names[i].prefix, len) != 0)
            continue;
        if (names[i].level > 0)
            return names[i].level;
        return CLAMP(docx_int(lower + len, 0), 0, 6);
    }
    return 0;
}

static gboolean is_contents(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);

    return g_str_has_prefix(lower, "toc ") || g_str_has_prefix(name, "สารบัญ ");
}

/* What a style says itself counts before what it is based on. */
static void style_merge(DocxStyle *found, const Style *style, gboolean *outline,
                        gboolean *number, gboolean *bold)
{
    if (!*outline && style->outline >= 0) {
        *outline = TRUE;
        /* Level 10 is body text. */
        found->heading_level =
            style->outline < DOCX_LEVELS ? MIN(style->outline + 1, 6) : 0;
    }
    if (!*outline && style->name != NULL && level_of_name(style->name) > 0) {
        *outline = TRUE;
        found->heading_level = level_of_name(style->name);
    }
    if (!*number && style->number_id >= 0) {
        *number = TRUE;
        found->number_id = style->number_id;
        found->number_level = MAX(style->number_level, 0);
    }
    if (!*bold && style->bold >= 0) {
        *bold = TRUE;
        found->bold = style->bold;
    }
    if (style->name != NULL && is_contents(style->name))
        found->contents = TRUE;
}

DocxStyle docx_style_find(const DocxStyles *styles, const char *id)
{
    DocxStyle found = { 0 };
    gboolean outline = FALSE, number = FALSE, bold = FALSE;

    for (int i = 0; id != NULL && i < BASED_ON_MAX; i++) {
        const Style *style = g_hash_table_lookup(styles->by_id, id);

        if (style == NULL)
            break;
        style_merge(&found, style, &outline, &number, &bold);
        id = style->based_on;
    }
    return found;
}
