# Where everything is, and how a script speaks. Sourced by the other scripts, which then stand in the checkout's root.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. .make/versions.sh

# Outside the checkout, so that a fresh checkout is quick and `git clean` costs nothing.
cache="${LEPTOS_ENTRA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/leptos-entra}"
tools="$cache/tools"
mkdir -p "$tools/bin"

export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"
export PATH="$tools/bin:$PWD/end2end/node_modules/.bin:$PATH"
# The Python packages of the tests.
export LEPTOS_ENTRA_PYTHON="$tools/python"
# Compiled into the server: without it, pages link to `NAME_bg.wasm` instead of `NAME.wasm`.
export LEPTOS_OUTPUT_NAME=leptos-entra
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"

# cargo-leptos compiles debug builds with this; with the same flags `make run`, `make check` and the tests share them.
# The client goes into a folder of its own, as under cargo-leptos.
debug_flags="--cfg erase_components"
front="$CARGO_TARGET_DIR/front"

# What setup.sh found: the toolchain, Node.js and the browser.
for found in toolchain node browser; do
  # shellcheck disable=SC1090
  if [ -f "$cache/$found.env" ]; then . "$cache/$found.env"; fi
done

say() { printf '\n── %s\n' "$*"; }
die() {
  printf '\n%s\n' "$*" >&2
  exit 1
}
