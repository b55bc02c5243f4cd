# Installs the OpenID providers of `make providers` from Debian's packages: glewlwyd and LemonLDAP::NG. Sourced.
# shellcheck shell=bash

# The portal of LemonLDAP::NG with its OpenID Connect issuer, the Perl modules that it only recommends or suggests but loads,
# and a web server for it.
lemonldap_packages=(liblemonldap-ng-portal-perl libcrypt-openssl-bignum-perl libcrypt-openssl-x509-perl libgd-securityimage-perl
  libimage-magick-perl libio-string-perl libstring-random-perl starman)

set_up_providers() {
  local missing=()
  if ! has_glewlwyd; then missing+=(glewlwyd dbconfig-no-thanks sqlite3); fi
  if ! has_lemonldap; then missing+=("${lemonldap_packages[@]}"); fi
  if [ ${#missing[@]} = 0 ]; then return; fi

  local advice="install glewlwyd and LemonLDAP::NG, and run this again."
  can_install_packages || die "Providers that the tests need are missing (${missing[*]}): $advice"
  say "Installing OpenID providers: ${missing[*]} (two minutes)"
  # By default, glewlwyd's package configures a PostgreSQL database, and its installation fails.
  echo "glewlwyd glewlwyd/config_type select No configuration" | as_root debconf-set-selections
  without_services install_packages "${missing[@]}" || die "Debian's packages could not be installed (${missing[*]}): $advice"
  # Otherwise they would run after the next boot.
  if [ -d /run/systemd/system ]; then
    as_root systemctl --quiet disable glewlwyd liblemonldap-ng-handler-perl.timer liblemonldap-ng-portal-perl.timer || true
  fi
  if ! has_glewlwyd || ! has_lemonldap; then die "The providers were installed, but cannot be used: $advice"; fi
}

has_glewlwyd() {
  command -v sqlite3 >/dev/null && command -v glewlwyd >/dev/null && [ -f /usr/share/dbconfig-common/data/glewlwyd/install/sqlite3 ]
}

has_lemonldap() {
  command -v starman >/dev/null &&
    perl -MLemonldap::NG::Portal::Issuer::OpenIDConnect -MGD::SecurityImage=use_magick,1 -e 1 >/dev/null 2>&1
}
