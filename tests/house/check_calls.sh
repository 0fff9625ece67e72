#!/bin/sh
# check_calls.sh [ROOT] - no call that has no place here (calls.awk). Comments
# and strings do not count.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${1:-$here/../..}
cd "$root"

files=$(find app base crawler document rules reports store \
    -name '*.[ch]' 2>/dev/null | sort)
if [ -z "$files" ]; then
    echo "check_calls: no sources under $root" >&2
    exit 2
fi
# shellcheck disable=SC2086 # one word a file
awk -f "$here/code_only.awk" -f "$here/calls.awk" $files
