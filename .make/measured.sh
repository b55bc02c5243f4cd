# Builds the programs of a measurement. Sourced after built.sh; needs wrk, and Linux for /proc.
# shellcheck shell=bash

# measured: builds the release with the dev tenant, so that sign-ins need no account; sets `server` and `site`.
measured() {
  command -v wrk >/dev/null || die "wrk is missing: install it (Debian and Ubuntu: apt-get install wrk; macOS: brew install wrk), then run this again."
  [ -r /proc/self/stat ] || die "The CPU time of a process is read from /proc: this needs Linux."
  built release
  . .make/env.sh
}

# example NAME: builds an example of src/bench, optimised; sets `example` to its program.
example() {
  env -u RUSTFLAGS cargo build --locked --release --example "$1" --no-default-features --features ssr,dev-tenant
  # shellcheck disable=SC2034
  example="$CARGO_TARGET_DIR/release/examples/$1"
}
