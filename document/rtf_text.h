/*
 * rtf_text.h - the letters of an RTF file: code pages by font, \u halves
 *
 * Takes    bytes one by one, with the code page of their font
 * Gives    UTF-8
 * Limits   65536 fonts
 */
#ifndef DOCUMENT_RTF_TEXT_H
#define DOCUMENT_RTF_TEXT_H

#include <glib.h>

typedef struct RtfFonts RtfFonts;

RtfFonts *rtf_fonts_new(void);
void rtf_fonts_free(RtfFonts *fonts);

/* Font @number is told of next; then its character set. */
void rtf_fonts_tell(RtfFonts *fonts, int number);
void rtf_fonts_charset(RtfFonts *fonts, int charset);
void rtf_fonts_default(RtfFonts *fonts, int number);
/* Of the document: 874, 1252, ... */
void rtf_fonts_code_page(RtfFonts *fonts, int code_page);
/* The code page of font @number; negative: of the default font. */
int rtf_fonts_page(const RtfFonts *fonts, int number);

/* Bytes of one code page, and half a character of \u. */
typedef struct RtfBytes RtfBytes;

RtfBytes *rtf_bytes_new(void);
void rtf_bytes_free(RtfBytes *bytes);
/* FALSE when those that wait are of another page: take them first. */
gboolean rtf_bytes_add(RtfBytes *bytes, guint8 byte, int code_page);
/* What waits, as UTF-8 owned by the caller; NULL when nothing does. */
char *rtf_bytes_take(RtfBytes *bytes);
/* The character of \u@number; NULL for the first half of one. */
char *rtf_unicode_take(RtfBytes *bytes, int number);

#endif
