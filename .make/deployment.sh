#!/usr/bin/env bash
# Checks that the release build for deployment does not contain the dev tenant (rule DT-10), and that the check can detect it.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/build.sh

bash .make/setup.sh cargo-auditable

# The dev tenant contains a unique text, and sends it with every response.
marker="$(sed -n 's/.*MARKER: &str = "\(.*\)".*/\1/p' src/dev_tenant/protocol/*.rs | head -n 1)"
[ -n "$marker" ] || die "src/dev_tenant has no constant MARKER to search a release build for."
out="$CARGO_TARGET_DIR/end2end"

build_release_server dev-tenant "$out/release"
build_release_server "" "$out/deployment"
if ! grep --quiet --text --fixed-strings "$marker" "$out/release/leptos-entra"; then
  die "FAILED: a build with the dev tenant does not contain its marker, so this check proves nothing."
fi
if grep --quiet --text --fixed-strings "$marker" "$out/deployment/leptos-entra"; then
  die "FAILED: the release build for deployment contains the dev tenant."
fi
echo "1 passed, 0 failed"
