#!/usr/bin/env bash
# Changes the protocol layer in every way that cargo-mutants knows, one at a time, and says which changes no test notices.
# What is changed, and what is left alone and why, stands in .cargo/mutants.toml. The checkout is copied, never changed.
# Arguments go to cargo-mutants: `--shard 0/8` for an eighth, `--file src/server/entra/guid.rs` for one file, `--list`.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust cargo-mutants
. .make/env.sh
export RUSTFLAGS="$debug_flags"
mkdir -p "$CARGO_TARGET_DIR/mutants"
cargo mutants --output "$CARGO_TARGET_DIR/mutants" "$@"
