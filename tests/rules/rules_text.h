/* Rule sets written in tests: folders of one or two files. */
#ifndef TESTS_RULES_RULES_TEXT_H
#define TESTS_RULES_RULES_TEXT_H

#include <glib.h>
#include <glib/gstdio.h>

#include "base/fault.h"
#include "rules/rule_set.h"

/* The set in @yaml, or in @newer that extends it (as ../base); its faults as
 * text in @told. */
static inline RuleSet *rules_of(const char *yaml, const char *newer,
                                char **told)
{
    g_autofree char *dir = g_dir_make_tmp("oit-rules-XXXXXX", NULL);
    g_autofree char *base = g_build_filename(dir, "base", NULL);
    g_autofree char *top = g_build_filename(dir, "top", NULL);
    g_autofree char *a = g_build_filename(base, "a.yaml", NULL);
    g_autofree char *b = g_build_filename(top, "b.yaml", NULL);
    g_autoptr(GPtrArray) faults = fault_list_new();
    RuleSet *rules;

    g_mkdir(base, 0700);
    g_mkdir(top, 0700);
    g_file_set_contents(a, yaml, -1, NULL);
    if (newer != NULL)
        g_file_set_contents(b, newer, -1, NULL);
    rules = rule_set_load(newer != NULL ? top : base, faults);
    *told = fault_list_format(faults);
    g_unlink(a);
    g_unlink(b);
    g_rmdir(base);
    g_rmdir(top);
    g_rmdir(dir);
    return rules;
}

#endif
