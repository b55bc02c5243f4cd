# Finds or installs a Chromium for the end-to-end tests, and writes its path to browser.env. Sourced.
# shellcheck shell=bash

set_up_browser() {
  if browser_works; then return; fi
  rm -f "$cache/browser.env"
  unset CHROMIUM

  local candidate
  for candidate in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if CHROMIUM="$(command -v "$candidate")" && use_browser; then return; fi
  done

  # Ubuntu's package of this name is only a pointer to a snap.
  if can_install_packages && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; then
    say "Installing Chromium (a minute or two)"
    if install_packages chromium fonts-dejavu-core && CHROMIUM="$(command -v chromium)" && use_browser; then return; fi
  fi

  say "Downloading Playwright's Chromium (a minute or two)"
  (cd end2end && npx playwright install chromium) ||
    die "No Chromium was found, and none could be installed: install Chromium or Google Chrome and run this again."
  CHROMIUM="$(cd end2end && node -e "console.log(require('@playwright/test').chromium.executablePath())")"
  use_browser || die "The Chromium at $CHROMIUM does not start. Run it by hand to see what is missing."
}

use_browser() {
  browser_works || return
  printf 'export CHROMIUM=%q\n' "$CHROMIUM" >"$cache/browser.env"
  # shellcheck disable=SC1091
  . "$cache/browser.env"
  echo "Browser: $("$CHROMIUM" --version)"
}

browser_works() {
  [ -x "${CHROMIUM:-}" ] && "$CHROMIUM" --version >/dev/null 2>&1
}
