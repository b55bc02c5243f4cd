#!/usr/bin/env bash
# Builds the documentation of the code and the documents of src/docs with rustdoc, and names its first page. A warning is an error.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust
. .make/env.sh
RUSTFLAGS="$debug_flags" RUSTDOCFLAGS="-D warnings" \
  cargo doc --locked --no-deps --document-private-items --no-default-features --features ssr,dev-tenant
# src/docs/links.txt names the copies.
mkdir -p "$CARGO_TARGET_DIR/doc/pictures"
cp end2end/pictures/documents/*.webp "$CARGO_TARGET_DIR/doc/pictures"
say "The first page is $CARGO_TARGET_DIR/doc/leptos_entra/index.html"
