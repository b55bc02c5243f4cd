//! The errors that the browser may know: fixed texts, never the text of a provider or an API.

mod api;
mod shown;
pub mod units;
mod wire;

use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

pub use self::{
    shown::{NextStep, ShownError},
    wire::ErrorJson,
};

/// An error as the user sees it. Details are in the server's log, under the ID of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    #[error("nobody is signed in")]
    SignedOut,
    #[error("the sign-in has ended")]
    SessionEnded,
    #[error("the provider asks for one more step")]
    StepUp {
        /// Finds on the server what that step is for; of no use to anybody but the session that asked.
        reference: Option<String>,
    },
    #[error("an app role is missing")]
    RoleMissing,
    #[error("the provider did not grant a scope")]
    ScopeMissing,
    #[error("it cannot be told to which groups somebody belongs")]
    MembershipUnknown,
    #[error("the request came from another site")]
    CrossSite,
    #[error("the request is not well-formed")]
    BadRequest,
    #[error("the request is larger than any that this app is asked")]
    RequestTooLarge,
    #[error("this client makes too many requests")]
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u32,
    },
    #[error("the session store is out of reach")]
    StoreUnavailable,
    #[error("the OpenID provider is out of reach")]
    ProviderUnavailable,
    #[error("another request is still refreshing the access token")]
    Busy,
    #[error("the app is not configured")]
    NotConfigured,
    #[error("the downstream API did not accept the access token")]
    ApiUnauthorized,
    #[error("the downstream API responded that a permission is missing")]
    ApiForbidden {
        /// The API's own error code, here and below.
        code: Option<String>,
    },
    #[error("no downstream API is configured")]
    ApiNotConfigured,
    #[error("the downstream API has nothing at this address")]
    ApiNotFound { code: Option<String> },
    #[error("the downstream API limits the rate of requests")]
    ApiThrottled {
        /// Seconds to wait, if the API says so.
        retry_after: Option<u32>,
    },
    #[error("the downstream API rejected the request with status {status}")]
    ApiRejected { status: u16, code: Option<String> },
    #[error("the downstream API failed with status {status}")]
    ApiFailed { status: u16, code: Option<String>, retry_after: Option<u32> },
    #[error("the downstream API responded with a redirect, status {status}")]
    ApiRedirected { status: u16, to: Option<String> },
    #[error("the downstream API did not respond in time")]
    ApiTimeout,
    #[error("the downstream API cannot be reached")]
    ApiUnreachable,
    #[error("the downstream API's response is not JSON")]
    ApiNotJson { media_type: Option<String>, bytes: u32 },
    #[error("the downstream API's JSON does not have the expected members")]
    ApiUnexpectedJson,
    #[error("the downstream API's response cannot be decoded")]
    ApiUndecodable { encoding: Option<String> },
    #[error("the downstream API's response is too large")]
    ApiTooLarge,
    #[error("the browser did not reach this app")]
    Offline,
    #[error("something unexpected happened")]
    Unexpected,
}

