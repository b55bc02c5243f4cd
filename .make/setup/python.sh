# Installs Python packages of the tests outside the checkout: python-dotenv, because a test compares the app's reader of `.env` with it,
# MSAL and the packages of Microsoft's Flask tutorials, because tests compare the app's requests with theirs, oidc-provider-mock, an OpenID provider, and the packages that
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
  set_up_python_list msal "$LEPTOS_ENTRA_PYTHON_MSAL" msal_works 3.9
}

msal_works() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_MSAL" python3 -c "import msal" >/dev/null 2>&1
}

set_up_tutorial() {
  set_up_python_list tutorial "$LEPTOS_ENTRA_PYTHON_TUTORIAL" tutorial_works 3.9
}

tutorial_works() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_TUTORIAL" python3 -c "import flask_session, identity.flask" >/dev/null 2>&1
}

set_up_oidc_provider_mock() {
  set_up_python_list oidc-provider-mock "$LEPTOS_ENTRA_PYTHON_PROVIDER" oidc_provider_mock_works 3.10
}

oidc_provider_mock_works() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_PROVIDER" python3 -m oidc_provider_mock --help >/dev/null 2>&1
}

set_up_deployment_checks() {
  set_up_python_list deployment-checks "$LEPTOS_ENTRA_PYTHON_DEPLOYMENT" deployment_checks_work 3.10
}

deployment_checks_work() {
  PYTHONPATH="$LEPTOS_ENTRA_PYTHON_DEPLOYMENT" python3 -c "import kubernetes_validate, podman_compose, pycep, yaml" 2>/dev/null
}

# set_up_python_list NAME FOLDER WORKS PYTHON: installs the packages of .make/setup/NAME.txt into FOLDER. WORKS is the function that
# tries them, and PYTHON the oldest version of Python for them.
set_up_python_list() {
  local pinned=".make/setup/$1.txt" folder="$2" works="$3"
  # The copy of the list tells which versions are installed.
  if cmp --quiet "$pinned" "$folder/installed.txt" && "$works"; then return; fi
  need_pip
  say "Installing the Python packages of $1 from PyPI (half a minute)"
  install_python_packages "$folder" --no-deps --requirement "$pinned"
  "$works" || die "The Python packages in $folder do not work: they need Python $4 or newer."
  cp "$pinned" "$folder/installed.txt"
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
