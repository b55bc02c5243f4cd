#!/usr/bin/env bash
# Sends 100,000 garbage requests to the app while a user signs in: no 5xx, no panic, flat memory.
# Argument: debug or release, the build. GARBAGE_REQUESTS and GARBAGE_SEED change the run.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh

built "$1"
say "Garbage against the $1 build"
node .bench/garbage.mjs "$server" "$site"
