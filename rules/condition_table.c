/* condition_table.c - the conditions of the rule language, one row each */
#include "rules/condition_table.h"

#include <string.h>

#define AT(member) offsetof(Condition, member)

static const char *const value_words[] = { "any",  "text", "number", "money",
                                           "date", "mark", NULL };
static const char *const time_words[] = { "fiscal",     "previous-fiscal",
                                          "first-half", "covers-fiscal",
                                          "in-force",   NULL };
static const char *const within_words[] = { "passage", "row",   "nearby",
                                            "section", "table", "document",
                                            NULL };
static const char *const contact_words[] = { "phone",   "fax", "email",
                                             "address", "map", NULL };
static const char *const place_words[] = { "body",   "heading", "header",
                                           "lead",   "form",    "image",
                                           "chrome", "echo",    NULL };

static const Option opt_in = { "in", OPTION_PLACES, AT(in), place_words };
static const Option opt_with = { "with", OPTION_PHRASES, AT(with), NULL };
static const Option opt_not_with = { "not_with", OPTION_PHRASES, AT(not_with),
                                     NULL };
static const Option opt_not_after = { "not_after", OPTION_PHRASES,
                                      AT(not_after), NULL };
static const Option opt_not_before = { "not_before", OPTION_PHRASES,
                                       AT(not_before), NULL };
static const Option opt_min_chars = { "min_chars", OPTION_INT, AT(min_chars),
                                      NULL };
static const Option opt_min_rows = { "min_rows", OPTION_INT, AT(min_rows),
                                     NULL };
static const Option opt_at_least = { "at_least", OPTION_INT, AT(at_least),
                                     NULL };
static const Option opt_value = { "value", OPTION_WORD, AT(value),
                                  value_words };
static const Option opt_every_row = { "every_row", OPTION_FILLED, AT(every_row),
                                      NULL };
static const Option opt_within = { "within", OPTION_WORD, AT(within),
                                   within_words };
static const Option opt_has = { "has", OPTION_CONDITION, AT(children), NULL };
static const Option opt_repeats = { "repeats", OPTION_YES_NO, AT(repeats),
                                    NULL };
static const Option opt_to = { "to", OPTION_STRINGS, AT(hosts), NULL };
static const Option opt_pages = { "pages", OPTION_YES_NO, AT(pages), NULL };

/* Every matcher may be quiet. */
static const Option opt_quiet = { "quiet", OPTION_YES_NO, AT(quiet), NULL };

#define PHRASES(word)                                                          \
    {                                                                          \
        word, OPTION_PHRASES, AT(phrases), NULL                                \
    }
