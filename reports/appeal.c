/*
 * The clarification as an official letter to the outside, in three parts: the
 * letter, the evidence that goes with it, and a sheet of our own that stays
 * in the house and says frankly what is weak.
 *
 * The letter argues only from what stood at the submitted address, because
 * what is made later does not count; where there is no case it says so.
 */
#include "reports/report.h"

#include <string.h>

#include "base/thai_date.h"
#include "base/url.h"
#include "reports/appeal_case.h"
#include "reports/digest.h"
#include "reports/docx.h"

#define QUOTE_MAX_CHARS_SHOWN 400

typedef struct {
    Docx *docx;
    const Audit *audit;
    const AgencyAudit *agency;
    GPtrArray *items;     /* ItemAudit* that the letter argues, borrowed */
    GPtrArray *left_out;  /* ItemAudit* without a case, borrowed */
    GPtrArray *documents; /* Source*: what the evidence of an item is from */
} Letter;

/* A document that evidence is quoted from: told once, named by its number. */
typedef struct {
    const char *url, *sha256; /* borrowed, or NULL */
    gint64 at;
} Source;

/* Official letters are written in Thai digits. Owned by the caller. */
static char *thai_digits(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        if (g_ascii_isdigit(*p))
            g_string_append_unichar(out, (gunichar)(0x0e50 + *p - '0'));
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

static char *thai_number(guint number)
{
    g_autofree char *text = g_strdup_printf("%u", number);

    return thai_digits(text);
}

static char *year_text(const Letter *letter)
{
    g_autofree char *text =
        g_strdup_printf("ปีงบประมาณ พ.ศ. %d", letter->audit->fiscal_year);

    return thai_digits(text);
}

static const char *name_of(const Letter *letter)
{
    const char *name = words_in(&letter->agency->name, LANG_TH);

    return *name != '\0' ? name : letter->agency->id;
}

static const char *title_of(const ElementAudit *element)
{
    return element->title.th != NULL ? element->title.th : element->id;
}

static char *quote_of(const Evidence *evidence)
{
    return digest_fit(evidence->quote, QUOTE_MAX_CHARS_SHOWN);
}

/* "O10 O11"; owned by the caller. */
static char *ids_text(const GPtrArray *items)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(items, i);

        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", item->id);
    }
    return g_string_free(text, FALSE);
}

static void put(Letter *letter, DocxStyle style, const char *label,
                const char *format, ...) G_GNUC_PRINTF(4, 5);

static void put(Letter *letter, DocxStyle style, const char *label,
                const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list args;

    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    docx_paragraph(letter->docx, style, label, text);
}

/* --- the letter -------------------------------------------------------- */

static void put_head(Letter *letter)
{
    g_autofree char *year = year_text(letter);
    g_autofree char *items = ids_text(letter->items);

    put(letter, DOCX_NOTICE, NULL,
        "ร่าง จัดทำโดยโปรแกรม ต้องตรวจทานและแก้ไขก่อนเสนอลงนาม");
    if (letter->audit->sample)
        put(letter, DOCX_NOTICE, NULL, "ข้อมูลตัวอย่าง ไม่ใช่หนังสือของหน่วยงานจริง");
    put(letter, DOCX_PLAIN, NULL, "ที่ ........................./.............");
    put(letter, DOCX_RIGHT, NULL, "%s", name_of(letter));
    put(letter, DOCX_RIGHT, NULL, "(ที่ตั้ง) ............................");
    put(letter, DOCX_CENTER, NULL,
        "วันที่ ............ เดือน .......................... "
        "พ.ศ. ...............");
    put(letter, DOCX_PLAIN, "เรื่อง  ",
        "ขอชี้แจงเพิ่มเติมแบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำ%s%s%s", year,
        letter->items->len > 0 ? " ข้อ " : "", items);
    put(letter, DOCX_PLAIN, "เรียน  ", "คณะกรรมการผู้ตรวจการประเมิน ITA");
    put(letter, DOCX_PLAIN, "สิ่งที่ส่งมาด้วย  ", "บัญชีหลักฐานประกอบคำชี้แจง จำนวน ๑ ชุด");
}

