#include "app/exit_code.h"

ExitCode exit_code_of(const Audit *audit)
{
    gboolean gap = FALSE, unclear = FALSE;

    for (guint i = 0; i < audit_agency_count(audit); i++) {
        const AgencyAudit *agency = audit_agency(audit, i, NULL);

        if (agency == NULL)
            return EXIT_FAULT;
        for (guint j = 0; j < agency->items->len; j++) {
            const ItemAudit *item = g_ptr_array_index(agency->items, j);

            gap = gap || item_audit_has_gap(item);
            unclear = unclear || item_audit_is_unclear(item);
        }
    }
    if (gap)
        return unclear ? EXIT_GAP_UNCLEAR : EXIT_GAP;
    return unclear ? EXIT_UNCLEAR : EXIT_NO_GAP;
}
