#!/usr/bin/env bash
# Lets Mozilla's HTTP Observatory scan the app over https on this machine, and prints its grade.
# Argument: debug or release, the build.
set -euo pipefail
. "$(dirname "$0")/env.sh"
. .make/built.sh

built "$1"
command -v openssl >/dev/null || die "openssl is missing: it makes the certificate for the scan."
# The scanner depends on the whole Observatory, so it is not among the packages of the tests. Its installation scripts would compile
# a database driver and download the list of preloaded domains. The scan needs neither, so they do not run.
scanner=.bench/observatory
if [ ! "$scanner/node_modules/.package-lock.json" -nt "$scanner/package-lock.json" ]; then
  say "Installing the scanner from npm"
  (cd "$scanner" && npm ci --ignore-scripts --no-audit --no-fund --loglevel error) || die "The scanner could not be installed; the reason is above."
  echo '{}' >"$scanner/node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"
  touch "$scanner/node_modules/.package-lock.json"
fi
say "HTTP Observatory, $1 build"
node .bench/observatory.mjs "$server" "$site" "$scanner"
