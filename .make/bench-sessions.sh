#!/usr/bin/env bash
# Measures the signed-in page with ten and with 200,000 live sessions in SQLite.
# Argument: the file to write the table to. BENCH_ROUNDS, BENCH_SECONDS and BENCH_SESSIONS make it shorter or longer.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh
. .make/measured.sh

folder="$CARGO_TARGET_DIR/bench"
output="${1:-$folder/sessions.md}"
mkdir -p "$folder"
measured
say "Compiling the program that fills the store"
example fill_store

say "Measuring (two minutes). Other programs at work make the figures worse."
node .bench/sessions.mjs "$server" "$site" "$example" "$output"
say "Written to $output"
