# Installs the tools of cargo into the cache, prebuilt where cargo-binstall can, else compiled. Sourced.
# shellcheck shell=bash

set_up_wasm_bindgen() {
  if has_version "$WASM_BINDGEN_VERSION" wasm-bindgen --version; then return; fi
  say "Installing wasm-bindgen $WASM_BINDGEN_VERSION (seconds if prebuilt, else three minutes)"
  install_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION"
  has_version "$WASM_BINDGEN_VERSION" wasm-bindgen --version ||
    die "wasm-bindgen $WASM_BINDGEN_VERSION was installed, but another version comes first: $(command -v wasm-bindgen)."
}

set_up_cargo_leptos() {
  if has_version "$CARGO_LEPTOS_VERSION" cargo-leptos --version; then return; fi
  say "Installing cargo-leptos $CARGO_LEPTOS_VERSION (seconds if prebuilt, else up to half an hour, once)"
  # Without its own way to fetch tools: what is missing is then a clear error.
  install_tool cargo-leptos "$CARGO_LEPTOS_VERSION" --features no_downloads
}

set_up_cargo_mutants() {
  if has_version "$CARGO_MUTANTS_VERSION" cargo-mutants mutants --version; then return; fi
  say "Installing cargo-mutants $CARGO_MUTANTS_VERSION (seconds if prebuilt, else five minutes)"
  install_tool cargo-mutants "$CARGO_MUTANTS_VERSION"
}

set_up_cargo_deny() {
  if has_version "$CARGO_DENY_VERSION" cargo-deny --version; then return; fi
  say "Installing cargo-deny $CARGO_DENY_VERSION (seconds if prebuilt, else a minute or two, once)"
  install_tool cargo-deny "$CARGO_DENY_VERSION"
}

# Tells whether the command answers with exactly this version.
has_version() {
  [[ " $("${@:2}" 2>/dev/null) " == *" $1 "* ]]
}

# install_tool CRATE VERSION [ARGUMENTS OF cargo install]
install_tool() {
  if cargo binstall -V >/dev/null 2>&1; then
    if cargo binstall --no-confirm --disable-strategies compile --root "$tools" --version "$2" "$1"; then return; fi
    echo "There is no prebuilt $1 to be had; compiling it."
  fi
  # `--locked` is what its authors tested. Where a mirror of the registry lacks one of those packages, newer ones do.
  compile_tool "$@" --locked || compile_tool "$@" ||
    die "$1 $2 could not be installed; the reason is above. Check the network connection and run this again."
}

# Optimising a tool that runs for seconds is not worth the half hour that its own release profile takes.
compile_tool() {
  env -u RUSTFLAGS CARGO_TARGET_DIR="$tools/target" \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install --root "$tools" --version "$2" "${@:3}" "$1" || return
  rm -rf "$tools/target"
}
