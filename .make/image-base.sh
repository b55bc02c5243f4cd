# The base of the image without a registry: an image like distroless `cc`, of Debian's packages. Sourced.
# shellcheck shell=bash

# build_base_image NAME: glibc, libgcc and the certificates of public authorities, without a shell and without a package manager.
build_base_image() {
  local work root
  command -v dpkg-deb >/dev/null ||
    die "Without a registry, the base of the image needs Debian's packages. On this system name a base: RUNTIME_IMAGE=<image> make image."
  work="$(mktemp -d)"
  root="$work/root"
  mkdir -p "$root/etc/ssl/certs"
  download_packages "$work" libc6 libgcc-s1 ca-certificates
  local package
  for package in "$work"/*.deb; do dpkg-deb -x "$package" "$root"; done
  # The package of the certificates has one file for each; programs read one file with all.
  find "$root/usr/share/ca-certificates" -name '*.crt' -print0 | sort -z | xargs -0 cat >"$root/etc/ssl/certs/ca-certificates.crt"
  # Character sets, documents and the commands of packages: the app needs none of them.
  (cd "$root" && rm -rf usr/share usr/sbin sbin usr/lib/*/gconv etc/ca-certificates* etc/ld.so.conf.d)
  printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  mkdir -m 1777 "$root/tmp"
  chmod 755 "$root"
  printf 'FROM scratch\nCOPY root /\n' >"$work/Dockerfile"
  buildah bud --quiet --timestamp 0 --tag "$1" --file "$work/Dockerfile" "$work" >/dev/null
  rm -rf "$work"
}

# download_packages FOLDER NAMES...: downloads packages without their dependencies.
download_packages() {
  (cd "$1" && apt-get download --quiet --quiet "${@:2}") 2>"$1/log" && return
  cat "$1/log" >&2
  die "Debian's packages could not be downloaded (${*:2}): run apt-get update, and run this again."
}