static void put_opening(Letter *letter)
{
    g_autofree char *year = year_text(letter);
    g_autofree char *count = thai_number(letter->items->len);

    put(letter, DOCX_BODY, NULL,
        "ตามที่คณะที่ปรึกษาการประเมิน ITA ได้ตรวจและให้คะแนนแบบวัดการเปิดเผยข้อมูลสาธารณะ "
        "(Open Data Integrity and Transparency Assessment: OIT) ประจำ%s "
        "ของ%s นั้น",
        year, name_of(letter));
    if (letter->items->len == 0) {
        put(letter, DOCX_BODY, NULL,
            "จากการตรวจข้อมูล ณ URL ที่ส่งไว้ ไม่มีข้อใดที่มีหลักฐานเพียงพอจะขอชี้แจงเพิ่มเติม "
            "ร่างนี้จึงไม่ควรส่ง รายละเอียดอยู่ในบันทึกภายในท้ายเอกสาร");
        return;
    }
    put(letter, DOCX_BODY, NULL,
        "%s ได้ตรวจสอบข้อมูลที่เผยแพร่ ณ URL ที่ส่งไว้ในระบบ ITAS แล้ว ขอชี้แจงเพิ่มเติมจำนวน "
        "%s ข้อ โดยอ้างเฉพาะข้อมูลที่ปรากฏ ณ URL ที่ส่งไว้เดิม ดังนี้",
        name_of(letter), count);
}

static void put_reason(Letter *letter, const ItemAudit *item)
{
    g_autofree char *reason = NULL;

    if (item->decision_reason != NULL) {
        put(letter, DOCX_PLAIN_KEPT, "เหตุผลของผู้ตรวจ: ", "“%s”",
            item->decision_reason);
        return;
    }
    reason = digest_reviewer_reason(item);
    if (reason == NULL) {
        put(letter, DOCX_PLAIN_KEPT,
            "เหตุผลของผู้ตรวจ: ", "(ใส่เหตุผลที่แจ้งในระบบ ITAS)");
        return;
    }
    put(letter, DOCX_PLAIN_KEPT,
        "เหตุผลที่คาดว่าผู้ตรวจใช้ (แก้ให้ตรงกับที่แจ้งในระบบ ITAS): ", "“%s”", reason);
}

/* What stands there, and where; with the fiscal year spelt out in days where
 * the argument rests on it. */
static void put_quoted(Letter *letter, const ElementAudit *element,
                       const Evidence *evidence)
{
    g_autofree char *quote = quote_of(evidence);
    g_autofree char *place = digest_place(evidence, LANG_TH);
    g_autofree char *label = g_strdup_printf("– %s: ", title_of(element));
    gboolean implied = element->verdict == ELEMENT_IMPLIED;
    int year = letter->audit->fiscal_year;
    g_autofree char *span = NULL;
    g_autofree char *span_thai = NULL;

    if (implied && strstr(quote, "ปีงบประมาณ") != NULL) {
        span = g_strdup_printf(" ทั้งนี้ ปีงบประมาณ พ.ศ. %d คือตั้งแต่วันที่ 1 ตุลาคม %d "
                               "ถึงวันที่ 30 กันยายน %d",
                               year, year - 1, year);
        span_thai = thai_digits(span);
    }
    put(letter, DOCX_BULLET, label, "%s “%s”%s%s%s%s%s",
        implied ? "เอกสารที่เผยแพร่ระบุว่า" : "ปรากฏข้อความว่า", quote,
        *place != '\0' ? " (" : "", place, *place != '\0' ? ")" : "",
        implied ? " ซึ่งหน่วยงานเห็นว่าแสดงองค์ประกอบนี้แล้ว" : "",
        span_thai != NULL ? span_thai : "");
}

