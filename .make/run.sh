#!/usr/bin/env bash
# Starts the app for development: compiles it, serves it, and does both again whenever a file changes.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust wasm-bindgen cargo-leptos
. .make/env.sh
cat <<'TEXT'

── Compiling (five minutes the first time, then seconds)
   The app will be at http://localhost:3000. Without a .env file it runs against the built-in dev tenant: no account is
   needed, and the console tells as whom you can sign in. To connect a real tenant, copy .env.sample to .env and fill it in.
   Stop it with Ctrl+C.

TEXT
# cargo-leptos sets the flags of debug builds itself.
unset RUSTFLAGS
exec cargo leptos watch
