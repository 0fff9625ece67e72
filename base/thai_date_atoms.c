#include "base/thai_date_atoms.h"
#include "base/thai_chars.h"

#include <string.h>

typedef struct {
    const char *word; /* folded spelling, without spaces */
    AtomKind kind;
    int number;
} AtomWord;

/* The longest that fits wins. */
static const AtomWord words[] = {
    { "-", ATOM_DASH, 0 },
    { "~", ATOM_DASH, 0 },
    { "ถึง", ATOM_DASH, 0 },
    { "จนถึง", ATOM_DASH, 0 },
    { "ถึงวันที่", ATOM_DASH, 0 },
    { "ถึงเดือน", ATOM_DASH, 0 },
    { "ถึงปี", ATOM_DASH, 0 },
    { "to", ATOM_DASH, 0 },
    { "/", ATOM_SLASH, 0 },
    { ",", ATOM_AND, 0 },
    { "และ", ATOM_AND, 0 },
    { "และปี", ATOM_AND, 0 },
    { "กับ", ATOM_AND, 0 },
    { "&", ATOM_AND, 0 },
    { "(", ATOM_OPEN, 0 },
    { "[", ATOM_OPEN, 0 },
    { ":", ATOM_OPEN, 0 },
    { ")", ATOM_CLOSE, 0 },
    { "]", ATOM_CLOSE, 0 },

    { "พ.ศ.", ATOM_BE, 0 },
    { "พ.ศ", ATOM_BE, 0 },
    { "พศ.", ATOM_BE, 0 },
    { "พศ", ATOM_BE, 0 },
    { "พุทธศักราช", ATOM_BE, 0 },
    { "b.e.", ATOM_BE, 0 },
    { "ค.ศ.", ATOM_CE, 0 },
    { "ค.ศ", ATOM_CE, 0 },
    { "คศ.", ATOM_CE, 0 },
    { "คริสต์ศักราช", ATOM_CE, 0 },
    { "a.d.", ATOM_CE, 0 },
    { "ร.ศ.", ATOM_OLD_ERA, 0 },
    { "ร.ศ", ATOM_OLD_ERA, 0 },
    { "จ.ศ.", ATOM_OLD_ERA, 0 },
    { "รัตนโกสินทร์ศก", ATOM_OLD_ERA, 0 },
    { "จุลศักราช", ATOM_OLD_ERA, 0 },

    { "ปี", ATOM_YEAR, 0 },
    { "ประจำปี", ATOM_YEAR, 0 },
    { "year", ATOM_YEAR, 0 },
    { "ปีงบประมาณ", ATOM_FISCAL, 0 },
    { "ปีงบประมาณรายจ่าย", ATOM_FISCAL, 0 },
    { "ประจำปีงบประมาณ", ATOM_FISCAL, 0 },
    { "ประจำปีงบประมาณรายจ่าย", ATOM_FISCAL, 0 },
    { "ปีงบ", ATOM_FISCAL, 0 },
    { "ปีงบฯ", ATOM_FISCAL, 0 },
    { "ประจำปีงบฯ", ATOM_FISCAL, 0 },
    { "ประจำปีงบ", ATOM_FISCAL, 0 },
    { "ปีงปม.", ATOM_FISCAL, 0 },
    { "งปม.", ATOM_FISCAL, 0 },
    { "ปี งปม", ATOM_FISCAL, 0 },
    { "fy", ATOM_FISCAL, 0 },
    { "fiscalyear", ATOM_FISCAL, 0 },
    { "budgetyear", ATOM_FISCAL, 0 },
    { "งบประมาณ", ATOM_BUDGET, 0 },
    { "งบประมาณรายจ่าย", ATOM_BUDGET, 0 },
    { "งบประมาณประจำปี", ATOM_FISCAL, 0 },
    { "งบประมาณรายจ่ายประจำปี", ATOM_FISCAL, 0 },
    { "ปีการศึกษา", ATOM_ACADEMIC, 0 },
    { "ประจำปีการศึกษา", ATOM_ACADEMIC, 0 },
    { "academicyear", ATOM_ACADEMIC, 0 },
    { "ภาคเรียนที่", ATOM_TERM, 0 },
    { "ภาคเรียน", ATOM_TERM, 0 },
    { "ภาคการศึกษาที่", ATOM_TERM, 0 },
    { "เทอม", ATOM_TERM, 0 },

    { "วันที่", ATOM_DAY_WORD, 0 },
    { "วัน", ATOM_DAY_WORD, 0 },
    { "ณ", ATOM_DAY_WORD, 0 },
    { "ลงวันที่", ATOM_DATED, 0 },
    { "ลว.", ATOM_DATED, 0 },
    { "เดือน", ATOM_MONTH_WORD, 0 },
    { "ประจำเดือน", ATOM_MONTH_WORD, 0 },
    { "ครั้งที่", ATOM_ORDINAL, 0 },
    { "ฉบับที่", ATOM_ORDINAL, 0 },
    { "คนที่", ATOM_ORDINAL, 0 },
    { "ข้อที่", ATOM_ORDINAL, 0 },
    { "บทที่", ATOM_ORDINAL, 0 },
    { "ตัวชี้วัดที่", ATOM_ORDINAL, 0 },
    { "ที่", ATOM_ORDER, 0 },

    { "ไตรมาส", ATOM_QUARTER, 0 },
    { "ไตรมาสที่", ATOM_QUARTER, 0 },
    { "quarter", ATOM_QUARTER, 0 },
    { "รอบ", ATOM_ROUND, 0 },
    { "รอบระยะเวลา", ATOM_ROUND, 0 },
    { "รอบการประเมิน", ATOM_ROUND, 0 },
    { "ครึ่งปี", ATOM_HALF, 0 },
    { "รอบครึ่งปี", ATOM_HALF, 0 },
    { "ครึ่งปีแรก", ATOM_HALF, 1 },
    { "ครึ่งปีหลัง", ATOM_HALF, 2 },
    { "ครึ่งแรกของปี", ATOM_HALF, 1 },
    { "ครึ่งหลังของปี", ATOM_HALF, 2 },
    { "ครึ่งปีงบประมาณ", ATOM_HALF, 0 },
    { "ครึ่งปีงบประมาณแรก", ATOM_HALF, 1 },
    { "ครึ่งปีแรกของปีงบประมาณ", ATOM_HALF, 1 },
    { "ครึ่งปีงบประมาณหลัง", ATOM_HALF, 2 },
    { "firsthalf", ATOM_HALF, 1 },
    { "secondhalf", ATOM_HALF, 2 },
    { "แรก", ATOM_FIRST, 0 },
    { "หลัง", ATOM_LAST, 0 },
    { "หนึ่ง", ATOM_NUMBER, 1 },
    { "สอง", ATOM_NUMBER, 2 },
    { "สาม", ATOM_NUMBER, 3 },
    { "สี่", ATOM_NUMBER, 4 },
    { "หก", ATOM_NUMBER, 6 },
    { "สิบสอง", ATOM_NUMBER, 12 },

    { "จำนวน", ATOM_COUNTED, 0 },
    { "จำนวนเงิน", ATOM_COUNTED, 0 },
    { "วงเงิน", ATOM_COUNTED, 0 },
    { "ราคา", ATOM_COUNTED, 0 },
    { "รหัส", ATOM_COUNTED, 0 },
    { "เลขที่", ATOM_COUNTED, 0 },
    { "โทร", ATOM_COUNTED, 0 },
    { "โทร.", ATOM_COUNTED, 0 },
    { "โทรศัพท์", ATOM_COUNTED, 0 },
    { "โทรสาร", ATOM_COUNTED, 0 },
    { "tel", ATOM_COUNTED, 0 },
    { "tel.", ATOM_COUNTED, 0 },
    { "fax", ATOM_COUNTED, 0 },
    { "บาท", ATOM_UNIT, 0 },
    { "ล้านบาท", ATOM_UNIT, 0 },
    { "ล้าน", ATOM_UNIT, 0 },
    { "คน", ATOM_UNIT, 0 },
    { "ไร่", ATOM_UNIT, 0 },
    { "แห่ง", ATOM_UNIT, 0 },
    { "เล่ม", ATOM_UNIT, 0 },
    { "ครัวเรือน", ATOM_UNIT, 0 },
    { "%", ATOM_UNIT, 0 },

    { "พระราชบัญญัติ", ATOM_LAW, 0 },
    { "พ.ร.บ.", ATOM_LAW, 0 },
    { "พรบ.", ATOM_LAW, 0 },
    { "พรบ", ATOM_LAW, 0 },
    { "พระราชกฤษฎีกา", ATOM_LAW, 0 },
    { "พ.ร.ฎ.", ATOM_LAW, 0 },
    { "พระราชกำหนด", ATOM_LAW, 0 },
    { "กฎกระทรวง", ATOM_LAW, 0 },
    { "รัฐธรรมนูญ", ATOM_LAW, 0 },
    { "ประมวลกฎหมาย", ATOM_LAW, 0 },
    { "ข้อบังคับ", ATOM_RULE, 0 },
    { "ว่าด้วย", ATOM_RULE, 0 },
    { "ระเบียบกระทรวง", ATOM_RULE, 0 },
    { "ระเบียบสำนัก", ATOM_RULE, 0 },
    { "ระเบียบคณะ", ATOM_RULE, 0 },
    { "ระเบียบกรม", ATOM_RULE, 0 },
    { "ระเบียบบริหาร", ATOM_RULE, 0 },
    { "ระเบียบข้าราชการ", ATOM_RULE, 0 },
    { "ประกาศสำนักนายก", ATOM_RULE, 0 },
    { "กฎก.พ.", ATOM_RULE, 0 },
    { "กฎก.ค.ศ.", ATOM_RULE, 0 },
    { "มาตรา", ATOM_RULE, 0 },
    { "หนังสือ", ATOM_LETTER, 0 },
    { "หนังสือเวียน", ATOM_LETTER, 0 },
    { "ราชกิจจานุเบกษา", ATOM_GAZETTE, 0 },
    { "มติคณะรัฐมนตรี", ATOM_GAZETTE, 0 },
    { "มติครม.", ATOM_GAZETTE, 0 },
    { "คณะรัฐมนตรีมีมติ", ATOM_GAZETTE, 0 },
    { "แก้ไขเพิ่มเติม", ATOM_AMENDED, 0 },

    { "แผนพัฒนา", ATOM_PLAN, 0 },
    { "แผนยุทธศาสตร์", ATOM_PLAN, 0 },
    { "ยุทธศาสตร์ชาติ", ATOM_PLAN, 0 },
    { "ยุทธศาสตร์", ATOM_PLAN, 0 },
    { "แผนแม่บท", ATOM_PLAN, 0 },
    { "แผนกลยุทธ์", ATOM_PLAN, 0 },
    { "แผนวิสาหกิจ", ATOM_PLAN, 0 },
    { "แผนปฏิรูป", ATOM_PLAN, 0 },
    { "แผนปฎิบัติราชการระยะ", ATOM_PLAN, 0 },
    { "แผนปฎิบัติการด้าน", ATOM_PLAN, 0 },
    { "นโยบายและแผน", ATOM_PLAN, 0 },
    { "strategicplan", ATOM_PLAN, 0 },

    { "โพสต์", ATOM_POSTED, 0 },
    { "โพสเมื่อ", ATOM_POSTED, 0 },
    { "โพสต์เมื่อ", ATOM_POSTED, 0 },
    { "โพสต์โดย", ATOM_POSTED, 0 },
    { "เผยแพร่เมื่อ", ATOM_POSTED, 0 },
    { "เผยแพร่วันที่", ATOM_POSTED, 0 },
    { "วันที่เผยแพร่", ATOM_POSTED, 0 },
    { "เผยแพร่ณวันที่", ATOM_POSTED, 0 },
    { "ปรับปรุงล่าสุด", ATOM_POSTED, 0 },
    { "ปรับปรุงข้อมูลล่าสุด", ATOM_POSTED, 0 },
    { "ปรับปรุงเมื่อ", ATOM_POSTED, 0 },
    { "ปรับปรุงข้อมูลเมื่อ", ATOM_POSTED, 0 },
    { "แก้ไขล่าสุด", ATOM_POSTED, 0 },
    { "แก้ไขเมื่อ", ATOM_POSTED, 0 },
    { "อัปเดต", ATOM_POSTED, 0 },
    { "อัพเดต", ATOM_POSTED, 0 },
    { "อัพเดท", ATOM_POSTED, 0 },
    { "วันที่ลงประกาศ", ATOM_POSTED, 0 },
    { "ลงประกาศเมื่อ", ATOM_POSTED, 0 },
    { "วันที่โพสต์", ATOM_POSTED, 0 },
    { "วันที่สร้าง", ATOM_POSTED, 0 },
    { "สร้างเมื่อ", ATOM_POSTED, 0 },
    { "วันที่อัปโหลด", ATOM_POSTED, 0 },
    { "อัปโหลดเมื่อ", ATOM_POSTED, 0 },
    { "เขียนเมื่อ", ATOM_POSTED, 0 },
    { "สงวนลิขสิทธิ์", ATOM_POSTED, 0 },
    { "ลิขสิทธิ์", ATOM_POSTED, 0 },
    { "copyright", ATOM_POSTED, 0 },
    { "\xC2\xA9", ATOM_POSTED, 0 },
    { "posted", ATOM_POSTED, 0 },
    { "published", ATOM_POSTED, 0 },
    { "lastupdate", ATOM_POSTED, 0 },
    { "lastupdated", ATOM_POSTED, 0 },
    { "lastmodified", ATOM_POSTED, 0 },
    { "updated", ATOM_POSTED, 0 },
    { "ผู้เข้าชม", ATOM_VIEWS, 0 },
    { "เข้าชม", ATOM_VIEWS, 0 },
    { "จำนวนผู้เข้าชม", ATOM_VIEWS, 0 },
    { "สถิติผู้เข้าชม", ATOM_VIEWS, 0 },
    { "เปิดอ่าน", ATOM_VIEWS, 0 },
    { "ผู้ชม", ATOM_VIEWS, 0 },
    { "views", ATOM_VIEWS, 0 },
};

