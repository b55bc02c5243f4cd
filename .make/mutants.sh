#!/usr/bin/env bash
# Changes the protocol layer in every way that cargo-mutants knows, one at a time, and says which changes no test notices.
# What is changed, and what is left alone and why, stands in .cargo/mutants.toml. The checkout is copied, never changed.
# Arguments go to cargo-mutants: `--re issuer_policy` for what has that in its name, `--shard 0/8` for an eighth,
# `--config FILE` for other files than the protocol layer's.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust node servers cargo-mutants
. .make/env.sh
export RUSTFLAGS="$debug_flags"
# A folder of its own: the copy would make the next ordinary build start anew.
export CARGO_TARGET_DIR="$CARGO_TARGET_DIR/mutants"
mkdir -p "$CARGO_TARGET_DIR"
node .make/mutants.mjs "$CARGO_TARGET_DIR/work" "$@"
