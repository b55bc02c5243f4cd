#!/usr/bin/env bash
# Checks that the app and its dev tenant need no network but this machine's own (rule DT-17): a whole journey in a network
# namespace that has nothing but loopback. Builds nothing; argument: the folder of a release build with the dev tenant.
set -euo pipefail
. "$(dirname "$0")/env.sh"

build="$1"
inside='ip link set lo up && exec "$@"'
if ! unshare --map-root-user --net sh -c "$inside" sh true 2>/dev/null; then
  echo "Not tested here: this machine makes no network namespaces (unshare and ip, of util-linux and iproute2, do)."
  exit
fi
unshare --map-root-user --net sh -c "$inside" sh node .make/alone.mjs "$build"
