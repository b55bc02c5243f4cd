//! The addresses among the settings: `REDIRECT_URI`, `PUBLIC_URL` and `ENDPOINT`.

use std::net::SocketAddr;

use openidconnect::RedirectUrl;
use url::{Host, Url};

use super::{
    reader::{Reader, Reported},
    variable::{ENDPOINT, PUBLIC_URL, REDIRECT_URI, Variable},
};
use crate::{
    paths::{self, Base},
    server::{
        entra::{Authority, Cloud},
        http::is_loopback,
    },
};

/// The signed-in user's profile, in Microsoft Graph of every cloud.
const RECORD_IN_GRAPH: &str = "/v1.0/me";
/// Entra ID rejects longer redirect URIs.
const LONGEST_REDIRECT_URI: usize = 256;
pub(super) const NOT_PLAIN: &str = "has characters in its path other than letters, digits, and - . _ ~";
/// The pages of this app. The redirect URI must not be one of them.
const TAKEN: [&str; 18] = [
    paths::HOME,
    paths::SIGN_IN,
    paths::SIGN_IN_FAILED,
    paths::DEVICE_CODE,
    paths::SIGNED_OUT,
    paths::CSP_REPORT,
    paths::HEALTH_LIVE,
    paths::EDIT_PROFILE,
    paths::RESET_PASSWORD,
    paths::ADMIN_CONSENT,
    paths::ADMIN_CONSENT_BEGIN,
    paths::ADMIN_CONSENT_RESULT,
    paths::MAIL,
    paths::CONTINUE,
    paths::SESSIONS,
    paths::END_SESSION,
    paths::END_OTHER_SESSIONS,
    paths::SIGN_OUT_EVERYWHERE,
];

/// Reads `REDIRECT_URI`: exactly as registered, so the text is kept.
pub(super) fn redirect_uri(reader: &mut Reader<'_>) -> Result<Option<RedirectUrl>, Reported> {
    let Some(text) = reader.setting(&REDIRECT_URI)? else { return Ok(None) };
    let url = web_address(reader, &REDIRECT_URI, &text)?;
    let public_url = reader.value(PUBLIC_URL.name).and_then(|text| Url::parse(&text).ok());
    let base = public_url.map_or_else(Base::default, |url| Base::of(url.path()));
    let problem = if text.len() > LONGEST_REDIRECT_URI {
        Some("is longer than 256 characters")
    } else if url.query().is_some() {
        Some("has a query, which a redirect URI of this app must not have")
    } else {
        match base.strip(url.path()) {
            None => Some("is not below PUBLIC_URL"),
            Some(path) if is_taken(path) => Some("has a path that this app uses itself"),
            Some(_) if !is_plain_path(url.path()) => Some(NOT_PLAIN),
            Some(_) => None,
        }
    };
    if let Some(problem) = problem {
        let advice =
            "Choose a path that nothing else uses, such as /getAToken, and register the same address in the portal.";
        return Err(reader.report_with_advice(&REDIRECT_URI, problem, advice));
    }
    match RedirectUrl::new(text) {
        Ok(redirect_uri) => Ok(Some(redirect_uri)),
        Err(_) => Err(reader.report(&REDIRECT_URI, "is not an absolute address")),
    }
}

/// Returns the path of the redirect URI below the base.
pub(super) fn callback_path<'a>(redirect_uri: Option<&'a RedirectUrl>, public_url: Option<&Url>) -> Option<&'a str> {
    Base::of(public_url?.path()).strip(redirect_uri?.url().path())
}

/// Compares the port of the redirect URI with the port of the server, if both are on this machine.
///
/// A proxy in between is possible. It is assumed only if `PUBLIC_URL` is set, because otherwise no program answers at the
/// redirect URI and every sign-in ends there.
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
    let problem = format!("leads to port {port} of this machine, but the app listens on {listen} (LEPTOS_SITE_ADDR)");
    if reader.is_set(PUBLIC_URL.name) || !listen.ip().is_loopback() {
        let advice = "This works only if a proxy or a container forwards requests from one to the other.";
        reader.warn(&REDIRECT_URI, &problem, advice);
    } else {
        let advice = "Write the same address and port into both, and register the redirect URI. If a proxy on this machine \
            forwards requests from one to the other, set PUBLIC_URL, too.";
        reader.report_with_advice(&REDIRECT_URI, &problem, advice);
    }
}

