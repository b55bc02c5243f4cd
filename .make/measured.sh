# What is measured, and what it is measured with. Sourced after built.sh; needs Linux for the load's tool and /proc.
# shellcheck shell=bash

# measured: the release build with the dev tenant, which makes sign-ins without an account possible; sets `server` and `site`.
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
