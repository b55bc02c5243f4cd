#!/usr/bin/env bash
# Tries a million inputs for each property of each parser; `cargo test` tries a few hundred.
# Arguments: the number of inputs (default: a million), and a part of a property's name to try only that property.
#
# The properties are those of the tests (proptest). cargo-fuzz is not used, because it needs a nightly toolchain. Unlike
# libFuzzer, proptest does not search for new code paths; instead, its inputs consist of pieces that the parsers know.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust
. .make/env.sh
# In memory, because one property writes a key file for each input, and a disk would be slower than all the rest.
if [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi
export PROPTEST_CASES="${1:-1000000}" RUSTFLAGS="$debug_flags"
# Optimised, but with the checks of a debug build: see the profile in Cargo.toml.
build=(--locked --profile fuzz --no-default-features --features "ssr,dev-tenant")
say "Compiling (ten minutes the first time)"
cargo test "${build[@]}" --lib --test integration --no-run
say "$PROPTEST_CASES inputs for each property of the unit tests; the other unit tests run too"
cargo test "${build[@]}" --lib -- "${2:-}"
say "$PROPTEST_CASES inputs for each property of the integration tests"
cargo test "${build[@]}" --test integration -- "properties::${2:-}"
