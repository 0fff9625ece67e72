#include "app/commands.h"

#include <stdio.h>

static ExitCode prepare(Session *session)
{
    ExitCode code = session_load_config(session, FALSE);

    if (code == EXIT_NO_GAP)
        code = session_read_items(session);
    if (code == EXIT_NO_GAP && session->items == NULL) {
        complain("name the items with --item, as in --item O10,O27");
        code = EXIT_USAGE;
    }
    return code;
}

/* The agency of --agency, or the only one. */
static AgencyAudit *agency_choose(const Session *session, const Audit *audit)
{
    const char *id = arguments_value(session->arguments, "agency");
    AgencyAudit *agency = NULL;

    if (id != NULL)
        agency = audit_find_agency(audit, id);
    else if (audit->agencies->len == 1)
        agency = g_ptr_array_index(audit->agencies, 0);
    if (agency == NULL && id != NULL)
        complain("run %s has no agency '%s'", audit->run_id, id);
    else if (agency == NULL)
        complain("run %s has %u agencies; name one with --agency",
                 audit->run_id, audit->agencies->len);
    return agency;
}

static ExitCode items_check(const Session *session, const Audit *audit,
                            const AgencyAudit *agency)
{
    for (guint i = 0; i < session->items->len; i++) {
        const char *item = g_ptr_array_index(session->items, i);

        if (agency_audit_find_item(agency, item) == NULL) {
            complain("run %s has no item %s", audit->run_id, item);
            return EXIT_USAGE;
        }
    }
    return EXIT_NO_GAP;
}

static char *file_path(const Session *session, const AgencyAudit *agency)
{
    const char *out = arguments_value(session->arguments, "out");
    g_autoptr(GString) name = g_string_new("appeal-");

    g_string_append(name, agency->id);
    for (guint i = 0; i < session->items->len; i++)
        g_string_append_printf(
            name, "-%s", (const char *)g_ptr_array_index(session->items, i));
    /* A name for all 43 items would be longer than a file name may be. */
    if (name->len > 120)
        g_string_truncate(name, 120);
    g_string_append(name, ".docx");
    return g_build_filename(out != NULL ? out : ".", name->str, NULL);
}

ExitCode command_appeal(Session *session)
{
    ExitCode code = prepare(session);
    g_autoptr(Audit) audit = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *path = NULL;
    g_autofree char *folder = NULL;
    const AgencyAudit *agency;

    if (code == EXIT_NO_GAP)
        audit = session_load_audit(session, &code);
    if (audit == NULL)
        return code;
    agency = agency_choose(session, audit);
    if (agency == NULL || items_check(session, audit, agency) != EXIT_NO_GAP)
        return EXIT_USAGE;
    bytes = appeal_write(audit, agency, session->items, &error);
    if (bytes == NULL) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    path = file_path(session, agency);
    folder = g_path_get_dirname(path);
    g_mkdir_with_parents(folder, 0777);
    if (!g_file_set_contents_full(path, g_bytes_get_data(bytes, NULL),
                                  (gssize)g_bytes_get_size(bytes),
                                  G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                  &error)) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    printf("%s\n", path);
    return EXIT_NO_GAP;
}
