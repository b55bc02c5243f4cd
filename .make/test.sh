#!/usr/bin/env bash
# All checks and all tests. The last line is `N passed, N failed`; the exit code is 1 if anything failed. The lines before it list
# the stages with their times, and the names of all failed tests, because continuous integration may keep only the end of the output.
#
# Arguments: the names of stages, to run only these: checks, rust-tests, documentation, end-to-end-debug, deployment,
# end-to-end-release, alone. The last one uses the build of the one before.
set -euo pipefail
. "$(dirname "$0")/env.sh"

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
passed=0
failed=0
durations=""
failures=""
chosen=" $* "
stages=" checks rust-tests documentation end-to-end-debug deployment end-to-end-release alone "
for name in "$@"; do
  if [[ "$stages" != *" $name "* ]]; then die "test.sh knows no stage '$name'. The stages are:$stages"; fi
done

# is_chosen NAME: whether this stage runs.
is_chosen() {
  [ -z "${chosen// /}" ] || [[ "$chosen" == *" $1 "* ]]
}

# failed_tests: the names of the failed tests in the log, indented: of cargo, of the end-to-end tests, and of the house rules.
failed_tests() {
  sed -n -e 's/^test \(.*\) \.\.\. FAILED$/\1/p' -e 's/^FAILED:\{0,1\}  *//p' -e 's/^FAIL  */house rule: /p' "$log" | sort -u | sed 's/^/    /'
}

# stage TITLE COMMAND...: runs one stage and adds up its counts. A stage that fails without a count is one failure.
stage() {
  local title="$1" result=0 counts begin=$SECONDS line names
  shift
  say "$title"
  "$@" 2>&1 | tee "$log" || result=$?
  counts="$(awk '
    /^test result: / { passed += $4; failed += $6 }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    END { print passed + 0, failed + 0 }' "$log")"
  if [ "$result" != 0 ] && [ "${counts#* }" = 0 ]; then counts="${counts% *} 1"; fi
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
  printf -v line '%6d s  %6d  %6d  %s\n' "$((SECONDS - begin))" "${counts% *}" "${counts#* }" "$title"
  durations+="$line"
  if [ "$result" != 0 ]; then
    names="$(failed_tests)"
    failures+="  $title"$'\n'
    if [ -n "$names" ]; then failures+="$names"$'\n'; fi
  fi
  return "$result"
}

finish() {
  printf '\n%8s  %6s  %6s  %s\n%s' Time Passed Failed Stage "$durations"
  printf '%6d s  in all\n\n%s\n' "$SECONDS" "$1"
  if [ -n "$failures" ]; then printf '\nFailed:\n%s\n' "$failures"; fi
  printf '%d passed, %d failed\n' "$passed" "$failed"
  exit "$((failed > 0))"
}

# Most tests wait more than they compute, so four at once fit on two cores.
rust_tests() {
  RUST_TEST_THREADS="${RUST_TEST_THREADS:-4}" RUSTFLAGS="$debug_flags" cargo test --locked --no-fail-fast --no-default-features --features ssr,dev-tenant
}

# run_if_chosen NAME TITLE COMMAND...
run_if_chosen() {
  if is_chosen "$1"; then stage "${@:2}"; fi
}

# The stages that fail often and fast come first. After the checks every stage runs, so that one run reports all failures.
stage "Set-up: Rust, its tools, Node.js, Chromium, servers, Python packages, promtool" bash .make/setup.sh rust wasm-bindgen cargo-deny node browser servers python-dotenv msal tutorial oidc-provider-mock deployment-checks promtool || finish "The set-up failed; nothing was tested."
. .make/env.sh
run_if_chosen checks "Checks" bash .make/check.sh without-tests || finish "The checks failed; nothing else was tested."
run_if_chosen rust-tests "Rust tests" rust_tests || true
run_if_chosen documentation "Documentation" bash .make/doc.sh || true
run_if_chosen end-to-end-debug "End to end, debug build" bash .make/e2e.sh debug || true
run_if_chosen deployment "Release builds: the dev tenant stays out of a deployment" bash .make/deployment.sh || true
run_if_chosen end-to-end-release "End to end, release build" bash .make/e2e.sh tested || true
run_if_chosen alone "The app alone, without a network" bash .make/alone.sh "$CARGO_TARGET_DIR/end2end/tested" || true
finish "All stages were run."
