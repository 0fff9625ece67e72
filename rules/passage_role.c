/*
 * passage_role.c - tell evidence from words that only look like it
 *
 * Three kinds of text hold every keyword and prove nothing: the assessor's
 * requirement repeated on the page, a list of the scheme's items, and a form
 * that nobody has filled in. They are known by their marks, not by a list of
 * known sentences, so that paraphrases are caught too.
 */
#include "rules/reading.h"

#include <string.h>

/* A page that says no more than this, in one line, gives its title only. */
#define TITLE_LETTERS 130
/* The way to a page is no longer than this. */
#define TRAIL_LETTERS 200

/* Folded (squashed) marks; built once. */
typedef struct {
    const char *text;
    gboolean at_start; /* counts only at the start of a passage */
    int weight;        /* 3 decides alone */
    gboolean opens;    /* short lines after it belong to it */
} EchoMark;

/* Words of whoever lays down what must be shown, not of who shows it. */
static const EchoMark echo_marks[] = {
    { "แสดงข้อมูล", TRUE, 3, TRUE },
    { "แสดงแผน", TRUE, 2, TRUE },
    { "แสดงผล", TRUE, 2, TRUE },
    { "แสดงราย", TRUE, 2, TRUE },
    { "แสดงช่องทาง", TRUE, 3, TRUE },
    { "แสดงคู่มือ", TRUE, 3, TRUE },
    { "แสดงนโยบาย", TRUE, 3, TRUE },
    { "แสดงประกาศ", TRUE, 3, TRUE },
    { "แสดงสรุป", TRUE, 3, TRUE },
    { "แสดงหลักเกณฑ์", TRUE, 3, TRUE },
    { "แสดงหน้าที่", TRUE, 3, TRUE },
    { "แสดงอำนาจ", TRUE, 3, TRUE },
    { "แสดงโครงสร้าง", TRUE, 3, TRUE },
    { "แสดงตำแหน่ง", TRUE, 3, TRUE },
    { "ที่บุคคลภายนอกสามารถ", FALSE, 3, FALSE },
    { "เป็นการสื่อสารได้สองทาง", FALSE, 3, TRUE },
    { "เป็นการสื่อสารสองทาง", FALSE, 2, TRUE },
    { "แสดงกิจกรรม", TRUE, 3, TRUE },
    { "แสดงการ", TRUE, 2, TRUE },
    { "แสดงกฎหมาย", TRUE, 3, TRUE },
    { "แสดงข่าว", TRUE, 3, TRUE },
    { "แสดงประมวล", TRUE, 3, TRUE },
    { "แสดงข้อกำหนด", TRUE, 3, TRUE },
    { "แสดงตัวอย่าง", TRUE, 2, FALSE },
    { "แนวทางการนำผลการวิเคราะห์สู่", FALSE, 3, FALSE },
    { "แสดงแนว", TRUE, 3, TRUE },
    { "แสดงมาตรการ", TRUE, 3, TRUE },
    { "แสดง", TRUE, 1, FALSE },
    { "มีการแสดง", TRUE, 2, TRUE },
    { "อย่างน้อยประกอบด้วย", FALSE, 3, TRUE },
    { "ที่มีรายละเอียดอย่างน้อย", FALSE, 3, TRUE },
    { "มีข้อมูลรายละเอียด", TRUE, 2, TRUE },
    { "อย่างน้อยต้อง", FALSE, 2, TRUE },
    { "ยกตัวอย่างเช่น", FALSE, 1, FALSE },
    { "องค์ประกอบด้านข้อมูล", FALSE, 3, FALSE },
    { "เป็นข้อมูลในระยะเวลา", TRUE, 3, FALSE },
    { "เป็นข้อมูลในปี", TRUE, 3, FALSE },
    { "เป็นข้อมูลรายเดือน", TRUE, 3, FALSE },
    { "เป็นข้อมูลข่าวสารที่เกิดขึ้นในปี", TRUE, 3, FALSE },
    { "เป็นการดำเนินการในปี", TRUE, 3, FALSE },
    { "เป็นรายงานผลในปี", TRUE, 3, FALSE },
    { "เป็นรายงานผลของปี", TRUE, 3, FALSE },
    { "เป็นรายงานผลการดำเนินการในปี", TRUE, 3, FALSE },
    { "เป็นการประเมินความเสี่ยง", TRUE, 2, FALSE },
    { "เป็นแผนที่มีระยะเวลาบังคับใช้", FALSE, 3, FALSE },
    { "เป็นแผนที่มีระยะเวลาใช้บังคับ", FALSE, 3, FALSE },
    { "เป็นหลักเกณฑ์ที่ยังใช้บังคับ", TRUE, 3, FALSE },
    { "ใช้รายงานผลของปี", TRUE, 3, FALSE },
    { "เข้าถึงได้จากเว็บไซต์หลัก", FALSE, 2, FALSE },
    { "สามารถเข้าถึงหรือเชื่อมโยง", FALSE, 3, FALSE },
    { "เชื่อมโยงไปยังช่องทางข้างต้นได้จากเว็บไซต์หลัก", FALSE, 3, FALSE },
    { "จากเว็บไซต์หลักของหน่วยงาน", FALSE, 2, FALSE },
    { "ข้อมูลของแต่ละคน", TRUE, 2, TRUE },
    { "ข้อมูลการติดต่ออย่างน้อย", FALSE, 3, TRUE },
    { "ตามที่กฎหมายกำหนด", FALSE, 1, FALSE },
    { "ต้องไม่เป็นกฎหมายทั้งฉบับ", FALSE, 3, FALSE },
    { "ครอบคลุมปีพ.ศ.", FALSE, 1, FALSE },
    { "ครอบคลุมในระยะเวลา6เดือนแรก", FALSE, 2, FALSE },
    { "ครอบคลุม6เดือนแรกของปี", FALSE, 2, FALSE },
    { "ที่มีระยะมากกว่า1ปี", FALSE, 3, FALSE },
    { "ที่มีระยะ1ปี", FALSE, 2, FALSE },
    { "(ถ้ามี)", FALSE, 1, FALSE },
    { "จำแนกข้อมูลตาม", TRUE, 2, FALSE },
    { "กรณีไม่มี", TRUE, 1, FALSE },
    { "กรณีอปท", TRUE, 2, FALSE },
    { "หลักฐานที่ใช้ประกอบ", FALSE, 2, FALSE },
    { "แนบตามข้อ", FALSE, 2, FALSE },
    { "นำเผยแพร่บนเว็บไซต์", FALSE, 1, FALSE },
    { "มีบันทึกข้อความ", TRUE, 2, FALSE },
    { "มีหลักฐานหนังสือ", TRUE, 2, FALSE },
    { "มีรายงานสรุปผล", TRUE, 1, FALSE },
    { "มีแบบฟอร์มการเผยแพร่", TRUE, 2, FALSE },
};

