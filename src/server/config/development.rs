//! Whether the app runs in development: on the machine of its developer, for this machine only.

use url::Url;

use super::{build::Build, dev_tenant::production_markers, reader::Reader, site::Site, variable::Variable};
use crate::server::http::is_loopback;

/// Returns whether the settings are those of a development machine. All conditions must hold:
///
/// * The program contains the dev tenant, which builds for deployments leave out.
/// * The app listens on a loopback address, and trusts no proxy.
/// * `PUBLIC_URL` and `REDIRECT_URI` are unset, or http addresses of this machine.
/// * No variable of a production environment is set.
pub(super) fn is_in_development(reader: &Reader<'_>, site: &Site, build: &Build) -> bool {
    let is_here = |variable: Variable| reader.value(variable.name()).is_none_or(|address| is_on_this_machine(&address));
    build.has_dev_tenant
        && site.listen.ip().is_loopback()
        && !reader.is_set(Variable::TrustedProxies.name())
        && [Variable::PublicUrl, Variable::RedirectUri].into_iter().all(is_here)
        && production_markers(reader).is_empty()
}

fn is_on_this_machine(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "http" && is_loopback(&url))
}
