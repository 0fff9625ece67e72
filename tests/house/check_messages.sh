#!/bin/sh
# check_messages.sh [ROOT] - what the program says exists in Thai too
# (messages.pl).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}"
perl "$here/messages.pl"
