/* Frozen evidence: listed, verified, handed out, compared with today. */
#include <stdio.h>
#include <string.h>

#include "app/commands.h"
#include "app/evidence.h"
#include "app/evidence_changes.h"

static ExitCode list(const Session *session)
{
    const char *dir = session->config->store_dir;
    g_autoptr(GPtrArray) runs = evidence_frozen(dir);

    for (guint i = 0; i < runs->len; i++) {
        const char *run_id = g_ptr_array_index(runs, i);
        g_autoptr(JsonValue) manifest = evidence_manifest(dir, run_id, NULL);

        printf(session->lang == LANG_EN
                   ? "%s  frozen %s  %u captures  %u files\n"
                   : "%s  เก็บเมื่อ %s  %u รายการ  %u ไฟล์\n",
               run_id, json_get_string(manifest, "frozen_at"),
               (guint)json_length(json_get(manifest, "captures")),
               (guint)json_length(json_get(manifest, "files")));
    }
    if (runs->len == 0)
        complain("no run is frozen yet; begin with 'oit-audit freeze'");
    return EXIT_NO_GAP;
}

static ExitCode verify(const Session *session)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    guint count = evidence_verify(session->config->store_dir, faults);

    for (guint i = 0; i < faults->len; i++)
        complain("%s", (const char *)g_ptr_array_index(faults, i));
    printf(session->lang == LANG_EN ? "%u files checked, %u faults\n"
                                    : "ตรวจ %u ไฟล์ พบปัญหา %u รายการ\n",
           count, faults->len);
    return faults->len > 0 ? EXIT_GAP : EXIT_NO_GAP;
}

static ExitCode export(const Session *session)
{
    const char *out = arguments_value(session->arguments, "out");
    g_autoptr(GError) error = NULL;

    if (out == NULL) {
        complain("name a new folder with --out DIR");
        return EXIT_USAGE;
    }
    if (!evidence_export(session->config->store_dir,
                         arguments_value(session->arguments, "run"), out,
                         &error)) {
        complain("%s", error->message);
        return EXIT_USAGE;
    }
    fprintf(stderr,
            session->lang == LANG_EN ? "The evidence is in %s (open "
                                       "index.html)\n"
                                     : "หลักฐานอยู่ที่ %s (เปิด index.html)\n",
            out);
    return EXIT_NO_GAP;
}

/* What changed between the last frozen run and the newest. */
static ExitCode changes(Session *session)
{
    ExitCode code = session_open_history(session);
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) audit = NULL;
    g_autofree char *text = NULL;
    guint count = 0;

    if (code != EXIT_NO_GAP)
        return code;
    audit = store_load(session->store, NULL, &error);
    if (audit != NULL)
        text = evidence_changes(session, audit, &count, &error);
    if (text == NULL) {
        complain("%s", error->message);
        return EXIT_USAGE;
    }
    code = print_bytes(text, strlen(text));
    return code != EXIT_NO_GAP ? code : count > 0 ? EXIT_GAP : EXIT_NO_GAP;
}

ExitCode command_evidence(Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    const char *verb = words->len == 1 ? g_ptr_array_index(words, 0) : "";
    ExitCode code = session_load_config(session, FALSE);

    if (code != EXIT_NO_GAP)
        return code;
    if (strcmp(verb, "list") == 0)
        return list(session);
    if (strcmp(verb, "verify") == 0)
        return verify(session);
    if (strcmp(verb, "export") == 0)
        return export(session);
    if (strcmp(verb, "changes") == 0)
        return changes(session);
    complain("say what to do: list, verify, export or changes");
    return EXIT_USAGE;
}