static void put_elements(Letter *letter, const ItemAudit *item,
                         ElementVerdict verdict)
{
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (digest_element_asked(element) && element->verdict == verdict &&
            element->evidence->len > 0)
            put_quoted(letter, element,
                       g_ptr_array_index(element->evidence, 0));
    }
}

static void put_cascade(Letter *letter, const ItemAudit *item)
{
    for (guint i = 0; i < item->depends_on->len; i++) {
        const char *id = g_ptr_array_index(item->depends_on, i);

        put(letter, DOCX_BULLET, "– ",
            "ข้อนี้ไม่ได้รับการพิจารณาเพราะข้อ %s เมื่อข้อ %s ได้รับการพิจารณาใหม่แล้ว "
            "ขอได้โปรดพิจารณาข้อ %s ด้วย โดยองค์ประกอบของข้อ %s เองปรากฏดังต่อไปนี้",
            id, id, item->id, item->id);
    }
}

static void put_item(Letter *letter, guint number, const ItemAudit *item)
{
    CaseStrength strength = appeal_case_strength(item);
    g_autofree char *count = thai_number(number);

    put(letter, DOCX_HEADING, NULL, "%s. ข้อ %s %s", count, item->id,
        words_in(&item->title, LANG_TH));
    put_reason(letter, item);
    docx_paragraph(letter->docx, DOCX_PLAIN_KEPT, "คำชี้แจง:", NULL);
    if (strength == CASE_CASCADE)
        put_cascade(letter, item);
    put_elements(letter, item, ELEMENT_IMPLIED);
    put_elements(letter, item, ELEMENT_MET);
}

/* Kept on one page: a signature alone on the next one signs nothing. */
static void put_closing(Letter *letter)
{
    const char *executive = letter->agency->executive;

    if (letter->items->len > 0)
        put(letter, DOCX_BODY_KEPT, NULL,
            "จึงเรียนมาเพื่อโปรดพิจารณาทบทวนผลการประเมินในข้อดังกล่าว");
    put(letter, DOCX_RIGHT_KEPT, NULL, "ขอแสดงความนับถือ");
    put(letter, DOCX_RIGHT_KEPT, NULL, " ");
    put(letter, DOCX_RIGHT_KEPT, NULL, " ");
    put(letter, DOCX_RIGHT_KEPT, NULL, "(%s)",
        executive != NULL && *executive != '\0'
            ? executive
            : "..................................");
    put(letter, DOCX_RIGHT_KEPT, NULL, "(ตำแหน่ง) ........................");
    put(letter, DOCX_PLAIN, NULL,
        "(ส่วนราชการเจ้าของเรื่อง) ............................. โทร. "
        ".....................");
}

/* --- the evidence ------------------------------------------------------ */

/* The number of the document that @evidence is from, from 1. */
static guint source_number(Letter *letter, const ItemAudit *item,
                           const Evidence *evidence)
{
    const UrlAudit *capture = appeal_case_capture(item, evidence);
    Source *source;

    for (guint i = 0; i < letter->documents->len; i++) {
        source = g_ptr_array_index(letter->documents, i);
        if (g_strcmp0(source->url, evidence->url) == 0 ||
            (source->sha256 != NULL &&
             g_strcmp0(source->sha256, evidence->sha256) == 0))
            return i + 1;
    }
    source = g_new0(Source, 1);
    source->url = evidence->url;
    source->sha256 = evidence->sha256 != NULL ? evidence->sha256
                     : capture != NULL        ? capture->sha256
                                              : NULL;
    source->at = capture != NULL && capture->captured_at > 0
                     ? capture->captured_at
                     : letter->audit->finished_at;
    g_ptr_array_add(letter->documents, source);
    return letter->documents->len;
}