#define WORD_MAX_CHARS 40
#define BUCKET_COUNT 256

typedef struct {
    gunichar chars[WORD_MAX_CHARS];
    guint8 count;
    guint16 next; /* 1 + index of the next word of the same bucket */
} CompiledWord;

typedef struct {
    guint16 first[BUCKET_COUNT]; /* 1 + index */
    CompiledWord words[G_N_ELEMENTS(words)];
} WordIndex;

static guint bucket_of(gunichar c)
{
    return c & (BUCKET_COUNT - 1);
}

/* The words by their first letter; built once. */
static const WordIndex *word_index(void)
{
    static WordIndex *index;

    if (g_once_init_enter(&index)) {
        WordIndex *fresh = g_new0(WordIndex, 1);

        for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
            CompiledWord *to = &fresh->words[i];
            guint bucket;

            for (const char *p = words[i].word; *p != '\0';
                 p = g_utf8_next_char(p)) {
                gunichar c = g_utf8_get_char(p);

                /* As thai_fold() writes it. */
                if (c == 0x0E0F)
                    c = 0x0E0E;
                if (c == ' ')
                    continue;
                g_assert(to->count < WORD_MAX_CHARS);
                to->chars[to->count++] = c;
            }
            bucket = bucket_of(to->chars[0]);
            to->next = fresh->first[bucket];
            fresh->first[bucket] = (guint16)(i + 1);
        }
        g_once_init_leave(&index, fresh);
    }
    return index;
}

