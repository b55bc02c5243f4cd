#!/usr/bin/env bash
# Builds the app and runs the end-to-end tests against it.
# Arguments: debug, tested or release (see built.sh), then arguments for Playwright.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh

build="$1"
shift
bash .make/setup.sh node browser oidc-provider-mock
. .make/env.sh
# Always the build of this checkout, also if these variables name another one for measurements.
unset LEPTOS_ENTRA_SERVER LEPTOS_ENTRA_SITE
built "$build"

say "End-to-end tests, $build"
cd end2end
E2E_BUILD="$build" E2E_SERVER="$server" E2E_SITE="$site" npx playwright test "$@"
