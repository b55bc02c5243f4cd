# Installs Python packages of the tests outside the checkout: python-dotenv, because a test compares the app's reader of `.env` with it,
# MSAL, because tests compare the app's requests with those of MSAL, oidc-provider-mock, an OpenID provider, and the packages that
# check the files of a deployment. Sourced.
# shellcheck shell=bash

set_up_python_dotenv() {
  if python_dotenv_works; then return; fi
  need_pip
  say "Installing python-dotenv $PYTHON_DOTENV_VERSION (a few seconds)"
  install_python_packages "$LEPTOS_ENTRA_PYTHON" --no-deps "python-dotenv==$PYTHON_DOTENV_VERSION"
  python_dotenv_works || die "The python-dotenv in $LEPTOS_ENTRA_PYTHON does not work."
}

python_dotenv_works() {
  local program='from importlib.metadata import version; import dotenv; print(version("python-dotenv"))'
  [ "$(PYTHONPATH="$LEPTOS_ENTRA_PYTHON" python3 -c "$program" 2>/dev/null)" = "$PYTHON_DOTENV_VERSION" ]
}

set_up_msal() {
  local pinned=.make/setup/msal.txt
  # The copy of the list tells which versions are installed.
  if cmp --quiet "$pinned" "$LEPTOS_ENTRA_PYTHON_MSAL/installed.txt" && msal_works; then return; fi
  need_pip
  say "Installing MSAL for Python from PyPI (half a minute)"
  install_python_packages "$LEPTOS_ENTRA_PYTHON_MSAL" --no-deps --requirement "$pinned"
  msal_works || die "The MSAL in $LEPTOS_ENTRA_PYTHON_MSAL does not work: it needs Python 3.9 or newer."
  cp "$pinned" "$LEPTOS_ENTRA_PYTHON_MSAL/installed.txt"
}

msal_works() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_MSAL" python3 -c "import msal" >/dev/null 2>&1
}

set_up_oidc_provider_mock() {
  local pinned=.make/setup/oidc-provider-mock.txt
  # The copy of the list tells which versions are installed.
  if cmp --quiet "$pinned" "$LEPTOS_ENTRA_PYTHON_PROVIDER/installed.txt" && oidc_provider_mock_works; then return; fi
  need_pip
  say "Installing oidc-provider-mock from PyPI (half a minute)"
  install_python_packages "$LEPTOS_ENTRA_PYTHON_PROVIDER" --no-deps --requirement "$pinned"
  oidc_provider_mock_works || die "The oidc-provider-mock in $LEPTOS_ENTRA_PYTHON_PROVIDER does not work: it needs Python 3.10 or newer."
  cp "$pinned" "$LEPTOS_ENTRA_PYTHON_PROVIDER/installed.txt"
}

oidc_provider_mock_works() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_PROVIDER" python3 -m oidc_provider_mock --help >/dev/null 2>&1
}

set_up_deployment_checks() {
  local pinned=.make/setup/deployment-checks.txt
  if cmp --quiet "$pinned" "$LEPTOS_ENTRA_PYTHON_DEPLOYMENT/installed.txt" && deployment_checks_work; then return; fi
  need_pip
  say "Installing the checks for the files of a deployment from PyPI (half a minute)"
  install_python_packages "$LEPTOS_ENTRA_PYTHON_DEPLOYMENT" --no-deps --requirement "$pinned"
  deployment_checks_work || die "The packages in $LEPTOS_ENTRA_PYTHON_DEPLOYMENT do not work: they need Python 3.10 or newer."
  cp "$pinned" "$LEPTOS_ENTRA_PYTHON_DEPLOYMENT/installed.txt"
}

deployment_checks_work() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_DEPLOYMENT" python3 -c "import kubernetes_validate, podman_compose, pycep, yaml" 2>/dev/null
}

need_pip() {
  if { command -v python3 && python3 -m pip --version; } >/dev/null 2>&1; then return; fi
  local advice="install Python 3 with pip, and run this again."
  can_install_packages || die "Python 3 or its pip is missing: $advice"
  say "Installing Python 3 with pip (half a minute)"
  install_packages python3 python3-pip || die "Debian's packages of Python could not be installed: $advice"
}

# install_python_packages FOLDER ARGUMENTS...: installs packages into a new folder.
install_python_packages() {
  local folder="$1"
  shift
  rm -rf "$folder"
  PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --target "$folder" "$@" </dev/null ||
    die "Python packages could not be installed; the reason is above."
}
