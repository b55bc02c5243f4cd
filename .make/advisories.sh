#!/usr/bin/env bash
# Looks up the dependencies in RustSec's database: known vulnerabilities, unmaintained and withdrawn packages.
# The database is fetched from GitHub. Without access to GitHub this fails, so it is not part of `make test`.
set -euo pipefail
. "$(dirname "$0")/env.sh"

bash .make/setup.sh rust cargo-deny
. .make/env.sh
say "Fetching RustSec's database of advisories"
cargo deny --locked --config .cargo/deny.toml fetch db ||
  die "The database could not be fetched, so nothing was checked; the reason is above. Run this where GitHub can be reached."
say "Known vulnerabilities"
cargo deny --locked --config .cargo/deny.toml check advisories