typedef struct {
    const gunichar *chars;
    gsize count;
    const ThaiFolded *folded;
    const char *text;
    GArray *atoms;
    guint32 line;
    AtomGap gap; /* since the last atom */
} Reader;

static gunichar reader_char(const Reader *r, gsize at)
{
    return at < r->count ? r->chars[at] : 0;
}

static gboolean is_latin(gunichar c)
{
    return c < 0x80 && g_ascii_isalpha((char)c);
}

static gboolean is_digit(gunichar c)
{
    return c >= '0' && c <= '9';
}

/* Code points that @word takes at chars[at..], spaces inside skipped. */
static gsize word_fits(const Reader *r, gsize at, const CompiledWord *word)
{
    gsize i = at;

    for (guint k = 0; k < word->count; k++) {
        if (k > 0 && reader_char(r, i) == ' ')
            i++;
        if (reader_char(r, i) != word->chars[k])
            return 0;
        i++;
    }
    if (is_latin(word->chars[0]) &&
        ((at > 0 && is_latin(r->chars[at - 1])) || is_latin(reader_char(r, i))))
        return 0;
    if (thai_is_mark(reader_char(r, i)) || reader_char(r, i) == THAI_SARA_AM)
        return 0;
    /* ก.ค.ศ. is no Christian year. */
    if (word->count > 1 && word->chars[1] == '.' && at > 1 &&
        r->chars[at - 1] == '.' && thai_is_thai(r->chars[at - 2]))
        return 0;
    return i - at;
}

