/*
 * audit.h - the finished thing: what was asked, found, judged and scored
 *
 * Everything downstream (store, reports) reads an Audit and nothing else, so
 * the report of an old run needs no crawl. It is plain data: the pipeline
 * builds it, audit_json.c writes and reads it.
 *
 * Units    *_at seconds since 1970 UTC; scores in hundredths (9211 is 92.11)
 */
#ifndef RULES_AUDIT_H
#define RULES_AUDIT_H

#include <glib.h>
#include "base/json.h"
#include "base/sink.h"
#include "base/words.h"
#include "crawler/link_state.h"

#define AUDIT_SCHEMA_VERSION 1

typedef enum {
    ELEMENT_MET,
    ELEMENT_IMPLIED, /* only inferred: a reviewer may refuse it */
    ELEMENT_MISSING,
    ELEMENT_UNCLEAR, /* a person must look; reason says why */
    ELEMENT_VERDICT_COUNT
} ElementVerdict;

typedef enum {
    ITEM_COMPLETE,
    ITEM_AT_RISK,
    ITEM_INCOMPLETE,
    ITEM_BLOCKED,
    ITEM_UNCLEAR,
    ITEM_UNREACHABLE,
    ITEM_NOT_SUBMITTED,
    ITEM_VERDICT_COUNT
} ItemVerdict;

typedef enum {
    SEVERITY_INFO,
    SEVERITY_WARNING, /* a reviewer may object */
    SEVERITY_ERROR,   /* will cost the item */
    SEVERITY_COUNT
} Severity;

typedef enum { REQUIRED_YES, REQUIRED_WARN, REQUIRED_EXCEPTION } Required;

typedef enum {
    OUTCOME_NONE,     /* no official decision recorded */
    OUTCOME_ACCEPTED, /* the item counts 100 */
    OUTCOME_REJECTED  /* the item counts 0 */
} Outcome;

/* A quote and where it stands. */
typedef struct {
    char *quote; /* the document's own words; never NULL */
    char *url;   /* address of the document; or NULL (a file) */
    int page;    /* 0: not paged */
    char *where; /* "ตาราง 2 แถว 3", sheet, heading path; or NULL */
    char *sha256; /* of the capture; or NULL */
    gboolean ocr; /* read by character recognition */
} Evidence;

typedef struct {
    char *code; /* row of rules/finding.c: "wrong-year", "scanned-pdf", ... */
    Severity severity;
    Words message;
    Words advice;
    char *owner; /* role: plan, hr, web, ...; or NULL */
} Finding;

typedef struct {
    char *id;   /* "period" */
    char *kind; /* text, year, visual, reach, dependency, signer, exception */
    Required required;
    char *confidence; /* C2, C2x, C1, M */
    gboolean counts;  /* FALSE: shown, but not asked of this agency */
    Words title;
    ElementVerdict verdict;
    char *reason;      /* code; for unclear always, else NULL or a note code */
    Words reason_text; /* the reason as a sentence; may be empty */
    GPtrArray *evidence; /* Evidence*; never NULL */
    Evidence *nearest;   /* nearest miss when missing; or NULL */
    Words advice;        /* what to do; empty when met */
    char *owner;         /* role; or NULL */
} ElementAudit;

typedef struct {
    char *url; /* as submitted or linked */
    char *final_url;
    LinkState state;
    int http_status;
    gint64 captured_at;
    char *sha256;        /* or NULL */
    char *found_on;      /* the page that links here; NULL: submitted */
    char *link_text;     /* or NULL */
    GPtrArray *findings; /* Finding*; never NULL */
} UrlAudit;

typedef struct {
    char *url;
    char *type; /* "pdf" */
    int pages;
    char *text_quality; /* "good", "image-only", ... */
    char *reason;       /* why it could not be read; NULL when it could */
    char *title;        /* or NULL */
    char *sha256;
    char *drawn_sha256;   /* HTML that a browser made of it; or NULL */
    char *picture_sha256; /* of how it looked there; or NULL */
    gint64 len;
} DocumentAudit;

typedef struct {
    char *id;
    ItemVerdict verdict;
    Words title;
    char *sub_indicator;   /* "9.2" */
    GPtrArray *depends_on; /* char* item ids; never NULL */
    char *note;            /* the officer's explanation; or NULL */
    GPtrArray *urls;       /* UrlAudit* */
    GPtrArray *documents;  /* DocumentAudit* */
    GPtrArray *elements;   /* ElementAudit* */
    GPtrArray *findings;   /* Finding* */
    Outcome decision;
    char *decision_reason;            /* or NULL */
    gboolean counts_low, counts_high; /* 100 in the low / high score */
    gint64 cost; /* ITA points (hundredths) that this item costs alone */
    char *owner; /* role that mends it; or NULL */
} ItemAudit;

typedef struct {
    gint64 low, high; /* hundredths */
    gboolean known;   /* FALSE: not every input was given */
} ScoreRange;

typedef struct {
    char *id; /* "9.2", "9", "oit", "ita", "iit", "eit" */
    Words title;
    ScoreRange range;
} ScoreLine;

