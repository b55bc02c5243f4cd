# The versions of the tools that the scripts install. Sourced.
# shellcheck shell=bash
#
# Rust's version is in rust-toolchain.toml, the versions of crates are in Cargo.lock, and the versions of Playwright, the
# OpenID providers of the tests, wasm-opt and esbuild are in end2end/package-lock.json.

RUST_VERSION=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)
# The oldest Rust that the packages in Cargo.lock build with.
RUST_OLDEST=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
CARGO_AUDITABLE_VERSION=0.7.7
CARGO_CYCLONEDX_VERSION=0.5.9
CARGO_DENY_VERSION=0.20.2
CARGO_LEPTOS_VERSION=0.3.11
CARGO_MUTANTS_VERSION=27.1.0
# The command and the crate must have the same version.
WASM_BINDGEN_VERSION=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/"/, "", $3); print $3 }' Cargo.lock)
NODE_OLDEST=20
# The tutorials read .env with it: a test compares this app with it.
PYTHON_DOTENV_VERSION=1.2.4
NODE_VERSION=22