impl AppError {
    /// Returns the HTTP status that the app answers with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::SignedOut | Self::SessionEnded | Self::StepUp { .. } | Self::ApiUnauthorized => 401,
            Self::CrossSite
            | Self::ApiForbidden { .. }
            | Self::RoleMissing
            | Self::ScopeMissing
            | Self::MembershipUnknown => 403,
            Self::ApiNotConfigured | Self::ApiNotFound { .. } => 404,
            Self::RequestTooLarge => 413,
            Self::ApiThrottled { .. } | Self::TooManyRequests { .. } => 429,
            Self::Offline | Self::Unexpected => 500,
            Self::ApiRejected { status, .. } | Self::ApiFailed { status, .. } => api::own_status(*status),
            Self::ApiRedirected { .. }
            | Self::ApiUnreachable
            | Self::ApiNotJson { .. }
            | Self::ApiUnexpectedJson
            | Self::ApiUndecodable { .. }
            | Self::ApiTooLarge => 502,
            Self::StoreUnavailable | Self::ProviderUnavailable | Self::Busy | Self::NotConfigured => 503,
            Self::ApiTimeout => 504,
        }
    }

    /// Returns what happened, in a few plain words: a heading.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::SignedOut => "You are not signed in",
            Self::SessionEnded => "Your sign-in has ended",
            Self::StepUp { .. } => "One more step is needed",
            Self::CrossSite => "This request came from another site",
            Self::BadRequest => "This request is not complete",
            Self::RequestTooLarge => "This request is too large",
            Self::StoreUnavailable => "Your session cannot be read right now",
            Self::ProviderUnavailable => "The sign-in service cannot be reached",
            Self::Busy => "Your access is just being renewed",
            Self::NotConfigured => "This app is not set up yet",
            Self::ApiUnauthorized => "The API did not accept your sign-in",
            Self::RoleMissing => "This is not for everybody",
            Self::ScopeMissing => "This app may not do this for you",
            Self::MembershipUnknown => "Your groups cannot be read",
            Self::ApiForbidden { .. } => "You do not have permission for this",
            Self::ApiNotConfigured => "This app calls no API",
            Self::ApiNotFound { .. } => "The API has nothing at this address",
            Self::ApiThrottled { .. } | Self::TooManyRequests { .. } => "Too many requests",
            Self::ApiRejected { status, .. } | Self::ApiFailed { status, .. } => api::title(*status),
            Self::ApiRedirected { .. } => "The API is at another address",
            Self::ApiTimeout => "The API did not answer in time",
            Self::ApiUnreachable => "The API cannot be reached",
            Self::ApiNotJson { .. } | Self::ApiUnexpectedJson => "The API answered with something unexpected",
            Self::ApiUndecodable { .. } => "The response cannot be decoded",
            Self::ApiTooLarge => "The answer is too large",
            Self::Offline => shown::OFFLINE.0,
            Self::Unexpected => shown::UNEXPECTED.0,
        }
    }

    /// Returns what the person can do next.
    pub fn advice(&self) -> String {
        match self {
            Self::SignedOut | Self::SessionEnded => "Sign in again to go on.".into(),
            Self::StepUp { .. } => {
                "The sign-in service wants you to confirm who you are or to agree to something. You stay signed in."
                    .into()
            }
            Self::CrossSite => "Nothing was changed. Go to the homepage and try again from there.".into(),
            Self::BadRequest => "Nothing was changed. Go back and try again.".into(),
            Self::RequestTooLarge => {
                "Nothing was changed. If it happens again, delete the cookies of this address in your browser.".into()
            }
            Self::Busy => "You are still signed in. Try again in a moment.".into(),
            Self::StoreUnavailable => "If you were signed in, you still are. Try again in a moment.".into(),
            Self::ProviderUnavailable => {
                "Nobody can sign in right now; whoever is signed in already can go on. This app asks again by itself: try again in a moment.".into()
            }
            Self::NotConfigured => "The people who run it find on its homepage what is missing.".into(),
            Self::ApiUnauthorized => {
                "Sign out and sign in again. If that does not help, ask your administrator.".into()
            }
            Self::RoleMissing => {
                "It needs a role in this app that you do not have. Your administrator can assign it; sign in again afterwards."
                    .into()
            }
            Self::ScopeMissing => {
                "This page needs a permission that the sign-in service did not grant to this app. Ask your administrator to allow it. Then sign out, and sign in again."
                    .into()
            }
            Self::MembershipUnknown => {
                "So it cannot be told what you may see, and nothing is shown. Try again in a moment.".into()
            }
            Self::ApiForbidden { code } => {
                api::responded(403, code.as_deref(), "Ask your administrator for the permission that this call needs.")
            }
            Self::ApiNotConfigured => "Ask the operator of this app to set ENDPOINT.".into(),
            Self::ApiNotFound { code } => api::not_found(code.as_deref()),
            Self::ApiThrottled { retry_after } => units::retry(*retry_after),
            Self::TooManyRequests { retry_after } => units::retry(Some(*retry_after)),
            Self::ApiRejected { status, code } => api::advice(*status, code.as_deref(), None),
            Self::ApiFailed { status, code, retry_after } => api::advice(*status, code.as_deref(), *retry_after),
            Self::ApiRedirected { status, to } => api::redirected(*status, to.as_deref()),
            Self::ApiTimeout | Self::ApiUnreachable => "Try again in a moment.".into(),
            Self::ApiNotJson { media_type, bytes } => api::not_json(media_type.as_deref(), *bytes),
            Self::ApiUnexpectedJson => "Its response lacks what this page needs. Tell the operator of this app.".into(),
            Self::ApiUndecodable { encoding } => api::undecodable(encoding.as_deref()),
            Self::ApiTooLarge => "Ask the people who run this app to request less data.".into(),
            Self::Offline => shown::OFFLINE.1.into(),
            Self::Unexpected => shown::UNEXPECTED.1.into(),
        }
    }

    /// Asks for one more step; the reference finds what it is for.
    pub const fn step_up(reference: String) -> Self {
        Self::StepUp { reference: Some(reference) }
    }

    /// Returns whether the same request may succeed a moment later.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::StoreUnavailable | Self::ProviderUnavailable | Self::Busy)
    }
}

impl FromServerFnError for AppError {
    type Encoder = ErrorJson;

    /// Leptos' own failures: a request that does not parse, or a call that did not get through.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::BadRequest
            }
            _ => Self::Unexpected,
        }
    }
}
