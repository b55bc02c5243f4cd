# Finds or installs a Rust with the standard library for wasm32, and writes how to use it to toolchain.env. Sourced.
# shellcheck shell=bash

set_up_rust() {
  if [ -f "$cache/toolchain.env" ] && rust_works; then return; fi
  rm -f "$cache/toolchain.env"
  set_up_c_compiler

  if [ -n "${RUSTUP_TOOLCHAIN:-}" ] && rust_works; then
    use_rust "export RUSTUP_TOOLCHAIN=$RUSTUP_TOOLCHAIN"
  elif command -v rustup >/dev/null; then
    rust_of_rustup
  elif rust_works; then
    use_rust "# cargo and rustc as they are on the PATH"
  elif can_install_packages; then
    rust_of_debian
  else
    die "Rust is missing. Install rustup (https://rustup.rs) and run this again."
  fi
}

# Stores the environment variables of the toolchain.
use_rust() {
  printf '%s\n' "$1" >"$cache/toolchain.env"
  # shellcheck disable=SC1091
  . "$cache/toolchain.env"
  rust_works || { rm -f "$cache/toolchain.env"; rust_works loudly || true; die "The Rust that was set up does not work; the reason is above."; }
  echo "Rust: $(rustc --version)"
}

# Tells whether the toolchain is complete; with an argument, also prints what is missing.
rust_works() {
  local log result=0
  log="$( { rust_is_new_enough && wasm_works && cargo fmt --version && cargo clippy --version; } 2>&1)" || result=1
  if [ $# -gt 0 ]; then echo "$log" >&2; fi
  return "$result"
}

# Compiles and links a program, because only that detects a wasm32 library of another Rust, or a missing linker.
wasm_works() {
  local work result=0
  work="$(mktemp -d)"
  echo 'pub fn probe() -> Vec<u8> { Vec::new() }' >"$work/probe.rs"
  rustc --edition 2024 --crate-type cdylib --target wasm32-unknown-unknown -o "$work/probe.wasm" "$work/probe.rs" || result=1
  rm -rf "$work"
  return "$result"
}

rust_is_new_enough() {
  local version
  version="$(rustc --version | cut -d ' ' -f 2)" && cargo --version &&
    [ "$(printf '%s\n' "$RUST_OLDEST" "$version" | sort --version-sort | head -n 1)" = "$RUST_OLDEST" ]
}

rust_of_rustup() {
  local toolchain
  for toolchain in "$RUST_VERSION" debian; do
    if RUSTUP_AUTO_INSTALL=0 RUSTUP_TOOLCHAIN="$toolchain" rust_works; then
      use_rust "export RUSTUP_TOOLCHAIN=$toolchain"
      return
    fi
  done
  say "Installing Rust $RUST_VERSION by rustup (a minute or two)"
  if RUSTUP_MAX_RETRIES=0 with_time_limit 600 rustup toolchain install "$RUST_VERSION" --profile minimal --no-self-update \
    --component clippy --component rustfmt --target wasm32-unknown-unknown; then
    use_rust "export RUSTUP_TOOLCHAIN=$RUST_VERSION"
  elif can_install_packages; then
    rust_of_debian
  else
    die "rustup could not install Rust $RUST_VERSION: check the network connection and run this again."
  fi
}

# macOS has no `timeout`.
with_time_limit() {
  if command -v timeout >/dev/null; then timeout "$@"; else "${@:2}"; fi
}

# For a machine that reaches Debian's packages but not Rust's servers: Debian's current Rust (its packages for building
# browsers), with the standard library for wasm32 built from the source package.
rust_of_debian() {
  say "Installing Debian's Rust, because rustup cannot (two minutes)"
  local packages=(rustc-web cargo-web rustfmt-web rust-web-clippy rust-web-src rust-web-llvm libstd-rust-web-dev)
  install_packages "${packages[@]}" || die "Debian's packages could not be installed: ${packages[*]}."
  # The link names the version of the linker that this Rust needs.
  install_packages "$(basename "$(readlink /usr/bin/rust-lld)")" || die "The linker that /usr/bin/rust-lld links to could not be installed."

  if command -v rustup >/dev/null; then
    rustup toolchain link debian /usr
    RUSTUP_TOOLCHAIN=debian RUSTC_BOOTSTRAP=1 build_wasm_library
    use_rust "export RUSTUP_TOOLCHAIN=debian"
  else
    PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1 build_wasm_library
    mkdir -p "$tools/debian-rust"
    local command
    for command in cargo rustc rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do
      ln -sf "/usr/bin/$command" "$tools/debian-rust/$command"
    done
    use_rust "export PATH=\"$tools/debian-rust:\$PATH\""
  fi
}

# Builds the standard library for wasm32 and installs it into the folder that `rustup target add` would use.
build_wasm_library() {
  if wasm_works >/dev/null 2>&1; then return; fi
  say "Building Rust's standard library for wasm32 (two minutes)"
  local work library
  work="$(mktemp -d)"
  library="$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib"
  mkdir "$work/src"
  : >"$work/src/lib.rs"
  printf '[package]\nname = "sysroot"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
  (cd "$work" && env -u RUSTFLAGS CARGO_TARGET_DIR="$work/target" cargo build --release --quiet \
    -Z build-std=std,panic_abort,panic_unwind --target wasm32-unknown-unknown) ||
    die "Rust's standard library for wasm32 could not be built; the reason is above."
  rm "$work"/target/wasm32-unknown-unknown/release/deps/libsysroot-*.rlib
  as_root rm -rf "$library"
  as_root mkdir -p "$library"
  as_root install -m 644 "$work"/target/wasm32-unknown-unknown/release/deps/*.rlib "$library"
  rm -rf "$work"
}

# SQLite and the cryptography of TLS are compiled from C.
set_up_c_compiler() {
  if command -v cc >/dev/null; then return; fi
  say "Installing a C compiler (a minute)"
  { can_install_packages && install_packages gcc libc6-dev; } ||
    die "A C compiler is missing: install one (on Debian: apt-get install build-essential; on macOS: xcode-select --install)."
}
