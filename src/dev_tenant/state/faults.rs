//! The faults that tests can arm in the dev tenant, and how often an armed fault strikes.

use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::dev_tenant::state::lock::hold;

/// The defect of the next ID token.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdTokenFault {
    WrongNonce,
    NoNonce,
    WrongAudience,
    /// `aud` is a list with a second audience, and `azp` is missing (OIDC Core, section 3.1.3.7, step 4).
    ExtraAudienceWithoutAzp,
    WrongIssuer,
    Expired,
    IssuedInTheFuture,
    NoSubject,
    NoIssuedAt,
    WrongAtHash,
    /// The token is signed with another key under the same `kid`.
    BadSignature,
    AlgNone,
    Hs256WithPublicKey,
    Hs256WithClientSecret,
    /// The token is signed with a key that is not in the JWK set.
    UnknownKid,
    /// The token is from another tenant: `iss`, `tid` and the signature are consistent.
    OtherTenant,
    /// `tid` and `iss` name different tenants.
    TenantBesideIssuer,
    NoTenant,
    /// `ver` is 1.0, as in tokens of the older endpoint.
    VersionOne,
    /// The token is from another policy of the same Azure AD B2C tenant.
    OtherPolicy,
    /// The token has neither `tfp` nor `acr`, so it names no policy.
    NoPolicy,
    /// The token is signed with a key that the JWK set lists for another issuer: for personal accounts, or for all
    /// others.
    KeyOfOtherIssuer,
}

/// A failure of the token endpoint, which a test can arm.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenFault {
    /// Status 400, or 401 for `invalid_client`, with the JSON error of RFC 6749, section 5.2, and Entra ID's members.
    Error {
        error: String,
        aadsts: u32,
        #[serde(default)]
        suberror: Option<String>,
        /// The claims of a claims challenge, as a JSON text.
        #[serde(default)]
        claims: Option<String>,
    },
    /// Status 500 with an HTML page.
    InternalServerError,
    /// Status 200 with an empty body.
    EmptyAnswer,
    /// The correct token response after a delay.
    Hang { milliseconds: u64 },
    /// The correct token response with `expires_in` as a string, as Azure AD B2C sends it.
    ExpiresInAsString,
    /// The correct token response with one more member, which Entra ID sends in some cases.
    With { member: String, value: Value },
}

/// A failure of the authorization endpoint: an error that is sent to the redirect URI.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct AuthorizeFault {
    pub error: String,
    pub aadsts: u32,
}

/// A failure of Graph, which a test can arm for one resource or for all.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GraphFault {
    /// Status 401 with the error `InvalidAuthenticationToken`.
    InvalidToken,
    /// Status 401 with a claims challenge of continuous access evaluation.
    ClaimsChallenge,
    /// Status 401 with a claims challenge, until the access token of a request meets the challenge. To get such a
    /// token, the user must confirm their identity, as the parameter `claims` of the authorization request demands.
    InsufficientClaims,
    Forbidden,
    NotFound,
    /// Status 429, with `Retry-After` if a number of seconds is given.
    TooManyRequests {
        retry_after: Option<u64>,
    },
    InternalServerError,
    ServiceUnavailable,
    /// The correct response of Graph after a delay.
    Hang {
        milliseconds: u64,
    },
    /// Status 200 with HTML.
    NotJson,
    /// Status 200 with five megabytes of JSON.
    FiveMegabytes,
    /// Status 200 with truncated JSON.
    Truncated,
}

/// A failure of the identity endpoint, which a test can arm.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityFault {
    /// Status 410: the endpoint is being updated.
    Gone,
    /// Status 429, with `Retry-After` if a number of seconds is given.
    TooManyRequests {
        retry_after: Option<u64>,
    },
    /// Status 400: the identity is not assigned to the resource on which the app runs.
    NotAssigned,
    InternalServerError,
    /// The correct response after a delay.
    Hang {
        milliseconds: u64,
    },
    /// Status 200 with HTML.
    NotJson,
    /// The correct response, with a token of this lifetime.
    ExpiresIn {
        seconds: u64,
    },
}

/// The number of times that an armed fault strikes.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Times {
    #[default]
    Once,
    UntilReset,
}

/// One kind of fault, which is armed or not.
#[derive(Debug)]
pub struct Armed<Fault> {
    waiting: Mutex<Option<(Fault, Times)>>,
}

impl<Fault> Default for Armed<Fault> {
    fn default() -> Self {
        Self { waiting: Mutex::new(None) }
    }
}

impl<Fault: Clone> Armed<Fault> {
    pub fn arm(&self, fault: Fault, times: Times) {
        *hold(&self.waiting) = Some((fault, times));
    }

    /// Returns the armed fault, and disarms it if it strikes once.
    pub fn strike(&self) -> Option<Fault> {
        let mut waiting = hold(&self.waiting);
        let (fault, times) = waiting.clone()?;
        if times == Times::Once {
            *waiting = None;
        }
        Some(fault)
    }

    pub fn disarm(&self) {
        *hold(&self.waiting) = None;
    }
}
