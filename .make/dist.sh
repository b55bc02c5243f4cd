#!/usr/bin/env bash
# Builds the release for deployment: OUT/leptos-entra and OUT/site, which run from any working directory.
# Arguments: the features beyond `ssr` (empty, or dev-tenant) and OUT.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/build.sh

bash .make/setup.sh rust wasm-bindgen node
. .make/env.sh
say "The release build${1:+ with $1} (ten minutes the first time, else two)"
mkdir -p "$2"
bash .make/site.sh release "$2/site"
build_release_server "$1" "$2"
say "Start it with $2/leptos-entra; its settings come from the environment or from .env in the working directory."
