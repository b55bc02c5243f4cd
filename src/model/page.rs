//! What the server hands a page: all that its view needs, rendered once on the server and taken over when hydrating.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{AdminConsentView, ApiAnswer, Message, RevocationProblem, SessionsView, SignInFailedView};
use crate::{error::AppError, paths::Base};

/// One page: which view, and what frames it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Whether the app runs against the built-in dev tenant: then every page says so.
    pub dev_tenant: bool,
    /// Where the app begins below its host: links on the page need to know.
    pub base: Base,
    pub view: View,
}

/// The views of the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// Nobody is signed in: the login view.
    SignIn(SignInView),
    /// Somebody is signed in.
    Welcome(WelcomeView),
    /// What the downstream API answered, after the form was sent without JavaScript.
    ApiResult(Result<ApiAnswer, AppError>),
    /// The person's latest messages.
    Mail(Vec<Message>),
    /// Where the person is signed in.
    Sessions(SessionsView),
    /// A sign-in on another device is under way.
    DeviceCode(DeviceCodeView),
    /// A sign-in did not succeed.
    SignInFailed(SignInFailedView),
    /// Several sign-ins in a row came back without success, so the next one does not begin by itself.
    SignInStopped {
        /// Where to go after the sign-in: a path of this app.
        return_to: String,
    },
    /// Somebody has forgotten their password and can reset it.
    ResetPassword,
    /// An administrator allows the app for a whole organization, or refuses.
    AdminConsent(AdminConsentView),
    /// The session is over here; the browser goes on to the provider's end-session endpoint.
    SigningOut {
        /// The provider's end-session endpoint, with its parameters.
        continue_to: String,
        /// What the person should know before they go on: then the browser does not go on by itself.
        problem: Option<RevocationProblem>,
    },
    /// The sign-out is complete, as far as this app can tell.
    SignedOut {
        provider: Provider,
    },
    /// The app is not configured yet; every page is this view.
    ConfigMissing(Vec<ConfigFinding>),
    NotFound,
    /// Anything else that went wrong; its words and status are the error's.
    Failed(AppError),
    /// Something went wrong that only the log can explain.
    Unexpected {
        error: AppError,
        /// Under which the log has more.
        request_id: String,
    },
}

/// The kind of OpenID provider: decides how the sign-in button looks and which advice helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provider {
    /// A workforce tenant: "Sign in with Microsoft", for a work or school account.
    Workforce,
    /// An external tenant: people see the app's own brand, never Microsoft's.
    External,
    /// Any other OpenID provider, or a custom domain (`OIDC_AUTHORITY`).
    OpenId,
}

/// The login view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    pub provider: Provider,
    /// The host of the authority, e.g. `login.microsoftonline.com`.
    pub authority_host: String,
    /// The sign-in goes by device code, because the app has no redirect URI.
    pub device_code: bool,
    /// Where to go after the sign-in: a path of this app.
    pub return_to: String,
}

/// The welcome view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WelcomeView {
    /// `name` of the ID token, or the next best thing to call the person by. Never empty.
    pub display_name: String,
    /// `preferred_username` of the ID token; display only.
    pub username: Option<String>,
    /// The host of the authority where the person is signed in.
    pub authority_host: String,
    /// The tenant's ID (`tid`) when the provider is Microsoft's.
    pub tenant_id: Option<String>,
    /// Whether people can edit their profile at the provider.
    pub edit_profile: bool,
    /// Whether people can have their latest mail shown.
    pub mail: bool,
    /// The downstream API that the button calls; none when `ENDPOINT` is empty.
    pub api: Option<ApiCall>,
    /// The picture of how the parts talk to each other, as HTML. It stands in the document and nowhere else: the client
    /// leaves it as it is.
    #[serde(skip)]
    pub picture: Arc<str>,
}

/// The downstream API that the button calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiCall {
    /// The address, without its query, e.g. `https://graph.microsoft.com/v1.0/me`.
    pub endpoint: String,
    /// The scopes it is called with, e.g. `["User.Read"]`.
    pub scopes: Vec<String>,
}

/// The device code view (RFC 8628).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCodeView {
    pub user_code: String,
    pub verification_uri: String,
    /// Seconds until the code expires.
    pub expires_in: u32,
    /// Seconds between two questions whether the person has approved.
    pub interval: u32,
}

/// How a sign-in by device code stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceCodeState {
    /// Not approved yet; ask again after `interval` seconds.
    Pending { interval: u32 },
    /// Approved, the session is established: go to this path of the app.
    Approved { continue_to: String },
    /// Declined, expired or failed: go to this path of the app, which explains.
    Ended { continue_to: String },
}

/// One thing that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigFinding {
    /// The environment variable, e.g. `CLIENT_ID`, or the file `.env`.
    pub variable: String,
    /// What is wrong. It follows the name in a sentence, and never contains a secret.
    pub problem: String,
    /// What to do.
    pub advice: String,
    /// One line of `.env` in the right form, to copy and change, e.g. `CLIENT_ID=00000000-…`.
    pub example: String,
}
