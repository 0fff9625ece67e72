#include "reports/appeal_case.h"

#include <string.h>

#include "base/thai_date.h"
#include "reports/digest.h"

typedef struct {
    const char *label, *counsel;
} StrengthRow;

static const StrengthRow strengths[] = {
    [CASE_SETTLED] = { "ยุติแล้ว", "คณะกรรมการรับคำชี้แจงข้อนี้แล้ว ไม่ต้องยื่นซ้ำ" },
    [CASE_STRONG] = { "หนักแน่น", "ควรยื่น: พบทุกองค์ประกอบพร้อมข้อความอ้างอิง" },
    [CASE_FAIR] = { "พอมีเหตุผล", "ยื่นได้ แต่มีองค์ประกอบที่เห็นได้เพียงโดยอนุมาน "
                                "คณะกรรมการอาจไม่รับ" },
    [CASE_CASCADE] = { "ขึ้นกับข้ออื่น", "ควรยื่นพร้อมกับข้อที่เป็นต้นเหตุ ยื่นข้อนี้ข้อเดียวไม่มีผล" },
    [CASE_WEAK] = { "อ่อน",
                    "ไม่ควรยื่นจนกว่าจะพบหลักฐานขององค์ประกอบที่ขาดในเอกสารที่ส่งไว้แล้ว" },
    [CASE_NONE] = { "ไม่มีเหตุผลให้ชี้แจง", "ไม่ควรยื่น: ไม่มีหลักฐานใดที่ URL ที่ส่งไว้" },
};
G_STATIC_ASSERT(G_N_ELEMENTS(strengths) == CASE_STRENGTH_COUNT);

static gboolean is_dependency(const ElementAudit *element)
{
    return g_strcmp0(element->kind, "dependency") == 0;
}

CaseStrength appeal_case_strength(const ItemAudit *item)
{
    guint met = 0, implied = 0, blocked = 0, lacking = 0;

    if (item->decision == OUTCOME_ACCEPTED)
        return CASE_SETTLED;
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (!digest_element_asked(element))
            continue;
        if (is_dependency(element))
            blocked += element->verdict != ELEMENT_MET ? 1u : 0u;
        else if (element->verdict == ELEMENT_MET)
            met++;
        else if (element->verdict == ELEMENT_IMPLIED)
            implied++;
        else if (element->required == REQUIRED_YES)
            lacking++;
    }
    if (met + implied == 0)
        return CASE_NONE;
    if (lacking > 0)
        return CASE_WEAK;
    if (blocked > 0 || item->verdict == ITEM_BLOCKED)
        return CASE_CASCADE;
    return implied > 0 ? CASE_FAIR : CASE_STRONG;
}

gboolean appeal_case_argues(CaseStrength strength)
{
    return strength == CASE_STRONG || strength == CASE_FAIR ||
           strength == CASE_CASCADE;
}

const char *appeal_case_label(CaseStrength strength)
{
    return strengths[strength].label;
}

const char *appeal_case_counsel(CaseStrength strength)
{
    return strengths[strength].counsel;
}

const UrlAudit *appeal_case_capture(const ItemAudit *item,
                                    const Evidence *evidence)
{
    const UrlAudit *by_address = NULL;

    for (guint i = 0; i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);

        if (evidence->sha256 != NULL &&
            g_strcmp0(url->sha256, evidence->sha256) == 0 &&
            (g_strcmp0(url->url, evidence->url) == 0 ||
             g_strcmp0(url->final_url, evidence->url) == 0))
            return url;
        if (evidence->url != NULL &&
            (g_strcmp0(url->url, evidence->url) == 0 ||
             g_strcmp0(url->final_url, evidence->url) == 0))
            by_address = url;
    }
    return by_address;
}

/* --- what is weak ------------------------------------------------------ */

