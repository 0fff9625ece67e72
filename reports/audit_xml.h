/*
 * audit_xml.h - an audit as the XML that the report templates read
 *
 * Everything is worked out already: words in one language, times of Bangkok,
 * points with two decimals, the order of what to mend. A template places,
 * it does not compute. Text is free of what XML forbids; an href is there
 * only for http and https, so that no address can run as script.
 */
#ifndef REPORTS_AUDIT_XML_H
#define REPORTS_AUDIT_XML_H

#include "rules/audit.h"

/*
 * Two parts, so that one agency is in memory at a time: the frame knows all
 * agencies by their names, counts and scores; a part of one agency has its
 * items. Both are UTF-8 XML, 0-terminated, owned by the caller; NULL with
 * error when an agency can not be read back.
 */
char *audit_xml_frame(const Audit *audit, Lang lang, gsize *len,
                      GError **error);
char *audit_xml_agency(const Audit *audit, guint index, Lang lang, gsize *len,
                       GError **error);

#endif
