/*
 * The formats that are a template over the audit XML: html, junit, markdown.
 *
 * A template reads what it is given and nothing else: no files, no network,
 * no writing, because an audit holds text that strangers wrote.
 */
#include "reports/formats.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#include "reports/audit_xml.h"
#include "reports/stylesheet.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xsltStylesheet, xsltFreeStylesheet)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xsltTransformContext, xsltFreeTransformContext)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xsltSecurityPrefs, xsltFreeSecurityPrefs)

static gpointer fail(GError **error, const char *what)
{
    g_set_error(error, REPORT_ERROR, REPORT_ERROR_FORMAT, "report: %s", what);
    return NULL;
}

/* HUGE: an audit of fifty agencies is larger than libxml2's usual bounds,
 * and we wrote the text ourselves. */
static xmlDoc *parse(const char *text, gsize len)
{
    return xmlReadMemory(text, (int)len, NULL, "UTF-8",
                         XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR |
                             XML_PARSE_NOWARNING);
}

static xsltStylesheet *stylesheet_parse(const unsigned char *xsl,
                                        unsigned long len)
{
    xmlDoc *doc = parse((const char *)xsl, len);
    xsltStylesheet *style;

    if (doc == NULL)
        return NULL;
    style = xsltParseStylesheetDoc(doc); /* takes doc when it succeeds */
    if (style == NULL)
        xmlFreeDoc(doc);
    return style;
}

static xsltSecurityPrefs *locked_down(void)
{
    static const xsltSecurityOption options[] = {
        XSLT_SECPREF_READ_FILE,        XSLT_SECPREF_WRITE_FILE,
        XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
        XSLT_SECPREF_WRITE_NETWORK,
    };
    xsltSecurityPrefs *prefs = xsltNewSecurityPrefs();

    for (gsize i = 0; i < G_N_ELEMENTS(options); i++)
        xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
    return prefs;
}

/* What a template writes where the agencies belong, and around the part of
 * an agency that needs a root. No text of an audit can be a comment. */
#define AGENCIES_MARK "<!--agencies-->"
#define BEGIN_MARK "<!--begin-->"
#define END_MARK "<!--end-->"

typedef struct {
    const unsigned char *xsl;
    unsigned long xsl_len;
    /* Before the output: a template can not write a doctype without an
     * identifier. */
    const char *prefix;
} Template;

/* @style over the XML @text, which is taken; NULL with error. */
static char *apply(xsltStylesheet *style, char *text, gsize len, GError **error)
{
    g_autofree char *xml = text;
    g_autoptr(xmlDoc) doc = NULL;
    g_autoptr(xsltSecurityPrefs) prefs = locked_down();
    g_autoptr(xsltTransformContext) context = NULL;
    g_autoptr(xmlDoc) result = NULL;
    xmlChar *out = NULL;
    int out_len = 0;
    char *bytes;

    if (xml == NULL)
        return NULL;
    if (len > G_MAXINT)
        return fail(error, "the audit is too large");
    doc = parse(xml, len);
    if (doc == NULL)
        return fail(error, "the audit is no well-formed XML");
    context = xsltNewTransformContext(style, doc);
    xsltSetCtxtSecurityPrefs(prefs, context);
    result = xsltApplyStylesheetUser(style, doc, NULL, NULL, NULL, context);
    if (result == NULL ||
        xsltSaveResultToString(&out, &out_len, result, style) != 0)
        return fail(error, "the template could not be applied");
    bytes = g_strndup(out != NULL ? (const char *)out : "", (gsize)out_len);
    xmlFree(out);
    return bytes;
}

static gboolean agency_put(const Audit *audit, guint index, Lang lang,
                           xsltStylesheet *style, Sink *sink, GError **error)
{
    gsize len = 0;
    char *xml = audit_xml_agency(audit, index, lang, &len, error);
    g_autofree char *part = apply(style, xml, len, error);
    char *begin, *end;

    if (part == NULL)
        return FALSE;
    begin = strstr(part, BEGIN_MARK);
    end = begin != NULL ? g_strrstr(part, END_MARK) : NULL;
    if (end != NULL) {
        begin += strlen(BEGIN_MARK);
        sink_write(sink, begin, (gsize)(end - begin));
    } else {
        sink_text(sink, part);
    }
    return TRUE;
}

static gboolean transform(const Audit *audit, Lang lang,
                          const Template *template, Sink *sink, GError **error)
{
    g_autoptr(xsltStylesheet) style =
        stylesheet_parse(template->xsl, template->xsl_len);
    gsize len = 0;
    g_autofree char *frame = NULL;
    char *xml;
    char *mark;

    if (style == NULL) {
        fail(error, "the template is broken");
        return FALSE;
    }
    xml = audit_xml_frame(audit, lang, &len, error);
    frame = apply(style, xml, len, error);
    if (frame == NULL)
        return FALSE;
    mark = g_strrstr(frame, AGENCIES_MARK);
    sink_text(sink, template->prefix);
    sink_write(sink, frame,
               mark != NULL ? (gsize)(mark - frame) : strlen(frame));
    for (guint i = 0; i < audit_agency_count(audit); i++)
        if (!agency_put(audit, i, lang, style, sink, error))
            return FALSE;
    sink_text(sink, mark != NULL ? mark + strlen(AGENCIES_MARK) : "");
    return TRUE;
}

gboolean report_html_write(const Audit *audit, const ReportOptions *options,
                           Sink *sink, GError **error)
{
    const Template template = { html_xsl, html_xsl_len, "<!DOCTYPE html>\n" };

    return transform(audit, options->lang, &template, sink, error);
}

gboolean report_junit_write(const Audit *audit, const ReportOptions *options,
                            Sink *sink, GError **error)
{
    const Template template = { junit_xsl, junit_xsl_len, "" };

    return transform(audit, options->lang, &template, sink, error);
}

gboolean report_markdown_write(const Audit *audit, const ReportOptions *options,
                               Sink *sink, GError **error)
{
    const Template template = { markdown_xsl, markdown_xsl_len, "" };

    return transform(audit, options->lang, &template, sink, error);
}
