/*
 * stylesheet.h - the report templates inside the program
 *
 * reports/<name>.xsl becomes <name>_xsl at build time (embed.cmake).
 */
#ifndef REPORTS_STYLESHEET_H
#define REPORTS_STYLESHEET_H

extern const unsigned char html_xsl[];
extern const unsigned long html_xsl_len;
extern const unsigned char junit_xsl[];
extern const unsigned long junit_xsl_len;
extern const unsigned char markdown_xsl[];
extern const unsigned long markdown_xsl_len;

#endif