typedef struct {
    GPtrArray *sub_indicators; /* ScoreLine* 9.1 .. 10.2 */
    GPtrArray *indicators;     /* ScoreLine* 9, 10 (1-8 when given) */
    ScoreRange iit, eit, oit, ita;
    gint64 target;    /* hundredths, 0: none */
    gint64 pass_mark; /* 8500 */
    gint64 previous;  /* last year's ITA, 0: not given */
} ScoreAudit;

typedef struct {
    char *id;
    Words name;
    char *short_name;   /* or NULL */
    char *kind;         /* department, local-government, ...; or NULL */
    char *site;         /* or NULL */
    char *executive;    /* or NULL */
    GHashTable *owners; /* role -> unit name, char*; never NULL */
    GPtrArray *items;   /* ItemAudit* in item order */
    ScoreAudit score;
} AgencyAudit;

/*
 * Agencies that wait outside memory: an audit of many is walked with one in
 * memory at a time. Whoever keeps them (a file of the run, the store) gives
 * copies.
 */
typedef struct {
    guint count;
    /* As agency_audit_to_text() gave it, owned by the caller; NULL with
     * error. */
    char *(*load)(gpointer data, guint index, GError **error);
    GDestroyNotify free;
    gpointer data;
    AgencyAudit *held; /* the one in memory; or NULL */
    guint held_index;
} AgencyShelf;

typedef struct {
    char *run_id; /* "20261124T095200Z-1a2b" */
    gint64 started_at, finished_at;
    gboolean interrupted;
    char *tool_version;
    int fiscal_year; /* พ.ศ. */
    char *ruleset_sha256;
    gboolean sample;     /* the config says that its data is a sample */
    GPtrArray *agencies; /* AgencyAudit* in memory: none, with a @shelf */
    AgencyShelf *shelf;  /* owned; or NULL: all are in @agencies */
} Audit;

Audit *audit_new(void);
void audit_free(Audit *audit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Audit, audit_free)

AgencyAudit *agency_audit_new(const char *id);
void agency_audit_free(AgencyAudit *agency);
ItemAudit *item_audit_new(const char *id);
void item_audit_free(ItemAudit *item);
ElementAudit *element_audit_new(const char *id);
void element_audit_free(ElementAudit *element);
UrlAudit *url_audit_new(const char *url);
void url_audit_free(UrlAudit *url);
DocumentAudit *document_audit_new(void);
void document_audit_free(DocumentAudit *document);
Evidence *evidence_new(const char *quote);
Evidence *evidence_copy(const Evidence *evidence);
void evidence_free(Evidence *evidence);
Finding *finding_new(const char *code);
void finding_free(Finding *finding);

/* Borrowed, or NULL. */
AgencyAudit *audit_find_agency(const Audit *audit, const char *id);
ItemAudit *agency_audit_find_item(const AgencyAudit *agency, const char *id);
ElementAudit *item_audit_find_element(const ItemAudit *item, const char *id);
/* Unit name of a role in this agency, or the role itself; never NULL when
 * @role is not. */
const char *agency_audit_owner(const AgencyAudit *agency, const char *role);

/* TRUE when the item has a gap in a required element (exit code 1). */
gboolean item_audit_has_gap(const ItemAudit *item);
/* TRUE when something could not be checked (exit code 3). */
gboolean item_audit_is_unclear(const ItemAudit *item);

const char *element_verdict_name(ElementVerdict verdict);
const char *item_verdict_name(ItemVerdict verdict);
const char *severity_name(Severity severity);
const char *required_name(Required required);
const char *outcome_name(Outcome outcome);
/* Words for people: "ครบถ้วน", "complete". Borrowed. */
const char *element_verdict_label(ElementVerdict verdict, Lang lang);
const char *item_verdict_label(ItemVerdict verdict, Lang lang);

/* The agencies, wherever they are. */
guint audit_agency_count(const Audit *audit);
/* Borrowed until the next call; NULL with error when it can not be read back
 * from its shelf. */
const AgencyAudit *audit_agency(const Audit *audit, guint index,
                                GError **error);
/* Brings all of them into memory, for who changes or compares them. */
gboolean audit_unshelve(Audit *audit, GError **error);
/* An agency as it waits on a shelf, and back. */
char *agency_audit_to_text(const AgencyAudit *agency);
AgencyAudit *agency_audit_from_text(const char *text, gsize len,
                                    GError **error);

/* The contract (DESIGN: JSON, schema_version 1), and back. */
JsonValue *audit_to_json(const Audit *audit);
/* The same as text, one agency in memory at a time. FALSE with error when an
 * agency can not be read back; failures of @sink are the sink's. */
gboolean audit_json_write(const Audit *audit, gboolean indent, Sink *sink,
                          GError **error);
/* All but the agencies, whose list is empty; owned by the caller. */
char *audit_head_text(const Audit *audit);
/* All of an audit in memory; owned by the caller. */
char *audit_json_text(const Audit *audit, gboolean indent);
Audit *audit_from_json(const JsonValue *json, GError **error);

#define AUDIT_ERROR (audit_error_quark())
GQuark audit_error_quark(void);
enum { AUDIT_ERROR_INVALID };

#endif
