#include "reports/wording.h"

#include <string.h>

static const WordingRow rows[] = {
    /* what this is */
    { "title", "ผลตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)", "Open data (OIT) audit" },
    { "fiscal-year", "ปีงบประมาณ พ.ศ.", "fiscal year B.E." },
    { "sample",
      "ข้อมูลตัวอย่าง: รายงานนี้สร้างจากเว็บไซต์และเอกสารจำลอง ไม่ใช่ผลของหน่วยงานจริง",
      "Sample data: this report was made from a mock site and mock documents; "
      "it says nothing about the real agency" },
    { "interrupted", "การตรวจรอบนี้หยุดก่อนจบ ผลบางข้อจึงยังไม่ครบ",
      "This run was stopped before its end; some results are not complete" },
    { "offline",
      "เปิดเว็บไซต์ใดไม่ได้เลยในรอบนี้: เครือข่ายของเครื่องที่ตรวจอาจขัดข้อง "
      "ตรวจสอบอินเทอร์เน็ตแล้วตรวจใหม่ก่อนส่งเรื่องให้ผู้รับผิดชอบ",
      "Not one site answered in this run: the network of this machine may be "
      "down. Check it and run again before anybody is sent to work" },
    { "run", "รอบการตรวจ", "Run" },
    { "checked-at", "ตรวจเมื่อ", "Checked at" },
    { "agency", "หน่วยงาน", "Agency" },
    { "all-agencies", "ภาพรวมทุกหน่วยงาน", "All agencies" },
    { "empty", "ไม่มีหน่วยงานในผลตรวจนี้", "There is no agency in this audit" },
    { "no-items", "ยังไม่ได้ตรวจข้อใด", "No item was checked" },

    /* scores */
    { "forecast", "คะแนนคาดการณ์", "Forecast" },
    { "indicator", "ตัวชี้วัดที่", "Indicator" },
    { "sub-indicator", "ตัวชี้วัดย่อย", "Sub-indicator" },
    { "score", "คะแนน", "Score" },
    { "low", "ต่ำสุด", "low" },
    { "high", "สูงสุด", "high" },
    { "target", "เป้าหมาย", "Target" },
    { "pass-mark", "เกณฑ์ผ่าน", "Pass mark" },
    { "previous", "ปีก่อน", "Last year" },
    { "reached", "ถึงแล้ว", "reached" },
    { "perhaps", "ยังไม่แน่", "not certain" },
    { "not-reached", "ยังไม่ถึง", "not reached" },
    { "range-note",
      "ค่าต่ำสุดนับข้อที่มีความเสี่ยง ติดเงื่อนไข ยังสรุปไม่ได้ หรือเปิดไม่ได้ เป็น 0 "
      "ค่าสูงสุดนับข้อเหล่านั้นเป็น 100",
      "The low end counts items that are at risk, blocked, unclear or "
      "unreachable as 0, the high end as 100" },
    { "unknown", "ไม่ทราบ", "not known" },
    { "unknown-note",
      "ยังไม่ได้ใส่คะแนน IIT และ EIT ในไฟล์ตั้งค่า จึงคำนวณคะแนน ITA ไม่ได้",
      "IIT and EIT are not in the config, so the ITA score is not known" },
    { "points", "คะแนน ITA", "ITA points" },
    { "costs", "เสีย", "costs" },
    { "may-cost", "อาจเสีย", "may cost" },
    { "at-stake", "คะแนน ITA ที่เสี่ยงเสีย", "ITA points at stake" },

    /* what to do */
    { "todo", "สิ่งที่ต้องแก้ เรียงตามคะแนนที่เสีย",
      "What to mend, by the points it costs" },
    { "nothing-todo", "ไม่พบสิ่งที่ต้องแก้", "Nothing to mend was found" },
    { "group-gap", "ต้องแก้", "To mend" },
    { "group-risk", "มีความเสี่ยง: ผู้ตรวจอาจไม่ให้คะแนน",
      "At risk: a reviewer may refuse it" },
    { "group-unclear", "ต้องให้คนเปิดดู: โปรแกรมยังสรุปไม่ได้",
      "A person must look: the program cannot tell" },
    { "group-blocked", "ติดเงื่อนไขของข้ออื่น", "Blocked by another item" },
    { "kind-gap", "ต้องแก้", "mend" },
    { "kind-risk", "เสี่ยง", "at risk" },
    { "kind-unclear", "ให้คนดู", "look" },
    { "kind-blocked", "ติดข้ออื่น", "blocked" },
    { "reason", "เหตุผล", "Reason" },
    { "nearest", "ใกล้เคียงที่สุดที่พบ", "Nearest found" },
    { "evidence", "หลักฐาน", "Evidence" },
    { "advice", "ควรทำ", "To do" },
    { "owner", "ผู้รับผิดชอบ", "Who mends it" },
    { "note", "คำอธิบายที่ส่งไว้", "Explanation submitted" },
    { "depends-on", "ต้องผ่านข้อนี้ก่อน", "Depends on" },
    { "not-counted", "ไม่ใช้กับหน่วยงานประเภทนี้",
      "not asked of this kind of agency" },
    { "warn-only", "ควรมี", "advisable" },
    { "exception", "ข้อยกเว้น", "exception" },
    { "decision", "คำวินิจฉัยของคณะกรรมการ", "Official decision" },
    { "decision-accepted", "รับคำชี้แจง นับ 100 คะแนน", "accepted, counts 100" },
    { "decision-rejected", "ไม่รับ นับ 0 คะแนน", "rejected, counts 0" },
    { "our-verdict", "ผลของโปรแกรม", "The program's verdict" },

    /* tables */
    { "items", "ข้อ", "items" },
    { "item", "ข้อ", "Item" },
    { "item-title", "เรื่อง", "Title" },
    { "elements", "องค์ประกอบ", "Elements" },
    { "element", "องค์ประกอบ", "Element" },
    { "verdict", "ผล", "Verdict" },
    { "by-sub-indicator", "ผลตามตัวชี้วัดย่อย", "By sub-indicator" },
    { "by-item", "ผลรายข้อ", "Item by item" },
    { "found-of", "พบ", "found" },
    { "urls", "URL ที่ตรวจ", "Addresses" },
    { "url", "URL", "URL" },
    { "submitted", "ที่ส่ง", "submitted" },
    { "linked", "ลิงก์จากหน้า", "linked from" },
    { "state", "สถานะ", "State" },
    { "captured-at", "เก็บเมื่อ", "Captured" },
    { "http-status", "HTTP", "HTTP" },
    { "sha256", "SHA-256", "SHA-256" },
    { "demand", "ข้อกำหนด", "Demand" },
    { "source", "ที่มา", "Source" },
    { "leads-to", "เปลี่ยนทางไป", "leads to" },
    { "documents", "เอกสารที่อ่าน", "Documents read" },
    { "document", "เอกสาร", "Document" },
    { "type", "ชนิด", "Type" },
    { "pages", "หน้า", "Pages" },
    { "page", "หน้า", "p." },
    { "text-quality", "คุณภาพข้อความ", "Text quality" },
    { "where", "ตำแหน่ง", "Where" },
    { "quote", "ข้อความที่พบ", "Quote" },
    { "findings", "ข้อสังเกต", "Remarks" },
    { "ocr", "อ่านด้วย OCR โปรดเทียบกับต้นฉบับ",
      "read by OCR; compare with the original" },
    { "confidence", "ความมั่นใจของเกณฑ์", "Confidence of the rule" },
    { "confidence-M", "เกณฑ์นี้ยังไม่ได้ยืนยันจากคู่มือ",
      "this demand is not confirmed by the manual" },
    { "severity-error", "ร้ายแรง", "error" },
    { "severity-warning", "เตือน", "warning" },
    { "severity-info", "แจ้งให้ทราบ", "note" },
    { "class-ok", "เปิดได้", "opens" },
    { "class-broken", "เปิดไม่ได้", "broken" },
    { "class-soft", "เปิดได้แต่ไม่ใช่หน้านี้", "not the page" },
    { "class-care", "ต้องให้คนดู", "a person must look" },
    { "class-refused", "ไม่เปิด", "not followed" },
    { "summary", "สรุป", "Summary" },
    { "links", "ลิงก์", "Links" },
    { "total", "รวม", "Total" },

    /* filter and reading aid of the HTML report */
    { "show", "แสดง", "Show" },
    { "show-all", "ทุกข้อ", "all items" },
    { "show-open", "เฉพาะข้อที่ยังไม่ครบ", "only what is not complete" },
    { "expand-all", "กางรายละเอียดทั้งหมด", "open all" },
    { "collapse-all", "พับทั้งหมด", "close all" },
    { "skip", "ข้ามไปยังสิ่งที่ต้องแก้", "Skip to what to mend" },
    { "details", "รายละเอียด", "details" },
    { "how-to-read", "วิธีอ่านรายงานนี้", "How to read this report" },
    { "how-purpose",
      "โปรแกรมเปิด URL ที่หน่วยงานส่ง อ่านหน้าเว็บและเอกสาร แล้วเทียบกับองค์ประกอบที่ผู้ตรวจ"
      "ต้องเห็นในแต่ละข้อ ทุกผลมีข้อความที่พบและตำแหน่งกำกับ คะแนนจริงเป็นดุลพินิจของผู้ตรวจ",
      "The program opened the submitted URLs, read the pages and documents "
      "and looked for the elements that a reviewer must see. Every verdict "
      "carries its quote and place. The score itself is the reviewer's" },
    { "how-complete", "พบทุกองค์ประกอบที่บังคับ มีข้อความอ้างอิงครบ",
      "every required element was found and is quoted" },
    { "how-at-risk",
      "ไม่มีองค์ประกอบใดหาย แต่บางอย่างเห็นได้เพียงโดยอนุมานหรือมีข้อเตือน "
      "ผู้ตรวจอาจไม่ให้คะแนน",
      "nothing is missing, but something is only implied or warned of" },
    { "how-incomplete", "ขาดองค์ประกอบที่บังคับอย่างน้อยหนึ่งอย่าง ข้อนี้จะได้ 0",
      "a required element is missing: the item scores 0" },
    { "how-blocked", "ขึ้นกับข้ออื่นที่ยังไม่ครบ แก้ข้อนั้นแล้วข้อนี้จะดีขึ้นเอง",
      "depends on an item that is not complete; mend that one" },
    { "how-unclear", "โปรแกรมอ่านไม่ได้หรือสรุปไม่ได้ ไม่ได้แปลว่าขาด ต้องให้คนเปิดดู",
      "could not be read or told; not the same as missing" },
    { "how-unreachable", "เปิด URL ที่ส่งไม่ได้ จึงไม่เห็นข้อมูลใดเลย",
      "the submitted URL does not open" },
    { "how-not-submitted", "ยังไม่มี URL ของข้อนี้ในไฟล์ตั้งค่า",
      "there is no URL for this item" },
    { "about", "ที่มาและการตรวจสอบย้อนกลับ", "Provenance" },
    { "tool", "โปรแกรม", "Program" },
    { "ruleset-hash", "รหัสตรวจสอบชุดเกณฑ์ (SHA-256)", "SHA-256 of the rule set" },
    { "time-note", "เวลาทั้งหมดเป็นเวลาประเทศไทย ปีเป็นพุทธศักราช",
      "Times are of Bangkok" },

    /* differences of two runs */
    { "diff-title", "เปลี่ยนไปจากรอบก่อน", "Changes since the run before" },
    { "diff-new", "ช่องว่างใหม่", "New gap" },
    { "diff-mended", "แก้แล้ว", "Mended" },
    { "diff-open", "ยังไม่แก้", "Still open" },
    { "diff-unchecked", "ตรวจไม่ได้ครั้งนี้ (ยังไม่ใช่ช่องว่างใหม่)",
      "Could not be checked this time (no new gap yet)" },
    { "diff-changed", "เปลี่ยนสถานะ", "Changed" },
    { "diff-none", "ไม่มีอะไรเปลี่ยน", "Nothing changed" },
    { "was", "เดิม", "was" },

    /* why a document or element is unclear; text qualities */
    { "code.image-only", "เป็นภาพ อ่านข้อความไม่ได้", "image, no text" },
    { "code.damaged-text", "ข้อความเสียหาย", "damaged text" },
    { "code.needs-javascript", "ต้องใช้ JavaScript", "needs JavaScript" },
    { "code.encrypted", "ใส่รหัสผ่าน", "password" },
    { "code.broken-file", "ไฟล์เสีย", "broken file" },
    { "code.too-large", "ใหญ่เกินไป", "too large" },
    { "code.bomb", "ไฟล์บีบอัดผิดปกติ", "compression bomb" },
    { "code.unsupported", "ชนิดไฟล์ที่โปรแกรมไม่รู้จัก", "unknown kind" },
    { "code.timeout", "อ่านไม่ทันเวลา", "took too long" },
    { "code.crashed", "โปรแกรมอ่านไฟล์ล้มเหลว", "the reader failed" },
    { "code.unreachable", "เปิดไม่ได้", "unreachable" },
    { "code.login-wall", "ต้องเข้าสู่ระบบ", "login asked for" },
    { "code.good", "อ่านได้ดี", "good" },
    { "code.empty", "ไม่มีข้อความ", "no text" },
    { "code.marks-lost", "สระหรือวรรณยุกต์หาย", "lost vowels and tones" },
    { "code.garbage", "อ่านไม่เป็นคำ", "garbled" },

    /* roles */
    { "role.plan", "งานแผน", "planning" },
    { "role.finance", "งานคลังและงบประมาณ", "finance" },
    { "role.procurement", "งานพัสดุ", "procurement" },
    { "role.hr", "งานบุคคล", "human resources" },
    { "role.ethics", "งานจริยธรรมและต่อต้านการทุจริต", "ethics" },
    { "role.web", "ผู้ดูแลเว็บไซต์", "web" },
    { "role.pr", "งานประชาสัมพันธ์", "public relations" },
    { "role.service", "งานบริการ", "services" },
    { "role.legal", "งานกฎหมาย", "legal" },
    { "role.executive-office", "สำนักงานผู้บริหาร", "executive office" },
};

const WordingRow *wording_rows(gsize *count)
{
    *count = G_N_ELEMENTS(rows);
    return rows;
}

static const WordingRow *row_find(const char *id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].id, id) == 0)
            return &rows[i];
    return NULL;
}

const char *wording(const char *id, Lang lang)
{
    const WordingRow *row = row_find(id);

    g_assert(row != NULL);
    return lang == LANG_EN ? row->en : row->th;
}

/* The word of @prefix and @code, else @code. */
static const char *word_of(const char *prefix, const char *code, Lang lang)
{
    g_autofree char *id = g_strconcat(prefix, code, NULL);
    const WordingRow *row = row_find(id);

    if (row == NULL)
        return code;
    return lang == LANG_EN ? row->en : row->th;
}

const char *wording_role(const char *role, Lang lang)
{
    return word_of("role.", role, lang);
}

const char *wording_code(const char *code, Lang lang)
{
    return code == NULL ? NULL : word_of("code.", code, lang);
}
