/*
 * rule_new.h - the files of a new year's set, to be held against its list
 */
#ifndef RULES_RULE_NEW_H
#define RULES_RULE_NEW_H

#include "rules/rule_set.h"

typedef struct {
    char *name; /* "9.2.yaml" */
    char *text;
} RuleFile;

void rule_file_free(gpointer data);

/*
 * A set of @fiscal_year that takes over all items of @from under their old
 * numbers, each item and each element marked checked: no. @folder: name of
 * the folder of @from, beside which the new one will stand. RuleFile*, owned
 * by the caller.
 */
GPtrArray *rule_set_start(const RuleSet *from, int fiscal_year,
                          const char *folder);

#endif
