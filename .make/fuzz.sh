#!/usr/bin/env bash
# Tries a million inputs for each property of each parser; `cargo test` tries some hundred.
# Arguments: how many (a million), then a part of a property's name to try only that one.
#
# The properties are those of the tests (proptest), not targets of cargo-fuzz: that needs a nightly toolchain, and these run
# wherever the app builds. What proptest gives up is libFuzzer's search for paths not taken; the inputs are made of pieces
# that the parsers know instead.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust
. .make/env.sh
# The file of keys is written for each of its inputs: on a disk that takes longer than all the rest.
if [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi
export PROPTEST_CASES="${1:-1000000}" RUSTFLAGS="$debug_flags"
# Optimised, but with the checks of a debug build: see the profile in Cargo.toml.
build=(--locked --profile fuzz --no-default-features --features "ssr,dev-tenant")
say "Compiling (ten minutes the first time)"
cargo test "${build[@]}" --lib --test integration --no-run
say "$PROPTEST_CASES inputs for each property beside the code; the other unit tests run along"
cargo test "${build[@]}" --lib -- "${2:-}"
say "$PROPTEST_CASES inputs for each property of the tests"
cargo test "${build[@]}" --test integration -- "properties::${2:-}"
