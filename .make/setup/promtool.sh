# Puts promtool, which checks metrics, alert rules and scrape configurations, into the cache. It comes out of Debian's package
# `prometheus`, which is not installed, so that no server starts. Sourced.
# shellcheck shell=bash

set_up_promtool() {
  if command -v promtool >/dev/null; then return; fi
  local advice="install promtool, which is part of Prometheus, and run this again." folder
  if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then die "promtool is missing: $advice"; fi
  say "Downloading promtool in Debian's package prometheus (20 MB, once)"
  folder="$(mktemp -d)"
  # Images come without a list of packages, and refreshing it needs root.
  if ! { download_package prometheus "$folder" || { can_install_packages && list_packages && download_package prometheus "$folder"; }; }; then
    rm -rf "$folder"
    die "Debian's package prometheus could not be downloaded: $advice"
  fi
  dpkg-deb --fsys-tarfile "$folder"/prometheus_*.deb | tar --extract --directory "$folder" ./usr/bin/promtool
  mv "$folder/usr/bin/promtool" "$tools/bin/promtool"
  rm -rf "$folder"
  promtool --version >/dev/null 2>&1 || die "promtool in $tools/bin does not work: $advice"
}

# download_package NAME FOLDER: downloads a package without installing it.
download_package() {
  (cd "$2" && apt-get download --quiet --quiet --option APT::Sandbox::User="$(id -un)" "$1") >/dev/null 2>&1
}
