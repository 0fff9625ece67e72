/* Look over a site and propose, for each item, the pages that serve best. */
#include <stdio.h>
#include <string.h>

#include "app/commands.h"
#include "app/config_value.h"
#include "app/csv_text.h"
#include "app/discover.h"
#include "app/pipeline.h"

#define PAGES_STANDARD 150
#define PAGES_MAX 5000

/* The site asked for: a word, or that of the agency. NULL after saying why. */
static char *site_find(const Session *session)
{
    const GPtrArray *words = arguments_words(session->arguments);
    const char *id = arguments_value(session->arguments, "agency");
    const GPtrArray *agencies = session->config->agencies;
    const AgencyConfig *agency = NULL;
    const char *wrong, *hint;
    char *url;

    if (words->len == 1) {
        url =
            web_address_read(g_ptr_array_index(words, 0), FALSE, &wrong, &hint);
        if (url == NULL)
            complain("'%s' %s; %s", (const char *)g_ptr_array_index(words, 0),
                     wrong, hint);
        return url;
    }
    if (id != NULL)
        agency = config_find_agency(session->config, id);
    else if (agencies->len == 1)
        agency = g_ptr_array_index(agencies, 0);
    if (agency != NULL && agency->site != NULL)
        return g_strdup(agency->site);
    complain("name a site to look over, or an agency that has one");
    return NULL;
}

/* How the candidates of rank @rank do as submissions. */
static Audit *rank_judge(Session *session, const GPtrArray *finds, guint rank,
                         const char *site, GError **error)
{
    g_autoptr(Config) config = config_new();
    AgencyConfig *agency = agency_config_new("-");
    PipelineOptions options = { .config = config, .rules = session->rules };
    guint same = 0;

    words_set(&agency->name, "-", "-");
    g_free(agency->site);
    agency->site = g_strdup(site);
    g_ptr_array_add(config->agencies, agency);
    config->crawler.follow = session->config->crawler.follow;
    config->crawler.links_max = session->config->crawler.links_max;
    for (guint i = 0; i < finds->len; i++) {
        const DiscoverFind *find = g_ptr_array_index(finds, i);
        const DiscoverFind *before =
            i > 0 ? g_ptr_array_index(finds, i - 1) : NULL;

        same = before != NULL && before->item == find->item ? same + 1 : 0;
        if (same == rank)
            submission_add_url(agency_config_submission(agency, find->item),
                               find->url, NULL);
    }
    return pipeline_run(&options, &session->collector, error);
}

/* "3/4" and the titles of what is missing. */
static char *elements_text(const ItemAudit *item, Lang lang, char **missing,
                           guint *met)
{
    g_autoptr(GString) lacking = g_string_new(NULL);
    guint count = 0;

    *met = 0;
    for (guint i = 0; item != NULL && i < item->elements->len; i++) {
        const ElementAudit *element = g_ptr_array_index(item->elements, i);

        count++;
        if (element->verdict == ELEMENT_MET ||
            element->verdict == ELEMENT_IMPLIED) {
            (*met)++;
        } else {
            if (lacking->len > 0)
                g_string_append(lacking, "; ");
            g_string_append(lacking, lang == LANG_EN ? element->title.en
                                                     : element->title.th);
        }
    }
    *missing = g_strdup(lacking->str);
    return g_strdup_printf("%u/%u", *met, count);
}

typedef struct {
    const DiscoverFind *find;
    char *elements, *missing;
    guint met;
} Proposal;

static int proposal_compare(gconstpointer a, gconstpointer b)
{
    const Proposal *one = a;
    const Proposal *two = b;
    gint64 left = g_ascii_strtoll(one->find->item + 1, NULL, 10);
    gint64 right = g_ascii_strtoll(two->find->item + 1, NULL, 10);

    if (left != right)
        return left < right ? -1 : 1;
    if (one->met != two->met)
        return one->met > two->met ? -1 : 1;
    return two->find->certainty - one->find->certainty;
}

static void proposal_clear(gpointer data)
{
    Proposal *proposal = data;

    g_free(proposal->elements);
    g_free(proposal->missing);
}

