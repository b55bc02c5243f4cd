#!/usr/bin/env bash
# Measures the release build against a raw axum handler, and the ways to reach SQLite against each other.
# Argument: the file to write the tables to. BENCH_ROUNDS, BENCH_SECONDS and BENCH_SIGN_INS make it shorter or longer.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh
. .make/measured.sh

folder="$CARGO_TARGET_DIR/bench"
output="${1:-$folder/bench.md}"
mkdir -p "$folder"
measured
say "The yardstick: a raw axum handler"
example raw_axum
say "The ways to reach SQLite"
env -u RUSTFLAGS cargo build --locked --release --manifest-path .bench/sqlite-drivers/Cargo.toml

say "Measuring: five minutes. Anything else that runs makes the figures worse."
node .bench/bench.mjs "$server" "$site" "$example" "$folder/app.md"
printf '\n'
"$CARGO_TARGET_DIR/release/sqlite-drivers" | tee "$folder/drivers.md"
{
  cat "$folder/app.md"
  printf '\n'
  cat "$folder/drivers.md"
} >"$output"
say "Written to $output"
