//! The addresses among the settings: `REDIRECT_URI`, `PUBLIC_URL` and `ENDPOINT`.

use std::net::SocketAddr;

use openidconnect::RedirectUrl;
use url::{Host, Url};

use super::{
    finding::{AddressProblem, DownstreamProblem, Missing, PathProblem, Problem},
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::{
    paths::{self, Base},
    server::{
        entra::{Authority, Cloud},
        http::is_loopback,
    },
};

/// The path of the signed-in user's profile, in Microsoft Graph of every cloud.
const RECORD_IN_GRAPH: &str = "/v1.0/me";
/// Upper bound of a redirect URI. Entra ID rejects longer ones.
const LONGEST_REDIRECT_URI: usize = 256;

/// Reads `REDIRECT_URI`. The text is kept unchanged, because the provider compares it with the registered text.
pub(super) fn redirect_uri(reader: &mut Reader<'_>) -> Result<Option<RedirectUrl>, Reported> {
    let Some(text) = reader.setting(Variable::RedirectUri)? else { return Ok(None) };
    let url = web_address(reader, Variable::RedirectUri, &text)?;
    let public_url = reader.value(Variable::PublicUrl.name()).and_then(|text| Url::parse(&text).ok());
    let base = public_url.map_or_else(Base::default, |url| Base::of(url.path()));
    let problem: Option<Problem> = if text.len() > LONGEST_REDIRECT_URI {
        Some(AddressProblem::TooLong.into())
    } else if url.query().is_some() {
        Some(AddressProblem::Query.into())
    } else {
        match base.strip(url.path()) {
            None => Some(AddressProblem::OutsidePublicUrl.into()),
            Some(path) if is_reserved(reader, path) => Some(PathProblem::Taken.into()),
            Some(_) if !is_plain_path(url.path()) => Some(PathProblem::NotPlain.into()),
            Some(_) => None,
        }
    };
    if let Some(problem) = problem {
        return Err(reader.report(Variable::RedirectUri, problem));
    }
    match RedirectUrl::new(text) {
        Ok(redirect_uri) => Ok(Some(redirect_uri)),
        Err(_) => Err(reader.report(Variable::RedirectUri, AddressProblem::NotAbsolute)),
    }
}

/// Returns the path of the redirect URI below the base path of the app.
pub(super) fn callback_path<'a>(redirect_uri: Option<&'a RedirectUrl>, public_url: Option<&Url>) -> Option<&'a str> {
    Base::of(public_url?.path()).strip(redirect_uri?.url().path())
}

/// Compares the port of the redirect URI with the port of the server, if both are on this machine.
///
/// A proxy in front of the server is possible, but it is assumed only if `PUBLIC_URL` is set or the server listens
/// beyond loopback. In all other cases no program listens at the redirect URI, and every sign-in fails there.
pub(super) fn check_port(reader: &mut Reader<'_>, redirect_uri: Option<&RedirectUrl>, listen: SocketAddr) {
    let Some(url) = redirect_uri.map(RedirectUrl::url).filter(|url| url.scheme() == "http" && is_loopback(url)) else {
        return;
    };
    // Port 0 means any free port, which only tests use.
    let (Some(port), true) = (url.port_or_known_default(), listen.port() != 0) else { return };
    let is_other_address = match url.host() {
        Some(Host::Ipv4(address)) => listen.ip() != address && !listen.ip().is_unspecified(),
        Some(Host::Ipv6(address)) => listen.ip() != address && !listen.ip().is_unspecified(),
        Some(Host::Domain(_)) | None => false,
    };
    if port == listen.port() && !is_other_address {
        return;
    }
    let is_forwarded = reader.is_set(Variable::PublicUrl.name()) || !listen.ip().is_loopback();
    let problem = AddressProblem::OtherPort { port, listen, is_forwarded };
    if is_forwarded {
        reader.warn(Variable::RedirectUri, problem);
    } else {
        reader.report(Variable::RedirectUri, problem);
    }
}

