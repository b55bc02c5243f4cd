//! The outbound HTTP client: allowed hosts, no redirects, limits on time and size, https only (http on loopback).
//!
//! A redirect is never followed, because it could carry a credential to another host (ASVS 15.3.2). The caller gets the 3xx
//! response itself. The only other client is [`LocalHttp`], for the identity endpoint of Azure.

mod allow_list;
mod local;
mod proxy;
mod response;

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

use openidconnect::AccessToken;
use reqwest::{
    Client, Method, RequestBuilder,
    header::{ACCEPT, CONTENT_LENGTH, HeaderMap},
};
use url::{Host, Url};

use self::response::within;
pub use self::{
    allow_list::{AllowList, NamedOrigins},
    local::{LocalHttp, LocalUrl},
    proxy::proxy_of,
    response::{HttpError, HttpResponse, Limits},
};
use crate::server::{
    correlation::OutboundRequest,
    metrics::{ClientRequest, Metrics},
};

/// The way in which a form request authenticates the client.
pub enum FormCredential<'a> {
    /// The caller has put the credential, if there is one, into the form.
    InForm,
    /// HTTP Basic (RFC 6749 §2.3.1): the client's ID and secret.
    Basic { username: &'a str, password: &'a str },
}

/// A request to an API, with an access token.
pub struct ApiMessage<'a> {
    pub method: Method,
    pub url: &'a Url,
    pub access_token: &'a AccessToken,
    pub headers: HeaderMap,
    /// The JSON of the request. `None` sends no body.
    pub body: Option<&'a serde_json::Value>,
}

/// The outbound HTTP client. It is created on first use, because reading the system's trusted certificates takes longer
/// than the rest of the start.
#[derive(Debug, Default)]
pub struct Http {
    client: OnceLock<Client>,
    allow_list: AllowList,
    metrics: Metrics,
}

impl Http {
    /// Wraps an existing client, such as a test client that connects to this machine only. The client must not follow
    /// redirects.
    pub fn with_client(client: Client) -> Self {
        Self { client: OnceLock::from(client), ..Self::default() }
    }

    /// Allows requests to the origins on this list. Without a list the client rejects every request.
    #[must_use]
    pub fn limited_to(self, allow_list: AllowList) -> Self {
        Self { allow_list, ..self }
    }

    /// Records metrics of the requests.
    #[must_use]
    pub fn measured(self, metrics: Metrics) -> Self {
        Self { metrics, ..self }
    }

    /// Returns the metrics of the app.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
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
        let mut request = self.request(Method::GET, url)?.headers(headers);
        if let Some(token) = access_token {
            request = request.bearer_auth(token.secret());
        }
        self.send(request, Method::GET, url, limits).await
    }

    /// Sends a form in a `POST` request, with the client credential.
    pub async fn post_form(
        &self,
        url: &Url,
        form: &[(&str, &str)],
        credential: FormCredential<'_>,
        limits: Limits,
    ) -> Result<HttpResponse, HttpError> {
        let mut request = self.request(Method::POST, url)?.form(form);
        if let FormCredential::Basic { username, password } = credential {
            request = request.basic_auth(username, Some(password));
        }
        self.send(request, Method::POST, url, limits).await
    }

    /// Sends a `POST` request with the access token and an empty body, for actions without parameters.
    pub async fn post(&self, url: &Url, access_token: &AccessToken, limits: Limits) -> Result<HttpResponse, HttpError> {
        // Without a length some servers respond with status 411.
        let request = self.request(Method::POST, url)?.header(CONTENT_LENGTH, 0).bearer_auth(access_token.secret());
        self.send(request, Method::POST, url, limits).await
    }

    fn request(&self, method: Method, url: &Url) -> Result<RequestBuilder, HttpError> {
        Ok(self.client(url)?.request(method, url.clone()).header(ACCEPT, "application/json"))
    }

    /// Sends a request with the headers that identify it, makes its span, and records its duration and its result.
    async fn send(
        &self,
        request: RequestBuilder,
        method: Method,
        url: &Url,
        limits: Limits,
    ) -> Result<HttpResponse, HttpError> {
        let (started, outbound) = (Instant::now(), OutboundRequest::begin(&method, url));
        let response = within(limits, request.headers(outbound.headers()).send()).await;
        let result = response.as_ref().map(|response| response.status).map_err(HttpError::class);
        outbound.end(result);
        self.metrics.client_request(&ClientRequest { method: &method, url, result }, started.elapsed());
        response
    }

    /// Sends a request to an API. A header replaces the usual value of the same header.
    pub async fn call(&self, message: ApiMessage<'_>, limits: Limits) -> Result<HttpResponse, HttpError> {
        let ApiMessage { method, url, access_token, headers, body } = message;
        let request = self.request(method.clone(), url)?.bearer_auth(access_token.secret());
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        self.send(request.headers(headers), method, url, limits).await
    }

    #[expect(clippy::disallowed_methods, reason = "this is the outbound client")]
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
