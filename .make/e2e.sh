#!/usr/bin/env bash
# Builds the app and runs the end-to-end tests against it.
# Arguments: debug or release, then arguments for Playwright.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/build.sh

build="$1"
shift
bash .make/setup.sh rust wasm-bindgen node browser oidc-provider-mock
. .make/env.sh
mkdir -p "$CARGO_TARGET_DIR/end2end"
case "$build" in
  debug)
    say "The debug build (five minutes the first time, else one)"
    bash .make/site.sh debug "$CARGO_TARGET_DIR/end2end/debug-site"
    build_debug_server
    export E2E_SERVER="$CARGO_TARGET_DIR/debug/leptos-entra" E2E_SITE="$CARGO_TARGET_DIR/end2end/debug-site"
    ;;
  release)
    bash .make/dist.sh dev-tenant "$CARGO_TARGET_DIR/end2end/release"
    export E2E_SERVER="$CARGO_TARGET_DIR/end2end/release/leptos-entra" E2E_SITE="$CARGO_TARGET_DIR/end2end/release/site"
    ;;
  *) die "The build to test is debug or release, not '$build'." ;;
esac

say "End-to-end tests, $build"
cd end2end
E2E_BUILD="$build" npx playwright test "$@"