static ThaiFolded *folded_marks[G_N_ELEMENTS(echo_marks)];

static void marks_init(void)
{
    static gsize done;

    if (!g_once_init_enter(&done))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(echo_marks); i++)
        folded_marks[i] = thai_fold(echo_marks[i].text,
                                    strlen(echo_marks[i].text), THAI_SQUASH);
    g_once_init_leave(&done, 1);
}

static gboolean chars_at(const ThaiFolded *text, gsize at,
                         const ThaiFolded *word)
{
    return at + word->count <= text->count &&
           memcmp(text->chars + at, word->chars,
                  word->count * sizeof(gunichar)) == 0;
}

static gboolean chars_in(const ThaiFolded *text, const ThaiFolded *word)
{
    for (gsize i = 0; i + word->count <= text->count; i++)
        if (text->chars[i] == word->chars[0] && chars_at(text, i, word))
            return TRUE;
    return FALSE;
}

/* Past bullets, numbers and brackets that open a list item; a Latin letter
 * before Thai is a bullet of another font ("o แสดงข้อมูล"). */
static gsize skip_marker(const ThaiFolded *text)
{
    gsize i = 0;

    if (text->count > 1 && text->chars[0] < 0x80 &&
        strchr("olnqvu", (int)text->chars[0]) != NULL && text->chars[0] != 0 &&
        thai_is_thai(text->chars[1]))
        return 1;

    while (i < text->count && i < 8 &&
           (!g_unichar_isalpha(text->chars[i]) || thai_is_mark(text->chars[i])))
        i++;
    return i;
}

