#include "app/commands.h"

#include <string.h>

#define OPTIONS(...) ((const char *const[]){ __VA_ARGS__, "help", NULL })

/* clang-format off */
static const Command rows[] = {
    { "run", "", "ตรวจทุกหน่วยงานใน config.yaml แล้วรายงาน",
      "audit every agency of config.yaml and report",
      OPTIONS("config", "agency", "item", "out", "format", "lang", "rules",
              "store", "no-store", "max-runtime", "max-bytes", "max-requests",
              "resume", "verbose", "quiet"),
      command_run },
    { "check", "--item O10 FILE-or-URL...",
      "ตรวจข้อเดียวจากไฟล์หรือ URL โดยไม่เก็บประวัติ",
      "check one item on files or URLs, without history",
      OPTIONS("item", "year", "as", "kind", "executive", "format", "lang",
              "follow", "config", "agency", "rules", "verbose", "quiet"),
      command_check },
    { "report", "", "แสดงหรือเขียนรายงานของการตรวจครั้งก่อน",
      "show or write the report of an earlier run",
      OPTIONS("run", "format", "out", "lang", "config", "store", "verbose"),
      command_report },
    { "appeal", "--item O10[,O27]", "ร่างหนังสือชี้แจงเพิ่มเติมเป็นไฟล์ Word",
      "draft the clarification as a Word file",
      OPTIONS("item", "run", "agency", "out", "lang", "config", "store"),
      command_appeal },
    { "diff", "[RUN [RUN]]", "เทียบการตรวจสองครั้ง", "compare two runs",
      OPTIONS("run", "format", "lang", "config", "store"), command_diff },
    { "history", "", "แสดงการตรวจที่ผ่านมา", "list earlier runs",
      OPTIONS("limit", "format", "lang", "config", "store"),
      command_history },
    { "score", "", "คาดการณ์คะแนนจากการตรวจครั้งล่าสุดและคำตัดสินใน config.yaml",
      "forecast the score from the newest run and the config's decisions",
      OPTIONS("run", "agency", "format", "lang", "config", "store", "rules"),
      command_score },
    { "freeze", "", "เก็บสิ่งที่เปิดพบในการตรวจไว้เป็นหลักฐาน ณ วันส่ง",
      "seal what a run captured as evidence of submission day",
      OPTIONS("run", "lang", "config", "store"), command_freeze },
    { "evidence", "list | verify | export | changes",
      "แสดง ตรวจสอบ ส่งออกหลักฐาน และดูว่าสิ่งใดเปลี่ยนไป",
      "list, verify and export the evidence; say what changed since",
      OPTIONS("run", "out", "lang", "config", "store", "quiet"),
      command_evidence },
    { "discover", "[URL]",
      "ค้นเว็บไซต์แล้วเสนอหน้าที่เหมาะกับแต่ละข้อ",
      "look over a site and propose pages for each item",
      OPTIONS("agency", "limit", "out", "year", "rules", "lang", "config",
              "quiet"),
      command_discover },
    { "import", "FILE-or-URL",
      "อ่าน URL ของแต่ละข้อจากตาราง Excel, CSV หรือหน้าสารบัญ OIT",
      "read the URLs of the items from a spreadsheet or an OIT index page",
      OPTIONS("out", "agency", "as", "year", "rules", "lang", "config",
              "quiet"),
      command_import },
    { "rules", "lint [YEAR] | test [YEAR] | list [YEAR] | show O10 | explain O10 "
      "FILE-or-URL | diff YEAR YEAR | new YEAR --from YEAR | schema",
      "ตรวจ ทดสอบ แสดง อธิบาย และเทียบกฎ เริ่มกฎของปีใหม่",
      "check, test, show, explain and compare the rules; begin a new year",
      OPTIONS("year", "rules", "lang", "config", "as", "kind", "executive",
              "follow", "format", "corpus", "from"),
      command_rules },
    { "config", "check | show | doc | schema", "ตรวจและแสดงค่าใน config.yaml",
      "check and show the config",
      OPTIONS("config", "rules", "lang"), command_config },
    { "doctor", "", "ตรวจว่าเครื่องนี้มีสิ่งที่โปรแกรมต้องใช้ครบหรือไม่",
      "check that this machine has what the program needs",
      OPTIONS("config", "rules", "store", "lang"), command_doctor },
    { "help", "[COMMAND]", "แสดงวิธีใช้", "show help",
      OPTIONS("lang"), command_help },
    { "completion", "bash", "พิมพ์สคริปต์เติมคำสั่งของ bash",
      "print the completion script of bash", OPTIONS("lang"),
      command_completion },
    { "version", "", "แสดงรุ่นของโปรแกรม", "show the version",
      OPTIONS("lang"), command_version },
};
/* clang-format on */

const Command *commands(gsize *count)
{
    *count = G_N_ELEMENTS(rows);
    return rows;
}

const Command *command_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static void append_options(GString *out, const Command *command, Lang lang)
{
    for (guint i = 0; command->options[i] != NULL; i++) {
        const OptionRow *row = option_find(command->options[i]);
        g_autofree char *left = g_strdup_printf(
            "  %c%c%s--%s%s%s", row->letter ? '-' : ' ',
            row->letter ? row->letter : ' ', row->letter ? ", " : "  ",
            row->name, row->value ? " " : "", row->value ? row->value : "");

        g_string_append_printf(out, "%-28s %s\n", left,
                               lang == LANG_EN ? row->en : row->th);
    }
}

static char *one_help(const Command *command, Lang lang)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "oit-audit %s%s%s\n\n%s\n\n", command->name,
                           command->usage[0] ? " " : "", command->usage,
                           lang == LANG_EN ? command->en : command->th);
    append_options(out, command, lang);
    return g_string_free(out, FALSE);
}

static const char codes[] =
    "  0 no gap · 1 gap · 2 usage, config or rules · 3 unclear · 4 gap and "
    "unclear\n"
    "  5 storage or internal fault · 75 another run is going on · 130/143 "
    "interrupted\n";

char *command_help_text(const Command *command, Lang lang)
{
    GString *out;

    if (command != NULL)
        return one_help(command, lang);
    out = g_string_new(
        lang == LANG_EN
            ? "oit-audit checks what an agency disclosed under ITA/OIT, "
              "element by element.\n\n"
            : "oit-audit ตรวจข้อมูลที่หน่วยงานเปิดเผยตามแบบวัด OIT "
              "ทีละองค์ประกอบ\n\n");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_string_append_printf(out, "  oit-audit %-11s %s\n", rows[i].name,
                               lang == LANG_EN ? rows[i].en : rows[i].th);
    g_string_append_printf(
        out, "\n  %s\n\n%s:\n%s",
        lang == LANG_EN ? "oit-audit help COMMAND for its options"
                        : "oit-audit help COMMAND แสดงตัวเลือกของคำสั่ง",
        lang == LANG_EN ? "exit codes" : "รหัสจบการทำงาน", codes);
    return g_string_free(out, FALSE);
}
