#!/bin/sh
# selftest.sh - the checks of the house can fail: each planted fault is found,
# and a clean tree passes.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d) || exit 2
trap 'rm -rf "$tree"' EXIT
failures=0

clean_tree() {
    rm -rf "$tree/app" "$tree/base" "$tree/rules" "$tree/reports"
    mkdir -p "$tree/app" "$tree/base" "$tree/rules" "$tree/reports"
    cat >"$tree/base/a.h" <<'C'
#include <glib.h>
C
    cat >"$tree/base/yaml.c" <<'C'
#include <yaml.h>
#include "base/a.h"
/* strcpy(a, b) in a comment, printf("x") too
   exit(1); */
static const char *text = "sprintf(x) \" exit(1)"; // gets(x)
static int my_exit(int x) { return x; }
int f(struct s *s) { return my_exit(s->exit(1)) + g_snprintf(0, 0, "%d"); }
C
    cat >"$tree/rules/judge.c" <<'C'
#include "base/a.h"
#include "crawler/link_state.h"
#include "document/document.h"
C
    cat >"$tree/app/main.c" <<'C'
#include <stdio.h>
#include "reports/report.h"
int main(void) { printf("x"); return 0; }
C
    cat >"$tree/reports/report.c" <<'C'
#include "rules/audit.h"
#include <libxml/xmlwriter.h>
C
    cat >"$tree/base/message_rows.c" <<'C'
static const MessageRow rows[] = { { "'%s' is no item", "'{1}' ..." } };
C
}

# expect_pass CHECK
expect_pass() {
    clean_tree
    if ! out=$("$here/$1" "$tree" 2>&1); then
        echo "FAIL: $1 refuses a clean tree: $out"
        failures=$((failures + 1))
    fi
}

# expect_fault CHECK FILE LINE-OF-CODE WORDS-IN-THE-MESSAGE
expect_fault() {
    clean_tree
    printf '%s\n' "$3" >>"$tree/$2"
    if out=$("$here/$1" "$tree" 2>&1); then
        echo "FAIL: $1 lets pass in $2: $3"
        failures=$((failures + 1))
    elif ! echo "$out" | grep -qF "$4"; then
        echo "FAIL: $1 on '$3' says: $out"
        failures=$((failures + 1))
    fi
}

expect_pass check_arrows.sh
expect_fault check_arrows.sh base/a.h '#include "rules/audit.h"' \
    'base/ must not see rules/audit.h'
expect_fault check_arrows.sh rules/judge.c '  # include "crawler/fetch.h"' \
    'rules/ must not see crawler/fetch.h'
expect_fault check_arrows.sh reports/report.c '#include "store/store.h"' \
    'reports/ must not see store/store.h'
expect_fault check_arrows.sh reports/report.c '#include "rules/judge.h"' \
    'reports/ must not see rules/judge.h'
expect_fault check_arrows.sh rules/judge.c '#include "../app/main.h"' \
    'name the room'
expect_fault check_arrows.sh rules/judge.c '#include "audit.h"' 'name the room'
expect_fault check_arrows.sh rules/judge.c '#include <base/../app/x.h>' \
    'name the room'
expect_fault check_arrows.sh rules/judge.c '#include <yaml.h>' \
    '<yaml.h> is seen outside its home'
expect_fault check_arrows.sh app/main.c '#include <curl/curl.h>' \
    '<curl/curl.h> is seen outside its home'
expect_fault check_arrows.sh reports/report.c '#include <libxml/HTMLparser.h>' \
    '<libxml/HTMLparser.h> is seen outside its home'
expect_fault check_arrows.sh base/a.h '#include <unheard/of.h>' \
    '<unheard/of.h> has no home'
expect_fault check_arrows.sh base/a.h '#include HEADER' 'must name its header'

expect_pass check_messages.sh
expect_fault check_messages.sh app/main.c \
    'void g(void) { complain("no agency '"'%s'"' here", a); }' \
    "no agency '%s' here"
expect_fault check_messages.sh reports/report.c \
    'void g(void) { g_set_error(e, D, 1, "'"'%s' is no"' " "item %d", a); }' \
    "'%s' is no item %d"

expect_pass check_calls.sh
for call in 'strcpy(a, b)' 'strcat(a, b)' 'sprintf(a, "x")' 'gets(a)' \
    'system("ls")' 'atoi(a)' 'strtok(a, b)' 'isalpha(c)' 'printf("x")' \
    'puts ("x")' 'exit(1)' 'time(NULL)'; do
    expect_fault check_calls.sh rules/judge.c \
        "void g(void) { x = 1; $call; }" "${call%%[ (]*}()"
done
expect_fault check_calls.sh app/main.c 'void g(void) { strcpy(a, b); }' \
    'strcpy()'
expect_fault check_calls.sh base/a.h '#include <ctype.h>' 'ctype.h'
expect_fault check_calls.sh rules/judge.c 'f(stderr);' 'only app/'

# An empty tree must not pass for a clean one.
rm -rf "$tree/app" "$tree/base" "$tree/rules" "$tree/reports"
for check in check_arrows.sh check_calls.sh; do
    if "$here/$check" "$tree" >/dev/null 2>&1; then
        echo "FAIL: $check passes an empty tree"
        failures=$((failures + 1))
    fi
done

if [ "$failures" -gt 0 ]; then
    echo "$failures check(s) of the house cannot be trusted"
    exit 1
fi
echo "the checks of the house find what they look for"
