#!/usr/bin/env bash
# Checks that a release without the feature `dev-tenant` does not contain the dev tenant (rule DT-10), and that the check can detect it.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/build.sh

with_dev_tenant="$CARGO_TARGET_DIR/end2end/tested"
without_dev_tenant="$CARGO_TARGET_DIR/end2end/without-dev-tenant"
build_tested_server "" "$without_dev_tenant"
build_tested_server dev-tenant "$with_dev_tenant"
if ! contains_dev_tenant "$with_dev_tenant/leptos-entra"; then
  die "FAILED: a build with the dev tenant does not contain its marker, so this check proves nothing."
fi
if contains_dev_tenant "$without_dev_tenant/leptos-entra"; then
  die "FAILED: the release build without the dev tenant contains it."
fi
echo "1 passed, 0 failed"
