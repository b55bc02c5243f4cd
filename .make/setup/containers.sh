# Installs buildah, which builds images, and podman with runc, which run them, from Debian's packages. Sourced.
# shellcheck shell=bash

set_up_containers() {
  local missing=() name
  for name in buildah podman runc; do
    if ! has_server "$name"; then missing+=("$name"); fi
  done
  if [ ${#missing[@]} = 0 ]; then return; fi

  can_install_packages || die "Programs for images are missing (${missing[*]}): install buildah, podman and runc, and run this again."
  say "Installing programs for images: ${missing[*]} (half a minute)"
  without_services install_packages "${missing[@]}" ||
    die "Debian's packages could not be installed (${missing[*]}): install buildah, podman and runc, and run this again."
}
