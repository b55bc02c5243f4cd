# Builds the server and the site, debug and release. Sourced.
# shellcheck shell=bash

# The debug build of the server, with the dev tenant: $CARGO_TARGET_DIR/debug/leptos-entra.
build_debug_server() {
  RUSTFLAGS="$debug_flags" cargo build --locked --bin leptos-entra --no-default-features --features ssr,dev-tenant
}

# build_release_server FEATURES OUT: the optimised server as OUT/leptos-entra, with features beyond `ssr`.
#
# `cargo auditable` adds the list of all crates to the program, so that scanners find a vulnerable crate without the sources.
#
# Each set of features has its own target folder. The library is also a `cdylib`, and its file name does not depend on the
# features. In one folder the builds would overwrite each other's file, and each build would have to link it again.
build_release_server() {
  local folder="$CARGO_TARGET_DIR"
  if [ -z "$1" ]; then folder="$CARGO_TARGET_DIR/deployment"; fi
  env -u RUSTFLAGS cargo auditable build --locked --release --target-dir "$folder" \
    --bin leptos-entra --no-default-features --features "ssr${1:+,$1}" || return
  mkdir -p "$2"
  # Replaced by renaming, because a running server may still use the old file.
  cp "$folder/release/leptos-entra" "$2/leptos-entra.new"
  mv -f "$2/leptos-entra.new" "$2/leptos-entra"
}

# build_tested_server FEATURES OUT: the server of the tests as OUT/leptos-entra. It has the types and the features of a release, and
# less optimisation: it is compiled in two minutes, and a release in eight.
build_tested_server() {
  env -u RUSTFLAGS cargo build --locked --profile tested --bin leptos-entra --no-default-features --features "ssr${1:+,$1}" || return
  mkdir -p "$2"
  cp "$CARGO_TARGET_DIR/tested/leptos-entra" "$2/leptos-entra.new"
  mv -f "$2/leptos-entra.new" "$2/leptos-entra"
}

# contains_dev_tenant PROGRAM: the dev tenant contains a unique text, and sends it with every response.
contains_dev_tenant() {
  local marker
  marker="$(sed -n 's/.*MARKER: &str = "\(.*\)".*/\1/p' src/dev_tenant/protocol/*.rs | head -n 1)"
  [ -n "$marker" ] || die "src/dev_tenant has no constant MARKER to search a program for."
  grep --quiet --text --fixed-strings "$marker" "$1"
}
