#!/usr/bin/env bash
# Builds the app as a debug build, with cargo and wasm-bindgen only, and starts it.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/build.sh
. .make/port.sh

need_free_port run
bash .make/setup.sh rust wasm-bindgen
. .make/env.sh
bash .make/site.sh debug target/site
say "Compiling the server (five minutes the first time, then seconds)"
build_debug_server
cat <<'TEXT'

── Starting the app
   Without a .env file it runs against the built-in dev tenant, so that no account is needed. To connect a real tenant, copy
   .env.sample to .env and fill it in. Ctrl+C stops the app. `make watch` also rebuilds it on every change.

TEXT
LEPTOS_SITE_ROOT=target/site exec "$CARGO_TARGET_DIR/debug/leptos-entra"
