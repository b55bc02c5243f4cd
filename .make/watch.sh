#!/usr/bin/env bash
# Starts the app, and builds and starts it again on every change of a file: `cargo leptos watch`.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/port.sh

need_free_port watch
bash .make/setup.sh rust wasm-bindgen cargo-leptos
. .make/env.sh
cat <<'TEXT'

── Compiling (seven minutes the first time, then seconds), then starting the app
   Without a .env file it runs against the built-in dev tenant, so that no account is needed. To connect a real tenant, copy
   .env.sample to .env and fill it in. Ctrl+C stops the app.

TEXT
# cargo-leptos writes to the folder of `make run`. Without its stamps, site.sh builds that folder again instead of trusting it.
rm -rf "$CARGO_TARGET_DIR/site-stamps"
# cargo-leptos sets the flags of debug builds itself.
unset RUSTFLAGS
if [ -t 1 ]; then exec cargo leptos watch; fi
# cargo-leptos has no option against colours, which a file or a pipe would show as escape codes.
cargo leptos watch 2>&1 | sed -u $'s/\x1b\\[[0-9;]*m//g'
