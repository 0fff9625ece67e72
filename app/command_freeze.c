/* Seal what a run captured, as evidence of submission day. */
#include <stdio.h>

#include "app/commands.h"
#include "app/evidence.h"

ExitCode command_freeze(Session *session)
{
    ExitCode code = session_load_config(session, FALSE);
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) audit = NULL;
    g_autofree char *sha256 = NULL;

    if (code == EXIT_NO_GAP)
        code = session_open_store(session);
    if (code != EXIT_NO_GAP)
        return code;
    audit = store_load(session->store,
                       arguments_value(session->arguments, "run"), &error);
    if (audit == NULL) {
        complain("%s", error->message);
        return EXIT_USAGE;
    }
    if (!evidence_freeze(session->store, session->config->store_dir, audit,
                         &sha256, &error)) {
        complain("%s", error->message);
        return g_error_matches(error, EVIDENCE_ERROR, EVIDENCE_ERROR_FROZEN)
                   ? EXIT_USAGE
                   : EXIT_FAULT;
    }
    printf(
        session->lang == LANG_EN
            ? "The run %s is frozen.\nSHA-256 of its manifest: %s\nKeep this "
              "hash outside of this machine, as in the file of the case.\n"
            : "เก็บหลักฐานของการตรวจ %s แล้ว\nSHA-256 ของบัญชีหลักฐาน: %s\n"
              "ควรบันทึกรหัสนี้ไว้นอกเครื่อง เช่น ในแฟ้มเรื่อง\n",
        audit->run_id, sha256);
    return EXIT_NO_GAP;
}
