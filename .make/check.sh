#!/usr/bin/env bash
# The fast inner loop: format, house rules, lints for both targets, unit tests. Under two minutes when warm.
# With the argument `without-tests`, the unit tests are left to the caller.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust node cargo-deny
. .make/env.sh
export RUSTFLAGS="$debug_flags"

say "Format"
cargo fmt --check || die "The format differs: run 'cargo fmt'."
say "House rules"
node .make/house.mjs
say "Dependencies: where they come from, licences, build scripts, what must not be among them"
cargo deny --locked --config .cargo/deny.toml check --deny warnings bans licenses sources
say "Scripts and end-to-end tests: syntax and types"
for script in .make/*.sh .make/setup/*.sh .ci/run; do bash -n "$script"; done
if command -v shellcheck >/dev/null; then shellcheck .make/*.sh .make/setup/*.sh .ci/run; fi
(cd end2end && npx tsc --noEmit)
say "Lints: the server with the dev tenant, and all tests"
cargo clippy --locked --all-targets --no-default-features --features ssr,dev-tenant -- -D warnings
say "Lints: the server for deployment"
cargo clippy --locked --lib --bins --no-default-features --features ssr -- -D warnings
say "Lints: the client"
cargo clippy --locked --lib --target wasm32-unknown-unknown --target-dir "$front" --no-default-features --features hydrate -- -D warnings
if [ "${1:-}" = without-tests ]; then exit; fi
say "Unit tests"
cargo test --locked --lib --no-default-features --features ssr,dev-tenant