static const AtomWord *word_at(const Reader *r, gsize at, gsize *used)
{
    const WordIndex *index = word_index();
    const AtomWord *best = NULL;

    *used = 0;
    for (guint16 i = index->first[bucket_of(r->chars[at])]; i != 0;
         i = index->words[i - 1].next) {
        const CompiledWord *word = &index->words[i - 1];
        gsize fits;

        if (word->chars[0] != r->chars[at])
            continue;
        fits = word_fits(r, at, word);
        if (fits > *used) {
            *used = fits;
            best = &words[i - 1];
        }
    }
    return best;
}

static void reader_add(Reader *r, DateAtom atom)
{
    atom.gap = r->gap;
    atom.line = r->line;
    r->gap = GAP_NONE;
    g_array_append_val(r->atoms, atom);
}

static void reader_skip_space(Reader *r, gsize at)
{
    AtomGap gap = GAP_SPACE;

    for (guint32 i = r->folded->start_at[at]; i < r->folded->end_at[at]; i++) {
        char c = r->text[i];

        if (c == '\n' || c == '\f') {
            r->line++;
            gap = MAX(gap, GAP_LINE);
        } else if (c == '\t') {
            gap = GAP_CELL;
        }
    }
    r->gap = MAX(r->gap, gap);
}

/* FY2565, Q1: the letters before are a word of ours. */
static gboolean follows_word(const Reader *r)
{
    return r->gap == GAP_NONE && r->atoms->len > 0 &&
           g_array_index(r->atoms, DateAtom, r->atoms->len - 1).kind !=
               ATOM_OTHER;
}

