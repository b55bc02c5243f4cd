# Builds the server and the site, debug and release. Sourced.
# shellcheck shell=bash

# The server as `cargo leptos watch` would build it, with the dev tenant: $CARGO_TARGET_DIR/debug/leptos-entra.
build_debug_server() {
  RUSTFLAGS="$debug_flags" cargo build --locked --bin leptos-entra --no-default-features --features ssr,dev-tenant
}

# build_release_server FEATURES OUT: the optimised server as OUT/leptos-entra, with features beyond `ssr`.
#
# Each set of features has a target folder of its own. The library is also a `cdylib`, whose file name is the same for
# every set: in one folder they would overwrite each other, and each would be linked anew whenever it is wanted.
build_release_server() {
  local folder="$CARGO_TARGET_DIR"
  if [ -z "$1" ]; then folder="$CARGO_TARGET_DIR/deployment"; fi
  env -u RUSTFLAGS cargo build --locked --release --target-dir "$folder" \
    --bin leptos-entra --no-default-features --features "ssr${1:+,$1}" || return
  mkdir -p "$2"
  # A server that runs from this file keeps its old one.
  cp "$folder/release/leptos-entra" "$2/leptos-entra.new"
  mv -f "$2/leptos-entra.new" "$2/leptos-entra"
}
