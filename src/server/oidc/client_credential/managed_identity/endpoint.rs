//! The identity endpoint of Azure: its address, its requests and responses, and the retry rules of Microsoft.

use std::time::Duration;

use openidconnect::AccessToken;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use secrecy::zeroize::Zeroizing;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::error::IdentityError;
use crate::server::{
    clock,
    http::{HttpError, HttpResponse, Limits, LocalHttp, LocalUrl},
};

/// Upper bound of `Retry-After`, so that a wrong value does not stop the retries for hours.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
const LIMITS: Limits = Limits { time: Duration::from_secs(10), bytes: 64 * 1024 };

/// The endpoint that issues the tokens of managed identities.
#[derive(Clone, Debug)]
pub enum IdentityEndpoint {
    /// The Instance Metadata Service of virtual machines. The address is without its path.
    Imds(LocalUrl),
    /// App Service, Functions and Container Apps: `IDENTITY_ENDPOINT`, and the secret of `IDENTITY_HEADER`.
    AppService { url: LocalUrl, secret: HeaderValue },
}

impl IdentityEndpoint {
    /// Returns the endpoint of App Service. `None` if the secret cannot be the value of a header.
    pub fn app_service(url: LocalUrl, secret: &str) -> Option<Self> {
        // `HeaderValue` also accepts characters outside ASCII, which servers decode differently.
        let mut secret = HeaderValue::from_str(secret).ok().filter(|value| value.to_str().is_ok())?;
        secret.set_sensitive(true);
        Some(Self::AppService { url, secret })
    }
}

/// The request for a token of one identity.
pub(super) struct IdentityRequest {
    pub url: LocalUrl,
    headers: HeaderMap,
    rules: RetryRules,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RetryRules {
    Imds,
    AppService,
}

/// A token, and its lifetime in seconds.
pub(super) struct IssuedToken {
    pub text: Zeroizing<String>,
    pub lifetime: i64,
}

/// A failed request, and the pause that the response demands.
pub(super) struct FailedRequest {
    pub error: IdentityError,
    retry_after: Option<Duration>,
}

/// The members that are read. Both endpoints write numbers as strings; App Service has only `expires_on`.
#[derive(Deserialize)]
struct IdentityResponse {
    access_token: AccessToken,
    #[serde(default)]
    expires_in: Value,
    #[serde(default)]
    expires_on: Value,
}

impl IdentityRequest {
    pub fn new(endpoint: IdentityEndpoint, client_id: &str, audience: &str) -> Self {
        let query = |version| [("api-version", version), ("resource", audience), ("client_id", client_id)];
        match endpoint {
            IdentityEndpoint::Imds(base) => Self {
                url: base.below("/metadata/identity/oauth2/token").with_query(&query("2018-02-01")),
                headers: header("metadata", HeaderValue::from_static("true")),
                rules: RetryRules::Imds,
            },
            IdentityEndpoint::AppService { url, secret } => Self {
                url: url.with_query(&query("2019-08-01")),
                headers: header("x-identity-header", secret),
                rules: RetryRules::AppService,
            },
        }
    }

    /// Sends the request once.
    pub async fn send(&self, http: &LocalHttp) -> Result<IssuedToken, FailedRequest> {
        match http.get(&self.url, self.headers.clone(), LIMITS).await {
            Ok(response) => token_of(&response),
            Err(error) => Err(FailedRequest::new(match error {
                HttpError::Timeout => IdentityError::Timeout,
                HttpError::TooLarge(_) | HttpError::Undecodable(_) => IdentityError::NoToken,
                _ => IdentityError::Unreachable,
            })),
        }
    }

    /// Returns the pause before the next attempt. `None` if the failure is final.
    pub fn pause(&self, failed: &FailedRequest, retries: u32) -> Option<Duration> {
        let IdentityError::Status(status) = failed.error else { return None };
        self.rules.pause(status, retries, failed.retry_after)
    }
}

impl RetryRules {
    /// Returns the pause after a response with this status. IMDS responds with 410 while it is updated, for up to 70 seconds.
    pub fn pause(self, status: u16, retries: u32, retry_after: Option<Duration>) -> Option<Duration> {
        match (self, status) {
            (Self::Imds, 410) => (retries < 7).then_some(Duration::from_secs(10)),
            (Self::Imds, 404 | 408 | 429 | 500..=599) => (retries < 3).then(|| Duration::from_secs(1 << retries)),
            (Self::AppService, 404 | 408 | 429 | 500 | 503 | 504) => {
                (retries < 3).then(|| retry_after.unwrap_or(Duration::from_secs(1)).min(LONGEST_PAUSE))
            }
            _ => None,
        }
    }
}

impl FailedRequest {
    fn new(error: IdentityError) -> Self {
        Self { error, retry_after: None }
    }
}

fn header(name: &'static str, value: HeaderValue) -> HeaderMap {
    HeaderMap::from_iter([(HeaderName::from_static(name), value)])
}

fn token_of(response: &HttpResponse) -> Result<IssuedToken, FailedRequest> {
    let status = response.status;
    if status.is_success() {
        return issued_token(&response.body, clock::unix_now()).ok_or(FailedRequest::new(IdentityError::NoToken));
    }
    // A proxy or another server may also respond with 400, but not with JSON.
    let is_json = || serde_json::from_slice::<Map<String, Value>>(&response.body).is_ok();
    let error = match status.as_u16() {
        300..=399 => IdentityError::Redirected,
        400 if is_json() => IdentityError::NotAssigned,
        status => IdentityError::Status(status),
    };
    let seconds = response.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    Err(FailedRequest { error, retry_after: seconds.map(Duration::from_secs) })
}

/// Reads the token, which is not parsed. `None` if it is missing or has expired.
pub(super) fn issued_token(body: &[u8], now: i64) -> Option<IssuedToken> {
    let response: IdentityResponse = serde_json::from_slice(body).ok()?;
    let text = Zeroizing::new(response.access_token.into_secret());
    let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    let lifetime = number(&response.expires_in).or_else(|| number(&response.expires_on)?.checked_sub(now))?;
    let is_token = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    // The bound keeps calculations with the lifetime from overflowing.
    (is_token && lifetime > 0).then(|| IssuedToken { text, lifetime: lifetime.min(7 * 24 * 60 * 60) })
}
