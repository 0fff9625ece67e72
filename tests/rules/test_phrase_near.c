/* What recognition misread is found, and nothing is read into other words. */
#include <criterion/criterion.h>

#include <string.h>
#include "rules/phrase_near.h"

static int hits;
static gsize hit_from, hit_to;

static void count_hit(int id, gsize from, gsize to, gpointer data)
{
    (void)id;
    (void)data;
    hits++;
    hit_from = from;
    hit_to = to;
}

/* How often one of @phrases is guessed in @text. */
static int guessed(const char *const *phrases, const char *text)
{
    PhraseIndex *index = phrase_index_new();
    g_autoptr(PhraseNear) near = NULL;
    g_autoptr(ThaiFolded) folded = thai_fold(text, strlen(text), THAI_SQUASH);

    for (; *phrases != NULL; phrases++)
        phrase_index_add(index, *phrases);
    phrase_index_build(index);
    near = phrase_near_new(index);
    hits = 0;
    phrase_near_scan(near, folded, count_hit, NULL);
    phrase_index_free(index);
    return hits;
}

static int guessed_one(const char *phrase, const char *text)
{
    const char *phrases[] = { phrase, NULL };

    return guessed(phrases, text);
}

Test(phrase_near, finds_a_letter_read_wrong_lost_or_made_up)
{
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", "มีระยะเวสาดำเนินการ 6 เดือน"),
                 1);
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", "มีระยเวลาดำเนินการ 6 เดือน"), 1);
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", "มีระยะเวลลาดำเนินการ 6 เดือน"),
                 1);
    cr_expect_eq(guessed_one("แผนปฏิบัติราชการประจำปี", "แผนปฎิบตราชการประจำปี"), 1);
}

Test(phrase_near, keeps_to_its_bound)
{
    cr_expect_eq(phrase_near_bound(9), 0);
    cr_expect_eq(phrase_near_bound(10), 1);
    cr_expect_eq(phrase_near_bound(20), 2);
    cr_expect_eq(phrase_near_bound(1000), 0);
    cr_expect_eq(guessed_one("งบประมาณ", "งบประมาน"), 0, "too short");
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", "ระยเวสาดำเนินการ"), 0,
                 "two errors in seventeen");
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", "ระยะเวลาดำเนินการ"), 0,
                 "what stands there is no guess");
}

Test(phrase_near, reads_nothing_into_other_words)
{
    static const char *const known[] = { "รายงานผลการดำเนินงาน",
                                         "รายงานแผนการดำเนินงาน",
                                         "ไม่มีการร้องเรียน", NULL };

    cr_expect_eq(guessed(known, "รายงานแผนการดำเนินงานประจำปี"), 0,
                 "the other phrase stands there letter by letter");
    cr_expect_eq(guessed_one("ไม่มีการร้องเรียน", "ได้มีการร้องเรียนแล้ว"), 0);
    cr_expect_eq(guessed_one("ปีงบประมาณ พ.ศ. 2565", "ปีงบประมาณ พ.ศ. 2564"), 0,
                 "digits are never guessed");
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", "ระยะเวลา1ดำเนินการ"), 0);
}

Test(phrase_near, ends_on_a_long_line)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (int i = 0; i < 2000; i++)
        g_string_append(text, "ระยะเวสาดำเนินการ");
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", text->str), 2000);
    cr_expect_eq(guessed_one("ระยะเวลาดำเนินการ", ""), 0);
}
