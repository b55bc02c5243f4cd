#!/usr/bin/env bash
# Installs the tools that are missing; quick if none is.
# Arguments: the tools, out of: rust, wasm-bindgen, node, browser, servers, python-dotenv, msal, tutorial,
# oidc-provider-mock, deployment-checks, promtool, providers, containers, cargo-auditable, cargo-cyclonedx, cargo-deny, cargo-leptos,
# cargo-mutants.
set -euo pipefail
. "$(dirname "$0")/env.sh"

. .make/setup/rust.sh
. .make/setup/tools.sh
. .make/setup/node.sh
. .make/setup/browser.sh
. .make/setup/servers.sh
. .make/setup/providers.sh
. .make/setup/containers.sh
. .make/setup/python.sh
. .make/setup/promtool.sh

# Only one setup at a time, because two would install into the same folders.
if command -v flock >/dev/null; then
  exec 9>"$cache/setup.lock"
  flock --nonblock 9 || { say "Waiting for another setup to finish"; flock 9; }
fi

# Runs a command as root.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo --non-interactive "$@"
  fi
}

can_install_packages() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }
}

# Refreshes the list of packages, once per run, because images come without one.
list_packages() {
  if [ -n "${packages_listed:-}" ]; then return; fi
  as_root apt-get update --quiet --quiet
  packages_listed=yes
}

# Installs Debian packages.
install_packages() {
  list_packages
  DEBIAN_FRONTEND=noninteractive as_root apt-get install --yes --quiet --quiet --no-install-recommends "$@" </dev/null
}

for part in "$@"; do
  case "$part" in
    rust) set_up_rust ;;
    wasm-bindgen) set_up_wasm_bindgen ;;
    node) set_up_node ;;
    browser) set_up_browser ;;
    servers) set_up_servers ;;
    python-dotenv) set_up_python_dotenv ;;
    msal) set_up_msal ;;
    tutorial) set_up_tutorial ;;
    oidc-provider-mock) set_up_oidc_provider_mock ;;
    deployment-checks) set_up_deployment_checks ;;
    promtool) set_up_promtool ;;
    providers) set_up_providers ;;
    containers) set_up_containers ;;
    cargo-auditable) set_up_cargo_auditable ;;
    cargo-cyclonedx) set_up_cargo_cyclonedx ;;
    cargo-deny) set_up_cargo_deny ;;
    cargo-leptos) set_up_cargo_leptos ;;
    cargo-mutants) set_up_cargo_mutants ;;
    *) die "setup.sh does not know '$part'." ;;
  esac
done
