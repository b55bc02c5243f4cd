#!/usr/bin/env bash
# Stores all pictures of end2end/pictures again: those that the tests compare pages with, and those of the documents.
# Arguments: for Playwright.
set -euo pipefail
. "$(dirname "$0")/env.sh"

[ "$(uname -s)" = Linux ] || die "Only Chromium on Linux uses the pinned fonts, so the pictures are stored on Linux."
pictures=end2end/pictures
# Pictures of pages and samples that do not exist any more must not stay.
rm -rf "$pictures"
E2E_DOCUMENTS=yes bash .make/e2e.sh debug --project=desktop --project=documents --update-snapshots=all \
  journeys/pictures.once.spec.ts document_pictures.ts "$@" ||
  die "Not all pictures were stored. 'git checkout $pictures' brings the old ones back."
node end2end/smaller.mjs "$pictures"
