//! The addresses among the settings: `REDIRECT_URI`, `PUBLIC_URL` and `ENDPOINT`.

use openidconnect::RedirectUrl;
use url::Url;

use super::{
    reader::{Reader, Reported},
    variable::{ENDPOINT, PUBLIC_URL, REDIRECT_URI, Variable},
};
use crate::{paths, server::http::is_loopback};

/// Microsoft Graph's record of the person who is signed in.
const DEFAULT_ENDPOINT: &str = "https://graph.microsoft.com/v1.0/me";
/// Entra ID refuses longer redirect URIs, and so does this app.
const LONGEST_REDIRECT_URI: usize = 256;
/// The paths that are taken by other routes of this app; the folders are [`paths::PKG`] and that of the server functions.
const TAKEN: [&str; 5] = [paths::HOME, paths::SIGN_IN, paths::SIGN_IN_FAILED, paths::DEVICE_CODE, paths::SIGNED_OUT];
const TAKEN_FOLDERS: [&str; 2] = [paths::PKG, "/api"];

/// Reads `REDIRECT_URI`: exactly as registered, so the text is kept.
pub(super) fn redirect_uri(reader: &mut Reader<'_>) -> Result<Option<RedirectUrl>, Reported> {
    let Some(text) = reader.setting(&REDIRECT_URI)? else { return Ok(None) };
    let url = web_address(reader, &REDIRECT_URI, &text)?;
    let problem = if text.len() > LONGEST_REDIRECT_URI {
        Some("is longer than 256 characters")
    } else if url.query().is_some() {
        Some("has a query, which a redirect URI of this app must not have")
    } else if is_taken(url.path()) {
        Some("has a path that this app uses itself")
    } else if !is_plain_path(url.path()) {
        Some("has characters in its path other than letters, digits, and - . _ ~")
    } else {
        None
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

fn is_taken(path: &str) -> bool {
    TAKEN.contains(&path.trim_end_matches('/'))
        || path == paths::HOME
        || TAKEN_FOLDERS.iter().any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
        || TAKEN_FOLDERS.contains(&path)
}

/// The router gives other characters a meaning (`{name}`, `*`, `:`), and Entra ID refuses `! $ ' ( ) , ;`.
fn is_plain_path(path: &str) -> bool {
    !path.contains("//")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~'))
}

/// Reads `PUBLIC_URL`; its default is the origin of the redirect URI, or else this machine.
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
    let url = web_address(reader, &PUBLIC_URL, &text)?;
    if url.path() != "/" || url.query().is_some() {
        return Err(reader.report(&PUBLIC_URL, "has a path or a query"));
    }
    if origin.is_some_and(|origin| origin != url.origin().ascii_serialization()) {
        let advice = "Give both the same host and port: the browser returns a cookie only to the host that set it.";
        return Err(reader.report_with_advice(&PUBLIC_URL, "is another origin than REDIRECT_URI", advice));
    }
    Ok(url)
}

/// Reads `ENDPOINT`: the default when it is unset, none when it is empty.
pub(super) fn endpoint(reader: &mut Reader<'_>) -> Result<Option<Url>, Reported> {
    if !reader.exists(ENDPOINT.name) {
        return Ok(Url::parse(DEFAULT_ENDPOINT).ok());
    }
    let Some(text) = reader.setting(&ENDPOINT)? else { return Ok(None) };
    web_address(reader, &ENDPOINT, &text).map(Some)
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
