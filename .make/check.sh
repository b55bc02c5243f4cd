#!/usr/bin/env bash
# The fast checks: format, house rules, dependencies, lints for both targets, unit tests. Two minutes if little has changed.
# The argument `without-tests` leaves out the unit tests.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust node cargo-deny
. .make/env.sh
export RUSTFLAGS="$debug_flags"

# Where each package comes from, its licence, build scripts, and packages that are not allowed.
dependencies() {
  cargo deny --locked --config .cargo/deny.toml check --deny warnings bans licenses sources
}

# The client is what the browser downloads, so it has its own list of packages that are not allowed.
client_dependencies() {
  cargo deny --locked --target wasm32-unknown-unknown --no-default-features --features hydrate \
    --config .cargo/deny-client.toml check --deny warnings bans
}

scripts() {
  local script
  for script in .make/*.sh .make/setup/*.sh .ci/run; do bash -n "$script" || return; done
  if ! command -v shellcheck >/dev/null; then return; fi
  shellcheck .make/*.sh .make/setup/*.sh .ci/run
}

step "Format" cargo fmt --check || die "The format differs: run 'cargo fmt'."
step "House rules" node .make/house.mjs
step "Dependencies" dependencies
step "Dependencies of the client" client_dependencies
step "Scripts: syntax" scripts
step "End-to-end tests: types" npm --prefix end2end run --silent check
step "Lints: the server with the dev tenant, and all tests" \
  cargo clippy --locked --all-targets --no-default-features --features ssr,dev-tenant -- -D warnings
step "Lints: the server for deployment" cargo clippy --locked --lib --bins --no-default-features --features ssr -- -D warnings
step "Lints: the client" \
  cargo clippy --locked --lib --target wasm32-unknown-unknown --target-dir "$front" --no-default-features --features hydrate -- -D warnings
if [ "${1:-}" = without-tests ]; then exit; fi
step "Unit tests" cargo test --locked --lib --no-default-features --features ssr,dev-tenant
