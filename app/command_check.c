#include "app/cancel.h"
#include "app/commands.h"
#include "app/single_item.h"

static ExitCode prepare(Session *session)
{
    ExitCode code = session_load(session, TRUE);

    if (code == EXIT_NO_GAP)
        code = session_read_items(session);
    if (code == EXIT_NO_GAP &&
        (session->items == NULL || session->items->len != 1)) {
        complain("name one item with --item, as in --item O10");
        code = EXIT_USAGE;
    }
    if (code == EXIT_NO_GAP)
        code = session_check_format(session);
    return code;
}

ExitCode command_check(Session *session)
{
    ExitCode code = prepare(session);
    g_auto(SingleItem) single = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) audit = NULL;

    if (code == EXIT_NO_GAP)
        code = single_item_prepare(
            session, g_ptr_array_index(session->items, 0), 0, &single);
    if (code != EXIT_NO_GAP)
        return code;
    audit = pipeline_run(&single.options, &session->collector, &error);
    g_clear_pointer(&session->collector.progress, progress_free);
    if (audit == NULL) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    code = session_print_audit(session, audit);
    if (audit->interrupted)
        return EXIT_INTERRUPTED;
    return code != EXIT_NO_GAP ? code : exit_code_of(audit);
}
