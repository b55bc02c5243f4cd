//! What can be made to go wrong, and how often.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is wrong with the next ID token.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdTokenFault {
    WrongNonce,
    NoNonce,
    WrongAudience,
    /// `aud` is a list with a second audience, and there is no `azp` (OIDC Core, section 3.1.3.7, step 4).
    ExtraAudienceWithoutAzp,
    WrongIssuer,
    Expired,
    IssuedInTheFuture,
    NoSubject,
    NoIssuedAt,
    WrongAtHash,
    /// Signed with another key under the same `kid`.
    BadSignature,
    AlgNone,
    Hs256WithPublicKey,
    Hs256WithClientSecret,
    /// Signed with a key that the JWK set does not have.
    UnknownKid,
    /// From another tenant through and through: `iss`, `tid` and the signature fit each other.
    OtherTenant,
    /// `tid` and `iss` do not speak of the same tenant.
    TenantBesideIssuer,
    NoTenant,
    /// `ver` says that the token is one of version 1.0 of the Microsoft identity platform.
    VersionOne,
    /// Of another policy of the same Azure AD B2C tenant.
    OtherPolicy,
    /// Neither `tfp` nor `acr`.
    NoPolicy,
    /// Signed with a key that the JWK set lists for personal accounts only, or for all others only.
    KeyOfOtherIssuer,
}

/// How the token endpoint fails.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenFault {
    /// The JSON error of RFC 6749, section 5.2, with Entra ID's members; status 400, or 401 for `invalid_client`.
    Error {
        error: String,
        aadsts: u32,
        #[serde(default)]
        suberror: Option<String>,
        /// JSON in a string.
        #[serde(default)]
        claims: Option<String>,
    },
    /// 500 with an HTML page.
    InternalServerError,
    /// 200 with an empty body.
    EmptyAnswer,
    /// The answer is the right one, but late.
    Hang { milliseconds: u64 },
    /// The answer is the right one, but `expires_in` is a string, as B2C sends it.
    ExpiresInAsString,
    /// The answer is the right one, with a member that Entra ID sends now and then.
    With { member: String, value: Value },
}

/// How the authorization endpoint fails: with an error that goes to the redirect URI.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct AuthorizeFault {
    pub error: String,
    pub aadsts: u32,
}

/// How Graph fails.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GraphFault {
    /// 401 `InvalidAuthenticationToken`.
    InvalidToken,
    /// 401 with a claims challenge of continuous access evaluation.
    ClaimsChallenge,
    /// 401 with a claims challenge that stays until a request comes whose token was got by answering it: the person has
    /// confirmed who they are, as the parameter `claims` of the authorization request asked.
    InsufficientClaims,
    Forbidden,
    NotFound,
    /// 429, with `Retry-After` in seconds if there is a number.
    TooManyRequests {
        retry_after: Option<u64>,
    },
    InternalServerError,
    ServiceUnavailable,
    /// The answer is the right one, but late.
    Hang {
        milliseconds: u64,
    },
    /// 200 with HTML.
    NotJson,
    /// 200 with five megabytes of JSON.
    FiveMegabytes,
    /// 200 with JSON that stops in the middle.
    Truncated,
}

/// How often an armed fault strikes.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Times {
    #[default]
    Once,
    UntilReset,
}

/// A place where a fault can lie in wait.
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
        *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some((fault, times));
    }

    /// Returns the fault that strikes now.
    pub fn strike(&self) -> Option<Fault> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (fault, times) = waiting.clone()?;
        if times == Times::Once {
            *waiting = None;
        }
        Some(fault)
    }

    pub fn disarm(&self) {
        *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
