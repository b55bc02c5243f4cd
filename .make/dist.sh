#!/usr/bin/env bash
# Builds the release for deployment: OUT/leptos-entra and OUT/site, which run from any working directory, and lists of their crates.
# Arguments: the features beyond `ssr` (empty, or dev-tenant) and OUT.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/build.sh

# sbom NAME ARGUMENTS...: writes the list of all crates as OUT/NAME.cdx.json (CycloneDX).
sbom() {
  cargo cyclonedx --quiet --format json --spec-version 1.5 --no-default-features --override-filename "$1.cdx" "${@:2}"
  # The list has the folder of the sources on this machine.
  sed "s|path+file://$PWD|path+file:///|g" "$1.cdx.json" >"$out/$1.cdx.json"
  rm "$1.cdx.json"
}

out="$2"
bash .make/setup.sh rust wasm-bindgen node cargo-auditable
if [ -z "$1" ]; then bash .make/setup.sh cargo-cyclonedx; fi
. .make/env.sh
say "The release build${1:+ with $1} (ten minutes the first time, else two)"
mkdir -p "$out"
bash .make/site.sh release "$out/site"
build_release_server "$1" "$out"
# Builds with the dev tenant are not deployed.
if [ -z "$1" ]; then
  if contains_dev_tenant "$out/leptos-entra"; then die "The release build contains the dev tenant (rule DT-10)."; fi
  sbom leptos-entra --features ssr
  sbom leptos-entra-client --features hydrate --target wasm32-unknown-unknown
fi
say "Start it with $out/leptos-entra; its settings come from the environment or from .env in the working directory."
