# Finds or installs the servers that tests start: Valkey or Redis, PostgreSQL, PgBouncer and nginx. Sourced.
# shellcheck shell=bash

set_up_servers() {
  local missing=()
  if ! { has_server valkey-server || has_server redis-server; }; then
    if can_install_packages; then list_packages; fi
    missing+=("$(package_of_redis)")
  fi
  if ! has_postgres; then missing+=(postgresql); fi
  if ! has_server pgbouncer; then missing+=(pgbouncer); fi
  if ! has_server nginx; then missing+=(nginx); fi
  if [ ${#missing[@]} = 0 ]; then return; fi

  local advice="install Valkey or Redis, PostgreSQL, PgBouncer and nginx, and run this again."
  can_install_packages || die "Servers that the tests need are missing (${missing[*]}): $advice"
  say "Installing servers for the tests: ${missing[*]} (a minute)"
  without_services install_packages "${missing[@]}" || die "Debian's packages could not be installed (${missing[*]}): $advice"
  # Otherwise they would occupy the usual ports after the next boot. Package and service have the same name.
  if [ -d /run/systemd/system ]; then as_root systemctl --quiet disable "${missing[@]}" || true; fi
}

# Distributions install servers in folders that may be missing from a user's PATH.
has_server() {
  PATH="$PATH:/usr/local/sbin:/usr/sbin" command -v "$1" >/dev/null
}

# Debian has one folder for each version of PostgreSQL, and none of them is on the PATH.
has_postgres() {
  if command -v initdb >/dev/null && command -v postgres >/dev/null; then return; fi
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then return; fi
  done
  return 1
}

package_of_redis() {
  if apt-cache show valkey-server >/dev/null 2>&1; then echo valkey-server; else echo redis-server; fi
}

# Runs a command while packages may not start their services. Debian's way to forbid it is this file (invoke-rc.d(8)).
without_services() {
  local policy=/usr/sbin/policy-rc.d result=0
  if [ -e "$policy" ]; then
    "$@"
    return
  fi
  trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
  printf '#!/bin/sh\nexit 101\n' | as_root install -m 755 /dev/stdin "$policy"
  "$@" || result=$?
  as_root rm -f "$policy"
  trap - EXIT
  return "$result"
}
