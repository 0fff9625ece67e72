/*
 * limits.h - every size that the outside world may choose, and its bound
 *
 * Units    *_len bytes, *_chars code points, *_count things, *_ms, *_s
 *
 * Each row says what happens when it is crossed. Nothing here is a setting:
 * settings (config.yaml) may lower a limit, never raise it past these.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* --- YAML (base/yaml.c): the file is refused with a fault ---------------- */
#define YAML_FILE_MAX_LEN (4u * 1024 * 1024)
#define YAML_DEPTH_MAX 32
#define YAML_NODES_MAX 400000

/* --- JSON (base/json.c): the text is refused ------------------------------ */
#define JSON_TEXT_MAX_LEN (256u * 1024 * 1024)
#define JSON_DEPTH_MAX 64

/* --- crawler ---------------------------------------------------------------
 */
#define URL_MAX_LEN 8192               /* longer: state bad-url */
#define FETCH_BODY_MAX (256u << 20)    /* over: state too-large */
#define FETCH_HEADERS_MAX (256u << 10) /* over: state protocol-error */
#define FETCH_REDIRECT_MAX 10          /* over: state redirect-loop */
#define FETCH_PARALLEL_MAX 64          /* settings above are cut to this */
#define SUBMISSION_ROWS_MAX 100000     /* over: the file is refused */

/* --- documents: the document gets the reason named -------------------------
 */
#define HTML_MAX_LEN (8u << 20)    /* over: too-large */
#define TEXT_MAX_LEN (16u << 20)   /* over: cut, finding text-cut */
#define DOCUMENT_BLOCKS_MAX 200000 /* over: cut, finding text-cut */
#define TABLE_CELLS_MAX 400000     /* over: cut, finding text-cut */
#define TABLE_COLUMNS_MAX 1024     /* over: further columns are dropped */
#define TABLE_SPAN_MAX 200         /* colspan and rowspan are cut to this */
#define PDF_PAGES_MAX 1500         /* over: later pages are not read */
#define PACKAGE_PART_MAX_LEN (64u << 20) /* over: too-large */
#define PACKAGE_RATIO_MAX 200            /* after the first MB; over: bomb */
#define PACKAGE_ENTRIES_MAX 10000        /* over: bomb */
#define SLIDES_MAX 1000                  /* over: later slides are not read */
#define RTF_DEPTH_MAX 2000               /* over: bomb */
#define ARCHIVE_MEMBERS_MAX 500 /* over: the rest is not read, and named */
#define ARCHIVE_TOTAL_MAX_LEN (256u << 20) /* unpacked; over: too-large */
#define ARCHIVE_DEPTH_MAX 3 /* archives in archives; over: bomb */

/* --- character recognition: the page gets reason ocr-budget ----------------
 */
#define OCR_PAGES_MAX 60                /* of one document */
#define OCR_WALL_S 80                   /* for all pages of one document */
#define PICTURE_PIXELS_MAX (50ll << 20) /* over: too-large */

/* --- reader processes: the document gets reason timeout or crashed ----------
 */
#define READER_WALL_S 120
#define READER_CPU_S 60
#define READER_OCR_CPU_S 110 /* of a reader that recognises characters */
#define READER_MEMORY_LEN (1536ull << 20)
#define CONVERT_WALL_S 90 /* of LibreOffice, within the reader's wall clock */
#define CONVERT_CPU_S 60
#define CONVERT_MEMORY_LEN (2048ull << 20)
#define READER_RESULT_MAX_LEN (128u << 20)

/* --- judgement ---------------------------------------------------------------
 */
#define QUOTE_MAX_CHARS 220   /* longer evidence is cut at a cluster */
#define EVIDENCE_MAX_COUNT 6  /* per element */
#define FOLLOWED_LINKS_MAX 40 /* per item; over: finding links-cut */

#endif
