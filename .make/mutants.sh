#!/usr/bin/env bash
# Mutation tests: cargo-mutants changes the code in one place at a time and reports the changes that no test detects.
#
# Environment: BASE=REVISION tests what has changed since the branch left that revision (default: origin/main).
# SHARD=k/n tests part k (from 0) of n parts of all code that .cargo/mutants.toml names; all parts together are a full run.
# The arguments go to cargo-mutants, e.g. `--list`, or `--re issuer_policy`. The checkout is copied, never changed.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust servers cargo-mutants
. .make/env.sh
export RUSTFLAGS="$debug_flags"
output="$CARGO_TARGET_DIR/mutants"
mkdir -p "$output"

if [ -n "${SHARD:-}" ]; then
  chosen=(--shard "$SHARD")
else
  base="${BASE:-origin/main}"
  git rev-parse --verify --quiet "$base^{commit}" >/dev/null || die "Git does not know the revision '$base': name another one, e.g. 'make mutants BASE=HEAD~1'."
  git diff --merge-base --no-ext-diff --src-prefix=a/ --dst-prefix=b/ "$base" -- src >"$output/changes.diff"
  if [ ! -s "$output/changes.diff" ]; then
    echo "Nothing has changed in src/ since $base. Name an older revision with BASE, or use SHARD=k/n for a full run."
    exit
  fi
  chosen=(--in-diff "$output/changes.diff")
fi
# cargo-mutants builds a copy of the checkout in its own target folder, because the usual one belongs to this checkout.
env -u CARGO_TARGET_DIR cargo mutants --output "$output" "${chosen[@]}" "$@"
