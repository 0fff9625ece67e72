/*
 * thai_date_atoms.h - the words and numbers that dates are made of
 *
 * Takes    folded text
 * Gives    atoms in order; what lies between them is told by @gap and
 *          ATOM_OTHER
 * Units    from, to: code points of the folded text
 */
#ifndef BASE_THAI_DATE_ATOMS_H
#define BASE_THAI_DATE_ATOMS_H

#include "base/thai_month.h"
#include "base/thai_text.h"

typedef enum {
    ATOM_NONE, /* beyond either end */
    ATOM_OTHER,
    ATOM_NUMBER,
    ATOM_MONTH,
    ATOM_DASH,    /* - ถึง */
    ATOM_SLASH,   /* / */
    ATOM_AND,     /* , และ */
    ATOM_OPEN,    /* ( [ : */
    ATOM_CLOSE,   /* ) ] */
    ATOM_BE,      /* พ.ศ. */
    ATOM_CE,      /* ค.ศ. */
    ATOM_OLD_ERA, /* ร.ศ. จ.ศ.: never read */
    ATOM_YEAR,    /* ปี ประจำปี */
    ATOM_FISCAL,  /* ปีงบประมาณ FY */
    ATOM_BUDGET, /* งบประมาณ: fiscal only with a year right after */
    ATOM_ACADEMIC,   /* ปีการศึกษา */
    ATOM_TERM,       /* ภาคเรียนที่ */
    ATOM_DAY_WORD,   /* วันที่ ณ */
    ATOM_DATED,      /* ลงวันที่ */
    ATOM_MONTH_WORD, /* เดือน */
    ATOM_ORDINAL,    /* ครั้งที่ ฉบับที่ */
    ATOM_QUARTER,    /* ไตรมาส */
    ATOM_ROUND,      /* รอบ */
    ATOM_HALF,       /* ครึ่งปี; number 1 or 2 when said */
    ATOM_FIRST,      /* แรก */
    ATOM_LAST,       /* หลัง */
    ATOM_ORDER,      /* ที่ */
    ATOM_COUNTED, /* จำนวน โทร เลขที่: the number after is no year */
    ATOM_UNIT, /* บาท คน: the number before is no year */
    ATOM_LAW,  /* พระราชบัญญัติ */
    ATOM_RULE, /* ระเบียบ... ข้อบังคับ: weaker */
    ATOM_LETTER,  /* หนังสือที่; ว (circular) */
    ATOM_GAZETTE, /* ราชกิจจานุเบกษา, มติคณะรัฐมนตรี */
    ATOM_AMENDED, /* แก้ไขเพิ่มเติม */
    ATOM_PLAN, /* แผนพัฒนา ยุทธศาสตร์ชาติ */
    ATOM_POSTED, /* โพสต์เมื่อ */
    ATOM_VIEWS,  /* ผู้เข้าชม */
} AtomKind;

/* What stands before an atom, in growing distance. */
typedef enum { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_CELL } AtomGap;

typedef struct {
    AtomKind kind;
    AtomGap gap;
    guint32 from, to;
    guint32 line;
    int number;     /* of ATOM_NUMBER, ATOM_MONTH, ATOM_HALF */
    guint digits;   /* of ATOM_NUMBER; 0 for a number said in words */
    gboolean plain; /* a number that is no amount, code or part of one */
    MonthForm form; /* of ATOM_MONTH */
    gboolean english;
} DateAtom;

/* Element type DateAtom; @folded is THAI_FOLD of @text. */
GArray *date_atoms_read(const ThaiFolded *folded, const char *text);

#endif
