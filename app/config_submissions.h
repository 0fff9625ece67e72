/*
 * config_submissions.h - the per-item parts of an agency: submissions,
 * decisions, owners
 *
 * Takes    their YAML, or a CSV or XLSX file of submissions
 * Errors   faults; the rest is read nevertheless
 */
#ifndef APP_CONFIG_SUBMISSIONS_H
#define APP_CONFIG_SUBMISSIONS_H

#include "app/config.h"

void config_submissions_read(Config *config, AgencyConfig *agency,
                             const YamlNode *map, GPtrArray *faults);
void config_decisions_read(Config *config, AgencyConfig *agency,
                           const YamlNode *map, GPtrArray *faults);
void config_owners_read(Config *config, AgencyConfig *agency,
                        const YamlNode *map, GPtrArray *faults);

/* Adds the rows of every submissions_from file. What config.yaml itself says
 * of an item stands; the file's rows of that item are then left out. */
void config_submission_files_read(Config *config, GPtrArray *faults);

#endif