static gboolean proposals_make(Session *session, const GPtrArray *finds,
                               const char *site, GArray *proposals,
                               GError **error)
{
    for (guint rank = 0; rank < DISCOVER_CANDIDATES_MAX; rank++) {
        g_autoptr(Audit) audit = rank_judge(session, finds, rank, site, error);
        const AgencyAudit *agency =
            audit != NULL ? audit_agency(audit, 0, error) : NULL;
        guint same = 0;

        if (agency == NULL)
            return FALSE;
        for (guint i = 0; i < finds->len; i++) {
            const DiscoverFind *find = g_ptr_array_index(finds, i);
            const DiscoverFind *before =
                i > 0 ? g_ptr_array_index(finds, i - 1) : NULL;
            Proposal proposal = { .find = find };

            same = before != NULL && before->item == find->item ? same + 1 : 0;
            if (same != rank)
                continue;
            proposal.elements =
                elements_text(agency_audit_find_item(agency, find->item),
                              session->lang, &proposal.missing, &proposal.met);
            g_array_append_val(proposals, proposal);
        }
    }
    g_array_sort(proposals, proposal_compare);
    return TRUE;
}

static ExitCode deliver(const Session *session, const GArray *proposals)
{
    static const char *const HEAD[] = { "หน่วยงาน", "ข้อ",        "URL",
                                        "คำอธิบาย", "พบในบรรทัด", "องค์ประกอบที่พบ",
                                        "ยังขาด" };
    const char *path = arguments_value(session->arguments, "out");
    g_autoptr(GString) out = g_string_new("\xef\xbb\xbf");
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(HEAD); i++)
        csv_append(out, HEAD[i], i + 1 == G_N_ELEMENTS(HEAD));
    for (guint i = 0; i < proposals->len; i++) {
        const Proposal *p = &g_array_index(proposals, Proposal, i);

        csv_append(out, arguments_value(session->arguments, "agency"), FALSE);
        csv_append(out, p->find->item, FALSE);
        csv_append(out, p->find->url, FALSE);
        csv_append(out, "", FALSE);
        csv_append(out, p->find->text, FALSE);
        csv_append(out, p->elements, FALSE);
        csv_append(out, p->missing, TRUE);
    }
    if (path == NULL)
        return print_bytes(out->str, out->len);
    if (g_file_set_contents(path, out->str, (gssize)out->len, &error))
        return EXIT_NO_GAP;
    complain("%s", error->message);
    return EXIT_FAULT;
}

static ExitCode discover(Session *session, const char *site, guint pages_max)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) proposals = g_array_new(FALSE, FALSE, sizeof(Proposal));
    g_autoptr(GPtrArray) finds = NULL;
    guint opened, left;

    g_array_set_clear_func(proposals, proposal_clear);
    session->collector.remembered = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)fetch_result_free);
    finds = discover_site(&session->collector, session->rules, site, pages_max,
                          &opened, &left, &error);
    if (finds == NULL ||
        !proposals_make(session, finds, site, proposals, &error)) {
        complain("%s", error->message);
        return EXIT_FAULT;
    }
    fprintf(stderr,
            session->lang == LANG_EN
                ? "%u pages opened, %u left alone by robots.txt, %u proposals\n"
                : "เปิด %u หน้า เว้นตาม robots.txt %u หน้า เสนอ %u รายการ\n",
            opened, left, proposals->len);
    return deliver(session, proposals);
}

ExitCode command_discover(Session *session)
{
    const char *limit = arguments_value(session->arguments, "limit");
    guint64 pages_max = PAGES_STANDARD;
    ExitCode code = session_load(
        session, arguments_words(session->arguments)->len > 0 &&
                     arguments_value(session->arguments, "config") == NULL);
    g_autofree char *site = NULL;

    if (code != EXIT_NO_GAP)
        return code;
    if (limit != NULL && !g_ascii_string_to_unsigned(limit, 10, 1, PAGES_MAX,
                                                     &pages_max, NULL)) {
        complain("'%s' is no number of pages", limit);
        return EXIT_USAGE;
    }
    site = site_find(session);
    if (site == NULL)
        return EXIT_USAGE;
    code = session_prepare_collector(session);
    if (code == EXIT_NO_GAP)
        code = discover(session, site, (guint)pages_max);
    g_clear_pointer(&session->collector.remembered, g_hash_table_unref);
    return code;
}
