# Builds the server and the site, debug and release. Sourced.
# shellcheck shell=bash

# The server as `cargo leptos watch` would build it, with the dev tenant: $CARGO_TARGET_DIR/debug/leptos-entra.
build_debug_server() {
  RUSTFLAGS="$debug_flags" cargo build --locked --bin leptos-entra --no-default-features --features ssr,dev-tenant
}

# build_release_server FEATURES OUT: the optimised server as OUT/leptos-entra, with features beyond `ssr`.
build_release_server() {
  env -u RUSTFLAGS cargo build --locked --release --bin leptos-entra --no-default-features --features "ssr${1:+,$1}" || return
  mkdir -p "$2"
  # A server that runs from this file keeps its old one.
  cp "$CARGO_TARGET_DIR/release/leptos-entra" "$2/leptos-entra.new"
  mv -f "$2/leptos-entra.new" "$2/leptos-entra"
}