/* "2,565.00", "1.5", "0-2565": digits with their separators. */
static gsize number_read(Reader *r, gsize at)
{
    DateAtom atom = { .kind = ATOM_NUMBER, .plain = TRUE };
    gsize i = at;

    while (is_digit(reader_char(r, i))) {
        if (i - at < 6)
            atom.number = atom.number * 10 + (int)(r->chars[i] - '0');
        i++;
    }
    atom.digits = (guint)MIN(i - at, 255);
    if (at > 0 && (is_latin(r->chars[at - 1]) || r->chars[at - 1] == '_') &&
        !follows_word(r))
        atom.plain = FALSE;
    /* "ว.17" and "พ.ศ.2541" are plain, ".25" after a digit is not. */
    if (at > 1 && r->chars[at - 1] == '.' && is_digit(r->chars[at - 2]))
        atom.plain = FALSE;
    if (i - at <= 3 && reader_char(r, i) == ',' &&
        is_digit(reader_char(r, i + 1)) && is_digit(reader_char(r, i + 2)) &&
        is_digit(reader_char(r, i + 3)) && !is_digit(reader_char(r, i + 4)))
        atom.plain = FALSE;
    if (reader_char(r, i) == '.' && is_digit(reader_char(r, i + 1)))
        atom.plain = FALSE;
    if (is_latin(reader_char(r, i)) || reader_char(r, i) == '_')
        atom.plain = FALSE;
    /* The rest of an amount or a version belongs to it. */
    while (!atom.plain &&
           (is_digit(reader_char(r, i)) ||
            ((reader_char(r, i) == '.' || reader_char(r, i) == ',') &&
             is_digit(reader_char(r, i + 1)))))
        i++;
    atom.from = (guint32)at;
    atom.to = (guint32)i;
    reader_add(r, atom);
    return i;
}

