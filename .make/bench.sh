#!/usr/bin/env bash
# Measures the release build against a raw axum handler, and the ways to reach SQLite against each other.
# Argument: the file to write the tables to. BENCH_ROUNDS, BENCH_SECONDS and BENCH_SIGN_INS make it shorter or longer.
set -euo pipefail
. "$(dirname "$0")/env.sh"

folder="$CARGO_TARGET_DIR/bench"
output="${1:-$folder/bench.md}"
command -v wrk >/dev/null || die "wrk is missing: install it (Debian and Ubuntu: apt-get install wrk; macOS: brew install wrk), then run 'make bench' again."
[ -r /proc/self/stat ] || die "The CPU time of a process is read from /proc: 'make bench' needs Linux."
mkdir -p "$folder"

# With the dev tenant, which makes sign-ins without an account possible; it runs in a process of its own.
build="$folder/app"
bash .make/dist.sh dev-tenant "$build"
. .make/env.sh
say "The yardstick: a raw axum handler"
env -u RUSTFLAGS cargo build --locked --release --example raw_axum --no-default-features --features ssr,dev-tenant
say "The ways to reach SQLite"
env -u RUSTFLAGS cargo build --locked --release --manifest-path .bench/sqlite-drivers/Cargo.toml

say "Measuring: five minutes. Anything else that runs makes the figures worse."
node .bench/bench.mjs "$build/leptos-entra" "$build/site" "$CARGO_TARGET_DIR/release/examples/raw_axum" "$folder/app.md"
printf '\n'
"$CARGO_TARGET_DIR/release/sqlite-drivers" | tee "$folder/drivers.md"
{
  cat "$folder/app.md"
  printf '\n'
  cat "$folder/drivers.md"
} >"$output"
say "Written to $output"
