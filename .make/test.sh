#!/usr/bin/env bash
# Every check and every test. The last line is `N passed, N failed`; the exit code says the same.
set -euo pipefail
. "$(dirname "$0")/env.sh"

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
passed=0
failed=0

# Runs one stage and adds up what it counted; a stage that fails without a count counts as one failure.
stage() {
  local title="$1" result=0 counts
  shift
  say "$title"
  "$@" 2>&1 | tee "$log" || result=$?
  counts="$(awk '
    /^test result: / { passed += $4; failed += $6 }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    END { print passed + 0, failed + 0 }' "$log")"
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
  if [ "$result" != 0 ] && [ "${counts#* }" = 0 ]; then failed=$((failed + 1)); fi
  return "$result"
}

finish() {
  printf '\n%s\n%d passed, %d failed\n' "$1" "$passed" "$failed"
  exit "$((failed > 0))"
}

# Most tests wait more than they compute: four at once take little more of two cores than two.
rust_tests() {
  RUST_TEST_THREADS="${RUST_TEST_THREADS:-4}" RUSTFLAGS="$debug_flags" cargo test --locked --no-fail-fast --no-default-features --features ssr,dev-tenant
}

documentation() {
  RUSTFLAGS="$debug_flags" RUSTDOCFLAGS="-D warnings" \
    cargo doc --locked --no-deps --document-private-items --no-default-features --features ssr,dev-tenant
}

# What fails often and fast comes first. After the checks, every stage runs, so that one run tells everything.
stage "Set-up: Rust, its tools, Node.js, Chromium, servers, python-dotenv" bash .make/setup.sh rust wasm-bindgen cargo-deny node browser servers python-dotenv || finish "The set-up failed; nothing was tested."
. .make/env.sh
stage "Checks" bash .make/check.sh without-tests || finish "The checks failed; nothing else was tested."
stage "Rust tests" rust_tests || true
stage "Documentation" documentation || true
stage "End to end, debug build" bash .make/e2e.sh debug || true
stage "Release builds: the dev tenant stays out of a deployment" bash .make/deployment.sh || true
stage "End to end, release build" bash .make/e2e.sh release || true
stage "The app alone, without a network" bash .make/alone.sh "$CARGO_TARGET_DIR/end2end/release" || true
finish "Everything was run."