static void add(GPtrArray *list, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void add(GPtrArray *list, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    for (guint i = 0; i < list->len; i++) {
        if (strcmp(g_ptr_array_index(list, i), text) == 0) {
            g_free(text);
            return;
        }
    }
    g_ptr_array_add(list, text);
}

static const char *title_of(const ElementAudit *element)
{
    return element->title.th != NULL ? element->title.th : element->id;
}

static void weak_verdict(GPtrArray *list, const ItemAudit *item,
                         const ElementAudit *element)
{
    g_autofree char *reason = digest_element_reason(item, element, LANG_TH);

    if (is_dependency(element)) {
        add(list, "%s คำชี้แจงข้อนี้จึงมีผลต่อเมื่อข้อนั้นได้รับการยอมรับ", reason);
        return;
    }
    switch (element->verdict) {
    case ELEMENT_MISSING:
        add(list,
            "ไม่พบ “%s” ในสิ่งที่เผยแพร่ ณ URL ที่ส่ง "
            "เอกสารที่จัดทำหรือเพิ่มภายหลังโดยหลักไม่นับ",
            title_of(element));
        break;
    case ELEMENT_IMPLIED:
        add(list,
            "“%s” เห็นได้เพียงโดยอนุมาน เอกสารไม่ได้เขียนไว้ตรง ๆ "
            "คณะกรรมการอาจไม่รับ",
            title_of(element));
        break;
    case ELEMENT_UNCLEAR:
        add(list, "โปรแกรมสรุป “%s” ไม่ได้ (%s) ต้องให้คนเปิดดูก่อนอ้าง",
            title_of(element), reason);
        break;
    default:
        break;
    }
}

static void weak_element(GPtrArray *list, const ItemAudit *item,
                         const ElementAudit *element)
{
    weak_verdict(list, item, element);
    if (element->verdict == ELEMENT_MISSING && element->nearest != NULL)
        add(list,
            "ข้อความใกล้เคียงที่สุดกับ “%s” คือ “%.300s” ซึ่งเป็นคนละเรื่อง "
            "ไม่ควรใช้อ้าง",
            title_of(element), element->nearest->quote);
    for (guint i = 0; i < element->evidence->len; i++) {
        const Evidence *evidence = g_ptr_array_index(element->evidence, i);
        const UrlAudit *capture = appeal_case_capture(item, evidence);

        if (evidence->ocr)
            add(list, "ข้อความของ “%s” ได้จากการอ่านภาพ (OCR) ต้องเทียบกับต้นฉบับ",
                title_of(element));
        if (evidence->sha256 == NULL)
            add(list, "หลักฐานของ “%s” ไม่มีสำเนาที่เก็บไว้ให้ตรวจสอบย้อนหลัง",
                title_of(element));
        if (capture != NULL && capture->found_on != NULL)
            add(list,
                "หลักฐานของ “%s” อยู่ในเอกสารที่ลิงก์จากหน้าที่ส่ง "
                "ไม่ใช่ในหน้าที่ส่งเอง ต้องบอกทางเข้าให้ชัด",
                title_of(element));
    }
    if (digest_element_open(element) &&
        g_strcmp0(element->confidence, "C2") != 0)
        add(list,
            "เกณฑ์เรื่อง “%s” ยังไม่ได้ยืนยันจากคู่มือของปีนี้ "
            "ควรเปิดคู่มือเทียบก่อนชี้แจง",
            title_of(element));
}

static void weak_findings(GPtrArray *list, const ItemAudit *item,
                          const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (finding->severity > SEVERITY_INFO &&
            !digest_is_said(item, finding, LANG_TH))
            add(list, "%s", words_in(&finding->message, LANG_TH));
    }
}

static void weak_urls(GPtrArray *list, const ItemAudit *item)
{
    for (guint i = 0; i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);
        const LinkStateRow *row = link_state_row(url->state);

        if (url->found_on != NULL)
            continue;
        if (row->class != LINK_CLASS_OK)
            add(list, "URL ที่ส่ง %s: %s", url->url != NULL ? url->url : "-",
                row->th);
        weak_findings(list, item, url->findings);
    }
}

/* A capture of today says nothing of the day of submission. */
static void weak_time(GPtrArray *list, const Audit *audit)
{
    g_autofree char *at = thai_time_format(audit->finished_at, FALSE);

    add(list,
        "สำเนาที่ใช้อ้างเก็บเมื่อ %s ต้องมีคนยืนยันว่าข้อมูลนี้อยู่ที่ URL เดิมแล้วตั้งแต่วันที่ส่งคำตอบ",
        at);
}

GPtrArray *appeal_case_weaknesses(const Audit *audit, const AgencyAudit *agency,
                                  const ItemAudit *item)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);

    if (item->urls->len == 0)
        add(list, "ไม่มี URL ที่ส่งไว้สำหรับข้อนี้");
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (digest_element_asked(element))
            weak_element(list, item, element);
    }
    for (guint i = 0; i < item->depends_on->len; i++) {
        const char *id = g_ptr_array_index(item->depends_on, i);
        const ItemAudit *other = agency_audit_find_item(agency, id);

        if (other != NULL && digest_group(other) != TASK_NONE)
            add(list, "ข้อ %s ที่ข้อนี้ขึ้นอยู่ด้วย ยัง%s", id,
                item_verdict_label(other->verdict, LANG_TH));
    }
    weak_findings(list, item, item->findings);
    weak_urls(list, item);
    if (item->decision_reason == NULL)
        add(list, "ยังไม่ได้บันทึกเหตุผลจริงของผู้ตรวจ "
                  "คำชี้แจงนี้ตอบเหตุผลที่โปรแกรมคาดไว้");
    weak_time(list, audit);
    return list;
}
