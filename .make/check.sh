#!/usr/bin/env bash
# The fast checks: format, house rules, dependencies, lints for both targets, unit tests. Two minutes if little has changed.
# Each stage has a line at its begin and at its end. The first stage that fails ends the run, and is named in the last line.
# The argument `without-tests` leaves out the unit tests.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust node cargo-deny deployment-checks promtool
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

deployment_files() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_DEPLOYMENT" python3 .make/deployment-files.py
}

scripts() {
  local script
  for script in .make/*.sh .make/setup/*.sh .ci/run; do bash -n "$script" || return; done
  if ! command -v shellcheck >/dev/null; then return; fi
  shellcheck .make/*.sh .make/setup/*.sh .ci/run
}

# check TITLE COMMAND...: runs one stage. Its line tells which stage of how many it is.
check() {
  number=$((number + 1))
  step "Check $number of $total: $1" "${@:2}" || die "FAILED Check $number of $total: $1"
}

number=0
total="$(grep -c '^check "' .make/check.sh)"
if [ "${1:-}" = without-tests ]; then total=$((total - 1)); fi

check "format (if it differs, run 'cargo fmt')" cargo fmt --check
check "house rules: code, language, documents" node .make/house.mjs
check "the workflow of continuous integration" node .make/workflows.mjs
check "dependencies" dependencies
check "dependencies of the client" client_dependencies
check "syntax of the scripts" scripts
check "files of a deployment" deployment_files
check "types of the end-to-end tests" npm --prefix end2end run --silent check
check "lints of the server with the dev tenant, and of all tests" \
  cargo clippy --locked --all-targets --no-default-features --features ssr,dev-tenant -- -D warnings
# Views have other types in a release: debug builds erase the types, so only this check compiles those of a release.
check "lints of the server for deployment" \
  env -u RUSTFLAGS cargo clippy --locked --lib --bins --no-default-features --features ssr -- -D warnings
check "lints of the client" \
  cargo clippy --locked --lib --target wasm32-unknown-unknown --target-dir "$front" --no-default-features --features hydrate -- -D warnings
if [ "${1:-}" = without-tests ]; then
  say "All $total checks passed, without the unit tests ($SECONDS s)"
  exit
fi
check "unit tests" cargo test --locked --lib --no-default-features --features ssr,dev-tenant
say "All $total checks passed ($SECONDS s)"
