#!/usr/bin/env bash
# Builds the site folder: the compiled client, the style sheet and the public files. Quick if nothing has changed.
# Arguments: debug or release, and the folder to build.
#
# `make run`, the tests and `make dist` all use this script. Only `make watch` builds the same folder with cargo-leptos.
set -euo pipefail
. "$(dirname "$0")/env.sh"

profile="$1"
out="$2"
name=leptos-entra

build_client() {
  local arguments=(--locked --lib --target wasm32-unknown-unknown --target-dir "$front" --no-default-features --features hydrate)
  if [ "$profile" = release ]; then
    env -u RUSTFLAGS cargo build "${arguments[@]}" --profile wasm-release
    wasm="$front/wasm32-unknown-unknown/wasm-release/leptos_entra.wasm"
  else
    RUSTFLAGS="$debug_flags" cargo build "${arguments[@]}"
    wasm="$front/wasm32-unknown-unknown/debug/leptos_entra.wasm"
  fi
}

# Checksums of everything that the site is made of.
fingerprint() {
  cksum "$wasm" .make/site.sh .make/shake.mjs .make/precompress.mjs end2end/package-lock.json
  find style public -type f -exec cksum {} + | sort
  wasm-bindgen --version
}

bind() {
  local pkg="$1/pkg"
  mkdir -p "$pkg"
  if [ -d public ]; then cp -R public/. "$1"; fi
  wasm-bindgen --target web --no-typescript --out-name "$name" --out-dir "$pkg" "$wasm"
  # The name that pages link to.
  mv "$pkg/${name}_bg.wasm" "$pkg/$name.wasm"
  join_styles >"$pkg/$name.css"
}

# The files that style/main.css imports, in its order. cargo-leptos joins them, too.
join_styles() {
  local file
  sed -n 's|^@import "\./\(.*\)";$|style/\1|p' style/main.css | while read -r file; do cat "$file"; done
}

optimise() {
  local pkg="$1/pkg"
  node .make/shake.mjs "$pkg/$name.js" "$pkg/$name.wasm"
  # The memory is this module's own, and its lowest kilobyte belongs to the stack, so wasm-opt may rely on both.
  wasm-opt -Oz --converge --low-memory-unused --zero-filled-memory --strip-producers --reorder-functions \
    --enable-bulk-memory --enable-nontrapping-float-to-int "$pkg/$name.wasm" -o "$pkg/$name.wasm"
  esbuild --log-level=warning --minify --format=esm --allow-overwrite --outfile="$pkg/$name.js" "$pkg/$name.js"
  esbuild --log-level=warning --minify --allow-overwrite --outfile="$pkg/$name.css" "$pkg/$name.css"
  node .make/precompress.mjs "$1"
}

say "Compiling the client and building the site folder, $profile (two minutes the first time, then seconds)"
build_client
stamps="$CARGO_TARGET_DIR/site-stamps"
stamp="$stamps/$profile-$(printf '%s' "$(cd "$(dirname "$out")" 2>/dev/null && pwd)/$(basename "$out")" | cksum | cut -d ' ' -f 1)"
if [ -d "$out" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint)" ]; then
  echo "$out is up to date."
  exit
fi

rm -rf "$out.new"
bind "$out.new"
if [ "$profile" = release ]; then optimise "$out.new"; fi
rm -rf "$out"
mv "$out.new" "$out"
mkdir -p "$stamps"
fingerprint >"$stamp"
du -sh "$out"
