#!/usr/bin/env bash
# Builds the image, runs it with podman, and tests it against a dev tenant outside the image. Needs root.
# Argument: the name of the image.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh

bash .make/image.sh "$1"
bash .make/setup.sh node
. .make/env.sh
built release
say "Tests of the image"
node .make/image-test.mjs "$1" "$server"
