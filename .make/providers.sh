#!/usr/bin/env bash
# Runs the journeys at the OpenID providers glewlwyd and LemonLDAP::NG, against the debug build.
# The last line is `N passed, N failed`. Arguments are for Playwright.
set -euo pipefail
. "$(dirname "$0")/env.sh"

log="$(mktemp)"
trap 'rm -f "$log"' EXIT

providers() {
  bash .make/setup.sh providers &&
    bash .make/e2e.sh debug --config providers.config.ts "$@"
}

result=0
providers "$@" 2>&1 | tee "$log" || result=$?
printf '\n%d s in all\n' "$SECONDS"
# Without a result of Playwright, nothing was tested: that is one failure.
tail -n 3 "$log" | grep -E '^[0-9]+ passed, [0-9]+ failed$' || echo "0 passed, 1 failed"
exit "$result"
