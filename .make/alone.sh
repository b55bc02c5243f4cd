#!/usr/bin/env bash
# Checks that the app and its dev tenant need only the loopback interface (rule DT-17): a sign-in, a call and a sign-out in a network
# namespace without other interfaces. Builds nothing; argument: the folder of a release build with the dev tenant.
set -euo pipefail
. "$(dirname "$0")/env.sh"

build="$1"
inside='ip link set lo up && exec "$@"'
if ! unshare --map-root-user --net sh -c "$inside" sh true 2>/dev/null; then
  echo "Not tested: this machine cannot create network namespaces. Install util-linux and iproute2 (unshare, ip), or run this where they are allowed."
  exit
fi
unshare --map-root-user --net sh -c "$inside" sh node .make/alone.mjs "$build"
