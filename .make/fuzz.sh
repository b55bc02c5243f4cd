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
export PROPTEST_CASES="${1:-1000000}" RUSTFLAGS="$debug_flags"
say "$PROPTEST_CASES inputs for each property"
cargo test --locked --no-default-features --features ssr,dev-tenant --test integration "properties::${2:-}"
