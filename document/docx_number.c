#include "document/docx_style.h"

#include <string.h>

#include "document/xml.h"

enum { LISTS_MAX = 20000, MARKER_MAX_LEN = 200 };

typedef enum {
    COUNT_DECIMAL,
    COUNT_DECIMAL_ZERO,
    COUNT_THAI_DIGITS,
    COUNT_THAI_LETTERS,
    COUNT_LOWER_LETTER,
    COUNT_UPPER_LETTER,
    COUNT_LOWER_ROMAN,
    COUNT_UPPER_ROMAN,
    COUNT_BULLET,
    COUNT_NONE,
} Count;

static const struct {
    const char *name;
    Count count;
} counts[] = {
    { "decimal", COUNT_DECIMAL },
    { "decimalZero", COUNT_DECIMAL_ZERO },
    { "thaiNumbers", COUNT_THAI_DIGITS },
    { "thaiCounting", COUNT_THAI_DIGITS },
    { "thaiLetters", COUNT_THAI_LETTERS },
    { "lowerLetter", COUNT_LOWER_LETTER },
    { "upperLetter", COUNT_UPPER_LETTER },
    { "lowerRoman", COUNT_LOWER_ROMAN },
    { "upperRoman", COUNT_UPPER_ROMAN },
    { "bullet", COUNT_BULLET },
    { "none", COUNT_NONE },
};

typedef struct {
    Count count;
    int start;
    char *text; /* "%1.%2"; NULL: not said */
} Level;

/* An abstract numbering with its counters: lists that share it go on. */
typedef struct {
    Level levels[DOCX_LEVELS];
    int values[DOCX_LEVELS]; /* of the last item; start - 1 before the first */
    gboolean begun[DOCX_LEVELS];
} List;

typedef struct {
    int list_id;
    int starts[DOCX_LEVELS]; /* -1: the list's own */
    gboolean begun;
} Number;

struct DocxNumbers {
    GHashTable *lists;   /* id to List* */
    GHashTable *numbers; /* id to Number* */
};

static void list_free(gpointer data)
{
    List *list = data;

    for (int i = 0; i < DOCX_LEVELS; i++)
        g_free(list->levels[i].text);
    g_free(list);
}

static Count count_of_name(const char *name)
{
    for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(counts); i++) {
        if (strcmp(counts[i].name, name) == 0)
            return counts[i].count;
    }
    return COUNT_DECIMAL;
}

static void level_part_read(XmlReader *reader, List *list, int *level)
{
    g_autofree char *value = xml_reader_attribute(reader, "val");

    if (xml_reader_is(reader, "lvl")) {
        g_autofree char *index = xml_reader_attribute(reader, "ilvl");

        *level = docx_int(index, -1);
        return;
    }
    if (*level < 0 || *level >= DOCX_LEVELS)
        return;
    if (xml_reader_is(reader, "start")) {
        list->levels[*level].start = docx_int(value, 1);
    } else if (xml_reader_is(reader, "numFmt")) {
        list->levels[*level].count = count_of_name(value);
    } else if (xml_reader_is(reader, "lvlText")) {
        g_free(list->levels[*level].text);
        list->levels[*level].text = g_steal_pointer(&value);
    }
}

static void number_part_read(XmlReader *reader, Number *number, int *level)
{
    g_autofree char *value = xml_reader_attribute(reader, "val");

    if (xml_reader_is(reader, "abstractNumId")) {
        number->list_id = docx_int(value, -1);
    } else if (xml_reader_is(reader, "lvlOverride")) {
        g_autofree char *index = xml_reader_attribute(reader, "ilvl");

        *level = docx_int(index, -1);
    } else if (xml_reader_is(reader, "startOverride") && *level >= 0 &&
               *level < DOCX_LEVELS) {
        number->starts[*level] = docx_int(value, -1);
    }
}

/* Reads everything below the element just started. */
static void element_read(XmlReader *reader, List *list, Number *number)
{
    int depth = 1, level = -1;

    while (depth > 0) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_START) {
            depth++;
            if (list != NULL)
                level_part_read(reader, list, &level);
            else
                number_part_read(reader, number, &level);
        } else if (event == XML_EVENT_END) {
            depth--;
        } else if (event != XML_EVENT_TEXT) {
            return;
        }
    }
}

static void list_read(DocxNumbers *numbers, XmlReader *reader)
{
    g_autofree char *id = xml_reader_attribute(reader, "abstractNumId");
    List *list = g_new0(List, 1);

    for (int i = 0; i < DOCX_LEVELS; i++)
        list->levels[i].start = 1;
    element_read(reader, list, NULL);
    if (id != NULL && g_hash_table_size(numbers->lists) < LISTS_MAX)
        g_hash_table_replace(numbers->lists, GINT_TO_POINTER(docx_int(id, -1)),
                             list);
    else
        list_free(list);
}

static void number_read(DocxNumbers *numbers, XmlReader *reader)
{
    g_autofree char *id = xml_reader_attribute(reader, "numId");
    Number *number = g_new0(Number, 1);

    number->list_id = -1;
    for (int i = 0; i < DOCX_LEVELS; i++)
        number->starts[i] = -1;
    element_read(reader, NULL, number);
    if (id != NULL && g_hash_table_size(numbers->numbers) < LISTS_MAX)
        g_hash_table_replace(numbers->numbers,
                             GINT_TO_POINTER(docx_int(id, -1)), number);
    else
        g_free(number);
}