static const KindRow condition_kinds[] = {
    [CONDITION_ALL] = { .name = "all",
                        .help = "every condition of the list holds" },
    [CONDITION_ANY] = { .name = "any",
                        .help = "at least one condition of the list holds" },
    [CONDITION_AT_LEAST] = { .name = "at_least",
                             .help =
                                 "at least n of the conditions in of: hold" },
    [CONDITION_NOT] = { .name = "not", .help = "the condition does not hold" },
    [CONDITION_PHRASE] = { "phrase",
                           "one of the phrases stands in words that can prove "
                           "something",
                           "of",
                           { PHRASES("of") },
                           { &opt_in, &opt_with, &opt_not_with, &opt_not_after,
                             &opt_not_before, &opt_min_chars },
                           TRUE },
    [CONDITION_PHRASES] = { "phrases",
                            "at least n different phrases (repeats: yes counts "
                            "every hit)",
                            "of",
                            { PHRASES("of") },
                            { &opt_in, &opt_at_least, &opt_repeats, &opt_with,
                              &opt_not_with, &opt_not_after, &opt_not_before,
                              &opt_min_chars },
                            TRUE },
    [CONDITION_HEADING] = { "heading",
                            "a heading holds one of the phrases (a name only: "
                            "use section for "
                            "evidence)",
                            "of",
                            { PHRASES("of") },
                            { &opt_not_with, &opt_with },
                            TRUE },
    [CONDITION_SECTION] = { "section",
                            "text stands under a heading that holds one of the "
                            "phrases",
                            "heading",
                            { PHRASES("heading") },
                            { &opt_min_chars, &opt_has, &opt_not_with,
                              &opt_with, &opt_not_after, &opt_not_before },
                            TRUE },
    [CONDITION_COLUMN] = { "column",
                           "a table column with such a header has values",
                           "header",
                           { PHRASES("header") },
                           { &opt_value, &opt_every_row, &opt_min_rows,
                             &opt_not_with, &opt_with, &opt_not_after,
                             &opt_not_before },
                           TRUE },
    [CONDITION_COLUMNS] = { "columns",
                            "at least n different phrases head the columns of "
                            "one table",
                            "of",
                            { PHRASES("of"),
                              { "marked", OPTION_YES_NO, AT(marked), NULL } },
                            { &opt_at_least, &opt_min_rows },
                            TRUE },
    [CONDITION_FIELD] = { "field",
                          "a label with its value: 'label: value', two cells, "
                          "label and next "
                          "line",
                          "label",
                          { PHRASES("label") },
                          { &opt_value, &opt_not_with, &opt_with,
                            &opt_not_after, &opt_not_before, &opt_min_chars },
                          TRUE },
    [CONDITION_SHOWN] = { "shown",
                          "the topic is shown: a section, a column, a field or "
                          "a sentence "
                          "about it",
                          "topic",
                          { PHRASES("topic") },
                          { &opt_value, &opt_min_chars, &opt_not_with,
                            &opt_with, &opt_not_after, &opt_not_before,
                            &opt_min_rows },
                          TRUE },
    [CONDITION_NEAR] = { "near",
                         "near one of the phrases the condition has: holds",
                         NULL,
                         { PHRASES("phrase") },
                         { &opt_within, &opt_has, &opt_in, &opt_not_with,
                           &opt_with, &opt_not_after, &opt_not_before },
                         TRUE },
    [CONDITION_DATE] = { "date",
                         "a date of the document's own lies within the time",
                         "within",
                         { { "within", OPTION_WORD, AT(time), time_words } },
                         { &opt_in, &opt_with },
                         FALSE },
    [CONDITION_YEAR] = { "year",
                         "the document's own year (its titles first) is the "
                         "one asked for",
                         "is",
                         { { "is", OPTION_WORD, AT(time), time_words } },
                         { &opt_with },
                         FALSE },
    [CONDITION_PERIOD] = { "period",
                           "the period named covers the time",
                           "covers",
                           { { "covers", OPTION_WORD, AT(time), time_words } },
                           { 0 },
                           FALSE },
    [CONDITION_MONTHS] = { "months",
                           "each month of the time is there on its own",
                           "each_of",
                           { { "each_of", OPTION_WORD, AT(time), time_words } },
                           { &opt_at_least },
                           FALSE },
    [CONDITION_NUMBER] = { "number",
                           "a number with such a unit",
                           "unit",
                           { PHRASES("unit") },
                           { &opt_with, &opt_not_with, &opt_at_least, &opt_in },
                           TRUE },
    [CONDITION_PATTERN] = { "pattern",
                            "a regular expression on folded text (no spaces "
                            "beside Thai, ASCII "
                            "digits, lower case)",
                            "regex",
                            { { "regex", OPTION_STRING, AT(pattern), NULL } },
                            { &opt_in, &opt_at_least, &opt_with,
                              &opt_not_with },
                            FALSE },
    [CONDITION_CONTACT] = { "contact",
                            "a telephone, fax, e-mail, postal address or map",
                            "kind",
                            { { "kind", OPTION_WORD, AT(contact),
                                contact_words } },
                            { &opt_in, &opt_at_least },
                            FALSE },
    [CONDITION_LINK] = { "link",
                         "a link to one of the domains, or whose words hold a "
                         "phrase (pages: yes leaves out files)",
                         "to",
                         { PHRASES("text") },
                         { &opt_to, &opt_in, &opt_at_least, &opt_not_with,
                           &opt_pages },
                         FALSE },
    [CONDITION_IMAGE] = { "image",
                          "a picture in the content (with such a text beside "
                          "or in it, not with the words of not_with:)",
                          "alt",
                          { PHRASES("alt") },
                          { &opt_at_least, &opt_in, &opt_not_with },
                          FALSE },
    [CONDITION_FRAME] = { "frame",
                          "something of one of the domains is shown inside the "
                          "page",
                          "to",
                          { { "own", OPTION_YES_NO, AT(own), NULL } },
                          { &opt_to },
                          FALSE },
    [CONDITION_FORM] = { "form",
                         "a form with at least n fields (about the topic)",
                         "about",
                         { PHRASES("about"),
                           { "fields", OPTION_INT, AT(at_least), NULL } },
                         { &opt_not_with },
                         FALSE },
    [CONDITION_PERSON] = { "person",
                           "at least n people by title, name and surname (with "
                           "such words beside "
                           "each)",
                           "at_least",
                           { PHRASES("beside") },
                           { &opt_at_least, &opt_in },
                           FALSE },
    [CONDITION_SIGNER] = { "signer",
                           "signed or done by the top executive: the name in "
                           "the config, or "
                           "such a position with a name",
                           "position",
                           { PHRASES("position"),
                             { "named", OPTION_YES_NO, AT(own), NULL } },
                           { &opt_not_after, &opt_not_with, &opt_with },
                           TRUE },
    [CONDITION_STEPS] = { "steps",
                          "at least n steps: numbered lines, rows, or "
                          "different doing words",
                          "at_least",
                          { PHRASES("of") },
                          { &opt_at_least, &opt_with, &opt_in },
                          FALSE },
    [CONDITION_NONE_DECLARED] = { "none_declared",
                                  "it is written that there is none of it",
                                  "about",
                                  { PHRASES("about") },
                                  { &opt_in },
                                  TRUE },
};
G_STATIC_ASSERT(G_N_ELEMENTS(condition_kinds) == CONDITION_KIND_COUNT);

