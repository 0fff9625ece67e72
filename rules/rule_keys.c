#include "rules/rule_keys.h"

#include <string.h>

static const char *const element_kinds[] = {
    "text", "year", "reach", "visual", "dependency", "signer", "exception", NULL
};
static const char *const year_rules[] = { "current",
                                          "fiscal",
                                          "previous-fiscal",
                                          "first-half",
                                          "monthly-first-half",
                                          "covers-fiscal",
                                          "in-force",
                                          NULL };
static const char *const required_words[] = { "yes", "warn", "exception",
                                              NULL };
static const char *const confidences[] = { "C2", "C2x", "C1", "M", NULL };
static const char *const verdict_words[] = { "met",     "implied", "missing",
                                             "unclear", "not-met", NULL };

#define NEEDED TRUE
#define FREE FALSE

const RuleKey file_keys[] = {
    { "fiscal_year", RULE_YEAR, NULL, FREE, "ปีงบประมาณ (พ.ศ.)",
      "fiscal year (B.E.)" },
    { "items", RULE_COUNT, NULL, FREE, "จำนวนข้อทั้งหมดของปี",
      "how many items the year has: O1 to that number" },
    { "extends", RULE_TEXT, NULL, FREE, "โฟลเดอร์ของชุดกฎที่ใช้ต่อ เช่น ../2565",
      "folder of the rule set that this one builds on, such as ../2565" },
    { "dropped", RULE_LIST, NULL, FREE, "ข้อของชุดเดิมที่ไม่มีแล้ว",
      "items of that set that are no longer asked" },
    { "indicators", RULE_TITLES, NULL, FREE, "ชื่อตัวชี้วัดและตัวชี้วัดย่อย",
      "titles of indicators and sub-indicators" },
    { "vocabulary", RULE_VOCABULARY, NULL, FREE, "คลังคำที่กฎเรียกด้วย $ชื่อ",
      "lists of phrases that rules name by $" },
    { "sub_indicator", RULE_TEXT, NULL, FREE, "ตัวชี้วัดย่อยของข้อในแฟ้มนี้",
      "sub-indicator of the items in this file" },
    { "source", RULE_TEXT, NULL, FREE, "ที่มาของชุดกฎ",
      "where the set is known from" },
    { NULL, RULE_TEXT, NULL, FREE, NULL, NULL }
};

const RuleKey item_keys[] = {
    { "from", RULE_LIST, NULL, FREE, "ข้อของชุดเดิมที่นำมาใช้ต่อ",
      "items of the extended set that this one takes over, the main one "
      "first" },
    { "drop", RULE_LIST, NULL, FREE, "องค์ประกอบของชุดเดิมที่ไม่ใช้แล้ว",
      "elements of those items that are no longer asked" },
    { "title", RULE_WORDS, NULL, NEEDED, "ชื่อข้อ", "title of the item" },
    { "titles", RULE_LIST, NULL, FREE, "ชื่ออื่นของข้อ",
      "other forms of the title" },
    { "group", RULE_WORDS, NULL, FREE, "กลุ่มของข้อ", "group of the item" },
    { "year", RULE_WORD, year_rules, FREE, "ข้อมูลของปีใด",
      "the year its documents are of" },
    { "requires", RULE_LIST, NULL, FREE, "ข้อที่ต้องครบก่อน",
      "items that must be complete first" },
    { "from_home", RULE_YES_NO, NULL, FREE, "ต้องเข้าถึงได้จากหน้าแรก",
      "must be reachable from the home page" },
    { "owner", RULE_TEXT, NULL, FREE, "หน้าที่ของผู้แก้ไข", "role that mends it" },
    { "confidence", RULE_WORD, confidences, FREE,
      "ความมั่นใจขององค์ประกอบที่นำมาจากชุดเดิม",
      "how sure the elements taken over are for this year" },
    { "checked", RULE_YES_NO, NULL, FREE, "no: ยังไม่ได้ตรวจกับเกณฑ์ของปีนี้",
      "no: not yet held against this year's list" },
    { "about", RULE_PHRASES, NULL, FREE, "คำที่เอกสารของข้อต้องมี",
      "a document without any of these is another matter" },
    { "decoys", RULE_CONDITION, NULL, FREE, "ลักษณะของเอกสารเรื่องอื่น",
      "a document where this holds is another matter" },
    { "elements", RULE_ELEMENTS, NULL, NEEDED, "องค์ประกอบของข้อ",
      "what must be shown" },
    { "tests", RULE_TESTS, NULL, FREE, "ตัวอย่างและผลที่ต้องได้",
      "documents and the verdicts they must get" },
    { "note", RULE_TEXT, NULL, FREE, "บันทึก", "a note" },
    { NULL, RULE_TEXT, NULL, FREE, NULL, NULL }
};