/* "-123..." after "034": a telephone number, not item 34. */
static gboolean is_phone_rest(const ThaiFolded *text, gsize i)
{
    int digits = 0;

    if (i >= text->count || (text->chars[i] != '-' && text->chars[i] != ' '))
        return FALSE;
    for (i++; i < text->count && g_unichar_isdigit(text->chars[i]); i++)
        digits++;
    return digits >= 3;
}

/*
 * Reads an item code: "O10", "010", "OIT 10", "ข้อ O10". Gives the number and
 * where the rest begins; 0 when there is none.
 */
static int item_code_at_start(const ThaiFolded *text, gsize *rest)
{
    gsize i = 0;
    int number = 0, digits = 0;
    gboolean letter = FALSE, zero = FALSE;

    while (i < text->count && i < 6 && !g_unichar_isalnum(text->chars[i]))
        i++;
    if (i + 2 < text->count && text->chars[i] == 0x0E02) { /* ข้อ */
        gsize j = i;

        while (j < text->count && thai_is_thai(text->chars[j]) && j < i + 3)
            j++;
        i = j;
        while (i < text->count && text->chars[i] == ' ')
            i++;
    }
    if (i < text->count && text->chars[i] == 'o') {
        letter = TRUE;
        i++;
        if (i + 1 < text->count && text->chars[i] == 'i' &&
            text->chars[i + 1] == 't')
            i += 2;
    } else if (i < text->count && text->chars[i] == '0') {
        zero = TRUE;
        i++;
    }
    while (letter && i < text->count &&
           (text->chars[i] == ' ' || text->chars[i] == '-'))
        i++;
    while (i < text->count && text->chars[i] >= '0' && text->chars[i] <= '9' &&
           digits < 3) {
        number = number * 10 + (int)(text->chars[i] - '0');
        digits++;
        i++;
    }
    if ((!letter && !(zero && digits == 2)) || digits == 0 || digits > 2 ||
        number < 1 || number > 43)
        return 0;
    if (zero && is_phone_rest(text, i))
        return 0;
    if (i < text->count &&
        (text->chars[i] == '.' || text->chars[i] == ',' ||
         text->chars[i] == '/') &&
        i + 1 < text->count && g_unichar_isdigit(text->chars[i + 1]))
        return 0;
    *rest = i;
    return number;
}

static int echo_weight(const Passage *passage, gboolean *opens)
{
    const ThaiFolded *text = passage->folded;
    gsize start = skip_marker(text);
    int weight = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(echo_marks); i++) {
        gboolean found = echo_marks[i].at_start
                             ? chars_at(text, start, folded_marks[i])
                             : chars_in(text, folded_marks[i]);

        if (!found)
            continue;
        weight += echo_marks[i].weight;
        if (echo_marks[i].opens)
            *opens = TRUE;
    }
    return weight;
}

/* A value: a number with a unit, a date, a name, a phone; what requirement
 * text never holds. Years alone are no value: "ในปี พ.ศ. 2565" is demanded. */
static gboolean has_value(Passage *passage)
{
    const GArray *dates = passage_dates(passage);
    gboolean digits = FALSE;

    for (guint i = 0; i < dates->len; i++) {
        const DateMention *date = &g_array_index(dates, DateMention, i);

        if (date->kind == DATE_DAY || date->kind == DATE_DAY_RANGE)
            return TRUE;
    }
    for (gsize i = skip_marker(passage->folded); i < passage->folded->count;
         i++) {
        gunichar c = passage->folded->chars[i];

        if (c == '@')
            return TRUE;
        if (c >= '0' && c <= '9') {
            int run = 0;

            while (i < passage->folded->count &&
                   ((passage->folded->chars[i] >= '0' &&
                     passage->folded->chars[i] <= '9') ||
                    passage->folded->chars[i] == ',')) {
                run++;
                i++;
            }
            digits = digits || run >= 5;
        }
    }
    return digits;
}

