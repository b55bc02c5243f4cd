#!/usr/bin/env bash
# Measures the release build: first visits in Chromium, and the server beside a raw axum handler.
# Arguments: `--against DIST` also measures the build in that folder (from `make dist`), in turn with this one;
# `--output FILE` names the file for the tables.
# BENCH_ROUNDS, BENCH_SECONDS, BENCH_SIGN_INS and BENCH_VISITS make the run shorter or longer.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh
. .make/measured.sh

folder="$CARGO_TARGET_DIR/bench"
output="$folder/bench.md" against=""
while [ $# -gt 0 ]; do
  case "$1" in
    --against) against="${2:-}" ;;
    --output) output="${2:-}" ;;
    *) die "bench.sh does not know '$1': the options are --against DIST and --output FILE." ;;
  esac
  shift 2 || die "'$1' needs a value."
done
if [ -n "$against" ] && [ ! -x "$against/leptos-entra" ]; then
  die "'$against' is not a build: 'make dist FEATURES=dev-tenant' makes a folder with leptos-entra and site."
fi
mkdir -p "$folder"
measured
bash .make/setup.sh node browser
. .make/env.sh
say "Compiling the raw axum handler (two minutes the first time)"
example raw_axum

say "Measuring (five minutes; eight with a second build). Other programs at work make the figures worse."
node .bench/bench.mjs "$server" "$site" "$example" "$output" ${against:+"$against"}
say "Written to $output"
