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

/* @prefix stands before the output: a template can not write a doctype
 * without an identifier. */
static GBytes *transform(const Audit *audit, Lang lang,
                         const unsigned char *xsl, unsigned long xsl_len,
                         const char *prefix, GError **error)
{
    gsize len;
    g_autofree char *text = audit_xml_write(audit, lang, &len);
    g_autoptr(xmlDoc) doc = NULL;
    g_autoptr(xsltStylesheet) style = stylesheet_parse(xsl, xsl_len);
    g_autoptr(xsltSecurityPrefs) prefs = locked_down();
    g_autoptr(xsltTransformContext) context = NULL;
    g_autoptr(xmlDoc) result = NULL;
    xmlChar *out = NULL;
    int out_len = 0;
    GString *bytes;

    if (len > G_MAXINT || style == NULL)
        return fail(error, style == NULL ? "the template is broken"
                                         : "the audit is too large");
    doc = parse(text, len);
    if (doc == NULL)
        return fail(error, "the audit is no well-formed XML");
    context = xsltNewTransformContext(style, doc);
    xsltSetCtxtSecurityPrefs(prefs, context);
    result = xsltApplyStylesheetUser(style, doc, NULL, NULL, NULL, context);
    if (result == NULL ||
        xsltSaveResultToString(&out, &out_len, result, style) != 0)
        return fail(error, "the template could not be applied");
    bytes = g_string_new(prefix);
    if (out != NULL)
        g_string_append_len(bytes, (const char *)out, out_len);
    xmlFree(out);
    return g_string_free_to_bytes(bytes);
}

GBytes *report_html_write(const Audit *audit, const ReportOptions *options,
                          GError **error)
{
    return transform(audit, options->lang, html_xsl, html_xsl_len,
                     "<!DOCTYPE html>\n", error);
}

GBytes *report_junit_write(const Audit *audit, const ReportOptions *options,
                           GError **error)
{
    return transform(audit, options->lang, junit_xsl, junit_xsl_len, "", error);
}

GBytes *report_markdown_write(const Audit *audit, const ReportOptions *options,
                              GError **error)
{
    return transform(audit, options->lang, markdown_xsl, markdown_xsl_len, "",
                     error);
}