/* A line that stops at a comma or a joining word goes on in the next one. */
static gboolean goes_on(const Passage *passage)
{
    static const char *const joins[] = { ",", "และ", "หรือ", "เช่น", NULL };
    gsize len = passage->len;

    while (len > 0 && passage->text[len - 1] == ' ')
        len--;
    for (gsize i = 0; joins[i] != NULL; i++)
        if (len >= strlen(joins[i]) &&
            memcmp(passage->text + len - strlen(joins[i]), joins[i],
                   strlen(joins[i])) == 0)
            return TRUE;
    return FALSE;
}

/* In text and PDF a long line ends where the paper does. */
static gboolean wrapped(const Reading *reading, const Passage *passage)
{
    Format format = reading->document->format;

    return (format == FORMAT_TEXT || format == FORMAT_PDF) &&
           passage->letters_count > 60;
}

/*
 * Requirement text: a line with enough of its marks, and the short list items
 * that it opens ("(1) ชื่อ-นามสกุล (2) ตำแหน่ง").
 */
static void mark_echo(Reading *reading)
{
    gboolean open = FALSE, unended = FALSE;

    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);
        gboolean opens = FALSE;
        int weight;

        if (passage->letters_count == 0)
            continue;
        if (passage->roles & (ROLE_CHROME | ROLE_FORM))
            continue;
        weight = echo_weight(passage, &opens);
        if (unended && !(passage->roles & (ROLE_HEADING | ROLE_CELL)) &&
            passage->block->marker == NULL && !has_value(passage))
            weight = MAX(weight, 3);
        unended = FALSE;
        if (weight >= 3 || (weight >= 1 && open)) {
            passage->roles |= ROLE_ECHO;
            open = opens || open;
            unended = goes_on(passage) || wrapped(reading, passage);
            continue;
        }
        if (!open)
            continue;
        if ((passage->block->marker != NULL ||
             skip_marker(passage->folded) > 0) &&
            passage->letters_count < 70 && !has_value(passage) &&
            !(passage->roles & ROLE_HEADING))
            passage->roles |= ROLE_ECHO;
        else
            open = FALSE;
    }
}

/* Rows of a list of the scheme's items. */
static void mark_index(Reading *reading)
{
    int coded = 0, counted = 0, last = 0, distinct = 0, first_at = -1;
    int last_at = -1, between = 0;

    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);
        gsize rest = 0;
        int number;

        if ((passage->roles & (ROLE_CHROME | ROLE_COVERED)) ||
            passage->letters_count == 0)
            continue;
        counted++;
        number = item_code_at_start(passage->folded, &rest);
        if (number == 0 || passage->letters_count > 160) {
            between += passage->letters_count;
            continue;
        }
        passage->roles |= ROLE_INDEX;
        coded++;
        if (number != last)
            distinct++;
        last = number;
        last_at = i;
        if (first_at < 0)
            first_at = i;
    }
    /* Two or more items, close together, little text between them. */
    reading->index_page =
        distinct >= 2 && coded * 8 >= counted && between < 220 * coded;
    if (!reading->index_page)
        return;
    for (int i = first_at; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);

        /* A menu that was not known as one: the page begins below it. */
        if (i > last_at && passage->roles & ROLE_HEADING)
            break;
        if (!(passage->roles & ROLE_CHROME) && passage->letters_count < 400)
            passage->roles |= ROLE_INDEX;
    }
}

/* Dots, underscores or "…" where somebody should have written. */
static gboolean is_blank_field(const Passage *passage)
{
    int run = 0, longest = 0, gaps = 0;

    for (gsize i = 0; i < passage->len; i++) {
        char c = passage->text[i];

        if (c == '.' || c == '_') {
            run++;
        } else {
            if (run >= 4)
                gaps++;
            longest = MAX(longest, run);
            run = 0;
        }
    }
    longest = MAX(longest, run);
    if (run >= 4)
        gaps++;
    if (longest >= 8 || gaps >= 2)
        return TRUE;
    return g_strstr_len(passage->text, (gssize)passage->len, "………") != NULL;
}

