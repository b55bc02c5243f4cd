#!/usr/bin/env bash
# 10,000 users for ten minutes, with tokens of 30 seconds and faults: no session ends without cause, and nothing grows.
# Argument: debug or release, the build. SOAK_PEOPLE, SOAK_RATE, SOAK_SECONDS, SOAK_FAULTS and SOAK_STORE change the run.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh

built "$1"
say "The soak of the $1 build: a minute or two for the sign-ins, then ${SOAK_SECONDS:-600} seconds"
node .bench/soak.mjs "$server" "$site"
