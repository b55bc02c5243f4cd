//! The journeys of a user who signs in. Read this page first.
//!
//! [`Auth`] holds the relying party and the session store. Each journey is a method of it, in a separate file:
//!
//! 1. `begin`: the authorization request. `state`, `nonce` and a PKCE verifier are stored in a sign-in transaction that is
//!    bound to the browser, and the browser goes to the provider
//!    ([OpenID Connect Core §3.1.2.1](https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest),
//!    [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636)).
//! 2. `complete`: the authorization response is paired with its transaction, its issuer is compared, the code is exchanged,
//!    the ID token is verified, and a session is established under a new ID
//!    ([Core §3.1.3](https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint),
//!    [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207), [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700)).
//!    A repeated response gets the result of its first arrival.
//! 3. `access_token`: access tokens are kept fresh, one for each resource and scope set, one refresh at a time
//!    ([RFC 6749 §6](https://www.rfc-editor.org/rfc/rfc6749#section-6)).
//! 4. `sign_out`: the session ends here first, then at the provider
//!    ([RP-Initiated Logout](https://openid.net/specs/openid-connect-rpinitiated-1_0.html)).
//!    `end_front_channel` and `end_back_channel` are the other direction: a session that has ended at the provider ends here
//!    ([Front-Channel Logout](https://openid.net/specs/openid-connect-frontchannel-1_0.html),
//!    [Back-Channel Logout](https://openid.net/specs/openid-connect-backchannel-1_0.html)).
//!
//! `step_up`: a scope, an authentication context or the downstream API may require a signed-in user to sign in again
//! with further scopes or claims. Such a sign-in carries an [`ExtraRequest`], and leads back to the page or action that
//! needed it.
//!
//! `switch_account` exchanges the session of a browser with the session of another account, which the browser keeps in a second
//! cookie.
//!
//! `admin_consent` is a separate journey that signs no user in.
//!
//! `bearer_token` verifies the access tokens that other apps send to the protected API
//! ([RFC 6750](https://www.rfc-editor.org/rfc/rfc6750)). `on_behalf_of` exchanges such a token for one of another API.
//!
//! `app_token` gets a token for the app itself, for the jobs of operators.
//!
//! `device_code` replaces steps 1 and 2 if no redirect URI is configured
//! ([RFC 8628](https://www.rfc-editor.org/rfc/rfc8628)).

mod access_token;
pub mod admin_consent;
pub mod administration;
mod app_token;
pub mod back_channel;
pub mod bearer_token;
mod begin;
mod callback_response;
mod challenge;
mod complete;
pub mod device_code;
mod error;
mod failed_sign_in;
mod failure;
mod front_channel;
mod lease;
pub mod on_behalf_of;
pub mod own_sessions;
mod reason;
mod redeem;
mod refresh;
mod refresh_backoff;
mod refresh_error;
mod refreshed_id_token;
mod relying_party;
mod repeated_response;
mod scopes;
mod service;
mod sign_out;
mod step_up;
mod switch_account;
mod token_cache;
mod token_set;
mod usable_token;
mod user_flow_exit;
mod user_record;

pub(in crate::server) use app_token::AppTokenRequest;
pub use begin::{BrowserSessions, ProviderRedirect, SignInRequest};
pub use callback_response::CallbackResponse;
pub use error::AuthError;
pub use failed_sign_in::FailedSignIn;
pub use refresh_error::{RefreshError, RefusedToken};
pub use relying_party::RelyingParty;
pub use scopes::Scopes;
pub use service::Auth;
pub use step_up::ExtraRequest;
pub use switch_account::{ParkedAccount, Switched};
