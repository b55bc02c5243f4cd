# Installs python-dotenv for the test that compares `.env` with it, outside the checkout. Sourced.
# shellcheck shell=bash

set_up_python_dotenv() {
  if python_dotenv_works; then return; fi
  local advice="install Python 3 with pip, and run this again."
  if ! { command -v python3 && python3 -m pip --version; } >/dev/null 2>&1; then
    can_install_packages || die "Python 3 or its pip is missing: $advice"
    say "Installing Python 3 with pip (half a minute)"
    install_packages python3 python3-pip || die "Debian's packages of Python could not be installed: $advice"
  fi
  say "Installing python-dotenv $PYTHON_DOTENV_VERSION (a few seconds)"
  rm -rf "$LEPTOS_ENTRA_PYTHON"
  PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --no-deps \
    --target "$LEPTOS_ENTRA_PYTHON" "python-dotenv==$PYTHON_DOTENV_VERSION" </dev/null ||
    die "python-dotenv could not be installed; the reason is above."
  python_dotenv_works || die "The python-dotenv in $LEPTOS_ENTRA_PYTHON does not work."
}

python_dotenv_works() {
  local program='from importlib.metadata import version; import dotenv; print(version("python-dotenv"))'
  [ "$(PYTHONPATH="$LEPTOS_ENTRA_PYTHON" python3 -c "$program" 2>/dev/null)" = "$PYTHON_DOTENV_VERSION" ]
}
