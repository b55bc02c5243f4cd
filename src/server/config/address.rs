//! The addresses among the settings: `REDIRECT_URI`, `PUBLIC_URL` and `ENDPOINT`.

use openidconnect::RedirectUrl;
use url::Url;

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

/// Microsoft Graph's record of the person who is signed in, at the Graph of a cloud.
const RECORD_IN_GRAPH: &str = "/v1.0/me";
/// Entra ID refuses longer redirect URIs, and so does this app.
const LONGEST_REDIRECT_URI: usize = 256;
pub(super) const NOT_PLAIN: &str = "has characters in its path other than letters, digits, and - . _ ~";
/// The pages of this app; the callback cannot be one of them.
const TAKEN: [&str; 17] = [
    paths::HOME,
    paths::SIGN_IN,
    paths::SIGN_IN_FAILED,
    paths::DEVICE_CODE,
    paths::SIGNED_OUT,
    paths::CSP_REPORT,
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
        let advice = "Choose a path of its own, such as /getAToken, and register the same address in the portal.";
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

/// Says whether this app has something at a path already.
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

/// The router gives other characters a meaning (`{name}`, `*`, `:`), and Entra ID refuses `! $ ' ( ) , ;`.
pub(super) fn is_plain_path(path: &str) -> bool {
    !path.contains("//")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~'))
}

/// Reads `PUBLIC_URL`; its default is the origin of the redirect URI, or else this machine. Its path ends with a slash.
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

/// Reads `ENDPOINT`: the default when it is unset, none when it is empty. The default is Graph of the authority's cloud;
/// with Azure AD B2C there is none, because Graph takes no tokens of its people.
pub(super) fn endpoint(
    reader: &mut Reader<'_>,
    authority: Option<&Authority>,
    is_b2c: bool,
) -> Result<Option<Url>, Reported> {
    let cloud = authority.and_then(Authority::cloud);
    if !reader.exists(ENDPOINT.name) {
        let host = cloud.unwrap_or(Cloud::public()).graph_host();
        return Ok(Url::parse(&format!("https://{host}{RECORD_IN_GRAPH}")).ok().filter(|_| !is_b2c));
    }
    let Some(text) = reader.setting(&ENDPOINT)? else { return Ok(None) };
    let url = web_address(reader, &ENDPOINT, &text)?;
    let Some(graph) = url.host_str().and_then(Cloud::of_graph_host) else { return Ok(Some(url)) };
    if is_b2c {
        let problem = "is Microsoft Graph, which takes no tokens of the people of Azure AD B2C";
        let advice =
            "Name an API of your own that is registered in the tenant, with its scopes in SCOPE, or leave it empty.";
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

/// Parses an absolute address: https, or http on this machine, without user name, password and fragment.
fn web_address(reader: &mut Reader<'_>, variable: &Variable, text: &str) -> Result<Url, Reported> {
    let Some(url) = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "https" | "http")) else {
        let problem = format!("is not an absolute address {}", reader.quote(text));
        return Err(reader.report(variable, &problem));
    };
    if url.scheme() == "http" && !is_loopback(&url) {
        let problem = format!("must begin with https:// {}", reader.quote(text));
        let advice = "Write https:// instead of http://, which is for localhost, 127.0.0.1 and [::1] only.";
        return Err(reader.report_with_advice(variable, &problem, advice));
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        let problem = "contains a user name, a password or a fragment";
        return Err(reader.report_with_advice(variable, problem, "Leave out everything before an @ and behind a #."));
    }
    Ok(url)
}