/* A line of dot leaders in a table of contents ends in a page number. */
static gboolean is_contents_line(const Passage *passage)
{
    gsize i = passage->len;

    while (i > 0 && passage->text[i - 1] == ' ')
        i--;
    return i > 0 && g_ascii_isdigit(passage->text[i - 1]) &&
           passage->letters_count > 3;
}

static void mark_blank(Reading *reading)
{
    int blank = 0, filled = 0;

    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);

        if (passage->roles & ROLE_CHROME)
            continue;
        if (is_blank_field(passage) && !is_contents_line(passage)) {
            passage->roles |= ROLE_BLANK;
            blank++;
        } else if (passage->letters_count > 0) {
            filled++;
        }
    }
    /* Mostly gaps: then its short lines are labels without values too. */
    reading->blank_form = blank >= 2 && blank * 2 >= filled;
    if (!reading->blank_form)
        return;
    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);

        if (!(passage->roles & ROLE_CHROME) && passage->letters_count < 60)
            passage->roles |= ROLE_BLANK;
    }
}

/* What is left may prove something; sums up the page. */
static void mark_body(Reading *reading)
{
    int echo = 0, headings = 0, all = 0, body_passages = 0;

    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);

        if ((passage->roles & (ROLE_CHROME | ROLE_COVERED)) ||
            passage->letters_count == 0)
            continue;
        all += passage->letters_count;
        if (passage->roles & ROLE_ECHO)
            echo += passage->letters_count;
        if (passage->roles & ROLE_HEADING)
            headings += passage->letters_count;
        if (passage->roles &
            (ROLES_WEAK | ROLE_HEADING | ROLE_HEADER | ROLE_IMAGE | ROLE_FORM))
            continue;
        passage->roles |= ROLE_BODY;
        body_passages++;
        reading->body_letters += passage->letters_count;
    }
    reading->echo_page = echo > 40 && echo * 2 > all;
    reading->title_only =
        !reading->echo_page && !reading->index_page &&
        (body_passages == 0 ||
         (body_passages == 1 && headings == 0 && all < TITLE_LETTERS));
    /* One short line is a title, whatever the format called it. */
    if (reading->title_only)
        for (int i = 0; i < (int)reading->passages->len; i++) {
            Passage *passage = reading_passage(reading, i);

            if (passage->roles & ROLE_BODY && !has_value(passage)) {
                passage->roles &= ~(guint)ROLE_BODY;
                passage->roles |= ROLE_HEADING;
                reading->body_letters -= passage->letters_count;
            }
        }
}

/* "หน้าแรก » ITA 2565 » แผน": the way to the page, not its words. */
static gboolean is_trail(const Passage *passage)
{
    static const char *const homes[] = { "หน้าแรก", "หน้าหลัก", "home" };
    static const char *const signs[] = { "»", "›", "/", ">", "→" };
    const ThaiFolded *text = passage->folded;
    gsize start = skip_marker(text);

    if (passage->row >= 0 || passage->letters_count > TRAIL_LETTERS)
        return FALSE;
    for (gsize h = 0; h < G_N_ELEMENTS(homes); h++) {
        g_autoptr(ThaiFolded) home =
            thai_fold(homes[h], strlen(homes[h]), THAI_SQUASH);
        gsize at = start + home->count;

        if (!chars_at(text, start, home))
            continue;
        while (at < text->count && text->chars[at] == ' ')
            at++;
        for (gsize s = 0; at < text->count && s < G_N_ELEMENTS(signs); s++)
            if (text->chars[at] == g_utf8_get_char(signs[s]))
                return TRUE;
    }
    return FALSE;
}

static void mark_trails(Reading *reading)
{
    for (int i = 0; i < (int)reading->passages->len; i++) {
        Passage *passage = reading_passage(reading, i);

        if (passage->letters_count > 0 && is_trail(passage))
            passage->roles |= ROLE_CHROME;
    }
}

void reading_mark_roles(Reading *reading)
{
    marks_init();
    mark_trails(reading);
    mark_echo(reading);
    mark_index(reading);
    mark_blank(reading);
    mark_body(reading);
}
