# Builds the app with the dev tenant, for tests and measurements: sets `server` and `site`. Sourced.
# shellcheck shell=bash

# built debug|tested|release: builds the app, unless LEPTOS_ENTRA_SERVER and LEPTOS_ENTRA_SITE name an existing build.
built() {
  server="${LEPTOS_ENTRA_SERVER:-}" site="${LEPTOS_ENTRA_SITE:-}"
  if [ -n "$server" ] && [ -n "$site" ]; then return; fi
  bash .make/setup.sh rust wasm-bindgen node
  . .make/env.sh
  case "$1" in
    debug)
      . .make/build.sh
      say "The debug build (five minutes the first time, else one)"
      site="$CARGO_TARGET_DIR/end2end/debug-site" server="$CARGO_TARGET_DIR/debug/leptos-entra"
      mkdir -p "$CARGO_TARGET_DIR/end2end"
      bash .make/site.sh debug "$site"
      build_debug_server
      ;;
    release)
      site="$CARGO_TARGET_DIR/end2end/release/site" server="$CARGO_TARGET_DIR/end2end/release/leptos-entra"
      bash .make/dist.sh dev-tenant "$CARGO_TARGET_DIR/end2end/release"
      ;;
    tested)
      . .make/build.sh
      say "The release build of the tests (eight minutes the first time, else three)"
      site="$CARGO_TARGET_DIR/end2end/tested/site" server="$CARGO_TARGET_DIR/end2end/tested/leptos-entra"
      mkdir -p "$CARGO_TARGET_DIR/end2end/tested"
      bash .make/site.sh release "$site"
      build_tested_server dev-tenant "$CARGO_TARGET_DIR/end2end/tested"
      ;;
    *) die "The build is debug, tested or release, not '$1'." ;;
  esac
}