/// Says whether this app uses a path itself.
pub(super) fn is_taken(path: &str) -> bool {
    let server_functions = paths::CALL_API.rsplit_once('/').map_or(paths::CALL_API, |(folder, _)| folder);
    // The public files lie at the root, e.g. `/favicon.ico`.
    let is_file_at_root = path.rfind('/') == Some(0) && path.contains('.');
    path == paths::HOME
        || is_file_at_root
        || TAKEN.contains(&path.trim_end_matches('/'))
        || [paths::PKG, server_functions]
            .into_iter()
            .any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Rejects characters with a meaning for the router (`{name}`, `*`, `:`), and those that Entra ID rejects (`! $ ' ( ) , ;`).
pub(super) fn is_plain_path(path: &str) -> bool {
    !path.contains("//")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~'))
}

/// Reads `PUBLIC_URL`. The default is the origin of the redirect URI, or else this machine. The path ends with a slash.
pub(super) fn public_url(
    reader: &mut Reader<'_>,
    redirect_uri: Option<&RedirectUrl>,
    port: u16,
) -> Result<Url, Reported> {
    let origin = redirect_uri.map(|redirect_uri| redirect_uri.url().origin().ascii_serialization());
    let Some(text) = reader.setting(&PUBLIC_URL)? else {
        let address = origin.unwrap_or_else(|| format!("http://localhost:{port}"));
        return Url::parse(&address).map_err(|_| reader.report(&PUBLIC_URL, "is not set and has no default here"));
    };
    let mut url = web_address(reader, &PUBLIC_URL, &text)?;
    if url.query().is_some() {
        return Err(reader.report(&PUBLIC_URL, "has a query"));
    }
    if !is_plain_path(url.path()) {
        return Err(reader.report(&PUBLIC_URL, NOT_PLAIN));
    }
    url.set_path(&Base::of(url.path()).join(paths::HOME));
    if origin.is_some_and(|origin| origin != url.origin().ascii_serialization()) {
        let advice = "Give both the same host and port: the browser returns a cookie only to the host that set it.";
        return Err(reader.report_with_advice(&PUBLIC_URL, "is another origin than REDIRECT_URI", advice));
    }
    Ok(url)
}

/// Reads `ENDPOINT`. If it is unset, the default at Microsoft's own authorities is Graph of the same cloud. There is no default
/// with Azure AD B2C, whose tokens Graph rejects, and none at other providers, whose tokens must not get to Microsoft.
pub(super) fn endpoint(
    reader: &mut Reader<'_>,
    authority: Option<&Authority>,
    is_b2c: bool,
) -> Result<Option<Url>, Reported> {
    let cloud = authority.and_then(Authority::cloud);
    if !reader.exists(ENDPOINT.name) {
        let host = cloud.filter(|_| !is_b2c).map(Cloud::graph_host);
        return Ok(host.and_then(|host| Url::parse(&format!("https://{host}{RECORD_IN_GRAPH}")).ok()));
    }
    let Some(text) = reader.setting(&ENDPOINT)? else { return Ok(None) };
    let url = web_address(reader, &ENDPOINT, &text)?;
    let Some(graph) = url.host_str().and_then(Cloud::of_graph_host) else { return Ok(Some(url)) };
    if is_b2c {
        let problem = "is Microsoft Graph, which rejects the tokens of Azure AD B2C";
        let advice = "Write the address of an API that is registered in the tenant, with its scopes in SCOPE, or leave it empty.";
        return Err(reader.report_with_advice(&ENDPOINT, problem, advice));
    }
    match cloud.filter(|cloud| url.host_str().is_some_and(|host| !cloud.has_graph_host(host))) {
        Some(cloud) => {
            let problem = format!("is Graph of {}, but the authority is in {}", graph.name, cloud.name);
            let advice =
                format!("Use https://{}{RECORD_IN_GRAPH}, or the authority of that cloud.", cloud.graph_host());
            Err(reader.report_with_advice(&ENDPOINT, &problem, &advice))
        }
        None => Ok(Some(url)),
    }
}

/// Parses an absolute address: https, or http on this machine, without a user name, a password or a fragment.
fn web_address(reader: &mut Reader<'_>, variable: &Variable, text: &str) -> Result<Url, Reported> {
    let Some(url) = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "https" | "http")) else {
        return Err(reader.report(variable, "is not an absolute address"));
    };
    if url.scheme() == "http" && !is_loopback(&url) {
        let advice = "Write https:// instead of http://, which is for localhost, 127.0.0.1 and [::1] only.";
        return Err(reader.report_with_advice(variable, "must begin with https://", advice));
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        let problem = "contains a user name, a password or a fragment";
        return Err(reader.report_with_advice(variable, problem, "Leave out everything before an @ and behind a #."));
    }
    Ok(url)
}