static void put_evidence_row(Letter *letter, const ItemAudit *item,
                             const ElementAudit *element,
                             const Evidence *evidence, guint number)
{
    g_autofree char *count = thai_number(number);
    g_autofree char *quote = quote_of(evidence);
    g_autofree char *place = digest_place(evidence, LANG_TH);
    g_autofree char *document =
        thai_number(source_number(letter, item, evidence));
    g_autofree char *where = g_strdup_printf("เอกสาร %s%s%s", document,
                                             *place != '\0' ? "\n" : "", place);
    const char *cells[] = { count, title_of(element), quote, where };

    docx_row(letter->docx, cells, FALSE);
}

static void put_evidence_rows(Letter *letter, const ItemAudit *item)
{
    guint number = 0;

    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        for (guint e = 0;
             digest_element_asked(element) && e < element->evidence->len; e++)
            put_evidence_row(letter, item, element,
                             g_ptr_array_index(element->evidence, e), ++number);
    }
}

/* Under the table: which document is which, when it was captured, and the sum
 * by which a copy can be checked. */
static void put_sources(Letter *letter)
{
    for (guint i = 0; i < letter->documents->len; i++) {
        const Source *source = g_ptr_array_index(letter->documents, i);
        g_autofree char *count = thai_number(i + 1);
        g_autofree char *label = g_strdup_printf("เอกสาร %s  ", count);
        g_autofree char *shown =
            source->url != NULL ? url_display(source->url) : NULL;
        g_autofree char *time = thai_time_format(source->at, FALSE);

        put(letter, DOCX_SMALL, label, "%s เก็บเมื่อ %s SHA-256 %s",
            shown != NULL         ? shown
            : source->url != NULL ? source->url
                                  : "-",
            time, source->sha256 != NULL ? source->sha256 : "-");
    }
}

static gboolean has_evidence(const ItemAudit *item)
{
    for (guint i = 0; i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        if (digest_element_asked(element) && element->evidence->len > 0)
            return TRUE;
    }
    return FALSE;
}

static void put_submitted(Letter *letter, const ItemAudit *item)
{
    for (guint i = 0; i < item->urls->len; i++) {
        const UrlAudit *url = g_ptr_array_index(item->urls, i);
        g_autofree char *shown =
            url->url != NULL ? url_display(url->url) : NULL;

        if (url->found_on == NULL)
            put(letter, DOCX_PLAIN, "URL ที่ส่ง: ", "%s",
                shown != NULL      ? shown
                : url->url != NULL ? url->url
                                   : "-");
    }
}

static void put_evidence(Letter *letter)
{
    static const int widths[] = { 500, 1900, 4971, 1700 };
    static const char *const heads[] = { "ที่", "องค์ประกอบ", "ข้อความที่พบ",
                                         "เอกสารและตำแหน่ง" };

    if (letter->items->len == 0)
        return;
    docx_page_break(letter->docx);
    put(letter, DOCX_TITLE, NULL, "บัญชีหลักฐานประกอบคำชี้แจง");
    for (guint i = 0; i < letter->items->len; i++) {
        const ItemAudit *item = g_ptr_array_index(letter->items, i);

        put(letter, DOCX_HEADING, NULL, "ข้อ %s %s", item->id,
            words_in(&item->title, LANG_TH));
        put_submitted(letter, item);
        if (!has_evidence(item)) {
            put(letter, DOCX_PLAIN, NULL, "ไม่มีหลักฐานสำหรับข้อนี้");
            continue;
        }
        g_ptr_array_set_size(letter->documents, 0);
        docx_table_open(letter->docx, widths, G_N_ELEMENTS(widths));
        docx_row(letter->docx, heads, TRUE);
        put_evidence_rows(letter, item);
        docx_table_close(letter->docx);
        put_sources(letter);
    }
}

/* --- our own sheet ----------------------------------------------------- */

