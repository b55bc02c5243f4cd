#!/usr/bin/env bash
# Asks RustSec's database whether a dependency has a known flaw, is no longer looked after, or was withdrawn.
# The database is fetched from GitHub. Where that is out of reach, nothing is known, and this fails: it is no part of `make test`.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust cargo-deny
. .make/env.sh
say "Fetching RustSec's database of advisories"
cargo deny --locked --config .cargo/deny.toml fetch db ||
  die "The database could not be fetched, so nothing was checked; the reason is above. Run this where GitHub can be reached."
say "Known flaws"
cargo deny --locked --config .cargo/deny.toml check advisories
