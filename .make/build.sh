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

# build_server_without_dev_tenant: the server of a deployment with little optimisation, to search the program, not to run it. It
# takes one minute after a change of the sources, and the optimised program six. The features alone decide what it contains.
build_server_without_dev_tenant() {
  env -u RUSTFLAGS CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    cargo build --locked --release --target-dir "$CARGO_TARGET_DIR/without-dev-tenant" --bin leptos-entra --no-default-features --features ssr
  without_dev_tenant="$CARGO_TARGET_DIR/without-dev-tenant/release/leptos-entra"
}

# contains_dev_tenant PROGRAM: the dev tenant contains a unique text, and sends it with every response.
contains_dev_tenant() {
  local marker
  marker="$(sed -n 's/.*MARKER: &str = "\(.*\)".*/\1/p' src/dev_tenant/protocol/*.rs | head -n 1)"
  [ -n "$marker" ] || die "src/dev_tenant has no constant MARKER to search a program for."
  grep --quiet --text --fixed-strings "$marker" "$1"
}
