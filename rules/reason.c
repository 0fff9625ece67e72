#include "rules/reason.h"

#include <string.h>

static const struct {
    const char *code, *th, *en;
} reasons[] = {
    /* nearest misses */
    { "menu", "พบคำนี้เฉพาะในเมนูของเว็บไซต์",
      "The words stand only in the site's menu" },
    { "requirement-text", "พบเฉพาะข้อความที่คัดจากเกณฑ์ ไม่พบข้อมูลจริง",
      "Only the assessor's requirement text is repeated; no data" },
    { "blank-form", "เป็นแบบฟอร์มว่างที่ยังไม่ได้กรอก", "A form nobody has filled in" },
    { "list-of-items", "พบเฉพาะในรายการหัวข้อ OIT ต้องเปิดเอกสารที่ระบุไว้",
      "Only named in a list of OIT items" },
    { "link-only", "พบเฉพาะชื่อลิงก์ ไม่พบเนื้อหาในเอกสารที่ลิงก์ไป",
      "Only the words of a link; not found where it leads" },
    { "picture-only", "พบเฉพาะคำบรรยายภาพ", "Only the caption of a picture" },
    { "form-label", "พบเฉพาะป้ายชื่อช่องในแบบฟอร์ม", "Only a label of a form" },
    { "empty-column", "มีหัวคอลัมน์ แต่ไม่มีข้อมูลในตาราง",
      "There is a column for it, without values" },
    { "some-rows-empty", "มีคอลัมน์นี้ แต่ไม่ได้กรอกครบทุกแถว",
      "The column is not filled in every row" },
    { "heading-only", "มีเพียงหัวข้อ ไม่พบรายละเอียดภายใต้หัวข้อ",
      "A heading only, with nothing under it" },
    { "named-only", "กล่าวถึงเพียงชื่อ ไม่พบรายละเอียด", "Only named; no details" },
    { "partly", "พบเพียงบางส่วน", "Found only in part" },
    { "few-steps", "พบขั้นตอนไม่ครบถ้วน", "Too few steps" },
    { "other-year", "พบข้อมูลของปีอื่น", "The data is of another year" },
    { "period-not-covered", "ช่วงเวลาที่พบไม่ครอบคลุมช่วงที่กำหนด",
      "The period found does not cover what is asked" },
    { "months-missing", "ข้อมูลรายเดือนไม่ครบทุกเดือน", "Not every month is there" },
    { "decoy", "สิ่งที่พบเป็นเรื่องอื่นที่ใช้คำคล้ายกัน",
      "What was found is another matter in similar words" },
    { "other-topic", "พบแบบฟอร์มหรือช่องทางสำหรับเรื่องอื่น",
      "A form or channel for something else" },
    { "no-name", "ไม่พบชื่อผู้บริหารกำกับ", "No name of the executive beside it" },
    { "other-executive", "ชื่อที่พบไม่ตรงกับผู้บริหารสูงสุดที่ตั้งค่าไว้",
      "The name found is not the top executive's of the config" },
    /* inferred */
    { "inferred", "อนุมานได้เท่านั้น ผู้ตรวจอาจไม่ยอมรับ",
      "Only inferred; a reviewer may refuse it" },
    { "other-year-document", "พบเฉพาะในเอกสารของปีอื่น",
      "Found only in a document of another year" },
    { "ocr", "อ่านจากภาพด้วย OCR ควรให้คนตรวจซ้ำ",
      "Read from a picture (OCR); a person should check" },
    { "none-declared", "มีคำแจ้งว่าไม่มีรายการที่ต้องเผยแพร่",
      "It is stated that there is none" },
    /* unclear */
    { "image-only", "อ่านข้อความในไฟล์ไม่ได้ (เอกสารสแกน) – ให้ผู้ตรวจพิจารณา",
      "The file is a scan without text; a person must look" },
    { "damaged-text", "ชั้นข้อความของไฟล์เสียหาย อ่านไม่ได้ – ให้คนเปิดดู",
      "The text layer is damaged; a person must look" },
    { "needs-ocr",
      "เป็นเอกสารสแกนหรือภาพ และเครื่องนี้ยังไม่ได้ติดตั้ง OCR ภาษาไทย – ให้คนเปิดดู "
      "หรือติดตั้งตามที่ oit-audit doctor แนะนำ",
      "A scan or picture, and Thai OCR is not installed; a person must look, "
      "or "
      "install what oit-audit doctor says" },
    { "ocr-budget",
      "เอกสารสแกนมีหน้ามากเกินกว่าที่อ่านด้วย OCR ในรอบนี้ – ให้คนเปิดดูหน้าที่เหลือ",
      "More scanned pages than this run reads by OCR; a person must look at "
      "the rest" },
    { "ocr-unsure", "อ่านด้วย OCR ได้ไม่ชัดพอที่จะบอกว่าไม่มี – ให้คนเปิดดู",
      "Read by OCR, not surely enough to say that it is not there; a person "
      "must look" },
    { "needs-javascript", "หน้าเว็บต้องใช้ JavaScript จึงจะแสดงข้อมูล – ให้คนเปิดดู",
      "The page needs JavaScript; a person must look" },
    { "encrypted", "ไฟล์มีรหัสผ่าน", "The file asks for a password" },
    { "broken-file", "ไฟล์เสียหรือไม่ครบ", "The file is broken or cut short" },
    { "too-large", "ไฟล์ใหญ่เกินกว่าที่โปรแกรมจะอ่าน", "The file is too large" },
    { "bomb", "ไฟล์ขยายตัวผิดปกติ โปรแกรมไม่เปิดอ่าน",
      "The file unpacks without end; it was not read" },
    { "unsupported", "เป็นไฟล์ชนิดที่โปรแกรมรุ่นนี้ยังอ่านไม่ได้ – ให้คนเปิดดู",
      "A format that this version can not read; a person must look" },
    { "timeout", "อ่านไฟล์ไม่เสร็จในเวลาที่กำหนด", "Reading took too long" },
    { "crashed", "โปรแกรมอ่านไฟล์ล้มเหลว – ให้คนเปิดดู",
      "The reader failed; a person must look" },
    { "needs-converter",
      "เป็นไฟล์ Office รุ่นเก่า เครื่องนี้ไม่มีโปรแกรมแปลง (LibreOffice) – ให้คนเปิดดู",
      "An old Office file, and its converter (LibreOffice) is not installed; a "
      "person must look" },
    { "empty", "ไฟล์หรือหน้าเว็บว่างเปล่า", "The page or file is empty" },
    { "needs-person", "เป็นสมุดภาพออนไลน์ โพสต์ หรือวิดีโอ – ให้คนเปิดดู",
      "An online flipbook, a post or a video; a person must look" },
    { "permission-needed", "ไฟล์ในไดรฟ์ยังไม่เปิดสิทธิ์ให้ทุกคนดู",
      "The file in a drive is not shared with everybody" },
    { "unreachable", "เปิด URL ไม่ได้", "The address can not be opened" },
    { "not-followed", "ยังไม่ได้เปิดเอกสารที่ลิงก์ไว้",
      "A linked document was not opened" },
    { "not-checked", "ยังไม่ได้ตรวจเส้นทางจากหน้าแรกของเว็บไซต์",
      "The way from the home page was not looked for" },
    { "not-visible-in-text", "ข้อความล้วนไม่แสดงภาพหรือแบบฟอร์ม – ให้คนเปิดดู",
      "Plain text shows no pictures or forms; a person must look" },
    { "not-found-from-home", "ไม่พบการเชื่อมโยงจากหน้าแรกภายในขอบเขตที่ตรวจ",
      "No path from the home page within the pages looked at" },
    { "prerequisite", "ขึ้นอยู่กับข้ออื่นที่ยังไม่ครบ",
      "Depends on an item that is not complete" },
    { "prerequisite-unknown", "ไม่ได้ตรวจข้อที่ข้อนี้ขึ้นอยู่ด้วย",
      "The item it depends on was not checked" },
    { "off-topic", "เอกสารที่พบเป็นเรื่องอื่น",
      "The document is about something else" },
    { "title-only", "มีเพียงชื่อเรื่อง ไม่มีเนื้อหา", "A title only, no content" },
};

const char *reason_text(const char *code, Lang lang)
{
    if (code == NULL)
        return "";
    for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
        if (strcmp(reasons[i].code, code) == 0)
            return lang == LANG_EN ? reasons[i].en : reasons[i].th;
    return code;
}
