# Folders, environment variables and messages of all scripts. Each script sources this file and then runs in the checkout's root.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. .make/versions.sh

# Outside the checkout, so that a fresh checkout builds quickly and `git clean` does not delete the tools.
cache="${LEPTOS_ENTRA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/leptos-entra}"
tools="$cache/tools"
mkdir -p "$tools/bin"

export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"
export PATH="$tools/bin:$PWD/end2end/node_modules/.bin:$PATH"
# The Python packages of the tests: those for comparisons, among them those of Microsoft's Flask tutorials, those of a provider, and
# those that check the files of a deployment.
export LEPTOS_ENTRA_PYTHON="$tools/python"
export LEPTOS_ENTRA_PYTHON_MSAL="$tools/python-msal"
export LEPTOS_ENTRA_PYTHON_TUTORIAL="$tools/python-tutorial"
export LEPTOS_ENTRA_PYTHON_PROVIDER="$tools/python-provider"
export LEPTOS_ENTRA_PYTHON_DEPLOYMENT="$tools/python-deployment"
# Compiled into the server: without it, pages link to `NAME_bg.wasm` instead of `NAME.wasm`.
export LEPTOS_OUTPUT_NAME=leptos-entra
# No colour codes in pipes and files.
if [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ]; then export CARGO_TERM_COLOR=never; fi

# The compiler flags of debug builds. They equal those of `cargo leptos watch`, so that both reuse each other's builds.
# For the same reason the client has its own target folder.
debug_flags="--cfg erase_components"
front="$CARGO_TARGET_DIR/front"

# The toolchain, the Node.js and the browser that setup.sh found.
for found in toolchain node browser; do
  # shellcheck disable=SC1090
  if [ -f "$cache/$found.env" ]; then . "$cache/$found.env"; fi
done

say() { printf '\n── %s\n' "$*"; }
die() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# step TITLE COMMAND...: runs the command between two lines with the title, the second with the duration.
step() {
  local title="$1" begin=$SECONDS result=0
  shift
  say "$title"
  "$@" || result=$?
  printf '── %s (%d s)\n' "$title" "$((SECONDS - begin))"
  return "$result"
}

# quietly LOG COMMAND...: appends the command's output to the log, and prints a line of progress every 30 seconds.
quietly() {
  local log="$1" result=0 progress
  shift
  show_progress "$log" &
  progress=$!
  "$@" >>"$log" 2>&1 || result=$?
  kill "$progress" 2>/dev/null || true
  wait "$progress" 2>/dev/null || true
  return "$result"
}

# Ends with the script: after Ctrl+C nothing else would stop it.
show_progress() {
  local begin=$SECONDS next=30
  # The lock of setup.sh (descriptor 9) must not outlive the script because of a `sleep`.
  while sleep 1 >/dev/null 2>&1 9>&- && kill -0 "$$" 2>/dev/null; do
    if [ "$((SECONDS - begin))" -lt "$next" ]; then continue; fi
    printf '   %d s; packages compiled so far: %d\n' "$((SECONDS - begin))" "$(grep -c '^ *Compiling ' "$1" || true)"
    next=$((next + 30))
  done
}
