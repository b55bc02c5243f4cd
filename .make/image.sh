#!/usr/bin/env bash
# Builds the image of a deployment with this machine's cargo and with buildah, without a registry. Argument: the name of the image.
#
# RUNTIME_IMAGE names another base than the one of Debian's packages. IMAGE_BUILD names a folder of `make dist` that exists already, for
# work on these scripts.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/image-base.sh

image="$1"
bash .make/setup.sh containers
tree="$(mktemp -d)"
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/out/data"
if [ -z "${IMAGE_BUILD:-}" ]; then
  IMAGE_BUILD="$CARGO_TARGET_DIR/image"
  bash .make/dist.sh "" "$IMAGE_BUILD"
fi
cp -R "$IMAGE_BUILD" "$tree/out/app"
# Everyone may read the files, whatever the umask of this machine is.
chmod -R u=rwX,go=rX "$tree/out"

if [ -z "${RUNTIME_IMAGE:-}" ]; then
  RUNTIME_IMAGE=localhost/leptos-entra-base
  # Built each time, because it takes seconds and the packages get security updates.
  step "The base image, of Debian's packages" build_base_image "$RUNTIME_IMAGE"
fi
# Format docker, because OCI has no HEALTHCHECK. With the time of the last commit, equal builds make equal layers.
step "The image $image" buildah bud --quiet --format docker --pull=never --timestamp "$(git log -1 --format=%ct)" --target runtime \
  --build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE" --build-context "build=$tree" --tag "$image" --file .deploy/Dockerfile .