/* Q1 and ว 17: one letter that means something only before a number. */
static gboolean letter_before_number(Reader *r, gsize at)
{
    gunichar c = r->chars[at], before = at > 0 ? r->chars[at - 1] : ' ';
    gunichar next = reader_char(r, at + 1);
    DateAtom atom = { .from = (guint32)at, .to = (guint32)(at + 1) };

    if (next == '.' || next == ' ')
        next = reader_char(r, at + 2);
    if (!is_digit(next))
        return FALSE;
    if (c == 'q' && !is_latin(before) && is_digit(reader_char(r, at + 1)))
        atom.kind = ATOM_QUARTER;
    else if (c == 0x0E27 && !thai_is_thai(before))
        atom.kind = ATOM_LETTER;
    else
        return FALSE;
    atom.number = 1; /* tells ว from หนังสือ */
    reader_add(r, atom);
    return TRUE;
}

static gsize other_read(Reader *r, gsize at)
{
    DateAtom *last = r->atoms->len == 0 ? NULL
                                        : &g_array_index(r->atoms, DateAtom,
                                                         r->atoms->len - 1);

    if (last != NULL && last->kind == ATOM_OTHER && r->gap == GAP_NONE) {
        last->to = (guint32)(at + 1);
        return at + 1;
    }
    reader_add(r, (DateAtom){ .kind = ATOM_OTHER,
                              .from = (guint32)at,
                              .to = (guint32)(at + 1) });
    return at + 1;
}

static gsize atom_read(Reader *r, gsize at)
{
    MonthName month;
    const AtomWord *word;
    gsize used;

    if (is_digit(r->chars[at]))
        return number_read(r, at);
    if (month_name_at(r->chars, r->count, at, &month)) {
        reader_add(r, (DateAtom){ .kind = ATOM_MONTH,
                                  .from = (guint32)at,
                                  .to = (guint32)(at + month.used),
                                  .number = month.month,
                                  .form = month.form,
                                  .english = month.english });
        return at + month.used;
    }
    if (letter_before_number(r, at))
        return at + 1;
    word = word_at(r, at, &used);
    if (word == NULL)
        return other_read(r, at);
    reader_add(r, (DateAtom){ .kind = word->kind,
                              .from = (guint32)at,
                              .to = (guint32)(at + used),
                              .number = word->number,
                              .plain = TRUE });
    return at + used;
}

GArray *date_atoms_read(const ThaiFolded *folded, const char *text)
{
    Reader r = {
        .chars = folded->chars,
        .count = folded->count,
        .folded = folded,
        .text = text,
        .atoms = g_array_new(FALSE, FALSE, sizeof(DateAtom)),
    };

    for (gsize at = 0; at < r.count;) {
        if (r.chars[at] == ' ') {
            reader_skip_space(&r, at);
            at++;
        } else {
            at = atom_read(&r, at);
        }
    }
    return r.atoms;
}
