#include "app/single_item.h"

#include <string.h>

#include "app/config_value.h"

void single_item_clear(SingleItem *single)
{
    if (single->files != NULL)
        g_ptr_array_unref(single->files);
    if (single->as != NULL)
        g_ptr_array_unref(single->as);
    config_free(single->config);
}

static void text_set(char **to, const char *text)
{
    if (text == NULL)
        return;
    g_free(*to);
    *to = g_strdup(text);
}

/* What the config says of --agency (or its only agency) is taken over. */
static ExitCode agency_describe(const Session *session, AgencyConfig *agency)
{
    const char *id = arguments_value(session->arguments, "agency");
    const GPtrArray *agencies = session->config->agencies;
    const AgencyConfig *from = NULL;

    if (id != NULL)
        from = config_find_agency(session->config, id);
    else if (agencies->len == 1)
        from = g_ptr_array_index(agencies, 0);
    words_set(&agency->name, "หน่วยงานที่ไม่ได้ระบุชื่อ", "Unnamed agency");
    if (id != NULL && from == NULL) {
        complain("no agency '%s' in %s", id, session->config->path);
        return EXIT_USAGE;
    }
    if (from != NULL) {
        text_set(&agency->id, from->id);
        words_copy(&agency->name, &from->name);
        text_set(&agency->kind, from->kind);
        text_set(&agency->executive, from->executive);
    }
    text_set(&agency->kind, arguments_value(session->arguments, "kind"));
    text_set(&agency->executive,
             arguments_value(session->arguments, "executive"));
    return EXIT_NO_GAP;
}

static ExitCode as_read(const Session *session, SingleItem *single)
{
    const char *as = arguments_value(session->arguments, "as");
    const char *wrong, *hint;
    char *url;

    single->as = g_ptr_array_new_with_free_func(g_free);
    if (as == NULL)
        return EXIT_NO_GAP;
    url = web_address_read(as, FALSE, &wrong, &hint);
    /* The file can be judged without an address: say so and go on. */
    if (url == NULL)
        complain("'%s' of --as %s and is left out; %s", as, wrong, hint);
    else
        g_ptr_array_add(single->as, url);
    return EXIT_NO_GAP;
}

/* The first file stands for --as; the others are only files. */
static ExitCode file_add(SingleItem *single, const char *path)
{
    PipelineFile *file;

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        complain("'%s': no such file", path);
        return EXIT_USAGE;
    }
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        complain("'%s' is %s; name a file or a URL", path,
                 g_file_test(path, G_FILE_TEST_IS_DIR) ? "a folder"
                                                       : "no regular file");
        return EXIT_USAGE;
    }
    file = g_new0(PipelineFile, 1);
    file->path = path;
    if (single->files->len == 0 && single->as->len > 0)
        file->url = g_ptr_array_index(single->as, 0);
    g_ptr_array_add(single->files, file);
    return EXIT_NO_GAP;
}

static gboolean is_url(const char *word)
{
    return g_ascii_strncasecmp(word, "http://", 7) == 0 ||
           g_ascii_strncasecmp(word, "https://", 8) == 0;
}

static ExitCode word_add(SingleItem *single, Submission *submission,
                         const char *word)
{
    const char *wrong, *hint;
    char *url;

    if (!is_url(word))
        return file_add(single, word);
    url = web_address_read(word, FALSE, &wrong, &hint);
    if (url == NULL) {
        complain("'%s' %s; %s", word, wrong, hint);
        return EXIT_USAGE;
    }
    g_ptr_array_add(submission->urls, url);
    return EXIT_NO_GAP;
}

/* The crawler and the source map of the session's config stay in force. */
static void config_share(SingleItem *single, const Config *from)
{
    single->config->crawler.follow = from->crawler.follow;
    single->config->crawler.links_max = from->crawler.links_max;
    single->config->crawler.reach = from->crawler.reach;
    single->config->sample = from->sample;
}

ExitCode single_item_prepare(Session *session, const char *item, guint first,
                             SingleItem *single)
{
    const GPtrArray *words = arguments_words(session->arguments);
    AgencyConfig *agency = agency_config_new("-");
    Submission *submission = agency_config_submission(agency, item);
    ExitCode code;

    single->config = config_new();
    g_ptr_array_add(single->config->agencies, agency);
    single->files = g_ptr_array_new_with_free_func(g_free);
    config_share(single, session->config);
    code = agency_describe(session, agency);
    if (code == EXIT_NO_GAP)
        code = as_read(session, single);
    for (guint i = first; code == EXIT_NO_GAP && i < words->len; i++)
        code = word_add(single, submission, g_ptr_array_index(words, i));
    if (code == EXIT_NO_GAP && words->len <= first) {
        complain("name a file or a URL to look at");
        code = EXIT_USAGE;
    }
    if (code == EXIT_NO_GAP)
        code = session_prepare_collector(session);
    /* A file alone needs no network. */
    session->collector.offline = submission->urls->len == 0 &&
                                 !arguments_has(session->arguments, "follow");
    if (session->items == NULL) {
        session->items = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(session->items, g_strdup(item));
    }
    single->options.config = single->config;
    single->options.rules = session->rules;
    single->options.items = session->items;
    single->options.files = single->files;
    return code;
}