static void put_weakness(Letter *letter, const ItemAudit *item)
{
    CaseStrength strength = appeal_case_strength(item);
    g_autoptr(GPtrArray) list =
        appeal_case_weaknesses(letter->audit, letter->agency, item);

    put(letter, DOCX_HEADING, NULL, "ข้อ %s %s", item->id,
        words_in(&item->title, LANG_TH));
    put(letter, DOCX_PLAIN_KEPT, "น้ำหนักของคำชี้แจง: ", "%s — %s",
        appeal_case_label(strength), appeal_case_counsel(strength));
    docx_paragraph(letter->docx, DOCX_PLAIN_KEPT, "จุดอ่อนของคำชี้แจงนี้:", NULL);
    for (guint w = 0; w < list->len; w++)
        put(letter, DOCX_BULLET, "– ", "%s",
            (const char *)g_ptr_array_index(list, w));
}

static void put_left_out(Letter *letter)
{
    g_autofree char *ids = ids_text(letter->left_out);

    if (letter->left_out->len == 0)
        return;
    put(letter, DOCX_PLAIN, "ข้อที่ไม่ได้ใส่ในหนังสือ: ",
        "%s เพราะคำชี้แจงอ่อนหรือไม่มีเหตุผลให้ชี้แจง "
        "การขอให้ทบทวนข้อที่ขาดจริงทำให้คำชี้แจงข้ออื่นเสียน้ำหนัก รายละเอียดอยู่ด้านล่าง",
        ids);
}

static void put_weaknesses(Letter *letter)
{
    docx_page_break(letter->docx);
    put(letter, DOCX_TITLE, NULL, "บันทึกภายใน");
    put(letter, DOCX_NOTICE, NULL, "ใช้ภายในหน่วยงาน ไม่ต้องส่งไปกับหนังสือ");
    put_left_out(letter);
    for (guint i = 0; i < letter->left_out->len; i++)
        put_weakness(letter, g_ptr_array_index(letter->left_out, i));
    for (guint i = 0; i < letter->items->len; i++)
        put_weakness(letter, g_ptr_array_index(letter->items, i));
    put(letter, DOCX_SMALL, NULL, "รอบการตรวจ %s ชุดเกณฑ์ SHA-256 %s",
        letter->audit->run_id != NULL ? letter->audit->run_id : "-",
        letter->audit->ruleset_sha256 != NULL ? letter->audit->ruleset_sha256
                                              : "-");
}

/* --- the whole --------------------------------------------------------- */

/* Sorts the items asked into those with a case and those without. */
static gboolean find_items(Letter *letter, const GPtrArray *item_ids,
                           GError **error)
{
    for (guint i = 0; i < item_ids->len; i++) {
        const char *id = g_ptr_array_index(item_ids, i);
        ItemAudit *item = agency_audit_find_item(letter->agency, id);
        GPtrArray *list;

        if (item == NULL) {
            g_set_error(error, REPORT_ERROR, REPORT_ERROR_ITEM,
                        "%s: this run has no such item of %s", id,
                        letter->agency->id);
            return FALSE;
        }
        list = appeal_case_argues(appeal_case_strength(item))
                   ? letter->items
                   : letter->left_out;
        if (!g_ptr_array_find(list, item, NULL))
            g_ptr_array_add(list, item);
    }
    if (item_ids->len > 0)
        return TRUE;
    g_set_error(error, REPORT_ERROR, REPORT_ERROR_ITEM,
                "appeal: no item was named");
    return FALSE;
}

GBytes *appeal_write(const Audit *audit, const AgencyAudit *agency,
                     const GPtrArray *item_ids, GError **error)
{
    g_autoptr(Docx) docx = NULL;
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autoptr(GPtrArray) left_out = g_ptr_array_new();
    g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func(g_free);
    Letter letter = { .audit = audit,
                      .agency = agency,
                      .items = items,
                      .left_out = left_out,
                      .documents = documents };

    if (!find_items(&letter, item_ids, error))
        return NULL;
    docx = letter.docx = docx_new();
    put_head(&letter);
    put_opening(&letter);
    for (guint i = 0; i < items->len; i++)
        put_item(&letter, i + 1, g_ptr_array_index(items, i));
    put_closing(&letter);
    put_evidence(&letter);
    put_weaknesses(&letter);
    return docx_finish(docx, "ร่างหนังสือขอชี้แจงเพิ่มเติม OIT", error);
}