DocxNumbers *docx_numbers_read(Package *package, const char *part)
{
    DocxNumbers *numbers = g_new0(DocxNumbers, 1);
    ReadReason reason;
    gsize len;
    g_autofree char *bytes = package_part_read(package, part, &len, &reason);
    g_autoptr(XmlReader) reader = NULL;

    numbers->lists = g_hash_table_new_full(NULL, NULL, NULL, list_free);
    numbers->numbers = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    if (bytes == NULL)
        return numbers;
    reader = xml_reader_new(bytes, len);
    for (;;) {
        XmlEvent event = xml_reader_next(reader);

        if (event == XML_EVENT_DONE || event == XML_EVENT_FAULT)
            return numbers;
        if (event != XML_EVENT_START)
            continue;
        if (xml_reader_is(reader, "abstractNum"))
            list_read(numbers, reader);
        else if (xml_reader_is(reader, "num"))
            number_read(numbers, reader);
    }
}

void docx_numbers_free(DocxNumbers *numbers)
{
    g_hash_table_unref(numbers->lists);
    g_hash_table_unref(numbers->numbers);
    g_free(numbers);
}

/* --- counting ------------------------------------------------------------ */

static void thai_digits_append(GString *out, int value)
{
    g_autofree char *digits = g_strdup_printf("%d", value);

    for (const char *at = digits; *at != '\0'; at++)
        g_string_append_unichar(out, g_ascii_isdigit(*at)
                                         ? 0x0e50 + (gunichar)(*at - '0')
                                         : (gunichar)*at);
}

static void letter_append(GString *out, int value, char first)
{
    /* 27 is "aa" in Word. */
    for (int i = 0; i <= (value - 1) / 26 && value > 0 && i < 10; i++)
        g_string_append_c(out, (char)(first + (value - 1) % 26));
}

/* ก ข ค ง ...: without ฃ ฅ ฆ ฤ ฦ, as the standard of the format says. */
static void thai_letter_append(GString *out, int value)
{
    static const gunichar left_out[] = { 0x0e03, 0x0e05, 0x0e06,
                                         0x0e24, 0x0e26, 0 };
    gunichar c = 0x0e01;

    for (int i = 1; i < value && c < 0x0e2e; i++) {
        c++;
        for (const gunichar *out_of = left_out; *out_of != 0; out_of++)
            c += c == *out_of ? 1 : 0;
    }
    g_string_append_unichar(out, c);
}

static void roman_append(GString *out, int value, gboolean upper)
{
    static const struct {
        int value;
        const char *letters;
    } parts[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" },
                  { 40, "xl" }, { 10, "x" },  { 9, "ix" },
                  { 5, "v" },   { 4, "iv" },  { 1, "i" } };

    if (value > 399)
        g_string_append_printf(out, "%d", value);
    for (gsize i = 0; i < G_N_ELEMENTS(parts) && value <= 399; i++) {
        for (; value >= parts[i].value; value -= parts[i].value) {
            g_autofree char *letters = upper
                                           ? g_ascii_strup(parts[i].letters, -1)
                                           : g_strdup(parts[i].letters);

            g_string_append(out, letters);
        }
    }
}

static void value_append(GString *out, Count count, int value)
{
    switch (count) {
    case COUNT_THAI_DIGITS:
        thai_digits_append(out, value);
        break;
    case COUNT_THAI_LETTERS:
        thai_letter_append(out, value);
        break;
    case COUNT_LOWER_LETTER:
        letter_append(out, value, 'a');
        break;
    case COUNT_UPPER_LETTER:
        letter_append(out, value, 'A');
        break;
    case COUNT_LOWER_ROMAN:
    case COUNT_UPPER_ROMAN:
        roman_append(out, value, count == COUNT_UPPER_ROMAN);
        break;
    case COUNT_DECIMAL_ZERO:
        g_string_append_printf(out, "%02d", value);
        break;
    case COUNT_BULLET:
    case COUNT_NONE:
        break;
    default:
        g_string_append_printf(out, "%d", value);
        break;
    }
}

static void list_count(List *list, const Number *number, int level)
{
    /* A level above that was never counted shows its start. */
    for (int i = 0; i <= level; i++) {
        if (!list->begun[i]) {
            list->values[i] = list->levels[i].start - (i == level ? 1 : 0);
            list->begun[i] = TRUE;
        }
    }
    for (int i = 0; i < DOCX_LEVELS && !number->begun; i++) {
        if (number->starts[i] >= 0)
            list->values[i] = number->starts[i] - (i == level ? 1 : 0);
    }
    list->values[level]++;
    for (int i = level + 1; i < DOCX_LEVELS; i++)
        list->begun[i] = FALSE;
}

static char *marker_write(const List *list, int level)
{
    const char *at = list->levels[level].text;
    GString *out = g_string_new(NULL);
    char *marker;

    for (; at != NULL && *at != '\0' && out->len < MARKER_MAX_LEN; at++) {
        int shown;

        if (at[0] != '%' || at[1] < '1' || at[1] > '9') {
            g_string_append_c(out, *at);
            continue;
        }
        shown = at[1] - '1';
        value_append(out, list->levels[shown].count, list->values[shown]);
        at++;
    }
    g_strstrip(out->str);
    if (*out->str == '\0') {
        g_string_free(out, TRUE);
        return NULL;
    }
    marker = g_utf8_make_valid(out->str, -1);
    g_string_free(out, TRUE);
    return marker;
}

char *docx_numbers_next(DocxNumbers *numbers, int id, int level)
{
    Number *number = g_hash_table_lookup(numbers->numbers, GINT_TO_POINTER(id));
    List *list = number == NULL
                     ? NULL
                     : g_hash_table_lookup(numbers->lists,
                                           GINT_TO_POINTER(number->list_id));

    if (list == NULL || level < 0 || level >= DOCX_LEVELS)
        return NULL;
    list_count(list, number, level);
    number->begun = TRUE;
    /* Bullets are private-use glyphs of some font. */
    if (list->levels[level].count == COUNT_BULLET)
        return g_strdup("•");
    return marker_write(list, level);
}
