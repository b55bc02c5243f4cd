# Installs cargo's tools into the cache: prebuilt if cargo-binstall is installed and finds them, else compiled. Sourced.
# shellcheck shell=bash

set_up_wasm_bindgen() {
  if has_version "$WASM_BINDGEN_VERSION" wasm-bindgen --version; then return; fi
  install_tool "three minutes" wasm-bindgen-cli "$WASM_BINDGEN_VERSION"
  has_version "$WASM_BINDGEN_VERSION" wasm-bindgen --version ||
    die "wasm-bindgen $WASM_BINDGEN_VERSION was installed, but the PATH finds another version first: $(command -v wasm-bindgen). Remove that one and run this again."
}

set_up_cargo_leptos() {
  if has_version "$CARGO_LEPTOS_VERSION" cargo-leptos --version; then return; fi
  # Without its own downloads of tools, so that a missing tool is a clear error.
  install_tool "ten to twenty minutes" cargo-leptos "$CARGO_LEPTOS_VERSION" --features no_downloads
}

set_up_cargo_mutants() {
  if has_version "$CARGO_MUTANTS_VERSION" cargo-mutants mutants --version; then return; fi
  install_tool "five minutes" cargo-mutants "$CARGO_MUTANTS_VERSION"
}

set_up_cargo_auditable() {
  if has_version "$CARGO_AUDITABLE_VERSION" installed_version cargo-auditable; then return; fi
  install_tool "half a minute" cargo-auditable "$CARGO_AUDITABLE_VERSION"
}

set_up_cargo_cyclonedx() {
  if has_version "$CARGO_CYCLONEDX_VERSION" cargo-cyclonedx cyclonedx --version; then return; fi
  install_tool "three minutes" cargo-cyclonedx "$CARGO_CYCLONEDX_VERSION"
}

# The version of a tool that cargo has installed into the cache, for a tool that does not report its version.
installed_version() {
  sed -n "s/^\"$1 \([^ ]*\) .*/\1/p" "$tools/.crates.toml"
}

set_up_cargo_deny() {
  if has_version "$CARGO_DENY_VERSION" cargo-deny --version; then return; fi
  install_tool "five minutes" cargo-deny "$CARGO_DENY_VERSION"
}

# Tells whether the command reports exactly this version.
has_version() {
  [[ " $("${@:2}" 2>/dev/null) " == *" $1 "* ]]
}

# install_tool DURATION CRATE VERSION [ARGUMENTS OF cargo install]
#
# The output goes to a log, because cargo's warnings about how a tool is installed do not concern the user.
install_tool() {
  local duration="$1" log="$cache/logs/$2.log"
  shift
  mkdir -p "$cache/logs"
  : >"$log"
  if cargo binstall -V >/dev/null 2>&1; then
    say "Installing $1 $2, prebuilt (a minute at most, once)"
    if quietly "$log" cargo binstall --no-confirm --disable-strategies compile --root "$tools" --version "$2" "$1"; then return; fi
    echo "No prebuilt $1 is available."
  fi
  say "Compiling $1 $2 ($duration, once)"
  # First with the versions that its authors tested (`--locked`). A mirror of the registry may lack one of them; then
  # newer versions are used.
  if quietly "$log" compile_tool "$@" --locked || quietly "$log" compile_tool "$@"; then return; fi
  tail -n 30 "$log" >&2
  die "$1 $2 could not be installed: the end of $log is above. Check the network connection and run this again."
}

# Compiles with little optimisation, because the tool runs for seconds and its own release profile takes half an hour.
compile_tool() {
  env -u RUSTFLAGS CARGO_TARGET_DIR="$tools/target" CARGO_TERM_COLOR=never \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install --root "$tools" --version "$2" "${@:3}" "$1" || return
  rm -rf "$tools/target"
}
