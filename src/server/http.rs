//! The only outbound HTTP client: allowed hosts, no redirects, limits on time and size, https only (http on loopback).
//!
//! A redirect is never followed, because it could carry a credential to another host (ASVS 15.3.2). The caller gets the 3xx
//! response itself.

mod allow_list;
mod proxy;

use std::{error::Error as _, sync::OnceLock, time::Duration};

use openidconnect::AccessToken;
use reqwest::{
    Client, Response, StatusCode,
    header::{ACCEPT, CONTENT_LENGTH, HeaderMap},
};
use url::{Host, Url};

pub use allow_list::{AllowList, NamedOrigins};
pub use proxy::proxy_of;

/// Limits of one request and its response.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time from the first byte of the request to the last byte of the response.
    pub time: Duration,
    /// The size of the decompressed response body.
    pub bytes: usize,
}

/// A complete HTTP response.
pub struct HttpResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Why an outbound request failed.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    #[error("the HTTP client could not be set up")]
    SetUp(#[source] reqwest::Error),
    #[error("only https addresses are allowed, and http addresses on loopback")]
    NotAllowed,
    #[error("the request was not sent, because its host belongs neither to the provider nor to the downstream API")]
    ForeignHost,
    #[error("the connection failed")]
    Unreachable(#[source] reqwest::Error),
    #[error("the compressed body is damaged")]
    Undecodable(#[source] reqwest::Error),
    #[error("the response was not complete in time")]
    Timeout,
    #[error("the response is larger than {0} bytes")]
    TooLarge(usize),
}

/// The way in which a form request authenticates the client.
pub enum FormCredential<'a> {
    /// The caller has put the credential, if there is one, into the form.
    InForm,
    /// HTTP Basic (RFC 6749 §2.3.1): the client's ID and secret.
    Basic { username: &'a str, password: &'a str },
}

/// The only outbound HTTP client. It is created on first use, because reading the system's trusted certificates takes longer
/// than the rest of the start.
#[derive(Debug, Default)]
pub struct Http {
    client: OnceLock<Client>,
    allow_list: AllowList,
}

impl Http {
    /// Wraps an existing client, such as a test client that connects to this machine only. The client must not follow
    /// redirects.
    pub fn with_client(client: Client) -> Self {
        Self { client: OnceLock::from(client), allow_list: AllowList::default() }
    }

    /// Allows requests to the origins on this list. Without a list the client rejects every request.
    #[must_use]
    pub fn limited_to(self, allow_list: AllowList) -> Self {
        Self { allow_list, ..self }
    }

    /// Returns the list of origins that may be requested.
    pub fn allow_list(&self) -> &AllowList {
        &self.allow_list
    }

    /// Sends a `GET` request, with an optional access token.
    pub async fn get(
        &self,
        url: &Url,
        access_token: Option<&AccessToken>,
        headers: HeaderMap,
        limits: Limits,
    ) -> Result<HttpResponse, HttpError> {
        let mut request = self.client(url)?.get(url.clone()).headers(headers).header(ACCEPT, "application/json");
        if let Some(token) = access_token {
            request = request.bearer_auth(token.secret());
        }
        within(limits, request.send()).await
    }

    /// Sends a form in a `POST` request, with the client credential.
    pub async fn post_form(
        &self,
        url: &Url,
        form: &[(&str, &str)],
        credential: FormCredential<'_>,
        limits: Limits,
    ) -> Result<HttpResponse, HttpError> {
        let mut request = self.client(url)?.post(url.clone()).form(form).header(ACCEPT, "application/json");
        if let FormCredential::Basic { username, password } = credential {
            request = request.basic_auth(username, Some(password));
        }
        within(limits, request.send()).await
    }

    /// Sends a `POST` request with the access token and an empty body, for actions without parameters.
    pub async fn post(&self, url: &Url, access_token: &AccessToken, limits: Limits) -> Result<HttpResponse, HttpError> {
        let request = self.client(url)?.post(url.clone()).header(ACCEPT, "application/json");
        // Without a length some servers respond with status 411.
        let request = request.header(CONTENT_LENGTH, 0).bearer_auth(access_token.secret());
        within(limits, request.send()).await
    }

    #[expect(clippy::disallowed_methods, reason = "this is the only outbound client")]
    fn client(&self, url: &Url) -> Result<&Client, HttpError> {
        if !is_allowed(url) {
            return Err(HttpError::NotAllowed);
        }
        if !self.allow_list.allows(url) {
            return Err(HttpError::ForeignHost);
        }
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .user_agent(concat!("leptos-entra/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(5))
            .pool_idle_timeout(Duration::from_mins(1))
            .build()
            .map_err(HttpError::SetUp)?;
        Ok(self.client.get_or_init(|| client))
    }
}

/// Returns whether `url` may be requested, or be an address of a provider: https, or http on this machine.
pub fn is_allowed(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(url),
        _ => false,
    }
}

/// Returns whether the host of `url` is this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

async fn within(
    limits: Limits,
    response: impl Future<Output = Result<Response, reqwest::Error>>,
) -> Result<HttpResponse, HttpError> {
    let whole = async { read_whole(response.await.map_err(unreachable)?, limits.bytes).await };
    tokio::time::timeout(limits.time, whole).await.map_err(|_| HttpError::Timeout)?
}

async fn read_whole(mut response: Response, limit: usize) -> Result<HttpResponse, HttpError> {
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(HttpError::TooLarge(limit));
    }
    let mut body = Vec::new();
    // The limit counts decompressed bytes, because the client decompresses while it reads: a zip bomb ends here.
    while let Some(chunk) = response.chunk().await.map_err(unreadable)? {
        if body.len() + chunk.len() > limit {
            return Err(HttpError::TooLarge(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(HttpResponse { status: response.status(), headers: std::mem::take(response.headers_mut()), body })
}

/// Converts an error that occurs while a body is read. The HTTP client reports damaged compression as an I/O error, and
/// a broken connection as an error of HTTP.
fn unreadable(error: reqwest::Error) -> HttpError {
    if error.source().is_some_and(<dyn std::error::Error>::is::<std::io::Error>) {
        HttpError::Undecodable(error.without_url())
    } else {
        unreachable(error)
    }
}

/// Converts an error of the connection. The address is left out, because errors are logged and addresses may contain
/// personal data.
fn unreachable(error: reqwest::Error) -> HttpError {
    if error.is_timeout() { HttpError::Timeout } else { HttpError::Unreachable(error.without_url()) }
}

#[cfg(test)]
mod tests {
    use super::{Url, is_allowed};

    #[test]
    fn only_https_and_loopback_urls_may_be_requested() {
        let allowed =
            ["https://graph.microsoft.com/v1.0/me", "http://localhost:3002/", "http://127.0.0.1/", "http://[::1]:1/"];
        let refused =
            ["http://graph.microsoft.com/", "ftp://localhost/", "file:///etc/passwd", "http://127.0.0.1.evil.example/"];
        let ok = |address: &str| Url::parse(address).is_ok_and(|url| is_allowed(&url));
        assert!(allowed.into_iter().all(ok));
        assert!(!refused.into_iter().any(ok));
    }
}