const RuleKey element_keys[] = {
    { "title", RULE_WORDS, NULL, NEEDED, "ชื่อองค์ประกอบ", "name of the element" },
    { "kind", RULE_WORD, element_kinds, FREE, "ชนิด", "what sort it is" },
    { "required", RULE_WORD, required_words, FREE, "บังคับหรือไม่",
      "asked, a warning, or an exception" },
    { "confidence", RULE_WORD, confidences, FREE, "ความมั่นใจว่าเป็นเกณฑ์",
      "how sure the demand is: C2 two sources, C2x neighbouring years, C1 one, "
      "M none" },
    { "checked", RULE_YES_NO, NULL, FREE, "no: ยังไม่ได้ตรวจกับเกณฑ์ของปีนี้",
      "no: not yet held against this year's list" },
    { "applies_to", RULE_TEXT, NULL, FREE, "ประเภทหน่วยงานที่ถูกถาม",
      "agency kind that alone is asked" },
    { "replaces", RULE_LIST, NULL, FREE, "องค์ประกอบที่ข้อยกเว้นนี้แทน",
      "elements that this exception stands in for" },
    { "advice", RULE_WORDS, NULL, FREE, "คำแนะนำเมื่อขาด",
      "what to do when it is missing" },
    { "owner", RULE_TEXT, NULL, FREE, "หน้าที่ของผู้แก้ไข", "role that mends it" },
    { "source", RULE_TEXT, NULL, FREE, "ที่มา",
      "where the demand is known from" },
    { "met", RULE_CONDITION, NULL, FREE, "เงื่อนไขที่ถือว่าพบ", "when it is met" },
    { "implied", RULE_CONDITION, NULL, FREE, "เงื่อนไขที่อนุมานได้เท่านั้น",
      "when it can only be inferred" },
    { NULL, RULE_TEXT, NULL, FREE, NULL, NULL }
};

const RuleKey test_keys[] = {
    { "text", RULE_TEXT, NULL, FREE, "ข้อความของเอกสาร", "a document as text" },
    { "html", RULE_TEXT, NULL, FREE, "หน้าเว็บ", "a document as HTML" },
    { "file", RULE_TEXT, NULL, FREE, "แฟ้มตัวอย่าง",
      "a file, from the folder that holds rules/" },
    { "kind", RULE_TEXT, NULL, FREE, "ประเภทหน่วยงาน", "agency kind" },
    { "executive", RULE_TEXT, NULL, FREE, "ชื่อผู้บริหารสูงสุด",
      "name of the top executive" },
    { "expect", RULE_EXPECT, verdict_words, NEEDED, "ผลที่ต้องได้",
      "the verdicts it must get" },
    { "quote", RULE_TEXT, NULL, FREE, "คำที่ต้องอยู่ในหลักฐาน",
      "must stand in some evidence" },
    { NULL, RULE_TEXT, NULL, FREE, NULL, NULL }
};

const RuleKey *rule_key_find(const RuleKey *keys, const char *name)
{
    for (; keys->name != NULL; keys++)
        if (strcmp(keys->name, name) == 0)
            return keys;
    return NULL;
}

gboolean rule_keys_check(const YamlNode *map, const RuleKey *keys,
                         GPtrArray *faults)
{
    const char *names[24] = { NULL };

    for (gsize i = 0; keys[i].name != NULL; i++) {
        g_assert(i + 1 < G_N_ELEMENTS(names));
        names[i] = keys[i].name;
    }
    return yaml_keys_check(map, names, faults);
}

gboolean rule_is_item_key(const char *key)
{
    return key[0] == 'O' && g_ascii_isdigit(key[1]);
}
