#!/usr/bin/env bash
# Measures the signed-in page with ten and with 200,000 live sessions in SQLite.
# Argument: the file to write the table to. BENCH_ROUNDS, BENCH_SECONDS and BENCH_SESSIONS make it shorter or longer.
set -euo pipefail
. "$(dirname "$0")/env.sh"

folder="$CARGO_TARGET_DIR/bench"
output="${1:-$folder/sessions.md}"
command -v wrk >/dev/null || die "wrk is missing: install it (Debian and Ubuntu: apt-get install wrk; macOS: brew install wrk), then run 'make bench-sessions' again."
mkdir -p "$folder"
build="$folder/app"
bash .make/dist.sh dev-tenant "$build"
. .make/env.sh
say "What fills the store"
env -u RUSTFLAGS cargo build --locked --release --example fill_store --no-default-features --features ssr,dev-tenant

say "Measuring: two minutes. Anything else that runs makes the figures worse."
node .bench/sessions.mjs "$build/leptos-entra" "$build/site" "$CARGO_TARGET_DIR/release/examples/fill_store" "$output"
say "Written to $output"