/// Says whether this app already uses a path: for a route, a file, or a server function.
pub(super) fn is_reserved(reader: &Reader<'_>, path: &str) -> bool {
    let server_functions = paths::CALL_API.rsplit_once('/').map_or(paths::CALL_API, |(folder, _)| folder);
    // The callback also accepts its path in another case, so it must not differ from a route only in case. All routes are in
    // lower case.
    let path = path.to_ascii_lowercase();
    let path = path.as_str();
    // The public files are at the root, e.g. `/favicon.ico`.
    let is_file_at_root = path.rfind('/') == Some(0) && path.contains('.');
    path == paths::HOME
        || is_file_at_root
        || reader.reserved_paths().iter().any(|reserved| reserved == path.trim_end_matches('/'))
        || [paths::PKG, server_functions]
            .into_iter()
            .any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Says whether a path has neither characters with a meaning for the router (`{name}`, `*`, `:`), nor characters that
/// Entra ID rejects (`! $ ' ( ) , ;`).
pub(super) fn is_plain_path(path: &str) -> bool {
    !path.contains("//")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~'))
}

/// Reads `PUBLIC_URL`. The default is the origin of the redirect URI, or else `http://localhost` with the server's
/// port. The path ends with a slash.
pub(super) fn public_url(
    reader: &mut Reader<'_>,
    redirect_uri: Option<&RedirectUrl>,
    port: u16,
) -> Result<Url, Reported> {
    let origin = redirect_uri.map(|redirect_uri| redirect_uri.url().origin().ascii_serialization());
    let Some(text) = reader.setting(Variable::PublicUrl)? else {
        let address = origin.unwrap_or_else(|| format!("http://localhost:{port}"));
        return Url::parse(&address).map_err(|_| reader.report(Variable::PublicUrl, Missing::NoDefault));
    };
    let mut url = web_address(reader, Variable::PublicUrl, &text)?;
    if url.query().is_some() {
        return Err(reader.report(Variable::PublicUrl, AddressProblem::Query));
    }
    if !is_plain_path(url.path()) {
        return Err(reader.report(Variable::PublicUrl, PathProblem::NotPlain));
    }
    url.set_path(&Base::of(url.path()).join(paths::HOME));
    if origin.is_some_and(|origin| origin != url.origin().ascii_serialization()) {
        return Err(reader.report(Variable::PublicUrl, AddressProblem::OtherOrigin));
    }
    Ok(url)
}

/// Reads `ENDPOINT`. If it is unset, the default for authorities of Microsoft is Graph of the same cloud. Azure AD B2C
/// has no default, because Graph rejects its tokens. Other providers have no default, because their tokens must not get
/// to Microsoft.
pub(super) fn endpoint(
    reader: &mut Reader<'_>,
    authority: Option<&Authority>,
    is_b2c: bool,
) -> Result<Option<Url>, Reported> {
    let cloud = authority.and_then(Authority::cloud);
    if !reader.exists(Variable::Endpoint.name()) {
        let host = cloud.filter(|_| !is_b2c).map(Cloud::graph_host);
        return Ok(host.and_then(|host| Url::parse(&format!("https://{host}{RECORD_IN_GRAPH}")).ok()));
    }
    let Some(text) = reader.setting(Variable::Endpoint)? else { return Ok(None) };
    let url = web_address(reader, Variable::Endpoint, &text)?;
    match graph_problem(&url, cloud, is_b2c) {
        Some(problem) => Err(reader.report(Variable::Endpoint, problem)),
        None => Ok(Some(url)),
    }
}

/// Returns why an address at Microsoft Graph cannot be called with tokens of the authority. `None` for every other address.
pub(super) fn graph_problem(url: &Url, cloud: Option<&'static Cloud>, is_b2c: bool) -> Option<DownstreamProblem> {
    let graph = url.host_str().and_then(Cloud::of_graph_host)?;
    if is_b2c {
        return Some(DownstreamProblem::GraphWithB2c);
    }
    let authority = cloud.filter(|cloud| url.host_str().is_some_and(|host| !cloud.has_graph_host(host)))?;
    Some(DownstreamProblem::OtherCloud { graph, authority, path: RECORD_IN_GRAPH })
}

/// Parses an absolute address: https, or http on this machine, without a user name, a password or a fragment.
pub(super) fn web_address(reader: &mut Reader<'_>, variable: Variable, text: &str) -> Result<Url, Reported> {
    let Some(url) = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "https" | "http")) else {
        return Err(reader.report(variable, AddressProblem::NotAbsolute));
    };
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(reader.report(variable, AddressProblem::NotHttps));
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(reader.report(variable, AddressProblem::UserOrFragment));
    }
    Ok(url)
}
