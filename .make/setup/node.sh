# Finds or installs Node.js, and installs the packages of end2end/: Playwright, wasm-opt, esbuild. Sourced.
# shellcheck shell=bash

set_up_node() {
  if ! node_works; then
    rm -f "$cache/node.env"
    say "Installing Node.js (a minute)"
    if ! command -v npm >/dev/null; then
      { can_install_packages && install_packages nodejs npm; } ||
        die "Node.js $NODE_OLDEST or newer is missing: install it (https://nodejs.org) and run this again."
    fi
    node_works || node_of_npm
    node_works || die "Node.js $NODE_OLDEST or newer is missing: install it (https://nodejs.org) and run this again."
    echo "Node.js: $(node --version)"
  fi
  set_up_node_packages
}

node_works() {
  command -v npm >/dev/null && node -e "process.exit(Number(process.versions.node.split('.')[0]) < $NODE_OLDEST ? 1 : 0)" 2>/dev/null
}

# A distribution's Node.js may be too old, but its npm can install a newer one.
node_of_npm() {
  local kind
  case "$(uname -sm)" in
    "Linux x86_64") kind=linux-x64 ;;
    "Linux aarch64") kind=linux-arm64 ;;
    *) return 0 ;;
  esac
  npm install --ignore-scripts --no-save --no-audit --no-fund --loglevel error --prefix "$tools/node" "node-$kind@$NODE_VERSION" || return 0
  echo "export PATH=\"$tools/node/node_modules/node-$kind/bin:\$PATH\"" >"$cache/node.env"
  # shellcheck disable=SC1091
  . "$cache/node.env"
}

set_up_node_packages() {
  local stamp=end2end/node_modules/.package-lock.json
  if [ "$stamp" -nt end2end/package-lock.json ] && [ "$stamp" -nt end2end/package.json ]; then return; fi
  say "Installing the packages of end2end/ from npm (half a minute)"
  (cd end2end && npm ci --ignore-scripts --no-audit --no-fund --loglevel error) ||
    die "The packages of end2end/ could not be installed; the reason is above."
  touch "$stamp"
}
