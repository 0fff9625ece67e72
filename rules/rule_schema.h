/*
 * rule_schema.h - the rule language as a JSON Schema, for editors
 *
 * Written from the tables that the loader reads by (rule_keys.c,
 * condition_table.c), so that an editor completes and checks what the loader
 * accepts.
 */
#ifndef RULES_RULE_SCHEMA_H
#define RULES_RULE_SCHEMA_H

#include "base/json.h"

/* Draft 7. Owned by the caller. */
JsonValue *rule_schema(void);

#endif