const char *condition_kind_name(ConditionKind kind)
{
    return condition_kinds[kind].name;
}

/* What each asks for, for Thai readers of an explanation. */
static const char *const helps_th[CONDITION_KIND_COUNT] = {
    [CONDITION_ALL] = "เงื่อนไขทุกข้อในรายการเป็นจริง",
    [CONDITION_ANY] = "เงื่อนไขในรายการเป็นจริงอย่างน้อยหนึ่งข้อ",
    [CONDITION_AT_LEAST] = "เงื่อนไขใน of: เป็นจริงอย่างน้อย n ข้อ",
    [CONDITION_NOT] = "เงื่อนไขไม่เป็นจริง",
    [CONDITION_PHRASE] = "มีคำใดคำหนึ่งในข้อความที่ใช้เป็นหลักฐานได้",
    [CONDITION_PHRASES] = "มีคำที่ต่างกันอย่างน้อย n คำ (repeats: yes นับทุกครั้งที่พบ)",
    [CONDITION_HEADING] = "มีหัวข้อที่มีคำใดคำหนึ่ง",
    [CONDITION_SECTION] = "มีเนื้อหาอยู่ใต้หัวข้อที่มีคำใดคำหนึ่ง",
    [CONDITION_COLUMN] = "ตารางมีคอลัมน์ที่หัวมีคำนั้น และมีค่าอยู่ในคอลัมน์",
    [CONDITION_COLUMNS] = "ตารางเดียวมีหัวคอลัมน์ตามคำอย่างน้อย n คอลัมน์",
    [CONDITION_FIELD] = "มีป้ายชื่อพร้อมค่า เช่น “ป้าย: ค่า”",
    [CONDITION_SHOWN] = "มีเนื้อหาของเรื่องนั้น: หัวข้อ คอลัมน์ ป้ายพร้อมค่า หรือประโยค",
    [CONDITION_NEAR] = "มีสิ่งที่ต้องการอยู่ใกล้คำนั้น",
    [CONDITION_DATE] = "มีวันที่ของเอกสารเองอยู่ในช่วงเวลา",
    [CONDITION_YEAR] = "ปีของเอกสารเอง (ดูจากชื่อเรื่องก่อน) ตรงกับปีที่ถาม",
    [CONDITION_PERIOD] = "ช่วงเวลาที่ระบุครอบคลุมระยะเวลาที่ถาม",
    [CONDITION_MONTHS] = "มีครบทุกเดือนแยกกัน",
    [CONDITION_NUMBER] = "มีตัวเลขพร้อมหน่วย",
    [CONDITION_PATTERN] = "มีข้อความตรงกับนิพจน์",
    [CONDITION_CONTACT] = "มีโทรศัพท์ โทรสาร อีเมล ที่อยู่ หรือแผนที่",
    [CONDITION_LINK] = "มีลิงก์ไปยังเว็บที่กำหนด หรือคำของลิงก์มีคำนั้น",
    [CONDITION_IMAGE] = "มีภาพในเนื้อหา",
    [CONDITION_FRAME] = "มีเนื้อหาของเว็บที่กำหนดฝังอยู่ในหน้า",
    [CONDITION_FORM] = "มีแบบฟอร์มที่มีช่องกรอกอย่างน้อย n ช่อง",
    [CONDITION_PERSON] = "มีชื่อบุคคลพร้อมคำนำหน้าและนามสกุลอย่างน้อย n คน",
    [CONDITION_SIGNER] = "ลงนามหรือทำโดยผู้บริหารสูงสุด",
    [CONDITION_STEPS] = "มีขั้นตอนอย่างน้อย n ขั้น",
    [CONDITION_NONE_DECLARED] = "มีข้อความว่าไม่มีเรื่องนั้น",
};

const char *condition_kind_help_in(ConditionKind kind, Lang lang)
{
    return lang == LANG_EN ? condition_kinds[kind].help : helps_th[kind];
}

const char *condition_kind_help(ConditionKind kind)
{
    return condition_kinds[kind].help;
}

const char *time_kind_name(TimeKind time)
{
    return time_words[time];
}

const KindRow *condition_row(ConditionKind kind)
{
    return &condition_kinds[kind];
}

gboolean condition_is_tree(ConditionKind kind)
{
    return kind <= CONDITION_NOT;
}

gsize condition_options(const KindRow *row,
                        const Option *options[ROW_OPTIONS_MAX])
{
    gsize n = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(row->own); i++)
        if (row->own[i].name != NULL)
            options[n++] = &row->own[i];
    for (gsize i = 0; i < OPTIONS_MAX && row->shared[i] != NULL; i++)
        options[n++] = row->shared[i];
    options[n++] = &opt_quiet;
    return n;
}

const Option *condition_option(const KindRow *row, const char *name)
{
    const Option *options[ROW_OPTIONS_MAX];
    gsize count = condition_options(row, options);

    for (gsize i = 0; i < count; i++)
        if (strcmp(options[i]->name, name) == 0)
            return options[i];
    return NULL;
}
